"""What misses a sum, a share or a product and is no mistake: a remark explains it, or its labels say what it is.

A table is written as rows of cells parted by "|"; `levels` gives the severity of each finding. Each kind has a neighbour
that nothing explains, and that stays an error.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from consistency import engine, rulebook
from consistency.rulebook import Rulebook

BEDS = [
    "Hospice | Day | Night | Total",
    "Ash | 214 | 188 | 402",
    "Elm | 305 | 291 | 596",
    "Oak | 147 | 139 | 290",
    "Yew | 98 | 86 | 184",
]


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook.load(select=["columns", "tables"])


def levels(book: Rulebook, rows: Sequence[str], below: str = "", above: str = "") -> list[str]:
    header, *body = [f"| {row} |" for row in rows]
    table = "\n".join([header, "|" + "---|" * (header.count("|") - 1), *body])
    report = engine.check([], texts={"table.md": f"{above}\n\n{table}\n\n{below}\n"}, rulebook=book)
    return [finding.severity for finding in report.findings if finding.severity != "note"]


def changed(rows: Sequence[str], old: str, new: str) -> list[str]:
    assert any(old in row for row in rows)
    return [row.replace(old, new) for row in rows]


@pytest.mark.parametrize(
    "remark",
    [
        "Totals include guests whose shift was not noted down or is unknown.",
        "Guests of unknown shift are left out.",
        "Four guests at Oak are counted in the total only.",
        "Lines may not sum to totals because of gaps in the register.",
        "The parts do not add to the total where small numbers were suppressed.",
        "The total also counts guests who stayed for both.",
        "To keep guests from being recognised, figures were randomly adjusted.",
        "At Oak, 4 came for an hour.",
    ],
)
def test_a_remark_explains_what_does_not_add_up(book: Rulebook, remark: str) -> None:
    assert not levels(book, BEDS, remark)
    assert not levels(book, BEDS, above=remark)


@pytest.mark.parametrize(
    "remark",
    [
        "", "Source: the hospices.", "Figures include the islands.", "All hospices were visited in May.",
        "Oak is the oldest of the four.", "At Elm, 4 came for an hour.", "Beds were counted at noon, staff excluded.",
        "The auditors noted two exceptions at Elm.", "Figures are not seasonally adjusted.",
        "Hourly wages do not add up to the monthly wage.", "At Oak one more bed was added in May, not counted before.",
    ],
)  # fmt: skip
def test_any_other_remark_explains_nothing(book: Rulebook, remark: str) -> None:
    assert levels(book, BEDS, remark) == ["error"]


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        ("290*", "\\*Includes four whose shift nobody wrote down."),
        ("290†", "† Four more came for an hour."),
        ("290[^1]", "[^1]: Includes four whose shift nobody wrote down."),
    ],
)
def test_a_mark_on_the_cell_leads_to_its_note(book: Rulebook, cell: str, note: str) -> None:
    rows = changed(BEDS, "290", cell)
    assert not levels(book, rows, note)
    assert levels(book, rows) == ["error"]
    assert levels(book, rows, "‡ Something else is said here.") == ["error"]


def test_stars_that_set_in_bold_are_no_mark(book: Rulebook) -> None:
    rows = changed(changed(BEDS, "290", "**290**"), "Oak", "**Oak**")
    assert levels(book, rows, above="**Guests of the hospices**") == ["error"]
    assert levels(book, rows, below="**Guests** of the hospices") == ["error"]
    assert levels(book, changed(rows, "**290**", "*290*"), above="*Guests of the hospices*") == ["error"]
    assert not levels(book, changed(rows, "**290**", "**290***"), below="\\*Includes four of unknown shift.")


def test_a_season_explains_a_small_gap(book: Rulebook) -> None:
    assert levels(book, BEDS, "Seasonally adjusted.") == ["error"]
    assert not levels(book, changed(BEDS, "290", "287"), "Seasonally adjusted.")


def test_suppressed_cells_explain_the_lines_that_have_one(book: Rulebook) -> None:
    rows = ["Wood | Oaks | Elms | Limes | Yews | Total", "Ayr | 214 | 188 | 95 | 61 | 588", "Bute | 305 | c | c | 40 | 434",
            "Coll | 147 | 139 | 52 | 33 | 371", "Dunn | 98 | 86 | 41 | 25 | 250"]  # fmt: skip
    remark = "c: suppressed. Totals include suppressed cells."
    assert levels(book, rows, remark) == ["error"]
    one = changed(changed(rows, "588", "558"), "c | c", "c | 77")
    assert not levels(book, one, remark)
    assert levels(book, changed(one, "| c |", "| 21 |"), "The rest is confidential.") == ["error"]


def test_classes_of_sizes_are_headers(book: Rulebook) -> None:
    text = "Farm,<5 ha,5-20 ha,20+ ha,Total\nAyr,120,88,41,279\nBute,75,31,33,139\nColl,210,144,60,414\nDunn,66,40,12,118\n"
    report = engine.check([], texts={"farms.csv": text}, rulebook=book)
    assert [finding.severity for finding in report.findings] == ["error"]


def test_what_is_said_of_sums_explains_no_share(book: Rulebook) -> None:
    rows = ["Reason | n | %", "Price | 124 | 62", "Taste | 88 | 44", "Habit | 70 | 53", "All asked | 200 | 100"]
    assert levels(book, rows, "Multiple answers were allowed.") == ["error"]
    assert levels(book, rows, "Percentages do not add to 100.") == ["error"]
    assert not levels(book, rows, "Habit was asked of 132 only, the rest is not known.")


def test_a_mark_on_a_label_asks_for_an_exception(book: Rulebook) -> None:
    rows = changed(BEDS, "Oak", "Oak*")
    assert not levels(book, rows, "\\*Including four on loan.")
    assert levels(book, rows, "\\*Opened in spring.") == ["error"]


def test_a_sanction_in_the_label(book: Rulebook) -> None:
    rows = ["Crew | Heat 1 | Heat 2 | Final | Total", "Ayr | 31 | 44 | 40 | 115", "Bute | 28 | 35 | 52 | 115",
            "Coll (-5) | 37 | 30 | 41 | 103", "Dunn | 22 | 39 | 36 | 97"]  # fmt: skip
    assert not levels(book, rows)
    assert levels(book, changed(rows, "(-5)", "(-3)")) == ["error"]


def test_a_row_of_percentages_with_its_rest_in_a_note(book: Rulebook) -> None:
    rows = ["Camp | Tent | Hut | Van", "Ayr | 61% | 24% | 15%", "Bute | 55% | 30% | 15%", "Coll | 69% | 11% | 15%",
            "Dunn | 48% | 33% | 19%"]  # fmt: skip
    assert levels(book, rows) == ["error"]
    assert not levels(book, rows, "At Coll 5% slept under the stars.")


def test_counts_that_were_rounded_to_a_step(book: Rulebook) -> None:
    fives = [
        "Trade | 2020 | 2021",
        "Masons | 1,215 | 1,340",
        "Joiners | 2,905 | 3,015",
        "Smiths | 865 | 990",
        "Total | 4,980 | 5,350",
    ]
    assert not levels(book, fives)
    assert levels(book, changed(fives, "4,980", "5,080")) == ["error"]
    tens = [
        "Trade | 2020 | 2021",
        "Masons | 1,210 | 1,340",
        "Joiners | 2,900 | 3,020",
        "Smiths | 860 | 990",
        "Total | 4,980 | 5,360",
    ]
    assert not levels(book, tens)
    exact = changed(changed(fives, "1,215", "1,213"), "3,015", "3,017")
    assert levels(book, exact)


@pytest.mark.parametrize(
    "remark", ["Counts are rounded to the nearest five.", "All numbers were randomly rounded to base 5."]
)
def test_a_step_that_a_remark_tells(book: Rulebook, remark: str) -> None:
    rows = ["Cause | 2021 | 2022", "Hail | 15 | 20", "Frost | 25 | 30", "Wind | 10 | 10", "Total | 55 | 60"]
    assert levels(book, rows) == ["error"]
    assert not levels(book, rows, remark)
    assert levels(book, changed(rows, "55", "95"), remark) == ["error"]


QUIET = {
    "stations that two lines share": (
        ["Tram | Runs | Cars | Stations", "Red | 1,310 | 104 | 21", "Blue | 977 | 86 | 19", "Gold | 604 | 57 | 14", "Total | 2,891 | 247 | 47"],
        ("1,310", "1,340"),
    ),
    "people who come to several": (
        ["Court | Games | Hours | Members", "Squash | 811 | 640 | 240", "Padel | 402 | 333 | 191", "Chess | 377 | 514 | 90", "Total | 1,590 | 1,487 | 455"],
        None,
    ),
    "days of a pass": (
        ["Pass | 1 day | 2 days | 3 days", "Bus | 6 | 10 | 16", "Tram | 8 | 13 | 21", "Boat | 12 | 20 | 32", "All | 22 | 38 | 55"],
        None,
    ),
    "two things at a price": (
        ["Hall | Stalls | Programme | Stalls and programme", "Lyric | 22.50 | 4.50 | 27.00", "Globe | 31.00 | 5.25 | 36.25",
         "Savoy | 18.75 | 4.00 | 22.75", "Regal | 26.40 | 5.00 | 29.90"],
        None,
    ),
    "nine holes, and all": (
        ["Hole | 1 | 2 | 3 | 4 | Out | Total", "Par | 4 | 3 | 5 | 4 | 16 | 32", "Ware | 4 | 4 | 5 | 4 | 17 | 32"],
        None,
    ),
    "what they have come to since May": (
        ["Month | Loans | Loans so far", "May | 412 | 412", "June | 455 | 867", "July | 397 | 1,264", "August | 430 | 1,694",
         "Total | 1,694 | 1,694"],
        ("| 397 |", "| 379 |"),
    ),
    "countries of a group": (
        ["Arm | Staff | Sites | Countries", "Tiles | 4,118 | 22 | 14", "Bricks | 2,006 | 15 | 11", "Slate | 1,377 | 9 | 8", "Group | 7,501 | 46 | 21"],
        None,
    ),
    "seats by division": (
        ["List | Votes | Half | Third | Seats", "Oak | 30,000 | 15,000 | 10,000 | 3", "Elm | 21,000 | 10,500 | 7,000 | 2",
         "Ash | 9,000 | 4,500 | 3,000 | 0"],
        None,
    ),
    "a penalty without a sign": (
        ["Diver | Form | Entry | Faults | Total", "Rae | 71.2 | 48.4 | 0.0 | 119.6", "Nye | 68.8 | 47.1 | 1.5 | 114.4",
         "Orr | 65.0 | 45.2 | 0.0 | 110.2", "Poe | 63.0 | 45.2 | 0.0 | 108.2"],
        ("114.4", "115.4"),
    ),
    "a discount in its column": (
        ["Thing | Qty | Unit price | Discount | Total", "Boards | 18 | £21.40 | 0% | £385.20", "Screws | 50 | £2.90 | 10% | £130.50",
         "Paint | 3 | £42.65 | 0% | £127.95", "Brushes | 7 | £5.20 | 0% | £36.40"],
        ("127.95", "129.75"),
    ),
    "a label that says it is dearer": (
        ["Shift | Hours | Rate | Pay", "Ames, late (double time) | 9 | £13.00 | £234.00", "Bell | 31 | £12.50 | £387.50",
         "Cole | 28 | £14.20 | £397.60", "Dyer | 35 | £11.90 | £416.50"],
        ("387.50", "378.50"),
    ),
    "earnings per share over four quarters": (
        ["Item | Q1 | Q2 | Q3 | Q4 | Year", "Sales | 512 | 538 | 521 | 566 | 2,137", "Profit | 51 | 58 | 50 | 62 | 221",
         "EPS (p) | 51 | 58 | 50 | 61 | 219"],
        ("2,137", "2,173"),
    ),
    "shares beside a mean": (
        ["Fifth | Mean rent | Share of rent (%)", "First | 300 | 6", "Second | 550 | 11", "Third | 850 | 17",
         "Fourth | 1,250 | 25", "Last | 2,050 | 41", "All | 1,000 | 100"],
        ("| 25", "| 52"),
    ),
    "rates that happen to be a hundred": (
        ["Part | Rain | Wind", "North | 44 | 81", "South | 31 | 72", "East | 25 | 58", "All | 35 | 70"],
        None,
    ),
    "the day's change of a share": (
        ["Day | Close | Points | %", "Mon | 6,219.33 | +6.84 | +0.11", "Tue | 6,190.61 | -28.72 | -0.46",
         "Wed | 6,180.09 | -10.52 | -0.17", "Thu | 6,371.40 | +191.31 | +3.10", "Fri | 6,362.08 | -9.32 | -0.15"],
        ("-0.46", "-0.64"),
    ),
    "an amount among changes in percent": (
        ["Item | 2022 | 2023 | Change", "Barns | 310 | 341 | +10%", "Carts | 1,400 | 1,190 | -15%", "Hands | 6,500 | 7,020 | +8%",
         "Ponies | 873 | 926 | +53", "Fields | 40 | 46 | +15%"],
        ("+53", "+35"),
    ),
    "means of the months beside their sums": (
        ["Month | High | Low | Rain | Sun", "January | 8 | 2 | 61 | 55", "February | 8 | 2 | 48 | 70", "March | 11 | 3 | 55 | 110",
         "April | 14 | 5 | 40 | 150", "May | 18 | 9 | 52 | 200", "Year | 12 | 4 | 256 | 585"],
        ("256", "265"),
    ),
    "answers of a poll together": (
        ["Answer | May | June | July", "Yes, gladly | 18% | 20% | 16%", "Yes, if need be | 31% | 30% | 32%",
         "NET: Yes | 49% | 50% | 48%", "No | 40% | 38% | 41%"],
        ("49%", "94%"),
    ),
    "cash at the end, below the one at the beginning": (
        ["Cash | 2023 | 2024", "Received | 812 | 788", "Spent | (625) | (640)", "Net increase in cash | 187 | 148",
         "Cash at beginning of year | 1,020 | 1,207", "Cash at end of year | 1,207 | 1,355"],
        ("1,355", "1,535"),
    ),
    "another basis in one row": (
        ["Item | 2022 | 2023 | Change", "Barns | 310 | 341 | 10%", "Carts | 1,400 | 1,190 | -15%", "Hands | 6,500 | 7,020 | 8%",
         "Sales, like for like | 873 | 926 | 4%", "Fields | 40 | 46 | 15%"],
        ("| 8%", "| 18%"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", QUIET)
def test_what_is_otherwise_is_left_alone(book: Rulebook, name: str) -> None:
    rows, slip = QUIET[name]
    assert not levels(book, rows)
    if slip:
        assert levels(book, changed(rows, *slip))


def test_a_list_of_indicators_has_rates_that_are_not_added(book: Rulebook) -> None:
    lines = [f"{year},{place},{what},{value}" for what, values in (("jobless rate", (48, 39, 43)), ("jobs", (512, 407, 919)))
             for year in (2021, 2022, 2023) for place, value in zip(("North", "South", "Total"), values, strict=True)]  # fmt: skip
    text = "\n".join(["year,region,indicator,value", *lines]) + "\n"
    for source, expected in ((text, 0), (text.replace("919", "991", 1), 1)):
        report = engine.check([], texts={"table.csv": source}, rulebook=book)
        assert len(report.findings) == expected


def test_a_repair_keeps_the_plus_sign(book: Rulebook) -> None:
    rows = ["Party | May | June | Change", "Red | 31.5% | 34.0% | +2.5%", "Blue | 28.2% | 25.1% | -3.1%",
            "Green | 12.4% | 14.8% | +4.2%", "Grey | 9.6% | 7.3% | -2.3%"]  # fmt: skip
    header, *body = [f"| {row} |" for row in rows]
    report = engine.check([], texts={"table.md": "\n".join([header, "|---|---|---|---|", *body])}, rulebook=book)
    (finding,) = report.findings
    assert finding.help.startswith("+2.4% instead of +4.2%")


def test_a_footnote_behind_the_next_heading_belongs_to_its_mark(book: Rulebook) -> None:
    below = "## Staff\n\nAll is well.\n\n[^1]: Includes guests of unknown shift."
    assert not levels(book, changed(BEDS, "Oak", "Oak[^1]"), below)
    assert levels(book, changed(BEDS, "Oak", "Oak[^1]"), below.replace("Includes guests of unknown shift", "A tree"))


def test_a_label_of_nothing_but_marks_costs_no_time(book: Rulebook) -> None:
    rows = changed(BEDS, "Oak", "*" * 200 + " Oak")
    assert levels(book, rows, "* Counted by hand.") == ["error"]
