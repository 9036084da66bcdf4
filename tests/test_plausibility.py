"""Plausibility: where another figure fits a role better, the article is not blamed for the phrase's choice."""

from __future__ import annotations

import pytest

from consistency import engine, rulebook
from consistency.pack import read_pack

RULES = rulebook.load(select=["parts", "shares"])


def verdicts(text: str) -> list[tuple[str, str]]:
    """The rule and the verdict of each relation about the text."""
    report = engine.check([], rulebook=RULES, texts={"article.md": text})
    return [(one.rule, one.verdict) for one in report.tested if one.kept]


def found(text: str) -> list[str]:
    return [finding.message for finding in engine.check([], rulebook=RULES, texts={"article.md": text}).findings]


@pytest.mark.parametrize(
    "text",
    [
        "Vets saw 900 mules in 12 valleys. Of these, 225 (25%) were lame.",
        "At 12 stations vets saw 900 mules in three valleys. Of them, 225 (25%) were lame.",
        "Vets saw 900 mules at 12 farms. Of these, five (42%) are in the hills.",
        "Vets asked 900 drovers six questions. Of them, 300 knew the answers.",
        "Drovers sold 61 beasts, 38 mules and 12 oxen, plus eleven hens.",
        "The yard holds 28 men and women, 15 men and 12 women, and a boy.",
        "The drover lost $112 million. He sold $58 million of land, leaving debts of $258 million.",
        "There were 60 fairs, 12 of them in May. The other 40 drovers went home.",
        "The slide killed 14 mules and hurt 20. Nine of the injured were lame. The other 11 ran.",
        "The farm sold 14 mules (5 in foal, 3 in milk).",
    ],
)
def test_what_is_another_figures_fault(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Vets saw 900 mules in 12 valleys. Of these, 225 (35%) were lame.", "225 of 900 is 25%, not 35%"),
        ("Vets saw 900 mules in 12 valleys. Of these, 950 were lame.", "950 cannot be part of 900"),
        ("The yard holds 840 mules (538 young, 292 old).", "538 + 292 is 830, not 840"),
        ("Of the 50 mules, 32 were sold and the other 180 lost.", "32 and the remaining 180 make 212, not 50"),
        ("The yard holds 480 people, 201 men and 297 women.", "201 and 297 make 498, not 480"),
        ("It has land worth $41 million and debts of $15 million, leaving $36 million.",
         "$15 million and the remaining $36 million make $51 million, not $41 million"),
    ],
)  # fmt: skip
def test_a_slip_is_found_all_the_same(text: str, message: str) -> None:
    assert found(text) == [message]


def test_the_better_whole_is_bound() -> None:
    text = "The review covers 48 tests of 12 pumps. Of these, 12 (25%) failed."
    assert ("share-of-these", "agrees") in verdicts(text)


@pytest.mark.parametrize(
    "where", ["best_whole: [part, whole, pct]", "told_level: [part, whole, pct]", "whole_of_many: pct"]
)
def test_a_phrase_may_lack_a_role_that_is_asked_about(where: str) -> None:
    phrases = "['{part} of the {whole} mules', '{part} mules of {whole} are {pct:percent}']"
    rule = f"- rule: a\n  phrase: {phrases}\n  where: {{{where}}}\n  assert: part <= whole\n"
    rules = rulebook.Rulebook(tuple(read_pack("own.yaml", rule)))
    report = engine.check([], rulebook=rules, texts={"article.md": "They saw 17 of the 12 mules."})
    assert [one.verdict for one in report.tested] == ["contradicts"]
