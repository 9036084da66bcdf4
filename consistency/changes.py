"""Changes: which lines of which files are new since a revision of their git repository.

Asked of git itself: what differs between the revision and the files as they lie there now, staged or not. A file that git
does not track counts as wholly changed. Where lines were only taken out, the lines on either side of the gap count, for
a sum may be wrong for the lack of a part.
"""

from __future__ import annotations

import os
import re
import subprocess
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from consistency.errors import ConfigError

if TYPE_CHECKING:
    from consistency.findings import Finding, Mark, Report

Lines = tuple[int, int]
"""A first and a last line, 1-based."""

_DIFF = (
    "diff", "--unified=0", "--inter-hunk-context=0", "--text", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative",
    "--find-renames", "--src-prefix=a/", "--dst-prefix=b/", "--submodule=short", "--ignore-submodules=none",
)  # fmt: skip
"""Whatever the user's settings say: hunks without context, under plain names, of every file that has changed."""

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_SUBMODULE = re.compile(rb"-Subproject commit ([0-9a-f]{7,64})")
_ESCAPE = re.compile(rb"\\(?:([0-7]{3})|(.))")
_ESCAPED = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


@dataclass(frozen=True)
class Changes:
    """The lines that are new since a revision, by the real path of each file that git tracks and that has changed.

    `tops` are the repositories asked: the top folder of each, that of a submodule too. `untracked` are the files, and
    folders with a separator at the end, that git knows nothing of.
    """

    tops: tuple[str, ...]
    lines: Mapping[str, Sequence[Lines]] = field(default_factory=dict)
    untracked: frozenset[str] = frozenset()

    def touched(self, paths: Iterable[str]) -> list[str]:
        """Those of the paths that have changed at all, in their order."""
        paths = list(paths)
        unknown = [path for path in paths if _key(path) not in self.lines and not self._is_new(path)]
        same = {*unknown} - self._ignored(unknown)
        return [path for path in paths if path not in same]

    def narrow(self, report: Report) -> Report:
        """The report with the findings alone that have a place in a changed line."""
        paths = dict.fromkeys(mark.path for found in report.findings for mark in found.marks)
        changed = {*self.touched(paths)}

        def concerns(found: Finding) -> bool:
            return any(mark.path in changed and self._is_changed(mark) for mark in found.marks)

        return replace(report, findings=tuple(filter(concerns, report.findings)))

    def _is_changed(self, mark: Mark) -> bool:
        """Whether a place in a changed file is in a changed line."""
        lines = self.lines.get(_key(mark.path))
        if lines is None or mark.address:
            # Not tracked; or a workbook, whose lines are none that git could compare.
            return True
        number = bisect_right(lines, mark.end_line, key=lambda pair: pair[0]) - 1
        return number >= 0 and lines[number][1] >= mark.line

    def _is_new(self, path: str) -> bool:
        place = _key(path)
        if place in self.untracked or not any(_lies_in(place, top) for top in self.tops):
            return True
        above = os.path.dirname(place)
        while above != os.path.dirname(above):
            if above + os.sep in self.untracked:
                return True
            above = os.path.dirname(above)
        return False

    def _ignored(self, paths: Sequence[str]) -> set[str]:
        """Those of the paths that a `.gitignore` leaves out: named all the same, so they count as new."""
        found: set[str] = set()
        for top in self.tops:
            inside = {os.path.relpath(_key(path), top): path for path in paths if _lies_in(_key(path), top)}
            if inside:
                asked = b"".join(os.fsencode(name) + b"\0" for name in inside)
                told = _git(top, "check-ignore", "-z", "--stdin", given=asked, may_fail=True)
                names = (os.path.normpath(os.fsdecode(name)) for name in told.split(b"\0") if name)
                found.update(inside[name] for name in names if name in inside)
        return found


def since(revision: str, folder: str) -> Changes:
    """What has changed since `revision` in the git repository that `folder` lies in.

    `main...` means since the branch that is checked out left `main`. ConfigError where there is no git, no repository or
    no such revision.
    """
    top = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n"))
    return _since(_commit(revision, top), os.path.realpath(top))


def _commit(revision: str, top: str) -> str:
    """The commit that a revision names; before the first one, HEAD means the tree without files."""
    first, dots, rest = revision.partition("...")
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    commits = [
        os.fsdecode(_git(top, *asked, f"{name or 'HEAD'}^{{commit}}", may_fail=True)).strip()
        for name in ((first, rest) if dots else (revision or "-",))
    ]
    if commits == [""] and revision in ("HEAD", "@"):
        # Nothing has been committed here yet: everything is new since the tree without files.
        return os.fsdecode(_git(top, "hash-object", "-t", "tree", "--stdin")).strip()
    if not all(commits):
        raise ConfigError(None, None, f"no revision of this git repository is called {revision!r}")
    if not dots:
        return commits[0]
    if not (base := os.fsdecode(_git(top, "merge-base", *commits, may_fail=True)).strip()):
        raise ConfigError(None, None, f"the two sides of {revision!r} have no commit in common")
    return base


def _since(commit: str, top: str) -> Changes:
    lines: dict[str, list[Lines]] = {}
    tops = [top]
    untracked: set[str] = set()
    for file in _files(_git(top, *_DIFF, commit)):
        place = _key(os.path.join(top, file.name))
        if not os.path.isdir(place):
            lines[place] = _merged(file.hunks)
        elif os.path.exists(os.path.join(place, ".git")):
            # What git keeps as one entry and is a folder here: a submodule.
            below = _within(file.commit, place)
            tops += below.tops
            lines |= {path: list(pairs) for path, pairs in below.lines.items()}
            untracked |= below.untracked
    listed = _git(top, "ls-files", "-z", "--others", "--exclude-standard", "--full-name")
    for name in (os.fsdecode(raw) for raw in listed.split(b"\0") if raw):
        untracked.add(_key(os.path.join(top, name)) + (os.sep if name.endswith("/") else ""))
    return Changes(tuple(tops), lines, frozenset(untracked))


def _within(commit: str, top: str) -> Changes:
    """What has changed in a submodule since the commit that it stood at; where that is not at hand, everything has."""
    if not commit or not _git(top, "cat-file", "-t", commit, may_fail=True):
        return Changes((), {}, frozenset((top + os.sep,)))
    return _since(commit, top)


# ------------------------------------------------------------------ what git prints
@dataclass(slots=True)
class _File:
    """A file of a diff: its name, empty where it is gone; its changed lines; of a submodule, the commit it stood at."""

    name: str = ""
    hunks: list[Lines] = field(default_factory=list)
    commit: str = ""


def _files(diff: bytes) -> Iterator[_File]:
    """Each file of a diff that still is there."""
    file = _File()
    left = 0
    for line in diff.split(b"\n"):
        if left:
            # The text of a hunk, whatever it looks like.
            left -= line[:1] in (b"+", b"-")
            if told := _SUBMODULE.match(line):
                file.commit = told[1].decode()
        elif line.startswith(b"diff --git "):
            if file.name:
                yield file
            file = _File()
        elif line.startswith(b"+++ "):
            file.name = _name(line[4:])
        elif found := _HUNK.match(line):
            taken, start, count = int(found[1] or 1), int(found[2]), int(found[3] or 1)
            left = taken + count
            file.hunks.append((start, start + count - 1) if count else (start, start + 1))
    if file.name:
        yield file


def _name(written: bytes) -> str:
    """The name of a file as git writes it behind `+++`; empty for a file that is gone."""
    # A name with a blank in it ends with a tab, one with unusual characters stands in quotation marks.
    written = written.removesuffix(b"\t")
    if written.startswith(b'"') and written.endswith(b'"'):
        written = _ESCAPE.sub(
            lambda found: bytes([int(found[1], 8)]) if found[1] else _ESCAPED.get(found[2], found[2]), written[1:-1]
        )
    return os.fsdecode(written[2:]) if written.startswith(b"b/") else ""


def _merged(hunks: Iterable[Lines]) -> list[Lines]:
    """The stretches in order, those that touch as one."""
    merged: list[Lines] = []
    for first, last in sorted(hunks):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _git(folder: str, *arguments: str, given: bytes = b"", may_fail: bool = False) -> bytes:
    """What a command of git prints in `folder`; ConfigError, in git's own words, where it fails and may not."""
    environment = {name: value for name, value in os.environ.items() if name not in _UNSET}
    try:
        done = subprocess.run(
            ["git", "-C", folder, "-c", "core.quotepath=off", *arguments],
            input=given,
            capture_output=True,
            check=False,
            env=environment | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except FileNotFoundError:
        raise ConfigError(None, None, "--diff asks git, and there is no command git here") from None
    except OSError as error:
        raise ConfigError(None, None, f"--diff asks git, which does not start: {error.strerror or error}") from None
    if done.returncode and not may_fail:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        said = next((line for line in told if line.startswith("fatal:")), told[-1] if told else "git failed")
        if "not a git repository" in said:
            raise ConfigError(folder, None, "--diff needs a git repository, and this folder is in none")
        raise ConfigError(folder, None, f"git: {said.removeprefix('fatal: ')}")
    return b"" if done.returncode else done.stdout


_UNSET = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"))
"""What git tells a hook: true of the folder in which it was called, and of no submodule and no linked work tree."""


# ------------------------------------------------------------------ paths
def _key(path: str) -> str:
    """A path as it is compared: absolute, through all links, in one case where the system knows but one."""
    return os.path.normcase(os.path.realpath(path))


def _lies_in(place: str, folder: str) -> bool:
    return place.startswith(os.path.join(os.path.normcase(folder), ""))
