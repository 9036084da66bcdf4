"""Shares in the words of the statistics."""

from __future__ import annotations

import pytest

from consistency.report.drawing.statistics import percent


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (0, 7, "0 %"),
        (7, 7, "100 %"),
        (1, 3, "33 %"),
        (1, 12, "8.3 %"),
        (1, 20, "5 %"),
        (1, 10_000, "<0.1 %"),
        (9_999, 10_000, ">99.9 %"),
        (995, 1000, "99.5 %"),
    ],
)
def test_a_share_is_neither_none_nor_all_unless_it_is(part: int, whole: int, written: str) -> None:
    assert percent(part, whole) == written
