"""Twins: two figures of one kind whose words say that they are one figure, printed twice.

Nothing is compared here but words: whether the two figures agree is for the judge. A word says the more the fewer
sentences of the article have it, so a pair must share words that hardly any other sentence has. What tells cases apart
(a name, a year, "last", "men", "projected") must not stand near one figure only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from consistency.context.sentences import Sentence, Surroundings, frequency, read_sentences, surroundings
from consistency.document import Document
from consistency.figure import Figure
from consistency.grammar.lazy import pattern

KINDS = frozenset(("count", "money", "percent", "point", "measure", "duration", "age"))
_ROUNDED = 0.02
"""By which share of its value a figure may be off, rounded to its last digit that is not zero."""
_DIGITS = pattern(r"\d[\d.,]*\d|\d")
_EACH_TIME = pattern(
    r"\bmultiples? of (?:just |about )?\Z|\b[Dd]efaults?\s(?!rates?\b)(?:\w+\s){0,3}\Z|(?:^|\s)--?[a-z][\w-]*[ =]\Z"
)
_OPTION = 40
_RARE = 3
"""In how many sentences with figures a word may stand and still be rare."""
_KNOWN = 8
"""In how many sentences a word may stand and still bring two figures together."""
_FEWEST = 6
"""How many words and figures a sentence has at least."""
_PRESENT, _PAST = frozenset(("has", "have", "is", "are")), frozenset(("had", "was", "were"))
_EARLIER = frozenset(("once", "when", "before", "originally", "formerly", "until", "ago", "used"))
_CROWD = 16
"""Of how many figures a word is said, at most, that brings two of them together."""


class Twins(NamedTuple):
    """Two figures with what their sentences have in common and what they have not.

    `shared` counts the telling words near both, `rare` those of them that few sentences have; `covers` are the shares
    of each figure's near words that the other's sentence has; `anchored`: the telling words right beside the one figure
    are near the other too. `common` counts the telling words that both sentences have, `alike` is their share of all.
    `apart`: a name, a mark or a date near one of them tells another case; `contrary`: so does one near each of them;
    `other_dates`: each sentence names a date that the other has not; `replaced`: a
    single word near one has the place of another near the other; `dated`: the sentences name different dates; `unlike`:
    both print other figures too, and at most half of them alike; `referring`: one of them opens with a pronoun; `short`: one of
    them is hardly a sentence.
    """

    first: int
    second: int
    shared: int
    rare: int
    covers: tuple[float, float]
    anchored: tuple[bool, bool]
    common: int
    alike: float
    apart: bool
    contrary: bool
    other_dates: bool
    replaced: bool
    dated: bool
    unlike: bool
    referring: bool
    short: bool


class Contexts:
    """The words around the figures of one article, read once for all proposers."""

    def __init__(
        self, document: Document, figures: list[Figure], places: Iterator[tuple[int, int, int, range]]
    ) -> None:
        self.document, self.figures = document, figures
        self.sentences = read_sentences(document, figures, places)
        self.frequency = frequency(self.sentences)

    @cached_property
    def places(self) -> dict[int, tuple[Sentence, int]]:
        """By index, where each figure stands: its sentence, and its place among the tokens of that."""
        return {
            token: (sentence, place)
            for sentence in self.sentences
            for place, token in enumerate(sentence.tokens)
            if isinstance(token, int)
        }

    @cached_property
    def surroundings(self) -> dict[int, Surroundings]:
        """By index, the surroundings of each figure that could be said twice."""
        return {index: surroundings(*place) for index, place in self.places.items() if self._is_told(index, *place)}

    def _is_told(self, index: int, sentence: Sentence, place: int) -> bool:
        figure = self.figures[index]
        if figure.kind not in KINDS or figure.value_to is not None or figure.kind_of_block in ("cell", "title"):
            return False
        if figure.ambiguous or (figure.value == 1 and figure.hedge != "none"):
            return False  # "more than one" says that there are several
        # "Go 1.20" is no count, and in "12: How do you travel?" the number is a label.
        if self.document.text[figure.till : figure.till + 2].lstrip().startswith(":"):
            return False
        # "Must be a multiple of 4", "by default 4" and "--jobs 4" are said anew of one thing after the other.
        if _EACH_TIME.search(self.document.text, max(0, figure.at - _OPTION), figure.at):
            return False
        before = sentence.tokens[place - 1] if place else ""
        named = isinstance(before, str) and before[:1].isupper() and place > 1
        return not (named and figure.kind == "count" and not figure.head)

    @cached_property
    def _values(self) -> dict[tuple[str, str], list[float]]:
        values: dict[tuple[str, str], list[float]] = {}
        for figure in self.figures:
            values.setdefault((figure.kind, figure.unit), []).append(figure.value)
        for those in values.values():
            those.sort()
        return values

    def alone(self, index: int) -> bool:
        """Whether no other figure of the article prints this one's value, not even rounded."""
        figure = self.figures[index]
        near = _reach(figure)
        values = self._values[figure.kind, figure.unit]
        return bisect_right(values, figure.value + near) - bisect_left(values, figure.value - near) == 1

    def repeated(self, one: int, other: int) -> bool:
        """Whether one of the two figures prints the value of the other, at least rounded."""
        a, b = self.figures[one], self.figures[other]
        return abs(a.value - b.value) <= max(_reach(a), _reach(b))

    @cached_property
    def _in_block(self) -> dict[tuple[int, str, str], list[float]]:
        values: dict[tuple[int, str, str], list[float]] = {}
        for figure in self.figures:
            values.setdefault((figure.block, figure.kind, figure.unit), []).append(figure.value)
        for those in values.values():
            those.sort()
        return values

    def answered(self, one: int, other: int) -> bool:
        """Whether one of the two figures stands beside the other as well, at least rounded, so that each has its own."""
        return (
            self._beside(one, other) or self._beside(other, one) or self._named(one, other) or self._named(other, one)
        )

    def completed(self, one: int, other: int) -> bool:
        """Whether the article prints what the smaller of the two figures lacks of the larger: they are a part and a whole."""
        a, b = self.figures[one], self.figures[other]
        rest = abs(a.value - b.value)
        values = self._values[a.kind, a.unit]
        near = max(a.round_to, b.round_to) / 2
        if min(rest, abs(rest - a.value), abs(rest - b.value)) <= near:
            return False
        return bisect_right(values, rest + near) > bisect_left(values, rest - near)

    def are_of_two_times(self, one: int, other: int) -> bool:
        """Whether the sentence of the one figure tells how it is, that of the other how it was at another time."""
        s, t = self.surroundings[one].sentence, self.surroundings[other].sentence
        return _is_then(s, t) or _is_then(t, s)

    def _beside(self, one: int, other: int) -> bool:
        """Whether the first figure's value is printed in the other's block; in its sentence, where the block is the same."""
        a, b = self.figures[one], self.figures[other]
        near = _reach(a)
        if a.block != b.block:
            values = self._in_block[b.block, a.kind, a.unit]
            return bisect_right(values, a.value + near) > bisect_left(values, a.value - near)
        sentence = self.surroundings[other].sentence
        return any(unit == a.unit and abs(value - a.value) <= near for value, unit in sentence.values)

    def _named(self, one: int, other: int) -> bool:
        """Whether the first figure's number stands in the second's sentence without being a figure there."""
        return any(
            digits in self.surroundings[other].sentence.dates for digits in _DIGITS.findall(self.figures[one].text)
        )

    @cached_property
    def twins(self) -> list[Twins]:
        """The pairs of figures that a rare word brings together, in the order of the words."""
        return list(self._pairs())

    def _pairs(self) -> Iterator[Twins]:
        said: dict[str, list[int]] = {}
        for index, around in self.surroundings.items():
            for word in around.near:
                if self.frequency[word] <= _KNOWN:
                    said.setdefault(word, []).append(index)
        seen: set[tuple[int, int]] = set()
        for indices in said.values():
            if len(indices) > _CROWD:
                continue
            for number, one in enumerate(indices):
                for other in indices[number + 1 :]:
                    if (one, other) not in seen and self._comparable(one, other):
                        seen.add((one, other))
                        yield self._twins(one, other)

    def _comparable(self, one: int, other: int) -> bool:
        a, b = self.figures[one], self.figures[other]
        if not a.is_like(b) or (a.head and b.head and a.head != b.head):
            return False
        return self.surroundings[one].sentence is not self.surroundings[other].sentence

    def _twins(self, one: int, other: int) -> Twins:
        a, b = self.surroundings[one], self.surroundings[other]
        s, t = a.sentence, b.sentence
        shared = a.near & b.near
        other_dates = bool(s.dates - t.dates and t.dates - s.dates)
        return Twins(
            one,
            other,
            shared=len(shared),
            rare=sum(self.frequency[word] <= _RARE for word in shared),
            covers=(len(a.near & t.stems) / len(a.near), len(b.near & s.stems) / len(b.near)),
            anchored=(a.beside <= b.near, b.beside <= a.near),
            common=len(s.words & t.words),
            alike=len(s.words & t.words) / max(1, len(s.words | t.words)),
            apart=_apart(a, b) or _apart(b, a) or other_dates,
            contrary=(_apart(a, b) and _apart(b, a)) or other_dates,
            other_dates=other_dates,
            replaced=_is_replaced(a, b),
            dated=s.dates != t.dates,
            unlike=self._unlike(one, other),
            referring=s.referring or t.referring,
            short=min(len(s.tokens), len(t.tokens)) < _FEWEST,
        )

    def _unlike(self, one: int, other: int) -> bool:
        a, b = self.figures[one], self.figures[other]
        own = self.surroundings[one].sentence.values - {(a.value, a.unit)}
        others = self.surroundings[other].sentence.values - {(b.value, b.unit)}
        return bool(own and others) and 2 * len(own & others) <= min(len(own), len(others))


def _apart(one: Surroundings, other: Surroundings) -> bool:
    """Whether a name or a mark near the first figure is missing from the sentence of the second."""
    own = one.sentence
    return bool((one.near & (own.names | own.marks)) - other.sentence.stems)


def _is_then(now: Sentence, then: Sentence) -> bool:
    """Whether the one sentence is in the present, the other in the past of a time that it names: "when it opened", "in 1850"."""
    words, past = ({token.lower() for token in sentence.tokens if isinstance(token, str)} for sentence in (now, then))
    if not (words & _PRESENT and past & _PAST) or words & _PAST or past & _PRESENT:
        return False
    return bool(past & _EARLIER or then.dates - now.dates)


def _is_replaced(a: Surroundings, b: Surroundings) -> bool:
    """Whether the words near the figures are the same but for one, as in a series: "the bold plan", "the old plan"."""
    own, other = a.near - b.sentence.stems, b.near - a.sentence.stems
    return len(own) == 1 == len(other) and len(a.near & b.near) > 1 and (own <= a.before) == (other <= b.before)


def _reach(figure: Figure) -> float:
    """How far from a figure's value another may lie that is the same, rounded."""
    return min(figure.round_to / 2, _ROUNDED * abs(figure.value))
