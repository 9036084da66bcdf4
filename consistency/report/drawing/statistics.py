"""Statistics: how many findings each rule has, and what share of all that it tested they are.

12  sum-of-parts     12 of 140 relations failed (8.6 %)
 3  unit-conversion  3 of 12 relations failed (25 %)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from consistency.findings import SEVERITIES, Finding, Report
from consistency.report.drawing.line import Line, number_of

FAILED = ("contradicts", "rounding")
DECIDED = ("agrees", *FAILED)


def statistics(report: Report, findings: Sequence[Finding], everything: bool = False) -> list[Line]:
    """A line for each rule with one of `findings`, the most frequent first; with `everything`, for all that tested."""
    counts = Counter(finding.rule for finding in findings)
    worst: dict[str, str] = {}
    for finding in findings:
        worst[finding.rule] = max(worst.get(finding.rule, "note"), finding.severity, key=SEVERITIES.index)
    names = set(counts) | (set(report.by_rule) if everything else set())
    ordered = sorted(names, key=lambda name: (-counts[name], name))
    columns = max((len(str(counts[name])) for name in ordered), default=0), max(map(len, ordered), default=0)
    return [
        [
            (f"{counts[name]:>{columns[0]}}  ", "strong"),
            (name, worst.get(name, "")),
            (" " * (columns[1] - len(name)) + "  ", ""),
            (_share(report.by_rule.get(name, {})), ""),
        ]
        for name in ordered
    ]


def _share(verdicts: Mapping[str, int]) -> str:
    tested = sum(verdicts.get(verdict, 0) for verdict in DECIDED)
    failed = sum(verdicts.get(verdict, 0) for verdict in FAILED)
    if not tested:
        return ""
    return f"{failed} of {number_of(tested, 'relation')} failed ({percent(failed, tested)})"


def percent(part: int, whole: int) -> str:
    """A share with two digits that count, and never "0 %" or "100 %" of what is not none and not all."""
    share = 100 * part / whole
    if 0 < share < 0.1:
        return "<0.1 %"
    if 99.9 < share < 100:
        return ">99.9 %"
    text = f"{share:.1f}" if share < 10 or share > 99 else f"{share:.0f}"
    return text.removesuffix(".0") + " %"
