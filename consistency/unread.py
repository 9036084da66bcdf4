"""Unread: why no figure was read at a place of an article, as far as that is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from consistency.document import Block, Document
from consistency.grammar import identifiers, marks, names, numerals, sentences

if TYPE_CHECKING:
    from consistency.place import Place

_MOST = 3
"""Numbers of a line that are told about."""


def why_unread(document: Document, place: Place) -> str:
    """Why there is no figure at the place of a document, in words; empty where nothing is known."""
    first = place.offset(document)
    if place.address:
        last = next((start for start, _ in document.places if start > first), len(document.source))
    elif place.column:
        last = first + 1
    else:
        last = first + len(document.line_text(place.line))
    written = list(_numbers(document, first, last))
    told = [f"{_why(document, *number)}" for number in written[:_MOST]]
    if told:
        return "; ".join(told)
    if document.source[first:last].strip() and not _is_read(document, first, last):
        return "nobody reads this as text: it is markup, code or a comment"
    return "there is no number here" if place.column else ""


def _is_read(document: Document, first: int, last: int) -> bool:
    """Whether any of the stretch of the source is text that is read for figures."""
    return any(
        document.source_offset(block.start) < last
        and first < document.source_offset(block.end)
        and any(
            not document.text[at].isspace()
            for at in range(block.start, block.end)
            if first <= document.source_offset(at) < last
        )
        for block in document.blocks
    )


def _numbers(document: Document, first: int, last: int) -> Iterator[tuple[Block, int, int]]:
    """The numbers that touch the stretch: each with its block, and its place in the text of the block."""
    for block in document.blocks:
        if document.source_offset(block.end) < first or document.source_offset(block.start) > last:
            continue
        for found in numerals.scan(document.block_text(block)):
            start, end = (document.source_offset(block.start + at) for at in found.span())
            if start < last and first < end:
                yield block, found.start(), found.end()


def _why(document: Document, block: Block, at: int, end: int) -> str:
    """Why a number is no figure, in words that quote it."""
    text = document.block_text(block)
    start = at
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    stop = end
    while stop < len(text) and not text[stop].isspace():
        stop += 1
    return f'"{text[start:stop].strip(",;:.!?()")}" is {_what(document, text, at, end)}'


def _what(document: Document, text: str, at: int, end: int) -> str:
    token = text[at:end]
    if not token[0].isdigit():
        return "a word here, or part of a name, and no number"
    sentence = next((start for start, till in sentences.split(text) if start <= at < till), 0)
    before = text[sentence:at].split()[-1:] if text[at - 1 : at].isspace() else []
    if names.glued(text, at) == "name":
        return "part of a name or of a code"
    if identifiers.end(text, at, end, token, "".join(before), sentence):
        return "the name of one thing (a verse, a law, a number to dial, a title), and counts nothing"
    if names.is_enumerator(text, at, end, sentence):
        return "the number of an item of a list"
    if names.code_end(text, at, end, token):
        return "a code, a number to dial or an address"
    mark = document.decimal_mark or marks.mark(document.text, document.language, "")
    if numerals.digits(text, at, token, mark) is None:
        return "no number as it is written: a version, a list, or too many digits"
    return "taken for part of a name, a label or a reference, and counts nothing"
