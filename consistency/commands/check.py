"""`consistency check`: the arithmetic of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from consistency.commands.given import Given, configuration
from consistency.commands.options import COLOUR, CONFIG, LOCALE, NO_CONFIG, PATHS, QUIET, RULES, STDIN_NAME, names
from consistency.findings import SEVERITIES
from consistency.report import FORMATS
from consistency.report.drawing.progress import Progress
from consistency.report.drawing.stream import look, tell, write

if TYPE_CHECKING:
    from consistency.findings import Report


@click.command()
@PATHS
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="terminal", show_default=True, help="How to report."
)
@RULES
@CONFIG
@NO_CONFIG
@click.option("--select", multiple=True, callback=names, metavar="RULE,...", help="Only these rules or packs.")
@click.option("--ignore", multiple=True, callback=names, metavar="RULE,...", help="All but these rules or packs.")
@click.option(
    "--show", type=click.Choice(SEVERITIES), default="warning", show_default=True, help="The lowest severity to report."
)
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    default="error",
    show_default=True,
    help="The lowest severity for which the exit code is 1.",
)
@click.option("--lang", default="", metavar="TAG", help="The language of the articles, whatever they say: en, de, ...")
@LOCALE
@STDIN_NAME
@click.option("--no-cache", is_flag=True, help="Check every file anew, and keep nothing for the next run.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="The largest number of processes. [default: one for each processor, where there is enough to do]",
)
@COLOUR
@QUIET
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Also print the figure trees, all that was tested, and how many figures took part in nothing.",
)
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    form: str,
    rule_paths: tuple[str, ...],
    config_path: str | None,
    no_config: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    show: str,
    fail_on: str,
    lang: str,
    locale: str,
    stdin_filename: str | None,
    no_cache: bool,
    jobs: int,
    colour: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check the arithmetic of articles.

    PATHS are files and folders, or - for standard input; without any, the current folder. In a folder, every file that
    can be read as an article is checked, but no hidden one and none that .gitignore names.
    """
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    config = configuration(config_path, no_config, paths)
    rules = config.rulebook(rule_paths, select, ignore, lean=not no_cache)
    given = Given.of(paths, stdin_filename, quiet)

    from consistency import engine, report

    with Progress(shown=not quiet) as progress:
        found = engine.check(
            given.files,
            texts=given.texts,
            rulebook=rules,
            progress=progress,
            lang=lang,
            locale=locale or config.locale,
            keep=verbose,
            jobs=jobs,
        )
    found = given.told(found)
    write(report.render(form, found, show, look(colour, detail=-1 if quiet else int(verbose))))
    if not quiet:
        tell(found.notes, "warning")
    tell(found.errors)
    ctx.exit(_exit_code(found, fail_on))


def _exit_code(found: Report, fail_on: str) -> int:
    if found.errors:
        return 2
    return 1 if fail_on != "never" and found.shown(fail_on) else 0
