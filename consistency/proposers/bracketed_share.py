"""Counts of a table with their shares in brackets, against the base in the cell or in its header.

"12/412 (2.9%)" says its own base; "12 (2.9%)" or, in a row or column of "n (%)", "12 (2.9)" has that of its header,
"(n = 412)". In a table of which nothing is known but its headers, a base counts where three cells bear it out and few do
not: a share of fewer, of those for whom something is known, is then a note at most, unless a slip explains it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from consistency.grammar.lazy import pattern
from consistency.relation import Article, Place, Proposal
from consistency.slip import STRONG, slip
from consistency.tables.remarks import doubted

ROLES = ("part", "whole", "pct")
FEWEST = 3
"""Cells that have to bear out the bases of the headers."""

_CELL = pattern(r"\s*(\d[\d,]*)(?:\s?/\s?(\d[\d,]*))?\s*[(\[]\s*(\d+(?:\.\d+)?)\s*(%?)\s*[)\]]\s*[*†‡]?\s*")
_OF_PERCENT = pattern(r"(?:\bn|\bno\.?|number|#)\s*,?\s*[(\[]\s*(?:%|per ?cent)\s*[)\]]|[(\[]%[)\]]")
_BASE = pattern(r"\bn\s*=\s*(\d[\d,]*)\b(?!\.\d)")

_FAR = 1.4


class _Cell(NamedTuple):
    """A count with its share: the place of the share's figure, where the count stands, and the base."""

    pct: int
    part: float
    whole: float
    share: float
    grain: float
    at: int
    till: int
    own: bool

    @property
    def result(self) -> float:
        return 100 * self.part / self.whole

    @property
    def holds(self) -> bool:
        return abs(self.result - self.share) <= self.grain / 2 * (1 + 1e-9)

    @property
    def is_near(self) -> bool:
        """Whether the share was cut off, or one more rounding lies between."""
        return abs(self.result - self.share) <= self.grain

    @property
    def is_explained(self) -> bool:
        """Whether a slip that leaves little choice turned the share, or the count, into what is printed."""
        decimals = max(0, -round(math.log10(self.grain)))
        count = round(self.whole * self.share / 100)
        return (
            slip(self.share, round(self.result, decimals), self.grain) in STRONG
            or slip(self.part, count, 1.0) in STRONG
        )

    @property
    def is_far_slip(self) -> bool:
        """Whether one slip explains the share, and its base would be much smaller than the one that is told."""
        decimals = max(0, -round(math.log10(self.grain)))
        return self.share > _FAR * self.result and bool(slip(self.share, round(self.result, decimals), self.grain))


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """The role `pct`, with the numbers `part` and `whole`, for each count with its share whose base is told."""
    tables: dict[int, list[_Cell]] = {}
    for number, indices in article.by_block.items():
        block = article.document.blocks[number]
        if block.kind == "cell" and len(indices) == 2 and block.table is not None:
            cell = _cell(article, number, indices)
            if cell is not None and cell.part <= cell.whole:
                tables.setdefault(block.table, []).append(cell)
    for cells in tables.values():
        told = [cell for cell in cells if not cell.own]
        holds = sum(cell.holds for cell in told)
        fails = sum(not cell.is_near for cell in told)
        known = holds >= FEWEST and fails * 4 <= max(4, holds)
        for cell in cells:
            if cell.own or known:
                yield from _of_cell(article, cell, holds - cell.holds)


def _cell(article: Article, number: int, indices: range) -> _Cell | None:
    block = article.document.blocks[number]
    found = _CELL.fullmatch(article.document.block_text(block))
    pct = article.figures[indices[1]]
    if found is None or pct.hedge != "none" or pct.kind not in ("percent", "count"):
        return None
    headers = f"{pct.col_header} {pct.row_header}".casefold()
    if not found[4] and not _OF_PERCENT.search(headers):
        return None
    base = found[2]
    if not base:
        said = _BASE.search(pct.col_header.casefold()) or _BASE.search(pct.row_header.casefold())
        base = said[1] if said else ""
    whole = float(base.replace(",", "") or 0)
    if not whole:
        return None
    part = float(found[1].replace(",", ""))
    at, till = block.start + found.start(1), block.start + found.end(1)
    return _Cell(indices[1], part, whole, pct.value, pct.grain, at, till, found[2] is not None)


def _of_cell(article: Article, cell: _Cell, others: int) -> Iterator[Proposal]:
    if cell.is_near and not cell.holds:
        return
    sure = "high"
    if not cell.holds:
        # It may be a share of those alone for whom something is known, but for a slip that would leave few of them.
        fewer = cell.result < cell.share and not cell.is_far_slip
        sure = "high" if cell.own or cell.is_explained else "low" if fewer else "medium"
    evidence = "" if cell.own else f"the base in the header, {others} other cells agree"
    proposal = Proposal(
        {"pct": (cell.pct,)},
        sure,
        evidence,
        values={"part": cell.part, "whole": cell.whole},
        column_grain=cell.grain,
        places=(Place("part", "part", cell.at, cell.till),),
        words={"part_name": f"{cell.part:,.0f}", "whole_name": f"{cell.whole:,.0f}"},
    )
    yield proposal if cell.holds else doubted(article, proposal)
