"""The hours between two times of the day, as a story tells them: from noon, until 8.20 the next morning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.implied.pairs import Values
from consistency.implied.times import Search

_SPOKEN = pattern(
    r"\b(?:(?P<noon>noon|midday|midnight)|(?P<hour>1?\d)(?:[.:](?P<minute>[0-5]\d))?(?=\s(?:the\s(?:next|following)|in\sthe|"
    r"that|this)\s(?P<part>morning|afternoon|evening)))\b",
    re.IGNORECASE,
)
_NEXT = pattern(
    r"(?:,|\son)?\s(?:the\s(?:next|following)\s(?:day|morning|afternoon|evening)|a\sday\slater)\b", re.IGNORECASE
)
_DAY = 24 * 60
_NEAR = 200


class _Time(NamedTuple):
    at: int
    till: int
    minutes: float


def lengths(text: str, figures: Sequence[Figure], search: Search) -> dict[str, Values]:
    """By unit, from each time of the day to the next one told, where one of them is told in words."""
    spoken = [_Time(found.start(), found.end(), _minutes(found)) for found in search(_SPOKEN)]
    if not spoken:
        return {}
    clock = [_Time(one.at, one.till, one.value) for one in figures if one.kind == "time" and one.value_to is None]
    found: dict[str, Values] = {"minute": [], "hour": []}
    for one, other in pairwise(sorted({time.at: time for time in (*clock, *spoken)}.values())):
        if other.at - one.till > _NEAR:
            continue
        minutes = (other.minutes - one.minutes) % _DAY or (_DAY if _NEXT.match(text, other.till) else 0)
        how = f"{text[one.at : one.till]} to {text[other.at : other.till]}"
        found["minute"].append((minutes, how))
        found["hour"].append((minutes / 60, how))
    return {unit: sorted(values) for unit, values in found.items()}


def _minutes(found: re.Match[str]) -> float:
    if found["noon"]:
        return 0.0 if found["noon"].lower() == "midnight" else _DAY / 2
    hour = int(found["hour"]) % 12 + (0 if found["part"].lower() == "morning" else 12)
    return 60.0 * hour + int(found["minute"] or 0)
