"""Percentages of a table that make up one whole: down a column or along a row, where the siblings come to 100.

A line that does not is a mistake, with high confidence where three others do and medium where two do. It is a note
where it shows more decimals than they (another source), or fewer figures and too little (an answer was not asked for).
Half of the last digit of each share may be lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from consistency.relation import Article, Proposal
from consistency.tables.derived import Says
from consistency.tables.ledger import Ledger, Line
from consistency.tables.remarks import doubted
from consistency.tables.words import Label

ROLES = ("parts",)

LOWEST, HIGHEST = 30.0, 250.0  # a sum outside is of something else


@dataclass(slots=True, eq=False)
class _Whole:
    """Percentages of one line; `off` is how far they are from 100, beyond what rounding explains."""

    indices: list[int]
    total: float
    limit: float

    @property
    def holds(self) -> bool:
        return abs(self.total - 100) <= self.limit


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """A proposal with the role `parts` for each line of percentages whose siblings come to 100."""
    for columns, rows in article.ledgers:
        shares = [line for line in columns.lines if line.percent and not line.says & (Says.CHANGE | Says.QUOTIENT)]
        if shares:
            yield from _of_wholes(article, _down(columns, shares), columns)
            yield from _of_wholes(article, _across(columns, shares), rows)


def _down(ledger: Ledger, shares: Sequence[Line]) -> list[_Whole]:
    """Each column of percentages without its totals; none where several totals part it."""
    if sum(kind == Label.TOTAL for kind in ledger.kinds) > 1:
        return []
    rows = [p for p, kind in enumerate(ledger.kinds) if kind not in (Label.TOTAL, Label.HEADING)]
    return [_whole([(line, p) for p in rows]) for line in shares]


def _across(ledger: Ledger, shares: Sequence[Line]) -> list[_Whole]:
    """Each row over the columns of percentages that stand side by side."""
    beside = [line for line in shares if not line.says & Says.TOTAL]
    if len(beside) < 2 or beside[-1].place - beside[0].place >= len(beside):
        return []
    return [_whole([(line, p) for line in beside]) for p in range(len(ledger.kinds))]


def _whole(cells: Sequence[tuple[Line, int]]) -> _Whole:
    there = [(line, p) for line, p in cells if line.index[p] >= 0]
    return _Whole(
        [line.index[p] for line, p in there],
        sum(line.value[p] for line, p in there),
        sum(line.grain[p] / 2 for line, p in there) + 1e-9,
    )


def _of_wholes(article: Article, wholes: Sequence[_Whole], ledger: Ledger) -> Iterator[Proposal]:
    told = [whole for whole in wholes if len(whole.indices) >= 2]
    holds = [whole for whole in told if whole.holds]
    fails = [whole for whole in told if not whole.holds]
    if len(holds) < 2 or len(fails) * 4 > max(4, len(holds)):
        return
    across = ledger.axis + "s"
    sure = "high" if len(holds) > 2 else "medium"
    most = max(len(whole.indices) for whole in holds)
    finest = max(whole.limit for whole in holds)
    for whole in told:
        if not whole.holds and not LOWEST <= whole.total <= HIGHEST:
            continue
        other = whole.limit < 0.5 * finest or (whole.total < 100 and len(whole.indices) < most)
        others = len(holds) - whole.holds
        proposal = Proposal(
            {"parts": tuple(whole.indices)},
            "low" if other and not whole.holds else sure,
            f"{others} other {across} come to 100",
            column_grain=min(ledger.figures[at].grain for at in whole.indices),
        )
        yield proposal if whole.holds else doubted(article, proposal, round(whole.total - 100, 6))
