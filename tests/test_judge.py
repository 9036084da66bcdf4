"""The judge: every worked verdict of the design, and what must hold for all figures."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from consistency.equation import parse
from consistency.figure import Figure
from consistency.judge import Claim, Columns, judge
from tests.written import claim, figure, judged, verdict

SUM = "sum(parts) == total"
GROWTH = "100 * (new / old - 1) == pct"
SHARE = "100 * part / whole == pct"
SHARES = "sum(parts) == 100"
AGAIN = "restated(first) == second"
CONVERSION = "converted(a) == b"

# (what the article says, assertion, figures by role, verdict)
WORKED = [
    ("12,000 are 10,000 and 2,000", SUM, {"parts": ["10,000", "2,000"], "total": "about 12,000"}, "agrees"),
    ("12,000 are 10,000 and 3,000", SUM, {"parts": ["10,000", "3,000"], "total": "about 12,000"}, "rounding"),
    ("12,000 are 10,000 and 5,000", SUM, {"parts": ["10,000", "5,000"], "total": "about 12,000"}, "contradicts"),
    ("18,000 are 9,201 and 8,870", SUM, {"parts": ["9,201", "8,870"], "total": "18,000"}, "rounding"),
    ("1.2 and 2.4 million are 3.7", SUM, {"parts": ["1.2 million", "2.4 million"], "total": "3.7 million"}, "agrees"),
    ("45, 38 and 16 % are all", SHARES, {"parts": ["45 %", "38 %", "16 %"]}, "agrees"),
    ("45, 38 and 14 % are all", SHARES, {"parts": ["45 %", "38 %", "14 %"]}, "contradicts"),
    ("45.5, 38 and 16 % are all", SHARES, {"parts": ["45.5 %", "38 %", "16 %"]}, "agrees"),
    ("20 % from 50,000 to 61,000", GROWTH, {"new": "61,000", "old": "50,000", "pct": "20 %"}, "rounding"),
    ("22 % from 50,000 to 61,000", GROWTH, {"new": "61,000", "old": "50,000", "pct": "22 %"}, "agrees"),
    ("7 % from 2.9 to 3 million", GROWTH, {"new": "3 million", "old": "2.9 million", "pct": "7 %"}, "agrees"),
    ("9 % from 2.9 to 3 million", GROWTH, {"new": "3 million", "old": "2.9 million", "pct": "9 %"}, "rounding"),
    ("15 % from 2.9 to 3 million", GROWTH, {"new": "3 million", "old": "2.9 million", "pct": "15 %"}, "contradicts"),
    ("12 of 35 (34 %)", SHARE, {"part": "12", "whole": "35", "pct": "34 %"}, "agrees"),
    ("12 of 18 (two-thirds)", SHARE, {"part": "12", "whole": "18", "pct": "two-thirds"}, "agrees"),
    ("12 of 16 (two-thirds)", SHARE, {"part": "12", "whole": "16", "pct": "two-thirds"}, "contradicts"),
    ("more than 60 % of 1,000, 620", SHARE, {"part": "620", "whole": "1,000", "pct": "more than 60 %"}, "undecided"),
    ("more than 60 % of 1,000, 580", SHARE, {"part": "580", "whole": "1,000", "pct": "more than 60 %"}, "contradicts"),
    ("more than 75 %, 9 of 12", SHARE, {"part": "9", "whole": "12", "pct": "more than 75 %"}, "contradicts"),
    ("at least 75 %, 9 of 12", SHARE, {"part": "9", "whole": "12", "pct": "at least 75 %"}, "agrees"),
    ("at least 75 %, 11 of 12", SHARE, {"part": "11", "whole": "12", "pct": "at least 75 %"}, "undecided"),
    ("450 by 35 are 13 each", "all / n == each", {"all": "450", "n": "35", "each": "13"}, "agrees"),
    ("620 by 35 are 17 each", "all / n == each", {"all": "620", "n": "35", "each": "17"}, "rounding"),
    ("10 and 20 are 31", SUM, {"parts": ["10", "20"], "total": "31"}, "rounding"),
    ("10 and 5 are 16", SUM, {"parts": ["10", "5"], "total": "16"}, "contradicts"),
    ("25 % of $6bn is $1.5bn", SHARE, {"part": "$1.5bn", "whole": "$6bn", "pct": "25 %"}, "agrees"),
    ("28 % of $6bn is $1.5bn", SHARE, {"part": "$1.5bn", "whole": "$6bn", "pct": "28 %"}, "contradicts"),
    ("doubled to 5,100 from 2,500", "new / old == x", {"new": "5,100", "old": "2,500", "x": "doubled"}, "agrees"),
    ("tripled to 5,100 from 2,500", "new / old == x", {"new": "5,100", "old": "2,500", "x": "tripled"}, "contradicts"),
    ("up to 500 of the 450", "part <= whole", {"part": "up to 500", "whole": "450"}, "contradicts"),
    ("up to 500 of the 600", "part <= whole", {"part": "up to 500", "whole": "600"}, "agrees"),
    ("12,000 of the 11,000", "part <= whole", {"part": "12,000", "whole": "11,000"}, "contradicts"),
    ("about 12,000 of the 18,000", "part <= whole", {"part": "about 12,000", "whole": "up to 18,000"}, "agrees"),
    ("12,000 of up to 11,000", "part <= whole", {"part": "12,000", "whole": "up to 11,000"}, "contradicts"),
    ("12,345 of the 12,000", "part <= whole", {"part": "12,345", "whole": "12,000"}, "rounding"),
    ("19,000 of more than 18,000", "part <= whole", {"part": "19,000", "whole": "more than 18,000"}, "undecided"),
    ("17,000 of more than 18,000", "part <= whole", {"part": "17,000", "whole": "more than 18,000"}, "agrees"),
    ("more than 500 of 400", "part <= whole", {"part": "more than 500", "whole": "400"}, "contradicts"),
    ("more than 500 of 700", "part <= whole", {"part": "more than 500", "whole": "700"}, "agrees"),
    ("fewer than 500 of 450", "part <= whole", {"part": "fewer than 500", "whole": "450"}, "undecided"),
    ("12,000 and 2,500 of 18,000", "sum(p) <= whole",
     {"p": ["about 12,000", "around 2,500"], "whole": "as many as 18,000"}, "agrees"),
    ("1,400 or 300 of the 900", "max(p) <= whole", {"p": ["1,400", "300"], "whole": "900"}, "contradicts"),
    ("nearly 12,000, again 12,050", AGAIN, {"first": "nearly 12,000", "second": "12,050"}, "contradicts"),
    ("as many as 18,000, again 18,000", AGAIN, {"first": "as many as 18,000", "second": "18,000"}, "agrees"),
    ("at least 607, again at least 800", AGAIN, {"first": "at least 607", "second": "at least 800"}, "contradicts"),
    ("almost half, again 48 %", AGAIN, {"first": "almost half", "second": "48 %"}, "agrees"),
    ("half, again 50 %", AGAIN, {"first": "half", "second": "50 %"}, "agrees"),
    ("nearly and more than 12,000", AGAIN, {"first": "nearly 12,000", "second": "more than 12,000"}, "contradicts"),
    ("at least and up to 12,000", AGAIN, {"first": "at least 12,000", "second": "up to 12,000"}, "undecided"),
    ("34 %, again 35 %", AGAIN, {"first": "34 %", "second": "35 %"}, "contradicts"),
    ("34 %, again 34.5 %", AGAIN, {"first": "34 %", "second": "34.5 %"}, "agrees"),
    ("18,000, again 18,071", AGAIN, {"first": "18,000", "second": "18,071"}, "rounding"),
    ("1.2 million, again 1,234,567", AGAIN, {"first": "1.2 million", "second": "1,234,567"}, "agrees"),
    ("5 miles (8 km)", CONVERSION, {"a": "5 miles", "b": "8 km"}, "agrees"),
    ("200 miles (320 km)", CONVERSION, {"a": "200 miles", "b": "320 km"}, "agrees"),
    ("5 miles (7 km)", CONVERSION, {"a": "5 miles", "b": "7 km"}, "rounding"),
    ("5 miles (12 km)", CONVERSION, {"a": "5 miles", "b": "12 km"}, "contradicts"),
    ("more than 5 miles (35 km)", CONVERSION, {"a": "more than 5 miles", "b": "35 km"}, "contradicts"),
    ("5 to 6 miles (8 to 10 km)", CONVERSION, {"a": "5 to 6 miles", "b": "8 to 10 km"}, "agrees"),
    ("20 C (68 F)", CONVERSION, {"a": "20 C", "b": "68 F"}, "agrees"),
    ("20 C (36 F), a difference", CONVERSION, {"a": "20 C", "b": "36 F"}, "agrees"),
    ("21 C (86 F)", CONVERSION, {"a": "21 C", "b": "86 F"}, "contradicts"),
    ("$5 (€4)", CONVERSION, {"a": "$5", "b": "€4"}, "undecided"),
    ("70 % of 9 people", "pct in shares(base)", {"pct": "70 %", "base": "9"}, "contradicts"),
    ("67 % of 9 people", "pct in shares(base)", {"pct": "67 %", "base": "9"}, "agrees"),
    ("66 % of 9 people, cut off", "pct in shares(base)", {"pct": "66 %", "base": "9"}, "rounding"),
    ("70 % of 1,200 people", "pct in shares(base)", {"pct": "70 %", "base": "1,200"}, "agrees"),
    ("two-thirds of 9 people", "pct in shares(base)", {"pct": "two-thirds", "base": "9"}, "agrees"),
    ("more than 70 % of 9", "pct in shares(base)", {"pct": "more than 70 %", "base": "9"}, "undecided"),
    ("a headline's 18,000", "x in c", {"x": "18,000", "c": ["12,000", "as many as 18,000", "2,500"]}, "agrees"),
    ("a headline's 16,000", "x in c", {"x": "16,000", "c": ["12,000", "as many as 18,000", "2,500"]}, "contradicts"),
    ("a headline's 5,400", "x in c", {"x": "5,400", "c": ["4,512"]}, "contradicts"),
    ("a headline's half", "x in c", {"x": "half", "c": ["12,000", "50 %"]}, "agrees"),
    ("a headline alone", "x in c", {"x": "16,000", "c": []}, "contradicts"),
]  # fmt: skip


@pytest.mark.parametrize(("says", "assertion", "figures", "expected"), WORKED, ids=[row[0] for row in WORKED])
def test_worked(says: str, assertion: str, figures: dict[str, object], expected: str) -> None:
    roles = frozenset({"pct"})
    assert verdict(assertion, percent_roles=roles, **figures) == expected


def test_growth_is_said_as_the_design_says_it() -> None:
    found = judged(GROWTH, new="3 million", old="2.9 million", pct="15 %")
    assert found.expected == pytest.approx((0, 7.0175), abs=1e-3)
    assert found.computed == pytest.approx(3.448, abs=1e-3)
    assert found.stated_role == "pct"


def test_what_the_judge_tells_about_a_sum() -> None:
    found = judged(SUM, parts=["10,000", "5,000"], total="about 12,000")
    assert found.expected == (15_000, 15_000)
    assert found.loose == (14_000, 17_000)
    assert found.allowed == (11_400, 12_600)
    assert judged(SUM, parts=["10,000", "3,000"], total="about 12,000").grain == 1_000


def test_a_fraction_is_told_as_a_fraction() -> None:
    found = judged(SHARE, part="12", whole="16", pct="two-thirds", percent_roles=frozenset({"pct"}))
    assert found.expected == pytest.approx((0.75, 0.75))


# -- parts that need not be all
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["10,000", "2,000"], "agrees"),
        (["10,000", "1,000"], "undecided"),
        (["10,000", "5,000"], "contradicts"),
        (["10,000", "3,000"], "rounding"),
    ],
)
def test_partial_parts(parts: list[str], expected: str) -> None:
    assert verdict(SUM, parts=parts, total="about 12,000", partial=True) == expected


# -- one-sided figures
@pytest.mark.parametrize(
    ("parts", "total", "expected"),
    [
        (["10,000", "2,000"], "up to 12,000", "agrees"),
        (["10,000", "1,000"], "up to 12,000", "undecided"),
        (["10,000", "5,000"], "up to 12,000", "contradicts"),
        (["12", "15"], "more than 27", "contradicts"),
        (["12", "15"], "more than 25", "undecided"),
        (["more than 12", "15"], "40", "undecided"),
        (["up to 12", "15"], "40", "contradicts"),
    ],
)
def test_one_sided_bounds(parts: list[str], total: str, expected: str) -> None:
    assert verdict(SUM, parts=parts, total=total) == expected


# -- columns of tables
@pytest.mark.parametrize(
    ("parts", "total", "grain", "expected"),
    [
        (["$12 million", "$15 million", "$13 million"], "$41 million", 1e6, "agrees"),
        (["$12 million", "$15 million", "$13 million"], "$43 million", 1e6, "rounding"),
        (["$12 million", "$15 million", "$13 million"], "$45 million", 1e6, "contradicts"),
        (["120", "140", "103"], "363", 1, "agrees"),
        (["120", "140", "103"], "364", 1, "contradicts"),
        (["120", "140"], "261", 1, "contradicts"),
        (["1.2", "2.4", "3.3"], "7.0", 0.1, "agrees"),
        (["12,000", "13,000", "14,000"], "40,000", 1000, "agrees"),
    ],
)
def test_columns(parts: list[str], total: str, grain: float, expected: str) -> None:
    assert verdict(SUM, parts=parts, total=total, column_grain=grain) == expected


def test_a_scale_word_keeps_its_own_rounding() -> None:
    share = "100 * part / whole == pct"
    assert verdict(share, part="$544 million", whole="$1.5 billion", pct="37 %") == "agrees"
    assert verdict(share, part="$544 million", whole="$1.5 billion", pct="42 %") == "contradicts"
    assert verdict(share, part="$1.5bn", whole="$6bn", pct="28 %") == "contradicts"


def test_signs() -> None:
    assert verdict(SUM, parts=["120", "20", "5"], total="95", signs=(1, -1, -1)) == "agrees"
    assert verdict(SUM, parts=["120", "20", "5"], total="145", signs=(1, 1, 1), column_grain=1) == "agrees"
    assert verdict(SUM, parts=["120", "20", "5"], total="145", signs=(1, -1, -1), column_grain=1) == "contradicts"


# -- units
def test_units_meet_in_the_stated_unit() -> None:
    assert verdict("a + b == c", a="5 km", b="2 miles", c="8 km") == "agrees"
    assert verdict("a + b == c", a="5 km", b="2 miles", c="12 km") == "contradicts"
    assert verdict(AGAIN, first="4,000 metres", second="4 km") == "agrees"
    assert verdict("part <= whole", part="45 months", whole="2 years") == "contradicts"


def test_a_rate_meets_its_total_in_one_unit() -> None:
    def pence(text: str) -> object:
        return figure(text, kind="money", unit="penny / bun", dimension="money / bun")

    assert verdict("total / n == rate", total="£27.00", n="30", rate=pence("90")) == "agrees"
    assert verdict("total / n == rate", total="£27.00", n="30", rate=pence("9")) == "contradicts"
    assert verdict("total / rate == n", total="£27.00", rate=pence("90"), n="30") == "agrees"
    assert verdict("total / rate == n", total="£2,700", rate=pence("90"), n="30") == "contradicts"
    assert verdict("total / rate == n", total="$27.00", rate=pence("90"), n="30") == "undecided"
    hourly = figure("50", kind="measure", unit="mile / hour", dimension="speed")
    assert verdict("way / hours == speed", way="161 km", hours="2", speed=hourly) == "agrees"


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ({"a": "$5", "b": "€4", "c": "$9"}, "EUR and USD have no fixed rate"),
        ({"a": "5 km", "b": "$4", "c": "9 km"}, "length and money cannot be compared or added"),
        ({"a": "5 C", "b": "4 F", "c": "9 C"}, "temperatures of two scales"),
        ({"a": "5 %", "b": "4", "c": "9"}, "percent and count cannot be compared or added"),
        ({"a": figure("5", value=math.nan), "b": "4", "c": "9"}, "a figure could not be read"),
        ({"a": figure("5", value=math.inf), "b": "4", "c": "9"}, "a figure could not be read"),
        ({"a": "5", "b": "4"}, "nothing stands for c"),
        ({"a": ["5", "6"], "b": "4", "c": "9"}, "several figures stand for a"),
    ],
)
def test_what_cannot_be_compared_is_undecided(figures: dict[str, object], says: str) -> None:
    found = judged("a + b == c", **figures)
    assert (found.verdict, found.reason) == ("undecided", says)


def test_division_by_nothing_is_never_an_agreement() -> None:
    assert judged(SHARE, part="0", whole="0", pct="50 %").reason == "a division by zero"
    assert verdict(SHARE, part="12 km", whole="0 km", pct="50 %") == "undecided"


# -- numbers that a proposer counted
def test_counted_numbers() -> None:
    assert verdict("items == stated", stated="6", values={"items": 7.0}) == "contradicts"
    assert verdict("items == stated", stated="7", values={"items": 7.0}) == "agrees"
    assert verdict("actual == weekday", values={"actual": 0, "weekday": 1}) == "contradicts"
    assert verdict("actual == weekday", values={"actual": 1, "weekday": 1}) == "agrees"
    assert verdict("x in c", x="18,000", c=["12,000"], values={"12,000 + 6,000": 18_000.0}) == "agrees"
    assert verdict("x in c", x="18,000", c=[], values={"12,000 + 6,100": 18_100.0}) == "agrees"
    assert verdict("x in c", x="18,000", c=[], values={"12,000 + 9,000": 21_000.0}) == "contradicts"
    assert verdict("count(items) == n", items=["1", "2", "3"], n="3") == "agrees"
    assert verdict("min(items) == n", items=["4", "2", "3"], n="2") == "agrees"


# -- what must hold for all figures
def written(value: int, grain: int) -> str:
    return f"{round(value / grain) * grain:,}"


properties = settings(deadline=None, max_examples=60)
PARTS = st.lists(st.integers(1_000, 10**7), min_size=2, max_size=9)
GRAINS = st.sampled_from([1, 10, 100, 1_000])


@properties
@given(PARTS, GRAINS, st.sampled_from([1, 10, 100]))
def test_rounded_parts_never_contradict_their_rounded_total(parts: list[int], grain: int, coarser: int) -> None:
    total = written(sum(parts), grain * coarser)
    assume(total != "0")
    assert verdict(SUM, parts=[written(part, grain) for part in parts], total=total) != "contradicts"


@properties
@given(PARTS, GRAINS)
def test_a_part_never_contradicts_its_whole(parts: list[int], grain: int) -> None:
    whole = written(sum(parts), grain)
    assert verdict("part <= whole", part=written(parts[0], grain), whole=whole) == "agrees"


@properties
@given(st.integers(1_000, 10**7), st.integers(1_000, 10**7), st.sampled_from([0, 1]))
def test_a_rounded_share_agrees(part: int, rest: int, decimals: int) -> None:
    share = 100 * part / (part + rest)
    found = verdict(SHARE, part=f"{part:,}", whole=f"{part + rest:,}", pct=f"{share:.{decimals}f} %")
    assert found == "agrees"


@properties
@given(PARTS, GRAINS, st.integers(0, 8), st.integers(2, 9))
def test_a_figure_changed_beyond_rounding_never_agrees(parts: list[int], grain: int, which: int, by: int) -> None:
    texts = [written(part, grain) for part in parts]
    total = written(sum(int(text.replace(",", "")) for text in texts), 1)
    changed = int(texts[which % len(texts)].replace(",", "")) + by * grain * len(parts)
    texts[which % len(texts)] = f"{changed:,}"
    assert verdict(SUM, parts=texts, total=total) != "agrees"


@properties
@given(PARTS, st.randoms())
def test_order_does_not_matter(parts: list[int], random: object) -> None:
    texts = [f"{part:,}" for part in parts]
    shuffled = list(texts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    total = written(sum(parts) + 40, 100)
    assert verdict(SUM, parts=texts, total=total) == verdict(SUM, parts=shuffled, total=total)
    assert verdict("a + b == c", a=texts[0], b=texts[1], c=total) == verdict(
        "b + a == c", a=texts[0], b=texts[1], c=total
    )


@properties
@given(st.lists(st.integers(11, 999), min_size=2, max_size=5), st.integers(11, 4000))
def test_scale_words_do_not_matter(parts: list[int], total: int) -> None:
    verdicts = {
        verdict(SUM, parts=[f"${part / 10:.1f} {scale}" for part in parts], total=f"${total / 10:.1f} {scale}")
        for scale in ("thousand", "million", "billion")
    }
    assert len(verdicts) == 1


@properties
@given(PARTS, st.integers(1_000, 10**8))
def test_separators_do_not_matter(parts: list[int], total: int) -> None:
    bare = verdict(SUM, parts=[str(part) for part in parts], total=str(total))
    assert bare == verdict(SUM, parts=[f"{part:,}" for part in parts], total=f"{total:,}")


@properties
@given(st.sampled_from([row[1:3] for row in WORKED]), st.sampled_from([row[1:3] for row in WORKED]))
def test_neighbours_do_not_matter(one: tuple[str, dict[str, object]], two: tuple[str, dict[str, object]]) -> None:
    roles = frozenset({"pct"})
    first, figures = claim(one[0], percent_roles=roles, **one[1])
    second, more = claim(two[0], len(figures), percent_roles=roles, **two[1])
    together = judge([first, second], Columns.of([*figures, *more]))
    assert [found.verdict for found in together] == [
        verdict(assertion, percent_roles=roles, **texts) for assertion, texts in (one, two)
    ]


def test_many_claims_are_quick() -> None:
    table = [figure(text) for text in ("10,000", "2,000", "about 12,000")] * 10_000
    assertion = parse(SUM)
    claims = [Claim(assertion, {"parts": (n, n + 1), "total": (n + 2,)}) for n in range(0, 30_000, 3)] * 10
    start = time.perf_counter()
    found = judge(claims, Columns.of(table))
    assert time.perf_counter() - start < 6
    assert {one.verdict for one in found} == {"agrees"}
    assert judge([], Columns.of(table)) == []


def test_a_figure_is_left_as_it_is() -> None:
    figures: list[Figure] = [figure("12,000"), figure("12,000")]
    before = [replace(each) for each in figures]
    judge([Claim(parse(AGAIN), {"first": (0,), "second": (1,)})], Columns.of(figures))
    assert figures == before
