"""Results: the reports of files as earlier runs made them, in one database in the folder of the cache.

The name of a report says all that it depends on: this program, the rules and settings, the file's name and its bytes.
Nothing is ever out of date, so nothing is compared with a clock. Whatever goes wrong with the database (no right to
write, a full disk, a damaged file, another run that holds it) costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from consistency import cache

if TYPE_CHECKING:
    import sqlite3

    from consistency.findings import Report

NAME = "results.sqlite3"
MOST = 200_000
"""How many reports are kept, at two or three kilobytes each; the oldest go first."""
_AT_ONCE = 500
_WAIT = 5.0
"""Seconds that a run waits for another one that writes."""


def key(settings: str, path: str, content: bytes) -> bytes:
    """The name of the report on `content`, read from `path` under the settings of this digest.

    A report names the path as it was given; what holds for it by its place depends on where that is.
    """
    return bytes.fromhex(cache.digest([settings, path, os.path.abspath(path), content]))[:20]


class Results:
    """The database, opened when it is first needed; after the first thing that goes wrong it is empty and stays so."""

    def __init__(self, folder: Path | None = None) -> None:
        self._place = (folder or cache.folder()) / NAME
        self._open: sqlite3.Connection | None = None
        self._broken = False

    def find(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, Report]]:
        """The reports that are there, each with its name."""
        for first in range(0, len(keys), _AT_ONCE):
            some = keys[first : first + _AT_ONCE]
            marks = ",".join("?" * len(some))
            for name, value in self._run(f"SELECT key, report FROM reports WHERE key IN ({marks})", some):
                report = _read(value)
                if report is not None:
                    yield name, report

    def keep(self, reports: Mapping[bytes, Report]) -> None:
        """Keep some reports, all or none of them."""
        if not reports:
            return
        rows = [(name, pickle.dumps(report, pickle.HIGHEST_PROTOCOL)) for name, report in reports.items()]
        self._run("INSERT OR REPLACE INTO reports (key, report) VALUES (?, ?)", rows, many=True)
        self._run("DELETE FROM reports WHERE rowid <= (SELECT max(rowid) FROM reports) - ?", (MOST,))

    def close(self) -> None:
        """Let go of the database."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _run(self, statement: str, values: Sequence[object], many: bool = False) -> Iterable[tuple[bytes, bytes]]:
        if self._broken:
            return []
        import sqlite3

        try:
            connection = self._connection()
            with connection:
                if many:
                    connection.executemany(statement, values)  # type: ignore[arg-type]
                    return []
                return connection.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            self._broken = True
            self.close()
            if not isinstance(error, sqlite3.OperationalError):  # damaged: the next run makes a new one
                with contextlib.suppress(OSError):
                    self._place.unlink()
            return []
        except OSError:
            self._broken = True
            return []

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            import sqlite3

            self._place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self._place.exists() and not cache.is_own(self._place):
                raise OSError("another user's")
            self._open = sqlite3.connect(self._place, timeout=_WAIT)
            # What a power cut may cost here is made again.
            self._open.execute("PRAGMA synchronous = OFF")
            self._open.execute("CREATE TABLE IF NOT EXISTS reports (key BLOB PRIMARY KEY, report BLOB NOT NULL)")
        return self._open


def _read(value: bytes) -> Report | None:
    try:
        report: Report = pickle.loads(value)
    except (EOFError, pickle.UnpicklingError, ValueError, AttributeError, ImportError, IndexError, KeyError):
        return None
    return report
