"""`consistency figures`: every figure as it was read."""

from __future__ import annotations

import click

from consistency.commands.completion import kinds
from consistency.commands.given import Given, configurations, known
from consistency.commands.options import COLOUR, CONFIG, LOCALE, NO_CONFIG, PATHS, STDIN_NAME, names
from consistency.figure import KINDS
from consistency.report.drawing.progress import Progress
from consistency.report.drawing.stream import look, tell, write
from consistency.report.figures import FORMATS


@click.command()
@PATHS
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print them."
)
@click.option(
    "--kind",
    multiple=True,
    callback=names,
    metavar="KIND,...",
    shell_complete=kinds,
    help=f"Only these: {', '.join(KINDS)}.",
)
@click.option("--where", default="", metavar="TEXT", help="Only those with TEXT in clause, heading, noun or path.")
@CONFIG
@NO_CONFIG
@LOCALE
@STDIN_NAME
@COLOUR
@click.pass_context
def figures(
    ctx: click.Context,
    paths: tuple[str, ...],
    form: str,
    kind: tuple[str, ...],
    where: str,
    config_path: str | None,
    no_config: bool,
    locale: str,
    stdin_filename: str | None,
    colour: str,
) -> None:
    """Print every figure of the articles, as it was read.

    PATHS are as in `consistency check`.
    """
    from consistency import engine
    from consistency.config import Command
    from consistency.report import figures as listing

    for name in kind:
        known(name, KINDS, "kind of figure")
    run = configurations(config_path, no_config, Command(locale=locale))
    given = Given.of(paths, stdin_filename, quiet=False, run=run)
    with Progress(shown=True) as progress:
        found = given.told(engine.figures(given.files, given.texts, settings=run, progress=progress))
    write(listing.render(form, listing.narrow(found.figures, kind, where), found.documents, look(colour)))
    tell(found.errors)
    ctx.exit(2 if found.errors else 0)
