"""The engine: the files of a run, checked now or known from an earlier run, and one report of them all.

What only a check needs is imported by the first file that has to be checked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from consistency import results
from consistency.findings import Report, Tables
from consistency.merge import Gathering, joined
from consistency.rulebook import Rulebook
from consistency.settings import Settings

if TYPE_CHECKING:
    from consistency.batches import Progress

SettingsOf: TypeAlias = Settings | Callable[[str], Settings]


def check(
    paths: Sequence[str],
    *,
    settings: SettingsOf | None = None,
    rulebook: Rulebook | None = None,
    texts: Mapping[str, str | bytes] | None = None,
    progress: Progress | None = None,
    lang: str = "",
    locale: str = "",
    keep: bool = True,
    jobs: int = 1,
    known: bool = False,
    pages: bool = False,
) -> Report:
    """Check files (and `texts`, decoded or as the bytes of a file, by the path they go by).

    `settings` are those of all files, or tell those of each path: the files of one `Settings` are checked together, and the
    report is in the order of the paths all the same. Without settings, a `rulebook` has to be given; `lang` then overrides
    what a document says of its language, and `locale` says which mark its decimals have ("point", "comma", or a language
    tag). Without `keep` the report has no tables, no figure trees,
    no list of what was tested and only the documents that findings point to: memory does not grow with the files. `jobs`
    is the largest number of processes, 0 for as many as there are processors; the report is the same for any number.
    Files that cannot be read are in `Report.errors`; the others are checked all the same.

    With `pages` there are the documents of all files, their figure trees, and `Report.pages`.

    With `known`, what an earlier run has found in a file is not worked out again, and what this one finds is kept for the
    next: see `results`. That needs settings that come from files, and goes with neither `keep` nor `pages`.
    """
    if settings is None:
        settings = Settings(rulebook or Rulebook(()), lang=lang, locale=locale)
    of = _one(settings) if isinstance(settings, Settings) else settings
    given = texts or {}
    names = list(dict.fromkeys([*paths, *given]))
    kept = results.Results() if known and not keep and not pages else None
    found = Gathering()
    files = [path for path in dict.fromkeys(paths) if path not in given]
    done = _known(files, of, kept, found) if kept else set()
    rest = [path for path in files if path not in done]
    tables: list[Tables] = []
    if rest or given or (keep and not names):
        from consistency import batches

        told = _further(progress, len(done))
        jobs = jobs or processors()
        for checked in batches.each(
            rest, given, of, keep=keep, jobs=jobs, progress=told, pages=pages, known=kept is not None
        ):
            for path, _, report in checked.files:
                found.add(path, report)
            if checked.tables:
                tables.append(checked.tables)
            if kept:
                kept.keep({key: report for _, key, report in checked.files if key})
    if kept:
        kept.close()
    return found.merged(names, joined(tables, names) if tables else None)


def _one(settings: Settings) -> Callable[[str], Settings]:
    return lambda path: settings


def _known(paths: Sequence[str], of: Callable[[str], Settings], kept: results.Results, found: Gathering) -> set[str]:
    """Put the reports that an earlier run has left on these very files to those that were found; the files' paths."""
    keys: dict[bytes, str] = {}
    for path in paths:
        digest = of(path).digest
        if digest and os.path.isfile(path):  # a pipe can be read only once
            try:
                with open(path, "rb") as file:
                    keys[results.key(digest, path, file.read())] = path
            except OSError:  # the reader will say what is wrong with it
                continue
    done = set()
    for key, report in kept.find(list(keys)):
        found.add(keys[key], report)
        done.add(keys[key])
    return done


def _further(progress: Progress | None, done: int) -> Progress | None:
    """The progress of a run of which some files are done."""
    if progress is None or not done:
        return progress
    return lambda number, total, path: progress(done + number, done + total, path)


def figures(
    paths: Sequence[str],
    texts: Mapping[str, str] | None = None,
    *,
    settings: SettingsOf | None = None,
    progress: Progress | None = None,
    locale: str = "",
) -> Report:
    """The figures of files, without testing anything; `settings` as in `check`."""
    if settings is None:
        return check(paths, rulebook=Rulebook(()), texts=texts, progress=progress, locale=locale)
    if isinstance(settings, Settings):
        return check(paths, settings=settings.without_rules(), texts=texts, progress=progress)
    bare: dict[int, Settings] = {}

    def without_rules(path: str) -> Settings:
        its = settings(path)
        return bare.setdefault(id(its), its.without_rules())

    return check(paths, settings=without_rules, texts=texts, progress=progress)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
