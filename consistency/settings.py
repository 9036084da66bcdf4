"""Settings: all that decides the findings of a file, besides the program and the file itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from consistency import cache, rulebook
from consistency.errors import ConfigError, did_you_mean
from consistency.findings import UNKNOWN, UNUSED, Finding
from consistency.front_keys import NO_KEYS, FrontKeys
from consistency.rulebook import Rulebook
from consistency.tolerances import DEFAULT, Tolerances

if TYPE_CHECKING:
    from consistency.rule import Rule
    from consistency.waivers import Waiver

LEVELS = ("off", "note", "warning", "error")
"""What `severity` may make of a rule or a pack."""
HEDGES = ("about", "nearly", "just over", "at least")
"""The hedges whose reach is a setting."""
SETTINGS = ("rounding", "min-confidence", "tolerance")
"""The settings of any rule; a rule may have some of its own, under `settings` in its pack."""
_TOLERATED = {"converted": "conversion", "candidates": "summary"}
"""The forms of an assertion that a `tolerance` is for, and what it is called in `Tolerances`."""


class Layer(NamedTuple):
    """What one part of a configuration says of the rules: the whole of it, or one of its `overrides`.

    Names are those of rules or packs; hedges are shares (0.05 is 5 %). `paths` are the patterns of an override.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = {}
    settings: Mapping[str, Mapping[str, object]] = {}
    hedges: Mapping[str, float] = {}
    lang: str = ""
    locale: str = ""
    paths: tuple[str, ...] = ()


NO_LAYER = Layer()


class Name(NamedTuple):
    """A name that a configuration gives, and where: of a rule or pack, or (with `value`) of a setting of one."""

    name: str
    line: int
    setting: str = ""
    value: object = None


@dataclass(frozen=True, eq=False)
class Sources:
    """Where the rules of a run come from: the built-in packs, `packs`, and the configuration's own rules.

    They are read when they are first asked for, which a run that has all its findings kept never does. `path` is the
    configuration's, empty if there is none; `own` is true where it has rules. `names` are all names in it, to be checked
    against the rules. `lean` is that of `rulebook.load`.
    """

    packs: tuple[str, ...] = ()
    path: str = ""
    own: bool = False
    names: tuple[Name, ...] = ()
    lean: bool = False

    @cached_property
    def rulebook(self) -> Rulebook:
        """All the rules; RuleError or ConfigError for what is wrong with them, or with the configuration's names."""
        book = rulebook.load(self.packs, own=self.path if self.own else "", lean=self.lean)
        rulebook.check_names(
            book, [name.name for name in self.names], self.path, {name.name: name.line for name in reversed(self.names)}
        )
        for name in self.names:
            if name.setting:
                check_setting(book, name, self.path)
        return book

    @cached_property
    def digest(self) -> str:
        """The name of these rules, changed by any change in the files that they come from; cheap, as nothing is read."""
        files = [str(file) for pack in self.packs for file in rulebook.pack_files(pack)]
        return rulebook.digest([*files, self.path] if self.path else files)


@dataclass(frozen=True, eq=False)
class Settings:
    """How a file is read and checked. The files that share one `Settings` are checked together.

    `sources` is a rulebook, or where to find one. `layers` are applied in their order; `select` and `ignore` are those of
    the command line. `lang` overrides what an article says of its language, `locale` the mark of its decimals. `types` says
    which reader a suffix (lower case, with the dot) is for, `waivers` what the configuration suppresses by path.
    """

    sources: Sources | Rulebook
    layers: tuple[Layer, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lang: str = ""
    locale: str = ""
    tolerances: Tolerances = DEFAULT
    keys: FrontKeys = NO_KEYS
    types: Mapping[str, str] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()

    @cached_property
    def rules(self) -> Rulebook:
        """The rules that hold here, as the configuration wants them."""
        book = self.sources if isinstance(self.sources, Rulebook) else self.sources.rulebook
        return applied(book, self.layers, self.select, self.ignore)

    @cached_property
    def digest(self) -> str:
        """The name of these settings, the same in every process; empty for a rulebook that is no file."""
        if isinstance(self.sources, Rulebook):
            return ""
        told = (
            self.layers, self.select, self.ignore, self.lang, self.locale, self.tolerances, self.keys, self.types, self.waivers,
        )  # fmt: skip
        return cache.digest([self.sources.digest, repr(told)])

    def tolerances_of(self, rule: Rule) -> Tolerances:
        """How far hedges and conversions reach for one rule."""
        if rule.tolerance is None:
            return self.tolerances
        return self.tolerances._replace(**dict.fromkeys(_tolerated(rule), rule.tolerance))

    def told(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings, those about suppressions as far as they are wanted and with the severity that they have here."""
        for finding in findings:
            if finding.rule in (UNUSED, UNKNOWN):
                level = _level(finding.rule, "", self.layers) or finding.severity
                ignored = [*self.ignore, *(name for layer in self.layers for name in layer.ignore)]
                if level == "off" or finding.rule in ignored:
                    continue
                yield finding._replace(severity=level)
            else:
                yield finding

    def suffix_of(self, path: str) -> str | None:
        """The suffix by which the file is read, where it is not its own."""
        reader = self.types.get(os.path.splitext(path)[1].lower()) if self.types else None
        if reader is None:
            return None
        from consistency import readers

        return next(suffix for suffix, name in readers.SUFFIXES.items() if name == reader)

    def without_rules(self) -> Settings:
        """The same for reading figures alone."""
        return replace(self, sources=Rulebook(()), layers=(), select=(), ignore=(), waivers=())


def tolerances(layers: Sequence[Layer]) -> Tolerances:
    """The tolerances under some layers, the last of which wins."""
    told = {name: share for layer in layers for name, share in layer.hedges.items()}
    if not told:
        return DEFAULT
    found: dict[str, float] = {name.replace(" ", "_"): share for name, share in told.items() if name != "at least"}
    if "about" in told:
        # A round figure may be meant as widely as its zeros say, up to twice the share.
        found["about_round"] = 2 * told["about"]
    if "at least" in told:
        found["one_sided"] = told["at least"]
    return DEFAULT._replace(**found)


def applied(book: Rulebook, layers: Sequence[Layer], select: Sequence[str], ignore: Sequence[str]) -> Rulebook:
    """The rules that are left, each with the severity and the settings that it has under these layers.

    A rule that `select` names runs whatever the layers say; a pack without what they leave out by the name of a rule.
    """
    kept = [rule for rule in book.rules if not _left_out(rule, layers, select, ignore)]
    return replace(book, rules=tuple(_changed(rule, layers) if layers else rule for rule in kept))


def _left_out(rule: Rule, layers: Sequence[Layer], select: Sequence[str], ignore: Sequence[str]) -> bool:
    names = (rule.name, rule.pack)
    if any(name in ignore for name in names):
        return True
    if select:
        if rule.name in select:
            return False
        by_name = any(rule.name in layer.ignore for layer in layers) or _level(rule.name, "", layers) == "off"
        return rule.pack not in select or by_name
    return _level(*names, layers) == "off" or any(
        (layer.select and not any(name in layer.select for name in names))
        or any(name in layer.ignore for name in names)
        for layer in layers
    )


def _level(name: str, pack: str, layers: Sequence[Layer]) -> str:
    """The severity that the last layer which speaks of the rule gives it; the rule's name goes before its pack's."""
    for layer in reversed(layers):
        if level := layer.severity.get(name) or layer.severity.get(pack):
            return level
    return ""


def _changed(rule: Rule, layers: Sequence[Layer]) -> Rule:
    level = _level(rule.name, rule.pack, layers)
    told: dict[str, Any] = {}
    for layer in layers:
        told |= {**layer.settings.get(rule.pack, {}), **layer.settings.get(rule.name, {})}
    if not told and level in ("", "off"):
        return rule
    severity = rule.severity if level in ("", "off") else level
    rounding = told.pop("rounding", rule.rounding)
    # What only rounding would save is never worse than what nothing would.
    rounding = min(rounding, severity, key=LEVELS.index) if severity != rule.severity else rounding
    least = told.pop("min-confidence", rule.min_confidence)
    tolerance = told.pop("tolerance", rule.tolerance) if _tolerated(rule) else rule.tolerance
    own = {name: _taken(rule.settings[name], value) for name, value in told.items() if name in own_settings(rule)}
    return replace(
        rule,
        severity=severity,
        rounding=rounding,
        min_confidence=least,
        tolerance=tolerance,
        settings={**rule.settings, **own},
    )


def _taken(old: object, new: object) -> object:
    """Words are added to those that a rule has; a number replaces its."""
    return [*old, *new] if isinstance(old, list) and isinstance(new, list) else new


def _tolerated(rule: Rule) -> list[str]:
    return [_TOLERATED[assertion.op] for assertion in rule.assertions if assertion.op in _TOLERATED]


def own_settings(rule: Rule) -> list[str]:
    """The settings in the rule's pack that are numbers or lists of words; the others say what the rule is."""
    return [
        name
        for name, value in rule.settings.items()
        if isinstance(value, (int, float, list)) and not isinstance(value, bool)
    ]


def check_setting(book: Rulebook, name: Name, path: str) -> None:
    """ConfigError for a setting that no rule of this name or pack has, or that does not fit it."""
    rules = [rule for rule in book.rules if name.name in (rule.name, rule.pack)]
    known = list(dict.fromkeys(key for rule in rules for key in _settings_of(rule)))
    if name.setting not in known:
        told = f"{name.name} has no setting {name.setting!r}{did_you_mean(name.setting, known)}"
        raise ConfigError(path, name.line, f"{told}; it has {', '.join(known) or 'none'}")
    for rule in rules:
        old = rule.settings.get(name.setting) if name.setting in own_settings(rule) else None
        if old is None:
            continue
        if isinstance(old, list):
            fits, fitting = _are_texts(name.value), "a list of texts"
        else:
            fits, fitting = isinstance(name.value, float), "a number, or a percentage such as 5%"
        if not fits:
            raise ConfigError(path, name.line, f"{name.setting} of {rule.name} takes {fitting}")


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(text, str) and text.strip() for text in value)


def _settings_of(rule: Rule) -> Iterator[str]:
    yield from (name for name in SETTINGS if name != "tolerance" or _tolerated(rule))
    yield from own_settings(rule)
