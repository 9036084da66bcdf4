"""The headline against its body: what counts as support, and what must not support itself."""

from __future__ import annotations

import time

import pytest

from consistency import engine, rulebook
from consistency.extraction import extract
from consistency.findings import Finding
from consistency.proposers import headline
from consistency.readers import read_text
from consistency.relation import Article

RULES = rulebook.load(select=["headline"])


def found(text: str, suffix: str = ".md", show: str = "warning") -> list[Finding]:
    report = engine.check([], rulebook=RULES, texts={f"article{suffix}": text})
    return [finding for finding in report.shown(show) if finding.rule != "headline-name"]


SUPPORTED = {
    "a change": ("Profit up 20%", "Profit rose from $100 million to $120 million."),
    "a fall": ("Sales down a quarter, or 25%", "Sales fell from $80 million to $60 million."),
    "a worded fall": ("Sales fall by a quarter", "Sales fell from $80 million to $60 million."),
    "a share": ("40% of pupils ill", "Of the 300 pupils, 120 pupils stayed at home."),
    "a difference": ("Shop loses 14 clerks", "The shop went from 40 clerks to 26 clerks in May."),
    "a sum": ("Town plants 75 trees", "It planted 30 trees in May. In June 45 trees followed."),
    "an ordinal in words": ("The 3rd Bridge Opens", "The third bridge over the river opened on Friday."),
    "a compound ordinal": ("22nd Fair Begins", "The twenty-second fair begins in the old hall with 3 bands."),
    "a number in a name": ("Big 3 Meet", "The Big Three met in 2 rooms."),
    "years since": ("After 31 Years, Road Opens", "Published 3 May 2021\n\nThe road was planned in 1990 for 400 cars."),
    "a decade": ("Mill Idle for 10 Years", "The mill stood idle for a decade, and 40 workers left."),
    "years ago": ("The 1999 Flood", "Published 3 May 2019\n\nThe flood came 20 years ago and took 12 houses."),
    "the end of a range": ("Storm fells 100 oaks", "It felled an estimated 90 to 100 oaks."),
    "Title Case with number words": ("Fourteen Schools Close for Good", "In all, 14 schools will close."),
}
UNSUPPORTED = {
    "another change": ("Profit up 30%", "Profit rose from $100 million to $120 million."),
    "another share": ("60% of pupils ill", "Of the 300 pupils, 120 pupils stayed at home."),
    "a sum of different things": ("Crash hurts 21", "The crash hurt 12 drivers. Some 9 cars burned."),
    "a thing for a duration": ("Riders wait 3 hours", "The riders sat in three carriages for 7 hours."),
    "a half for fifty": ("50 houses burn", "The fire took 5 houses and half of the barns."),
}


@pytest.mark.parametrize("name", SUPPORTED)
def test_supported(name: str) -> None:
    title, body = SUPPORTED[name]
    assert not found(f"# {title}\n\n{body}\n")


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_unsupported(name: str) -> None:
    title, body = UNSUPPORTED[name]
    assert [finding.rule for finding in found(f"# {title}\n\n{body}\n")] == ["headline-figure"]


def test_a_title_does_not_support_itself() -> None:
    page = "<title>500 jobs</title><h1>500 jobs</h1><p>The mill will cut 600 jobs.</p><h1>Related</h1>"
    assert [finding.primary.text for finding in found(page, ".html")] == ["500", "500"]


def test_front_matter_and_heading_do_not_support_each_other() -> None:
    texts = [finding.primary.text for finding in found("---\ntitle: 500 jobs\n---\n\n# 500\n\nIt will cut 600 jobs.\n")]
    assert texts
    assert set(texts) == {"500"}


def test_a_block_that_repeats_the_title_is_no_support() -> None:
    page = "<title>500 jobs go</title><h2>500 Jobs go.</h2><p>The mill will cut 600 jobs.</p>"
    assert [finding.primary.text for finding in found(page, ".html")] == ["500"]


def test_the_number_of_another_noun_is_a_note() -> None:
    text = "# Chain to cut 900 jobs\n\nThe chain runs 900 shops. It will cut 1,200 jobs by May.\n"
    assert not found(text)
    assert [(note.rule, note.severity) for note in found(text, show="note")] == [("headline-noun", "note")]
    assert not found(text.replace("900 jobs", "1,200 jobs"), show="note")


def test_very_many_figures() -> None:
    body = "\n\n".join(f"In hall {n % 40} they counted {n:,} bees and ${n + 1:,} of debt." for n in range(1001, 7001))
    bees = " ".join(f"{n:,} bees," for n in range(30_001, 30_301))
    document = read_text("article.md", f"# Hives hold {bees} at last\n\n{body}\n")
    article = Article(document, extract(document))
    start = time.perf_counter()
    proposals = list(headline.propose(article, {}))
    assert time.perf_counter() - start < 10
    assert len(proposals) == 300
    # However long the body, the judge is given a handful of candidates for each figure.
    assert max(len(proposal.roles["candidates"]) + len(proposal.values) for proposal in proposals) < 500
