"""`consistency watch`: the articles checked again whenever one is saved."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from consistency.commands import levels
from consistency.commands.given import STDIN, Said, folder_of, settled
from consistency.commands.options import COLOUR, PATHS
from consistency.errors import ConsistencyError
from consistency.report.drawing.progress import Progress
from consistency.report.drawing.stream import look, tell, write

if TYPE_CHECKING:
    from consistency.config import Configurations
    from consistency.discovery import Found
    from consistency.findings import Report
    from consistency.report.drawing.line import Line
    from consistency.watching import Turn

PAUSE = 0.25
"""Seconds between two looks at the files, at least."""

SHARE = 9
"""A pause is this many times as long as the look before it: a tenth of one processor is the most that watching takes."""


@click.command()
@PATHS
@settled
@levels.SHOW_OPTION
@COLOUR
def watch(
    paths: tuple[str, ...],
    said: Said,
    show: str | None,
    colour: str,
) -> None:
    """Check articles, and check each of them again when it is saved.

    PATHS are as in `consistency check`, without standard input. First all findings are printed, then only what a save
    changes: findings that are new, and those that are mended. Rules and configuration are read again when they are saved.
    Ctrl-C ends it, with exit code 130.
    """
    if STDIN in paths:
        raise click.UsageError("standard input (the path -) cannot be watched")

    # Read anew for every check, as they may have been saved since the last one.
    Watch(paths, said.configurations, show, colour).go()


class Watch:
    """A watch over the files that `paths` mean; `run` reads the configurations that they stand under."""

    def __init__(self, paths: Sequence[str], run: Callable[[], Configurations], show: str | None, colour: str) -> None:
        from consistency import watching

        self.paths = list(paths) or [os.curdir]
        self.configured, self.show, self.colour = run, show, colour
        self.run = run()
        found = self._find()
        if found.errors:
            raise found.errors[0]
        tell(found.remarks, "warning")
        self.saves = watching.Saves(lambda: self._find().files)
        self.settings = watching.Saves(self._settings)
        self.standing = watching.Standing()
        self.trouble = ""
        """What is wrong with rules or settings, as it was last told."""

    def _find(self) -> Found:
        from consistency import discovery

        return discovery.discover(self.paths, territory=self.run.of_folder)

    def _settings(self) -> list[str]:
        """The files in which rules and settings stand, and those in which a configuration may yet come to stand."""
        from consistency import config, rulebook

        folders: dict[str, None] = {}
        for path in (*self.saves.told, *self.paths):
            folder = os.path.abspath(path)
            while folder not in folders:
                folders[folder] = None
                folder = os.path.dirname(folder)
        files = dict.fromkeys(os.path.join(folder, config.NAME) for folder in folders)
        files |= dict.fromkeys(one.path for one in self.run.all if one.path)
        for pack in (*(pack for one in self.run.all for pack in one.packs), *self.run.command.rules):
            try:
                files |= dict.fromkeys(map(str, rulebook.pack_files(pack)))
            except ConsistencyError:
                files[pack] = None
        return list(files)

    def check(self, files: Sequence[str]) -> Report:
        """What is shown of these files."""
        from consistency import engine
        from consistency.commands import baseline

        run = self.configured()
        run.check_names(files)
        with Progress(shown=True) as progress:
            found = engine.check(files, settings=run, progress=progress, keep=False, jobs=0, known=True)
        self.run = run
        folder = run.of_folder(folder_of(self.paths))
        found, show = levels.narrowed(found, run, self.show)
        self.standing.show = show
        return baseline.chosen(folder.path, None, False, False, None).apply(found, run.rulebook, show, True)

    def go(self) -> None:
        """Print everything once, then whatever changes, until somebody interrupts."""
        files = list(self.saves.told)
        report = self.check(files)
        for _ in self.standing.take(report, files):
            pass
        self.standing.new_errors(report, files)
        self._tell_all(report, len(files))
        while True:
            begun = time.monotonic()
            try:
                self.step()
                self.trouble = ""
            except ConsistencyError as error:
                # A rule or a setting that is being written; the findings stay as they are until it can be used.
                if str(error) != self.trouble:
                    tell([error])
                self.trouble = str(error)
            time.sleep(max(PAUSE, SHARE * (time.monotonic() - begun)))

    def step(self) -> None:
        """One look: what was saved is checked, and what that changed is told."""
        saved, gone = self.saves.look()
        again, without = self.settings.look()
        if again or without:
            # Every rule may say something else now.
            saved = list(self.saves.told)
        if not saved and not gone:
            return
        report = self.check(saved)
        # What vanishes between a look and its check is told as gone by the next look but one.
        vanished = {error.path for error in report.errors if error.path and not os.path.exists(error.path)}
        troubled = self.standing.new_errors(report, saved, gone)
        turns = [turn for turn in self.standing.take(report, saved, gone) if turn.says]
        if turns:
            self._tell(turns, report)
        tell(error for error in report.errors if error.path in troubled and error.path not in vanished)

    # -- what is printed
    def _tell_all(self, report: Report, files: int) -> None:
        from consistency import report as reports
        from consistency.report.drawing.line import number_of

        write(reports.render("terminal", report, self.standing.show, look(self.colour)))
        tell(report.errors)
        write(f"watching {number_of(files, 'file')}; Ctrl-C ends it\n", sys.stderr)

    def _tell(self, turns: Sequence[Turn], report: Report) -> None:
        from consistency.commands.turns import drawn
        from consistency.report.drawing.line import paint

        how = look(self.colour)
        lines: list[Line] = drawn(turns, report, len(self.standing), time.strftime("%H:%M:%S"), how)
        write(paint(lines, how))
