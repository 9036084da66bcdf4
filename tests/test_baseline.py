"""Baseline and fingerprints: an old archive is silent, and what changes in it is not."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency import engine, rulebook
from consistency.baseline import NAME, Baseline, load
from consistency.errors import ConfigError
from consistency.findings import Report
from consistency.rulebook import Rulebook
from tests.desk import SOUND, WRONG, put, run

TABLE = """\
| Pier  | Dockers |
|-------|--------:|
| North |   1,210 |
| East  |   2,340 |
| South |   3,125 |
| Total |   6,775 |
"""
PARAGRAPHS = [
    "Of the 40 dockers, 60 work the night shift.",
    "The crew includes 120 drivers and 85 lashers, a total of 215.",
    TABLE,
]
UNRELATED = [
    "The harbour master said nothing of it.",
    "# About the harbour",
    "> a word that was said\n> and another",
    "```\nnothing here\n```",
]


@cache
def book() -> Rulebook:
    return rulebook.load(lean=True)


def check(text: str, name: str = "news.md") -> Report:
    return engine.check([], texts={name: text + "\n"}, rulebook=book(), keep=False)


def prints(text: str) -> dict[str, tuple[str, ...]]:
    """The fingerprints in a text, each with the printed figures that it stands for."""
    return {one.fingerprint: tuple(sorted(mark.text for mark in one.marks)) for one in check(text)}


# ------------------------------------------------------------------ fingerprints
def test_a_fingerprint_is_hexadecimal_and_every_finding_has_its_own() -> None:
    text = "\n\n".join([*PARAGRAPHS, *PARAGRAPHS, PARAGRAPHS[0]])
    findings = check(text).findings
    assert len(findings) == 7
    assert len({one.fingerprint for one in findings}) == 7
    assert all(re.fullmatch(r"[0-9a-f]{16,40}", one.fingerprint) for one in findings)


@settings(max_examples=40)
@given(st.permutations(PARAGRAPHS), st.lists(st.sampled_from(UNRELATED), min_size=4, max_size=4))
def test_edits_elsewhere_leave_a_fingerprint(order: list[str], between: list[str]) -> None:
    text = "\n\n".join(part for pair in zip(between, [*order, ""], strict=True) for part in pair)
    known = prints("\n\n".join(PARAGRAPHS))
    assert len(known) == 3
    assert prints(text) == known


@settings(max_examples=40)
@given(st.sampled_from(PARAGRAPHS), st.data())
def test_another_figure_has_another_fingerprint(paragraph: str, data: st.DataObject) -> None:
    (old,) = prints(paragraph)
    places = [found.span() for found in re.finditer(r"\d[\d,]*", paragraph)]
    start, end = data.draw(st.sampled_from(places))
    figure = str(data.draw(st.integers(1, 5000)))
    changed = paragraph[:start] + figure + paragraph[end:]
    if figure != paragraph[start:end].replace(",", ""):
        assert old not in prints(changed)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("work the", "work\nthe").replace("85 lashers", "85\nlashers"),
        lambda text: text.replace("night", "*night*").replace("60", "**60**"),
        lambda text: f"---\ntitle: Harbour\n---\n\n{text}",
        lambda text: text.replace("|  ", "|     "),
        lambda text: text.replace("dockers", "&#100;ockers"),
    ],
)
def test_what_does_not_change_a_fingerprint(change: object) -> None:
    text = "\n\n".join(PARAGRAPHS)
    assert list(prints(change(text))) == list(prints(text))  # type: ignore[operator]


def test_a_row_that_is_moved_leaves_the_fingerprint() -> None:
    lines = TABLE.splitlines()
    assert list(prints("\n".join([*lines[:2], lines[4], lines[2], lines[3], lines[5]]))) == list(prints(TABLE))


def test_a_word_in_an_item_that_is_counted_does_not_matter() -> None:
    text = (
        "The harbour has three plans:\n\n"
        "- it deepens the channel before the largest of the ships arrive.\n"
        "- it moves the old market halls to the other side of the river.\n"
        "- it lays new rails to the northern and the eastern of the piers.\n"
        "- it lights the quays with lamps that the town has paid for twice.\n"
    )
    (known,) = prints(text)
    assert list(prints(text.replace("paid for", "bought"))) == [known]
    assert known not in prints(text.replace("it lights", "she lights"))


def test_rows_of_one_name_and_figure_in_two_tables_are_told_apart() -> None:
    assert len(prints(f"{TABLE}\n\nText.\n\n{TABLE}")) == 2


def test_fingerprints_in_a_table_that_is_too_long_for_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    from consistency.readers import tabular

    monkeypatch.setattr(tabular, "MOST_CELLS", 3)
    rows = "pier,dockers\nnorth,1210\neast,2340\nsouth,3125\ntotal,6775\n"
    findings = check(rows, "a.csv").findings
    assert all(one.fingerprint for one in findings)
    assert prints(rows) == prints(rows)


# ------------------------------------------------------------------ the file
def entries(folder: Path) -> list[dict[str, str]]:
    told = json.loads((folder / NAME).read_text(encoding="utf-8"))
    assert told[0] == {"consistency-baseline": 1}
    return list(told[1:])


def archive(folder: Path) -> None:
    put(folder, "2019/harbour.md", WRONG)
    put(folder, "2020/pier.md", TABLE)
    put(folder, "2020/sound.md", SOUND)


def test_an_archive_becomes_silent(newsroom: Path) -> None:
    archive(newsroom)
    assert run("check").exit_code == 1
    written = run("check", "--write-baseline")
    assert written.exit_code == 0
    assert written.stderr == f"{NAME}: note: 2 findings in the baseline: 2 added, 0 removed\n"
    assert [(one["path"], one["rule"]) for one in entries(newsroom)] == [
        ("2019/harbour.md", "parts-within-whole"),
        ("2020/pier.md", "table-total"),
    ]
    later = run("check")
    assert later.exit_code == 0
    assert "nothing to report" in later.stdout
    assert "\n2 findings in the baseline\n" in later.stdout
    assert later.stderr == ""
    assert run("check", "--no-baseline").exit_code == 1


def test_one_entry_a_line_in_order(newsroom: Path) -> None:
    archive(newsroom)
    run("check", "--write-baseline")
    data = (newsroom / NAME).read_bytes()
    first, *lines, last = data.decode().splitlines()
    assert (first, last) == ('[{"consistency-baseline": 1}', "]")
    assert [json.loads(line.removeprefix(",")) for line in lines] == entries(newsroom)
    assert data.endswith(b"]\n")
    assert b"\r" not in data
    assert b'"line' not in data
    run("check", "--write-baseline", "2020", "2019/harbour.md")
    assert (newsroom / NAME).read_bytes() == data


def test_a_new_finding_is_told(newsroom: Path) -> None:
    archive(newsroom)
    run("check", "--write-baseline")
    put(newsroom, "2019/harbour.md", f"{SOUND}\nOf the 31 dockers, 47 work the day shift.\n\n{WRONG}")
    result = run("check")
    assert result.exit_code == 1
    assert "47 cannot be part of 31" in result.stdout
    assert "60 cannot be part of 40" not in result.stdout
    assert "\n2 findings in the baseline\n" in result.stdout


def test_it_never_grows_by_itself(newsroom: Path) -> None:
    archive(newsroom)
    run("check", "--write-baseline")
    before = (newsroom / NAME).read_bytes()
    put(newsroom, "2021/new.md", WRONG)
    run("check")
    assert (newsroom / NAME).read_bytes() == before
    assert run("check", "--write-baseline").stderr.endswith("3 findings in the baseline: 1 added, 0 removed\n")


def test_what_occurs_no_more_is_told_and_goes(newsroom: Path) -> None:
    archive(newsroom)
    run("check", "--write-baseline")
    put(newsroom, "2019/harbour.md", SOUND)
    result = run("check")
    assert result.exit_code == 0
    assert result.stderr == (
        f"{NAME}: note: 1 finding of the baseline occurs no more (in 2019/harbour.md): "
        "renew it with check --write-baseline\n"
    )
    assert run("check", "2020").stderr == ""
    assert run("check", "-q").stderr == ""
    assert run("check", "--select", "tables").stderr == ""
    assert run("check", "--write-baseline").stderr.endswith("1 finding in the baseline: 0 added, 1 removed\n")


def test_what_a_run_is_not_about_stays(newsroom: Path) -> None:
    archive(newsroom)
    run("check", "--write-baseline")
    put(newsroom, "2020/pier.md", SOUND)
    run("check", "--write-baseline", "2019")
    assert len(entries(newsroom)) == 2
    run("check", "--write-baseline", "--select", "parts")
    assert len(entries(newsroom)) == 2
    (newsroom / "2020/pier.md").unlink()
    assert run("check", "--write-baseline", "2019").stderr.endswith("1 finding in the baseline: 0 added, 1 removed\n")


def test_a_suppressed_finding_still_occurs(newsroom: Path) -> None:
    archive(newsroom)
    run("check", "--write-baseline")
    put(newsroom, "2019/harbour.md", f"<!-- consistency-ignore-file parts: casuals -->\n\n{WRONG}")
    assert run("check").stderr == ""


def test_what_is_wrong_with_a_suppression_is_in_no_baseline(newsroom: Path) -> None:
    put(newsroom, "a.md", f"<!-- consistency-ignore-file parts: casuals -->\n\n{SOUND}")
    assert run("check", "--write-baseline").stderr.endswith("0 findings in the baseline: 0 added, 0 removed\n")
    assert "unused-suppression" in run("check").stdout


def test_notes_are_kept_where_they_are_shown(newsroom: Path) -> None:
    archive(newsroom)
    run("check", "--write-baseline", "--show", "error")
    assert {one["rule"] for one in entries(newsroom)} <= {"parts-within-whole", "table-total"}


def test_it_stands_beside_the_configuration(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive(newsroom)
    put(newsroom, "consistency.yaml", "")
    monkeypatch.chdir(newsroom / "2019")
    run("check", "--write-baseline")
    assert [one["path"] for one in entries(newsroom)] == ["2019/harbour.md"]
    assert run("check").exit_code == 0
    monkeypatch.chdir(newsroom)
    assert "table-total" in run("check").stdout
    assert "parts-within-whole" not in run("check").stdout


def test_another_file(newsroom: Path) -> None:
    archive(newsroom)
    result = run("check", "--write-baseline", "--baseline", "old/known.json")
    assert result.exit_code == 2
    (newsroom / "old").mkdir()
    assert run("check", "--write-baseline", "--baseline", "old/known.json").exit_code == 0
    assert [one["path"] for one in json.loads((newsroom / "old/known.json").read_text())[1:]] == [
        "../2019/harbour.md",
        "../2020/pier.md",
    ]
    assert run("check", "--baseline", "old/known.json").exit_code == 0
    assert run("check").exit_code == 1


def test_names_of_files(newsroom: Path) -> None:
    for name in ("über uns/Bilanz 2020.md", "🚢.md", "two\nlines.md"):
        put(newsroom, name, WRONG)
    run("check", "--write-baseline")
    assert {one["path"] for one in entries(newsroom)} == {"über uns/Bilanz 2020.md", "🚢.md", "two\nlines.md"}
    assert run("check").exit_code == 0


def test_standard_input_by_its_name(newsroom: Path) -> None:
    archive(newsroom)
    run("check", "--write-baseline")
    assert run("check", "-", "--stdin-filename", "2019/harbour.md", stdin=WRONG).exit_code == 0
    assert run("check", "-", stdin=WRONG).exit_code == 1


# ------------------------------------------------------------------ what cannot be
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the baseline is damaged"),
        ('[{"consistency-baseline": 1}\n<<<<<<< HEAD\n]', "the baseline is damaged"),
        ("{}", "this is no baseline"),
        ("[]", "this is no baseline"),
        ('[{"consistency-baseline": "1"}]', "this is no baseline"),
        ('[{"consistency-baseline": 2}]', "this baseline is of version 2; this program knows 1"),
        ('[{"consistency-baseline": 1}\n,{"path": "a.md"}\n]', "entry 1 has no path, rule or fingerprint"),
        ('[{"consistency-baseline": 1}\n,7]', "entry 1 has no path, rule or fingerprint"),
        ("[" * 100_000, "baseline"),
    ],
)
def test_a_file_that_is_none(newsroom: Path, text: str, message: str) -> None:
    archive(newsroom)
    put(newsroom, NAME, text)
    for options in ([], ["--write-baseline"], ["--baseline", NAME]):
        result = run("check", *options)
        assert result.exit_code == 2
        assert message in result.stderr
        assert result.stderr.startswith(NAME)
        assert result.stdout == ""
    assert (newsroom / NAME).read_text() == text
    assert run("check", "--no-baseline").exit_code == 1


def test_a_file_that_is_not_there(newsroom: Path) -> None:
    archive(newsroom)
    result = run("check", "--baseline", "known.json")
    assert result.exit_code == 2
    assert result.stderr == "known.json: error: no such baseline: write one with --write-baseline\n"


def test_a_file_that_is_not_utf_8(newsroom: Path) -> None:
    put(newsroom, NAME, b"[\xff]")
    with pytest.raises(ConfigError, match="cannot be read"):
        load(NAME)


@pytest.mark.parametrize(
    "options",
    [
        ["--no-baseline", "--write-baseline"],
        ["--no-baseline", "--baseline", "a"],
        ["--write-baseline", "--diff", "HEAD"],
    ],
)
def test_options_that_exclude_each_other(newsroom: Path, options: list[str]) -> None:
    result = run("check", *options)
    assert result.exit_code == 2
    assert "exclude" in result.stderr


def test_a_folder_that_cannot_be_written(newsroom: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be written"):
        Baseline("gone/known.json").write()
    put(newsroom, "a.md", WRONG)
    (newsroom / NAME).mkdir()
    assert run("check", "--write-baseline").exit_code == 2


def test_the_rights_of_the_file_stay(newsroom: Path) -> None:
    put(newsroom, NAME, '[{"consistency-baseline": 1}\n]\n')
    (newsroom / NAME).chmod(0o640)
    Baseline(NAME).write()
    assert (newsroom / NAME).stat().st_mode & 0o777 == 0o640


def test_a_full_disk_leaves_the_file_as_it_was(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive(newsroom)
    run("check", "--write-baseline")
    before = (newsroom / NAME).read_bytes()
    put(newsroom, "2021/new.md", WRONG)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", full)
        result = run("check", "--write-baseline")
    assert result.exit_code == 2
    assert result.stderr.endswith(f"{NAME}: error: the baseline cannot be written: No space left on device\n")
    assert (newsroom / NAME).read_bytes() == before
    assert sorted(place.name for place in newsroom.iterdir()) == [NAME, "2019", "2020", "2021"]
