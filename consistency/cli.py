"""The command line: what a person types, and what the exit code says.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage, configuration or a file that could not be read;
2 outranks 1. 130 after Ctrl-C. Modules that take long to import are imported by the command that needs them.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from consistency import __version__
from consistency.errors import ConfigError, ConsistencyError, ReadError
from consistency.figure import KINDS
from consistency.findings import SEVERITIES
from consistency.report import FORMATS
from consistency.report.drawing.line import Line, Look, number_of, paint
from consistency.report.drawing.progress import Progress
from consistency.report.drawing.stream import look, write
from consistency.report.figures import FORMATS as FIGURE_FORMATS

if TYPE_CHECKING:
    from consistency.config import Config
    from consistency.findings import Report
    from consistency.rulebook import Rulebook

STDIN = "-"


class Group(click.Group):
    """The commands, with the errors of this program told in one line and without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ConsistencyError as error:
            tell([error])
            ctx.exit(2)
        except KeyboardInterrupt:
            ctx.exit(130)


# ------------------------------------------------------------------ options that several commands have
PATHS = click.argument("paths", nargs=-1, type=click.Path())
RULES = click.option(
    "--rules",
    "rule_paths",
    multiple=True,
    metavar="PATH",
    type=click.Path(),
    help="A rule file, or a folder of them, to add to the built-in rules. May be given several times.",
)
COLOUR = click.option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours; auto means on a terminal, unless NO_COLOR is set.",
)
CONFIG = click.option(
    "--config",
    "config_path",
    metavar="FILE",
    type=click.Path(),
    help="The configuration. [default: the nearest consistency.yaml in or above the folder of all PATHS]",
)
NO_CONFIG = click.option("--no-config", is_flag=True, help="Read no configuration.")
STDIN_NAME = click.option(
    "--stdin-filename",
    metavar="NAME",
    help="The name that standard input (the path -) goes by; its suffix chooses the reader. [default: stdin.md]",
)


def _locale(ctx: click.Context, param: click.Parameter, value: str) -> str:
    from consistency.grammar import marks

    if not marks.known(value):
        raise click.BadParameter(f"{value!r} is none of point, comma and a language tag such as de or en-GB")
    return value


LOCALE = click.option(
    "--locale",
    default="",
    metavar="NAME",
    callback=_locale,
    help="How decimals are written: point, comma, or a language tag. [default: by each article's language and numbers]",
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="Print the findings alone: no summary, no remarks.")


def _names(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names in an option that may be given several times, with commas between names."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


@click.group(name="consistency", cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="consistency", help="Print the version and stop.")
def main() -> None:
    """Check that an article agrees with its own figures: sums, shares, changes, headlines, tables.

    Nothing is looked up and nothing is guessed: the same file gives the same findings on every machine.
    """


# ------------------------------------------------------------------ check
@main.command()
@PATHS
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="terminal", show_default=True, help="How to report."
)
@RULES
@CONFIG
@NO_CONFIG
@click.option("--select", multiple=True, callback=_names, metavar="RULE,...", help="Only these rules or packs.")
@click.option("--ignore", multiple=True, callback=_names, metavar="RULE,...", help="All but these rules or packs.")
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
    config = _config(config_path, no_config, paths)
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


# ------------------------------------------------------------------ figures
@main.command()
@PATHS
@click.option(
    "--format", "form", type=click.Choice(FIGURE_FORMATS), default="table", show_default=True, help="How to print them."
)
@click.option("--kind", multiple=True, callback=_names, metavar="KIND,...", help=f"Only these: {', '.join(KINDS)}.")
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
    from consistency.report import figures as listing

    for name in kind:
        _known(name, KINDS, "kind of figure")
    given = Given.of(paths, stdin_filename, quiet=False)
    locale = locale or _config(config_path, no_config, paths).locale
    with Progress(shown=True) as progress:
        found = given.told(engine.figures(given.files, given.texts, progress=progress, locale=locale))
    write(listing.render(form, listing.narrow(found.figures, kind, where), found.documents, look(colour)))
    tell(found.errors)
    ctx.exit(2 if found.errors else 0)


# ------------------------------------------------------------------ rules, explain, test
@main.command()
@RULES
@CONFIG
@NO_CONFIG
@COLOUR
def rules(rule_paths: tuple[str, ...], config_path: str | None, no_config: bool, colour: str) -> None:
    """List the rules of a run in this folder: name, severity, pack and title."""
    from consistency.report.drawing.page import rule_list

    book = _config(config_path, no_config).rulebook(rule_paths)
    _print(rule_list(book.rules), look(colour))


@main.command()
@click.argument("rule")
@RULES
@CONFIG
@NO_CONFIG
@COLOUR
def explain(rule: str, rule_paths: tuple[str, ...], config_path: str | None, no_config: bool, colour: str) -> None:
    """Explain RULE: what it finds and why, its examples and its arithmetic, and how to switch it off."""
    from consistency.report.drawing.page import rule_page

    book = _all_rules(_config(config_path, no_config), rule_paths)
    _print(rule_page(book[rule], look(colour)), look(colour))


@main.command()
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@RULES
@CONFIG
@NO_CONFIG
@click.pass_context
def test(
    ctx: click.Context, packs: tuple[str, ...], rule_paths: tuple[str, ...], config_path: str | None, no_config: bool
) -> None:
    """Run the rules' own examples.

    Each bad example must fire its own rule and no other; each good one must fire nothing. PACK is the name of a pack or
    of a rule; without any, all are run. The exit code is 1 if an example fails.
    """
    from consistency.examples import run_examples

    book = _all_rules(_config(config_path, no_config), rule_paths)
    for name in packs:
        _known(name, (*book.packs, *book.names), "pack or rule")
    chosen = [rule for rule in book.rules if not packs or rule.pack in packs or rule.name in packs]
    names = {rule.name for rule in chosen}
    failures = [f for f in run_examples(book, tuple({rule.pack: None for rule in chosen})) if f.rule in names]
    for failure in failures:
        write(f"{failure.path}:{failure.line}: {failure.rule}: {failure.message}\n")
        write("".join(f"    {line}\n" for line in failure.text.strip().splitlines()))
    examples = number_of(sum(len(rule.examples) for rule in chosen), "example")
    write(f"{examples} of {number_of(len(chosen), 'rule')}: {len(failures) or 'none'} failed\n")
    ctx.exit(1 if failures else 0)


def _config(path: str | None, none: bool, paths: Sequence[str] = ()) -> Config:
    """The configuration that is named, or the one that `paths` (none: the current folder) lie under."""
    from consistency import config

    if none and path:
        raise click.UsageError("--config and --no-config exclude each other")
    if none:
        return config.Config()
    places = [os.path.abspath(os.curdir if place == STDIN else place) for place in paths] or [os.getcwd()]
    folders = [place if os.path.isdir(place) else os.path.dirname(place) for place in places]
    try:
        path = path or config.find(os.path.commonpath(folders))
    except ValueError:  # on several drives
        path = ""
    return config.load(path) if path else config.Config()


def _all_rules(config: Config, rule_paths: Sequence[str]) -> Rulebook:
    """Every rule that a run could have, those too that the configuration leaves out."""
    return replace(config, select=(), ignore=()).rulebook(rule_paths)


def _known(name: str, known: Sequence[str], what: str) -> None:
    if name not in known:
        from consistency.phrase import did_you_mean

        raise ConfigError(None, None, f"no {what} is called {name!r}{did_you_mean(name, known)}")


# ------------------------------------------------------------------ in
@dataclass(frozen=True, slots=True)
class Given:
    """What the paths of a command mean: files, the text of standard input by its name, and what could not be opened."""

    files: list[str]
    texts: dict[str, str]
    errors: tuple[ConsistencyError, ...]
    remarks: tuple[ConsistencyError, ...] = ()

    @classmethod
    def of(cls, paths: Sequence[str], stdin_name: str | None, quiet: bool) -> Given:
        """Find the files, read standard input for `-`, and say what a user should know (unless `quiet`)."""
        from consistency import discovery

        if stdin_name and STDIN not in paths:
            raise click.UsageError("--stdin-filename names standard input: give the path - as well")
        found = discovery.discover([path for path in paths if path != STDIN] if paths else [os.curdir])
        texts: dict[str, str] = {}
        errors = list(found.errors)
        remarks: list[ConsistencyError] = []
        if STDIN in paths:
            name = stdin_name or "stdin.md"
            try:
                texts[name], remarks = _stdin(name)
            except ReadError as error:
                errors.append(error)
        if not quiet:
            tell([*found.remarks], "warning")
        return cls(found.files, texts, tuple(errors), tuple(remarks))

    def told(self, report: Report) -> Report:
        """The report with what was already known before the engine read anything."""
        errors, remarks = (*self.errors, *report.errors), (*self.remarks, *report.remarks)
        return replace(report, errors=errors, remarks=remarks)


def _stdin(name: str) -> tuple[str, list[ConsistencyError]]:
    from consistency import readers

    text, notes = readers.decode(name, sys.stdin.buffer.read())
    return text, [ConsistencyError(name, note.line, note.message) for note in notes]


# ------------------------------------------------------------------ out
def _print(lines: Iterable[Line], how: Look) -> None:
    write(paint(lines, how))


def tell(errors: Iterable[ConsistencyError], severity: str = "error") -> None:
    """Print errors on standard error, one a line: path:line: error: message."""
    for error in errors:
        place = ":".join(str(part) for part in (error.path, error.line) if part is not None)
        write(f"{place}: {severity}: {error.message}\n" if place else f"{severity}: {error.message}\n", sys.stderr)


def run() -> None:
    """The entry of the installed command."""
    # Nearly everything made at the start lives to the end: looking for garbage there costs a tenth of a short run.
    gc.set_threshold(200_000, 20, 100)
    main(prog_name="consistency")
