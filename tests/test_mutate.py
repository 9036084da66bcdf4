"""The measure of changed figures: that it changes what it says, and that the examples' figures are guarded."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from benchmarks import mutate

from consistency.equation import parse

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.mark.parametrize(
    ("text", "kind", "pattern"),
    [
        ("about 12,000", "digit", r"about \d\d,\d{3}"),
        ("1,230", "transposed", r"2,130|1,320"),
        ("12,000", "dropped zero", "1,200"),
        ("500 km", "dropped zero", "50 km"),
        ("$1.2 million", "scale", r"\$1\.2 billion"),
        ("twelve", "word", "[a-z-]+"),
    ],
)
def test_a_print_is_changed(text: str, kind: str, pattern: str) -> None:
    changed = mutate.another_print(text, kind, random.Random(3))
    assert changed is not None
    assert changed != text
    assert re.fullmatch(pattern, changed)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("55", "transposed"), ("12", "dropped zero"), ("12,000", "scale"), ("12", "word"), ("a third", "digit")],
)
def test_a_print_without_room_is_left(text: str, kind: str) -> None:
    assert mutate.another_print(text, kind, random.Random(3)) is None


def test_the_gap_of_a_growth() -> None:
    told = {"old": [500.0], "new": [600.0], "pct": [30.0]}
    assert mutate.gap(parse("100 * (new / old - 1) == pct"), told) == pytest.approx(-10)


def test_changed_figures_of_the_examples_are_found() -> None:
    table = mutate.tally(mutate.measure([str(EXAMPLES)]))
    assert table["changed"]["equalities"] >= 60
    assert table["found %"]["equalities"] >= 95
    assert table["found %"]["all"] >= 40


def test_one_seed_is_one_result() -> None:
    paths = [str(EXAMPLES / "desertion.md")]
    assert mutate.measure(paths, seed=5) == mutate.measure(paths, seed=5)
