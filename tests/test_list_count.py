"""Counted lists: what is announced against what follows, on the desk of an editor and inside."""

from __future__ import annotations

import pytest

from consistency import rulebook
from consistency.engine import check
from consistency.findings import Finding
from consistency.lists.clause import clause

BOOK = rulebook.load(select=["list-count"])


def findings(text: str) -> tuple[Finding, ...]:
    return check([], rulebook=BOOK, texts={"a.md": text}).findings


def shown(text: str) -> list[str]:
    """The messages of what an editor sees by default."""
    return [finding.message for finding in findings(text) if finding.severity != "note"]


def verdicts(text: str) -> dict[str, int]:
    counts = check([], rulebook=BOOK, texts={"a.md": text}).by_rule.get("list-count", {})
    return {verdict: number for verdict, number in counts.items() if number}


def test_the_count_word_is_the_primary_place() -> None:
    text = "The plan has three goals:\n\n- shade\n- water\n- seats\n- lamps\n"
    (finding,) = findings(text)
    assert finding.primary.text == "three"
    assert [place.text for place in finding.related] == ["shade", "water", "seats", "lamps"]
    assert [place.label for place in finding.related] == ["1", "2", "3", "4"]
    assert finding.message == "three goals are announced, and four follow"
    assert finding.help == "four instead of three would agree with what follows"


def test_of_a_long_list_the_first_items_and_the_last_are_shown() -> None:
    text = "Pack these 12 things:\n\n" + "".join(f"- thing {letter}\n" for letter in "abcdefghijk")
    (finding,) = findings(text)
    assert [place.label for place in finding.related] == ["1", "2", "3", "4", "5", "11"]


@pytest.mark.parametrize("progress", ["after 3 of 4 rounds", "from 12 of 30 wards", "with 5 out of 9 heats sailed"])
def test_how_far_a_count_has_come_announces_nothing(progress: str) -> None:
    assert not findings(f"Standings {progress}:\n\n1. Lunt 68\n2. Marsh 70\n")


def test_both_has_no_figure_and_is_the_primary_place() -> None:
    (finding,) = findings("They tried both roads:\n\n- the pass\n- the gorge\n- the tunnel\n")
    assert finding.primary.text == "both"
    assert finding.message == "both roads are announced, and 3 follow"


@pytest.mark.parametrize(
    "text",
    [
        "Two things matter:\n\n1. Salt.\n\n   And pepper.\n\n2. Time.\n",
        "Two things matter:\n\n1. Salt.\n   - sea salt\n   - rock salt\n2. Time.\n",
        "Three things matter:\n\n1. Salt.\n2. Time.\n\n```\nboil\n```\n\n3. Heat.\n",
        "Three things matter:\n\n1. Salt.\n2. [Time](time.html).\n\n![A clock](clock.png)\n\nIt flies.\n\n3. Heat.\n",
        "We saw three groups:\n1) those who walk,\n2) those who ride,\nand 3) those who stay.\n",
        "Two things matter:\n\n- `salt`\n- `time`\n",
        "It takes three tools: the `loom`,\n          then the `reed` of the guild,\n          and finally a comb.\n",
        "It takes three tools: a loom, (for example the old one), a reed, and a comb.\n",
        "It takes three tools: `loom`, `reed`, and `comb`.\n",
        "Both halves count:\n\n- the first\n- the second\n",
        "# Five rules for a guest\n\n## 1. Knock\n\n## 2. Wipe\n\n## 3. Greet\n\n## 4. Sit\n\n## 5. Leave\n",
        "# Four rules\n\n## Host\n\n### 1. Cook\n\n### 2. Pour\n\n## Guest\n\n### 1. Eat\n\n### 2. Drink\n",
        "There are three doors. The first is red. It sticks. The second is blue. Finally, the third is a fake.\n",
        "He had two wishes. One was to sail. The other was to come home.\n",
        "It has three sizes: small, medium and large.\n",
        "It has two modes — fast and slow — and one lamp.\n",
        "She met two rivals: Ferro, the baker, and Quint.\n",
        "The train stops in two towns: Dover, Del., and Salem.\n",
        "They have two sons: Ivo, 12, and Max, 9.\n",
        "Two laws apply: the Weights and Measures Act and the Mills Act.\n",
        "Four colours sell best: red; blue; green; and black, and not white.\n",
    ],
)
def test_what_agrees(text: str) -> None:
    assert verdicts(text).get("agrees") or not findings(text)
    assert not shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "It has three sizes: small, medium, large and huge.\n",
        "It has three sizes: small and large.\n",
        "Two things matter:\n\n1. Salt.\n2. Time.\n\n```\nboil\n```\n\n3. Heat.\n",
        "We saw two groups:\n1) those who walk,\n2) those who ride,\nand 3) those who stay.\n",
        "There are two doors. The first is red. The second is blue. The third is a fake.\n",
        "There are two doors: first, the red one; second, the blue one; third, the fake.\n",
        "# Six rules for a guest\n\n## Rule 1: Knock\n\n## Rule 2: Wipe\n\n## Rule 3: Greet\n\n## Rule 4: Leave\n",
        "You have to open four gates as follows:\n\n* one in the east\n* one in the west\n* one in the north\n",
        "The following four towns voted:\n\n* Arn\n* Bel\n* Cor\n",
        "Two laws apply: the Weights Act, the Mills Act and the Fords Act.\n",
        "Four colours sell best: red; blue; and green.\n",
    ],
)
def test_what_is_shown(text: str) -> None:
    assert len(shown(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "He keeps three pets, including:\n\n- a cat\n- a hen\n",
        "He bought two boats: he loved the sea, the wind and the noise.\n",
        "The two-room flat has it all:\n\n- a bath\n- a stove\n- a view\n",
        "The hall seats at least 4 choirs:\n\n- one\n- two\n- three\n",
        "Of the 20 pupils 12 passed:\n\n- 7 girls\n- 5 boys\n",
        "She won 40 prizes for her roses:\n\n- the county medal\n- the ribbon of the mayor\n",
        "We need two hands to carry some of it:\n\n- the piano\n- the stove\n- the bed\n",
        "To mix two paints:\n\n- stir the first\n- pour the second\n- wait\n",
        "There are two doors:\n\n1. the red one\n2. the blue one\n3. Although they look old, both are new.\n",
        "Sign in two fields on the form:\n\n- your name\n- your town\n- the remaining fields stay empty\n",
        "We went to see three farms near the river for our report:\n\n- drink the milk\n- sleep\n- walk\n- write\n",
        "Here are a couple of ideas:\n\n- sing\n- dance\n- sleep\n",
        "The two boats leave at 10:30, the bus and the cart at 11:00.\n",
        "A, B and C are the three winners:\n\n- they ran\n- they swam\n",
        "The two firms met and agreed on several points:\n\n- the price\n- the day\n- the place\n",
        "It rained on three islands, and the crew wrote home: wet, cold, tired and far away.\n",
        "Three of us had the same wish: to eat and to sleep.\n",
        "Letters that pass two desks are treated as follows:\n\n- signed at both\n- signed at one\n- sent back\n",
        "The hall has 9 new features:\n\n- 4 lamps in the stalls\n- a box\n- 2 doors\n- a bench\n- a clock\n- a bell\n",
        "The following towns now have two gates for boats: Arn, Bel, and Cor.\n",
        "Kind: loom :: 3\nMaker: reed, wool, and ash\n",
        "See the guide for the various OAuth 2 flows:\n\n- web\n- mobile\n- old\n- server\n",
        "There are two kinds of nets:\n\tdrift.net\tolder, only for small and tiny boats\n",
    ],
)
def test_what_is_no_list_of_them(text: str) -> None:
    assert not shown(text)


@pytest.mark.parametrize(
    ("row", "fewest", "most", "plain"),
    [
        ("a hen, a cow and a pig", 3, 3, True),
        ("a hen, a cow, and a pig", 3, 3, True),
        ("a hen and a cow", 2, 2, True),
        ("hens and cows, and a pig", 2, 3, False),
        ("(a) hens, and cows; (b) pigs", 2, 2, True),
        ("hens; cows; pigs", 3, 3, True),
        ("hens (brown, white, red) and cows", 2, 2, True),
        ("“Hens, and Cows” and “Pigs”", 2, 2, True),
        ("hens, cows and pigs, which cost $1,200", 3, 3, False),
        ("one is old, one is dead and gone", 2, 3, False),
    ],
)
def test_reading_of_a_row(row: str, fewest: int, most: int, plain: bool) -> None:
    found = clause(row, 0, len(row))
    assert found is not None
    assert (found.fewest, found.most, found.plain) == (fewest, most, plain)


@pytest.mark.parametrize(
    "row", ["a hen", "", "hens, cows and so on", "all of them brown", "hens, cows, among others", "a, " * 5000]
)
def test_no_row(row: str) -> None:
    assert clause(row, 0, len(row)) is None


def test_another_language_is_left_alone() -> None:
    text = "---\nlang: de\n---\n\nWir haben three things:\n\n- a\n- b\n"
    assert not findings(text)


def test_many_lists_take_no_time() -> None:
    text = "There are two ways: by road, by rail and by boat. " * 300 + "\n\n" + "Two ways:\n\n- a\n- b\n\n" * 300
    assert verdicts(text) == {"agrees": 300, "contradicts": 300}
