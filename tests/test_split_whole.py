"""Parts that a sentence gives of a whole: agreement, and a slip, and nothing else."""

from __future__ import annotations

import pytest

import consistency

RULE = "split-whole"


def verdicts_on(text: str) -> list[str]:
    return [test.verdict for test in consistency.check(text).tested if test.rule == RULE]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("Of the 640 lambs, 312 were sold, 208 kept and 120 lost.", ["agrees"]),
        ("But of its 640 lambs, 312 were sold, and 328 kept.", ["agrees"]),
        ("Of the 640 lambs, 312 were sold, 280 kept and 120 lost.", ["contradicts"]),  # 208
        ("Of the 640 lambs (a record), 312 (49%) were sold in 2021, 208 kept and 120 lost.", ["agrees"]),
        ("Of the 640 lambs, 312 were sold and 208 kept.", []),  # need not be all
        ("Of the 640 lambs, 400 were shorn and 360 sold.", []),  # may be both
        ("Of the 640 lambs, 312 were sold, of which 120 abroad, and 208 kept.", []),
        ("Of the 640 lambs, 312 were sold, 208 kept and 12 kilometres driven.", []),
        ("Of the roughly 640 lambs, 312 were sold, 280 kept and 120 lost.", []),
        ("The farm had 640 lambs in May: 312 ewes, 208 rams and 120 yearlings.", ["agrees"]),
        ("The farm had 640 lambs in May: 312 ewes, 280 rams and 120 yearlings.", ["contradicts"]),
        ("The farm has 640 lambs and two rules: 30 are sold, 20 kept.", []),
        ("The mill has 61 rooms: 32 are warm in May and 33 in June.", []),
        ("The poll reached 1,022 drovers: 512 had a cart and 533 owned a sledge.", []),
        ("The mill has 61 rooms: 32 on the river and 33 on the brook.", ["contradicts"]),
        ("The mill has 61 rooms in two houses: 32 on the river and 29 on the brook.", ["agrees"]),
        ("The host numbered about 61,000: 32,000 drovers and 34,000 millers.", ["contradicts"]),  # a note
        ("The fair drew 12,000 people: 6,412 on Saturday and 5,723 on Sunday.", []),
        ("The yard built 61 boats, 32 in May and 29 in June.", ["agrees"]),
        ("The yard built 61 boats, 32 in May and 33 in June.", ["contradicts"]),
        ("The yard built 61 boats, 32 in May and 23 in June.", []),
        ("The yard built 61 boats in May, 32 in June and 30 in July.", []),
        ("Of the 219 lambs, 111 went to Lindum and 107 to Wells, with one still to be sold.", ["agrees"]),
        ("Of the 219 lambs, 111 went to Lindum and 108 to Wells, with one pen for both.", ["agrees"]),
        ("He spoke of the 640 lambs, 312 ewes, 208 rams and 120 goats.", []),
    ],
)
def test_split_wholes(text: str, verdicts: list[str]) -> None:
    assert verdicts_on(text) == verdicts
