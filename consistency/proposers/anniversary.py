"""Anniversaries against the years: "founded in 1970, the mill marked its 50th anniversary in 2020"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from consistency.extraction import published
from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.grammar.moments import stretches
from consistency.relation import Article, Proposal

ROLES = ("nth", "event", "feast", "years")
OF_TEXT = True

_FEAST = pattern(r"[\s-](?:\w+\s)?(?:anniversary|birthday|jubilee)\b", re.IGNORECASE)
_IN_BRACKETS = pattern(r"[^.;()]{0,40}\(")
_BEGUN = pattern(
    r"\b(?:founded|founding|foundation|established|establishment|opened|opening|born|birth|launched|launch|formed|formation|"
    r"created|creation|began|started|built|incorporated|signed|signing|released?|independence|married|wedding|created|"
    r"published|premiered|invented|discovered|charter(?:ed)?|dates?\sback|dating)\b[^.;,]{0,40}?\s(?:in|on|to|of)\s"
    r"(?:\w+day,?\s)?$",
    re.IGNORECASE,
)
_OF_THE = pattern(
    r"(?:anniversary|birthday|jubilee)\sof\s(?:the\s|its\s|his\s|her\s|their\s|that\s)?(?:[a-z-]+\s){0,3}?$",
    re.IGNORECASE,
)
_HELD = pattern(
    r"(?:anniversary|birthday|jubilee)\b(?![^.;]{0,60}\b(?:founded|opened|born|since|after|before|when|which|who|until)\b)"
    r"(?:,|(?P<between>[^.;,]{0,70}?))\s(?:in|on)\s(?:\w+day,?\s)?$",
    re.IGNORECASE,
)
_GOES_ON = pattern(
    r"\b(?:but|as|while|that|then|having|although|though|because|whose|where|or)\b"
    r"|\band\b(?!\s(?:an?|the|its|his|her|their|some|many|several|two|three)\s)",
    re.IGNORECASE,
)
"""Behind these words a sentence tells something else, in a year of its own."""
_OF_WHAT = pattern(r"(?:anniversary|birthday|jubilee)\sof\s", re.IGNORECASE)
_OF_BEGINNING = pattern(
    r"(?:the\s|its\s|his\s|her\s|their\s)?(?:\w+\s)?(?:founding|foundation|establishment|opening|birth|launch|formation|creation|start|"
    r"signing|release|independence|wedding|marriage|publication|premiere|invention|discovery|charter|beginning|incorporation|existence)\b",
    re.IGNORECASE,
)
_OPENS = pattern(r"(?:^|[.!?]\s)\s*(?:In|On|By)\s(?:\w+day,?\s)?$")
_MARKS = pattern(r"\s(?:marks|marked|is|was|brings|brought|sees|saw)\s(?:the|its|their|our|his|her)\s(?:\w+\s)?$")
_ON_HIS = pattern(r",?\s(?:just\s)?(?:on|at)\s(?:his|her|its|their|the)\s")
_SPEAKS = pattern(
    r"[^.;]{0,80}\b(?:mark|celebrat|observ|commemorat|kept|held|turn|honou?r)\w*\s[^.;]{0,60}$", re.IGNORECASE
)
_THIS_YEAR = pattern(r"\b(?P<when>this|next|last)\syear\b", re.IGNORECASE)
_REACH = 12
"""Among how many figures on either side the years are looked for."""
_STEP = {"this": 0, "next": 1, "last": -1}


class _Feast(NamedTuple):
    """The year of an anniversary, with the index of the figure that says it, if one does."""

    year: int
    figure: int | None
    evidence: str


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each anniversary of which both years are told: that of the event, and that of the feast, which may
    be "this year" where the article has a date. `years` is how many lie between them.
    """
    own = published(article.document)
    today = datetime.date.fromisoformat(own).year if own else 0
    text, figures = article.document.text, article.figures
    for block, indices in article.by_block.items():
        if article.document.blocks[block].kind == "cell":
            continue
        for index in indices:
            figure = figures[index]
            if figure.kind not in ("ordinal", "duration") or (figure.kind == "duration" and figure.unit != "year"):
                continue
            found = _FEAST.match(text, figure.till)
            if not found or figure.value_to is not None or figure.quoted:
                continue
            event = _event(text, figures, indices, index)
            if event is not None and event < index and _is_of_another(text, figure):
                continue
            if event is None:
                yield from _bracketed(text, figures, indices, index, found.end())
            elif feast := _feast(article, indices, index, event, today):
                yield _proposal(figures, index, event, feast)


def _proposal(figures: Sequence[Figure], index: int, event: int, feast: _Feast) -> Proposal:
    begun = _year(figures[event])
    return Proposal(
        {"nth": (index,), "event": (event,)} | ({} if feast.figure is None else {"feast": (feast.figure,)}),
        "high" if figures[event].sentence == figures[index].sentence and feast.figure is not None else "medium",
        feast.evidence,
        values={"years": feast.year - begun},
        words={"from": str(begun), "to": str(feast.year)},
    )


def _bracketed(text: str, figures: Sequence[Figure], indices: range, index: int, end: int) -> Iterator[Proposal]:
    """ "its 50th anniversary (1970-2020)" """
    for stretch in stretches(text, figures, range(index + 1, min(index + 3, indices.stop))):
        if _IN_BRACKETS.fullmatch(text, end, stretch.at) and text[stretch.till : stretch.till + 1] == ")":
            years = {"years": stretch.last.year - stretch.first.year}
            words = {"from": str(stretch.first.year), "to": str(stretch.last.year)}
            roles = {"nth": (index,), "event": stretch.figures[:1]}
            yield Proposal(roles, "high", "the years in the brackets", values=years, words=words)


def _year(figure: Figure) -> int:
    """The year of a year or a full date; 0 for anything else."""
    if figure.value_to is not None or figure.kind not in ("year", "date"):
        return 0
    number = round(figure.value)
    return number // 10_000 if figure.kind == "date" else number


def _around(indices: range, index: int) -> range:
    return range(max(indices.start, index - _REACH), min(indices.stop, index + _REACH + 1))


def _event(text: str, figures: Sequence[Figure], indices: range, index: int) -> int | None:
    """The one year of the anniversary's sentence, or of its neighbours, that is said to be that of the event."""
    own = figures[index].sentence
    found: dict[int, list[int]] = {}
    for other in _around(indices, index):
        figure = figures[other]
        if _year(figure) and abs(figure.sentence - own) <= 1:
            floor = figures[other - 1].till if other > indices.start else max(0, figure.at - 90)
            before = text[max(floor, figure.at - 90) : figure.at]
            if _BEGUN.search(before) or (other == index + 1 and _OF_THE.search(before)):
                found.setdefault(figure.sentence, []).append(other)
    near = found.get(own) or [other for sentence in found.values() for other in sentence]
    return near[0] if len(near) == 1 else None


def _is_of_another(text: str, nth: Figure) -> bool:
    """Whether the words behind it say that it is an anniversary of something that no event before it begins: "on the 25th
    anniversary of its only victory"."""
    named = _OF_WHAT.search(text, nth.till, nth.till + 60)
    return named is not None and not _OF_BEGINNING.match(text, named.end())


def _feast(article: Article, indices: range, index: int, event: int, today: int) -> _Feast | None:
    """The year in which the anniversary falls."""
    text, figures = article.document.text, article.figures
    nth = figures[index]
    for other in _around(indices, index):
        figure = figures[other]
        if other == event or not _year(figure) or figure.sentence != nth.sentence:
            continue
        held = _HELD.search(text[nth.till : figure.at]) if other > index else None
        if held and not _GOES_ON.search(held["between"] or ""):
            return _Feast(_year(figure), other, "the years of the event and the feast")
        if other < index and (
            (other == index - 1 and _ON_HIS.fullmatch(text, figure.till, nth.at))
            or _MARKS.fullmatch(text, figure.till, nth.at)
            or (
                _OPENS.search(text[max(0, figure.at - 24) : figure.at]) and _SPEAKS.fullmatch(text, figure.till, nth.at)
            )
        ):
            return _Feast(_year(figure), other, "the years of the event and the feast")
    said = list(_THIS_YEAR.finditer(text, *article.sentence_of(nth)))
    if today and len(said) == 1:
        return _Feast(today + _STEP[said[0]["when"].lower()], None, "the date of the article")
    return None
