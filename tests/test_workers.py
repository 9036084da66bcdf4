"""Several processes: the same report as from one, whatever finishes first, and no traceback when one of them dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from consistency import engine, rulebook, workers
from consistency.batch import Batch, Checker
from consistency.errors import ConsistencyError
from consistency.findings import Report
from consistency.settings import Settings


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Sixty articles; one cannot be read, one is in latin-1, and every third has an error."""
    for number in range(60):
        lost = 40 if number % 3 == 0 else 4
        story = f"Of the {number + 20} boats, {lost + number} sank. " + "The wind blew. " * (number * 40)
        (tmp_path / f"{number:02}.md").write_text(story, encoding="utf-8")
    (tmp_path / "07.md").write_bytes(b"\x00\x01\x02" * 50)
    (tmp_path / "08.md").write_bytes("Caf\xe9s: of the 20 boats, 30 sank.".encode("latin-1"))
    return tmp_path


def paths(archive: Path) -> list[str]:
    return sorted(str(path) for path in archive.glob("*.md"))


def test_the_report_is_the_same_for_any_number_of_processes(archive: Path) -> None:
    book = rulebook.load()
    one, three = (engine.check(paths(archive), rulebook=book, jobs=jobs) for jobs in (1, 3))
    assert one.findings == three.findings
    assert len(one.findings) > 20
    assert [str(error) for error in one.errors] == [str(error) for error in three.errors]
    assert [str(note) for note in one.notes] == [str(note) for note in three.notes]
    assert one.by_rule == three.by_rule
    assert one.used == three.used
    assert one.tested == three.tested
    assert one.figures.equals(three.figures)


def test_a_run_that_keeps_nothing_has_the_same_findings(archive: Path) -> None:
    book = rulebook.load()
    whole, light = (engine.check(paths(archive), rulebook=book, keep=keep) for keep in (True, False))
    assert whole.findings == light.findings
    assert set(light.documents) == {finding.primary.path for finding in light}
    assert light.tested == ()
    with pytest.raises(ValueError, match="keep"):
        _ = light.figures


def test_progress_ends_at_the_total(archive: Path) -> None:
    told: list[tuple[int, int, str]] = []
    engine.check(
        paths(archive),
        rulebook=rulebook.load(),
        jobs=2,
        progress=lambda done, total, path: told.append((done, total, path)),
    )
    assert told[0][:2] == (0, 60)
    assert told[-1] == (60, 60, "")
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)


class Dying(Checker):
    def __call__(self, batch: Batch, begun: object = None) -> Report:
        os._exit(9)


def test_a_process_that_dies_is_told_in_one_sentence(archive: Path) -> None:
    batches = [Batch([path]) for path in paths(archive)[:4]]
    with pytest.raises(ConsistencyError, match="--jobs 1"):
        list(workers.each([Dying(Settings(rulebook.load()))], batches, 2, None))


def check(archive: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "consistency", "check", "--no-config", "--format", "json", *options, str(archive)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def test_the_command_line_gives_the_same_bytes(archive: Path) -> None:
    (one, _), (two, _) = (check(archive, "--jobs", jobs).communicate(timeout=120) for jobs in ("1", "2"))
    assert one == two
    assert json.loads(one)["summary"]["documents"] == 59


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal to a group of processes")
def test_ctrl_c_ends_all_processes_without_a_traceback(tmp_path: Path) -> None:
    story = "Of the 20 boats, 30 sank, up 5 percent from 12 in 2019. " * 4000
    for number in range(40):
        (tmp_path / f"{number}.md").write_text(story, encoding="utf-8")
    running = check(tmp_path, "--jobs", "2")
    time.sleep(2.5)
    os.killpg(running.pid, signal.SIGINT)
    out, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert out == ""
    assert "Traceback" not in errors
