"""Totals of tables: each kind of structure is found, a changed cell makes it fail, and what is no sum is left alone.

A table is written as rows of cells parted by "|". `sums` gives what is proposed in it: for each total the parts, and
whether they come to it to the last digit. (What rounding allows is the judge's business, not tested here.)
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from consistency import readers
from consistency.extraction import extract
from consistency.proposers import tables
from consistency.relation import Article
from consistency.tables.words import Label, classify, says_rounded, takes_away


@dataclass(frozen=True)
class Claim:
    total: str
    parts: tuple[str, ...]
    adds_up: bool
    confidence: str
    evidence: str
    grain: float
    signs: tuple[int, ...]


def sums(*rows: str) -> list[Claim]:
    header, *body = [f"| {row} |" for row in rows]
    rule = "|" + "---|" * (header.count("|") - 1)
    document = readers.read_text("table.md", "\n".join([header, rule, *body]) + "\n")
    article = Article(document, extract(document))
    claims = []
    for proposal in tables.propose(article, {}):
        parts = [article.figures[i] for i in proposal.roles["parts"]]
        total = article.figures[proposal.roles["total"][0]]
        signs = proposal.signs or (1,) * len(parts)
        together = sum(sign * part.value for sign, part in zip(signs, parts, strict=True))
        claims.append(
            Claim(
                total.text,
                tuple(part.text for part in parts),
                abs(together - total.value) < 1e-6,
                proposal.confidence,
                proposal.evidence,
                proposal.column_grain,
                proposal.signs,
            )
        )
    return claims


def wrong(*rows: str) -> list[Claim]:
    """What is shown as a mistake: low confidence is a note."""
    return [claim for claim in sums(*rows) if not claim.adds_up and claim.confidence != "low"]


def right(*rows: str) -> set[str]:
    return {claim.total for claim in sums(*rows) if claim.adds_up}


# Each structure: its rows, the totals that must be found to add up, and a cell to change (old, new) with the totals
# that then fail.
STRUCTURES = {
    "labelled total": (
        ["Town | Men | Women", "Abbey | 121 | 143", "Bourne | 304 | 288", "Colne | 77 | 92", "Total | 502 | 523"],
        {"502", "523"},
        [("304", "340", {"502"}), ("523", "532", {"532"})],
    ),
    "a total without a label": (
        ["Stock | 2019 | 2018", "Grain | $26,496 | $15,948", "Seed | 9,254 | 9,702", "Feed | 6,774 | 5,797",
         " | $42,524 | $31,447"],
        {"$42,524", "$31,447"},
        [("9,702", "9,207", {"$31,447"}), ("$42,524", "$42,542", {"$42,542"})],
    ),
    "a total that nothing names": (
        ["Duty | 2019 | 2018", "Goods | 21,954 | 19,318", "Parcels | 4,277 | 5,106",
         "Customs revenue | 26,231 | 24,424"],
        {"26,231", "24,424"},
        [("4,277", "4,727", {"26,231"})],
    ),
    "a total on top": (
        ["Region | 2019 | 2018", "All regions | 1,290 | 1,322", "North | 411 | 420", "South | 389 | 402",
         "West | 490 | 500"],
        {"1,290", "1,322"},
        [("389", "398", {"1,290"}), ("1,322", "1,232", {"1,232"})],
    ),
    "subtotals and their total": (
        ["Item | 2019 | 2018", "Rent | 412 | 398", "Heat | 87 | 91", "Total premises | 499 | 489",
         "Wages | 1,204 | 1,188",
         "Training | 66 | 52", "Total staff | 1,270 | 1,240", "Total | 1,769 | 1,729"],
        {"499", "489", "1,270", "1,240", "1,769", "1,729"},
        [("91", "19", {"489"}), ("1,270", "1,720", {"1,720", "1,769"}), ("1,729", "1,792", {"1,792"})],
    ),
    "sections that repeat their name": (
        ["Item | 2019 | 2018", "Fleet spending | | ", "Vans | 320 | 286", "Lorries | 153 | 429",
         "Fleet spending | 473 | 715"],
        {"473", "715"},
        [("286", "266", {"715"})],
    ),
    "a cascade of differences": (
        ["£m | 2019 | 2018", "Sales | 788.9 | 718.8", "Cost of sales | 473.3 | 353.2", "Gross profit | 315.6 | 365.6",
         "Operating expenses | 261.2 | 194.0", "Operating profit | 54.4 | 171.6"],
        {"315.6", "365.6", "54.4", "171.6"},
        [("353.2", "335.2", {"365.6"}), ("54.4", "45.4", {"45.4"})],
    ),
    "bracketed costs": (
        ["£m | 2019 | 2018", "Sales | 788.9 | 718.8", "Cost of sales | (473.3) | (353.2)",
         "Gross profit | 315.6 | 365.6"],
        {"315.6", "365.6"},
        [("(473.3)", "473.3", {"315.6"})],
    ),
    "a roll-forward": (
        ["Fleet | 2019 | 2018", "Balance at beginning of year | 1,956 | 1,810", "Additions | 412 | 399",
         "Disposals | (288) | (253)",
         "Balance at end of year | 2,080 | 1,956"],
        {"2,080", "1,956"},
        [("412", "421", {"2,080"})],
    ),
    "a roll-forward with unsigned disposals": (
        ["Fleet | 2019 | 2018", "Opening balance | 1,956 | 1,810", "Additions | 412 | 399", "Disposals | 288 | 253",
         "Closing balance | 2,080 | 1,956"],
        {"2,080", "1,956"},
        [("288", "828", {"2,080"})],
    ),
    "a total column": (
        ["Ward | Yes | No | Total", "East | 410 | 288 | 698", "North | 376 | 301 | 677", "South | 295 | 330 | 625",
         "West | 118 | 204 | 322"],
        {"698", "677", "625", "322"},
        [("301", "310", {"677"}), ("322", "332", {"332"})],
    ),
    "cross-footing": (
        ["Ward | Yes | No | Total", "East | 410 | 288 | 698", "North | 376 | 301 | 677", "South | 295 | 330 | 625",
         "Total | 1,081 | 919 | 2,000"],
        {"698", "677", "625", "1,081", "919", "2,000"},
        [("301", "310", {"677", "919"})],
    ),
    "a column of changes": (
        ["Crop | 2019 | 2018 | Change", "Wheat | 412 | 398 | 14", "Barley | 287 | 301 | (14)", "Oats | 166 | 152 | 14",
         "Rye | 97 | 109 | (12)"],
        {"14", "(14)", "(12)"},
        [("152", "125", {"14"})],
    ),
    "dashes for zero": (
        ["Fund | 2019 | 2018", "Roof | 1,310 | —", "Organ | — | 2,204", "Tower | 655 | 818", "Total | 1,965 | 3,022"],
        {"1,965", "3,022"},
        [("818", "881", {"3,022"})],
    ),
    "percentages with a sign at both ends": (
        ["Rate | 2019 | 2018", "Statutory rate | 35.0% | 35.0%", "State taxes | 2.1 | 3.7", "Credits | (1.4) | (1.8)",
         "Effective rate | 35.7% | 36.9%"],
        {"35.7%", "36.9%"},
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_sound_table_adds_up(name: str) -> None:
    rows, totals, _ = STRUCTURES[name]
    assert not [claim for claim in sums(*rows) if not claim.adds_up]
    assert totals <= right(*rows)


CHANGES = [(name, *change) for name, (_, _, changes) in STRUCTURES.items() for change in changes]


@pytest.mark.parametrize(("name", "old", "new", "totals"), CHANGES)
def test_a_changed_cell_fails(name: str, old: str, new: str, totals: set[str]) -> None:
    rows = list(STRUCTURES[name][0])
    number, cells = next((n, row.split(" | ")) for n, row in enumerate(rows) if old in row.split(" | "))
    cells[cells.index(old)] = new
    rows[number] = " | ".join(cells)
    assert {claim.total for claim in wrong(*rows)} == totals


SILENT = {
    "nothing adds up": ["Planet | Moons | Rings", "Mars | 2 | 0", "Neptune | 14 | 5", "Uranus | 27 | 13"],
    "small counts that add up by chance": [
        "Club | Won | Lost", "Amber | 3 | 2", "Blue | 2 | 1", "Coral | 5 | 3", "Dun | 1 | 4", "Ecru | 6 | 7",
    ],
    "a name with total in it": ["Eclipse | Year | Width", "Total eclipse of 1999 | 112 | 1999",
    "Annular | 85 | 2003", "Total | 76 | 2006"],
    "an extract of a longer list": [
        "Largest ports | 2019 | 2018", "Avon | 5,410 | 5,288", "Clyde | 3,902 | 4,011", "Dee | 2,877 | 2,650",
        "All ports | 38,904 | 37,115",
    ],
    "years are no figures": ["Edition | Year | Entries", "First | 1998 | 212", "Second | 2002 | 340",
    "Third | 2006 | 455"],
    "an average under a column": [
        "Team | Games | Average crowd", "Reds | 14 | 11,507", "Blues | 12 | 8,366", "Greens | 15 | 9,650",
        "Total | 41 | 9,841",
    ],
    "a rate in per cent": ["Item | Sum | Change (%)", "Licences | 651 | 23%", "Support | 589 | 10%",
    "Total | 1,240 | 17%"],
    "earnings per share under millions": [
        "£m | 2019 | 2018", "Profit before tax | 2,422 | 2,107", "Taxation | (445) | (396)",
        "Profit for the year | 1,977 | 1,711",
        "Earnings per share | 21.00 | 17.74", "Diluted earnings per share | 20.94 | 17.68",
    ],
    "costs that fell stand as gains": [
        "Item | 2019 | 2018 | $", "Sales | 9,366 | 9,335 | 31", "Cost of sales | 7,151 | 7,749 | 598",
        "Gross profit | 2,215 | 1,586 | 629",
        "Selling costs | 1,106 | 1,347 | 241", "Profit | 1,109 | 239 | 870",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", SILENT)
def test_silent(name: str) -> None:
    assert not wrong(*SILENT[name])


def test_one_column_is_believed_when_a_slip_explains_it() -> None:
    rows = ["Debt | £", "2023 | 2,672", "2024 | 2,323", "2025 | 1,255", "thereafter | 12,806"]
    (claim,) = wrong(*rows, "total | 19,065")
    assert (claim.total, claim.confidence) == ("19,065", "medium")
    assert not wrong(*rows, "total | 31,478")


def test_confidence_and_evidence() -> None:
    rows = ["Town | Men | Women", "Abbey | 121 | 143", "Bourne | 304 | 288", "Colne | 77 | 92", "Total | 502 | 532"]
    good, bad = sums(*rows)
    assert (good.confidence, good.evidence) == ("high", 'labelled "total"')
    assert (bad.confidence, bad.evidence) == ("high", 'labelled "total", another column adds up')


def test_the_grain_of_a_column() -> None:
    thousands = sums("£ | 2019", "Rent | £12,000", "Heat | £3,500", "Light | £1,200", "Total | £16,700")
    assert [claim.grain for claim in thousands] == [100]
    decimals = sums("m | 2019", "A | 1.25", "B | 3.50", "C | 1.00", "Total | 5.75")
    assert [claim.grain for claim in decimals] == [0.01]
    counts = sums("Town | Men", "Abbey | 1200", "Bourne | 300", "Colne | 700", "Total | 2200")
    assert [claim.grain for claim in counts] == [1]


def test_differences_have_signs() -> None:
    claims = sums("£m | 2019", "Sales | 788.9", "Cost of sales | 473.3", "Gross profit | 315.6")
    assert [(claim.parts, claim.signs) for claim in claims] == [(("788.9", "473.3"), (1, -1))]


def test_bare_figures_of_a_column_of_money_are_not_held_to_the_last_digit() -> None:
    rows = [
        "In millions | 2019 | 2018",
        "Land | 412 | 408",
        "Roads | 655 | 641",
        "Rail | 287 | 300",
        "Total | 1,355 | 1,349",
    ]
    assert {claim.total for claim in sums(*rows)} == {"1,349"}


def test_bare_years_in_a_row_of_decimals_are_no_parts() -> None:
    rows = [
        "£m | 2019 | 2018 | 2017",
        "Plant | 102.2 | 61.7 | 26.4",
        "Closed in | 2014 | 2014 | 2.4",
        "Total | 102.2 | 61.7 | 28.8",
    ]
    assert not wrong(*rows)


def test_a_long_list_of_totals_ends() -> None:
    rows = [f"Total {number} | {number * 7919 % 9973} | {number * 104729 % 9967}" for number in range(3000)]
    assert isinstance(sums("Name | A | B", *rows), list)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("total", Label.TOTAL), ("total assets", Label.TOTAL), ("sub-total", Label.TOTAL), ("all regions", Label.TOTAL),
        ("all other", Label.PLAIN), ("gross profit", Label.RESULT), ("balance at end of year", Label.RESULT),
        ("", Label.BLANK),
        ("opening balance", Label.OPENING), ("of which exports", Label.MEMO), ("earnings per share", Label.MEMO),
        ("total sales (%)", Label.TOTAL), ("% of sales", Label.MEMO), ("4.125% bonds 2023", Label.PLAIN),
        ("change", Label.CHANGE),
        ("wheat", Label.PLAIN),
    ],
)  # fmt: skip
def test_classify(label: str, kind: Label) -> None:
    assert classify(label) is kind


def test_words() -> None:
    assert takes_away("less: returns")
    assert takes_away("cost of sales")
    assert not takes_away("sales")
    assert says_rounded("in thousands of dollars")
    assert says_rounded("us$’000")
    assert not says_rounded("seats")
