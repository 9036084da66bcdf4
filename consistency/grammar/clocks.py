"""Clocks: two times of day that are the ends of one stretch: "2-3pm", "10am to 6pm", "between 9:10 and 9:25 p.m."."""

from __future__ import annotations

import re

from consistency.grammar.lazy import pattern
from consistency.grammar.reading import Reading

_MOVED_FROM = pattern(
    r"\b(?:mov|delay|postpon|shift|chang|push|brought|switch|put back|reschedul|extend|cut)\w*\b[^.;]*\bfrom\s++$", re.I
)


def is_span(text: str, first: Reading, second: Reading) -> bool:
    """Whether they are the ends of one stretch: not where something moves from the one to the other."""
    if second.kind != "time" or second.value_to is not None or first.value_to is not None:
        return False
    if first.kind != "time":
        return first.bare and first.value <= 24
    return first.value < second.value and not _MOVED_FROM.search(text, max(0, first.start - 90), first.start)


def join(text: str, first: Reading, second: Reading) -> bool:
    """Make the first the stretch of both; the afternoon that only the second names is that of both. Always true."""
    bare = text[first.end - 1].isdigit() and not text[second.end - 1].isdigit()
    start = first.value if first.kind == "time" else 60 * first.value
    first.take_unit(second)
    first.value = start + (
        720.0 if bare and second.value >= 720 and start < 720 and start + 720 <= second.value else 0.0
    )
    first.value_to, first.end = second.value, second.end
    first.hedge, first.form = "range", "exact"
    return True
