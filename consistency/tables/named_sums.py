"""Named sums: lines whose label says of which other lines they are the sum or the difference.

"NET: Satisfied" sums the answers that say "satisfied", wherever they stand; "Red lead" is Red less the best of the others,
"Net" or "Deviation" one column less another; a gross price is the net one and the tax on it, a line score ends with the
runs of all innings. Sums by their layout are the business of consistency.tables.search.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, permutations
from typing import NamedTuple, TypeAlias

from consistency.context.words import TOKEN
from consistency.grammar.lazy import pattern
from consistency.slip import ANY, STRONG, slip
from consistency.tables.customs import bare_name
from consistency.tables.fit import digits
from consistency.tables.ledger import Ledger, Line
from consistency.tables.sheet import Sheet
from consistency.tables.words import is_net

BEFORE = 6  # how far before a difference its terms may stand
LONG = 60  # lines of a table in which names are looked up
TELLING = 2.0  # digits that agree beyond what the number of trials explains

_NET_OF = pattern(r"^\(?nets?\)?\s?[:\u2013\u2014-]?\s?(?P<of>[a-z][a-z ]*)$|^(?P<before>[a-z][a-z ]*) \(?nets?\)?$")
_LEAD = pattern(r"^(?P<of>[\w .'-]+?) (?:lead|majority|margin)(?: over [\w .'-]+)?$")
_DIFFERENCE = pattern(
    r"^(?:net|lead|gap|spread|deviation|departure|anomaly|difference|diff|net (?:approval|score|rating|support|satisfaction"
    r"|favou?rab\w+|agree\w*))$"
)
_GROSS = pattern(
    r"^(?:gross|total)(?: (?:price|amount|total|cost))?$|^(?:price |total )?inc(?:l|luding)?\.? (?:vat|gst|tax)$"
)
_NET = pattern(r"^net(?: (?:price|amount|total|cost))?$|^(?:price |total )?exc?(?:l|luding)?\.? (?:vat|gst|tax)$")
_TAX = pattern(r"^(?:vat|gst|sales tax|tax)\b")
_GOALS, _ASSISTS = pattern(r"^(?:g|goals)$"), pattern(r"^(?:a|assists)$")
_SCORED, _WON = ("p", "pts", "points", "tp"), ("w", "won", "wins")
_RUNS = pattern(r"^(?:r|t|f|final|total|tot)$")
_INNING = pattern(r"^(?:q?[1-9]|1[0-9]|[1-4](?:st|nd|rd|th)(?: (?:q|quarter|qtr|period))?|[1-9]?ot[1-9]?)$")
_ANY = pattern(
    r"\b(?:(?:nets?|lead|majority|margin|gap|spread|deviation|departure|anomaly|diff|difference|gross|incl?)\b"
    r"|^(?:r|t|f|final|p|pts|points|tp)$)"
)
_UNITS, _SIGN = pattern(r"\s*(?:[%€$£°].*|\d+ ?%)$"), pattern(r"[%€$£°]")


class Named(NamedTuple):
    """A line with the lines that it is of: in `holds` it comes to them, in `fails` it does not, with the gap.

    `sure` says that nothing was searched: the label names all of the lines.
    """

    total: Line
    parts: tuple[Line, ...]
    signs: tuple[int, ...]
    holds: list[int]
    fails: dict[int, float]
    weight: float
    sure: bool


def named_sums(sheet: Sheet, lines_of: Callable[[], tuple[Ledger, Ledger]]) -> Iterator[tuple[str, Named]]:
    """The axis of each sum that a label of the sheet names, and the sum, where the table bears it out.

    `lines_of` gives the sheet as lines, where they are needed.
    """
    for axis, labels in (("row", sheet.header), ("column", sheet.label[sheet.first :])):
        if len(labels) <= LONG and any(map(_may_name, labels)):
            lines = lines_of()[axis == "column"].lines
            for line in lines:
                if line.numbers and (found := _best(lines, line)) is not None:
                    yield axis, found


@lru_cache(maxsize=8192)
def _may_name(label: str) -> bool:
    """Whether a label has a word of those that name a sum."""
    return bool(label) and _ANY.search(_plain(label)) is not None


@lru_cache(maxsize=8192)
def _plain(label: str) -> str:
    name = bare_name(label)
    return (_UNITS.sub("", name) if _SIGN.search(name) else name) or label


def _best(lines: Sequence[Line], line: Line) -> Named | None:
    if not _may_name(line.label):
        return None
    name = _plain(line.label)
    others = [other for other in lines if other is not line and other.numbers and not other.dates]
    tried = list(_searched(line, name, others))
    told = list(_told(line, name, others))
    found = [_weigh(line, parts, signs, sure=True) for parts, signs in told]
    found += [_excused(_weigh(line, parts, signs, sure=False), others) for parts, signs in tried]
    believed = [one for one in found if _is_believed(one, len(tried))]
    return max(believed, key=lambda one: (one.weight, -len(one.parts)), default=None)


_Terms: TypeAlias = tuple[tuple[Line, ...], tuple[int, ...]]


def _told(line: Line, name: str, others: Sequence[Line]) -> Iterator[_Terms]:
    """The lines that the label names."""
    if net := _NET_OF.search(name):
        words = TOKEN.findall(net["of"] or net["before"])
        parts = [one for one in others if one.percent == line.percent and _tells(_plain(one.label), words)]
        if len(parts) > 1:
            yield tuple(parts), (1,) * len(parts)
    elif _GROSS.search(name):
        yield from _pair(others, _NET, _TAX)
    elif name in _SCORED and not any(_plain(one.label) in _WON for one in others):
        yield from _pair(others, _GOALS, _ASSISTS)
    if _RUNS.search(name):
        innings = [one for one in others if one.place < line.place and _INNING.search(_plain(one.label))]
        if len(innings) > 3:
            yield tuple(innings), (1,) * len(innings)


def _pair(others: Sequence[Line], first: re.Pattern[str], second: re.Pattern[str]) -> Iterator[_Terms]:
    """The two lines of such names, where there are no others."""
    one, two = ([other for other in others if words.search(_plain(other.label))] for words in (first, second))
    if len(one) == len(two) == 1 and one[0] is not two[0]:
        yield (one[0], two[0]), (1, 1)


def _tells(label: str, words: Sequence[str]) -> bool:
    """Whether a label says just these words behind a qualifier: "very satisfied"; not that of another net."""
    return label.split()[-len(words) :] == words and len(label.split()) > len(words) and not _NET_OF.search(label)


def _searched(line: Line, name: str, others: Sequence[Line]) -> Iterator[_Terms]:
    """The pairs of lines of which the label says that it is their difference."""
    if _DIFFERENCE.search(name):
        near = [one for one in others if 0 < line.place - one.place <= BEFORE and one.percent == line.percent]
        for pair in permutations(near, 2):
            yield pair, (1, -1)
    elif lead := _LEAD.search(name):
        first = [one for one in others if _plain(one.label) == lead["of"]]
        if len(first) == 1:
            for other in others:
                if other is not first[0]:
                    yield (first[0], other), (1, -1)


def _weigh(line: Line, parts: tuple[Line, ...], signs: tuple[int, ...], *, sure: bool) -> Named:
    holds: list[int] = []
    fails: dict[int, float] = {}
    weight = 0.0
    for p, at in enumerate(line.index):
        there = [(one, sign) for one, sign in zip(parts, signs, strict=True) if one.index[p] >= 0]
        if at < 0 or (len(there) < len(parts) and not (sure and len(there) > 3)):
            continue
        gap = sum(sign * one.value[p] for one, sign in there) - line.value[p]
        grain = max(line.grain[p], *(one.grain[p] for one, _ in there))
        exact = line.half[p] + sum(one.half[p] for one, _ in there)
        limit = exact if sure and not is_net(line.label) else (len(parts) + 1) / 2 * grain  # a poll's are rounded
        if abs(gap) <= 1e-6 * grain:
            holds.append(p)
            weight += digits(line.value[p], grain / 2)
        elif abs(gap) > limit * (1 + 1e-9):
            fails[p] = gap
    return Named(line, parts, signs, holds, fails, weight, sure)


def _excused(found: Named, others: Sequence[Line]) -> Named:
    """Without the failing positions in which two other lines, or the same the other way round, differ by just as much:
    the lead of whoever leads."""
    line = found.total
    for p in list(found.fails):
        values = [one.value[p] for one in others if one.index[p] >= 0 and one.percent == line.percent]
        stated, grain = abs(line.value[p]), line.grain[p]
        if any(abs(abs(a - b) - stated) <= grain / 2 for a, b in combinations(values, 2)):
            del found.fails[p]
    return found


def _is_believed(found: Named, tries: int) -> bool:
    """Whether other positions agree, or a slip explains the only one that fails where all of the lines are named."""
    holds, fails = len(found.holds), len(found.fails)
    if fails > max(1, holds // 3):
        return False
    if not found.sure:
        return holds > 1 and found.weight - 0.5 * fails - (tries / 10) ** 0.5 >= TELLING
    if holds > 1 or not fails:
        return holds > 0
    ((p, gap),) = found.fails.items()
    line = found.total
    return slip(line.value[p], line.value[p] + gap, line.grain[p]) in (ANY if holds else STRONG)
