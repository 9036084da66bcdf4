"""The groups of digits between commas: a group of four ("10,0000") has a digit too many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consistency.grammar.lazy import pattern
from consistency.relation import Article, Place, Proposal

ROLES = ("digits", "proper")
_GROUPED = pattern(r"(?<![\w.,/:-])[1-9]\d{0,2}((?:,\d{3})*),(\d{4})(?![\w/:-]|[.,]\d)")

_MONTH = pattern(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? $")


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each number of running text whose last group is too long; `values` are its digits, and three."""
    document = article.document
    for number in article.running:
        block = document.blocks[number]
        for found in _GROUPED.finditer(document.text, block.start, block.end):
            if _MONTH.search(document.text[max(block.start, found.start() - 12) : found.start()]):
                continue  # "May 8,1945" lacks a blank and has no digit too many
            # "3,1415" may be a decimal comma.
            whole = bool(found[1]) or found[2].endswith("0")
            yield Proposal(
                roles={},
                confidence="high" if whole else "low",
                evidence="the groups between the commas",
                values={"digits": len(found[2]), "proper": 3},
                places=(Place("digits", "number", found.start(), found.end()),),
                words={"number": found[0]},
            )
