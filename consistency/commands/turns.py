"""Turns: what a save has changed in the findings of an article, for `consistency watch`.

    14:03:11  articles/a.md: 1 new, 1 mended; 3 to report in all
    mended: error[sum-of-parts]: 10,000 + 5,000 is 15,000, not "about 12,000"

and each new finding as every report for people draws it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from consistency.findings import Finding, Report
from consistency.report.drawing.line import Line, Look, clean, fold, one_line
from consistency.report.terminal import diagnostic

if TYPE_CHECKING:
    from consistency.watching import Turn


def drawn(turns: Sequence[Turn], report: Report, standing: int, time: str, look: Look) -> list[Line]:
    """The turns of several files, told at `time`; `standing` is how many findings there are now in all."""
    lines: list[Line] = []
    for number, turn in enumerate(turns):
        counts = [f"{len(found)} {word}" for found, word in ((turn.new, "new"), (turn.mended, "mended")) if found]
        if turn.gone:
            counts = [f"gone, and {len(turn.mended)} to report with it"]
        left = f"; {standing or 'none'} to report in all" if number + 1 == len(turns) else ""
        lines.append([(f"{time}  ", "dim"), (f"{clean(turn.path)}: ", "strong"), (", ".join(counts) + left, "")])
        if not turn.gone:
            for finding in turn.mended:
                lines += _mended(finding, look)
        for finding in turn.new:
            lines += [*diagnostic(finding, report, look), []]
    return lines


def _mended(finding: Finding, look: Look) -> list[Line]:
    head = "mended: "
    first, *others = fold(f"{head}{finding.severity}[{finding.rule}]: {one_line(finding.message)}", look.width)
    return [[(head, "help"), (first[len(head) :], "")], *([("  " + other, "")] for other in others)]
