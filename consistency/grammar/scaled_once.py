"""A scale that a sentence tells once for all its bare numbers: "390, 408 and 424 (all in millions)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from consistency.grammar.lazy import pattern
from consistency.grammar.number_words import SCALES
from consistency.grammar.reading import Reading

_WORDS = ("thousand", "million", "billion", "trillion")
_TOLD = pattern(
    r"\((?:(?:all|both|each|the|figures|numbers|amounts|values|sums|are|is|given|quoted|shown|stated|expressed|of them|in|[$€£])\s?)+\b"
    r"(thousand|million|billion|trillion)s?\b[^()\d]{0,12}\)",
    re.IGNORECASE,
)
_BELOW = 10_000
"""Larger numbers are rather written out: "4,120,000 (all in millions)"."""


def apply(text: str, spans: Sequence[tuple[int, int]], readings: list[Reading]) -> list[Reading]:
    """The readings, with the bare numbers in front of a bracket that tells their scale scaled, and nothing in it."""
    if not any(word in text for word in _WORDS):
        return readings
    for told in _TOLD.finditer(text):
        start = next((start for start, end in spans if start <= told.start() < end), told.start())
        for reading in readings:
            if start <= reading.start < told.start() and _is_bare(reading):
                reading.scale_by(10.0 ** SCALES[told[1].lower()])
                reading.form = "rounded"
        readings = [reading for reading in readings if not told.start() <= reading.start < told.end()]
    return readings


def _is_bare(reading: Reading) -> bool:
    return (
        (reading.kind == "count" or reading.kind == "money")
        and reading.written == "digits"
        and reading.value_to is None
        and not (reading.scaled or reading.noun or reading.rate)
        and abs(reading.value) < _BELOW
    )
