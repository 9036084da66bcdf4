"""Years against the century or decade that is told beside them: "in the 19th century, in 1905"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.relation import Article, Proposal

ROLES = ("year", "period", "least", "most")
OF_TEXT = True

_MADE = r"(?:built|founded|erected|constructed|written|painted|composed|completed|opened|made|born|dating|dated|consecrated)"
_CENTURY = pattern(
    rf"[\s-]century(?:\s(?:AD|CE))?(?:(?:\s[a-z-]+){{0,3}}?,?\s\(|(?:\s[a-z-]+){{0,3}}?,\s(?:probably\s)?(?:which was\s|that was\s)?"
    rf"(?:{_MADE}\s)?(?:in|around|from|about)\s|(?:\s[a-z-]+){{0,3}}?\s{_MADE}\s(?:in|around|from)\s)",
    re.IGNORECASE,
)
_DECADE = pattern(r"(?:,\s(?:probably\s|perhaps\s|most likely\s)?in\s|\s\((?:in\s)?)")
_ENDS = pattern(r"\s*(?:[.,;)]|$)")
_EDGE = pattern(
    r"\b(?:turn|end|close|beginning|start|dawn|eve|before|after|since|until|BC|not)\b[^.;,]{0,16}$", re.IGNORECASE
)
_LAST_CENTURY = 21


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each year that stands behind its century or decade, to which it has to belong.

    `least` and `most` are the first and the last year of it; 1900 may be of the 19th century or of the 20th.
    """
    text, figures = article.document.text, article.figures
    for block, indices in article.by_block.items():
        if article.document.blocks[block].kind == "cell":
            continue
        for index in indices[:-1]:
            period, year = figures[index], figures[index + 1]
            if year.kind != "year" or year.value_to is not None or year.sentence != period.sentence:
                continue
            years = _years(text, period, year)
            if years and _ENDS.match(text, year.till) and not _EDGE.search(text[max(0, period.at - 30) : period.at]):
                yield Proposal(
                    {"year": (index + 1,), "period": (index,)},
                    "high",
                    "the period in front of the year",
                    values={"least": years[0], "most": years[1]},
                    words={"named": " ".join(text[period.at : period.till].split()) + _noun(period)},
                )


def _noun(period: Figure) -> str:
    return " century" if period.kind == "ordinal" else ""


def _years(text: str, period: Figure, year: Figure) -> tuple[int, int] | None:
    """The first and the last year of a century or decade that the year behind it specifies; None where it does not."""
    if period.kind not in ("ordinal", "year"):
        return None
    value = round(period.value)
    if period.kind == "ordinal":
        told = 1 < value <= _LAST_CENTURY and _CENTURY.fullmatch(text, period.till, year.at)
        return (100 * (value - 1), 100 * value) if told else None
    decade = period.kind == "year" and period.value_to is not None and period.text.rstrip("’'").endswith("s")
    if not decade or not _DECADE.fullmatch(text, period.till, year.at):
        return None
    return value, round(period.value_to or 0)
