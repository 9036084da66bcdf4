"""Rulebook: the rules of a run, from the built-in packs and from the newsroom's own."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency import cache
from consistency.errors import ConfigError, RuleError, did_you_mean
from consistency.findings import UNKNOWN, UNUSED

if TYPE_CHECKING:
    from consistency.phrase import Phrase
    from consistency.rule import Rule

PACKAGE = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class Rulebook:
    """The rules of a run, in file order, with the packs that they come from."""

    rules: tuple[Rule, ...]
    packs: tuple[str, ...] = ()
    catalogue: Mapping[str, str] = field(default_factory=dict)
    """The pack of each rule that there is, of those too that this run leaves out."""

    def __getitem__(self, name: str) -> Rule:
        for rule in self.rules:
            if rule.name == name:
                return rule
        if name in self.packs:
            inside = ", ".join(rule.name for rule in self.rules if rule.pack == name)
            raise ConfigError(None, None, f"{name!r} is no rule but a pack; its rules are {inside}")
        raise ConfigError(None, None, f"no rule is called {name!r}{did_you_mean(name, self.names)}")

    @property
    def every(self) -> Mapping[str, str]:
        """The catalogue, or that of the rules alone where nobody has made one."""
        return self.catalogue or {rule.name: rule.pack for rule in self.rules}

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
    own: str = "",
    lean: bool = False,
) -> Rulebook:
    """The rulebook of a run: the built-in packs, the files and folders in `extra`, the rules in the configuration `own`.

    A `lean` one has no examples, and comes from the cache where it can. `select` keeps only these rules or packs, `ignore`
    leaves these out. RuleError for a broken pack or a rule name that stands twice; ConfigError for a name that is not there.
    """
    read = _lean if lean else _read
    told = read(builtin_files()) if builtin else []
    for file in (file for name in extra for file in pack_files(name)):
        told = [*told, *read([file])]
    if own:
        told = [*told, *read([Path(own)], _read_own)]
    rules: dict[str, Rule] = {}
    for rule in told:
        if rule.name in rules:
            first = rules[rule.name]
            raise RuleError(rule.path, rule.line, f"rule {rule.name!r} is already in {first.path}:{first.line}")
        rules[rule.name] = rule
    packs = tuple(dict.fromkeys(rule.pack for rule in rules.values()))
    book = Rulebook(tuple(rules.values()), packs, {rule.name: rule.pack for rule in rules.values()})
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


def digest(files: Iterable[str], builtin: bool = True) -> str:
    """The name of the rules in these files and in the built-in packs; a file that cannot be read has none."""
    return _digest([*(builtin_files() if builtin else ()), *map(Path, files)])


def _digest(files: Iterable[Path]) -> str:
    return cache.digest(part for file in files for part in (str(file), _bytes(file)))


_pipes: dict[str, bytes] = {}


def content(file: str) -> bytes:
    """What is in a rule file or a configuration; OSError where it cannot be read. Of a pipe, what was in it."""
    if file not in _pipes:
        data = Path(file).read_bytes()
        if os.path.isfile(file):
            return data
        _pipes[file] = data  # it can be read only once, and is needed for its rules and for its digest
    return _pipes[file]


def _bytes(file: Path) -> bytes:
    try:
        return content(str(file))
    except OSError as error:
        raise RuleError(str(file), None, f"cannot be read: {error.strerror or error}") from None


def _read_file(file: Path) -> list[Rule]:
    from consistency.pack import read_pack

    return read_pack(str(file), _text(file))


def _read_own(file: Path) -> list[Rule]:
    from consistency.pack import read_own

    return read_own(str(file), _text(file))


def _text(file: Path) -> str:
    try:
        return _bytes(file).decode("utf-8")
    except UnicodeDecodeError as error:
        raise RuleError(str(file), None, f"cannot be read: {error}") from None


Read = Callable[[Path], "list[Rule]"]


def _read(files: Sequence[Path], read: Read = _read_file) -> list[Rule]:
    return [rule for file in files for rule in read(file)]


def _lean(files: Sequence[Path], read: Read = _read_file) -> list[Rule]:
    """The rules in these files without their examples, as the last run left them."""
    key = _digest(files)
    kept: list[Rule] | None = cache.load("rules", key)
    if kept is None:
        kept = _slim(_read(files, read))
        cache.store("rules", key, kept)
    return kept


def _slim(rules: Sequence[Rule]) -> list[Rule]:
    """The rules without their examples, in which sets of the same words are one object: they are read back far faster."""
    sets: dict[frozenset[str], frozenset[str]] = {}

    def one(words: frozenset[str]) -> frozenset[str]:
        return sets.setdefault(words, frozenset(map(sys.intern, words)))

    def slim(phrase: Phrase) -> Phrase:
        needs, order = tuple(map(one, phrase.needs)), tuple(map(one, phrase.order))
        return replace(phrase, needs=needs, anchors=one(phrase.anchors), order=order)

    return [replace(rule, examples=(), phrases=tuple(map(slim, rule.phrases))) for rule in rules]


def check_names(
    rulebook: Rulebook, names: Iterable[str], path: str | None = None, lines: Mapping[str, int] | None = None
) -> None:
    """ConfigError for a name that is neither a rule's nor a pack's; `path` and `lines` tell where each name stands.

    What is said of suppressions themselves goes by the names of rules that are in no pack.
    """
    known = {*rulebook.names, *rulebook.packs, UNUSED, UNKNOWN}
    for name in names:
        if name not in known:
            line = lines.get(name) if lines else None
            near = did_you_mean(name, [*rulebook.names, *rulebook.packs, UNUSED, UNKNOWN])
            raise ConfigError(path, line, f"no rule or pack is called {name!r}{near}")


def narrow(rulebook: Rulebook, select: Sequence[str], ignore: Sequence[str]) -> Rulebook:
    """Only the rules or packs in `select` (empty: all), without those in `ignore`."""

    def chosen(rule: Rule, names: Sequence[str]) -> bool:
        return rule.name in names or rule.pack in names

    kept = [rule for rule in rulebook.rules if (not select or chosen(rule, select)) and not chosen(rule, ignore)]
    return replace(rulebook, rules=tuple(kept))


def proposer(rule: Rule) -> Any:
    """The `propose` function that a rule names."""
    return importlib.import_module(f"consistency.proposers.{rule.propose.replace('-', '_')}").propose
