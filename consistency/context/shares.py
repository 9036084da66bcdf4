"""Shares that are said twice: "a third of the boats (33%)" is one share in words and in digits, and is added up once."""

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
