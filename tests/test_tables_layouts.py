"""Layouts of tables and ways to write their cells: the total is found, a changed cell makes it fail, no name is one."""

from __future__ import annotations

from pathlib import Path

import pytest

import consistency
from tests.desk import put, run
from tests.test_tables import right, sums, wrong

# Each layout: its rows, the totals that add up, and a cell to change (old, new) with the totals that then fail.
LAYOUTS = {
    "net, under bracketed lines": (
        ["Item | 2019 | 2018", "Gross sales | 812 | 764", "Returns | (37) | (41)", "Net sales | 775 | 723"],
        {"775", "723"},
        [("812", "821", {"775"})],
    ),
    "overall": (
        ["Site | Staff | Pupils", "Hill | 41 | 388", "Mere | 37 | 402", "Ford | 52 | 517", "Overall | 130 | 1307"],
        {"130", "1307"},
        [("402", "420", {"1307"})],
    ),
    "combined, of two": (
        ["Site | Staff | Pupils", "Hill | 41 | 388", "Mere | 37 | 402", "Combined | 78 | 790"],
        {"78", "790"},
        [("790", "709", {"709"})],
    ),
    "sum, of two": (
        ["Site | Staff | Pupils", "Hill | 41 | 388", "Mere | 37 | 402", "Sum | 78 | 790"],
        {"78", "790"},
        [("388", "338", {"790"})],
    ),
    "gross profit, and one column": (
        ["Bakery | £", "Revenue | 1,912", "Cost of flour | 1,105", "Gross profit | 807"],
        {"807"},
        [("1,105", "1,150", {"807"}), ("807", "870", {"870"})],
    ),
    "all on top, and one column": (
        ["Ferry | Cars", "All | 510", "Dawn | 200", "Noon | 190", "Dusk | 120"],
        {"510"},
        [("190", "109", {"510"})],
    ),
    "a roll-forward of one column": (
        ["Plots | Number", "Outstanding at 31 March 2018 | 45,210", "Granted | 1,850", "Let | (12,300)",
         "Outstanding at 31 March 2019 | 34,760"],
        {"34,760"},
        [("1,850", "1,580", {"34,760"}), ("34,760", "37,460", {"37,460"})],
    ),
    "a bridge from year to year": (
        ["Tolls | £m", "2018 net income | 451.3", "Prices | 12.8", "Traffic | (5.6)", "Other | 1.9",
         "2019 net income | 460.4"],
        {"460.4"},
        [("12.8", "21.8", {"460.4"})],
    ),
    "blocks under their own headings": (
        ["Item | 2019 | 2018", "North | | ", "Beds | 120 | 118", "Cots | 15 | 14", "Total | 135 | 132", "South | | ",
         "Beds | 98 | 95", "Cots | 11 | 10", "Total | 109 | 105", "Grand total | 244 | 237"],
        {"135", "132", "109", "105", "244", "237"},
        [("98", "89", {"109"}), ("244", "242", {"242"})],
    ),
    "one row with its total": (
        ["Levy (£bn) | 2025 | 2026 | 2027 | Total", "Fuel | 19.1 | 20.5 | 16.6 | 56.2"],
        {"56.2"},
        [("20.5", "25.0", {"56.2"}), ("56.2", "52.6", {"52.6"})],
    ),
    "one row that a year names": (
        ["Year | North | East | South | Total", "2019 | 1,912 | 205 | 166 | 2,283"],
        {"2,283"},
        [("166", "66", {"2,283"})],
    ),
    "two rows with totals": (
        ["Forecast | 2025 | 2026 | 2027 | Total", "Ours | 0.0 | 23.4 | 22.9 | 46.3", "Theirs | 0.0 | 18.1 | 14.8 | 32.9"],
        {"46.3", "32.9"},
        [("14.8", "18.4", {"32.9"}), ("0.0", "9.0", {"46.3"}), ("46.3", "64.3", {"64.3"})],
    ),
    "percentages of one whole": (
        ["Fuel | 2019 | 2018", "Gas | 41.3% | 44.0%", "Wind | 28.2% | 21.6%", "Coal | 30.5% | 34.4%",
         "Total | 100.0% | 100.0%"],
        {"100.0%"},
        [("28.2%", "22.8%", {"100.0%"})],
    ),
    "spaces for thousands": (
        ["Site | Staff | Books", "Hill | 41 | 12 388", "Mere | 37 | 11 402", "Ford | 22 | 9 517", "Total | 100 | 33 307"],
        {"100", "33 307"},
        [("11 402", "11 420", {"33 307"})],
    ),
    "apostrophes for thousands": (
        ["Site | Staff | Books", "Hill | 41 | 12'388", "Mere | 37 | 11'402", "Ford | 22 | 9'517", "Total | 100 | 33'307"],
        {"100", "33'307"},
        [("11'402", "11'420", {"33'307"})],
    ),
    "decimal commas": (
        ["Site | Staff | km", "Hill | 41 | 12,38", "Mere | 37 | 11,42", "Ford | 22 | 9,57", "Total | 100 | 33,37"],
        {"100", "33,37"},
        [("11,42", "11,24", {"33,37"})],
    ),
    "trailing minus": (
        ["Item | 2019 | 2018", "Fees | 412 | 398", "Refunds | 57- | 61-", "Grants | 120 | 110", "Total | 475 | 447"],
        {"475", "447"},
        [("57-", "75-", {"475"})],
    ),
    "nothing in several ways": (
        ["Item | 2019 | 2018", "Fees | 412 | n/a", "Refunds | nil | 61", "Grants | .. | 110", "Gifts | 25 | -",
         "Total | 437 | 171"],
        {"437", "171"},
        [("412", "421", {"437"})],
    ),
    "marks of footnotes": (
        ["Item | 2019 | 2018", "Fees | 12,345[a] | 398*", "Refunds | 1,234* | 61", "Grants | 2,000† | 110",
         "Total | 15,579 | 569[b]"],
        {"15,579", "569"},
        [("398*", "389*", {"569"})],
    ),
    "units in the cells": (
        ["Item | Weight | Cost", "Sand | 120 kg | £30", "Lime | 80 kg | £45", "Total | 200 kg | £75"],
        {"200 kg", "£75"},
        [("80 kg", "86 kg", {"200 kg"})],
    ),
    "a rank before the name": (
        ["Rank | Town | Votes", "1 | Abbey | 120", "2 | Bourne | 90", "3 | Colne | 70", "Total | | 280"],
        {"280"},
        [("90", "96", {"280"})],
    ),
}  # fmt: skip

CHANGES = [(name, *change) for name, (_, _, changes) in LAYOUTS.items() for change in changes]


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_sound_layout_adds_up(name: str) -> None:
    rows, totals, _ = LAYOUTS[name]
    assert not [claim for claim in sums(*rows) if not claim.adds_up]
    assert totals <= right(*rows)


@pytest.mark.parametrize(("name", "old", "new", "totals"), CHANGES)
def test_a_changed_cell_fails(name: str, old: str, new: str, totals: set[str]) -> None:
    rows = list(LAYOUTS[name][0])
    number = next(n for n, row in enumerate(rows) if f"| {old}" in row)
    rows[number] = rows[number].replace(f"| {old}", f"| {new}", 1)
    assert {claim.total for claim in wrong(*rows)} == totals


def test_two_cells_that_changed_places() -> None:
    rows = ["Town | Men | Women", "Abbey | 121 | 143", "Bourne | 502 | 288", "Colne | 77 | 92", "Total | 304 | 523"]
    (claim,) = wrong(*rows)
    assert (claim.total, claim.confidence) == ("304", "high")


CROSSED = {
    "under a total": ["Port | 2019 | 2018", "Avon | 5,410 | 4,977", "Clyde | 3,118 | 3,902", "Dee | 2,877 | 2,641",
    "Total | 12,189 | 10,736"],
    "over a line without a label": ["Port | 2019 | 2018", "Avon | 5,410 | 4,977", "Clyde | 3,118 | 3,902",
    "Dee | 2,877 | 2,641", " | 12,189 | 10,736"],
    "the totals themselves": ["Port | 2019 | 2018", "Avon | 5,410 | 4,977", "Clyde | 3,902 | 3,118",
    "Dee | 2,877 | 2,641", "Total | 10,736 | 12,189"],
    "what is taken away": ["Item | 2019 | 2018", "Sales | 9,120 | 8,444", "Costs | 5,877 | 6,012",
    "Gross profit | 3,108 | 2,567"],
    "beside a third year": ["Port | 2019 | 2018 | 2017", "Avon | 5,410 | 4,977 | 4,805", "Clyde | 3,118 | 3,902 | 2,990",
    "Dee | 2,877 | 2,641 | 2,702", "Total | 12,189 | 10,736 | 10,497"],
}  # fmt: skip


@pytest.mark.parametrize("name", CROSSED)
def test_two_figures_of_a_row_that_were_taken_for_each_other(name: str) -> None:
    rows = CROSSED[name]
    assert {claim.total for claim in wrong(*rows)} == set(rows[-1].split(" | ")[1:3])


@pytest.mark.parametrize(
    "rows",
    [
        # The gaps are opposite, but no line has this difference.
        ["Port | 2019 | 2018", "Avon | 5,410 | 4,977", "Clyde | 3,902 | 3,118", "Dee | 2,877 | 2,641", " | 12,089 | 10,836"],
        # So small that many a line has it.
        ["Port | 2019 | 2018", "Avon | 41 | 37", "Clyde | 22 | 29", "Dee | 18 | 16", " | 88 | 75"],
    ],
)  # fmt: skip
def test_opposite_gaps_alone_say_nothing(rows: list[str]) -> None:
    assert not wrong(*rows)


SILENT = {
    "an extract of a longer list": ["Top ports | 2019", "Avon | 5,410", "Clyde | 3,902", "Dee | 2,877",
    "Total | 38,904"],
    "an extract whose total says so": ["Country | 2019 | 2018", "Wales | 120 | 130", "Malta | 100 | 90",
    "Total (all 30 countries) | 990 | 981"],
    "composite cells": ["Club | Goals | Games", "Amber | 12 | 10 + 2", "Blue | 7 | 8 + 1", "Total | 19 | 18 + 4"],
    "scores": ["Match | Score", "Amber v Blue | 2-1", "Coral v Dun | 0-0", "Total | 3-1"],
    "rates of change": ["Item | 2019 | 2018", "Bread | 2% | 4%", "Milk | 3% | 1%", "Eggs | 1% | 9%",
    "Total | 6% | 5%"],
    "a price for one is also the price for all": ["Press | Papers | Price | Paid", "Elm | 1 | 238 | 238",
    "Oak | 1 | 1190 | 1190", "Yew | 1 | 1428 | 1428", "Ash | 1 | 595 | 599"],
    "a company called Total": ["Company | 2019 | 2018", "Shore | 412 | 377", "Total | 388 | 401",
    "Brent Oil | 297 | 310"],
}  # fmt: skip


@pytest.mark.parametrize("name", SILENT)
def test_silent(name: str) -> None:
    assert not wrong(*SILENT[name])


TABLE = "| Town | Beds | Baths |\n|---|---|---|\n| Abbey | 121 | 143 |\n| Bourne | 304 | 288 |\n| Colne | 77 | 92 |\n"
REMARKS = [
    "Figures may not sum to totals because they were rounded.",
    "Totals may differ from the sum of their parts due to rounding.",
    "Numbers do not always add up: each was rounded on its own.",
    "Note: rounding errors are left as they are.",
]


@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_on_rounding_allows_a_few_last_digits(
    remark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    small = TABLE + "| Total | 504 | 523 |\n"
    assert "121 + 304 + 77 is 502, not 504" in run("check", put(tmp_path, "a.md", small)).stdout
    assert "nothing to report" in run("check", put(tmp_path, "b.md", f"{small}\n{remark}\n")).stdout
    assert "nothing to report" in run("check", put(tmp_path, "c.md", f"{remark}\n\n{small}")).stdout
    large = TABLE + "| Total | 562 | 523 |\n"
    assert "is 502, not 562" in run("check", put(tmp_path, "d.md", f"{large}\n{remark}\n")).stdout


@pytest.mark.parametrize("words", ["In thousands, except per share.", "All figures in £ millions."])
def test_a_scale_over_the_table_makes_whole_numbers_rounded_ones(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = TABLE + "| Total | 503 | 523 |\n"
    assert "502, not 503" in run("check", put(tmp_path, "a.md", f"Rooms by town.\n\n{rows}")).stdout
    assert "nothing to report" in run("check", put(tmp_path, "b.md", f"{words}\n\n{rows}")).stdout


def first_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *rows: str) -> str:
    """The line and column of the primary place of the one finding."""
    monkeypatch.chdir(tmp_path)
    header, *body = [f"| {row} |" for row in rows]
    text = "\n".join([header, "|" + "---|" * (header.count("|") - 1), *body]) + "\n"
    shown = run("check", put(tmp_path, "t.md", text)).stdout
    return next(line for line in shown.splitlines() if "-->" in line).split("t.md:")[1]


def test_the_cell_that_repeats_the_one_beside_it_is_the_wrong_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ["Item | 2019 | 2018", "Rent | 4,107 | 3,988", "Heat | 3,871 | 3,871", "Pay | 12,044 | 11,870",
            "Total | 21,263 | 19,729"]  # fmt: skip
    assert first_place(tmp_path, monkeypatch, *rows) == "4:10"


def test_the_cell_with_a_digit_typed_twice_is_the_wrong_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ["Town | Men | Women", "Abbey | 121 | 143", "Bourne | 335 | 2888", "Colne | 77 | 92", "Total | 533 | 523"]
    assert first_place(tmp_path, monkeypatch, *rows) == "4:18"


def test_the_cell_where_row_and_column_cross_is_the_wrong_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ["Ward | Yes | No | Total", "East | 410 | 288 | 698", "North | 376 | 349 | 677", "South | 295 | 330 | 625",
            "Total | 1,081 | 919 | 2,000"]  # fmt: skip
    assert first_place(tmp_path, monkeypatch, *rows) == "4:17"


def test_a_year_beside_its_quarters_is_their_total() -> None:
    rows = [
        "Depot | Q1 | Q2 | Q3 | Q4 | Year",
        "Alder | 120 | 130 | 140 | 150 | 540",
        "Birch | 110 | 115 | 120 | 125 | 470",
        "Cedar | 90 | 95 | 99 | 101 | {}",
    ]
    for cedar, severities in (("385", []), ("358", ["error"])):
        table = "\n".join(f"| {row.format(cedar)} |" for row in [rows[0], "---|---|---|---|---|---", *rows[1:]])
        report = consistency.check(f"Visits by quarter.\n\n{table}\n")
        assert [finding.severity for finding in report.shown()] == severities
