"""Objects: a finding as the JSON forms write it, the contract of schema/findings.schema.json."""

from __future__ import annotations

from math import isfinite

from consistency.findings import Finding, Mark


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
        "expected": expected(finding),
        "help": finding.help,
        **({"fingerprint": finding.fingerprint} if finding.fingerprint else {}),
    }


def expected(finding: Finding) -> dict[str, float | None] | None:
    """What the stated figure could have been, without the noise of binary fractions (1358.8000000000002); null for an
    open end, since JSON has no infinity."""
    if finding.expected is None:
        return None
    low, high = (float(f"{end:.12g}") if isfinite(end) else None for end in finding.expected)
    return {"low": low, "high": high}


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
