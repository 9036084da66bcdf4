"""Skeletons: sentences as phrases are matched against them.

In a skeleton each figure is a single character, one for each kind, and each word or mark is followed by one blank. Behind
a word at which the gaps of a pack stop, `HALT` stands in the place of that blank: so the gaps need not look for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from consistency.figure import KINDS, Figure
from consistency.grammar.lazy import pattern

CODE = {kind: chr(0xE000 + number) for number, kind in enumerate(KINDS)}

HALT = "\uf8ff"
END = f"[ {HALT}]"
"""The expression for what may stand behind a word."""

# Characters of private use, which icon fonts have, would be taken for figures: they are left out.
_TOKEN = pattern(r"\w+(?:['’.\-]\w+)*|[^\w\s\ue000-\uf8ff]")


class Halts:
    """The words of a pack at which its gaps stop; some are of several words ("did not know")."""

    def __init__(self, words: Sequence[str]) -> None:
        self.alone = frozenset(word for word in words if " " not in word)
        self.longer: dict[str, list[list[str]]] = {}
        for word in words:
            if " " in word:
                first, *rest = word.split(" ")
                self.longer.setdefault(first, []).append(rest)
        self.first = self.alone | self.longer.keys()

    def in_text(self, text: str, words: frozenset[str]) -> str:
        """The text of a skeleton, of the same length, with the end of each such word marked."""
        if words.isdisjoint(self.first):
            return text
        pieces = text.split(" ")
        marked = [
            piece + (HALT if piece in self.first and self._stops(pieces, place) else " ")
            for place, piece in enumerate(pieces)
        ]
        return "".join(marked)[:-1]

    def _stops(self, pieces: Sequence[str], place: int) -> bool:
        if pieces[place] in self.alone:
            return True
        behind = self.longer[pieces[place]]
        return any(pieces[place + 1 : place + 1 + len(rest)] == rest for rest in behind)

    def word(self, word: str) -> str:
        """The expression for a word or several, with what may stand behind each."""
        return "".join(re.escape(each) + (END if each in self.first else " ") for each in word.split(" "))

    def one_of(self, forms: Sequence[str]) -> str:
        """The expression for one of several wordings."""
        return "(?:" + "|".join(self.word(form) for form in forms) + ")"


@cache
def halts_of(words: tuple[str, ...]) -> Halts:
    """One for each pack, so that a sentence is marked once for all its phrases."""
    return Halts(words)


@dataclass(slots=True, eq=False)
class Skeleton:
    """A sentence (or a few neighbours) for matching: `figures` gives the figure at each place of its character."""

    text: str
    words: frozenset[str]
    figures: Mapping[int, int]
    border: int = -1
    """Where the last of several sentences begins in `text`, else -1."""
    borders: int = 0
    """How many sentences stand before the last."""
    kinds: frozenset[str] = frozenset()
    """The characters of its figures."""
    marked: dict[int, str] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)

    def text_for(self, halts: Halts) -> str:
        """The text with the ends of a pack's words marked at which its gaps stop."""
        if id(halts) not in self.marked:
            self.marked[id(halts)] = halts.in_text(self.text, self.words)
        return self.marked[id(halts)]

    def has_in_order(self, order: Sequence[frozenset[str]]) -> bool:
        """Whether one word, mark or figure of each set stands behind one of the set before."""
        if not self.tokens:
            self.tokens = self.text.split()
        left = iter(order)
        wanted = next(left, None)
        for token in self.tokens:
            if wanted is None:
                break
            if token in wanted:
                wanted = next(left, None)
        return wanted is None


def skeleton(text: str, start: int, end: int, figures: Sequence[Figure], first: int) -> Skeleton:
    """The skeleton of `text[start:end]`, in which `figures` stand; `first` is the number of the first of them."""
    pieces: list[str] = [" "]
    length = 1
    places: dict[int, int] = {}
    words: set[str] = set()
    done = start
    for number, figure in enumerate(figures, first):
        tokens = _TOKEN.findall(text[done : figure.at].lower())
        if tokens:
            words.update(tokens)
            piece = " ".join(tokens) + " "
            pieces.append(piece)
            length += len(piece)
        pieces.append(CODE[figure.kind] + " ")
        places[length] = number
        length += 2
        done = max(done, figure.till)
    tokens = _TOKEN.findall(text[done:end].lower())
    words.update(tokens)
    pieces.append(" ".join(tokens) + " " if tokens else "")
    kinds = frozenset(CODE[figure.kind] for figure in figures)
    return Skeleton("".join(pieces), frozenset(words), places, kinds=kinds)


def join(first: Skeleton, second: Skeleton) -> Skeleton:
    """Neighbouring sentences as one skeleton, with `//` between them; `second` is the next sentence."""
    # The second text begins with its own blank, which stands for the one behind the slashes.
    shift = len(first.text) + 2
    figures = dict(first.figures) | {shift + place: number for place, number in second.figures.items()}
    border = shift + max(second.border, 1)
    borders = first.borders + second.borders + 1
    kinds = first.kinds | second.kinds
    return Skeleton(f"{first.text}//{second.text}", first.words | second.words, figures, border, borders, kinds)
