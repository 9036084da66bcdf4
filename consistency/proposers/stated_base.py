"""Counts with their shares in brackets ("60 people (25%)") against the base that the text states before them.

The base stands a sentence or two before, or in the lines above a list, and nothing but the arithmetic tells which of the
figures there it is. So a base is the nearest earlier figure of which the shares are right:

| a count with its share in a paragraph or list is                   | proposed                                  |
|--------------------------------------------------------------------|-------------------------------------------|
| a share of an earlier figure, or of a count with its own share      | this one, high                            |
| the only one of three or more that is not, as its neighbours are   | of their base, high: it is wrong          |
| one alone, which counts what an earlier figure counts              | of that figure, medium                    |
| one alone behind one figure, and a slip away from a share of it     | of that figure, medium                    |
| anything else                                                      | nothing: perhaps the base is not stated   |
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.relation import Article, Proposal
from consistency.slip import is_likely, slip

ROLES = ("part", "whole", "pct")
OF_TEXT = True
_COUNTED = ("count", "money", "measure")
_EARLIER = 12
"""How many figures before a group are tried as its base."""
_FEWEST = 3
"""How many shares of one base it takes to show that one more is wrong."""
_NAMED = 4
"""How many counts with shares before another one are tried as its base."""
_BLOCKS = 2
"""How many blocks before a group may hold its base."""

_OPENS = pattern(r"[^.;:()\d]{0,48}\(\s*(?:or\s+|about\s+|n\s?=\s?)?")
_CLOSES = pattern(r"\s*(?:\)|,|;|of (?:all|them|the total|the whole)\b)")
_CLOSES_COUNT = pattern(r"[^.;:()\d]{0,32}\)")
_CHANGES = pattern(
    r"\b(?:by|(?<!made )(?<!make )(?<!makes )up|down|rose|fell|increased?|decreased?|declined?|dropped|gained|lost|cut|from|raised|to)\s+$",
    0,
)


_OF_A_PART = pattern(r"\bof (?:these|those|them|which|whom|that|the latter)\b(?:[^.]|\.\d)*$", re.I)
"""Behind these words a share is one of the count just named, not of the base of the others."""
_SENTENCE = 160
"""How far back these words may stand, in characters."""


class _Pair(NamedTuple):
    """A count and its share, with the bases of which it can be the share, as the share is rounded."""

    part: int
    pct: int
    least: float
    most: float

    def fits(self, base: float) -> bool:
        return self.least <= base <= self.most


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """The roles `part`, `whole` and `pct` for each count with its share whose base is known."""
    for group in _groups(article):
        bases = _bases(article, group)
        yield from _of_group(article.figures, group, bases)


def _groups(article: Article) -> Iterator[list[_Pair]]:
    """The pairs of each paragraph, and those of all the items of a list, by the unit that is counted."""
    groups: dict[tuple[str, int, str], list[_Pair]] = {}
    for number, indices in article.by_block.items():
        block = article.document.blocks[number]
        if block.kind == "cell" or len(indices) < 2:
            continue
        place = ("block", number) if block.list is None else ("list", block.list)
        for pair in _pairs(article, indices):
            groups.setdefault((*place, article.figures[pair.part].unit), []).append(pair)
    yield from groups.values()


def _pairs(article: Article, indices: range) -> Iterator[_Pair]:
    text, figures = article.document.text, article.figures
    last = 0
    for i in range(indices.start, indices.stop - 1):
        one, other = figures[i], figures[i + 1]
        if one.kind == "percent" and other.kind in _COUNTED:
            part, pct, closing = i + 1, i, _CLOSES_COUNT
        elif other.kind == "percent" and one.kind in _COUNTED:
            part, pct, closing = i, i + 1, _CLOSES
        else:
            continue
        if one.ambiguous or other.ambiguous:
            continue
        opened = _OPENS.match(text, one.till, other.at)
        if opened is None or opened.end() != other.at or not closing.match(text, other.till):
            continue
        if _CHANGES.search(text, max(0, one.at - 16), one.at):
            continue
        if last and _OF_A_PART.search(text, max(last, one.at - _SENTENCE), one.at):
            continue
        if pair := _pair(figures, part, pct):
            last = other.till
            yield pair


def _pair(figures: Sequence[Figure], part: int, pct: int) -> _Pair | None:
    count, share = figures[part], figures[pct]
    if count.hedge != "none" or share.hedge not in ("none", "about") or not 0 < share.value < 100 or count.value <= 0:
        return None
    slack = share.grain / 2
    widest = share.value - slack
    if widest <= 0:
        return None
    return _Pair(part, pct, 100 * count.value / (share.value + slack), 100 * count.value / widest)


def _bases(article: Article, group: Sequence[_Pair]) -> list[int]:
    """The earlier figures that may be the base, the nearest first."""
    figures = article.figures
    first = figures[group[0].part]
    last = group[0].part if group[0].part < group[0].pct else group[0].pct
    taken = {pair.part for pair in group}
    found: list[int] = []
    for i in range(last - 1, max(-1, last - 1 - _EARLIER), -1):
        figure = figures[i]
        if figure.block < first.block - _BLOCKS or figure.kind_of_block == "cell":
            break
        alike = figure.kind == first.kind and figure.unit == first.unit and figure.hedge == "none"
        if alike and i not in taken and not figure.ambiguous:
            found.append(i)
    return found


def _of_group(figures: Sequence[Figure], group: Sequence[_Pair], bases: Sequence[int]) -> Iterator[Proposal]:
    found = _base_of_each(figures, group, bases)
    unknown = [place for place, base in enumerate(found) if base is None]
    if len(group) >= _FEWEST and len(unknown) == 1 and not _has_own_base(figures, group[unknown[0]]):
        found[unknown[0]] = _base_around(found, unknown[0])
    shares = Counter(found)
    for pair, base in zip(group, found, strict=True):
        if base is not None:
            yield _proposal(
                pair, base, "high", f"a share of {figures[base].text}" + ", as others are" * (shares[base] > 1)
            )
    if len(group) == 1 and unknown:
        for alike in [base for base in bases if _alike(figures, group[0], base)][:1]:
            yield _proposal(group[0], alike, "medium", f"both count {figures[alike].noun}")
            return
        if len(bases) == 1 and _has_slipped(figures, group[0], bases[0]):
            yield _proposal(
                group[0], bases[0], "medium", "the only figure before it, and the share is one slip from right"
            )


def _base_of_each(figures: Sequence[Figure], group: Sequence[_Pair], bases: Sequence[int]) -> list[int | None]:
    """For each pair the base that most of them have, else the nearest that fits: a count just named may be one, too."""
    fitting = {base: sum(pair.fits(figures[base].value) for pair in group) for base in bases}
    common = max(bases, key=lambda base: fitting[base], default=None)
    found: list[int | None] = []
    for place, pair in enumerate(group):
        named = [other.part for other in reversed(group[max(0, place - _NAMED) : place])]
        nearest = [base for base in (*named, *bases) if pair.fits(figures[base].value)]
        found.append(common if common in nearest else nearest[0] if nearest else None)
    return found


def _base_around(found: Sequence[int | None], place: int) -> int | None:
    """The base that the two neighbours of a pair have, or the two on one side of it."""
    for one, other in ((-1, 1), (-2, -1), (1, 2)):
        if place + one >= 0 and place + other < len(found) and found[place + one] == found[place + other]:
            return found[place + one]
    return None


def _has_own_base(figures: Sequence[Figure], pair: _Pair) -> bool:
    """Whether two counts of its sentence make the share: "in year 9, 93 of the 118 pupils (79%) agreed"."""
    share = figures[pair.pct]
    counts = [
        one.value
        for one in figures[max(0, pair.pct - _NAMED) : pair.pct]
        if one.sentence == share.sentence and one.kind in _COUNTED and not one.ambiguous
    ]
    return any(
        0 < part < whole and abs(100 * part / whole - share.value) <= share.grain / 2
        for part, whole in permutations(counts, 2)
    )


def _alike(figures: Sequence[Figure], pair: _Pair, base: int) -> bool:
    """Whether the part counts what the base counts: 60 answers of 240 answers."""
    part, whole = figures[pair.part], figures[base]
    same = bool(part.head) and part.kind == "count" and part.head == whole.head
    return same and part.block == whole.block and part.value < whole.value


def _has_slipped(figures: Sequence[Figure], pair: _Pair, base: int) -> bool:
    """Whether the share was meant to be one of the base in the sentence before, and a hand slipped in writing it.

    Few shares of another base are so near to one of this.
    """
    part, share, whole = figures[pair.part], figures[pair.pct], figures[base]
    if whole.block != part.block or part.sentence - whole.sentence > 1 or part.value >= whole.value:
        return False
    meant = round(100 * part.value / whole.value / share.grain) * share.grain
    return is_likely(slip(share.value, meant, share.grain), share.value, meant, share.grain)


def _proposal(pair: _Pair, base: int, confidence: str, evidence: str) -> Proposal:
    return Proposal({"part": (pair.part,), "whole": (base,), "pct": (pair.pct,)}, confidence, evidence)
