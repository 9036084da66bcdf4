"""Counts of a table with their shares in brackets, against the base in the cell or in its header.

"12/412 (2.9%)" and "2.9% (12/412)" say their own base; "12 (2.9%)" or, in a row, a column or a table of "n (%)",
"12 (2.9)" has that of its header, "(n = 412)". In a table of which nothing is known but its headers, a base counts where
three cells bear it out and few do not: a share of fewer, of those for whom something is known, is then a note at most,
unless a slip explains it. Where nothing says "%" at all, a number in brackets is a share if another one of its row is:
the others are means with their deviations.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from consistency.grammar.lazy import pattern
from consistency.relation import Article, Place, Proposal
from consistency.slip import STRONG, is_likely, slip
from consistency.tables.around import words_over
from consistency.tables.remarks import doubted

ROLES = ("part", "whole", "pct")
FEWEST = 3
"""Cells that have to bear out the bases of the headers."""

_CELL = pattern(
    r"\s*(?P<part>\d[\d,]*)(?:(?:\s?/\s?| of )(?P<whole>\d[\d,]*))?\s*[(\[]\s*\d+(?:\.\d+)?\s*(?P<sign>%?)\s*[)\]]\s*[*†‡]?\s*"
)
_SHARE_FIRST = pattern(
    r"\s*\d+(?:\.\d+)?\s*(?P<sign>%)\s*[(\[]\s*(?P<part>\d[\d,]*)(?:\s?/\s?| (?:out )?of )(?P<whole>\d[\d,]*)\s*[)\]]\s*[*†‡]?\s*"
)
_OF_PERCENT = pattern(r"(?:\bn|\bno\.?|number|#)\s*,?\s*[(\[]\s*(?:%|per ?cent)\s*[)\]]|[(\[]%[)\]]")
_BASE = pattern(r"\bn\s*=\s*(\d[\d,]*)\b(?!\.\d)")

_FAR = 1.4


class _Cell(NamedTuple):
    """A count with its share: the place of the share's figure, where the count stands, and the base.

    `own`: the base stands in the cell; `said`: the cell, its labels or the table call the number in brackets a share.
    """

    pct: int
    part: float
    whole: float
    share: float
    grain: float
    at: int
    till: int
    own: bool
    said: bool
    row: int

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
        count = round(self.whole * self.share / 100)
        return slip(self.share, self._meant, self.grain) in STRONG or slip(self.part, count, 1.0) in STRONG

    @property
    def is_mistyped(self) -> bool:
        """Whether one digit of a share of three or more makes it what it should be."""
        return is_likely(slip(self.share, self._meant, self.grain), self.share, self._meant, self.grain)

    @property
    def _meant(self) -> float:
        return round(self.result, max(0, -round(math.log10(self.grain))))

    @property
    def is_far_slip(self) -> bool:
        """Whether one slip explains the share, and its base would be much smaller than the one that is told."""
        return self.share > _FAR * self.result and bool(slip(self.share, self._meant, self.grain))


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """The role `pct`, with the numbers `part` and `whole`, for each count with its share whose base is told."""
    tables: dict[int, list[_Cell]] = {}
    for number, indices in article.bracketed.items():
        table = article.document.blocks[number].table
        if 1 < len(indices) < 4 and table is not None:
            cell = _cell(article, number, indices)
            if cell is not None and cell.part <= cell.whole:
                tables.setdefault(table, []).append(cell)
    for table, found in tables.items():
        cells = _shares(article, table, found)
        told = [cell for cell in cells if not cell.own]
        holds = sum(cell.holds for cell in told)
        fails = sum(not cell.is_near for cell in told)
        known = holds >= FEWEST and fails * 4 <= max(4, holds)
        rows = {cell.row for cell in told if cell.holds}
        for cell in cells:
            if cell.own or known:
                yield from _of_cell(article, cell, holds - cell.holds, cell.row in rows)


def _shares(article: Article, table: int, cells: list[_Cell]) -> list[_Cell]:
    """The cells whose number in brackets is called a share, or stands in a row with one that is."""
    if all(cell.said for cell in cells):
        return cells
    if _OF_PERCENT.search(words_over(article.document, article.document.tables[table])):
        return cells
    rows = {cell.row for cell in cells if cell.holds}
    return [cell for cell in cells if cell.said or cell.row in rows]


def _cell(article: Article, number: int, indices: range) -> _Cell | None:
    block = article.document.blocks[number]
    text = article.document.block_text(block)
    found, at = _CELL.fullmatch(text), indices[-1]
    if found is None and "%" in text:
        found, at = _SHARE_FIRST.fullmatch(text), indices[0]
    pct = article.figures[at]
    if found is None or pct.hedge != "none" or pct.kind not in ("percent", "count"):
        return None
    base = found["whole"]
    if not base:
        told = _BASE.search(pct.col_header.casefold()) or _BASE.search(pct.row_header.casefold())
        base = told[1] if told else ""
    whole = float(base.replace(",", "") or 0)
    if not whole:
        return None
    said = bool(found["sign"]) or _OF_PERCENT.search(f"{pct.col_header} {pct.row_header}".casefold()) is not None
    part = float(found["part"].replace(",", ""))
    start, end = block.start + found.start("part"), block.start + found.end("part")
    return _Cell(at, part, whole, pct.value, pct.grain, start, end, found["whole"] is not None, said, block.row or 0)


def _of_cell(article: Article, cell: _Cell, others: int, is_row_of_all: bool) -> Iterator[Proposal]:
    """The proposal of a cell; `is_row_of_all`: another one of its row is a share of all, not of those that are known."""
    if cell.is_near and not cell.holds:
        return
    sure = "high"
    if not cell.holds:
        # It may be a share of those alone for whom something is known, but for a slip that would leave few of them.
        fewer = cell.result < cell.share and not cell.is_far_slip
        sure = (
            "high"
            if cell.own or cell.is_explained or (is_row_of_all and cell.is_mistyped)
            else "low"
            if fewer
            else "medium"
        )
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
