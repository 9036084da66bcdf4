"""Carrying: what a figure leaves out because its neighbour has said it: what it counts. Units: see `gapped`."""

from __future__ import annotations

import re
from itertools import pairwise

from consistency.figure import NO_QUANTITIES
from consistency.grammar import nouns as noun_phrases
from consistency.grammar.lazy import pattern
from consistency.grammar.reading import Reading

_OF_WHOLE = pattern(
    r"\s++(?:out\s++)?of\s++(?:the|its|their|his|her|our|those|these|some|about|nearly|"
    r"more\s++than)?\s*+(?:(?:\w+\s++)?(?:[\w-]+['’]s?\s++)?(?:\w+\s++)?)$"
)
_JOINING = frozenset(
    ["and", "or", "to", ",", "of", "-", "in", "out of", "-,", "- and", "- or", "- to", ", and", "-, and", "compared with", "versus",
     "vs", "vs."]
)  # fmt: skip
# Between two counts of one thing: " in 2019 and ", ", up from ", " last year, compared with only ".
_GAPPED = pattern(
    r"(?:\s++(?:in|for|by|during|last|this|on|at)\s++[\w.]+(?:\s[\w.]+)?)?,?\s++(?:and|to|from|up from|"
    r"down from|compared (?:with|to)|versus|against|but)"
    r"\s++(?:only\s++|just\s++)?"
)
_REST = pattern(r"\b(?:remaining|another|other|further|additional)\s++$")
_OF_THE = pattern(r"\bOf (?:(?:the|its|their|these|those|every|each|all)\s++(?:\w+\s++)?)?$")
# The same thing at another time or out of a whole, said behind a comma: "187 seats ..., down from 204", ", out of 311,000".
_APART = pattern(r",\s++(?:(?:up|down)\s++from|compared\s++(?:with|to)|against|out\s++of)\s++(?:only\s++|just\s++)?$")
# "2,016 branches; it now has 1,204", "took on 250 staff, lost 90 and ended the year with 1,460".
_HAS_NOW = pattern(
    r"[,;]\s++(?:and\s++|but\s++)?(?:it|they|he|she|we|which|that|there)\s++(?:now\s++|then\s++|still\s++|today\s++)?"
    r"(?:has|have|had|is|are|was|were)\s++(?:now\s++)?(?:only\s++|just\s++)?$"
)
_DID = pattern(
    r"(?:,|,?\s++(?:and|but))(?:\s++then)?\s++(?!(?:almost|most|about|but|out|without)\b)[a-z]+(?:ed|ost|ught|ent|ept|ut|ook|old|ew|ade|ave|gan|ran|won|und|id)\s++"
    r"(?:(?:on|off|out|up|away)\s++|(?:(?:the|last|that)\s++[a-z]+\s++)?with\s++)?"
)
_OF_WHOM = pattern(r"\s++of\s++(?:whom|which|them)\b")
_ENDS = pattern(
    r"\s*+(?:[.,;)!?]|$)|\s++(?:and|but|or|in|from|last|a|this|by|at|on|(?:[a-z]+|\d+)\s++(?:years?|months?|weeks?|days?)\s++(?:ago|earlier))\b"
)
_SUBJECT = pattern(
    r"(?:^|[.;,]\s++|\band\s++|\bthe\s++)([a-z]{3,}s),\s++(?:at|to|from)\s++(?:about\s++|only\s++)?$", re.I
)
_STOPPED = pattern(r"[.;!?]\s")
_ENDED = pattern(r"[.!?]\s")


def nouns(text: str, readings: list[Reading]) -> None:
    """Give a count without a noun that of its whole ("3,400 of the 18,000 soldiers") or of its neighbour."""
    counted = [reading for reading in readings if reading.kind not in NO_QUANTITIES]
    for reading, after in zip(reversed(counted[:-1]), reversed(counted[1:]), strict=True):
        if reading.noun or not after.noun or after.unit or after.kind != "count" or not _lacks_noun(reading):
            continue
        gap = text[reading.end : after.start]
        if len(gap) > 48:
            continue
        whole = _OF_WHOLE.match(gap) is not None
        if whole or (reading.kind == "count" and (gap.strip().lower() in _JOINING or _GAPPED.fullmatch(gap))):
            reading.noun, reading.head = after.noun, after.head
    _measured(text, counted)
    known: Reading | None = None
    near = -1  # where the last count of the known noun ended
    for reading in counted:
        if reading.kind != "count" or reading.unit:
            continue
        if not reading.noun:
            _subject(text, reading)
        if reading.noun:
            known, near = reading, reading.tail or -1
        elif known is not None and _shares_noun(text, known, reading, near):
            reading.noun, reading.head = known.noun, known.head
            near = reading.end


def _measured(text: str, counted: list[Reading]) -> None:
    """Give a count the noun behind the measure of what it counts: "two 500mg tablets"."""
    for reading, after in pairwise(counted):
        if (
            after.start - reading.end == 1
            and text[reading.end] == " "
            and reading.kind == "count"
            and not (reading.noun or reading.unit)
            and after.kind in ("measure", "duration", "money", "percent", "age")
            and after.value_to is None
        ):
            noun, head, end = noun_phrases.phrase(text, after.end, min(len(text), after.end + 60))
            if noun and noun_phrases.is_plural(noun.lower().rpartition(" ")[2]):
                reading.noun, reading.head, reading.tail = noun, head, end


def _subject(text: str, reading: Reading) -> None:
    """Give a count the plural that it follows in apposition: "customers, at 612, were"."""
    if text[reading.end : reading.end + 1] != ",":
        return
    found = _SUBJECT.search(text, max(0, reading.start - 40), reading.start)
    if found and noun_phrases.is_plural(found[1].lower()):
        reading.noun, reading.head = found[1], noun_phrases.singular(found[1].lower())


def _shares_noun(text: str, known: Reading, reading: Reading, near: int) -> bool:
    """Whether the count has the noun of the last that has one; `near` is where its last count ended, or -1."""
    if (
        _is_level(text, known, reading)
        or (near >= 0 and reading.start - near < 48 and _GAPPED.fullmatch(text[near : reading.start]))
        or _REST.search(text, max(0, reading.start - 14), reading.start)
        or (_OF_THE.search(text, max(0, known.start - 12), known.start)
        and 0 < reading.start - known.end < 90 and not _STOPPED.search(text, known.end, reading.start))
    ):  # fmt: skip
        return True
    if reading.start - known.end > 90 or _ENDED.search(text, known.end, reading.start):
        return False
    if near >= 0 and reading.start - near < 32 and _OF_WHOM.match(text, reading.end):
        return True
    if not _ENDS.match(text, reading.end):
        return False
    begin = max(known.end, reading.start - 40)
    return (
        _APART.search(text, begin, reading.start) is not None
        or _HAS_NOW.search(text, begin, reading.start) is not None
        or (
            0 <= near < reading.start
            and reading.start - near < 48
            and _DID.fullmatch(text[near : reading.start]) is not None
        )
    )


def _lacks_noun(reading: Reading) -> bool:
    """Whether the figure can take the noun of another: a count, or a share of a counted whole."""
    return reading.kind in ("ratio", "percent") or (reading.kind == "count" and not reading.unit)


_LEVEL = pattern(r"\b(?:at|to)\s++$")


def _is_level(text: str, known: Reading, reading: Reading) -> bool:
    """Whether both are levels of an index: "closed at 1,463.78 points, while the other ended at 1,334.20"."""
    return (
        known.head == "point"
        and reading.grain < 1
        and reading.start - known.end < 120
        and _LEVEL.search(text, max(0, known.start - 4), known.start) is not None
        and _LEVEL.search(text, max(0, reading.start - 4), reading.start) is not None
        and not _STOPPED.search(text, known.end, reading.start)
    )
