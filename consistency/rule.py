"""Rule: one check as it is written in a pack: how it finds its figures, what must hold, and how to say it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from consistency.equation import Assertion
from consistency.phrase import Phrase


class Where(NamedTuple):
    """What the figures of some roles must share, or not: `test` is one of TESTS; empty `roles` means all."""

    test: str
    roles: tuple[str, ...]


TESTS = (
    "same_head", "same_unit", "same_dimension", "different_unit", "same_kind", "distinct", "not_their_number",
    "unbounded", "free", "several", "whole_of_many", "level", "from_below", "from_above", "ranged",
    "best_whole", "rest_untold", "comparable", "each_within", "listed_whole", "rest_within", "rest_of_hundred",
    "counted_once", "product", "told_alone", "told_level", "told_difference", "told_gap", "per_thing", "not_turned",
    "commensurate", "undivided", "in_percent", "in_years", "in_days", "in_minutes", "a_day",
)  # fmt: skip
FEWEST_ROLES = {
    "best_whole": 2, "rest_untold": 2, "comparable": 2, "each_within": 2, "listed_whole": 2, "rest_within": 3,
    "rest_of_hundred": 2, "counted_once": 1, "product": 3, "told_alone": 3, "told_level": 3, "told_difference": 3,
    "told_gap": 3, "per_thing": 3,
}  # fmt: skip
"""The tests that ask what each role is to the others, in the order of the roles, and how many are to be named at least."""
SIDES = ("left", "right", "inside")


class Selector(NamedTuple):
    """How a `bind` role chooses rows of the figures table; every condition given must hold."""

    conditions: Mapping[str, str]
    many: bool
    line: int


SELECTOR_KEYS = ("noun", "head", "near", "unit", "kind", "in", "heading", "many")


class Example(NamedTuple):
    """A text on which a rule is tried; `bad` ones must fire it."""

    text: str
    bad: bool
    line: int


@dataclass(frozen=True, eq=False)
class Rule:
    """One check. Exactly one of `phrases`, `bind` and `propose` says how it finds its figures.

    `of_text` is true of a proposer that needs a figure outside of tables, `of_words` of one that needs words there.
    """

    name: str
    title: str
    path: str
    line: int
    pack: str = ""
    language: str = ""
    severity: str = "error"
    rounding: str = "warning"
    confidence: str = "high"
    partial: bool = False
    phrases: tuple[Phrase, ...] = ()
    where: tuple[Where, ...] = ()
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    instead: str = ""
    """The role for which another figure of the sentence may stand, where the one that a phrase has bound does not fit."""
    bind: Mapping[str, Selector] = field(default_factory=dict)
    propose: str = ""
    of_text: bool = False
    of_words: bool = False
    settings: Mapping[str, object] = field(default_factory=dict)
    assertions: tuple[Assertion, ...] = ()
    message: str = ""
    contrary: str = ""
    """The message where the figures come to less than nothing: a rise that is a fall."""
    labels: Mapping[str, str] = field(default_factory=dict)
    files: str = ""
    description: str = ""
    why: str = ""
    wrong_when: str = ""
    examples: tuple[Example, ...] = ()
    min_confidence: str = "low"
    """The lowest confidence of a finding; a configuration sets it, and `tolerance`, which no pack does."""
    tolerance: float | None = None

    @property
    def good(self) -> tuple[Example, ...]:
        return tuple(example for example in self.examples if not example.bad)

    @property
    def bad(self) -> tuple[Example, ...]:
        return tuple(example for example in self.examples if example.bad)

    @property
    def placeholders(self) -> list[str]:
        """The names in braces of the messages."""
        return re.findall(r"\{(\w+)\}", f"{self.message} {self.contrary}")

    @cached_property
    def percent_roles(self) -> frozenset[str]:
        """The roles that are read in percent, whatever they are written as."""
        return frozenset(name for phrase in self.phrases for name, kind in phrase.kinds if kind in ("percent", "rate"))
