"""Sheet: one table of an article as numbers and labels, ready to be added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from consistency.document import Block, Document, Table
from consistency.figure import Figure
from consistency.grammar.cells import LONGEST_BLANK, read_cell
from consistency.tables.around import words_over
from consistency.tables.words import says_rounded

ADDABLE = frozenset(("count", "money", "percent", "point", "measure", "duration", "year"))
EMPTY, ZERO, TEXT, NUMBER = range(4)
SEVERAL = -1  # more than one figure in a cell
_POINTS = frozenset(("pts", "pt", "points", "point"))
_SIGNS = "+-\u2212\u2013"
FEWEST = 3  # figures of a table in which one can follow from others


@dataclass(slots=True, eq=False)
class Sheet:
    """A table cell by cell.

    `value[r][c]` is the number in a cell, 0 where there is none; `state[r][c]` says what stands there: EMPTY (nothing,
    or "n/a"), ZERO (a dash or "nil"), TEXT (words, or several numbers) or NUMBER; `index[r][c]` is the place of the
    figure in `figures`, or -1; `grain[r][c]` is the place of the last digit shown, 1 where there is no number, and
    `percent[r][c]` whether a percent sign is. `label[r]` is the first text of the row and `texts[r]` all of them; `header[c]` is the
    text above the column; all in lower case. `first` is the first row below the headers. `rounded` is true where the
    table speaks of money or of thousands, or is known to show fewer digits than it has: then even whole numbers may have
    been rounded.
    """

    figures: Sequence[Figure]
    value: list[list[float]]
    state: list[list[int]]
    index: list[list[int]]
    grain: list[list[float]]
    percent: list[list[bool]]
    label: list[str]
    texts: list[list[str]]
    header: list[str]
    first: int
    rounded: bool


_BOUNDS = ("more than", "at least", "up to", "less than")
"""Figures that name a class of sizes, as "<5 ha" and "50+ ha" do over columns, where a row has no others."""


def read_sheet(
    document: Document, table: Table, cells: Mapping[tuple[int, int], int], figures: Sequence[Figure]
) -> Sheet:
    """The sheet of `table`; `cells` gives the place in `figures` of the one figure of a cell, or SEVERAL."""
    width = max(map(len, table.grid), default=0)
    sheet = Sheet(figures, [], [], [], [], [], [], [], [], 0, False)
    above: list[list[str]] = [[] for _ in range(width)]
    in_head = True
    money = False
    text, blocks = document.text, document.blocks
    for r, line in enumerate(table.grid):
        values, states, indices = [0.0] * width, [EMPTY] * width, [-1] * width
        grains, percents = [1.0] * width, [False] * width
        texts: list[str] = []
        over: dict[int, str] = {}
        for c, number in enumerate(line):
            if number < 0:
                continue
            block = blocks[number]
            # A cell that spans several holds its number only in the first.
            at = cells.get((r, c), -2) if block.row == r and block.col == c else -2
            if at >= 0 and _is_number(text, block, figure := figures[at]):
                states[c], values[c], indices[c], grains[c] = NUMBER, figure.value, at, figure.grain
                if figure.kind == "percent":
                    percents[c] = True
                elif figure.kind == "money":
                    money = True
                continue
            shown = text[block.start : block.end].strip()
            states[c] = _state(shown, at == -2)
            if states[c] == TEXT:
                shown = " ".join(shown.split()).casefold()
                if shown not in texts:
                    texts.append(shown)
                over[c] = shown
        bounded = len(texts) > 1 and all(figures[at].hedge in _BOUNDS for at in indices if at >= 0)
        if in_head and (_is_head(r < table.header_rows, values, states, texts) or bounded):
            sheet.first = r + 1
            for c in range(width):
                if states[c] == NUMBER:  # a year above a column is its name
                    over[c] = f"{values[c]:g}"
                    states[c] = EMPTY
        elif NUMBER in states:
            in_head = False
        if in_head:
            for c, shown in over.items():
                if shown not in above[c] and (c or r < table.header_rows):
                    above[c].append(shown)
        sheet.value.append(values)
        sheet.state.append(states)
        sheet.index.append(indices)
        sheet.grain.append(grains)
        sheet.percent.append(percents)
        sheet.label.append(texts[0] if texts else "")
        sheet.texts.append(texts)
    sheet.header = [" ".join(words) for words in above]
    said = " ".join((words_over(document, table), *sheet.header, *sheet.label[: sheet.first + 1]))
    sheet.rounded = money or table.rounded or says_rounded(said)
    return sheet


def _is_number(text: str, block: Block, figure: Figure) -> bool:
    """Whether a cell holds a figure that may be added up, and nothing else."""
    if figure.kind not in ADDABLE or figure.value_to is not None:
        return False
    alone = figure.till - figure.at == block.end - block.start
    return alone or _is_alone(text[block.start : block.end]) or _is_in_points(text, block, figure)


def _state(shown: str, bare: bool) -> int:
    """What stands in a cell that holds no number; one without figures is `bare`."""
    if not shown:
        return EMPTY
    blank = _blank(shown) if bare and len(shown) <= LONGEST_BLANK else ""
    return TEXT if not blank else ZERO if blank == "zero" else EMPTY


@lru_cache(maxsize=4096)
def _blank(shown: str) -> str:
    """How a short cell says that there is nothing; empty where it says something."""
    reading = read_cell(shown)
    return reading.blank if reading is not None else ""


def _is_in_points(text: str, block: Block, figure: Figure) -> bool:
    """Whether a cell holds a change in points: "+2.6 pts"."""
    rest = text[figure.till : block.end].strip(" .")
    return rest in _POINTS and text[figure.at] in _SIGNS and not text[block.start : figure.at].strip()


def _is_alone(shown: str) -> bool:
    """Whether the cell holds one number and nothing else but marks."""
    reading = read_cell(shown.strip())
    return reading is not None and not reading.blank


def _is_head(declared: bool, values: Sequence[float], states: Sequence[int], texts: Sequence[str]) -> bool:
    """Whether a row above the first figures is a header.

    A declared header is one unless it holds figures (a file without headers); any other row is one when all its numbers
    are the years of the columns.
    """
    numbers = [value for value, state in zip(values, states, strict=True) if state == NUMBER]
    if declared:
        return all(value <= 2100 and value == int(value) for value in numbers)
    if len(numbers) < 2 or not all(1900 <= value <= 2100 and value == int(value) for value in numbers):
        return False
    label = texts[0] if states[0] == TEXT else ""
    return not label or any(word in label for word in ("year", "fiscal", "ended", "as of", "as at", "in ", "("))


def read_sheets(document: Document, figures: Sequence[Figure]) -> list[tuple[Table, Sheet]]:
    """The tables of a document with their sheets, that hold figures enough for a relation."""
    if not document.tables:
        return []
    cells: list[dict[tuple[int, int], int]] = [{} for _ in document.tables]
    for number, figure in enumerate(figures):
        if figure.table is not None and figure.row is not None and figure.col is not None:
            of_table, place = cells[figure.table], (figure.row, figure.col)
            of_table[place] = SEVERAL if place in of_table else number
    return [
        (table, read_sheet(document, table, of_table, figures))
        for table, of_table in zip(document.tables, cells, strict=True)
        if len(of_table) >= FEWEST
    ]
