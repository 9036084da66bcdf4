"""The figures of the title, each with the figures of the body that could support it.

A headline rounds, sums, and writes in its own way, so a figure counts as supported by an equal value in other words, by
one rounded to the headline's own digit, by a sum, a difference or a share of two neighbours, by the years between a date
and today's, or by a number in a name of the body. Whether any of them does support it, the judge says.

A body may have very many figures. It is laid out once, in order of value, and each figure of the title is shown only the
nearest ones of each kind: no other could be what it stands for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from consistency.extraction import published
from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.grammar.number_words import BELOW_HUNDRED, TENS
from consistency.relation import Article, Proposal

ROLES = ("stated", "candidates")
_ADDABLE = ("count", "money", "measure", "duration")
_DAYS = {
    "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25,
    "decade": 3652.5, "century": 36525.0, "millennium": 365250.0,
}  # fmt: skip
_NEAREST = 48
"""How many figures of one kind on either side of the headline's value are shown to the judge."""
_NEIGHBOURS = 3
_TIMES = ("time", "fold")
_RANKS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
# "one" is too often no number at all.
_NUMBER = pattern(
    r"(?<![\d.,])(?P<digits>\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,9})?)(?![\d,]*\d)"
    rf"|\b(?:(?P<tens>{'|'.join(TENS)})-)?(?P<rank>{'|'.join(_RANKS)})\b"
    rf"|\b(?P<word>{'|'.join(word for word in BELOW_HUNDRED if word != 'one')})\b",
    re.IGNORECASE,
)
_LONG = pattern(
    r"\b(?:(?P<half>half)[\s-](?:an?[\s-])?|(?:an?|the (?:past|last))\s)(?P<unit>decade|century|millennium)\b", re.I
)
_NEXT_YEAR = pattern(r"\b(?:(?P<next>next|coming)|last|previous) year\b", re.IGNORECASE)
_AGO = pattern(r"\s+(?:ago|earlier|before|since|later)\b")
_YEAR = pattern(r"(?<![\d.,])[12]\d{3}(?![\d.,]*\d|\s?\w)")
_TELLS_WHEN = pattern(r"\b(?:in|since|by|from|until|till|to|of|before|after|during|for|and)\s+$", re.IGNORECASE)
_FROM = pattern(r"\b(?:from|at|was)\s+$|\b(?:down|up)\s+from\s+$")
_OF = pattern(r"\bof\s+(?:(?:the|its|their|all)\s+)?$", re.IGNORECASE)
_TO = pattern(r"\b(?:to|from)\s+$|^\s+(?:out )?of\s+(?:(?:the|its|their|all)\s+)?$")
_CHANGE = pattern(
    r"\b(?:from|to|of|down|up|now|out|remain\w*|lost|only|just|drop\w*|fell|rise|rose|cut|grew|compared)\b",
    re.IGNORECASE,
)

Values = list[tuple[float, str]]


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each figure of the title: `stated`, and as `candidates` the nearest of the body's figures.

    `values` are the numbers that the body implies, or prints within a name. With the setting `same: head` a figure is
    proposed only if the body prints its value for something else: then `candidates` count what the headline counts, and
    `same_number` is the figure of that value.
    """
    titled = [i for number in sorted(article.titles) for i in article.by_block.get(number, ())]
    titled = [i for i in titled if article.figures[i].kind not in ("date", "time")]
    body = _Body(article) if titled else None
    if body is None or not body.figures:
        return
    for index in titled:
        stated = article.figures[index]
        candidates, alike = body.candidates(stated)
        if settings.get("same") == "head":
            yield from _counting_other_things(article, index, candidates)
            continue
        yield Proposal(
            roles={"stated": (index,), "candidates": tuple(candidates)},
            confidence=_confidence(article, stated, alike),
            evidence=f"{alike or 'no'} figure{'s' * (alike != 1)} of this kind in the article",
            values=body.implied(stated),
        )


def _confidence(article: Article, stated: Figure, alike: int) -> str:
    """A year without a preposition belongs to a name ("Survey 2019"), which the body need not repeat."""
    if stated.kind == "year":
        place = article.document.blocks[stated.block]
        told = _TELLS_WHEN.search(article.document.text[place.start : stated.number_at])
        return "medium" if alike and told else "low"
    return "high" if alike else "medium"


def _counting_other_things(article: Article, index: int, candidates: list[int]) -> Iterator[Proposal]:
    """Where the body prints the value for other nouns only, and has other values for the headline's noun."""
    stated = article.figures[index]
    if stated.kind != "count" or not stated.head:
        return
    counts = [i for i in candidates if article.figures[i].kind == "count"]
    same = [i for i in counts if article.figures[i].head == stated.head]
    equal = [i for i in counts if article.figures[i].value == stated.value]
    if same and equal and all(article.figures[i].head not in ("", stated.head) for i in equal):
        yield Proposal(
            roles={"stated": (index,), "candidates": tuple(same), "same_number": (equal[0],)},
            confidence="low",
            evidence="this number counts something else in the article",
            words={"noun": article.figures[equal[0]].noun},
        )


class _Implied(NamedTuple):
    """What supports a figure of the title without being a figure of its kind, in order of value.

    `named` are numbers in names, versions and labels, which are no figures; `ranks` the ordinals; `own` the year of the
    article, 0 where it is not known; `years` those of the body and of its dates. `sums` and `differences` of neighbours
    go by unit, `shares` are in percent.
    """

    named: Values
    ranks: Values
    own: int
    years: list[int]
    sums: dict[str, Values]
    differences: dict[str, Values]
    shares: Values


class _Body:
    """What the article says outside its titles, laid out once for all figures of the title.

    A block that only repeats a title says nothing more. `by_kind` has the figures that are alike, in order of value.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.document.text
        headlines = {_bare(article, number) for number in article.titles}
        self.blocks = [
            number
            for number in range(len(article.document.blocks))
            if number not in article.titles and _bare(article, number) not in headlines
        ]
        inside = frozenset(self.blocks)
        self.figures = [i for i, figure in enumerate(article.figures) if figure.block in inside]
        self.by_kind: dict[tuple[str, str, str, str], list[int]] = {}
        for i in sorted(self.figures, key=lambda i: article.figures[i].value):
            figure = article.figures[i]
            head = figure.head if not figure.head or figure.head in _DAYS or figure.head in _TIMES else "noun"
            self.by_kind.setdefault((figure.kind, figure.unit, figure.dimension, head), []).append(i)

    @cached_property
    def _implied(self) -> _Implied:
        named, ranks = self._numbers()
        own, years = self._years(named)
        sums, differences, shares = self._pairs()
        return _Implied(named, ranks, own, years, sums, differences, shares)

    def candidates(self, stated: Figure) -> tuple[list[int], int]:
        """The figures that the headline could mean, in reading order, and how many figures of its kind there are."""
        found: list[int] = []
        alike = 0
        for (kind, unit, _, _), members in self.by_kind.items():
            if _comparable(stated, self.article.figures[members[0]]):
                alike += len(members) if (kind, unit) == (stated.kind, stated.unit) else 0
                found += self._around(members, stated.value)
        if stated.value == 1 and stated.head and not stated.noun.lower().endswith(stated.head):
            # Where many are meant, "one witness" is none of them.
            found = [i for i in found if self.article.figures[i].head in ("", stated.head)]
        return sorted(found), alike

    def _around(self, members: list[int], wanted: float) -> list[int]:
        figures = self.article.figures
        at = bisect_left(members, wanted, key=lambda i: figures[i].value)
        return members[max(0, at - _NEAREST) : at + _NEAREST]

    def implied(self, stated: Figure) -> dict[str, float]:
        """What supports the headline's figure without being a figure of its kind, by how it comes about."""
        body = self._implied
        value, found = stated.value, self._ends(stated)
        if stated.kind in ("count", "ordinal", "age"):
            found += _nearest(body.named, value)
        if stated.kind == "ordinal" or (value > 1 and stated.kind in ("count", "duration")):
            found += _nearest(body.ranks, value)
        if stated.kind == "count":
            found += self._listed()
        if stated.kind in _ADDABLE:
            found += _nearest(body.sums.get(stated.unit, []), value)
            found += _nearest(body.differences.get(stated.unit, []), value)
        if stated.kind == "percent":
            found += _nearest(body.shares, value)
        if stated.kind == "ratio":  # "down a quarter", which the judge reads in percent where it is said again
            found += _nearest(body.shares, 100 * value)
        if stated.unit in _DAYS:
            found += self._durations(stated)
        if stated.unit == "year" and "year" in stated.text.lower() and body.own:
            found += [(float(abs(body.own - year)), f"{body.own} - {year}") for year in body.years if year != body.own]
        if stated.kind == "year" or (stated.kind == "count" and _YEAR.search(stated.text)):
            found += [(float(year), f"the year {year}") for year in body.years]
        return {text: number for number, text in found}

    def _numbers(self) -> tuple[Values, Values]:
        """The numbers in digits and words that belong to no figure, and the ordinals."""
        named: dict[float, str] = {}
        ranks = {figure.value: figure.text for figure in self._of(self.figures) if figure.kind == "ordinal"}
        figures = iter(self._of(self.figures))
        figure = next(figures, None)
        for number in self.blocks:
            block = self.article.document.blocks[number]
            for found in _NUMBER.finditer(self.text, block.start, block.end):
                while figure and figure.till <= found.start():
                    figure = next(figures, None)
                if figure is not None and figure.at <= found.start():
                    continue
                if found["rank"]:
                    value = TENS.get((found["tens"] or "").lower(), 0) + _RANKS[found["rank"].lower()]
                    ranks.setdefault(float(value), found[0])
                elif found["word"]:
                    named.setdefault(float(BELOW_HUNDRED[found["word"].lower()]), found[0])
                else:
                    named.setdefault(float(found["digits"].replace(",", "")), found[0])
        return sorted(named.items()), sorted(ranks.items())

    def _of(self, members: list[int]) -> list[Figure]:
        return [self.article.figures[i] for i in members]

    def _listed(self) -> Values:
        """What the body counts by its form: the items of its lists, its headings."""
        blocks = self.article.document.blocks
        lists = Counter(block.list for block in blocks if block.kind == "item" and block.list is not None)
        levels = Counter(block.level for block in blocks if block.kind == "heading")
        return [(float(count), f"the items of list {number}") for number, count in lists.items()] + [
            (float(count), f"the headings of level {level}") for level, count in levels.items()
        ]

    def _ends(self, stated: Figure) -> Values:
        """The upper ends of ranges in the stated figure's unit, and the amounts of rates of it."""
        found: Values = []
        for (kind, unit, _, _), members in self.by_kind.items():
            if unit == stated.unit and kind not in ("date", "time", "score"):
                near = self._of(self._around(members, stated.value))
                found += [
                    (figure.value_to, f"up to {figure.value_to:g}") for figure in near if figure.value_to is not None
                ]
            elif stated.unit and unit.partition(" / ")[0] == stated.unit.partition(" / ")[0]:
                found += [(figure.value, figure.text) for figure in self._of(self._around(members, stated.value))]
        return found

    def _years(self, named: Values) -> tuple[int, list[int]]:
        """The article's own year, or 0, and the years that the body names, reckons with or calls next and last year."""
        figures = self._of(self.figures)
        years = {round(figure.value) for figure in figures if figure.kind == "year"}
        dated = [year for figure in figures if figure.kind == "date" and (year := round(figure.value) // 10_000)]
        years.update(dated)
        years |= {int(value) for value, text in named if len(text) == 4 and 1500 <= value < 2100}
        declared = published(self.article.document)
        own = int(declared[:4]) if declared else next(iter(dated), 0)
        if own:
            years |= {own - round(figure.value) for figure in figures if self._ago(figure)} | {own}
            for found in self._search(_NEXT_YEAR):
                years.add(own + (1 if found["next"] else -1))
        return own, sorted(year for year in years if year > 1000)

    def _ago(self, figure: Figure) -> bool:
        return figure.unit == "year" and figure.kind == "duration" and bool(_AGO.match(self.text, figure.till))

    def _search(self, wanted: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for number in self.blocks:
            block = self.article.document.blocks[number]
            yield from wanted.finditer(self.text, block.start, block.end)

    def _durations(self, stated: Figure) -> Values:
        """The durations of the body in the unit of the stated one: two years, or half a century, in months."""
        found: Values = []
        for (_, unit, _, _), members in self.by_kind.items():
            if unit in _DAYS and unit != stated.unit:
                factor = _DAYS[unit] / _DAYS[stated.unit]
                near = self._of(self._around(members, stated.value / factor))
                found += [(figure.value * factor, f"{figure.text} in {stated.unit}s") for figure in near]
        for long in self._search(_LONG):
            length = _DAYS[long["unit"].lower()] / _DAYS[stated.unit]
            found.append((length / 2 if long["half"] else length, long[0]))
        return found

    def _pairs(self) -> tuple[dict[str, Values], dict[str, Values], Values]:
        """The sums and differences, by unit, and the shares of two neighbours that count no different things."""
        sums: dict[str, Values] = {}
        differences: dict[str, Values] = {}
        shares: Values = []
        by_unit: dict[str, list[Figure]] = {}
        for figure in self._of(self.figures):
            if figure.kind in _ADDABLE and figure.value_to is None:
                by_unit.setdefault(figure.unit, []).append(figure)
        for figures in by_unit.values():
            for number, one in enumerate(figures):
                for other in figures[number + 1 : number + 1 + _NEIGHBOURS]:
                    if other.sentence - one.sentence > 1:
                        break
                    if not one.head or not other.head or one.head == other.head:
                        sums.setdefault(one.unit, []).extend(_sum(one, other))
                        differences.setdefault(one.unit, []).extend(self._difference(one, other))
                        shares += self._shares(one, other)
        for values in (*sums.values(), *differences.values(), shares):
            values.sort()
        return sums, differences, shares

    def _around_pair(self, one: Figure, other: Figure) -> tuple[str, str]:
        """The words before the first figure and those between the two, if the figures stand close together."""
        between = self.text[one.till : other.at] if other.at - one.till < 80 else ""
        return self.text[max(0, one.at - 12) : one.at], between

    def _difference(self, one: Figure, other: Figure) -> Iterator[tuple[float, str]]:
        before, between = self._around_pair(one, other)
        if _TO.search(between) and ("of" in between or _FROM.search(before)):
            less, more = sorted((one, other), key=lambda figure: figure.value)
            yield more.value - less.value, f"{more.text} - {less.text}"

    def _shares(self, one: Figure, other: Figure) -> Iterator[tuple[float, str]]:
        less, more = sorted((one, other), key=lambda figure: figure.value)
        before, between = self._around_pair(one, other)
        if not 0 < less.value < more.value or not _CHANGE.search(before + between):
            return
        yield 100 * less.value / more.value, f"{less.text} of {more.text}"
        if not _OF.search(before):
            yield abs(100 * (other.value / one.value - 1)), f"from {one.text} to {other.text}"


def _sum(one: Figure, other: Figure) -> Iterator[tuple[float, str]]:
    # Bare counts in one sentence are dead and injured, seldom two of a kind.
    if one.unit or (one.head and other.head):
        yield one.value + other.value, f"{one.text} + {other.text}"


def _bare(article: Article, number: int) -> str:
    """The text of a block without what may differ where it is only repeated: case, blanks, a full stop."""
    return " ".join(article.document.block_text(article.document.blocks[number]).split()).rstrip(".").casefold()


def _nearest(values: Values, wanted: float) -> Values:
    at = bisect_left(values, wanted, key=lambda pair: pair[0])
    return values[max(0, at - _NEAREST) : at + _NEAREST]


def _comparable(stated: Figure, other: Figure) -> bool:
    """Whether a headline could mean this figure at all: 18,000 is no time of day, and three hours no three aircraft."""
    kinds = {stated.kind, other.kind}
    if len(kinds) > 1 and kinds & {"date", "time", "score"}:
        return False
    if stated.dimension == other.dimension or "" in (stated.dimension, other.dimension):
        return True
    for one, another in ((stated, other), (other, stated)):
        if one.kind == "count" and one.head:
            return one.head == another.unit or (one.head in _TIMES and another.kind == "multiple")
    # "$10m deal" may stand for "$10 million a year".
    if stated.unit.partition(" / ")[0] == other.unit.partition(" / ")[0]:
        return True
    return (
        "count" in kinds
        or kinds <= {"percent", "ratio", "point", "multiple"}
        or kinds <= {"age", "duration", "year", "ordinal"}
    )
