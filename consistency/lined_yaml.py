"""YAML with the line of every value, so that each complaint about a rule or a setting can name its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from consistency.errors import RuleError


@dataclass(frozen=True, slots=True)
class Entry:
    """A YAML value with its line: `value` is a str, int, float, bool, None, a list or a dict of Entries."""

    value: Any
    line: int


_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}


def _entry(node: yaml.Node, path: str) -> Entry:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Entry] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise RuleError(path, key.start_mark.line + 1, "a key must be a plain word")
            if key.value in mapping:
                raise RuleError(path, key.start_mark.line + 1, f"the key {key.value!r} stands here twice")
            mapping[key.value] = _entry(value, path)
        return Entry(mapping, line)
    if isinstance(node, yaml.SequenceNode):
        return Entry([_entry(item, path) for item in node.value], line)
    # `yes`, `no` and `on` are words in a rule, so scalars are read here and not by YAML 1.1.
    text = str(node.value)
    if isinstance(node, yaml.ScalarNode) and not node.style:
        if text in _PLAIN:
            return Entry(_PLAIN[text], line)
        for number in (int, float):
            try:
                return Entry(number(text), line)
            except ValueError:
                continue
    return Entry(text, line)


def read_yaml(path: str, text: str) -> Entry:
    """The document in `text`; a syntax error is a RuleError with its line."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RuleError(
            path, mark.line + 1 if mark else None, f"no valid YAML: {error.problem or error.context}"
        ) from None
    except yaml.YAMLError as error:
        raise RuleError(path, None, f"no valid YAML: {error}") from None
    return _entry(node, path) if node is not None else Entry([], 1)


def plain(entry: Entry) -> object:
    """The value without its lines."""
    if isinstance(entry.value, dict):
        return {key: plain(value) for key, value in entry.value.items()}
    if isinstance(entry.value, list):
        return [plain(item) for item in entry.value]
    return entry.value
