"""Body: what an article says outside its titles, laid out once for all figures that it might support."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from consistency.extraction import published
from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.grammar.number_words import BELOW_HUNDRED, TENS
from consistency.implied import (
    clock,
    intervals,
    lengths,
    margins,
    one_off,
    pairs,
    quotients,
    rates,
    spread,
    times,
    words,
)
from consistency.implied.pairs import NEAREST, Values, nearest
from consistency.relation import Article

TIMES = ("time", "fold")
# "one" is too often no number at all.
_NUMBER = pattern(
    r"(?<![\d.,])(?P<digits>\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,9})?)(?![\d,]*\d)"
    rf"|\b(?:(?P<tens>{'|'.join(TENS)})-)?(?P<rank>{'|'.join(times.RANKS)})\b"
    rf"|\b(?P<word>{'|'.join(word for word in BELOW_HUNDRED if word != 'one')})\b",
    re.IGNORECASE,
)
_NEARLY = 0.86
"""How much of a fraction in words a title still calls nearly that."""
_SMALL, _OFF = 25.0, 0.12
"""How far from a fraction of so many percent, as a share of it, another share may be: 1 in 50 is not 1 in 20."""
_AT_AGE = pattern(r"\b(?:turns?|turning|aged?|at)\s*$", re.IGNORECASE)
_SHARE_OF = pattern(r"\sof\b")
_MILLIONS = pattern(r"\dm$")  # "1m signatures", which may be read as one metre
_FULL = 1000_01_01
"""The first date of which year, month and day are said."""
_DATELINE = pattern(
    r"\W*(?:(?:\w+\s){0,3}(?:published|posted|updated|dated|issued|written)[:,]?\s+(?:on\s+)?)?(?:\w+day,?\s+)?\W*",
    re.IGNORECASE,
)
_YEAR = pattern(r"(?<![\d.,])[12]\d{3}(?![\d.,]*\d|\s?\w)")


class _Implied(NamedTuple):
    """What supports a figure of the title without being a figure of its kind, in order of value.

    `named` are numbers in names, versions and labels, which are no figures; `ranks` the ordinals; `own` the year of the
    article, 0 where it is not known; `years` those of the body and of its dates; `spans` the years from one to another; `lengths`
    the times told in words, by unit.
    """

    named: Values
    ranks: Values
    own: int
    years: list[int]
    spans: Values
    lengths: dict[str, Values]


_NOTE, _NOTES = 8, 60
"""So many words outside of its tables, with a figure among them or without, do not make an article of a table."""


class Body:
    """What the article says outside its titles.

    A block that only repeats a title says nothing more, nor does a figure that could not be read. `by_kind` has the figures that are alike, in order of value.
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
        self.figures = [
            i for i, figure in enumerate(article.figures) if figure.block in inside and not figure.ambiguous
        ]
        self.by_kind: dict[tuple[str, str, str, str], list[int]] = {}
        for i in sorted(self.figures, key=lambda i: article.figures[i].value):
            figure = article.figures[i]
            head = figure.head if not figure.head or figure.head in times.DAYS or figure.head in TIMES else "noun"
            self.by_kind.setdefault((figure.kind, figure.unit, figure.dimension, head), []).append(i)

    @cached_property
    def declared(self) -> bool:
        """Whether the article says of which day it is: in its head, or at the very beginning of a paragraph."""
        if published(self.article.document):
            return True
        blocks = self.article.document.blocks
        dates = [figure for figure in self.of(self.figures) if figure.kind == "date" and figure.value > _FULL]
        return any(_DATELINE.fullmatch(self.text, blocks[date.block].start, date.at) for date in dates[:1])

    @cached_property
    def is_table(self) -> bool:
        """Whether the article is a table with at most a few notes: its title then names the table and claims nothing."""
        blocks = self.article.document.blocks
        if not self.article.document.tables:
            return False
        prose = [n for n in self.blocks if blocks[n].kind in ("paragraph", "item")]
        words = sum(self.article.document.block_text(blocks[number]).count(" ") + 1 for number in prose)
        counted = any(self.article.by_block.get(number) for number in prose)
        return words <= (_NOTE if counted else _NOTES)

    @cached_property
    def known(self) -> _Implied:
        named, ranks = self._numbers()
        figures = self.of(self.figures)
        own = times.own_year(self.article.document, figures)
        years = times.years(figures, named, own, self.text, self.search)
        return _Implied(
            named,
            ranks,
            own,
            years,
            times.spans(self.search),
            times.told(self.search),
        )

    @cached_property
    def is_reckoned(self) -> bool:
        """Whether the body itself says how long ago something was, and so when it was written."""
        years = self.known.years
        told = {figure.value for figure in self.of(self.figures) if figure.unit == "year" and figure.kind == "duration"}
        return any(years[-1] - year in told for year in years[:-1])

    def has_lengths(self, unit: str) -> bool:
        """Whether the body gives any length of time, or one of this unit between two of its dates or times."""
        told = any(figure.unit in times.DAYS for figure in self.of(self.figures))
        return told or bool(self.intervals.get(unit) or self.clock.get(unit))

    def of(self, members: list[int]) -> list[Figure]:
        """The figures with these indices."""
        return [self.article.figures[i] for i in members]

    def around(self, members: list[int], wanted: float) -> list[int]:
        """Of figures in order of value, those nearest to the value wanted."""
        figures = self.article.figures
        at = bisect_left(members, wanted, key=lambda i: figures[i].value)
        return members[max(0, at - NEAREST) : at + NEAREST]

    def search(self, wanted: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The places of the body that a pattern matches, block by block."""
        for number in self.blocks:
            block = self.article.document.blocks[number]
            yield from wanted.finditer(self.text, block.start, block.end)

    def has_word(self, word: str) -> bool:
        """Whether the body has the word, or one that begins with it, in any case."""
        return any(self.search(re.compile(rf"\b{re.escape(word)}", re.IGNORECASE)))

    def implied(self, stated: Figure) -> dict[str, float]:
        """What supports the stated figure without being a figure of its kind, by how it comes about."""
        body = self.known
        value, found = stated.value, self._ends(stated)
        if stated.kind in ("count", "ordinal", "age"):
            found += nearest(body.named, value)
        if stated.kind == "ordinal" or (value > 1 and stated.kind == "count"):
            found += nearest(body.ranks, value)
        if stated.kind == "count":
            found += self._counted
            found += quotients.in_other_periods(self.text, stated, self.of(self.figures))
            found += self._left_or_less(stated)
            if value == 1 and stated.head and stated.noun.lower().endswith(stated.head):
                found += words.single(stated.head, self.search)
        if margins.is_margin(self.text, stated, self.article.document.blocks[stated.block].start):
            found += nearest(self._margins, value)
        if stated.kind in pairs.ADDABLE:
            found += nearest(self._pairs.sums.get(stated.unit, []), value)
            found += nearest(self._sums.get(stated.unit, []), value)
            # "I started at 90 and got down to 70" has no unit of its own.
            apart = [pairs.in_larger_unit(self._pairs.differences, stated)]
            apart += [nearest(self._pairs.differences.get(unit, []), abs(value)) for unit in {stated.unit, ""}]
            # "minus 90 centimetres" is the difference of two lengths, whichever of them comes first.
            found += [(math.copysign(less, value), how) for those in apart for less, how in those]
        if stated.kind == "money":
            found += nearest(self._products.get(stated.unit, []), value)
            if " / " in stated.unit:
                found += nearest(quotients.rates(self.of(self.figures), stated.unit), value)
        if stated.kind == "point" or (stated.kind == "count" and stated.head == "point"):
            found += nearest(self._pairs.differences.get("percentage_point", []), value)
        if stated.kind == "multiple" or (stated.kind == "count" and stated.head in TIMES):
            found += nearest(self._pairs.multiples, value) + nearest(self._rates.multiples, value)
        if stated.kind in ("percent", "ratio"):
            # "Down a quarter", which the judge reads in percent where it is said again.
            share = value if stated.kind == "percent" else 100 * value
            found += nearest(self._pairs.shares, share) + nearest(self._rates.after_steps, share)
            if _SHARE_OF.match(self.text, stated.till):
                found += nearest(self._rates.rests, share)
        if stated.kind == "ratio":
            found += self._fractions(stated)
        if stated.kind == "age" or (stated.kind == "count" and _AT_AGE.search(stated.before)):
            found += times.ages(body.own, self.search)
        if stated.unit in times.DAYS:
            found += lengths.in_unit_of(self, stated)
        found += one_off.counts(self, stated) + one_off.inverses(self, stated)
        if value == 1 and stated.unit:
            found += words.single(stated.unit, self.search)
        if stated.kind == "year" or (stated.kind == "count" and _YEAR.search(stated.text)):
            found += [(float(year), f"the year {year}") for year in body.years]
        # "As many as 16,000" names a bound that somebody gave; no sum that stays below it is what it means.
        bound = stated.hedge == "up to"
        return {text: number for number, text in found if not bound or number == value}

    @cached_property
    def _pairs(self) -> pairs.Pairs:
        return pairs.of_neighbours(self.text, self.of(self.figures))

    @cached_property
    def _sums(self) -> dict[str, Values]:
        return spread.sums(self.of(self.figures))

    @cached_property
    def _spread_shares(self) -> Values:
        return spread.shares(self.text, self.of(self.figures))

    @cached_property
    def _products(self) -> dict[str, Values]:
        return quotients.products(self.text, self.of(self.figures))

    @cached_property
    def clock(self) -> dict[str, Values]:
        return clock.lengths(self.text, self.of(self.figures), self.search)

    @cached_property
    def intervals(self) -> dict[str, Values]:
        day = published(self.article.document)
        return intervals.lengths(self.text, self.of(self.figures), day, self.search)

    @cached_property
    def _rates(self) -> rates.Rates:
        return rates.of_percentages(self.text, self.of(self.figures))

    @cached_property
    def _margins(self) -> Values:
        return margins.of_scores(self.text, self.of(self.figures))

    @cached_property
    def _counted(self) -> Values:
        """The sizes of groups that have a word, and what the body counts by its form: items of lists, headings."""
        return words.groups(self.search) + words.listed(self.search) + self._listed()

    def _numbers(self) -> tuple[Values, Values]:
        """The numbers in digits and words that belong to no figure, and the ordinals."""
        named: dict[float, str] = {}
        ranks = {figure.value: figure.text for figure in self.of(self.figures) if figure.kind == "ordinal"}
        figures = iter(self.of(self.figures))
        figure = next(figures, None)
        for number in self.blocks:
            block = self.article.document.blocks[number]
            for found in _NUMBER.finditer(self.text, block.start, block.end):
                while figure and figure.till <= found.start():
                    figure = next(figures, None)
                if figure is not None and figure.at <= found.start():
                    continue
                if found["rank"]:
                    value = TENS.get((found["tens"] or "").lower(), 0) + times.RANKS[found["rank"].lower()]
                    ranks.setdefault(float(value), found[0])
                elif found["word"]:
                    named.setdefault(float(BELOW_HUNDRED[found["word"].lower()]), found[0])
                else:
                    named.setdefault(float(found["digits"].replace(",", "")), found[0])
        return sorted(named.items()), sorted(ranks.items())

    def _listed(self) -> Values:
        blocks = self.article.document.blocks
        lists = Counter(block.list for block in blocks if block.kind == "item" and block.list is not None)
        levels = Counter(block.level for block in blocks if block.kind == "heading")
        return [(float(count), f"the items of list {number}") for number, count in lists.items()] + [
            (float(count - less), f"the headings of level {level}, but for {less}")
            for level, count in levels.items()
            for less in range(min(3, count))  # an introduction and a conclusion are none of the five tips
        ]

    def _ends(self, stated: Figure) -> Values:
        """The upper ends of ranges in the stated figure's unit, and the amounts of rates of it."""
        found: Values = []
        for (kind, unit, _, _), members in self.by_kind.items():
            if unit == stated.unit and kind not in ("date", "time", "score"):
                near = self.of(self.around(members, stated.value))
                found += [
                    (figure.value_to, f"up to {figure.value_to:g}") for figure in near if figure.value_to is not None
                ]
            elif kind == "count" and unit == "" and _MILLIONS.search(stated.text):
                near = self.of(self.around(members, 1e6 * stated.value))
                found += [(figure.value / 1e6, figure.text) for figure in near]
            elif stated.unit and unit.partition(" / ")[0] == stated.unit.partition(" / ")[0]:
                found += [(figure.value, figure.text) for figure in self.of(self.around(members, stated.value))]
        return found

    def _fractions(self, stated: Figure) -> Values:
        """In percent, what a fraction in words stands for: shares of different things, and what it nearly is."""
        share = 100 * stated.value
        found = [
            pair
            for pair in nearest(self._spread_shares, share)
            if share > _SMALL or abs(pair[0] - share) <= _OFF * share
        ]
        if stated.hedge == "nearly":  # "almost a third" of a rise of 29 per cent
            rates_told = [figure for figure in self.of(self.figures) if figure.kind == "percent"]
            found += [(0.99 * share, rate.text) for rate in rates_told if _NEARLY * share <= rate.value < share]
        return found

    def _left_or_less(self, stated: Figure) -> Values:
        """What a bare count may be of others: the rest of a whole, or the difference of two times ("25 faster")."""
        if spread.is_rest(self.text, stated):
            return nearest(spread.rests(self.of(self.figures)), stated.value)
        if not spread.is_difference(self.text, stated):
            return []
        times_told = [figure for figure in self.of(self.figures) if figure.unit in times.DAYS]
        told = {
            figure.unit: [other.value for other in times_told if other.unit == figure.unit] for figure in times_told
        }
        found: Values = []
        for unit, values in told.items():
            found += spread.differences(values + [length for length, _ in self.known.lengths[unit]])
        return found


_latest: list[Body] = []


def body_of(article: Article) -> Body:
    """The body of the article, laid out once for all rules that ask for it one after the other."""
    if not _latest or _latest[0].article is not article:
        _latest[:] = [Body(article)]
    return _latest[0]


def _bare(article: Article, number: int) -> str:
    """The text of a block without what may differ where it is only repeated: case, blanks, a full stop."""
    return " ".join(article.document.block_text(article.document.blocks[number]).split()).rstrip(".").casefold()
