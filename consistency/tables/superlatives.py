"""Superlatives: whether the words around a figure say that it is the highest or the lowest of several.

| the words                                              | the figure is             |
|--------------------------------------------------------|---------------------------|
| the most visitors, 4,120; the largest share (34%)      | the highest               |
| the fewest were counted in Tullow, with 310            | the lowest                |
| a high of 4,120; peaked at 4,120; fell to a low of 310  | the highest, the lowest   |
| 4,120, the most of any town; 4,120 is the highest       | the highest               |

Nothing is told by "at most", "most of", "most recent", nor where words narrow what is compared: "second largest", "one of
the largest", "the largest since", "the largest increase".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from consistency.context.words import stem
from consistency.grammar.lazy import pattern

_HIGH = r"largest|highest|biggest|greatest|busiest|tallest|longest|heaviest|most|maximum"
_LOW = r"lowest|smallest|fewest|least|shortest|lightest|minimum"
_SUPERLATIVE = rf"(?:the|its|their|our|by far)\s+(?:single\s+|overall\s+)?(?P<word>{_HIGH}|{_LOW})\b"
_GAP = r"(?P<gap>(?:(?!\b(?:and|but|while|whereas|although|than)\b)[^.;\d]){0,70}?)"
_BEFORE = pattern(
    rf"\b{_SUPERLATIVE}{_GAP}(?:[,(:–—]\s*(?:(?:with|at|about|some|namely|nearly|almost)\s+)?"
    r"|\b(?:with|at|to|was|were|is|are|being|of|reached)\s+)$",
    re.I,
)
_TURN = pattern(
    r"\b(?:(?:an?|its|their|the)\s+(?:all-time\s+|record\s+)?(?P<noun>high|peak|maximum|low|trough|minimum)\s+of"
    r"|(?P<verb>peak(?:ed|s|ing)?|topp(?:ed|ing)\s+out|bottom(?:ed|ing)\s+out)\s+(?:in\s+[\w ]{3,20}\s+)?at)\s+$",
    re.I,
)
_AFTER = pattern(
    rf"^(?P<gap>(?:\s+(?!(?:of|in|on|with|from|for|to|by|at|as)\b)[a-z]+){{0,3}}?)\s*[,(–—]?\s*(?:(?:which\s+)?(?:was|were|is|are|being)\s+)?{_SUPERLATIVE}",
    re.I,
)
_NARROWED = pattern(
    r"\b(?:second|third|fourth|fifth|next|one of|among|since|other|outside|except|apart from|excluding|after|behind|ever|so far"
    r"|than|increases?|decreases?|gains?|drops?|rises?|falls?|growth|changes?|jumps?|declines?|loss(?:es)?|half|if|would"
    r"|at least|at most|each|per|average|until|before|among)\b",
    re.I,
)
_NO_NOUN = pattern(r"\s*(?:of\b(?! (?:all|any)\b)|recent|likely|part|common|important|[a-z]+ly\b)", re.I)
CUES = frozenset(
    map(
        stem,
        (*_HIGH.split("|"), *_LOW.split("|"), "high", "low", "peak", "peaked", "peaks", "trough", "topped", "bottomed"),
    )
)
"""Stems of which a sentence has one that says so."""
_UP = ("high", "peak", "max", "top")
_REACH = 110
"""How many characters on either side of a figure are read."""


class Superlative(NamedTuple):
    """`end`: "highest" or "lowest"; `words`: what follows the superlative; `turn`: it is "a high of" or "a low of",
    which there may be several of in a series."""

    end: str
    words: str
    turn: bool


def superlative(before: str, after: str) -> Superlative | None:
    """What the words before and after a figure, in its own sentence, say of it."""
    before, after = before[-_REACH:], after[:_REACH]
    if turn := _TURN.search(before):
        word = (turn["noun"] or turn["verb"]).lower()
        told = Superlative("highest" if word.startswith(_UP) else "lowest", "", True)
    else:
        found = _BEFORE.search(before) or (None if before.rstrip().endswith((",", "(")) else _AFTER.search(after))
        if found is None or _NO_NOUN.match(found.string, found.end("word")):
            return None
        words = found.string[found.end("word") :]
        told = Superlative("highest" if re.fullmatch(_HIGH, found["word"].lower()) else "lowest", words, False)
    return None if _NARROWED.search(f"{before} {after}") else told
