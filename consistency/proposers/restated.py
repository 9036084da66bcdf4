"""One figure printed in two places: in a summary and in the text that it sums up, or in two sentences of the text.

Which figures belong together is read from the words around them (`consistency.context`), which place sums up another
from the form of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from consistency.context.pairs import pairs
from consistency.context.places import Places
from consistency.figure import Figure
from consistency.implied.body import Body
from consistency.relation import Article, Proposal

ROLES = ("stated", "twin")
OF_TEXT = True
SETTINGS = {"places": ("summary", "text")}


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each figure that has a twin: the likest one.

    With the setting `places: summary` one of the two stands in a summary of the other's place; else neither does.
    """
    places = Places(article.document)
    body = cache(lambda: Body(article))

    def implied(figure: Figure) -> bool:
        return any(abs(value - figure.value) <= figure.round_to / 2 for value in body().implied(figure).values())

    for pair in pairs(article, places, settings.get("places") == "summary", implied).values():
        stated, twin = article.figures[pair.stated], article.figures[pair.twin]
        yield Proposal(
            roles={"stated": (pair.stated,), "twin": (pair.twin,)},
            confidence=pair.confidence,
            evidence=f"{pair.twins.shared} word{'s' * (pair.twins.shared != 1)} near both figures",
            words={
                "place": places.name(stated.block),
                "where": f"{places.name(twin.block)} ({article.document.where(twin.start)})",
                "line": article.document.where(twin.start),
                "help": f"{places.name(twin.block)} has {_shown(article, twin)} in {article.document.where(twin.start)}",
            },
        )


def _shown(article: Article, figure: Figure) -> str:
    return " ".join(article.document.text[figure.at : figure.till].split())
