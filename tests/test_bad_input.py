"""Files and rules that nobody wants to meet: a clear message, the right exit code, no traceback, no hang, and the
findings of the other files."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from consistency import engine, rulebook

WRONG = "The ferry carried 45 people (38 passengers and 9 crew).\n"


def consistency(*arguments: str, cwd: Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "consistency", *arguments],
        cwd=cwd, capture_output=True, check=False, timeout=120, input=stdin,
    )  # fmt: skip
    result = subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in result.stderr
    assert "Traceback" not in result.stdout
    return result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wrong.md").write_text(WRONG, encoding="utf-8")
    return tmp_path


def test_an_empty_file(folder: Path) -> None:
    (folder / "empty.md").write_bytes(b"")
    done = consistency("check", "empty.md", cwd=folder)
    assert done.returncode == 0


def test_a_binary_file_is_told_and_the_others_are_checked(folder: Path) -> None:
    (folder / "picture.md").write_bytes(bytes(range(256)) * 40)
    done = consistency("check", ".", cwd=folder)
    assert done.returncode == 2
    assert "picture.md" in done.stderr
    assert "bracketed-parts" in done.stdout


def test_latin_1_is_read_with_a_remark(folder: Path) -> None:
    (folder / "old.txt").write_bytes("Das Café hat 45 Plätze (38 drinnen, 9 draußen) à £5.\n".encode("cp1252"))
    done = consistency("check", "old.txt", cwd=folder)
    assert done.returncode in (0, 1)
    assert "old.txt:1: warning: not UTF-8; read as Windows-1252" in done.stderr


def test_ten_megabytes_of_digits_end(folder: Path) -> None:
    (folder / "digits.txt").write_text("1234567890" * 1_000_000, encoding="ascii")
    start = time.perf_counter()
    done = consistency("check", ".", cwd=folder)
    assert done.returncode == 1
    assert time.perf_counter() - start < 60


def test_a_hundred_thousand_figures(folder: Path) -> None:
    (folder / "many.txt").write_text("Of the 30 boats, 12 sank and 18 did not. " * 33_400, encoding="ascii")
    done = consistency("check", "-q", ".", cwd=folder)
    assert done.returncode == 1
    assert "wrong.md" in done.stdout


def test_a_number_of_400_digits(folder: Path) -> None:
    (folder / "long.md").write_text(f"Of the {'9' * 400} grains, {'8' * 401} fell, or {'7' * 400} percent.\n")
    done = consistency("check", "--format", "json", "long.md", cwd=folder)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("rule", "line", "message"),
    [
        ("- rule: a\n  phrase: '{part} of {whole}'\n  assert: part <= totl\n", 3, "unknown role 'totl'"),
        ("- rule: a\n  fraze: '{part} of {whole}'\n  assert: part <= whole\n", 2, "unknown key 'fraze'"),
        ("- rule: a\n  phrase: '~rize {part} of {whole}'\n  assert: part <= whole\n", 2, "unknown word class ~rize"),
        ("- rule: a\n  bind: {a: {unit: metter}}\n  assert: a <= 3\n", 2, "unknown unit 'metter'"),
        ("- rule: a\n  phrase: [\n", 3, "no valid YAML"),
    ],
)
def test_a_broken_rule_names_path_and_line(folder: Path, rule: str, line: int, message: str) -> None:
    (folder / "own.yaml").write_text(rule, encoding="utf-8")
    done = consistency("check", "--rules", "own.yaml", "wrong.md", cwd=folder)
    assert done.returncode == 2
    assert f"own.yaml:{line}" in done.stderr
    assert message in done.stderr


def test_a_missing_path_is_told_and_the_others_are_checked(folder: Path) -> None:
    done = consistency("check", "wrong.md", "no such file.md", cwd=folder)
    assert done.returncode == 2
    assert "no such file.md" in done.stderr
    assert "bracketed-parts" in done.stdout


def test_an_unreadable_folder_is_told_and_the_others_are_checked(folder: Path) -> None:
    locked = folder / "locked"
    locked.mkdir()
    (locked / "a.md").write_text(WRONG, encoding="utf-8")
    locked.chmod(0)
    try:
        if os.access(locked, os.R_OK):
            pytest.skip("this user may read every folder")
        done = consistency("check", ".", cwd=folder)
    finally:
        locked.chmod(0o755)
    assert done.returncode == 2
    assert "locked" in done.stderr
    assert "bracketed-parts" in done.stdout


def test_a_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = consistency("check", "empty", cwd=tmp_path)
    assert done.returncode == 0
    assert "no articles" in done.stderr


def test_standard_input(folder: Path) -> None:
    done = consistency("check", "-", "--stdin-filename", "story.md", cwd=folder, stdin=WRONG.encode())
    assert done.returncode == 1
    assert "story.md:1:" in done.stdout


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark(folder: Path, ending: str, mark: bytes) -> None:
    text = ending.join(["# Ferry", "", "It sailed.", "", WRONG.strip(), ""])
    (folder / "story.md").write_bytes(mark + text.encode())
    done = consistency("check", "story.md", cwd=folder)
    assert "story.md:5:" in done.stdout


@pytest.mark.parametrize(
    "text",
    [
        "# The town marks 5 years since the 3 floods\n\nPublished 3 May 2021\n\nIt was founded 1.100 years ago, after 2 floods.",
        "The rate rose to 8.100 percent, the highest since 2009, when it stood at 9.100 percent.",
        "The rent is two thousand (200.100) crowns.",
        "She counted 3.600 birds in three days. Of these 1.250 (25%) were gulls.",
        "Rent rose by $1.250 a week, or $1.100 a year.",
        "The county gave grants to 106.100 schools.\n\n| Town | Schools |\n|---|---|\n| Dunmore | 41.100 |\n| Kilrane | 38.100 |\n"
        "| Tullow | 27.100 |",
        "| Ward | Yes | No |\n|---|---|---|\n| East | 410.100 | 288.100 |\n| North | 376.100 | 301.100 |\n\n"
        "In the east 410.100 voted yes and 288.100 voted no.",
    ],
)
def test_a_number_that_may_be_read_in_two_ways_stops_nothing(text: str) -> None:
    assert not engine.check([], texts={"story.md": text}, rulebook=rulebook.load()).errors
