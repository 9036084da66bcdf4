"""Scores: whether two whole numbers with a dash between them are a score, a vote or a tally ("2-1", "61-39", "250-8")."""

from __future__ import annotations

import re

from consistency.grammar.lazy import pattern
from consistency.grammar.reading import Reading

_BEFORE = pattern(
    r"\b(?:win|wins|won|beat|beating|beaten|lost|lose|loss|losing|defeat\w*|draw|drew|victor\w+|led|lead\w*|"
    r"tie[ds]?|tying|trail\w*|score\w*|"
    r"aggregate|triumph\w*|down|up|at|ahead|final|vote[ds]?|voting|ruled|ruling|record|series|deadlock\w*|"
    r"thrash\w*|over|against|a|the|"
    r"leading|pass(?:ed|es)|approv\w+|reject\w*|surviv\w+|adopt\w*|confirmed|went|go|goes|set|sets|finish\w*|made it|make it|half-time|halftime)\b[^.;]{0,40}$",
    re.I,
)
_AFTER = pattern(
    r"\s++(?:win|victory|defeat|loss|draw|lead|vote|decision|ruling|majority|scoreline|aggregate|record|home|"
    r"away|thrashing|triumph|"
    r"success|tie|on aggregate|start|run|overtime|drubbing|deficit|advantage|in favor|in favour|at|to|over|"
    r"against|odds|"
    r"\d{1,2}[-–]\d)",
)
_VOTED = pattern(
    r"\b(?:vot(?:e[sd]?|ing)|pass(?:es|ed|ing)?|approv\w+|reject\w*|surviv\w+|defeat\w*|adopt\w*|confirm\w*|carri\w+|back(?:s|ed)|"
    r"ballot|division|tally|tallied|motion|bill|amendment|resolution)\b[^.;]{0,40}$",
    re.I,
)
_INNINGS = pattern(r"[.,;)]|$|\s(?:overnight|declared|at|off|after|when|in|with|and|on|from|by|before|for)\b")
_CONTRAST = pattern(r"\b(?:and|but|then)\s++(?:only\s++|just\s++)?$")
_PLURAL = pattern(r"\s++(?!wins|points|sets|goals|votes|games)(?:[a-z]+\s)?[a-z]{3,}s\b|\s++people\b|-")


def is_score(text: str, first: Reading, second: Reading, joined: list[Reading]) -> bool:
    """Whether two numbers with a dash between them are one; `joined` are the readings up to the first of them."""
    if first.value >= 1000 or second.value >= 1000:
        return False
    after = text[second.end : second.end + 24]
    said = _BEFORE.search(text, max(0, first.start - 48), first.start)
    if first.value >= 200 or second.value >= 200:
        # Beyond the scores of most games only where the words say so, or as a cricket team's runs and wickets.
        if second.value > 10 or first.value < second.value:
            return (said is not None and _AFTER.match(after) is not None) or (
                _VOTED.search(text, max(0, first.start - 48), first.start) is not None and not _noun_after(after)
            )
        return _INNINGS.match(after) is not None
    scored = said or _AFTER.match(after) or after[:1] in (".", ",", ";", ")", "")
    if first.value >= second.value or (scored and not _noun_after(after)):
        return True
    if _noun_after(after) or not _CONTRAST.search(text, max(0, first.start - 16), first.start):
        return False
    # "are 12-3 at home but 31-40 away"
    return any(earlier.kind == "score" and first.start - earlier.end < 60 for earlier in joined[-4:-1])


def _noun_after(after: str) -> bool:
    """Whether a plural noun follows, which a range counts and a score does not."""
    return bool(_PLURAL.match(after))
