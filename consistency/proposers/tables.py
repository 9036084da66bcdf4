"""Totals of tables: a row against the rows that it sums, a column against the columns beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consistency.relation import Article, Proposal
from consistency.tables.sheet import Sheet, read_sheet
from consistency.tables.evidence import Sum, explain
from consistency.tables.search import find
from consistency.tables.view import View, views
from consistency.tables.words import Label


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each position of each sum that a table of the article claims."""
    document = article.document
    if not document.tables:
        return
    cells: list[dict[tuple[int, int], int]] = [{} for _ in document.tables]
    for number, figure in enumerate(article.figures):
        if figure.table is not None and figure.row is not None and figure.col is not None:
            of_table = cells[figure.table]
            place = (figure.row, figure.col)
            of_table[place] = -1 if place in of_table else number
    for table, of_table in zip(document.tables, cells, strict=True):
        if len(of_table) < 4:
            continue
        sheet = read_sheet(document, table, of_table, article.figures)
        for view in views(sheet):
            if len(view.value) > 1 and view.positions:
                for found in find(view):
                    yield from _proposals(sheet, view, found)


def _proposals(sheet: Sheet, view: View, found: Sum) -> Iterator[Proposal]:
    for p in found.holds:
        yield from _proposal(sheet, view, found, p, "high", _evidence(view, found))
    for p, gap in found.fails:
        yield from _proposal(sheet, view, found, p, _confidence(view, found, p, gap), _evidence(view, found))


def _confidence(view: View, found: Sum, position: int, gap: float) -> str:
    slipped = explain(view, found, position, gap)
    stated = abs(view.value[found.total][position])
    parts = [abs(view.value[i][position]) for i in found.parts]
    if slipped:
        return "high" if found.holds else "medium"
    near = abs(gap) <= 0.5 * max(stated, abs(stated + gap))
    if len(parts) > 2 and stated <= max(parts):
        return "low"
    kind = view.kind[found.total]
    if near and (kind in (Label.TOTAL, Label.BLANK) or len(found.holds) > 1):
        return "medium"
    return "low"


def _evidence(view: View, found: Sum) -> str:
    label = view.label[found.total]
    said = {Label.TOTAL: f'labelled "{label}"', Label.BLANK: "a line without a label under others"}.get(view.kind[found.total], "")
    others = len(found.holds)
    across = "columns" if view.axis == "column" else "rows"
    agree = f"{others} other {across if others > 1 else across[:-1]} add{'s' if others == 1 else ''} up" if others else ""
    return ", ".join(filter(None, (said, agree)))


def _proposal(sheet: Sheet, view: View, found: Sum, p: int, confidence: str, evidence: str) -> Iterator[Proposal]:
    def index(line: int) -> int:
        here, there = view.place[line], view.positions[p]
        return sheet.index[here][there] if view.axis == "column" else sheet.index[there][here]

    parts, signs = [], []
    for i, sign in zip(found.parts, found.signs, strict=True):
        number = index(i)
        if number >= 0:
            parts.append(number)
            signs.append(sign)
    if parts:
        yield Proposal(
            {"parts": tuple(parts), "total": (index(found.total),)}, confidence, evidence, column_grain=view.step(p, len(found.parts)),
            signs=tuple(signs) if -1 in signs else (),
        )  # fmt: skip
