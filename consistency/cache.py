"""Cache: what is costly to make, kept in a folder of one's own from run to run.

An entry is named by a digest of all that it depends on, so none is ever out of date. Whatever goes wrong with the folder
or a file in it (no right to write, a full disk, a damaged entry, two runs at once) costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
_CODE = (".py", ".yaml")

VARIABLE = "CONSISTENCY_CACHE_DIR"
"""The environment variable that names another folder."""


_KEPT = ("configurations", "pages", "rules", "results.sqlite3*")
"""What is kept: the kinds of `store`, and the database of `results` with what belongs to it."""


def folder() -> Path:
    """The folder of the cache: the one that the environment names, else the platform's."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("consistency", appauthor=False))


@cache
def program() -> str:
    """A digest of this program and of this Python: between two releases the files change alone.

    In a checkout a file is known by its time and its size, as Python itself knows whether its bytecode is up to date.
    """
    from consistency import __version__

    whole = hashlib.sha256(f"{__version__} {sys.version}".encode())
    for record in PACKAGE.parent.glob("figure_consistency-*.dist-info/RECORD"):
        # Where an installer has left the digests of all files, they need not be read again.
        listed = record.read_bytes()
        if b"consistency/cache.py," in listed:
            whole.update(listed)
            return whole.hexdigest()
    for folder, folders, names in os.walk(PACKAGE):
        folders.sort()
        for name in sorted(names):
            if name.endswith(_CODE):
                status = os.stat(os.path.join(folder, name))
                whole.update(f"{name} {status.st_mtime_ns} {status.st_size} ".encode())
    return whole.hexdigest()


def digest(parts: Iterable[str | bytes]) -> str:
    """The name of what depends on these texts and on this program."""
    whole = hashlib.sha256(program().encode())
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        whole.update(f" {len(data)} ".encode())
        whole.update(data)
    return whole.hexdigest()


def load(kind: str, key: str) -> Any:
    """The entry of this name, or None. Only what this user has written is read: an entry may hold any object."""
    path = folder() / kind / key
    try:
        with path.open("rb") as file:
            return pickle.load(file) if _is_own(os.fstat(file.fileno())) else None
    except (OSError, EOFError, pickle.UnpicklingError, ValueError, AttributeError, ImportError, IndexError, KeyError):
        return None


def is_own(path: Path) -> bool:
    """Whether this user has written the file; only then may an object in it be made."""
    return _is_own(path.stat())


def _is_own(status: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or status.st_uid == os.getuid()


def clear() -> None:
    """Remove all that is kept, and nothing else that is in the folder; OSError where that is not allowed."""
    import shutil

    place = folder()
    for kept in [one for pattern in _KEPT for one in place.glob(pattern)]:
        with contextlib.suppress(FileNotFoundError):
            if kept.is_dir() and not kept.is_symlink():
                shutil.rmtree(kept)
            else:
                kept.unlink()
    with contextlib.suppress(OSError):
        place.rmdir()


def store(kind: str, key: str, value: object) -> None:
    """Keep an entry; it is there whole or not at all."""
    import tempfile  # most runs find all that they need

    place = folder() / kind
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=place)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            pickle.dump(value, file, protocol=pickle.HIGHEST_PROTOCOL)
        os.replace(name, place / key)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(name)
