"""Archive: an office file of XML parts in a zip, opened only where that is safe.

Whoever sends a file decides what stands in it. The sizes that a zip declares bound what Python reads of it, so that a
few hundred bytes of directory tell whether it would fill the memory.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

from consistency.errors import ReadError

LARGEST = 200_000_000
"""Bytes that the parts of a file may come to, unpacked."""

SUSPECT, MOST_TIMES = 20_000_000, 200
"""A part of more than so many bytes may not be more than so many times its packed size: text packs 5 to 50 times."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_archive(path: str, data: bytes, what: str, old: str) -> zipfile.ZipFile:
    """The archive in `data`. `what` names the file ("a workbook"), `old` its form before there were archives (".xls").

    Raises ReadError for one that is encrypted, of the old form, cut short, or a bomb.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ReadError(path, None, "encrypted: save it without a password")
        raise ReadError(path, None, f"not {what} of today: it looks like {old}; save it in the new format")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ReadError(path, None, f"not {what}: {_in_words(error)}") from None
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > LARGEST:
        raise ReadError(path, None, f"too large: it unpacks to more than {LARGEST // 1_000_000} MB")
    for part in parts:
        if part.flag_bits & 1:
            raise ReadError(path, None, "encrypted: save it without a password")
        if part.file_size > SUSPECT and part.file_size > MOST_TIMES * max(part.compress_size, 1):
            raise ReadError(path, None, f"looks like a zip bomb: {part.filename} unpacks to {part.file_size:,} bytes")
    return archive


def _in_words(error: Exception) -> str:
    said = str(error).strip().rstrip(".")
    return said[:1].lower() + said[1:] if said else type(error).__name__
