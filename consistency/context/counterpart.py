"""Counterpart: the figures of an article that most likely tell what a title or a summary tells with another value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.context.places import Places
from consistency.context.sentences import surroundings
from consistency.figure import Figure
from consistency.slip import STRONG, TRANSPOSED, is_likely, slip

if TYPE_CHECKING:
    from consistency.relation import Article

_HEAD, _STRONG_SLIP, _SLIP, _VERY_CLOSE, _CLOSE = 3, 5, 4, 2, 1
"""What speaks for a figure, where one word of the title in its sentence is 1, and 2 near it: that it counts the same thing, that
a slip of the hand makes the one of the other, and that its value is off by a tenth at most, or by a half."""
_FEW = 2
"""Of so many figures at most, all are shown though nothing speaks for any of them."""
_YEAR = 10_000
"""A date's value is its year times this, and more."""
_TELLING, _TENFOLD = 2, 3
"""How many words a title's figure and another share at least, near them, to be taken for one figure with a slip in it; and if
the one is ten or a thousand times the other, as a price is of its tenth."""
_TWO_DIGITS = 10


def counterparts(article: Article, index: int) -> list[int]:
    """Which figures of the text under it a title's or a summary's may have been meant for, the likeliest first, by index.

    Nothing is claimed by it. Of those that are as likely as each other, the one that the article tells first comes first.
    """
    if (told := slipped(article, index)) is not None:
        return [told]
    stated, places = article.figures[index], article.contexts.places
    kinds = Places(article.document).kinds
    words = places[index][0].words if index in places else set()
    found = []
    for other, (sentence, place) in places.items():
        figure = article.figures[other]
        value = _comparable(stated, figure)
        if value is None or sentence.block in article.titles or kinds[sentence.block] == kinds[stated.block]:
            continue
        score = len(words & surroundings(sentence, place).near) + len(words & sentence.stems)
        score += _HEAD * bool(stated.head and figure.head == stated.head)
        score += _likeness(stated.value, value, min(stated.grain, figure.grain))
        if score or not (stated.head and figure.head):
            found.append((-score, other))
    best = min(found, default=(0, 0))[0]
    return [other for score, other in sorted(found) if score <= best + 1 and (best or len(found) <= _FEW)]


def _comparable(stated: Figure, other: Figure) -> float | None:
    """The other's value, if it tells another value of what the stated figure may tell: an age has a year for its unit or none,
    and of a date a title names the year."""
    if other.ambiguous or other.value == stated.value:
        return None
    if stated.kind == "year" and other.kind == "date":
        year = other.value // _YEAR
        return year if year != stated.value else None
    if {stated.kind, other.kind} == {"age", "count"}:
        return None if stated.head or other.head else other.value
    return other.value if other.is_like(stated) else None


def _likeness(stated: float, other: float, grain: float) -> int:
    """What speaks for the one value where the other was meant."""
    low, high = sorted((abs(stated), abs(other)))
    name = slip(stated, other, grain)
    score = _VERY_CLOSE if low >= 0.9 * high else _CLOSE if low >= 0.5 * high else 0
    if name in STRONG:
        score += _STRONG_SLIP
    elif name and low >= _TWO_DIGITS * grain:
        score += _SLIP
    return score


def slipped(article: Article, index: int) -> int | None:
    """The figure outside the titles that a likely slip makes of a title's, and that is said in words of the title.

    Its value stands nowhere else in the article. That two such figures are two by chance is all but unheard of: the words
    bring together what is the same, and the slip leaves few other values.
    """
    stated, places = article.figures[index], article.contexts.places
    if index not in places or not _may_slip(stated):
        return None
    near = surroundings(*places[index]).near
    alike = [
        (other, sentence, place)
        for other, (sentence, place) in places.items()
        if sentence.block not in article.titles and article.figures[other].is_like(stated)
    ]
    printed = any(article.figures[other].value == stated.value for other, _, _ in alike)
    found = []
    for other, sentence, place in alike:
        figure = article.figures[other]
        grain = min(stated.grain, figure.grain)
        name = slip(figure.value, stated.value, grain) if _may_slip(figure) else ""
        shared = len(near & surroundings(sentence, place).near) if name else 0
        if name == TRANSPOSED and stated.head and stated.head == figure.head and not printed:
            shared += 1  # the same things are counted, and nowhere so many of them
        need = _TENFOLD if name in STRONG and name != TRANSPOSED else _TELLING
        if shared >= need and is_likely(name, figure.value, stated.value, grain) and article.contexts.alone(other):
            found.append((-shared, other))
    return min(found)[1] if found else None


def _may_slip(figure: Figure) -> bool:
    """Whether it is an amount of two digits or more, written with a number of its own."""
    if figure.ambiguous or figure.value_to is not None or figure.form in ("fraction", "multiple"):
        return False
    return figure.kind_of_block != "front matter" and figure.value >= _TWO_DIGITS * figure.grain
