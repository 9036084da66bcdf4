"""Which figure of a sentence a comparison is about: the one that fits, where the nearest one does not."""

from __future__ import annotations

import pytest

from consistency import engine, rulebook
from consistency.pack import read_pack

RULES = rulebook.load(select=["change", "rates"])


def messages(text: str) -> list[str]:
    """What is said of each finding about the text."""
    return [finding.message for finding in engine.check([], rulebook=RULES, texts={"article.md": text}).findings]


@pytest.mark.parametrize(
    "text",
    [
        "The choir sang 30 songs in 11 halls, four more than the 26 of the spring.",
        "The choir sang 30 songs at 6.5 degrees, four more than the 26 of the spring.",
        "Some 52 of the 90 desks in the west wing are taken, 12 more than the 40 of the spring.",
        "The list won 44 of 120 seats, 12 fewer than the 56 that it held.",
        "The mill made 540 tables with 60 men, 10 percent fewer than the 600 of 1998.",
        "The mine yields 660 tonnes a day from 80 pits, 10 percent more than the 600 of the old shaft.",
    ],
)
def test_the_figure_that_fits_is_the_one_that_is_compared(text: str) -> None:
    assert messages(text) == []


def test_where_none_fits_the_one_that_comes_nearest_is_told() -> None:
    text = "The choir sang 30 songs in 11 halls, seven more than the 26 of the spring."
    assert messages(text) == ["30 is four more than 26, not seven"]
    text = "In its 11 halls the choir sang 30 songs, seven more than the 26 of the spring."
    assert messages(text) == ["30 is four more than 26, not seven"]


def test_a_figure_of_another_sentence_or_unit_is_no_rival() -> None:
    assert messages("It sold 35 boats. The yard built 30, nine more than the 26 of the spring.") == [
        "30 is four more than 26, not nine"
    ]
    assert messages("For $35 it hired 30 boats, nine more than the 26 boats of the spring.") == [
        "30 is four more than 26, not nine"
    ]


def test_what_is_less_than_nothing_is_not_told_as_a_number() -> None:
    assert messages("The yard built 20 boats, 12 more than the 32 of the spring.") == ["20 is not more than 32"]
    assert messages("The yard built 32 boats, 12 fewer than the 20 of the spring.") == ["32 is not less than 20"]
    assert messages("The yard built 20 boats, 60 percent more than the 32 of the spring.") == ["32 to 20 is no rise"]
    assert messages("The yard built 32 boats, 60 percent fewer than the 20 of the spring.") == ["20 to 32 is no fall"]


def test_a_rule_says_which_role_may_be_another_figure() -> None:
    told = "- {rule: a, phrase: '{new:count} boats, {diff:count} more than {old:count}', assert: new - old == diff%s}"
    text = "In all 30 men had 11 boats, four more than 26."
    for ending, verdicts in (("", ["contradicts"]), (", instead: new", ["agrees"])):
        book = rulebook.Rulebook(tuple(read_pack("own.yaml", told % ending)))
        report = engine.check([], rulebook=book, texts={"article.md": text})
        assert [tested.verdict for tested in report.tested] == verdicts
