"""Slips: what the hand may have meant."""

from __future__ import annotations

import pytest

from consistency.slip import is_likely, slip, slipped_values


@pytest.mark.parametrize(
    ("printed", "meant", "grain", "named"),
    [
        (21, 12, 1, "transposed digits"),
        (4253, 4523, 1, "transposed digits"),
        (1_200, 12_000, 1, "a dropped zero"),
        (12_000, 1_200, 1, "an extra zero"),
        (12, 1_200, 1, "two dropped zeros"),
        (1_200, 12, 1, "two extra zeros"),
        (8e5, 8e8, 1, "the wrong scale word"),
        (3.5, 35, 0.1, "a misplaced decimal point"),
        (3.5, 350, 0.1, "a misplaced decimal point"),
        (3.512, 35_120, 0.001, ""),
        (124, 1234, 1, "a missing digit"),
        (1234, 124, 1, "an extra digit"),
        (1234, 1934, 1, "one wrong digit"),
        (-5, 5, 1, "a swapped sign"),
        (0, 7, 1, "one wrong digit"),
        (7, 0, 1, "one wrong digit"),
        (0, 0, 1, ""),
        (4523, 4523, 1, ""),
        (4523, 9871, 1, ""),
        (45, -4, 1, ""),
        (12, 34, 1, ""),
        (0, 34, 1, ""),
        (1e300, 34, 1, ""),
    ],
)
def test_slips(printed: float, meant: float, grain: float, named: str) -> None:
    assert slip(printed, meant, grain) == named


@pytest.mark.parametrize(
    ("printed", "meant", "likely"),
    [
        (1234, 1934, True),
        (5_000, 2_000, False),
        (16_000, 18_000, False),
        (12, 124, False),
        (21, 12, True),
        (12, 34, False),
    ],
)
def test_a_wrong_digit_is_named_in_a_long_number_alone(printed: float, meant: float, likely: bool) -> None:
    assert is_likely(slip(printed, meant, 1), printed, meant, 1) is likely


def test_what_a_strong_slip_may_have_turned_into_a_figure_has_that_slip() -> None:
    for printed, grain in ((4_521.0, 1.0), (0.35, 0.01), (12_000.0, 1.0)):
        assert all(slip(printed, value, step) for value, step in slipped_values(printed, grain))
