"""Parts and wholes: what the rules of that pack read, over sentences and lists, and what they leave alone."""

from __future__ import annotations

import time

import pytest

from consistency import engine, rulebook

RULES = rulebook.load(select=["parts"])


def relations(text: str) -> list[tuple[str, str, str]]:
    """The rule, the verdict and the words of each relation about the text."""
    report = engine.check([], rulebook=RULES, texts={"article.md": text})
    return [(one.rule, one.verdict, one.sentence) for one in report.tested if one.kept]


def found(text: str) -> list[tuple[str, str]]:
    report = engine.check([], rulebook=RULES, texts={"article.md": text})
    return [(finding.rule, finding.severity) for finding in report.findings]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("She sold 14 of the farm's 25 mules.", "14 ≤ 25"),
        ("He said that of the remaining 25 mules, 14 were sold.", "14 ≤ 25"),
        ("“Of 25 mules, 14 were sold,” he said.", "14 ≤ 25"),
        ("We drove 14 mules out of a planned 25.", "14 ≤ 25"),
        ("There were 25 mules, all of them old. Of those, 14 were sold.", "14 ≤ 25"),
        ("The farm keeps 25 mules in the valley, with 14 of them in foal.", "14 ≤ 25"),
        ("They bought 14 more mules, bringing the herd to 25.", "14 ≤ 25"),
        ("They bought 4 mules and 3 oxen, bringing the total to 25.", "4 + 3 ≤ 25"),
        ("The farm has 25 mules (14 in foal, 11 too young).", "14 + 11 = 25"),
        ("Fire took 25 mules — 14 in the stable and 11 on the hill — and a cart.", "14 + 11 = 25"),
        ("All 25 mules were sold: 14 to the army and 11 to the mill.", "14 + 11 = 25"),
        ("They sold 14 mules and 11 oxen. That makes a total of 25 beasts.", "14 + 11 = 25"),
        ("Of the 25 mules, 14 were sold, nine died and two ran off.", "14 ≤ 25"),
        ("The farm had 25 mules. It sold 14 of them to the army and the other 11 to the mill.", "14 + 11 = 25"),
        ("It had 25 mules in May. It sold 14 in June. This left 11 for the harvest.", "14 + 11 = 25"),
        ("It had 25 mules. Thieves took 14 at night. The remaining 11 were sold.", "14 + 11 = 25"),
        ("The vet saw 14 mules in May and another 11 in June, for a total of 25.", "14 + 11 = 25"),
    ],
)
def test_what_agrees(text: str, sentence: str) -> None:
    assert sentence in [words for _, verdict, words in relations(text) if verdict == "agrees"]


@pytest.mark.parametrize(
    "text",
    [
        "The cost of the 25 mules, 900 in all, fell.",
        "He put 30 sacks on top of the 25 others.",
        "The two farms, including a 40-acre orchard, were sold.",
        "He keeps one mule with 25 hens.",
        "The army needs 30 mules, not 25. It has 14 of its own.",
        "They met 12 farmers of the 4 valleys.",
        "The stalls (2 and 7) hold 25 mules.",
        "Of the farm of one valley, 25 mules were sold.",
        "He sold 14 mules in May and 11 oxen in June, bringing the total since spring to 61.",
        "Of the 25 mules, 14 are brown; 13 are lame.",
    ],
)
def test_what_is_no_slip(text: str) -> None:
    assert found(text) == []


def test_a_possessive_is_not_what_a_figure_counts() -> None:
    assert found("They kept 14 of the nation's 12 mules.") == [("parts-within-whole", "error")]


def test_parts_of_a_sum_may_be_of_several_sorts() -> None:
    assert found("They bought 43 mules and 31 oxen, bringing the total to 61.") == [("new-total", "error")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("Sold:\n\n- Oats: $90\n- Hay: $35\n- Total: $125", []),
        ("Sold:\n\n- Oats: $90\n- Hay: $35\n- **Total:** $135", [("list-total", "error")]),
        ("Sold:\n\n- Oats - 90 sacks\n- Hay - 35 sacks\n- In all 125 sacks", []),
        ("The 48 pens are split between:\n\n- 31 for mules\n- 27 for oxen", [("list-total", "error")]),
        ("The 48 pens are split between:\n\n- 31 for mules\n- oxen\n- 27 for goats", []),
        ("We saw 48 pens:\n\n- 31 in the valley\n- 27 in the hills", [("list-total", "note")]),
        ("We saw 48 pens:\n\n- 31 in the valley\n- 7 in the hills", []),
        ("We saw 48 pens:\n\n- 31 were clean\n- 27 were full", []),
        ("We saw 2 pens:\n\n- 31 mules in the valley\n- 27 mules in the hills", []),
        ("Sold:\n\n- Oats: $90\n- Subtotal: $90\n- Hay: $35\n- Total: $125", []),
    ],
)
def test_the_total_of_a_list(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


def test_long_texts_take_time_in_proportion() -> None:
    sentence = "Of the 12 boats, 3 sank and 4 lost men, leaving 5 of them. The other 9, with 2 new ones, make 11. "
    taken = []
    for times in (100, 400):
        start = time.perf_counter()
        found(sentence * times)
        taken.append(time.perf_counter() - start)
    assert taken[1] < 12 * taken[0]
