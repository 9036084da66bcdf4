"""Order: ranges as they are printed, extremes, averages and ranks."""

from __future__ import annotations

import pytest

from consistency import rulebook
from consistency.engine import check

BOOK = rulebook.load(
    select=["range-order", "average-in-range", "extremes", "rank", "record", "extreme-of-list", "least-of-list"]
)


def rules(text: str) -> list[str]:
    """The rules of the findings, notes too."""
    return [finding.rule for finding in check([], rulebook=BOOK, texts={"a.md": text}).findings]


def agreed(text: str) -> list[str]:
    return [rule for rule, counts in check([], rulebook=BOOK, texts={"a.md": text}).by_rule.items() if counts["agrees"]]


@pytest.mark.parametrize(
    "text",
    [
        "Hives cost between 90 and 60 euros.",
        "The dam holds between 7 million and 3 million litres.",
        "Boil it for 9-6 minutes.",
        "Between eight and five per cent of the seeds fail.",
        "The camp takes children aged 12 to 8 in July.",
        "The oaks are between 90 and 60 years old.",
    ],
)
def test_an_inverted_range_is_found(text: str) -> None:
    assert rules(text) == ["range-order"]


@pytest.mark.parametrize(
    "text",
    [
        "Hives cost between 60 and 90 euros.",
        "The dam holds between 800,000 and 1.2 million litres.",
        "Boil it for 6-9 minutes.",
        "The price went from 90 to 60 euros.",
        "They won 9-6 and lost 4-3.",
        "It is 14277 ± 159 ms faster.",
        "Rates are 6 1/4 to 6 3/4 percent.",
        "He was in office in 1984-85, on pages 90-60.",
        "The motion passed by 60 percent to 40 percent.",
        '"Between 90 and 60 of us," she said.',
        "The slate was laid down 440-410 million years ago, between 430 and 420 million years ago in the north.",
        "The flints are 80,000 to 70,000 years old.",
        "The gate stood between 420 and 380 BCE.",
        "The calves lost between 9 and 6 kg.",
        "A shelf holds 2**66 - 1 bytes.",
        "The guides switch between 30-metre and 20-metre ropes.",
    ],
)
def test_what_is_no_inverted_range(text: str) -> None:
    assert not rules(text)


@pytest.mark.parametrize("text", ["Hives cost between 60 and 90 euros.", "Boil it for 6-9 minutes."])
def test_ranges_in_order_are_tested(text: str) -> None:
    assert agreed(text) == ["range-order"]


def test_the_message_quotes_the_range_as_printed() -> None:
    (finding,) = check([], rulebook=BOOK, texts={"a.md": "It takes 12 to\n8 hours by sea."}).findings
    assert finding.message == '"12 to 8 hours" begins with its larger end'


def test_a_low_a_median_and_a_high_in_one_sentence() -> None:
    assert not rules("The minimum is 5 metres, the median 8 metres and the maximum 12 metres.")
    assert rules("The minimum is 9 metres, the median 8 metres and the maximum 12 metres.") == ["extremes"]


@pytest.mark.parametrize(
    "text",
    [
        "The largest barn holds 40 cows and the smallest shed 12 hens.",
        "Rye leads with 45 percent, followed by wheat with 45 percent.",
        "The fastest boat took 3 hours, followed by one that took 4 hours.",
    ],
)
def test_what_is_in_order(text: str) -> None:
    assert not rules(text)
