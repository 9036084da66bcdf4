"""An editor's desk for the tests of the command line: two articles, files in a folder, and the command itself."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from consistency.cli import main

SOUND = "Of the 60 dockers, 40 work the night shift.\n"
WRONG = "Of the 40 dockers, 60 work the night shift.\n"


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    """Run the command in this process; anything but an exit is an error of the program."""
    result = CliRunner().invoke(main, arguments, input=stdin, prog_name="consistency")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def put(folder: Path, name: str, text: str | bytes) -> str:
    """Write a file below the folder and give its name."""
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return name
