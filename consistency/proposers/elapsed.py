"""How long ago or how much later: "ten years ago, in 2010", "forty-seven years later, in 1934"."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from consistency.extraction import published
from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.grammar.moments import Moment, between, days_of, in_words, moment
from consistency.relation import Article, Place, Proposal

ROLES = ("span", "then", "since", "least", "most")
OF_TEXT = True

_AGO_THEN = pattern(
    r"\sago(?:\s(?:today|now|this\s(?:week|month|year|spring|summer|autumn|winter|(?:Jan|Febr)uary|March|April|May|June|July|"
    r"August|(?:Septem|Octo|Novem|Decem)ber)))?(?:,|\s[–—-]|—)?\s?(?:\(|in\s|on\s|back\sin\s|\sin\searly\s)+"
)
_SINCE = pattern(r",?\ssince\s(?:(?:the|its|his|her|their)\s(?:\w+\s){1,3})?(?:in\s|of\s)?")
_UP_TO_NOW = pattern(r"\b(?:in|over|for|during)\s(?:the\s|these\s|those\s)(?:past\s|last\s)?$", re.IGNORECASE)
_THEN_AGO = pattern(r"(?:,|\s\(|\s[–—-]|—)\s?(?:just\s|only\s|some\s)?")
_AGO = pattern(r"\sago\b(?!\s(?:when|that|from|than))")
_A_WHILE = pattern(
    r"\b(?P<hedge>about |almost |nearly |over |more than |just over )?(?:a|one) (?P<unit>decade|century)(?=\sago\b)",
    re.IGNORECASE,
)
_ENDS = pattern(r"\s*(?:[,.;)]|$)")
_OVER = pattern(r"\b(?:over|well|under)\s$", re.IGNORECASE)
_LATER_THEN = pattern(r"\slater,?\s(?:in|on)\s")
_THEN_LATER = pattern(r",\s(?:just\s|only\s|some\s|about\s)?")
_LATER = pattern(r"\slater\s?[,.;)]")
_AGED = pattern(
    r"\b(?:at|aged|age|turn(?:s|ed|ing))\s(?:the\sage\sof\s|just\s|only\s)?(?:\d|[a-z]+teen\b|[a-z]*(?:ty|ten|eleven|twelve)\b)|"
    r"\b(?:\w+teenth|\w*tieth|\d+(?:st|nd|rd|th))\sbirthday\b|\byears?\sold\b",
    re.IGNORECASE,
)
_AFTER_THAT = pattern(
    r"\safter\s(?:the|its|his|her|their|[\w’']+['’]s?)\s(?:[\w’'-]+\s){0,3}?(?:death|birth|founding|foundation|opening|closure|fire|"
    r"flood|war|wedding|marriage|divorce|election|arrival|launch|loss|fall|start|end|invention|discovery|independence|"
    r"disaster|accident|revolution|coup|invasion)\s(?:[\w’'-]+\s){0,4}?(?:in|of|on)\s",
    re.IGNORECASE,
)
_DUE = pattern(
    r"\b(?:due|scheduled|planned|meant|supposed|promised|expected|to\shave\s(?:opened|begun|started|finished|been))\b[^.;,\d]{0,40}\b(?:in|on|by)\s$",
    re.IGNORECASE,
)
_LATE = pattern(r"\s(?:late|behind\sschedule|later\sthan\s(?:planned|promised))\s?[,.;)]")
_ROUND = 0.1
_ANY_YEAR = 2024
"""A year in which every day of the calendar exists."""
_LOOK_BACK = 12
"""Among how many figures in front the earlier year is looked for."""
_LOOSELY = {"decade": 0.25, "century": 0.12}
"""How far from ten or a hundred years "a decade ago" may be."""


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each year or date with the time that has passed since then.

    "Ago" counts back from the article's own date, and without one nothing is proposed; "later" counts from the year that
    was told before, in the same sentence, or in the one before if that names no other. `least` and `most` are how long it
    has been in the unit of `span`.
    """
    own = published(article.document)
    today = Moment(*datetime.date.fromisoformat(own).timetuple()[:3]) if own else None
    text, figures = article.document.text, article.figures
    for block, indices in article.by_block.items():
        place = article.document.blocks[block]
        if place.kind == "cell":
            continue
        for index in indices:
            span = figures[index]
            if span.kind != "duration" or span.quoted or span.value_to is not None or not days_of(span.unit):
                continue
            if _OVER.search(text[max(place.start, span.at - 8) : span.at]):
                continue
            if today and (then := _ago(text, figures, indices, index)) is not None:
                if found := _proposal(figures, index, then, *_from_year_to_year(span, moment(figures[then]), today)):
                    yield _loosened(found, span)
            elif pair := _later(text, figures, indices, index):
                since, then, confidence = pair
                first = moment(figures[since])
                last = moment(figures[then]) or _soon_after(figures[then], first)
                if found := _proposal(figures, index, then, first, last):
                    yield _since(found, since, confidence)
        if today:
            yield from _a_while_ago(article, indices, place.start, place.end, today)


def _proposal(
    figures: Sequence[Figure], index: int, then: int, first: Moment | None, last: Moment | None
) -> Proposal | None:
    if not first or not last or first.ordinal > last.ordinal:
        return None
    unit = figures[index].unit
    least, most = between(first, last, unit)
    return Proposal(
        {"span": (index,), "then": (then,)},
        "medium",
        "two moments and the time between them",
        values={"least": least, "most": most},
        words=_words(first, last, least, most, unit),
    )


def _soon_after(figure: Figure, first: Moment | None) -> Moment | None:
    """The day that a date without a year says, in the year of the moment before it."""
    return moment(figure, first.year) if first else None


def _is_day(point: Moment | None) -> bool:
    return point is not None and point.day > 0


def _from_year_to_year(span: Figure, first: Moment | None, last: Moment) -> tuple[Moment | None, Moment]:
    """The two moments; as years alone where years are counted: in June 2020, March 2016 is four years ago, or five."""
    if span.unit in ("year", "decade", "century") and first:
        return Moment(first.year), Moment(last.year)
    return first, last


def _loosened(proposal: Proposal, span: Figure) -> Proposal:
    """The proposal, with a tenth more or less for a round number: "fifty years ago" may be 53."""
    loose = _ROUND * span.value if span.value >= 20 and span.round_to >= 10 else 0.0
    values = {"least": proposal.values["least"] - loose, "most": proposal.values["most"] + loose}
    return proposal._replace(values=values)


def _words(first: Moment, last: Moment, least: float, most: float, unit: str) -> dict[str, str]:
    low, high = max(0, round(least)), max(0, round(most))
    count = f"{low}" if low == high else f"{low} to {high}"
    plural = unit[:-1] + "ies" if unit == "century" else unit + "s"
    return {
        "least_name": f"{least:.1f}",
        "most_name": f"{most:.1f}",
        "start": in_words(first),
        "end": in_words(last),
        "length": f"{count} {unit if high == 1 else plural}",
    }


def _since(proposal: Proposal, since: int, confidence: str) -> Proposal:
    return proposal._replace(roles=dict(proposal.roles) | {"since": (since,)}, confidence=confidence)


def _ago(text: str, figures: Sequence[Figure], indices: range, index: int) -> int | None:
    """The figure of the year or date that lies so long ago."""
    span = figures[index]
    for other, joins in ((index + 1, _AGO_THEN), (index - 1, _THEN_AGO)):
        if other not in indices or figures[other].sentence != span.sentence or not moment(figures[other]):
            continue
        start, end = (span.till, figures[other].at) if other > index else (figures[other].till, span.at)
        if (
            other > index
            and _SINCE.fullmatch(text, start, end)
            and _UP_TO_NOW.search(text[max(0, span.at - 24) : span.at])
            and _ENDS.match(text, figures[other].till)
        ):
            return other
        if joins.fullmatch(text, start, end) and (other > index or _AGO.match(text, span.till)):
            return other
    return None


def _later(text: str, figures: Sequence[Figure], indices: range, index: int) -> tuple[int, int, str] | None:
    """(the earlier year, the later one, how sure it is) where so much lies between them."""
    span = figures[index]
    if index + 1 in indices and _LATER_THEN.fullmatch(text, span.till, figures[index + 1].at):
        then, before = index + 1, index
    elif (
        index - 1 in indices
        and _THEN_LATER.fullmatch(text, figures[index - 1].till, span.at)
        and _LATER.match(text, span.till)
    ):
        then, before = index - 1, index - 1
    else:
        return _after_that(text, figures, indices, index)
    if not moment(figures[then], _ANY_YEAR):
        return None
    told = [
        i
        for i in range(max(indices.start, before - _LOOK_BACK), before)
        if moment(figures[i]) and span.sentence - figures[i].sentence <= 1
    ]
    if not moment(figures[then]):
        # A day without a year goes with a full date and a length in days or weeks.
        dates = [i for i in range(max(indices.start, before - _LOOK_BACK), before) if figures[i].kind == "date"]
        sure = span.unit in ("day", "week") and len(told) == len(dates) == 1 and told == dates
        told = told if sure and _is_day(moment(figures[told[0]])) else []
    own = [i for i in told if figures[i].sentence == span.sentence]
    if len(own) == 1 or (not own and len(told) == 1):
        since = (own or told)[-1]
        # "Born in 1961, he qualified at 24 and three years later, in 1988": the years are counted from the age.
        aged = span.unit not in ("day", "week") and _AGED.search(text, figures[since].till, span.at)
        return None if aged else (since, then, "medium")
    return None


def _after_that(text: str, figures: Sequence[Figure], indices: range, index: int) -> tuple[int, int, str] | None:
    """ "In 1889, 21 years after the death of her husband in 1868": the later year stands in front, the earlier one behind."""
    if late := _late(text, figures, indices, index):
        return late
    then, since = index - 1, index + 1
    if then not in indices or since not in indices:
        return None
    one, other = figures[then], figures[since]
    if not moment(one) or not moment(other) or not one.sentence == figures[index].sentence == other.sentence:
        return None
    if not _THEN_LATER.fullmatch(text, one.till, figures[index].at) or not _AFTER_THAT.fullmatch(
        text, figures[index].till, other.at
    ):
        return None
    return (since, then, "medium") if _ENDS.match(text, other.till) else None


def _late(text: str, figures: Sequence[Figure], indices: range, index: int) -> tuple[int, int, str] | None:
    """ "due in December 2023; the new date is February 2025, 14 months late": from the day it was due to the new one."""
    since, then, span = index - 2, index - 1, figures[index]
    if since not in indices or not _LATE.match(text, span.till) or figures[since].sentence != span.sentence:
        return None
    if (
        not moment(figures[since])
        or not moment(figures[then])
        or not _THEN_LATER.fullmatch(text, figures[then].till, span.at)
    ):
        return None
    return (since, then, "medium") if _DUE.search(text, max(0, figures[since].at - 60), figures[since].at) else None


def _a_while_ago(article: Article, indices: range, start: int, end: int, today: Moment) -> Iterator[Proposal]:
    """ "a decade ago, in 2005": no figure says how long it is."""
    text, figures = article.document.text, article.figures
    for found in _A_WHILE.finditer(text, start, end):
        index = bisect_left(figures, found.end(), indices.start, indices.stop, key=lambda figure: figure.at)
        then = moment(figures[index]) if index < indices.stop else None
        if not then or not _AGO_THEN.fullmatch(text, found.end(), figures[index].at):
            continue
        unit = found["unit"].lower()
        least, most = between(then, today, unit)
        words = _words(then, today, least, most, unit)
        if unit == "decade":
            words["length"] = f"{max(0, round(10 * least))} to {round(10 * most)} years"
        yield Proposal(
            {"then": (index,)},
            "medium",
            "the date of the article",
            values={"span": 1.0, "least": least - _LOOSELY[unit], "most": most + _LOOSELY[unit]},
            places=(Place("span", "how long ago", found.start(), found.end()),),
            words=words | {"span_name": found[0]},
        )
