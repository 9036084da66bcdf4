"""Wording: computed figures as the author of the printed one would write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consistency.figure import Figure, figures_table
from consistency.wording import write_finer, write_grain, write_like, write_range
from tests.written import figure


def words(text: str, value: float, grain: float = 1) -> Figure:
    return replace(figure("7"), text=text, value=value, grain=grain)


@pytest.mark.parametrize(
    ("printed", "value", "written"),
    [
        ("12,000", 15_000, "15,000"),
        ("about 12,000", 15_000, "15,000"),
        ("$1.2 million", 1_500_000, "$1.5 million"),
        ("$1.2 million", 1_500_000_000, "$1.5 billion"),
        ("$1.2 million", 800_000, "$800 thousand"),
        ("$1.5bn", 2e9, "$2.0bn"),
        ("$1.5bn", 6e8, "$600m"),
        ("34 %", 31.2, "31 %"),
        ("34 %", 0.04, "0.040 %"),
        ("34.5 %", 31, "31.0 %"),
        ("8 km", 9.4, "9 km"),
        ("7", 1234, "1,234"),
        ("-12", -15, "-15"),
        ("12", -15, "-15"),
        ("half", 0.62, "62 %"),
        ("doubled", 2.4, "2.4 times"),
        ("2.5", 2.25, "2.3"),
    ],
)
def test_in_the_style_of(printed: str, value: float, written: str) -> None:
    assert write_like(value, figure(printed)) == written


@pytest.mark.parametrize(
    ("text", "value", "grain", "computed", "written"),
    [
        ("seven", 7, 1, 8, "eight"),
        ("Seven", 7, 1, 12, "Twelve"),
        ("Seven", 7, 1, 21, "21"),
        ("forty", 40, 10, 41, "41"),
        ("seven", 7, 1, 1500, "1,500"),
        ("three million", 3e6, 1e6, 2e6, "two million"),
        ("three million", 3e6, 1e6, 2_500_000, "2.5 million"),
        ("seven years", 7, 1, 9, "nine years"),
        ("1 414 021", 1_414_021, 1, 1_414_120, "1 414 120"),
        ("1.200", 1200, 1, 1_300_000, "1.300.000"),
        ("1,5", 1.5, 0.1, 2.5, "2,5"),
        ("12,34,567", 1_234_567, 1, 2_345_678, "23,45,678"),
        ("12000", 12000, 1, 15000, "15000"),
        ("500 or more", 500, 1, 600, "600"),
        ("5,000-plus", 5000, 1, 6000, "6,000"),
        ("minus 5", -5, 1, -7, "minus 7"),
        ("(45)", -45, 1, -54, "(54)"),
    ],
)
def test_styles_of_printing(text: str, value: float, grain: float, computed: float, written: str) -> None:
    assert write_like(computed, words(text, value, grain)) == written


@pytest.mark.parametrize(
    ("text", "value", "computed", "written"),
    [
        ("50th", 50, 51, "51st"),
        ("51st", 51, 112, "112th"),
        ("fiftieth", 50, 53, "53rd"),
        ("1,000th", 1000, 1002, "1,002nd"),
    ],
)
def test_endings_of_ordinals(text: str, value: float, computed: float, written: str) -> None:
    assert write_like(computed, replace(words(text, value), kind="ordinal")) == written


@pytest.mark.parametrize(
    ("printed", "low", "high", "written"),
    [
        ("about 12,000", 11_400, 12_600, "11,400 to 12,600"),
        ("15 %", 0, 7.02, "0 to 7 %"),
        ("12,000", 14_999, 15_001, "15,000"),
        ("12,000", 15_000, 15_000, "15,000"),
        ("$1.2 million", 1.4e6, 1.6e6, "$1.4 million to $1.6 million"),
        ("12,000", 12_000, float("inf"), "12,000 or more"),
        ("12,000", float("-inf"), 12_000, "12,000 or less"),
    ],
)
def test_ranges(printed: str, low: float, high: float, written: str) -> None:
    assert write_range(low, high, figure(printed)) == written


@pytest.mark.parametrize(
    ("printed", "value", "written"),
    [("12,000", 12_000.4, "12,000.4"), ("15 %", 15.04, "15.04 %"), ("$1.2 million", 1.2004e6, "$1.2004 million")],
)
def test_finer_than_printed(printed: str, value: float, written: str) -> None:
    assert write_finer(value, figure(printed)) == written


def test_finer_than_a_loss_in_brackets() -> None:
    assert write_finer(-528.3, words("(528)", -528)) == "(528.3)"


@pytest.mark.parametrize(
    ("text", "unit", "value", "written"),
    [
        ("5 h 30 min", "hour", 6.5, "6.50 hours"),
        ("5 ft 6 in", "foot", 6.5, "6.50 feet"),
        ("20 francs 43", "CHF", 21.43, "21.43 CHF"),
    ],
)
def test_units_of_figures_in_several_parts(text: str, unit: str, value: float, written: str) -> None:
    assert write_like(value, replace(words(text, value - 1, 0.01), unit=unit)) == written


def test_grains() -> None:
    assert write_grain(1000, figure("about 12,000")) == "1,000"
    assert write_grain(1e8, figure("$1.5bn")) == "$100 million"
    assert write_grain(0.1, figure("12.5 %")) == "0.1 %"


def test_rows_of_the_table_will_do() -> None:
    row = next(figures_table([figure("$1.2 million")]).itertuples())
    assert write_like(1.5e6, row) == "$1.5 million"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e300, 5e-324, -0.0, 0.0])
def test_no_value_is_too_much(value: float) -> None:
    for printed in ("12,000", "$1.2 million", "half", "34 %"):
        assert write_like(value, figure(printed))
