"""Long: a table of separated values that is too long to have blocks, with those that a finding needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consistency.document import Block, Document, Table
from consistency.findings import Mark
from consistency.markup.grid import guessed_header_rows
from consistency.markup.separated import rows, separator_of


def with_rows(document: Document, marks: Sequence[Mark]) -> Document:
    """The document with cells for its first row and for the rows of `marks`; other documents as they are."""
    if document.tables or not document.separator:
        return document
    source = document.source
    _, first = separator_of(source, document.path)
    starts = sorted({first, *(mark.start - mark.column + 1 for mark in marks if mark.start >= first)})
    head = document.position(first)[0]
    blocks: list[Block] = []
    header = 0
    grid: dict[int, tuple[int, ...]] = {}
    for start in starts:
        end = source.find("\n", start)
        found = rows(source, document.separator, start, len(source) if end < 0 else end + 1)[:1]
        for row in found:
            number = document.position(start)[0] - head
            grid[number] = tuple(range(len(blocks), len(blocks) + len(row)))
            blocks += [Block("cell", *cell, table=0, row=number, col=col) for col, cell in enumerate(row)]
            if number == 0:
                header = guessed_header_rows([source[slice(*cell)] for cell in row])
    whole = [grid.get(number, ()) for number in range(max(grid, default=-1) + 1)]
    return replace(document, blocks=tuple(blocks), tables=(Table(tuple(whole), header),))
