"""Shares of one whole: percentages of one sentence that must come to 100.

Most percentages that stand in a row are no shares of one whole: series by place or year, answers of which several were
allowed. So a row is proposed only where its labels say that they divide something:

| the labels are                                                               | the shares      |
|------------------------------------------------------------------------------|-----------------|
| opposites with what lies between them: more, fewer, and no change            | come to 100     |
| the two sexes and the like, in a word each: 46% male and 54% female          | come to 100     |
| the two ends of a ratio: a 98% to 2% split                                   | come to 100     |
| a thing and its denial: 4% use frames, 96% do not use them                   | come to 100     |
| steps from the least to the most: less than a day, a day to a week, longer   | come to 100     |
| three or more near 100, the last an open answer: undecided, no opinion       | are not above it|
| opposites alone: 61 percent for, 38 percent against                          | are not above it|
| announced as parts: a pie chart, "split between", "made up of"               | are not above it|
| three or more near 100 that one verb divides: oaks made up 60%, elms 40%     | are not above it|
| as those of two other sentences of the paragraph or list, which come to 100  | come to 100     |

A label stands behind its figure or in front of it. Words that compare, a year between two figures, a change in percent, or
two groups of which the figures are shares end a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from consistency.context.shares import by_one_verb, said_once
from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.grammar.wordlist import words
from consistency.relation import Article, Proposal

ROLES = ("parts",)
OF_TEXT = True
SETTINGS = {"opposites": "texts", "halves": "texts", "between": "texts", "open_answers": "texts"}
_LONGEST_ROW = 12
_BARE, _SHORT = 4, 9
"""How many words a label has at the most that only names a half, and one that says what is done or not done."""
_LONGEST_LABEL = 110
"""How many characters may lie between two shares of one row."""
_FEWEST_ALIKE = 3
"""How many rows of one form, of which all but one come to 100, show that this is what they are to come to."""
_NEAR = 30
"""By how many points the answers to one question may miss 100 and still be taken for them."""
_LEAD = 200
"""How many characters before a row are read for an announcement."""

_APART = pattern(
    r"[:→]|;\s+(?:in|at|on|by|last|a year|the year)\b|\b(?:compared|versus|vs|against (?:\d|last)|(?<!are )(?<!is )(?<!were )(?<!come )(?<!comes )(?<!came )from|respectively|points?|than (?:in|those|that|the|among|at|for|last|other)|while in|but in|average|percentile|each|"
    r"of which|of whom|of those|of them|of these)\b",
    re.I,
)
_MOVED = pattern(
    r"\b(?:by|(?<!made )(?<!make )(?<!makes )up|down|to|from|than|rose|fell|grew|rise|fall|grow|dropped|drop|climbed|jumped|gained|lost|cut|increased?|decreased?|"
    r"declined?|risen|fallen|grown|of|another)\s*$",
    re.I,
)
_BESIDE = pattern(
    r"\s+(?:above|below|(?:higher|lower|better|worse|faster|slower|larger|smaller|cheaper)\s+(?:than|on|in|from|over|at)|ahead|behind|"
    r"(?:increase|decrease|rise|fall|drop|decline|growth|gain|cut|jump|reduction|off|of normal))\b",
    re.I,
)
_OF_WHAT = pattern(
    r"\s+(?:of|among)\s+(?:(?:the|all|its|our|their|those|these|his|her|total)\s+)*(?:(\d\S*|\w[\w-]*?)s?)\b", re.I
)
_ANNOUNCED = pattern(
    r"\bpie chart\b|\b(?:split|divided|broken down|breaks down|broke down)\s+(?:\w+\s+)?(?:between|into|among|as)\b|"
    r"\b(?:made up of|composed of|consist(?:s|ed|ing)? of|compris(?:e|es|ed|ing))\b",
    re.I,
)
_DENIAL = pattern(r"\b(?:(?:do|does|did|are|is|were|was|have|has|had)(?:n['’]t| not)|never)\b", re.I)
_LEAST = pattern(r"^[\s(]*(?:\w+\s+){0,2}(?:less|under|below|fewer|up to|within|younger|shorter)\b", re.I)
_MOST = pattern(
    r"^[\s(]*(?:\w+\s+){0,2}(?:over|more than|above|at least|older|longer)\b|\b(?:or|and) (?:more|over|older|longer)\b",
    re.I,
)
_LEFT_OVER = pattern(r"\b(?:the (?:rest|remainder|others?)|others|everyone else|everybody else)\b", re.I)
"""Behind the last share: some have given no answer that is told in figures."""
_RATIO = pattern(r"\s+(?:[\w-]+\s+){0,5}(?:ratio|split|mix)\b", re.I)
_WITHIN = pattern(r"\s+(?:among|for|of|in|by|from|with|on)\b", re.I)
_RATE = pattern(
    r"\b(?:rates?|turnout|literacy|approval|support|odds|chance|likely|likelihood|pay|paid|employed)\b", re.I
)
_WORD = pattern(r"[^\W\d_]{3,}")
_EMPTY_WORDS = words(
    "the and are was were has have had did does not don doesn didn isn aren for with that this said say says who they them "
    "while but percent only just about any all their its one expect expects expected report reports reported note noted saw see sees "
    "plan plans planned want wants think thinks believe believes anticipate anticipated foresee indicate indicated planning"
)


class _Words(NamedTuple):
    """What the rule's settings say: pairs of opposites, those that leave no third, and what lies between or beside."""

    opposites: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    halves: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    between: re.Pattern[str]
    open_answers: re.Pattern[str]
    any_sign: re.Pattern[str]


class _Signs(NamedTuple):
    """What a label says: for each pair of opposites whether one and whether the other, and whether what lies between."""

    sides: tuple[tuple[bool, bool], ...]
    between: bool


class _Row(NamedTuple):
    """Shares that follow each other, with what stands behind each of them and what stands in front."""

    figures: tuple[int, ...]
    behind: tuple[str, ...]
    before: tuple[str, ...]
    lead: str
    whole: bool
    """Whether these are all the shares of the sentence."""


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each row of shares that divide a whole; `partial` where others may be left out."""
    said = _words(**{name: _listed(settings.get(name)) for name in SETTINGS})
    others: dict[tuple[bool, int], list[_Row]] = {}
    for number, indices in article.by_block.items():
        block = article.document.blocks[number]
        if len(indices) < 2 or block.kind == "cell":
            continue
        place = (False, number) if block.list is None else (True, block.list)
        for row in _rows_of(article, indices, number):
            if told := _told(article.figures, row, said):
                yield told
            else:
                others.setdefault(place, []).append(row)
    for rows in others.values():
        if len(rows) >= _FEWEST_ALIKE:
            yield from _repeated(article.figures, rows)


def _rows_of(article: Article, indices: range, block: int) -> Iterator[_Row]:
    at, figures = indices.start, article.figures
    for start, end in article.sentences(block):
        first = at
        while at < indices.stop and figures[at].at < end:
            at += 1
        within = range(first, at)
        shares = [i for i in within if figures[i].kind in ("percent", "ratio")]
        shares = list(said_once(article.document.text, figures, shares))
        if len(shares) > 1 and all(_is_share(figures[i]) for i in shares):
            yield from _rows(article, within, shares, start, end)


def _told(figures: Sequence[Figure], row: _Row, words: _Words) -> Proposal | None:
    """What the labels of a row, or of a row within it, say."""
    signs = {label: _signs(label, words) for label in (*row.behind, *row.before)}
    for window in _windows(row):
        found = _division(window, words, signs)
        near = window == row and _is_near_all(figures, row)
        if found and (near or not found.near_only) and not (found.alone and _is_full(figures, row)):
            partial = not found.exhaustive or _LEFT_OVER.search(window.behind[-1]) is not None
            return Proposal({"parts": window.figures}, found.confidence, found.evidence, partial)
    return None


def _repeated(figures: Sequence[Figure], rows: Sequence[_Row]) -> Iterator[Proposal]:
    """Where two of three rows that say the same of other things come to 100, so must the third."""
    for size in sorted({len(row.figures) for row in rows}):
        alike = [row for row in rows if len(row.figures) == size]
        whole = [row for row in alike if _comes_to_all(figures, row)]
        if len(whole) < _FEWEST_ALIKE - 1:
            continue
        places = _places(whole)
        same = [
            row
            for row in alike
            if all(_stems(label) & place for label, place in zip(_labels(row), places, strict=True))
        ]
        for row in same if _FEWEST_ALIKE <= len(same) <= len(whole) + 1 else ():
            confidence = "high" if row in whole else "medium"
            yield Proposal({"parts": row.figures}, confidence, f"{len(whole)} sentences like this come to 100")


def _comes_to_all(figures: Sequence[Figure], row: _Row) -> bool:
    parts = [figures[i] for i in row.figures]
    if any(figure.kind == "ratio" for figure in parts):
        return False
    return abs(sum(figure.value for figure in parts) - 100) <= sum(figure.grain for figure in parts) / 2 + 1e-9


def _is_near_all(figures: Sequence[Figure], row: _Row) -> bool:
    parts = [figures[i] for i in row.figures]
    return abs(sum(part.value * (100 if part.kind == "ratio" else 1) for part in parts) - 100) <= _NEAR


def _is_full(figures: Sequence[Figure], row: _Row) -> bool:
    """Whether the first shares come to 100, so that the last overlap them ("45% girls, 55% boys and 30% boarders")."""
    return any(_comes_to_all(figures, row._replace(figures=row.figures[:size])) for size in range(2, len(row.figures)))


def _labels(row: _Row) -> list[str]:
    return [f"{before} {behind}" for before, behind in zip(row.before, row.behind, strict=True)]


def _places(rows: Sequence[_Row]) -> list[set[str]]:
    """For each place of rows of one length, the words that stand there in all of them."""
    stems = [[_stems(label) for label in _labels(row)] for row in rows]
    return [set.intersection(*column) for column in zip(*stems, strict=True)]


def _is_share(figure: Figure) -> bool:
    """A share as it is added up: neither above the whole, nor open to one side ("gain more than 5%")."""
    most = 1.0 if figure.kind == "ratio" else 100.0
    return 0 <= figure.value < most and figure.hedge in ("none", "about", "nearly", "just over")


def _rows(article: Article, indices: range, shares: Sequence[int], start: int, end: int) -> Iterator[_Row]:
    text, figures = article.document.text, article.figures
    first = 0
    for place, index in enumerate(shares):
        ratio = place > 0 and text[figures[shares[place - 1]].till : figures[index].at].strip() == "to"
        if not ratio and _is_change(text, start, figures[index]):
            # "up 7 percent in the north, 5 percent in the south": what follows is of the same kind.
            yield from _row(article, shares, range(first, place), start, end)
            return
        if place > first and _is_apart(article, shares[place - 1], index):
            yield from _row(article, shares, range(first, place), start, end)
            first = place
    yield from _row(article, shares, range(first, len(shares)), start, end)


def _is_change(text: str, start: int, figure: Figure) -> bool:
    """Whether the percentage tells how far something moved or lies from another: "up 7 percent", "5 percent above"."""
    moved = _MOVED.search(text, max(start, figure.at - 24), figure.at)
    return moved is not None or _BESIDE.match(text, figure.till) is not None


def _is_apart(article: Article, one: int, other: int) -> bool:
    figures, text = article.figures, article.document.text
    between = text[figures[one].till : figures[other].at]
    if len(between) > _LONGEST_LABEL or _APART.search(between):
        return True
    return any(figures[i].kind in ("year", "date", "point") for i in range(one + 1, other))


def _row(article: Article, shares: Sequence[int], places: range, start: int, end: int) -> Iterator[_Row]:
    """The row of the shares in these places of the sentence, if it is one: a longer row is a series."""
    if not 1 < len(places) <= _LONGEST_ROW:
        return
    text, figures = article.document.text, [article.figures[shares[place]] for place in places]
    last = min(end, figures[-1].till + _LONGEST_LABEL)
    if places.stop < len(shares):
        last = min(last, article.figures[shares[places.stop]].at)
    first = max(start, figures[0].at - _LONGEST_LABEL)
    if places.start:
        first = max(first, article.figures[shares[places.start - 1]].till)
    ends = [figure.at for figure in figures[1:]] + [last]
    starts = [first] + [figure.till for figure in figures[:-1]]
    yield _Row(
        tuple(shares[place] for place in places),
        tuple(text[figure.till : stop] for figure, stop in zip(figures, ends, strict=True)),
        tuple(text[begin : figure.at] for figure, begin in zip(figures, starts, strict=True)),
        text[max(start, figures[0].at - _LEAD) : figures[0].at],
        len(places) == len(shares),
    )


def _windows(row: _Row) -> Iterator[_Row]:
    """The row, and the rows within it, the longest first."""
    size = len(row.figures)
    for length in range(size, 1, -1):
        for at in range(size - length + 1):
            cut = slice(at, at + length)
            yield _Row(row.figures[cut], row.behind[cut], row.before[cut], row.lead, row.whole and length == size)


class _Division(NamedTuple):
    """Why shares are of one whole, whether they are all of them, and how sure that is."""

    evidence: str
    exhaustive: bool
    confidence: str = "high"
    near_only: bool = False
    """Whether shares that come to far more or less are those of several questions."""
    alone: bool = False
    """Whether nothing but one verb says so."""


def _division(row: _Row, words: _Words, signs: Mapping[str, _Signs | None]) -> _Division | None:
    """What makes these the shares of one whole; None where nothing says so."""
    groups = {found[1].lower() for label in row.behind if (found := _OF_WHAT.match(label))}
    if len(groups) > 1 or (groups and not _OF_WHAT.match(row.behind[0])):
        return None
    if row.whole and _are_halves(row, words):
        return _Division("two halves of one group", True)
    for labels in (row.behind, row.before):
        if (told := _by_labels(labels, signs)) and (told.exhaustive or row.whole):
            return told
    if len(row.figures) == 2 and row.behind[0].strip() == "to" and _RATIO.match(row.behind[1]):
        return _Division("a ratio", True)
    if row.whole and _is_denied(row.behind):
        return _Division("a thing and its denial", True)
    if len(row.figures) > 2 and any(words.open_answers.search(labels[-1]) for labels in (row.behind, row.before)):
        return _Division("an open answer at the end", False, near_only=True)
    if row.whole and (said := by_one_verb(row.before, row.behind, row.lead)):
        return _Division(f'"{said}"', False, "medium", near_only=True, alone=True)
    if row.whole and (announced := _ANNOUNCED.search(row.lead)):
        return _Division(f'"{announced[0]}"', False, "medium")
    return None


def _signs(label: str, words: _Words) -> _Signs | None:
    """The signs of a label; None if it has none."""
    if not words.any_sign.search(label):
        return None
    rest = words.between.sub(" ", label)  # in "no opinion" there is no "no"
    sides = tuple((one.search(rest) is not None, other.search(rest) is not None) for one, other in words.opposites)
    return _Signs(sides, rest != label)


def _by_labels(labels: Sequence[str], signs: Mapping[str, _Signs | None]) -> _Division | None:
    found = [sign for label in labels if (sign := signs[label])]
    if len(found) == len(labels):
        for number in range(len(found[0].sides)):
            if told := _opposites(labels, [(sign.sides[number], sign.between) for sign in found]):
                return told
    above = [place for place, label in enumerate(labels) if _MOST.search(label)]
    if len(labels) > 2 and _LEAST.search(labels[0]) and above == [len(labels) - 1]:
        return _Division("steps from the least to the most", True)
    return None


def _is_denied(labels: Sequence[str]) -> bool:
    """Whether two short labels say one thing and that it is not so: "4% use frames and 96% do not use them"."""
    if len(labels) != 2 or _DENIAL.search(labels[0]) or not _DENIAL.search(labels[1]):
        return False
    said, denied = map(_stems, labels)
    return max(map(_length, labels)) <= _SHORT and (not denied or bool(said & denied))


def _length(label: str) -> int:
    return sum(1 for _ in _WORD.finditer(label))


def _opposites(labels: Sequence[str], kinds: Sequence[tuple[tuple[bool, bool], bool]]) -> _Division | None:
    """`kinds` tell of each label whether it says one thing, whether its opposite, and whether what lies between."""
    sides = [(one, other) for (one, other), _ in kinds if one != other]
    middle = sum(between and not one and not other for (one, other), between in kinds)
    if len(set(sides)) != 2 or len(sides) + middle != len(labels) or (len(sides) > 2 and not middle):
        return None
    if middle:
        return _Division("opposites and what lies between", True)
    # "60 percent expect sales to rise, and 55 percent expect costs to fall" are shares of two wholes.
    together = _length(labels[1]) <= _BARE or bool(_stems(labels[0]) & _stems(labels[1]))
    return _Division("opposites", False, "medium") if together else None


def _are_halves(row: _Row, words: _Words) -> bool:
    """Whether the labels only name the halves: "46% male and 54% female", but not "46% among men"."""
    if len(row.figures) != 2 or max(map(_length, row.behind)) > _BARE or _RATE.search(row.lead):
        return False
    if any(_WITHIN.match(label) for label in row.behind):
        return False
    for one, other in words.halves:
        kinds = {(bool(one.search(label)), bool(other.search(label))) for label in row.behind}
        if kinds == {(True, False), (False, True)}:
            return True
    return False


def _stems(label: str) -> set[str]:
    return {word[:5] for found in _WORD.finditer(label) if (word := found[0].lower()) not in _EMPTY_WORDS}


def _listed(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


@cache
def _words(
    opposites: tuple[str, ...], halves: tuple[str, ...], between: tuple[str, ...], open_answers: tuple[str, ...]
) -> _Words:
    sides = [side.split(",") for text in opposites for side in text.split("/")]
    signs = [word for side in sides for word in side] + [*between, *open_answers]
    return _Words(_pairs(opposites), _pairs(halves), _any(between + open_answers), _any(open_answers), _any(signs))


def _pairs(texts: Sequence[str]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """From "yes, aye / no, nay" the patterns of the two sides."""
    sides = [[side.split(",") for side in text.split("/")] for text in texts]
    return tuple((_any(one), _any(other)) for one, other in sides)


def _any(texts: Sequence[str]) -> re.Pattern[str]:
    """What finds one of the wordings as whole words; one that ends in "-" is the beginning of a word."""
    forms = [
        re.escape(text.strip().removesuffix("-")) + (r"\w*" if text.strip().endswith("-") else "") for text in texts
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms) or '(?!)'})(?![\w-])", re.IGNORECASE)
