"""Shares in a row: those that are said twice, and those that one verb divides among several.

"A third of the boats (33%)" is one share in words and in digits, and is added up once. "Oaks made up 60%, elms 30% and firs
10%" are shares of one whole: the verb, which is left out behind the first, parts a whole and lets nothing overlap.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from consistency.figure import Figure
from consistency.grammar.lazy import pattern

_OPENS = pattern(r"[^.;:,()]{0,60}(?:\(|,\s+or\b)\s*(?:or|about|roughly|i\.e\.|that is)?\s*")
_CLOSES = pattern(r"\s*[),.;:–—]")


def said_once(text: str, figures: Sequence[Figure], indices: Sequence[int]) -> tuple[int, ...]:
    """The figures of `indices` without the fractions in words whose percentage stands behind them, or before them.

    The percentage stays: a fraction in words is rounded to what is easily said.
    """
    again = set[int]()
    for index, following in itertools.pairwise(indices):
        one, other = figures[index], figures[following]
        if following == index + 1 and {one.kind, other.kind} == {"ratio", "percent"} and _is_again(text, one, other):
            again.add(index if one.kind == "ratio" else following)
    return tuple(index for index in indices if index not in again)


def _is_again(text: str, one: Figure, other: Figure) -> bool:
    opened = _OPENS.match(text, one.till, other.at)
    return opened is not None and opened.end() == other.at and _CLOSES.match(text, other.till) is not None


_SORT = r"(?:[^\W\d_][\w'’-]*\s+){1,3}?(?:and\s+(?:[^\W\d_][\w'’-]*\s+){1,2})?"
_PARTS = pattern(
    r"\b(?:ma(?:de|ke|kes)\s+up|account(?:s|ed)?\s+for|compris(?:e|es|ed)|constituted?|represent(?:ed)?|pa(?:y|ys|id)|own(?:s|ed)?|"
    r"h(?:old|olds|eld)|suppl(?:y|ies|ied)|contribut(?:e|es|ed)|generat(?:e|es|ed))\s+$"
)
_VOTES = pattern(r"\b(?:t(?:ook|akes)|won|wins|polled|polls)\s+$")
"""Of games everyone may win 60 percent, so these say no more "of"."""
_NEXT_SORT = pattern(rf"(?:\s+of\s+[^,;.()\d]{{1,40}})?\s*(?:[,;]\s*(?:and\s+|while\s+)?|\s+and\s+){_SORT}")
_OF_ALL = pattern(r"(?:^|\s)Of (?:the|all|its|their|these|those|our)\s[^,.;:()]{1,50},?\s*$")
_WERE = pattern(r"\s+(?:are|were)\s+(?:[a-z-]+\s+)?[a-z-]+s(?:,?\s*(?:and\s+)?)$")
_SORTS = pattern(r"\s+(?:[a-z-]+\s+)?[a-z-]+s(?:,?\s*(?:and\s+)?|\s*[.;)].*|)$")
_ENDS = pattern(r"\s*(?:[.,;)]|$)")
_FEWEST = 3


def by_one_verb(before: Sequence[str], behind: Sequence[str], lead: str) -> str:
    """The words that make shares in a row those of one whole, of which some may be left out; empty where none do.

    `before` and `behind` are the texts on either side of each share, `lead` is what stands before the first.
    """
    if len(before) < _FEWEST:
        return ""
    verb = _PARTS.search(lead) or (_VOTES.search(lead) if " of " not in behind[0] else None)
    if verb and all(_NEXT_SORT.fullmatch(label) for label in before[1:]) and _ENDS.match(behind[-1]):
        return verb[0].strip()
    if (group := _OF_ALL.search(lead)) and _WERE.match(behind[0]) and all(_SORTS.match(label) for label in behind[1:]):
        return group[0].strip(" ,")
    return ""
