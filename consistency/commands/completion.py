"""`consistency completion`: what Tab completes in a shell, and the script that tells the shell so.

The script is click's. It calls `consistency` with `_CONSISTENCY_COMPLETE` set at every Tab, so rules of the newsroom's own
complete as well, and a new release needs no new script.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from consistency.errors import ConsistencyError
from consistency.report.drawing.stream import write

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_CONSISTENCY_COMPLETE"


@click.command(short_help="Print the script that makes a shell complete.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that makes SHELL (bash, zsh or fish) complete commands, options, rules, packs and files.

    \b
    bash   eval "$(consistency completion bash)"                  in ~/.bashrc
    zsh    eval "$(consistency completion zsh)"                   in ~/.zshrc, behind compinit
    fish   consistency completion fish > ~/.config/fish/completions/consistency.fish
    """
    from click.shell_completion import ShellComplete, get_completion_class

    root = ctx.find_root()
    kind = get_completion_class(shell)
    assert kind is not None
    # Past the class of the shell itself: that of bash first starts a bash to see how old it is.
    write(ShellComplete.source(kind(root.command, {}, "consistency", VARIABLE)).strip() + "\n")


# ------------------------------------------------------------------ what completes
def rules_and_packs(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names that `--select` and `--ignore` take, behind a comma too."""
    done, comma, begun = incomplete.rpartition(",")
    told = {name.strip() for name in done.split(",")}
    names, packs = _known(ctx)
    return _fitting([*names.items(), *((pack, "a pack") for pack in packs)], begun, done + comma, told)


def rules_and_places(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What `explain` takes: the name of a rule, or a file with a place in it."""
    from click.shell_completion import CompletionItem

    return [*_fitting(_known(ctx)[0].items(), incomplete), CompletionItem(incomplete, type="file")]


def packs_and_rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What `test` takes."""
    names, packs = _known(ctx)
    return _fitting([*((pack, "a pack") for pack in packs), *names.items()], incomplete)


def kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The kinds of figures, behind a comma too."""
    from consistency.figure import KINDS

    done, comma, begun = incomplete.rpartition(",")
    return _fitting(((kind, "") for kind in KINDS), begun, done + comma, {*done.split(",")})


def _fitting(
    told: Iterable[tuple[str, str]], begun: str, before: str = "", but: Iterable[str] = ()
) -> list[CompletionItem]:
    """Those that begin as what was typed, each with what is already there in front of it."""
    from click.shell_completion import CompletionItem

    left_out = set(but)
    return [
        CompletionItem(before + name, help=help or None)
        for name, help in told
        if name.startswith(begun) and name not in left_out
    ]


def _known(ctx: click.Context) -> tuple[dict[str, str], tuple[str, ...]]:
    """Every rule with its title, and every pack, of a run with the options typed so far; none where they are wrong."""
    from consistency.commands.given import configuration

    typed = ctx.params
    try:
        config = configuration(typed.get("config_path"), bool(typed.get("no_config")), typed.get("paths") or ())
        book = config.every_rule(typed.get("rule_paths") or (), lean=True)
    except (ConsistencyError, click.UsageError, OSError):
        # Nobody reads an error behind a Tab; the command itself will tell it.
        return {}, ()
    return {rule.name: " ".join(rule.title.split()) for rule in book.rules}, book.packs
