"""Sums told in two currencies: each implies a rate, and the rates of one article have to be one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from consistency.figure import Figure
from consistency.grammar import asides
from consistency.relation import Article, Proposal

ROLES = ("sum", "other", "same", "again", "least", "most")
OF_TEXT = True
SETTINGS = {"drift": "number"}

_DRIFT = 0.08
"""How far the rates of two days of one story may lie apart, and a rate be rounded before it is used."""
_ROUNDED = 0.05
_REACH = 12
"""Among how many figures on either side the years of a sentence are looked for."""
_PLAIN = ("none", "about", "nearly", "just over")


class _Statement(NamedTuple):
    """A sum by the index of its figure, and the index of the same sum in another currency."""

    sum: int
    other: int
    rate: float


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each statement of a pair of currencies but the one of the middle rate, with which it is compared.

    `values` tell how many times the sum of that one this sum is, at least and at most: so many times the other currency
    has to be there, too.
    """
    drift = settings.get("drift", _DRIFT)
    slack = 1 + (drift if isinstance(drift, float) else _DRIFT)
    for statements in _statements(article).values():
        middle = sorted(statements, key=lambda one: one.rate)[len(statements) // 2]
        for one in statements:
            if one is not middle and _of_one_time(article, one.sum, middle.sum):
                yield _proposal(article, middle, one, slack)


def _proposal(article: Article, middle: _Statement, one: _Statement, slack: float) -> Proposal:
    a, b = article.figures[one.sum], article.figures[middle.sum]
    least = (a.value - _rounding(a)) / (b.value + _rounding(b)) / slack
    most = (a.value + _rounding(a)) / (b.value - _rounding(b)) * slack
    return Proposal(
        {"sum": (one.sum,), "other": (one.other,), "same": (middle.sum,), "again": (middle.other,)},
        "high",
        "two sums in the same two currencies",
        values={"least": least, "most": most},
    )


def _rounding(figure: Figure) -> float:
    """What the last digit may hide; of a sum that is converted it is hardly more than a twentieth."""
    return min(figure.grain / 2, _ROUNDED * figure.value)


def _statements(article: Article) -> dict[tuple[str, str], list[_Statement]]:
    """The sums in two currencies, by the pair of them; the pair's first in the alphabet is the sum."""
    found: dict[tuple[str, str], list[_Statement]] = {}
    figures, text = article.figures, article.document.text
    for block, indices in article.by_block.items():
        if article.document.blocks[block].kind == "cell" or len(indices) < 2:
            continue
        for aside in asides.find(text, figures, indices):
            pair = (aside.first, aside.second)
            if not all(_is_sum(figures[index]) for index in pair) or not _same_again(aside, figures[aside.second]):
                continue
            first, second = sorted(pair, key=lambda index: figures[index].unit)
            a, b = figures[first], figures[second]
            if a.unit != b.unit:
                found.setdefault((a.unit, b.unit), []).append(_Statement(first, second, b.value / a.value))
    return found


def _is_sum(figure: Figure) -> bool:
    """Whether the figure is one amount of money in a currency, and not a rate, a range or an open bound."""
    one = figure.value_to is None and figure.hedge in _PLAIN and figure.value > 0
    return figure.kind == "money" and one and len(figure.unit) == 3 and figure.unit.isupper()


def _same_again(aside: asides.Aside, second: Figure) -> bool:
    if aside.how == asides.BRACKETS:
        return aside.closed and aside.words <= 3
    if aside.how == asides.COMMA:
        return aside.closed and second.hedge != "none"
    return aside.how in (asides.OR, asides.EQUAL, asides.SLASH)


def _of_one_time(article: Article, first: int, second: int) -> bool:
    years = _years(article, first)
    return years == _years(article, second) and len(years) <= 1


def _years(article: Article, index: int) -> set[int]:
    """The years of which the sentence of a figure speaks."""
    figure = article.figures[index]
    block = article.by_block[figure.block]
    mates = article.figures[max(block.start, index - _REACH) : min(block.stop, index + _REACH + 1)]
    named = (mate for mate in mates if mate.sentence == figure.sentence and mate.kind in ("year", "date"))
    return {round(mate.value) // (10_000 if mate.kind == "date" else 1) for mate in named}
