"""What looks like a figure of the title and claims nothing: "one" as an article, a fixed phrase, a number in a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.implied import untold

if TYPE_CHECKING:
    from consistency.implied.body import Body

_ONE = pattern(r"one\b", re.IGNORECASE)
_IN = pattern(r"\bin(?:side|\sthe\sspace\sof)?\s(?:just\s|only\s|barely\s|under\s)?$", re.IGNORECASE)
_DAY_OR_TWO = (24.0, 48.0, 72.0)
"""Hours that mean "from one day to the next" and are not counted."""
_AGE = pattern(
    r"\b(?:half|twice|double|(?:two|three)\stimes)\s(?:his|her|their)\sage(?:\s(?:plus|minus)\s\w+)?", re.IGNORECASE
)
_A_PART = pattern(r"\s(?:ahead|behind|clear|off|adrift|back|away|faster|quicker|slower|short|too)\b", re.IGNORECASE)
_ARTICLE = pattern(r"\b(?:an?|by)\s$", re.IGNORECASE)
_PLACE = pattern(r"\s(?:parallels?|meridian|street|avenue|ave|arrondissement|st\b\.?)", re.IGNORECASE)
_SUPERLATIVE = pattern(r"[\s-](?:most|least|best|worst|\w{3,}est)\b", re.IGNORECASE)
_OUTDONE = pattern(
    r"\b(?:only|all|but)\b[^.;]{0,60}\b(?:were|was|have\sbeen|has\sbeen|had\sbeen)\s(?:more|less|better|worse|\w{3,}er)\b"
    r"|\b(?:have|has|had)\sbeen\s(?:more|less|better|worse|\w{3,}er)\b"
    r"|\b(?:most|least|best|worst|\w{3,}est)\s(?:but|except|bar|apart|after|behind)\b",
    re.IGNORECASE,
)
"""A rank told by naming those above: "only those of 2000 and 2006 were larger"."""
_COURSE = pattern(r"(?:^|[:|–—]\s)[A-Z]{2,5}[\s-]$")
_COURSE_ENDS = pattern(r"[A-Z]?(?:\s*(?:$|\n|[:|–—,(])|\s(?:syllabus|course|outline|reading|notes))")
_NAMES = pattern(r"\b(?:[Rr]oute|[Hh]ighway|[Ii]nterstate|[Aa]rea|[Ss]tudio|Boeing|Airbus|[Cc]atch)[\s-]$")
_NAME = pattern(r"\w\S*\s(?:.*\s)?[A-Z][a-z]{2,}\s$")
_NAME_ENDS = pattern(
    r"\s*(?:$|\n|[:;,()|–—?!.](?!\d)|(?:in|on|to|with|for|from|and|at|is|are|was|has|now)\s)", re.IGNORECASE
)
_LOWER = pattern(r"\s[a-z]{4,}")
_BEGINNERS = 101
_RACES = (26.2, 26.0, 42.0, 42.195, 42.2, 13.1, 21.1)
"""How long a marathon and its half are, which nobody says who names them."""


def is_no_claim(body: Body, stated: Figure, before: str) -> bool:
    """Whether the body owes the figure nothing; `before` are the title's words before it."""
    text, till = body.text, stated.till
    if stated.kind == "ordinal":
        return _is_no_rank(body, stated, before)
    if _ONE.match(stated.text) and stated.value == 1 and stated.hedge == "none":
        return not _is_counted(body, stated, before)
    if stated.kind == "count" and (stated.value == 0 or _is_a_single_thing(body, stated)):
        return True
    if stated.unit == "hour" and stated.value in _DAY_OR_TWO and _IN.search(before):
        return not any(figure.unit == "hour" for figure in body.of(body.figures))
    if stated.kind == "duration" and _IN.search(before):
        return not body.has_lengths(stated.unit)
    if stated.kind == "measure" and stated.value in _RACES:
        return body.has_word("marathon")
    if stated.kind in ("ratio", "multiple", "count") and (
        age := _AGE.search(text, stated.number_at - len(before), till + 20)
    ):
        return age.start() <= stated.number_at < age.end()
    if stated.kind == "count" and stated.text.isdigit():
        if _COURSE.search(before) and len(stated.text) in (3, 4) and _COURSE_ENDS.match(text, till):
            return True
        return bool(_NAMES.search(before)) or _is_of_a_name(body, stated, before)
    return False


def _is_a_single_thing(body: Body, stated: Figure) -> bool:
    """Whether "1 bear" is the bear that the body tells of, and never counts."""
    if stated.text != "1" or not stated.head or not stated.noun.lower().endswith(stated.head):
        return False
    return not untold.counts_persons(body, stated) and not _is_counted(body, stated, "")


def _is_counted(body: Body, stated: Figure, before: str) -> bool:
    """Whether "one" is a number: the body counts the same thing and, of a time, the title does not say "in one night"."""
    others = body.of(body.figures)
    if stated.kind == "duration":
        return not _IN.search(before) and any(other.unit == stated.unit for other in others)
    return bool(stated.head) and any(other.kind == "count" and other.head == stated.head for other in others)


def _is_no_rank(body: Body, stated: Figure, before: str) -> bool:
    """Whether an ordinal is a part ("a tenth ahead"), names a place, or is told in the body by what lies above it."""
    text, till = body.text, stated.till
    if _ARTICLE.search(before) and _A_PART.match(text, till):
        return True
    ranks = [other for other in body.of(body.figures) if other.kind == "ordinal"]
    if _PLACE.match(text, till):
        return not any(_PLACE.match(text, rank.till) for rank in ranks)
    if not _SUPERLATIVE.match(text, till) or any(_SUPERLATIVE.match(text, rank.till) for rank in ranks):
        return False
    return any(_is_told_rank(body, stated, found) for found in body.search(_OUTDONE))


def _is_told_rank(body: Body, stated: Figure, found: re.Match[str]) -> bool:
    """Whether a sentence that names what outdoes a thing names one fewer than its rank, or cannot be counted."""
    begins = max(body.text.rfind(". ", 0, found.start()), body.text.rfind("\n", 0, found.start()), found.start() - 40)
    above = [figure for figure in body.of(body.figures) if begins < figure.at and figure.till <= found.end()]
    counts = [figure.value for figure in above if figure.kind == "count"]
    dated = [figure for figure in above if figure.kind in ("year", "date")]
    return not (counts or dated) or stated.value - 1 in (*counts, len(dated))


def _is_of_a_name(body: Body, stated: Figure, before: str) -> bool:
    """Whether a bare number belongs to the name before it: "migrated to Postgres 15", "Physics 101".

    Only where the title is written like a sentence does a capital tell a name.
    """
    if stated.value == _BEGINNERS and before[-1:] == " ":
        return True
    return bool(
        _NAME.match(before) and _NAME_ENDS.match(body.text, stated.till) and _LOWER.search(before.split(" ", 1)[-1])
    )
