"""The page as text: what it says of articles, that nothing of theirs is markup, and that it is made without more ado."""

from __future__ import annotations

import builtins
import json
import marshal
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from consistency.document import Block, Table, compose
from consistency.errors import ConsistencyError
from consistency.findings import Node, Page, Reading, Report
from consistency.report import html, render, shows_pages
from consistency.report.page import words
from consistency.report.page.article import Story
from consistency.report.page.bars import Bar, bars
from consistency.report.page.marks import Marks
from tests import pages, reported
from tests.desk import WRONG, put, run
from tests.pages import checked


def read(text: str, suffix: str = "md") -> str:
    """What the page shows of an article, one line for each row."""
    report = checked(story=text) if suffix == "md" else checked_as(text, suffix)
    (document,) = report.documents.values()
    story = Story(document, Marks(document, report.pages[document.path], report.findings))
    rows, _ = story.rows(report.findings)
    return "\n".join(" ".join("".join(piece.text for piece in row.pieces).split()) for row in rows if row.pieces)


def checked_as(text: str, suffix: str) -> Report:
    from consistency import engine, rulebook

    return engine.check([], texts={f"story.{suffix}": text}, rulebook=rulebook.load(), keep=False, pages=True)


def reading(**more: Any) -> Reading:
    settings: dict[str, Any] = {
        "at": 0, "till": 6, "start": 0, "end": 6, "line": 1, "column": 1, "address": "", "block": 0, "text": "12,000",
        "kind": "count", "hedge": "none", "value": 12000.0, "value_to": None, "unit": "", "noun": "soldiers",
        "strict": (12000.0, 12000.0), "loose": (12000.0, 12000.0),
    }  # fmt: skip
    return Reading(**(settings | more))


# ------------------------------------------------------------------ the article
def test_the_article_stands_there_as_it_reads() -> None:
    text = "# The *old* mill\n\nIt **ground** 40 sacks, [as said](https://example.org/a), and `no` more&nbsp;&mdash; *none*.\n"
    assert read(text) == "The old mill\nIt ground 40 sacks, as said, and no more — none."


def test_markup_of_a_web_page_leaves_no_gaps_and_joins_no_words() -> None:
    text = "<p>It took <b>40</b>, or <i>about <b>50</b></i>, days.<br>Then<br/>it <em>rained</em>.</p><p>End<sup>1</sup></p>"
    assert read(text, "html").splitlines() == [
        "It took 40, or about 50, days.",
        "Then",
        "it rained.",
        "End",
    ]


def test_figures_and_findings_are_marked_where_they_stand() -> None:
    text = render("html", checked(story="Of the 40 dockers, **60** work.\n"))
    figures = re.findall(r'<a class="(f [^"]*)" href="#a1-r(\d+)"[^>]*>(\w+)', text)
    assert figures == [("f k-count is-error", "0", "40"), ("f k-count is-error", "1", "60")]
    assert "60 cannot be part of 40" in text


def test_a_place_that_is_no_figure_is_marked_too() -> None:
    text = render("html", checked(story="Monday, 28 April 2024, was the day of the fair.\n"))
    assert '<span class="place is-error" data-notes="0">Monday</span>' in text


def test_items_keep_their_numbers_and_depths() -> None:
    text = render("html", checked(story="1. one ox\n2. two oxen\n   - a calf\n\n- a plain one\n"))
    assert re.findall(r'<span class="marker">(\d)\.</span>', text) == ["1", "2"]
    assert '<li class="d2">' in text


def test_cells_that_span_are_one_cell() -> None:
    source = "head a b 1 2"
    blocks = [
        Block("cell", at, till, table=0, row=row, col=col)
        for at, till, row, col in ((0, 4, 0, 0), (5, 6, 1, 0), (7, 8, 1, 1), (9, 10, 2, 0), (11, 12, 2, 1))
    ]
    document = compose("t.md", source, blocks, tables=[Table(((0, 0), (1, 2), (3, 4), (3, -1)), header_rows=2)])
    story = Story(document, Marks(document, Page(), ()))
    ((row,), _) = story.rows(())
    assert row.grid is not None
    (first,) = row.grid.head[0]
    assert (first.columns, first.rows, first.scope) == (2, 1, "col")
    assert row.grid.body[0][0].rows == 2
    assert [len(line) for line in row.grid.body] == [2, 1]


def test_headings_leave_no_level_out() -> None:
    text = render("html", checked(story="# One\n\n#### Deep\n\n## Two\n\n###### Deepest\n"))
    levels = [int(level) for level in re.findall(r"<h(\d)", text)]
    assert levels[:5] == [1, 2, 3, 3, 4]


# ------------------------------------------------------------------ what is told
@pytest.mark.parametrize(
    ("told", "value", "bounds"),
    [
        (reading(), "12,000", ""),
        (reading(hedge="about", strict=(11400.0, 12600.0), loose=(11400.0, 12600.0)), "12,000", "11,400 to 12,600"),
        (reading(strict=(11999.5, 12000.5), loose=(11500.0, 13000.0)), "12,000", "as printed; 11,500 to 13,000 if rounded"),
        (reading(value=1.5e6, unit="USD"), "1,500,000 USD", "12,000"),
        (reading(value=3.0, value_to=4.0, kind="percent", unit="percent", strict=None), "3 to 4 %", ""),
        (reading(value=20240429.0, kind="date", strict=None), "2024-04-29", ""),
        (reading(value=20240400.0, kind="date", strict=None), "2024-04", ""),
        (reading(value=429.0, kind="date", strict=None), "????-04-29", ""),
        (reading(value=619.0, kind="time", strict=None), "10:19", ""),
        (reading(value=2023.0, kind="year", strict=None), "2023", ""),
        (reading(value=3.0, value_to=1.0, kind="score", strict=None), "3 : 1", ""),
        (reading(hedge="more than", strict=(12000.0, float("inf")), loose=(12000.0, float("inf"))), "12,000", "12,000 or more"),
        (reading(value=-3.25), "\u22123.25", "12,000"),
    ],
)  # fmt: skip
def test_a_reading_in_words(told: Reading, value: str, bounds: str) -> None:
    assert words.value(told) == value
    assert words.bounds(told) == bounds


def lines(bar: Bar) -> list[tuple[str, str, str, str]]:
    own = (bar.text, bar.stretch.start, bar.stretch.width, bar.stretch.tone)
    return [own, *(line for part in bar.parts for line in lines(part))]


def test_bars_are_to_one_scale() -> None:
    node = Node("200", "hens", 200, "", 1, (Node("50", "", 50, "", 1), Node("100", "", 100, "", 1)), "50")
    assert lines(bars(node)) == [
        ("200", "0.000%", "100.000%", "part"),
        ("50", "0.000%", "25.000%", "part"),
        ("100", "25.000%", "50.000%", "part"),
        ("50", "75.000%", "25.000%", "rest"),
    ]


def test_bars_that_do_not_meet_are_red_between_their_ends() -> None:
    parts = (Node("150", "", 150, "", 1), Node("100", "", 100, "", 1))
    long = Node("200", "hens", 200, "", 1, parts, fails=("150 + 100 = 200",))
    assert lines(bars(long))[-1] == ("50", "80.000%", "20.000%", "fault")
    short = Node("400", "hens", 400, "", 1, parts, "150", fails=("150 + 100 = 400",))
    assert lines(bars(short))[-1] == ("150", "62.500%", "37.500%", "fault")


def test_a_whole_that_is_divided_twice_is_no_fault() -> None:
    parts = tuple(Node(str(value), "", value, "", 1) for value in (150.0, 50.0, 120.0, 80.0))
    assert [line[1] for line in lines(bars(Node("200", "", 200, "", 1, parts)))[1:]] == [
        "0.000%",
        "75.000%",
        "0.000%",
        "60.000%",
    ]
    assert not [line for line in lines(bars(Node("0", "", 0, "", 1))) if line[3] != "part"]


def test_every_figure_tells_its_relations() -> None:
    report = checked(story="Of the 60 dockers, 40 work the night shift. They have 3 cranes.\n")
    (page,) = report.pages.values()
    (trial,) = (trial for trial in page.trials if trial.rule == "parts-within-whole")
    assert (trial.verdict, trial.sentence) == ("agrees", "40 ≤ 60")
    assert [(label, page.readings[row].text) for label, row in trial.roles] == [("whole", "60"), ("part", "40")]
    text = render("html", report)
    assert "2 figures in a test" in text
    assert "1 figure in no test" in text
    assert "nothing to report" in text


def test_what_is_suppressed_says_so() -> None:
    text = render(
        "html", checked(story=f"<!-- consistency-ignore-next-line parts-within-whole: as printed -->\n{WRONG}")
    )
    assert "Suppressed: 60 cannot be part of 40" in text
    assert "not reported, for it is silenced in story.md:1: as printed" in text


def test_a_report_without_pages_tells_its_findings() -> None:
    text = render("html", reported.report(reported.FULL, reported.CELL, used=("a.md", "budget.xlsx")))
    assert "10,000 + 5,000 is 15,000, not 12,000" in text
    assert "Sheet1!C12" in text


# ------------------------------------------------------------------ safety
def test_nothing_of_an_article_is_markup() -> None:
    text = pages.page("hostile")
    rest = text.replace(html._part("page.js"), "").replace(html._part("page.css"), "")
    assert re.findall(r"<script[^>]*>", rest) == ["<script>"]
    assert rest.count("</title>") == 1
    assert not re.search(r"<(img|svg on|iframe|b>)", rest)
    assert "javascript:" not in rest
    assert list(reported.of_html(text)), "no element has an attribute that does something"
    assert "\x07" not in text


@pytest.mark.parametrize("name", ['"><script>alert(1)</script>.md', "a' onclick='b.md", "\u2028\u202e.md", "x&lt;.md"])
def test_nothing_of_a_path_is_markup(name: str) -> None:
    from consistency import engine, rulebook

    report = engine.check([], texts={name: WRONG, "b.md": WRONG}, rulebook=rulebook.load(), keep=False, pages=True)
    text = render("html", report)
    assert list(reported.of_html(text)) == [
        ("parts-within-whole", "error", words.plain(path), "1:8", "60 cannot be part of 40")
        for path in (name.replace("\u2028", "\ufffd").replace("\u202e", "\ufffd"), "b.md")
    ]


def test_a_surrogate_or_a_control_character_does_not_stop_the_page() -> None:
    assert render("html", checked(story="Of the 40 \ud800 dockers\x00, 60 \x1b[31m work.\n")).encode()


def test_the_policy_names_the_style_and_the_script_of_the_page() -> None:
    text = pages.page("plain")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    style, script = (re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL) for tag in ("style", "script"))
    assert len(style) == len(script) == 1
    assert unescape(policy[1]) == html._policy(style[0], script[0])
    assert unescape(policy[1]).startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]


# ------------------------------------------------------------------ as a format
def test_it_asks_for_pages_and_no_other_format_does() -> None:
    from consistency.report import FORMATS

    assert [form for form in FORMATS if shows_pages(form)] == ["html"]


def test_the_findings_are_those_of_json_in_their_order(newsroom: Path) -> None:
    for number, text in enumerate((pages.PLAIN, pages.SOUND, pages.TABLE, pages.MANY)):
        put(newsroom, f"{number}.md", text)
    result = run("check", "--show", "note", "--format", "json:a.json", "--format", "html:a.html", ".")
    assert result.exit_code == 1
    found = json.loads((newsroom / "a.json").read_text())["findings"]
    rows = list(reported.of_html((newsroom / "a.html").read_text(encoding="utf-8")))
    assert len(rows) > 30
    assert rows == [reported.of_object(one) for one in found]


def test_two_runs_and_any_number_of_processes_write_the_same_bytes(newsroom: Path) -> None:
    names = [put(newsroom, f"{name}.md", pages.ARTICLES[name] * 40) for name in ("plain", "table", "sound", "many")]
    for seed, jobs in ((1, 1), (2, 2)):
        subprocess.run(
            [sys.executable, "-m", "consistency", "check", "-q", "-j", str(jobs), "--no-config", "--format", f"html:{seed}.html", *names],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            check=False,
        )  # fmt: skip
    first, second = ((newsroom / f"{seed}.html").read_bytes() for seed in (1, 2))
    assert first == second
    assert len(first) > 100_000


def test_a_file_that_cannot_be_read_is_named(newsroom: Path) -> None:
    put(newsroom, "sound.md", pages.SOUND)
    put(newsroom, "bad.xlsx", b"no workbook <b>")
    run("check", "--format", "html:out.html", "sound.md", "bad.xlsx", "gone.md")
    text = (newsroom / "out.html").read_text()
    assert re.search(r"<b>bad\.xlsx</b>", text)
    assert "A quiet year" in text


def test_without_jinja2_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    there = builtins.__import__

    def importing(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == "jinja2":
            raise ImportError(name)
        return there(name, *rest, **more)

    html._template.cache_clear()
    monkeypatch.setattr(builtins, "__import__", importing)
    with pytest.raises(ConsistencyError, match=r"pip install 'figure-consistency\[html\]'"):
        render("html", reported.report())


def test_a_damaged_template_in_the_cache_costs_time_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = render("html", reported.report(reported.FULL))
    for kept in (b"", b"nothing", marshal.dumps(7), "no bytes", None):

        def load(kind: str, key: str, kept: object = kept) -> object:
            return kept

        html._template.cache_clear()
        monkeypatch.setattr(html.cache, "load", load)
        assert render("html", reported.report(reported.FULL)) == whole
    html._template.cache_clear()
