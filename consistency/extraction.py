"""Extraction: from a document to its figures, in reading order.

Prose goes sentence by sentence through the grammar; a table cell is read whole, with the header cells that stand over
and beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from consistency.document import Block, Document, Table
from consistency.figure import Figure
from consistency.grammar import cells, dates, marks, numerals, prose, quotation, sentences
from consistency.grammar.reading import Reading

HEADER_JOIN = " / "


def extract(document: Document, locale: str = "") -> list[Figure]:
    """The figures of the document, in reading order, every column filled.

    `locale` says how decimals are written: "point", "comma", or a language tag ("de", "en-IN"). Empty asks the language
    that the document declares, then its other numbers. A number that still may be either ("1.100") has the value NaN: it
    is listed, and the judge decides nothing about it.
    """
    mark = document.decimal_mark or marks.mark(document.text, document.language, locale)
    headers = Headers(document)
    figures: list[Figure] = []
    sentence = 0
    for number, block in enumerate(document.blocks):
        text = document.block_text(block)
        if block.kind == "cell":
            figures += _from_cell(document, headers, number, block, text, sentence, mark)
            sentence += 1
            continue
        spans = sentences.split(text)
        if spans:
            readings = prose.read(text, spans, block.kind in ("title", "heading"), mark)
            if readings:
                figures += _from_prose(document, number, block, text, spans, readings, sentence)
        sentence += len(spans)
    return figures


_FIRST_BLOCKS = 6


def published(document: Document) -> str:
    """The ISO date of the article: the one that it declares, else that of its dateline if this names a year; or empty."""
    if document.date:
        return document.date
    for block in document.blocks[:_FIRST_BLOCKS]:
        if block.kind not in ("cell", "front matter", "alt"):
            line = dates.dateline(document.text[block.start : min(block.end, block.start + 200)])
            day, _ = dates.resolve(float(line[0] * 10_000 + line[1] * 100 + line[2])) if line else (None, False)
            if day:
                return day.isoformat()
    return ""


def _from_prose(
    document: Document,
    number: int,
    block: Block,
    text: str,
    spans: list[tuple[int, int]],
    readings: list[Reading],
    first: int,
) -> list[Figure]:
    """The figures of a block of prose; its first sentence has the number `first`."""
    quoted = quotation.spans(text)
    figures = []
    index = -1
    start, end = 0, 0
    marks: list[int] = []
    for place, reading in enumerate(readings):
        while reading.start >= end and index + 1 < len(spans):
            index += 1
            start, end = spans[index]
            marks = quotation.attributed(text[start:end])
        after = readings[place + 1].start if place + 1 < len(readings) else end
        figure = _figure(document, number, block, reading, first + index)
        figure.before = sentences.clause_before(text, start, reading.start)
        figure.after = sentences.clause_after(text, max(reading.end, reading.number_at), end)
        if quoted and not block.quote:
            figure.quoted = quotation.inside(quoted, reading.number_at)
        figure.attributed = bool(marks) and _attributed(text, marks, start, reading, after)
        figures.append(figure)
    return figures


def _attributed(text: str, marks: list[int], start: int, reading: Reading, after: int) -> bool:
    """Whether a mark of attribution stands before the figure in its clause, or behind it before the next figure."""
    at = reading.start - start
    number = bisect_left(marks, at + 1) - 1
    if number >= 0 and not sentences.breaks(text, start + marks[number], reading.start):
        return True
    return any(reading.end - start <= mark <= after - start and mark <= reading.end - start + 48 for mark in marks)


def _figure(
    document: Document,
    number: int,
    block: Block,
    reading: Reading,
    sentence: int,
    row_header: str = "",
    col_header: str = "",
) -> Figure:
    """The row of a reading, without the words around it."""
    start = at = block.start + reading.start
    end = till = block.start + reading.end
    if document.shifts:
        start, end = document.source_offset(at), _source_end(document, till)
    line, column = document.position(start)
    return Figure(
        document.path, number, block.kind, sentence, block.heading, block.table, block.row, block.col, row_header, col_header,
        start, end, line, column, at, till, block.start + reading.number_at, document.source[start:end], reading.kind,
        reading.value, reading.value_to, reading.grain, reading.round_to, reading.form, reading.unit, reading.dimension,
        reading.hedge, reading.noun, reading.head, "", "", block.quote, False,
    )  # fmt: skip


def _source_end(document: Document, till: int) -> int:
    """The end in the source of what ends at `till` in the text: behind its last character, not before the next one."""
    last = document.source_offset(till - 1)
    # The last character may be written as a reference: "50&#37;".
    written = document.source[last] != document.text[till - 1]
    return document.source.find(";", last) + 1 if written else last + 1


def _from_cell(
    document: Document, headers: Headers, number: int, block: Block, text: str, sentence: int, mark: str
) -> list[Figure]:
    """The figures of a table cell."""
    readings, alone = _in_cell(text, mark)
    if not readings:
        return []
    above = headers.of(block)
    figures = [_figure(document, number, block, reading, sentence, *above) for reading in readings]
    if not alone:
        for figure, reading in zip(figures, readings, strict=True):
            figure.before = sentences.clause_before(text, 0, reading.start)
            figure.after = sentences.clause_after(text, reading.end, len(text))
    return figures


@lru_cache(maxsize=10_000)  # the cells of a column, and of a run's tables, often say the same
def _in_cell(text: str, mark: str) -> tuple[tuple[Reading, ...], bool]:
    """What a cell's text says, and whether that is one number and nothing else; what is more is read like prose."""
    found = cells.read_cell(text, mark)
    if found is None:
        if not numerals.may_begin(text) or next(numerals.scan(text), None) is None:
            return (), False
        return tuple(prose.read(text, sentences.split(text), mark=mark or marks.POINT)), False
    if found.blank:
        return (), True
    kind = found.kind
    form = "digits" if kind == "percent" else "exact" if kind == "year" else "rounded"
    if kind == "count" and found.grain == found.round_to == 1.0:
        form = "exact"
    reading = Reading(
        found.at, found.at, found.till, found.value, found.grain, found.round_to, kind, form=form, unit=found.unit,
        dimension=kind, hedge=found.hedge,
    )  # fmt: skip
    return (reading,), True


class Headers:
    """The header texts of the cells of one document; each row is read once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        # The row that was asked about last, for cells come row by row: the place of its first words, these words, and
        # what stands in its first cell.
        self.row = (-1, -1)
        self.named, self.name, self.first = 0, "", ""
        self.above: dict[int, str] = {}

    def of(self, block: Block) -> tuple[str, str]:
        """(row header, column header) of a cell: the first text cell to its left, and the header cells above it."""
        number, row, col = block.table, block.row, block.col
        if number is None or row is None or col is None or number >= len(self.document.tables):
            return "", ""
        table = self.document.tables[number]
        if (number, row) != self.row:
            self._enter(table, number, row)
        if row < table.header_rows:
            above = _col_header(self.document, table, row, col)
        elif col in self.above:
            above = self.above[col]
        else:
            above = self.above[col] = _col_header(self.document, table, row, col)
        return self.name if self.named < col else self.first if col else "", above

    def _enter(self, table: Table, number: int, row: int) -> None:
        if number != self.row[0]:
            self.above = {}
        self.row = (number, row)
        line = table.grid[row] if row < len(table.grid) else ()
        self.named, self.name = len(line), ""
        for place, cell in enumerate(line):
            text = _cell_text(self.document, cell)
            if place == 0:
                self.first = text
            # Asked as for the cell itself, whose reading then is at hand.
            if text and cells.read_cell(text, marks.POINT) is None:
                self.named, self.name = place, text
                break


def _cell_text(document: Document, number: int) -> str:
    return " ".join(document.block_text(document.blocks[number]).split()) if number >= 0 else ""


def _col_header(document: Document, table: Table, row: int, col: int) -> str:
    """The texts of the header cells above, each once."""
    texts: list[str] = []
    for above in table.grid[: min(table.header_rows, row)]:
        text = _cell_text(document, above[col]) if col < len(above) else ""
        if text and text not in texts:
            texts.append(text)
    return HEADER_JOIN.join(texts)
