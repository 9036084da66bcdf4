"""Rulebook: the rules of a run, from the built-in packs and from the newsroom's own."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from consistency import cache
from consistency.errors import ConfigError, RuleError
from consistency.phrase import did_you_mean
from consistency.rule import Rule

PACKAGE = Path(__file__).parent
_COMPILERS = ("pack", "rule", "phrase", "skeleton", "equation", "figure", "lined_yaml")
"""The modules that make rules out of packs."""


@dataclass(frozen=True)
class Rulebook:
    """The rules of a run, in file order, with the packs that they come from."""

    rules: tuple[Rule, ...]
    packs: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Rule:
        for rule in self.rules:
            if rule.name == name:
                return rule
        raise ConfigError(None, None, f"no rule is called {name!r}{did_you_mean(name, self.names)}")

    @property
    def names(self) -> list[str]:
        return [rule.name for rule in self.rules]


def builtin_folder() -> Path:
    """Where the built-in packs are: inside an installed package, or beside it in a checkout."""
    inside = PACKAGE / "rules"
    return inside if inside.is_dir() else PACKAGE.parent / "rules"


def builtin_files() -> list[Path]:
    """The built-in packs, in their order."""
    return sorted(builtin_folder().glob("*.yaml"))


def load(
    extra: Sequence[str] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    builtin: bool = True,
    own: Rulebook | None = None,
    lean: bool = False,
) -> Rulebook:
    """The rulebook of a run: the built-in packs, then the files and folders in `extra`, then the rules in `own`.

    A `lean` one has no examples of the built-in rules, and takes these from the cache. `select` keeps only these rules or packs, `ignore` leaves these out. RuleError for a broken pack or a rule name that
    stands twice; ConfigError for a name that is not there.
    """
    told = (_lean() if lean else _read_all(builtin_files())) if builtin else []
    told += _read_all([file for name in extra for file in pack_files(name)])
    rules: dict[str, Rule] = {}
    for rule in [*told, *(own.rules if own else ())]:
        if rule.name in rules:
            first = rules[rule.name]
            raise RuleError(rule.path, rule.line, f"rule {rule.name!r} is already in {first.path}:{first.line}")
        rules[rule.name] = rule
    packs = tuple(dict.fromkeys(rule.pack for rule in rules.values()))
    book = Rulebook(tuple(rules.values()), packs)
    check_names(book, [*select, *ignore])
    return narrow(book, select, ignore)


def pack_files(name: str) -> list[Path]:
    """The packs that a file or a folder holds; ConfigError where there is none."""
    place = Path(name)
    if not place.exists():
        raise ConfigError(name, None, "no such rule file or folder")
    if not place.is_dir():
        return [place]
    files = sorted([*place.glob("*.yaml"), *place.glob("*.yml")])
    if not files:
        raise ConfigError(name, None, "no rule packs (*.yaml, *.yml) in this folder")
    return files


def _lean() -> list[Rule]:
    """The built-in rules without their examples, as the last run left them."""
    files = builtin_files()
    # The code that compiles them as well: between two releases it changes under one version.
    code = [PACKAGE / f"{name}.py" for name in _COMPILERS if (PACKAGE / f"{name}.py").exists()]
    key = cache.digest(part for file in [*files, *code] for part in (str(file), file.read_bytes()))
    kept: list[Rule] | None = cache.load("rules", key)
    if kept is None:
        kept = [replace(rule, examples=()) for rule in _read_all(files)]
        cache.store("rules", key, kept)
    return kept


def _read_all(files: Iterable[Path]) -> list[Rule]:
    return [rule for file in files for rule in _read(file)]


def _read(file: Path) -> list[Rule]:
    from consistency.pack import read_pack

    try:
        return read_pack(str(file), file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(str(file), None, f"cannot be read: {error}") from None


def check_names(
    rulebook: Rulebook, names: Iterable[str], path: str | None = None, lines: Mapping[str, int] | None = None
) -> None:
    """ConfigError for a name that is neither a rule's nor a pack's; `path` and `lines` tell where each name stands."""
    known = [*rulebook.names, *rulebook.packs]
    for name in names:
        if name not in known:
            line = lines.get(name) if lines else None
            raise ConfigError(path, line, f"no rule or pack is called {name!r}{did_you_mean(name, known)}")


def narrow(rulebook: Rulebook, select: Sequence[str], ignore: Sequence[str]) -> Rulebook:
    """Only the rules or packs in `select` (empty: all), without those in `ignore`."""

    def chosen(rule: Rule, names: Sequence[str]) -> bool:
        return rule.name in names or rule.pack in names

    kept = [rule for rule in rulebook.rules if (not select or chosen(rule, select)) and not chosen(rule, ignore)]
    return replace(rulebook, rules=tuple(kept))


def proposer(rule: Rule) -> Any:
    """The `propose` function that a rule names."""
    return importlib.import_module(f"consistency.proposers.{rule.propose.replace('-', '_')}").propose
