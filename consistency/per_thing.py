"""Per thing: whether a rate is told for the things that are counted beside it: "51 nests ... 6.1 per nest".

The words behind the rate name what it is counted by, so that it is known which figure the total is divided by.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from consistency.figure import Figure
from consistency.grammar.lazy import pattern

_PER = pattern(
    r"(?:[\w'’-]+\s){0,2}?(?:per|an?|each|every|(?:for|to|in|on|from)\s(?:each|every|an?))\s(?P<thing>.+)",
    re.IGNORECASE,
)
_AREAS = {
    "square kilometer": ("km²", "km2", "square kilomet", "sq km", "sq. km"),
    "square mile": ("square mile", "sq mi", "sq. mi", "mi²"),
    "hectare": ("hectare", "ha"),
    "acre": ("acre",),
}
_HEADS = ("head", "person")
_EVENT = "time"
"""What counts anything that is done: "£40 a time"."""


def is_per_thing(bound: Sequence[Sequence[int]], figures: Sequence[Figure]) -> bool:
    """Whether the rate is told for one of the things, and no other two figures of its sentence make it.

    The roles are the rate, the total, and the number of things.
    """
    rate, total, thing = (figures[role[0]] for role in bound[:3])
    if thing.value <= 0 or rate.value <= 0 or not _is_counted_by(rate, thing):
        return False
    if _is_rate(rate, total.value, thing.value):
        return True
    sentence = [one for one in _before(bound[0][0], figures) if one.sentence == rate.sentence]
    totals = [one.value for one in sentence if one.kind == total.kind and one is not thing]
    things = [one.value for one in sentence if one.kind == thing.kind and one is not total]
    pairs = itertools.product((*totals, sum(totals)), (*things, sum(things)))
    return not any(number > 0 and _is_rate(rate, amount, number) for amount, number in pairs)


def _is_rate(rate: Figure, total: float, number: float) -> bool:
    return abs(total / number - rate.value) <= rate.grain


def _is_counted_by(rate: Figure, thing: Figure) -> bool:
    _, divided, unit = rate.unit.partition(" / ")
    if divided:
        return unit in (thing.head, thing.unit) or (unit in _HEADS and not thing.head and not thing.unit)
    found = _PER.match(rate.after)
    if not found:
        return False
    named = found["thing"].lower()
    if thing.dimension == "area":
        return named.startswith(_AREAS.get(thing.unit, ()))
    name = thing.unit if thing.kind == "duration" else thing.head
    word = named.split()[0].strip(".,;:)")
    return word == name or (word == _EVENT and thing.kind == "count" and bool(name))


def _before(index: int, figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures of the paragraph in front of one, the nearest first."""
    block = figures[index].block
    return itertools.takewhile(lambda one: one.block == block, (figures[i] for i in range(index - 1, -1, -1)))
