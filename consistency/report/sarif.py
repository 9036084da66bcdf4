"""SARIF 2.1.0, the exchange format of static analysis, which GitHub code scanning and editors read.

All places of a finding are in it: the primary one as location, the others as related locations, which the message links
to. Columns count code points. Paths are URIs relative to %SRCROOT%, the folder of the repository, whose own place is left
to the reader. A cell of a workbook is a logical location, for a line number would mean nothing there.
"""

from __future__ import annotations

import json
import re

from consistency.errors import ConsistencyError
from consistency.findings import About, Finding, Mark, Report
from consistency.report.drawing.line import Look, one_line
from consistency.report.shared.objects import expected
from consistency.report.shared.places import PLACES, Checkout, named, valid

TELLS_RULES = True
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "figureConsistency/v1"
Object = dict[str, object]

_LINK = re.compile(r"\]\(")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def render(report: Report, show: str = "warning", look: Look = Look()) -> str:  # noqa: B008 (frozen)
    """The findings from `show` up, as one run; `look` changes nothing."""
    from consistency import __version__

    findings = report.shown(show)
    checkout = Checkout()
    names = sorted({finding.rule for finding in findings})
    index = {name: number for number, name in enumerate(names)}
    driver = {
        "name": "consistency",
        "semanticVersion": __version__,
        "rules": [_rule(report.rules.get(name, About(name))) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [
            {
                "executionSuccessful": not report.errors,
                "toolExecutionNotifications": [_notification(error, checkout) for error in report.errors],
            }
        ],
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "the folder of the repository"}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.rule], checkout) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1, allow_nan=False) + "\n"


# ------------------------------------------------------------------ rules
def _rule(about: About) -> Object:
    words = about.name.split("-")
    rule: Object = {
        "id": about.name,
        "name": "".join(word[:1].upper() + word[1:] for word in words),
        "shortDescription": {"text": about.title or " ".join(words)},
    }
    if about.description:
        rule["fullDescription"] = {"text": about.description}
        rule["help"] = {"text": _help(about, "", ""), "markdown": _help(about, "**", "`")}
    return rule | {
        "defaultConfiguration": {"level": about.severity},
        "properties": {
            "tags": [about.pack] if about.pack else [],
            "precision": about.confidence,
            "problem.severity": {"note": "recommendation"}.get(about.severity, about.severity),
        },
    }


def _help(about: About, strong: str, code: str) -> str:
    """What a rule checks and how to silence it, as text or, with signs for bold and code, as Markdown."""
    paragraphs = [about.description]
    paragraphs += [f"{strong}Why it matters.{strong} {about.why}"] if about.why else []
    paragraphs += [f"{strong}Wrong when.{strong} {about.wrong_when}"] if about.wrong_when else []
    paragraphs.append(f"Examples, and how to silence it: {code}consistency explain {about.name}{code}")
    return "\n\n".join(paragraph.strip() for paragraph in paragraphs)


# ------------------------------------------------------------------ results
def _result(finding: Finding, index: int, checkout: Checkout) -> Object:
    result: Object = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": _message(finding)},
        "locations": [_location(finding.primary, checkout)],
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(mark, checkout)} for number, mark in enumerate(finding.related, 1)
        ]
    if finding.fingerprint:
        result["partialFingerprints"] = {FINGERPRINT: finding.fingerprint}
    return result | {
        "properties": {
            "verdict": finding.verdict,
            "confidence": finding.confidence,
            "expected": expected(finding),
            "help": valid(finding.help),
            "details": [valid(detail) for detail in finding.details],
            "insideQuotation": finding.quoted,
        }
    }


def _message(finding: Finding) -> str:
    links = [f"[{_bracketed(named(mark))}]({number})" for number, mark in enumerate(finding.related[:PLACES], 1)]
    text = _plain(finding.message)
    return f"{text} (see {', '.join(links)})" if links else text


def _plain(text: str) -> str:
    """`text` as a message: what would be read as a link or as a placeholder in it is escaped, and nothing else."""
    return _bracketed(text) if _LINK.search(text) else _braced(text)


def _bracketed(text: str) -> str:
    return _braced(re.sub(r"([\\\[\]])", r"\\\1", text))


def _braced(text: str) -> str:
    return _PLACEHOLDER.sub(r"{{\1}}", valid(text))


# ------------------------------------------------------------------ places
def _location(mark: Mark, checkout: Checkout) -> Object:
    artifact: Object = {"artifactLocation": _artifact(mark.path, checkout)}
    label = {"text": _plain(one_line(mark.label or mark.role))}
    if mark.address:
        cell = [{"fullyQualifiedName": valid(mark.address), "kind": "cell"}]
        return {"physicalLocation": artifact, "logicalLocations": cell, "message": label}
    region = {
        "startLine": mark.line,
        "startColumn": mark.column,
        "endLine": mark.end_line,
        "endColumn": mark.end_column,
        "snippet": {"text": valid(mark.text)},
    }
    return {"physicalLocation": {**artifact, "region": region}, "message": label}


def _artifact(path: str, checkout: Checkout) -> Object:
    uri, relative = checkout.uri(path)
    return {"uri": uri, "uriBaseId": "%SRCROOT%"} if relative else {"uri": uri}


def _notification(error: ConsistencyError, checkout: Checkout) -> Object:
    told: Object = {"level": "error", "message": {"text": _plain(error.message)}}
    if error.path:
        place: Object = {"artifactLocation": _artifact(error.path, checkout)}
        if error.line:
            place["region"] = {"startLine": error.line}
        told["locations"] = [{"physicalLocation": place}]
    return told
