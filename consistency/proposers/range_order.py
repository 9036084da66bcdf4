"""Ranges that are written with their larger end first: "between 50 and 40".

Extraction puts the ends of a range in order, so the printed order is read from the words again. A range that goes down is
often none: a change ("from 12 to 8"), a row of values that falls, a scale below zero, years that are counted backwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from consistency.figure import Figure
from consistency.grammar import number_words
from consistency.grammar.lazy import pattern
from consistency.grammar.moments import is_before_christ
from consistency.relation import Article, Proposal

ROLES = ("range", "first", "last")
OF_TEXT = True
KINDS = ("count", "money", "percent", "point", "measure", "duration", "age")
SCALES = (1.0, 1e2, 1e3, 1e5, 1e6, 1e7, 1e9, 1e12)

_END = pattern(r"\d[\d,]*(?:\.\d+)?|\b[A-Za-z]+")
_BETWEEN = pattern(r"(?:\b|^)between\b", re.IGNORECASE)
# "between 10-year and 2-year bonds" are two things of their own.
_OTHER = pattern(
    r"±|\+/|\d\s-\s\d|\d-[a-z]+\s+and\s+\d[\d,.]*-[a-z]|\d\s*/\s*\d|[-−–]\s*\d[\d,.]*\D+[-−–]\s*\d|\b(?:minus|or|half|third|quarter)\b",
    re.IGNORECASE,
)
_CHANGE = pattern(
    r"\b(?:from|rang\w+|fall\w*|fell|drop\w*|cut\w*|reduc\w+|lower\w*|declin\w+|down|decreas\w+|shr[aiu]nk\w*|slip\w*|count\w*|"
    r"los[et]\w*|w[oi]n\w*|beat\w*|defeat\w*|lead\w*|vote\w*|scor\w+|ratio|odds|go\w*|went|chang\w+|mov\w+|shift\w*|ahead|by|pages?)\b",
    re.IGNORECASE,
)
_AGO = pattern(r"ago\b|before\s(?:the\s)?present\b|BP\b")
_LOST = pattern(r"\b(?:los[et]\w*|shed\w*|dropp?\w*|declin\w+)\s(?:by\s)?$", re.IGNORECASE)
_FROM = pattern(r"from\b", re.IGNORECASE)
# With a unit at its first end ("46% to 24%") a pair is as often two sides, or a change.
_CLOSE = pattern(r"(?<![\w.,])(?:\d[\d.,]*|[a-z]+)\s?(?:to|[-–])\s?\W?(?:\d|[a-z])", re.IGNORECASE)
_JOINED = pattern(r"\s?(?:to|–)\s?|-")  # with blanks around it, a hyphen is a minus sign
_REACH = 48
_DAY = 24
_OLD = 1000
"""From how many years on an age is that of a find, not of somebody."""


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each range of running text whose printed ends can be told apart; `values` are the ends as printed.

    What is joined like a range and falls ("12 to 8 hours") is read as two figures, and is proposed with both.
    """
    text = article.document.text
    for index, figure in enumerate(article.figures):
        if figure.kind not in KINDS or figure.kind_of_block == "cell" or figure.quoted or figure.value < 0:
            continue
        between = False
        ends: tuple[float, float] | None = None
        places: tuple[int, ...] = (index,)
        if figure.value_to is not None:
            printed = text[figure.at : figure.till]
            between = _BETWEEN.search(printed) is not None
            range_like = between or (_CLOSE.search(printed) is not None and _FROM.search(printed) is None)
            ends = _ends(printed, figure) if range_like and not _OTHER.search(printed) else None
        elif index + 1 < len(article.figures) and _falls(text, figure, article.figures[index + 1]):
            ends, places = (figure.value, article.figures[index + 1].value), (index, index + 1)
        if ends is None or (not between and _is_change(text, figure)):
            continue
        lost = ends[0] > ends[1] and _LOST.search(text, max(0, figure.at - _REACH), figure.at)
        if lost or _counts_back(article.figures[places[-1]]) or (between and _are_hours(figure, ends)):
            continue
        yield Proposal(
            roles={"range": places},
            confidence="high" if between else "medium",
            evidence='"between"' if between else "joined as a range",
            values={"first": ends[0], "last": ends[1]},
            words={
                "printed": " ".join(text[figure.at : article.figures[places[-1]].till].split()),
                "help": "the smaller end first, or another figure",
            },
        )


def _are_hours(figure: Figure, ends: tuple[float, float]) -> bool:
    """Whether the ends may be hours of the clock, past noon or midnight: "between 10 and 5"."""
    return figure.kind == "count" and not figure.head and max(ends) <= _DAY


def _counts_back(figure: Figure) -> bool:
    """Whether the range that ends with the figure is one of past time: "201 to 145 million years ago", "336-323 BC"."""
    found = figure.kind == "age" and figure.value >= _OLD
    return found or _AGO.match(figure.after) is not None or is_before_christ(figure)


def _falls(text: str, figure: Figure, following: Figure) -> bool:
    """Whether two figures of one unit are joined like a range and fall."""
    return (
        following.value_to is None
        and following.kind in KINDS
        and (figure.unit == following.unit != "" or (figure.kind == "age" and following.kind == "count"))
        and figure.hedge == following.hedge == "none"
        and figure.value > following.value > 0
        and _JOINED.fullmatch(text, figure.till, following.at) is not None
        and figure.text[-1:].isdigit()  # "60 percent to 30 percent" are two sides
        and _numbers(figure.text) > _numbers(following.text)
    )


def _is_change(text: str, figure: Figure) -> bool:
    """Whether the words in front tell of a change, a row or a score rather than a range."""
    left = text[max(0, figure.at - _REACH) : figure.at].rpartition(". ")[2]
    return figure.kind == "count" or _CHANGE.search(left) is not None


def _ends(printed: str, figure: Figure) -> tuple[float, float] | None:
    """The ends in the order in which they are printed; None where the words do not tell which is which."""
    numbers = _numbers(printed)
    if len(numbers) != 2 or figure.value_to is None or figure.value == figure.value_to:
        return None
    up = _may_be(numbers[0], figure.value) and _may_be(numbers[1], figure.value_to)
    down = _may_be(numbers[0], figure.value_to) and _may_be(numbers[1], figure.value)
    if up == down:
        return None
    return (figure.value, figure.value_to) if up else (figure.value_to, figure.value)


def _numbers(printed: str) -> list[float]:
    """The numbers in the words of a figure, without what scale words make of them."""
    numbers = []
    for found in _END.finditer(printed):
        if found[0][0].isdigit():
            numbers.append(float(found[0].replace(",", "")))
        elif (
            (number := number_words.read(printed, found.start())) is not None
            and not number.scaled
            and not number.fraction
        ):
            numbers.append(number.value)
    return numbers


def _may_be(printed: float, value: float) -> bool:
    """Whether the printed number, perhaps with a scale word behind it, is the value."""
    return any(abs(printed * scale - value) <= 1e-9 * abs(value) for scale in SCALES)
