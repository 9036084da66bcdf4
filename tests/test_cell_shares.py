"""The highest, the lowest and the shares of a table's column, as the text tells them."""

from __future__ import annotations

import time

import pytest

from consistency import check
from consistency.tables.superlatives import superlative

TOLLS = (
    "| Bridge | Wagons | Riders | Tolls |\n|---|---|---|---|\n| Alder | 4,812 | 1,310 | $9,624 |\n"
    "| Birch | 3,575 | 2,046 | $7,150 |\n| Cedar | 6,239 | 984 | $12,478 |\n"
)
VALLEYS = "| Valley | Sheep |\n|---|---|\n| Upper Dale | 4,120 |\n| Lower Dale | 2,840 |\n| Moss | 1,315 |\n| Fellshire | 8,275 |\n"
"""The last row is what the others are parts of, and is not called a total."""
FLOODS = "| Year | Houses |\n|---|---|\n| 1911 | 318 |\n| 1912 | 1,264 |\n| 1913 | 875 |\n| 1914 | 409 |\n"


def warned(text: str) -> list[str]:
    return [finding.rule for finding in check(text).findings if finding.severity != "note"]


def agreed(text: str) -> set[str]:
    return {rule for rule, counts in check(text).by_rule.items() if counts["agrees"]}


@pytest.mark.parametrize(
    ("before", "after", "end"),
    [
        ("The most wagons, ", ", crossed at Cedar", "highest"),
        ("The largest share (", ")", "highest"),
        ("The fewest riders came to Cedar, with ", "", "lowest"),
        ("It rose to a peak of ", " in May", "highest"),
        ("Demand peaked at ", "", "highest"),
        ("The water bottomed out at ", "", "lowest"),
        ("", " wagons, the most of any bridge", "highest"),
        ("Some ", " is the lowest", "lowest"),
        ("At most ", " came", None),
        ("At the most recent count ", " came", None),
        ("The second largest, ", ", is Alder", None),
        ("The largest since the war, ", "", None),
        ("Most of the ", " wagons", None),
        ("The largest increase was ", "", None),
        ("The lowest of 7 bids was ", "", None),
    ],
)
def test_what_a_superlative_says(before: str, after: str, end: str | None) -> None:
    told = superlative(before, after)
    assert (told.end if told else None) == end


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (f"The most wagons, 6,239, crossed at Cedar.\n\n{TOLLS}", []),
        (f"The most wagons, 6,329, crossed the river in the hills.\n\n{TOLLS}", ["cell-highest"]),
        (f"{TOLLS}\nThe highest number of riders was 2,406.", ["cell-highest"]),
        (f"{TOLLS}\nThe fewest wagons were counted at Alder (3,575).", ["row-of-extreme"]),
        (f"{TOLLS}\nThe lowest tolls came to $7,510.", ["cell-lowest"]),
        (f"{TOLLS}\nThe highest number of riders was 1,310.", ["cell-highest"]),
        (f"{TOLLS}\nThe highest number of riders on the western bridges was 1,310.", []),
        (f"{TOLLS}\nIn Norway the highest number of riders was 2,406.", []),
        (f"{TOLLS}\nThe largest flock had 6,329 geese.", []),
        (f"{FLOODS}\nThe number of houses under water peaked at 1,264 in 1912.", []),
        (f"{FLOODS}\nThe number of houses under water fell to a low of 318 in 1914.", ["row-of-extreme"]),
        (f"{FLOODS}\nThe number of houses fell to a low of 409 in 1914.", []),
        (f"{VALLEYS}\nThe most sheep, 4,120, graze in Upper Dale.", []),
        (f"{VALLEYS}\nThe largest number of sheep was 4,210.", ["cell-highest"]),
        (f"{VALLEYS.replace('Fellshire', 'Other valleys')}\nThe most sheep, 4,120, graze in Upper Dale.", []),
        (f"{VALLEYS.replace('8,275', '9,300')}\nThe most sheep, 4,120, graze in Upper Dale.", []),
    ],
)
def test_the_highest_and_the_lowest(text: str, rules: list[str]) -> None:
    assert warned(text) == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (f"Nearly a quarter of the wagons crossed at Birch.\n\n{TOLLS}", []),
        (f"Two thirds of the wagons crossed at Birch.\n\n{TOLLS}", ["cell-fraction"]),
        (f"{TOLLS}\nCedar took 43% of the tolls.", []),
        (f"{TOLLS}\nCedar took 34% of the tolls.", ["cell-percent"]),
        (f"{TOLLS}\nTwo thirds of the wagons at Birch were empty.", []),
        (f"{TOLLS}\nThe year before, two thirds of the wagons crossed at Birch.", []),
        (f"{TOLLS}\nAt Cedar 10% of the wagons were turned back.", []),
        (f"{TOLLS}\nTwo thirds of the carters live near Birch.", []),
        (f"{TOLLS}\nCedar took 34% more of the tolls than Birch.", []),
        (f"{TOLLS}\nThe warden said that two thirds of the wagons crossed at Birch.", []),
    ],
)
def test_a_share_of_a_column(text: str, rules: list[str]) -> None:
    assert warned(text) == rules


def test_shares_and_extremes_that_hold_are_counted() -> None:
    text = f"More than 40% of the tolls were taken at Cedar. The lowest number of riders was 984.\n\n{TOLLS}"
    assert "cell-lowest" in agreed(text)
    assert "cell-percent" in agreed(f"{TOLLS}\nCedar took 43% of the tolls.")
    assert "cell-fraction" in agreed(
        f"Just a quarter of the wagons crossed at Birch.\n\n{TOLLS}".replace("3,575", "3,683")
    )


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        # a year that names its row
        (f"{FLOODS}\nIn 1913 the flood reached 857 houses.", ["cell-figure"]),
        # since a year is not in it
        (f"{FLOODS}\nSince 1913 the floods have reached 857 houses.", []),
        # verbs of change before "to" tell no other case
        (f"{FLOODS}\nThe houses under water fell to 490 in 1914.", ["cell-figure"]),
        # an amount, with the row alone
        (
            "| Source | Amount |\n|---|---|\n| Rents | £61,450 |\n| Fees | £7,235 |\n\nRents brought in £64,150.",
            ["cell-figure"],
        ),
        # the whole that a share is of
        (f"{TOLLS}\nA third of the 4,182 wagons at Alder were empty.", []),
        # a unit in brackets that two columns share
        (
            "| Pit | Coal (kt) | Spoil (kt) |\n|---|---|---|\n| Ash | 418.6 | 93.1 |\n| Elm | 377.2 | 120.8 |\n\n"
            "In the Ash pit the spoil came to 91.3 kt.",
            ["cell-figure"],
        ),
        # a count with its share in the same cell
        (
            "| Sign | Foals | Mares |\n|---|---|---|\n| Fever | 112 (35%) | 871 (27%) |\n| Cough | 64 (20%) | 590 (18%) |\n\n"
            "Fever was seen in 817 mares.",
            ["cell-figure"],
        ),
        # a caption in the table's own thousands
        (
            "<table><caption>Hides (thousands): calf fell to 2,384</caption><tr><th>Hide<th>Hides (thousands)</tr>"
            "<tr><td>Calf<td>2,384</tr><tr><td>Goat<td>1,136</tr></table>",
            [],
        ),
    ],
)
def test_cells_as_people_tell_them(text: str, rules: list[str]) -> None:
    assert warned(text) == rules


def test_a_long_text_of_superlatives_takes_no_long_time() -> None:
    rows = "".join(f"| Farm{number} | {number * 7 % 4001} |\n" for number in range(2000))
    text = " ".join(
        f"The most hens, {number + 4000}, are at Farm{number}. A third of the hens are at Farm{number}."
        for number in range(600)
    )
    begun = time.process_time()
    check(f"| Farm | Hens |\n|---|---|\n{rows}\n{text}\n")
    assert time.process_time() - begun < 20


HOUSES = "| House | Lamps |\n|---|---|\n| Lark | 1,214 |\n| Wren | 986 |\n\nOver the bridge:\n\n| House | Lamps |\n|---|---|\n| Rook | 1,045 |\n| Crow | 763 |\n"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (f"Altogether 4,008 lamps were lit.\n\n{HOUSES}", []),
        (f"Altogether 4,080 lamps were lit.\n\n{HOUSES}", ["tables-total"]),
        (f"{HOUSES}\nAltogether 2,200 lamps were lit on this side.", []),
        (f"{HOUSES}\nAltogether 4,080 lamps were lit in 1904.", []),
        (f"{HOUSES}\nAltogether 4,080 windows were lit.", []),
        (f"{HOUSES}\nThe Lark and the others had 4,080 lamps in total.", []),
    ],
)
def test_a_total_of_several_tables(text: str, rules: list[str]) -> None:
    assert warned(text) == rules


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("Cedar counted 6,239 wagons, 43 percent of the total.", []),
        ("Cedar counted 6,239 wagons, 34 percent of the total.", ["cell-percent"]),
        ("Some 6,239 wagons, or about 43 percent of all, crossed at Cedar.", []),
        ("Some 6,239 wagons, or about 53 percent of all, crossed at Cedar.", ["cell-percent"]),
        ("Cedar counted 6,239 wagons, almost a third of the total.", ["cell-fraction"]),
        ("Cedar counted 6,239 wagons (34 percent).", []),
        ("Cedar counted 6,239 wagons, 34 percent of what it had hoped for.", []),
        ("In May Cedar counted 6,239 wagons, 34 percent of the total.", []),
        ("Cedar counted 6,239 wagons but stood 34 percent below the old bridge.", []),
        ("Cedar mended 34 percent of its wagons.", []),
        ("Cedar counted 34 percent of the hay wagons.", []),
        ("Cedar counted 34 percent of the wagons by night.", []),
        ("The highest number of hay wagons was 6,329.", []),
    ],
)
def test_the_share_of_a_cell_that_is_told_before_it(sentence: str, rules: list[str]) -> None:
    assert warned(f"{TOLLS}\n{sentence}") == rules


def test_a_sum_that_is_divided_by_stands_in_brackets() -> None:
    report = check(f"{TOLLS}\nCedar counted 6,239 wagons, 43 percent of the total.")
    assert "100 * 6,239 / (4,812 + 3,575 + 6,239) = 43 percent" in [tested.sentence for tested in report.tested]
