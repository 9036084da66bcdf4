"""What the text says of the lines of a table that it names, against what their cells come to."""

from __future__ import annotations

import pytest

from consistency import check
from consistency.extraction import extract
from consistency.readers import read_text
from consistency.tables.relations import CELL, DIFFERENCE, FALL, RISE, SHARE, SUM, relations

BARLEY = (
    "Bushels by farm\n\n| Farm | 2021 | 2022 | 2023 |\n|---|---|---|---|\n| Brook | 3,415 | 3,610 | 3,872 |\n"
    "| Heath | 2,108 | 1,954 | 1,796 |\n| Total | 5,523 | 5,564 | 5,668 |\n\n"
)
HERDS = "| Thousand head | 2022 | 2023 | % change |\n|---|---|---|---|\n| Ewes | 1,482 | 1,296 | -12.6 |\n| Goats | 318 | 341 | 7.2 |\n\n"


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in check(text).findings]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The Brook rose by 262 in a year.", (DIFFERENCE,)),
        ("The Brook gained 262.", (DIFFERENCE,)),
        ("The Brook had 262 more.", (DIFFERENCE,)),
        ("The gap is now 262.", (DIFFERENCE,)),
        ("They came to 262 together.", (SUM, CELL)),
        ("The Brook fell by 12 percent.", (FALL,)),
        ("The Brook grew 12 percent.", (RISE,)),
        ("They make up 12 percent of it.", (SHARE, CELL)),
        ("The Brook, at 262, is the first.", (CELL,)),
        ("The Brook is to rise by 262.", ()),
        ("The Brook would have had 262.", ()),
    ],
)
def test_what_the_words_tell_of_a_figure(sentence: str, told: tuple[str, ...]) -> None:
    figure = next(one for one in extract(read_text("a.txt", sentence)) if one.value in (262, 12))
    before, after = sentence[: figure.at], sentence[figure.till :]
    assert relations(figure, before, after) == told


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Brook rose by 226 in a year.", "related-difference"),
        ("In the dry year the Heath lost 185, which hurt.", "related-difference"),
        ("Brook grew 2,706 more than the Heath did.", "related-difference"),
        ("Brook and Heath together brought 5,686 in 2023.", "related-sum"),
        ("Heath came to 37.1 percent in 2023.", "related-share"),
    ],
)
def test_a_slip_of_what_the_named_cells_come_to(sentence: str, rule: str) -> None:
    assert (rule, "warning") in found(BARLEY + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Brook rose by 262 in a year, and by 457 in two.",
        "Brook grew 2,076 more than the Heath did.",
        "Brook rose by 226 in May alone.",
        "Brook and Heath together brought 5,668 in 2023.",
        "The owner of the Brook would like it to rise by 226.",
        '"The Brook rose by 226," said the miller.',
        "Brook has 226 hens. Nobody counts its 226 hens.",
        "Brook rose by 262, or 226 without the hill.",
    ],
)
def test_no_slip_of_them(sentence: str) -> None:
    assert found(BARLEY + sentence) == []


def test_a_pronoun_is_for_the_line_named_last() -> None:
    assert found(BARLEY + "The Heath is dry. It was down 185 in 2023.") == [("related-difference", "warning")]


def test_a_scale_over_the_labels_holds_for_the_figures_but_no_percentages() -> None:
    assert found(HERDS + "There were 168,000 fewer ewes.") == [("related-difference", "warning")]
    assert found(HERDS + "There were 186,000 fewer ewes, down 12.6 percent to 1.296 million.") == []


def test_the_cells_are_named_with_their_places() -> None:
    finding = check(BARLEY + "Brook rose by 226 in a year.").findings[0]
    assert '3,610 in "Brook 2022", 3,872 in "Brook 2023"' in finding.message
    assert [place.text for place in finding.related] == ["3,610", "3,872"]
