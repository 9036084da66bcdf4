"""Strangers: the words of a sentence that tell of something else than the table beside it.

A name, a group, a date, a condition that no label has, and that tells nothing for itself, means that a figure of the
sentence may be of another case: "knife robbery", "revenue per employee", "without the storm".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from consistency.context.sentences import Sentence
from consistency.context.words import MARKS, TOKEN, stem, tells
from consistency.figure import NO_QUANTITIES, Figure
from consistency.grammar.wordlist import words

ELSE = frozenset(map(stem, words("per would could may might without if according each every within among")))
"""Words of a sentence that tells of something else, or of what is not so."""
PLAIN = frozenset(
    map(
        stem,
        words("""rise rose fall fell grow grew growth increase decrease drop decline jump climb gain slip down more fewer year years
        previous earlier before last total overall only alone high highest higher low lower lowest most least best
        worst since compared now again increased decreased declined gained lost loss lose dropped jumped climbed
        slipped raised reduced cut went stood reached came number numbers figure figures percent percentage cent
        point points pct shrank soared surged risen grown fallen expanded contracted larger smaller late later whole
        saw percents respectively"""),
    )
)
"""Words that tell nothing of the case."""
_CLOSE = 8
"""How many words on either side of a figure can tell that it is of another case."""


def strangers(sentence: Sentence, known: frozenset[str]) -> bool:
    """Whether any word of the sentence tells of something else than what is `known`."""
    dates = {
        word for date in sentence.dates for word in map(stem, TOKEN.findall(date)) if word in MARKS or len(word) == 4
    }
    marks = sentence.names | (sentence.stems & MARKS) | dates
    return not ELSE.isdisjoint(sentence.stems) or not _told(sentence.tokens) | marks <= known | PLAIN


def strangers_within(sentence: Sentence, clause: str, known: frozenset[str]) -> bool:
    """Whether any word of a clause of the sentence tells of something else, or the sentence of what is not so."""
    return not ELSE.isdisjoint(sentence.stems) or not _told(TOKEN.findall(clause)) <= known | PLAIN


def _told(tokens: Iterable[str | int]) -> set[str]:
    printed = (token for token in tokens if isinstance(token, str))
    return {stem(word) for word in printed if word[0].isalpha() and tells(word) and not word.endswith("ly")}


_RELATING = frozenset(
    map(
        stem,
        words("""another additional remaining further second third first former latter compare short long longer older large half big
        bigger biggest both either together combined just rather still while against also one average typical later
        month months ago alone all net tie better good except other instead without no not same single after could"""),
    )
)
"""Words that tell one case from another, but not beside a figure that a slip makes of a value of the table."""


def strangers_near(sentence: Sentence, index: int, figures: Sequence[Figure], known: frozenset[str]) -> bool:
    """Whether a name, a group or a date near a figure tells of something else than what is `known`."""
    place = sentence.tokens.index(index)
    near = list(_near(sentence, place, figures))
    dates = {
        word for one in near if isinstance(one, int) for word in TOKEN.findall(figures[one].text) if len(word) == 4
    }
    stems = {stem(word) for word in near if isinstance(word, str)}
    strange = (stems & (MARKS | sentence.names)) - PLAIN - _RELATING
    return bool(frozenset(word for word in strange if known.isdisjoint({word, *word.split("-")})) | (dates - known))


def _near(sentence: Sentence, place: int, figures: Sequence[Figure]) -> Iterator[str | int]:
    """The words and dates on either side of a figure, up to the next amount."""
    for step in (-1, 1):
        for at in range(place + step, place + step * (_CLOSE + 1), step):
            if not 0 <= at < len(sentence.tokens):
                break
            token = sentence.tokens[at]
            if isinstance(token, int) and figures[token].kind not in NO_QUANTITIES:
                break
            yield token
