"""What the text says of a table, and two tables of one thing: which cell is meant, and when nothing is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from consistency import check
from tests.desk import put, run

TRAILS = "Walkers by trail\n\n| Trail | 2019 | 2020 |\n|---|---|---|\n| North | 421 | 388 |\n| South | 310 | 295 |\n| South East | 172 | 164 |\n"
MILLS = (
    "| Mill | Bales | Looms | Sales in euros |\n|---|---|---|---|\n"
    "| Abbey | 6,400 | 32 | 1,950,300 |\n| Bourne | 5,150 | 28 | 1,984,200 |\n| Colne | 7,325 | 41 | 2,410,700 |\n"
)


def found(text: str) -> list[tuple[str, str, str]]:
    """(rule, severity, message) of each finding of the pack, notes too."""
    report = check(text)
    return [(one.rule, one.severity, one.message) for one in report.findings]


def warned(text: str) -> list[str]:
    return [rule for rule, severity, _ in found(text) if severity != "note"]


def agreed(text: str) -> dict[str, int]:
    """How many relations of each rule agree."""
    return {rule: counts["agrees"] for rule, counts in check(text).by_rule.items() if counts["agrees"]}


@pytest.mark.parametrize(
    "text",
    [
        f"The north had 412 walkers in 2019.\n\n{TRAILS}",
        f"{TRAILS}\nIn 2019, 412 walkers went north.",
        f"{TRAILS}\nIn 2019 the north had 421 walkers, the south 301 and the south east 172.",
        f"{TRAILS}\nThe north had 421 walkers in 2019 and 338 in 2020.",
        f"{TRAILS}\nSome 421 walkers went north in 2019, and 301 walkers south.",
        f"In 2019 the north and the south had 421 and 301 walkers respectively.\n\n{TRAILS}",
        f"{TRAILS}\n![Chart: the south east trail had 127 walkers in 2019](trails.png)",
        f"{MILLS}\nThe Abbey mill spun 4,600 bales.",
        f"{MILLS}\nSales of the Colne mill came to 2.14 million euros.",
    ],
)
def test_a_figure_that_is_not_its_cell_is_found(text: str) -> None:
    assert warned(text) == ["cell-figure"]


@pytest.mark.parametrize(
    "text",
    [
        f"The north had 421 walkers in 2019.\n\n{TRAILS}",
        f"About 400 walkers went north in 2019.\n\n{TRAILS}",
        f"{MILLS}\nSales of the Colne mill came to 2.4 million euros.",
        f"In 2020 the south east had 164 walkers, the south 295.\n\n{TRAILS}",
    ],
)
def test_a_figure_that_is_its_cell_agrees(text: str) -> None:
    assert not found(text)
    assert agreed(text)["cell-figure"] > 0


@pytest.mark.parametrize(
    "text",
    [
        f"The north had 412 walkers in 2018.\n\n{TRAILS}",
        f"The ministry had put the north at 412 walkers in 2019.\n\n{TRAILS}",
        f"The north had 42 walkers more in 2019 than in the year before.\n\n{TRAILS}",
        f"{TRAILS}\nThe west had 412 walkers in 2019.",
        f"{TRAILS}\nThe north lost 24 walkers to the fog in 2019.",
        f"{TRAILS}\nHalf of the walkers in the north came by train in 2019.",
        f"{TRAILS}\nThe north and the south together had 731 walkers in 2019.",
        f"{TRAILS}\nAccording to the Alpine Club the north had 412 walkers in 2019.",
        f"{TRAILS}\nThe north has 412 benches.",
        f"{MILLS}\nThe Abbey mill has 23 carters.",
        f"{MILLS}\nThe average mill has 34 looms.",
    ],
)
def test_another_case_is_no_mistake(text: str) -> None:
    assert warned(text) == []


CAMPS = "| Camp | Tents in 2022 | Tents in 2023 |\n|---|---|---|\n| Hilltop | 418 | 462 |\n| Lakeside | 736 | 751 |\n| Meadow | 205 | 198 |\n"


@pytest.mark.parametrize(
    "text",
    [
        "At Lakeside the second half of 2022 was drier, with 336 tents.",
        "At Lakeside, 436 of the tents of 2022 were made of canvas.",
        "Lakeside rented out 151 tents in the last week of 2023.",
        "By the end of May 2023 Lakeside had put up 551 tents.",
        "Of the tents of 2022 at Lakeside, 536 were new.",
        "Tents for families at Lakeside came to 436 in 2022.",
        "Lakeside had 731 tents in 2023 if those of the scouts are left out.",
        "In 2023 Hilltop passed 455 tents as sound.",
        "A further 40 tents are on order and will bring Hilltop to 426 tents in 2023.",
    ],
)
def test_a_part_of_what_a_cell_counts_is_no_mistake(text: str) -> None:
    assert warned(f"{text}\n\n{CAMPS}") == []
    assert warned(f"# Tents\n\n{CAMPS}\n{text}") == []


def test_one_of_the_few_cells_of_a_row_is_meant() -> None:
    table = "| Offence | 2021 | 2022 |\n|---|---|---|\n| Arson | 2,945 | 3,186 |\n| Fraud | 8,013 | 7,641 |\n"
    assert agreed(f"Arson rose from 2,945 to 3,186.\n\n{table}")["cell-figure"] == 2
    assert warned(f"Arson rose from 2,495 to 3,186.\n\n{table}") == ["cell-figure"]
    assert warned(f"Arson rose to 3,168.\n\n{table}") == ["cell-figure"]
    assert warned(f"Arson cost the county 3,684 nights of work.\n\n{table}") == []


CAPTIONS = (
    "Budget (£ million)", "Budget, £ million", "Budget in £ millions", "Budget (US$ million)", "Budget, US$ million", "Budget (EUR million)",
    "Budget, millions", "All figures in A$ million.",
)  # fmt: skip


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_says_that_the_table_is_in_millions(caption: str) -> None:
    table = f"**{caption}**\n\n| Fund | 2022 | 2023 |\n|---|---|---|\n| Roads | 98.2 | 112.0 |\n| Schools | 105.5 | 101.5 |\n"
    sign = "£" if "£" in caption else "EUR " if "EUR" in caption else "" if "millions" in caption else "US$"
    assert agreed(f"{table}\nThe roads fund got {sign}112 million in 2023.")["scaled-cell"] == 1
    assert warned(f"{table}\nThe roads fund got {sign}121 million in 2023.") == ["scaled-cell"]


def test_a_table_in_thousands_need_not_say_so() -> None:
    table = "| Town | People (m) |\n|---|---|\n| Harwick | 9.1 |\n| Dunmore | 4.6 |\n"
    assert warned(f"{table}\nHarwick has 9.1 million people.") == []


def test_the_words_of_two_labels_are_more_than_those_of_one() -> None:
    levels = {severity for _, severity, _ in found(f"{MILLS}\nThe Abbey mill had 4,600 of them.")}
    assert levels <= {"note"}


def test_a_table_in_thousands() -> None:
    table = "| Port | Herring (in thousands) |\n|---|---|\n| Howth | 1,214 |\n| Rossaveel | 980 |\n"
    assert warned(f"{table}\nRossaveel landed 980,000 herring.") == []
    assert warned(f"{table}\nRossaveel landed 890,000 herring.") == ["scaled-cell"]
    assert warned(f"{table}\nRossaveel landed 98,000 herring.") == ["scaled-cell"]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (f"The mills ran 101 looms and sold for 6,345,200 euros in all.\n\n{MILLS}", []),
        (f"The mills ran 110 looms and sold for 6,345,200 euros in all.\n\n{MILLS}", ["column-total"]),
        (f"The mills ran 101 looms and sold for 6,435,200 euros in all.\n\n{MILLS}", ["column-total"]),
        (f"The mills ran 101 looms, and sold for about 6.3 million euros in all.\n\n{MILLS}", []),
        (f"In the valley 900 looms are running.\n\n{MILLS}", []),
        (f"{MILLS}\nA total of 18,875 bales left the valley.", []),
        (f"{MILLS}\nA total of 18,785 bales left the valley.", ["column-total"]),
        (f"{MILLS}\nA total of 40,000 bales left the valley.", []),
        (f"A total of 21,785 bales were offered, of which 18,875 were sold.\n\n{MILLS}", []),
        (f"{MILLS.replace('Bales', 'Bales sold abroad')}\nA total of 18,785 bales left the valley.", []),
        (f"{MILLS}\nThe average sale of all mills was 2,115,000 euros.", []),
    ],
)
def test_a_total_that_only_the_text_tells(text: str, rules: list[str]) -> None:
    assert warned(text) == rules


def test_a_number_between_1900_and_2100_is_an_amount_in_a_column_of_amounts() -> None:
    table = "| Press | Books | Fees in euros |\n|---|---|---|\n| Lark | 12 | 5210 |\n| Wren | 9 | 1985 |\n| Rook | 7 | 2044 |\n"
    assert agreed(f"The 28 books cost 9,239 euros in all.\n\n{table}")["column-total"] == 2
    assert warned(f"The 28 books cost 9,329 euros in all.\n\n{table}") == ["column-total"]


def test_two_tables_of_one_thing() -> None:
    changed = TRAILS.replace("310", "301")
    assert agreed(f"{TRAILS}\nAgain:\n\n{TRAILS}")["same-cell"] == 6
    assert warned(f"{TRAILS}\nAgain:\n\n{changed}") == ["same-cell"]


def test_two_tables_of_one_form_but_two_things() -> None:
    other = (
        "| Trail | 2019 | 2020 |\n|---|---|---|\n| North | 57 | 61 |\n| South | 310 | 83 |\n| South East | 29 | 34 |\n"
    )
    assert found(f"Walkers:\n\n{TRAILS}\nRiders:\n\n{other}") == []


def test_the_finding_shows_both_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown = run("check", put(tmp_path, "trails.md", f"The north had 412 walkers in 2019.\n\n{TRAILS}")).output
    assert '412 in the text, but 421 in row "North", column "2019"' in shown
    assert 'the table has 421 in row "North", column "2019" (line 7)' in shown
    assert "figure in the text" in shown
    assert "the table's cell" in shown


def test_a_long_text_over_a_long_table_takes_no_long_time() -> None:
    names = [f"{first}{second}ton" for first in "ABCDEFGHJKLMNPRSTVWZ" for second in ("al", "en", "ir", "or", "un")]
    rows = "".join(f"| {name} {i} | {i * 7} | {i * 3} |\n" for i in range(20) for name in names)
    text = " ".join(f"The village of {name} {i} has {i * 7} hens." for i in range(20) for name in names)
    begun = time.perf_counter()
    check(f"| Village | Hens | Geese |\n|---|---|---|\n{rows}\n{text}\n")
    assert time.perf_counter() - begun < 20
