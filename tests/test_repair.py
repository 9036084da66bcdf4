"""The repair: the figure that would agree with everything, and the slip that explains the error."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest

from consistency.equation import parse
from consistency.figure import Figure
from consistency.judge import Claim, Columns, Judgement, judge
from consistency.judge.solution import solutions
from consistency.repair import Repair, repairs
from consistency.tolerances import DEFAULT
from tests.written import claim, figure, prints

SUM = "sum(parts) == total"


def repair(
    claims: Sequence[Claim], judgements: Sequence[Judgement], figures: Sequence[Figure], failed: int
) -> Repair | None:
    """The repair of one failed claim."""
    return repairs(claims, judgements, figures, Columns.of(figures), [failed]).get(failed)


def solve(claim: Claim, figures: Sequence[Figure], role: str) -> tuple[float, float] | None:
    """The bounds of what the first figure of a role would have to be."""
    row = claim.roles[role][0]
    found = [s for s in solutions([claim], Columns.of(figures), DEFAULT, {row}) if (s.role, s.row) == (role, row)]
    return (found[0].low, found[0].high) if found else None


def mended(assertion: str, /, **roles: object) -> Repair | None:
    one, figures = claim(assertion, **roles)
    rows = figures
    return repair([one], judge([one], Columns.of(rows)), rows, 0)


def test_the_part_is_to_blame_where_its_whole_stands_elsewhere() -> None:
    # 0: 10,000 conscripts, 1: 5,000 contract soldiers, 2: about 12,000, 3: around 2,500, 4: as many as 18,000
    rows = prints("10,000", "5,000", "about 12,000", "around 2,500", "as many as 18,000")
    claims = [
        Claim(parse(SUM), {"parts": (0, 1), "total": (2,)}),
        Claim(parse("part <= whole"), {"part": (2,), "whole": (4,)}),
        Claim(parse("sum(parts) <= whole"), {"parts": (2, 3), "whole": (4,)}),
    ]
    judgements = judge(claims, Columns.of(rows))
    assert [judgement.verdict for judgement in judgements] == ["contradicts", "agrees", "agrees"]
    found = repair(claims, judgements, rows, 0)
    assert found is not None
    assert (found.row, found.role, found.text) == (1, "parts", "2,000")


def test_the_stated_figure_is_to_blame_where_all_are_alike() -> None:
    found = mended(SUM, parts=["104", "233"], total="512")
    assert found is not None
    assert (found.role, found.text, found.slip) == ("total", "337", "")


@pytest.mark.parametrize("turned", [False, True])
def test_the_repair_does_not_depend_on_the_order_of_the_claims(turned: bool) -> None:
    # 8,431 - 5,218 is 3,213, printed as 2,313. It is 38.1 % of the 8,431; so is 3,212, which is nearer to 38.1.
    rows = prints("$8,431", "$5,218", "$2,313", "38.1%")
    claims = [
        Claim(parse("new - old == change"), {"new": (0,), "old": (1,), "change": (2,)}, column_grain=1),
        Claim(parse("100 * part / whole == pct"), {"part": (2,), "whole": (0,), "pct": (3,)}),
    ]
    claims = claims[::-1] if turned else claims
    judgements = judge(claims, Columns.of(rows))
    assert {judgement.verdict for judgement in judgements} == {"contradicts"}
    assert {
        found and (found.text, found.slip)
        for found in repairs(claims, judgements, rows, Columns.of(rows), [0, 1]).values()
    } == {("$3,213", "transposed digits")}


@pytest.mark.parametrize(
    ("printed", "signs", "pair"),
    [
        (["614", "587", "2,521", "1,320"], (), (3, 2)),  # the total and an addend
        (["1,320", "614", "587", "2,521"], (), None),
        (["4,120", "955", "1,310", "3,765"], (1, -1, 1), None),  # adds up less 710
        (["955", "4,120", "612", "3,777"], (1, -1, 1), None),  # 612 for 3,777 would do as well
        (["955", "4,120", "612", "301", "4,078"], (1, -1, 1, 1), (0, 1)),  # an addend and what is taken away
        (["6", "15", "40", "19"], (), None),  # so short that any two might fit
    ],
)
def test_two_figures_in_each_others_place(
    printed: list[str], signs: tuple[int, ...], pair: tuple[int, int] | None
) -> None:
    rows = prints(*printed)
    total = len(printed) - 1
    one = Claim(parse(SUM), {"parts": tuple(range(total)), "total": (total,)}, signs=signs)
    found = repair([one], judge([one], Columns.of(rows)), rows, 0)
    exchanged = (found.row, found.other) if found is not None and found.other >= 0 else None
    assert exchanged == pair
    if found is not None and pair is not None:
        assert (found.text, found.other_text) == (printed[pair[1]], printed[pair[0]])


def test_two_figures_are_not_exchanged_where_another_claim_would_break() -> None:
    rows = prints("614", "587", "2,521", "1,320", "2,521")
    claims = [
        Claim(parse(SUM), {"parts": (0, 1, 2), "total": (3,)}),
        Claim(parse("restated(first) == second"), {"first": (2,), "second": (4,)}),
    ]
    found = repair(claims, judge(claims, Columns.of(rows)), rows, 0)
    assert found is not None
    assert found.other == -1


def test_two_figures_of_a_row_in_each_others_place() -> None:
    rows = prints("614", "1,510", "1,320", "2,521", "412", "587", "543", "2,465")
    for number, one in enumerate(rows):
        one.table, one.row, one.col = 0, number % 4 + 1, number // 4 + 1
    claims = [
        Claim(parse(SUM), {"parts": (0, 1, 2), "total": (3,)}, column_grain=1),
        Claim(parse(SUM), {"parts": (4, 5, 6), "total": (7,)}, column_grain=1),
        Claim(parse(SUM), {"parts": (4, 5, 6), "total": (7,)}, column_grain=1),
    ]
    found = repairs(claims, judge(claims, Columns.of(rows)), rows, Columns.of(rows), [0, 1, 2])
    assert [(found[n].row, found[n].text, found[n].other, found[n].other_text) for n in range(3)] == [
        (1, "587", 5, "1,510"),
        (5, "1,510", 1, "587"),
        (5, "1,510", 1, "587"),
    ]


def test_a_cell_in_two_failed_sums_is_to_blame() -> None:
    rows = prints("11", "45", "13", "24", "35", "96", "33", "37", "37", "107", "31")
    #      11  45* 13 | 31... the cell 45 should be 7: row 11 + 7 + 13 = 31, column 45 + 35 + 54 = 96
    claims = [
        Claim(parse(SUM), {"parts": (0, 1, 2), "total": (10,)}, column_grain=1),
        Claim(parse(SUM), {"parts": (1, 3, 6), "total": (8,)}, column_grain=1),
    ]
    rows[8].value = 7 + 24 + 33
    judgements = judge(claims, Columns.of(rows))
    assert {judgement.verdict for judgement in judgements} == {"contradicts"}
    found = repairs(claims, judgements, rows, Columns.of(rows), [0, 1])
    assert [(found[n].row, found[n].text) for n in (0, 1)] == [(1, "7"), (1, "7")]


@pytest.mark.parametrize(
    ("assertion", "roles", "role", "text", "named"),
    [
        (SUM, {"parts": ["245", "317"], "total": "382"}, "parts", "137", "transposed digits"),
        (SUM, {"parts": ["4,500", "120"], "total": "5,700"}, "parts", "1,200", "a dropped zero"),
        (SUM, {"parts": ["4,500", "12,000"], "total": "5,700"}, "parts", "1,200", "an extra zero"),
        ("restated(a) == b", {"a": "$800 thousand", "b": "$800 million"}, "b", "$800 thousand", "the wrong scale word"),
        (SUM, {"parts": ["$4.5 million", "$1.2 billion"], "total": "$5.7 million"}, "parts", "$1.2 million",
         "the wrong scale word"),
        ("new - old == rise", {"new": "$14", "old": "$20", "rise": "$6"}, "rise", "-$6", "a swapped sign"),
        ("100 * (new / old - 1) == pct", {"new": "4,488", "old": "3,400", "pct": "23 %"}, "pct", "32 %",
         "transposed digits"),
        ("converted(a) == b", {"a": "10 miles", "b": "61 km"}, "b", "16 km", "transposed digits"),
        ("stated in candidates", {"stated": "16,000", "candidates": ["18,000"]}, "stated", "18,000", ""),
        ("stated in candidates", {"stated": "16,120", "candidates": ["18,120"]}, "stated", "18,120", "one wrong digit"),
    ],
)  # fmt: skip
def test_slips_have_names(assertion: str, roles: dict[str, object], role: str, text: str, named: str) -> None:
    found = mended(assertion, **roles)
    assert found is not None
    assert (found.role, found.text, found.slip) == (role, text, named)


def test_no_single_figure_is_named_where_anything_would_do() -> None:
    assert mended("part <= whole", part="12,000", whole="11,000") is None
    assert mended("stated in candidates", stated="16,000", candidates=["1,200", "18,000"]) is None


@pytest.mark.parametrize(
    ("assertion", "roles"),
    [
        ("100 * (1 - new / old) == pct", {"new": "2,950", "old": "2,500", "pct": "15 %"}),
        ("new - old == rise", {"new": "14", "old": "20", "rise": "6"}),
        ("new - old == rise", {"new": "14 km", "old": "20 km", "rise": "6 km"}),
    ],
)
def test_no_sign_is_changed_where_there_is_none(assertion: str, roles: dict[str, object]) -> None:
    assert mended(assertion, **roles) is None


def test_a_sign_is_changed_in_a_column_that_has_signs() -> None:
    one, figures = claim(SUM, parts=["-1,203", "514"], total="689", column_grain=1)
    rows = figures
    found = repair([one], judge([one], Columns.of(rows)), rows, 0)
    assert found is not None
    assert (found.role, found.text, found.slip) == ("total", "-689", "a swapped sign")


def test_of_equally_good_suspects_none_is_named() -> None:
    assert mended("sum(parts) == 100", parts=["45 %", "38 %", "27 %"]) is None
    assert mended("sum(parts) == 100", parts=["45 %", "38 %", "71 %"]).text == "17 %"  # type: ignore[union-attr]


def test_of_two_parts_that_must_hold_the_fault_the_one_with_a_slip_is_named() -> None:
    rows = prints("10,000", "5,000", "about 12,000", "as many as 12,500")
    claims = [
        Claim(parse(SUM), {"parts": (0, 1), "total": (2,)}),
        Claim(parse("part <= whole"), {"part": (2,), "whole": (3,)}),
    ]
    found = repair(claims, judge(claims, Columns.of(rows)), rows, 0)
    assert found is not None
    assert (found.text, found.slip) == ("2,000", "")


@pytest.mark.parametrize("new", ["7,100", "7,130"])
def test_of_a_multiple_and_its_figures_the_stated_one_is_named(new: str) -> None:
    # As extraction reads it: the word says no more than the whole number.
    doubled = figure("doubled", grain=1.0, round_to=1.0)
    found = mended("new / old == times", new=new, old="2,500", times=doubled)
    assert found is not None
    assert (found.role, found.text) == ("times", {"7,100": "2.8 times", "7,130": "2.9 times"}[new])


def test_a_wrong_digit_in_a_short_share_is_as_likely_as_in_its_base() -> None:
    found = mended("100 * part / whole == pct", part=["166"], whole=["332"], pct=["90%"])
    assert found is not None
    assert (found.role, found.text) == ("pct", "50%")


def test_a_number_in_words_has_no_slips_of_digits() -> None:
    twelve = replace(figure("12"), text="twelve")
    found = mended(SUM, parts=[twelve, "30"], total="51")
    assert found is not None
    assert (found.role, found.text, found.slip) == ("total", "42", "")


def test_what_is_read_stands_before_what_is_written() -> None:
    marked = replace(figure("$5 million"), text="$5** million")
    one, figures = claim(SUM, parts=["$2 million", "$4 million"], total=marked)
    rows = figures
    found = repairs([one], judge([one], Columns.of(rows)), rows, Columns.of(rows), [0], texts={2: "$5 million"})
    assert found[0].text == "$6 million"


def test_a_repair_that_would_break_another_relation_is_none() -> None:
    rows = prints("12", "15", "30", "12", "15", "30")
    claims = [
        Claim(parse("a + b == c"), {"a": (0,), "b": (1,), "c": (2,)}),
        *(Claim(parse("restated(x) == y"), {"x": (n,), "y": (n + 3,)}) for n in range(3)),
    ]
    assert repair(claims, judge(claims, Columns.of(rows)), rows, 0) is None


@pytest.mark.parametrize(
    ("assertion", "roles", "role", "low", "high"),
    [
        ("a + b == c", {"a": "12", "b": "15", "c": "31"}, "b", 19, 19),
        ("a - b == c", {"a": "12", "b": "15", "c": "31"}, "b", -19, -19),
        ("2 * a == b", {"a": "12", "b": "15"}, "a", 7.5, 7.5),
        ("100 * a / b == p", {"a": "12", "b": "15", "p": "75 %"}, "b", 1200 / 75.5, 1200 / 74.5),
        ("-a + abs(b) == c", {"a": "12", "b": "-15", "c": "4"}, "b", -16, -16),
        ("converted(a) == b", {"a": "5 miles", "b": "8.0 km"}, "a", 7.95 / 1.609344, 8.05 / 1.609344),
    ],
)
def test_solving_turns_the_assertion_inside_out(
    assertion: str, roles: dict[str, object], role: str, low: float, high: float
) -> None:
    one, figures = claim(assertion, percent_roles=frozenset({"p"}), **roles)
    assert solve(one, figures, role) == pytest.approx((low, high))


def test_what_says_too_little_has_no_solution() -> None:
    one, figures = claim("part <= whole", part="12,000", whole="11,000")
    assert solve(one, figures, "part") is None


def test_many_failures_take_linear_time() -> None:
    assertion = parse("a + b == c")
    rows = [figure(text) for text in ("12", "15", "30")] * 1000
    claims = [Claim(assertion, {"a": (n,), "b": (n + 1,), "c": (n + 2,)}) for n in range(0, 3000, 3)]
    judgements = judge(claims, Columns.of(rows))
    start = time.perf_counter()
    found = repairs(claims, judgements, rows, Columns.of(rows), range(1000))
    assert time.perf_counter() - start < 5
    assert {repair.text for repair in found.values()} == {"27"}
    assert len(found) == 1000


def test_a_long_column_is_repaired_at_its_total() -> None:
    rows = [*[figure("7")] * 3000, figure("21,001")]
    column = Claim(parse(SUM), {"parts": tuple(range(3000)), "total": (3000,)}, column_grain=1)
    found = repair([column], judge([column], Columns.of(rows)), rows, 0)
    assert found is not None
    assert found.text == "21,000"
    assert math.isclose(found.value, 21_000)
