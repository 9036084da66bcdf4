"""Running totals: which columns are added, in which order, and what is left alone."""

from __future__ import annotations

from collections.abc import Sequence

from consistency import readers
from consistency.extraction import extract
from consistency.proposers import running_total
from consistency.relation import Article

ROWS = [
    "Month | Loans | To date",
    "April | 412 | 2,588",
    "May | 455 | 3,043",
    "June | 397 | 3,440",
    "July | 430 | 3,870",
]


def proposed(rows: Sequence[str], below: str = "") -> list[tuple[str, str]]:
    """The running total of each relation that does not come out, with its confidence."""
    header, *body = [f"| {row} |" for row in rows]
    text = "\n".join([header, "|" + "---|" * (header.count("|") - 1), *body, "", below])
    document = readers.read_text("table.md", text)
    article = Article(document, extract(document))
    found = []
    for proposal in running_total.propose(article, {}):
        parts = [article.figures[at].value for at in proposal.roles["parts"]]
        total = article.figures[proposal.roles["total"][0]]
        signs = proposal.signs or (1,) * len(parts)
        holds = abs(sum(sign * part for sign, part in zip(signs, parts, strict=True)) - total.value) < 1e-6
        found.append(("" if holds else total.text, proposal.confidence))
    return found


def changed(old: str, new: str) -> list[str]:
    return [row.replace(old, new) for row in ROWS]


def test_each_row_goes_on_from_the_one_before() -> None:
    assert proposed(ROWS) == [("", "high")] * 3
    assert proposed([ROWS[0], *ROWS[:0:-1]]) == [("", "high")] * 3


def test_a_wrong_figure_is_told() -> None:
    assert ("3,780", "high") in proposed(changed("3,870", "3,780"))
    assert ("3,440", "medium") in proposed(changed("397", "379"))


def test_a_wrong_running_total_fails_on_both_sides() -> None:
    rows = [*ROWS, "August | 391 | 4,261", "September | 402 | 4,663"]
    wrong = [row.replace("3,870", "3,780") for row in rows]
    assert [total for total, _ in proposed(wrong) if total] == ["3,780", "4,261"]


def test_a_new_start_and_a_total_are_no_steps() -> None:
    assert proposed([*ROWS, "January | 133 | 133", "February | 150 | 283"]) == [("", "high")] * 4
    assert proposed([*ROWS, "Year | 3,870 | 3,870"]) == [("", "high")] * 3


def test_what_does_not_follow_is_no_running_total() -> None:
    assert not proposed(changed("To date", "Visitors"))
    assert not proposed(
        ["Month | Staff | Balance", "May | 41 | 2,588", "June | 45 | 2,101", "July | 39 | 1,977", "August | 4 | 2,455"]
    )


def test_a_remark_explains_a_row() -> None:
    assert ("3,880", "low") in proposed(changed("3,870", "3,880"), "July includes 10 loans that came in late.")
