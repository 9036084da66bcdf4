"""Spans: where the elements of a part of XML stand in its bytes, so that it can be changed by insertions alone."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat

_TAG = re.compile(rb"""<([^\s/>]+)[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_LONGER = re.compile(r"&[^;]*;|\r\n")
"""What stands for one character and is written with several."""


class Span(NamedTuple):
    """An element: its bytes from `start` to `end`, its content from `inner` to `outer`, its name as it is written, the
    number of its parent (-1 for none) and those of its children. Of an element without content, the four meet."""

    start: int
    inner: int
    outer: int
    end: int
    name: str
    parent: int
    children: list[int]

    @property
    def is_empty(self) -> bool:
        """Whether it is written as one tag."""
        return self.outer == self.end


def spans(data: bytes) -> list[Span]:
    """The elements of a sound part in UTF-8, in the order in which they begin."""
    found: list[Span] = []
    open_: list[int] = []

    def begin(name: str, _: object) -> None:
        start = parser.CurrentByteIndex
        tag = _TAG.match(data, start)
        assert tag is not None, "expat and the bytes disagree on where a tag stands"
        if open_:
            found[open_[-1]].children.append(len(found))
        end = tag.end()
        found.append(Span(start, end, end, end, name, open_[-1] if open_ else -1, []))
        open_.append(len(found) - 1)

    def finish(name: str) -> None:
        number = open_.pop()
        span = found[number]
        if not data.endswith(b"/>", span.start, span.inner):
            outer = parser.CurrentByteIndex
            found[number] = span._replace(outer=outer, end=data.index(b">", outer) + 1)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.Parse(data, True)
    return found


def byte_of(data: bytes, span: Span, character: int) -> int | None:
    """Where character number `character` of an element's text begins in its bytes; None where only a parser knows."""
    raw = data[span.inner : span.outer]
    if b"<" in raw:
        return None
    text = raw.decode()
    at = character
    for found in _LONGER.finditer(text):
        if found.start() >= at:
            break
        at += len(found[0]) - 1
    return span.inner + len(text[:at].encode())
