"""`consistency rules`, `explain` and `test`: the rules themselves."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from consistency.commands.completion import packs_and_rules, rules_and_places
from consistency.commands.given import configuration, configurations, known
from consistency.commands.options import COLOUR, CONFIG, LOCALE, NO_CONFIG, RULES, tag
from consistency.commands.outputs import SUPPRESSIONS
from consistency.errors import ReadError
from consistency.report.drawing.line import number_of, paint
from consistency.report.drawing.stream import look, write
from consistency.report.rules import FORMATS

if TYPE_CHECKING:
    from consistency.config import Config, Configurations
    from consistency.place import Place
    from consistency.report.drawing.line import Line, Look
    from consistency.rulebook import Rulebook


@click.command(short_help="List the rules, or print the reference of all.")
@RULES
@CONFIG
@NO_CONFIG
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="list", show_default=True, help="How to print them."
)
@COLOUR
def rules(rule_paths: tuple[str, ...], config_path: str | None, no_config: bool, form: str, colour: str) -> None:
    """List the rules of a run in this folder: name, severity, pack and title.

    As markdown it is the whole reference: what each rule finds, why, when it is wrong, and its examples; as json all that
    a rule is.
    """
    from consistency.report import rules as listing

    book = configuration(config_path, no_config).rulebook(rule_paths)
    write(listing.render(form, book.rules, look(colour)))


@click.command()
@click.argument("what", metavar="RULE|PLACE", shell_complete=rules_and_places)
@RULES
@CONFIG
@NO_CONFIG
@click.option(
    "--lang", default="", metavar="TAG", callback=tag, help="The language of the article of PLACE, whatever it says."
)
@LOCALE
@COLOUR
def explain(
    what: str,
    rule_paths: tuple[str, ...],
    config_path: str | None,
    no_config: bool,
    lang: str,
    locale: str,
    colour: str,
) -> None:
    """Explain a rule, or the figures at a place: RULE|PLACE.

    Of a rule: what it finds and why, its examples and its arithmetic, and how to silence it.

    A place is a line of a file with a column or without (articles/a.md:9:62, articles/a.md:9), or a cell of a workbook
    (book.xlsx:Sheet1!C12). Of each figure there: how it was read, what was tested with it, and which rules nearly applied.
    """
    from consistency.place import place_of

    place = place_of(what)
    how = look(colour)
    if what in SUPPRESSIONS:
        from consistency.report.drawing.suppressing import suppression_page

        write(paint(suppression_page(what, SUPPRESSIONS[what], how), how))
        return
    if place is None or (not os.path.exists(place.path) and "/" not in what and os.sep not in what):
        book = _all_rules(configuration(config_path, no_config), rule_paths)
        if what in book.names or not (place or os.path.exists(what.split(":")[0])):
            from consistency.report.drawing.page import rule_page

            write(paint(rule_page(book[what], how), how))
            return
    if place is None:
        raise click.UsageError(_no_place(what))
    from consistency.config import Command

    run = configurations(config_path, no_config, Command(rule_paths, lang=lang, locale=locale, lean=True))
    write(paint(_explained(place, run, how), how))


def _no_place(what: str) -> str:
    """Why what is meant for a place is none."""
    path, colon, _ = what.partition(":")
    if os.path.isdir(path):
        return f"{path} is a folder: name a file in it, as in {os.path.join(path, 'FILE')}:LINE"
    told = "lines and columns are numbers from 1" if colon else "name a line of it"
    return f"{path} is a file: {told}, {path}:LINE or {path}:LINE:COLUMN"


def _explained(place: Place, run: Configurations, how: Look) -> list[Line]:
    """What is known of the figures at a place; ConfigError or ReadError for one that is not there."""
    from consistency import engine
    from consistency.explanation import explain as explained
    from consistency.report.drawing.place import place_page

    if not os.path.isfile(place.path):
        raise ReadError(place.path, None, "no such file")
    report = engine.check([place.path], settings=run, keep=True)
    if report.errors:
        raise report.errors[0]
    document = report.documents[place.path]
    place.check(document)
    return place_page(explained(document, place, run(place.path), report), str(place), how)


@click.command()
@click.argument("packs", nargs=-1, metavar="[PACK]...", shell_complete=packs_and_rules)
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

    book = _all_rules(configuration(config_path, no_config), rule_paths)
    for name in packs:
        known(name, (*book.packs, *book.names), "pack or rule")
    chosen = [rule for rule in book.rules if not packs or rule.pack in packs or rule.name in packs]
    names = {rule.name for rule in chosen}
    failures = [f for f in run_examples(book, tuple({rule.pack: None for rule in chosen})) if f.rule in names]
    for failure in failures:
        write(f"{failure.path}:{failure.line}: {failure.rule}: {failure.message}\n")
        write("".join(f"    {line}\n" for line in failure.text.strip().splitlines()))
    examples = number_of(sum(len(rule.examples) for rule in chosen), "example")
    write(f"{examples} of {number_of(len(chosen), 'rule')}: {len(failures) or 'none'} failed\n")
    ctx.exit(1 if failures else 0)


def _all_rules(config: Config, rule_paths: Sequence[str]) -> Rulebook:
    """Every rule that a run could have, those too that the configuration leaves out."""
    return config.every_rule(rule_paths)
