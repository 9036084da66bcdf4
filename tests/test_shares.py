"""Shares: a percentage against its part and its whole, a base in an earlier sentence, and shares of one whole."""

from __future__ import annotations

import time

import pytest

from consistency import engine, rulebook
from consistency.extraction import extract
from consistency.proposers import one_whole, stated_base
from consistency.readers import read_text
from consistency.relation import Article, Proposal

RULES = rulebook.load(select=["shares"])


def rules(text: str, name: str = "article.md") -> list[str]:
    return [finding.rule for finding in engine.check([], rulebook=RULES, texts={name: text})]


def agreeing(text: str) -> dict[str, int]:
    """How many relations of each rule agree."""
    by_rule = engine.check([], rulebook=RULES, texts={"article.md": text}).by_rule
    return {rule: tally["agrees"] for rule, tally in by_rule.items() if tally["agrees"]}


def article(text: str) -> Article:
    document = read_text("article.md", text)
    return Article(document, extract(document))


def proposals(text: str) -> list[Proposal]:
    """The rows of shares of one whole, as the rule's own settings have them."""
    rule = next(rule for rule in RULES.rules if rule.name == "shares-of-one-whole")
    return list(one_whole.propose(article(text), rule.settings))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The frost killed 18 of the 45 vines (40 percent).", "60 percent"),
        ("The frost killed 40 percent of the vines (18 of 45).", "18 of 54"),
        ("The frost killed 18 vines, or 40 percent of the 45 on the slope.", "14 percent"),
        ("The frost killed 18 vines, which represents 40 percent of the farm's 45 plants.", "44 percent"),
        ("The slope has 45 vines. Of these, 18 (40 percent) froze.", "14 percent"),
        ("We counted: 18 / 45 = 40 percent.", "44 percent"),
    ],
)
def test_a_share_beside_its_part_and_whole(text: str, wrong: str) -> None:
    assert agreeing(text) == {"share-of-whole": 1}
    assert not rules(text)
    printed = "18 of 45" if "of" in wrong else "40 percent"
    assert rules(text.replace(printed, wrong)) == ["share-of-whole"]


LIST = """The kennel took in 320 dogs last year. It looks after cats, too.

- 80 (25%) were given away
- 128 (40%) went home
- 112 (35%) are still here
"""


def test_the_base_above_a_list() -> None:
    assert agreeing(LIST)["share-of-stated-base"] == 3
    assert not rules(LIST)
    assert rules(LIST.replace("40%", "14%")) == ["share-of-stated-base"]
    assert rules(LIST.replace("128", "182")) == ["share-of-stated-base"]


NESTED = (
    "The form went to 800 growers. In all 600 growers (75%) wrote back. Of the varieties that they named, 480 (80%) are "
    "old, 120 (20%) are new and 96 (16%) are lost."
)


def test_a_base_may_be_a_share_itself() -> None:
    assert agreeing(NESTED) == {"share-of-stated-base": 4}
    assert not rules(NESTED)
    assert rules(NESTED.replace("20%", "60%")) == ["share-of-stated-base"]


def test_shares_of_no_stated_base_are_left_alone() -> None:
    assert not rules("The kennel has 9 keepers. It had 80 (25%) dogs given away, and 12 (44%) cats.")
    assert not list(stated_base.propose(article("Sales fell by 80 (25%) to 240. The shop has 320 clients."), {}))


def test_one_share_and_one_earlier_figure_of_the_same_things() -> None:
    text = "The council got 320 letters. Few were kind. In the end 80 letters (25%) were read out."
    assert agreeing(text) == {"share-of-stated-base": 1}
    assert rules(text.replace("25%", "35%")) == ["share-of-stated-base"]
    assert not rules(text.replace("80 letters (25%)", "80 parcels (35%)"))


@pytest.mark.parametrize(
    ("text", "exhaustive"),
    [
        ("Of the shops 52 percent saw sales rise, 32 percent saw them fall and 16 percent saw no change.", True),
        ("The crowd was 46% male and 54% female.", True),
        ("Some 12% use a helmet and 88% do not.", True),
        ("Chart: 31% less than an hour, 45% one to five hours, 24% more than five hours.", True),
        ("Some 40% liked red, 35% blue, and 25% had no opinion.", False),
        ("In all 61 percent were for the bridge and 39 percent against it.", False),
        ("The land is divided between 61% forest and 39% meadow.", False),
    ],
)
def test_what_makes_shares_one_whole(text: str, exhaustive: bool) -> None:
    (proposal,) = proposals(text)
    assert proposal.partial is not exhaustive
    assert agreeing(text) == {"shares-of-one-whole": 1}


@pytest.mark.parametrize(
    "text",
    [
        "Some 60 percent read, 45 percent knit and 30 percent sing.",
        "Support is 52 percent among men and 61 percent among women, with 9 percent undecided.",
        "In May 61 percent were for the bridge, compared with 52 percent against it in June.",
        "Rents rose 12 percent in the north, fell 4 percent in the south and 3 percent of them did not change.",
        "About 60 percent gain less than 5 percent, and 20 percent lose more than 5 percent.",
        "The unemployment rate is 12% male and 9% female.",
        "Half of those asked had no opinion. Some 70 percent were asked in May.",
    ],
)
def test_what_makes_no_whole(text: str) -> None:
    assert not proposals(text)


ROWS = (
    "Of the paper 71% is burnt and 29% is pulped. Of the glass 53% is burnt and 47% is pulped. "
    "Of the wood 33% is burnt and 67% is pulped."
)


def test_a_sentence_beside_others_that_come_to_all() -> None:
    assert agreeing(ROWS) == {"shares-of-one-whole": 3}
    assert rules(ROWS.replace("67%", "76%")) == ["shares-of-one-whole"]
    assert not rules(ROWS.replace("67%", "76%").replace("47%", "74%"))
    # With other words it says something else.
    assert not rules(ROWS.replace("33% is burnt and 67% is pulped", "33% was sold by weight and 20% by bale"))


def test_words_beside_their_percentage() -> None:
    text = "Nearly half of the hives (47 percent), over a third of the farms (36 percent) and one in five shops (20 percent)."
    assert agreeing(text) == {"share-below-fraction": 1, "share-above-fraction": 1, "share-in-words": 1}
    assert rules(text.replace("47", "57")) == ["share-below-fraction"]
    assert rules(text.replace("36", "26")) == ["share-above-fraction"]
    assert rules(text.replace("20", "29")) == ["share-in-words"]


def test_about_one_percent_is_no_closer_than_one_percent() -> None:
    assert not rules("Some 304 people, about 1% of the town's 26,965 residents, work there.")
    assert rules("Some 304 people, about 2% of the town's 26,965 residents, work there.") == ["share-of-whole"]


@pytest.mark.parametrize("piece", ["45% yes, 38% no and ", "60 (25%) came, ", "Of these 40% rose and 60% fell. "])
def test_very_many_shares_take_no_time(piece: str) -> None:
    long = article("Of the 240 answers " + piece * 5_000 + "17% were blank.")
    rule = next(rule for rule in RULES.rules if rule.name == "shares-of-one-whole")
    started = time.perf_counter()
    list(one_whole.propose(long, rule.settings))
    list(stated_base.propose(long, {}))
    assert time.perf_counter() - started < 3
