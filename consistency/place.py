"""Place: where a person points to in an article: a line, a line and a column, a cell of a workbook, a paragraph."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from consistency.document import Document
from consistency.errors import ConfigError
from consistency.figure import Figure

_NUMBERS = re.compile(r"(?P<path>.+?):(?P<line>[1-9]\d*)(?::(?P<column>[1-9]\d*))?")
_ADDRESS = re.compile(
    r"(?P<path>.+):(?P<address>(?:[^:!]*!)?\$?[A-Za-z]{1,3}\$?[1-9]\d*"
    r"|(?:paragraph|table|text box|footnote|endnote|picture) [1-9]\d*[^:]*)",
    re.IGNORECASE,
)
_NEAREST = 2
"""Figures named on either side of a place that has none."""


class Place(NamedTuple):
    """A line (1-based) of a file, with a column (1-based, in code points) or without; or an address ("Sheet1!C12")."""

    path: str
    line: int = 0
    column: int = 0
    address: str = ""

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column, self.address) if part)

    def figures(self, document: Document, figures: Sequence[Figure]) -> list[int]:
        """The figures here, as indices: those of the line, or the one at the column, or behind which it stands."""
        if self.address:
            return [i for i, figure in enumerate(figures) if self._is(document.address(figure.start))]
        on_line = [i for i, figure in enumerate(figures) if self._is_on(document, figure)]
        if not self.column:
            return on_line
        offset = self.offset(document)
        over = [i for i in on_line if figures[i].start <= offset < figures[i].end]
        return (over or [i for i in on_line if figures[i].end == offset])[:1]

    def offset(self, document: Document) -> int:
        """The place as an offset in the source: of the column, or of the beginning of the line or cell."""
        if self.address:
            return next((start for start, address in document.places if self._is(address)), 0)
        start = 0
        for _ in range(self.line - 1):
            end = document.source.find("\n", start)
            if end < 0:
                break
            start = end + 1
        return min(start + max(self.column - 1, 0), len(document.source))

    def nearest(self, document: Document, figures: Sequence[Figure]) -> list[int]:
        """The figures around a place that has none: those of its line, else the last before and the first behind."""
        if not self.address:
            on_line = [i for i, figure in enumerate(figures) if self._is_on(document, figure)]
            if on_line:
                offset = self.offset(document)
                near = sorted(on_line, key=lambda i: min(abs(figures[i].start - offset), abs(figures[i].end - offset)))
                return sorted(near[: 2 * _NEAREST])
        offset = self.offset(document)
        before = [i for i, figure in enumerate(figures) if figure.end <= offset]
        behind = [i for i, figure in enumerate(figures) if figure.start >= offset]
        return [*before[-1:], *behind[:1]]

    def check(self, document: Document) -> None:
        """ConfigError for a place that the document does not have."""
        if self.address:
            if not any(self._is(address) for _, address in document.places):
                workbook = any("!" in address for _, address in document.places)
                told = "no cell with anything in it is" if workbook else "nothing in it is"
                told = told if document.places else "only the cells of a workbook are"
                raise ConfigError(self.path, None, f"{told} called {self.address!r}")
            return
        if document.places:
            address = document.places[0][1]
            first = next((address for _, address in document.places if "!" in address), "")
            told = f"a workbook has no lines; name a cell: {self.path}:{first}"
            raise ConfigError(
                self.path, None, told if first else f"a Word file has no lines; name a place: {self.path}:{address}"
            )
        lines = document.position(len(document.source))[0]
        if self.line > lines:
            raise ConfigError(self.path, None, f"has no line {self.line}: it ends with line {lines}")
        width = len(document.line_text(self.line))
        if self.column > width + 1:
            raise ConfigError(self.path, self.line, f"has no column {self.column}: the line ends with column {width}")

    def _is(self, address: str) -> bool:
        """Whether it is this cell, whatever the case and the quotation marks; without a sheet, that of any sheet."""
        wanted, found = (text.replace("$", "").replace("'", "").casefold() for text in (self.address, address))
        return found == wanted or ("!" not in wanted and found.rpartition("!")[2] == wanted)

    def _is_on(self, document: Document, figure: Figure) -> bool:
        return figure.line <= self.line <= document.position(max(figure.end - 1, figure.start))[0]


def place_of(text: str) -> Place | None:
    """The place that `text` names: `a.md:9:62`, `a.md:9`, `book.xlsx:Sheet1!C12`; None where it looks like none.

    A path may have blanks and colons in it: of several readings the first whose file exists is meant, else the first.
    """
    readings = list(_readings(text.rstrip(":")))
    return next((place for place in readings if os.path.exists(place.path)), readings[0] if readings else None)


def _readings(text: str) -> Iterator[Place]:
    if found := _NUMBERS.fullmatch(text):
        yield Place(found["path"], int(found["line"]), int(found["column"] or 0))
        if found["column"]:
            yield Place(f"{found['path']}:{found['line']}", int(found["column"]))
    if found := _ADDRESS.fullmatch(text):
        yield Place(found["path"], address=found["address"])
