"""The command line: what a person types, and what the exit code says.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage, configuration or a file that could not be read;
2 outranks 1. 130 after Ctrl-C. A command's module is imported when it is called, and imports what takes long itself.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import os
import sys
from typing import Any

import click

from consistency import __version__
from consistency.errors import ConsistencyError
from consistency.report.drawing.stream import tell, write

COMMANDS = {
    "check": "check",
    "figures": "figures",
    "rules": "rules",
    "explain": "rules",
    "test": "rules",
    "init": "start",
    "schema": "start",
    "watch": "watch",
    "serve": "serve",
    "completion": "completion",
}
"""Each command, and the module of `consistency.commands` that it stands in."""


class Group(click.Group):
    """The commands, with the errors of this program told in one line and without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(
            importlib.import_module(f"consistency.commands.{COMMANDS[cmd_name]}"), cmd_name
        )
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(f"no command is called {name!r}{_meant(name)}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ConsistencyError as error:
            tell([error])
            ctx.exit(2)
        except FileNotFoundError:
            if _is_somewhere():
                raise
            tell([ConsistencyError(None, None, "the current folder is no more")])
            ctx.exit(2)
        except KeyboardInterrupt:
            if sys.stderr.isatty():
                write("\n", sys.stderr)  # behind the ^C of the terminal
            ctx.exit(130)


def _is_somewhere() -> bool:
    try:
        return bool(os.getcwd())
    except OSError:
        return False


def _meant(name: str) -> str:
    """What a person may have meant who typed what is no command: the nearest one, or to check a file."""
    import difflib
    import shlex

    if os.path.exists(name):
        return f"; to check it: consistency check {shlex.quote(name)}"
    near = difflib.get_close_matches(name.lower(), COMMANDS, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


@click.group(name="consistency", cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="consistency", help="Print the version and stop.")
def main() -> None:
    """Check that an article agrees with its own figures: sums, shares, changes, headlines, tables.

    Nothing is looked up and nothing is guessed: the same file gives the same findings on every machine.
    """


def run() -> None:
    """The entry of the installed command."""
    # Nearly everything made at the start lives to the end: looking for garbage there costs a tenth of a short run, and
    # at the end, when Python looks through all that is left, a fifth of a check of one article.
    gc.set_threshold(1_000_000, 20, 100)
    atexit.register(gc.freeze)
    # No matrices are multiplied here; the threads that NumPy's library starts for them would only be in the way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _open_what_is_closed()
    main(prog_name="consistency")


def _open_what_is_closed() -> None:
    """Give the program standard streams where its caller has closed them: the next file it opens would become one."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            with contextlib.suppress(OSError):
                handle = os.open(os.devnull, os.O_WRONLY)
                os.dup2(handle, number)
                setattr(sys, name, open(number, "w", encoding="utf-8", errors="replace"))  # noqa: SIM115 (to the end)
