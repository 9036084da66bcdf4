"""The kept reports: found again as they were, and never more than lost time."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from consistency import cache, readers, results
from consistency.batch import Batch, Checked, Checker
from consistency.errors import ReadError
from consistency.findings import Report
from consistency.report import FORMATS, shows_pages
from consistency.results import Results
from tests.desk import SOUND, WRONG, put, run

OWN_RULE = """pack: house
rules:
  - rule: night-shift
    phrase: "{whole} dockers ... {part} work the night shift"
    assert: part <= whole
    message: "{part} of {whole}"
"""


def report(number: int) -> Report:
    return Report((), {}, {"sum-of-parts": {"agrees": number}}, 1, number)


def test_reports_are_found_again(tmp_path: Path) -> None:
    kept = Results(tmp_path / "kept")
    keys = [results.key("s", f"{number}.md", b"text") for number in range(1200)]
    assert dict(kept.find(keys)) == {}
    kept.keep({key: report(number) for number, key in enumerate(keys[:1100])})
    kept.close()
    found = dict(Results(tmp_path / "kept").find(keys))
    assert found == {key: report(number) for number, key in enumerate(keys[:1100])}


def test_the_name_depends_on_settings_path_and_content() -> None:
    keys = {
        results.key(*parts)
        for parts in (("s", "a.md", b"x"), ("t", "a.md", b"x"), ("s", "b.md", b"x"), ("s", "a.md", b"y"))
    }
    assert len(keys) == 4


def test_the_oldest_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "MOST", 3)
    kept = Results(tmp_path)
    keys = [bytes([number]) for number in range(5)]
    for number, key in enumerate(keys):
        kept.keep({key: report(number)})
    assert set(dict(kept.find(keys))) == set(keys[2:])


@pytest.mark.parametrize("damage", [b"no database at all " * 100, b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_damaged_database_is_made_anew_by_the_next_run(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / results.NAME).write_bytes(damage)
    kept = Results(tmp_path)
    assert dict(kept.find([b"a"])) == {}
    kept.keep({b"a": report(1)})
    again = Results(tmp_path)
    again.keep({b"a": report(1)})
    assert dict(again.find([b"a"])) == {b"a": report(1)}


def test_a_damaged_report_is_none(tmp_path: Path) -> None:
    kept = Results(tmp_path)
    kept.keep({b"a": report(1), b"b": report(2)})
    kept.close()
    with sqlite3.connect(tmp_path / results.NAME) as database:
        database.execute("UPDATE reports SET report = ? WHERE key = ?", (b"\x80\x05", b"a"))
    database.close()
    assert dict(Results(tmp_path).find([b"a", b"b"])) == {b"b": report(2)}


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    kept = Results(tmp_path / "file" / "kept")
    kept.keep({b"a": report(1)})
    assert dict(kept.find([b"a"])) == {}


def test_a_run_that_writes_is_waited_for_and_no_longer_than_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "_WAIT", 0.05)
    Results(tmp_path).keep({b"a": report(1)})
    other = sqlite3.connect(tmp_path / results.NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    kept = Results(tmp_path)
    assert dict(kept.find([b"a"])) == {}
    kept.keep({b"b": report(2)})
    other.execute("ROLLBACK")
    other.close()
    assert dict(Results(tmp_path).find([b"a", b"b"])) == {b"a": report(1)}


# ------------------------------------------------------------------ what a user sees of it
def count(command: tuple[str, ...]) -> tuple[str, int]:
    """What the command prints, and how many files it had to read as articles."""
    checked = 0

    def counted(self: Checker, batch: Batch, *rest: Any) -> Checked:
        nonlocal checked
        checked += len(batch)
        return real(self, batch, *rest)

    real = Checker.__call__
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Checker, "__call__", counted)
        return run("check", "--jobs", "1", *command).output, checked


@pytest.fixture
def desk(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.VARIABLE, str(newsroom / "kept"))
    put(newsroom, "stories/sound.md", SOUND)
    put(newsroom, "stories/wrong.md", WRONG)
    return newsroom


@pytest.mark.parametrize("form", FORMATS)
def test_a_kept_report_reads_like_a_new_one(desk: Path, form: str) -> None:
    new, checked = count(("--format", form, "stories"))
    again, rechecked = count(("--format", form, "stories"))
    # A format that shows whole articles needs more of them than is kept.
    assert (checked, rechecked) == (2, 2 if shows_pages(form) else 0)
    assert again == new
    assert "60" in new


def test_only_what_has_changed_is_checked_anew(desk: Path) -> None:
    count(("stories",))
    put(desk, "stories/sound.md", SOUND.replace("60", "30"))
    output, checked = count(("stories",))
    assert checked == 1
    assert "2 errors in 2 articles" in output
    put(desk, "stories/sound.md", SOUND)
    assert count(("stories",))[1] == 0


def test_the_configuration_is_part_of_it(desk: Path) -> None:
    count(("stories",))
    put(desk, "stories/consistency.yaml", "severity: {parts: warning}\n")
    output, checked = count(("stories",))
    assert checked == 2
    assert "1 warning in 2 articles" in output
    put(desk, "more.yaml", OWN_RULE)
    output, checked = count(("--rules", "more.yaml", "stories"))
    assert checked == 2
    put(desk, "more.yaml", OWN_RULE + "\n")
    assert count(("--rules", "more.yaml", "stories"))[1] == 2


@pytest.mark.parametrize("option", ["--no-cache", "--clear-cache", "--verbose"])
def test_what_checks_every_file_anew(desk: Path, option: str) -> None:
    count(("stories",))
    assert count((option, "stories"))[1] == 2


def test_without_the_cache_no_result_is_kept(desk: Path) -> None:
    count(("--no-cache", "stories"))
    assert not (desk / "kept" / results.NAME).exists()


def test_the_same_text_in_another_place_is_another_article(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count(("stories/wrong.md",))
    put(desk, "archive/stories/wrong.md", WRONG)
    monkeypatch.chdir(desk / "archive")
    assert count(("stories/wrong.md",))[1] == 1


def test_a_hit_needs_nothing_that_a_check_needs(desk: Path) -> None:
    code = (
        "import sys; from consistency.cli import main\n"
        "try: main(['check', 'stories'])\n"
        "except SystemExit as done: assert done.code == 1\n"
        "heavy = {'numpy', 'pandas', 'pint', 'consistency.rule', 'consistency.batch'} & sys.modules.keys()\n"
        "heavy |= {name for name in sys.modules if name.startswith('consistency.grammar.')}\n"
        "sys.exit(', '.join(heavy - {'consistency.grammar.lazy'}))\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(cache.PACKAGE).parent)}
    for expected in ("numpy", ""):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=desk, env=environment, capture_output=True, text=True, check=False
        )
        assert (expected in done.stderr) if expected else not done.stderr.strip(), done.stderr
        assert "error[parts-within-whole]" in done.stdout


def test_two_runs_at_once(desk: Path) -> None:
    for number in range(60):
        put(desk, f"stories/{number}.md", WRONG if number % 7 == 0 else SOUND)
    command = [sys.executable, "-m", "consistency", "check", "--format", "json", "stories"]
    environment = os.environ | {"PYTHONPATH": str(Path(cache.PACKAGE).parent)}
    runs = [
        subprocess.Popen(command, cwd=desk, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    told = [run.communicate() for run in runs]
    assert {run.returncode for run in runs} == {1}, told
    assert len({out for out, _ in told}) == 1
    assert not any(errors for _, errors in told)
    assert count(("stories",))[1] == 0


def test_what_could_not_be_read_is_tried_again(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise ReadError("stories/wrong.md", None, "a library is missing")

    with monkeypatch.context() as patch:
        patch.setattr(readers, "read", refuse)
        assert run("check", "--jobs", "1", "stories").exit_code == 2
    output, checked = count(("stories",))
    assert checked == 2
    assert "1 error in 2 articles" in output
