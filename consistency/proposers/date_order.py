"""Two moments in the order in which they have to be: from and to, birth and death, opening and closing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.grammar.moments import DAY, MONTH, YEAR, Moment, Stretch, in_words, moment, stretches
from consistency.relation import Article, Proposal

ROLES = ("first", "last", "start", "end")
OF_TEXT = True

_FROM = pattern(
    r"\bfrom\s+(?:about\s|the\s|early\s|late\s|mid-?\s?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?$",
    re.IGNORECASE,
)
# "the deadline was moved from 2027 to 2025", "prices fell from 2015 to 1990": no stretch of time.
_MOVED = pattern(
    r"\b(?:brought|bring\w*|mov\w+|push\w*|postpon\w+|delay\w*|shift\w*|chang\w+|advanc\w+|revis\w+|reschedul\w+|"
    r"accelerat\w+|amend\w*|alter\w*|correct\w*|updat\w+|cut|lower\w*|switch\w*|back|backwards?|forward|down|up|"
    r"ris\w+|rose|fell|fall\w*|dropp?\w*|declin\w+|increas\w+|grew|grow\w*|climb\w*|jump\w*|slid\w*|slump\w*|earlier|"
    r"date|deadline|target|edition|version|model|vintage|travel\w*)\b[^.;:,]{0,30}$",
    re.IGNORECASE,
)
_BORN = pattern(r"\b(?:born|b\.)\W[^.;()]{0,40}$", re.IGNORECASE)
_DIED = pattern(
    r"[^()]{0,80}?\b(?:died|d\.|dies|dead|was\s(?:killed|murdered|executed|buried))\s?(?:[^.;()\d]{0,40})",
    re.IGNORECASE,
)
_OTHERS = pattern(
    r"\b(?:father|mother|parents?|husband|wife|brothers?|sisters?|sons?|daughters?|grand\w+|uncle|aunt|widow|who|whose|after|"
    r"when|before|years|since|twin|child|children)\b",
    re.IGNORECASE,
)
_BEGUN = pattern(
    r"\b(?:founded|established|opened|built|launched|created|introduced|formed|started|began)\s(?:in|on)\s$",
    re.IGNORECASE,
)
_ENDED = pattern(
    r"\s?,?\s(?:and|but)\s(?:was\s|were\s|it\s|has\sbeen\s|had\sbeen\s|it\swas\s)?(?:closed|dissolved|demolished|abolished|"
    r"disbanded|scrapped|shut|ended|folded|torn\sdown|pulled\sdown|discontinued)\s(?:down\s)?(?:in|on)\s",
    re.IGNORECASE,
)
_HALF, _NEARLY_ALL = 183, 335


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each pair of moments of which one has to be the earlier.

    `start` and `end` are the two as numbers, yyyymmdd, as far as both are said. Where the first has no year of its own it
    has the second's, unless they would lie almost a year or only some months apart the other way round.
    """
    text, figures = article.document.text, article.figures
    for block, indices in article.by_block.items():
        if article.document.blocks[block].kind == "cell":
            continue
        for stretch in stretches(text, figures, indices):
            floor = article.document.blocks[block].start
            if confidence := _confidence(text, figures, stretch, floor):
                yield _proposal(stretch.figures, stretch.first, stretch.last, confidence, "from one to the other")
        for index in indices[:-1]:
            yield from _lives(text, figures, index)


def _proposal(indices: tuple[int, ...], first: Moment, last: Moment, confidence: str, evidence: str) -> Proposal:
    names = dict(zip(("first", "last"), ((index,) for index in indices), strict=False))
    grains = (first.grain, last.grain)
    depth = 1 if YEAR in grains else 2 if MONTH in grains else 3
    start, end = (
        sum(part * size for part, size in zip(point[:depth], (10_000, 100, 1), strict=False)) for point in (first, last)
    )
    return Proposal(
        names,
        confidence,
        evidence,
        values={"start": start, "end": end},
        words={"start_name": in_words(first), "end_name": in_words(last)},
    )


def _confidence(text: str, figures: list[Figure], stretch: Stretch, floor: int) -> str:
    """How sure it is that the two are ends of one stretch of time; empty where they may be anything."""
    before = text[max(floor, stretch.at - 60) : stretch.at]
    said = text[stretch.at : stretch.till].lower()
    led = _FROM.search(before)
    if " or " in said or (" to " in said and not led):
        return ""
    if led and _MOVED.search(before[: led.start()]):
        return ""
    first = figures[stretch.figures[0]]
    if first.kind == "date" and first.value < 10_000:
        gap = stretch.last.ordinal - stretch.first.ordinal
        # Said in the year before, it would lie some months or about a year before the other.
        return "medium" if gap >= 0 or (stretch.first.grain == DAY and _HALF < gap + 365 < _NEARLY_ALL) else ""
    if led or before.endswith("(") or "until" in said or "through" in said:
        return "high"
    # Two bare years with a dash may be columns, pages or a number: "2020-2019".
    return "low" if "and" in said or stretch.first.grain == stretch.last.grain == YEAR else "medium"


def _lives(text: str, figures: list[Figure], index: int) -> Iterator[Proposal]:
    """Birth and death, or opening and closing, of one person or thing in one sentence."""
    a, b = figures[index], figures[index + 1]
    first, last = moment(a), moment(b)
    if not first or not last or (a.sentence != b.sentence and b.at - a.till > 12) or b.at - a.till > 160:
        return
    before = text[max(0, a.at - 60) : a.at]
    pair = (index, index + 1)
    if _BORN.search(before) and _DIED.fullmatch(text, a.till, b.at):
        if not _OTHERS.search(text, a.at - 30, b.at):
            yield _proposal(pair, first, last, "high", '"born" and "died"')
    elif _BEGUN.search(before) and _ENDED.fullmatch(text, a.till, b.at):
        yield _proposal(pair, first, last, "high", "an opening and its end")
