"""Separated values: where the rows and cells of a table stand that is written with one character between its cells.

The separator is the one of `,` `;` tab and `|` that the first lines agree on, or the one that a line `sep=;` declares.
A quoted cell's text stands between its quotation marks, perhaps over several lines.
"""

from __future__ import annotations

import re

from consistency.grammar.lazy import pattern

SEPARATORS = ("\t", ";", "|", ",")
_QUOTED = pattern(r' *"([^"]*+(?:""[^"]*+)*+)" *')
_DECLARED = pattern(r"sep=(.)\r?\n")

Place = tuple[int, int]


def separator_of(text: str, path: str) -> tuple[str, int]:
    """The separator of the table in `text`, and where its first row begins."""
    declared = _DECLARED.match(text)
    return (declared[1], declared.end()) if declared else (_guessed(text, path), 0)


def _guessed(text: str, path: str) -> str:
    """The separator that the first lines have in common; the most frequent if they differ."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:20_000].splitlines()[:20] if line.strip()]
    best, best_score = "\t" if path.lower().endswith(".tsv") else ",", (0.0, 0)
    for separator in SEPARATORS:
        counts = [line.count(separator) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        score = (counts.count(usual) / len(counts), usual) if usual else (0.0, 0)
        if score > best_score:
            best, best_score = separator, score
    return best


def rows(text: str, separator: str, start: int, stop: int | None = None) -> list[list[Place]]:
    """Where the cells of each row stand, without quotation marks and blanks around them; empty lines are left out.

    `start` and `stop` are the beginnings of rows, or the end of the text.
    """
    found: list[list[Place]] = []
    length = len(text) if stop is None else stop
    while start < length:
        end = text.find("\n", start, length)
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
            found.append(row)
        start = end + 1
    return found


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
