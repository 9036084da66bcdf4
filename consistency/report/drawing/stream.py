"""Stream: standard output and standard error as they are, and how to print on them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from typing import TextIO

from consistency.errors import ConsistencyError
from consistency.report.drawing.line import Look, clean


def look(colour: str, detail: int = 0, counts: bool = False) -> Look:
    """How to print on standard output as it is: its width, its colours, its characters."""
    terminal = sys.stdout.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    coloured = colour == "always" or (colour == "auto" and terminal and not plain)
    width = max(shutil.get_terminal_size().columns, 40)
    return Look(width, coloured, _encodes("├└│≤"), detail, counts)


def _encodes(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def write(text: str, out: TextIO | None = None) -> None:
    """Print on standard output, or on `out`; a character that it cannot take becomes a question mark.

    ConsistencyError where standard output takes no more, but for a reader that has seen enough.
    """
    out = out or sys.stdout
    encoding = out.encoding or "utf-8"
    try:
        out.write(text.encode(encoding, "replace").decode(encoding))
        out.flush()
    except BrokenPipeError:
        # The reader (`| head`) has seen enough. That says nothing of the articles: the exit code stays theirs.
        _into_nothing(out)
    except OSError as error:
        # A full disk. What was not written is given up, or Python would try again at its end, with a traceback.
        _into_nothing(out)
        if out is not sys.stderr:
            reason = error.strerror or str(error)
            raise ConsistencyError(None, None, f"standard output cannot be written: {reason}") from None


def _into_nothing(out: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def tell(errors: Iterable[ConsistencyError], severity: str = "error") -> None:
    """Print errors on standard error, one a line: path:line: error: message."""
    for error in errors:
        place = ":".join(str(part) for part in (error.path, error.line) if part is not None)
        told = f"{place}: {severity}: {error.message}" if place else f"{severity}: {error.message}"
        write(clean(told) + "\n", sys.stderr)
