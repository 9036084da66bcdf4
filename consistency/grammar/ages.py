"""Ages: bare numbers that the words around them make the age of somebody.

"aged 18", "Maddon, 66,", "she is 45", "died at 86", "those over 65", "children under five", "visitors 65 and older".
"""

from __future__ import annotations

import re

from consistency.grammar.lazy import pattern
from consistency.grammar.reading import Reading

_AGED = pattern(r"\b(?:aged?|ages|age of)\s++(?:between\s++|from\s++|about\s++|over\s++|under\s++)?$", re.I)
_AFTER_NAME = pattern(r"[A-Z][\w’'-]+,\s$")
_PRONOUN_IS = pattern(
    r"\b(?:[Hh]e|[Ss]he|who|[A-Z][a-z]+)\s++(?:is|was|will be|turn(?:s|ed)|turning|is now|was only|"
    r"was just)\s++(?:now\s++|only\s++|just\s++|about\s++)?$"
)
_END = pattern(
    r"\s*+(?:[.,;:)’'\"”—–]|$)|\s(?:when|by|at|on|in|and|of|from|after|while|years? old|next|this|last)\b", re.I
)
# "the life expectancy of sailors is around 73"
_DIED_AT = pattern(r"\b(?:died|dies|dying|retired|retires|dead|married|marries|weds) at (?:age |just |only )?$", re.I)
_AGE_OF = pattern(r"\b(?:life expectancy|(?:average|median|mean|retirement|pension) age)\b[^.;,\d]*+$", re.I)
_PERSONS = (
    r"(?:those|people|persons?|anyone|everyone|everybody|anybody|someone|children|child|kids|girls?|boys?|babies|infants|youths|"
    r"youngsters|juveniles|minors|teenagers|teens|adolescents|students|pupils|adults|men|women|males|females|parents|mothers|fathers|"
    r"seniors|pensioners|retirees|patients|drivers|motorists|voters|residents|citizens|workers|employees|players|visitors|guests|"
    r"customers|passengers|respondents|migrants|refugees|prisoners|inmates|singles|Americans|Britons|families with children)"
)
# "those over", "people who are under", "and most of them are"
_OVER_BEFORE = pattern(
    rf"\b(?:{_PERSONS}(?:\s++(?:who|that)\s++(?:is|are|was|were))?|(?:of\s++(?:them|those|whom|these)|they|who|half|third|quarter|"
    rf"{_PERSONS})\s++(?:are|were|is|was))\s++(?:(?:still|now|already|aged|all|also|currently|mostly|mainly)\s++)?$",
    re.I,
)
_OVER = pattern(r"(?:just\s++|well\s++)?(?:over|under|above|below|older\s++than|younger\s++than)\s", re.I)
_CLOSE = pattern(
    r"\s*+(?:[.,;:)!?’'\"”—–]|$)|\s(?:and|or|but|in|at|on|who|when|while|must|may|can|can't|cannot|could|should|will|would|are|is|"
    r"was|were|have|has|had|do|does|did|made|make|makes|said|say|says|to|as|for|from|with|by|compared|rose|fell|grew|account\w*|"
    r"with|without|won't|don't)\b|\s(?![a-z]*s\b)[a-z]+\b"  # a verb; "people under five flags" counts these
)
_OLDER = pattern(r"\s++(?:or|and)\s++(?:older|younger)$")
_PERSON_BEFORE = pattern(rf"\b{_PERSONS}\s++$", re.I)
_AND_OVER = pattern(r"\s++(?:or|and)\s++(?:over|under|above|below|up)$")
# "the brothers, 26 and 29,"
_PLURAL_PERSONS = (
    r"(?:brothers|sisters|twins|siblings|men|women|boys|girls|couple|pair|parents|sons|daughters|children|kids|teenagers|teens|"
    r"suspects|victims|students|cousins|friends|brothers-in-law|soldiers|officers|sailors|climbers|hikers|swimmers|players|drivers|"
    r"defendants|partners|spouses|grandchildren|trio|duo|nephews|nieces|husbands|wives|lovers|newlyweds|colleagues|workers)"
)
_OF_PERSONS = pattern(rf"\b{_PLURAL_PERSONS},\s++(?:aged\s++)?$")
_AGED_ALONE = pattern(r"\baged\s++$", re.I)
_LISTED = pattern(r"(?:,|,?\s++and)\s++")
_HIGHEST = 125


def mark(text: str, reading: Reading, floor: int) -> None:
    """Read a bare number as an age where the words around it say so."""
    if reading.unit or reading.scaled or not 0 < reading.value < _HIGHEST or reading.written == "vague":
        return
    if _is_age(text, reading, max(floor, reading.start - 30), floor):
        _make(reading)


def mark_lists(text: str, readings: list[Reading]) -> None:
    """Read as ages the numbers in commas behind persons or "aged": "the brothers, 26 and 29,"."""
    for place, reading in enumerate(readings):
        if reading.kind == "age":
            if not _AGED_ALONE.search(text, max(0, reading.start - 6), reading.start):
                continue
        elif not _may_be(reading) or not _OF_PERSONS.search(text, max(0, reading.start - 32), reading.start):
            continue
        row = [reading]
        for other in readings[place + 1 :]:
            if not _may_be(other) or not _LISTED.fullmatch(text, row[-1].end, other.start):
                break
            row.append(other)
        if len(row) > 1 and text[row[-1].end : row[-1].end + 1] in (",", ".", ";", ")", ""):
            for one in row:
                _make(one)


def _may_be(reading: Reading) -> bool:
    return reading.bare and reading.written == "digits" and reading.grain == 1.0 and 0 < reading.value < _HIGHEST


def _make(reading: Reading) -> None:
    reading.kind, reading.unit, reading.dimension, reading.form = "age", "year", "time", "digits"
    reading.noun = reading.head = ""


def _is_age(text: str, reading: Reading, begin: int, floor: int) -> bool:
    start, end = reading.start, reading.end
    if (
        _AGED.search(text, begin, start)
        or (_DIED_AT.search(text, begin, start) and _END.match(text, end))
        or _AGE_OF.search(text, max(floor, start - 70), start)
    ):
        return True
    if reading.grain != 1.0:
        return False
    if reading.hedge != "none" and reading.start != reading.number_at and _OVER.match(text, start):
        return bool(_OVER_BEFORE.search(text, max(floor, start - 48), start) and _CLOSE.match(text, end))
    behind = text[end - 16 : end] if reading.hedge in ("at least", "up to", "less than") else ""
    if behind and _OLDER.search(behind):
        return True
    if behind and _AND_OVER.search(behind) and _PERSON_BEFORE.search(text, begin, start):
        return _CLOSE.match(text, end) is not None
    following = text[end : end + 1]
    if (
        following == ","
        and reading.written == "digits"
        and reading.value >= 10
        and reading.value_to is None
        and text[start - 2 : start] == ", "
        and _AFTER_NAME.search(text, begin, start)
    ):
        return True
    return (
        following != ""
        and following in ".,; )"
        and _PRONOUN_IS.search(text, begin, start) is not None
        and _END.match(text, end) is not None
        and reading.value >= 5
    )
