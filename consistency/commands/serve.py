"""`consistency serve`: a page for a text that one pastes or a file that one drops, on this machine alone."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import click

from consistency.commands import levels
from consistency.commands.given import Said, settled
from consistency.errors import ConsistencyError
from consistency.report.drawing.stream import write

if TYPE_CHECKING:
    from consistency.server.checking import Page
    from consistency.server.desk import Desk
    from consistency.server.pages import Pages
    from consistency.server.serving import Server

PORT = 8642
PLACES = 2
"""How many texts are checked at the same time."""


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    metavar="N",
    help="The port on this machine; 0 takes one that is free.",
)
@click.option("--no-browser", is_flag=True, help="Do not open the page. It is opened only from a terminal.")
@settled
@levels.SHOW_OPTION
@click.option(
    "--size-limit",
    type=click.FloatRange(0.001, 1000),
    default=10,
    show_default=True,
    metavar="MB",
    help="The largest text or file.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(0.1, 3600),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="How long a check may take.",
)
def serve(
    port: int,
    no_browser: bool,
    said: Said,
    show: str | None,
    size_limit: float,
    time_limit: float,
) -> None:
    """Open a page on which a text can be pasted, or a file dropped, to be checked.

    The page is for this machine alone, and nothing that is sent there is stored. Its address is the first line of the output.
    The configuration is that of the current folder; a text or file counts as one in that folder. Ctrl-C ends it, with exit
    code 130.
    """
    from consistency.server.checking import Setup
    from consistency.server.desk import Desk

    setup = Setup(*said, show or "")
    pages = _pages(setup.page, round(size_limit * 1_000_000))
    pages.form()  # what is missing for it is missed now
    desk = Desk(setup, PLACES, time_limit)
    try:
        with _server(port, desk, pages) as server:
            write(f"{server.url}\n")
            sys.stdout.flush()
            write("a page to check texts, for this machine alone; Ctrl-C ends it\n", sys.stderr)
            if not no_browser and _has_browser():
                import webbrowser

                webbrowser.open(server.url)
            server.serve_forever()
    finally:
        desk.close()


def _pages(render: Page, largest: int) -> Pages:
    from consistency import readers
    from consistency.server.pages import Pages

    kinds: dict[str, tuple[str, ...]] = {}
    for suffix, reader in readers.SUFFIXES.items():
        kinds[reader] = (*kinds.get(reader, ()), suffix)
    return Pages(render, largest, tuple(sorted(kinds.values())))


def _server(port: int, desk: Desk, pages: Pages) -> Server:
    from consistency.server.serving import Server

    try:
        return Server(port, desk, pages)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = f"port {port} is in use, perhaps by another consistency serve; --port 0 takes one that is free"
        elif error.errno == errno.EACCES:
            message = f"port {port} may not be used; --port 0 takes one that may"
        else:
            message = f"port {port} cannot be used: {error.strerror or error}"
        raise ConsistencyError(None, None, message) from None


def _has_browser() -> bool:
    """Whether there is somebody to see a page, and something to show it that does not take over the terminal."""
    if not sys.stdout.isatty():
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
