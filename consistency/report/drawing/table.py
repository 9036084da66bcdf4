"""Table: the part of a table that a finding is about, in the place of source lines.

      5 | Route          2020   2021
      7 | Alder - Brim    810  1,101  addend
      8 | Brim - Skoll    777  1,020  addend
      9 | Skoll - Tarn    401    598  addend
     10 | Total         1,988  2,791
        |                      ^^^^^ the stated total; comes to 2,719

Shown are the names of the rows, the columns that hold a place of the finding, and a column or two before them. A long
run of rows or of columns is folded. What stands outside tables is drawn as source lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from consistency.document import Document
from consistency.findings import Mark
from consistency.report.drawing.cell import Spot, spots
from consistency.report.drawing.columns import GAP, Column, Shape, shape
from consistency.report.drawing.excerpt import excerpt, gutter_name
from consistency.report.drawing.labels import label_rows
from consistency.report.drawing.line import Line, cells, fold, number_of, padded
from consistency.report.drawing.long import with_rows
from consistency.report.drawing.window import Piece

FIRST, LAST = 3, 2
"""Rows that stay of a long run, at its beginning and at its end."""

MOST_BETWEEN = 2
"""Rows without a place of the finding that are shown between two that have one."""

MOST_HEADER_LINES = 3


@dataclass(frozen=True, slots=True)
class Folded:
    """Rows that are left out: how many, and what they are."""

    count: int
    what: str = ""

    def __str__(self) -> str:
        return number_of(self.count, f"more {self.what}") if self.what else f"{number_of(self.count, 'row')} between"


def drawing(
    document: Document, marks: Sequence[Mark], primary: Mark | None, gutter: int, width: int, severity: str
) -> list[Line]:
    """The places of a finding in `document`: tables as tables, the rest as source lines, in the order of the file."""
    document = with_rows(document, marks)
    by_table, others = spots(document, marks, primary)
    parts: list[tuple[int, list[Line]]] = []
    for number, placed in by_table.items():
        lines = window(document, number, placed, primary, gutter, width, severity)
        if lines:
            parts.append((min(spot.mark.start for spot in placed), lines))
        else:
            others += [spot.mark for spot in placed]
    if others:
        lines = excerpt(document, others, primary, gutter, width, severity)
        parts.append((min(mark.start for mark in others), lines))
    drawn: list[Line] = []
    for _, lines in sorted(parts, key=lambda part: part[0]):
        drawn += [*([[(" " * (gutter - 1) + "...", "gutter")]] if drawn else []), *lines]
    return drawn


def window(
    document: Document,
    number: int,
    placed: Sequence[Spot],
    primary: Mark | None,
    gutter: int,
    width: int,
    severity: str,
) -> list[Line]:
    """The window of one table that shows all of `placed`; empty where the width has no room for it."""
    by_row: dict[int, list[Spot]] = {}
    for spot in placed:
        by_row.setdefault(spot.row, []).append(spot)
    chosen = _chosen(document, number, by_row)
    room = max(width - gutter - 4, 20)
    shown = [row for row in chosen if isinstance(row, int)]
    laid_out = shape(document, document.tables[number], shown, by_row, room)
    if laid_out is None:
        return []
    lines = list(_header(laid_out, gutter))
    for row in chosen:
        if isinstance(row, Folded):
            lines.append([(" " * (gutter - 1) + "...", "gutter"), (f" {row}", "")])
        else:
            at = by_row.get(row, [])
            name = gutter_name(at[0].mark, primary) if at else laid_out.where(row)
            lines += _row(laid_out, row, at, name, gutter, room, severity)
    return lines


# ------------------------------------------------------------------ rows
def _chosen(document: Document, number: int, by_row: Mapping[int, Sequence[Spot]]) -> list[int | Folded]:
    """The rows to show, in order: those with places and the few between them, long runs of one kind folded."""
    grid = document.tables[number].grid
    labels = Counter(spot.mark.label for placed in by_row.values() for spot in placed)
    chosen: list[int | Folded] = []
    run: list[int | Folded] = []
    before = None
    for row in sorted(by_row):
        between = range(before + 1, row) if before is not None else range(0)
        if len(between) <= MOST_BETWEEN:
            run += [other for other in between if any(place >= 0 for place in grid[other])]
        else:
            run.append(Folded(len(between)))
        if all(_is_ordinary(spot, labels) for spot in by_row[row]):
            run.append(row)
        else:
            chosen += [*_run(run, by_row), row]
            run = []
        before = row
    return [*chosen, *_run(run, by_row)]


def _is_ordinary(spot: Spot, labels: Mapping[str, int]) -> bool:
    """Whether a place may be left out: one of many of its kind, of which nothing special is said."""
    return not spot.primary and not spot.mark.remark and labels[spot.mark.label] > LAST


def _run(run: Sequence[int | Folded], by_row: Mapping[int, Sequence[Spot]]) -> list[int | Folded]:
    """A run of ordinary rows, its middle folded where that leaves out more than a row or two."""
    if len(run) <= FIRST + LAST + 2:
        return list(run)
    hidden = run[FIRST:-LAST]
    labels = {spot.mark.label for row in hidden if isinstance(row, int) for spot in by_row.get(row, ())}
    alike = len(labels) == 1 and all(isinstance(row, int) and row in by_row for row in hidden)
    label = labels.pop() if alike else "row"
    count = sum(row.count if isinstance(row, Folded) else 1 for row in hidden)
    return [*run[:FIRST], Folded(count, label if label.isalpha() else "row"), *run[-LAST:]]


# ------------------------------------------------------------------ lines
def _header(laid_out: Shape, gutter: int) -> Iterator[Line]:
    """The names of the columns, over several lines where they are longer than their columns."""
    names = [fold(column.name, column.width) if column.name else [] for column in laid_out.columns]
    most = min(max(map(len, names), default=0), MOST_HEADER_LINES)
    for number in range(most):
        cells_of_line = []
        for name, column in zip(names, laid_out.columns, strict=True):
            # Set to the foot of the header; what is over is cut at its end.
            kept = name[:most] if len(name) <= most else [*name[: most - 1], f"{name[most - 1]}..."]
            at = number - (most - len(kept))
            cells_of_line.append(_padded(column, kept[at] if at >= 0 else ""))
        where = laid_out.header_where if number == 0 else ""
        yield [(f" {where:>{gutter}} | ", "gutter"), (GAP.join(cells_of_line).rstrip(), "strong")]


def _padded(column: Column, text: str) -> str:
    return padded(column.cut(text), column.width, right=column.right)


def _row(
    laid_out: Shape, row: int, placed: Sequence[Spot], name: str, gutter: int, room: int, severity: str
) -> list[Line]:
    """A row of the window, and below it the marks and what they are, unless one label stands behind it."""
    line: Line = [(f" {name:>{gutter}} | ", "gutter")]
    pieces: list[Piece] = []
    at = 0
    for column in laid_out.columns:
        shown = column.shown[row]
        text = padded(shown.text, column.width, right=column.right)
        shift = at + (max(column.width - shown.size, 0) if column.right else 0)
        pieces += [Piece(p.start + shift, p.end + shift, p.primary, p.label) for p in shown.pieces]
        primary = any(piece.primary for piece in shown.pieces)
        style = severity if primary else "related" if shown.pieces else "" if placed else "dim"
        line += [(text, style), (GAP, "")]
        at += column.width + len(GAP)
    line.pop()
    if len(pieces) == 1 and not pieces[0].primary and laid_out.columns[-1].shown[row].pieces:
        label = pieces[0].label
        if at + cells(label) <= room:
            return [[*line, (GAP + label, "related")]]
    return [line, *([(" " * (gutter + 2) + "| ", "gutter"), *below] for below in _under(pieces, room, severity))]


def _under(pieces: Sequence[Piece], room: int, severity: str) -> list[Line]:
    """The rows of marks and labels under a row; a single label without room behind its mark stands before it."""
    if not pieces:
        return []
    first = pieces[0]
    free = first.start - cells(first.label) - len(GAP)
    if len(pieces) > 1 or free < 0 or first.end + 1 + cells(first.label) <= room:
        return label_rows(pieces, room, severity)
    [marks] = label_rows([first._replace(label="")], room, severity)
    return [[(" " * free, ""), (first.label + GAP, marks[-1][1]), marks[-1]]]
