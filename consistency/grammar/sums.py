"""Sums: one quantity written in two units, the larger first.

"1lb 6oz", "two hours and 41 minutes", "an hour and a half", "$20 and 43c": one figure in the larger unit.
"""

from __future__ import annotations

import re

from consistency.grammar import money, units
from consistency.grammar.lazy import pattern
from consistency.grammar.reading import Reading

# How many of the smaller unit make one of the larger.
_PARTS = {
    ("foot", "inch"): 12.0, ("yard", "foot"): 3.0, ("mile", "yard"): 1760.0, ("meter", "centimeter"): 100.0,
    ("kilometer", "meter"): 1000.0, ("pound", "ounce"): 16.0, ("stone", "pound"): 14.0, ("kilogram", "gram"): 1000.0,
    ("gallon", "pint"): 8.0, ("day", "hour"): 24.0, ("hour", "minute"): 60.0, ("hour", "second"): 3600.0,
    ("minute", "second"): 60.0, ("week", "day"): 7.0, ("year", "month"): 12.0, ("year", "week"): 52.0, ("year", "day"): 365.0,
    ("degree", "minute"): 60.0,
}  # fmt: skip
_GAPS = ("", "and", ",", ", and")
_ONE_AND = pattern(r"\b(?:an?|one)\s++([a-z]+)(?:\s++and|,)\s++$", re.I)


def join(first: Reading, second: Reading, gap: str) -> bool:
    """Add the second figure to the first where it is the rest of it; true when it is gone."""
    if gap not in _GAPS or first.value_to is not None or second.value_to is not None or first.rate or second.rate:
        return False
    if gap in ("", "and") and _coins(first, second):
        return True
    if first.kind not in ("measure", "duration", "age") or first.scaled or second.hedge != "none":
        return False
    parts = _PARTS.get((first.unit, second.unit))
    if parts and 0 < second.value < parts * first.grain and second.kind in ("measure", "duration", "age"):
        part, first.kind = second.value / parts, second.kind
        first.grain = first.round_to = second.grain / parts
    elif (
        gap == "and"
        and first.grain == 1.0
        and second.kind == "ratio"
        and second.form == "fraction"
        and 0 < second.value < 1
    ):
        part = second.value  # "two hours and a half"
        first.grain = first.round_to = 0.1
    else:
        return False
    first.value += part if first.value >= 0 else -part
    first.end, first.form = second.end, "rounded"
    return True


def add_one(text: str, reading: Reading, floor: int) -> None:
    """Put the "an hour and" in front of a figure into it: "an hour and 20 minutes", "a mile and a quarter"."""
    if (
        text[max(0, reading.start - 4) : reading.start] != "and "
        and text[max(0, reading.start - 2) : reading.start] != ", "
    ):
        return
    if not (reading.unit or reading.form == "fraction") or reading.value_to is not None or reading.value <= 0:
        return
    found = _ONE_AND.search(text, max(floor, reading.start - 24), reading.start)
    unit = units.WORDS.get(found[1].lower()) if found else None
    shared = reading.form == "fraction" and text.startswith(" of ", reading.end)  # "a year and a third of the money"
    if not found or not unit or unit[1] == "percent" or shared:
        return
    parts = 1.0 if reading.form == "fraction" and reading.kind == "ratio" else _PARTS.get((unit[0], reading.unit))
    if not parts or reading.value >= parts or (parts == 1.0 and text[found.end() - 2] == ","):
        return
    reading.value = 1.0 + reading.value / parts
    reading.grain = reading.round_to = 0.1 if parts == 1.0 else reading.grain / parts
    reading.kind = "duration" if unit[1] == "time" else "measure"
    (reading.unit, reading.dimension), reading.form = unit, "rounded"
    reading.start = reading.number_at = found.start()


def tolerance(text: str, reading: Reading) -> None:
    """Read "plus or minus 3 points" as the range about zero that it is."""
    start = reading.start
    if (
        reading.value < 0
        and text[start : start + 5] == "minus"
        and text[max(0, start - 8) : start].lower() == "plus or "
    ):
        reading.value_to, reading.hedge, reading.start = -reading.value, "range", start - 8


def _coins(first: Reading, second: Reading) -> bool:
    """ "$20 and 43c", "one dollar and forty-two cents": one sum."""
    if (
        first.kind == "money"
        and second.unit in money.COINS
        and first.unit not in money.COINS
        and 0 <= second.value < 100
        and first.grain == 1.0
    ):
        first.value += second.value / 100
        first.grain = first.round_to = 0.01
        first.end = second.end
        return True
    return False
