"""Watching: which articles were saved since one last looked, and what that changed in the findings.

Files are looked at, not listened to: that needs no library for each system's own signals, works over network and container
mounts, and costs a `stat` a file. A change counts once a file has looked the same twice, so that one that is being written,
or put in its place by a rename, is read when that is done.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from consistency.findings import Finding, Report

Stamp = tuple[int, int, int, int]
"""What is another number after a file was saved: two times, the size, the file's own number."""


@dataclass
class Saves:
    """The files that `find` names, as they looked when they last were told."""

    find: Callable[[], Iterable[str]]
    told: dict[str, Stamp] = field(default_factory=dict)
    _seen: dict[str, Stamp | None] = field(default_factory=dict)
    """The files that look otherwise than they were told, as they looked last; None for one that is not there."""

    def __post_init__(self) -> None:
        self.told = {path: stamp for path in self.find() if (stamp := _stamp(path))}

    def look(self) -> tuple[list[str], list[str]]:
        """The files saved, and those gone, since the last look, as far as they have come to rest."""
        now = {path: _stamp(path) for path in self.find()}
        now |= dict.fromkeys(path for path in self.told if path not in now)
        saved, gone = [], []
        seen: dict[str, Stamp | None] = {}
        for path, stamp in now.items():
            if stamp == self.told.get(path):
                continue
            if path not in self._seen or self._seen[path] != stamp:
                seen[path] = stamp
            elif stamp is None:
                del self.told[path]
                gone.append(path)
            else:
                self.told[path] = stamp
                saved.append(path)
        self._seen = seen
        return saved, gone


def _stamp(path: str) -> Stamp | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


# ------------------------------------------------------------------ findings
class Turn(NamedTuple):
    """What became of the findings in one file: those that are new, and those that are no more."""

    path: str
    new: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    gone: bool = False

    @property
    def says(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.new or self.mended)


@dataclass
class Standing:
    """The findings from the severity `show` up that stand in each file."""

    show: str = "warning"
    by_path: dict[str, dict[str, Finding]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    """What keeps a file from being read, by its path."""

    def __len__(self) -> int:
        return sum(map(len, self.by_path.values()))

    def take(self, report: Report, checked: Sequence[str], gone: Sequence[str] = ()) -> Iterator[Turn]:
        """What the report on the files `checked` changes, file by file; `gone` are files that are no more."""
        found: dict[str, list[Finding]] = {}
        for finding in report.shown(self.show):
            found.setdefault(finding.primary.path, []).append(finding)
        unreadable = {error.path for error in report.errors}
        for path in (*checked, *gone):
            if path in unreadable:
                # Nobody knows what has become of its findings.
                continue
            before = self.by_path.get(path, {})
            now = _named(found.get(path, ()))
            if now:
                self.by_path[path] = now
            else:
                self.by_path.pop(path, None)
            new = tuple(finding for name, finding in now.items() if name not in before)
            mended = tuple(finding for name, finding in before.items() if name not in now)
            yield Turn(path, new, mended, path in gone)

    def new_errors(self, report: Report, checked: Sequence[str], gone: Sequence[str] = ()) -> list[str]:
        """The paths of the files that could not be read, and could before or for another reason."""
        now = {error.path or "": error.message for error in report.errors}
        told = [path for path, message in now.items() if self.errors.get(path) != message]
        for path in (*checked, *gone):
            self.errors.pop(path, None)
        self.errors |= now
        return told


def _named(findings: Iterable[Finding]) -> dict[str, Finding]:
    """The findings of a file by what they are known by wherever their lines have moved to."""
    often: Counter[str] = Counter()
    named = {}
    for finding in findings:
        name = finding.fingerprint or "\n".join((finding.rule, finding.message, *(mark.text for mark in finding.marks)))
        often[name] += 1
        named[f"{name}\n{often[name]}"] = finding
    return named
