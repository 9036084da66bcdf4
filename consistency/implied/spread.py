"""What the figures of one sentence, or of two, imply though they count different things or leave out their unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.implied.pairs import ADDABLE, Values

_NEIGHBOURS = 3
_FEWEST = 3
_LEFT = pattern(r"\b(?:leav(?:es|ing)|left|remain\w*|only)\b")
_MISSING = pattern(r"[^.;:]{0,40}\b(?:missing|unaccounted|remain\w*|left|still)\b", re.IGNORECASE)
_THAN = pattern(
    r"\s(?:more|fewer|less|faster|slower|quicker|longer|shorter|earlier|later|older|younger)\b", re.IGNORECASE
)


def is_rest(text: str, stated: Figure) -> bool:
    """Whether a count of the title is what is left of a whole: "4 children still missing"."""
    return stated.kind == "count" and _MISSING.match(text, stated.till) is not None


def is_difference(text: str, stated: Figure) -> bool:
    """Whether a bare count of the title says how far another figure of it is from one of the body: "25 faster"."""
    return stated.kind == "count" and _THAN.match(text, stated.till) is not None


def shares(text: str, figures: Sequence[Figure]) -> Values:
    """In percent, each count of the next ones, whatever they count: "20,400 cases and 408 deaths"."""
    return sorted(
        (100 * min(one.value, other.value) / max(one.value, other.value), f"{one.text} and {other.text}")
        for one, other in _neighbours(figures)
        if 0 < min(one.value, other.value) < max(one.value, other.value)
        and (
            (one.sentence == other.sentence and one.head and other.head) or _LEFT.search(text, other.at - 30, other.at)
        )
    )


def rests(figures: Sequence[Figure]) -> Values:
    """What each count leaves of a larger one before it in its sentence: of seven aboard three were found."""
    return sorted(
        (whole.value - part.value, f"{whole.text} and {part.text}")
        for whole, part in _neighbours(figures)
        if whole.sentence == part.sentence and whole.value > part.value
    )


def sums(figures: Sequence[Figure]) -> dict[str, Values]:
    """By unit, the sums of those that say their unit once: "16 years, 14 and 11"."""
    found: dict[str, Values] = {}
    for _, sentence in groupby(figures, lambda figure: figure.sentence):
        run: list[Figure] = []
        for figure in sentence:
            if figure.unit and figure.kind in ADDABLE:
                _add(found, run)
                run = [figure]
            elif run and figure.kind == "count" and not figure.head:
                run.append(figure)
        _add(found, run)
    return {unit: sorted(values) for unit, values in found.items()}


def _add(found: dict[str, Values], run: list[Figure]) -> None:
    if len(run) >= _FEWEST:
        how = " + ".join(figure.text for figure in run)
        found.setdefault(run[0].unit, []).append((sum(figure.value for figure in run), how))


def _neighbours(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    counts = [figure for figure in figures if figure.kind == "count" and figure.value_to is None]
    for distance in range(1, _NEIGHBOURS + 1):
        for one, other in zip(counts, counts[distance:], strict=False):
            if other.sentence - one.sentence <= 2:
                yield one, other


def differences(lengths: Sequence[float]) -> Values:
    """The differences of lengths of time in one unit."""
    ordered = sorted(set(lengths))
    return [(more - less, f"{more:g} - {less:g}") for less, more in pairwise(ordered)]
