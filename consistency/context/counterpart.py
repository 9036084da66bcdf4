"""Counterpart: the figures of an article that most likely tell what a title or a summary tells with another value.

Nothing is claimed by it: the editor who reads that a figure of the title stands nowhere is shown where to look.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from consistency.context.sentences import surroundings
from consistency.figure import Figure
from consistency.slip import STRONG, slip

if TYPE_CHECKING:
    from consistency.relation import Article

_NEAR_WORD, _WORD, _HEAD, _SLIP = 2, 1, 3, 3
"""What counts for a figure: each word of the title near it and each in its sentence, that it counts the same thing, and
that a slip of the hand makes the one figure of the other."""
_CLOSE = 0.5
"""How far from the stated value, as a share of it, a figure may be for which nothing of this speaks."""


def counterparts(article: Article, stated: Figure, indices: Iterable[int]) -> list[int]:
    """Which of the figures with these indices `stated` may have been meant for, the likeliest first.

    They are of its kind and unit, and about as likely as each other: the one that the article tells first comes first.
    """
    alike = {i for i in indices if (article.figures[i].kind, article.figures[i].unit) == (stated.kind, stated.unit)}
    if not alike:
        return []
    places = {
        token: (sentence, place)
        for sentence in article.contexts.sentences
        for place, token in enumerate(sentence.tokens)
        if isinstance(token, int)
    }
    titled = [number for number in places if article.figures[number].at == stated.at]
    words = places[titled[0]][0].words if titled else set()
    found = []
    for index in sorted(alike & places.keys()):
        figure, (sentence, place) = article.figures[index], places[index]
        score = _NEAR_WORD * len(words & surroundings(sentence, place).near) + _WORD * len(words & sentence.stems)
        score += _HEAD * bool(stated.head and figure.head == stated.head)
        score += _SLIP * (slip(stated.value, figure.value, min(stated.grain, figure.grain)) in STRONG)
        if score or abs(figure.value - stated.value) <= _CLOSE * abs(stated.value):
            found.append((-score, index))
    best = min(found, default=(0, 0))[0]
    return [index for score, index in sorted(found) if score <= best + _WORD]
