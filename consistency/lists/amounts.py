"""Amounts: a row of things each with its number, "roads $4 million, schools $3 million and parks $1 million".

Such a row behind a colon tells the parts of what stands before it. It may leave something out, but who closes it with "and"
leaves out much or nothing: parts that come near the whole and miss it are a wrong figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.slip import slips_from

_LED = pattern(r"(?:another|only|just|the|a|a further|the (?:other|remaining|first|last))?\s*$", re.IGNORECASE)
_JOINED = pattern(
    r"(?:[,;]|\band\b|\bplus\b|,\s+while\b)\s*(?:and |plus )?(?:another|only|just|the other|the remaining)?\s*$",
    re.IGNORECASE,
)
_ENDED = pattern(
    r"[^,;]*?\w[^,;]*$|\s*(?:\([^()]*\)\s*)?(?:,\s*(?:and\s|plus\s)?|(?:and|plus)\s)[^,;]*?\w[^,;]*$", re.IGNORECASE
)
_CLOSED = pattern(r"\s*(?:\([^()]*\)\s*)?(?:[.;!?]|$)")
_AND = pattern(r"\b(?:and|plus)\b[^,;]{0,40}$", re.IGNORECASE)
_PLACED = pattern(
    r"(?:\s[\w'’-]+){0,2}?\s(from|in|at|by|under|on|for|to|through|during|after|before)\b(?! (?:of|in) )", re.IGNORECASE
)
_NUMBERED = pattern(r"\s(?:the |all )?(?:\d|two|three|four|five|six|all)\b", re.IGNORECASE)
_BEHIND_COMMA = pattern(r",\s*(?:with )?$")
_SAID = pattern(
    r"\s*(?:\w+ly |also )?(?:is|are|was|were|has|have|had|do|did|will|would|can|could|may|might|must|say|said|take|took|get|got"
    r"|go|went|come|came|own|use|like|want|know|knew|live|work|speak|spoke|think|thought|keep|kept|\w+ed(?= \w))\b",
    re.IGNORECASE,
)
_FEW = 30
"""Of so many things one that is left out would be told."""
_ROUND = 200
"""From where on a count that ends in zeros may be a rounded one: "120 exams" were counted."""
_MORE = 2
"""By how much the parts of a few things may come to more by mistake."""
_NEAR = 10
"""Parts that are meant as all come to more than their whole by at most this part of it, or by one."""
_FAR = 5
"""Where a digit is wrong in one of them, by at most this part of it."""


def is_row(text: str, start: int, figures: Sequence[Figure]) -> bool:
    """Whether each of the figures begins an item of the row at `start`, or each of them ends one."""
    if not figures:
        return False
    begins = _LED.fullmatch(text[start : figures[0].at].lstrip()) is not None
    between = [text[one.till : other.at] for one, other in pairwise(figures)]
    if begins:
        return all(_JOINED.search(words) for words in between)
    behind = text[figures[-1].till : figures[-1].till + 80]
    return _CLOSED.match(behind) is not None and all(_ENDED.fullmatch(words) for words in between)


def apposed(text: str, figures: Sequence[Figure]) -> Sequence[Figure]:
    """The parts behind the first figure: those that follow its comma, each in, at, from or for something, closed by "and":
    "nine on Sunday and ten on Monday". None where it is itself one of a row of such ("30 in Rome, 12 in Bern ...").
    """
    whole, rest = figures[0], figures[1:]
    place = _PLACED.match(text, whole.till)
    if len(rest) < 2 or not _BEHIND_COMMA.search(text, whole.till, rest[0].at):
        return ()
    prepositions = set[str]()
    parts: list[Figure] = []
    for part in rest:
        found = _PLACED.match(text, part.till)
        if not found or (parts and not _JOINED.search(text[parts[-1].till : part.at])):
            break
        prepositions.add(found[1])
        parts.append(part)
    same = len(prepositions) == 1 or prepositions <= {"on", "at", "in"}
    sibling = place is not None and place[1] in prepositions and not _NUMBERED.match(text, place.end())
    return parts if len(parts) > 1 and same and not sibling and _AND.search(parts[-1].before) else ()


def is_off_by_slip(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts miss their whole as one wrong figure would make them: they come to little more or to one less, or a
    likely slip stands between."""
    gap = sum(part.value for part in parts) - whole.value
    if is_rounded(whole, parts):
        return False
    if whole.kind == "count" and whole.value <= _FEW:
        return -1 <= gap <= _MORE
    return 0 < gap <= whole.value / _NEAR or slips_from(parts, whole)


def may_overlap(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts that come to more are told by verbs, as what is said of some may be true of others too: "32 are warm in
    May and 33 in June"."""
    return sum(part.value for part in parts) > whole.value and any(_SAID.match(part.after) for part in parts)


def is_rounded(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a rounder whole than its parts is what they come to: "12,000 guests: 6,412 on Saturday and 5,723 on Sunday"."""
    gap = abs(sum(part.value for part in parts) - whole.value)
    return (
        (whole.unit != "" or whole.value >= _ROUND)
        and whole.round_to > max(part.round_to for part in parts)
        and gap <= whole.round_to / 2
    )


def misses(whole: Figure, parts: Sequence[Figure]) -> str:
    """How sure it is that a row is meant to come to the whole that it misses; empty where it need not."""
    gap = sum(part.value for part in parts) - whole.value
    if is_rounded(whole, parts) or (gap < 0 and not _AND.search(parts[-1].before)):
        return ""
    if gap < 0 and any(_SAID.match(part.after) for part in parts):
        return ""
    few = whole.kind == "count" and whole.value <= _FEW
    if 0 < gap <= max(1.0, whole.value / _NEAR) or (gap == -1 and few):
        return "low" if any(figure.hedge != "none" for figure in (whole, *parts)) else "medium"
    return "low" if abs(gap) <= whole.value / _FAR and slips_from(parts, whole, likely=False) else ""
