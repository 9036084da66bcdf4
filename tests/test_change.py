"""What is said of a change, of a difference and of a rate: the words against the figures beside them."""

from __future__ import annotations

import pytest

from consistency import engine, rulebook

RULES = rulebook.load(select=["change", "rates"])


def found(text: str) -> list[tuple[str, str]]:
    """The rule and the severity of each finding about the text."""
    report = engine.check([], rulebook=RULES, texts={"article.md": text})
    return [(finding.rule, finding.severity) for finding in report.findings]


@pytest.mark.parametrize("verb", ["rose", "grew", "climbed", "jumped", "went up", "was raised", "has increased"])
def test_a_rise_that_is_a_fall(verb: str) -> None:
    assert found(f"The toll {verb} from $9 in May to $7 in June.") == [("rise", "error")]
    assert found(f"The toll {verb} from $7 in May to $9 in June.") == []


@pytest.mark.parametrize("verb", ["fell", "declined", "shrank", "went down", "was cut", "was lowered", "has decreased"])
def test_a_fall_that_is_a_rise(verb: str) -> None:
    assert found(f"The toll {verb} from $7 in May to $9 in June.") == [("fall", "error")]
    assert found(f"The toll {verb} from $9 in May to $7 in June.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The flock has {new} sheep, {word} from {old}.",
        "The flock ({word} from {old} sheep to {new}) grazes here.",
        "A flock of {new} sheep, which is {word} from last year's {old}, grazes here.",
        "The shepherd tends {new} sheep — {word} from a flock of {old}.",
    ],
)
def test_up_and_down_from(text: str) -> None:
    up, down = text.format(new=52, old=61, word="up"), text.format(new=61, old=52, word="down")
    assert found(up) == [("rise", "error")]
    assert found(down) == [("fall", "error")]
    assert found(up.replace("up", "down")) == found(down.replace("down", "up")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The shop may cut from 30 to 50 jobs.",
        "The gale dropped from 3 to 5 inches of rain.",
        "Fees sank from 6 percent to 16 percent.",
        "Discounts reduce bills from 5 percent to 10 percent.",
    ],
)
def test_the_ends_of_a_range_are_at_most_noted(text: str) -> None:
    assert {severity for _, severity in found(text)} <= {"note"}


def test_the_figure_next_to_up_from_may_be_another_one() -> None:
    assert found("Police held 700 people in 12 towns, up from 600.") == []
    assert found("Some 70 of the 900 clerks are ill, up from 60.") == []
    assert found("Some 70 of the 900 clerks are ill, up from 80.") == [("rise", "error")]


def test_the_nearest_verb_is_meant() -> None:
    assert found("As wages rose, output fell from 90 tons to 70 tons.") == []
    assert found("As wages fell, output rose from 90 tons to 70 tons.") == [("rise", "error")]


def test_percent_of_a_percentage_is_no_point() -> None:
    assert found("The rate fell from 20 percent to 15 percent, a drop of 25 percent.") == []
    assert found("The rate fell from 20 percent to 15 percent, a drop of 5 percentage points.") == []
    assert found("The rate fell from 20 percent to 15 percent, a drop of 5 percent.") == [
        ("relative-change", "warning")
    ]
    assert found("The rate fell from 20 percent to 15 percent, a drop of 7 percentage points.") == [
        ("point-change", "error")
    ]


def test_a_yearly_rate_is_not_the_whole_growth() -> None:
    text = "The port grew from 400 ships in 1990 to 800 ships in 2000, an increase of {} percent"
    assert found(text.format(90) + ".") == [("growth", "warning")]
    assert found(text.format(7) + ".") == [("growth", "error")]
    assert found(text.format(7) + " a year.") == []


def test_a_fall_to_something_alone_proves_nothing() -> None:
    report = engine.check([], rulebook=RULES, texts={"article.md": "Oil fell 5 percent to $95 on Monday."})
    assert len(report.relations) == 0


def test_half_a_price_is_no_doubling() -> None:
    assert found("The fee was halved from $80 to $40.") == []
    assert found("The fee was doubled from $80 to $40.") == [("multiple", "error")]


def test_guests_at_tables() -> None:
    assert found("They put 240 guests at 30 tables, or 8 each.") == []
    assert found("They put 240 guests at 30 tables, or 9 each.")[0][0] == "total-per-head"
