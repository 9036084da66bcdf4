"""Reports of the rules themselves: each module is one format, and defines `render(rules, look)`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence

from consistency.report.drawing.line import Look
from consistency.rule import Rule

FORMATS = tuple(
    sorted((module.name for module in pkgutil.iter_modules(__path__)), key=lambda name: (name != "list", name))
)
"""The names of the formats, the one for people first."""


def render(format: str, rules: Sequence[Rule], look: Look = Look()) -> str:  # noqa: B008 (frozen)
    """The rules in one of `FORMATS`."""
    module = importlib.import_module(f"consistency.report.rules.{format}")
    text: str = module.render(rules, look)
    return text
