"""The cells that two tables of a document have in common: the same row label, the same column label.

Two tables of one form may well be of two things, this year and last, so labels alone bind nothing. Where most of the
cells that two tables share are the same figure, they are of one thing, and a shared cell that differs is a mistake:
surely so where a slip of the hand makes the one figure of the other, or it is the only one of many and nothing that
names the two tables tells them apart; else it is a note. A row or column in which no other cell is the same may have
been revised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from consistency.context.words import MARKS
from consistency.figure import Figure
from consistency.relation import Article, Proposal
from consistency.slip import is_likely, slip
from consistency.tables.named import BARE, Grid, scale

ROLES = ("first", "second")
_FEWEST, _MANY = 3, 6
_MOST_TABLES = 8
"""In how many tables a cell may stand: a label of more of them is a form's."""
_SHARE = 0.75
"""Which share of the shared cells has to be the same."""
_TELLING = 10

Place = tuple[int, int]


@dataclass(slots=True, eq=False)
class Shared:
    """The shared cells of two tables: the index of the figure in each, and its place in the first.

    `apart`: what names the one table tells another case than what names the other: a year, a month, a group.
    """

    apart: bool
    same: list[tuple[int, int, Place]] = field(default_factory=list)
    other: list[tuple[int, int, Place]] = field(default_factory=list)


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal with the roles `first` and `second` for each cell that two tables have in common."""
    if len(article.document.tables) < 2:
        return
    found: dict[tuple[int, int], Shared] = {}
    labelled = _by_labels(article)
    for places in labelled.values():
        if 1 < len(places) <= _MOST_TABLES:
            for number, (grid, place) in enumerate(places):
                for other, there in places[number + 1 :]:
                    if (grid.table, other.table) not in found:
                        found[grid.table, other.table] = Shared(_are_apart(grid, other))
                    _compare(article, found[grid.table, other.table], grid, place, other, there)
    for shared in found.values():
        yield from _of_tables(article, shared)


def _are_apart(one: Grid, other: Grid) -> bool:
    return any(word in MARKS or word.isdigit() for word in one.said ^ other.said)


def _by_labels(article: Article) -> dict[tuple[str, str], list[tuple[Grid, Place]]]:
    """The labelled cells of all tables, by their labels; a cell that has a namesake in its own table is none."""
    labelled: dict[tuple[str, str], list[tuple[Grid, Place]]] = {}
    for grid in article.grids:
        own: dict[tuple[str, str], list[Place]] = {}
        for row, col in grid.cells:
            labels = _plain(grid.rows[row].label), _plain(grid.cols[col].label)
            if all(labels):
                own.setdefault(labels, []).append((row, col))
        for labels, places in own.items():
            if len(places) == 1:
                labelled.setdefault(labels, []).append((grid, places[0]))
    return labelled


def _plain(label: str) -> str:
    return " ".join(label.casefold().split())


def _compare(article: Article, shared: Shared, grid: Grid, place: Place, other: Grid, there: Place) -> None:
    one, two = grid.cells[place], other.cells[there]
    a, b = article.figures[one], article.figures[two]
    if _kind(a) == _kind(b) and scale(grid, place, a) == scale(other, there, b):
        same = (
            abs(a.value - b.value) <= max(a.grain, b.grain) / 2 * (1 + 1e-9)
            if a.grain != b.grain
            else a.value == b.value
        )
        (shared.same if same else shared.other).append((one, two, place))


def _kind(figure: Figure) -> tuple[str, str]:
    return ("count", "") if figure.kind in BARE else (figure.kind, figure.unit)


def _of_tables(article: Article, shared: Shared) -> Iterator[Proposal]:
    telling = [
        one for one in shared.same if abs(article.figures[one[0]].value) >= _TELLING * article.figures[one[0]].grain
    ]
    if len(telling) < _FEWEST or len(shared.same) < _SHARE * (len(shared.same) + len(shared.other)):
        return
    rows, cols = {place[0] for _, _, place in telling}, {place[1] for _, _, place in telling}
    for one, two, _ in shared.same:
        if article.figures[one].value != article.figures[two].value:
            continue  # rounded in one of the tables
        yield _proposal(article, one, two, "high", len(shared.same) - 1)
    for one, two, (row, col) in shared.other:
        a, b = article.figures[one], article.figures[two]
        grain = min(a.grain, b.grain)
        likely = is_likely(slip(b.value, a.value, grain), b.value, a.value, grain)
        alone = len(shared.other) == 1 and len(telling) >= _MANY and not shared.apart
        sure = (likely or alone) and row in rows and col in cols
        yield _proposal(article, one, two, "medium" if sure else "low", len(shared.same))


def _proposal(article: Article, one: int, two: int, confidence: str, others: int) -> Proposal:
    first = article.figures[one]
    where = f'row "{first.row_header}", column "{first.col_header}"'
    place = article.document.where(first.start)
    return Proposal(
        {"first": (one,), "second": (two,)},
        confidence,
        f"{others} other cells of the two tables are the same",
        column_grain=0.0 if first.kind == article.figures[two].kind else 1.0,
        words={"where": where, "place": place, "help": f"the other table has {first.text} in {where} ({place})"},
    )
