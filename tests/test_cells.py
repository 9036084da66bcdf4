"""Cells that hold one number, as people write it; and cells that only look so."""

from __future__ import annotations

import pytest

from consistency.grammar.cells import CellReading, read_cell

NUMBERS = [
    # text, value, grain, kind, unit, the part that is the number
    ("1,234", 1234, 1, "count", "", "1,234"),
    ("  1234.50 ", 1234.5, 0.01, "count", "", "1234.50"),
    ("12 345", 12345, 1, "count", "", "12 345"),
    ("12\u202f345,5", 12345.5, 0.1, "count", "", "12\u202f345,5"),
    ("12\u00a0345\u00a0678", 12345678, 1, "count", "", "12\u00a0345\u00a0678"),
    ("12'345.6", 12345.6, 0.1, "count", "", "12'345.6"),
    ("12,34,567", 1234567, 1, "count", "", "12,34,567"),
    ("1.234.567", 1234567, 1, "count", "", "1.234.567"),
    ("1.234.567,8", 1234567.8, 0.1, "count", "", "1.234.567,8"),
    ("12.345,6", 12345.6, 0.1, "count", "", "12.345,6"),
    ("7,5", 7.5, 0.1, "count", "", "7,5"),
    (".5", 0.5, 0.1, "count", "", ".5"),
    ("(618)", -618, 1, "count", "", "(618)"),
    ("(618 )", -618, 1, "count", "", "(618 )"),
    ("-618", -618, 1, "count", "", "-618"),
    ("\u2212618", -618, 1, "count", "", "\u2212618"),
    ("- 618", -618, 1, "count", "", "- 618"),
    ("618-", -618, 1, "count", "", "618-"),
    ("+3.6", 3.6, 0.1, "count", "", "+3.6"),
    ("$(618)", -618, 1, "money", "USD", "$(618)"),
    ("$ (9,688)", -9688, 1, "money", "USD", "$ (9,688)"),
    ("-$5.20", -5.2, 0.01, "money", "USD", "-$5.20"),
    ("$ 1,234", 1234, 1, "money", "USD", "$ 1,234"),
    ("US$1,234", 1234, 1, "money", "USD", "US$1,234"),
    ("1,234 €", 1234, 1, "money", "EUR", "1,234 €"),
    ("CHF 12", 12, 1, "money", "CHF", "CHF 12"),
    ("£10.8 billion", 10.8e9, 1e8, "money", "GBP", "£10.8 billion"),
    ("$4m", 4e6, 1e6, "money", "USD", "$4m"),
    ("3.2 million", 3.2e6, 1e5, "count", "", "3.2 million"),
    ("12%", 12, 1, "percent", "percent", "12%"),
    ("48.3 %", 48.3, 0.1, "percent", "percent", "48.3 %"),
    ("(48.3)%", -48.3, 0.1, "percent", "percent", "(48.3)%"),
    ("(48.3%)", -48.3, 0.1, "percent", "percent", "(48.3%)"),
    ("12 per cent", 12, 1, "percent", "percent", "12 per cent"),
    ("12,345[a]", 12345, 1, "count", "", "12,345"),
    ("12,345 [12]", 12345, 1, "count", "", "12,345"),
    ("1,234*", 1234, 1, "count", "", "1,234"),
    ("56†", 56, 1, "count", "", "56"),
    ("5²", 5, 1, "count", "", "5"),
    ("1,234 (r)", 1234, 1, "count", "", "1,234"),
    ("1,234p", 1234, 1, "count", "", "1,234"),
    ("0", 0, 1, "count", "", "0"),
    ("0.0", 0, 0.1, "count", "", "0.0"),
    ("2019", 2019, 1, "year", "", "2019"),
    ("2,019", 2019, 1, "count", "", "2,019"),
    ("1850", 1850, 1, "count", "", "1850"),
]


@pytest.mark.parametrize(("text", "value", "grain", "kind", "unit", "printed"), NUMBERS)
def test_number(text: str, value: float, grain: float, kind: str, unit: str, printed: str) -> None:
    reading = read_cell(text)
    assert reading is not None
    assert reading.value == pytest.approx(value)
    assert reading.grain == pytest.approx(grain)
    assert (reading.kind, reading.unit, reading.blank) == (kind, unit, "")
    assert text[reading.at : reading.till] == printed


@pytest.mark.parametrize(
    ("text", "round_to"),
    [("12,000", 1000), ("12,050", 10), ("100.00", 100), ("0.50", 0.1), ("1.25", 0.01), ("0", 1), ("$1.50bn", 1e8)],
)
def test_round_to_is_the_last_digit_that_is_not_zero(text: str, round_to: float) -> None:
    reading = read_cell(text)
    assert reading is not None
    assert reading.round_to == pytest.approx(round_to)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("<0.1", "less than"),
        (">100", "more than"),
        ("~12", "about"),
        ("≥5", "at least"),
        ("≤5", "up to"),
        ("9+", "at least"),
    ],
)
def test_hedge(text: str, hedge: str) -> None:
    reading = read_cell(text)
    assert reading is not None
    assert reading.hedge == hedge


@pytest.mark.parametrize("text", ["—", "-", "--", " – ", "nil", "None", "$ —", "—%", "(-)", "-*"])
def test_zero(text: str) -> None:
    assert read_cell(text) == CellReading(0, len(text), 0.0, 0.0, 0.0, "", "", "none", "zero")


@pytest.mark.parametrize("text", ["", "  ", "n/a", "N / A", "na", "n.a.", "..", "…", "?", "nm", "tbc"])
def test_missing(text: str) -> None:
    reading = read_cell(text)
    assert reading is not None
    assert (reading.blank, reading.kind) == ("missing", "")


@pytest.mark.parametrize(
    "text",
    [
        "about 12 people died", "Row 7", "2019/20", "2018-19", "2-1", "6 – 4", "1st", "22nd", "10 + 2", "12:30",
        "3.5.2019", "31 December 2019", "15.0 (59)", "280 (-8)", "12 (1)", "3r", "t2", "007", "0171 946 0000",
        "555-1234",
        "18.50 / 11", "4 m", "[12]", "100,0000", "$5%", "(12", "12)", "--5", "5 to 7", "5 km", "9" * 400,
    ],
)  # fmt: skip
def test_not_one_number(text: str) -> None:
    assert read_cell(text) is None


def test_a_comma_before_two_digits_is_a_decimal_comma() -> None:
    reading = read_cell("1,23")
    assert reading is not None
    assert reading.value == 1.23


@pytest.mark.parametrize("text", ["9" * 63, "1,2" * 20, "(" * 60 + "1", "$" * 60, "1 " * 31, "-" * 60 + "1", "[" * 64])
def test_long_cells_do_not_hang(text: str) -> None:
    assert read_cell(text) is None
