"""Factors between units that meet, and how near a conversion must come."""

from __future__ import annotations

import pytest

import consistency
from consistency.judge.conversion import conversion


@pytest.mark.parametrize(
    ("unit", "target", "factor"),
    [
        ("cent", "USD", 0.01),
        ("USD", "cent", 100.0),
        ("cent / liter", "EUR / liter", 0.01),
        ("penny", "GBP", 0.01),
        ("kilometer", "meter", 1000.0),
    ],
)
def test_factor(unit: str, target: str, factor: float) -> None:
    assert conversion(unit, target) == (pytest.approx(factor), 0.0)


@pytest.mark.parametrize(
    ("unit", "target"),
    [
        ("penny", "USD"),
        ("EUR", "USD"),
        ("cent / liter", "USD / kilogram"),
        ("meter", "kilogram"),
        ("meter", "nonsense"),
    ],
)
def test_no_factor(unit: str, target: str) -> None:
    assert conversion(unit, target) is None


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The pool is 300 metres (984 feet) long.", None),
        ("The pool is 300 metres (894 feet) long.", "note"),
        ("The pool is 300 metres (394 feet) long.", "error"),
        ("It is 2 miles (3 km) away.", None),
        ("It is about 14-18 miles (23-29 km) away.", None),
        ("It is about 14-18 miles (43-49 km) away.", "error"),
    ],
)
def test_a_round_figure_is_not_any_figure(text: str, severity: str | None) -> None:
    assert [finding.severity for finding in consistency.check(text + "\n")] == ([severity] if severity else [])


def test_an_undecided_figure_is_compared_with_nothing() -> None:
    text = "Of the 2.500 boats, 2.900 sank.\n"
    assert list(consistency.check(text).relations["verdict"]) in ([], ["undecided"])
    assert [finding.rule for finding in consistency.check(text, locale="comma")] == ["parts-within-whole"]
