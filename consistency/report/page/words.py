"""Words: what a figure was read as, in the words and numbers of an editor; and texts that a page may hold."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from consistency.findings import Reading

FAMILIES = {
    "count": "count", "money": "money", "percent": "share", "point": "share", "ratio": "share", "multiple": "share",
    "measure": "measure", "duration": "time", "year": "time", "date": "time", "time": "time", "age": "time",
    "ordinal": "other", "score": "other",
}  # fmt: skip
"""Kinds that have one colour."""

NAMES = {
    "count": "counts", "money": "money", "share": "shares and ratios", "measure": "measures",
    "time": "dates and times", "other": "ranks and scores",
}  # fmt: skip

VERDICTS = {
    "contradicts": ("✗", "contradicts"),
    "rounding": ("≈", "only if rounded"),
    "agrees": ("✓", "agrees"),
    "undecided": ("○", "left open"),
}
"""The sign and the word of each verdict, the gravest first."""

_UNITS = {"percent": " %", "percentage_point": " percentage points"}
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def plain(text: str) -> str:
    """`text` without what no page may hold: control characters, and halves of characters."""
    return _UNFIT.sub("\ufffd", text) if _UNFIT.search(text) else text


def value(reading: Reading) -> str:
    """What the figure was read as: "12,000", "1,500,000 USD", "2024-04-29"."""
    if reading.kind == "date":
        return _date(reading.value)
    if reading.kind == "time":
        return f"{int(reading.value) // 60:02}:{int(reading.value) % 60:02}"
    if reading.kind == "year":
        years = [f"{number:.0f}" for number in (reading.value, reading.value_to) if number is not None]
        return " to ".join(years)
    if reading.value_to is not None:
        sign = " : " if reading.kind == "score" else " to "
        return f"{number(reading.value)}{sign}{number(reading.value_to)}{unit(reading.unit)}"
    return f"{number(reading.value)}{unit(reading.unit)}"


def bounds(reading: Reading) -> str:
    """What the figure may stand for: "11,400 to 12,600"; empty where that is the value alone, or not known."""
    if reading.strict is None or reading.loose is None:
        return ""
    strict, loose = span(*reading.strict), span(*reading.loose)
    if strict == loose:
        return "" if strict == number(reading.value) else strict
    # That a count of 8,000 may be 7,999.5 tells nobody anything.
    whole = reading.kind == "count" and reading.strict[1] - reading.strict[0] <= 1 and reading.hedge == "none"
    if whole or strict == number(reading.value):
        return f"as printed; {loose} if rounded"
    return f"{strict}; {loose} if rounded"


def span(low: float, high: float) -> str:
    """An interval in words."""
    if math.isinf(high):
        return "any number" if math.isinf(low) else f"{number(low)} or more"
    if math.isinf(low):
        return f"{number(high)} or less"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """A number as English newspapers print it, as exact as it is."""
    if not math.isfinite(value):
        return "not known"
    text = f"{abs(value):,.6f}".rstrip("0").rstrip(".") if 1e-4 <= abs(value) < 1e15 or not value else f"{abs(value):g}"
    return f"\u2212{text}" if value < 0 else text


def unit(name: str) -> str:
    """The unit as it stands behind a number."""
    return _UNITS.get(name) or (f" {name.replace('_', ' ')}" if name else "")


def kind(reading: Reading) -> str:
    """The kind in a word, with the hedge and whether the words are somebody's own: "count, said with “about”"."""
    told = [{"point": "percentage points"}.get(reading.kind, reading.kind)]
    if reading.hedge == "range":
        told.append("a range")
    elif reading.hedge == "vague":
        told.append("said vaguely")
    elif reading.hedge != "none":
        told.append(f"said with “{reading.hedge}”")
    if reading.quoted:
        told.append("in a quotation")
    if reading.attributed:
        told.append("somebody’s or an earlier figure")
    return ", ".join(told)


def _date(value: float) -> str:
    digits = f"{int(value):08d}"
    year, month, day = digits[:-4], digits[-4:-2], digits[-2:]
    parts = [year if int(year) else "", month if int(month) else "", day if int(day) else ""]
    return "-".join(part or ("????" if not place else "??") for place, part in enumerate(parts)).removesuffix("-??")
