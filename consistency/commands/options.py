"""Options: what several commands have in common."""

from __future__ import annotations

import click

from consistency.commands.completion import rules_and_packs

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


def named(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The name of a file; a script that gives an empty one has lost it on the way, and means no default."""
    if value == "":
        raise click.BadParameter("the name of a file is needed")
    return value


CONFIG = click.option(
    "--config",
    "config_path",
    metavar="FILE",
    callback=named,
    type=click.Path(),
    help="The configuration of all PATHS. [default: for each the nearest consistency.yaml, beside it or above]",
)
NO_CONFIG = click.option("--no-config", is_flag=True, help="Read no configuration.")
STDIN_NAME = click.option(
    "--stdin-filename",
    metavar="NAME",
    help="The name that standard input (the path -) goes by; its suffix chooses the reader. [default: stdin.md]",
)


def _locale(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if not value:
        return value
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


def names(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names in an option that may be given several times, with commas between names."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


SELECT = click.option(
    "--select",
    multiple=True,
    callback=names,
    metavar="RULE,...",
    shell_complete=rules_and_packs,
    help="Only these rules or packs.",
)
IGNORE = click.option(
    "--ignore",
    multiple=True,
    callback=names,
    metavar="RULE,...",
    shell_complete=rules_and_packs,
    help="All but these rules or packs.",
)


def tag(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The tag of a language. One that is mistyped would silence the rules of every language."""
    from consistency.language import is_tag

    if value and not is_tag(value):
        raise click.BadParameter(f"{value!r} is no tag of a language, such as en or de-AT")
    return value


LANG = click.option(
    "--lang",
    default="",
    metavar="TAG",
    callback=tag,
    help="The language of the articles, whatever they say: en, de, ...",
)
