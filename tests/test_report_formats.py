"""Every format, read back: the same findings in the same order, whatever stands in paths and articles."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.errors import ReadError
from consistency.findings import Mark, Report
from consistency.report import FORMATS, render
from consistency.report.drawing.line import Look, clean, one_line
from tests import reported
from tests.reported import Row, finding, mark, report

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\n\r\t\x00\x0b\x1b\x85\u2028\u202e\ufeff\udcff`@#|[](){}<>&\"'%:,;*_~!$\\/.? "),
    ),
    max_size=12,
) | st.lists(
    st.sampled_from(
        [
            "@team",
            "](1)",
            "[x](1)",
            "{0}",
            "]]>",
            "<b>",
            "<!--",
            "```",
            "::error::",
            "%0A",
            "#12",
            "\n\n- x",
            "://",
            "www.",
        ]
    ),
    max_size=3,
).map("".join)
NAMES = st.text(
    st.one_of(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), st.sampled_from("\n/. %:#\udcff😀")),
    min_size=1,
    max_size=12,
)
RULES = st.sampled_from(["sum-of-parts", "growth", "unused-suppression"])
SEVERITIES = st.sampled_from(["note", "warning", "error"])


@st.composite
def marks(draw: st.DrawFn, path: str | None = None) -> Mark:
    line, column = draw(st.integers(1, 50)), draw(st.integers(1, 99))
    return mark(
        draw(HOSTILE),
        path or draw(NAMES),
        line,
        column,
        role="part",
        label=draw(HOSTILE),
        end_line=line + draw(st.integers(0, 1)),
        address=draw(st.sampled_from(["", "", "Sheet1!C12"])),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    found = []
    paths = draw(st.lists(NAMES, unique=True, max_size=3))
    for path in paths:
        for _ in range(draw(st.integers(0, 3))):
            texts = {name: draw(HOSTILE) for name in ("message", "help", "fingerprint")}
            related = draw(st.lists(marks(path) | marks(), max_size=3))
            found.append(finding(draw(marks(path)), *related, rule=draw(RULES), severity=draw(SEVERITIES), **texts))
    errors = tuple(ReadError(f"unread {name}", draw(st.none() | st.just(3)), draw(HOSTILE)) for name in paths[:1])
    used = draw(st.permutations([*paths, "clean.md", "sound.md"]))
    return report(*found, used=tuple(used[draw(st.integers(0, 2)) :]), errors=errors)


def same(path: str) -> str:
    return os.path.abspath(path)


def spanned(path: str) -> str:
    return one_line(f"{clean(path)}:9").removesuffix(":9")


def as_xml(text: str) -> str:
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def whole(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def span(text: str) -> str:
    return one_line(text) or " "


Words = Callable[[str], str]
FORMS: dict[str, tuple[Callable[[str], Iterator[Row]], Words, Words]] = {
    "json": (reported.of_json, str, str),
    "jsonl": (reported.of_jsonl, str, str),
    "sarif": (reported.of_sarif, same, whole),
    "github": (reported.of_github, same, one_line),
    "gitlab": (reported.of_gitlab, same, one_line),
    "junit": (reported.of_junit, as_xml, as_xml),
    "html": (reported.of_html, clean, one_line),
    "line": (reported.of_line, clean, one_line),
    "markdown": (reported.of_markdown, spanned, span),
    "terminal": (reported.of_terminal, clean, str),
}
"""For each format: how to read it, and what becomes of a path and of a message in it."""


def expected_place(form: str, primary: Mark) -> str:
    if form == "gitlab":
        return "1" if primary.address else str(primary.line)
    if form == "github":
        spread = primary.line != primary.end_line
        return "" if primary.address else str(primary.line) if spread else f"{primary.line}:{primary.column}"
    return primary.address or f"{primary.line}:{primary.column}"


def test_every_format_is_tested() -> None:
    assert set(FORMS) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
@given(whole_report=reports(), show=SEVERITIES)
def test_the_same_findings_in_the_same_order(form: str, whole_report: Report, show: str) -> None:
    parsed, path_of, text_of = FORMS[form]
    text = render(form, whole_report, show)
    assert text == render(form, whole_report, show)
    found = list(parsed(text))
    shown = whole_report.shown(show)
    assert len(found) == len(shown)
    for row, told in zip(found, shown, strict=True):
        path = same(row[2]) if path_of is same else row[2]
        assert (*row[:2], path, row[3]) == (
            told.rule,
            told.severity,
            path_of(told.primary.path),
            expected_place(form, told.primary),
        )
        if len(row) == 4:
            continue
        address = f"{told.primary.address}: " if told.primary.address and form in ("github", "gitlab") else ""
        message = address + text_of(told.message)
        assert row[4].startswith(message) if form in ("gitlab", "line") else row[4] == message


@pytest.mark.parametrize("form", FORMATS)
def test_a_run_without_findings(form: str) -> None:
    parsed, _, _ = FORMS[form]
    assert list(parsed(render(form, report(used=("a.md", "b.md")), "note", Look()))) == []
