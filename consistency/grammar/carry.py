"""Carrying: what a figure leaves out because its neighbour has said it: what it counts. Units: see `gapped`."""

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
