"""Levels: which findings are shown and which let a run fail, as the command line says, else the file's configuration."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from consistency.findings import SEVERITIES

if TYPE_CHECKING:
    from consistency.config import Configurations
    from consistency.findings import Finding, Report

SHOW, FAIL_ON = "warning", "error"

SHOW_OPTION = click.option(
    "--show",
    type=click.Choice(SEVERITIES),
    help=f"The lowest severity to report. [default: that of the configuration, else {SHOW}]",
)
FAIL_OPTION = click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    help=f"The lowest severity for which the exit code is 1. [default: that of the configuration, else {FAIL_ON}]",
)


def told(report: Report, run: Configurations) -> Report:
    """The report with what is said of a configuration's own suppressions as far as that configuration wants it."""
    settings = {path: run(path) for path in {finding.primary.path for finding in report.findings}}
    kept = (one for finding in report.findings for one in settings[finding.primary.path].told([finding]))
    return replace(report, findings=tuple(kept))


def narrowed(report: Report, run: Configurations, show: str | None) -> tuple[Report, str]:
    """The report, and the lowest severity to show of it.

    Where the configurations of several files differ, the findings below that of their own file are no longer in it.
    """
    if show:
        return report, show
    levels = {finding.primary.path: "" for finding in report.findings}
    for path in levels:
        levels[path] = run.of(path).show or SHOW
    lowest = min(levels.values(), key=SEVERITIES.index, default=SHOW)
    if all(level == lowest for level in levels.values()):
        return report, lowest
    kept = (finding for finding in report.findings if _reaches(finding, levels[finding.primary.path]))
    return replace(report, findings=tuple(kept)), lowest


def fails(report: Report, run: Configurations, fail_on: str | None) -> bool:
    """Whether there is a finding for which the exit code is 1."""
    return any(
        _reaches(finding, fail_on or run.of(finding.primary.path).fail_on or FAIL_ON) for finding in report.findings
    )


def _reaches(finding: Finding, level: str) -> bool:
    return level != "never" and SEVERITIES.index(finding.severity) >= SEVERITIES.index(level)
