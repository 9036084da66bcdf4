"""Counterpart: the figures of an article that most likely tell what a title or a summary tells with another value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from consistency.context.sentences import surroundings
from consistency.figure import Figure
from consistency.slip import STRONG, TRANSPOSED, is_likely, slip

if TYPE_CHECKING:
    from consistency.relation import Article

_NEAR_WORD, _WORD, _HEAD, _SLIP = 2, 1, 3, 3
"""What counts for a figure: each word of the title near it and each in its sentence, that it counts the same thing, and
that a slip of the hand makes the one figure of the other."""
_CLOSE = 0.5
"""How far from the stated value, as a share of it, a figure may be for which nothing of this speaks."""
_TELLING, _TENFOLD = 2, 3
"""How many words a title's figure and another share at least, near them, to be taken for one figure with a slip in it; and if
the one is ten or a thousand times the other, as a price is of its tenth."""
_TWO_DIGITS = 10


def counterparts(article: Article, index: int, others: Iterable[int]) -> list[int]:
    """Which of the others a figure may have been meant for, the likeliest first, all by index; nothing is claimed by it.

    They are of its kind and unit, and about as likely as each other: the one that the article tells first comes first.
    """
    stated = article.figures[index]
    alike = {i for i in others if article.figures[i].is_like(stated)}
    if not alike:
        return []
    if (told := slipped(article, index)) is not None and told in alike:
        return [told]
    places = article.contexts.places
    words = places[index][0].words if index in places else set()
    found = []
    for other in sorted(alike & places.keys()):
        figure, (sentence, place) = article.figures[other], places[other]
        score = _NEAR_WORD * len(words & surroundings(sentence, place).near) + _WORD * len(words & sentence.stems)
        score += _HEAD * bool(stated.head and figure.head == stated.head)
        score += _SLIP * (slip(stated.value, figure.value, min(stated.grain, figure.grain)) in STRONG)
        if score or abs(figure.value - stated.value) <= _CLOSE * abs(stated.value):
            found.append((-score, other))
    best = min(found, default=(0, 0))[0]
    return [other for score, other in sorted(found) if score <= best + _WORD]


def slipped(article: Article, index: int) -> int | None:
    """The figure outside the titles that a likely slip makes of a title's, and that is said in words of the title.

    Its value stands nowhere else in the article. That two such figures are two by chance is all but unheard of: the words
    bring together what is the same, and the slip leaves few other values.
    """
    stated, places = article.figures[index], article.contexts.places
    if index not in places or not _may_slip(stated):
        return None
    near = surroundings(*places[index]).near
    found = []
    for other, (sentence, place) in places.items():
        figure = article.figures[other]
        if sentence.block in article.titles or not figure.is_like(stated):
            continue
        grain = min(stated.grain, figure.grain)
        name = slip(figure.value, stated.value, grain) if _may_slip(figure) else ""
        shared = len(near & surroundings(sentence, place).near) if name else 0
        need = _TENFOLD if name in STRONG and name != TRANSPOSED else _TELLING
        if shared >= need and is_likely(name, figure.value, stated.value, grain) and article.contexts.alone(other):
            found.append((-shared, other))
    return min(found)[1] if found else None


def _may_slip(figure: Figure) -> bool:
    """Whether it is an amount of two digits or more, written with a number of its own."""
    if figure.ambiguous or figure.value_to is not None or figure.form in ("fraction", "multiple"):
        return False
    return figure.kind_of_block != "front matter" and figure.value >= _TWO_DIGITS * figure.grain
