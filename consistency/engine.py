"""The engine: the files of a run in batches, here or in several processes, and one report of them all."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from consistency.batch import Batch, Checker
from consistency.figure import DTYPES
from consistency.findings import VERDICTS, Report, Tables
from consistency.rulebook import Rulebook

_LARGEST = 2_000_000
"""How many bytes of articles are judged together."""

_SMALLEST = 60_000
"""A batch of fewer bytes is not worth a way to another process."""

Progress = Callable[[int, int, str], None]
"""Called with the number of files done, of all, and the path of the next one."""


def check(
    paths: Sequence[str],
    *,
    rulebook: Rulebook,
    texts: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    lang: str = "",
    locale: str = "",
    keep: bool = True,
    jobs: int = 1,
) -> Report:
    """Check files (and `texts`, already decoded, by the path they go by).

    `lang` overrides what a document says of its language. `locale` says which mark its decimals have ("point", "comma",
    or a language tag); empty, it is guessed from each document. Without `keep` the report has no tables, no figure trees,
    no list of what was tested and only the documents that findings point to: memory does not grow with the files. `jobs`
    is the largest number of processes, 0 for as many as there are processors; the report is the same for any number.
    Files that cannot be read are in `Report.errors`; the others are checked all the same.
    """
    checker = Checker(rulebook, lang, locale, keep)
    given = texts or {}
    jobs = jobs or processors()
    batches = list(_batches(paths, given, jobs))
    if jobs > 1 and len(batches) > 1:
        from consistency import workers

        return _merge(workers.each(checker, batches, min(jobs, len(batches)), progress))
    return _merge(_here(checker, batches, progress))


def figures(
    paths: Sequence[str],
    texts: Mapping[str, str] | None = None,
    *,
    progress: Progress | None = None,
    locale: str = "",
) -> Report:
    """The figures of files, without testing anything."""
    return check(paths, rulebook=Rulebook(()), texts=texts, progress=progress, locale=locale)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _here(checker: Checker, batches: Sequence[Batch], progress: Progress | None) -> Iterator[Report]:
    total, done = sum(map(len, batches)), 0

    def begun(path: str) -> None:
        nonlocal done
        if progress:
            progress(done, total, path)
        done += 1

    for batch in batches:
        yield checker(batch, begun)
    if progress:
        progress(total, total, "")


def _batches(paths: Sequence[str], texts: Mapping[str, str], jobs: int) -> Iterator[Batch]:
    """Batches of about one size, in order; never none."""
    sizes = [_size(path) for path in paths] + [len(text) for text in texts.values()]
    limit = min(_LARGEST, max(_SMALLEST, sum(sizes) // (4 * jobs))) if jobs > 1 else _LARGEST
    names = [*paths, *texts]
    first = size = 0
    for number in range(len(names)):
        size += sizes[number]
        if size >= limit or number == len(names) - 1:
            files = names[first : min(number + 1, len(paths))]
            decoded = names[max(first, len(paths)) : number + 1]
            yield Batch(files, {name: texts[name] for name in decoded})
            first, size = number + 1, 0
    if not names:
        yield Batch()


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:  # the reader will say what is wrong with it
        return 0


def _merge(batches: Iterable[Report]) -> Report:
    """One report for all batches, in the order of the files; all that the batches kept is kept."""
    reports = list(batches)
    if len(reports) == 1:
        return reports[0]
    by_rule: dict[str, Counter[str]] = {}
    for report in reports:
        for rule, counts in report.by_rule.items():
            by_rule.setdefault(rule, Counter()).update(counts)
    return Report(
        findings=tuple(found for report in reports for found in report.findings),
        documents={path: document for report in reports for path, document in report.documents.items()},
        by_rule={rule: {verdict: by_rule[rule][verdict] for verdict in VERDICTS} for rule in sorted(by_rule)},
        n_documents=sum(report.n_documents for report in reports),
        n_figures=sum(report.n_figures for report in reports),
        errors=tuple(error for report in reports for error in report.errors),
        notes=tuple(note for report in reports for note in report.notes),
        tested=tuple(relation for report in reports for relation in report.tested),
        trees={path: grown for report in reports for path, grown in report.trees.items()},
        used={path: counts for report in reports for path, counts in report.used.items()},
        remarks=tuple(remark for report in reports for remark in report.remarks),
        tables=_joined([report.tables for report in reports if report.tables]),
    )


def _joined(tables: Sequence[Tables]) -> Tables | None:
    """The tables of all batches; rows of the relations point into the joined figures."""
    if not tables:
        return None
    import pandas as pd

    offset = 0
    relations = []
    for table in tables:
        shifted = [
            {name: [row + offset for row in rows] for name, rows in roles.items()} for roles in table.relations["roles"]
        ]
        relations.append(table.relations.assign(roles=pd.Series(shifted, dtype=object)))
        offset += len(table.figures)
    # Tables whose categories differ lose the dtype when they are joined.
    figures = pd.concat([table.figures for table in tables], ignore_index=True).astype(DTYPES)
    return Tables(figures, pd.concat(relations, ignore_index=True))
