"""The gold set: sentences annotated by hand, by people who had not seen the grammar.

`tests/gold/*.yaml` hold them; each figure is [printed text, kind, value, upper end, unit, hedge]. Run as a program, this
file prints the score instead of the failures:

    python -m tests.test_gold
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pint
import pytest
import yaml

from consistency.document import Block, compose
from consistency.extraction import extract
from consistency.figure import Figure

GOLD = Path(__file__).parent / "gold"
ITEMS: list[tuple[str, dict[str, Any]]] = [
    (path.stem, item)
    for path in sorted(GOLD.glob("*.yaml"))
    for item in yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
]


@cache
def registry() -> pint.UnitRegistry[float]:
    return pint.UnitRegistry()


@cache
def in_base(unit: str) -> tuple[float, str]:
    """What one of a physical unit is in base units, and these; any other unit is itself."""
    try:
        base = registry().Quantity(1, unit.replace("degree_Celsius", "kelvin")).to_base_units()
    except (pint.errors.UndefinedUnitError, pint.errors.DefinitionSyntaxError, AssertionError):
        return 1.0, unit
    return float(base.magnitude), str(base.units)


def same_quantity(value: float | None, unit: str, wanted: float | None, wanted_unit: str) -> bool:
    if value is None or wanted is None:
        return value is wanted
    if unit == wanted_unit:
        return math.isclose(value, wanted, rel_tol=1e-3)
    (factor, base), (wanted_factor, wanted_base) = in_base(unit), in_base(wanted_unit)
    return base == wanted_base and math.isclose(value * factor, wanted * wanted_factor, rel_tol=1e-3)


def read(sentence: str) -> list[Figure]:
    return extract(compose("gold.txt", sentence, [Block("paragraph", 0, len(sentence))]))


def spans(item: dict[str, Any]) -> Iterator[tuple[int, list[Any]]]:
    """The annotated figures with the places where they begin."""
    at = 0
    for wanted in item["figures"]:
        at = item["sentence"].index(wanted[0], at)
        yield at, wanted
        at += len(wanted[0])


def differences(item: dict[str, Any]) -> list[str]:
    """What the reading has otherwise than the annotation, in words."""
    found = {figure.start: figure for figure in read(item["sentence"])}
    told = []
    for start, (text, kind, value, upper, unit, hedge) in spans(item):
        figure = found.pop(start, None)
        if figure is None:
            told.append(f"missed {text!r}")
            continue
        if figure.text != text:
            told.append(f"{text!r} was read as {figure.text!r}")
        if item.get("loose"):
            continue
        value_to = figure.value_to if figure.value_to is None or not math.isnan(figure.value_to) else None
        if figure.kind != kind:
            told.append(f"{text!r} is {kind}, not {figure.kind}")
        if not same_quantity(figure.value, figure.unit, value, unit) or not same_quantity(
            value_to, figure.unit, upper, unit
        ):
            told.append(f"{text!r} is {value}..{upper} {unit}, not {figure.value}..{value_to} {figure.unit}")
        if figure.hedge != hedge:
            told.append(f"{text!r} is hedged {hedge!r}, not {figure.hedge!r}")
        if (head := item.get("counts", {}).get(text)) and figure.head != head:
            told.append(f"{text!r} counts {head!r}, not {figure.head!r}")
    return told + [f"{figure.text!r} is no figure" for figure in found.values()]


@pytest.mark.parametrize(("topic", "item"), ITEMS, ids=lambda value: value if isinstance(value, str) else "")
def test_reads_as_annotated(topic: str, item: dict[str, Any]) -> None:
    assert not differences(item), item["sentence"]


def test_the_set_is_large_enough() -> None:
    assert sum(bool(item["figures"]) for _, item in ITEMS) >= 400
    assert sum(not item["figures"] for _, item in ITEMS) >= 150


def score() -> str:
    """How many of the annotated figures are read in place, and of these with value, unit and hedge."""
    wanted = read_at = spelled = right = extra = whole = 0
    for _, item in ITEMS:
        found = {figure.start: figure for figure in read(item["sentence"])}
        told = differences(item)
        whole += not told
        for start, (text, *_) in spans(item):
            wanted += 1
            figure = found.pop(start, None)
            read_at += figure is not None
            spelled += figure is not None and figure.text == text
            right += figure is not None and not any(repr(text) in line for line in told)
        extra += len(found)
    return (
        f"{len(ITEMS)} sentences, {whole} read as annotated ({100 * whole / len(ITEMS):.1f} %)\n"
        f"{wanted} figures: {100 * read_at / wanted:.1f} % found in place, {100 * spelled / wanted:.1f} % with the printed "
        f"text, {100 * right / wanted:.1f} % right in everything; {extra} that are none"
    )


if __name__ == "__main__":
    print(score())
