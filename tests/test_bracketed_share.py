"""Counts with their shares in one cell: where the base stands, and when it is believed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from consistency import readers
from consistency.extraction import extract
from consistency.proposers import bracketed_share
from consistency.relation import Article

ROWS = ["Sign | Salve (N=246) | None (N=251)", "Any | 123 (50.0%) | 130 (51.8%)", "Strong | 41 (16.7%) | 38 (15.1%)"]


def proposed(rows: Sequence[str]) -> list[tuple[float, float, str]]:
    header, *body = [f"| {row} |" for row in rows]
    text = "\n".join([header, "|" + "---|" * (header.count("|") - 1), *body])
    document = readers.read_text("table.md", text)
    article = Article(document, extract(document))
    found = bracketed_share.propose(article, {})
    return [(one.values["part"], one.values["whole"], one.confidence) for one in found]


def test_the_base_of_the_header_or_of_the_cell() -> None:
    assert proposed(ROWS) == [(123, 246, "high"), (130, 251, "high"), (41, 246, "high"), (38, 251, "high")]
    assert proposed(["Sign | Salve", "Any | 12/412 (2.9%)", "Two | 8/412 (9.1%)"]) == [
        (12, 412, "high"),
        (8, 412, "high"),
    ]


def test_a_base_that_the_cells_do_not_bear_out() -> None:
    assert not proposed([ROWS[0], "Any | 123 (61.0%) | 130 (59.1%)", "Strong | 41 (33.3%) | 38 (29.2%)"])


@pytest.mark.parametrize(
    ("cell", "sure"), [("41 (61.7%)", "high"), ("41 (6.7%)", "medium"), ("41 (12.2%)", "medium"), ("41 (19.5%)", "low")]
)
def test_a_share_of_fewer_is_a_note(cell: str, sure: str) -> None:
    assert proposed([row.replace("41 (16.7%)", cell) for row in ROWS])[2] == (41, 246, sure)


def test_what_is_no_share_without_a_sign_or_a_word_for_one() -> None:
    plain = [row.replace("%", "") for row in ROWS]
    assert len(proposed(plain)) == 4
    assert len(proposed([*plain, "Age | 61 (8.2) | 60 (9.1)", "Weight | 74 (12.7) | 76 (13.3)"])) == 4
    assert not proposed([plain[0], "Age | 61 (8.2) | 60 (9.1)", "Any | 123 (50.0) | 130 (51.8)"])
    assert len(proposed([plain[0], *(row.replace(" |", ", n (%) |", 1) for row in plain[1:])])) == 4


@pytest.mark.parametrize("cell", ["2.9% (12/412)", "2.9% (12 of 412)", "12 of 412 (2.9%)"])
def test_the_base_beside_the_count_in_any_order(cell: str) -> None:
    assert proposed(["Sign | Salve", f"Any | {cell}", "Two | 8/412 (1.9%)"])[0] == (12, 412, "high")


def test_a_digit_of_a_share_whose_row_is_of_all() -> None:
    rows = [*ROWS, "Lasting | 27 (11.0%) | 31 (32.4%)"]
    assert proposed(rows)[-1] == (31, 251, "high")
    assert proposed([row.replace("32.4%", "19.8%") for row in rows])[-1] == (31, 251, "low")
