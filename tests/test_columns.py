"""Derived lines of tables: what they follow from is found, a changed cell is told, and what is no relation is left alone.

A table is written as rows of cells parted by "|". `told` gives what the rules of the pack say about it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from consistency import engine, rulebook
from consistency.findings import Finding
from consistency.rulebook import Rulebook
from consistency.tables.derived import Says, read_label
from consistency.tables.fit import is_slip


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook.load(select=["columns"])


def page(rows: Sequence[str]) -> str:
    header, *body = [f"| {row} |" for row in rows]
    return "\n".join([header, "|" + "---|" * (header.count("|") - 1), *body]) + "\n"


def told(book: Rulebook, rows: Sequence[str], level: str = "error") -> list[Finding]:
    report = engine.check([], texts={"table.md": page(rows)}, rulebook=book)
    return [finding for finding in report.findings if finding.severity == level]


def agreeing(book: Rulebook, rows: Sequence[str]) -> dict[str, int]:
    """How many relations of each rule agree."""
    report = engine.check([], texts={"table.md": page(rows)}, rulebook=book)
    return {rule: counts["agrees"] for rule, counts in report.by_rule.items() if counts["agrees"]}


# The rows of a sound table, the rules that bear on it with the number of figures that they confirm, and cells to change:
# (old, new, what the finding says).
SOUND: dict[str, tuple[list[str], dict[str, int], list[tuple[str, str, str]]]] = {
    "shares of a printed total": (
        ["Quay | Crates | %", "North | 1,312 | 32.8", "South | 908 | 22.7", "East | 1,180 | 29.5", "West | 600 | 15.0",
         "Total | 4,000 | 100.0"],
        {"table-share": 4},
        [("22.7", "27.2", "908 of 4,000 is 22.7, not 27.2"), ("| 600", "| 900", "900 of 4,000 is 22.5, not 15.0")],
    ),
    "shares of the sum of the rows": (
        ["Quay | Crates | Share", "North | 1,312 | 32.8%", "South | 908 | 22.7%", "East | 1,180 | 29.5%", "West | 600 | 15.0%"],
        {"table-share": 4},
        [("29.5%", "25.9%", "1,180 of all 4,000 is 29.5%, not 25.9%")],
    ),
    "shares of a base that is not printed": (
        ["Quay | Crates | % of coast", "North | 1,312 | 16.40", "South | 908 | 11.35", "East | 1,180 | 14.75",
         "West | 600 | 7.50", "Isle | 214 | 2.68", "Head | 771 | 9.64"],
        {"table-share": 6},
        [("14.75", "41.75", "1,180 of about 8,000 is 14.75, not 41.75")],
    ),
    "a share in each row": (
        ["Ferry | Sailings | On time | Punctual (%)", "Ada | 412 | 389 | 94.4", "Bea | 655 | 402 | 61.4",
         "Cyd | 298 | 275 | 92.3", "Dot | 540 | 313 | 58.0"],
        {"table-row-share": 4},
        [("| 402", "| 602", "602 of 655 is 91.9, not 61.4")],
    ),
    "a share in each column": (
        ["Yard | 2019 | 2020 | 2021", "Orders | £4,210 | £4,650 | £5,035", "Surplus | 1,600 | 1,674 | 1,913",
         "Surplus, % of orders | 38.0% | 36.0% | 38.0%"],
        {"table-row-share": 3},
        [("36.0%", "63.0%", "1,674 of £4,650 is 36.0%, not 63.0%")],
    ),
    "changes, the later period first": (
        ["Line | 2020 | 2019 | % change", "Fares | 6,416 | 5,833 | 10.0", "Freight | 2,310 | 2,200 | 5.0",
         "Mail | 912 | 960 | (5.0)", "Lounges | 345 | 300 | 15.0"],
        {"table-change": 4},
        [("(5.0)", "(8.0)", "from 960 to 912 is a change of (5.0), not (8.0)")],
    ),
    "two changes over three years": (
        ["Line | 2021 | 2020 | 2019 | 2021 vs 2020 % | 2020 vs 2019 %", "Fares | 726 | 660 | 600 | 10.0% | 10.0%",
         "Freight | 231 | 220 | 200 | 5.0% | 10.0%", "Mail | 95 | 100 | 80 | -5.0% | 25.0%"],
        {"table-change": 6},
        [("25.0%", "52.0%", "from 80 to 100 is a change of")],
    ),
    "a rate per head": (
        ["Isle | People | Area | People per km²", "Mull | 2,990 | 875 | 3.4", "Skye | 10,008 | 1,656 | 6.0",
         "Bute | 6,498 | 122 | 53.3", "Arran | 4,629 | 432 | 10.7"],
        {"table-rate": 4},
        [("53.3", "35.3", "6,498 divided by 122 is 53.3, not 35.3")],
    ),
    "wins of games as a decimal": (
        ["Skipper | Won | Raced | Pct.", "Ada | 24 | 42 | .571", "Bea | 31 | 50 | .620", "Cyd | 18 | 45 | .400",
         "Dot | 27 | 36 | .750"],
        {"table-rate": 4},
        [(".400", ".800", "18 divided by 45 is 0.400, not .800")],
    ),
    "amounts": (
        ["Timber | Price | Qty | Amount", "Oak | €12.50 | 12 | €150.00", "Ash | 8.20 | 5 | 41.00", "Elm | 9.75 | 8 | 78.00",
         "Yew | 21.10 | 20 | 422.00"],
        {"table-product": 4},
        [("78.00", "87.00", "9.75 times 8 is")],
    ),
    "points": (
        ["Isle | 2018 (%) | 2022 (%) | Change (points)", "Mull | 34.1 | 38.6 | 4.5", "Skye | 41.7 | 40.2 | -1.5",
         "Bute | 29.3 | 36.5 | 7.2", "Arran | 37.0 | 35.8 | -1.2"],
        {"table-points": 4},
        [("| 38.6", "| 83.6", "from 34.1 to 83.6 is a change of 49.5, not 4.5")],
    ),
    "averages of the rows above": (
        ["Month | Mull | Skye | Bute", "May | 12.0 | 14.1 | 7.2", "June | 9.5 | 22.4 | 6.9", "July | 14.2 | 9.1 | 9.3",
         "Average | 11.9 | 15.2 | 7.8"],
        {"table-average": 3},
        [("15.2", "12.5", "the average of 14.1 + 22.4 + 9.1 is 15.2 to 15.3, not 12.5")],
    ),
    "the highest of the rows above": (
        ["Month | Mull | Skye | Bute", "May | 12 | 14 | 9", "June | 19 | 22 | 8", "July | 14 | 9 | 17", "Highest | 19 | 22 | 17"],
        {"table-highest": 3},
        [("Highest | 19 | 22 | 17", "Highest | 19 | 27 | 17", "the highest of")],
    ),
    "shares across": (
        ["Isle | Car | Bus | Foot", "Mull | 61% | 24% | 15%", "Skye | 55% | 30% | 15%", "Bute | 72% | 11% | 17%",
         "Arran | 48% | 33% | 19%"],
        {"table-hundred": 4},
        [("72%", "77%", "77% + 11% + 17% is 105%, not 100")],
    ),
    "ranks": (
        ["Rank | Isle", "1 | Mull", "2 | Skye", "3 | Bute", "4 | Arran", "5 | Islay", "6 | Jura"],
        {"table-rank": 6},
        [("4 | Arran", "9 | Arran", "9 stands where 4 belongs")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_table_is_read_and_left_alone(book: Rulebook, name: str) -> None:
    rows, agree, _ = SOUND[name]
    assert agreeing(book, rows) == agree
    assert not told(book, rows)


@pytest.mark.parametrize(
    ("rows", "old", "new", "says"),
    [(rows, *change) for rows, _, changes in SOUND.values() for change in changes],
    ids=[f"{name}: {old}" for name, (_, _, changes) in SOUND.items() for old, _, _ in changes],
)
def test_a_changed_cell_is_told(book: Rulebook, rows: list[str], old: str, new: str, says: str) -> None:
    changed = [row.replace(old, new) for row in rows]
    assert changed != rows
    messages = [finding.message for finding in told(book, changed)]
    assert len(messages) == 1
    assert messages[0].startswith(says)


QUIET = {
    "growth that another period explains": [
        "Line | 2020 | 2019 | Change at constant prices", "Fares | 6,416 | 5,833 | 7.1%", "Freight | 2,310 | 2,200 | 2.2%",
        "Mail | 912 | 960 | -8.3%",
    ],
    "a margin that changes by points": [
        "Line | 2020 | 2019 | % change", "Fares | 6,416 | 5,833 | 10.0", "Freight | 2,310 | 2,200 | 5.0",
        "Mail | 912 | 960 | (5.0)", "Lounges | 345 | 300 | 15.0", "Surplus, % of fares | 18.4 | 16.2 | 2.2",
    ],
    "a cost that fell stands as a gain": [
        "Line | 2020 | 2019 | % change", "Fares | 6,416 | 5,833 | 10.0", "Freight | 2,310 | 2,200 | 5.0",
        "Fuel | 912 | 960 | 5.0", "Lounges | 345 | 300 | 15.0",
    ],
    "a turnout under the votes": [
        "Party | Votes | %", "Oak | 1,204 | 40.1", "Elm | 903 | 30.1", "Ash | 551 | 18.4", "Yew | 342 | 11.4",
        "Total | 3,000 | 100.0", "Registered | 4,902 | 61.2",
    ],
    "half a win for a draw": [
        "Club | Played | Won | Drawn | Points won (%)", "Mull | 20 | 12 | 4 | 70.0", "Skye | 20 | 9 | 6 | 60.0",
        "Bute | 18 | 10 | 0 | 55.6", "Jura | 18 | 11 | 0 | 61.1", "Islay | 20 | 7 | 0 | 35.0", "Coll | 16 | 4 | 0 | 25.0",
    ],
    "several answers": ["Reason | Men | Women", "Price | 61% | 58%", "Colour | 44% | 52%", "Size | 38% | 31%"],
    "shared ranks": ["Rank | Isle", "1 | Mull", "2 | Skye", "2 | Bute", "4 | Arran", "5 | Islay", "6 | Jura"],
    "an extract of a list": ["Rank | Isle", "1 | Mull", "2 | Skye", "3 | Bute", "4 | Arran", "5 | Islay", "61 | Jura"],
    "a weighted average": [
        "Month | Mull | Skye", "May | 12.0 | 14.1", "June | 9.5 | 22.4", "July | 14.2 | 9.1", "Weighted average | 11.4 | 16.3",
    ],
    "cut off, not rounded": [
        "Quay | Crates | %", "North | 1,315 | 32.8", "South | 909 | 22.7", "East | 1,183 | 29.5", "West | 593 | 14.8",
        "Total | 4,000 | 100.0",
    ],
    "rates of interest in the labels": [
        "Loan | 2019 | 2018", "5.25% notes | 500 | 480", "6.50 % bonds | 320 | 310", "3.875% notes | 210 | 260",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", QUIET)
def test_what_is_no_mistake_is_left_alone(book: Rulebook, name: str) -> None:
    assert not told(book, QUIET[name])


def test_one_row_of_two_proves_nothing(book: Rulebook) -> None:
    rows = ["Line | 2020 | 2019 | % change", "Fares | 6,600 | 6,000 | 10.0", "Freight | 2,310 | 2,200 | 15.0"]
    assert not told(book, rows)


def test_a_share_lists_few_places(book: Rulebook) -> None:
    rows, _, _ = SOUND["shares of the sum of the rows"]
    (finding,) = told(book, [row.replace("29.5%", "25.9%") for row in rows])
    assert {mark.text for mark in finding.marks} == {"1,180", "25.9%"}
    assert finding.evidence == "3 other rows agree"


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("% change", Says.PERCENT | Says.CHANGE),
        ("2019 % change", Says.PERCENT | Says.CHANGE),
        ("5.25% notes", Says.NOTHING),
        ("6.50 % bonds", Says.NOTHING),
        ("cost per pupil", Says.QUOTIENT | Says.PRICE | Says.AMOUNT),
        ("market share", Says.PERCENT),
        ("ordinary shares", Says.NUMBER),
        ("weighted average", Says.QUOTIENT | Says.AVERAGE | Says.WEIGHTED),
        ("high street", Says.NOTHING),
        ("position", Says.RANK),
    ],
)
def test_labels_say_how_a_line_was_worked_out(label: str, says: int) -> None:
    assert read_label(label) == says


@pytest.mark.parametrize(
    ("printed", "low", "high", "slipped"),
    [(27.2, 22.65, 22.75, True), (31.4, 22.65, 22.75, False), (-5.0, 4.95, 5.05, True), (1500.0, 149.5, 150.5, True),
     (612.0, 621.0, 621.0, True), (0.0, 4.0, 5.0, False)],
)  # fmt: skip
def test_a_slip_of_the_hand(printed: float, low: float, high: float, slipped: bool) -> None:
    assert is_slip(printed, low, high, 0.1 if printed % 1 else 1.0) is slipped
