"""Reports to be written, and every format read back into rows: rule, severity, path, place, and most often message."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import jsonschema
from markdown_it import MarkdownIt

from consistency.errors import ReadError
from consistency.findings import Finding, Mark, Report
from consistency.report import schema

FINDINGS = jsonschema.Draft202012Validator(json.loads(schema("findings")))
SARIF = jsonschema.Draft4Validator(
    json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
)
Row = tuple[str, ...]


def mark(text: str = "12,000", path: str = "a.md", line: int = 9, column: int = 62, **more: Any) -> Mark:
    settings: dict[str, Any] = {"role": "total", "label": "the stated total", "start": 0, "end": len(text)}
    settings |= {"end_line": line, "end_column": column + len(text)} | more
    return Mark(path=path, line=line, column=column, text=text, **settings)


def finding(primary: Mark | None = None, *related: Mark, **more: Any) -> Finding:
    settings: dict[str, Any] = {
        "rule": "sum-of-parts",
        "severity": "error",
        "verdict": "contradicts",
        "confidence": "high",
        "message": "10,000 + 5,000 is 15,000, not 12,000",
    }
    return Finding(primary=primary or mark(), related=related, **(settings | more))


def report(*findings: Finding, used: tuple[str, ...] = (), **more: Any) -> Report:
    by_rule = {"sum-of-parts": {"agrees": 6, "contradicts": 2, "undecided": 9}, "growth": {"agrees": 1}}
    settings: dict[str, Any] = {"documents": {}, "by_rule": by_rule, "n_documents": 2, "n_figures": 12}
    return Report(findings=findings, used=dict.fromkeys(used, (1, 2)), **(settings | more))


FULL = finding(
    mark("12,000"),
    mark("10,000", line=7, column=3, label="the part"),
    mark("5,000", path="other articles/b.md", line=1, column=1, label="the part"),
    help="15,000 instead of 12,000",
)
CELL = finding(mark("12", path="budget.xlsx", address="Sheet1!C12"), severity="warning", message="3 + 4 is 7, not 12")
UNREAD = ReadError("gone.md", 3, "no such file or folder")


# ------------------------------------------------------------------ each format read back
def of_json(text: str) -> Iterator[Row]:
    whole = json.loads(text)
    FINDINGS.validate(whole)
    return map(of_object, whole["findings"])


def of_jsonl(text: str) -> Iterator[Row]:
    assert text.isascii()
    return map(of_object, map(json.loads, text.splitlines()))


def of_object(found: dict[str, Any]) -> Row:
    place = found.get("address") or f"{found['line']}:{found['column']}"
    return (found["rule"], found["severity"], found["path"], place, found["message"])


def of_sarif(text: str) -> Iterator[Row]:
    whole = json.loads(text)
    SARIF.validate(whole)
    (run,) = whole["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        related = result.get("relatedLocations", [])
        assert [other["id"] for other in related] == list(range(1, len(related) + 1))
        message = (
            re.sub(r" \(see (\[(\\.|[^\\\]])*\]\(\d+\)(, )?)+\)\Z", "", result["message"]["text"])
            if related
            else (result["message"]["text"])
        )
        yield (
            result["ruleId"],
            result["level"],
            of_uri(location["physicalLocation"]["artifactLocation"]),
            of_region(location),
            plain(message),
        )


def plain(message: str) -> str:
    """The words of a SARIF message; nothing in them is a link or a placeholder."""
    assert not re.search(r"(?<!\\)\]\(", message)
    assert not re.search(r"(?<!\{)\{\d+\}(?!\})", message)
    unbraced = re.sub(r"\{\{(\d+)\}\}", r"{\1}", message)
    words = re.sub(r"\\([\\\[\]])", r"\1", unbraced)
    return words if "](" in words else unbraced


def of_region(location: dict[str, Any]) -> str:
    if "logicalLocations" in location:
        assert "region" not in location["physicalLocation"]
        name: str = location["logicalLocations"][0]["fullyQualifiedName"]
        return name
    region = location["physicalLocation"]["region"]
    return f"{region['startLine']}:{region['startColumn']}"


def of_uri(artifact: dict[str, str]) -> str:
    uri = artifact["uri"]
    assert re.fullmatch(r"(file:///)?([A-Za-z0-9._~/-]|%[0-9A-F]{2}|(?<=file).*)*", uri), uri
    assert (artifact.get("uriBaseId") == "%SRCROOT%") is not uri.startswith("file:///")
    return os.fsdecode(unquote_to_bytes(uri.removeprefix("file://")))


def of_github(text: str) -> Iterator[Row]:
    levels = {"notice": "note"}
    for line in text.split("\n")[:-1]:
        assert "\r" not in line
        level, told, message = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line, re.DOTALL).groups()  # type: ignore[union-attr]
        values = {name: unescaped(value) for name, value in (pair.split("=", 1) for pair in told.split(","))}
        if values["title"] == "not checked":
            continue
        place = f"{values.get('line')}:{values['col']}" if "col" in values else values.get("line", "")
        lines = unescaped(message).split("\n")
        yield values["title"], levels.get(level, level), values["file"], place, lines[0]


def unescaped(text: str) -> str:
    for code, sign in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def of_gitlab(text: str) -> Iterator[Row]:
    names = {"info": "note", "minor": "warning", "major": "error"}
    issues = json.loads(text)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        place = issue["location"]
        yield (
            issue["check_name"],
            names[issue["severity"]],
            place["path"],
            str(place["lines"]["begin"]),
            issue["description"],
        )


def of_junit(text: str) -> Iterator[Row]:
    assert text.isascii()
    root = ElementTree.fromstring(text)
    cases = list(root.iter("testcase"))
    for holder in (root, *root):
        inside = list(holder.iter("testcase"))
        failed = len(list(holder.iter("failure"))), len(list(holder.iter("error")))
        assert (holder.get("tests"), holder.get("failures"), holder.get("errors")) == (
            str(len(inside)),
            *map(str, failed),
        )
    for case in cases:
        failure = case.find("failure")
        if failure is not None:
            rule, _, place = case.attrib["name"].partition(" at ")
            yield rule, failure.attrib["type"], case.attrib["file"], place, failure.attrib["message"]


def of_line(text: str) -> Iterator[Row]:
    for line in text.splitlines():
        parts = re.match(r"(.*?):(\d+:\d+|Sheet1!C12): (note|warning|error)\[([a-z-]+)\] (.*)", line)
        assert parts, line
        path, place, severity, rule, message = parts.groups()
        yield rule, severity, path, place, message


def of_markdown(text: str) -> Iterator[Row]:
    assert len(text) <= 60_000
    ours = (
        r"consistency: [\w ,]+|[\w ]+|, |: ?| |help: |and \d+ more.*|\d+ relations? tested, \d+ agrees?\.|not checked"
    )
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        assert token.type.split("_")[0] in ("heading", "bullet", "list", "paragraph", "inline"), token
        children = token.children or []
        for child in children:
            assert child.type in ("text", "code_inline", "strong_open", "strong_close", "link_open", "link_close"), (
                child
            )
            assert child.type != "text" or not child.content or re.fullmatch(ours, child.content), child
        if children and any(child.type == "strong_open" for child in children):
            spans = [child.content for child in children if child.type == "code_inline"]
            severity = next(child.content for child in children if child.content)
            if severity == "not checked":
                continue
            path, place = re.fullmatch(r"(.*):(\d+:\d+|Sheet1!C12)", spans[0]).groups()  # type: ignore[union-attr]
            yield spans[1], severity, path, place, spans[2]


def of_terminal(text: str) -> Iterator[Row]:
    heads = re.findall(r"^(note|warning|error)\[([a-z-]+)\]:", text, re.MULTILINE)
    places = re.findall(r"^ +--> (.*):(\d+:\d+|Sheet1!C12)$", text, re.MULTILINE)
    for (severity, rule), (path, place) in zip(heads, places, strict=True):
        yield rule, severity, path, place


class _Notes(HTMLParser):
    """The notes in the margins of a page, and nothing else: what else is there must be what the page is made of."""

    KNOWN = re.compile(
        "html|head|meta|link|title|style|script|body|a|header|p|h1|h2|b|span|main|article|div|aside|section|ul|li|details|"
        "summary|footer|dialog|button|dl|nav|table|thead|tbody|tr|th|td|sup|svg|rect|blockquote|h[3-6]"
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self._parts: dict[str, str] = {}
        self._open: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert self.KNOWN.fullmatch(tag), tag
        values = {name: value or "" for name, value in attrs}
        assert not any(name.startswith("on") or name in ("style", "src") for name in values), attrs
        assert re.match("#|data:,$", values.get("href", "#")), attrs
        self.scripts += tag == "script"
        if tag in ("meta", "link"):
            return
        self._open.append(f"{tag} {values.get('class', '')}")
        if tag == "div" and values.get("role") == "note":
            self._parts = {"severity": "", "rule": "", "at": "", "message": ""}

    def handle_endtag(self, tag: str) -> None:
        opened = self._open.pop()
        assert opened.split()[0] == tag, (opened, tag)
        if opened == "details " and self._parts:
            path, _, place = self._parts["at"].removeprefix("in ").rpartition(", ")
            rows = self._parts
            self.rows.append((rows["rule"], rows["severity"], path, place, rows["message"]))
            self._parts = {}

    def handle_data(self, data: str) -> None:
        for name in self._parts:
            if any(name in opened.split()[1:] for opened in self._open[-3:]):
                self._parts[name] += data


def of_html(text: str) -> Iterator[Row]:
    parser = _Notes()
    parser.feed(text)
    parser.close()
    assert parser.scripts == 1
    return iter(parser.rows)
