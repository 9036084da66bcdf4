"""The baseline of `consistency check`: its options, and what they do to a report."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from consistency import baseline
from consistency.baseline import Baseline
from consistency.commands.options import named
from consistency.report.drawing.stream import tell

if TYPE_CHECKING:
    from consistency.findings import Report
    from consistency.rulebook import Rulebook

_WRITE = click.option(
    "--write-baseline",
    is_flag=True,
    help=f"Keep all that is found out of later runs: write it to --baseline, else {baseline.NAME}.",
)
_FILE = click.option(
    "--baseline",
    "baseline_file",
    metavar="FILE",
    callback=named,
    type=click.Path(),
    help=f"Leave out what this file has. [default: {baseline.NAME} beside the configuration, else in this folder]",
)
_NONE = click.option("--no-baseline", is_flag=True, help="Report what the baseline has as well.")


def BASELINE(command: Callable[..., Any]) -> Callable[..., Any]:  # noqa: N802 (an option, as the others are)
    """The options of the baseline."""
    return _WRITE(_FILE(_NONE(command)))


class Chosen(NamedTuple):
    """The baseline of a run, if it has one, and whether it is to be written anew."""

    baseline: Baseline | None = None
    anew: bool = False

    def apply(self, report: Report, rules: Callable[[], Rulebook], show: str, quiet: bool) -> Report:
        """The report without what the baseline has, which is written first if that was asked for.

        `report` is all that was found in the files of this run; how the baseline changes, or should, goes to standard
        error.
        """
        if self.baseline is None:
            return report

        def skipped() -> set[str]:
            book = rules()
            return {*book.catalogue} - {*book.names}

        if self.anew:
            new = self.baseline.renewed(report, skipped, show)
            new.write()
            tell([baseline.told_of_change(self.baseline, new)], "note")
            return new.narrow(report)
        if not quiet:
            tell(baseline.told_of_gone(self.baseline, self.baseline.gone(report, skipped)), "note")
        return self.baseline.narrow(report)


def chosen(configuration: str, file: str | None, none: bool, anew: bool, revision: str | None) -> Chosen:
    """What the options and the path of the configuration come to; ConfigError for a baseline that cannot be used."""
    if none and (file or anew):
        raise click.UsageError("--no-baseline excludes --baseline and --write-baseline")
    if anew and revision is not None:
        raise click.UsageError("--write-baseline and --diff exclude each other: a baseline has all of a file")
    if none:
        return Chosen()
    read = baseline.load(file or baseline.place(configuration), may_lack=anew or not file)
    return Chosen(read, anew) if read.entries or anew else Chosen()
