"""A name with a number in the title ("Prop 8", "G20", "Flight 93") against the same name in the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from consistency.relation import Article, Place, Proposal

ROLES = ("named", "printed")
_NAME = re.compile(
    r"(?<![\w.,$€£#-])((?:[A-Z][\w&.’']* |[A-Za-z&]+-?)?)(\d{1,5}(?:\.\d)?)(?![\w,.-]*\d)([A-Za-z]{0,2})(?![\w%])"
)


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each name of the title whose like stands in the body with any number.

    `values` are the title's number and the body's; where the body has several, the title's own if it is among them.
    """
    document = article.document
    for number in sorted(article.titles):
        title = document.blocks[number]
        figures = [(article.figures[i].at, article.figures[i].till) for i in article.by_block.get(number, ())]
        for found in _NAME.finditer(document.text, title.start, title.end):
            prefix, digits, suffix = found.groups()
            if not (prefix or suffix) or any(at < found.end(2) and found.start(2) < till for at, till in figures):
                continue
            printed = [other for other in _elsewhere(article, prefix, suffix) if other]
            if not printed:
                continue
            nearest = digits if digits in printed else printed[0]
            name = document.text[found.start() : found.end()]
            yield Proposal(
                roles={},
                evidence="the same name with a number, in the article",
                values={"named": float(digits), "printed": float(nearest)},
                places=(Place("named", "headline", found.start(), found.end()),),
                words={"name": name, "printed_name": f"{prefix}{nearest}{suffix}"},
            )


def _elsewhere(article: Article, prefix: str, suffix: str) -> Iterator[str]:
    """The numbers that the name has outside the title, in reading order."""
    like = re.compile(
        rf"(?<![\w.,$€£#-]){re.escape(prefix)}(\d{{1,5}}(?:\.\d)?)(?![\w,.-]*\d){re.escape(suffix)}(?![\w%])",
        re.IGNORECASE,
    )
    for number, block in enumerate(article.document.blocks):
        if number not in article.titles:
            for found in like.finditer(article.document.text, block.start, block.end):
                yield found[1]
