"""What follows from the percentages of the body: the rest of a whole, how often one goes into another, a rate after a step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.implied.pairs import Values

_WHOLE = 100.0
_RISE = pattern(
    r"\b(?:add(?:s|ed|ing)?|rais(?:es?|ed|ing)|hik(?:es?|ed|ing)|lift(?:s|ed|ing)?|increas(?:es?|ed|ing)|put on)\b",
    re.IGNORECASE,
)
_FALL = pattern(
    r"\b(?:cut(?:s|ting)?|lower(?:s|ed|ing)?|reduc(?:es?|ed|ing)|trim(?:s|med|ming)?|shav(?:es?|ed|ing)|took|takes?)\b",
    re.IGNORECASE,
)
_POINT = pattern(r"\s(?:of\s)?an?\s(?:percentage\s)?point\b", re.IGNORECASE)
_RESULT = pattern(r"\b(?:to|at|reach(?:es|ed|ing)?)\s+(?:now\s+)?$", re.IGNORECASE)


class Rates(NamedTuple):
    """In order of value: `rests` of a whole, `multiples` of one percentage in another, percentages `after_steps`."""

    rests: Values
    multiples: Values
    after_steps: Values


def of_percentages(text: str, figures: Sequence[Figure]) -> Rates:
    """What the percentages among the figures imply."""
    return Rates(_rests(figures), _multiples(figures), sorted(_after_steps(text, figures)))


def _rests(figures: Sequence[Figure]) -> Values:
    """What each percentage leaves of the whole: two thirds stay at home where the turnout is 34 percent."""
    return sorted(
        (_WHOLE - figure.value, f"{_WHOLE:g} - {figure.text}")
        for figure in figures
        if figure.kind == "percent" and figure.value_to is None and 0 < figure.value < _WHOLE
    )


def _multiples(figures: Sequence[Figure]) -> Values:
    """How many times one percentage is the other one next to it in its sentence."""
    percentages = [figure for figure in figures if figure.kind == "percent" and figure.value > 0]
    return sorted(
        (max(one.value, other.value) / min(one.value, other.value), f"{one.text} and {other.text}")
        for one, other in pairwise(percentages)
        if one.sentence == other.sentence and one.value != other.value
    )


def _after_steps(text: str, figures: Sequence[Figure]) -> Iterator[tuple[float, str]]:
    """What a rate is after a step in points that the same sentence adds to it or takes from it."""
    for one, other in pairwise(figures):
        if "percent" not in (one.kind, other.kind) or one.kind == other.kind or one.sentence != other.sentence:
            continue
        rate, step = (one, other) if one.kind == "percent" else (other, one)
        if not _is_step(text, step):
            continue
        if rate is other and _RESULT.search(text, max(0, rate.at - 20), rate.number_at):
            continue
        before = max(text.rfind(". ", 0, one.at), text.rfind("\n", 0, one.at), 0)
        for verb, sign in ((_RISE, 1), (_FALL, -1)):
            if verb.search(text, before, other.till):
                yield rate.value + sign * step.value, f"{step.text} and {rate.text}"


def _is_step(text: str, figure: Figure) -> bool:
    """Whether a figure counts points, or is a part of one: "half a point"."""
    if figure.kind in ("ratio", "count"):
        return figure.head == "point" or _POINT.match(text, figure.till) is not None
    return figure.kind == "point"
