"""The figures of the title that the body tells in the same words with a slip in the digits.

The body may well support the title all the same, with a sum or with the years between two dates: then it is at odds with itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consistency.context.counterpart import slipped
from consistency.relation import Article, Proposal

ROLES = ("stated", "told", "again")
OF_TEXT = True
_KINDS = ("count", "money", "percent", "point", "measure", "duration")


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """The roles `stated`, a figure of the title, `again` where another title says the same, and `told`, the one of the body."""
    for index, *again in article.titled:
        if article.figures[index].kind not in _KINDS or (told := slipped(article, index)) is None:
            continue
        yield Proposal(
            {"stated": (index,), "told": (told,), **({"again": tuple(again)} if again else {})},
            confidence="medium",
            evidence="words of the headline near it",
        )
