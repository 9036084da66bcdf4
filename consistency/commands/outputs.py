"""Outputs: in which formats a run is reported, and into which files.

`--format terminal --format sarif:out.sarif`: a format with a file behind a colon goes there, one without to standard
output or to `--output-file`. A file is written beside its place and then renamed: it is there whole or as it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from consistency import report, whole_file
from consistency.errors import ConsistencyError
from consistency.findings import UNKNOWN, UNUSED, About
from consistency.report.drawing import stream

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from consistency.commands.given import Given
    from consistency.findings import Report
    from consistency.report.drawing.line import Look
    from consistency.rulebook import Rulebook

    _Type = click.ParamType["Output"]
else:
    _Type = click.ParamType

STDOUT = "-"
SUPPRESSIONS = {
    UNUSED: "A suppression suppresses nothing",
    UNKNOWN: "A suppression names no rule that there is, or has no end",
}
"""The titles of what is reported under a rule's name and is no rule."""


class Output(NamedTuple):
    """A format, and the file that it goes to; empty for standard output."""

    format: str
    file: str = ""

    @property
    def place(self) -> str:
        """The file's one name, whatever the way it is named."""
        return os.path.normcase(os.path.realpath(self.file))


class _Output(_Type):
    """FORMAT or FORMAT:FILE; all behind the first colon is the file, so that it may have a drive: sarif:C:\\out.sarif."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Output:
        if isinstance(value, Output):
            return value
        form, colon, file = str(value).partition(":")
        if form not in report.FORMATS:
            self.fail(f"{form!r} is none of {', '.join(report.FORMATS)}", param, ctx)
        if colon and not file:
            self.fail(
                f"there is no file behind the colon: {form}:FILE, or {form} alone for standard output", param, ctx
            )
        return Output(form, "" if file == STDOUT else file)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(form) for form in report.FORMATS if form.startswith(incomplete)]


FORMAT = click.option(
    "--format",
    "forms",
    type=_Output(),
    multiple=True,
    metavar="FORMAT[:FILE]",
    help=f"How to report: {', '.join(report.FORMATS)}; with FILE, into that file. May be given several times. "
    "[default: terminal]",
)
OUTPUT_FILE = click.option(
    "--output-file", metavar="FILE", type=click.Path(), help="Where the format without a file of its own goes."
)
STATISTICS = click.option(
    "--statistics",
    is_flag=True,
    help="Instead of the findings, print how many each rule has, and what share of its relations failed.",
)


def chosen(forms: Sequence[Output], output_file: str | None, statistics: bool) -> tuple[Output, ...]:
    """The outputs that the options name; UsageError where two of them would be one text."""
    unnamed = [output.format for output in forms if not output.file] if forms else ["terminal"]
    if len(unnamed) > 1:
        where = "--output-file" if output_file else "standard output"
        raise click.UsageError(
            f"{' and '.join(unnamed)} would both go to {where}: give all but one a file, "
            f"as in --format {unnamed[-1]}:FILE"
        )
    if output_file == "":
        raise click.UsageError("--output-file takes the name of a file")
    if output_file and not unnamed:
        raise click.UsageError("--output-file is for a format without a file, and each has one")
    given = list(forms) or [Output("terminal")]
    to = "" if output_file in (None, STDOUT) else str(output_file)
    outputs = tuple(output if output.file else output._replace(file=to) for output in given)
    places = [output.place for output in outputs if output.file]
    for number, place in enumerate(places):
        if place in places[:number] and not whole_file.is_special(place):
            raise click.UsageError(f"two formats would go to {place}")
    if statistics and not any(output.format == "terminal" for output in outputs):
        raise click.UsageError("--statistics is for the format terminal; json has the counts in summary.by_rule")
    return outputs


def apart(given: Given, outputs: Sequence[Output], paths: Sequence[str]) -> Given:
    """What is given, without the reports of an earlier run in its folders; UsageError where an article is named itself."""
    places = {output.place for output in outputs if output.file}
    if not places:
        return given
    for path in paths:
        if Output("", path).place in places:
            raise click.UsageError(f"{path} is to be checked: a report would overwrite it")
    names = {os.path.basename(place) for place in places}
    return given._replace(
        files=[
            path
            for path in given.files
            if os.path.normcase(os.path.basename(path)) not in names or Output("", path).place not in places
        ],
    )


def show_pages(outputs: Sequence[Output]) -> bool:
    """Whether one of the formats shows the articles (`Report.pages`)."""
    return any(report.shows_pages(output.format) for output in outputs)


def write(
    outputs: Sequence[Output], found: Report, show: str, look: Look, coloured: bool, rulebook: Callable[[], Rulebook]
) -> list[ConsistencyError]:
    """Write every output; the errors of those that could not be written.

    `look` is that of standard output. A file is UTF-8, and has no colours unless it is `coloured`. `rulebook` is called
    only for a format that tells what the rules check.
    """
    errors = []
    for output in outputs:
        if report.tells_rules(output.format) and not found.rules:
            found = replace(found, rules=_rules(found, show, rulebook()))
        try:
            if output.file:
                text = report.render(output.format, found, show, look._replace(boxes=True, colour=coloured))
                _put(output.file, text.encode("utf-8", "replace"))
            else:
                stream.write(report.render(output.format, found, show, look))
        except ConsistencyError as error:
            errors.append(error)
    return errors


def _rules(found: Report, show: str, rulebook: Rulebook) -> dict[str, About]:
    """What the rules of the findings check; a rule that is not in the rulebook has no words."""
    names = {finding.rule for finding in found.shown(show)}
    told = {
        rule.name: About(
            rule.name, rule.title, rule.pack, rule.severity, rule.confidence,
            rule.description, rule.why, rule.wrong_when,
        )
        for rule in rulebook.rules
        if rule.name in names
    }  # fmt: skip
    return told | {name: About(name, title) for name, title in SUPPRESSIONS.items() if name in names}


# ------------------------------------------------------------------ files
def _put(path: str, data: bytes) -> None:
    """Write a file; ConsistencyError, and the file as it was, where that fails."""
    try:
        whole_file.put(path, data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConsistencyError(path, None, f"the report cannot be written: {reason}") from None
