"""Intervals: the two tables of what a written figure commits its author to, and the arithmetic."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.figure import FORMS, HEDGES
from consistency.interval import Intervals, may_precede, meets, must_precede, of_figures, points
from consistency.tolerances import Tolerances
from tests.written import figure


def one(low: float, high: float, ends: str = "[]") -> Intervals:
    return Intervals(
        np.array([low], dtype=float),
        np.array([high], dtype=float),
        np.array([ends[0] == "("]),
        np.array([ends[1] == ")"]),
    )


def shown(interval: Intervals) -> tuple[str, float, float]:
    ends = ("(" if interval.low_open[0] else "[") + (")" if interval.high_open[0] else "]")
    return ends, float(interval.low[0]), float(interval.high[0])


def read(text: str, **changes: object) -> tuple[Intervals, Intervals]:
    made = figure(text, **changes)
    return of_figures(
        np.array([made.value]),
        np.array([math.nan if made.value_to is None else made.value_to]),
        np.array([made.grain]),
        np.array([made.round_to]),
        np.array([made.form], dtype=object),
        np.array([made.hedge], dtype=object),
    )


@pytest.mark.parametrize(
    ("text", "strict", "loose"),
    [
        ("607", ("[]", 607, 607), ("[]", 607, 607)),
        ("34 %", ("[]", 33.5, 34.5), ("[)", 33.5, 35)),
        ("34.0 %", ("[]", 33.95, 34.05), ("[)", 33.95, 34.1)),
        ("12,000", ("[]", 11_999.5, 12_000.5), ("[)", 11_500, 13_000)),
        ("10,000", ("[]", 9_999.5, 10_000.5), ("[)", 5_000, 20_000)),
        ("1.2 million", ("[]", 1.15e6, 1.25e6), ("[)", 1.15e6, 1.3e6)),
        ("8 km", ("[]", 7.5, 8.5), ("[)", 7.5, 9)),
        ("half", ("[]", 0.49, 0.51), ("[]", 0.47, 0.53)),
        ("doubled", ("[]", 1.9, 2.1), ("[]", 1.76, 2.24)),
        ("-12,000", ("[]", -12_000.5, -11_999.5), ("(]", -13_000, -11_500)),
        ("0", ("[]", 0, 0), ("[]", 0, 0)),
    ],
)
def test_written_forms(text: str, strict: tuple[str, float, float], loose: tuple[str, float, float]) -> None:
    for interval, expected in zip(read(text), (strict, loose), strict=True):
        ends, low, high = shown(interval)
        assert ends == expected[0]
        assert (low, high) == pytest.approx(expected[1:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("about 12,000", ("[]", 11_400, 12_600)),
        ("about 5,000", ("[]", 4_500, 5_500)),
        ("about 607", ("[]", 576.65, 637.35)),
        ("nearly 12,000", ("[)", 10_800, 12_000)),
        ("just over 12,000", ("(]", 12_000, 13_200)),
        ("more than 60 %", ("()", 60, math.inf)),
        ("at least 60 %", ("[)", 60, math.inf)),
        ("up to 500", ("[]", 0, 500)),
        ("fewer than 500", ("[)", 0, 500)),
        ("15 to 22 km", ("[]", 14.5, 22.5)),
        ("almost half", ("[)", 0.45, 0.5)),
        ("nearly -5", ("(]", -5, -4.5)),
    ],
)
def test_hedges_give_one_interval(text: str, expected: tuple[str, float, float]) -> None:
    strict, loose = read(text)
    assert shown(strict) == shown(loose)
    assert shown(strict)[0] == expected[0]
    assert shown(strict)[1:] == pytest.approx(expected[1:])


def test_vague_and_ranges() -> None:
    dozens = read("24", hedge="vague", value_to=100.0)[0]
    assert shown(dozens) == ("[)", 24, 100)
    assert shown(read("1,000", hedge="vague")[0]) == ("[)", 1000, math.inf)
    assert shown(read("5", hedge="range", value=-5.0, value_to=3.0)[0]) == ("[]", -5.5, 3.5)
    assert shown(read("5", hedge="about", value_to=6.0, grain=1.0)[0])[1:] == pytest.approx((4.5, 6.5))


def test_a_hedge_never_narrows_a_worded_fraction() -> None:
    assert shown(read("a third")[1])[1:] == pytest.approx(shown(read("about a third")[1])[1:])


def test_the_percentages_are_settings() -> None:
    made = figure("about 607")
    columns = [np.array([number]) for number in (made.value, math.nan, made.grain, made.round_to)]
    words = [np.array([word], dtype=object) for word in (made.form, made.hedge)]
    assert shown(of_figures(*columns, *words, Tolerances(about=0.2))[0])[1:] == pytest.approx((485.6, 728.4))


def test_arithmetic_keeps_open_ends() -> None:
    assert shown(one(1, 2, "[)") + one(3, 4)) == ("[)", 4, 6)
    assert shown(one(1, 2, "[)") - one(3, 4)) == ("[)", -3, -1)
    assert shown(one(1, 2, "(]") - one(3, 4, "[)")) == ("(]", -3, -1)
    assert shown(one(-1, 2, "[)") * one(3, 4)) == ("[)", -4, 8)
    assert shown(one(2, 4, "(]") / one(1, 2, "[)")) == ("(]", 1, 4)
    assert shown(one(0, 4) * one(3, math.inf, "[)")) == ("[)", 0, math.inf)
    assert shown(-one(1, 2, "[)")) == ("(]", -2, -1)


def test_division_through_zero_says_nothing() -> None:
    assert shown(one(1, 2) / one(-1, 1))[1:] == (-math.inf, math.inf)
    assert shown(one(1, 2) / one(0, 0))[1:] == (-math.inf, math.inf)
    assert shown(one(100, 100) / one(0, 500)) == ("[)", 0.2, math.inf)
    assert shown(one(100, 100) / one(-500, 0)) == ("(]", -math.inf, -0.2)


def test_aggregates() -> None:
    rows = Intervals(
        np.array([[1.0, 3.0]]), np.array([[5.0, 5.0]]), np.array([[False, True]]), np.array([[True, False]])
    )
    assert shown(rows.sum(axis=1)) == ("()", 4, 10)
    assert shown(rows.max(axis=1)) == ("(]", 3, 5)
    assert shown(rows.min(axis=1)) == ("[)", 1, 5)
    assert shown(one(-3, 2, "[)").abs()) == ("[]", 0, 3)
    assert shown(one(-3, -2, "[)").abs()) == ("(]", 2, 3)


def test_ends_within_a_billionth_meet() -> None:
    assert meets(one(0, 0.3), one(0.1 + 0.2, 1)).all()
    assert meets(one(0, 1), one(1 + 1e-10, 2)).all()
    assert not meets(one(0, 1), one(1 + 1e-8, 2)).any()
    assert not meets(one(0, 1, "[)"), one(1 - 1e-12, 2)).any()
    assert not meets(one(0, 1, "[)"), one(1, 2)).any()
    assert meets(one(0, 1.1, "[)"), one(1, 2)).all()
    assert meets(one(0, math.inf, "[)"), one(1e300, 1e301)).all()


def test_order() -> None:
    assert may_precede(one(1, 5), one(0, 1)).all()
    assert not may_precede(one(1, 5, "(]"), one(0, 1)).any()
    assert not may_precede(one(1, 5), one(0, 1), strict=True).any()
    assert must_precede(one(1, 2), one(2, 3)).all()
    assert not must_precede(one(1, 2), one(2, 3), strict=True).any()
    assert must_precede(one(1, 2, "[)"), one(2, 3), strict=True).all()


finite = st.floats(-1e6, 1e6, allow_nan=False)
spans = st.tuples(finite, finite).map(sorted)


@given(spans, spans, st.floats(0, 1), st.floats(0, 1))
def test_results_hold_every_combination(a: list[float], b: list[float], s: float, t: float) -> None:
    x, y = a[0] + s * (a[1] - a[0]), b[0] + t * (b[1] - b[0])
    first, second = one(*a), one(*b)
    results = [(first + second, x + y), (first - second, x - y), (first * second, x * y)]
    if abs(y) > 1e-300:  # below, the quotient overflows and there is no value to hold
        results.append((first / second, x / y))
    for interval, value in results:
        assert meets(interval, points(np.array([value]))).all()


@given(st.sampled_from(FORMS), st.sampled_from(HEDGES), st.integers(1, 999_999), st.integers(0, 3))
def test_loose_holds_strict_and_both_are_in_order(form: str, hedge: str, value: int, zeros: int) -> None:
    columns = [np.array([float(n)]) for n in (value * 10**zeros, math.nan, 1, 10**zeros)]
    words = [np.array([word], dtype=object) for word in (form, hedge)]
    strict, loose = of_figures(*columns, *words)
    assert loose.low[0] <= strict.low[0] <= strict.high[0] <= loose.high[0]


def test_an_unknown_word_is_a_bug() -> None:
    with pytest.raises(KeyError):
        read("7", hedge="perhaps")


_ENDS = st.one_of(st.floats(-1e9, 1e9), st.just(math.inf))


@given(st.lists(st.tuples(_ENDS, _ENDS, st.booleans(), st.booleans()), min_size=1, max_size=20))
def test_the_sums_of_others_are_sums(ends: list[tuple[float, float, bool, bool]]) -> None:
    low, high, low_open, high_open = (np.array([column]) for column in zip(*ends, strict=True))
    several = Intervals(-low, high, low_open, high_open)
    found = several.sums_of_others()
    for place in range(len(ends)):
        others = several.take(np.s_[:, [at for at in range(len(ends)) if at != place]]).sum(axis=1)
        assert found.low[0, place] == pytest.approx(float(others.low[0]), abs=1e-3)
        assert found.high[0, place] == pytest.approx(float(others.high[0]), abs=1e-3)
        assert (found.low_open[0, place], found.high_open[0, place]) == (others.low_open[0], others.high_open[0])
