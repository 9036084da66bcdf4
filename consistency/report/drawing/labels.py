"""Labels: the rows under a source line, with the marks and what each of them is.

    of the 18,000, about 12,000 are from
           ------  ^^^^^^^^^^^^ the stated subtotal
           |
           the whole

A label stands behind its mark where it has room there, else it hangs below.
"""

from __future__ import annotations

from collections.abc import Sequence

from consistency.report.drawing.line import Line, cells, fold, one_line
from consistency.report.drawing.window import Piece


class Canvas:
    """A row of cells to write on, in any order."""

    def __init__(self) -> None:
        self.written: dict[int, tuple[str, str]] = {}

    def put(self, column: int, text: str, style: str) -> None:
        """Write `text` from `column` on; a wide character takes two cells, a combining one joins the cell before it."""
        for char in text:
            size = cells(char)
            if size == 0 and column - 1 in self.written:
                before, old = self.written[column - 1]
                self.written[column - 1] = (before + char, old)
                continue
            self.written[column] = (char, style)
            for extra in range(1, size):
                self.written[column + extra] = ("", style)
            column += size

    def line(self) -> Line:
        """What was written, with blanks between."""
        line: Line = []
        done = 0
        for column in sorted(self.written):
            text, style = self.written[column]
            if column > done:
                line.append((" " * (column - done), ""))
            if line and line[-1][1] == style and column == done:
                line[-1] = (line[-1][0] + text, style)
            else:
                line.append((text, style))
            done = column + 1
        return line


def label_rows(pieces: Sequence[Piece], width: int, severity: str) -> list[Line]:
    """The row of marks, with each label that has room behind its own, and rows for the others below."""
    pieces = _joined(pieces)
    canvas = Canvas()
    for piece in sorted(pieces, key=lambda piece: piece.primary):
        mark = "^" if piece.primary else "-"
        canvas.put(piece.start, mark * (piece.end - piece.start), _style(piece, severity))
    hanging = []
    for number, piece in enumerate(pieces):
        if not piece.label:
            continue
        room = min([width + 2, *(other.start for other in pieces if other.end > piece.end)]) - 2
        inside = any(other.start < piece.end < other.end for other in pieces)
        if not inside and piece.end + 1 + cells(piece.label) <= room:
            canvas.put(piece.end + 1, piece.label, _style(piece, severity))
        elif number + 1 == len(pieces) or pieces[number + 1].label != piece.label:
            # Of neighbours with one label ("part", "part") only the last says it.
            hanging.append(piece)
    return [canvas.line(), *_hung(hanging, width, severity)]


def _style(piece: Piece, severity: str) -> str:
    return severity if piece.primary else "related"


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in order of place, several on the very same place as one with all their labels."""
    by_place: dict[tuple[int, int], list[Piece]] = {}
    for piece in pieces:
        by_place.setdefault((piece.start, piece.end), []).append(piece)
    joined = []
    for (start, end), same in sorted(by_place.items()):
        same.sort(key=lambda piece: not piece.primary)
        labels = dict.fromkeys(one_line(piece.label) for piece in same if piece.label)
        joined.append(Piece(start, end, same[0].primary, ", ".join(labels)))
    return joined


def _hung(pieces: Sequence[Piece], width: int, severity: str) -> list[Line]:
    """Rows of labels that hang from their marks, the rightmost first, as many to a row as have room."""
    waiting = sorted(pieces, key=lambda piece: piece.start)
    lines: list[Line] = []
    if waiting:
        canvas = Canvas()
        for piece in waiting:
            canvas.put(piece.start, "|", _style(piece, severity))
        lines.append(canvas.line())
    while waiting:
        canvas, placed, limit = Canvas(), [], width
        for number in range(len(waiting) - 1, -1, -1):
            piece = waiting[number]
            left = max((other.start + 2 for other in waiting[:number] if other.start < piece.start), default=0)
            column = _column(piece, left, limit)
            if column is None:
                canvas.put(piece.start, "|", _style(piece, severity))
                limit = min(limit, piece.start - 1)
            else:
                canvas.put(column, piece.label, _style(piece, severity))
                placed.append(piece)
                limit = column - 2
        if not placed:
            lines += _forced(waiting.pop(), width, severity)
            continue
        waiting = [piece for piece in waiting if piece not in placed]
        lines.append(canvas.line())
    return lines


def _column(piece: Piece, left: int, limit: int) -> int | None:
    """Where a label can stand between the columns `left` and `limit` so that it touches its own; None: nowhere."""
    size = cells(piece.label)
    column = min(piece.start, limit - size)
    if column < left or column + size <= piece.start:
        return None
    return column


def _forced(piece: Piece, width: int, severity: str) -> list[Line]:
    """A label that fits nowhere, as far right as it goes, broken into rows where it is wider than the report."""
    lines = []
    for text in fold(piece.label, width):
        canvas = Canvas()
        canvas.put(max(min(piece.start, width - cells(text)), 0), text, _style(piece, severity))
        lines.append(canvas.line())
    return lines
