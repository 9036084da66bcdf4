"""Given: what the paths of a command mean, and under which configuration they stand."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple

import click

from consistency.commands.options import CONFIG, IGNORE, LANG, LOCALE, NO_CONFIG, RULES, SELECT
from consistency.errors import ConfigError, ConsistencyError, ReadError, did_you_mean
from consistency.report.drawing.stream import tell

if TYPE_CHECKING:
    from consistency.config import Command, Config, Configurations
    from consistency.findings import Report

STDIN = "-"


class Given(NamedTuple):
    """What the paths of a command mean: files, the text of standard input by its name, and what could not be opened."""

    files: list[str]
    texts: dict[str, str]
    errors: tuple[ConsistencyError, ...]
    remarks: tuple[ConsistencyError, ...] = ()

    @classmethod
    def of(cls, paths: Sequence[str], stdin_name: str | None, quiet: bool, run: Configurations | None = None) -> Given:
        """Find the files, read standard input for `-`, and say what a user should know (unless `quiet`).

        `run` tells which files the configurations leave out, and which they have besides.
        """
        from consistency import discovery

        if stdin_name and STDIN not in paths:
            raise click.UsageError("--stdin-filename names standard input: give the path - as well")
        found = discovery.discover(
            [path for path in paths if path != STDIN] if paths else [os.curdir],
            territory=run.of_folder if run else None,
        )
        texts: dict[str, str] = {}
        errors = list(found.errors)
        remarks: list[ConsistencyError] = []
        if STDIN in paths:
            name = stdin_name or "stdin.md"
            try:
                text, remarks = _stdin(name)
                here = run.of(name) if run else None
                if here is not None and here.excludes(name):
                    found.remarks.append(ConsistencyError(here.path, None, f"`exclude` leaves out {name}"))
                else:
                    texts[name] = text
            except ReadError as error:
                errors.append(error)
        if not quiet:
            tell([*found.remarks], "warning")
        return cls(found.files, texts, tuple(errors), tuple(remarks))

    def told(self, report: Report) -> Report:
        """The report with what was already known before the engine read anything."""
        errors, remarks = (*self.errors, *report.errors), (*self.remarks, *report.remarks)
        return replace(report, errors=errors, remarks=remarks)


def _stdin(name: str) -> tuple[str, list[ConsistencyError]]:
    from consistency import readers

    if sys.stdin is None:
        raise ReadError(name, None, "standard input is closed")
    try:
        data = sys.stdin.buffer.read()
    except OSError as error:
        raise ReadError(name, None, f"standard input cannot be read: {error.strerror or error}") from None
    text, notes = readers.decode(name, data)
    return text, [ConsistencyError(name, note.line, note.message) for note in notes]


class Said(NamedTuple):
    """What a command line says of rules and settings: the arguments of `config.Configurations`."""

    command: Command
    path: str
    none: bool

    def configurations(self) -> Configurations:
        """The configuration that is named for all files, or none, or for each the nearest one."""
        from consistency.config import Configurations

        return Configurations(*self)


def settled(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say which rules and settings hold; it is called with them as one argument, `said`."""

    @wraps(command)
    def called(
        *args: object,
        rule_paths: tuple[str, ...],
        config_path: str | None,
        no_config: bool,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        lang: str,
        locale: str,
        **rest: object,
    ) -> None:
        from consistency.config import Command

        said = _said(config_path, no_config, Command(rule_paths, select, ignore, lang, locale, lean=True))
        command(*args, said=said, **rest)

    for option in (LOCALE, LANG, IGNORE, SELECT, NO_CONFIG, CONFIG, RULES):
        called = option(called)
    return called


def _said(path: str | None, none: bool, command: Command) -> Said:
    if none and path:
        raise click.UsageError("--config and --no-config exclude each other")
    return Said(command, path or "", none)


def configurations(path: str | None, none: bool, command: Command | None = None) -> Configurations:
    """The configurations of a command with few of the options of `settled`."""
    from consistency import config

    return _said(path, none, command or config.Command()).configurations()


def configuration(path: str | None, none: bool, paths: Sequence[str] = ()) -> Config:
    """The configuration that is named, or the one that `paths` (none: the current folder) lie under."""
    return configurations(path, none).of_folder(folder_of(paths))


def folder_of(paths: Sequence[str]) -> str:
    """The folder that all the paths of a command lie in (none: the current one)."""
    places = [os.path.abspath(os.curdir if place == STDIN else place) for place in paths] or [os.getcwd()]
    folders = [place if os.path.isdir(place) else os.path.dirname(place) for place in places]
    try:
        return os.path.commonpath(folders)
    except ValueError:  # on several drives
        return folders[0]


def known(name: str, known: Sequence[str], what: str) -> None:
    if name not in known:
        raise ConfigError(None, None, f"no {what} is called {name!r}{did_you_mean(name, known)}")
