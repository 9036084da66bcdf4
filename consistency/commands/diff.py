"""`--diff REV`: what a command does with the lines that are new since a revision."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from consistency.commands.given import STDIN, folder_of

if TYPE_CHECKING:
    from consistency.changes import Changes

DIFF = click.option(
    "--diff",
    "revision",
    metavar="REV",
    default=None,
    help="Only findings with a place in lines that are new since REV of the git repository; main... means since the "
    "branch left main. Files without such lines are not checked.",
)


def changed(revision: str | None, paths: Sequence[str]) -> Changes | None:
    """What has changed since the revision in the repository that the paths lie in; None where none is given."""
    if revision is None:
        return None
    if STDIN in paths:
        raise click.UsageError("--diff compares files, and standard input (the path -) is none")
    from consistency import changes

    folder = folder_of(paths) if paths else os.curdir
    while not os.path.isdir(folder) and folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
    return changes.since(revision, folder)
