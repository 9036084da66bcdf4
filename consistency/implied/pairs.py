"""Two neighbouring figures taken together: what a reader adds, takes away or divides without being told to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from consistency.figure import Figure
from consistency.grammar.lazy import pattern

Values = list[tuple[float, str]]
"""Pairs (number, how it comes about)."""

ADDABLE = ("count", "money", "measure", "duration")
_NEIGHBOURS = 3
_CLOSE = 80
"""How many characters may stand between two figures of which one changed into, or is a part of, the other."""
_FROM = pattern(r"\b(?:from|at|was)\s+$|\b(?:down|up)\s+from\s+$")
_OF = pattern(r"\bof\s+(?:(?:the|its|their|all)\s+)?$", re.I)
_TO = pattern(r"\b(?:to|from)\s+$|^\s+(?:out )?of\s+(?:(?:the|its|their|all)\s+)?$")
_CHANGE = pattern(
    r"\b(?:from|to|of|down|up|now|out|remain\w*|lost|only|just|drop\w*|fell|rise|rose|cut|grew|compared)\b", re.I
)
_ANOTHER = pattern(r"\b(?:another|other|additional|further|plus)\s+$", re.I)
_MORE = pattern(r"\s+(?:more|others?|additional|further)\b", re.I)
_AND = pattern(r"\s+(?:[\w'’-]+\s+){1,4}(?:and|plus)\s+$", re.I)
_AND_ONE = pattern(r"\s+(?:[\w'’-]+\s+){1,3}and\s+(?:an?|one|his|her)\s+(?!half|quarter|third)\w", re.I)


class Pairs(NamedTuple):
    """In order of value: `sums` and `differences` by unit, `shares` in percent."""

    sums: dict[str, Values]
    differences: dict[str, Values]
    shares: Values


def of_neighbours(text: str, figures: Sequence[Figure]) -> Pairs:
    """What comes of each two of the figures that stand near each other in `text` and count no different things."""
    sums: dict[str, Values] = {}
    differences: dict[str, Values] = {}
    shares: Values = []
    by_unit: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.kind in ADDABLE and figure.value_to is None:
            by_unit.setdefault(figure.unit, []).append(figure)
    for unit, members in by_unit.items():
        more = [_is_more(text, figure) for figure in members]
        for number, one in enumerate(members):
            if more[number] or (unit == "" and _AND_ONE.match(text, one.till)):
                # "Two marshals and a detective" are three, and so are "two others" with the one spoken of before.
                sums.setdefault(unit, []).append((one.value + 1, f"{one.text} + 1"))
            for place in range(number + 1, min(number + 1 + _NEIGHBOURS, len(members))):
                other = members[place]
                if other.sentence - one.sentence > 2:
                    break
                if more[place] or _added(text, one, other):
                    sums.setdefault(unit, []).append((one.value + other.value, f"{one.text} + {other.text}"))
                if other.sentence - one.sentence < 2 and (not one.head or not other.head or one.head == other.head):
                    differences.setdefault(unit, []).extend(_difference(text, one, other))
                    shares += _shares(text, one, other)
    for values in (*sums.values(), *differences.values(), shares):
        values.sort()
    return Pairs(sums, differences, shares)


def _is_more(text: str, figure: Figure) -> bool:
    return bool(_ANOTHER.search(text, max(0, figure.at - 12), figure.at) or _MORE.match(text, figure.till))


def _added(text: str, one: Figure, other: Figure) -> bool:
    """Whether two of a kind may be added; not bare counts in one sentence, which are dead and injured."""
    if other.sentence - one.sentence > 1 or (one.value == other.value and one.sentence != other.sentence):
        return False  # one figure said again
    if one.head and other.head and one.head != other.head:
        return bool(_AND.fullmatch(_between(text, one, other)))
    return bool(one.unit or (one.head and other.head))


def _between(text: str, one: Figure, other: Figure) -> str:
    return text[one.till : other.at] if other.at - one.till < _CLOSE else ""


def _difference(text: str, one: Figure, other: Figure) -> Iterator[tuple[float, str]]:
    before, between = text[max(0, one.at - 12) : one.at], _between(text, one, other)
    if _TO.search(between) and ("of" in between or _FROM.search(before)):
        less, more = sorted((one, other), key=lambda figure: figure.value)
        yield more.value - less.value, f"{more.text} - {less.text}"


def _shares(text: str, one: Figure, other: Figure) -> Iterator[tuple[float, str]]:
    less, more = sorted((one, other), key=lambda figure: figure.value)
    before, between = text[max(0, one.at - 12) : one.at], _between(text, one, other)
    if not 0 < less.value < more.value or not _CHANGE.search(before + between):
        return
    yield 100 * less.value / more.value, f"{less.text} of {more.text}"
    if not _OF.search(before):
        yield abs(100 * (other.value / one.value - 1)), f"from {one.text} to {other.text}"
