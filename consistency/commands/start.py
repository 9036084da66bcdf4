"""`consistency init` and `schema`: how to begin, and what an editor needs to know."""

from __future__ import annotations

from pathlib import Path

import click

from consistency import whole_file
from consistency.commands.given import known
from consistency.errors import ConfigError
from consistency.report.drawing.stream import write

SCHEMAS = {
    "config": "the configuration, consistency.yaml",
    "rules": "a rule pack",
    "findings": "the output of check --format json",
    "figures": "a line of the output of figures --format jsonl",
    "catalogue": "the output of rules --format json",
}
SCHEMA_FILE = ".consistency.schema.json"
HOOKS_FILE = ".pre-commit-config.yaml"

CONFIGURATION = f"""\
# yaml-language-server: $schema={SCHEMA_FILE}
# What `consistency check` does in this folder and below. Editors that know the line above complete and check this file;
# `consistency schema config > {SCHEMA_FILE}` renews what they know of it. Every setting may be left out.

# The lowest severity to print, and the lowest for which the exit code is 1 (never: it never is).
show: warning
fail-on: error

# Rules, by their names or by those of their packs: `consistency rules` lists them, `consistency explain` tells of each.
#select: [parts, change, calendar]
#ignore: [weekday-of-date]
#severity:
#  headline: warning
#  list-count: off

# What a rule lets pass. Every rule has rounding and min-confidence.
#settings:
#  sum-of-parts: {{rounding: note}}
#  headline: {{min-confidence: high}}

# How far the words around a figure reach, in percent of it.
#hedges:
#  about: 5%
#  nearly: 10%

# What holds for some of the files. Patterns are those of .gitignore, and begin at this folder.
#overrides:
#  - paths: ["archive/**"]
#    ignore: [headline]
#    severity: {{parts: note}}

# Files and folders to leave out.
#exclude: [drafts/]

# Findings to leave out in files that cannot hold a comment.
#suppress:
#  - path: data/budget.csv
#    rule: column-total
#    text: "8,400"
#    reason: the office adds up before it rounds

# The house's own names in the front matter, besides the usual ones, and the suffixes of its files.
#front-matter:
#  title: [kicker]
#  description: [standfirst_text]
#  date: [first_published]
#types:                # a hook that is told its files by name has to know these suffixes, too
#  .adoc: text

# The articles' language, and how they write decimals (point, comma, or a language tag), where they do not say it.
#lang: en
#locale: point

# Further rules: packs in other files, or rules that are written here.
#packs: [house-style.yaml]
"""

HOOK = """\
  - repo: local
    hooks:
      - id: consistency
        name: consistency
        entry: consistency check
        language: system  # the consistency that is installed where commits are made
        files: \\.({suffixes})$
        require_serial: true  # it uses all processors by itself
"""


@click.command(short_help="Write a configuration, its schema and a hook.")
@click.argument("folder", default=".", type=click.Path())
@click.option("--force", is_flag=True, help=f"Write consistency.yaml and {SCHEMA_FILE} anew, whatever is in them.")
def init(folder: str, force: bool) -> None:
    """Begin in FOLDER, the current one if none is named: write a configuration and a pre-commit hook.

    The files are consistency.yaml, with every setting in comments; its schema, for the editor; and
    .pre-commit-config.yaml, unless there is one: then what to add to it is printed. Nothing is overwritten: where a file is
    there already and says something else, nothing at all is written, and the exit code is 2.
    """
    from consistency import config, schema

    place = Path(folder)
    if not place.is_dir():
        raise ConfigError(folder, None, "no such folder")
    texts = {config.NAME: CONFIGURATION, SCHEMA_FILE: schema.text("config")}
    for name, text in texts.items():
        if not force and _differs(place / name, text):
            raise ConfigError(str(place / name), None, "is there already; --force writes it anew")
    hooks, hook = place / HOOKS_FILE, HOOK.format(suffixes=_suffixes())
    if not hooks.exists():
        texts[HOOKS_FILE] = "repos:\n" + hook
    lacking = {name: text for name, text in texts.items() if _differs(place / name, text, lacks=True)}
    for name, text in lacking.items():
        _put(place / name, text)
    if hooks.exists() and "id: consistency" not in _text(hooks):
        write(f"{hooks} is there already; add to its `repos`:\n\n{hook}\n")
    elif not lacking:
        write("everything is there already\n")
    write("check the articles: consistency check\n")


def _completed(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    return [name for name in SCHEMAS if name.startswith(incomplete)]


@click.command()
@click.argument("name", required=False, shell_complete=_completed)
def schema(name: str | None) -> None:
    """Print the JSON schema NAME; without it, list the schemas.

    An editor that has the schema of a file completes its keys and underlines mistakes.
    """
    if name is None:
        width = max(map(len, SCHEMAS))
        write("".join(f"{one:<{width}}  {told}\n" for one, told in SCHEMAS.items()))
        return
    known(name, list(SCHEMAS), "schema")
    from consistency import report
    from consistency import schema as schemas

    write(schemas.text(name) if name in schemas.NAMES else report.schema(name))


def _suffixes() -> str:
    """The suffixes of the files that a hook is for, without the dot: those that need no extra."""
    from consistency import readers

    names = (suffix[1:] for suffix, reader in readers.SUFFIXES.items() if reader != "xlsx")
    return "|".join(sorted(names))


def _differs(path: Path, text: str, lacks: bool = False) -> bool:
    """Whether the file says something else; `lacks` is the answer where there is none."""
    return _text(path) != text if path.exists() else lacks


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ConfigError(str(path), None, f"cannot be read: {error.strerror or error}") from None


def _put(path: Path, text: str) -> None:
    try:
        whole_file.put(str(path), text.encode())
    except OSError as error:
        raise ConfigError(str(path), None, f"cannot be written: {error.strerror or error}") from None
    write(f"wrote {path}\n")
