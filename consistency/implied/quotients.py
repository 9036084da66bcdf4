"""Products and quotients of two neighbours: what so many come to at so much each, what one night of five costs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.implied.pairs import ADDABLE, Values
from consistency.implied.times import DAYS

_NEIGHBOURS = 3
_EACH = pattern(r"\s(?:each|apiece|per\s\w+|an?\s(?!year|month|week|day)\w+)\b", re.IGNORECASE)
_EVERY = pattern(r"(?:\s[a-z][\w’'-]*){0,3}?(?:\s(?:an?|per|each|every)\s|-a-)(day|week|month|year)\b", re.IGNORECASE)


def products(text: str, figures: Sequence[Figure]) -> dict[str, Values]:
    """By currency, what a number of things comes to at a price for each: "1,200 plants worth £1,000 each"."""
    found: dict[str, Values] = {}
    for price, amount in _neighbours(figures):
        currency, _, thing = price.unit.partition(" / ")
        if price.kind != "money" or amount.kind not in ("count", "measure"):
            continue
        if amount.unit == thing if thing and amount.unit else thing or _EACH.match(text, price.till):
            found.setdefault(currency, []).append((price.value * amount.value, f"{amount.text} at {price.text}"))
    return {currency: sorted(values) for currency, values in found.items()}


def rates(figures: Sequence[Figure], unit: str) -> Values:
    """What one of several costs or takes, in a unit that is a rate: "£4,000 for five nights" in pounds a night."""
    amount, _, each = unit.partition(" / ")
    return sorted(
        (whole.value / parts.value, f"{whole.text} / {parts.text}")
        for whole, parts in _neighbours(figures)
        if whole.unit == amount and each in (parts.unit, parts.head) and parts.value > 0
    )


def in_other_periods(text: str, stated: Figure, figures: Sequence[Figure]) -> Values:
    """For a count of so many a month, those of the same things in a week, a day or a year, in its own period.

    A month has a little more than four weeks, and most people say four.
    """
    period = _EVERY.match(text, stated.till)
    found: Values = []
    for figure in figures if period else ():
        if figure.kind != "count" or figure.head != stated.head:
            continue
        if period and (other := _EVERY.match(text, figure.till)) and other[1].lower() != period[1].lower():
            factor = DAYS[period[1].lower()] / DAYS[other[1].lower()]
            for times in {factor, float(round(factor))}:
                found.append((figure.value * times, f"{times:g} times {figure.text} a {other[1].lower()}"))
    return sorted(found)


def _neighbours(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Each two figures that stand near each other, in both orders."""
    addable = [figure for figure in figures if figure.kind in ADDABLE and figure.value_to is None]
    for number, one in enumerate(addable):
        for other in addable[number + 1 : number + 1 + _NEIGHBOURS]:
            if other.sentence - one.sentence < 2:
                yield one, other
                yield other, one
