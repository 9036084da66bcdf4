"""Excerpt: the source lines of a finding, with a gutter of line numbers and a mark under every place.

     7 | ... deserting, about 12,000 are from the 8th Combined Arms Army.
       |                ------------ the stated subtotal
     9 | ... includes 10,000 mobilized conscripts and 5,000 contract soldiers.
       |              ------ part                     ^^^^^ part

The primary place has carets, the others have dashes. In the source of a workbook the gutter has the address of the
first marked cell instead, without the sheet where all are on one: its line numbers would mean nothing. A Word document
has paragraphs and cells of tables in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from consistency.document import Document
from consistency.findings import Mark
from consistency.report.drawing.labels import label_rows
from consistency.report.drawing.line import Line, clean, plural
from consistency.report.drawing.window import Piece, Row, rows

MOST_ROWS = 12
"""Source rows that one finding may take; the rest is told in words."""


class Numbered(NamedTuple):
    """A row of source with the number of its line, and the name that the gutter gives it."""

    number: int
    row: Row
    name: str


def excerpt(
    document: Document, marks: Sequence[Mark], primary: Mark | None, gutter: int, width: int, severity: str
) -> list[Line]:
    """The lines of `document` that hold `marks`, drawn within `width` cells; `gutter` is the room for a line number."""
    room = max(width - gutter - 4, 20)
    by_line = _by_line(document, marks, primary)
    chosen = _chosen(by_line, room, document, _names(marks, primary))
    labelled = [piece for pieces in by_line.values() for piece in pieces if piece.label]
    rest = len(labelled) - sum(1 for numbered in chosen for piece in numbered.row.pieces if piece.label)
    # What is left out comes behind the last row of the others, in the order of the article.
    last = max((place for place, numbered in enumerate(chosen) if not _primary(numbered)), default=len(chosen) - 1)
    lines: list[Line] = []
    for place, numbered in enumerate(chosen):
        after_rest = rest > 0 and place == last + 1
        if place and not after_rest and _gap(document, chosen[place - 1].number, numbered.number):
            lines.append([(" " * (gutter - 1) + "...", "gutter")])
        lines.append([(f" {numbered.name:>{gutter}} | ", "gutter"), (numbered.row.text, "")])
        for labels in label_rows(numbered.row.pieces, room, severity):
            lines.append([(" " * (gutter + 2) + "| ", "gutter"), *labels])
        if rest > 0 and place == last:
            words = {piece.label for piece in labelled if not piece.primary}
            lines.append([(" " * (gutter - 1) + "...", "gutter"), (f" and {rest} more {_several(words, rest)}", "")])
    return lines


def gutter_name(mark: Mark, primary: Mark | None) -> str:
    """What the gutter calls the line of a mark: its number, or the address, without the sheet of the primary place."""
    if not mark.address:
        return str(mark.end_line)
    whole, own = _parted(mark.address)
    same = primary is not None and primary.path == mark.path and _parted(primary.address)[0] == whole
    return clean(own if same else mark.address)


def _parted(address: str) -> tuple[str, str]:
    """What an address shares with its neighbours, and what is its own: "Sheet1!" and "C12", "paragraph " and "12"."""
    cut = max(address.rfind("!"), address.rfind(" ")) + 1
    return address[:cut], address[cut:]


def _names(marks: Sequence[Mark], primary: Mark | None) -> dict[int, str]:
    """The names of the lines that have addresses: that of the primary place, else of the first one."""
    ordered = sorted(marks, key=lambda mark: (mark is not primary, mark.start))
    names: dict[int, str] = {}
    for mark in ordered:
        if mark.address:
            names.setdefault(mark.line, gutter_name(mark, primary))
    return names


def _several(labels: set[str], count: int) -> str:
    """The word for `count` marks that all have one label ("addends"), or the word for any mark."""
    label = labels.pop() if len(labels) == 1 else ""
    word = label if label.isalpha() else "place"
    return word if count == 1 else plural(word)


def _by_line(document: Document, marks: Sequence[Mark], primary: Mark | None) -> dict[int, list[Piece]]:
    """The pieces of all marks by line number, in order. Of a long mark only the first and last line is shown."""
    found: dict[int, list[Piece]] = {}
    for mark in marks:
        start, end = mark.column - 1, mark.end_column - 1
        first = mark is primary
        label = mark.label or mark.role
        if mark.line >= mark.end_line:
            found.setdefault(mark.line, []).append(Piece(start, max(end, start), first, label))
            continue
        text = document.line_text(mark.line)
        found.setdefault(mark.line, []).append(Piece(start, max(len(text.rstrip()), start), first, ""))
        last = document.line_text(mark.end_line)
        indent = min(len(last) - len(last.lstrip()), end)
        if mark.end_line == mark.line + 2:
            middle = document.line_text(mark.line + 1)
            stripped = middle.strip()
            if stripped:
                begin = middle.index(stripped)
                found.setdefault(mark.line + 1, []).append(Piece(begin, begin + len(stripped), first, ""))
        found.setdefault(mark.end_line, []).append(Piece(indent, max(end, indent), first, label))
    return dict(sorted(found.items()))


def _chosen(by_line: dict[int, list[Piece]], room: int, document: Document, names: dict[int, str]) -> list[Numbered]:
    """The rows to draw: those of the primary place, and the first ones of the others."""
    certain = [number for number, pieces in by_line.items() if any(piece.primary for piece in pieces)]
    others = [number for number in by_line if number not in set(certain)][:MOST_ROWS]
    drawn = [
        Numbered(number, row, names.get(number, "" if document.places else str(number)))
        for number in sorted([*certain, *others])
        for row in rows(document.line_text(number), by_line[number], room)
    ]
    spare = MOST_ROWS - sum(1 for numbered in drawn if _primary(numbered))
    kept = []
    for numbered in drawn:
        if not _primary(numbered):
            spare -= 1
            if spare < 0:
                continue
        kept.append(numbered)
    return kept


def _primary(numbered: Numbered) -> bool:
    return any(piece.primary for piece in numbered.row.pieces)


def _gap(document: Document, before: int, after: int) -> bool:
    """Whether anything is left out between two lines; blank lines are nothing."""
    if after - before > 4:
        return True
    return any(document.line_text(number).strip() for number in range(before + 1, after))
