"""Remainders: whether "the remaining 10%" is what the shares that a phrase has bound leave of 100.

Shares stand beside each other that are of other years, aims and groups ("72%, against a target of 75%. The remaining 28%"),
and those of one whole may begin a sentence earlier ("68% are against. About 22% are for it and the other 10% undecided").
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from consistency.figure import Figure
from consistency.slip import slip

_SENTENCES_BEFORE = 2
_NEAR, _MOST_SHARES = 20, 6
"""Of so many figures, x of the rest it is asked whether some leave it."""
_MOST_PARTS = 4
_APART = 2
_MISSING = 30
"""What shares leave out beyond this is a share that they do not name, where no slip explains it."""


def is_of_hundred(bound: Sequence[Sequence[int]], figures: Sequence[Figure]) -> bool:
    """Whether the shares can be all that the rest is left of: not where other shares in front of it leave just that, nor
    where they come to all without it, or to far too little, and no slip explains it.

    The roles are the parts and the rest.
    """
    parts, last = [figures[index] for index in bound[0]], bound[1][0]
    rest = figures[last]
    total = sum(one.percent for one in parts) + rest.percent
    if abs(total - 100) <= sum(map(_give, parts)) + _give(rest):
        return True
    if _is_left_of_others(last, figures):
        return False
    if all(part.percent <= total - 100 for part in parts):
        return False
    return total > 100 - _MISSING or any(_slips(figure, 100 - total) for figure in (*parts, rest))


def _is_left_of_others(last: int, figures: Sequence[Figure]) -> bool:
    """Whether some of the shares in front of a rest come to 100 with it."""
    rest = figures[last]
    near: list[Figure] = []
    for figure in reversed(figures[max(0, last - _NEAR) : last]):
        if figure.block != rest.block or figure.sentence < rest.sentence - _SENTENCES_BEFORE:
            break
        near.append(figure)
    shares = [figure for figure in near if figure.kind == "percent"]
    # "A quarter (25%)" is one share.
    shares += [
        figure
        for figure in near
        if figure.kind == "ratio" and not any(abs(figure.percent - share.value) < _APART for share in shares)
    ]
    shares = shares[:_MOST_SHARES]
    return any(
        abs(sum(one.percent for one in some) + rest.percent - 100) <= sum(map(_give, some)) + _give(rest)
        for count in range(1, _MOST_PARTS + 1)
        for some in itertools.combinations(shares, count)
    )


def _give(share: Figure) -> float:
    """By how much rounding may move a share: a fraction in words, however it is said, by half a point."""
    return share.grain / 2 if share.kind == "percent" else 0.5


def _slips(share: Figure, gap: float) -> bool:
    """Whether a slip in the share explains what is missing."""
    return share.kind == "percent" and slip(share.value, share.value + gap, share.grain) != ""
