"""The rules for a person at a terminal: a line a rule."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.report.drawing.line import Look, paint
from consistency.report.drawing.page import rule_list
from consistency.rule import Rule


def render(rules: Sequence[Rule], look: Look) -> str:
    """Name, severity, pack and title of each rule, under a head."""
    return paint(rule_list(rules), look)
