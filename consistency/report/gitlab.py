"""The code quality report of GitLab: one issue a finding, which GitLab shows in the merge request.

GitLab tells issues apart, and knows them again, by the fingerprint alone: it is made of the path and of the finding's
own fingerprint, or where that is not known of what the finding says.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter

from consistency.findings import Finding, Report
from consistency.report.drawing.line import Look, one_line
from consistency.report.shared.places import Checkout, others

SEVERITIES = {"note": "info", "warning": "minor", "error": "major"}


def render(report: Report, show: str = "warning", look: Look = Look()) -> str:  # noqa: B008 (frozen)
    """The findings from `show` up; `look` changes nothing."""
    checkout = Checkout()
    seen: Counter[tuple[str, ...]] = Counter()
    issues = []
    for finding in report.shown(show):
        path = checkout.path(finding.primary.path)
        said = _said(path, finding)
        issues.append(_issue(finding, path, _digest((*said, str(seen[said])))))
        seen[said] += 1
    return json.dumps(issues, indent=1) + "\n"


def _issue(finding: Finding, path: str, fingerprint: str) -> dict[str, object]:
    primary = finding.primary
    address = f"{one_line(primary.address)}: " if primary.address else ""
    told = "; ".join(others(finding))
    return {
        "description": address + one_line(finding.message) + (f" ({told})" if told else ""),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[finding.severity],
        # The lines of a workbook are none that GitLab could show.
        "location": {"path": path, "lines": {"begin": 1 if primary.address else primary.line}},
    }


def _said(path: str, finding: Finding) -> tuple[str, ...]:
    if finding.fingerprint:
        return (path, finding.fingerprint)
    return (path, finding.rule, finding.message, *(mark.text for mark in finding.marks))


def _digest(parts: tuple[str, ...]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(f"{len(data)} ".encode() + data)
    return whole.hexdigest()[:40]
