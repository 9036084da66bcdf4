"""Merge: the reports of single files as the one report of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consistency.document import Document
from consistency.findings import VERDICTS, Report, Tables
from consistency.packed import Packed


class Gathering:
    """The reports of single files, in any order, on their way to the report of a run.

    What is only counted is added up at once. Of a file of which there is nothing more to tell, its name is all that stays.
    """

    def __init__(self) -> None:
        self._by_rule: dict[str, dict[str, int]] = {}
        self._documents = self._figures = 0
        self._used: dict[str, tuple[int, int]] = {}
        self._telling: dict[str, Report] = {}

    def add(self, path: str, report: Report) -> None:
        """Take the report of a file; no file is given twice."""
        for rule, counts in report.by_rule.items():
            so_far = self._by_rule.setdefault(rule, dict.fromkeys(VERDICTS, 0))
            for verdict, count in counts.items():
                so_far[verdict] += count
        self._documents += report.n_documents
        self._figures += report.n_figures
        self._used.update(report.used)
        if any(getattr(report, name) for name in _TOLD):
            self._telling[path] = report

    def merged(self, paths: Sequence[str], tables: Tables | None = None) -> Report:
        """The report of all, in the order of `paths`; `tables` are those of the run, where it keeps them."""
        reports = [self._telling[path] for path in paths if path in self._telling]
        return Report(
            findings=tuple(found for report in reports for found in report.findings),
            documents=_documents([report.documents for report in reports]),
            by_rule={rule: self._by_rule[rule] for rule in sorted(self._by_rule)},
            n_documents=self._documents,
            n_figures=self._figures,
            errors=tuple(error for report in reports for error in report.errors),
            notes=tuple(note for report in reports for note in report.notes),
            tested=tuple(relation for report in reports for relation in report.tested),
            trees={path: grown for report in reports for path, grown in report.trees.items()},
            used={path: self._used[path] for path in paths if path in self._used},
            remarks=tuple(remark for report in reports for remark in report.remarks),
            suppressed=tuple(suppressed for report in reports for suppressed in report.suppressed),
            tables=tables,
            pages={path: page for report in reports for path, page in report.pages.items()},
        )


_TOLD = ("findings", "documents", "errors", "notes", "tested", "trees", "remarks", "suppressed", "pages")
"""What is told of a file by itself, and not only counted."""


def _documents(several: Sequence[Mapping[str, Document]]) -> Mapping[str, Document]:
    packed = [one for one in several if isinstance(one, Packed)]
    if len(packed) == len(several):
        return Packed.joined(packed)
    return {path: document for one in several for path, document in one.items()}


def joined(tables: Sequence[Tables], paths: Sequence[str]) -> Tables:
    """The tables of all batches, with their rows in the order of the paths; rows of the relations point to figures."""
    import pandas as pd

    from consistency.figure import DTYPES

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
    ranks = {path: number for number, path in enumerate(paths)}
    return _sorted(Tables(figures, pd.concat(relations, ignore_index=True)), ranks)


def _sorted(tables: Tables, ranks: Mapping[str, int]) -> Tables:
    """The rows in the order of their paths; the rows that relations name move with them."""
    if all(table["path"].map(ranks).is_monotonic_increasing for table in (tables.figures, tables.relations)):
        return tables
    figures, relations = (
        table.iloc[table["path"].map(ranks).argsort(kind="stable")] for table in (tables.figures, tables.relations)
    )
    moved = {int(old): new for new, old in enumerate(figures.index)}
    roles = [{name: [moved[row] for row in rows] for name, rows in roles.items()} for roles in relations["roles"]]
    import pandas as pd

    relations = relations.reset_index(drop=True).assign(roles=pd.Series(roles, dtype=object))
    return Tables(figures.reset_index(drop=True), relations)
