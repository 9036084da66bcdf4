"""Wording: the one place that writes computed figures, in the style and the grain of a printed one.

printed           computed     written
$1.2 million      1,500,000    $1.5 million
about 12,000      15,000       15,000
34 %              31.2         31 %
seven             8            eight
two-thirds        0.62         62 %
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple, Protocol

from consistency.grammar.lazy import pattern


class Printed(Protocol):
    """What wording needs of a figure: a `Figure`, or a row of the figures table.

    The style comes from `text`, so this has to be what a person reads: the source slice of a figure may hold markup.
    """

    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> float: ...
    @property
    def grain(self) -> float: ...
    @property
    def unit(self) -> str: ...
    @property
    def form(self) -> str: ...


_LADDERS: tuple[tuple[tuple[str, float], ...], ...] = (
    (("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)),
    (("k", 1e3), ("m", 1e6), ("bn", 1e9), ("tn", 1e12)),
    (("K", 1e3), ("M", 1e6), ("B", 1e9), ("T", 1e12)),
    (("k", 1e3), ("mn", 1e6), ("bn", 1e9), ("trn", 1e12)),
)
_SCALE = pattern(r"[\s-]?(thousand|million|billion|trillion|lakh|crore|k|mn|m|bn|b|tn|trn|t)\b", re.IGNORECASE)
_NUMBER = pattern(r"(?<![\w.])\.\d+|\d+(?:[,.'’\u00a0\u202f\u2009 ]\d+)*")
_CURRENCY = pattern(r"(?:[A-Z]{0,3}[$€£¥₹₩₽₺₪]|\b[A-Z]{2,3}|\bRs\.?|\bkr\.?)[ \u00a0]?$")
_MINUS = pattern(r"(minus[ -]|[-−–])[ \u00a0]?$")
_LATE_HEDGE = pattern(r"^\+|^-(?:plus|odd)\b|\s+(?:or (?:more|less|so|fewer|over|under)|at (?:most|least)|plus)\b")
_ENDING = pattern(r"^(?:st|nd|rd|th)\b", re.IGNORECASE)
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
_PLURALS = {
    "foot": "feet", "inch": "inches", "stone": "stone", "century": "centuries", "millennium": "millennia",
    "degree Celsius": "degrees Celsius", "degree Fahrenheit": "degrees Fahrenheit",
}  # fmt: skip
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_SPELT = 12
"""Up to which number a computed figure is written out: "forty-one" for a printed "nine" is harder to read than 41."""
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_OTHERS = (
    "hundred", "thousand", "million", "billion", "trillion", "dozen", "couple", "pair", "nil", "nought", "no", "none",
)  # fmt: skip
_NUMBER_WORD = pattern(rf"\b(?:{'|'.join((*_ONES, *_TENS, *_OTHERS))})\b", re.IGNORECASE)


class _Style(NamedTuple):
    """How a number in digits is printed: what stands before and behind it, its scale, decimals and separators."""

    before: str
    behind: str
    scale: float
    decimals: int
    group: str
    mark: str
    minus: str
    brackets: bool = False
    indian: bool = False


def write_like(value: float, figure: Printed) -> str:
    """`value`, in the unit of `figure`, as its author would have printed it; without the hedge."""
    return "".join(_pieces(value, figure))


_FINER = 6
"""How many more digits than its author's show by what a computed figure misses the stated one."""


def write_finer(value: float, figure: Printed) -> str:
    """`value` with as many more digits as tell it from the figure: 528.3 beside a printed 528."""
    style = _style(figure)
    if style is None:
        return write_like(value, figure)
    sizes = [abs(value) / style.scale, abs(figure.value) / style.scale]
    for decimals in range(style.decimals, style.decimals + _FINER):
        number, other = (_digits(size, style._replace(decimals=decimals)) for size in sizes)
        if number != other:
            return "".join(_signed(value, number, style, figure))
    return write_like(value, figure)


def write_range(low: float, high: float, figure: Printed) -> str:
    """ "11,400 to 12,600", "0 to 7 %", "500 or more"; one number where both ends are written alike."""
    if math.isinf(low) or math.isinf(high):
        if math.isinf(low) and math.isinf(high):
            return "any number"
        return f"{write_like(low, figure)} or more" if math.isinf(high) else f"{write_like(high, figure)} or less"
    middle = (low + high) / 2
    if 0 < high - low <= 4 * figure.grain and abs(middle) >= 1000 * figure.grain:
        # 14,999 to 15,001: what the last digit may hide is not what the reader is told.
        return write_like(middle, figure)
    first, last = _pieces(low, figure), _pieces(high, figure)
    if first == last:
        return "".join(last)
    if first[2] == last[2] and not first[0].strip("-−–"):
        first = first[0], first[1], ""
    return f"{''.join(first)} to {''.join(last)}"


def write_grain(grain: float, figure: Printed) -> str:
    """A step of rounding in the unit of `figure`: "1,000", "$100 million", "0.1 %"."""
    style = _style(figure)
    name, scale = next(((f" {name}", scale) for name, scale in reversed(_LADDERS[0][1:]) if grain >= scale), ("", 1.0))
    number = f"{grain / scale:,.10f}".rstrip("0").rstrip(".")
    unit = _SCALE.sub("", style.behind, count=1) if style and style.scale != 1 else style.behind if style else ""
    return f"{style.before if style else ''}{number}{name}{unit}"


def _pieces(value: float, figure: Printed) -> tuple[str, str, str]:
    """What stands before the digits (sign, currency), the digits, and what stands behind (scale, unit)."""
    if not math.isfinite(value):
        return "", "no number", ""
    style = _style(figure)
    if style is None:
        return _in_words(value, figure)
    style = _rescaled(value, style)
    number = _digits(abs(value) / style.scale, style)
    if figure.kind == "ordinal":
        style = style._replace(behind=_ENDING.sub(_ending(number), style.behind, count=1))
    return _signed(value, number, style, figure)


def _signed(value: float, number: str, style: _Style, figure: Printed) -> tuple[str, str, str]:
    """The digits of a value between what stands before and behind them, with its sign as the figure would have it."""
    if value < 0 and any(digit in number for digit in "123456789"):
        if style.brackets:
            return f"({style.before}", number, f"{style.behind})"
        return style.minus + style.before, number, style.behind
    plus = "+" if value > 0 and figure.text.startswith("+") else ""
    return plus + style.before, number, style.behind


def _ending(number: str) -> str:
    """The ending of an ordinal in digits: the "st" of 51st."""
    return "th" if re.search(r"1\d$", number) else _ENDINGS.get(number[-1:], "th")


def _style(figure: Printed) -> _Style | None:
    """The style of a figure printed in digits, or None where it is printed in words."""
    return _style_of(figure.text, figure.kind, figure.value, figure.grain, figure.unit)


@lru_cache(maxsize=256)  # a figure is written again and again, for each number that could stand in its place
def _style_of(text: str, kind: str, value: float, grain: float, unit_name: str) -> _Style | None:
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    first, last = found[0], found[-1]
    behind = text[last.end() :]
    before = text[: first.start()]
    brackets = before.rstrip().endswith("(") and behind.lstrip().startswith(")")
    if brackets:
        before, behind = before.rstrip()[:-1], behind.lstrip()[1:]
    behind = _LATE_HEDGE.sub("", behind).rstrip()
    before, minus = _split(_MINUS, before)
    # In "minus $5" the sign stands first, in "$-5" last.
    head, currency = _split(_CURRENCY, before)
    minus = minus or _split(_MINUS, head)[1] or "-"
    currency = currency if kind == "money" else ""
    worded = _SCALE.match(behind) is not None
    fitting: list[tuple[bool, int, _Style]] = []
    for mantissa, decimals, group, mark in _readings(first[0]):
        scale = round(abs(value) / mantissa, 9) if mantissa and value else grain * 10**decimals
        if math.isclose(scale, grain * 10**decimals, rel_tol=1e-6):
            if scale == 1 and not unit_name and len(found) > 1:
                behind = _SCALE.sub("", behind, count=1)
            indian = bool(re.search(r"\d,\d\d,\d{3}", first[0]))
            style = _Style(currency, behind, scale, decimals, group, mark, minus, brackets, indian)
            # "1.200" is 1,200 rather than 1.2 thousand, unless a scale word or a table's header says so.
            fitting.append((scale != 1 and not worded, len(fitting), style))
    if fitting:
        return min(fitting)[2]
    # "6ft 2in", "20 dollars 43": the parts do not say the value, so it is written out in the figure's unit.
    decimals = max(0, -math.floor(math.log10(grain))) if 0 < grain < 1 else 0
    symbol = _SYMBOLS.get(unit_name, "")
    unit = "" if symbol or not unit_name else " %" if unit_name == "percent" else f" {_plural(unit_name)}"
    return _Style(symbol, unit, 1.0, decimals, ",", ".", "-")


def _plural(unit: str) -> str:
    name = unit.replace("_", " ")
    return _PLURALS.get(name, name if "/" in name or name.isupper() else f"{name}s")  # a currency is its code: CHF


def _split(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    match = pattern.search(text)
    return (text[: match.start()], match[0]) if match else (text, "")


def _readings(token: str) -> Iterator[tuple[float, int, str, str]]:
    """The ways to read a printed number: its value, its decimals, its group separator and its decimal mark."""
    marks = [char for char in token if not char.isdigit()]
    for mark in (".", ","):
        if marks.count(mark) == 1 and marks[-1] == mark:
            whole, _, decimals = token.rpartition(mark)
            groups = {char for char in whole if not char.isdigit()}
            if len(groups) <= 1:
                group = next(iter(groups), "" if len(whole) > 3 else "," if mark == "." else ".")
                yield float(re.sub(r"\D", "", whole) + "." + decimals), len(decimals), group, mark
    if len(set(marks)) <= 1:
        digits = re.sub(r"\D", "", token)
        group = marks[0] if marks else "" if len(digits) > 3 else ","
        yield float(digits), 0, group, "," if group == "." else "."


def _rescaled(value: float, style: _Style) -> _Style:
    """The style with another scale word where the printed one would give "0.0 billion" or "1,500 million"."""
    match = _SCALE.match(style.behind)
    if not match or style.scale < 1000 or not value:
        return style
    ladder = next((rungs for rungs in _LADDERS if (match[1], style.scale) in rungs), None)
    size = abs(value) / style.scale
    if ladder is None or 1 <= size < 1000:
        return style
    fitting = [rung for rung in ladder if abs(value) >= rung[1]]
    name, scale = fitting[-1] if fitting else ("", 1.0)
    shift = round(math.log10(scale / style.scale))
    behind = style.behind[match.end() :]
    if name:
        behind = style.behind[: match.start(1)] + name + behind
    exact = round(value / scale, 9)
    # "$1.2 billion" becomes "$1.2 million" and "$800 million", but 812,345,678 is "$812 million" in its grain.
    enough = (n for n in range(max(style.decimals, style.decimals + shift) + 1) if round(value / scale, n) == exact)
    shortest = next(enough, max(0, style.decimals + shift))
    return _Style(style.before, behind, scale, shortest, style.group or ",", style.mark, style.minus, style.brackets)


_BELOW = 0.95
"""What is less than so much of the last digit is no one of it."""


def _digits(size: float, style: _Style) -> str:
    decimals = style.decimals
    if 0 < size < _BELOW * 10**-decimals:
        # Two digits at least of what would be written as nothing, or as one.
        decimals = min(decimals + 12, 1 - math.floor(math.log10(size)))
    whole, _, rest = _rounded(size, decimals).partition(".")
    if style.indian:
        groups = re.sub(r"(?<=\d)(?=(\d\d)*\d{3}$)", style.group, whole.replace(",", ""))
    else:
        groups = whole.replace(",", style.group)
    return f"{groups}{style.mark}{rest}" if rest else groups


def _rounded(size: float, decimals: int) -> str:
    """The number with so many decimals, and a comma before each three digits."""
    if size >= 1e15:
        return f"{size:,.0f}"
    # As schools teach it: halves up, and a binary 2.4999999999 is 2.5.
    exact = Decimal(repr(round(size, decimals + 9)))
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP):,f}"


def _in_words(value: float, figure: Printed) -> tuple[str, str, str]:
    """A value in the manner of "seven", "three million", "two-thirds", "doubled"."""
    if figure.form == "fraction":
        return "", _short(100 * value, 0), " %"
    if figure.form == "multiple":
        return "", _short(value, 1), " times"
    if figure.kind == "ordinal":
        number = _short(value, 0)
        return "", number, _ending(number)
    found = list(_NUMBER_WORD.finditer(figure.text))
    behind = figure.text[found[-1].end() :] if found else ""
    behind = _LATE_HEDGE.sub("", re.sub(r"^s\b", "", behind)).rstrip()
    rungs = [rung for rung in _LADDERS[0] if found and found[-1][0].lower() == rung[0] and abs(value) >= rung[1]]
    name, scale = rungs[0] if rungs else ("", 1.0)
    size = value / scale
    behind = f" {name}{behind}" if name else behind
    if size == int(size) and 0 <= size <= _SPELT:
        word = _ONES[int(size)]
        return "", word.capitalize() if figure.text[:1].isupper() else word, behind
    return "", _short(size, 2 if name else 0 if figure.grain >= 1 else 2), behind


def _short(value: float, decimals: int) -> str:
    if value and round(abs(value), decimals) == 0:
        decimals = 1 - math.floor(math.log10(abs(value)))
    number = f"{value:,.{decimals}f}"
    return number.rstrip("0").rstrip(".") if "." in number else number
