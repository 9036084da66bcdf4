"""The command line: its help, its exit codes, and what it says to a person who made a mistake."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from click.testing import CliRunner, Result

from consistency import __version__
from consistency.cli import COMMANDS, main
from consistency.report import schema
from tests.desk import SOUND, WRONG, put, run


def parsed(result: Result) -> Any:
    whole = json.loads(result.stdout)
    jsonschema.Draft202012Validator(json.loads(schema("findings"))).validate(whole)
    return whole


# ------------------------------------------------------------------ help
def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, (*path, name))


@pytest.mark.parametrize(("path", "command"), list(commands(main)), ids=str)
def test_every_command_and_option_has_help(path: tuple[str, ...], command: click.Command) -> None:
    assert command.help, f"{path} has no help"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{path} {parameter.name} has no help"
            assert parameter.help.endswith((".", "]")), parameter.help
        else:
            # An argument is told in the words of the command, under the name that the usage line gives it.
            assert parameter.human_readable_name.strip("[].").split("]")[0] in command.help, (path, parameter.name)
    for flag in ("-h", "--help"):
        result = run(*path, flag)
        assert result.exit_code == 0
        assert "Usage: consistency" in result.stdout


def test_the_commands() -> None:
    assert set(COMMANDS) == {
        *("check", "figures", "rules", "explain", "test", "watch", "completion", "init", "schema", "serve"),
    }


def test_version() -> None:
    assert run("--version").stdout == f"consistency, version {__version__}\n"


# ------------------------------------------------------------------ check: exit codes
def test_exit_0_when_nothing_is_wrong(newsroom: Path) -> None:
    result = run("check", put(newsroom, "sound.md", SOUND))
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("nothing to report in 1 article; ")
    assert result.stderr == ""


def test_exit_1_with_findings(newsroom: Path) -> None:
    result = run("check", put(newsroom, "wrong.md", WRONG))
    assert result.exit_code == 1
    assert result.stdout.startswith("error[parts-within-whole]: ")
    assert "  --> wrong.md:1:" in result.stdout
    assert " 1 | Of the 40 dockers, 60 work the night shift.\n" in result.stdout
    assert "\n1 error in 1 article; " in result.stdout


def test_exit_2_for_a_file_that_cannot_be_read_outranks_1(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    put(newsroom, "picture.md", b"\x89PNG\r\n\x1a\n\x00\x00")
    result = run("check", "gone.md", "picture.md", "wrong.md")
    assert result.exit_code == 2
    assert "error[parts-within-whole]" in result.stdout
    assert "2 files could not be read" in result.stdout
    assert "gone.md: error: no such file or folder\n" in result.stderr
    assert "picture.md: error: " in result.stderr


def test_errors_are_in_the_json_too(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    result = run("check", "--format", "json", "gone.md", "wrong.md")
    whole = parsed(result)
    assert result.exit_code == 2
    assert whole["summary"]["errors"] == [{"path": "gone.md", "line": None, "message": "no such file or folder"}]
    assert [finding["rule"] for finding in whole["findings"]] == ["parts-within-whole"]
    assert "gone.md: error:" in result.stderr


def test_fail_on(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    assert run("check", "--fail-on", "never", "wrong.md").exit_code == 0
    assert run("check", "--fail-on", "note", "wrong.md").exit_code == 1
    assert run("check", "--fail-on", "never", "gone.md").exit_code == 2


# ------------------------------------------------------------------ check: paths
def test_a_folder_and_no_path_at_all(newsroom: Path) -> None:
    put(newsroom, "a/wrong.md", WRONG)
    put(newsroom, "b/wrong.md", WRONG)
    put(newsroom, ".hidden/wrong.md", WRONG)
    assert parsed(run("check", "--format", "json", "a"))["summary"]["documents"] == 1
    assert parsed(run("check", "--format", "json"))["summary"]["documents"] == 2


def test_a_folder_without_articles_is_a_warning(newsroom: Path) -> None:
    (newsroom / "empty").mkdir()
    result = run("check", "empty")
    assert result.exit_code == 0
    assert result.stderr == "empty: warning: no articles found here\n"
    assert run("check", "-q", "empty").output == ""


def test_a_named_file_that_no_reader_knows(newsroom: Path) -> None:
    put(newsroom, "article.zzz", WRONG)
    result = run("check", "article.zzz")
    assert result.exit_code == 2
    assert "article.zzz: error: " in result.stderr
    assert ".md" in result.stderr


def test_an_empty_file_is_sound(newsroom: Path) -> None:
    assert run("check", put(newsroom, "empty.md", "")).exit_code == 0


def test_standard_input(newsroom: Path) -> None:
    result = run("check", "-", stdin=WRONG)
    assert result.exit_code == 1
    assert "  --> stdin.md:1:" in result.stdout
    result = run("check", "-", "--stdin-filename", "draft.txt", stdin="\ufeff".encode() + WRONG.encode())
    assert "  --> draft.txt:1:" in result.stdout


def test_standard_input_that_is_no_text(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    result = run("check", "-", "wrong.md", stdin=b"\x89PNG\x00\x00")
    assert result.exit_code == 2
    assert "stdin.md: error: " in result.stderr
    assert "wrong.md:1:" in result.stdout


def test_a_stdin_name_needs_standard_input(newsroom: Path) -> None:
    result = run("check", "--stdin-filename", "draft.md")
    assert result.exit_code == 2
    assert "give the path - as well" in result.stderr


# ------------------------------------------------------------------ check: how it prints
def test_quiet_and_verbose(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    assert run("check", "-q", put(newsroom, "sound.md", SOUND)).output == ""
    quiet = run("check", "-q", "wrong.md").stdout
    assert quiet.startswith("error[")
    assert "in 1 article" not in quiet
    verbose = run("check", "-v", "sound.md").stdout
    assert "relations tested:" in verbose
    assert "40" in verbose
    assert "took part in a relation" in verbose
    result = run("check", "-q", "-v", "wrong.md")
    assert result.exit_code == 2
    assert "exclude each other" in result.stderr


def test_colour(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "wrong.md", WRONG)
    assert "\x1b[" not in run("check", "wrong.md").stdout
    assert "\x1b[" not in run("check", "--color", "never", "wrong.md").stdout
    assert "\x1b[1;31merror" in CliRunner().invoke(main, ["check", "--color", "always", "wrong.md"], color=True).stdout


# ------------------------------------------------------------------ figures
@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonl"])
def test_figures(newsroom: Path, form: str) -> None:
    put(newsroom, "sound.md", SOUND)
    result = run("figures", "--format", form, "sound.md")
    assert result.exit_code == 0, result.output
    assert "60" in result.stdout
    assert "40" in result.stdout


def test_figures_as_json_lines_stand_in_the_source(newsroom: Path) -> None:
    put(newsroom, "sound.md", SOUND)
    validator = jsonschema.Draft202012Validator(json.loads(schema("figures")))
    rows = [json.loads(line) for line in run("figures", "--format", "jsonl", "sound.md").stdout.splitlines()]
    for row in rows:
        validator.validate(row)
        assert SOUND[row["start"] : row["end"]] == row["text"]
    assert [row["value"] for row in rows] == [60, 40]


def test_figures_are_narrowed(newsroom: Path) -> None:
    put(newsroom, "mixed.md", "In 2019 the ferry carried 300 cars.\n\nThe pier cost $5 million.\n")

    def texts(*options: str) -> list[str]:
        lines = run("figures", "--format", "jsonl", *options, "mixed.md").stdout.splitlines()
        return [json.loads(line)["text"] for line in lines]

    assert texts() == ["2019", "300", "$5 million"]
    assert texts("--kind", "money") == ["$5 million"]
    assert texts("--kind", "money,year") == texts("--kind", "money", "--kind", "year") == ["2019", "$5 million"]
    assert texts("--where", "PIER") == ["$5 million"]
    result = run("figures", "--kind", "mony", "mixed.md")
    assert result.exit_code == 2
    assert result.stderr == "error: no kind of figure is called 'mony'; did you mean 'money'?\n"


def test_figures_of_files_that_cannot_be_read(newsroom: Path) -> None:
    put(newsroom, "sound.md", SOUND)
    result = run("figures", "--format", "jsonl", "gone.md", "sound.md")
    assert result.exit_code == 2
    assert result.stdout.count("\n") == 2
    assert result.stderr == "gone.md: error: no such file or folder\n"


# ------------------------------------------------------------------ mistakes and accidents
@pytest.mark.parametrize(
    "arguments",
    [
        ("chek",),
        ("check", "--format", "yaml"),
        ("check", "--show", "fatal"),
        ("figures", "--format", "xml"),
        ("explain",),
    ],
)
def test_usage_errors(newsroom: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: consistency" in result.stderr


def test_ctrl_c(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("consistency.engine.check", interrupted)
    result = run("check", put(newsroom, "wrong.md", WRONG))
    assert result.exit_code == 130
    assert result.stdout == ""
