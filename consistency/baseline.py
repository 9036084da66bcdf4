"""Baseline: what was found in an archive before anybody looked, left out of later runs.

A file of JSON beside the configuration, one finding a line, so that two branches that mend different articles merge:

    [{"consistency-baseline": 1}
    ,{"path": "2019/harbour.md", "rule": "sum-of-parts", "fingerprint": "3f0c...", "figures": "190, about 400, 250"}
    ]

Paths are relative to the file, with forward slashes. A finding is known by path, rule and fingerprint; `figures` is for
people. It grows only where somebody asks for it, and is told how much.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from consistency import whole_file
from consistency.errors import ConfigError, ConsistencyError
from consistency.findings import UNKNOWN, UNUSED, Finding, Report

NAME = ".consistency-baseline.json"
VERSION = 1
_HEAD = "consistency-baseline"
_SHOWN, _LONGEST = 4, 40

Key = tuple[str, str, str]
"""Path, rule and fingerprint."""


class Baseline(NamedTuple):
    """The findings in a baseline: for each path, rule and fingerprint its printed figures."""

    file: str
    entries: Mapping[Key, str] = {}

    def name_of(self, path: str) -> str:
        """How the baseline calls the file at `path` (from the current folder)."""
        place = os.path.abspath(path)
        with suppress(ValueError):  # on another drive
            place = os.path.relpath(place, os.path.dirname(os.path.abspath(self.file)))
        return place.replace(os.sep, "/")

    def narrow(self, report: Report) -> Report:
        """The report without the findings that the baseline has."""
        names = self._names(report)
        new = tuple(one for one in report.findings if _key(names, one) not in self.entries)
        return replace(report, findings=new, in_baseline=report.in_baseline + len(report.findings) - len(new))

    def gone(self, report: Report, skipped: Callable[[], Collection[str]]) -> list[Key]:
        """The entries that do not occur any more, of the files that this report is on.

        `skipped` names the rules that this run leaves out; it is asked only where it makes a difference.
        """
        names = self._names(report)
        found = {_key(names, one) for one in report.findings}
        found |= {_key(names, one.finding) for one in report.suppressed}
        checked = {*names.values()}
        missing = sorted(key for key in self.entries if key[0] in checked and key not in found)
        left_out = frozenset(skipped()) if missing else ()
        return [key for key in missing if key[1] not in left_out]

    def renewed(self, report: Report, skipped: Callable[[], Collection[str]], show: str) -> Baseline:
        """The baseline with all that this run shows, and without what it would have found and did not.

        Of files and rules that this run was not about, the entries stay; those of files that are no more go. What is wrong
        with a suppression is never in a baseline: somebody has just written it.
        """
        names = self._names(report)
        checked, left_out = {*names.values()}, frozenset(skipped())
        base = os.path.dirname(os.path.abspath(self.file))
        there = {path: os.path.exists(os.path.join(base, path)) for path, _, _ in self.entries}
        kept = {
            key: figures
            for key, figures in self.entries.items()
            if there[key[0]] and (key[0] not in checked or key[1] in left_out)
        }
        now = [one for one in report.shown(show) if one.rule not in (UNUSED, UNKNOWN)]
        return self._replace(entries=kept | {_key(names, one): _figures(one) for one in now})

    def _names(self, report: Report) -> dict[str, str]:
        """How the baseline calls the files that the report is on."""
        return {path: self.name_of(path) for path in report.used}

    def write(self) -> None:
        """Write the file, whole or not at all; ConfigError where that is not possible."""
        import json

        lines = [json.dumps({_HEAD: VERSION})]
        for path, rule, fingerprint in sorted(self.entries):
            figures = self.entries[path, rule, fingerprint]
            entry = {"path": path, "rule": rule, "fingerprint": fingerprint, "figures": figures}
            # A comma in front: no entry is changed by one that is put behind it.
            lines.append("," + json.dumps(entry, ensure_ascii=False))
        data = ("[" + "\n".join(lines) + "\n]\n").encode("utf-8", "backslashreplace")
        try:
            whole_file.put(self.file, data)
        except OSError as error:
            raise ConfigError(self.file, None, f"the baseline cannot be written: {error.strerror or error}") from None


def _key(names: Mapping[str, str], finding: Finding) -> Key:
    path = finding.primary.path
    return names.get(path, path), finding.rule, finding.fingerprint


def _figures(finding: Finding) -> str:
    """The printed figures of a finding, the first few."""
    texts = [" ".join(mark.text.split()) for mark in finding.marks]
    texts = [text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}..." for text in texts]
    return ", ".join([*texts[:_SHOWN], *(["..."] if len(texts) > _SHOWN else [])])


def place(configuration: str) -> str:
    """Where a run looks for its baseline: beside its configuration, without one in the current folder."""
    return os.path.join(os.path.dirname(configuration), NAME)


def load(file: str, *, may_lack: bool = False) -> Baseline:
    """Read a baseline; ConfigError for one that is damaged or of a later version, or, unless it `may_lack`, not there."""
    try:
        with open(file, encoding="utf-8-sig") as opened:
            text = opened.read()
    except FileNotFoundError:
        if may_lack:
            return Baseline(file)
        raise ConfigError(file, None, "no such baseline: write one with --write-baseline") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigError(file, None, f"the baseline cannot be read: {reason or error}") from None
    import json  # not needed where there is no baseline

    try:
        told = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"the baseline is damaged ({error.msg}): mend the line, or remove the file and write it anew"
        raise ConfigError(file, error.lineno, message) from None
    except RecursionError:
        told = None
    head = told[0] if isinstance(told, list) and told else None
    version = head.get(_HEAD) if isinstance(head, dict) else None
    if not isinstance(version, int):
        raise ConfigError(file, None, "this is no baseline")
    if version > VERSION:
        raise ConfigError(file, 1, f"this baseline is of version {version}; this program knows {VERSION}: update it")
    entries: dict[Key, str] = {}
    for number, entry in enumerate(told[1:], 2):
        texts = [entry.get(name) for name in ("path", "rule", "fingerprint")] if isinstance(entry, dict) else [None]
        path, rule, fingerprint = (text if isinstance(text, str) else "" for text in (*texts, None, None)[:3])
        if not (path and rule and fingerprint):
            raise ConfigError(
                file, None, f"the baseline is damaged: entry {number - 1} has no path, rule or fingerprint"
            )
        entries[path, rule, fingerprint] = str(entry.get("figures", ""))
    return Baseline(file, entries)


def told_of_change(old: Baseline, new: Baseline) -> ConsistencyError:
    """How many findings were added and removed by writing anew."""
    added, removed = len(new.entries.keys() - old.entries.keys()), len(old.entries.keys() - new.entries.keys())
    count = len(new.entries)
    findings = "1 finding" if count == 1 else f"{count:,} findings"
    return ConsistencyError(new.file, None, f"{findings} in the baseline: {added:,} added, {removed:,} removed")


def told_of_gone(baseline: Baseline, gone: Iterable[Key]) -> list[ConsistencyError]:
    """A note on entries that occur no more; nothing where there are none."""
    counts = Counter(path for path, _, _ in gone)
    if not counts:
        return []
    total = counts.total()
    where = ", ".join(list(counts)[:3]) + (f" and {len(counts) - 3:,} more" if len(counts) > 3 else "")
    what = "1 finding of the baseline occurs" if total == 1 else f"{total:,} findings of the baseline occur"
    message = f"{what} no more (in {where}): renew it with check --write-baseline"
    return [ConsistencyError(baseline.file, None, message)]
