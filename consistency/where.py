"""Where: what the figures that a rule has bound must share, or be to each other, for it to speak of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from consistency import plausibility
from consistency.context import counted, remainders
from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.per_thing import is_per_thing
from consistency.rule import FEWEST_ROLES, Rule, Where

_COMPOUND = pattern(r"\w(?:(?<!ty)-|-(?!(?:one|two|three|four|five|six|seven|eight|nine)$))[a-z]+$")
"""The end of a figure that is the first half of a compound: "a 10-year lease"; the other: "a 300-room hotel". "Forty-two"
is none."""
_FEW = 12
_FAR = 1000


def broken(rule: Rule, roles: Mapping[str, tuple[int, ...]], figures: Sequence[Figure]) -> Where | None:
    """What the rule's `where` says that the figures must share, and they do not; None where they share it all."""
    for where in rule.where:
        # A phrase need not have all roles; what is asked of those that it lacks, it fulfils.
        bound = [indices for name in where.roles or roles if (indices := roles.get(name))]
        if len(bound) < FEWEST_ROLES.get(where.test, 1):
            continue
        if among := _AMONG_OTHERS.get(where.test):
            holds = among(bound, figures)
        else:
            holds = _TESTS[where.test]([figures[index] for indices in bound for index in indices])
        if not holds:
            return where
    return None


def _same(values: Sequence[str]) -> bool:
    return len({value for value in values if value}) <= 1


def _is_turned(quotient: Figure, dividend: Figure, divisor: Figure) -> bool:
    """Whether the two figures give the quotient the other way round: 529 each are 6,345 shirts by 12 shops."""
    if dividend.value <= 0 or dividend.value >= divisor.value or dividend.kind != divisor.kind:
        return False
    return abs(divisor.value / dividend.value - quotient.value) <= quotient.grain


_TESTS: dict[str, Callable[[Sequence[Figure]], bool]] = {
    "same_head": lambda figures: _same([plausibility.plural_head(figure) for figure in figures]),
    "same_unit": lambda figures: len({figure.unit for figure in figures}) <= 1,
    "same_kind": lambda figures: len({figure.kind for figure in figures}) <= 1,
    "same_dimension": lambda figures: len({figure.dimension for figure in figures}) <= 1,
    "different_unit": lambda figures: len({figure.unit for figure in figures}) == len(figures),
    "distinct": lambda figures: len({(figure.value, figure.value_to) for figure in figures}) == len(figures),
    "not_their_number": lambda figures: (
        figures[0].value != len(figures) - 1 or all(figure.value == 1 for figure in figures[1:])
    ),
    "free": lambda figures: (
        not any(figure.after.startswith("-") or _COMPOUND.search(figure.text) for figure in figures)
    ),
    "several": lambda figures: all(figure.value not in (0, 1) or figure.unit for figure in figures),
    "unbounded": lambda figures: all(figure.hedge in ("none", "about", "nearly", "just over") for figure in figures),
    # "40 percent of the two towns' 900 pupils": a part is rarely above its whole, and a few are then another count.
    "whole_of_many": lambda figures: figures[0].value <= figures[-1].value or figures[-1].value > _FEW,
    "level": lambda figures: all(figure.hedge in ("none", "about") for figure in figures),
    "from_below": lambda figures: all(figure.hedge in ("nearly", "up to", "less than") for figure in figures),
    "ranged": lambda figures: all(figure.value_to is not None for figure in figures),
    # "barely half" may be just over it or not quite.
    "from_above": lambda figures: all(
        figure.hedge in ("just over", "more than", "at least")
        and not figure.text.lower().startswith(("barely", "hardly"))
        for figure in figures
    ),
    "not_turned": lambda figures: len(figures) != 3 or not _is_turned(*figures),
    # A slip loses a digit or two; beyond that the figure next to it was taken for one that is not there.
    "commensurate": lambda figures: figures[0].value <= _FAR * figures[-1].value,
    # "£12 a head, or £31 for each household": a rate is no total.
    "undivided": lambda figures: not any("/" in figure.unit for figure in figures),
    "in_years": lambda figures: all(figure.unit == "year" for figure in figures),
    "in_days": lambda figures: all(figure.unit == "day" for figure in figures),
    "a_day": lambda figures: all(figure.unit.endswith("/ day") for figure in figures),
    "in_minutes": lambda figures: all(figure.unit == "minute" for figure in figures),
    "in_percent": lambda figures: all(figure.kind == "percent" for figure in figures),
}


_AMONG_OTHERS: dict[str, Callable[[plausibility.Bound, Sequence[Figure]], bool]] = {
    "best_whole": plausibility.is_best_whole,
    "rest_untold": plausibility.is_rest_untold,
    "comparable": plausibility.is_comparable,
    "each_within": plausibility.is_each_within,
    "listed_whole": plausibility.is_listed_whole,
    "rest_of_hundred": remainders.is_of_hundred,
    "rest_within": plausibility.is_rest_within,
    "counted_once": lambda bound, figures: not counted.is_counted(bound[0][0], figures),
    "product": lambda bound, figures: counted.is_product(*(figures[role[0]] for role in bound)),
    "told_level": plausibility.is_told_level,
    "told_alone": plausibility.is_told_alone,
    "told_difference": plausibility.is_told_difference,
    "told_gap": plausibility.is_told_gap,
    "per_thing": is_per_thing,
}
"""Tests that look at the figures role by role, and at others of the article."""
