"""The proposers: one module for each way of binding figures that a phrase cannot say.

A module here has `propose` (see `relation.Proposer`), and declares `ROLES = ("name", ...)` on one line: the roles that it
binds and the values that it always counts, which are what a rule's assertion and labels may name. One that needs a figure
outside of tables says so by `OF_TEXT = True`, one that needs words there by `OF_WORDS = True`; they are not asked about an
article that has none. One that a rule can set says so by `SETTINGS = {"name": ("one value", "another")}`; "number" stands for any number there, "texts" for a list of texts.
"""

from __future__ import annotations

import ast
import pkgutil
import re
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from consistency.errors import did_you_mean
from consistency.grammar.lazy import pattern

__all__ = ["is_of_text", "is_of_words", "misfit", "names", "roles_of"]

_ROLES = pattern(r"^ROLES\b[^=\n]*=\s*(\([^)]*\))", re.MULTILINE)
_SETTINGS = pattern(r"^SETTINGS\b[^=\n]*=\s*(\{[^}]*\})", re.MULTILINE)
_OF_TEXT = pattern(r"^OF_TEXT = True$", re.MULTILINE)
_OF_WORDS = pattern(r"^OF_WORDS = True$", re.MULTILINE)


class _Declared(NamedTuple):
    roles: frozenset[str] | None
    of_text: bool
    of_words: bool
    settings: dict[str, Any]


@cache
def _declared() -> dict[str, _Declared]:
    """What each proposer in this folder declares, read without importing it: only a run needs that."""
    found: dict[str, _Declared] = {}
    for finder, name, _ in pkgutil.iter_modules(__path__):
        spec = finder.find_spec(name, None)
        get_source = getattr(spec.loader, "get_source", None) if spec else None
        source = get_source(name) if get_source else None
        if source is None:  # compiled only: the module itself must tell
            module = import_module(f"{__name__}.{name}")
            roles, of_text = getattr(module, "ROLES", None), getattr(module, "OF_TEXT", False)
            of_words, settings = getattr(module, "OF_WORDS", False), getattr(module, "SETTINGS", {})
        else:
            declared, told = _ROLES.search(source), _SETTINGS.search(source)
            roles, of_text = ast.literal_eval(declared[1]) if declared else None, _OF_TEXT.search(source) is not None
            of_words, settings = _OF_WORDS.search(source) is not None, ast.literal_eval(told[1]) if told else {}
        found[name.replace("_", "-")] = _Declared(
            None if roles is None else frozenset(roles), of_text, of_words, settings
        )
    return found


def names() -> list[str]:
    """The proposers as rules name them: "headline-name"."""
    return list(_declared())


def roles_of(name: str) -> frozenset[str] | None:
    """The roles and values that a proposer declares, None if it declares nothing; KeyError if there is none so called."""
    return _declared()[name.replace("_", "-")].roles


def is_of_text(name: str) -> bool:
    """Whether a proposer needs a figure outside of tables; KeyError if there is none so called."""
    return _declared()[name.replace("_", "-")].of_text


def is_of_words(name: str) -> bool:
    """Whether a proposer needs words outside of tables; KeyError if there is none so called."""
    return _declared()[name.replace("_", "-")].of_words


def misfit(name: str, setting: str, value: object) -> str:
    """What is wrong with a setting of a proposer and its value, in words for who wrote the rule; nothing if they fit."""
    known = _declared()[name.replace("_", "-")].settings
    if setting not in known:
        return f"{name} has no setting {setting!r}{did_you_mean(setting, known)}; it has {', '.join(known) or 'none'}"
    wanted = known[setting]
    if wanted == "number":
        return "" if isinstance(value, float) else f"{setting} takes a number"
    if wanted == "texts":
        return "" if isinstance(value, list) else f"{setting} takes a list of texts"
    return (
        "" if value in wanted else f"{setting} takes one of {', '.join(map(_written, wanted))}, not {_written(value)}"
    )


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
