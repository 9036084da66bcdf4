"""`consistency rules`, `explain` and `test`: the rules themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from consistency.commands.given import configuration, known
from consistency.commands.options import COLOUR, CONFIG, NO_CONFIG, RULES
from consistency.report.drawing.line import number_of, paint
from consistency.report.drawing.stream import look, write

if TYPE_CHECKING:
    from consistency.config import Config
    from consistency.rulebook import Rulebook


@click.command()
@RULES
@CONFIG
@NO_CONFIG
@COLOUR
def rules(rule_paths: tuple[str, ...], config_path: str | None, no_config: bool, colour: str) -> None:
    """List the rules of a run in this folder: name, severity, pack and title."""
    from consistency.report.drawing.page import rule_list

    book = configuration(config_path, no_config).rulebook(rule_paths)
    how = look(colour)
    write(paint(rule_list(book.rules), how))


@click.command()
@click.argument("rule")
@RULES
@CONFIG
@NO_CONFIG
@COLOUR
def explain(rule: str, rule_paths: tuple[str, ...], config_path: str | None, no_config: bool, colour: str) -> None:
    """Explain RULE: what it finds and why, its examples and its arithmetic, and how to switch it off."""
    from consistency.report.drawing.page import rule_page

    book = _all_rules(configuration(config_path, no_config), rule_paths)
    how = look(colour)
    write(paint(rule_page(book[rule], how), how))


@click.command()
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
    return replace(config, select=(), ignore=()).rulebook(rule_paths)
