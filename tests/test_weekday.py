"""Weekdays against their dates, days that do not exist, and the date that a file declares for itself."""

from __future__ import annotations

import pytest

from consistency import engine, rulebook
from consistency.extraction import extract
from consistency.proposers import weekday
from consistency.readers import read_text
from consistency.relation import Article

RULES = rulebook.load(select=["calendar"])


def rules(text: str, name: str = "article.md") -> list[str]:
    return [finding.rule for finding in engine.check([], rulebook=RULES, texts={name: text})]


@pytest.mark.parametrize(
    "text",
    [
        "The court sat on 29 April 2024 (a Tuesday).",
        "The court sat on 29 April 2024, which was a Tuesday.",
        "They met on Tuesday (29 April 2024) in the hall.",
        "They met on Tuesday, 29 April 2024, in the hall.",
    ],
)
def test_a_wrong_weekday(text: str) -> None:
    assert rules(text) == ["weekday-of-date"]
    assert not rules(text.replace("Tuesday", "Monday"))


def test_the_help_names_both_ways_out() -> None:
    document = read_text("article.md", "They met on Tuesday, 29 April 2024, in the hall.")
    (proposal,) = weekday.propose(Article(document, extract(document)), {})
    assert proposal.words["help"] == "Monday instead of Tuesday, or another date"


@pytest.mark.parametrize(
    "text",
    ["On Friday, 31 February 2023, it rained.", "It opens on 31 June.", "It was 29 February 1900.", "On May 45, 2020."],
)
def test_an_impossible_date(text: str) -> None:
    assert rules(text) == ["impossible-date"]


@pytest.mark.parametrize("text", ["It opens on 29 February.", "It was February 29, 2000.", "It opens in May 2020."])
def test_a_possible_date(text: str) -> None:
    assert not rules(text)


@pytest.mark.parametrize(
    ("name", "source", "line"),
    [
        ("a.md", "---\ntitle: Rain\ndate: 2024-13-45\n---\n\nOn Friday, 3 May it rained.\n", 3),
        ("a.md", "+++\ndate = 2023-02-29\n+++\n\nOn Friday, 3 May it rained.\n", 2),
        ("a.html", '<p>On Friday, 3 May it rained.</p>\n<time datetime="2024-00-10">then</time>\n', 2),
        ("a.html", '<html>\n<meta name="date" content="0000-01-10">\n<p>On Friday, 3 May it rained.</p>', 2),
    ],
)
def test_a_declared_date_that_does_not_exist(name: str, source: str, line: int) -> None:
    document = read_text(name, source)
    assert document.date == ""
    assert [note.line for note in document.notes if "is no date" in note.message] == [line]
    assert not rules(source, name)


def test_the_first_date_that_exists() -> None:
    document = read_text("a.md", "---\ndate: 2024-13-45\npublished: 2024-5-3\n---\n\nOn Thursday, 3 May it rained.\n")
    assert document.date == "2024-05-03"
    assert rules(document.source) == ["weekday-of-date"]
