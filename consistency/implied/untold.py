"""What a title says and its article need not say again: about the article itself, within a name, of a record, and in what
its figures are told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.implied.times import DAYS

if TYPE_CHECKING:
    from consistency.implied.body import Body

_READ = pattern(
    r"[\s-](?:read|watch|listen|video|podcast|quiz|explainer|intro(?:duction)?|tutorial|guide|primer|walk-?through)\b",
    re.IGNORECASE,
)
_IN = pattern(r"\b(?:in|and|with|or)\s+(?:just\s+|only\s+)?$", re.IGNORECASE)
_DRAWN = pattern(
    r"\s(?:[\w’'-]+\s)?(?:charts?|graphs?|graphics|maps|words|pictures|photos|images|slides|steps|tables|numbers)\b",
    re.IGNORECASE,
)
_PART_OF = pattern(
    r"\b(?:parts?|chapters?|episodes?|lessons?|days?|weeks?|stages?|rounds?|volumes?|sections?|pages?|steps?|"
    r"instal?lments?)\s\w+\sof\s+$",
    re.IGNORECASE,
)
_BEST_OF = pattern(r"\b(?:best|worst|most\s\w+|\w{3,}est)\s(?:[\w’'-]+\s)?of\s(?:the\s)?$", re.IGNORECASE)
_HERE = pattern(r"\bhere(?:\sare|’re|'re)\s(?:the\s|my\s|our\s)?$", re.IGNORECASE)
_TRIED = pattern(
    r"(?:^|[.:!?–—]\s)(?:I|[Ww]e)(?:['’]ve)?\s(?:have\s)?(?i:tried|tested|tasted|asked|read|spent|wore|used|ate|visited|walked|"
    r"cooked|baked|drove|bought|ranked|watched|played|slept|drank|reviewed|compared)\b"
)
_NUMBERED = pattern(
    r"\b(?:period|report|circular|notice|bulletin|chapter|lot|item|case|file|paper|volume|issue|appendix|annex|table|figure|"
    r"page|number|no\.?|part|resolution|order|directive|regulation|section|article|clause|edition|episode|lesson|level|"
    r"phase|tier|stage|round|week|day)\s+$",
    re.IGNORECASE,
)
_ENDS = pattern(r"\s*(?:$|\n|[:;,()|–—]|[-/]\s|of\s(?:19|20)\d\d\b)")
_EVENT = pattern(r"\b(?:(?:men|women|boy|girl|lad|ladie)s?['’]s?|ladies|mixed)\s+$", re.IGNORECASE)
_RACE = pattern(
    r"[\s-](?:freestyle|hurdles|relay|butterfly|backstroke|breaststroke|sprint|dash|medley)\b", re.IGNORECASE
)
_HIGH = pattern(
    r"[\s-]+(?:\w+[\s-])?(?:highs?|lows?|peaks?|trough|records?|best|worst|maximum|minimum)\b", re.IGNORECASE
)
_FIRST_IN = pattern(
    r"\b(?:first|best|worst|most|least|only|\w{3,}est)\b[^.:;!?]{0,40}\b(?:in|for|of)\s+(?:the\s(?:last|past)\s+|nearly\s+|almost\s+|"
    r"over\s+|more\sthan\s+|at\sleast\s+|about\s+)*$",
    re.IGNORECASE,
)
_STRAIGHT = pattern(r"\s(?:straight|consecutive|successive|running)\b|\s\w+\s(?:in\sa\srow|running)\b", re.IGNORECASE)
_RECORDED = pattern(
    r"\bsince\b|\b(?:high|low|fast|slow|weak|strong|larg|bigg|great|steep|sharp|small|cheap|dear|cold|hott|warm|wett|dri)est\b|"
    r"\b(?:last|first)\stime\b|\b(?:best|worst|most|least|peak|high|low)\b",
    re.IGNORECASE,
)
_IN_UNITS = pattern(r"(?:[(\[,]\s*|\bin\s+)(?:in\s+)?(?:[A-Z]{0,3}[$£€¥₹]|[A-Z]{3}|\w+s,)?\s*$")
_PER = pattern(r"\bper\s+$", re.IGNORECASE)
_PER_MANY = pattern(r"\bper\s+(?:1,?000|10,?000|100,?000|million|100|thousand|hundred)\b", re.IGNORECASE)
_BASE_YEAR = pattern(r"\b(?:19|20)\d\d(?:[/–-]\d{2,4})?\s?=\s?$")
_PERIOD_ENDED = pattern(r"\s+(?:ended|ending|to)\s+(?:\d|[A-Z])")
_REVIEWED = pattern(
    r"[\s-](?:summary|review|record|history|overview|comparison|highlights|statistics)\b", re.IGNORECASE
)
_AGED = pattern(r"\baged\s+$", re.IGNORECASE)
_UPWARDS = pattern(r"[\d\s](?:and|or)\s(?:over|older|above|under|younger|below)\b", re.IGNORECASE)
_UNDER_AGE = pattern(r"\b(?:under|over)-$", re.IGNORECASE)
_STANDARD = pattern(r"(?:^|\s)[A-Z]{3,6}\s$")
_SMALL_LETTERS = pattern(r"\b[a-z]{3,}")
_FEW_PERSONS = 10
_MANY_PERSONS = 100
_PERSONS = frozenset(
    ("man", "woman", "people", "person", "child", "boy", "girl", "teenager", "teen", "youth", "brother", "sister", "friend",
     "student", "pupil", "worker", "soldier", "officer", "policeman", "driver", "passenger", "suspect", "victim", "dead", "injured", "patient", "baby")
)  # fmt: skip
_FATE = pattern(
    r"\s(?:\w+\s)?(?:dead|die[sd]?|killed|held|charged|arrested|hurt|injured|wounded|jailed|fined|missing|rescued|detained|sacked)\b"
)
_PERSON = pattern(
    r"\b[A-Z][a-z’'-]+(?:\s[A-Z][\w’'-]+){1,2}(?=,\s(?:\d{1,2}\b|an?\s|the\s|who\s|of\s)|\s\(\d{1,2}\)|,?\sand\s(?:[A-Z][a-z]))|(?<=\sand\s)[A-Z][a-z’'-]+\s[A-Z][a-z’'-]+"
)
"""A name with an age, a description, or another name behind it."""


def is_of_the_article(body: Body, stated: Figure, before: str) -> bool:
    """Whether the figure is about the text under the title: a 6-minute read, six charts, part 1 of 4, what "we tried"."""
    text, till = body.text, stated.till
    if stated.kind == "duration" and _READ.match(text, till):
        return True
    drawn = stated.kind == "count" and _IN.search(before) and _DRAWN.match(text, till)
    return bool(
        drawn or _PART_OF.search(before) or _BEST_OF.search(before) or _HERE.search(before) or _TRIED.search(before)
    )


def is_named(body: Body, stated: Figure, before: str) -> bool:
    """Whether the figure numbers a thing ("period 7", "Report 14 of 2023") or names a race ("the men's 100 metres")."""
    if stated.kind == "count" and stated.text[-1].isdigit() and _NUMBERED.search(before):
        return _ENDS.match(body.text, stated.till) is not None
    return bool(stated.kind in ("measure", "count") and (_EVENT.search(before) or _RACE.match(body.text, stated.till)))


def is_first_in(before: str) -> bool:
    """Whether a length of time behind these words says since when: "the wettest July in"."""
    return _FIRST_IN.search(before) is not None


def is_measure(body: Body, stated: Figure, before: str) -> bool:
    """Whether the figure says in what others are told: "($ billions)", "per 1,000 births", "2015 = 100"."""
    text, line = body.text, body.article.document.blocks[stated.block]
    if stated.text[:1].isalpha() and _IN_UNITS.search(before) and not any(map(str.isdigit, stated.text)):
        return True
    if _BASE_YEAR.search(before):
        return True
    if not _PER.search(before) or any(figure.at < stated.at for figure in _of_block(body, stated.block)):
        return False
    own = _PER_MANY.search(text, line.start, line.end)
    return bool(own) and not any(_spelt(found[0]) != _spelt(own[0]) for found in body.search(_PER_MANY) if own)


def _of_block(body: Body, block: int) -> list[Figure]:
    return body.of(list(body.article.by_block.get(block, ())))


def _spelt(per: str) -> str:
    return "".join(character for character in per.casefold() if character.isalnum())


def is_scope(body: Body, stated: Figure, before: str) -> bool:
    """Whether the figure says of whom or of which time the article tells, and no word of it need say that again.

    "52 weeks ended 27 January", "a five-year summary", "persons aged 16 and over", "the Under-21 league".
    """
    text, till = body.text, stated.till
    if stated.kind == "duration":
        return bool(_PERIOD_ENDED.match(text, till) or _REVIEWED.match(text, till)) and not _has_length(body, stated)
    upwards = _AGED.search(before) and _UPWARDS.search(text, stated.at, till + len(" and younger"))
    if stated.kind in ("age", "count") and (upwards or _UNDER_AGE.search(before)):
        return not any(kind == "age" for kind, _, _, _ in body.by_kind)
    return False


def _has_length(body: Body, stated: Figure) -> bool:
    """Whether the body has a length of time of its own in this unit."""
    return any((kind, unit) == ("duration", stated.unit) for kind, unit, _, _ in body.by_kind)


def is_standard(body: Body, stated: Figure, before: str) -> bool:
    """Whether the figure is the number of a standard or of a list of firms: "IFRS 16", "FTSE 100"."""
    bare = stated.kind == "count" and stated.text.isdigit() and len(stated.text) <= len("500")
    return bool(bare and _STANDARD.search(before) and _SMALL_LETTERS.search(_line(body, stated)))


def _line(body: Body, stated: Figure) -> str:
    return body.article.document.block_text(body.article.document.blocks[stated.block])


def is_record(body: Body, stated: Figure, before: str) -> bool:
    """Whether the figure says since when nothing was so high or so low, and the body tells that in another way.

    "A 40-year low" is "the lowest since 1984" there, and "the fourth straight month" a rise "again"; a body that has such a
    length of its own is asked for it, and so is one whose years can be counted from its date.
    """
    text = body.text
    if stated.kind == "ordinal":
        return bool(_STRAIGHT.match(text, stated.till)) and not any(
            _STRAIGHT.match(text, other.till) for other in body.of(body.figures) if other.kind == "ordinal"
        )
    if stated.unit not in DAYS or not (_HIGH.match(text, stated.till) or _FIRST_IN.search(before)):
        return False
    if stated.unit == "year" and body.declared:
        return False
    lengths = [other for other in body.of(body.figures) if other.kind == "duration" and other.unit == stated.unit]
    contrary = any(
        _HIGH.match(text, other.till) or _FIRST_IN.search(text[max(0, other.at - 80) : other.at]) for other in lengths
    )
    return not contrary and any(body.search(_RECORDED))


def are_named(body: Body, stated: Figure) -> bool:
    """Whether the figure counts a few persons whom the body tells one by one, by their names, and never counts."""
    if stated.kind != "count" or not 1 < stated.value <= _FEW_PERSONS or not counts_persons(body, stated):
        return False
    counts = [other for other in body.of(body.figures) if other.kind == "count" and other.value <= _MANY_PERSONS]
    if any(not other.head or counts_persons(body, other) for other in counts):
        return False
    return len({found[0] for found in body.search(_PERSON)}) >= stated.value


def counts_persons(body: Body, figure: Figure) -> bool:
    """Whether a figure counts persons, by its noun or by what befell them."""
    return figure.head in _PERSONS or _FATE.match(body.text, figure.till) is not None
