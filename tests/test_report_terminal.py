"""The report for people: golden reports at 80 and 160 columns, and what happens to difficult lines."""

from __future__ import annotations

import re

import pytest

from consistency.document import Block, Document, compose
from consistency.errors import ReadError
from consistency.findings import Finding, Mark, Report
from consistency.report import Look, render
from consistency.report.drawing.line import cells

HARBOUR = """---
title: Harbour hires 640 dockers
---

Of the 640 dockers who signed on when the new container harbour opened last spring, about 400 work the night shift.

The night shift is made up of 250 crane drivers and 190 lashers, according to the staff list that reporters saw.
"""


def document(source: str, path: str = "news/harbour.md") -> Document:
    return compose(path, source, [Block("paragraph", 0, len(source))])


def mark(article: Document, text: str, label: str, nth: int = 0) -> Mark:
    """The `nth` place of `text` in the article."""
    start = -1
    for _ in range(nth + 1):
        start = article.source.index(text, start + 1)
    line, column = article.position(start)
    end_line, end_column = article.position(start + len(text))
    end = start + len(text)
    return Mark(label, label, article.path, start, end, line, column, end_line, end_column, text)


def finding(primary: Mark, *related: Mark, **more: object) -> Finding:
    settings: dict[str, object] = {
        "rule": "sum-of-parts",
        "severity": "error",
        "verdict": "contradicts",
        "confidence": "high",
        "message": 'the parts come to 440, not "about 400"',
    }
    return Finding(primary=primary, related=related, **(settings | more))  # type: ignore[arg-type]


def report(findings: list[Finding], documents: list[Document], **more: object) -> Report:
    settings: dict[str, object] = {
        "by_rule": {"sum-of-parts": {"agrees": 3, "contradicts": 1}},
        "n_figures": 9,
        "used": {documents[0].path: (4, 9)} if documents else {},
    }
    return Report(
        findings=tuple(findings),
        documents={article.path: article for article in documents},
        n_documents=len(documents),
        **(settings | more),  # type: ignore[arg-type]
    )


def harbour() -> Report:
    article = document(HARBOUR)
    first = finding(
        mark(article, "190", "part"),
        mark(article, "about 400", "the stated whole"),
        mark(article, "250", "part"),
        details=('"about 400" allows 380 to 420',),
        help="150 lashers instead of 190 would agree with every figure",
        evidence='next sentence, "is made up of"',
    )
    second = finding(
        mark(article, "640", "the figure in the headline"),
        mark(article, "640", "the same figure in the text", 1),
        rule="headline",
        severity="warning",
        confidence="medium",
        message="the headline's 640 is not the text's 640",
        quoted=True,
    )
    return report([first, second], [article])


AT_80 = """\
error[sum-of-parts]: the parts come to 440, not "about 400"
  --> news/harbour.md:7:53
   |
 5 | ... container harbour opened last spring, about 400 work the night shift.
   |                                           --------- the stated whole
 7 | ... shift is made up of 250 crane drivers and 190 lashers, according to ...
   |                         --- part              ^^^ part
   |
   = "about 400" allows 380 to 420
   = help: 150 lashers instead of 190 would agree with every figure
   = confidence: high (next sentence, "is made up of")

warning[headline]: the headline's 640 is not the text's 640
  --> news/harbour.md:2:22
   |
 2 | title: Harbour hires 640 dockers
   |                      ^^^ the figure in the headline
...
 5 | Of the 640 dockers who signed on when the new container harbour opened ...
   |        --- the same figure in the text
   |
   = note: inside a quotation: do not edit the words, ask the speaker or the
     source
   = confidence: medium

1 error, 1 warning in 1 article; 4 relations tested, 3 agree; 4 of 9 figures
  took part
what a rule checks, and how to silence it: consistency explain sum-of-parts
"""

AT_160 = """\
error[sum-of-parts]: the parts come to 440, not "about 400"
  --> news/harbour.md:7:53
   |
 5 | Of the 640 dockers who signed on when the new container harbour opened last spring, about 400 work the night shift.
   |                                                                                     --------- the stated whole
 7 | The night shift is made up of 250 crane drivers and 190 lashers, according to the staff list that reporters saw.
   |                               --- part              ^^^ part
   |
   = "about 400" allows 380 to 420
   = help: 150 lashers instead of 190 would agree with every figure
   = confidence: high (next sentence, "is made up of")

warning[headline]: the headline's 640 is not the text's 640
  --> news/harbour.md:2:22
   |
 2 | title: Harbour hires 640 dockers
   |                      ^^^ the figure in the headline
...
 5 | Of the 640 dockers who signed on when the new container harbour opened last spring, about 400 work the night shift.
   |        --- the same figure in the text
   |
   = note: inside a quotation: do not edit the words, ask the speaker or the source
   = confidence: medium

1 error, 1 warning in 1 article; 4 relations tested, 3 agree; 4 of 9 figures took part
what a rule checks, and how to silence it: consistency explain sum-of-parts
"""


@pytest.mark.parametrize(("width", "expected"), [(80, AT_80), (160, AT_160)])
def test_golden(width: int, expected: str) -> None:
    assert render("terminal", harbour(), "warning", Look(width)) == expected


@pytest.mark.parametrize("width", [80, 160])
def test_colour_changes_no_word_and_no_place(width: int) -> None:
    plain = render("terminal", harbour(), "warning", Look(width))
    coloured = render("terminal", harbour(), "warning", Look(width, colour=True))
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain
    assert coloured.startswith("\x1b[1;31merror[sum-of-parts]\x1b[0m\x1b[1m: the parts")
    assert "\x1b[1;31m^^^ part\x1b[0m" in coloured
    assert "\x1b[1;34m--- part" in coloured
    assert "\x1b[1;33m^^^ the figure in the headline\x1b[0m" in coloured


def test_no_line_is_wider_than_the_terminal() -> None:
    for width in range(40, 200, 7):
        text = render("terminal", harbour(), "note", Look(width))
        assert max(cells(line) for line in text.splitlines()) <= width


def drawn(source: str, *places: tuple[str, str], width: int = 80, nth: int = 0) -> str:
    """The lines of the excerpt alone; the first place is the primary one."""
    article = document(source)
    first, *others = [mark(article, text, label) for text, label in places]
    text = render("terminal", report([finding(first, *others)], [article]), "note", Look(width, detail=-1))
    lines = text.splitlines()
    gutter = lines[2]
    return "\n".join(lines[3 : lines.index(gutter, 3)])


def test_a_label_without_room_behind_its_mark_hangs_below() -> None:
    assert drawn("Of 90, 40 and 60 are left.", ("60", "part"), ("90", "the whole"), ("40", "another part")) == (
        " 1 | Of 90, 40 and 60 are left.\n"
        "   |    --  --     ^^ part\n"
        "   |    |   |\n"
        "   |    |   another part\n"
        "   |    the whole"
    )


def test_neighbours_with_one_label_say_it_once() -> None:
    source = "It has 11, 12, 13 and 14 seats, or 60."
    places = [("60", "the stated total"), *((text, "part") for text in ("11", "12", "13", "14"))]
    assert drawn(source, *places) == (
        " 1 | It has 11, 12, 13 and 14 seats, or 60.\n   |        --  --  --     -- part      ^^ the stated total"
    )


def test_a_label_at_the_right_edge_is_set_to_the_left() -> None:
    source = "word " * 11 + "and in the end it was 77"
    text = drawn(source, ("77", "the total that the ministry states"))
    assert text.splitlines()[1].endswith("^^")
    assert text.splitlines()[-1].endswith("the total that the ministry states")
    assert max(map(len, text.splitlines())) <= 80


def test_one_place_with_two_roles_has_both_labels() -> None:
    text = drawn("Now 15, not 20.", ("15", "the new figure"), ("15", "part"), ("20", "whole"))
    assert "^^      -- whole" in text
    assert "the new figure, part" in text


def test_a_mark_inside_another() -> None:
    text = drawn("On Monday, 3 May 2021, it rained.", ("Monday", "the weekday"), ("Monday, 3 May 2021", "the date"))
    assert text.splitlines()[1] == "   |    ^^^^^^------------ the date"
    assert text.splitlines()[-1] == "   |    the weekday"


def test_a_mark_over_several_lines() -> None:
    source = "It rose to about\n12,000 in May.\n"
    assert drawn(source, ("about\n12,000", "the new figure")) == (
        " 1 | It rose to about\n   |            ^^^^^\n 2 | 12,000 in May.\n   | ^^^^^^ the new figure"
    )


def test_a_mark_over_many_lines_shows_its_ends() -> None:
    source = "From 1\n" + "and on\n" * 9 + "  to 2 it goes."
    assert drawn(source, (source[: source.index(" it goes")], "the list")) == (
        "  1 | From 1\n    | ^^^^^^\n ...\n 11 |   to 2 it goes.\n    |   ^^^^ the list"
    )


def test_wide_characters_and_tabs_keep_marks_in_place() -> None:
    text = drawn("日本では 12,000 人\tと 9,000 人", ("9,000", "part"), ("12,000", "whole"))
    source, marks = text.splitlines()[:2]
    for figure, sign in (("12,000", "-"), ("9,000", "^")):
        assert cells(source[: source.index(figure)]) == marks.index(sign)
    source, marks = drawn("🎉🎉 in 2 days 🚀 to 5", ("5", "new"), ("2", "old")).splitlines()[:2]
    assert cells(source[: source.index("5")]) == marks.index("^")


def test_marks_far_apart_on_one_long_line_are_all_shown() -> None:
    filler = "and so the story goes on for quite a while "
    source = "First 111 came. " + filler * 10 + "Then 222 came. " + filler * 10 + "Last 333 came."
    text = drawn(source, ("333", "the stated sum"), ("111", "part"), ("222", "part"))
    assert max(map(len, text.splitlines())) <= 80
    assert all(figure in text for figure in ("111", "222", "333"))
    assert text.count(" ... ") >= 2


def test_a_mark_longer_than_the_terminal_shows_both_ends() -> None:
    digits = "1" + "0" * 400 + "7"
    text = drawn(f"No less than {digits} grains of sand.", (digits, "the figure"))
    assert max(map(len, text.splitlines())) <= 80
    assert "1000" in text
    assert "0007" in text


def test_a_very_long_line_is_quick() -> None:
    source = "9" * 3_000_000 + " and 5 left."
    assert "5 left." in drawn(source, ("5 left", "rest"))


def test_a_long_column_is_summed_up() -> None:
    rows = [f"| place {number} | {number + 100} |" for number in range(30)]
    article = document("\n".join([*rows, "| total | 9,999 |"]), "table.md")
    parts = [mark(article, f" {number + 100} ", "addend") for number in range(30)]
    text = render("terminal", report([finding(mark(article, "9,999", "the total"), *parts)], [article]), look=Look(80))
    assert "\n ... and 19 more addends\n 31 | | total | 9,999 |\n" in text
    assert sum(1 for line in text.splitlines() if re.match(r" +\d+ \|", line)) == 12


def test_places_in_two_files() -> None:
    first, second = document("It says 5.", "a.md"), document("It says 6.\nAnd 7.", "b.md")
    found = finding(mark(first, "5", "here"), mark(second, "7", "there"))
    text = render("terminal", report([found], [first, second]), look=Look(80, detail=-1))
    assert "  --> a.md:1:9\n   |\n 1 | It says 5.\n   |         ^ here\n   |\n" in text
    assert "  ::: b.md:2:5\n   |\n 2 | And 7.\n   |     - there\n   |\n" in text


def test_without_the_document_the_places_are_told() -> None:
    found = harbour()
    text = render("terminal", report(list(found.findings), []), look=Look(80))
    assert " 7 | 190 (part)" in text


def test_an_article_cannot_write_on_the_terminal() -> None:
    source = "Red \x1b[31m 5 and \x07 \u202e 6\r\nnext"
    article = document(source, "bad\x1b[2J.md")
    found = finding(mark(article, "5", "one\x1b[1m"), message="\x1b]0;title\x07 is wrong")
    text = render("terminal", report([found], [article]), look=Look(80))
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)
    assert "\ufffd[31m 5 and" in text


def test_quiet_prints_findings_alone() -> None:
    text = render("terminal", harbour(), "warning", Look(80, detail=-1))
    assert text == AT_80[: AT_80.index("\n1 error")]
    assert render("terminal", report([], [document("x")]), look=Look(80, detail=-1)) == ""


def test_the_summary_has_the_right_words() -> None:
    one = report(
        [],
        [document("x")],
        by_rule={"a": {"agrees": 1}},
        used={"x": (1, 1)},
        errors=(ReadError("gone.md", None, "no such file or folder"),),
    )
    assert render("terminal", one, look=Look(120)) == (
        "nothing to report in 1 article; 1 relation tested, 1 agrees; 1 of 1 figure took part\n"
        "1 file could not be read\n"
    )
    none = report([], [], by_rule={}, used={})
    assert render("terminal", none, look=Look(120)) == "nothing to report in 0 articles; 0 relations tested, 0 agree\n"


def test_hidden_findings_are_counted() -> None:
    article = document("It says 5.")
    hidden = report([finding(mark(article, "5", "x"), severity="note")], [article])
    text = render("terminal", hidden, "warning", Look(120))
    assert text.startswith("nothing to report in 1 article")
    assert "1 more finding with --show note" in text
    assert render("terminal", hidden, "note", Look(120)).startswith("note[sum-of-parts]")
