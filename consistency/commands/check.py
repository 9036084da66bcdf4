"""`consistency check`: the arithmetic of articles."""

from __future__ import annotations

import click

from consistency.commands import annotate, baseline, levels, outputs
from consistency.commands.diff import DIFF, changed
from consistency.commands.given import Given, Said, folder_of, settled
from consistency.commands.options import COLOUR, PATHS, QUIET, STDIN_NAME
from consistency.errors import ConsistencyError
from consistency.report.drawing.progress import Progress
from consistency.report.drawing.stream import look, tell
from consistency.waivers import with_unused


@click.command()
@PATHS
@outputs.FORMAT
@outputs.OUTPUT_FILE
@outputs.STATISTICS
@annotate.ANNOTATE
@settled
@levels.SHOW_OPTION
@levels.FAIL_OPTION
@STDIN_NAME
@DIFF
@baseline.BASELINE
@click.option("--no-cache", is_flag=True, help="Check every file anew, and keep no results for the next run.")
@click.option("--clear-cache", is_flag=True, help="Remove all that earlier runs have kept, then check.")
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
    forms: tuple[outputs.Output, ...],
    output_file: str | None,
    statistics: bool,
    annotate_to: str | None,
    said: Said,
    show: str | None,
    fail_on: str | None,
    stdin_filename: str | None,
    revision: str | None,
    write_baseline: bool,
    baseline_file: str | None,
    no_baseline: bool,
    no_cache: bool,
    clear_cache: bool,
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
    if clear_cache:
        _clear()
    to = outputs.chosen(forms, output_file, statistics)
    run = said.configurations()
    known = baseline.chosen(run.of_folder(folder_of(paths)).path, baseline_file, no_baseline, write_baseline, revision)
    since = changed(revision, paths)
    given = outputs.apart(Given.of(paths, stdin_filename, quiet, run), to, paths)
    if since is not None:
        given = given._replace(files=since.touched(given.files))
    given, copies = annotate.chosen(annotate_to, given, paths, to)

    run.check_names([*given.files, *given.texts])

    from consistency import engine

    with Progress(shown=not quiet) as progress:
        found = engine.check(
            given.files,
            texts=given.texts,
            settings=run,
            progress=progress,
            keep=verbose,
            jobs=jobs,
            known=not no_cache,
            pages=outputs.show_pages(to),
        )
    found = with_unused(
        found, [waiver for config in run.all for waiver in config.waivers], lambda path: run(path).rules
    )
    found = levels.told(found, run)
    found = known.apply(found, run.rulebook, show or run.of_folder(folder_of(paths)).show or levels.SHOW, quiet)
    found = given.told(since.narrow(found) if since is not None else found)
    failed = levels.fails(found, run, fail_on)
    found, show = levels.narrowed(found, run, show)
    how = look(colour, detail=-1 if quiet else int(verbose), counts=statistics)
    unwritten = outputs.write(to, found, show, how, colour == "always", run.rulebook)
    unwritten += annotate.write(copies, found, show)
    if not quiet:
        tell(found.notes, "warning")
    tell([*found.errors, *unwritten])
    ctx.exit(2 if unwritten or found.errors else int(failed))


def _clear() -> None:
    from consistency import cache

    try:
        cache.clear()
    except OSError as error:
        raise ConsistencyError(str(cache.folder()), None, f"cannot be removed: {error.strerror or error}") from None
