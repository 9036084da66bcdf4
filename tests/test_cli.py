"""The command line: its help, its exit codes, and what it says to a person who made a mistake."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import jsonschema
import pytest
from click.testing import CliRunner, Result

from consistency import __version__
from consistency.cli import main
from consistency.report import schema
from consistency.report.drawing import progress, stream

SOUND = "Of the 60 dockers, 40 work the night shift.\n"
WRONG = "Of the 40 dockers, 60 work the night shift.\n"


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, input=stdin, prog_name="consistency")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def put(folder: Path, name: str, text: str | bytes) -> str:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


def parsed(result: Result) -> Any:
    whole = json.loads(result.stdout)
    jsonschema.Draft202012Validator(json.loads(schema("findings"))).validate(whole)
    return whole


# ------------------------------------------------------------------ help
def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
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
    assert set(main.commands) == {"check", "figures", "rules", "explain", "test"}


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


def test_fail_on_does_not_depend_on_show(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    rule = put(newsroom, "rules.yaml", OWN_RULE.replace("severity: error", "severity: note"))
    arguments = ("check", "--rules", rule, "--select", "dockers", "wrong.md")
    assert run(*arguments).exit_code == 0
    assert "error[" not in run(*arguments).stdout
    assert run(*arguments, "--fail-on", "note").exit_code == 1
    assert run(*arguments, "--show", "note").stdout.startswith("note[dockers]")


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


# ------------------------------------------------------------------ check: rules and configuration
OWN_RULE = """\
- rule: dockers
  title: The shifts of the dockers
  severity: error
  phrase: "of the {whole} dockers , {part} work"
  assert: part <= whole
  message: "{part} is more than {whole}"
  examples:
    good: ["Of the 60 dockers, 40 work."]
    bad: ["Of the 40 dockers, 60 work."]
"""


def test_own_rules(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    put(newsroom, "house/dockers.yaml", OWN_RULE)
    for place in ("house", "house/dockers.yaml"):
        result = run("check", "--rules", place, "--select", "dockers", "wrong.md")
        assert result.exit_code == 1
        assert result.stdout.startswith("error[dockers]: 60 is more than 40\n")


def test_select_and_ignore(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    assert run("check", "--ignore", "parts-within-whole,growth", "--ignore", "parts", "wrong.md").exit_code == 0
    assert run("check", "--select", "growth, multiple", "wrong.md").exit_code == 0
    assert run("check", "--select", "parts-within-whole", "wrong.md").exit_code == 1
    assert run("check", "--select", "parts", "wrong.md").exit_code == 1


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_name(newsroom: Path, option: str) -> None:
    put(newsroom, "wrong.md", WRONG)
    result = run("check", option, "parts-within-hole", "wrong.md")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: no rule or pack is called 'parts-within-hole'; did you mean 'parts-within-whole'?\n"
    )
    assert result.stdout == ""


def test_a_broken_rule_names_its_line(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    put(newsroom, "bad.yaml", OWN_RULE.replace("assert: part <= whole", "assert: part <= hole"))
    result = run("check", "--rules", "bad.yaml", "wrong.md")
    assert result.exit_code == 2
    assert result.stderr.startswith("bad.yaml:5: error: ")
    assert "did you mean 'whole'?" in result.stderr


def test_a_missing_rule_file(newsroom: Path) -> None:
    result = run("check", "--rules", "gone.yaml", ".")
    assert result.exit_code == 2
    assert result.stderr.startswith("gone.yaml: error: ")


def test_the_configuration_is_found_above_the_articles(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "ignore: [parts]\n")
    put(newsroom, "sport/wrong.md", WRONG)
    put(newsroom, "other.yaml", "select: [parts-within-whole]\n")
    assert run("check", "sport/wrong.md").exit_code == 0
    assert run("check", "sport").exit_code == 0
    assert run("check", "--no-config", "sport").exit_code == 1
    assert run("check", "--config", "other.yaml", "sport").exit_code == 1
    assert run("check", "-", stdin=WRONG).exit_code == 0


def test_the_configuration_must_be_right(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "ignore: []\nselekt: [parts]\n")
    put(newsroom, "wrong.md", WRONG)
    result = run("check", "wrong.md")
    assert result.exit_code == 2
    assert "consistency.yaml:2: error: unknown setting 'selekt'; did you mean 'select'?" in result.stderr
    result = run("check", "--config", "gone.yaml", "wrong.md")
    assert result.exit_code == 2
    assert result.stderr.startswith("gone.yaml: error: cannot be read")
    result = run("check", "--config", "a.yaml", "--no-config", "wrong.md")
    assert result.exit_code == 2
    assert "exclude each other" in result.stderr


def test_the_cache_may_be_switched_off(newsroom: Path) -> None:
    assert run("check", "--no-cache", put(newsroom, "wrong.md", WRONG)).exit_code == 1


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


class Terminal:
    """A stream that says whether it is a terminal."""

    encoding = "utf-8"

    def __init__(self, terminal: bool, encoding: str = "utf-8") -> None:
        self.terminal, self.encoding = terminal, encoding

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("colour", "terminal", "no_color", "expected"),
    [
        ("auto", True, "", True),
        ("auto", True, "1", False),
        ("auto", False, "", False),
        ("always", False, "1", True),
        ("never", True, "", False),
    ],
)
def test_when_there_is_colour(
    monkeypatch: pytest.MonkeyPatch, colour: str, terminal: bool, no_color: str, expected: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdout", Terminal(terminal))
    assert stream.look(colour).colour is expected


def test_the_look_of_a_poor_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal(True, "ascii"))
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "5")
    assert stream.look("auto") == stream.Look(width=40, colour=False, boxes=False)


def test_the_bar_comes_after_a_second_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.5, 1.5, 1.6])
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress.Progress(shown=True) as bar:
        bar(0, 3, "a.md")
        assert bar.bar is None
        bar(1, 3, "b.md")
        assert bar.bar is not None
        bar(2, 3, "c.md")
        assert bar.bar.tasks[0].completed == 2
    assert not bar.bar.live.is_started


def test_no_bar_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.Progress(shown=True) as bar:
        bar.begun -= 10
        bar(1, 2, "a.md")
    assert bar.bar is None
    assert capsys.readouterr().err == ""


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


# ------------------------------------------------------------------ rules, explain, test
def test_rules(newsroom: Path) -> None:
    put(newsroom, "own.yaml", OWN_RULE)
    result = run("rules", "--rules", "own.yaml")
    assert result.exit_code == 0
    rows = {line.split()[0]: line for line in result.stdout.splitlines()}
    assert "A part is larger than its whole" in rows["parts-within-whole"]
    assert rows["dockers"].split() == ["dockers", "error", "own", "The", "shifts", "of", "the", "dockers"]


def test_explain(newsroom: Path) -> None:
    result = run("explain", "parts-within-whole")
    assert result.exit_code == 0
    for text in ("What it does", "Why", "part <= whole", "It reports", "--ignore parts-within-whole", "parts.yaml:"):
        assert text in result.stdout
    result = run("explain", "part-within-whole")
    assert result.exit_code == 2
    assert result.stderr == "error: no rule is called 'part-within-whole'; did you mean 'parts-within-whole'?\n"


def test_explain_tells_of_a_rule_that_the_configuration_leaves_out(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "ignore: [parts-within-whole]\n")
    assert run("explain", "parts-within-whole").exit_code == 0
    assert "parts-within-whole" not in run("rules").stdout


def test_every_rule_can_be_explained() -> None:
    names = [line.split()[0] for line in run("rules", "--no-config").stdout.splitlines()[1:]]
    assert len(names) > 9
    for name in names:
        assert run("explain", "--no-config", name).exit_code == 0


def test_test_runs_examples(newsroom: Path) -> None:
    put(newsroom, "own.yaml", OWN_RULE.replace("severity: error", "severity: error\n  confidence: high"))
    result = run("test", "--rules", "own.yaml", "dockers")
    assert "2 examples of 1 rule" in result.stdout


def test_test_reports_the_line_of_a_failure(newsroom: Path) -> None:
    put(newsroom, "own.yaml", OWN_RULE.replace('bad: ["Of the 40', 'bad: ["Of the 90'))
    result = run("test", "--rules", "own.yaml", "own")
    assert result.exit_code == 1
    assert result.stdout.startswith("own.yaml:9: dockers: ")
    assert "    Of the 90 dockers, 60 work.\n" in result.stdout
    assert result.stdout.endswith("2 examples of 1 rule: 1 failed\n")


def test_test_of_an_unknown_pack(newsroom: Path) -> None:
    result = run("test", "part")
    assert result.exit_code == 2
    assert result.stderr == "error: no pack or rule is called 'part'; did you mean 'parts'?\n"


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


# ------------------------------------------------------------------ as a process
def process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    settings: dict[str, Any] = {
        "capture_output": True,
        "text": True,
        "encoding": "utf-8",
        "timeout": 60,
        "check": False,
    }
    return subprocess.run([sys.executable, "-m", "consistency", *arguments], **(settings | options))


def test_real_exit_codes(newsroom: Path) -> None:
    put(newsroom, "sound.md", SOUND)
    put(newsroom, "wrong.md", WRONG)
    for code, arguments in ((0, ["sound.md"]), (1, ["wrong.md"]), (2, ["wrong.md", "gone.md"])):
        done = process("check", *arguments)
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr


def test_a_terminal_that_knows_ascii_alone(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG.replace("dockers", "dockers – “men of the pier”"))
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = process("check", "-v", "wrong.md", env=environment)
    assert done.returncode in (0, 1)
    assert done.stdout.isascii()
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of this kind")
def test_a_reader_that_has_seen_enough(newsroom: Path) -> None:
    put(newsroom, "many.md", "The 40 ships carried 60 cars and 70 men.\n\n" * 3000)
    command = [sys.executable, "-m", "consistency", "figures", "--format", "jsonl", "many.md"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        errors = running.stderr.read().decode()
        assert running.wait(timeout=60) == 0
    assert errors == ""


@pytest.mark.skipif(sys.platform == "win32", reason="no signals of this kind")
def test_a_real_interrupt(newsroom: Path) -> None:
    command = [sys.executable, "-m", "consistency", "check", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stderr is not None
        # More than a pipe holds: once it is written, the program is reading. Then it is given the time to fall asleep,
        # for Python does not see a signal that comes between two of its reads.
        running.stdin.write(b" " * 200_000)
        running.stdin.flush()
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 130
        assert b"Traceback" not in running.stderr.read()


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of this kind")
@pytest.mark.parametrize(("settings", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_real_terminal(newsroom: Path, settings: dict[str, str], coloured: bool) -> None:
    import pty

    put(newsroom, "wrong.md", WRONG)
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", **settings}
    done = process("check", "wrong.md", capture_output=False, stdout=theirs, stderr=subprocess.PIPE, env=environment)
    os.close(theirs)
    text = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.returncode == 1, done.stderr
    assert ("\x1b[1;31merror[parts-within-whole]\x1b[0m" in text) is coloured
    assert ("\x1b[" in text) is coloured
