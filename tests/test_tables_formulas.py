"""Lines whose label names what they are worked out from: when one row that agrees is enough, and what is left alone.

A table is written as rows of cells parted by "|"; `found` gives the severity and the message of each finding.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from consistency import engine, rulebook
from consistency.rulebook import Rulebook

CAPITAL = ["Item | 2024 | 2023", "CET1 capital | 3,917 | 3,702", "RWAs | 26,810 | 25,444", "CET1 ratio | 14.6% | 14.5%"]
TAX = ["Item | 2024", "Pre-tax profit | 940", "Tax | (197)", "Effective tax rate | 21.0%"]
BATTERS = ["Batter | Inns | NO | Runs | Ave", "Hollis | 18 | 2 | 712 | 44.50", "Quist | 11 | 5 | 141 | 23.50"]


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook.load(select=["columns", "tables"])


def found(book: Rulebook, rows: Sequence[str], old: str = "", new: str = "") -> list[tuple[str, str]]:
    header, *body = [f"| {row} |" for row in rows]
    table = "\n".join([header, "|" + "---|" * (header.count("|") - 1), *body])
    report = engine.check([], texts={"table.md": table.replace(old, new, 1)}, rulebook=book)
    return [(finding.severity, finding.message) for finding in report.findings]


@pytest.mark.parametrize(
    ("rows", "old", "new", "message"),
    [
        (CAPITAL, "14.6%", "16.4%", "3,917 of 26,810 is 14.6%, not 16.4%"),
        (TAX, "21.0%", "12.0%", "(197) of 940 is 20.9 to 21.0%, not 12.0%"),
        (BATTERS, "44.50", "44.05", "712 divided by (18 - 2) is 44.50, not 44.05"),
    ],
)
def test_a_slip_in_what_the_label_names(book: Rulebook, rows: Sequence[str], old: str, new: str, message: str) -> None:
    assert found(book, rows) == []
    assert found(book, rows, old, new) == [("error", message)]


def test_another_measure_under_the_same_name(book: Rulebook) -> None:
    assert found(book, CAPITAL, "14.6%", "18.1%") == []  # of other assets in one year, perhaps
    assert found(book, TAX, "21.0%", "26.3%") == []
    assert found(book, TAX, "21.0%", "24.0%") == []  # a single figure, and no slip that leaves little choice


def test_several_lines_that_may_be_meant(book: Rulebook) -> None:
    both = [*CAPITAL[:3], "Risk-weighted assets | 24,100 | 23,800", CAPITAL[3]]
    assert found(book, both) == []
    assert found(book, both, "14.6%", "16.4%") == [("error", "3,917 of 26,810 is 14.6%, not 16.4%")]
