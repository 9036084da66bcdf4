"""Tables in plain text: comma- or tab-separated values, one table a file.

A doubled quotation mark inside a quoted cell is read as one. A table of more than `MOST_CELLS` cells is not made into
blocks, which would take a kilobyte for each figure; the document names its separator, and `tables.long` adds its columns
up from the source.
"""

from __future__ import annotations

import re

from consistency.document import Block, Document, Note, Table, compose
from consistency.markup.grid import guessed_header_rows
from consistency.markup.separated import rows, separator_of
from consistency.markup.tokens import addresses

SUFFIXES = (".csv", ".tsv")

MOST_CELLS = 200_000

_DOUBLED = re.compile('""')


def read_text(path: str, text: str) -> Document:
    """The document in the rows of `text`."""
    separator, first = separator_of(text, path)
    lines = text.count("\n")
    if lines > 1 and lines + text.count(separator) > MOST_CELLS:
        note = Note(None, f"a table of {lines:,} lines: its totals are tested, its figures are not listed")
        return Document(path, text, text, (), notes=(note,), separator=separator)
    blocks: list[Block] = []
    grid: list[tuple[int, ...]] = []
    places = rows(text, separator, first)
    for row in places:
        numbers = []
        for col, (start, end) in enumerate(row):
            numbers.append(len(blocks) if end > start else -1)
            if end > start:
                blocks.append(Block("cell", start, end, table=0, row=len(grid), col=col))
        grid.append(tuple(numbers))
    if not blocks:
        return compose(path, text, ())
    header = guessed_header_rows([text[start:end] for start, end in places[0]])
    doubled = _doubled(text, blocks) if '""' in text else ()
    return compose(path, text, blocks, addresses(text), doubled, tables=[Table(tuple(grid), header)])


def _doubled(text: str, blocks: list[Block]) -> list[tuple[int, int, str]]:
    """The doubled quotation marks inside quoted cells, each read as one."""
    return [
        (found.start(), found.end(), '"')
        for block in blocks
        if block.start and text[block.start - 1] == '"'
        for found in _DOUBLED.finditer(text, block.start, block.end)
    ]
