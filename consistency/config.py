"""Configuration: `consistency.yaml`, beside the articles or in a folder above them.

select: [parts, growth]        # only these rules or packs
ignore: [weekday-of-date]      # all but these
packs: [house-style.yaml]      # further rule packs, files or folders, relative to this file
locale: point                  # how decimals are written: point, comma, or a language tag
rules: [...]                   # rules of one's own, as in a pack; `words` and `language` too
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from consistency import rulebook
from consistency.errors import ConfigError, RuleError
from consistency.grammar import marks
from consistency.phrase import did_you_mean
from consistency.rulebook import Rulebook

if TYPE_CHECKING:
    from consistency.lined_yaml import Entry

NAME = "consistency.yaml"
KEYS = ("select", "ignore", "packs", "locale", "language", "words", "rules")


@dataclass(frozen=True)
class Config:
    """What a configuration file says. `path` is empty when there is no file.

    `lines` gives the line of each name in `select` and `ignore`.
    """

    path: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    locale: str = ""
    own: Rulebook = field(default_factory=lambda: Rulebook(()))
    lines: Mapping[str, int] = field(default_factory=dict)

    def rulebook(
        self, extra: Sequence[str] = (), select: Sequence[str] = (), ignore: Sequence[str] = (), *, lean: bool = False
    ) -> Rulebook:
        """The rules of a run under this configuration; `select` and `ignore` of the command line come on top.

        `lean` is that of `rulebook.load`.
        """
        book = rulebook.load([*self.packs, *extra], own=self.own, lean=lean)
        rulebook.check_names(book, [*self.select, *self.ignore], self.path, self.lines)
        rulebook.check_names(book, [*select, *ignore])
        return rulebook.narrow(rulebook.narrow(book, self.select, self.ignore), select, ignore)


def find(path: str) -> str:
    """The configuration file for a file or folder: in its folder or the nearest one above; empty if there is none."""
    folder = Path(os.path.abspath(path))
    for place in [folder, *folder.parents]:
        if (place / NAME).is_file():
            return str(place / NAME)
    return ""


def load(path: str) -> Config:
    """Read a configuration file; ConfigError or RuleError, with path and line, for what it may not say."""
    from consistency.lined_yaml import read_yaml
    from consistency.pack import PackReader

    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(path, None, f"cannot be read: {error}") from None
    try:
        entry = read_yaml(path, text)
    except RuleError as error:
        raise ConfigError(path, error.line, error.message) from None
    if entry.value is None:
        return Config(path)
    if not isinstance(entry.value, dict):
        raise ConfigError(path, entry.line, "a configuration is a mapping of settings")
    content: dict[str, Entry] = entry.value
    for key, value in content.items():
        if key not in KEYS:
            raise ConfigError(path, value.key_line, f"unknown setting {key!r}{did_you_mean(key, KEYS)}")
    own = {key: value for key, value in content.items() if key in ("language", "words", "rules")}
    if own and "rules" not in own:
        key, value = next(iter(own.items()))
        raise ConfigError(path, value.key_line, f"{key!r} is for rules of one's own, and there are no `rules` here")
    rules = PackReader(path).pack(replace(entry, value=own), NAME) if own else []
    select, ignore = _names(path, content, "select"), _names(path, content, "ignore")
    return Config(
        path,
        tuple(select),
        tuple(ignore),
        tuple(_place(path, name, line) for name, line in _names(path, content, "packs").items()),
        _locale(path, content),
        Rulebook(tuple(rules), (NAME,) if rules else ()),
        ignore | select,
    )


def _names(path: str, content: dict[str, Entry], key: str) -> dict[str, int]:
    """The names under a key, each with its line."""
    if key not in content:
        return {}
    value = content[key].value
    items = value if isinstance(value, list) else [content[key]]
    for item in items:
        if not isinstance(item.value, str) or not item.value:
            raise ConfigError(path, item.line, f"{key} takes names")
    return {item.value: item.line for item in items}


def _locale(path: str, content: dict[str, Entry]) -> str:
    entry = content.get("locale")
    if entry is None:
        return ""
    if not isinstance(entry.value, str) or not entry.value or not marks.known(entry.value):
        raise ConfigError(path, entry.line, "locale is point, comma, or a language tag such as de or en-GB")
    return entry.value


def _place(path: str, name: str, line: int) -> str:
    """Where a pack is that the file names; ConfigError where none is there."""
    place = str(Path(path).parent / name)
    try:
        rulebook.pack_files(place)
    except ConfigError as error:
        raise ConfigError(path, line, f"{place}: {error.message}") from None
    return place
