"""Two times of day and the time between them: "21 minutes, from 10:20 to 10:41", "at 2.47, eight minutes later"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.relation import Article, Proposal

ROLES = ("span", "first", "last", "least", "most")
OF_TEXT = True

_DAY = 24 * 60
_MINUTES = {"minute": 1.0, "hour": 60.0}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ON = r"(?:\s(?:on\s)?(?:last\s)?(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))?"
_TO = pattern(rf"{_ON},?\s(?:to|until|till|through)\s")
_END_DAY = pattern(_ON)
_FROM = pattern(r"\b(?:from|between)\s$", re.IGNORECASE)
_LED_BY = pattern(r"(?:,|\s[–—-]|—|:)?\s(?:\(\s?)?(?:from|between)\s$|\s\($", re.IGNORECASE)
_LASTS = pattern(
    r"\b(?:for|in|lasted|lasting|lasts|took|takes|taking|ran|runs|of|after)\s(?:a\s|the\s|just\s|only\s|all\s|some\s)*$",
    re.IGNORECASE,
)
_OR = pattern(
    r"\)?(?:,\sor\s|,\s(?:a\s(?:total|stretch|span)\sof\s|that\sis,?\s|in\sall,?\s)?|\s\(|\s(?:takes|took|lasts|lasted|makes)\s(?:just\s|only\s)?)",
    re.IGNORECASE,
)
_CLOSED = pattern(r"\s?(?:[.;:)]|,\s|$)")
_LATER_AT = pattern(r"\slater,?\s(?:at|by)\s(?:about\s|exactly\s|just\s)?$", re.IGNORECASE)
_COMMA = pattern(r",\s(?:just\s|only\s|some\s)?")
_LATER = pattern(r"\slater\b")
_AFTER = pattern(r"\safter\s[^.;,()]{0,48}\sat\s(?:about\s|exactly\s|just\s)?")
_THEN_AT = pattern(r",\s(?:at|by)\s")
_AND = pattern(r"[^.;()]{0,80}\b(?:and|before|but|until)\s[^.;()]{0,60}")
_BARE = pattern(
    r"\b(?:at|by|until|around)\s(?:about\s)?(?:\d|noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)",
    re.IGNORECASE,
)
_TRAVELS = pattern(
    r"\b(?:fl(?:y|ies|ew|own|ying|ights?)|planes?|jets?|airports?|landed|lands|take-?off|took\soff|local\stime|time\szones?|GMT|UTC|"
    r"BST|CET|EST|EDT|PST|PDT|IST|clocks?|daylight)\b", re.IGNORECASE
)  # fmt: skip
_WORKS = pattern(
    r"\b(?:work\w*|shifts?|breaks?|lunch|paus\w+|rest\w*|daily|each|every|a\s(?:day|night|week)|per|days|nights|session|mondays?|"
    r"weekdays?|weekends?|(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b",
    re.IGNORECASE,
)
_PLACE = pattern(
    r"\b(?:in|at|from|to|for|of|near|left|leaves|leaving|reach(?:ed|es)|via)\s"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Janu|Febru)ary|March|April|May\b|June|July|August|"
    r"(?:Septem|Octo|Novem|Decem)ber)[A-Z][a-z]"
)
_MARKED = pattern(r"[ap]\.?\s?m\b|[ap]m\b|\b(?:1[3-9]|2[0-3])[.:]|\b0\d[.:]", re.IGNORECASE)


class _Stretch(NamedTuple):
    """The two times as figures (one figure may be both), the minutes between them, and where it ends in the text."""

    figures: tuple[int, ...]
    minutes: float
    at: int
    till: int


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each two times of day with the hours or minutes between them.

    `least` and `most` allow for the minute that a clock leaves out; the night is passed where the
    second time is the earlier one. Nothing is proposed of flights, whose clocks differ, nor of days with breaks.
    """
    text, figures = article.document.text, article.figures
    for block, indices in article.by_block.items():
        place = article.document.blocks[block]
        if place.kind == "cell" or len(indices) < 2:
            continue
        for stretch in _stretches(text, figures, indices, place.end):
            for span in (stretch.figures[0] - 1, stretch.figures[-1] + 1):
                if span in indices and _belongs(text, figures, span, stretch, place.start):
                    yield from _proposal(article, span, stretch)
        for index in indices:
            found = _later(text, figures, indices, index) or _after(text, figures, indices, index)
            if found and not _abroad(article, figures[index], found):
                yield from _proposal(article, index, found)


def _is_span(figure: Figure) -> bool:
    return figure.kind == "duration" and figure.unit in _MINUTES and figure.value_to is None and not figure.quoted


def _stretches(text: str, figures: Sequence[Figure], indices: range, end: int) -> Iterator[_Stretch]:
    for index in indices:
        one = figures[index]
        if one.kind != "time":
            continue
        if one.value_to is not None:
            yield _Stretch((index,), one.value_to - one.value, one.at, one.till)
            continue
        if index + 1 not in indices or figures[index + 1].kind != "time" or figures[index + 1].value_to is not None:
            continue
        other = figures[index + 1]
        joined = _TO.fullmatch(text, one.till, other.at)
        ended = _END_DAY.match(text, other.till, end)
        if joined and ended and (minutes := _between(text, one, other, joined["day"], ended["day"])) is not None:
            yield _Stretch((index, index + 1), minutes, one.at, ended.end())


def _between(text: str, one: Figure, other: Figure, day: str | None = None, end_day: str | None = None) -> float | None:
    """The minutes from one time to the other; None where the day, or the half of it, is not known."""
    minutes = other.value - one.value
    if day or end_day:
        if not (day and end_day):
            return None
        days = (_WEEKDAYS.index(end_day[:3].lower()) - _WEEKDAYS.index(day[:3].lower())) % 7
        minutes += _DAY * days
        return minutes if minutes > 0 else None
    if minutes > 0:
        return minutes
    marked = all(_MARKED.search(text, figure.at, figure.till) for figure in (one, other))
    return minutes + _DAY if marked and minutes else None


def _belongs(text: str, figures: Sequence[Figure], index: int, stretch: _Stretch, floor: int) -> bool:
    """Whether the length of time is said to be that of the stretch."""
    span = figures[index]
    if not _is_span(span) or span.sentence != figures[stretch.figures[0]].sentence:
        return False
    if index < stretch.figures[0]:
        between = text[span.till : stretch.at]
        found = _LED_BY.fullmatch(between)
        loose = found and not between.startswith((",", " –", " —", "—", ":", " (", " -"))
        return bool(found) and (not loose or _LASTS.search(text, max(floor, span.at - 30), span.at) is not None)
    if not _FROM.search(text, max(floor, stretch.at - 10), stretch.at):
        return False
    return bool(_OR.fullmatch(text, stretch.till, span.at) and _CLOSED.match(text, span.till))


def _later(text: str, figures: Sequence[Figure], indices: range, index: int) -> _Stretch | None:
    """The two times of "raised at 2.47am and answered eight minutes later, at 2.55am"."""
    span = figures[index]
    if not _is_span(span) or span.hedge != "none":
        return None
    if index + 1 in indices and figures[index + 1].kind == "time" and index - 1 in indices:
        first, last = index - 1, index + 1
        if not _LATER_AT.fullmatch(text, span.till, figures[last].at):
            return None
        between = text[figures[first].till : span.at]
    elif index - 2 in indices and figures[index - 1].kind == "time":
        first, last = index - 2, index - 1
        if not _COMMA.fullmatch(text, figures[last].till, span.at) or not _LATER.match(text, span.till):
            return None
        between = text[figures[first].till : figures[last].at].rstrip()
    else:
        return None
    one, other = figures[first], figures[last]
    if one.kind != "time" or one.value_to is not None or other.value_to is not None or one.sentence != span.sentence:
        return None
    if not _AND.fullmatch(between + " ") or _BARE.search(between + " ") or other.sentence != span.sentence:
        return None
    minutes = _between(text, one, other)
    return None if minutes is None else _Stretch((first, last), minutes, one.at, other.till)


def _after(text: str, figures: Sequence[Figure], indices: range, index: int) -> _Stretch | None:
    """The two times of "came at 2.51am, nine minutes after the call at 2.42am" and of "nine minutes after the call at
    2.42am, at 2.51am"."""
    span = figures[index]
    if not _is_span(span) or span.hedge != "none":
        return None
    behind = [i for i in range(index + 1, min(index + 3, indices.stop)) if figures[i].kind == "time"]
    if not behind or not _AFTER.fullmatch(text, span.till, figures[behind[0]].at):
        return None
    first = behind[0]
    if index - 1 in indices and _COMMA.fullmatch(text, figures[index - 1].till, span.at):
        last, closed = index - 1, figures[first].till
    elif first + 1 in indices and _THEN_AT.fullmatch(text, figures[first].till, figures[first + 1].at):
        last, closed = first + 1, figures[first + 1].till
    else:
        return None
    one, other = figures[first], figures[last]
    if other.kind != "time" or one.value_to is not None or other.value_to is not None:
        return None
    if not one.sentence == other.sentence == span.sentence or not _CLOSED.match(text, closed):
        return None
    minutes = _between(text, one, other)
    at, till = min(one.at, other.at), max(one.till, other.till)
    return None if minutes is None else _Stretch((first, last), minutes, at, till)


def _proposal(article: Article, index: int, stretch: _Stretch) -> Iterator[Proposal]:
    span = article.figures[index]
    sentence = article.sentence_of(span)
    if _changes_clocks(article.document.text, sentence, stretch) or _WORKS.search(article.document.text, *sentence):
        return
    size = _MINUTES[span.unit]
    length = stretch.minutes / size
    slack = 1 / size
    ends = dict(zip(("first", "last"), ((figure,) for figure in stretch.figures), strict=False))
    yield Proposal(
        {"span": (index,)} | ends,
        "high",
        "the times beside it",
        values={"least": length - slack, "most": length + slack},
        words={
            "length": _length(stretch.minutes),
            "stretch": _named(article, index, stretch),
            "least_name": f"{length - slack:.1f}",
            "most_name": f"{length + slack:.1f}",
        },
    )


def _changes_clocks(text: str, sentence: tuple[int, int], stretch: _Stretch) -> bool:
    """Whether the two times may be of two clocks; one zone right behind both ("09:41 to 12:04 UTC") is that of both."""
    found = list(_TRAVELS.finditer(text, *sentence))
    if len(found) != 1:
        return bool(found)
    return not (
        found[0][0].isupper() and stretch.at < found[0].start() <= stretch.till + 1 and found[0].end() >= stretch.till
    )


def _abroad(article: Article, span: Figure, stretch: _Stretch) -> bool:
    """Whether two places are named, and the clocks of the two may differ by the whole hours that are missing."""
    apart = round(stretch.minutes - span.value * _MINUTES[span.unit], 6)
    if not apart or apart % _MINUTES["hour"]:
        return False
    return sum(1 for _ in _PLACE.finditer(article.document.text, *article.sentence_of(span))) > 1


def _named(article: Article, index: int, stretch: _Stretch) -> str:
    if stretch.at < article.figures[index].at < stretch.till or index == stretch.figures[-1] + 1:
        return " to ".join(article.figures[figure].text for figure in stretch.figures)
    return " ".join(article.document.text[stretch.at : stretch.till].split())


def _length(minutes: float) -> str:
    hours, rest = divmod(round(minutes), 60)
    parts = [f"{number} {name}{'s' * (number != 1)}" for number, name in ((hours, "hour"), (rest, "minute")) if number]
    return " ".join(parts)
