"""Word: the text of a Word document, block by block, and the element that each stretch of it comes from.

An address is what a person finds: "paragraph 12" (empty ones are not counted, nor those in tables), "table 2, cell B3",
"footnote 4", "text box 1", "picture 3". Headers, footers, comments, tables of contents and code are left out; footnotes
and endnotes come behind the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from consistency.document import Block
from consistency.markup.grid import guessed_header_rows
from consistency.office.composed import Composed
from consistency.office.numbering import Numbering
from consistency.office.package import Element, Package, W
from consistency.office.runs import BREAK, Aside, Paragraph, Piece, Runs
from consistency.office.styles import Styles, heading_level, value
from consistency.office.word_table import Grid, WordCell, cells_of, header_rows_of, inside, lay_out, rows_of

LONGEST_CELL = 1500
"""Characters of a cell; a longer one is no cell of figures, and its table only arranges the page."""

_WHITE = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


class Anchor(NamedTuple):
    """Where a stretch of the source comes from: its character `offset` is character `first` of the text of `element`.

    `whole` is true where the stretch only hangs on the element: a footnote on its mark, a text box on its drawing.
    """

    offset: int
    element: Element
    first: int
    whole: bool


@dataclass(slots=True)
class _List:
    """A list that is open: its depth, the number that Word gives it, and its number in the document."""

    depth: int
    name: str
    number: int


@dataclass
class Word:
    """A document while it is read. `anchors` are ascending; each holds up to the next one."""

    composed: Composed
    package: Package
    anchors: list[Anchor] = field(default_factory=list)
    root: Element | None = None
    _lists: list[_List] = field(default_factory=list)
    _list_count: int = 0
    _counts: dict[str, int] = field(default_factory=dict)
    _caption_above: str = ""
    _under_table: bool = False
    _titled: bool = False
    _notes: list[Aside] = field(default_factory=list)
    _anchor: Element | None = None
    _place: str = ""

    def read(self) -> None:
        """Read the whole file."""
        package = self.package
        self.styles = Styles(package.tree(package.related("styles")))
        self.numbering = Numbering(package.tree(package.related("numbering")))
        self.runs = Runs(self.styles)
        self.root = package.text()
        for body in self.root.findall(W + "body"):
            self._container(body)
        self._read_notes()

    @property
    def language(self) -> str:
        """What most of the text declares itself to be; empty where more than half of it declares nothing."""
        languages = self.runs.languages
        tag, count = max(languages.items(), key=lambda item: item[1], default=("", 0))
        return tag if 2 * count > sum(languages.values()) else ""

    # ------------------------------------------------------------------ containers
    def _container(self, parent: Element) -> None:
        """The paragraphs and tables of a part of the document."""
        before: Paragraph | None = None
        for element in inside(parent):
            if element.tag == W + "p":
                paragraph = self.runs.paragraph(element, before)
                before = paragraph if paragraph.joined else None
                if before is None:
                    self._paragraph(paragraph)
            elif element.tag == W + "tbl":
                if before is not None:
                    self._paragraph(before)
                    before = None
                self._table(element)
        if before is not None:
            self._paragraph(before)

    def _read_notes(self) -> None:
        """The footnotes, then the endnotes, in the order of their marks."""
        for kind in ("footnote", "endnote"):
            asides = [aside for aside in self._notes if aside.kind == kind]
            root = self.package.tree(self.package.related(kind + "s")) if asides else None
            if root is None:
                continue
            known = {one.get(W + "id", ""): one for one in root if one.get(W + "type") not in _SEPARATORS}
            for number, aside in enumerate(asides, 1):
                if aside.text in known:
                    self._apart(known[aside.text], aside.anchor, f"{kind} {number}")

    def _apart(self, content: Element, anchor: Element, place: str) -> None:
        """A part of the document that hangs on a run of another."""
        outer = self._anchor, self._place
        self._anchor, self._place = self._anchor if self._anchor is not None else anchor, place
        self._lists = []
        self._container(content)
        self._lists = []
        self._anchor, self._place = outer

    def _counted(self, what: str) -> str:
        self._counts[what] = self._counts.get(what, 0) + 1
        return f"{what} {self._counts[what]}"

    # ------------------------------------------------------------------ paragraphs
    def _paragraph(self, paragraph: Paragraph) -> None:
        style, composed = paragraph.style, self.composed
        if style.role not in ("contents", "code") and paragraph.text.strip():
            place = self._place or self._counted("paragraph")
            kind, level = self._kind(paragraph)
            if kind == "caption":
                self._caption(paragraph)
            listed = self._item(paragraph) if kind in ("paragraph", "heading", "title") else None
            if listed and kind == "paragraph":
                kind, level = "item", len(self._lists)
            number = self._lists[-1].number if kind == "item" else None
            quote = style.role == "quote" and kind == "paragraph"
            for pieces in _lines(paragraph.pieces) if kind in ("paragraph", "item") else (paragraph.pieces,):
                start, end = self._written(pieces, place)
                composed.end_line()
                composed.blocks.append(Block(kind, start, end, "", level, composed.heading, number, quote=quote))
                kind, level, number = ("paragraph", 0, None) if kind == "item" else (kind, level, number)
            self._titled = self._titled or kind == "title"
            if kind in ("title", "heading"):
                composed.heading = " ".join(paragraph.text.split())
            if kind != "caption":
                self._caption_above, self._under_table = "", False
        self._asides(paragraph.asides)

    def _kind(self, paragraph: Paragraph) -> tuple[str, int]:
        """The kind of block that a paragraph is, and its level."""
        style = paragraph.style
        own = paragraph.properties.find(W + "outlineLvl") if paragraph.properties is not None else None
        level = heading_level(own)
        if level is None or style.role in ("title", "caption"):
            level = style.level
        if style.role == "caption" or (paragraph.sequence and not level):
            return "caption", 0
        if style.role == "title" or (level == 1 and not self.composed.blocks):
            return ("heading", 1) if self._titled else ("title", 1)
        return ("heading", level) if level else ("paragraph", 0)

    def _item(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph is an item: then its list is open and its mark is written."""
        number, depth = self._numbered(paragraph)
        if not number:
            if paragraph.style.role != "continuation":
                self._lists = []
            return False
        mark = self.numbering.mark(number, depth)
        ordered = self.numbering.is_ordered(number, depth)
        while self._lists and self._lists[-1].depth > depth:
            self._lists.pop()
        last = self._lists[-1] if self._lists else None
        if last is None or last.depth < depth or (last.name != number and ordered):
            if last is not None and last.depth == depth:
                self._lists.pop()
            self._list_count += 1
            self._lists.append(_List(depth, number, self._list_count))
        if mark:
            self.composed.unread(f"{mark} ")
        return True

    def _numbered(self, paragraph: Paragraph) -> tuple[str, int]:
        """The list that a paragraph is in, empty for none, and its depth there, from 0."""
        style, properties = paragraph.style, paragraph.properties
        own = properties.find(W + "numPr") if properties is not None else None
        number, depth = style.number, style.depth
        if own is not None:
            number = value(own.find(W + "numId")) or number
            text = value(own.find(W + "ilvl"))
            depth = int(text) if text.isdecimal() else depth
        if number in ("", "0"):
            return "", 0
        return number, min(depth if depth is not None else self.numbering.depth(number, paragraph.style_name), 8)

    def _caption(self, paragraph: Paragraph) -> None:
        """A caption is that of the table next to it, first of the one above."""
        text = " ".join(paragraph.text.split())
        of_table = not paragraph.sequence.lower().startswith(("fig", "abb", "bild", "ill"))
        tables = self.composed.tables
        if self._under_table and of_table and not tables[-1].caption:
            tables[-1] = tables[-1]._replace(caption=text)
        elif of_table:
            self._caption_above = text
        self._under_table = False

    def _written(self, pieces: Iterable[Piece], place: str) -> tuple[int, int]:
        """Write pieces of text at the end of the current line, without the blanks around them."""
        pieces = list(pieces)
        whole = _WHITE.sub(" ", "".join(piece.text for piece in pieces))
        text = whole.strip()
        start, end = self.composed.write_exactly(text, place)
        at = start - (len(whole) - len(whole.lstrip()))
        for piece in pieces:
            if self._anchor is not None:
                self.anchors.append(Anchor(max(at, start), self._anchor, 0, True))
                break
            if at < end and at + len(piece.text) > start:
                skipped = max(start - at, 0)
                self.anchors.append(Anchor(at + skipped, piece.element, piece.first + skipped, False))
            at += len(piece.text)
        return start, end

    def _asides(self, asides: Iterable[Aside]) -> None:
        """What hangs on a paragraph that is written: pictures and text boxes now, notes at the end."""
        for aside in asides:
            if aside.kind in ("footnote", "endnote"):
                self._notes.append(aside)
            elif aside.content is not None:
                self._apart(aside.content, aside.anchor, self._counted("text box"))
            else:
                self._alt(aside)

    def _alt(self, aside: Aside) -> None:
        composed = self.composed
        start, end = composed.write(aside.text, self._counted("picture"))
        composed.end_line()
        self.anchors.append(Anchor(start, self._anchor if self._anchor is not None else aside.anchor, 0, True))
        composed.blocks.append(Block("alt", start, end, "alt", heading=composed.heading))

    # ------------------------------------------------------------------ tables
    def _table(self, element: Element) -> None:
        rows = list(rows_of(element))
        read = [[(cell, WordCell(self._content(cell))) for cell in cells_of(row)] for row in rows]
        cells = [cell for row in read for _, cell in row]
        if len(cells) < 2 or any(self._is_no_cell(cell) for cell in cells):
            self._arranged(cells)
            return
        self._lists = []
        grid = lay_out(read, rows)
        caption = self._caption_above
        place = f"{self._place}, {self._counted('table')}" if self._place else self._counted("table")
        first = self._cells(grid, place)
        header = header_rows_of(rows) or guessed_header_rows(first)
        self.composed.end_table(
            [[cell.block if cell is not None else -1 for cell in line] for line in grid], header, caption
        )
        self._caption_above, self._under_table = "", True
        for cell in cells:
            for one in cell.content:
                if isinstance(one, Paragraph):
                    self._asides(one.asides)
                else:
                    self._table(one)

    def _content(self, cell: Element) -> list[Paragraph | Element]:
        content: list[Paragraph | Element] = []
        before: Paragraph | None = None
        for one in inside(cell):
            if one.tag == W + "p":
                paragraph = self.runs.paragraph(one, before)
                if before is not None:
                    content.pop()
                content.append(paragraph)
                before = paragraph if paragraph.joined else None
            elif one.tag == W + "tbl":
                content.append(one)
                before = None
        return content

    def _is_no_cell(self, cell: WordCell) -> bool:
        """Whether this is more than a cell of figures would hold."""
        return cell.length > LONGEST_CELL or any(
            self._kind(one)[0] in ("heading", "title") and one.text.strip() for one in cell.paragraphs
        )

    def _arranged(self, cells: Iterable[WordCell]) -> None:
        """A table that only arranges the page: its cells one after the other."""
        for cell in cells:
            for one in cell.content:
                if isinstance(one, Paragraph):
                    self._paragraph(one)
                else:
                    self._table(one)

    def _cells(self, grid: Grid, place: str) -> list[str]:
        """Write the cells of a grid, a line a row; the texts of the first row."""
        seen: set[WordCell] = set()
        texts: list[str] = []
        for row, line in enumerate(grid):
            begun = False
            for col, cell in enumerate(line):
                if cell is None or cell in seen:
                    continue
                seen.add(cell)
                if begun:
                    self.composed.between()
                begun = True
                start, end = self._written(_pieces(cell), f"{place}, cell {_letters(col)}{row + 1}")
                if end > start:
                    number = len(self.composed.tables)
                    cell.block = len(self.composed.blocks)
                    heading = self.composed.heading
                    self.composed.blocks.append(
                        Block("cell", start, end, heading=heading, table=number, row=row, col=col)
                    )
                if row == 0:
                    texts.append("".join(piece.text for piece in _pieces(cell)).strip())
            self.composed.end_line()
        return texts


def _lines(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """The lines of a paragraph that are broken by hand; one that goes on in lower case is the same sentence."""
    following, breaks = "", set()
    for at in range(len(pieces) - 1, -1, -1):
        if pieces[at].text == BREAK and following and not following.islower():
            breaks.add(at)
        following = pieces[at].text.lstrip()[:1] or following
    first = 0
    filled = False
    for at, piece in enumerate(pieces):
        if at in breaks and filled:
            yield pieces[first:at]
            first, filled = at, False
        filled = filled or bool(piece.text.strip())
    yield pieces[first:]


def _pieces(cell: WordCell) -> Iterator[Piece]:
    """The text of a cell, its paragraphs parted by blanks."""
    between: Piece | None = None
    for paragraph in cell.paragraphs:
        if paragraph.pieces and paragraph.text.strip():
            if between is not None:
                yield between
            yield from paragraph.pieces
            last = paragraph.pieces[-1]
            between = Piece(" ", last.element, last.first + len(last.text))


def _letters(col: int) -> str:
    """The column of a cell (from 0) as Word's own formulas write it: A, B, ... AA."""
    letters, col = "", col + 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
