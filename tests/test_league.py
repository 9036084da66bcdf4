"""League tables: what is added up, and what explains a row that fails."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from consistency import readers
from consistency.extraction import extract
from consistency.proposers import league
from consistency.relation import Article

ROWS = [
    "Crew | P | W | D | L | Pts", "Ayr | 20 | 12 | 4 | 4 | 40", "Bute | 20 | 11 | 5 | 4 | 38", "Coll | 20 | 9 | 6 | 5 | 33",
    "Dunn | 20 | 8 | 6 | 6 | 30", "Eigg | 20 | 6 | 4 | 10 | 22",
]  # fmt: skip


def proposed(rows: Sequence[str], of: str, below: str = "") -> list[tuple[str, float]]:
    """The confidence of each row's relation and the points of a win."""
    header, *body = [f"| {row} |" for row in rows]
    text = "\n".join([header, "|" + "---|" * (header.count("|") - 1), *body, "", below])
    document = readers.read_text("table.md", text)
    article = Article(document, extract(document))
    return [(found.confidence, found.values.get("worth", 0.0)) for found in league.propose(article, {"of": of})]


@pytest.mark.parametrize(("of", "worth"), [("games", 0.0), ("points", 3.0)])
def test_every_row_is_worked_out(of: str, worth: float) -> None:
    assert proposed(ROWS, of) == [("high", worth)] * 5


def test_a_win_is_worth_what_the_rows_say() -> None:
    rows = [ROWS[0], "Ayr | 20 | 12 | 4 | 4 | 28", "Bute | 20 | 11 | 5 | 4 | 27", "Coll | 20 | 9 | 6 | 5 | 24",
            "Dunn | 20 | 8 | 6 | 6 | 22", "Eigg | 20 | 6 | 4 | 10 | 16"]  # fmt: skip
    assert {worth for _, worth in proposed(rows, "points")} == {2.0}


def test_four_rows_or_two_that_fail_prove_nothing() -> None:
    assert not proposed(ROWS[:5], "games")
    assert not proposed([row.replace("| 20 |", "| 21 |") if row[0] in "AB" else row for row in ROWS], "games")


def test_fewer_points_are_a_note_where_a_league_deducts_as_many() -> None:
    changed = [row.replace("| 38", "| 35") for row in ROWS]
    assert sorted(proposed(changed, "points"))[-1][0] == "low"
    assert "low" not in dict(proposed([row.replace("| 38", "| 39") for row in ROWS], "points"))


def test_a_remark_or_another_column_explains_a_row() -> None:
    changed = [row.replace("| 38", "| 39") for row in ROWS]
    assert "low" in dict(proposed(changed, "points", "Bute were awarded a point for a void match."))
    bonus = [f"{row} | {'BP' if row == ROWS[0] else int(row[0] == 'B')}" for row in changed]
    assert len(proposed(bonus, "points")) == 4


def test_a_goal_difference_is_worked_out_from_the_goals() -> None:
    rows = ["Crew | GF | GA | GD", "Ayr | 48 | 21 | +27", "Bute | 40 | 22 | +18", "Coll | 33 | 33 | 0",
            "Dunn | 28 | 31 | −3", "Eigg | 19 | 37 | −18"]  # fmt: skip
    assert [sure for sure, _ in proposed(rows, "goals")] == ["high"] * 5
    assert not proposed([row.replace("+", "1").replace("−", "1") for row in rows], "goals")
