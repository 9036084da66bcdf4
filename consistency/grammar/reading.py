"""Reading: one figure while it is being read, in offsets of its block's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Reading:
    """What is known so far of one written figure.

    `start` is where its text begins (sign, currency, hedge), `number_at` where the number begins, `end` where unit and
    scale end. The columns are those of `Figure`. The rest serves the joining of neighbours: `written` is "digits", "words"
    or "vague"; `mantissa` is the number before its scale; `fronted` says that its currency stands in front; `tail` is where its noun
    ends; `unit_factor` is what its unit has multiplied by ("basis points" by 0.01).
    """

    start: int
    number_at: int
    end: int
    value: float
    grain: float
    round_to: float
    kind: str = "count"
    value_to: float | None = None
    form: str = ""
    unit: str = ""
    dimension: str = "count"
    hedge: str = "none"
    noun: str = ""
    head: str = ""
    written: str = "digits"
    mantissa: float = 0.0
    scaled: bool = False
    grouped: bool = False
    fronted: bool = False
    rate: bool = False
    signed: bool = False
    tail: int = 0
    unit_factor: float = 1.0

    @property
    def bare(self) -> bool:
        """Whether it is a number and nothing else: no unit, no scale."""
        return self.kind == "count" and not self.unit and not self.scaled and not self.noun

    @property
    def factor(self) -> float:
        """What its scale word multiplies by."""
        upper = self.value if self.value_to is None else self.value_to
        return abs(upper / self.mantissa) if self.mantissa else 1.0

    def scale_by(self, factor: float) -> None:
        """Multiply by a scale word that was written elsewhere."""
        self.value, self.grain, self.round_to = self.value * factor, self.grain * factor, self.round_to * factor
        self.scaled = True

    def take_unit(self, other: Reading) -> None:
        """Take over kind and unit from a neighbour that shares them."""
        self.kind, self.unit, self.dimension, self.rate = other.kind, other.unit, other.dimension, other.rate
        if other.unit_factor != self.unit_factor:
            factor = other.unit_factor / self.unit_factor
            self.value, self.grain, self.round_to = self.value * factor, self.grain * factor, self.round_to * factor
            self.unit_factor = other.unit_factor


def worded(start: int, at: int, end: int, value: float, grain: float, round_to: float) -> Reading:
    """A reading of words: `start` with what belongs to it, `at` where the number itself begins."""
    reading = Reading(start, at, end, value, grain, round_to, written="words")
    reading.mantissa = value
    return reading
