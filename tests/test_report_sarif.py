"""SARIF: its rules, its places, its URIs, all of it valid under the schema."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from consistency.errors import ReadError
from consistency.findings import About, Report
from consistency.report import FORMATS, render, tells_rules
from tests.reported import CELL, FULL, SARIF, UNREAD, finding, mark, report


def sarif(whole_report: Report) -> Any:
    result = json.loads(render("sarif", whole_report, "note"))
    SARIF.validate(result)
    return result["runs"][0]


def test_sarif_has_all_places() -> None:
    (result,) = sarif(report(FULL))["results"]
    assert result["message"]["text"] == (
        '10,000 + 5,000 is 15,000, not 12,000 (see [the part "10,000"](1), [the part "5,000"](2))'
    )
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "a.md", "uriBaseId": "%SRCROOT%"},
                "region": {
                    "startLine": 9,
                    "startColumn": 62,
                    "endLine": 9,
                    "endColumn": 68,
                    "snippet": {"text": "12,000"},
                },
            },
            "message": {"text": "the stated total"},
        }
    ]
    one, two = result["relatedLocations"]
    assert (one["id"], one["message"]) == (1, {"text": "the part"})
    assert two["physicalLocation"]["artifactLocation"]["uri"] == "other%20articles/b.md"
    assert "partialFingerprints" not in result
    (known,) = sarif(report(finding(fingerprint="ab12")))["results"]
    assert known["partialFingerprints"] == {"figureConsistency/v1": "ab12"}


def test_sarif_names_a_cell_and_no_line() -> None:
    (result,) = sarif(report(CELL))["results"]
    assert result["level"] == "warning"
    assert result["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "budget.xlsx", "uriBaseId": "%SRCROOT%"}},
            "logicalLocations": [{"fullyQualifiedName": "Sheet1!C12", "kind": "cell"}],
            "message": {"text": "the stated total"},
        }
    ]


def test_sarif_tells_the_rules() -> None:
    about = About(
        "sum-of-parts",
        "The parts do not add up",
        "parts",
        "error",
        "high",
        "Parts are added.",
        "Readers add.",
        "Never.",
    )
    other = finding(mark(line=20), rule="unused-suppression", severity="note")
    run = sarif(report(FULL, other, rules={"sum-of-parts": about}))
    first, second = run["tool"]["driver"]["rules"]
    assert first == {
        "id": "sum-of-parts",
        "name": "SumOfParts",
        "shortDescription": {"text": "The parts do not add up"},
        "fullDescription": {"text": "Parts are added."},
        "help": {
            "text": "Parts are added.\n\nWhy it matters. Readers add.\n\nWrong when. Never.\n\n"
            "Examples, and how to silence it: consistency explain sum-of-parts",
            "markdown": "Parts are added.\n\n**Why it matters.** Readers add.\n\n**Wrong when.** Never.\n\n"
            "Examples, and how to silence it: `consistency explain sum-of-parts`",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["parts"], "precision": "high", "problem.severity": "error"},
    }
    assert second["shortDescription"] == {"text": "unused suppression"}
    assert [tells_rules(form) for form in FORMATS].count(True) == 1


def test_sarif_tells_what_could_not_be_read() -> None:
    run = sarif(report(errors=(UNREAD, ReadError(None, None, "too much"))))
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    first, second = invocation["toolExecutionNotifications"]
    assert first["message"] == {"text": "no such file or folder"}
    place = first["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == ("gone.md", {"startLine": 3})
    assert "locations" not in second
    assert sarif(report())["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("./b/../a.md", "a.md"),
        ("in print/a.md", "in%20print/a.md"),
        ("50 %\n😀.md", "50%20%25%0A%F0%9F%98%80.md"),
        ("a:b#c?.md", "a%3Ab%23c%3F.md"),
        ("wrong \udcff.md", "wrong%20%FF.md"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="no names of this kind")
def test_uris(path: str, uri: str) -> None:
    (result,) = sarif(report(finding(mark(path=path))))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_a_file_outside_has_a_whole_uri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for path in ("../a b.md", str(tmp_path / "a b.md")):
        (result,) = sarif(report(finding(mark(path=path))))["results"]
        artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert artifact == {"uri": (tmp_path / "a b.md").as_uri()}


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_paths_are_those_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """A build server is told the path from the repository's folder, wherever in it the check ran."""
    (tmp_path / "news").mkdir()
    monkeypatch.chdir(tmp_path / "news")
    monkeypatch.setenv(variable, str(tmp_path))
    whole_report = report(finding(mark(path="a.md")))
    (result,) = sarif(whole_report)["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "news/a.md"
    assert json.loads(render("gitlab", whole_report))[0]["location"]["path"] == "news/a.md"
    assert "file=news/a.md," in render("github", whole_report)
    assert "(<news/a.md#L9>)" in render("markdown", whole_report)
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    assert "file=a.md," in render("github", whole_report)


def test_sarif_has_every_place_and_links_to_a_few() -> None:
    (result,) = sarif(report(finding(mark(), *(mark(line=line) for line in range(1, 101)))))["results"]
    assert len(result["relatedLocations"]) == 100
    assert result["message"]["text"].endswith('[the stated total "12,000"](12))')
