"""YAML with the line of every value, so that each complaint about a rule or a setting can name its line.

Only plain YAML: one document, no anchors, no aliases, no tags. The tree is built from the parser's events and not by
YAML's own composer, which calls itself for each level and so can be made to exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from consistency.errors import RuleError

DEEPEST = 50
"""Values inside values beyond this are a mistake, and would exhaust the stack of the walks over the tree."""

_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_LONGEST_NUMBER = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """A YAML value with its line: `value` is a str, int, float, bool, None, a list or a dict of Entries.

    `key_line` is the line of the key that it stands under, the same as `line` where there is none.
    """

    value: Any
    line: int
    key_line: int


def read_yaml(path: str, text: str) -> Entry:
    """The document in `text`, None if it is empty; RuleError with its line for what is no plain YAML."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _tree(path, yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # What is open at the end of the text was opened at the context's mark, which is the place to mend.
        if mark and error.context_mark and mark.line >= len(text.rstrip().splitlines()):
            mark = error.context_mark
        line = mark.line + 1 if mark else None
        raise RuleError(path, line, f"no valid YAML: {error.problem or error.context}") from None
    except yaml.reader.ReaderError as error:
        at = text.find(error.character if isinstance(error.character, str) else chr(error.character))
        line = text.count("\n", 0, at) + 1 if at >= 0 else None
        raise RuleError(path, line, f"no valid YAML: {error.reason}") from None
    except yaml.YAMLError as error:
        raise RuleError(path, None, f"no valid YAML: {error}") from None


def _tree(path: str, events: Iterable[yaml.Event]) -> Entry:
    root: Entry | None = None
    around: list[Entry] = []
    keys: list[tuple[str, int] | None] = []
    """For each collection around the place: the key whose value comes next, with its line."""
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.CollectionEndEvent):
            around.pop()
            keys.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.DocumentStartEvent) and root:
                raise RuleError(path, line, "a second document; one file holds one")
            continue
        if event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise RuleError(path, line, f"{sign}{event.anchor}: anchors and aliases are not understood; write it out")
        if event.tag is not None:
            raise RuleError(path, line, f"{event.tag}: tags are not understood; write the value alone")
        within = around[-1].value if around else None
        if isinstance(within, dict) and not keys[-1]:
            keys[-1] = _key(path, event, line, within)
            continue
        key = keys[-1] if keys else None
        entry = Entry(_value(event), line, key[1] if key else line)
        if key and isinstance(within, dict):
            within[key[0]] = entry
            keys[-1] = None
        elif isinstance(within, list):
            within.append(entry)
        else:
            root = entry
        if isinstance(event, yaml.CollectionStartEvent):
            around.append(entry)
            keys.append(None)
            if len(around) > DEEPEST:
                raise RuleError(path, line, "values inside values too deeply")
    return root or Entry(None, 1, 1)


def _key(path: str, event: yaml.NodeEvent, line: int, mapping: dict[str, Entry]) -> tuple[str, int]:
    if not isinstance(event, yaml.ScalarEvent):
        raise RuleError(path, line, "a key must be a plain word")
    if event.value in mapping:
        raise RuleError(path, line, f"the key {event.value!r} stands here twice")
    return event.value, line


def _value(event: yaml.NodeEvent) -> Any:
    """What an event says; `yes`, `no` and `on` are words in a rule, so scalars are read here and not by YAML 1.1."""
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    if isinstance(event, yaml.SequenceStartEvent):
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
