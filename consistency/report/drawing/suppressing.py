"""Suppressing: the page on suppressions, for `consistency explain unused-suppression` and `unknown-suppression`."""

from __future__ import annotations

from consistency.findings import UNUSED
from consistency.report.drawing.line import Line, Look, fold

_UNUSED = (
    "A suppression that covers no finding of the rule that it names. The figures were mended, or it never stood in the "
    "right place. It may hide the next mistake there. One whose rule did not run is left alone.",
)
_UNKNOWN = (
    "A suppression that names no rule or pack that there is, or gives no reason, or is a block without an end. It "
    "suppresses nothing. Of several names, those that are right still count.",
)
_FORMS = (
    ("<!-- consistency-ignore-next-line RULE, RULE: reason -->", "the next line, and the text that begins there"),
    ("<!-- consistency-ignore-line RULE: reason -->", "its own line, for a row of a Markdown table"),
    ("<!-- consistency-ignore-start RULE: reason -->", "all up to <!-- consistency-ignore-end -->"),
    ("<!-- consistency-ignore-file RULE: reason -->", "the whole file"),
    ("consistency: {ignore: {RULE: reason}}", "the whole file, in its front matter"),
    ("suppress: [{path, rule, text, reason}]", "in consistency.yaml, for files without comments"),
)


def suppression_page(name: str, title: str, look: Look) -> list[Line]:
    """What a finding about a suppression means, and how suppressions are written."""
    width = max(look.width - 2, 40)
    lines: list[Line] = [[(name, "strong"), ("  warning", "warning")], [(title, "")], [], [("What it does", "strong")]]
    for text in _UNUSED if name == UNUSED else _UNKNOWN:
        lines += [[("  " + part, "")] for part in fold(text, width)]
    lines += [[], [("How a suppression is written", "strong")]]
    for form, covers in _FORMS:
        lines += [[("  " + form, "")], [("      " + covers, "dim")]]
    lines.append([("  RULE is a rule or a pack. In MDX a comment is {/* ... */}.", "")])
    return lines
