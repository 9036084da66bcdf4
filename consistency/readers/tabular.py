"""Tables in plain text: comma- or tab-separated values, one table a file.

The separator is the one of `,` `;` tab and `|` that the first lines agree on. A quoted cell's text stands between its
quotation marks; a doubled quotation mark inside is read as one.
"""

from __future__ import annotations

import re

from consistency.document import Block, Document, Table, compose
from consistency.markup.grid import guessed_header_rows
from consistency.markup.tokens import addresses

SUFFIXES = (".csv", ".tsv")

_SEPARATORS = ("\t", ";", "|", ",")
_DOUBLED = re.compile('""')
_QUOTED = re.compile(r' *"([^"]*+(?:""[^"]*+)*+)" *')
_DECLARED = re.compile(r"sep=(.)\r?\n")

Place = tuple[int, int]


def read_text(path: str, text: str) -> Document:
    """The document in the rows of `text`."""
    declared = _DECLARED.match(text)
    separator = declared[1] if declared else _separator(text, path)
    rows = _rows(text, separator, declared.end() if declared else 0)
    blocks: list[Block] = []
    grid: list[tuple[int, ...]] = []
    for row in rows:
        numbers = []
        for col, (start, end) in enumerate(row):
            numbers.append(len(blocks) if end > start else -1)
            if end > start:
                blocks.append(Block("cell", start, end, table=0, row=len(grid), col=col))
        grid.append(tuple(numbers))
    if not blocks:
        return compose(path, text, ())
    header = guessed_header_rows([text[start:end] for start, end in rows[0]])
    doubled = _doubled(text, blocks) if '""' in text else ()
    return compose(path, text, blocks, addresses(text), doubled, tables=[Table(tuple(grid), header)])


def _separator(text: str, path: str) -> str:
    """The separator that the first lines have in common; the most frequent if they differ."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:20_000].splitlines()[:20] if line.strip()]
    best, best_score = "\t" if path.lower().endswith(".tsv") else ",", (0.0, 0)
    for separator in _SEPARATORS:
        counts = [line.count(separator) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        score = (counts.count(usual) / len(counts), usual) if usual else (0.0, 0)
        if score > best_score:
            best, best_score = separator, score
    return best


def _rows(text: str, separator: str, start: int) -> list[list[Place]]:
    """Where the cells of each row stand, without quotation marks and blanks around them; empty lines are left out."""
    rows: list[list[Place]] = []
    length = len(text)
    while start < length:
        end = text.find("\n", start)
        end = length if end < 0 else end
        line = text[start:end]
        if '"' in line:
            row, end = _quoted_row(text, separator, start)
        else:
            row, at = [], start
            for cell in line.split(separator):
                bare = cell.strip()
                first = at + cell.index(bare)
                row.append((first, first + len(bare)))
                at += len(cell) + 1
        if len(row) > 1 or (row and row[0][1] > row[0][0]):
            rows.append(row)
        start = end + 1
    return rows


def _quoted_row(text: str, separator: str, start: int) -> tuple[list[Place], int]:
    """The cells of the row at `start`, some of them quoted, perhaps over several lines; and the row's end."""
    row: list[Place] = []
    length = len(text)
    line_end = text.find("\n", start)
    line_end = length if line_end < 0 else line_end
    at = start
    while True:
        quoted = _QUOTED.match(text, at)
        stop = quoted.end() if quoted else -1
        if quoted and (stop >= length or text[stop] in "\r\n" or text.startswith(separator, stop)):
            row.append(quoted.span(1))
            if stop > line_end:
                line_end = text.find("\n", stop)
                line_end = length if line_end < 0 else line_end
        else:
            stop = text.find(separator, at, line_end)
            stop = line_end if stop < 0 else stop
            cell = text[at:stop]
            bare = cell.strip()
            first = at + cell.index(bare)
            row.append((first, first + len(bare)))
        if not text.startswith(separator, stop) or stop >= line_end:
            return row, line_end
        at = stop + len(separator)


def _doubled(text: str, blocks: list[Block]) -> list[tuple[int, int, str]]:
    """The doubled quotation marks inside quoted cells, each read as one."""
    return [
        (found.start(), found.end(), '"')
        for block in blocks
        if block.start and text[block.start - 1] == '"'
        for found in _DOUBLED.finditer(text, block.start, block.end)
    ]
