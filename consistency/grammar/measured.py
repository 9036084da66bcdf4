"""Measured: what the unit behind a number makes of it: a share, a sum of money, a measure, a duration, an age."""

from __future__ import annotations

import re

from consistency.grammar import money, units
from consistency.grammar.lazy import pattern
from consistency.grammar.reading import Reading

_OLD = pattern(r"[-\s]+(?:old\b|olds\b|of age\b)", re.I)
_STRONG = pattern(r"-strong\b", re.I)


def apply(reading: Reading, unit: units.Unit) -> None:
    """Put the unit into the reading."""
    reading.unit, reading.dimension, reading.end, reading.rate = unit.name, unit.dimension, unit.end, unit.over
    if unit.factor != 1.0:
        reading.unit_factor = unit.factor
        reading.value, reading.grain, reading.round_to = (
            reading.value * unit.factor, reading.grain * unit.factor, reading.round_to * unit.factor,
        )  # fmt: skip
    base = unit.dimension.split(" / ")[0]
    if unit.dimension == "percent":
        reading.kind = "point" if unit.name == "percentage_point" else "percent"
    elif base == "money":
        reading.kind = "money"
    elif unit.dimension == "time":
        reading.kind = "duration"
    else:
        reading.kind = "measure"


_MASS_OR_MONEY = pattern(
    r"\b(?:cost\w*|paid|pay(?:s|ing|ments?|able)?|fine[ds]?|worth|pric(?:es?|ed|ing)|spen(?:d|t)\w*|salar(?:y|ies)|budget\w*|fees?|"
    r"debts?|revenues?|profits?|loss(?:es)?|wages?|earn\w*|bills?|tax(?:es|ed)?|loans?|deposits?|savings?)\b[^.]{0,40}$",
    re.I,
)


_WEIGHT = pattern(
    r"\b(?:weigh(?:s|ed|ing|t)?|heav(?:y|ier)|thrust|payload|cargo|lift(?:s|ed|ing)?|haul(?:s|ed|ing)?|tow(?:s|ed|ing)?|"
    r"burden|load(?:s|ed)?)\b[^.;,]{0,40}$",
    re.I,
)


def apply_unit_at(text: str, reading: Reading, end: int) -> None:
    """As `apply_unit`, for a unit that follows an "of" which ends at `end`."""
    before = reading.end
    reading.end = end
    apply_unit(text, reading)
    if not reading.unit:
        reading.end = before


def apply_unit(text: str, reading: Reading) -> None:
    """Read the unit behind `reading.end`; an age or a pound as the text around it says."""
    end = reading.end
    following = text[end : end + 1]
    if following == "%":
        reading.kind, reading.unit, reading.dimension, reading.end = "percent", "percent", "percent", end + 1
        points = _POINTS.match(text, end + 1)
        if points:
            reading.kind, reading.unit, reading.end = "point", "percentage_point", points.end()
        return
    if not following or following in ".,;:)]!?–—/…":
        return
    if following == "s" and reading.grouped:
        return
    unit = units.right(text, end)
    if unit is None:
        strong = _STRONG.match(text, end)
        if strong:
            reading.end, reading.noun, reading.head = strong.end(), "people", "person"
        elif following in " -\n" and reading.kind == "count":
            below = units.over(text, end)
            if below and below[1] in ("time",):
                reading.rate = True
        return
    apply(reading, unit)
    if unit.dimension == "time" and unit.name in ("year", "month", "week", "day"):
        old = _OLD.match(text, unit.end)
        if old:
            reading.kind, reading.end = "age", old.end()
    elif unit.name == "pound" and text[end : unit.end].strip(" -").startswith(("pound", "Pound")):
        _weigh_pounds(text, reading)


_POINTS = pattern(r"[ -]points?\b")


# "8 million pounds of beef", but "of debt", "of damage", "of taxpayers' money": what is paid is no goods.
_GOODS = pattern(
    r" of (?!(?:[\w'’-]+ ){0,2}(?:debts?|damages?|fund(?:s|ing)?|investments?|aid|savings?|cuts?|money|cash|revenues?|support|"
    r"grants?|loans?|fraud|spending|income|tax(?:es)?|profits?|loss(?:es)?|sales|turnover|costs?|compensation|costs|bonds?|shares|"
    r"stocks?|assets|credit|contracts?|orders|business|trade|benefits?|fines?|fees|wages|pay|prizes?|business|it|them|that|"
    r"this|which|equity|capital|finance|subsid(?:y|ies)|backing|relief|bills?|value|worth)\b)[a-z]",
    re.I,
)


def _weigh_pounds(text: str, reading: Reading) -> None:
    """Pounds are money where the sum is large or the words in front speak of paying; else they are a weight."""
    begin = max(0, reading.number_at - 50)
    weight = _WEIGHT.search(text, begin, reading.number_at)
    paid = _MASS_OR_MONEY.search(text, begin, reading.number_at)
    if weight and not (paid and paid.start() > weight.start()):
        return
    goods = _GOODS.match(text, reading.end)
    if paid or (reading.scaled and reading.grain >= 1e4 and not goods):
        reading.kind, reading.unit, reading.dimension = "money", "GBP", "money"


def money_tail(text: str, reading: Reading) -> None:
    """What may follow a sum with its currency in front: the country again, and what stands below the line."""
    if text[reading.end : reading.end + 1] == " ":
        country = money.AFTER_DOLLAR.match(text, reading.end)
        if country and reading.unit == "USD" and (country[1] or country[2] or country[3]):
            reading.unit = "USD" if country[1] else "CAD" if country[2] else "AUD"
            reading.end = country.end()
        elif country is None:
            repeated = units.right(text, reading.end)
            if (
                repeated
                and repeated.dimension.split(" / ")[0] == "money"
                and not repeated.coin
                and repeated.name.startswith(reading.unit)
            ):
                reading.end = repeated.end
                reading.unit, reading.dimension, reading.rate = repeated.name, repeated.dimension, repeated.over
                return
    below = units.over(text, reading.end)
    if below:
        reading.unit = f"{reading.unit} / {below[0]}"
        reading.dimension = f"money / {below[1]}"
        reading.end, reading.rate = below[2], True


def is_money(text: str, end: int) -> bool:
    """Whether the word behind `end` is a currency's name or code."""
    unit = units.right(text, end)
    return unit is not None and unit.dimension.startswith("money") and not unit.coin
