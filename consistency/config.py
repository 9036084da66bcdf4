"""Configuration: `consistency.yaml`, beside the articles or in a folder above them.

select: [parts, growth]        # only these rules or packs
ignore: [weekday-of-date]      # all but these
packs: [house-style.yaml]      # further rule packs, from this file's folder
rules: [...]                   # rules of one's own, as in a pack; `words` and `language` too
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from consistency import rulebook
from consistency.errors import ConfigError, RuleError
from consistency.lined_yaml import Entry, read_yaml
from consistency.pack import PackReader
from consistency.phrase import did_you_mean
from consistency.rulebook import Rulebook

NAME = "consistency.yaml"
KEYS = ("select", "ignore", "packs", "language", "words", "rules")


@dataclass(frozen=True)
class Config:
    """What a configuration file says. `path` is empty when there is no file."""

    path: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    own: Rulebook = field(default_factory=lambda: Rulebook(()))

    def rulebook(self, extra: Sequence[str] = (), select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Rulebook:
        """The rules of a run under this configuration; `select` and `ignore` of the command line come on top."""
        book = rulebook.load([*self.packs, *extra], own=self.own)
        rulebook.check_names(book, [*self.select, *self.ignore, *select, *ignore])
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
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(path, None, f"cannot be read: {error}") from None
    try:
        entry = read_yaml(path, text)
    except RuleError as error:
        raise ConfigError(path, error.line, error.message) from None
    if entry.value in ([], None):
        return Config(path)
    if not isinstance(entry.value, dict):
        raise ConfigError(path, entry.line, "a configuration is a mapping of settings")
    content: dict[str, Entry] = entry.value
    for key, value in content.items():
        if key not in KEYS:
            raise ConfigError(path, value.line, f"unknown setting {key!r}{did_you_mean(key, KEYS)}")
    folder = Path(path).parent
    own = {key: value for key, value in content.items() if key in ("language", "words", "rules")}
    rules = PackReader(path).pack(Entry(own, entry.line), "consistency.yaml") if "rules" in own else []
    return Config(
        path,
        _names(path, content, "select"),
        _names(path, content, "ignore"),
        tuple(str(folder / name) for name in _names(path, content, "packs")),
        Rulebook(tuple(rules), ("consistency.yaml",) if rules else ()),
    )


def _names(path: str, content: dict[str, Entry], key: str) -> tuple[str, ...]:
    if key not in content:
        return ()
    value = content[key].value
    items = value if isinstance(value, list) else [content[key]]
    for item in items:
        if not isinstance(item.value, str):
            raise ConfigError(path, item.line, f"{key} takes names")
    return tuple(item.value for item in items)
