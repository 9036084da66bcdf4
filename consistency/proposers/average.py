"""An average, with the total and the number that it is made of, in neighbouring sentences of a paragraph.

"The fund paid for 120 trees. Total spending was $240,000 and the average price $2,000": the three stand apart, in any
order, and in words that no phrase foresees. What is averaged is told by the word "average" before the figure; the total by
its own words and by having the unit of the average; the number by its noun, or by being the only one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from consistency.grammar.lazy import pattern
from consistency.grammar.nouns import singular
from consistency.relation import Article, Proposal

ROLES = ("mean", "total", "number")
OF_TEXT = True
_KINDS = ("money", "measure", "duration", "count")
# "mean" is more often a verb.
_WORD = r"\b(?:average[sd]?|averaging|(?:an?|the|its|their)\s+mean)\b"
_CUE = pattern(_WORD, re.I)
_MEAN = pattern(rf"{_WORD}(?:\s+(?:an?|the|each|every)\b)?(?:\s+(?P<noun>[\w-]+))?[^.;:]{{0,60}}$", re.I)
_MEAN_AFTER = pattern(r"^\s*(?:each)?,?\s*on average\b")
# An average of another time, place or kind than the total.
_OTHER_AVERAGE = pattern(
    r"\b(?:than|above|below|against|(?:up|down)\s+from|compared\s+(?:with|to)|moving|national|annual|monthly|weekly|daily|"
    r"previous|\w+-(?:day|week|month|year))\s+(?:an?\s+|the\s+|its\s+)?average\b",
    re.I,
)
# Where "five-year" is a figure, too, what stands in front of it is wanted.
_OF_A_SPAN = pattern(
    r"(?:[\s-](?:day|week|month|quarter|year)|\bmoving|\brolling|\blong-term)\s+average\b[^.;:]{0,60}$", re.I
)
_OTHER_TIME = pattern(
    r"^\s*(?:in\s+)?(?:(?:the\s+)?(?:last|previous|next|following)\s|an?\s+(?:year|month|week)\s+(?:ago|earlier|before)\b)",
    re.I,
)
# "£1,336 overall and heifers £1,180" tells of no total, "an overall cost of £1,180" does.
_TOTAL = pattern(
    r"\b(?:total(?:s|l?ed|l?ing)?|altogether|in all|combined|overall(?!\s+(?:and|but|or|while|with)\b|\s*[,(])|sum)\b[^.;:]{0,60}$",
    re.I,
)
_TOTAL_AFTER = pattern(r"^\s*(?:in (?:total|all)|altogether|combined)\b")
_SPENT = pattern(
    r"\b(?:spent|paid|raised|costs?|earned|collected|donated|received|granted|awarded|invested|shared)\b", re.I
)
_PER = pattern(r"^\s*,?\s*(?:on average\s+)?(?:per|an?|for each|for every|in each|to each)\s+([\w-]+)", re.I)
# What any total may be the total of; an average of anything else has to name what the total or the number names, so
# that no wage is computed from a turnover.
_VALUES = frozenset(
    (
        "", "amount", "amounts", "amounted", "at", "being", "came", "charge", "comes", "contribution", "cost", "costs",
        "donation", "expenditure", "fee", "fees", "for", "gift", "grant", "is", "loan", "number", "of", "payment", "payout", "per",
        "size", "spend", "spending", "stood", "sum", "to", "value", "was",
    )
)  # fmt: skip
_SALES = pattern(r"\b(?:sale|sales|sold|turnover|takings|spent|spending|paid|expenditure)\b", re.I)
_BEFORE = _AFTER = 2
"""How many sentences before and after the average its total and its number may stand."""
_FARTHEST = 120
"""How many characters before a figure are read as what is said of it."""
_CLOSEST = 24
"""How many figures on either side of the average are looked at."""


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each average whose total and number are found without doubt."""
    for number, indices in article.by_block.items():
        block = article.document.blocks[number]
        if len(indices) < 3 or block.kind == "cell" or not _CUE.search(article.document.text, block.start, block.end):
            continue
        paragraph = _Paragraph(article, indices)
        for index in indices:
            if paragraph.is_mean(index) and (proposal := paragraph.proposal(index)):
                yield proposal


class _Paragraph:
    """The figures of one block, each with the words of its sentence on either side of it.

    `left` and `right` end at the next figure; `before` reaches back to the last one of the same unit: "the total for 12
    trees is $600".
    """

    def __init__(self, article: Article, indices: range) -> None:
        self.figures = article.figures
        self.indices = indices
        number = article.figures[indices.start].block
        text, end = article.document.text, article.document.blocks[number].end
        starts = [start for start, _ in article.sentences(number)]
        done: dict[str, int] = {}
        last = 0
        self.left: dict[int, str] = {}
        self.before: dict[int, str] = {}
        self.right: dict[int, str] = {}
        for index in indices:
            figure = self.figures[index]
            begin = max(starts[max(bisect_right(starts, figure.at) - 1, 0)], figure.at - _FARTHEST)
            self.left[index] = " ".join(text[max(begin, last) : figure.at].split()) + " "
            self.before[index] = " ".join(text[max(begin, done.get(figure.unit, 0)) : figure.at].split()) + " "
            following = self.figures[index + 1].at if index + 1 < indices.stop else end
            self.right[index] = text[figure.till : max(following, figure.till)]
            done[figure.unit] = last = figure.till

    def near(self, mean: int) -> list[int]:
        """The other figures close enough to the average to have made it."""
        at = self.figures[mean].sentence
        first, last = max(self.indices.start, mean - _CLOSEST), min(self.indices.stop, mean + _CLOSEST + 1)
        return [i for i in range(first, last) if i != mean and at - _BEFORE <= self.figures[i].sentence <= at + _AFTER]

    def is_mean(self, index: int) -> bool:
        """Whether the words call the figure an average."""
        figure, left = self.figures[index], self.left[index]
        if figure.kind not in _KINDS or figure.value <= 0 or _OTHER_AVERAGE.search(left):
            return False
        if _OF_A_SPAN.search(self.before[index]):
            return False
        if _OTHER_TIME.search(self.right[index]):
            return False
        return bool(_MEAN.search(left) or _MEAN_AFTER.search(self.right[index]))

    def proposal(self, mean: int) -> Proposal | None:
        """The average with its total and its number; None where one of them is missing or could be several."""
        near = self.near(mean)
        totals, sure = self.totals(mean, near)
        if not totals:
            return None
        total = min(totals, key=lambda index: (abs(index - mean), index))
        numbers = [i for i in near if i != total and self.is_number(i, mean)]
        named = [i for i in numbers if self.is_named(i, (mean, total))]
        chosen = named or numbers
        # An average above its total is one of other things.
        if self.figures[mean].value > self.figures[total].value:
            return None
        if len(chosen) != 1 or not self.is_made_of(mean, total, chosen[0]):
            return None
        if self.figures[mean].kind == "count" and not (named and self.counts_alike(mean, total)):
            return None
        return Proposal(
            roles={"mean": (mean,), "total": (total,), "number": (chosen[0],)},
            confidence="high" if sure and (named or len(numbers) == 1) else "medium",
            evidence=f'"{self.figures[chosen[0]].head}", a total and an average in one paragraph',
        )

    def totals(self, mean: int, near: list[int]) -> tuple[list[int], bool]:
        """The figures that the words call a total, or the only one that was spent in the sentence, and whether it is sure."""
        figure = self.figures[mean]
        # "$2,000 per tree" is made of dollars.
        unit = figure.unit.partition(" / ")[0]
        alike = [i for i in near if self.figures[i].unit == unit and self.figures[i].kind == figure.kind]
        alike = [i for i in alike if not self.is_mean(i)]
        called = [i for i in alike if _TOTAL.search(self.before[i]) or _TOTAL_AFTER.search(self.right[i])]
        if called:
            return called, True
        beside = [i for i in alike if self.figures[i].sentence == figure.sentence and figure.kind != "count"]
        spent = [i for i in beside if len(beside) == 1 and _SPENT.search(self.left[i])]
        return spent, False

    def is_number(self, index: int, mean: int) -> bool:
        """Whether the figure counts things that an average can be taken over."""
        figure = self.figures[index]
        whole = figure.kind == "count" and figure.value > 1 and figure.value == int(figure.value)
        return whole and bool(figure.head) and figure.hedge != "vague" and not self.is_mean(index)

    def is_named(self, index: int, others: tuple[int, ...]) -> bool:
        """Whether the words around the average or its total name what the figure counts ("per article")."""
        noun = singular(self.figures[index].head)
        return any(
            noun in map(singular, f"{self.left[other]} {self.right[other][:40]}".lower().split()) for other in others
        )

    def counts_alike(self, mean: int, total: int) -> bool:
        """Whether an average and a total that are bare counts do not count different things."""
        one, other = self.figures[mean].head, self.figures[total].head
        return not one or not other or one == other

    def is_made_of(self, mean: int, total: int, number: int) -> bool:
        """Whether the average is of a price, a size or the like, or of what the total or the number names.

        What it is said to be the average for ("a year", "per tree") has to be what the number counts.
        """
        head, words = singular(self.figures[number].head), self.before[total].lower()
        per = _PER.search(self.right[mean])
        unit = self.figures[mean].unit.partition(" / ")[2]
        if any(singular(word.lower()) != head for word in (per[1] if per else "", unit) if word):
            return False
        found = _MEAN.search(self.left[mean])
        noun = (found["noun"] or "") if found else ""
        if noun.lower() in _VALUES or (noun.isupper() and len(noun) > 1):
            return True
        if noun.lower() == "price":
            return bool(_SALES.search(words))
        return singular(noun.lower()) in (head, *map(singular, words.split()))
