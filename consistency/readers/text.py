"""Plain text: paragraphs, list items, and a title or headings where the layout shows them.

A paragraph ends at a blank line. Where lines are longer than anyone wraps by hand (`WRAPPED`), each line is a
paragraph of its own. A short line alone without a final stop is a heading, and the first one the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from consistency.document import Block, Document, compose
from consistency.markup.tokens import addresses

SUFFIXES = (".txt", ".text")

WRAPPED = 120
_ITEM = re.compile(r"[ \t]*(?:[-*+•‣◦·\u2013\u2014]|\(?(?:\d{1,3}|[A-Za-z])[.)])[ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]*([=\-~*_#])\1{2,}[ \t]*\Z")
_SETTING = re.compile(r"[A-Za-z_]=[\w\"']|^\[[^\]]*\]$|^\.\.\s")
"""What a line of settings or of a program has, or a directive begins with."""
_HEADING_ENDS = ".!?:;,"
_DEEPER = 2
"""A list within another begins so many columns further to the right; 9 and 10 may begin one apart."""

Line = tuple[int, int]


def read_text(path: str, text: str) -> Document:
    """The document in plain `text`."""
    blocks: list[Block] = []
    heading = ""
    lists = _Lists()
    chunks = list(_chunks(text))
    for number, chunk in enumerate(chunks):
        kind = _heading_kind(text, chunk, number, len(chunks))
        if kind:
            start, end = _bare(text, chunk)[0]
            blocks.append(Block(kind, start, end, level=0 if kind == "title" else 2, heading=""))
            heading = " ".join(text[start:end].split())
            lists.end()
            continue
        if _ITEM.match(text, *chunk[0]) is None:
            lists.end()
        for start, end, marker in _paragraphs(text, chunk):
            if marker is None:
                lists.end()
                blocks.append(Block("paragraph", start, end, level=0, heading=heading))
            else:
                level, of = lists.place(marker)
                blocks.append(Block("item", start, end, level=level, heading=heading, list=of))
    return compose(path, text, blocks, addresses(text))


class _Marker(NamedTuple):
    """What stands in front of an item: how far it is indented, and its sign, a point or a bracket behind a number."""

    indent: int
    sign: str


class _Lists:
    """The lists that an item may belong to: those begun around it, each further to the right than the one before."""

    def __init__(self) -> None:
        self._begun = 0
        self._open: list[tuple[_Marker, int]] = []

    def end(self) -> None:
        """Something else than an item stands here, or a blank line and no item behind it."""
        self._open = []

    def place(self, marker: _Marker) -> tuple[int, int]:
        """The depth of an item, and the number of its list: another sign begins another one, as in Markdown."""
        while self._open and marker.indent <= self._open[-1][0].indent - _DEEPER:
            self._open.pop()
        around = self._open[-1][0] if self._open else None
        if around and marker.indent < around.indent + _DEEPER and marker.sign != around.sign:
            around = None
            self._open.pop()
        if around is None or marker.indent >= around.indent + _DEEPER:
            self._begun += 1
            self._open.append((marker, self._begun))
        return len(self._open), self._open[-1][1]


def _chunks(text: str) -> Iterator[list[Line]]:
    """The lines (start, end, without their line ends) between blank lines."""
    chunk: list[Line] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip()
        if bare:
            chunk.append((offset, offset + len(bare)))
        elif chunk:
            yield chunk
            chunk = []
        offset += len(line)
    if chunk:
        yield chunk


def _heading_kind(text: str, chunk: list[Line], number: int, chunks: int) -> str:
    """ "title" or "heading" for a chunk that is one short line without a final stop, perhaps with a rule below or above it;
    else empty."""
    bare = _bare(text, chunk)
    if len(bare) != 1 or len(chunk) > 3 or number + 1 == chunks:
        return ""
    line = text[slice(*bare[0])].strip()
    ruled = len(chunk) > 1
    below = ruled and bare[0] == chunk[0]
    if not any(char.isalpha() for char in line) or (_ITEM.match(line) and (below or not ruled)):
        return ""
    if _SETTING.search(line):
        return ""
    if number == 0 and len(line) <= WRAPPED and line[-1] not in ".;:,":
        return "title"
    short = len(line) <= 60 and line[-1] not in _HEADING_ENDS
    plain = short and len(line.split()) <= 8 and not line[0].islower()
    return "heading" if below or plain or (ruled and short) else ""


def _bare(text: str, chunk: list[Line]) -> list[Line]:
    """The lines of a chunk that are no rules."""
    return [line for line in chunk if not _RULE.match(text, *line)]


def _paragraphs(text: str, chunk: list[Line]) -> Iterator[tuple[int, int, _Marker | None]]:
    """(start, end, the marker if it is a list item) of each paragraph of a chunk; rules give nothing."""
    apart = max(end - start for start, end in chunk) > WRAPPED
    indented = text[chunk[0][0]] in " \t"
    first, last = -1, -1
    item: _Marker | None = None
    lines = _bare(text, chunk)
    for number, (start, end) in enumerate(lines):
        marker = _ITEM.match(text, start, end)
        if marker and first >= 0 and item is None and not apart and text[last - 1] != ":":
            marker = None  # a wrapped line that happens to begin with a number or a dash
        own = start + len(text[start:end]) - len(text[start:end].lstrip())
        begins = not indented and item is None and text[start : start + 2].isspace()
        if item is not None and not marker and text[end - 1] == ":" and number + 1 < len(lines):
            # "Notes:" behind the last item introduces the next list.
            begins = _column(text, start, own) <= item.indent and _ITEM.match(text, *lines[number + 1]) is not None
        if first >= 0 and (marker or begins or (apart and not (item is not None and text[start].isspace()))):
            yield first, last, item
            first = -1
        if first < 0:
            item = _Marker(_column(text, start, own), marker[0].rstrip()[-1]) if marker else None
            first = marker.end() if marker else own
        last = end
    if first >= 0:
        yield first, last, item


def _column(text: str, start: int, at: int) -> int:
    return len(text[start:at].expandtabs())
