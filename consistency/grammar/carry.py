"""Carrying: what a figure leaves out because its neighbour has said it, a unit or what it counts."""

from __future__ import annotations

from consistency.grammar.lazy import pattern
from consistency.grammar.reading import Reading

_OF_WHOLE = pattern(
    r"\s++(?:out\s++)?of\s++(?:the|its|their|his|her|our|those|these|some|about|nearly|"
    r"more\s++than)?\s*+(?:\w+\s++)?$"
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
_OF_THE = pattern(r"\bOf (?:the|its|their|these|those)\s++(?:\w+\s++)?$")
_STOPPED = pattern(r"[.;!?]\s")
_WHEN = ("year", "date", "time")
_TOGETHER = pattern(
    r"\b(?:and|but|versus|vs|against|compared (?:with|to)|to|(?:up |down )?from)\s++(?:only\s++|just\s++|about\s++)?$"
)
_TIME_SAID = pattern(
    r"\b(?:in|by|on|during|at)\s++(?:[12]\d{3}|the\s++(?:first|second|third|fourth|last|previous|prior)|[A-Z][a-z]+)\b|"
    r"\b(?:last|this|next|previous)\s++[a-z]+|\bearlier\b|\bago\b|\bnow\b|\btoday\b"
)
_SAME_TIME = pattern(
    r"\s++(?:(?:in|by|on|during)\s++(?:[12]\d{3}\b|the\s++(?:first|second|third|fourth|last|previous|prior)\b|[A-Z][a-z]+\b)|"
    r"(?:last|this|next|the previous|a|the)\s++(?:year|month|week|day|quarter|season|summer|winter|spring|autumn|decade)\b|"
    r"now\b|today\b)"
)
_SENTENCE_END = pattern(r"[.;!?](?=\s|$)")
_CARRIED = ("measure", "percent", "point", "duration")


def units(text: str, readings: list[Reading]) -> None:
    """Give a bare number the unit of an earlier one with which it is compared over time.

    "15.9 degrees in May and 12.1 last year": both say when, nothing is counted, and a conjunction stands between.
    """
    known: Reading | None = None
    for reading in readings:
        if reading.kind in _WHEN:
            continue
        if reading.kind in _CARRIED and not reading.scaled:
            known = reading
        elif known is not None and reading.bare and reading.written == "digits":
            gap = text[known.end : reading.start]
            if (
                len(gap) < 72
                and not _SENTENCE_END.search(gap)
                and _TOGETHER.search(gap)
                and _TIME_SAID.search(gap)
                and _SAME_TIME.match(text, reading.end)
            ):
                reading.take_unit(known)
                reading.form = "digits" if reading.kind in ("percent", "point") else "rounded"
        else:
            known = None


def nouns(text: str, readings: list[Reading]) -> None:
    """Give a count without a noun that of its whole ("3,400 of the 18,000 soldiers") or of its neighbour."""
    counted = [reading for reading in readings if reading.kind not in _WHEN]
    for reading, after in zip(reversed(counted[:-1]), reversed(counted[1:]), strict=True):
        if reading.noun or not after.noun or after.unit or after.kind != "count" or not _lacks_noun(reading):
            continue
        gap = text[reading.end : after.start]
        if len(gap) > 48:
            continue
        whole = _OF_WHOLE.match(gap) is not None
        if whole or (reading.kind == "count" and (gap.strip().lower() in _JOINING or _GAPPED.fullmatch(gap))):
            reading.noun, reading.head = after.noun, after.head
    known: Reading | None = None
    for reading in counted:
        if reading.kind != "count" or reading.unit:
            continue
        if reading.noun:
            known = reading
        elif known is not None and (
            _is_level(text, known, reading)
            or (known.tail and reading.start - known.tail < 48 and _GAPPED.fullmatch(text[known.tail : reading.start]))
            or _REST.search(text, max(0, reading.start - 14), reading.start)
            or (_OF_THE.search(text, max(0, known.start - 12), known.start)
            and 0 < reading.start - known.end < 90 and not _STOPPED.search(text, known.end, reading.start))
        ):  # fmt: skip
            reading.noun, reading.head = known.noun, known.head


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
