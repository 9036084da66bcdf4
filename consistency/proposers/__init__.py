"""The proposers: one module for each way of binding figures that a phrase cannot say.

A module here has `propose` (see `relation.Proposer`), and declares `ROLES = ("name", ...)` on one line: the roles that it
binds and the values that it always counts, which are what a rule's assertion and labels may name. One that needs a figure
outside of tables says so by `OF_TEXT = True`, and is not asked about an article that has none.
"""

from __future__ import annotations

import ast
import pkgutil
import re
from functools import cache
from importlib import import_module

__all__ = ["names", "roles_of"]

_DECLARATION = re.compile(r"^ROLES\b[^=\n]*=\s*(\([^)]*\))", re.MULTILINE)


@cache
def _declared() -> dict[str, frozenset[str] | None]:
    """The roles that each proposer in this folder declares, read without importing it: only a run needs that."""
    found: dict[str, frozenset[str] | None] = {}
    for finder, module, _ in pkgutil.iter_modules(__path__):
        spec = finder.find_spec(module, None)
        get_source = getattr(spec.loader, "get_source", None) if spec else None
        source = get_source(module) if get_source else None
        if source is None:  # compiled only: the module itself must tell
            roles = getattr(import_module(f"{__name__}.{module}"), "ROLES", None)
        else:
            declared = _DECLARATION.search(source)
            roles = ast.literal_eval(declared[1]) if declared else None
        found[module.replace("_", "-")] = None if roles is None else frozenset(roles)
    return found


def names() -> list[str]:
    """The proposers as rules name them: "headline-name"."""
    return list(_declared())


def roles_of(name: str) -> frozenset[str] | None:
    """The roles and values that a proposer declares, None if it declares nothing; KeyError if there is none so called."""
    return _declared()[name.replace("_", "-")]
