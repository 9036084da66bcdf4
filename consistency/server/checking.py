"""Checking: one text as a page of findings, in a process that may be ended at any time."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, NamedTuple

from consistency import report
from consistency.errors import ConsistencyError
from consistency.findings import SEVERITIES, Report

if TYPE_CHECKING:
    from consistency.config import Command, Configurations
    from consistency.settings import Settings

Page = Callable[[Report, str], str]
"""A report, and the lowest severity to show, as HTML."""

SHOW = "warning"
_LONGEST_REMARKS = 5


@dataclass(frozen=True)
class Setup:
    """Under which configuration the texts of a server are checked; the fields are those of `config.Configurations`.

    `show` is the lowest severity on the page, where the command line names one.
    """

    command: Command
    config: str = ""
    no_config: bool = False
    show: str = ""
    page: Page = field(default=partial(report.render, "html"))


class Question(NamedTuple):
    """A text, or the bytes of a file, and the name that it goes by."""

    name: str
    content: str | bytes


class Answer(NamedTuple):
    """The page of a text, what is on it in a few words, and what the reader had to guess; or what is wrong.

    `status` is that of the response: 200 with a page, else with a `message`.
    """

    status: int
    page: str = ""
    summary: str = ""
    remarks: tuple[str, ...] = ()
    message: str = ""


class Checks:
    """The checks of one process; rules and configuration are read again when they were saved in the meantime."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.run = self._configured()
        self._known: dict[str, Settings] = {}

    def _configured(self) -> Configurations:
        from consistency import config

        return config.Configurations(self.setup.command, self.setup.config, self.setup.no_config)

    def settings(self, name: str) -> Settings:
        """What holds for a text of this name in the current folder, as it is now."""
        self.run = self._configured()
        found = self.run(name)
        known = self._known.get(found.digest)
        if known is None:
            self._known = {found.digest: found}  # its rules are compiled once, however many texts there are
        return known or found

    def __call__(self, question: Question) -> Answer:
        """What to say to a text; anything but a ConsistencyError is a bug of this program."""
        from consistency import engine

        name = question.name
        try:
            settings = self.settings(name)
            found = engine.check([], texts={name: question.content}, settings=settings, keep=False, pages=True, jobs=1)
            if found.errors:
                return Answer(422, message=str(found.errors[0].message))
            show = self.setup.show or self.run.of(name).show or SHOW
            page = self.setup.page(found, show)
        except ConsistencyError as error:
            return Answer(500, message=str(error))
        return Answer(200, page, told(found, show), remarks(found))


def told(found: Report, show: str) -> str:
    """How many findings of each severity there are to see: "1 error and 2 warnings"."""
    from consistency.report.drawing.line import number_of

    severities = [finding.severity for finding in found.shown(show)]
    counts = [number_of(severities.count(name), name) for name in reversed(SEVERITIES) if name in severities]
    if not counts:
        return f"nothing to report about {number_of(found.n_figures, 'figure')}"
    *most, last = counts
    return f"{', '.join(most)} and {last}" if most else last


def remarks(found: Report) -> tuple[str, ...]:
    """What a person should know about how the text was read."""
    said = [f"line {one.line}: {one.message}" if one.line else one.message for one in (*found.notes, *found.remarks)]
    return tuple(said[:_LONGEST_REMARKS])


def work(connection: Connection, setup: Setup) -> None:
    """Answer the questions that come, until nobody is there any more; first None, or what is wrong with the rules."""
    # Ctrl-C reaches the whole group; it is for the server to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_the_server()
    try:
        checks = Checks(setup)
        _ = checks.settings("text.md").rules
        checks.run.check_names(["text.md"])
        checks(Question("text.md", "Of the 40 rowers, 30 trained on the 2 lakes.\n"))  # loads what all texts need
        connection.send(None)
    except ConsistencyError as error:
        connection.send(error)
        return
    while True:
        try:
            question = connection.recv()
        except EOFError:
            return
        try:
            answer = checks(question)
        except Exception as error:
            _tell(error)
            answer = Answer(500, message="The check failed: that is a fault of this program, and not of the text.")
        try:
            connection.send(answer)
        except OSError:
            return


def _end_with_the_server() -> None:
    """No check outlives the server, however that ended."""
    server = parent_process()
    if server is None:
        return
    sentinel = server.sentinel

    def watch() -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _tell(error: Exception) -> None:
    """Where a bug struck. What it says of itself may quote the text, and is told nobody."""
    places = "".join(traceback.format_tb(error.__traceback__))
    sys.stderr.write(f"a bug, please report it: {type(error).__name__}\n{places}")
