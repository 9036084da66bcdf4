"""The figures of the title, each with all the figures of the body that could support it.

A headline rounds, sums, and writes in its own way, so a figure counts as supported by an equal value in other words, by
one rounded to the headline's own digit, by a sum of two neighbours, by the years between two dates, or by the digits
standing in a name of the body. Whether any of them does support it, the judge says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from consistency.figure import Figure
from consistency.relation import Article, Proposal

_DIGITS = re.compile(r"(?<![\d.,])\d+(?:,\d{3})*(?:\.\d+)?")
_ADDABLE = ("count", "money", "measure", "duration")
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each figure of the title: `stated`, and as `candidates` the body's figures of its kind.

    `values` are the numbers that the body implies without printing them.
    """
    titles = article.titles
    if not titles:
        return
    body = [i for i, figure in enumerate(article.figures) if figure.block not in titles]
    if not body:
        return
    for index, stated in enumerate(article.figures):
        if stated.block not in titles or stated.kind in ("date", "time"):
            continue
        candidates = [i for i in body if _comparable(stated, article.figures[i])]
        alike = [
            i for i in candidates if (article.figures[i].unit, article.figures[i].kind) == (stated.unit, stated.kind)
        ]
        figures = [article.figures[i] for i in candidates]
        implied = _named(article, titles, stated) | _sums(stated, figures) | _durations(stated, figures)
        implied |= _counted(article, body)
        if stated.unit == "year":
            implied |= _spans(article, body)
        if stated.kind == "year":
            implied |= _years(article, body)
        yield Proposal(
            roles={"stated": (index,), "candidates": tuple(candidates)},
            confidence="low" if stated.kind == "year" else "high" if alike else "medium",
            evidence=f"{len(alike) or 'no'} figure{'s' * (len(alike) != 1)} of this kind in the article",
            values=implied,
        )


def _comparable(stated: Figure, other: Figure) -> bool:
    """Whether a headline could mean this figure at all: 18,000 is no time of day, and 10 not the tenth of May."""
    kinds = {stated.kind, other.kind}
    if len(kinds) > 1 and kinds & {"date", "time", "score"}:
        return False
    if stated.dimension == other.dimension or "" in (stated.dimension, other.dimension):
        return True
    # "$10m deal" may stand for "$10 million a year".
    if stated.unit.partition(" / ")[0] == other.unit.partition(" / ")[0]:
        return True
    return (
        "count" in kinds or kinds <= {"percent", "ratio", "point", "multiple"} or kinds <= {"age", "duration", "year"}
    )


def _named(article: Article, titles: frozenset[int], stated: Figure) -> dict[str, float]:
    """The headline's digits where the body has them in a name, a version or a label, which are no figures."""
    digits = _DIGITS.search(article.document.text, stated.number_at, stated.till)
    if not digits:
        return {}
    figures = iter([figure for figure in article.figures if figure.block not in titles])
    figure = next(figures, None)
    for found in re.finditer(rf"(?<![\d.,]){re.escape(digits[0])}(?![\d,]|\.\d)", article.document.text):
        while figure and figure.till <= found.start():
            figure = next(figures, None)
        inside = figure is not None and figure.at <= found.start() < figure.till
        if not inside and found.start() > stated.till:
            return {digits[0]: stated.value}
    return {}


def _sums(stated: Figure, figures: Sequence[Figure]) -> dict[str, float]:
    """Sums of two figures of the headline's unit that count no different things, in one sentence or two neighbours."""
    if stated.kind not in _ADDABLE:
        return {}
    found: dict[str, float] = {}
    addable = [f for f in figures if f.unit == stated.unit and f.value_to is None and f.kind in _ADDABLE]
    for number, figure in enumerate(addable):
        for other in addable[number + 1 : number + 4]:
            same = not figure.head or not other.head or figure.head == other.head
            if same and other.sentence - figure.sentence <= 1:
                found[f"{figure.text} + {other.text}"] = figure.value + other.value
    return found


def _counted(article: Article, body: Sequence[int]) -> dict[str, float]:
    """What the body counts without a figure: the rank of an ordinal, the items of its lists, its headings."""
    ranks = {article.figures[i].text: article.figures[i].value for i in body if article.figures[i].kind == "ordinal"}
    lists = Counter(block.list for block in article.document.blocks if block.kind == "item" and block.list is not None)
    levels = Counter(block.level for block in article.document.blocks if block.kind == "heading")
    return (
        ranks
        | {f"the items of list {number}": float(count) for number, count in lists.items()}
        | {f"the headings of level {level}": float(count) for level, count in levels.items()}
    )


def _years(article: Article, body: Sequence[int]) -> dict[str, float]:
    """The years of the body's dates, and those beside the article's own, which it may call last year and next year."""
    dates = [article.figures[i] for i in body if article.figures[i].kind == "date"]
    years = [round(figure.value) // 10_000 for figure in dates]
    own = int(article.document.date[:4]) if article.document.date else next((year for year in years if year), 0)
    return {f"the year {year}": float(year) for year in {*years, own - 1, own, own + 1} if year > 1}


def _spans(article: Article, body: Sequence[int]) -> dict[str, float]:
    """The years between any two years that the body or the article's date names."""
    years = {round(figure.value) for i in body if (figure := article.figures[i]).kind == "year"}
    years |= {round(figure.value) // 10_000 for i in body if (figure := article.figures[i]).kind == "date"}
    years |= {int(article.document.date[:4])} if article.document.date else set()
    ordered = sorted(year for year in years if year > 1000)[-24:]
    return {f"{last} - {first}": float(last - first) for first in ordered for last in ordered if first < last}


def _durations(stated: Figure, figures: Sequence[Figure]) -> dict[str, float]:
    """The durations of the body in the unit of the stated one: two years for 24 months."""
    if stated.unit not in _DAYS:
        return {}
    return {
        f"{figure.text} in {stated.unit}s": figure.value * _DAYS[figure.unit] / _DAYS[stated.unit]
        for figure in figures
        if figure.unit in _DAYS and figure.unit != stated.unit
    }
