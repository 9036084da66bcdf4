"""The readers: one module for each kind of file, found by its name's suffix.

A module here that declares `SUFFIXES = (".abc", ...)` on one line is a reader. A reader of text has
`read_text(path: str, text: str) -> Document`, and if it says `FRONT_MATTER = True` a third parameter, the house's own names
for the front matter; a reader of a binary format has `read_bytes(path: str, data: bytes) ->
Document`. Nothing is registered anywhere else. The declarations are read without importing the modules: only the
reader that a file needs is loaded.
"""

from __future__ import annotations

import ast
import codecs
import os
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from types import ModuleType

from consistency.document import Document, Note
from consistency.errors import ReadError
from consistency.front_keys import NO_KEYS, FrontKeys
from consistency.grammar.lazy import pattern

__all__ = ["SUFFIXES", "decode", "read", "read_text"]

_DECLARATION = re.compile(r"^SUFFIXES\s*=\s*(\(.*\))", re.MULTILINE)


def _declared() -> Iterator[tuple[str, str]]:
    """(suffix, module name) of each reader in this folder."""
    for finder, name, _ in pkgutil.iter_modules(__path__):
        spec = finder.find_spec(name, None)
        get_source = getattr(spec.loader, "get_source", None) if spec else None
        source = get_source(name) if get_source else None
        if source is None:  # compiled only: the module itself must tell
            suffixes = getattr(import_module(f"{__name__}.{name}"), "SUFFIXES", ())
        else:
            found = _DECLARATION.search(source)
            suffixes = ast.literal_eval(found[1]) if found else ()
        for suffix in suffixes:
            yield suffix, name


def _by_suffix() -> dict[str, str]:
    modules: dict[str, str] = {}
    for suffix, name in _declared():
        if modules.setdefault(suffix, name) != name:
            raise ImportError(f"two readers declare the suffix {suffix}: {modules[suffix]} and {name}")
    return modules


SUFFIXES: dict[str, str] = _by_suffix()
"""Lower-case suffix -> name of the reader's module."""


def read(path: str, data: bytes, suffix: str | None = None, keys: FrontKeys = NO_KEYS) -> Document:
    """The document in a file's bytes; `suffix` (with its dot) overrules that of `path`.

    Raises ReadError for a suffix without a reader, and for data that is no text.
    """
    reader = _reader(path, suffix)
    if hasattr(reader, "read_bytes"):
        document: Document = reader.read_bytes(path, data)
        return document
    text, notes = decode(path, data)
    document = _read(reader, path, text, keys)
    return replace(document, notes=(*notes, *document.notes)) if notes else document


def read_text(path: str, text: str, suffix: str | None = None, keys: FrontKeys = NO_KEYS) -> Document:
    """The document in a file's decoded text; ReadError for a suffix without a reader of text."""
    reader = _reader(path, suffix)
    if not hasattr(reader, "read_text"):
        raise ReadError(path, None, f"a {suffix or os.path.splitext(path)[1]} file is not text")
    return _read(reader, path, text.removeprefix("\ufeff"), keys)


def _read(reader: ModuleType, path: str, text: str, keys: FrontKeys) -> Document:
    with_keys = (keys,) if getattr(reader, "FRONT_MATTER", False) else ()
    document: Document = reader.read_text(path, text, *with_keys)
    return document


def _reader(path: str, suffix: str | None) -> ModuleType:
    wanted = (suffix if suffix is not None else os.path.splitext(path)[1]).lower()
    name = SUFFIXES.get(wanted)
    if name is None:
        known = ", ".join(sorted(SUFFIXES))
        raise ReadError(path, None, f"no reader for {wanted or 'a name without a suffix'} (there are: {known})")
    return import_module(f"{__name__}.{name}")


# ---------------------------------------------------------------------------------------------- from bytes to text
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "compressed"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
)
_CONTROLS = bytes(code for code in range(1, 32) if code not in b"\t\n\r\f\x08\x1b")
_CHARSET = pattern(
    r"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    r"""|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})"""
    r"""|^(?:encoding|charset)\s*[:=]\s*["']?([\w.:-]{2,40})""",
    re.IGNORECASE | re.MULTILINE | re.ASCII,
)


def decode(path: str, data: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text in `data`, without a byte order mark and with its line ends as they are, and what had to be guessed.

    UTF-8 first, then what the file declares for itself, then Windows-1252. Raises ReadError for binary data.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(path, data[len(mark) :], encoding)
    _refuse_binary(path, data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    declared = _CHARSET.search(data[:4096].decode("ascii", "replace"))
    name = next((group for group in declared.groups() if group), "") if declared else ""
    codec = _codec(name)
    if codec and codec != "utf-8":
        try:
            return data.decode(codec), (Note(line, f"not UTF-8; read as {name}, which the file declares"),)
        except UnicodeDecodeError:
            pass
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if len(text) - len(text.encode("ascii", "ignore")) - bad > bad:
        return text, (Note(line, f"not UTF-8 in {_places(bad)}, read as \ufffd"),)
    kept = f", and not {name}, which the file declares" if name else ""
    try:
        return data.decode("cp1252"), (Note(line, f"not UTF-8{kept}; read as Windows-1252, which is a guess"),)
    except UnicodeDecodeError:
        return data.decode("latin-1"), (Note(line, f"not UTF-8{kept}; read as Latin-1, which is a guess"),)


def _decode_marked(path: str, data: bytes, encoding: str) -> tuple[str, tuple[Note, ...]]:
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    if "\0" in text or bad > 1 + len(text) // 50:
        raise ReadError(path, None, f"not text: it begins like {encoding.upper()} but is none")
    if not bad:
        return text, ()
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    return text, (Note(line, f"not {encoding.upper()} in {_places(bad)}, read as \ufffd"),)


def _places(count: int) -> str:
    return "one place" if count == 1 else f"{count:,} places"


def _refuse_binary(path: str, data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(path, None, f"not text: it looks like {what}")
    nul = data.find(b"\0")
    if nul >= 0:
        raise ReadError(path, None, f"not text: there is a zero byte at offset {nul:,}")
    head = data[:8192]
    if (len(head) - len(head.translate(None, _CONTROLS))) * 20 > len(head):
        raise ReadError(path, None, "not text: too many control characters")


def _codec(name: str) -> str:
    """Python's name of a declared encoding, or empty; Latin-1 means Windows-1252, as browsers read it."""
    try:
        codec = codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
    return "cp1252" if codec in ("iso8859-1", "ascii") else codec
