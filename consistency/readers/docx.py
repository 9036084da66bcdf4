"""Word documents: what a person reads of them with all changes accepted, in the order in which it stands.

The source of such a document is a text of its own, one line a paragraph or row, in which each stretch has its address:
"paragraph 12", "table 2, cell B3". The XML is read with the standard library: python-docx, the library for such files,
leaves out what was inserted while changes were tracked, text boxes and content controls, and needs lxml. Macros are
never looked at.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from consistency.document import Document
from consistency.errors import ReadError
from consistency.office.composed import Composed
from consistency.office.package import Package
from consistency.office.properties import Properties, read_properties
from consistency.office.word import Word

SUFFIXES = (".docx", ".docm")

FRESH = datetime.timedelta(days=31)
"""A file that was changed later than so long after its beginning was made of another one: its date says nothing."""


def read_bytes(path: str, data: bytes) -> Document:
    """The document in a Word file. Raises ReadError for one that is damaged, encrypted or too large."""
    if not data:
        return Composed(path).document()
    return read_word(path, data)[0]


def read_word(path: str, data: bytes) -> tuple[Document, Word]:
    """The document in a Word file, and where in the file each stretch of it stands."""
    package = Package(path, data)
    composed = Composed(path)
    word = Word(composed, package)
    try:
        with package.archive:
            properties = read_properties(package)
            word.read()
    except RecursionError:
        raise ReadError(path, None, "not a sound Word document: its elements are nested too deep") from None
    document = composed.document(language=word.language)
    return replace(document, date=_date(document, properties), meta=properties.meta), word


def _date(document: Document, properties: Properties) -> str:
    """The day on which a fresh draft was begun, unless its dateline says another."""
    from consistency.extraction import published

    created, modified = properties.created, properties.modified
    if created is None or modified is None or not datetime.timedelta(0) <= modified - created <= FRESH:
        return ""
    return published(document) or created.isoformat()
