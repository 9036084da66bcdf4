"""Indices: points that measure a market, and are rounded though they look like counts.

"The index gained 62 points, or 1.4 percent, to 4,410": nobody counts these points, and the percentage is worked out of their
decimals.
"""

from __future__ import annotations

from itertools import pairwise

from consistency.grammar.lazy import pattern
from consistency.grammar.reading import Reading

_MARKET = pattern(
    r"\b(?:[Ii]ndex|[Ii]ndices|[Ii]ndexes|[Cc]omposite|[Aa]verage|[Ss]tocks?|[Ss]hares|Dow|Nasdaq|NASDAQ|S&P|FTSE|Footsie|Nikkei|DAX|CAC|"
    r"Sensex|Nifty|Hang Seng|Ibex|Stoxx|Russell|ASX|TSX|Kospi|Topix)\b"
)
_OR = pattern(r"(?:\spoints?)?(?:,?\sor\s(?:about\s)?|,\s(?:about\s)?|\s\()")


def apply(text: str, spans: list[tuple[int, int]], readings: list[Reading]) -> None:
    """Take the bare numbers and points of a sentence for rounded where one of them is told in percent as well, of a market."""
    told = [min(one.start, other.start) for one, other in pairwise(readings) if _are_points(text, one, other)]
    for start, end in spans if told else ():
        if any(start <= at < end for at in told) and _MARKET.search(text, start, end):
            for reading in readings:
                if start <= reading.start < end and reading.form == "exact" and _may_be_points(reading):
                    reading.form = "rounded"


def _are_points(text: str, one: Reading, other: Reading) -> bool:
    """Whether one of the two is a number of points, the other what it comes to in percent."""
    kinds = {one.kind: one, other.kind: other}
    if kinds.keys() != {"count", "percent"} or not _may_be_points(kinds["count"]):
        return False
    return _OR.fullmatch(text, one.end, other.start) is not None


def _may_be_points(reading: Reading) -> bool:
    return reading.kind == "count" and not reading.unit and reading.head in ("", "point")
