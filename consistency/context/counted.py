"""Counted: how many things of one measure there are, so that a bracket may hold what all of them come to.

"500 sacks of 50 kg (25 tonnes)", "8 x 400 m (3.2 km)": the bracket does not convert the measure of one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.judge.conversion import conversion

_OF = pattern(
    r"\s(?:[^\W\d_][\w'’.-]*\s){0,4}(?:of|at|by|over|with|[x×])(?:\s(?:about|around|some|up to|just|roughly))?\s"
    r"|\s(?=\d[\d.,]*-)|\s?[x×]\s?",
    re.IGNORECASE,
)
"""Between a number and the measure of each of the things."""
_CLOSE = math.log(1.1)
"""How far a conversion may be off and still surely be that of the one."""


def is_of_all(text: str, figures: Sequence[Figure], first: int, second: int) -> bool:
    """Whether the second figure is rather what all the things come to of which the first tells what one has."""
    one, other = figures[first], figures[second]
    products = list(_products(text, figures, first))
    return bool(products) and _is_nearer(one, other, products)


def _is_nearer(one: Figure, total: Figure, products: Sequence[float]) -> bool:
    """Whether the total is nearer to one of the products than to the measure of one."""
    factor = conversion(one.unit, total.unit)
    if not factor or factor[1] or not one.value > 0 or not total.value > 0:
        return False
    gap = math.log(total.value / (one.value * factor[0]))
    return abs(gap) > _CLOSE and any(abs(gap - math.log(number)) < abs(gap) for number in products)


def _products(text: str, figures: Sequence[Figure], index: int) -> Iterator[float]:
    """How many of them there are: as many as the number in front says, and as often as the one in front of that."""
    product = 1.0
    while index > 0:
        number = figures[index - 1]
        if number.sentence != figures[index].sentence or not _OF.fullmatch(text, number.till, figures[index].at):
            return
        if not number.value > 1 or number.kind not in ("count", "measure"):
            return
        product *= number.value
        yield product
        index -= 1


def is_counted(index: int, figures: Sequence[Figure]) -> bool:
    """Whether a number is itself told so many times: the ten of "five sets of ten lifts"."""
    number, before = figures[index], figures[index - 1] if index else None
    return (
        before is not None
        and before.kind == number.kind == "count"
        and before.sentence == number.sentence
        and number.before.rstrip().endswith((" of", " x", " ×"))
    )


def is_product(number: Figure, one: Figure, total: Figure) -> bool:
    """Whether a total in another unit is nearer to what all the things come to than to the measure of one of them."""
    return number.value > 1 and one.unit != total.unit and _is_nearer(one, total, (number.value,))
