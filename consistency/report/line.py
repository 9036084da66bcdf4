"""The findings for `grep` and for editors: one physical line each, whatever stands in the path and in the article.

    articles/desertion.md:9:62: error[sum-of-parts] 10,000 + 5,000 is 15,000, not 12,000 (7:16 the stated total "12,000")

A cell of a workbook goes by its address: `budget.xlsx:Sheet1!C12: ...`.
"""

from __future__ import annotations

from consistency.findings import Finding, Report
from consistency.report.drawing.line import Look, clean, one_line
from consistency.report.shared.places import others, position


def render(report: Report, show: str = "warning", look: Look = Look()) -> str:  # noqa: B008 (frozen)
    """The findings from `show` up; `look` changes nothing."""
    return "".join(_line(finding) + "\n" for finding in report.shown(show))


def _line(finding: Finding) -> str:
    place = f"{clean(finding.primary.path)}:{position(finding.primary)}"
    told = "; ".join(others(finding))
    text = f"{place}: {finding.severity}[{finding.rule}] {one_line(finding.message)}"
    return f"{text} ({told})" if told else text
