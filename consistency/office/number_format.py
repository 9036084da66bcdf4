"""Number format: what a spreadsheet shows of a value under a format code such as `#,##0.00;(#,##0.00)`.

A code has up to four sections, for positive and negative numbers, for zero and for text. A section has places for
digits (`0`, `#`, `?`), a point, commas (between places: thousands apart; behind them: in thousands), percent signs, and
anything else as it is to be printed. Colours, widths and fillings (`[Red]`, `_)`, `* `) print nothing. Days are shown as
ISO dates whatever the code, but for those of which the code shows only the month or the year.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from math import isfinite

Value = object
"""What a cell holds: a number, a text, a truth value, a date or time."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<width>.)|\*(?P<filling>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<exponent>E[+-]0+)|(?P<digits>[0#?])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|[^;"\\_*\[])*', re.DOTALL)
_CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]+)?\Z")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\Z")
_LONGEST = 400  # characters of a code that anyone writes
_WIDE = Context(prec=400)  # the largest float has 309 digits before its point
_SIGNIFICANT = 10  # digits that a general number shows
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(slots=True)
class Section:
    """One section of a code: what stands before the number, behind it, and how its digits are set.

    `whole` and `decimals` are the places before and behind the point; within `whole` other characters may stand
    ("000-00"). `scale` is the number of thousands that are cut off, `percent` that of percent signs.
    """

    before: str = ""
    after: str = ""
    whole: str = ""
    decimals: str = ""
    point: bool = False
    grouped: bool = False
    scale: int = 0
    percent: int = 0
    exponent: int = 0
    general: bool = False
    text: bool = False
    condition: tuple[str, float] | None = None
    literals: list[tuple[int, str]] = field(default_factory=list)

    @property
    def has_number(self) -> bool:
        """Whether the section shows the number at all."""
        return self.general or bool(self.whole or self.decimals)


def shown(value: Value, code: str) -> str:
    """What the sheet shows of `value` under the format `code`; empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        sections = _sections(code)
        return _literally(sections[3]).replace("@", value) if len(sections) > 3 else value
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return _shown_time(value, code)
    if isinstance(value, (int, float)):
        return _shown_number(value, code)
    return str(value)


def is_cut(value: Value, printed: str) -> bool:
    """Whether the number has more digits than are printed of it: its sum need not be the sum of what is printed."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    digits = re.sub(r"[^\d.]", "", printed)
    if not digits.strip("."):
        return False
    size = abs(value) * 100 if "%" in printed else abs(value)
    try:
        return abs(float(digits) - size) > 1e-9 * max(size, 1e-9)
    except ValueError:
        return False


# ------------------------------------------------------------------ numbers
def _shown_number(value: float, code: str) -> str:
    if not isfinite(value):
        return str(value)
    section, sign = _chosen(_sections(code), value)
    if section.text:
        return sign + _literally(section).replace("@", _general(abs(value))).strip()
    if section.general or not section.has_number:
        number = _general(abs(value)) if section.general else ""
        return f"{sign if number else ''}{section.before}{number}{section.after}".strip()
    size = Decimal(f"{abs(value):.15g}") * 100**section.percent / 1000**section.scale
    digits = _scientific(size, section) if section.exponent else _digits(size, section)
    if not any(char in "123456789" for char in digits):
        sign = ""  # what rounds to nothing shows no sign
    return f"{sign}{section.before}{digits}{section.after}".strip()


def _chosen(sections: tuple[Section, ...], value: float) -> tuple[Section, str]:
    """The section for a number, and the sign that stands before it."""
    minus = "-" if value < 0 else ""
    if any(section.condition for section in sections):
        for section in sections[:3]:
            if section.condition is None or _holds(section.condition, value):
                return section, minus
        return sections[-1], minus
    if value < 0 and len(sections) > 1:
        return sections[1], ""  # its own signs or brackets say it
    if value == 0 and len(sections) > 2:
        return sections[2], ""
    return sections[0], minus


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, bound = condition
    return {
        "<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound, "=": value == bound,
        "<>": value != bound,
    }[sign]  # fmt: skip


def _general(size: float) -> str:
    """A number without a format: up to so many digits, and none that only the binary fractions have brought in."""
    if size and not 1e-9 <= size < 1e11:
        mantissa, exponent = f"{size:.5E}".split("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"
    if size == int(size):
        return str(int(size))
    whole = len(str(int(size)))
    text = f"{size:.{max(_SIGNIFICANT - whole, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(size: Decimal, places: int) -> str:
    return f"{size.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE):f}"


def _digits(size: Decimal, section: Section) -> str:
    """The digits in their places."""
    whole, _, decimals = _rounded(size, min(len(section.decimals), 30)).partition(".")
    whole = whole.lstrip("0").rjust(section.whole.count("0"), "0")
    if section.literals:
        whole = _interspersed(whole, section)
    elif section.grouped:
        whole = f"{int(whole or 0):,}".rjust(len(whole), "0") if whole.strip("0") else whole
    for place in reversed(section.decimals):
        if place == "0" or not decimals.endswith("0"):
            break
        decimals = decimals[:-1]
    return f"{whole}.{decimals}" if decimals else whole


def _interspersed(whole: str, section: Section) -> str:
    """The digits from the right into the places, with what stands between these: a telephone number."""
    size = len(section.whole)
    result, at = "", len(whole)
    between = dict(section.literals)
    for place in range(size - 1, -1, -1):
        if at > 0:
            first = at - 1 if place else 0
            result = whole[first:at] + result
            at = first
        if place in between and at > 0:
            result = between[place] + result
    return result


def _scientific(size: Decimal, section: Section) -> str:
    text = f"{size:.{len(section.decimals)}E}"
    mantissa, _, exponent = text.partition("E")
    return f"{mantissa}E{exponent[0]}{exponent[1:].rjust(section.exponent, '0')}"


# ------------------------------------------------------------------ days and times
def _shown_time(value: datetime.date | datetime.time | datetime.timedelta, code: str) -> str:
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        text = f"{minutes // 60}:{minutes % 60:02d}"
        return f"{text}:{seconds:02d}" if "s" in code.lower() else text
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    letters = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|AM/PM|_.', "", code.split(";")[0], flags=re.IGNORECASE).lower()
    clock = "h" in letters or "s" in letters
    if not clock and "d" not in letters and (months := letters.count("m")):
        name = _MONTHS[value.month - 1]
        month = f"{value.month:02d}" if months < 3 else name[:3] if months == 3 else name
        if "y" not in letters:
            return month
        return f"{value.year}-{month}" if months < 3 else f"{month} {value.year}"
    if not clock and "d" not in letters and "y" in letters:
        return str(value.year)
    day = f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
    if isinstance(value, datetime.datetime) and (value.hour or value.minute) and clock:
        return f"{day} {value.hour:02d}:{value.minute:02d}"
    return day


# ------------------------------------------------------------------ codes
@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[Section, ...]:
    """The sections of a code, at least one."""
    if len(code) > _LONGEST:
        code = "General"
    parts, at = [], 0
    while True:
        found = _SECTION.match(code, at)
        end = found.end() if found else len(code)
        parts.append(code[at:end])
        if end >= len(code) or code[end] != ";":
            break
        at = end + 1
    return tuple(map(_section, parts))


def _section(part: str) -> Section:
    section = Section()
    commas = 0
    for token in _TOKEN.finditer(part):
        kind = token.lastgroup
        text = token[kind] if kind else ""
        if kind == "bracket":
            _bracket(section, text)
        elif kind == "general":
            section.general = True
        elif kind == "exponent":
            section.exponent = text.count("0")
        elif kind == "digits":
            if section.point:
                section.decimals += text
            else:
                section.grouped = section.grouped or (commas > 0 and bool(section.whole))
                section.whole += text
            commas = 0
        elif kind == "other" and text == "," and section.has_number and not section.after:
            commas += 1
        elif kind == "other" and text == "." and not section.point and not section.after:
            section.point = True
        elif kind in ("quoted", "escaped", "other"):
            _literal(section, text, kind)
        if kind == "other" and text == "%":
            section.percent += 1
    section.scale = commas
    if section.after and section.whole and not section.decimals and _is_apart(part):
        _spread(section, part)
    return section


def _literal(section: Section, text: str, kind: str) -> None:
    section.text = section.text or (kind == "other" and text == "@")
    if section.has_number or section.point:
        section.after += text
    else:
        section.before += text


def _bracket(section: Section, text: str) -> None:
    """What stands in brackets: a currency, a condition, or a colour and the like."""
    currency, condition = _CURRENCY.match(text), _CONDITION.match(text)
    if currency:
        _literal(section, currency[1], "quoted")
    elif condition:
        section.condition = (condition[1], float(condition[2]))


def _is_apart(part: str) -> bool:
    """Whether other characters stand between the places for digits."""
    return re.search(r"[0#?](?:[^0#?,.%;@\[\]\"\\_*]|\\.|\"[^\"]*\")+[0#?]", part) is not None


def _spread(section: Section, part: str) -> None:
    """Read a section in which other characters stand between the digits: "000-00-0000"."""
    section.whole = section.before = section.after = ""
    section.literals = []
    last = max(token.end() for token in _TOKEN.finditer(part) if token.lastgroup == "digits")
    for token in _TOKEN.finditer(part):
        kind = token.lastgroup
        text = token[kind] if kind else ""
        if kind == "digits":
            section.whole += text
        elif kind in ("quoted", "escaped", "other"):
            if not section.whole:
                section.before += text
            elif token.start() < last:
                section.literals.append((len(section.whole), text))
            else:
                section.after += text


def _literally(section: Section) -> str:
    return section.before + section.after
