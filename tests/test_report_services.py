"""What the formats for services and programs say: line, jsonl, github, gitlab, junit."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

from consistency.report import render
from tests.reported import CELL, FULL, UNREAD, finding, mark, report


def test_line() -> None:
    assert render("line", report(FULL, CELL)) == (
        "a.md:9:62: error[sum-of-parts] 10,000 + 5,000 is 15,000, not 12,000 "
        '(7:3 the part "10,000"; other articles/b.md:1:1 the part "5,000")\n'
        "budget.xlsx:Sheet1!C12: warning[sum-of-parts] 3 + 4 is 7, not 12\n"
    )


def test_a_line_tells_a_few_places_of_a_column() -> None:
    column = finding(mark(), *(mark(f"{line} and " + "so on " * 50, line=line) for line in range(10, 110)))
    text = render("line", report(column))
    assert text.endswith('so on so on so on ..."; and 88 more places)\n')
    assert len(text) < 2000


def test_jsonl_is_the_finding_objects_alone() -> None:
    both = report(FULL, CELL, errors=(UNREAD,))
    lines = [json.loads(line) for line in render("jsonl", both).splitlines()]
    assert lines == json.loads(render("json", both))["findings"]
    assert "fingerprint" not in lines[0]
    assert json.loads(render("jsonl", report(finding(fingerprint="ab12"))))["fingerprint"] == "ab12"


def test_github() -> None:
    strange = finding(mark("5", path="50%, a:b.md", line=2, column=1, end_line=3), severity="note", message="5 %\nis 6")
    assert render("github", report(FULL, strange, CELL, errors=(UNREAD,)), "note").split("\n") == [
        "::error file=a.md,line=9,endLine=9,col=62,endColumn=68,title=sum-of-parts::10,000 + 5,000 is 15,000, not 12,000"
        '%0A7:3 the part "10,000"%0Aother articles/b.md:1:1 the part "5,000"%0Ahelp: 15,000 instead of 12,000',
        "::notice file=50%25%2C a%3Ab.md,line=2,endLine=3,title=sum-of-parts::5 %25 is 6",
        "::warning file=budget.xlsx,title=sum-of-parts::Sheet1!C12: 3 + 4 is 7, not 12",
        "::error file=gone.md,line=3,title=not checked::no such file or folder",
        "",
    ]


def test_gitlab() -> None:
    first, cell = json.loads(render("gitlab", report(FULL, CELL)))
    assert first.pop("fingerprint") != cell.pop("fingerprint")
    assert first == {
        "description": "10,000 + 5,000 is 15,000, not 12,000 "
        '(7:3 the part "10,000"; other articles/b.md:1:1 the part "5,000")',
        "check_name": "sum-of-parts",
        "severity": "major",
        "location": {"path": "a.md", "lines": {"begin": 9}},
    }
    assert cell["location"] == {"path": "budget.xlsx", "lines": {"begin": 1}}
    assert cell["description"].startswith("Sheet1!C12: ")


def test_gitlab_knows_a_finding_again_on_another_line() -> None:
    def fingerprint(**more: Any) -> str:
        return str(json.loads(render("gitlab", report(finding(**more))))[0]["fingerprint"])

    assert fingerprint(primary=mark(line=9)) == fingerprint(primary=mark(line=12))
    assert fingerprint(primary=mark(line=9)) != fingerprint(primary=mark(path="b.md"))
    assert fingerprint(fingerprint="ab", message="one") == fingerprint(fingerprint="ab", message="two")
    assert fingerprint(fingerprint="ab") != fingerprint(fingerprint="cd")


def test_junit() -> None:
    text = render("junit", report(FULL, CELL, used=("a.md", "clean.md", "budget.xlsx"), errors=(UNREAD,)))
    root = ElementTree.fromstring(text)
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("errors")) for suite in root] == [
        ("a.md", "1", "1", "0"),
        ("clean.md", "1", "0", "0"),
        ("budget.xlsx", "1", "1", "0"),
        ("gone.md", "1", "0", "1"),
    ]
    (passed,) = root[1]
    assert list(passed) == []
    case = root[0][0]
    assert case.attrib == {"name": "sum-of-parts at 9:62", "classname": "a.md", "file": "a.md", "line": "9"}
    assert (case[0].text or "").splitlines() == [
        "a.md:9:62: 10,000 + 5,000 is 15,000, not 12,000",
        '7:3 the part "10,000"',
        'other articles/b.md:1:1 the part "5,000"',
        "help: 15,000 instead of 12,000",
    ]
    (error,) = root[3][0]
    assert (error.tag, error.get("message")) == ("error", "no such file or folder")
