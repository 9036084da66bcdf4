"""YAML with the line of every value, so that each complaint about a rule or a setting can name its line.

Only plain YAML: one document, no anchors, no aliases, no tags. The tree is built from the parser's events and not by
YAML's own composer, which calls itself for each level and so can be made to exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import yaml

from consistency.errors import RuleError

DEEPEST = 50
"""Values inside values beyond this are a mistake, and would exhaust the stack of the walks over the tree."""

_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_LONGEST_NUMBER = 400


class Entry(NamedTuple):
    """A YAML value with its line: `value` is a str, int, float, bool, None, a list or a dict of Entries.

    `key_line` is the line of the key that it stands under, the same as `line` where there is none.
    """

    value: Any
    line: int
    key_line: int


def read_yaml(path: str, text: str) -> Entry:
    """The document in `text`, None if it is empty; RuleError with its line for what is no plain YAML."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = text.removeprefix("\ufeff")
    try:
        return _Tree(path).of(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark, problem = error.problem_mark or error.context_mark, error.problem or error.context
        # What is still open at the end of the text is to be mended where it was opened.
        if mark and error.context_mark and mark.index >= len(text.rstrip()):
            mark, problem = error.context_mark, f"{error.context}, {error.problem}"
        raise RuleError(path, mark.line + 1 if mark else None, f"no valid YAML: {problem}") from None
    except yaml.reader.ReaderError as error:
        character = error.character if isinstance(error.character, str) else chr(error.character)
        line = text.count("\n", 0, text.index(character)) + 1 if character in text else None
        raise RuleError(path, line, f"no valid YAML: {error.reason}") from None


class _Tree:
    """Builds the Entries from a parser's events."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root: Entry | None = None
        self.around: list[Entry] = []
        """The collections around the place, the innermost last; for each, the key (with its line) that wants a value."""
        self.keys: list[tuple[str, int] | None] = []

    def of(self, events: Iterable[yaml.Event]) -> Entry:
        for event in events:
            if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
                self.node(event, _line(event))
            elif isinstance(event, yaml.CollectionEndEvent):
                self.around.pop()
                self.keys.pop()
            elif isinstance(event, yaml.AliasEvent):
                raise self.error(_line(event), f"no aliases here: write out what *{event.anchor} stands for")
            elif isinstance(event, yaml.DocumentStartEvent) and self.root:
                raise self.error(_line(event), "a second document begins; a file holds one")
        return self.root or Entry(None, 1, 1)

    def error(self, line: int, message: str) -> RuleError:
        return RuleError(self.path, line, message)

    def node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        if event.anchor is not None:
            raise self.error(line, f"no anchors here: write out &{event.anchor} wherever it is meant")
        if event.tag is not None:
            raise self.error(line, f"no tags here ({event.tag}): write the value alone")
        within = self.around[-1].value if self.around else None
        key = self.keys[-1] if self.keys else None
        if isinstance(within, dict) and not key:
            self.keys[-1] = self.key(event, line, within)
            return
        entry = Entry(_value(event), line, key[1] if key else line)
        if isinstance(within, dict) and key:
            within[key[0]] = entry
            self.keys[-1] = None
        elif isinstance(within, list):
            within.append(entry)
        else:
            self.root = entry
        if isinstance(event, yaml.CollectionStartEvent):
            self.around.append(entry)
            self.keys.append(None)
            if len(self.around) > DEEPEST:
                raise self.error(line, "too many values inside values")

    def key(
        self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int, mapping: dict[str, Entry]
    ) -> tuple[str, int]:
        if not isinstance(event, yaml.ScalarEvent):
            raise self.error(line, "a key must be a plain word")
        if event.value in mapping:
            raise self.error(line, f"the key {event.value!r} stands here twice")
        return event.value, line


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _value(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Any:
    """What an event says; `yes`, `no` and `on` are words in a rule, so scalars are read here and not by YAML 1.1."""
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    if not isinstance(event, yaml.ScalarEvent):
        return []
    text = str(event.value)
    if event.style:
        return text
    if text in _PLAIN:
        return _PLAIN[text]
    if _NUMBER.fullmatch(text) and len(text) <= _LONGEST_NUMBER:
        return float(text) if set(text) & set(".eE") else int(text)
    return text


def plain(entry: Entry) -> object:
    """The value without its lines."""
    if isinstance(entry.value, dict):
        return {key: plain(value) for key, value in entry.value.items()}
    if isinstance(entry.value, list):
        return [plain(item) for item in entry.value]
    return entry.value
