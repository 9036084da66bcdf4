"""Plausibility: whether the figures that a phrase bound can be meant together, or another near by fits better.

A phrase takes the nearest figure. Where that makes a part many times its whole, or where a figure beside it is just
what is missing, the reading is wrong and not the article. A slip of the hand (a digit wrong, two that changed places, a
zero too many) is no absurdity: it is what the rules look for.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.slip import is_likely, slip, slips_from

Bound = Sequence[Sequence[int]]
"""The figures of each role that a test names, as indices into the article's."""

_FAR = 2
"""By what factor a sum and its whole may differ, where no slip explains it."""
_SHORT = 10
"""A list that is closed by "and" may leave out one thing, or this part of the whole, and yet be meant as all of it."""
_FEW = 4
"""How many figures before or behind one may be counted together with it."""
_SAME = 0.6
"""How far a percentage may be from the one computed, for it to be that."""
_SAME_GAP = 1e-9
_MOST_DEDUCTED = 6
"""Of so many figures in front of what is left it is asked whether some are parts of one whole."""
_ASIDE = pattern(r"\b(?:in|at|from|of|for|to|across|over|by|with|on|among|between)(?: the| all| its| their)?\s*$", re.I)
_ONE = pattern(r"(?:,|\b(?:and|plus|with))\s(?:an?|one|his|her|their|its)\s\w", re.I)
_OF_THEM = pattern(r"\s*of (?:them|these|those)\b", re.I)
_OF_ITS_OWN = pattern(
    r"(?:(?<!\bof )(?<!\bin )(?<!\bon )(?<!\bat )(?<!\bto )(?<!\bfrom )(?<!\bfor )(?<!\bamong )\ban?"
    r"|\b(?:and|but|with|while|has|had|have|made|makes|posted|reported|earned|booked|ran|showed))"
    r"(?: (?!of\b|in\b|on\b|at\b|to\b|from\b|for\b|among\b)[\w-]+){1,3} of$",
    re.I,
)
"""What "of" tells the size of, rather than what it is a part of: "sales of 50 million and a profit of 6 million"."""
_AND = pattern(r"\b(?:and|plus|as well as)\b[^,;]{0,24}$", re.I)


def is_best_whole(bound: Bound, figures: Sequence[Figure]) -> bool:
    """Whether what "of these" points back to is the whole, and no other figure of its sentence is.

    "8,000 women in 12 clinics. Of these, 2,000 (25%)": the head of the sentence, not the number of its places. The roles
    are the part, the whole, and the percentage where there is one.
    """
    part, index = figures[bound[0][0]], bound[1][0]
    whole = figures[index]
    if whole.sentence == part.sentence:
        if part.at < whole.at and part.value > whole.value and _OF_ITS_OWN.search(whole.before):
            return False
        return not (len(bound) > 2 and _is_of_another(bound, figures))
    others = [figures[one] for one in _of_sentence(index, figures) if one != index and figures[one].is_like(whole)]
    if len(bound) > 2:
        share = figures[bound[2][0]].percent
        if _is_share(part.value, whole.value, share):
            return True
        if any(_is_share(part.value, other.value, share) for other in others):
            return False
        if any(_is_share(part.value, total, share) for total in _together(index, figures)):
            return False
    before = [other for other in others if other.at < whole.at]
    if part.value > whole.value:
        fits = any(other.value >= part.value for other in others)
        return not others or not (fits or part.value > _FAR * whole.value)
    aside = whole.kind == "count" and _ASIDE.search(whole.before)  # "estimated at $347 million" is the thing itself
    return not (aside and any(other.value >= part.value for other in before))


def is_rest_untold(bound: Bound, figures: Sequence[Figure]) -> bool:
    """Whether nothing close behind is just what the parts lack: "201 men and 108 women; three gave no gender", "13 boys and
    a teacher".

    The last role is the whole, all others are parts.
    """
    mine = {index for role in bound for index in role}
    whole = figures[bound[-1][0]]
    gap = whole.value - _sum(bound[:-1], figures)
    if gap <= 0:
        return True
    last = figures[max(mine)]
    behind = figures[max(index for role in bound[:-1] for index in role)].after
    if sum(1 for _ in _ONE.finditer(behind)) == gap:
        return False
    told = []
    for index in range(min(mine) + 1, len(figures)):
        figure = figures[index]
        if figure.block != last.block or figure.sentence > last.sentence + 1:
            break
        if index not in mine and figure.is_like(whole):
            told.append(figure.value)
    return not any(gap in itertools.accumulate(told[start:]) for start in range(len(told)))


def is_comparable(bound: Bound, figures: Sequence[Figure]) -> bool:
    """Whether the parts come near the whole, or miss it by a slip: "the orchestra of 80 sent three women and two men".

    The last role is the whole, all others are parts.
    """
    whole, total = figures[bound[-1][0]].value, _sum(bound[:-1], figures)
    return (total <= _FAR * whole and whole <= _FAR * total) or _slipped(bound, figures)


def is_each_within(bound: Bound, figures: Sequence[Figure]) -> bool:
    """Whether no part is a range or larger than the whole, but for a slip; the last role is the whole.

    What stands behind the part that completes the whole is none: "12 children, seven boys and five girls, and nine nephews".
    """
    whole = figures[bound[-1][0]]
    parts = [figures[index] for role in bound[:-1] for index in role]
    if any(part.value_to is not None for part in parts) or is_complete(
        [part.value for part in parts[:-1]], whole.value
    ):
        return False
    return all(part.value <= whole.value for part in parts) or _slipped(bound, figures)


def is_complete(parts: Sequence[float], whole: float) -> bool:
    """Whether several parts already come to the whole."""
    return len(parts) > 1 and sum(parts) == whole


def is_listed_whole(bound: Bound, figures: Sequence[Figure]) -> bool:
    """Whether a list of parts can be meant as all of the whole: "14 goals (5 penalties, 3 headers)" names some.

    It is, where the parts come to more, where a likely slip keeps them from the whole, and where they are closed by "and"
    and leave out little.
    """
    whole, total = figures[bound[-1][0]].value, _sum(bound[:-1], figures)
    if total >= whole or _slipped(bound, figures, likely=True):
        return True
    last = figures[bound[-2][-1]]
    return _AND.search(last.before) is not None and whole - total <= max(1, whole / _SHORT)


def is_rest_within(bound: Bound, figures: Sequence[Figure]) -> bool:
    """Whether what is left can be of this whole: not "lost £112m. It has sold £58m, leaving net debt of £258m", and not
    "60 arrests, 12 of them for assault. The other 40 officers". Where another figure of its sentence is what they make, that
    is the whole.

    More than the whole is left only by a slip, and of other things never. The roles are parts, rest, whole.
    """
    whole, rest = figures[bound[-1][0]], figures[bound[-2][0]]
    total = _sum(bound[:-1], figures)
    if total == whole.value:
        return True
    if _is_other_whole(bound, total, figures) or _is_deducted(bound, figures):
        return False
    heads = {plural_head(whole), plural_head(rest)} - {""}
    if any(figures[index].value > whole.value for index in bound[0]):
        return _slipped(bound, figures, likely=True)
    if rest.value > whole.value:
        return len(heads) < 2 and _slipped(bound, figures)
    return len(heads) < 2 or _slipped(bound, figures, likely=True)


def _is_other_whole(bound: Bound, total: float, figures: Sequence[Figure]) -> bool:
    """Whether the parts and the rest make another figure of the whole's sentence, or the whole and those in front of it:
    "nine adults and five children"."""
    index = bound[-1][0]
    whole = figures[index]
    bound_ones = {one for role in bound for one in role}
    beside = [one for one in _of_sentence(index, figures) if one not in bound_ones and figures[one].is_like(whole)]
    if any(figures[one].value == total for one in beside):
        return True
    group = whole.value
    for one in reversed([one for one in beside if one < index]):
        group += figures[one].value
        if group == total:
            return True
    return False


def _is_deducted(bound: Bound, figures: Sequence[Figure]) -> bool:
    """Whether the rest and some of the figures in front of it make the whole, or a figure in front of that.

    "Five of the 12 jurors, two of them women; the other seven" counts the two twice; "he had $900, spent $400 on rent and
    $300 on food, leaving $200" begins before the $400. The roles are parts, rest, whole.
    """
    index, rest = bound[-1][0], figures[bound[-2][0]]
    first = next(iter(_of_sentence(index, figures)))
    while first > 0 and figures[first - 1].block == rest.block and figures[first - 1].sentence >= rest.sentence - 2:
        first -= 1
    near = [one for one in range(first, bound[-2][0]) if figures[one].is_like(rest)][-_MOST_DEDUCTED:]
    for place, start in enumerate(near):
        others = near[place + 1 :]
        if start == index:  # "five of the 12" stands in front of its whole
            others = [one for one in near if one != index and figures[one].sentence >= figures[index].sentence]
        elif start > index or index not in others:
            continue
        wanted = figures[start].value - rest.value
        values = [figures[one].value for one in others]
        if any(sum(some) == wanted for count in (1, 2, 3) for some in itertools.combinations(values, count)):
            return True
    return False


def is_told_alone(bound: Bound, figures: Sequence[Figure]) -> bool:
    """Whether "that is 60%" can point back to one figure: not where an "and" joins others to it, and it does not fit.

    The roles are the part, the whole and the percentage.
    """
    part, whole, share = (role[0] for role in bound[:3])
    if _is_share(figures[part].value, figures[whole].value, figures[share].percent):
        return True
    return next(_together(part, figures), None) is None


def is_told_level(bound: Bound, figures: Sequence[Figure]) -> bool:
    """Whether a figure can be the level after a change, and is not the change: "hired 40, an increase of 10 percent on the
    400 of May".

    The roles are the figure, the one from which the change is counted, and the percentage.
    """
    as_change, as_level = _readings_of(bound, figures)
    return as_level or not as_change


def is_told_difference(bound: Bound, figures: Sequence[Figure]) -> bool:
    """Whether a figure can be the difference, and is not the level: "36, or 10 percent less than the 40 of May".

    The roles are the figure, the one that it is measured against, and the percentage.
    """
    as_change, as_level = _readings_of(bound, figures)
    return as_change or not as_level


def is_told_gap(bound: Bound, figures: Sequence[Figure]) -> bool:
    """Whether a figure can be the difference of two others: it is, or a slip of the hand in one of the three keeps it from
    being, and it is not that of one of them and a third figure of the paragraph. The roles are the two figures and their
    difference.
    """
    one, other, gap = (figures[role[0]] for role in bound[:3])
    meant, grain = abs(one.value - other.value), max(one.grain, other.grain, gap.grain)
    if abs(meant - gap.value) <= grain:
        return True
    if any(_parts_with(figure, (one, other), gap, grain) for figure in _of_block(bound[0][0], figures)):
        return False
    if slip(gap.value, meant, gap.grain):
        return True
    upper, lower = (one, other) if one.value > other.value else (other, one)
    told = ((upper, lower.value + gap.value), (lower, upper.value - gap.value))
    names = ((figure, value, slip(figure.value, value, figure.grain)) for figure, value in told if value > 0)
    return any(is_likely(name, figure.value, value, figure.grain) for figure, value, name in names)


def _parts_with(third: Figure, ends: Sequence[Figure], gap: Figure, grain: float) -> bool:
    """Whether the gap is that between a third figure and one of the ends."""
    if third.at in (gap.at, *(end.at for end in ends)):
        return False
    return any(
        third.is_like(end) and abs(abs(third.value - end.value) - gap.value) < grain / 2 + _SAME_GAP for end in ends
    )


def _of_block(index: int, figures: Sequence[Figure]) -> Iterator[Figure]:
    block = figures[index].block
    first = index
    while first > 0 and figures[first - 1].block == block:
        first -= 1
    return itertools.takewhile(lambda figure: figure.block == block, itertools.islice(figures, first, None))


def _readings_of(bound: Bound, figures: Sequence[Figure]) -> tuple[bool, bool]:
    """Whether the percentage is the share of the first figure in the second, and whether it is how far it is from it."""
    figure, base, said = (figures[role[0]] for role in bound[:3])
    percent = said.percent
    if base.value <= 0:
        return False, False
    share = 100 * figure.value / base.value
    return abs(share - percent) <= _SAME, abs(abs(share - 100) - percent) <= _SAME


def plural_head(figure: Figure) -> str:
    """The head of what a count counts, if it is surely a noun: "30 sank" counts no sank."""
    noun = figure.noun.lower()
    plural = figure.kind == "count" and figure.head and not noun.endswith((figure.head, "'s", "’s"))
    return figure.head if plural else ""


def _slipped(bound: Bound, figures: Sequence[Figure], *, likely: bool = False) -> bool:
    """Whether a slip in one of the figures keeps the parts from the whole; a likely one needs long figures."""
    parts = [figures[index] for role in bound[:-1] for index in role]
    return slips_from(parts, figures[bound[-1][0]], likely=likely)


def _of_sentence(index: int, figures: Sequence[Figure]) -> Iterator[int]:
    sentence = figures[index].sentence
    first = last = index
    while first > 0 and figures[first - 1].sentence == sentence:
        first -= 1
    while last + 1 < len(figures) and figures[last + 1].sentence == sentence:
        last += 1
    yield from range(first, last + 1)


def _is_of_another(bound: Bound, figures: Sequence[Figure]) -> bool:
    """ "41 of 82 games (50 percent), 30 of them at home (73 percent)": the share is of the 41, which stand in front too."""
    part, index = figures[bound[0][0]], bound[1][0]
    share, whole = figures[bound[2][0]].percent, figures[index]
    if not _OF_THEM.match(part.after) or _is_share(part.value, whole.value, share):
        return False
    before = (figures[one] for one in _of_sentence(index, figures) if one != index and figures[one].at < part.at)
    return any(other.is_like(part) and _is_share(part.value, other.value, share) for other in before)


def _together(index: int, figures: Sequence[Figure]) -> Iterator[float]:
    """The sums of the figure and those beside it that an "and" joins to it: "300 men and 200 women in 10 clinics"."""
    here = [one for one in _of_sentence(index, figures) if abs(one - index) <= _FEW]
    for first, last in itertools.combinations(here, 2):
        run = figures[first : last + 1]
        if first <= index <= last and _AND.search(run[-1].before) and all(one.is_like(run[0]) for one in run):
            yield sum(one.value for one in run)


def _is_share(part: float, whole: float, percent: float) -> bool:
    return whole > 0 and abs(100 * part / whole - percent) <= _SAME


def _sum(roles: Bound, figures: Sequence[Figure]) -> float:
    return sum(figures[index].value for role in roles for index in role)
