"""The report for programs: one JSON object, the contract of schema/findings.schema.json.

Everything outside ASCII is escaped, so that the bytes are the same on every terminal and no line separator of Unicode
can split a line. NaN and infinities are not JSON and become null.
"""

from __future__ import annotations

import json
from math import isfinite

from consistency.findings import VERDICTS, Finding, Mark, Report
from consistency.report.drawing.line import Look


def render(report: Report, show: str = "warning", look: Look = Look()) -> str:  # noqa: B008 (frozen)
    """The findings from `show` up and the summary of the whole run; `look` changes nothing."""
    whole = {
        "version": _version(),
        "findings": [finding_object(finding) for finding in report.shown(show)],
        "summary": _summary(report),
    }
    return json.dumps(whole, indent=1, allow_nan=False) + "\n"


def finding_object(finding: Finding) -> dict[str, object]:
    """One finding as the contract writes it."""
    primary = finding.primary
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "verdict": finding.verdict,
        "confidence": finding.confidence,
        "message": finding.message,
        "path": primary.path,
        "start": primary.start,
        "end": primary.end,
        "line": primary.line,
        "column": primary.column,
        "end_line": primary.end_line,
        "end_column": primary.end_column,
        **_address(primary),
        "text": primary.text,
        "related": [_related(mark) for mark in finding.related],
        "expected": _expected(finding),
        "help": finding.help,
    }


def _related(mark: Mark) -> dict[str, object]:
    return {
        "role": mark.role,
        "label": mark.label,
        "path": mark.path,
        "start": mark.start,
        "end": mark.end,
        "line": mark.line,
        "column": mark.column,
        **_address(mark),
        "text": mark.text,
    }


def _address(mark: Mark) -> dict[str, object]:
    """The address, only where the source has addresses and not lines."""
    return {"address": mark.address} if mark.address else {}


def _expected(finding: Finding) -> dict[str, float | None] | None:
    if finding.expected is None:
        return None
    low, high = finding.expected
    return {"low": low if isfinite(low) else None, "high": high if isfinite(high) else None}


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
