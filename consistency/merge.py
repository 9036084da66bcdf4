"""Merge: the reports of single files as the one report of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from consistency.findings import VERDICTS, Report, Tables


def merged(files: Iterable[Report], tables: Tables | None = None) -> Report:
    """The report of all these files, in their order; `tables` are those of the run, where it keeps them."""
    reports = list(files)
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
        suppressed=tuple(suppressed for report in reports for suppressed in report.suppressed),
        tables=tables,
    )


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
