"""Asides: figures said twice, the second time in brackets, behind "or", a slash, a comma or a dash.

"5 miles (8 km)", "5 mi/8 km", "30 miles, or 48 kilometres,", "2 tonnes, about 4,400 pounds". Whether the second says the
first again is for the rules to ask; here stands only how the two are joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from consistency.figure import Figure
from consistency.grammar.lazy import pattern

BRACKETS, SLASH, OR, COMMA, EQUAL = "brackets", "slash", "or", "comma", "equal"


class Aside(NamedTuple):
    """Two figures by their indices, the sign that joins them, and how many words stand between the first and the sign.

    `closed` is true where nothing but the second figure stands in its brackets, or before the next mark. `chained` is
    true where further figures stand in the same brackets.
    """

    first: int
    second: int
    how: str
    words: int
    closed: bool
    chained: bool = False


_BRACKET = pattern(
    r"(?P<words>(?:[\s-][\w'’-]++){0,8}+),?\s*[(\[]\s*"
    r"(?:(?:or|i\.e\.,?|that is,?|equal to|equivalent to|the equivalent of|equivalent|worth|about|around|roughly|"
    r"approximately|approx\.?|nearly|almost|some|just (?:over|under)|=|≈|~|c\.|ca\.)\s*)*+"
)
_SLASH = pattern(r"\s?/\s?")
_OR = pattern(r"(?P<words>(?:[\s-][a-z'’-]++){0,2})(?P<comma>,?)\s+or\s+(?:[a-z]+,?\s+){0,3}(?:[A-Z]{0,3}[^\w\s.,;])?")
_COMMA = pattern(r"(?P<words>(?:[\s-][a-z'’-]++){0,2})(?:,|\s[–—-]|—)\s?")
_EQUAL = pattern(
    r"(?P<words>(?:[\s-][a-z'’-]++){0,1}),?\s*(?:=|≈|\b(?:i\.e\.,?|that is,?|which is|equal to|equals|"
    r"(?:which is )?(?:the )?equivalent (?:of|to)|equating to|equates to|corresponds to|corresponding to))\s*"
)
_CLOSED = pattern(r"(?:\s(?:or so|US|U\.S\.|sterling|metric|imperial))?\s*(?P<mark>[)\]]|[;/](?!\w)|,?\s+or\s|,\s)")
_CHAIN = pattern(r"\s*(?:;|/|,\s+or|,|\s+or)\s*")
_BEFORE_NEXT = pattern(r"\s*(?:[,.;:)\]—–]|$|\s[–-]\s)")


def find(text: str, figures: Sequence[Figure], indices: Sequence[int]) -> Iterator[Aside]:
    """The figures of one block that may be said twice, in reading order; `text` is the document's."""
    opened = -1
    for place, (first, second) in enumerate(pairwise(indices)):
        a, b = figures[first], figures[second]
        start, end = a.till, b.at
        after = figures[indices[place + 2]].at if place + 2 < len(indices) else end + 400
        if opened >= 0 and _CHAIN.fullmatch(text, start, end):
            yield Aside(opened, second, BRACKETS, 0, _closed(text, b.till, after), True)
            continue
        opened = -1
        if not 0 <= end - start <= 90 or a.sentence != b.sentence:
            continue
        if found := _BRACKET.fullmatch(text, start, end):
            yield Aside(first, second, BRACKETS, len(found["words"].split()), _closed(text, b.till, after))
            opened = first
        elif _SLASH.fullmatch(text, start, end):
            yield Aside(first, second, SLASH, 0, True)
        elif found := _OR.fullmatch(text, start, b.number_at):
            yield Aside(first, second, OR, len(found["words"].split()), bool(found["comma"]) and _ends(text, b.till))
        elif found := _EQUAL.fullmatch(text, start, end):
            yield Aside(first, second, EQUAL, len(found["words"].split()), _ends(text, b.till))
        elif found := _COMMA.fullmatch(text, start, end):
            yield Aside(first, second, COMMA, len(found["words"].split()), _ends(text, b.till))


def _closed(text: str, till: int, after: int) -> bool:
    """Whether the brackets close behind the figure, or go on to another one."""
    found = _CLOSED.match(text, till)
    return found is not None and (found["mark"] in (")", "]") or found.end() >= after - 12)


def _ends(text: str, till: int) -> bool:
    return _BEFORE_NEXT.match(text, till) is not None
