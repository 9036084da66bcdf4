"""The floors of the house: nothing imports upwards, and siblings of one folder do not know each other."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import consistency

PACKAGE = Path(consistency.__file__).parent

FLOORS = [
    {"errors", "cache", "tolerances", "interval", "document", "figure", "front_keys", "schema", "whole_file"},
    {"grammar", "markup", "office", "equation", "phrase", "skeleton", "lined_yaml"},
    {"readers", "extraction", "language", "comments"},
    {"relation", "wording", "slip", "judge", "repair", "per_thing", "plausibility", "findings", "packed", "results", "fingerprint", "lists", "tables", "implied", "context"},
    {"proposers"},
    {"rule", "pack", "rulebook", "waivers", "config", "config_reader", "settings"},
    {"binding", "where", "diagnosis", "judged", "rivals", "tree", "batch", "batches", "merge", "workers", "engine", "suppression", "baseline", "examples", "discovery", "changes", "watching", "explanation", "reading", "nearly", "place", "unread"},
    {"report"},
    {"server"},
    {"commands"},
    {"cli", "__main__"},
]  # fmt: skip
FLOOR = {name: number for number, names in enumerate(FLOORS, 1) for name in names}
APART = ("readers", "proposers", "report")
"""Folders whose modules must not import each other."""

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def parts_of(path: Path) -> list[str]:
    return [part for part in path.relative_to(PACKAGE).with_suffix("").parts if part != "__init__"]


def imports_of(path: Path) -> set[tuple[str, ...]]:
    """The modules of this package that the file imports, at its top or within a function, as dotted parts."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            # `from consistency import interval` names the module in its last part.
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {tuple(name.split(".")[1:]) for name in names if name.split(".")[0] == "consistency"}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: "/".join(parts_of(path)))
def test_nothing_imports_upwards(path: Path) -> None:
    own = parts_of(path)
    for imported in imports_of(path):
        if imported[0] in ("__version__",):
            continue
        assert imported[0] in FLOOR, f"{path} imports {imported[0]}, which has no floor"
        assert FLOOR[imported[0]] <= FLOOR[own[0]], f"{'.'.join(own)} imports {'.'.join(imported)} from above"


@pytest.mark.parametrize("folder", APART)
def test_siblings_do_not_import_each_other(folder: str) -> None:
    for path in (PACKAGE / folder).glob("*.py"):
        if path.name == "__init__.py":
            continue
        siblings = {other.stem for other in (PACKAGE / folder).glob("*.py")} - {"__init__"}
        for imported in imports_of(path):
            assert not (imported[0] == folder and len(imported) > 1 and imported[1] in siblings), (path, imported)


def test_every_module_has_a_floor() -> None:
    names = {parts_of(path)[0] for path in MODULES if parts_of(path)}
    assert names == set(FLOOR)
