"""The report for programs: one JSON object, the contract of schema/findings.schema.json.

Everything outside ASCII is escaped, so that the bytes are the same on every terminal and no line separator of Unicode
can split a line. NaN and infinities are not JSON and become null.
"""

from __future__ import annotations

import json

from consistency.findings import VERDICTS, Report
from consistency.report.drawing.line import Look
from consistency.report.shared.objects import finding_object


def render(report: Report, show: str = "warning", look: Look = Look()) -> str:  # noqa: B008 (frozen)
    """The findings from `show` up and the summary of the whole run; `look` changes nothing."""
    findings = ",\n".join(_line(finding_object(finding)) for finding in report.shown(show))
    return f'{{"version": {_line(_version())},\n"findings": [\n{findings}\n],\n"summary": {_line(_summary(report))}}}\n'


def _line(value: object) -> str:
    # On one line each: a difference between two reports shows whole findings, and indenting takes ten times as long.
    return json.dumps(value, allow_nan=False)


def _summary(report: Report) -> dict[str, object]:
    totals = report.totals()
    return {
        "documents": report.n_documents,
        "figures": report.n_figures,
        "relations": sum(totals.values()),
        **totals,
        "by_rule": {
            rule: {verdict: counts.get(verdict, 0) for verdict in VERDICTS} for rule, counts in report.by_rule.items()
        },
        "errors": [{"path": error.path, "line": error.line, "message": error.message} for error in report.errors],
    }


def _version() -> str:
    from consistency import __version__

    return __version__
