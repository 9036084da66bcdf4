"""The margin by which a match is won or a vote carried: the difference of a score's two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.implied.pairs import Values

_BY = pattern(
    r"\b(?:(?<!\w\s)down|(?<!\w\s)up|by|lead\sof|lead\sto|margin\sof|majority\sof|ahead\sby)\s+(?:just\s+|only\s+)?(?:an?\s+)?$",
    re.IGNORECASE,
)
_WIN = pattern(
    r"[\s-](?:[\w-]+[\s-])?(?:win|wins|victory|lead|defeat|loss|margin|majority|rout|thrashing|hammering|clear|ahead|behind|up|down)\b",
    re.IGNORECASE,
)
_TO = pattern(
    r"(?:\s[a-z]+)?\s(?:(?:to|against)\s|in\s(?:reply|answer|response)\sto\s(?:[\w’'-]+\s){0,2})", re.IGNORECASE
)


_PAIRED = (("count", "count"), ("percent", "percent"), ("percent", "count"))


def is_margin(text: str, stated: Figure, start: int) -> bool:
    """Whether a count of the title, which begins at `start`, says by how much somebody won or lost: "by 12", "a three-goal lead"."""
    if stated.kind not in ("count", "point"):
        return False
    return bool(_BY.search(text, start, stated.number_at) or _WIN.match(text, stated.till))


def of_scores(text: str, figures: Iterable[Figure]) -> Values:
    """The differences of the two numbers of each score, and of two counts told as one: "31 votes to 23"."""
    return sorted(_differences(text, list(figures)))


def are_a_pair(text: str, one: Figure, other: Figure) -> bool:
    """Whether two counts, or two percentages of which the second may leave out its unit, are told as one: "70 to 29"."""
    kinds = (one.kind, other.kind)
    return kinds in _PAIRED and _TO.fullmatch(text, one.till, other.number_at) is not None


def _differences(text: str, figures: list[Figure]) -> Iterator[tuple[float, str]]:
    for figure in figures:
        if figure.kind == "score" and figure.value_to is not None:
            yield abs(figure.value - figure.value_to), figure.text
    for one, other in pairwise(figures):
        if one.kind == "count" and are_a_pair(text, one, other):
            yield abs(one.value - other.value), f"{one.text} to {other.text}"
