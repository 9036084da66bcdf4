"""Plain text: paragraphs, list items, and a title or headings where the layout shows them.

A paragraph ends at a blank line. Where lines are longer than anyone wraps by hand (`WRAPPED`), each line is a
paragraph of its own. A short line alone without a final stop is a heading, and the first one the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from consistency.document import Block, Document, compose
from consistency.markup.tokens import addresses

SUFFIXES = (".txt", ".text")

WRAPPED = 120
_ITEM = re.compile(r"[ \t]*(?:[-*+•‣◦·\u2013\u2014]|\(?(?:\d{1,3}|[A-Za-z])[.)])[ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]*([=\-~*_#])\1{2,}[ \t]*\Z")
_HEADING_ENDS = ".!?:;,"

Line = tuple[int, int]


def read_text(path: str, text: str) -> Document:
    """The document in plain `text`."""
    blocks: list[Block] = []
    heading = ""
    lists = 0
    chunks = list(_chunks(text))
    for number, chunk in enumerate(chunks):
        kind = _heading_kind(text, chunk, number, len(chunks))
        if kind:
            start, end = chunk[0]
            blocks.append(Block(kind, start, end, level=0 if kind == "title" else 2, heading=""))
            heading = " ".join(text[start:end].split())
            continue
        in_list = bool(blocks) and blocks[-1].kind == "item" and _ITEM.match(text, *chunk[0]) is not None
        for start, end, item in _paragraphs(text, chunk):
            if item and not in_list:
                lists += 1
            in_list = item
            kind = "item" if item else "paragraph"
            blocks.append(Block(kind, start, end, level=int(item), heading=heading, list=lists if item else None))
    return compose(path, text, blocks, addresses(text))


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
    """ "title" or "heading" for a chunk that is one short line without a final stop, perhaps underlined; else empty."""
    underlined = len(chunk) == 2 and _RULE.match(text, *chunk[1]) is not None
    if (len(chunk) > 1 and not underlined) or number + 1 == chunks:
        return ""
    start, end = chunk[0]
    line = text[start:end].strip()
    if _ITEM.match(line) or not any(char.isalpha() for char in line):
        return ""
    if number == 0 and len(line) <= WRAPPED and line[-1] not in ".;,":
        return "title"
    plain = len(line) <= 60 and len(line.split()) <= 8 and line[-1] not in _HEADING_ENDS and not line[0].islower()
    return "heading" if underlined or plain else ""


def _paragraphs(text: str, chunk: list[Line]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is a list item) of each paragraph of a chunk; rules give nothing."""
    apart = max(end - start for start, end in chunk) > WRAPPED
    indented = text[chunk[0][0]] in " \t"
    first, last, item = -1, -1, False
    for start, end in chunk:
        if _RULE.match(text, start, end):
            continue
        marker = _ITEM.match(text, start, end)
        if marker and first >= 0 and not item and not apart and text[last - 1] != ":":
            marker = None  # a wrapped line that happens to begin with a number or a dash
        begins = not indented and not item and text[start : start + 2].isspace()
        if first >= 0 and (marker or begins or (apart and not (item and text[start].isspace()))):
            yield first, last, item
            first = -1
        if first < 0:
            item = marker is not None
            first = marker.end() if marker else start + len(text[start:end]) - len(text[start:end].lstrip())
        last = end
    if first >= 0:
        yield first, last, item
