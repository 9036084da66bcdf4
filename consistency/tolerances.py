"""Tolerances: how far a hedge or a worded figure reaches; the settings of the intervals and of the judge."""

from __future__ import annotations

from typing import NamedTuple


class Tolerances(NamedTuple):
    """Shares of the value (0.05 is 5 %), but for fractions, which are points on the scale from 0 to 1.

    `about` and `about_round`: "about v" is v -/+ max(about, min(u2 / 2, about_round)). `nearly` and `just_over`: how
    far below or above v these reach. `fraction_*` and `multiple_*`: the strict and the loose interval of a worded
    fraction and of a worded multiple. `one_sided`: how far "more than v" reaches where the same figure is restated.
    `conversion`: how far a round figure may be from its conversion.
    `summary`: how far a headline's figure may be from the one that it stands for.
    """

    about: float = 0.05
    about_round: float = 0.10
    nearly: float = 0.10
    just_over: float = 0.10
    fraction_strict: float = 0.01
    fraction_loose: float = 0.03
    multiple_strict: float = 0.05
    multiple_loose: float = 0.12
    one_sided: float = 0.25
    summary: float = 0.10
    conversion: float = 0.05


DEFAULT = Tolerances()
