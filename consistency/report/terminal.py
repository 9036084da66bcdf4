"""The report for a person at a terminal: each finding with the lines, or the part of the table, that it is about.

    error[sum-of-parts]: 10,000 + 5,000 is 15,000, not "about 12,000"
      --> articles/desertion.md:9:62
       |
     7 | ... deserting, about 12,000 are from the 8th Combined Arms Army.
       |                ------------ the stated subtotal
     9 | ... includes 10,000 mobilized conscripts and 5,000 contract soldiers.
       |              ------ part                     ^^^^^ part
       |
       = help: 2,000 contract soldiers would agree with every figure
       = confidence: high (same paragraph, "breakdown includes")

Then the run in a sentence; and with `-v` all that was tested.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from consistency.findings import SEVERITIES, UNKNOWN, UNUSED, Finding, Mark, Report, Suppressed
from consistency.report.drawing.excerpt import gutter_name
from consistency.report.drawing.line import Line, Look, clean, fold, number_of, one_line, paint
from consistency.report.drawing.statistics import statistics
from consistency.report.drawing.table import drawing
from consistency.report.drawing.tree import tree

INSIDE_QUOTATION = "inside a quotation: do not edit the words, ask the speaker or the source"


def render(report: Report, show: str = "warning", look: Look = Look()) -> str:  # noqa: B008 (frozen)
    """The findings from `show` up, and as much about the run as `look.detail` asks for."""
    findings = report.shown(show)
    lines: list[Line] = []
    if look.counts:
        lines = statistics(report, findings, everything=look.detail > 0)
        # The rules that follow a finding stand above already.
        return paint([*lines, *(summary(report, findings, look) if look.detail >= 0 else [])], look)
    for finding in findings:
        lines += [*diagnostic(finding, report, look), []]
    if look.detail > 0:
        lines += tested(report, look)
    if look.detail >= 0:
        lines += summary(report, findings, look)
    elif lines:
        lines.pop()
    return paint(lines, look)


# ------------------------------------------------------------------ one finding
def diagnostic(finding: Finding, report: Report, look: Look) -> list[Line]:
    """One finding: what is wrong, where it stands in the article, why, and what would mend it."""
    groups = _by_path(finding, report)
    gutter = max(len(gutter_name(mark, finding.primary)) for mark in finding.marks)
    lines = _header(finding, look)
    for path, marks in groups.items():
        first = finding.primary if path == finding.primary.path else marks[0]
        arrow = "--> " if first is finding.primary else "::: "
        place = f"{clean(path)}:{clean(first.address) or f'{first.line}:{first.column}'}"
        lines += [[(" " * (gutter + 1) + arrow, "gutter"), (place, "")], _bar(gutter)]
        lines += _source(finding, marks, report, gutter, look)
        lines.append(_bar(gutter))
    for name, text in _remarks(finding):
        lines += _remark(name, text, gutter, look)
    return lines


def _by_path(finding: Finding, report: Report) -> dict[str, list[Mark]]:
    """The places of a finding by file, that of the primary place first."""
    groups: dict[str, list[Mark]] = {}
    for mark in finding.marks:
        groups.setdefault(mark.path, []).append(mark)
    return groups


def _header(finding: Finding, look: Look) -> list[Line]:
    head = f"{finding.severity}[{finding.rule}]"
    first, *others = fold(f"{head}: {one_line(finding.message)}", look.width)
    lines: list[Line] = [[(first[: len(head)], finding.severity), (first[len(head) :], "strong")]]
    return [*lines, *([("  " + other, "strong")] for other in others)]


def _bar(gutter: int) -> Line:
    return [(" " * (gutter + 2) + "|", "gutter")]


def _source(finding: Finding, marks: Sequence[Mark], report: Report, gutter: int, look: Look) -> list[Line]:
    """The excerpt, or the bare places where the document is not at hand."""
    document = report.documents.get(marks[0].path)
    if document is not None:
        return drawing(document, marks, finding.primary, gutter, look.width, finding.severity)
    return [
        [
            (f" {gutter_name(mark, finding.primary):>{gutter}} | ", "gutter"),
            (f"{one_line(mark.text)} ({one_line(mark.label or mark.role)})", ""),
        ]
        for mark in sorted(marks, key=lambda mark: mark.start)
    ]


def _remarks(finding: Finding) -> Iterator[tuple[str, str]]:
    for detail in finding.details:
        yield "", detail
    if finding.help:
        yield "help", finding.help
    if finding.quoted:
        yield "note", INSIDE_QUOTATION
    evidence = f" ({finding.evidence})" if finding.evidence else ""
    yield "confidence", finding.confidence + evidence


def _remark(name: str, text: str, gutter: int, look: Look) -> list[Line]:
    margin = " " * (gutter + 2)
    head = f"{name}: " if name else ""
    first, *others = fold(head + text, max(look.width - gutter - 4, 20))
    style = {"help": "help", "note": "note"}.get(name, "strong")
    lines: list[Line] = [[(margin + "= ", "gutter"), (first[: len(head)], style), (first[len(head) :], "")]]
    return [*lines, *([(margin + "  " + other, "")] for other in others)]


# ------------------------------------------------------------------ the run
def summary(report: Report, findings: Sequence[Finding], look: Look) -> list[Line]:
    """What was found and how much was tested, in a sentence; and where to read about the rules."""
    counts = {name: sum(finding.severity == name for finding in findings) for name in reversed(SEVERITIES)}
    found: Line = []
    for severity, count in counts.items():
        if count:
            found += [(", ", "")] if found else []
            found.append((number_of(count, severity), severity))
    line = found or [("nothing to report", "help")]
    line.append((f" in {number_of(report.n_documents, 'article')}; {_how_much(report)}", ""))
    lines = [line]
    hidden = len(report) - len(findings)
    if hidden:
        lowest = min((f.severity for f in report.findings), key=SEVERITIES.index)
        lines.append([(f"{number_of(hidden, 'more finding')} with --show {lowest}", "dim")])
    if left_out := _left_out(report):
        lines.append([(left_out, "dim")])
    if report.errors:
        lines.append([(f"{number_of(len(report.errors), 'file')} could not be read", "error")])
    # What suppressions do is no rule, and says itself how to mend it.
    if rule := next((finding.rule for finding in findings if finding.rule not in (UNUSED, UNKNOWN)), ""):
        lines.append([(f"what a rule checks, and how to silence it: consistency explain {rule}", "dim")])
    return [part for whole in lines for part in _folded(whole, look)]


def _left_out(report: Report) -> str:
    """What was found and is not shown, whatever its severity."""
    suppressed = f"{number_of(len(report.suppressed), 'finding')} suppressed" if report.suppressed else ""
    if not report.in_baseline:
        return suppressed
    known = f"{report.in_baseline} in the baseline"
    return f"{suppressed}, {known}" if suppressed else f"{number_of(report.in_baseline, 'finding')} in the baseline"


def _how_much(report: Report) -> str:
    totals = report.totals()
    relations = sum(totals.values())
    agree = "agrees" if totals["agrees"] == 1 else "agree"
    text = f"{number_of(relations, 'relation')} tested, {totals['agrees']} {agree}"
    if report.used:
        used, figures = (sum(pair[side] for pair in report.used.values()) for side in (0, 1))
        text += f"; {used} of {number_of(figures, 'figure')} took part"
    return text


def _folded(line: Line, look: Look) -> Iterator[Line]:
    """The line, or the lines that it takes where it is too long for the width; style goes by the segment."""
    current: Line = []
    taken = 0
    for text, style in line:
        for number, word in enumerate(text.split(" ")):
            piece = (" " if number else "") + word
            if taken and number and taken + len(piece) > look.width:
                yield current
                current, taken, piece = [("  ", "")], 2, word
            if piece:
                current.append((piece, style))
                taken += len(piece)
    yield current


def tested(report: Report, look: Look) -> list[Line]:
    """For `-v`: each document's figure tree and its relations in words, then what the user should know."""
    lines: list[Line] = []
    by_path: dict[str, list[Line]] = {}
    for item in report.tested:
        # One relation a line, with its verdict in front, so that the eye can run down the verdicts.
        reason = f": {item.reason}" if item.reason else ""
        where = f"{one_line(item.address) or f'line {item.line}'}, {item.rule}{reason}"
        line: Line = [
            (f"    {item.verdict:<12}", _VERDICT_STYLES.get(item.verdict, "")),
            (f"{look.words(item.sentence)}  ", ""),
            (where, "dim"),
        ]
        if not item.kept:
            # Said by the line above, so not counted: told for completeness.
            line = [(f"      also: {item.verdict}  {look.words(item.sentence)}  {where}", "dim")]
        by_path.setdefault(item.path, []).append(line)
    suppressed: dict[str, list[Line]] = {}
    for one in report.suppressed:
        suppressed.setdefault(one.finding.primary.path, []).append(_suppressed(one, look))
    for path in dict.fromkeys([*report.trees, *by_path, *report.used]):
        lines.append([(clean(path), "strong")])
        for node in report.trees.get(path, ()):
            lines += [*tree(node, look), []]
        relations = by_path.get(path, [])
        if relations:
            lines += [[("  relations tested:", "")], *relations, []]
        if path in suppressed:
            lines += [[("  suppressed:", "")], *suppressed[path], []]
        if path in report.used:
            used, figures = report.used[path]
            none = f", {figures - used} in none" if figures > used else ""
            lines += [[(f"  {used} of {number_of(figures, 'figure')} took part in a relation{none}", "")], []]
    return [*lines, *_known(report.remarks, look)]


def _suppressed(one: Suppressed, look: Look) -> Line:
    """A finding that was suppressed, and why: its severity in front, as the verdicts stand above."""
    mark = one.finding.primary
    path, line = one.places[0]
    by = f"line {line}" if path == mark.path else f"{path}:{line}"
    where = f"{one_line(mark.address) or f'line {mark.line}'}, {one.finding.rule}; {by}: {one.reason}"
    return [
        (f"    {one.finding.severity:<12}", one.finding.severity),
        (f"{look.words(one.finding.message)}  ", ""),
        (one_line(where), "dim"),
    ]


_VERDICT_STYLES = {"agrees": "help", "rounding": "warning", "contradicts": "error", "undecided": "note"}


def _known(remarks: Iterable[object], look: Look) -> list[Line]:
    lines: list[Line] = []
    for remark in remarks:
        first, *others = fold(f"note: {remark}", look.width)
        lines += [[(first[:5], "note"), (first[5:], "")], *([("  " + other, "")] for other in others)]
    return [*lines, []] if lines else []
