"""The Python API: what it takes, and what it gives."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import consistency
from consistency.errors import ConfigError, RuleError
from consistency.figure import DTYPES

WRONG = "The ferry carried 45 people (38 passengers and 9 crew).\n"


def test_a_text_is_checked() -> None:
    report = consistency.check(WRONG)
    (finding,) = report
    assert len(report) == 1
    assert finding.rule == "bracketed-parts"
    assert finding.severity == "error"
    assert finding.primary.text in WRONG
    assert WRONG[finding.primary.start : finding.primary.end] == finding.primary.text


def test_paths_and_folders_are_checked(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WRONG, encoding="utf-8")
    (tmp_path / "b.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "c.bin").write_bytes(b"\0\1")
    assert [Path(f.primary.path).name for f in consistency.check(tmp_path)] == ["a.md", "b.txt"]
    assert len(consistency.check([tmp_path / "a.md", str(tmp_path / "b.txt")])) == 2


def test_the_tables_have_their_columns_and_types() -> None:
    report = consistency.check(WRONG)
    assert list(report.figures.columns) == list(DTYPES)
    assert {name: str(dtype) for name, dtype in report.figures.dtypes.items()} == DTYPES
    assert list(report.figures["text"]) == ["45", "38", "9"]
    assert list(report.relations["verdict"]) == ["contradicts"]
    roles = report.relations["roles"][0]
    assert [report.figures["text"][row] for row in roles["parts"]] == ["38", "9"]


def test_figures_alone() -> None:
    table = consistency.figures("About 12,000 people came.")
    assert isinstance(table, pd.DataFrame)
    row = table.iloc[0]
    assert (row["text"], row["value"], row["low"], row["high"], row["head"]) == (
        "About 12,000",
        12000,
        11400,
        12600,
        "person",
    )


def test_nothing_is_fine() -> None:
    report = consistency.check("\n")
    assert len(report) == 0
    assert len(report.figures) == 0
    assert report.totals() == {"agrees": 0, "rounding": 0, "contradicts": 0, "undecided": 0}


def test_rules_can_be_chosen_and_added(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- rule: crew\n  bind: {all: {noun: people}, crew: {noun: crew}}\n  assert: crew <= all\n"
        "  message: '{crew} of {all}'\n",
        encoding="utf-8",
    )
    assert [f.rule for f in consistency.check("There were 45 people. A crew of 50 crew left.", rules=[own])] == ["crew"]
    assert len(consistency.check(WRONG, ignore=["bracketed-parts"])) == 0
    with pytest.raises(ConfigError, match="did you mean 'sum-of-parts'"):
        consistency.check(WRONG, select=["sum-of-part"])
    own.write_text("- rule: crew\n  assert: [\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"own\.yaml:3"):
        consistency.check(WRONG, rules=[own])


def test_an_unreadable_file_is_an_error_of_the_report(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WRONG, encoding="utf-8")
    report = consistency.check([tmp_path / "a.md", tmp_path / "missing.md"])
    assert len(report) == 1
    assert [error.path for error in report.errors] == [str(tmp_path / "missing.md")]
