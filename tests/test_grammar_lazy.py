"""Lazy: expressions are compiled late, so here every one of them is compiled."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

from consistency import grammar
from consistency.grammar import lazy

MODULES = [found.name for found in pkgutil.iter_modules(grammar.__path__, "consistency.grammar.")]


@pytest.mark.parametrize("name", MODULES)
def test_every_expression_compiles(name: str) -> None:
    for value in vars(importlib.import_module(name)).values():
        if isinstance(value, lazy._Pattern):
            assert isinstance(value._compiled, re.Pattern)


def test_a_pattern_works_as_the_expression_itself() -> None:
    digits = lazy.pattern(r"(\d)x", re.I)
    found = digits.search("a1X")
    assert found is not None
    assert (found[1], digits.match("a1x"), len(list(digits.finditer("1x2x")))) == ("1", None, 2)
    assert digits.fullmatch("1x", 0, 2) is not None


def test_a_mistake_shows_at_the_first_use() -> None:
    broken = lazy.pattern("(")
    with pytest.raises(re.error):
        broken.match("")
