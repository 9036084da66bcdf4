"""The sentences of an article that have figures, each with what it shares with others or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from consistency.context.words import MARKS, PRONOUNS, TOKEN, stem, tells
from consistency.document import Document
from consistency.figure import NO_QUANTITIES, Figure

REACH = 10
"""How many words on either side of a figure are taken to be about it; another figure ends them."""
_OPENING = 3


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence with figures.

    `tokens` are its words as printed and its figures as indices, in order. `words` are the stems that tell something,
    `stems` all of them; `names` the stems of capitalised words, `marks` those of words that tell cases apart, `dates`
    what it says of years, dates and ranks, `values` its other figures as (value, unit). `referring`: it opens with a
    pronoun.
    """

    block: int
    tokens: list[str | int] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    values: set[tuple[float, str]] = field(default_factory=set)
    referring: bool = False


class Surroundings(NamedTuple):
    """A figure with the stems near it on either side, those before it, and of all these the first on each side."""

    figure: int
    sentence: Sentence
    near: frozenset[str]
    before: frozenset[str]
    beside: frozenset[str]


def read_sentences(
    document: Document, figures: list[Figure], places: Iterator[tuple[int, int, int, range]]
) -> list[Sentence]:
    """The sentences at `places`: (block, start, end, indices of the figures in it)."""
    return [_read(document, figures, *place) for place in places]


def _read(document: Document, figures: list[Figure], block: int, start: int, end: int, indices: range) -> Sentence:
    found = Sentence(block)
    at = start
    for index in indices:
        figure = figures[index]
        found.tokens += TOKEN.findall(document.text, at, max(at, figure.at))
        found.tokens.append(index)
        at = figure.till
        if figure.kind in NO_QUANTITIES:
            found.dates.add(figure.text.lower())
        else:
            found.values.add((figure.value, figure.unit))
    found.tokens += TOKEN.findall(document.text, at, end)
    printed = [token for token in found.tokens if isinstance(token, str)]
    capitals = sum(word[0].isupper() for word in printed)
    titled = 2 * capitals > len(printed)
    for number, word in enumerate(printed):
        root = stem(word)
        found.stems.add(root)
        if tells(word):
            found.words.add(root)
            if word[0].isupper() and number and not titled:
                found.names.add(root)
        if root in MARKS:
            found.marks.add(root)
        if word[0].isdigit():
            found.dates.add(word)
    found.referring = any(word.lower() in PRONOUNS for word in printed[:_OPENING])
    return found


def surroundings(sentence: Sentence, place: int) -> Surroundings:
    """What stands around the figure at `place` of the sentence's tokens."""
    tokens = sentence.tokens
    index = tokens[place]
    assert isinstance(index, int)
    before = list(_near(tokens[max(0, place - REACH) : place][::-1]))
    after = list(_near(tokens[place + 1 : place + 1 + REACH]))
    beside = frozenset(before[:1] + after[:1])
    return Surroundings(index, sentence, frozenset(before + after), frozenset(before), beside)


def _near(tokens: list[str | int]) -> Iterator[str]:
    for token in tokens:
        if isinstance(token, int):
            return
        if tells(token):
            yield stem(token)


def frequency(sentences: list[Sentence]) -> Counter[str]:
    """In how many of the sentences each stem stands."""
    return Counter(word for sentence in sentences for word in sentence.words)
