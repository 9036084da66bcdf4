"""Number formats: what a spreadsheet shows of a value."""

from __future__ import annotations

import datetime

import pytest

from consistency.office.number_format import is_cut, shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "General", "1234.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1e12, "General", "1E+12"),
        (1234567, "#,##0", "1,234,567"),
        (1234.5, "#,##0.00", "1,234.50"),
        (2.5, "0", "3"),
        (-0.3, "0", "0"),
        (7, "000", "007"),
        (5, "0.##", "5"),
        (0.125, "0%", "13%"),
        (0.125, "0.0%", "12.5%"),
        (-1234, "#,##0;(#,##0)", "(1,234)"),
        (-1234.4, "#,##0_);[Red]\\(#,##0\\)", "(1,234)"),
        (0, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "-"),
        (-5, "£#,##0", "-£5"),
        (1234, "[$€-407] #,##0.00", "€ 1,234.00"),
        (1234, "#,##0.00 [$€-407]", "1,234.00 €"),
        (1234, '"$"#,##0', "$1,234"),
        (1234567, "#,##0,", "1,235"),
        (1234567, '0.0,,"M"', "1.2M"),
        (1500, '[>=1000]0.0,"k";0', "1.5k"),
        (500, '[>=1000]0.0,"k";0', "500"),
        (5551234, "000-0000", "555-1234"),
        (1000, "# ##0", "1 000"),
        (1234567, "0.00E+00", "1.23E+06"),
        (3, '0" boats"', "3 boats"),
        (5, ";;;", ""),
        ("boats", ";;;", ""),
        ("boats", '0;0;0;@" (new)"', "boats (new)"),
        (12.5, "@", "12.5"),
        (True, "General", "TRUE"),
        (datetime.datetime(2024, 3, 5), "d/m/yy", "2024-03-05"),
        (datetime.datetime(2024, 3, 5, 14, 30), "d/m/yy hh:mm", "2024-03-05 14:30"),
        (datetime.datetime(2024, 3, 5), "mmm-yy", "Mar 2024"),
        (datetime.datetime(2024, 3, 5), "mmmm", "March"),
        (datetime.datetime(2024, 3, 5), "yyyy", "2024"),
        (datetime.time(9, 5), "h:mm", "09:05"),
        (datetime.timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_a_value_is_read_as_the_sheet_shows_it(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_no_code_is_too_strange() -> None:
    for code in (
        "",
        ";",
        "[",
        '"',
        "\\",
        "0" * 500,
        "[>x]0",
        "E+00",
        "#/#",
        "0.0.0",
        "[$]",
        "_",
        "*",
        "?????.?????",
        "%%%",
    ):
        for value in (0, -1.5, 1e300, float("inf"), "text", datetime.date(2020, 1, 1)):
            assert isinstance(shown(value, code), str)


@pytest.mark.parametrize(
    ("value", "printed", "cut"),
    [
        (33.3333, "33", True),
        (33, "33", False),
        (-1234, "(1,234)", False),
        (0.125, "13%", True),
        (0.125, "12.5%", False),
        (1234567, "1,235", True),
        (True, "TRUE", False),
        (5, "", False),
        (0, "-", False),
    ],
)
def test_whether_digits_are_cut_off(value: object, printed: str, cut: bool) -> None:
    assert is_cut(value, printed) is cut
