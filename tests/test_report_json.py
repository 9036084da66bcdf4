"""The JSON report against its schema, and what it makes of numbers and signs that JSON does not have."""

from __future__ import annotations

import json
from math import inf, nan
from typing import Any

import jsonschema
import pytest

from consistency import __version__
from consistency.errors import ConfigError, ReadError
from consistency.findings import Finding, Mark, Report
from consistency.report import render, schema

VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema("findings")))


def mark(text: str, start: int, role: str = "part") -> Mark:
    return Mark(role, f"the {role}", "a.md", start, start + len(text), 1, start + 1, 1, start + len(text) + 1, text)


def finding(**more: Any) -> Finding:
    settings: dict[str, Any] = {
        "rule": "sum-of-parts",
        "severity": "error",
        "verdict": "contradicts",
        "confidence": "high",
        "message": "3 + 4 is 7, not 8",
        "primary": mark("8", 20, "total"),
        "related": (mark("3", 4), mark("4", 9)),
        "expected": (7.0, 7.0),
        "help": "7 instead of 8",
    }
    return Finding(**(settings | more))


def report(*findings: Finding, **more: Any) -> Report:
    by_rule = {"sum-of-parts": {"agrees": 2, "contradicts": 1}, "growth": {"rounding": 1, "undecided": 3}}
    settings = {"documents": {}, "by_rule": by_rule, "n_documents": 2, "n_figures": 12}
    return Report(findings=findings, **(settings | more))


def parsed(whole: Report, show: str = "warning") -> Any:
    """The report as a strict JSON parser reads it, valid under the schema."""

    def refused(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    result = json.loads(render("json", whole, show), parse_constant=refused)
    VALIDATOR.validate(result)
    return result


def test_the_schemas_are_schemas() -> None:
    for name in ("findings", "figures"):
        jsonschema.Draft202012Validator.check_schema(json.loads(schema(name)))


def test_the_whole_contract() -> None:
    errors = (ReadError("gone.md", None, "no such file or folder"), ReadError("bad.md", 3, "not text"))
    assert parsed(report(finding(), errors=errors)) == {
        "version": __version__,
        "findings": [
            {
                "rule": "sum-of-parts",
                "severity": "error",
                "verdict": "contradicts",
                "confidence": "high",
                "message": "3 + 4 is 7, not 8",
                "path": "a.md",
                "start": 20,
                "end": 21,
                "line": 1,
                "column": 21,
                "end_line": 1,
                "end_column": 22,
                "text": "8",
                "related": [
                    {
                        "role": "part",
                        "label": "the part",
                        "path": "a.md",
                        "start": start,
                        "end": start + 1,
                        "line": 1,
                        "column": start + 1,
                        "text": text,
                    }
                    for text, start in (("3", 4), ("4", 9))
                ],
                "expected": {"low": 7.0, "high": 7.0},
                "help": "7 instead of 8",
            }
        ],
        "summary": {
            "documents": 2,
            "figures": 12,
            "relations": 7,
            "agrees": 2,
            "rounding": 1,
            "contradicts": 1,
            "undecided": 3,
            "by_rule": {
                "sum-of-parts": {"agrees": 2, "rounding": 0, "contradicts": 1, "undecided": 0},
                "growth": {"agrees": 0, "rounding": 1, "contradicts": 0, "undecided": 3},
            },
            "errors": [
                {"path": "gone.md", "line": None, "message": "no such file or folder"},
                {"path": "bad.md", "line": 3, "message": "not text"},
            ],
        },
    }


def test_an_empty_run_is_valid() -> None:
    result = parsed(report(by_rule={}, n_documents=0, n_figures=0))
    assert result["findings"] == []
    assert result["summary"]["relations"] == 0


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        (None, None),
        ((-inf, 5.0), {"low": None, "high": 5.0}),
        ((5.0, inf), {"low": 5.0, "high": None}),
        ((nan, nan), {"low": None, "high": None}),
        ((0.1 + 0.2, 7 / 3), {"low": 0.3, "high": 2.33333333333}),
    ],
)
def test_open_bounds_are_null_and_the_others_without_noise(
    expected: tuple[float, float] | None, written: object
) -> None:
    assert parsed(report(finding(expected=expected)))["findings"][0]["expected"] == written


def test_findings_are_shown_from_a_severity_up() -> None:
    three = report(*(finding(severity=severity) for severity in ("note", "warning", "error")))
    for show, count in (("note", 3), ("warning", 2), ("error", 1)):
        assert len(parsed(three, show)["findings"]) == count


def test_any_text_survives_on_any_terminal() -> None:
    strange = "£3 – 日本 🎉 \x00 \x1b \u2028 \x85 \udcff"
    text = render("json", report(finding(message=strange)))
    assert text.isascii()
    assert len(text.splitlines()) == text.count("\n")
    assert parsed(report(finding(message=strange)))["findings"][0]["message"] == strange


def test_the_schema_refuses_what_the_contract_does_not_have() -> None:
    good = json.loads(render("json", report(finding())))
    for spoil in ({"extra": 1}, {"severity": "fatal"}, {"line": 0}, {"expected": 7}):
        bad = json.loads(json.dumps(good))
        bad["findings"][0] |= spoil
        assert not VALIDATOR.is_valid(bad)
    del good["summary"]["by_rule"]
    assert not VALIDATOR.is_valid(good)


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"unknown format 'yaml'; known are .*json"):
        render("yaml", report())
