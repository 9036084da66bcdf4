"""Package: the parts of a Word file, and how one part names another.

A part is XML of which nobody knows who wrote it: a document type, with which a few lines can stand for gigabytes, is
refused, and so is a part with more elements than fit into the memory.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from contextlib import suppress
from functools import cached_property
from xml.etree import ElementTree
from xml.parsers import expat

from consistency.errors import ReadError
from consistency.office.archive import open_archive

Element = ElementTree.Element

LARGEST_PART = 64_000_000
"""Bytes of one part of XML: a document of 300 pages has two to ten million."""

MOST_TAGS = 2_000_000
"""Tags of one part: a document of 300 pages has some 300,000, and each takes about a hundred bytes of memory."""

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The two names of the namespace of Word documents; the elements are the same."""

W = f"{{{MAIN}}}"
_TYPES = "/relationships/"
_DAMAGED = (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


class _ReachedRootError(Exception):
    """The first element has been reached."""


class Package:
    """A Word file opened; raises ReadError for one that is encrypted, damaged, a bomb, or something else."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.archive = open_archive(path, data, "a Word document", "a .doc file")
        self.names = set(self.archive.namelist())

    @cached_property
    def main(self) -> str:
        """The name of the part that is the text itself."""
        found = [target for kind, target in self.relations("") if kind == "officeDocument"]
        name = next((target for target in found if target in self.names), "word/document.xml")
        if name not in self.names:
            raise ReadError(self.path, None, "not a Word document: the part with its text is missing")
        return name

    def relations(self, part: str) -> list[tuple[str, str]]:
        """(kind, name of the part) of all that the part names; of the package itself for an empty name."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = []
        for one in root if root is not None else ():
            kind, target = one.get("Type", "").rpartition(_TYPES)[2], one.get("Target", "")
            if one.get("TargetMode") != "External":
                found.append((kind.rpartition("/")[2], posixpath.normpath(posixpath.join("/", folder, target))[1:]))
        return found

    def related(self, kind: str) -> str:
        """The name of the part of this kind that belongs to the text; empty where there is none."""
        return next((target for found, target in self.relations(self.main) if found == kind), "")

    def data(self, name: str) -> bytes:
        """The bytes of a part."""
        try:
            if self.archive.getinfo(name).file_size > LARGEST_PART:
                raise ReadError(self.path, None, f"too large: {name} has more than {LARGEST_PART // 1_000_000} MB")
            return self.archive.read(name)
        except _DAMAGED as error:
            raise ReadError(self.path, None, f"not a sound Word document: {name} cannot be unpacked") from error

    def tree(self, name: str) -> Element | None:
        """The XML of a part, in the common namespace; None where there is no such part."""
        if name not in self.names:
            return None
        data = self.data(name)
        if data.count(b"<") > MOST_TAGS:
            raise ReadError(self.path, None, f"too large: {name} has more than {MOST_TAGS:,} tags")
        try:
            _refuse_document_type(data)
            return ElementTree.fromstring(data.replace(STRICT.encode(), MAIN.encode()))
        except (ElementTree.ParseError, expat.ExpatError, ValueError, LookupError) as error:
            raise ReadError(self.path, None, f"not a sound Word document: {name}: {error}") from None

    def text(self) -> Element:
        """The element `w:document`."""
        root = self.tree(self.main)
        if root is None or root.tag != W + "document":
            raise ReadError(self.path, None, f"not a Word document: {self.main} is something else")
        return root


def _refuse_document_type(data: bytes) -> None:
    """ValueError where the XML has a document type; it could only stand in front of the first element."""

    def refuse(*_: object) -> None:
        raise ValueError("it declares a document type, which no Word file has")

    def reached(*_: object) -> None:
        raise _ReachedRootError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = reached
    with suppress(_ReachedRootError):
        parser.Parse(data, True)
