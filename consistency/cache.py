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
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

VARIABLE = "CONSISTENCY_CACHE_DIR"
"""The environment variable that names another folder."""


def folder() -> Path:
    """The folder of the cache: the one that the environment names, else the platform's."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("consistency", appauthor=False))


def digest(parts: Iterable[str | bytes]) -> str:
    """The name of what depends on these texts, on this program and on this Python."""
    from consistency import __version__

    whole = hashlib.sha256(f"{__version__} {sys.version}".encode())
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
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            return pickle.load(file)
    except (OSError, EOFError, pickle.UnpicklingError, ValueError, AttributeError, ImportError, IndexError, KeyError):
        return None


def store(kind: str, key: str, value: object) -> None:
    """Keep an entry; it is there whole or not at all."""
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
