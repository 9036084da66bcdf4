"""Document: what a reader makes of a file, and where everything in it stands.

Two texts lie side by side. `source` is the decoded file, character for character. `text` is what a person reads of
it: markup is blanked out with spaces of the same length, so that almost always `text[i]` stands at `source[i]`. Only
a character reference (`&pound;`) is shorter when read than when written; `shifts` keeps the difference, and
`Document.source_offset` is the one place that knows about it. Readers work in source offsets alone and call
`compose`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Block(NamedTuple):
    """One stretch of running text that a figure never crosses.

    `kind` is title, heading, paragraph, item, cell, caption, alt, or front matter.
    `start` and `end` are offsets into `Document.text`. `key` is the name of the front-matter key or of the attribute
    that the text comes from ("description", "alt", "caption"), else empty. `level` is the level of a heading (1-6) or
    the depth of a list item (1...). `list` numbers the list of an item within the document. `table`, `row` and `col`
    place a cell. `heading` is the text of the section heading above; `quote` is true inside a block quotation.
    """

    kind: str
    start: int
    end: int
    key: str = ""
    level: int = 0
    heading: str = ""
    list: int | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    quote: bool = False


class Table(NamedTuple):
    """A table: `grid[row][col]` is the number of the cell's block, or -1 where there is none.

    A cell that spans rows or columns stands in every place that it covers. The first `header_rows` rows are headers.
    `rounded` is true where it is known that the figures have more digits than are shown.
    """

    grid: tuple[tuple[int, ...], ...]
    header_rows: int = 1
    caption: str = ""
    rounded: bool = False


class Note(NamedTuple):
    """Something about a file that its reader had to guess or leave out; `line` is 1-based or None."""

    line: int | None
    message: str


@dataclass(frozen=True)
class Document:
    """A file as an article: its text, its blocks in reading order, its tables, its language and its date.

    `language` is a BCP 47 tag that the document declares, or empty; `date` is the ISO date (yyyy-mm-dd) that it
    declares for itself, or empty. `meta` holds the front matter's or the page's own plain text values by lower-case
    key. `shifts` are pairs (offset in text, offset in source), ascending, at each place where the difference
    between the two changes.

    The source of a workbook or of an office document is composed by its reader; its lines are no lines of the file.
    `places` then gives each stretch the address that a person knows it by ("Sheet1!C12"), as pairs (offset in source,
    address), ascending; an address holds up to the next pair. It is empty for a file of text.

    `separator` is set for a table of separated values that is too long for a block a cell: it has no blocks, and
    `tables.long` adds its columns up from the source. `decimal_mark` is set where the reader has written the numbers
    itself, and so need not be guessed.
    """

    path: str
    source: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    shifts: tuple[tuple[int, int], ...] = ()
    language: str = ""
    date: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    places: tuple[tuple[int, str], ...] = ()
    separator: str = ""
    decimal_mark: str = ""

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, offset = [0], self.source.find("\n")
        while offset >= 0:
            starts.append(offset + 1)
            offset = self.source.find("\n", offset + 1)
        return starts

    @cached_property
    def _shift_starts(self) -> list[int]:
        return [at for at, _ in self.shifts]

    def source_offset(self, offset: int) -> int:
        """The place in `source` of the place `offset` in `text`."""
        if not self.shifts:
            return offset
        number = bisect_right(self._shift_starts, offset) - 1
        if number < 0:
            return offset
        at, place = self.shifts[number]
        return place + offset - at

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column (in code points) of the place `offset` in `source`."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    @cached_property
    def _place_starts(self) -> list[int]:
        return [start for start, _ in self.places]

    def address(self, offset: int) -> str:
        """What a person calls the place `offset` in `source` ("Sheet1!C12"); empty where line and column say it."""
        number = bisect_right(self._place_starts, offset) - 1 if self.places else -1
        return self.places[number][1] if number >= 0 else ""

    def where(self, offset: int) -> str:
        """The place `offset` in `source` in words: "line 12", or its address."""
        return self.address(offset) or f"line {self.position(offset)[0]}"

    def line_text(self, line: int) -> str:
        """The 1-based line of `source`, without its line end."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.source)
        return self.source[start:end].rstrip("\r\n")

    def block_text(self, block: Block) -> str:
        """What a person reads in the block."""
        return self.text[block.start : block.end]


_WITHIN_LINE = re.compile(r"[^\r\n]+")


def blank(source: str, spans: Iterable[tuple[int, int]]) -> str:
    """`source` with each span (sorted or not, overlapping or not) overwritten by spaces; line ends stay."""
    if "\r" in source:
        blanks = _WITHIN_LINE.sub(lambda found: " " * len(found[0]), source)
    else:
        blanks = "\n".join([" " * len(line) for line in source.split("\n")])
    pieces: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if start < done:
            start = done
        if end > start:
            pieces += (source[done:start], blanks[start:end])
            done = end
    pieces.append(source[done:])
    return "".join(pieces)


def compose(
    path: str,
    source: str,
    blocks: Sequence[Block],
    hidden: Iterable[tuple[int, int]] = (),
    references: Iterable[tuple[int, int, str]] = (),
    *,
    tables: Sequence[Table] = (),
    language: str = "",
    date: str = "",
    meta: Iterable[tuple[str, str]] = (),
    notes: Sequence[Note] = (),
    places: Sequence[tuple[int, str]] = (),
    decimal_mark: str = "",
) -> Document:
    """A document from what a reader found in `source`, all of it in source offsets.

    `hidden` are the spans of markup, which become blanks. `references` are the character references (start, end, the
    character that they stand for); only they move offsets, and the blocks' offsets are moved with them.
    """
    masked = blank(source, hidden)
    pieces: list[str] = []
    shifts: list[tuple[int, int]] = []
    done = length = 0
    for start, end, character in sorted(references):
        if start < done or masked[start:end].isspace():
            continue
        pieces += [masked[done:start], character]
        length += start - done + len(character)
        shifts.append((length, end))
        done = end
    if shifts:
        pieces.append(masked[done:])
        text = "".join(pieces)
        ends = [place for _, place in shifts]

        def moved(offset: int) -> int:
            number = bisect_right(ends, offset) - 1
            return offset if number < 0 else shifts[number][0] + offset - ends[number]

        blocks = [block._replace(start=moved(block.start), end=moved(block.end)) for block in blocks]
    else:
        text = masked
    return Document(
        path, source, text, tuple(blocks), tuple(tables), tuple(shifts), language, date, tuple(meta), tuple(notes),
        tuple(places), decimal_mark=decimal_mark,
    )  # fmt: skip
