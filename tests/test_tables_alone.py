"""An article that is a table and nothing else: who has something to say about it, and who is not asked."""

from __future__ import annotations

import importlib

import pytest

from consistency import proposers, readers, rulebook
from consistency.binding import Binder
from consistency.extraction import extract
from consistency.relation import Article

TABLE = """<table>
<tr><th>Ferry</th><th>2018</th><th>2019</th><th>Share of 2019</th><th>First trip</th></tr>
<tr><td>Northern line</td><td>1,204</td><td>1,310 of 1,400</td><td>52.4%</td><td>Monday, 4 June 2018</td></tr>
<tr><td>Island line, 12 to 8 hours, aged 40</td><td>846</td><td>990</td><td>39.6%</td><td>20th century (1905)</td></tr>
<tr><td>Night line: $2 million (2,000,000)</td><td>150</td><td>200</td><td>8.0%</td><td>10 years ago</td></tr>
<tr><td>Total</td><td>2,200</td><td>2,500</td><td>100%</td><td>two (3) in 2019, 833 on average</td></tr>
</table>
"""


@pytest.fixture
def table_alone() -> Article:
    document = readers.read_text("ferries.html", TABLE)
    return Article(document, extract(document))


@pytest.mark.parametrize("name", proposers.names())
def test_a_proposer_of_text_or_words_says_nothing_about_it(name: str, table_alone: Article) -> None:
    module = importlib.import_module(f"consistency.proposers.{name.replace('-', '_')}")
    if getattr(module, "OF_TEXT", False) or getattr(module, "OF_WORDS", False):
        assert not list(module.propose(table_alone, {}))


def test_the_others_are_asked(table_alone: Article) -> None:
    assert not table_alone.has_prose
    binder = Binder(rulebook.load())
    assert {rule.propose for rule, _ in binder.of_cells} >= {"tables", "derived-line", "weekday", "same-cell"}
    assert {rule.propose for rule, _ in binder.of_tables} > {rule.propose for rule, _ in binder.of_cells}
    found = {bound.rule.name for bound in binder.propose(table_alone, "en", lambda rule, message: None)}
    assert {"table-total", "weekday-of-date"} <= found


def test_one_figure_of_text_is_enough_for_all_to_be_asked() -> None:
    text = "<p>Of the 60 pilots, 75 are on leave.</p>" + TABLE
    document = readers.read_text("ferries.html", text)
    article = Article(document, extract(document))
    assert article.has_prose
    found = list(Binder(rulebook.load()).propose(article, "en", lambda rule, message: None))
    blocks = {
        article.document.blocks[article.figures[i].block].kind
        for b in found
        for r in b.proposal.roles.values()
        for i in r
    }
    assert blocks == {"paragraph", "cell"}
