"""One cell of a table that holds one number and nothing else, as people write it.

Prose carries a figure in a clause; a cell carries it bare, and writes it in ways that would be noise in a sentence:
"(618)" for a loss, a dash for none, "$ 1,234", "12,345[a]", "1 234,5". `read_cell` reads these whole. A cell that says
more than one number (a score, a date, "10 + 2", a label with a number in it) gets no reading: the grammar of prose may
still find something in it, but no column adds up over it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from consistency.grammar.lazy import pattern

LONGEST = 64  # a cell that holds one number is short; the rest of the patterns never see a longer one
LONGEST_BLANK = 24  # and one that says that there is none is shorter still
MOST_DIGITS = 30
_WORD = 8  # so many letters at the beginning are those of a label: a currency and "none" have seven together


class CellReading(NamedTuple):
    """The number that a cell holds.

    `at` and `till` are its place in the cell's text: sign, brackets, currency and percent sign included, footnote marks
    and blanks around it left out. `value` is signed and in `unit`, its scale word multiplied in; `grain` and `round_to`
    are the places of the last digit shown and of the last digit that is not zero. `kind` is count, money or percent;
    "year" is a bare whole number from 1900 to 2100, which only its column can tell from a count. `unit` is an ISO
    currency code, "percent" or empty. `blank` is "zero" for a dash or "nil" and "missing" for "n/a", "..", "" and the
    like; then `kind` is empty, `value` is 0 and there is no figure to point at.
    """

    at: int
    till: int
    value: float
    grain: float
    round_to: float
    kind: str
    unit: str
    hedge: str = "none"
    blank: str = ""


_CODES = (
    "USD GBP EUR JPY CNY AUD CAD HKD SGD NZD INR MYR KRW CHF ILS TRY ZAR BRL RUB MXN PHP THB IDR NGN PKR LKR VND SEK "
    "NOK DKK PLN CZK HUF RON UAH SAR AED EGP KES ARS CLP COP TWD BDT"
)
_CURRENCY = {
    **{code.casefold(): code for code in _CODES.split(" ")},
    "rmb": "CNY", "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "r$": "BRL", "nt$": "TWD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "rs": "INR",
    "rs.": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₦": "NGN", "₫": "VND", "฿": "THB", "₱": "PHP",
    "rm": "MYR", "rp": "IDR", "kr": "SEK", "zł": "PLN",
}  # fmt: skip
_SCALES = {
    "thousand": 1e3, "lakh": 1e5, "million": 1e6, "mln": 1e6, "mn": 1e6, "crore": 1e7, "billion": 1e9, "bn": 1e9,
    "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
_MONEY_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9}  # after a currency only: "4 m" alone may be metres
_PERCENT = ("%", "percent", "per cent", "pct")
_HEDGES = {
    "~": "about", "≈": "about", "c.": "about", "ca.": "about", "<": "less than", ">": "more than", "≤": "up to",
    "≥": "at least",
}  # fmt: skip


def _either(words: dict[str, float] | dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_minus = r"\-\u2010-\u2013\u2212"  # hyphens, en dash, minus sign
_gap = "[ \u00a0\u2007\u2009\u202f]"
_number = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"  # 12,345.6
    rf"|\d{{1,3}}(?:{_gap}\d{{3}})+(?:[.,]\d+)?"  # 12 345,6
    r"|\d{1,3}(?:['\u2019]\d{3})+(?:\.\d+)?"  # 12'345.6
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}\.\d{3},\d+"  # 12.345.678 and 12.345,6
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"  # 12,34,567
    r"|\d+,\d{1,2}"  # 12,5
    r"|\d*\.\d+|\d+"
)
_words = rf"{_either(_SCALES)}|{_either(_MONEY_SCALES)}|percent|per\ cent|pct"
_ANY_DIGIT = pattern(r"\d")
_PLAIN = pattern(r"[0-9]{1,9}(?:\.[0-9]{1,6})?|[0-9]{1,3}(?:,[0-9]{3}){1,3}(?:\.[0-9]{1,6})?")
_CELL = pattern(
    rf"""\s*(?P<body>
    (?:(?P<hedge>{_either(_HEDGES)})\s*)?
    (?P<lead>(?:(?:[{_minus}(+]|{_either(_CURRENCY)})\s*)*)
    (?P<number>{_number})
    (?P<trail>(?:\s*(?:[)%]|(?:{_words})\b|{_either(_CURRENCY)}))*)
    (?P<after>[-\u2212+])?
    )
    (?P<marks>(?:\s?\[\w{{1,4}}\]|\s?[*†‡§¶¹²³⁰-⁹ᵃ-ᵛ]|\s?\((?:[a-z]|\d)\)|[a-eprs])*)\s*""",
    re.VERBOSE,
)
_GROUPING = str.maketrans("", "", ", \u00a0\u2007\u2009\u202f'\u2019")
_COMMA_MARKED = pattern(rf"\d{{1,3}}(?:(?:\.|{_gap})\d{{3}})+(?:,\d+)?|\d+,\d+")
_LEAD = pattern(rf"[{_minus}(+]|[^{_minus}(+\s]+")
_TRAIL = pattern(rf"[)%]|(?:{_words})\b|[^\s)%]+")
_BLANK = pattern(
    rf"""\s*(?:
    (?P<zero>(?:{_either(_CURRENCY)})?\s*\(?\s*(?:[-\u2010-\u2015\u2212]{{1,3}}|nil|none|zero)\s*\)?
    \s*(?:%|{_either(_CURRENCY)})?)
    |n\s?[./]?\s?a\.?|n\s?/\s?m|nm|n\.m\.|n\.d\.|tba|tbc|\.{{2,3}}|…|\?|:|x
    )?\s*[*†‡§]?\s*""",
    re.VERBOSE,
)


@lru_cache(maxsize=10_000)  # as a figure, in its line and as a header: every cell is read three times
def read_cell(text: str, mark: str = ".") -> CellReading | None:
    """The reading of a cell's text, or None where it is not one number (or a blank that stands for one).

    With the decimal mark "," a point groups thousands and a comma begins the decimals, whatever stands between them.
    """
    if text[:1].isdigit() and (mark != "," or text.isdigit()) and _PLAIN.fullmatch(text):
        return _plain(text)
    if len(text) > LONGEST or (len(text) >= _WORD and text[:_WORD].isalpha()):
        return None
    small = text.lower()
    if _ANY_DIGIT.search(small):
        found = _CELL.fullmatch(small)
        return found and _full(found, mark)
    blank = _BLANK.fullmatch(small) if len(text) <= LONGEST_BLANK else None
    if blank is None:
        return None
    return CellReading(0, len(text), 0.0, 0.0, 0.0, "", "", "none", "zero" if blank["zero"] else "missing")


def _plain(text: str) -> CellReading | None:
    """Digits, commas between thousands, a decimal point: nine cells in ten."""
    digits = text.replace(",", "")
    if digits[0] == "0" and len(digits) > 1 and digits[1] != ".":
        return None
    value = float(digits)
    grain, round_to = _grains(digits, value)
    year = len(text) == 4 and 1900 <= value <= 2100 and grain == 1.0
    return CellReading(0, len(text), value, grain, round_to, "year" if year else "count", "")


class _Frame(NamedTuple):
    """What stands around the digits of a cell: a sign ("" where there is none), a unit, a scale word's factor."""

    sign: str
    kind: str
    unit: str
    factor: float
    is_bare: bool


def _full(found: re.Match[str], mark: str) -> CellReading | None:
    """The reading of a cell with anything around its digits; None where the parts do not make one number."""
    _, hedge, lead, number, trail, after, marks = found.groups()
    digits, frame = _digits(number, mark), _frame(lead, trail)
    if digits is None or frame is None:
        return None
    if (
        frame.is_bare
        and len(number) == len(digits)
        and any(char.isascii() and char.isalnum() for char in marks)
        and "[" not in marks
    ):
        return None  # "3r", "12 (1)": a rank, or a second number in brackets
    value = float(digits) * frame.factor
    grain, round_to = _grains(digits, value)
    minus = after in ("-", "\u2212") or frame.sign not in ("", "+")
    kind = frame.kind
    if (
        kind == "count"
        and len(number) == 4
        and digits == number
        and 1900 <= value <= 2100
        and not (minus or frame.sign)
    ):
        kind = "year"
    hedge = _HEDGES[hedge] if hedge else "at least" if after == "+" else "none"
    at, till = found.span("body")
    signed = -value if minus and value else value
    return CellReading(at, till, signed, grain * frame.factor, round_to * frame.factor, kind, frame.unit, hedge)


@lru_cache(maxsize=1000)
def _frame(lead: str, trail: str) -> _Frame | None:
    """What stands before and behind the digits, or None where it does not belong around one number."""
    before = [mark[0] for mark in _LEAD.finditer(lead)]
    behind = [word[0] for word in _TRAIL.finditer(trail)]
    brackets = before.count("("), behind.count(")")
    signs = [mark for mark in before if mark in "+-\u2010\u2011\u2012\u2013\u2212"]
    words = [word for word in (*before, *behind) if word not in signs and word not in "()"]
    currencies = [_CURRENCY[word] for word in words if word in _CURRENCY]
    percents = [word for word in words if word in _PERCENT]
    scales = _SCALES | _MONEY_SCALES if currencies else _SCALES
    factors = [scales[word] for word in words if word in scales]
    if (
        brackets not in ((0, 0), (1, 1))
        or max(len(signs), len(currencies) + len(percents), len(factors)) > 1
        or len(currencies) + len(percents) + len(factors) < len(words)
    ):
        return None
    kind, unit = ("percent", "percent") if percents else ("money", currencies[0]) if currencies else ("count", "")
    return _Frame(
        "(" if brackets[0] else signs[0] if signs else "", kind, unit, factors[0] if factors else 1.0, not words
    )


def _digits(number: str, mark: str) -> str | None:
    """The number as Python writes it, or None for one that is an identifier (a leading zero) or absurdly long."""
    if len(number) > MOST_DIGITS:
        return None
    whole = number
    if mark == "," and _COMMA_MARKED.fullmatch(number):
        whole = number.replace(".", "").replace(",", ".")
    comma = whole.rfind(",")
    if comma >= 0 and (len(whole) - comma != 4 or "." in whole[:comma] or not whole[:comma].replace(",", "").isdigit()):
        point = whole.rfind(".")
        if comma > point:  # a decimal comma; the dots before it group thousands
            whole = whole[:comma].replace(".", "") + "." + whole[comma + 1 :]
    elif whole.count(".") > 1:
        whole = whole.replace(".", "")
    digits = whole.translate(_GROUPING)
    if not digits.isascii() or (digits[0] == "0" and len(digits) > 1 and digits[1] != "."):
        return None
    return digits


def _grains(digits: str, value: float) -> tuple[float, float]:
    """The place of the last digit shown, and that of the last digit that is not zero."""
    point = digits.find(".")
    if point < 0:
        zeros = len(digits) - len(digits.rstrip("0")) if value else 0
        return 1.0, float(10**zeros)
    decimals = len(digits) - point - 1
    grain = float(f"1e-{decimals}")
    if not value:
        return grain, grain
    shown = digits.rstrip("0")
    if shown[-1] != ".":
        return grain, float(f"1e-{len(shown) - point - 1}")
    whole = shown[:-1]
    return grain, float(10 ** (len(whole) - len(whole.rstrip("0"))))
