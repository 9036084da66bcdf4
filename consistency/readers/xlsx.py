"""Workbooks: each sheet a heading, each block of cells a table, every value as the sheet shows it.

The source of such a document is a text of its own, one line a row, in which each cell has its address: `Sheet1!C12`.
What the sheet hides is left out, and so are comments and charts. Formulas are read by the results that were stored with
them. Rows are one block until an empty row; lines of text above a block are its captions, those below it paragraphs.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree

from consistency.document import Document, Note
from consistency.errors import ReadError
from consistency.markup.grid import guessed_header_rows, is_number
from consistency.office.archive import open_archive
from consistency.office.composed import Composed
from consistency.office.number_format import is_cut, shown

if TYPE_CHECKING:
    from openpyxl import Workbook

SUFFIXES = (".xlsx", ".xlsm")

MOST_CELLS = 500_000
"""Cells of a workbook, empty ones between the others included: more do not fit into the memory as figures."""

SPARSEST = 20
"""Places of a sheet for each cell that it may have: openpyxl fills up every row with empty cells."""

LONGEST_CAPTION = 200
_PLAIN_NAME = re.compile(r"[^\W\d]\w*\Z")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_LIKE_A_CELL = re.compile(r"(?:[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*)\Z")

Place = tuple[int, int]
"""Row and column, both from 1."""


@dataclass
class Layout:
    """What a sheet's own part says beside its values.

    `spans` gives the last row and column of a merged cell by its first. `unstored` are the cells of formulas without
    a result.
    """

    spans: dict[Place, Place] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    unstored: list[str] = field(default_factory=list)
    cells: int = 0
    rows: int = 0
    widest: int = 0


class Shown(NamedTuple):
    """A cell as a person sees it. `number` is true for what the workbook holds as a number."""

    text: str
    column: int
    number: bool
    cut: bool


Row = tuple[int, list[Shown]]
"""The number of a row and its cells that show something, from left to right."""


def read_bytes(path: str, data: bytes) -> Document:
    """The document in a workbook. Raises ReadError for one that is damaged, encrypted or too large."""
    if not data:
        return Composed(path).document(decimal_mark=".")
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        raise ReadError(path, None, "reading .xlsx needs the extra: pip install 'figure-consistency[xlsx]'") from None
    archive = open_archive(path, data, "a workbook", "an .xls file")
    composed = Composed(path)
    try:
        with archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _read_book(_load(data), archive, composed)
    except ReadError:
        raise
    except Exception as error:  # whatever a parser of several formats meets in a damaged file
        said = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
        raise ReadError(path, None, f"not a sound workbook: {said}") from None
    return composed.document(decimal_mark=".")


def _load(data: bytes) -> Workbook:
    """The workbook without the sheets that are charts, of which openpyxl can read no empty one."""
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):
        def read_chartsheet(self, sheet: object, rel: object) -> None:
            """A chart has no cells."""

    reader = Reader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


def _read_book(book: Workbook, archive: zipfile.ZipFile, composed: Composed) -> None:
    unstored: list[str] = []
    cells = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        # The public interface does not tell which part of the archive is this sheet.
        with archive.open(sheet._worksheet_path) as part:  # type: ignore[attr-defined]
            layout = _layout(part, MOST_CELLS - cells)
        cells += layout.cells
        if cells > MOST_CELLS or layout.rows * layout.widest > SPARSEST * MOST_CELLS:
            raise ReadError(composed.path, None, f"too large: more than {MOST_CELLS:,} cells; save the sheet as CSV")
        name = _quoted(sheet.title)
        unstored += [f"{name}!{cell}" for cell in layout.unstored]
        composed.line("heading", sheet.title, name, level=2)
        _read_rows(list(_rows(sheet, layout)), layout, name, composed)
        _tell_hidden(layout, sheet.title, composed)
    if unstored:
        count = "1 formula has" if len(unstored) == 1 else f"{len(unstored):,} formulas have"
        composed.notes.append(
            Note(
                None,
                f"{count} no stored result (the first in {unstored[0]}); open and save the file in a spreadsheet program",
            )
        )


def _tell_hidden(layout: Layout, title: str, composed: Composed) -> None:
    """A note on what is left out: a total may well count it."""
    rows, columns = len(layout.hidden_rows), sum(last - first + 1 for first, last in layout.hidden_columns)
    if rows:
        hidden = "1 hidden row is" if rows == 1 else f"{rows:,} hidden rows are"
        composed.notes.append(Note(None, f"{hidden} left out of {title!r}; totals may count what is hidden"))
    elif columns and any(first <= layout.widest for first, _ in layout.hidden_columns):
        composed.notes.append(Note(None, f"hidden columns are left out of {title!r}; totals may count what is hidden"))


def _quoted(title: str) -> str:
    """A sheet's name as a formula writes it: 'My sheet', with quotation marks where it is not one plain word."""
    if _PLAIN_NAME.match(title) and not _LIKE_A_CELL.match(title):
        return title
    return "'" + title.replace("'", "''") + "'"


# ------------------------------------------------------------------ the sheet's part
def _layout(part: IO[bytes], most: int) -> Layout:
    """What the XML of a sheet says of merged and hidden cells and of formulas, read in one pass up to `most` cells."""
    layout = Layout()
    for _, element in ElementTree.iterparse(part):
        name = element.tag.rpartition("}")[2]
        if name == "c":
            layout.cells += 1
            found = _REFERENCE.match(element.get("r", ""))
            layout.widest = max(layout.widest, _column(found[1]) if found else 0)
            if _is_unstored(element):
                layout.unstored.append(element.get("r", "?"))
        elif name == "row":
            if layout.cells > most:
                break
            layout.rows += 1
            if element.get("hidden") in ("1", "true"):
                layout.hidden_rows.add(int(element.get("r", layout.rows)))
            element.clear()
        elif name == "col" and element.get("hidden") in ("1", "true"):
            layout.hidden_columns.append((int(element.get("min", 1)), int(element.get("max", 1))))
        elif name == "mergeCell":
            corners = [(int(row), _column(letters)) for letters, row in _REFERENCE.findall(element.get("ref", ""))]
            if len(corners) == 2 and len(layout.spans) < most:
                layout.spans[corners[0]] = corners[1]
    return layout


def _is_unstored(cell: ElementTree.Element) -> bool:
    names = {child.tag.rpartition("}")[2]: child for child in cell}
    return "f" in names and ("v" not in names or not names["v"].text) and "is" not in names and cell.get("t") != "str"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


# ------------------------------------------------------------------ rows
def _rows(sheet: Any, layout: Layout) -> Iterator[Row]:
    """The rows that show something."""
    sheet.reset_dimensions()
    for cells in sheet.iter_rows():
        row: list[Shown] = []
        number = 0
        for cell in cells:
            if cell.value is None:
                continue
            number = cell.row
            if any(first <= cell.column <= last for first, last in layout.hidden_columns):
                continue
            text = " ".join(shown(cell.value, cell.number_format or "General").split())
            if text:
                numeric = isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)
                row.append(Shown(text, cell.column, numeric, is_cut(cell.value, text)))
        if row and number not in layout.hidden_rows:
            yield number, row


def _read_rows(rows: Sequence[Row], layout: Layout, sheet: str, composed: Composed) -> None:
    """The rows of a sheet as captions, tables and paragraphs."""
    captions: list[str] = []
    for block in _blocks(rows, layout):
        first, last = _table_in(block)
        for number, cells in block[:first]:
            captions.append(_text_line(cells[0], f"{sheet}!{_letters(cells[0].column)}{number}", composed, "caption"))
        if first < last:
            _table(block[first:last], layout, sheet, " ".join(filter(None, captions)), composed)
            captions = []
        for number, cells in block[last:]:
            _text_line(cells[0], f"{sheet}!{_letters(cells[0].column)}{number}", composed, "paragraph")


def _blocks(rows: Sequence[Row], layout: Layout) -> Iterator[Sequence[Row]]:
    """Runs of rows without an empty one between them; a hidden row is not empty."""
    first = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or any(
            number not in layout.hidden_rows for number in range(rows[at - 1][0] + 1, rows[at][0])
        ):
            yield rows[first:at]
            first = at


def _table_in(block: Sequence[Row]) -> tuple[int, int]:
    """Where the table begins and ends in a block: without the lone texts above and below it."""
    wide = any(len(cells) > 1 for _, cells in block)
    lone = [len(cells) == 1 and not cells[0].number and not is_number(cells[0].text) for _, cells in block]
    if not wide and not all(lone):
        return 0, len(block)  # a column of figures with its heading
    first = next((at for at, alone in enumerate(lone) if not alone), len(block))
    last = next((at + 1 for at in range(len(block) - 1, first - 1, -1) if not lone[at]), first)
    return first, last


def _text_line(cell: Shown, address: str, composed: Composed, kind: str) -> str:
    """A line of text of its own; what may serve as a caption is given back."""
    short = len(cell.text) <= LONGEST_CAPTION and not cell.text.endswith(".")
    composed.line(kind if short else "paragraph", cell.text, address)
    return cell.text if short else ""


def _table(block: Sequence[Row], layout: Layout, sheet: str, caption: str, composed: Composed) -> None:
    """One table. Columns in which nothing is shown have no place in it."""
    columns = sorted({cell.column for _, cells in block for cell in cells})
    rows = [number for number, _ in block]
    room = MOST_CELLS  # merged cells may lie over each other in a file that nobody has made by hand
    grid = [[-1] * len(columns) for _ in block]
    for at, (number, cells) in enumerate(block):
        for count, cell in enumerate(cells):
            if count:
                composed.between()
            address = f"{sheet}!{_letters(cell.column)}{number}"
            place = bisect_left(columns, cell.column)
            written = composed.cell(cell.text, address, at, place)
            grid[at][place] = written
            last = layout.spans.get((number, cell.column))
            if last and room > 0:
                lines, width = range(at, bisect_right(rows, last[0])), range(place, bisect_right(columns, last[1]))
                room -= len(lines) * len(width)
                for line in lines:
                    grid[line][width.start : width.stop] = [written] * len(width)
        composed.end_line()
    header = guessed_header_rows([cell.text for cell in block[0][1]])
    cut = any(cell.cut for _, cells in block for cell in cells)
    composed.end_table(grid, header, caption, cut)
