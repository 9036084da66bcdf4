"""Whole file: what is written is there whole, or the file is as it was.

The text goes into a new file in the same folder, which then takes the old one's place and has its rights. A device or a
pipe, which nothing can take the place of, is written to directly.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress


def put(path: str, data: bytes) -> None:
    """Write a file; OSError, and the file as it was, where that fails."""
    if is_special(path):
        with open(path, "wb", buffering=0) as file:
            _all(file.fileno(), data)
        return
    with _beside(os.path.realpath(path)) as handle:
        _all(handle, data)
        os.fsync(handle)


def is_special(path: str) -> bool:
    """Whether something is there that cannot be replaced by a file: a device, a pipe."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


@contextmanager
def _beside(place: str) -> Iterator[int]:
    """A new file in the folder of `place`, open to be written, that takes its place at the end."""
    mode = None
    if os.path.exists(place):
        if os.path.isdir(place):
            raise IsADirectoryError(None, "it is a folder")
        if not os.access(place, os.W_OK):
            raise PermissionError(None, "the file there is read-only")
        mode = stat.S_IMODE(os.stat(place).st_mode)
    name = os.path.join(os.path.dirname(place), f".consistency-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        try:
            yield handle
        finally:
            os.close(handle)
        if mode is not None:
            os.chmod(name, mode)
        os.replace(name, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
