"""Two neighbouring figures taken together: what a reader adds, takes away or divides without being told to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from consistency.figure import Figure
from consistency.grammar.lazy import pattern

Values = list[tuple[float, str]]
"""Pairs (number, how it comes about)."""

NEAREST = 48
"""How many figures of one kind on either side of the stated value are looked at."""
ADDABLE = ("count", "money", "measure", "duration")
_NEIGHBOURS = 3
_CLOSE = 80
"""How many characters may stand between two figures of which one changed into, or is a part of, the other."""
_FROM = pattern(r"\b(?:from|at|was)\s+$|\b(?:down|up)\s+from\s+$")
_OF = pattern(r"\bof\s+(?:(?:the|its|their|all)\s+)?$", re.I)
_TO = pattern(r"\b(?:to|from)\s+$|^\s+(?:out )?of\s+(?:(?:the|its|their|all)\s+)?$")
_CHANGE = pattern(
    r"\b(?:from|to|down|up|now|out|remain\w*|lost|only|just|drop\w*|fell|rise|rose|cut|grew|compared|than|against|versus)\b",
    re.I,
)
_PART_OF = pattern(r"\bof\s+(?:[\w’'-]+\s+){0,3}$", re.I)
_IS_PART = pattern(r"\s(?:[\w’'-]+\s){0,3}of\s(?:[\w’'-]+\s){0,3}", re.I)
_TOTAL = pattern(r"\s(?:altogether|in\sall|in\stotal|all\stold|overall)\b", re.I)
_COMPARED = pattern(
    r"\b(?:from|compared\s(?:with|to)|against|rather\sthan|instead\sof|versus|(?:fewer|more|less|higher|lower|faster|slower|"
    r"longer|shorter|bigger|smaller|taller|earlier|later)\sthan|was|were|had\sbeen|deduction\sof|discount\sof|rebate\sof|minus|less|after)\s+(?:(?:the|its|their|his|her|about|"
    r"around|some|nearly|almost|just|over|only)\s+)*$",
    re.I,
)
"""Between two figures of which the second is what the first was before, or is held against."""
_LEAD = pattern(r"\s(?:to|against|versus|from|compared\s(?:with|to))\s+$", re.I)
_LESS = pattern(r"\s+(?:fewer|less|lower|down)\b", re.I)
_GREATER = pattern(r"\s+(?:more|higher|up)\b", re.I)
_LISTED = pattern(r"(?:\s+[^\W\d][\w'’-]*){0,4}(?:,|;|,?\s+(?:and|plus))\s+(?:and\s+)?(?:the\s+)?", re.I)
_AND_BARE = pattern(r"[^.;:()]{0,60}\s(?:and|plus)\s+(?:another\s+|a\sfurther\s+)?", re.I)
_FEWEST = 3
"""From how many members on a list is added up, whatever it counts."""
_LARGER = {
    "centimeter": ("meter", 100.0), "millimeter": ("centimeter", 10.0), "meter": ("kilometer", 1000.0),
    "gram": ("kilogram", 1000.0), "kilogram": ("metric_ton", 1000.0), "inch": ("foot", 12.0), "minute": ("hour", 60.0),
    "month": ("year", 12.0), "penny": ("GBP", 100.0),
}  # fmt: skip
_ANOTHER = pattern(r"\b(?:another|other|additional|further|plus)\s+$", re.I)
_MORE = pattern(r"\s+(?:more|others?|additional|further)\b", re.I)
_ON_TOP = pattern(r"\b(?:on\stop\sof|(?:had\s)?stood\sat|had\sbeen|up\sfrom)\s(?:the\s|about\s)?$", re.I)
_AND = pattern(r"\s+(?:[\w'’-]+\s+){1,4}(?:and|plus)\s+(?:(?:the|all|its|their|his|her)\s+)?$", re.I)
_AND_CREW = pattern(
    r"\s+(?:[\w'’-]+\s+){1,3}(?:and|plus|with)\s+(?:an?|the|its|their)\s(?:[\w-]+\s)?(?:crew|staff|team|guard|escort)\s+of\s+$",
    re.I,
)
_ONE_AND = pattern(
    r"\b(?:the|an?|his|her|their)\s(?![a-z]+s\b)[a-z][a-z-]+(?:,\s(?:and\s)?|\s(?:and|plus)\s)(?:the\s|his\s|her\s|their\s)?$"
)
"""One person before a list of more: "the driver, two teachers and two pupils"."""
_IN_YEAR = pattern(
    r"[^.;\d]{0,40}\b(?:(?:in|by|for|of)\s(?:[A-Z][a-z]+\s)?[12]\d{3}|now|today|this\syear)\b|\snow\b|\stoday\b"
)
_YEAR_BEFORE = pattern(
    r"\b(?:(?:[Ii]n|[Bb]y|[Ff]or)\s(?:[A-Z][a-z]+\s)?[12]\d{3}|[Nn]ow|[Tt]oday|[Tt]his\syear)\b[^.;\d]{0,60}$"
)
_COUPLE = pattern(r"\b(?:couple|pair|parents)(?:,|\sand|\swith)\s(?:their\s)?$", re.I)
"""Two persons before a list of more: "the couple and their three children"."""
_AND_ONE = pattern(r"\s+(?:[\w'’-]+\s+){1,3}and\s+(?:an?|one|his|her)\s+(?!half|quarter|third)\w", re.I)


class Pairs(NamedTuple):
    """In order of value: `sums` and `differences` by unit, `shares` in percent, `multiples` of one figure in another.

    The differences of percentages are in "percentage_point".
    """

    sums: dict[str, Values]
    differences: dict[str, Values]
    shares: Values
    multiples: Values


def of_neighbours(text: str, figures: Sequence[Figure]) -> Pairs:
    """What comes of each two of the figures that stand near each other in `text` and count no different things."""
    sums: dict[str, Values] = {}
    differences: dict[str, Values] = {}
    shares: Values = []
    multiples: Values = []
    by_unit: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.kind in ADDABLE and figure.value_to is None:
            by_unit.setdefault(figure.unit, []).append(figure)
    for unit, members in by_unit.items():
        more = [_is_more(text, figure) for figure in members]
        for number, one in enumerate(members):
            if more[number] or (unit == "" and _AND_ONE.match(text, one.till)):
                # "Two marshals and a detective" are three, and so are "two others" with the one spoken of before.
                sums.setdefault(unit, []).append((one.value + 1, f"{one.text} + 1"))
            for place in range(number + 1, min(number + 1 + _NEIGHBOURS, len(members))):
                other = members[place]
                if other.sentence - one.sentence > 2:
                    break
                if more[place] or _leads_more(text, one, other) or _added(text, one, other):
                    sums.setdefault(unit, []).append((one.value + other.value, f"{one.text} + {other.text}"))
                if other.sentence - one.sentence < 2 and (not one.head or not other.head or one.head == other.head):
                    differences.setdefault(unit, []).extend(_difference(text, one, other))
                    shares += _shares(text, one, other)
                    multiples += _multiples(text, one, other)
        sums.setdefault(unit, []).extend(_lists(text, members))
    for one, other in pairwise(figures):
        if _differ_in_rate(one, other):  # "from £1,928 to £1,634 a year"
            for unit in (one.unit, other.unit):
                differences.setdefault(unit, []).extend(_difference(text, one, other))
            shares += _shares(text, one, other)
        if one.kind == other.kind == "percent" and one.sentence == other.sentence:
            differences.setdefault("percentage_point", []).extend(_lead(text, one, other))
        elif one.unit in sums and _is_bare_behind(text, one, other):
            sums[one.unit].append((one.value + other.value, f"{one.text} + {other.text}"))
    for values in (*sums.values(), *differences.values(), shares, multiples):
        values.sort()
    return Pairs(sums, differences, shares, multiples)


def in_larger_unit(differences: dict[str, Values], stated: Figure) -> Values:
    """The differences of figures in the unit next in size above the stated one's, in its own: 0.9 metres as 90 centimetres."""
    smaller, _, rate = stated.unit.partition(" / ")
    if smaller not in _LARGER:
        return []
    unit, factor = _LARGER[smaller]
    larger = f"{unit} / {rate}" if rate else unit
    return [(number * factor, f"{how} in {larger}") for number, how in differences.get(larger, [])]


def _differ_in_rate(one: Figure, other: Figure) -> bool:
    units = {one.unit, other.unit}
    if len(units) < 2 or one.sentence != other.sentence or one.value_to is not None or other.value_to is not None:
        return False
    return one.kind in ADDABLE and other.kind in ADDABLE and "" not in units and _paid(one) == _paid(other)


def _paid(figure: Figure) -> str:
    """What a rate is counted in: pounds, of pounds a year."""
    return figure.unit.partition(" / ")[0]


def _lists(text: str, members: list[Figure]) -> Iterator[tuple[float, str]]:
    """The sums of lists: "11 men, nine women and six children"."""
    run: list[Figure] = []
    for figure in members:
        if run and not (figure.sentence == run[0].sentence and _LISTED.fullmatch(_between(text, run[-1], figure))):
            yield from _sum_of(run)
            run = []
        run.append(figure)
    yield from _sum_of(run)
    for number, one in enumerate(members):
        if one.unit == "" and _COUPLE.search(text, max(0, one.at - 40), one.at):
            yield one.value + 2, f"2 + {one.text}"
        if one.unit == "" and _ONE_AND.search(text, max(0, one.at - 40), one.at):
            yield one.value + 1, f"1 + {one.text}"
            other = members[number + 1] if number + 1 < len(members) else one
            if other.sentence == one.sentence and _AND.fullmatch(_between(text, one, other)):
                yield one.value + other.value + 1, f"1 + {one.text} + {other.text}"
    for _, amounts in groupby((one for one in members if one.kind == "money"), lambda one: one.sentence):
        yield from _sum_of([amount for amount in amounts if not _TOTAL.match(text, amount.till)])


def _sum_of(run: list[Figure]) -> Iterator[tuple[float, str]]:
    if len(run) >= _FEWEST and all(figure.unit or figure.head for figure in run):
        yield sum(figure.value for figure in run), " + ".join(figure.text for figure in run)


def _is_bare_behind(text: str, one: Figure, other: Figure) -> bool:
    """Whether the second figure leaves out the first one's unit: "eight years for theft and four for fraud"."""
    if not one.unit or one.kind not in ADDABLE or other.kind != "count" or other.head or other.sentence != one.sentence:
        return False
    return one.value_to is None and other.value_to is None and bool(_AND_BARE.fullmatch(_between(text, one, other)))


def _lead(text: str, one: Figure, other: Figure) -> Iterator[tuple[float, str]]:
    if _LEAD.search(_between(text, one, other)):
        yield abs(one.value - other.value), f"{one.text} - {other.text}"


def _is_more(text: str, figure: Figure) -> bool:
    return bool(_ANOTHER.search(text, max(0, figure.at - 12), figure.at) or _MORE.match(text, figure.till))


def _leads_more(text: str, one: Figure, other: Figure) -> bool:
    """Whether more are told before those to whom they come: "seven more bodies, on top of 38"."""
    return bool(_MORE.match(text, one.till) and _ON_TOP.search(text, one.till, other.number_at))


def _added(text: str, one: Figure, other: Figure) -> bool:
    """Whether two of a kind may be added; not bare counts in one sentence, which are dead and injured."""
    if other.sentence - one.sentence > 1 or (one.value == other.value and one.sentence != other.sentence):
        return False  # one figure said again
    if _TOTAL.match(text, one.till) or _TOTAL.match(text, other.till):
        return False
    if one.head and other.head and one.head != other.head:
        return bool(_AND.fullmatch(_between(text, one, other)))
    if one.head and not other.unit and _AND_CREW.fullmatch(_between(text, one, other)):
        return True
    return bool(one.unit or (one.head and other.head))


def _between(text: str, one: Figure, other: Figure) -> str:
    return text[one.till : other.at] if other.at - one.till < _CLOSE else ""


def _difference(text: str, one: Figure, other: Figure) -> Iterator[tuple[float, str]]:
    before, between = text[max(0, one.at - 12) : one.at], _between(text, one, other)
    changed = _TO.search(between) and ("of" in between or _FROM.search(before))
    if changed or _COMPARED.search(between) or _are_dated(text, one, other):
        less, more = sorted((one, other), key=lambda figure: figure.value)
        yield more.value - less.value, f"{more.text} - {less.text}"


def _shares(text: str, one: Figure, other: Figure) -> Iterator[tuple[float, str]]:
    less, more = sorted((one, other), key=lambda figure: figure.value)
    before, between = text[max(0, one.at - 12) : one.at], _between(text, one, other)
    if between and (base := _base(text, one, other)) > 0:
        yield 100 * other.value / base, f"{other.text} of {base:g}"
    if 0 < less.value < more.value and _are_dated(text, one, other):
        yield abs(100 * (other.value / one.value - 1)), f"from {one.text} to {other.text}"
        yield abs(100 * (one.value / other.value - 1)), f"from {other.text} to {one.text}"
    if not 0 < less.value < more.value or not (_CHANGE.search(before + between) or _is_part(before, between)):
        return
    yield 100 * less.value / more.value, f"{less.text} of {more.text}"
    if _COMPARED.search(between):
        yield abs(100 * (one.value / other.value - 1)), f"from {other.text} to {one.text}"
    if not _OF.search(before) and not _IS_PART.fullmatch(between):
        yield abs(100 * (other.value / one.value - 1)), f"from {one.text} to {other.text}"


def _is_part(before: str, between: str) -> bool:
    """Whether a figure says of how many the other is a part; a "risk of famine" between them does not."""
    return bool(_PART_OF.search(before) or _IS_PART.fullmatch(between))


def _are_dated(text: str, one: Figure, other: Figure) -> bool:
    """Whether each of the two has a year of its own: "£150,000 in 2019 and £210,000 in 2023"."""
    if not _between(text, one, other) or other.sentence - one.sentence > 1:
        return False
    behind = _IN_YEAR.match(text, one.till, other.at) and _IN_YEAR.match(text, other.till, other.till + 60)
    return bool(behind or (_year_before(text, one) and _year_before(text, other)))


def _year_before(text: str, figure: Figure) -> bool:
    return _YEAR_BEFORE.search(text, max(0, figure.at - 70), figure.at) is not None


def _base(text: str, one: Figure, other: Figure) -> float:
    """What a figure was before it changed by the next one: "366,000 people, 34,000 fewer than in 2010"; else 0."""
    if _LESS.match(text, other.till):
        return one.value + other.value
    return one.value - other.value if _GREATER.match(text, other.till) else 0.0


def _multiples(text: str, one: Figure, other: Figure) -> Iterator[tuple[float, str]]:
    less, more = sorted((one, other), key=lambda figure: figure.value)
    near = one.sentence == other.sentence or _are_dated(text, one, other)
    if 0 < less.value < more.value and near and _between(text, one, other):
        yield more.value / less.value, f"{more.text} / {less.text}"


def nearest(values: Values, wanted: float) -> Values:
    """Of pairs in order of value, those nearest to the value wanted."""
    at = bisect_left(values, wanted, key=lambda pair: pair[0])
    return values[max(0, at - NEAREST) : at + NEAREST]
