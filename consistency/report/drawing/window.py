"""Window: what is shown of a source line that is wider than the terminal, so that every mark on it is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from consistency.report.drawing.line import cells, clean, most

GAP = " ... "
LEAST_CONTEXT = 12
"""Characters that a mark keeps around it before another mark may share its row."""


class Piece(NamedTuple):
    """The part of a mark on one source line: characters `start` to `end`; `label` may be empty."""

    start: int
    end: int
    primary: bool
    label: str


class Row(NamedTuple):
    """One row of an excerpt: the text shown, and the pieces with their places in cells of that text."""

    text: str
    pieces: tuple[Piece, ...]


Window = tuple[int, int]


def rows(line: str, pieces: Sequence[Piece], width: int) -> list[Row]:
    """The rows, of at most `width` cells each, that show all pieces of one source line."""
    inside = [Piece(min(p.start, len(line)), min(p.end, len(line)), p.primary, p.label) for p in pieces]
    ordered = sorted(inside, key=lambda piece: (piece.start, piece.end))
    if len(line) <= 4 * width and cells(clean(line)) <= width:
        return [_row(line, [(0, len(line))], ordered, width)]
    shared: list[list[Piece]] = []
    for piece in ordered:
        least = _windows(line, [*shared[-1], piece], (LEAST_CONTEXT, LEAST_CONTEXT), width) if shared else []
        if shared and _size(line, least) <= width:
            shared[-1].append(piece)
        else:
            shared.append([piece])
    return [_row(line, _widest(line, group, width), group, width) for group in shared]


def _widest(line: str, pieces: Sequence[Piece], width: int) -> list[Window]:
    """The windows with as much context as `width` has room for: alike on both sides, then what is left on one."""

    def fits(context: tuple[int, int]) -> bool:
        return _size(line, _windows(line, pieces, context, width)) <= width

    both = most(width, lambda size: fits((size, size)))
    right = most(width, lambda size: fits((both, max(size, both))))
    left = most(width, lambda size: fits((max(size, both), max(right, both))))
    return _windows(line, pieces, (max(left, both), max(right, both)), width)


def _windows(line: str, pieces: Sequence[Piece], context: tuple[int, int], width: int) -> list[Window]:
    """The stretches of the line that show each piece, with up to so many characters to its left and to its right."""
    found: list[Window] = []
    for start, end in _anchors(pieces, width):
        start, end = _from_word(line, start, context[0]), _to_word(line, end, context[1])
        if found and start - found[-1][1] <= len(GAP):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    if found[0][0] < len(GAP):
        found[0] = (0, found[0][1])
    if len(line) - found[-1][1] < len(GAP):
        found[-1] = (found[-1][0], len(line))
    return found


def _anchors(pieces: Sequence[Piece], width: int) -> list[Window]:
    """What must be seen: each piece, or both ends of one that is long itself."""
    longest = max(width // 2, 8)
    found: list[Window] = []
    for piece in pieces:
        if piece.end - piece.start <= longest:
            found.append((piece.start, piece.end))
        else:
            found += [(piece.start, piece.start + longest // 3), (piece.end - longest // 3, piece.end)]
    return sorted(found)


def _from_word(line: str, start: int, context: int) -> int:
    """The beginning of a word at most `context` characters before `start`; without blanks, any place."""
    first = max(start - context, 0)
    if first == 0 or line[first - 1].isspace():
        return first
    for place in range(first, start):
        if line[place].isspace():
            return place + 1
    return first


def _to_word(line: str, end: int, context: int) -> int:
    last = min(end + context, len(line))
    if last == len(line) or line[last].isspace():
        return last
    for place in range(last - 1, end - 1, -1):
        if line[place].isspace():
            return place
    return last


def _size(line: str, windows: Sequence[Window]) -> int:
    edges = (windows[0][0] > 0) * len("... ") + (windows[-1][1] < len(line)) * len(" ...")
    return edges + sum(cells(clean(line[start:end])) for start, end in windows) + len(GAP) * (len(windows) - 1)


def _row(line: str, windows: Sequence[Window], pieces: Sequence[Piece], width: int) -> Row:
    head = "... " if windows[0][0] > 0 else ""
    tail = " ..." if windows[-1][1] < len(line) else ""
    columns, column = [], len(head)
    for start, end in windows:
        columns.append(column)
        column += cells(clean(line[start:end])) + len(GAP)

    def cell(place: int) -> int:
        for (start, end), column in zip(windows, columns, strict=True):
            if place <= end:
                return column + cells(clean(line[start : max(place, start)]))
        return columns[-1] + cells(clean(line[windows[-1][0] : windows[-1][1]]))

    located = []
    for piece in pieces:
        # An empty place at the very end of a row that is full is marked on its last cell.
        start = min(cell(piece.start), width - 1)
        located.append(Piece(start, max(cell(piece.end), start + 1), piece.primary, piece.label))
    return Row(head + GAP.join(clean(line[start:end]) for start, end in windows) + tail, tuple(located))
