"""Discovery: which files the paths of a command mean.

A file is itself, whatever it is called. A folder means the files in it and below it that have a reader, without
hidden ones and without those that a `.gitignore` leaves out: the folder's own, those below it, and those above it up
to the root of the git repository that it belongs to. What a configuration excludes is left out even where it is named.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from consistency.errors import ConsistencyError, ReadError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE = ".gitignore"


class Territory(Protocol):
    """What a configuration says of the folders that it holds for."""

    @property
    def path(self) -> str: ...
    @property
    def suffixes(self) -> Collection[str]: ...

    def excludes(self, path: str, is_folder: bool = False) -> bool: ...


@dataclass(slots=True, eq=False)
class Found:
    """The files that some paths mean, in order and once each; what could not be searched; what else to know."""

    files: list[str] = field(default_factory=list)
    errors: list[ConsistencyError] = field(default_factory=list)
    remarks: list[ConsistencyError] = field(default_factory=list)


class Ignores(NamedTuple):
    """The patterns of one `.gitignore`; `base` is the absolute path of its folder."""

    base: str
    patterns: GitIgnoreSpec

    def verdict(self, path: str, is_folder: bool) -> bool | None:
        """Whether the file or folder at the absolute `path` is ignored; None where no pattern says anything of it."""
        relative = os.path.relpath(path, self.base).replace(os.sep, "/")
        return self.patterns.check_file(relative + "/" if is_folder else relative).include


def find(paths: Sequence[str], suffixes: Collection[str] | None = None) -> list[str]:
    """The files of `discover`, and after them the paths that it could not open, which nobody can read either."""
    found = discover(paths, suffixes)
    return [*found.files, *(error.path for error in found.errors if error.path)]


def discover(
    paths: Sequence[str],
    suffixes: Collection[str] | None = None,
    territory: Callable[[str], Territory] | None = None,
) -> Found:
    """The files that `paths` mean. `suffixes` (lower case, with the dot) are those wanted of a folder.

    `territory` gives the configuration that holds in a folder, and then says which suffixes are wanted there.
    """
    if suffixes is None:
        from consistency import readers

        suffixes = readers.SUFFIXES
    found = Found()
    seen: set[str] = set()
    excluded: dict[str, list[str]] = {}
    for path in paths:
        if os.path.isdir(path):
            before = len(found.errors)
            inside = list(_files(path, frozenset(suffixes), territory, found.errors))
            if not inside and len(found.errors) == before:
                found.remarks.append(ConsistencyError(path, None, "no articles found here"))
        elif os.path.lexists(path):
            here = territory(os.path.dirname(path) or os.curdir) if territory else None
            if here is not None and here.excludes(path):
                excluded.setdefault(here.path, []).append(path)
                continue
            inside = [path]
        else:
            found.errors.append(ReadError(path, None, "no such file or folder"))
            continue
        if len(paths) == 1:  # there is nothing that it could repeat
            found.files += inside
            continue
        for file in inside:
            place = os.path.abspath(file)
            if place not in seen:
                seen.add(place)
                found.files.append(file)
    for configuration, named in excluded.items():
        others = f" and {len(named) - 1} more of the named files" if named[1:] else ""
        found.remarks.append(ConsistencyError(configuration, None, f"`exclude` leaves out {named[0]}{others}"))
    return found


_UNSEEN = (".", "~$")
"""How the names of files begin that no one has written: hidden ones, and what Word and Excel keep beside an open file."""


def _files(
    top: str,
    suffixes: Collection[str],
    territory: Callable[[str], Territory] | None,
    errors: list[ConsistencyError],
) -> Iterator[str]:
    """The wanted files below a folder, by name, the files of a folder before those of its folders."""
    above = _ignores_above(os.path.abspath(top), errors)
    if _ignored(os.path.abspath(top), True, above):
        above = []  # who names an ignored folder wants it searched
    waiting = [("" if top == os.curdir else top, above)]
    while waiting:
        folder, ignores = waiting.pop()
        try:
            with os.scandir(folder or os.curdir) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            errors.append(ReadError(folder or top, None, f"the folder cannot be opened: {error.strerror or error}"))
            continue
        if any(entry.name == IGNORE_FILE for entry in listed):
            ignores = [*ignores, *_ignores_of(os.path.abspath(folder or os.curdir), errors)]
        here = territory(folder or os.curdir) if territory else None
        wanted_here = here.suffixes if here is not None else suffixes
        folders = []
        for entry in listed:
            if entry.name.startswith(_UNSEEN):
                continue
            # A link to a folder is not followed: it may lead back to where it stands.
            is_folder = _is(entry, "folder")
            wanted = is_folder or os.path.splitext(entry.name)[1].lower() in wanted_here
            if not wanted or (ignores and _ignored(os.path.abspath(entry.path), is_folder, ignores)):
                continue
            path = os.path.join(folder, entry.name)
            if here is not None and here.excludes(path, is_folder):
                continue
            if is_folder:
                folders.append((path, ignores))
            elif _is(entry, "file"):
                yield path
        waiting += reversed(folders)


def _is(entry: os.DirEntry[str], kind: str) -> bool:
    try:
        return entry.is_file() if kind == "file" else entry.is_dir(follow_symlinks=False)
    except OSError:  # a link that leads to itself
        return False


def _ignored(path: str, is_folder: bool, ignores: Sequence[Ignores]) -> bool:
    """As git has it: the nearest `.gitignore` that says anything decides."""
    for ignore in reversed(ignores):
        verdict = ignore.verdict(path, is_folder)
        if verdict is not None:
            return verdict
    return False


def _ignores_above(folder: str, errors: list[ConsistencyError]) -> list[Ignores]:
    """The `.gitignore` files above a folder, if it lies in a git repository, the topmost first."""
    above: list[str] = []
    place = folder
    while not os.path.exists(os.path.join(place, ".git")):
        parent = os.path.dirname(place)
        if parent == place:
            return []
        above.append(parent)
        place = parent
    return [ignores for name in reversed(above) for ignores in _ignores_of(name, errors)]


def _ignores_of(folder: str, errors: list[ConsistencyError]) -> Iterator[Ignores]:
    path = os.path.join(folder, IGNORE_FILE)
    if not os.path.isfile(path):
        return
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError as error:
        errors.append(ReadError(path, None, f"cannot be read: {error.strerror or error}"))
        return
    from pathspec import GitIgnoreSpec

    try:
        patterns = GitIgnoreSpec.from_lines(lines)
    except ValueError:  # a lone "!" or "\\", which git passes over
        patterns = GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line))
    yield Ignores(folder, patterns)


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
