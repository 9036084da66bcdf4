"""Conversion: the factor between two units that meet, worked out once for each pair.

Units are pint's, and pint is imported when two different physical units meet and not before. Currencies are never
converted.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

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


def _has_currency(unit: str) -> bool:
    return any(len(word) == 3 and word.isalpha() and word.isupper() for word in unit.split(" / "))
