"""A date of the title ("March 5", "May 2008") against the dates of the same month in the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from consistency.extraction import published
from consistency.figure import Figure
from consistency.grammar import dates
from consistency.grammar.lazy import pattern
from consistency.implied import times
from consistency.implied.body import Body, body_of
from consistency.relation import Article, Place, Proposal, said_once

ROLES = ("named", "printed")
OF_TEXT = True
_WEEK = timedelta(days=7)
"""So long before and after its own date an article says "Friday" or "tomorrow"."""
_TO_DAY = pattern(r"\s?(?:[-–—]|to|and|or|&|,)\s?(\d{1,2})(?![\d:.,]*\d)")
_OTHER_DAY = pattern(
    r"\b(?:put (?:off|back)|postponed|moved|planned|originally|(?:was|were) (?:due )?to|had been due|rescheduled|delayed|brought forward|"
    r"instead of|semi-?finals?|quarter-?finals?|by post|later)\b",
    re.IGNORECASE,
)
_COMPARED = pattern(
    r"\b(?:than|compared|versus|vs|against|since|between|relative to|last seen)\b|\bfrom\s+(?:(?:a|an|the|about|around|just|over|under|nearly)\s+)*"
    r"\W?(?:\d|$)|\b(?:on|over|before|until)\s+$",
    re.IGNORECASE,
)
"""In front of the month with which the headline's is compared, and which the body names alone."""
_BEGAN = pattern(
    r"\b(?:founded|established|set up|built|opened|launched|created|introduced|started|began|begun|born|formed|dates? (?:back|from)|"
    r"incorporated|registered|published)\b",
    re.IGNORECASE,
)
_LONG_AGO = 20
"""So many years before a dated title a year of the body belongs to a story of its own."""
_SET_OFF = pattern(r"(?:[,:(|]|\s[–—-])\s*(?:[A-Z][a-z]{2,5}day,?\s+)?$")
_SET_OFF_BEHIND = pattern(r"\)?(?:[,:|]|\s[–—-])\s")


class _Date(NamedTuple):
    """The parts of a date, 0 for each that is not said."""

    year: int
    month: int
    day: int


class _There(NamedTuple):
    """The words of a date in the body, and its figure; None where it is only implied."""

    text: str
    figure: Figure | None


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each date of the title of whose month the body names a day, or a year where no day is said.

    `values` are the number that must agree, the day or the year, as the title has it and as the body has it; where the
    body has several, the title's own if it is among them. The article's own date is none of the body's.
    """
    yield from said_once(_proposals(article))


def _proposals(article: Article) -> Iterator[Proposal]:
    titled = [article.figures[i] for number in sorted(article.titles) for i in article.by_block.get(number, ())]
    titled = [figure for figure in titled if figure.kind == "date" and _parts(figure.value).month]
    text, blocks = article.document.text, article.document.blocks
    titled = [figure for figure in titled if not times.OWN_DATE.search(text[blocks[figure.block].start : figure.at])]
    if not titled or _is_chronicle(article):
        return
    body = body_of(article)
    own = published(article.document)
    found = [(stated, _printed(body, stated, own)) for stated in titled]
    met = {_parts(stated.value).month for stated, printed in found if _named(stated) in printed}
    for stated, printed in found:
        named = _named(stated)
        same = named in printed
        # "Vote of March 5 moved to March 12" over an article in which it moves by a week, to "the 12th".
        told = _parts(stated.value).month in met or named in (rank for rank, _ in body.known.ranks)
        # "Market report, 3 May" is dated, and what its body dates is to come.
        to_come = _is_dateline(body, stated) and all(number > named for number in printed)
        if printed and (same or not (told or to_come or _is_near(stated, own))):
            nearest = min(printed, key=lambda number: abs(number - named))
            there = printed[nearest]
            yield Proposal(
                roles={},
                confidence="low" if _is_doubtful(body, stated, there) else "medium",
                evidence="a date of the same month, in the article",
                values={"named": named, "printed": nearest},
                places=(Place("named", "headline", stated.at, stated.till),),
                words={"date": stated.text, "printed_date": there.text},
            )


def _is_chronicle(article: Article) -> bool:
    """Whether its sections have dates of their own: the title's is then that of the first of them."""
    blocks = article.document.blocks
    return any(
        blocks[figure.block].kind == "heading" and figure.kind == "date" and _parts(figure.value).day
        for figure in article.figures
        if figure.block not in article.titles
    )


def _is_doubtful(body: Body, stated: Figure, there: _There) -> bool:
    """Whether the body's date may be another one than the title's: a plan that was changed, or where the title is dated by
    its month ("Minutes, April 2022") one that the body looks back to."""
    if there.figure is None:
        return False
    return _is_other_day(body, there.figure) or (not _parts(stated.value).day and _is_dateline(body, stated))


def _named(stated: Figure) -> int:
    """The day, or the year where no day is said."""
    said = _parts(stated.value)
    return said.day or said.year


def _parts(value: float) -> _Date:
    number = round(value)
    return _Date(number // 10_000, number // 100 % 100, number % 100)


def _is_dateline(body: Body, stated: Figure) -> bool:
    """Whether a mark sets the date off from the rest of its title, at the end or at the beginning."""
    block = body.article.document.blocks[stated.block]
    first = not body.text[block.start : stated.at].strip(" (")
    if first:
        return _SET_OFF_BEHIND.match(body.text, stated.till, block.end) is not None
    last = not body.text[stated.till : block.end].strip(" .)")
    return last and _SET_OFF.search(body.text[block.start : stated.at]) is not None


def _is_other_day(body: Body, there: Figure) -> bool:
    """Whether the clause of the body's date tells of a plan that was changed, or of another stage than the headline."""
    block = body.article.document.blocks[there.block]
    end = body.text.find(". ", there.at, block.end)
    start = max(block.start, body.text.rfind(". ", block.start, there.at) + 1)
    return _OTHER_DAY.search(body.text, start, end if end >= 0 else block.end) is not None


def _is_near(stated: Figure, own: str) -> bool:
    day, _ = dates.resolve(stated.value, own) if own else (None, False)
    return day is not None and bool(own) and abs(day - date.fromisoformat(own)) <= _WEEK


def _is_of_its_own(body: Body, stated: Figure, there: Figure) -> bool:
    """Whether a month of another year is one that the body compares with the headline's ("2.6% higher than in March 2024"),
    or in which something began that the headline is not about."""
    start, _ = body.article.sentence_of(there)
    if _COMPARED.search(body.text, start, there.at):
        title = body.article.document.blocks[stated.block].start
        return _COMPARED.search(body.text, title, stated.at) is None
    if _BEGAN.search(body.text, start, there.at):
        return True
    return _is_dateline(body, stated) and _parts(stated.value).year - _parts(there.value).year >= _LONG_AGO


def _printed(body: Body, stated: Figure, own: str) -> dict[int, _There]:
    """The days, or the years, that the body has of the month that is stated, each with its words."""
    said = _parts(stated.value)
    printed: dict[int, _There] = {}
    for figure in body.of(body.figures):
        if figure.kind != "date":
            continue
        there = _parts(figure.value)
        if there.month != said.month or _is_own(there, own):
            continue
        if said.day and there.day:
            printed.setdefault(there.day, _There(figure.text, figure))
            # "3 May and 4 June" is no "May 3 and 4".
            last = _TO_DAY.match(body.text, figure.till) if figure.text[-1].isdigit() else None
            for day in range(there.day, int(last[1]) + 1 if last else there.day):
                printed.setdefault(day, _There(figure.text + last[0] if last else figure.text, figure))
        elif not said.day and there.year and (there.year == said.year or not _is_of_its_own(body, stated, figure)):
            printed.setdefault(there.year, _There(figure.text, figure))
    if not said.day and said.year in body.known.years and printed:
        printed.setdefault(said.year, _There(str(said.year), None))
    return printed


def _is_own(there: _Date, own: str) -> bool:
    return bool(own) and there == (int(own[:4]), int(own[5:7]), int(own[8:]))
