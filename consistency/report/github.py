"""Annotations in GitHub Actions: one command a finding, which GitHub shows at its line of the pull request.

A file that could not be read is annotated as well. Of one step GitHub shows ten annotations of a severity; SARIF, or
the Markdown comment, has no such limit.
"""

from __future__ import annotations

from consistency.errors import ConsistencyError
from consistency.findings import Finding, Mark, Report
from consistency.report.drawing.line import Look, one_line
from consistency.report.shared.places import Checkout, others

LEVELS = {"note": "notice", "warning": "warning", "error": "error"}


def render(report: Report, show: str = "warning", look: Look = Look()) -> str:  # noqa: B008 (frozen)
    """The findings from `show` up, then the files that could not be read; `look` changes nothing."""
    checkout = Checkout()
    lines = [_annotation(finding, checkout) for finding in report.shown(show)]
    lines += [_unread(error, checkout) for error in report.errors]
    return "".join(line + "\n" for line in lines)


def _annotation(finding: Finding, checkout: Checkout) -> str:
    primary = finding.primary
    address = f"{one_line(primary.address)}: " if primary.address else ""
    texts = [address + one_line(finding.message), *others(finding)]
    if finding.help:
        texts.append(f"help: {one_line(finding.help)}")
    properties = {"file": checkout.path(primary.path), **_region(primary), "title": finding.rule}
    return _command(LEVELS[finding.severity], properties, "\n".join(texts))


def _region(mark: Mark) -> dict[str, int]:
    """The lines and columns; GitHub takes columns only within one line, and a cell of a workbook has neither."""
    if mark.address:
        return {}
    if mark.line != mark.end_line:
        return {"line": mark.line, "endLine": mark.end_line}
    return {"line": mark.line, "endLine": mark.end_line, "col": mark.column, "endColumn": mark.end_column}


def _unread(error: ConsistencyError, checkout: Checkout) -> str:
    properties: dict[str, object] = {"file": checkout.path(error.path)} if error.path else {}
    if error.line:
        properties["line"] = error.line
    return _command("error", properties | {"title": "not checked"}, one_line(error.message))


def _command(level: str, properties: dict[str, object], message: str) -> str:
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
