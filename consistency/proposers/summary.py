"""The figures of a summary, each with the figures of the article that could support it.

Only front matter and leading key points are asked for support: a caption, a heading or a conclusion may well say something
new. Small counts are left out, for a summary counts what the article lists.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from consistency.context.pairs import pairs
from consistency.context.places import Places
from consistency.context.twins import KINDS
from consistency.figure import Figure
from consistency.implied.body import Body
from consistency.implied.pairs import NEAREST
from consistency.relation import Article, Proposal

ROLES = ("stated", "candidates")
OF_TEXT = True
_ASKED = ("front matter", "points")
_SMALL = 20
_MOST = 200
"""How many figures a summary has, at most: a longer one is a table of its own."""


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each figure of a summary: `stated`, and as `candidates` the nearest figures of its dimension.

    `values` are the numbers that the article implies. Nothing is proposed where it has no figure of the kind, or one
    whose words say that it is the stated one: those two are compared by themselves.
    """
    places = Places(article.document)
    asked = [i for i, figure in enumerate(article.figures) if _is_asked(article, places, figure)]
    if not 0 < len(asked) <= _MOST:
        return
    body = Body(article)
    told = pairs(article, places, True, lambda figure: False)
    by_dimension: dict[str, list[int]] = {}
    for i in sorted(range(len(article.figures)), key=lambda i: article.figures[i].value):
        by_dimension.setdefault(article.figures[i].dimension, []).append(i)
    for index in asked:
        stated = article.figures[index]
        own = places.kinds[stated.block]
        others = [
            i
            for i in _around(article, by_dimension[stated.dimension], stated)
            if own != places.kinds[article.figures[i].block]
        ]
        if index in told:
            continue
        alike = [i for i in others if article.figures[i].is_like(stated)]
        if alike:
            yield Proposal(
                roles={"stated": (index,), "candidates": tuple(sorted(others))},
                confidence="low",
                evidence=f"{len(alike)} figure{'s' * (len(alike) != 1)} of this kind nearby in value",
                values=body.implied(stated) | _rounded(article, index, others),
                words={"place": places.name(stated.block)},
            )


def _is_asked(article: Article, places: Places, figure: Figure) -> bool:
    """Whether the figure is one that the text under its summary would have to have."""
    if figure.kind_of_block == "cell" or figure.kind not in KINDS or figure.value_to is not None:
        return False
    if places.kinds[figure.block] not in _ASKED:
        return False
    leading = figure.kind_of_block == "front matter" or figure.at < len(article.document.text) / 2
    return leading and not (figure.kind == "count" and figure.value < _SMALL)


def _rounded(article: Article, index: int, others: list[int]) -> dict[str, float]:
    """The figure's own number, where the text has it in fewer digits than the summary, or in more: 4.7 % are 5 %."""
    stated = article.figures[index]
    found = [
        article.figures[i]
        for i in others
        if article.contexts.repeated(index, i) or _is_rounded_to(stated, article.figures[i])
    ]
    return {f"{figure.text}, rounded": stated.value for figure in found if figure.dimension == stated.dimension}


def _is_rounded_to(stated: Figure, other: Figure) -> bool:
    """Whether the summary's figure is the other one, said with fewer decimals."""
    if not stated.is_like(other) or not other.grain < stated.grain <= 1:
        return False
    return abs(other.value - stated.value) <= stated.grain / 2


def _around(article: Article, members: list[int], stated: Figure) -> list[int]:
    at = bisect_left(members, stated.value, key=lambda i: article.figures[i].value)
    return members[max(0, at - NEAREST) : at + NEAREST]
