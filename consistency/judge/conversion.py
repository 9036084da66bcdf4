"""Conversion: the factor between two units that meet, worked out once for each pair.

Units are pint's, and pint is imported when two different physical units meet and not before. Currencies are never
converted, but a coin is a part of its currency.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from consistency.grammar.money import COINS

if TYPE_CHECKING:
    from pint import UnitRegistry


@cache
def _registry() -> UnitRegistry[Any]:
    import pint

    try:
        return pint.UnitRegistry(cache_folder=":auto:")
    except OSError:
        # A home that cannot be written to costs the parsing of pint's definitions in every run, and nothing else.
        return pint.UnitRegistry()


@cache
def conversion(unit: str, target: str) -> tuple[float, float] | None:
    """(factor, offset) so that x `unit` are x * factor + offset `target`, or None where no factor leads from one to
    the other: two currencies, metres and kilograms, a unit that pint does not know."""
    if unit == target:
        return 1.0, 0.0
    if coin := _coin_factor(unit, target) or _pay_factor(unit, target):
        return coin, 0.0
    if _has_currency(unit) or _has_currency(target):
        return None
    import pint

    registry = _registry()
    try:
        nought = float(registry.Quantity(0.0, unit).to(target).magnitude)
        one = float(registry.Quantity(1.0, unit).to(target).magnitude)
    except (pint.PintError, ValueError, AttributeError, TypeError):
        return None
    return (one - nought if nought else one), nought


def _coin_factor(unit: str, target: str) -> float | None:
    """What a coin is in its currency ("cent / liter" in "USD / liter": 0.01), or the other way round; else None."""
    for one, other, up in ((unit, target, True), (target, unit, False)):
        coin, _, below = one.partition(" / ")
        currency, _, other_below = other.partition(" / ")
        if coin in COINS and below == other_below and _has_currency(currency):
            home, part = COINS[coin]
            # Many countries have cents: they are of whatever currency they meet.
            return None if home not in ("", currency) else part if up else 1 / part
    return None


_PERIODS = {"week": 52.0, "month": 12.0, "year": 1.0}


def _pay_factor(unit: str, target: str) -> float | None:
    """What is paid in one period in another one, by the 52 weeks and 12 months of a year; None without a year."""
    currency, _, period = unit.partition(" / ")
    other, _, span = target.partition(" / ")
    known = currency == other and _has_currency(currency) and _PERIODS.keys() >= {period, span}
    if not known or "year" not in (period, span):
        return None
    return _PERIODS[period] / _PERIODS[span]


# Two things go by the name on the left: pint's, and the one on the right.
_NAMESAKES = {
    "gallon": ("imperial_gallon",),
    "pint": ("imperial_pint",),
    "quart": ("imperial_quart",),
    "fluid_ounce": ("imperial_fluid_ounce",),
    "ton": ("long_ton", "metric_ton"),
    "ounce": ("troy_ounce",),
    "barrel": ("oil_barrel",),
    "kilobyte": ("kibibyte",),
    "megabyte": ("mebibyte",),
    "gigabyte": ("gibibyte",),
    "terabyte": ("tebibyte",),
}


@cache
def namesakes(unit: str) -> tuple[float, ...]:
    """What the other units that go by this name are in it: a gallon may be an imperial one, of 1.2 gallons."""
    found = (conversion(other, unit) for other in _NAMESAKES.get(unit, ()))
    return tuple(pair[0] for pair in found if pair)


def _has_currency(unit: str) -> bool:
    return any(len(word) == 3 and word.isalpha() and word.isupper() for word in unit.split(" / "))
