"""Told: which cells of a document's tables a sentence speaks of, by the labels that it names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from consistency.context.sentences import Sentence
from consistency.context.words import TOKEN, stem
from consistency.figure import Figure
from consistency.tables.named import KINDS, Grid, Line, fits, rarest

_SPREAD = 4
"""How many words may stand between the words of one row's label."""
_MOST = 64
"""Of how many labels a word may be the rarest: in a longer list of names it tells nothing."""
_FAR = 30
"""How many words from its label a figure may stand."""
_BESIDE = 3
_BOUNDS = frozenset(("since", "until", "till", "before", "after", "through", "to", "from", "between", "than"))
_FEW = 12
"""How many figures a row may have of which a text tells one without saying which."""
_LONGEST, _MANY = 64, 100
"""How many figures a line may have of which one label names one, and how many a sentence: a longer one is a table."""


class Name(NamedTuple):
    """A label where a sentence names it: the line, the words that name it, and the first and last token."""

    line: Line
    words: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, eq=False, slots=True)
class Told:
    """A figure of a text and the cell that its sentence names: `stated` and `cell` by index.

    `row` and `col` tell whether the label is named; where it is not, the cell is the only one that comes into question.
    `said` are the stems of its labels that are named, `named` those of all labels of the table in the sentence; `gap`
    counts the words from the figure to both. `whole`: the line that is not named is the only total. `among`: this is one
    of the few cells of the row that is named, and any of them can be meant.
    """

    stated: int
    cell: int
    grid: Grid
    place: tuple[int, int]
    row: bool
    col: bool
    said: frozenset[str]
    named: frozenset[str]
    gap: int
    whole: bool = False
    among: bool = False


class Labels:
    """All labels of the tables, by the rarest of the words of each."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        self.grids = grids
        counts: Counter[str] = Counter()
        lines = [
            (number, axis, line)
            for number, grid in enumerate(grids)
            for axis, those in enumerate((grid.rows, grid.cols))
            for line in those.values()
        ]
        counts = rarest([line for _, _, line in lines])
        self.by_word: dict[str, list[tuple[int, int, Line, tuple[str, ...]]]] = {}
        for number, axis, line in lines:
            for spelling in line.spellings:
                word = min(spelling, key=counts.__getitem__)
                self.by_word.setdefault(word, []).append((number, axis, line, spelling))

    def named(self, words: dict[str, list[int]]) -> dict[tuple[int, int], list[Name]]:
        """The labels that a sentence names, by table and axis (0 rows, 1 columns), in the order of their places."""
        found: dict[tuple[int, int], list[Name]] = {}
        for word in words.keys() & self.by_word.keys():
            labels = self.by_word[word]
            if len(labels) > _MOST:
                continue
            for number, axis, line, spelling in labels:
                if all(other in words for other in spelling):
                    for span in _spans(words, word, spelling, axis == 1):
                        found.setdefault((number, axis), []).append(Name(line, spelling, *span))
        return {key: _longest(names) for key, names in found.items()}


def _spans(
    words: dict[str, list[int]], rare: str, spelling: tuple[str, ...], scattered: bool
) -> Iterator[tuple[int, int]]:
    """Where the words of a label stand together; those of a column may stand anywhere in the sentence."""
    for at in words[rare]:
        places = [min(words[other], key=lambda place: abs(place - at)) for other in spelling]
        first, last = min(places), max(places)
        if last - first < len(spelling) + _SPREAD:
            yield first, last
        elif scattered:
            yield at, at


def _longest(names: list[Name]) -> list[Name]:
    """The names in order of place, without those that are a part of a longer one, and a total where a part is named."""
    names.sort(key=lambda name: (name.first, -name.last))
    kept: list[Name] = []
    until: list[Name] = []
    for name in names:
        until = [other for other in until if other.last >= name.first]
        if not any(set(name.words) < set(other.words) for other in until):
            kept.append(name)
            until.append(name)
    return [name for name in kept if not name.line.total] or kept


def told(sentence: Sentence, figures: Sequence[Figure], labels: Labels) -> Iterator[Told]:
    """The figures of a sentence with the cells that it names, each as often as there are tables that have such a cell."""
    words, amounts = words_of(sentence, figures)
    if not 0 < len(amounts) <= _MANY:
        return
    named = {
        key: [name for name in names if not _is_bound(sentence, name)] for key, names in labels.named(words).items()
    }
    for number in sorted({number for number, _ in named}):
        grid = labels.grids[number]
        axes = [named.get((number, axis), []) for axis in (0, 1)]
        for place, index in amounts:
            yield from _cells(grid, figures, axes, amounts, place, index, "respectively" in words)


def _is_bound(sentence: Sentence, name: Name) -> bool:
    """Whether a label is a year that only bounds a time: "since 2015", "before 2015"."""
    before = sentence.tokens[name.first - 1] if name.first else ""
    return name.first == name.last and str(before).lower() in _BOUNDS and all(word.isdigit() for word in name.words)


def words_of(sentence: Sentence, figures: Sequence[Figure]) -> tuple[dict[str, list[int]], list[tuple[int, int]]]:
    """The places of each stem of a sentence, and those of the figures that may stand in a table, each with its index."""
    words: dict[str, list[int]] = {}
    amounts = []
    for place, token in enumerate(sentence.tokens):
        if isinstance(token, str):
            words.setdefault(stem(token), []).append(place)
            for part in token.split("-") if "-" in token else ():  # "Polish-speaking readers"
                words.setdefault(stem(part), []).append(place)
            continue
        figure = figures[token]
        for word in TOKEN.findall(figure.text):
            words.setdefault(stem(word), []).append(place)
        if figure.kind in KINDS and figure.value_to is None and not figure.ambiguous:
            amounts.append((place, token))
    return words, amounts


def _cells(
    grid: Grid,
    figures: Sequence[Figure],
    axes: list[list[Name]],
    amounts: list[tuple[int, int]],
    place: int,
    index: int,
    respectively: bool,
) -> Iterator[Told]:
    """The cell of one table that a figure's sentence names, if it is one."""
    own = figures[index]
    alike = [at for at, other in amounts if figures[other].is_like(own)]
    rows, cols = (_chosen(names, alike, place, respectively) for names in axes)
    if (axes[0] and not rows) or (axes[1] and not cols):
        return
    none: list[Name | None] = [None]
    named = frozenset(word for names in axes for name in names for word in name.words)
    for row, col in product(rows or none, cols or none):
        places = grid.places(row.line.number if row else None, col.line.number if col else None)
        if len(places) > _LONGEST:
            continue  # of a long line one label names no cell
        fitting = [cell for cell in places if fits(grid, cell, figures[grid.cells[cell]], own)]
        whole = None
        if several := len(fitting) > 1:
            totals = [cell for cell in fitting if (grid.rows[cell[0]] if row is None else grid.cols[cell[1]]).total]
            whole = totals[0] if len(totals) == 1 else None
            others = fitting if row is not None and len(fitting) <= _FEW else []
            fitting = [*filter(None, [whole]), *(cell for cell in others if cell != whole)]
        said = frozenset(word for name in (row, col) if name for word in name.words)
        gap = sum(min(abs(name.first - place), abs(name.last - place)) for name in (row, col) if name)
        for cell in fitting:
            yield Told(
                index, grid.cells[cell], grid, cell, row is not None, col is not None, said, named, gap,
                whole=cell == whole, among=several and cell != whole,
            )  # fmt: skip


def _chosen(names: list[Name], alike: list[int], place: int, respectively: bool) -> list[Name]:
    """Of the labels of one axis that a sentence names, that of the figure at `place`; several only where all read alike.

    `alike` are the places of the sentence's figures of its kind. A label belongs to the next figure where labels come
    first ("the north has 5, the south 6"), else to the last one ("5 in the north and 6 in the south").
    """
    names = [name for name in names if not name.first == name.last == place] or names  # a unit's, of the figure itself
    if not names or any(name.first <= place <= name.last for name in names):
        return []
    spans = sorted({(name.first, name.last) for name in names})
    first = _span(spans, names, alike, place, respectively)
    return [name for name in names if (name.first, name.last) == first]


def _span(
    spans: list[tuple[int, int]], names: list[Name], alike: list[int], place: int, respectively: bool
) -> tuple[int, int] | None:
    """Where the label stands that belongs to the figure at `place`."""
    if len({name.words for name in names}) == 1:
        nearest = min(spans, key=lambda span: abs(span[0] - place))
        return nearest if abs(nearest[0] - place) <= _FAR else None
    if respectively and len(spans) == len(alike) and (spans[-1][1] < alike[0] or alike[-1] < spans[0][0]):
        return spans[alike.index(place)]
    number = bisect_left(alike, place)
    low, high = alike[number - 1] if number else -1, alike[number + 1] if number + 1 < len(alike) else place + _FAR
    before = [span for span in spans if low < span[0] and span[1] < place]
    after = [span for span in spans if place < span[0] and span[1] < high]
    if not before and not after:
        return None
    leads = spans[0][0] < alike[0]
    chosen = before if before and (leads or not after) else after
    if len(chosen) > 1 and len({name.words for name in names if (name.first, name.last) in chosen}) > 1:
        return chosen[0] if chosen is after and after[0][0] - place <= _BESIDE < after[1][0] - place else None
    return chosen[-1] if chosen is before else chosen[0]
