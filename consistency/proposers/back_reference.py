"""A definite figure that points back: "the 16,000 soldiers", "those 12 houses", "all 18 members", "that 40 per cent".

What it points back to stands before it: a count of the same things. Where the only count of them that does is another
number, one of the two is wrong; where there are several, the definite one may have been reckoned from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.relation import Article, Proposal

ROLES = ("stated", "antecedent")
OF_TEXT = True
_DEFINITE = pattern(r"(?<!of )(?<!in )\b(?:the|these|those|all|all (?:the|these|those))\s+(?:same\s+)?$", re.IGNORECASE)
# "the 40 farms that grow hops" says which farms it means, and needs nothing before it.
_DEFINED = pattern(
    r"\s*+(?:who|whom|whose|which|that|where|when|of|in|at|on|from|with|by|for|to|near|around|between|above|below|aboard|inside|"
    r"outside|behind|under|over|it|he|she|they|we|you|I|now|already|so far|not|other|\w+ing|"
    r"involved|needed|required|used|affected|concerned|surveyed|polled|asked|expected|"
    r"(?:\w+ed|known|seen|taken|held|built|made)\s++(?:in|by|at|on|from|with|to|for|as|last|this|so|during|since))\b",
    re.IGNORECASE,
)
# "that" is a conjunction nearly everywhere else: "he said that 40 percent left".
_THAT = pattern(
    r"(?:^|[.;:(—–]\s|\b(?i:of|for|in|on|from|with|to|by|and|but|among|within|behind))\s*(?:[Tt]hat|[Tt]his|[Tt]hese|[Tt]hose)\s+(?:same\s+)?$"
    r"|\b[Tt]h(?:[eo]se|is)\s+(?:same\s+)?$"
)
# "Those 62 per cent who say no" are told from the others, not pointed back to.
_WHO = pattern(r"\s*+(?:of\s\w+\s|\w+\s)?(?:who|whom|whose)\b", re.IGNORECASE)
_BY_NOW = pattern(
    r"\b(?:today|now|nowadays|currently|at present|by then|these days|(?:years?|decades?) later|since then|remaining)\b",
    re.IGNORECASE,
)
"""Words that say in front of a definite figure that it is told of another time than the count before it."""
_WHOLE = 100
_LARGE = 10
"""Below this a number of things is too often that of some of them."""
_NEAR, _SURE = 8, 3
"""How many sentences back the figure points, at most, and surely."""


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each definite figure: `stated`, and as `antecedent` the count of the same things, or the share,
    before it."""
    said: dict[str, list[int]] = {}
    shares: list[int] = []
    for index, figure in enumerate(article.figures):
        if figure.kind == "percent" and figure.kind_of_block != "cell":
            if shares and _is_that(article, figure):
                proposal = _of_share(article, index, shares)
                if proposal is not None:
                    yield proposal
            shares.append(index)
        if figure.kind != "count" or not figure.head or figure.kind_of_block == "cell" or figure.value_to is not None:
            continue
        before = said.setdefault(figure.head, [])
        if before and _points_back(article, figure):
            proposal = _proposal(article, index, before)
            if proposal is not None:
                yield proposal
        before.append(index)


def _is_that(article: Article, figure: Figure) -> bool:
    """Whether the percentage is one that was just told: "of that 40 per cent"."""
    text, block = article.document.text, article.document.blocks[figure.block]
    if figure.hedge != "none" or figure.value_to is not None or text.startswith("-", figure.till):
        return False
    if _WHO.match(text, figure.till, block.end):
        return False
    return _THAT.search(text[max(block.start, figure.number_at - 24) : figure.number_at]) is not None


def _of_share(article: Article, index: int, before: list[int]) -> Proposal | None:
    """Where the sentences just before it give one percentage, and only one."""
    stated = article.figures[index]
    near = [i for i in before[-_NEAR:] if stated.sentence - article.figures[i].sentence <= _SURE]
    if not near or len({(article.figures[i].value, article.figures[i].value_to) for i in near}) > 1:
        return None
    antecedent = article.figures[near[-1]]
    if stated.value + antecedent.value == _WHOLE:
        return None
    shown = " ".join(article.document.text[antecedent.at : antecedent.till].split())
    sure = stated.block == antecedent.block and antecedent.value_to is None
    return Proposal(
        roles={"stated": (index,), "antecedent": (near[-1],)},
        confidence="medium" if sure else "low",
        evidence="the only percentage in the sentences before it",
        words={"before": shown, "noun": "", "help": f"{shown} stand in {article.document.where(antecedent.start)}"},
    )


def _points_back(article: Article, figure: Figure) -> bool:
    """Whether the figure is definite, and nothing behind its noun says which things it means."""
    text, block = article.document.text, article.document.blocks[figure.block]
    end = text.find(figure.noun, figure.till, block.end) + len(figure.noun)
    if end < figure.till or text.startswith("-", figure.till) or figure.hedge != "none" or _DEFINED.match(text, end):
        return False
    return _DEFINITE.search(text[max(block.start, figure.number_at - 24) : figure.number_at]) is not None


def _proposal(article: Article, index: int, before: list[int]) -> Proposal | None:
    """Where one number of these things stands before it, and only one."""
    stated, antecedent = article.figures[index], article.figures[before[-1]]
    if len({article.figures[i].value for i in before}) > 1 or stated.sentence - antecedent.sentence > _NEAR:
        return None
    if not set(stated.noun.lower().split()) <= set(antecedent.noun.lower().split()):
        return None
    if _has_changed(article, before[-1], index):
        return None
    near = 0 < stated.sentence - antecedent.sentence <= _SURE
    sure = near and min(stated.value, antecedent.value) >= _LARGE and stated.noun.lower() == antecedent.noun.lower()
    shown = " ".join(article.document.text[antecedent.at : antecedent.till].split())
    return Proposal(
        roles={"stated": (index,), "antecedent": (before[-1],)},
        confidence="medium" if sure else "low",
        evidence="the only count of the same things before it",
        words={
            "before": shown,
            "noun": stated.noun,
            "help": f"{shown} {antecedent.noun} stand in {article.document.where(antecedent.start)}",
        },
    )


def _has_changed(article: Article, first: int, last: int) -> bool:
    """Whether the text between two counts tells of a change: "one fell ill" between 12 jurors and "the 11 jurors"."""
    figures = article.figures
    change = abs(figures[last].value - figures[first].value)
    between = [
        figure.value
        for figure in figures[first + 1 : last]
        if figure.kind == "count" and figure.kind_of_block != "cell"
    ]
    if change and (change in between or change == sum(between)):
        return True
    start, _ = article.sentence_of(figures[last])
    return _BY_NOW.search(article.document.text, start, figures[last].at) is not None
