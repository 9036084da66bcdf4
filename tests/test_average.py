"""Averages with their total and their number, wherever the three stand in a paragraph."""

from __future__ import annotations

from itertools import permutations

import pytest

from consistency import engine, rulebook
from consistency.extraction import extract
from consistency.proposers import average
from consistency.readers import read_text
from consistency.relation import Article, Proposal

RULES = rulebook.load(select=["average"])
THREE = ("The parish kept 25 bells.", "Repairs came to a total of $75,000.", "The average cost was $3,000.")


def proposals(text: str) -> list[Proposal]:
    document = read_text("article.md", text)
    return list(average.propose(Article(document, extract(document)), {}))


def verdicts(text: str) -> list[str]:
    report = engine.check([], rulebook=RULES, texts={"article.md": text})
    return [str(verdict) for verdict in report.relations["verdict"]]


@pytest.mark.parametrize("order", list(permutations(THREE)))
def test_the_three_stand_in_any_order(order: tuple[str, ...]) -> None:
    assert verdicts(" ".join(order)) == ["agrees"]
    assert verdicts(" ".join(order).replace("$3,000", "$4,000")) == ["contradicts"]


@pytest.mark.parametrize(
    "text",
    [
        "The guild gave 12,600 euros in all to 42 painters, 300 euros on average.",
        "The guild paid a total of 12,600 euros to 42 painters, an average of 300 euros per painter.",
        "Total expenditure for 42 paintings amounts to 12,600€ and the average fee is 300€.",
        "The guild spent 12,600 euros on 42 frames, averaging 300 euros.",
        "The 42 fields cover 12,600 hectares in total. The average field has 300 hectares.",
        "Prices differ. The average price was $300 for the 42 lamps; sales totalled $12,600.",
    ],
)
def test_many_wordings(text: str) -> None:
    assert verdicts(text) == ["agrees"]


@pytest.mark.parametrize(
    "text",
    [
        "The firm has 42 shops. Total costs were $12,600, and the average wage was $900.",
        "The firm has 42 shops. Total costs were $12,600, $900 on average per clerk.",
        "The firm has 42 shops and 17 vans. Total costs were $12,600, with an average cost of $900.",
        "The 42 shops took a total of $12,600, more than the average of $900 in the south.",
        "The 42 shops took a total of $12,600; the average was $900 a year earlier.",
        "The five-day average of new cases is 900. A total of 12,600 people in 42 wards fell ill.",
        "Cuts mean 42 jobs and total savings of $12,600.",
        "The average is $300.",
    ],
)
def test_what_is_no_average_of_that_total(text: str) -> None:
    assert proposals(text) == []


def test_of_two_numbers_the_one_that_is_named() -> None:
    (proposal,) = proposals(
        "The firm bought 42 vans and 7 carts. The vans cost $12,600 in total, $300 each on average."
    )
    assert "van" in proposal.evidence


def test_far_away_sentences_do_not_count() -> None:
    assert not proposals(f"{THREE[0]} It rained. It snowed. It froze. {THREE[1]} {THREE[2]}")
