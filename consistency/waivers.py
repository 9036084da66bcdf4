"""Waivers: what a configuration suppresses by path and printed text, for files that have no comments.

suppress:
  - path: data/*.csv        # from the folder of the configuration; * stays in a folder, ** does not
    rule: table-total       # a rule or a pack, or a list of them
    text: "8,400"           # a figure of the finding as it is printed; without it, the whole file
    reason: the office adds up before it rounds
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from consistency.errors import ConfigError, did_you_mean
from consistency.findings import UNUSED, Finding, Mark, Report
from consistency.fingerprint import digest

if TYPE_CHECKING:
    from consistency.lined_yaml import Entry
    from consistency.rulebook import Rulebook

KEYS = ("path", "rule", "text", "reason")
_WILD = re.compile(r"\*\*/|\*\*|\*|\?")
_PATTERNS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class Waiver(NamedTuple):
    """One entry. `file` and `line` are its place in the configuration, `path` is relative to that file's folder."""

    file: str
    line: int
    path: str
    rules: tuple[str, ...]
    reason: str
    text: str = ""

    def holds_for(self, path: str) -> bool:
        """Whether the file at `path` (from the current folder) is meant."""
        base = os.path.dirname(os.path.abspath(self.file))
        try:
            relative = os.path.relpath(os.path.abspath(path), base).replace(os.sep, "/")
        except ValueError:  # on another drive
            return False
        return re.fullmatch(_pattern(self.path), relative, re.DOTALL) is not None

    def covers(self, finding: Finding, names: Iterable[str]) -> bool:
        """Whether the finding, of a rule and pack with these names, is meant."""
        if not any(name in self.rules for name in names):
            return False
        return not self.text or any(_prints(mark.text, self.text) for mark in finding.marks)


def _pattern(path: str) -> str:
    done, pieces = 0, []
    for wild in _WILD.finditer(path):
        pieces += [re.escape(path[done : wild.start()]), _PATTERNS[wild[0]]]
        done = wild.end()
    return "".join(pieces) + re.escape(path[done:])


def _prints(printed: str, text: str) -> bool:
    """Whether `text` is the printed figure or stands in it whole: 12,000 in "about 12,000", but not in "112,000"."""
    whole = rf"(?<!\w)(?<!\d[.,]){re.escape(' '.join(text.split()))}(?![.,]?\w)"
    return re.search(whole, " ".join(printed.split())) is not None


def read_waivers(path: str, entry: Entry | None) -> tuple[Waiver, ...]:
    """What stands under `suppress` in the configuration at `path`; ConfigError for what may not stand there."""
    if entry is None or entry.value is None:
        return ()
    if not isinstance(entry.value, list):
        raise ConfigError(path, entry.key_line, f"suppress takes a list of entries with {', '.join(KEYS)}")
    return tuple(_waiver(path, item) for item in entry.value)


def _waiver(path: str, entry: Entry) -> Waiver:
    if not isinstance(entry.value, dict):
        raise ConfigError(path, entry.line, f"an entry of suppress has {', '.join(KEYS)}")
    for key, value in entry.value.items():
        if key not in KEYS:
            raise ConfigError(path, value.key_line, f"unknown key {key!r}{did_you_mean(key, KEYS)}")
    told = {key: _texts(path, key, value) for key, value in entry.value.items()}
    for key in ("path", "rule", "reason"):
        if key not in told:
            raise ConfigError(path, entry.line, f"an entry of suppress needs a {key}")
    pattern = told["path"][0].replace("\\", "/").removeprefix("./")
    text = told["text"][0] if "text" in told else ""
    return Waiver(path, entry.line, pattern, tuple(told["rule"]), " ".join(told["reason"][0].split()), text)


def _texts(path: str, key: str, entry: Entry) -> list[str]:
    """The text under a key, as a list of one; under `rule` perhaps several."""
    items = entry.value if isinstance(entry.value, list) and key == "rule" else [entry]
    for item in items:
        # 8,400 is a text to YAML, but 8400 a number.
        if isinstance(item.value, bool) or not isinstance(item.value, str | int) or not str(item.value).strip():
            hint = ", in quotation marks" if key == "text" else ""
            raise ConfigError(path, item.line, f"{key} takes a text{hint}")
    if not items:
        raise ConfigError(path, entry.line, f"{key} takes a text")
    return [str(item.value) for item in items]


def names(waivers: Iterable[Waiver]) -> list[tuple[str, int]]:
    """The rules and packs that the entries name, each with its line: they have to be there."""
    return [(name, waiver.line) for waiver in waivers for name in waiver.rules]


def with_unused(report: Report, waivers: Sequence[Waiver], rules: Callable[[str], Rulebook]) -> Report:
    """The report with a finding for each entry that certainly suppresses nothing: all its files were checked.

    `rules` gives the rules of a path; it is asked only where it makes a difference.
    """
    working = {place for suppressed in report.suppressed for place in suppressed.places}
    idle = [waiver for waiver in waivers if (waiver.file, waiver.line) not in working]
    if not idle:
        return report
    checked = {os.path.abspath(path) for path in report.used}
    found = []
    for waiver in idle:
        paths = [path for path in report.used if waiver.holds_for(path)]
        if paths and _all_checked(waiver, checked) and all(_has_run(waiver, rules(path)) for path in paths):
            found.append(_unused(waiver))
    return replace(report, findings=(*report.findings, *found))


def _has_run(waiver: Waiver, rules: Rulebook) -> bool:
    """Whether all that the entry names is applied."""
    left_out = rules.catalogue.keys() - {*rules.names}
    return not left_out.intersection(waiver.rules) and not any(
        rules.catalogue[name] in waiver.rules for name in left_out
    )


def _unused(waiver: Waiver) -> Finding:
    what = f" with {waiver.text}" if waiver.text else ""
    message = f"there is no finding of {', '.join(waiver.rules)}{what} in {waiver.path} to suppress"
    mark = Mark("suppression", "this suppression", waiver.file, 0, 0, waiver.line, 1, waiver.line, 1, waiver.path)
    known = digest([UNUSED, waiver.path, waiver.text, *waiver.rules])
    return Finding(UNUSED, "warning", "undecided", "high", message, mark, (), help="take it out", fingerprint=known)


def _all_checked(waiver: Waiver, checked: set[str]) -> bool:
    """Whether a run on a few files can know that an entry is of no use to the others."""
    if not _WILD.search(waiver.path):
        return True
    base = Path(os.path.abspath(waiver.file)).parent
    try:
        return all(str(file) in checked for file in base.glob(waiver.path) if file.is_file())
    except (NotImplementedError, ValueError):  # a pattern that only `holds_for` knows, such as "a**.csv"
        return False
