"""Where reports go: several formats at once, files that are whole or untouched, and what a person is told."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from consistency.commands.check import check
from consistency.commands.outputs import Output
from consistency.report import FORMATS
from tests.desk import SOUND, WRONG, put, run

WINDOWS = sys.platform == "win32"
ROOT = os.name == "posix" and os.getuid() == 0


@pytest.fixture
def article(newsroom: Path) -> str:
    put(newsroom, "sound.md", SOUND)
    return put(newsroom, "wrong.md", WRONG)


def rules_of(text: str) -> list[str]:
    return [found["rule"] for found in json.loads(text)["findings"]]


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".md")


# ------------------------------------------------------------------ which, and where to
def test_several_formats_at_once(newsroom: Path, article: str) -> None:
    result = run("check", "--format", "terminal", "--format", "sarif:out.sarif", "--format=junit:out.xml", article)
    assert result.exit_code == 1
    assert result.stdout.startswith("error[parts-within-whole]: ")
    assert result.stderr == ""
    (rule,) = json.loads((newsroom / "out.sarif").read_bytes())["runs"][0]["tool"]["driver"]["rules"]
    assert rule["id"] == "parts-within-whole"
    assert rule["shortDescription"]["text"] != "parts within whole", "the rulebook tells what it checks"
    assert rule["help"]["markdown"]
    assert (newsroom / "out.xml").read_text().startswith("<?xml")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_goes_into_a_file_as_it_goes_to_standard_output(newsroom: Path, article: str, form: str) -> None:
    printed = run("check", "--format", form, article, "sound.md")
    for arguments in (("--format", f"{form}:one.out"), ("--format", form, "--output-file", "one.out")):
        result = run("check", *arguments, article, "sound.md")
        assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")
        assert (newsroom / "one.out").read_bytes() == printed.stdout_bytes
        assert left(newsroom) == ["one.out"]


def test_the_default_format_goes_to_the_output_file(newsroom: Path, article: str) -> None:
    assert run("check", "--output-file", "report.txt", article).stdout == ""
    assert (newsroom / "report.txt").read_text().startswith("error[parts-within-whole]: ")
    assert run("check", "--output-file", "-", article).stdout.startswith("error[parts-within-whole]: ")
    assert run("check", "--format", "line:-", article).stdout.startswith("wrong.md:1:")


def test_a_file_has_colours_only_when_they_are_asked_for(newsroom: Path, article: str) -> None:
    for colour, there in (("auto", False), ("always", True), ("never", False)):
        run("check", "--color", colour, "--output-file", "report.out", article)
        assert (b"\x1b[" in (newsroom / "report.out").read_bytes()) is there


def test_a_format_and_its_file() -> None:
    def read(value: str) -> Output:
        (parameter,) = (parameter for parameter in check.params if parameter.name == "forms")
        result: Output = parameter.type.convert(value, parameter, None)
        return result

    assert read("sarif") == Output("sarif")
    assert read("sarif:out.sarif") == Output("sarif", "out.sarif")
    assert read(r"sarif:C:\out.sarif") == Output("sarif", r"C:\out.sarif")
    assert read("sarif:C:/a b/out:1.sarif") == Output("sarif", "C:/a b/out:1.sarif")
    assert read("json:-") == Output("json")
    with pytest.raises(click.BadParameter, match="'xml' is none of github, gitlab, html, json, "):
        read("xml:out.xml")
    with pytest.raises(click.BadParameter, match="no file behind the colon"):
        read("sarif:")


def test_formats_are_completed() -> None:
    (parameter,) = (parameter for parameter in check.params if parameter.name == "forms")
    offered = parameter.type.shell_complete(click.Context(check), parameter, "j")
    assert [item.value for item in offered] == ["json", "jsonl", "junit"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "terminal", "--format", "sarif"), "as in --format sarif:FILE"),
        (("--format", "json", "--format", "json"), "would both go to standard output"),
        (("--format", "json", "--format", "line", "--output-file", "x"), "would both go to --output-file"),
        (("--format", "json:x", "--output-file", "y"), "--output-file is for a format without a file"),
        (("--output-file", ""), "--output-file takes the name of a file"),
        (("--format", "json:x", "--format", "line:./x"), "two formats would go to "),
        (("--format", "json", "--statistics"), "--statistics is for the format terminal"),
    ],
)
def test_what_cannot_be_meant(newsroom: Path, article: str, arguments: tuple[str, ...], told: str) -> None:
    result = run("check", *arguments, article)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.replace("│", " ").split())
    assert left(newsroom) == []


def test_an_article_is_never_overwritten(newsroom: Path, article: str) -> None:
    for arguments in (("--output-file", "./wrong.md"), ("--format", "markdown:wrong.md")):
        result = run("check", *arguments, article)
        assert result.exit_code == 2
        assert "a report would overwrite it" in result.stderr
    assert (newsroom / article).read_text() == WRONG


def test_the_report_of_an_earlier_run_is_no_article(newsroom: Path, article: str) -> None:
    first = run("check", "--format", "json", "--format", "markdown:comment.md", ".")
    written = (newsroom / "comment.md").read_bytes()
    second = run("check", "--format", "json", "--format", "markdown:comment.md", ".")
    assert json.loads(first.stdout)["summary"]["documents"] == 2
    assert first.stdout == second.stdout
    assert (newsroom / "comment.md").read_bytes() == written


def test_two_runs_are_byte_identical(newsroom: Path, article: str) -> None:
    every = [part for form in FORMATS for part in ("--format", f"{form}:{form}.out")]
    for jobs in ("1", "2"):
        assert run("check", *every, "-j", jobs, "gone.md", ".").exit_code == 2
        written = {form: (newsroom / f"{form}.out").read_bytes() for form in FORMATS}
        if jobs == "1":
            first = written
    assert first == written


# ------------------------------------------------------------------ what goes wrong
def test_a_folder_that_is_not_there(newsroom: Path, article: str) -> None:
    result = run("check", "--format", "json:gone/out.json", "--format", "line:out.txt", "--format", "json", article)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"gone/out.json: error: the report cannot be written: {os.strerror(2)}",
    ]
    assert rules_of(result.stdout) == ["parts-within-whole"]
    assert (newsroom / "out.txt").read_text().startswith("wrong.md:1:")


def test_a_folder_is_no_file(newsroom: Path, article: str) -> None:
    (newsroom / "out").mkdir()
    result = run("check", "--output-file", "out", article)
    assert (result.exit_code, result.stderr) == (2, "out: error: the report cannot be written: it is a folder\n")


@pytest.mark.skipif(WINDOWS or ROOT, reason="nothing is read-only here")
def test_a_read_only_place(newsroom: Path, article: str) -> None:
    (newsroom / "out").mkdir(mode=0o500)
    put(newsroom, "old.json", "kept")
    (newsroom / "old.json").chmod(0o400)
    result = run("check", "--format", "json:out/x.json", "--format", "line:old.json", article)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 2
    assert (newsroom / "old.json").read_text() == "kept"


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_a_failure_at_any_step_leaves_the_old_file(
    newsroom: Path, article: str, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a read-only folder, a full disk, a lost network drive or a locked file does."""
    put(newsroom, "old.json", "kept")

    def fails(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fails)
        result = run("check", "--output-file", "old.json", article)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "old.json: error: the report cannot be written: No space left on device\n"
    assert (newsroom / "old.json").read_text() == "kept"
    assert left(newsroom) == ["old.json"]


def test_an_interrupt_leaves_the_old_file(newsroom: Path, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "old.json", "kept")

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    assert run("check", "--output-file", "old.json", article).exit_code == 130
    assert (newsroom / "old.json").read_text() == "kept"
    assert left(newsroom) == ["old.json"]


def process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "consistency", *arguments],
        text=True, encoding="utf-8", timeout=60, check=False, stderr=subprocess.PIPE, **options,
    )  # fmt: skip


@pytest.mark.skipif(WINDOWS, reason="no limits of this kind")
def test_a_disk_that_is_really_full(newsroom: Path, article: str) -> None:
    """No file may grow beyond 4096 bytes: the report is begun and cannot be ended."""
    import resource

    put(newsroom, "many.md", "Of the 40 dockers, 60 work the night shift.\n\n" * 30)
    put(newsroom, "old.json", "kept")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    arguments = ("check", "--no-cache", "--format", "json:old.json", "--format", "line", "many.md")
    done = process(*arguments, stdout=subprocess.PIPE, preexec_fn=limit)
    assert done.returncode == 2
    assert done.stderr == f"old.json: error: the report cannot be written: {os.strerror(27)}\n"
    assert len(done.stdout.splitlines()) == 30
    assert (newsroom / "old.json").read_text() == "kept"
    assert left(newsroom) == ["old.json"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no such device")
def test_standard_output_that_takes_no_more(newsroom: Path, article: str) -> None:
    with open("/dev/full", "w") as full:
        done = process("check", "--format", "line", "--format", "json:out.json", article, stdout=full)
    assert done.returncode == 2
    assert done.stderr == f"error: standard output cannot be written: {os.strerror(28)}\n"
    assert rules_of((newsroom / "out.json").read_text()) == ["parts-within-whole"]
    result = run("check", "--format", "json:/dev/full", article)
    assert result.stderr == f"/dev/full: error: the report cannot be written: {os.strerror(28)}\n"


# ------------------------------------------------------------------ the file itself
@pytest.mark.skipif(WINDOWS, reason="no rights of this kind")
def test_rights_links_and_devices(newsroom: Path, article: str) -> None:
    before = os.umask(0o027)
    try:
        run("check", "--output-file", "new.txt", article)
    finally:
        os.umask(before)
    assert stat.S_IMODE((newsroom / "new.txt").stat().st_mode) == 0o640
    (newsroom / "new.txt").chmod(0o604)
    (newsroom / "link.txt").symlink_to("new.txt")
    assert run("check", "--format", "json", "--output-file", "link.txt", article).exit_code == 1
    assert (newsroom / "link.txt").is_symlink()
    assert stat.S_IMODE((newsroom / "new.txt").stat().st_mode) == 0o604
    assert rules_of((newsroom / "new.txt").read_text()) == ["parts-within-whole"]
    assert run("check", "--format", "json:/dev/null", "--format", "line:/dev/null", article).exit_code == 1
    assert not os.path.isfile("/dev/null")


@pytest.mark.skipif(WINDOWS, reason="no names of this kind")
@pytest.mark.parametrize("name", ["two words.md", "line\nbreak: 50%, #1.md", "😀.md", "w" * 240 + ".md"])
def test_strange_names(newsroom: Path, name: str) -> None:
    put(newsroom, name, WRONG)
    every = [part for form in FORMATS for part in ("--format", f"{form}:{form}.out")]
    longest = "o" * 250 + ".txt"
    result = run("check", *every, "--format", f"line:{longest}", "--", name)
    assert (result.exit_code, result.output) == (1, "")
    assert json.loads((newsroom / "json.out").read_bytes())["findings"][0]["path"] == name
    assert (newsroom / longest).read_bytes() == (newsroom / "line.out").read_bytes()
    assert (newsroom / "line.out").read_bytes().count(b"\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="no names of this kind")
def test_a_name_that_is_no_text(newsroom: Path) -> None:
    name = os.fsdecode(b"wrong \xff.md")
    put(newsroom, name, WRONG)
    every = [part for form in FORMATS for part in ("--format", f"{form}:{form}.out")]
    assert run("check", *every, name).exit_code == 1
    for form in FORMATS:
        assert b"wrong" in (newsroom / f"{form}.out").read_bytes()


# ------------------------------------------------------------------ statistics
def test_statistics(newsroom: Path) -> None:
    put(newsroom, "a.md", f"{WRONG}\n{WRONG.replace('dockers', 'sailors')}\n{SOUND}")
    put(newsroom, "b.md", "The ferry carried 45 people (38 passengers and 9 crew).\n")
    result = run("check", "--statistics", ".")
    assert result.exit_code == 1
    first, second, *others = result.stdout.splitlines()
    assert first.split()[:2] == ["2", "parts-within-whole"]
    assert first.endswith("  2 of 3 relations failed (67 %)")
    assert second.split()[0] == "1"
    assert second.endswith(" 1 of 1 relation failed (100 %)")
    assert others[0].startswith("3 errors in 2 articles; ")
    quiet = run("check", "--statistics", "-q", ".").stdout.splitlines()
    assert quiet == [first, second]


def test_statistics_of_a_sound_article(newsroom: Path, article: str) -> None:
    assert run("check", "--statistics", "-q", "sound.md").stdout == ""
    verbose = run("check", "--statistics", "-v", "sound.md").stdout
    assert "0  parts-within-whole  0 of 1 relation failed (0 %)\n" in verbose


def test_statistics_change_no_other_format(newsroom: Path, article: str) -> None:
    result = run("check", "--statistics", "--format", "terminal", "--format", "json:out.json", article)
    assert result.stdout.startswith("1  parts-within-whole  1 of 1 relation failed (100 %)\n")
    assert rules_of((newsroom / "out.json").read_text()) == ["parts-within-whole"]
