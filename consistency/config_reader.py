"""ConfigReader: from the YAML of a configuration to a `Config`; every complaint knows its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from consistency import rulebook
from consistency.config import KEYS, LAYER_KEYS, OVERRIDE_KEYS, OWN_KEYS, Config, patterns_of
from consistency.errors import ConfigError, did_you_mean
from consistency.findings import CONFIDENCES, SEVERITIES
from consistency.front_keys import FrontKeys
from consistency.language import is_tag
from consistency.lined_yaml import Entry, plain
from consistency.settings import HEDGES, LEVELS, Layer, Name
from consistency.waivers import names, read_waivers

ROUNDINGS = ("off", "note", "warning")
_PERCENTAGE = re.compile(r"(\d+(?:\.\d+)?) ?%", re.ASCII)
_SUFFIX = re.compile(r"\.[^./\\\s]+")
_ONCE = {
    "fail_on": "fail-on", "failon": "fail-on", "fail on": "fail-on", "front_matter": "front-matter",
    "frontmatter": "front-matter", "front matter": "front-matter", "disable": "ignore", "enable": "select",
    "extends": "packs", "min_confidence": "min-confidence", "file_types": "types",
}  # fmt: skip
"""What other programs call a setting, or how else one may write it."""


class ConfigReader:
    """Reads one configuration."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.names: list[Name] = []

    def error(self, line: int, message: str) -> ConfigError:
        return ConfigError(self.path, line, message)

    def config(self, entry: Entry) -> Config:
        if entry.value is None:
            return Config(self.path)
        content = self.mapping(entry, "a configuration is a mapping of settings", KEYS, "setting")
        if "rules" not in content and (without := [key for key in content if key in OWN_KEYS]):
            told = f"{without[0]!r} is for rules of one's own, and there are no `rules` here"
            meant = "; the language of the articles is `lang`" if without[0] == "language" else ""
            raise self.error(content[without[0]].key_line, told + meant)
        waivers = read_waivers(self.path, content.get("suppress"))
        self.names += [Name(name, line) for name, line in names(waivers)]
        return Config(
            self.path,
            self.layer(content),
            tuple(self.override(item) for item in self.items(content, "overrides")),
            tuple(self.place(name, line) for name, line in self.texts(content, "packs")),
            "rules" in content,
            keys=self.front_keys(content),
            types=self.types(content),
            exclude=self.patterns(content, "exclude"),
            waivers=waivers,
            show=self.one_of(content, "show", SEVERITIES),
            fail_on=self.one_of(content, "fail-on", (*SEVERITIES, "never")),
            names=tuple(self.names),
        )

    def layer(self, content: dict[str, Entry]) -> Layer:
        return Layer(
            self.rule_names(content, "select"),
            self.rule_names(content, "ignore"),
            self.severity(content),
            self.settings(content),
            {name: self.percentage(item, name) for name, item in self.named(content, "hedges", HEDGES, "hedge")},
            self.lang(content),
            self.locale(content),
        )

    def override(self, entry: Entry) -> Layer:
        content = self.mapping(
            entry, "an override is a mapping: `paths`, and what holds for them", OVERRIDE_KEYS, "setting in an override"
        )
        if "paths" not in content:
            raise self.error(entry.line, "an override needs `paths`: patterns as in .gitignore, such as 'archive/**'")
        if len(content) == 1:
            raise self.error(entry.line, f"an override says nothing but its paths; it takes {', '.join(LAYER_KEYS)}")
        layer = self.layer(content)
        return Layer(
            layer.select, layer.ignore, layer.severity, layer.settings, layer.hedges, layer.lang, layer.locale,
            self.patterns(content, "paths"),
        )  # fmt: skip

    def severity(self, content: dict[str, Entry]) -> dict[str, str]:
        found = {}
        for name, item in self.named(content, "severity"):
            found[name] = self.choice(item, f"the severity of {name}", LEVELS)
            self.names.append(Name(name, item.key_line))
        return found

    def settings(self, content: dict[str, Entry]) -> dict[str, dict[str, object]]:
        found: dict[str, dict[str, object]] = {}
        for name, item in self.named(content, "settings"):
            told = self.mapping(item, f"the settings of {name} must be a mapping")
            found[name] = {key: self.setting(key, value) for key, value in told.items()}
            self.names.append(Name(name, item.key_line))
            self.names += [Name(name, value.key_line, key, found[name][key]) for key, value in told.items()]
        return found

    def setting(self, key: str, item: Entry) -> object:
        if key == "rounding":
            return self.choice(item, key, ROUNDINGS)
        if key == "min-confidence":
            return self.choice(item, key, CONFIDENCES)
        if key == "tolerance":
            return self.percentage(item, key)
        # One that a rule has in its pack: `check_setting` knows what it takes.
        value = plain(item)
        if isinstance(value, str) and (share := _PERCENTAGE.fullmatch(value)):
            return float(share[1]) / 100
        return float(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def percentage(self, item: Entry, what: str) -> float:
        found = _PERCENTAGE.fullmatch(item.value) if isinstance(item.value, str) else None
        if not found or float(found[1]) > 100:
            raise self.error(item.line, f"{what} takes a percentage from 0% to 100%, such as 5%")
        return float(found[1]) / 100

    def front_keys(self, content: dict[str, Entry]) -> FrontKeys:
        told = dict(self.named(content, "front-matter", FrontKeys._fields, "text of the front matter"))
        return FrontKeys(*(tuple(text.lower() for text, _ in self.texts(told, field)) for field in FrontKeys._fields))

    def types(self, content: dict[str, Entry]) -> dict[str, str]:
        found = {}
        for suffix, item in self.named(content, "types"):
            from consistency import readers

            if not _SUFFIX.fullmatch(suffix):
                raise self.error(item.key_line, f"{suffix!r} is no suffix of a file, such as .adoc")
            found[suffix.lower()] = self.choice(
                item, f"the reader of {suffix}", list(dict.fromkeys(readers.SUFFIXES.values()))
            )
        return found

    def lang(self, content: dict[str, Entry]) -> str:
        tag = content.get("lang")
        if tag is None:
            return ""
        if not isinstance(tag.value, str) or not is_tag(tag.value):
            raise self.error(tag.line, "lang is the tag of a language, such as en or de-AT")
        return tag.value

    def locale(self, content: dict[str, Entry]) -> str:
        entry = content.get("locale")
        if entry is None:
            return ""
        from consistency.grammar import marks

        if not isinstance(entry.value, str) or not entry.value or not marks.known(entry.value):
            raise self.error(entry.line, "locale is point, comma, or a language tag such as de or en-GB")
        return entry.value

    def rule_names(self, content: dict[str, Entry], key: str) -> tuple[str, ...]:
        found = self.texts(content, key)
        self.names += [Name(name, line) for name, line in found]
        return tuple(name for name, _ in found)

    def patterns(self, content: dict[str, Entry], key: str) -> tuple[str, ...]:
        found = self.texts(content, key)
        if key == "paths" and not found:
            raise self.error(content[key].line, "paths takes patterns, such as 'archive/**'")
        for text, line in found:
            try:
                patterns_of([text])
            except ValueError:
                raise self.error(line, f"{text!r} is no pattern of files; they are written as in .gitignore") from None
        return tuple(text for text, _ in found)

    def place(self, name: str, line: int) -> str:
        """Where a pack is that the file names; ConfigError where none is there."""
        place = str(Path(self.path).parent / name)
        try:
            rulebook.pack_files(place)
        except ConfigError as error:
            raise self.error(line, f"{place}: {error.message}") from None
        return place

    # ------------------------------------------------------------------------------------------- kinds of values
    def mapping(self, entry: Entry, told: str, known: Sequence[str] = (), what: str = "") -> dict[str, Entry]:
        if not isinstance(entry.value, dict):
            raise self.error(entry.line, told)
        for key, value in entry.value.items():
            if known and key not in known:
                raise self.error(value.key_line, f"unknown {what} {key!r}{_near(key, known)}")
        return entry.value

    def named(
        self, content: dict[str, Entry], key: str, known: Sequence[str] = (), what: str = ""
    ) -> list[tuple[str, Entry]]:
        """The pairs under a key whose value is a mapping."""
        if key not in content:
            return []
        told = f"{key} must be a mapping, such as {_EXAMPLES[key]}"
        return list(self.mapping(content[key], told, known, what).items())

    def items(self, content: dict[str, Entry], key: str) -> list[Entry]:
        if key not in content:
            return []
        items = content[key].value
        if not isinstance(items, list):
            raise self.error(content[key].line, f"{key} must be a list")
        return items

    def texts(self, content: dict[str, Entry], key: str) -> list[tuple[str, int]]:
        """The texts under a key, one or a list of them, each with its line."""
        if key not in content:
            return []
        value = content[key].value
        items = value if isinstance(value, list) else [content[key]]
        for item in items:
            if not isinstance(item.value, str) or not item.value:
                raise self.error(item.line, f"{key} takes {_TAKEN.get(key, 'names')}, one or a list of them")
        return [(item.value, item.line) for item in items]

    def one_of(self, content: dict[str, Entry], key: str, known: Sequence[str]) -> str:
        return self.choice(content[key], key, known) if key in content else ""

    def choice(self, item: Entry, what: str, known: Sequence[str]) -> str:
        if item.value not in known or not isinstance(item.value, str):
            near = _near(item.value, known) if isinstance(item.value, str) else ""
            raise self.error(item.line, f"{what} is one of {', '.join(known)}{near}")
        return item.value


_TAKEN = {"exclude": "patterns", "paths": "patterns"}
_EXAMPLES = {
    "severity": "{growth: warning}",
    "settings": "{growth: {rounding: note}}",
    "hedges": "{about: 5%}",
    "front-matter": "{title: [name]}",
    "types": "{.adoc: text}",
}


def _near(name: str, known: Sequence[str]) -> str:
    if (meant := _ONCE.get(name.lower())) in known:
        return f"; did you mean {meant!r}?"
    return did_you_mean(name, known)
