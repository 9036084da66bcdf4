"""Configuration: `consistency.yaml`, beside the articles or in a folder above them; the nearest one holds for a file.

packs: [house-style.yaml]      # further rule packs, files or folders, relative to this file
select: [parts, growth]        # only these rules or packs
ignore: [weekday-of-date]      # all but these
severity: {growth: warning}    # off, note, warning or error
settings: {headline-figure: {min-confidence: high}}
hedges: {about: 5%}            # how far "about", "nearly", "just over" and "at least" reach
overrides:                     # what holds for some of the files
  - paths: ["archive/**"]
    ignore: [headline]
rules: [...]                   # rules of one's own, as in a pack; `words` and `language` too

The other keys are in KEYS. What is wrong with a file is a ConfigError with its path and line.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from consistency import cache, rulebook
from consistency.errors import ConfigError, RuleError
from consistency.front_keys import NO_KEYS, FrontKeys
from consistency.rulebook import Rulebook
from consistency.settings import NO_LAYER, Layer, Name, Settings, Sources, tolerances
from consistency.waivers import Waiver

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

__all__ = ["Command", "Config", "Configurations", "Settings", "load"]

NAME = "consistency.yaml"
LAYER_KEYS = ("select", "ignore", "severity", "settings", "hedges", "lang", "locale")
OVERRIDE_KEYS = ("paths", *LAYER_KEYS)
OWN_KEYS = ("language", "words", "rules")
KEYS = ("packs", *LAYER_KEYS, "overrides", "front-matter", "types", "exclude", "show", "suppress", "fail-on", *OWN_KEYS)


class Command(NamedTuple):
    """What the command line says, which wins over every file. `rules` are further packs; `lean` as in `rulebook.load`."""

    rules: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lang: str = ""
    locale: str = ""
    lean: bool = False


@dataclass(frozen=True)
class Config:
    """What a configuration file says. `path` is empty when there is no file.

    `base` is what it says of all files, `overrides` of some. `own` is true where it has rules. `names` are the rules and
    packs that it speaks of. `types` are readers by suffix, `exclude` patterns of files, `waivers` what is
    suppressed by path, `show` and `fail_on` severities.
    """

    path: str = ""
    base: Layer = NO_LAYER
    overrides: tuple[Layer, ...] = ()
    packs: tuple[str, ...] = ()
    own: bool = False
    names: tuple[Name, ...] = ()
    keys: FrontKeys = NO_KEYS
    types: Mapping[str, str] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    show: str = ""
    fail_on: str = ""

    def sources(self, extra: Sequence[str] = (), *, lean: bool = False) -> Sources:
        """Where the rules of a run under this configuration come from; `lean` is that of `rulebook.load`."""
        return Sources((*self.packs, *extra), self.path, self.own, self.names, lean)

    def rulebook(
        self, extra: Sequence[str] = (), select: Sequence[str] = (), ignore: Sequence[str] = (), *, lean: bool = False
    ) -> Rulebook:
        """The rules of a run, as this configuration wants them where no override holds."""
        command = Command(tuple(extra), tuple(select), tuple(ignore), lean=lean)
        source = self.sources(extra, lean=lean)
        rulebook.check_names(source.rulebook, [*select, *ignore])
        return self.settings(command, source, ()).rules

    def settings(self, command: Command, source: Sources, overrides: Sequence[Layer]) -> Settings:
        """What holds for a file under these overrides."""
        layers = (self.base, *overrides)
        return Settings(
            source,
            tuple(layer for layer in layers if layer != Layer(paths=layer.paths)),
            command.select,
            command.ignore,
            command.lang or next((layer.lang for layer in reversed(layers) if layer.lang), ""),
            command.locale or next((layer.locale for layer in reversed(layers) if layer.locale), ""),
            tolerances(layers),
            self.keys,
            self.types,
            self.waivers,
        )

    def overridden(self, path: str) -> tuple[Layer, ...]:
        """The overrides that hold for a file."""
        if not self.overrides:
            return ()
        relative = self._relative(path)
        return tuple(
            layer
            for layer, patterns in zip(self.overrides, self._patterns, strict=True)
            if patterns.match_file(relative)
        )

    def excludes(self, path: str, is_folder: bool = False) -> bool:
        """Whether the configuration leaves out a file, or a folder with all that is in it."""
        if not self.exclude:
            return False
        return self._excluded.match_file(self._relative(path) + "/" * is_folder)

    @cached_property
    def suffixes(self) -> frozenset[str]:
        """The suffixes of the files that are looked for in a folder."""
        from consistency import readers

        return frozenset(readers.SUFFIXES) | self.types.keys()

    def every_rule(self, extra: Sequence[str] = (), *, lean: bool = False) -> Rulebook:
        """Every rule that a run could have, those too that the configuration leaves out."""
        return self.sources(extra, lean=lean).rulebook

    def _relative(self, path: str) -> str:
        place, base = os.path.abspath(path), os.path.dirname(os.path.abspath(self.path))
        try:
            return os.path.relpath(place, base).replace(os.sep, "/")
        except ValueError:  # on another drive
            return place.replace(os.sep, "/")

    @cached_property
    def _patterns(self) -> list[GitIgnoreSpec]:
        return [patterns_of(layer.paths) for layer in self.overrides]

    @cached_property
    def _excluded(self) -> GitIgnoreSpec:
        return patterns_of(self.exclude)


class Configurations:
    """The configuration and the settings of each file of a run: those of `path` for all, or the nearest one for each.

    The settings of files for which the same holds are one object.
    """

    def __init__(self, command: Command | None = None, path: str = "", none: bool = False) -> None:
        self.command = command or Command()
        for place in self.command.rules:
            rulebook.pack_files(place)
        self._given = Config() if none else load(path) if path else None
        self._by_folder: dict[str, Config] = {}
        self._by_name: dict[str, Config] = {}
        """By the folders as they are called; asked about each file, some times over."""
        self._by_path: dict[str, Config] = {"": Config()}
        self._sources: dict[str, Sources] = {}
        self._settings: dict[tuple[str, tuple[int, ...]], Settings] = {}

    def __call__(self, path: str) -> Settings:
        """The settings of a file."""
        config = self.of(path)
        layers = config.overridden(path)
        key = config.path, tuple(id(layer) for layer in layers)
        if key not in self._settings:
            self._settings[key] = config.settings(self.command, self._source(config), layers)
        return self._settings[key]

    def of(self, path: str) -> Config:
        """The configuration of a file."""
        name = os.path.dirname(path)
        if name not in self._by_name:
            self._by_name[name] = self.of_folder(name or os.curdir)
        return self._by_name[name]

    def of_folder(self, folder: str) -> Config:
        """The configuration of the files in a folder."""
        if self._given is not None:
            return self._given
        folder = os.path.abspath(folder)
        passed = []
        while folder not in self._by_folder:
            passed.append(folder)
            place = os.path.join(folder, NAME)
            above = os.path.dirname(folder)
            if (there := _is_there(place)) or above == folder:
                self._by_folder[folder] = self._loaded(place if there else "")
            else:
                folder = above
        found = self._by_folder[folder]
        self._by_folder |= dict.fromkeys(passed, found)
        return found

    def check_names(self, paths: Sequence[str]) -> None:
        """ConfigError for a name of the command line that is in no configuration of these files.

        Without any file, the configuration of the current folder is what is looked at.
        """
        named = [*self.command.select, *self.command.ignore]
        for path in paths:
            self(path)
        if not self._sources:
            self._source(self.of_folder(os.curdir))
            named = named or [""]
        if not named:
            return
        rulebook.check_names(_joined([source.rulebook for source in self._sources.values()]), filter(None, named))

    @property
    def all(self) -> list[Config]:
        """The configurations that were looked at so far."""
        if self._given is not None:
            return [self._given]
        return list({id(config): config for config in self._by_folder.values()}.values())

    def rulebook(self) -> Rulebook:
        """The rules that hold for any of the files so far."""
        return _joined([settings.rules for settings in self._settings.values()])

    def _loaded(self, path: str) -> Config:
        if path not in self._by_path:
            self._by_path[path] = load(_shown(path))
        return self._by_path[path]

    def _source(self, config: Config) -> Sources:
        if config.path not in self._sources:
            self._sources[config.path] = config.sources(self.command.rules, lean=self.command.lean)
        return self._sources[config.path]


def _joined(books: Sequence[Rulebook]) -> Rulebook:
    rules = {rule.name: rule for book in books for rule in book.rules}
    packs = dict.fromkeys(pack for book in books for pack in book.packs)
    catalogue = {name: pack for book in books for name, pack in book.catalogue.items()}
    return Rulebook(tuple(rules.values()), tuple(packs), catalogue)


def _is_there(path: str) -> bool:
    """Whether there is a configuration; ConfigError for what has its name and nobody can read."""
    if os.path.isfile(path):
        return True
    if os.path.lexists(path):
        raise ConfigError(_shown(path), None, "this is no file, and so no configuration")
    return False


def _shown(path: str) -> str:
    """A path as a person in the current folder would write it."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # on another drive
        return path
    return path if relative.startswith(os.pardir) else relative


def patterns_of(texts: Sequence[str]) -> GitIgnoreSpec:
    """Patterns as in `.gitignore`; ValueError for one that is none."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(texts)


def load(path: str) -> Config:
    """Read a configuration file; ConfigError, with path and line, for what it may not say.

    The names of rules in it, and its own rules, are looked at when the rules are needed: see `settings.Sources`.
    """
    try:
        text = rulebook.content(path).decode("utf-8")
    except OSError as error:
        raise ConfigError(path, None, f"cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise ConfigError(path, None, "cannot be read: it is not UTF-8") from None
    key = cache.digest([path, text])
    kept: Config | None = cache.load("configurations", key)
    if kept is not None and all(map(os.path.exists, kept.packs)):
        return kept
    config = _read(path, text)
    cache.store("configurations", key, config)
    return config


def _read(path: str, text: str) -> Config:
    from consistency.config_reader import ConfigReader
    from consistency.lined_yaml import read_yaml

    try:
        entry = read_yaml(path, text)
    except RuleError as error:
        raise ConfigError(path, error.line, error.message) from None
    return ConfigReader(path).config(entry)
