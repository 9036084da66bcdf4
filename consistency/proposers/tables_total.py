"""The total of several tables that the text states, against what a column of the same name comes to in all of them.

"Altogether the two valleys sent 1,436 pupils" stands with a table of pupils for each valley. Only tables that have a
column of that name belong to the sum, each with its total row or else with all its rows; the text says that it sums up,
counts what the columns count, and names no row of any table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from consistency.context.sentences import Sentence
from consistency.context.words import MARKS, stem
from consistency.figure import Figure
from consistency.relation import Article, Proposal
from consistency.slip import is_likely, slip
from consistency.tables.named import Grid, counted, label_words, scale
from consistency.tables.told import words_of
from consistency.tables.words import Label, classify, never_summed

ROLES = ("parts", "stated")
OF_TEXT = True
_FEWEST, _MOST, _LONGEST = 2, 8, 200
"""Of how many tables a total is told, and how many rows each has at most."""
_TOTALS = frozenset(map(stem, ("total", "altogether", "overall", "combined", "together", "both", "all", "across")))
_OTHERS = frozenset(
    map(stem, ("average", "mean", "median", "per", "each", "largest", "highest", "more", "most", "half"))
)
_TELLING = 100


class Column(NamedTuple):
    """A column of one table that can be added to those of others: its figures, or its total alone, and their sum."""

    grid: Grid
    parts: tuple[int, ...]
    value: float


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """The roles `parts` and `stated` for each total of several tables."""
    if len(article.document.tables) < _FEWEST or not article.has_prose or len(article.grids) < _FEWEST:
        return
    sums = _sums(article)
    if not sums:
        return
    for sentence in article.contexts.sentences:
        words, amounts = words_of(sentence, article.figures)
        if len(amounts) != 1 or _TOTALS.isdisjoint(words) or not _OTHERS.isdisjoint(words):
            continue
        rows = [name for (_, axis), names in article.labels.named(words).items() if axis == 0 for name in names]
        if all(name.line.total for name in rows):
            yield from _of_figure(article, sentence, amounts[0][1], sums)


def _sums(article: Article) -> dict[str, list[Column]]:
    """By the one word of their header, the columns that two to eight tables have in common."""
    found: dict[str, list[Column]] = {}
    for grid in article.grids:
        for line in grid.cols.values():
            words, header = label_words(line.label), line.label.casefold()
            if len(words) != 1 or line.relative or never_summed(header) or classify(header) != Label.PLAIN:
                continue
            if column := _column(grid, line.number, article.figures):
                found.setdefault(words[0], []).append(column)
    return {
        word: columns
        for word, columns in found.items()
        if _FEWEST <= len(columns) <= _MOST and len({column.grid.table for column in columns}) == len(columns)
    }


def _column(grid: Grid, number: int, figures: Sequence[Figure]) -> Column | None:
    cells = {place: grid.cells[place] for place in grid.places(None, number)}
    kinds = {place: classify(grid.rows[place[0]].label.casefold()) for place in cells}
    plain = [place for place in cells if kinds[place] == Label.PLAIN]
    totals = [place for place in cells if kinds[place] == Label.TOTAL]
    if not 1 < len(cells) <= _LONGEST or len(plain) + len(totals) < len(cells) or len(totals) > 1:
        return None
    own = [figures[index] for index in cells.values()]
    if any(figure.kind != "count" or figure.hedge != "none" or figure.value < 0 for figure in own):
        return None
    if scale(grid, plain[0] if plain else totals[0], own[0]) != 1.0:
        return None
    parts = tuple(cells[place] for place in totals or plain)
    return Column(grid, parts, sum(figures[index].value for index in parts))


def _of_figure(
    article: Article, sentence: Sentence, index: int, sums: Mapping[str, Sequence[Column]]
) -> Iterator[Proposal]:
    stated = article.figures[index]
    if stated.kind != "count" or stated.quoted or stated.attributed or stated.block in article.titles:
        return
    for word in counted(stated) & sums.keys():
        columns = sums[word]
        value = sum(column.value for column in columns)
        reach = max(min(stated.round_to / 2, 0.02 * abs(stated.value)), 0.5)
        same = abs(stated.value - value) <= reach
        one_table = any(abs(stated.value - column.value) <= reach for column in columns)
        if one_table or not (same or _is_meant(sentence, stated, value)):
            continue
        parts = tuple(part for column in columns for part in column.parts)
        yield Proposal(
            {"parts": parts, "stated": (index,)},
            "high" if same else "medium",
            f"a word for a total, {len(columns)} tables with the column",
            column_grain=min((article.figures[part].round_to for part in parts), default=1.0),
            words={"tables": str(len(columns))},
        )


def _is_meant(sentence: Sentence, stated: Figure, value: float) -> bool:
    """Whether a slip of the hand makes the figure of the sum, and nothing near tells another case."""
    strange = (sentence.stems & MARKS) - _TOTALS
    if strange or sentence.dates or min(stated.value, value) < _TELLING:
        return False
    return is_likely(slip(stated.value, value, stated.grain), stated.value, value, stated.grain)
