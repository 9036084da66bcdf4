"""Columns: which columns of a table a window shows, and how wide each of them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from consistency.document import Document, Table
from consistency.markup.grid import is_number
from consistency.report.drawing.cell import Shown, Spot, cut, marked, words
from consistency.report.drawing.line import cells

GAP = "  "

LEAST_LABEL, USUAL_LABEL, WIDEST = 8, 28, 40
"""Cells for the names of the rows at least, and before a neighbour is left out; and for any column at most."""

WIDEST_NAME = 14
"""Cells up to which the name of a column makes it wider than its figures."""

MOST_NEIGHBOURS = 2
MOST_HEADER_ROWS = 4


class Column(NamedTuple):
    """A column of a window: its name, what is shown of it in each row, its width; `right` where its cells end alike."""

    name: str
    shown: Mapping[int, Shown]
    width: int
    right: bool

    def cut(self, text: str) -> str:
        """`text` as far as the column has room."""
        return cut(text, self.width)


@dataclass(frozen=True)
class Shape:
    """The columns of a window from left to right, and where its rows stand in the file."""

    document: Document
    table: Table
    columns: tuple[Column, ...]
    header_where: str

    def where(self, row: int) -> str:
        """What the gutter calls a row without a place: the number of its line; empty where it has no cell."""
        return _where(self.document, self.table, row)


def shape(
    document: Document, table: Table, shown: Sequence[int], by_row: Mapping[int, Sequence[Spot]], room: int
) -> Shape | None:
    """The columns that show the places of `by_row` in the rows `shown` within `room` cells; None: there is no room."""
    reading = _Reading(document, table, shown, by_row, room)
    places = reading.places
    special = {spot.col for row in shown for spot in by_row.get(row, ()) if spot.primary or spot.mark.remark}
    names = reading.names()
    holding = {place: reading.column(place) for place in places}
    kept = list(places)
    while (taken := _taken(kept, holding)) + min(names.width, LEAST_LABEL) + len(GAP) > room:
        ordinary = [place for place in kept if place not in special]
        if len(ordinary) < 2:
            return None
        kept.remove(ordinary[len(ordinary) // 2])
    more = reading.more_names()
    least = min(names.width, USUAL_LABEL) + (min(more.width, USUAL_LABEL // 2) + len(GAP) if more.width else 0)
    left = room - taken - len(GAP)
    sizes = reading.behind()
    fitting = [size for need in (least, min(names.width, LEAST_LABEL)) for size in sizes if left - size >= need]
    left -= fitting[0] if fitting else 0
    neighbours: list[Column] = []
    if more.width and left - len(GAP) >= 2 * LEAST_LABEL + len(GAP):
        # Both columns of names get what they need, the first one half of the room at the most.
        first = min(names.width, max(left // 2, left - len(GAP) - more.width))
        more = cut_to(more, min(more.width, left - len(GAP) - first))
        names = cut_to(names, first)
        left -= more.width + len(GAP)
    else:
        more = cut_to(more, 0)
    for place in reading.neighbours():
        column = reading.column(place)
        if left - column.width - len(GAP) < min(names.width, USUAL_LABEL):
            break
        neighbours.insert(0, column)
        left -= column.width + len(GAP)
    named = [column for column in (cut_to(names, min(names.width, left)), more) if column.width > 0]
    columns = (*named, *neighbours, *_in_order(reading, kept, holding, places))
    return Shape(document, table, columns, reading.header_where())


def cut_to(column: Column, width: int) -> Column:
    """A column of texts within `width` cells."""
    shown = {row: Shown(cut(cell.text, width)) for row, cell in column.shown.items()}
    return column._replace(shown=shown, width=width)


def _taken(kept: Sequence[int], holding: Mapping[int, Column]) -> int:
    size = sum(holding[place].width for place in kept) + len(GAP) * (len(kept) - 1)
    return size + (len("...") + len(GAP) if len(kept) < len(holding) else 0)


def _in_order(reading: _Reading, kept: list[int], holding: Mapping[int, Column], places: Sequence[int]) -> list[Column]:
    """The columns with places; where some are left out, a narrow one that says so."""
    columns = []
    gone = False
    for place in places:
        if place in kept:
            columns.append(holding[place])
        elif not gone:
            gone = True
            columns.append(Column("...", {row: Shown("...") for row in reading.rows}, len("..."), False))
    return columns


class _Reading:
    """A table read for one window."""

    def __init__(
        self, document: Document, table: Table, rows: Sequence[int], by_row: Mapping[int, Sequence[Spot]], room: int
    ) -> None:
        self.widest = min(WIDEST, room // 2)
        self.document, self.table, self.rows = document, table, rows
        self.known: dict[int, str] = {-1: ""}
        self.spots: dict[tuple[int, int], list[Spot]] = {}
        for row in rows:
            for spot in by_row.get(row, ()):
                self.spots.setdefault((spot.row, spot.col), []).append(spot)
        self.places = sorted({col for _, col in self.spots})
        self.marked_rows = [row for row in rows if row in by_row]
        self.header = self._header()
        self.label_column = self._label_column()

    def text(self, row: int, col: int) -> str:
        """The text of a cell, empty where there is none."""
        return self._words(self._block(row, col))

    def _words(self, number: int) -> str:
        if number not in self.known:
            self.known[number] = words(self.document, self.document.blocks[number])
        return self.known[number]

    def _block(self, row: int, col: int) -> int:
        line = self.table.grid[row]
        return line[col] if 0 <= col < len(line) else -1

    def column(self, col: int) -> Column:
        """A column with all that its cells hold; texts without a place in them are cut."""
        shown: dict[int, Shown] = {}
        numbers = texts = 0
        before = -1
        for row in self.rows:
            number, text = self._block(row, col), self.text(row, col)
            if found := self.spots.get((row, col)):
                shown[row] = marked(self.document, found, self.widest)
            elif number >= 0 and (number == before or self._is_drawn_elsewhere(row, col)):
                shown[row], text = Shown(""), ""  # a cell over several rows is drawn once
            else:
                shown[row] = Shown(text)
            is_figure = _is_figure(text)
            numbers += is_figure
            texts += bool(text) and not is_figure
            before = number
        most = max((shown[row].size for row in self.marked_rows if (row, col) in self.spots), default=0)
        figures = max((shown[row].size for row in self.rows if _is_figure(shown[row].text)), default=0)
        name = self.name(col)
        width = max(most, min(figures, self.widest), min(_width_of_name(name), WIDEST_NAME))
        if texts > numbers:
            width = max(width, min(max(column.size for column in shown.values()), self.widest))
        cuts = {row: cell if cell.pieces else Shown(cut(cell.text, width)) for row, cell in shown.items()}
        return Column(name, cuts, width, numbers >= texts)

    def _is_drawn_elsewhere(self, row: int, col: int) -> bool:
        """Whether a cell over several columns has its place in another of them."""
        block = self.document.blocks[self._block(row, col)]
        return block.col is not None and block.col != col

    # ------------------------------------------------------------------ names of rows
    def _label_column(self) -> int:
        """The column that names the rows: the first that holds words in half of them; -1 where none does."""
        rows = self.marked_rows
        for limit in (self.places[0], max(len(self.table.grid[row]) for row in rows)):
            for col in range(limit):
                if col in self.places:
                    continue
                named = sum(bool(text := self.text(row, col)) and not _is_figure(text) for row in rows)
                if 2 * named >= len(rows):
                    return col
        return 0 if self.places[0] > 0 else -1

    @cached_property
    def row_names(self) -> dict[int, str]:
        """What each row is called."""
        return {row: self._name_of(row) for row in self.rows}

    def names(self) -> Column:
        """The names of the rows as a column; of no width where there are none."""
        shown = {row: Shown(name) for row, name in self.row_names.items()}
        if self.label_column >= 0:
            before = -1
            for row in self.rows:
                number = self._block(row, self.label_column)
                if number >= 0 and number == before:
                    shown[row] = Shown("")
                before = number
        widest = max((cell.size for cell in shown.values()), default=0)
        name = self.name(self.label_column) if self.label_column >= 0 else ""
        width = max(widest, min(_width_of_name(name), widest + LEAST_LABEL))
        return Column(name, shown, width if widest else 0, False)

    def _name_of(self, row: int) -> str:
        """What a row is called: the text of the label column and any before it, else the first that is no place."""
        last = min(self.label_column + 1, len(self.table.grid[row]))
        texts = [self.text(row, col) for col in range(last)]
        told = [text for col, text in enumerate(texts) if text and (col + 1 == last or not _is_figure(text))]
        if not told:
            others = (self.text(row, col) for col in range(last, min(self.places[0], len(self.table.grid[row]))))
            told = [text for text in others if text][:1]
        return " ".join(dict.fromkeys(told))

    def more_names(self) -> Column:
        """A second column of names where the first does not tell the rows apart; of no width where there is none."""
        first = list(self.row_names.values())
        if self.label_column >= 0 and len(set(first)) < len(first):
            for col in range(self.label_column + 1, self.places[0]):
                texts = [text for row in self.rows if self._is_own(row, col) and (text := self.text(row, col))]
                if 2 * sum(not _is_figure(text) for text in texts) > len(self.rows):
                    return self._texts(col)._replace(right=False)
        return Column("", {row: Shown("") for row in self.rows}, 0, False)

    def _is_own(self, row: int, col: int) -> bool:
        """Whether a cell is not the one before it or the one above it, drawn over several places."""
        number = self._block(row, col)
        if number < 0:
            return False
        block = self.document.blocks[number]
        return (block.row, block.col) == (row, col)

    def _texts(self, col: int) -> Column:
        """A column of words, as wide as the longest."""
        shown = {row: Shown(self.text(row, col) if self._is_own(row, col) else "") for row in self.rows}
        width = max([*(cell.size for cell in shown.values()), _width_of_name(self.name(col))])
        return Column(self.name(col), shown, width, False)

    # ------------------------------------------------------------------ neighbours and headers
    def neighbours(self) -> list[int]:
        """The columns of figures to the left of the first place, the nearest first."""
        found: list[int] = []
        for col in range(self.places[0] - 1, self.label_column, -1):
            figures = sum(_is_figure(self.text(row, col)) for row in self.marked_rows)
            if 2 * figures >= len(self.marked_rows) and len(found) < MOST_NEIGHBOURS:
                found.append(col)
        return found

    def behind(self) -> list[int]:
        """The cells that the labels behind the rows take: all of them, then without the longest, and so on."""
        last = (spot for (_, col), found in self.spots.items() if col == self.places[-1] for spot in found)
        return sorted({cells(spot.says) + len(GAP) for spot in last}, reverse=True)

    def _header(self) -> list[int]:
        """The header rows: those of the table, and those below them that hold words and years alone."""
        first = min(self.marked_rows)
        rows = list(range(min(self.table.header_rows, first)))
        for row in range(len(rows), min(first, MOST_HEADER_ROWS)):
            if any(is_number(self.text(row, col)) for col in range(len(self.table.grid[row]))):
                break
            if not any(self._above(row, col) >= 0 for col in self.places):
                break
            rows.append(row)
        return rows[-MOST_HEADER_ROWS:]

    def name(self, col: int) -> str:
        """What the headers say above a column."""
        above = dict.fromkeys(self._above(row, col) for row in self.header)
        return " ".join(filter(None, map(self._words, above)))

    def _above(self, row: int, col: int) -> int:
        """The cell of a header that belongs to a column; -1 for none, and for a heading across the whole table."""
        number = self._block(row, col)
        return -1 if col > 0 and number == self._block(row, 0) else number

    def header_where(self) -> str:
        """What the gutter calls the last header row."""
        return next((name for row in reversed(self.header) if (name := _where(self.document, self.table, row))), "")


def _where(document: Document, table: Table, row: int) -> str:
    """The line of the first cell of a row; of a row in a workbook nothing, as its address would be another column's."""
    for number in table.grid[row]:
        if number >= 0 and document.blocks[number].row == row:
            start = document.source_offset(document.blocks[number].start)
            return "" if document.address(start) else str(document.position(start)[0])
    return ""


def _is_figure(text: str) -> bool:
    """Whether a cell is set like a figure: digits with no more than a word beside them, or a dash."""
    if not text:
        return False
    digits = sum(map(str.isdigit, text))
    return text in ("-", "–", "—") or (digits > 0 and sum(map(str.isalpha, text)) <= max(digits, 4))


def _width_of_name(text: str) -> int:
    """The cells in which the name of a column stands well: its longest word, and all of it on two lines."""
    return max([*map(cells, text.split()), cells(text) // 2 + 1 if " " in text else 0])
