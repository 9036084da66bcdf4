"""The findings as JSON lines: one finding a line, the finding object of the JSON report, and nothing else.

A run that finds nothing writes nothing. What the run tested, and what could not be read, is in the JSON report.
"""

from __future__ import annotations

import json

from consistency.findings import Report
from consistency.report.drawing.line import Look
from consistency.report.shared.objects import finding_object


def render(report: Report, show: str = "warning", look: Look = Look()) -> str:  # noqa: B008 (frozen)
    """The findings from `show` up; `look` changes nothing."""
    return "".join(json.dumps(finding_object(found), allow_nan=False) + "\n" for found in report.shown(show))
