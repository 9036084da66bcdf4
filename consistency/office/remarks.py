"""Remarks: comments put into a Word file, each around exactly the words that it is about.

The part with the text is changed by insertions alone, and where a remark begins or ends within a run, the run is parted
in two with the same properties. Every other part stays as it is, but for the one that holds the comments and the two
that say that there is one.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from consistency.errors import ReadError
from consistency.office.package import MAIN, STRICT, Package
from consistency.office.spans import Span, byte_of, spans
from consistency.office.word import Word

AUTHOR = "consistency"

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ID = re.compile(rb"""<(?:\w+:)?comment(?:RangeStart|RangeEnd|Reference)?\s[^>]*?\bid\s*=\s*["'](\d{1,9})["']""")


class Remark(NamedTuple):
    """What to say, a paragraph each, about the stretch of the source from `start` to `end`."""

    start: int
    end: int
    paragraphs: tuple[str, ...]


@dataclass(slots=True)
class _Cut:
    """What is inserted at one place: ends of remarks, then beginnings; between what closes a run and opens it again."""

    closing: bytes = b""
    opening: bytes = b""
    ends: list[bytes] = field(default_factory=list)
    starts: list[bytes] = field(default_factory=list)


def with_remarks(word: Word, data: bytes, remarks: Sequence[Remark]) -> bytes:
    """The Word file `data`, of which `word` is the reading, with the remarks as comments of its own.

    Raises ReadError where the file cannot be changed.
    """
    if not remarks:
        return data
    package = Package(word.package.path, data)
    with package.archive:
        text = package.data(package.main)
        strict = STRICT.encode() in text[:5000]
        comments = package.related("comments")
        known = [text, package.data(comments)] if comments in package.names else [text]
        first = 1 + max((int(found) for part in known for found in _ID.findall(part)), default=-1)
        ordered = sorted(remarks, key=lambda remark: (remark.start, remark.end))
        changed = {package.main: _Marked(word, text, STRICT if strict else MAIN).marked(ordered, first)}
        made = "".join(_comment(remark, number) for number, remark in enumerate(ordered, first))
        changed |= _comments_part(package, comments, made, strict)
        return _rewritten(package.archive, changed)


# ------------------------------------------------------------------ the text
class _Marked:
    """The part with the text, while remarks are put around stretches of it."""

    def __init__(self, word: Word, data: bytes, namespace: str) -> None:
        if not _is_utf8(data) or word.root is None:
            raise ReadError(word.package.path, None, "cannot be annotated: its text is not in UTF-8")
        self.data = data
        self.spans = spans(data)
        self.numbers = {id(element): number for number, element in enumerate(word.root.iter())}
        self.anchors = word.anchors
        self.offsets = [anchor.offset for anchor in word.anchors]
        own = self.spans[0].name.startswith("w:")
        self.declared = b"" if own else f' xmlns:w="{namespace}"'.encode()
        self.cuts: defaultdict[int, _Cut] = defaultdict(_Cut)
        self.kept: set[int] = set()  # the texts whose blanks at a new end have to be kept

    def marked(self, remarks: Sequence[Remark], first: int) -> bytes:
        for number, remark in enumerate(remarks, first):
            says = f'{self.declared.decode()} w:id="{number}"/>'.encode()
            reference = b"<w:r" + self.declared + b"><w:commentReference" + f' w:id="{number}"/></w:r>'.encode()
            end = self._cut(remark.end - 1, behind=True)
            end.ends.append(b"<w:commentRangeEnd" + says + reference)
            self._cut(remark.start, behind=False).starts.append(b"<w:commentRangeStart" + says)
        inserted = {
            place: cut.closing + b"".join(cut.ends) + b"".join(cut.starts) + cut.opening
            for place, cut in self.cuts.items()
        }
        for number in self.kept:
            inserted[self.spans[number].inner - 1] = b' xml:space="preserve"'
        pieces, done = [], 0
        for place in sorted(inserted):
            pieces += [self.data[done:place], inserted[place]]
            done = place
        return b"".join([*pieces, self.data[done:]])

    def _cut(self, offset: int, behind: bool) -> _Cut:
        """The cut in front of the character of the source at `offset`, or behind it."""
        anchor = self.anchors[max(bisect_right(self.offsets, offset) - 1, 0)]
        number = self.numbers[id(anchor.element)]
        span, run = self.spans[number], self._run(number)
        if anchor.whole or run != span.parent or not self._is(run, "r"):
            return self.cuts[self.spans[run].end if behind else self.spans[run].start]
        character = anchor.first + offset - anchor.offset + behind
        place = byte_of(self.data, span, character) if self._is(number, "t") else None
        if place is not None and span.inner < place < span.outer:
            return self._within(run, number, place)
        siblings = self.spans[run].children
        if behind:
            if number == siblings[-1]:
                return self.cuts[self.spans[run].end]
            return self._between(run, span.end)
        content = [child for child in siblings if not self._is(child, "rPr")]
        return self.cuts[self.spans[run].start] if number == content[0] else self._between(run, span.start)

    def _run(self, number: int) -> int:
        """The run around an element, or the formula around a part of one."""
        run, at = -1, number
        while at >= 0:
            if self._is(at, "oMath"):
                return at
            if run < 0 and self._is(at, "r"):
                run = at
            at = self.spans[at].parent
        return run if run >= 0 else number

    def _is(self, number: int, name: str) -> bool:
        return self.spans[number].name.rpartition(":")[2] == name

    def _between(self, run: int, place: int) -> _Cut:
        """A cut between two elements of a run."""
        span = self.spans[run]
        cut = self.cuts[place]
        cut.closing, cut.opening = f"</{span.name}>".encode(), self._opening(span)
        return cut

    def _within(self, run: int, text: int, place: int) -> _Cut:
        """A cut within the text of a run."""
        cut = self._between(run, place)
        name = self.spans[text].name
        cut.closing = f"</{name}>".encode() + cut.closing
        cut.opening += f'<{name} xml:space="preserve">'.encode()
        if b"xml:space" not in self.data[self.spans[text].start : self.spans[text].inner]:
            self.kept.add(text)
        return cut

    def _opening(self, run: Span) -> bytes:
        """The tag of a run and its properties, once more."""
        properties = next((self.spans[child] for child in run.children if self._is(child, "rPr")), None)
        tag = self.data[run.start : run.inner]
        return tag + (self.data[properties.start : properties.end] if properties is not None else b"")


def _is_utf8(data: bytes) -> bool:
    head = re.match(rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""", data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (head and head[1].lower() not in (b"utf-8", b"utf8", b"us-ascii")):
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


# ------------------------------------------------------------------ the comments
def _comment(remark: Remark, number: int) -> str:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(_UNPRINTABLE.sub(" ", text))}</w:t></w:r></w:p>'
        for text in remark.paragraphs
    )
    return f'<w:comment w:id="{number}" w:author={quoteattr(AUTHOR)} w:initials="c">{paragraphs}</w:comment>'


def _comments_part(package: Package, name: str, made: str, strict: bool) -> dict[str, bytes]:
    """The part with the comments, and those that name it where it is new."""
    namespace = STRICT if strict else MAIN
    if name in package.names:
        data = package.data(name)
        if not data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<") or not _is_utf8(data):
            raise ReadError(package.path, None, f"cannot be annotated: {name} is not in UTF-8")
        if not spans(data)[0].name.startswith("w:"):
            made = made.replace("<w:comment ", f'<w:comment xmlns:w="{namespace}" ')
        return {name: _appended(data, made)}
    folder, main = posixpath.split(package.main)
    name = posixpath.join(folder, "comments.xml")
    while name in package.names:
        name = name.replace(".xml", "1.xml")
    rels = posixpath.join(folder, "_rels", f"{main}.rels")
    empty = f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships"></Relationships>'.encode()
    known = package.data(rels) if rels in package.names else empty
    new, count = "rIdConsistency", 0
    while f'"{new}"'.encode() in known:
        count += 1
        new = f"rIdConsistency{count}"
    relation = (
        f'<Relationship xmlns="{_PACKAGE}relationships" Id="{new}" '
        f'Type="{_STRICT_RELATIONS if strict else _RELATIONS}" Target="{posixpath.basename(name)}"/>'
    )
    part = f'<Override xmlns="{_PACKAGE}content-types" PartName="/{name}" ContentType="{_TYPE}"/>'
    return {
        name: f'{_HEAD}<w:comments xmlns:w="{namespace}">{made}</w:comments>'.encode(),
        rels: _appended(known, _plain(known, relation)),
        "[Content_Types].xml": _appended(
            package.data("[Content_Types].xml"), _plain(package.data("[Content_Types].xml"), part)
        ),
    }


def _plain(data: bytes, element: str) -> str:
    """The element, without its namespace where that is the one of the part anyway."""
    return element if ":" in spans(data)[0].name else re.sub(r' xmlns="[^"]*"', "", element)


def _appended(data: bytes, more: str) -> bytes:
    """The part with more at the end of its outermost element."""
    root = spans(data)[0]
    if root.is_empty:
        tag = data[root.start : root.inner].removesuffix(b"/>")
        return data[: root.start] + tag + b">" + more.encode() + f"</{root.name}>".encode() + data[root.end :]
    return data[: root.outer] + more.encode() + data[root.outer :]


def _rewritten(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    """The archive with some parts changed or new, all others as they are."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        written = set()
        for part in archive.infolist():
            if part.filename not in written:
                written.add(part.filename)
                data = changed[part.filename] if part.filename in changed else archive.read(part.filename)
                new.writestr(copy(part), data)
        for name in changed.keys() - written:
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, changed[name])
    return file.getvalue()
