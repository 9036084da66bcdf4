"""`consistency watch`: what a save changes is told, and nothing else; editors save in many ways."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from consistency.commands import watch as module
from consistency.watching import Saves
from tests.desk import SOUND, WRONG, put, run

OTHER = WRONG.replace("dockers", "ferrymen").replace("60", "90")


class Ended(KeyboardInterrupt):
    """The hand on Ctrl-C."""


def watched(monkeypatch: pytest.MonkeyPatch, *acts: Callable[[], object], arguments: tuple[str, ...] = ()) -> Result:
    """What a watch prints while `acts` are done one after the other, each followed by the looks that it takes to rest."""
    waiting: Iterator[Callable[[], object]] = iter([step for act in acts for step in (act, lambda: None, lambda: None)])

    def sleep(seconds: float) -> None:
        assert seconds >= module.PAUSE
        act = next(waiting, None)
        if act is None:
            raise Ended
        act()

    monkeypatch.setattr(module.time, "sleep", sleep)
    monkeypatch.setattr(module.time, "strftime", lambda form: "09:15:00")
    result = run("watch", *arguments)
    assert result.exit_code == 130
    return result


def after(result: Result) -> str:
    """What was printed after the first report, which ends with how much took part."""
    told = result.stdout.partition("took part\n")[2]
    return told.partition("\n")[2] if told.startswith("what a rule checks") else told


# ------------------------------------------------------------------ what is told
def test_everything_once_and_then_nothing(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "wrong.md", WRONG)
    result = watched(monkeypatch, lambda: None)
    assert result.stdout.count("error[parts-within-whole]") == 1
    assert "1 error in 1 article" in result.stdout
    assert result.stderr == "watching 1 file; Ctrl-C ends it\n"
    assert after(result) == ""


def test_new_and_mended(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "story.md", WRONG)
    put(newsroom, "b.md", SOUND)
    result = watched(
        monkeypatch,
        lambda: put(newsroom, "story.md", f"A line more.\n\n{WRONG}"),
        lambda: put(newsroom, "story.md", f"{OTHER}\nA line more.\n\n{WRONG}"),
        lambda: put(newsroom, "story.md", f"{OTHER}\nA line more.\n\n{SOUND}"),
        lambda: put(newsroom, "story.md", SOUND),
    )
    told = after(result)
    assert told.count("09:15:00") == 3, told
    assert "09:15:00  story.md: 1 new; 2 to report in all\nerror[parts-within-whole]: " in told
    assert "  --> story.md:1:" in told
    assert "\nmended: error[parts-within-whole]: 60 cannot be part of 40\n" in told
    assert "09:15:00  story.md: 1 mended; none to report in all\n" in told


def test_the_same_finding_twice(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "story.md", WRONG)
    result = watched(
        monkeypatch,
        lambda: put(newsroom, "story.md", f"{WRONG}\n{WRONG}"),
        lambda: put(newsroom, "story.md", WRONG),
    )
    assert "1 new; 2 to report in all" in after(result)
    assert "1 mended; 1 to report in all" in after(result)


def test_new_files_and_files_that_go(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "old.md", SOUND)
    result = watched(
        monkeypatch,
        lambda: put(newsroom, "desk/new.md", WRONG),
        lambda: (newsroom / "desk" / "new.md").unlink(),
    )
    assert f"09:15:00  {os.path.join('desk', 'new.md')}: 1 new; 1 to report in all\n" in after(result)
    assert f"{os.path.join('desk', 'new.md')}: gone, and 1 to report with it; none to report in all\n" in after(result)


def test_a_configuration_that_changes(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "consistency.yaml", "ignore: [weekday-of-date]\n")
    put(newsroom, "wrong.md", WRONG)
    result = watched(
        monkeypatch,
        lambda: put(newsroom, "consistency.yaml", "ignore: [parts"),
        lambda: put(newsroom, "consistency.yaml", "ignore: [parts]\n"),
    )
    assert "consistency.yaml:" in result.stderr
    assert "wrong.md: 1 mended; none to report in all" in after(result)


def test_a_configuration_that_comes_later(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "desk/wrong.md", WRONG)
    result = watched(
        monkeypatch,
        lambda: put(newsroom, "desk/consistency.yaml", "ignore: [parts]\n"),
        lambda: put(newsroom, "new/consistency.yaml", "nonsense: yes\n"),
        lambda: put(newsroom, "new/consistency.yaml", "show: warning\n"),
        lambda: put(newsroom, "new/wrong.md", WRONG),
    )
    told = after(result)
    assert f"{os.path.join('desk', 'wrong.md')}: 1 mended; none to report in all" in told
    assert f"{os.path.join('new', 'wrong.md')}: 1 new; 1 to report in all" in told
    assert result.stderr.count("unknown setting 'nonsense'") == 1


def test_rules_that_change(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = (
        "- rule: dockers\n  title: Dockers\n  phrase: of the {whole} dockers , {part} work\n  assert: part <= whole\n"
        "  message: too many\n"
    )
    put(newsroom, "house/own.yaml", rule.replace("<=", "<= 100 *"))
    put(newsroom, "wrong.md", WRONG)
    result = watched(
        monkeypatch,
        lambda: put(newsroom, "house/own.yaml", rule),
        arguments=("--rules", "house", "--select", "dockers"),
    )
    assert "wrong.md: 1 new; 1 to report in all" in after(result)


def test_what_the_baseline_has_is_not_told(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "wrong.md", WRONG)
    run("check", "--write-baseline")
    result = watched(monkeypatch, lambda: put(newsroom, "wrong.md", f"{WRONG}\n{OTHER}"))
    assert "error[" not in result.stdout.partition("took part")[0]
    assert "wrong.md: 1 new; 1 to report in all" in after(result)


def test_a_severity_that_is_not_shown(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "story.md", SOUND)
    result = watched(monkeypatch, lambda: put(newsroom, "story.md", WRONG), arguments=("--ignore", "parts"))
    assert after(result) == ""


# ------------------------------------------------------------------ how editors save
def test_a_file_replaced_by_a_rename(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "story.md", SOUND)

    def replaced() -> None:
        put(newsroom, ".story.md.swp", WRONG)
        os.replace(newsroom / ".story.md.swp", newsroom / "story.md")

    assert "story.md: 1 new; 1 to report in all" in after(watched(monkeypatch, replaced))


def test_a_file_that_is_away_for_a_moment(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "story.md", WRONG)

    def away() -> None:
        (newsroom / "story.md").unlink()
        monkeypatch.setattr(module.time, "sleep", back)

    def back(seconds: float) -> None:
        put(newsroom, "story.md", WRONG + "\n")
        monkeypatch.setattr(module.time, "sleep", interrupted(3))

    def interrupted(looks: int) -> Callable[[float], None]:
        def sleep(seconds: float) -> None:
            nonlocal looks
            looks -= 1
            if not looks:
                raise Ended

        return sleep

    result = watched(monkeypatch, away)
    assert after(result) == ""


def test_a_file_that_is_being_written(newsroom: Path) -> None:
    story = newsroom / "story.md"
    story.write_text(SOUND)
    saves = Saves(lambda: ["story.md"])
    assert saves.look() == ([], [])
    for size in (10, 20, len(WRONG)):
        story.write_text(WRONG[:size])
        assert saves.look() == ([], [])
    assert saves.look() == (["story.md"], [])
    assert saves.look() == ([], [])


def test_a_file_that_was_half_written_cannot_be_read(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "story.md", WRONG)
    result = watched(
        monkeypatch,
        lambda: put(newsroom, "story.md", b"\x89PNG\r\n\x1a\n\x00\x00"),
        lambda: put(newsroom, "story.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00"),
        lambda: put(newsroom, "story.md", f"{WRONG}\nMore.\n"),
    )
    assert result.stderr.count("story.md: error: ") == 1
    assert after(result) == ""


def test_a_named_file_may_vanish_and_come_back(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "story.md", WRONG)
    result = watched(
        monkeypatch,
        lambda: (newsroom / "story.md").unlink(),
        lambda: put(newsroom, "story.md", WRONG),
        arguments=("story.md",),
    )
    assert "story.md: gone, and 1 to report with it" in after(result)
    assert "story.md: 1 new; 1 to report in all" in after(result)


# ------------------------------------------------------------------ beginning and end
def test_what_cannot_be_watched(newsroom: Path) -> None:
    result = run("watch", "gone.md")
    assert result.exit_code == 2
    assert result.stderr == "gone.md: error: no such file or folder\n"
    result = run("watch", "-")
    assert result.exit_code == 2
    assert "cannot be watched" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no signals of this kind")
def test_a_real_watch(newsroom: Path) -> None:
    put(newsroom, "story.md", SOUND)
    command = [sys.executable, "-m", "consistency", "watch", "story.md"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stderr.readline() == b"watching 1 file; Ctrl-C ends it\n"
        put(newsroom, "story.md", WRONG)
        told = b""
        until = time.monotonic() + 30
        while b"to report in all" not in told and time.monotonic() < until:
            told += running.stdout.readline()
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=30) == 130
        assert b"Traceback" not in running.stderr.read()
    assert b"story.md: 1 new; 1 to report in all" in told
