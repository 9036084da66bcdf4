"""By how much a line of a table changed, as the text tells it."""

from __future__ import annotations

import pytest

from consistency import check
from consistency.tables.changes import DOWN, UP, direction

SHEEP = "Sheep by valley\n\n| Valley | 2021 | 2022 | 2023 |\n|---|---|---|---|\n| Dale | 4,120 | 4,305 | 4,821 |\n| Moss | 2,840 | 2,755 | 2,610 |\n"
SALES = (
    "Sales (€ million)\n\n| Shop | 2018 | 2023 |\n|---|---|---|\n| Pier | 212.5 | 251.0 |\n| Quay | 188.0 | 171.1 |\n"
)


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in check(text).findings if finding.severity != "note"]


def agreed(text: str) -> dict[str, int]:
    """How many relations of each rule agree."""
    return {rule: counts["agrees"] for rule, counts in check(text).by_rule.items() if counts["agrees"]}


@pytest.mark.parametrize(
    ("before", "after", "share", "way"),
    [
        ("Sheep rose by ", "", False, UP),
        ("Sheep rose sharply ", "", True, UP),
        ("Sheep rose ", "", True, UP),
        ("Sheep rose ", "", False, 0),
        ("Sheep fell in the year by ", "", False, DOWN),
        ("an increase of ", "", False, UP),
        ("the decline in the number of sheep was ", "", True, DOWN),
        ("The hill was up ", "", True, UP),
        ("", " more sheep than in 2022", False, UP),
        ("", " lower than in 2022", True, DOWN),
        ("a ", " rise", True, UP),
        ("Sheep are to rise by ", "", True, 0),
        ("Sheep would fall by ", "", False, 0),
        ("There were ", " sheep", False, 0),
        ("The hill lost ", " sheep to the fog", False, 0),
    ],
)
def test_what_words_make_a_change(before: str, after: str, share: bool, way: int) -> None:
    assert direction(before, after, share) == way


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("In 2023 the Dale rose by 12 percent.", "cell-rise"),
        ("The Dale grew 17 percent between 2021 and 2023.", "cell-rise"),
        ("The Moss was down 5.3 percent to 2,610.", "cell-fall"),
        ("Sheep fell by 145 in 2023 in the Moss.", "cell-difference"),
        ("There were 516 more sheep in the Dale than in 2022, or 4,821.", "cell-difference"),
        ("Their number fell by 145, to 2,610.", "cell-difference"),
    ],
)
def test_a_change_between_two_cells_agrees(sentence: str, rule: str) -> None:
    assert not found(f"{SHEEP}\n{sentence}")
    assert agreed(f"{SHEEP}\n{sentence}").get(rule) == 1


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("In 2023 the Dale rose by 21 percent.", "cell-rise"),
        ("The Dale grew 27 percent between 2021 and 2023.", "cell-rise"),
        ("The Moss was down 3.5 percent to 2,610.", "cell-fall"),
        ("Sheep fell by 154 in 2023 in the Moss.", "cell-difference"),
        ("Their number fell by 154, to 2,610.", "cell-difference"),
    ],
)
def test_a_change_that_no_two_cells_have_is_found(sentence: str, rule: str) -> None:
    assert found(f"{SHEEP}\n{sentence}") == [(rule, "warning")]


@pytest.mark.parametrize(
    "sentence",
    [
        "In May 2023 the Dale rose by 21 percent.",
        "The Dale rose by 21 percent.",
        "In 2023 the lambs of the Dale rose by 21 percent, from 1,000 to 1,210.",
        "The shepherds expect the Dale to rise by 21 percent in 2023.",
        "According to the ministry the Dale rose by 21 percent in 2023.",
        "In 2023 prices in the Dale rose by 90 percent.",
        "In Norway the Dale rose by 21 percent in 2023.",
        "In 2019 the Dale rose by 21 percent.",
        "The Dale fell by 12 percent in 2023 before it rose again.",
        "Black sheep in the Dale rose by 21 percent in 2023.",
        "Visitors to the Dale rose by 21 percent in 2023.",
        "Per acre, the Dale rose by 21 percent in 2023.",
        "Sheep in the Dale rose by 12 percent in 2023, those of the abbey by 21 percent.",
        "In 2023 the Dale rose by 21 percent to 1,900.",
        "In 2023 the Dale rose by 17 percent.",
    ],
)
def test_a_change_of_something_else_is_no_mistake(sentence: str) -> None:
    assert not found(f"{SHEEP}\n{sentence}")


def test_a_table_in_millions_and_with_a_gap_of_years() -> None:
    assert agreed(f"{SALES}\nThe pier's sales grew by €38.5 million to €251 million.")["scaled-difference"] == 1
    assert found(f"{SALES}\nThe pier's sales grew by €35.8 million to €251 million.") == [
        ("scaled-difference", "warning")
    ]
    assert not found(f"{SALES}\nThe pier's sales grew by €3.6 million in 2023.")
    assert not found(f"{SALES}\nThe pier's sales grew by 3 percent in 2023.")
