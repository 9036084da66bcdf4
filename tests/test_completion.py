"""What Tab completes, and what a mistyped command or option is answered."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete

from consistency.cli import COMMANDS, main
from consistency.commands.completion import SHELLS, VARIABLE
from tests.desk import put, run


def completed(*words: str) -> list[str]:
    """What Tab offers behind the words, the last of which is begun."""
    shell = BashComplete(main, {}, "consistency", VARIABLE)
    return [item.value for item in shell.get_completions(list(words[:-1]), words[-1])]


# ------------------------------------------------------------------ Tab
def test_commands() -> None:
    assert completed("") == list(COMMANDS)
    assert completed("ch") == ["check"]
    assert completed("com") == ["completion"]


@pytest.mark.parametrize("command", ["check", "watch"])
@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_rules_and_packs(newsroom: Path, command: str, option: str) -> None:
    assert {"parts", "parts-within-whole"} <= set(completed(command, option, "part"))
    assert completed(command, option, "parts-w") == ["parts-within-whole"]
    assert completed(command, option, "growth,parts-w") == ["growth,parts-within-whole"]
    assert "parts,parts" not in completed(command, option, "parts,p")
    assert completed(command, option, "zzz") == []


def test_rules_of_the_newsroom(newsroom: Path) -> None:
    put(
        newsroom,
        "consistency.yaml",
        "rules:\n- rule: own/dockers\n  title: Dockers\n  bind: {a: {noun: dockers}, b: {noun: men}}\n"
        "  assert: a <= b\n  message: no\n",
    )
    assert completed("check", "--select", "own/") == ["own/dockers"]
    assert "own/dockers" in completed("explain", "own")


def test_what_is_switched_off_can_be_explained_and_selected(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "select: [parts]\n")
    assert "growth" in completed("explain", "grow")
    assert completed("check", "--select", "weekday") == ["weekday-of-date"]


def test_a_broken_configuration_is_no_place_for_a_traceback(newsroom: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(newsroom, "consistency.yaml", "selekt: [parts]\n")
    assert completed("check", "--select", "parts") == []
    assert capfd.readouterr() == ("", "")


def test_places_packs_kinds_and_formats(newsroom: Path) -> None:
    assert completed("explain", "weekday") == ["weekday-of-date", "weekday"]
    assert {"parts", "parts-within-whole"} <= set(completed("test", "part"))
    assert completed("figures", "--kind", "money,per") == ["money,percent"]
    assert completed("figures", "--format", "json") == ["json", "jsonl"]
    assert completed("rules", "--format", "") == ["list", "json", "markdown"]
    assert {"terminal", "json"} <= set(completed("check", "--format", ""))
    assert completed("completion", "") == list(SHELLS)


def test_files(newsroom: Path) -> None:
    shell = BashComplete(main, {}, "consistency", VARIABLE)
    for words in (["check"], ["figures"], ["watch"], ["explain"], ["check", "--rules"], ["check", "--config"]):
        assert [item.type for item in shell.get_completions(words, "sto")] == ["file"], words


# ------------------------------------------------------------------ the scripts
@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_names_the_command(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert f"{VARIABLE}={shell}_complete" in result.stdout
    assert "consistency" in result.stdout
    assert result.stderr == ""


def test_an_unknown_shell() -> None:
    result = run("completion", "csh")
    assert result.exit_code == 2
    assert "bash" in result.stderr


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_a_real_bash(newsroom: Path) -> None:
    put(newsroom, "bin/consistency", f'#!/bin/sh\nexec {sys.executable} -m consistency "$@"\n')
    (newsroom / "bin" / "consistency").chmod(0o755)
    script = """
        eval "$(consistency completion bash)"
        COMP_WORDS=(consistency check --select weekday) COMP_CWORD=3
        _consistency_completion consistency
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    path = os.pathsep.join([str(newsroom / "bin"), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "--norc", "-c", script], capture_output=True, text=True, check=True, env={**os.environ, "PATH": path}
    )
    assert done.stdout.split() == ["weekday-of-date"], done.stderr


# ------------------------------------------------------------------ mistakes
@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("chek", "no command is called 'chek'; did you mean 'check'?"),
        ("Explain", "no command is called 'Explain'; did you mean 'explain'?"),
        ("wacth", "no command is called 'wacth'; did you mean 'watch'?"),
        ("xyzzy", "no command is called 'xyzzy'\n"),
    ],
)
def test_a_mistyped_command(newsroom: Path, typed: str, answer: str) -> None:
    result = run(typed, "a.md")
    assert result.exit_code == 2
    assert answer in result.stderr
    assert "Usage: consistency" in result.stderr


def test_a_file_where_a_command_belongs(newsroom: Path) -> None:
    put(newsroom, "a story.md", "")
    result = run("a story.md")
    assert result.exit_code == 2
    assert "; to check it: consistency check 'a story.md'" in result.stderr


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        (("check", "--formt", "json"), "--format"),
        (("check", "--selct=x"), "--select"),
        (("rules", "--colour"), "--color"),
    ],
)
def test_a_mistyped_option(newsroom: Path, typed: tuple[str, ...], near: str) -> None:
    result = run(*typed)
    assert result.exit_code == 2
    assert near in result.stderr.splitlines()[-1]


def test_every_option_that_names_rules_completes() -> None:
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        for parameter in command.params:
            if parameter.name in ("select", "ignore", "what", "packs"):
                assert parameter._custom_shell_complete is not None, (name, parameter.name)
