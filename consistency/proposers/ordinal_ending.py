"""The ending of an ordinal in digits ("22th") against its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from consistency.grammar.lazy import pattern
from consistency.relation import Article, Place, Proposal

ROLES = ("written", "proper")
ENDINGS = ("th", "st", "nd", "rd")
# The last of "0 - 6 - 0st" tells the wheels of an engine and its tank.
_ORDINAL = pattern(r"(?<![\w.,-])(?<!\d\s[-–]\s)(\d{1,3}(?:,\d{3})*|\d+)(st|nd|rd|th)(?!\w)", re.IGNORECASE)
# Tables are full of digits, and few of them stand before letters.
_LIKE_ORDINAL = re.compile(r"[SNRTsnrt][TDHtdh](?<=\d..)")
_NAME = 3
"""What is written so often with the same ending is called so: the protocol 6rd."""
_WEIGHED = pattern(r"\bweigh\w*|\bstones?\b|\d\s?(?:lbs?|kg)\b")


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each ordinal in digits with an ending that is not its own; the others claim nothing.

    `values` are the written ending and the proper one, as numbers.
    """
    document = article.document
    if not _LIKE_ORDINAL.search(document.text):
        return
    wrong: dict[str, list[Proposal]] = {}
    for block in document.blocks:
        for found in _ORDINAL.finditer(document.text, block.start, block.end):
            number = int(found[1].replace(",", ""))
            proper = ENDINGS[number % 10] if number % 10 < len(ENDINGS) and number // 10 % 10 != 1 else ENDINGS[0]
            if found[2].lower() == proper or (found[2] == "st" and _is_weight(document.text, found, block.start)):
                continue
            proposal = Proposal(
                roles={},
                evidence="the ending of an ordinal",
                values={"written": ENDINGS.index(found[2].lower()), "proper": ENDINGS.index(proper)},
                places=(Place("written", "ordinal", found.start(), found.end()),),
                words={"ordinal": found[0], "proper_ordinal": found[1] + proper},
            )
            wrong.setdefault(found[0].lower(), []).append(proposal)
    for those in wrong.values():
        yield from those if len(those) < _NAME else ()


def _is_weight(text: str, found: re.Match[str], floor: int) -> bool:
    """Whether "12st" is twelve stone: somebody's weight is spoken of beside it."""
    return _WEIGHED.search(text, max(floor, found.start() - 60), found.end() + 24) is not None
