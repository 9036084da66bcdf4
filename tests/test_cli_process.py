"""The command line as a process: terminals, pipes, signals, and the bar of a long run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from consistency.report.drawing import progress, stream
from tests.desk import SOUND, WRONG, put


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


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of this kind")
def test_a_reader_of_both_streams_that_has_seen_enough(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG * 3000)
    command = [sys.executable, "-m", "consistency", "check", "wrong.md", "gone.md"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
        assert running.stdout is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.wait(timeout=60) == 2


def interrupted(running: subprocess.Popen[bytes]) -> int:
    """The exit code of a program that reads its standard input when Ctrl-C comes."""
    assert running.stdin is not None
    # More than a pipe holds: once it is written, the program is reading. Then it is given the time to fall asleep,
    # for Python does not see a signal that comes between two of its reads.
    running.stdin.write(b" " * 200_000)
    running.stdin.flush()
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    return running.wait(timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="no signals of this kind")
def test_a_real_interrupt(newsroom: Path) -> None:
    command = [sys.executable, "-m", "consistency", "check", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        assert interrupted(running) == 130
        assert b"Traceback" not in running.stderr.read()


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of this kind")
def test_an_interrupt_ends_the_line_of_the_terminal(newsroom: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "consistency", "check", "--quiet", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=theirs) as running:
        os.close(theirs)
        assert interrupted(running) == 130
    assert os.read(ours, 1000) == b"\r\n"
    os.close(ours)


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
