"""A total that the text states of a table against the column that it sums, where the table has no total of its own.

"The grants went to 106 schools and came to 48,300 euros in all" stands over a table of the grants by county. A figure
belongs to a column that its words name, or, with a word for a total, to the only column of its kind. Where another
figure of the same paragraph is the total of another column, or a slip of the hand makes the one of the other, the text
means the table; without either it is a note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from consistency.context.sentences import Sentence, surroundings
from consistency.context.words import MARKS, stem
from consistency.figure import Figure
from consistency.relation import Article, Proposal
from consistency.slip import TRANSPOSED, WRONG_DIGIT, is_likely, slip
from consistency.tables.named import Grid, Line, counted, fits, label_words, scale
from consistency.tables.told import words_of
from consistency.tables.words import Label, classify, never_summed

ROLES = ("parts", "stated")
OF_TEXT = True
_TOTALS = frozenset(
    stem(word)
    for word in ("total", "totals", "totaled", "totalled", "totalling", "altogether", "overall", "combined", "all")
)
_OTHERS = frozenset(
    stem(word)
    for word in ("average", "averages", "averaging", "mean", "median", "typical", "per", "each", "largest", "highest")
)
"""Words of a figure that is no total."""
_FEWEST = 2
_ROUNDINGS = 4
"""By how many last digits a sum of rounded amounts may be off."""
_LONGEST = 400
_MOST = 24
"""How many columns may have a word, and how often the total of one may be told: what is told more often is no total."""
_TELLING = 10
"""From here on a number with one wrong digit tells that it was meant to be another."""
_ROUNDED = 0.02
_FAR = 2.0
"""By which factor a figure and the sum may differ, with no slip between the two, and still be meant to be one."""
_SPARE = 6
"""How many blocks of text may stand between a table and the total that is told of it."""


@dataclass(frozen=True, eq=False, slots=True)
class Sum:
    """A column that can be added up: its line, the place of its first figure, its figures, and what they come to."""

    grid: Grid
    line: Line
    place: tuple[int, int]
    parts: tuple[int, ...]
    value: float


class Claim(NamedTuple):
    """A figure of the text and the column that it may be the total of; `total`: its sentence has a word for a total."""

    stated: int
    column: Sum
    total: bool
    sentence: Sentence


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """A proposal with the roles `parts` and `stated` for each total of a column that the text tells."""
    columns = [column for grid in article.grids for column in _columns(grid, article.figures)]
    if not columns:
        return
    by_word = _by_word(columns)
    paragraphs = [
        [claim for sentence in sentences for claim in _claims(article, sentence, by_word)]
        for _, sentences in groupby(article.contexts.sentences, key=lambda sentence: sentence.block)
    ]
    often = Counter(id(claim.column) for claims in paragraphs for claim in claims)
    for claims in paragraphs:
        yield from _of_paragraph(article, [claim for claim in claims if often[id(claim.column)] <= _MOST])


def _by_word(columns: Sequence[Sum]) -> dict[str, list[Sum]]:
    """The columns by each word of their labels, and under no word those of all tables."""
    found: dict[str, list[Sum]] = {"": list(columns)}
    for column in columns:
        for word in label_words(column.line.label):
            found.setdefault(word, []).append(column)
    return {word: those for word, those in found.items() if len(those) <= _MOST}


def _columns(grid: Grid, figures: Sequence[Figure]) -> Iterator[Sum]:
    """The columns of plain lines, none of which says that it is a total or is taken from others."""
    labels = [line.label.casefold() for line in grid.rows.values()]
    if any(classify(label) != Label.PLAIN for label in labels if label) or len(set(labels)) < len(labels):
        return
    for line in grid.cols.values():
        header = line.label.casefold()
        places = grid.places(None, line.number)
        if len(places) < _FEWEST or line.relative or never_summed(header) or classify(header) != Label.PLAIN:
            continue
        parts = tuple(grid.cells[place] for place in places)
        own = [figures[index] for index in parts]
        if _is_of_one_kind(own) and scale(grid, places[0], own[0]) == 1.0:
            yield Sum(grid, line, places[0], parts, sum(figure.value for figure in own))


def _is_of_one_kind(figures: Sequence[Figure]) -> bool:
    """Whether all are counts, or amounts in one currency, and none has a hedge."""
    kinds = {(figure.kind, figure.unit) for figure in figures}
    alike = kinds <= {("count", ""), ("year", "")} or kinds == {("money", figures[0].unit)}
    return alike and all(figure.hedge == "none" for figure in figures)


def _claims(article: Article, sentence: Sentence, columns: Mapping[str, Sequence[Sum]]) -> Iterator[Claim]:
    words, amounts = words_of(sentence, article.figures)
    if not amounts:
        return
    rows = {article.grids[number].table for number, axis in article.labels.named(words) if axis == 0}
    total = not _TOTALS.isdisjoint(words)
    for place, index in amounts:
        stated, around = article.figures[index], surroundings(sentence, place)
        if stated.quoted or stated.block in article.titles or around.before & _OTHERS:
            continue
        of_kind = _of_count if stated.kind == "count" else _of_money if stated.kind == "money" else None
        if of_kind is not None:
            for column in of_kind(article, stated, around.near, columns, total):
                if column.grid.table not in rows:
                    yield Claim(index, column, total, sentence)


def _of_count(
    article: Article, stated: Figure, near: frozenset[str], columns: Mapping[str, Sequence[Sum]], total: bool
) -> list[Sum]:
    """The columns that count what the figure counts."""
    found = {id(column): column for word in counted(stated) for column in columns.get(word, ())}
    return [column for column in found.values() if _fits(article, column, stated)]


def _of_money(
    article: Article, stated: Figure, near: frozenset[str], columns: Mapping[str, Sequence[Sum]], total: bool
) -> list[Sum]:
    """The columns of money that the words near the figure name; where a total is told, the only one of each table."""
    found = {id(column): column for word in near for column in columns.get(word, ())}
    named = [column for column in found.values() if set(label_words(column.line.label)) <= near]
    fitting = [column for column in named if _fits(article, column, stated)]
    if fitting or not total:
        return fitting
    fitting = [column for column in columns.get("", ()) if _fits(article, column, stated)]
    tables = Counter(column.grid.table for column in fitting)
    return [column for column in fitting if tables[column.grid.table] == 1]


def _fits(article: Article, column: Sum, stated: Figure) -> bool:
    return fits(column.grid, column.place, article.figures[column.parts[0]], stated)


def _is_near(article: Article, stated: Figure, grid: Grid) -> bool:
    """Whether the text stands in the table's section, or little between the two."""
    if stated.kind_of_block == "front matter" or stated.heading == grid.heading:
        return True
    blocks = article.document.blocks
    low, high = sorted((stated.block, grid.block))
    return sum(blocks[number].kind != "cell" for number in range(low + 1, min(high, low + _LONGEST))) <= _SPARE


def _of_paragraph(article: Article, claims: Sequence[Claim]) -> Iterator[Proposal]:
    agreeing = [claim for claim in claims if _is_same(article, claim)]
    for claim in agreeing:
        # Two amounts that were rounded may miss their sum by their last digit.
        if len(claim.column.parts) > _FEWEST or article.figures[claim.stated].value == claim.column.value:
            yield _proposal(article, claim, "high", len(agreeing) - 1)
    stated = {claim.stated for claim in agreeing}
    columns = {id(claim.column) for claim in agreeing}
    others = [claim for claim in claims if claim.stated not in stated and id(claim.column) not in columns]
    of_figure, of_column = Counter(claim.stated for claim in others), Counter(id(claim.column) for claim in others)
    for claim in others:
        if of_figure[claim.stated] == 1 == of_column[id(claim.column)]:
            beside = [one for one in agreeing if one.column.grid is claim.column.grid]
            confidence = _confidence(article, claim, beside)
            if confidence:
                yield _proposal(article, claim, confidence, len(beside))


def _is_same(article: Article, claim: Claim) -> bool:
    """Whether the column comes to the figure, which may be rounded."""
    stated = article.figures[claim.stated]
    reach = max(
        min(stated.round_to / 2, _ROUNDED * abs(stated.value)), len(claim.column.parts) / 2 * (stated.kind == "money")
    )
    return abs(stated.value - claim.column.value) <= reach


def _confidence(article: Article, claim: Claim, beside: Sequence[Claim]) -> str:
    """How sure it is that a figure which the column does not come to is meant to be its total; empty for not at all.

    `beside` are the figures of the paragraph that are the totals of other columns. "The county has 120 schools", in a
    sentence of its own, need be none.
    """
    stated = article.figures[claim.stated]
    if (claim.column.value, stated.unit) in claim.sentence.values or not _is_named(claim):
        return ""
    sums = _sums(article, claim)
    found = [value for value in sums if slip(stated.value, value, stated.grain)]
    likely = any(
        is_likely(slip(stated.value, value, stated.grain), stated.value, value, stated.grain) for value in found
    )
    together = any(one.sentence is claim.sentence for one in beside) or (beside and _is_slip_of_cell(article, claim))
    near = together and claim.column.value > 0 and 1 / _FAR <= stated.value / claim.column.value <= _FAR
    if beside and (near or (found and min(stated.value, claim.column.value) >= _TELLING)):
        return "medium"
    if not claim.total or stated.attributed or not _is_near(article, stated, claim.column.grid):
        return ""
    place = claim.sentence.tokens.index(claim.stated)
    known = claim.column.grid.said | _TOTALS
    strange = (surroundings(claim.sentence, place).near & (MARKS | claim.sentence.names)) - known
    return "medium" if likely and not strange and not _has_value(article, claim) else "low"


def _is_named(claim: Claim) -> bool:
    """Whether the sentence has all that the column's label says: of "Schools with a grant" no number of schools is the
    total."""
    words = [word for word in label_words(claim.column.line.label) if not word[0].isdigit()]
    return claim.sentence.stems.issuperset(words) or len(words) < 2


def _sums(article: Article, claim: Claim) -> list[float]:
    """What the column comes to; amounts that were rounded may have been summed before."""
    off = min(_ROUNDINGS, len(claim.column.parts) // 2) if article.figures[claim.stated].kind == "money" else 0
    return [claim.column.value + step for step in range(-off, off + 1)]


def _is_slip_of_cell(article: Article, claim: Claim) -> bool:
    """Whether one figure of the column would make it come to the total, were it not for a slip in its digits."""
    gaps = [article.figures[claim.stated].value - value for value in _sums(article, claim)]
    parts = (article.figures[index] for index in claim.column.parts)
    return any(
        part.value + gap > 0 and slip(part.value, part.value + gap, part.grain) in (WRONG_DIGIT, TRANSPOSED)
        for part in parts
        for gap in gaps
    )


def _has_value(article: Article, claim: Claim) -> bool:
    """Whether a cell of the table has the figure."""
    value = article.figures[claim.stated].value
    return any(article.figures[index].value == value for index in claim.column.grid.cells.values())


def _proposal(article: Article, claim: Claim, confidence: str, beside: int) -> Proposal:
    column = claim.column
    said = [f"{beside} other total{'s' * (beside != 1)} of the paragraph agree{'s' * (beside == 1)}"] if beside else []
    said += ["a word for a total"] if claim.total else []
    figures = [article.figures[index] for index in (*column.parts, claim.stated)]
    steps = [figure.round_to for figure in figures[:-1] if figure.value]
    return Proposal(
        roles={"parts": column.parts, "stated": (claim.stated,)},
        confidence=confidence,
        evidence=", ".join(said) or "the text names the column",
        column_grain=min(steps, default=1.0),
        words={"column": " ".join(column.line.label.split())},
    )
