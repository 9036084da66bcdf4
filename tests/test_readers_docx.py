"""Word documents: what a person reads with all changes accepted, every place by its name, and no file can do harm."""

from __future__ import annotations

import gc
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency import engine, readers, rulebook
from consistency.document import Document
from consistency.errors import ReadError
from consistency.findings import Report
from consistency.report import schema
from tests.desk import put, run
from tests.word_file import (
    BULLET,
    MAIN,
    NAMESPACES,
    ORDERED,
    RESTARTED,
    docx,
    field,
    note_mark,
    p,
    picture,
    r,
    t,
    tbl,
    tc,
    text_box,
)


def read(*body: str, **more: object) -> Document:
    return readers.read("draft.docx", docx(*body, **more))  # type: ignore[arg-type]


def texts(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.block_text(block)) for block in document.blocks]


def words(*content: str) -> str:
    """What is read of one paragraph."""
    return " ".join(text for _, text in texts(read(p(*content))))


# ------------------------------------------------------------------------------------------------------ running text
def test_a_number_in_three_runs_is_one_number() -> None:
    assert words("About 10", r(",5", "<w:b/>"), r("00"), " dockers") == "About 10,500 dockers"


def test_insertions_are_read_as_accepted_and_deletions_left_out() -> None:
    inserted = '<w:ins w:id="1" w:author="a">' + r("500 dockers") + "</w:ins>"
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>000</w:delText></w:r></w:del>'
    assert words("About 10,", deleted, inserted) == "About 10,500 dockers"
    moved = f'<w:moveFrom w:id="3">{r("of 70 ")}</w:moveFrom><w:moveTo w:id="4">{r("of 80 ")}</w:moveTo>'
    assert words("Crews ", moved, "came") == "Crews of 80 came"


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    deleted_end = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    document = read(p("The fleet has ", properties=deleted_end), p("12 boats."), p("It had 9."))
    assert texts(document) == [("paragraph", "The fleet has 12 boats."), ("paragraph", "It had 9.")]


def test_a_deleted_end_before_a_table_and_within_a_cell() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    table = tbl([tc(p("1", properties=gone) + p("2") + tbl(["x", "y"]) + p("3")), "z"])
    assert texts(read(p("Above ", properties=gone), table, p("Below"))) == [
        ("paragraph", "Above"), ("cell", "12 3"), ("cell", "z"), ("cell", "x"), ("cell", "y"), ("paragraph", "Below"),
    ]  # fmt: skip


def test_tabs_breaks_hyphens_and_symbols() -> None:
    assert words(r("<w:t>7</w:t><w:tab/><w:t>8</w:t><w:br/><w:t>9</w:t><w:cr/><w:t>10</w:t>")) == "7 8 9 10"
    assert words(r("<w:t>fifty</w:t><w:noBreakHyphen/><w:t>two</w:t>")) == "fifty\u2011two"
    assert words(r("<w:t>12</w:t><w:softHyphen/><w:t>,0\u00ad00</w:t>")) == "12,000"
    assert words("Some ", r('<w:sym w:font="Symbol" w:char="F0B1"/>'), "5 mm") == "Some ±5 mm"
    assert words("Tick ", r('<w:sym w:font="Wingdings" w:char="F0FC"/>'), " 5") == "Tick   5"


def test_lines_broken_by_hand_are_lines_unless_the_sentence_goes_on() -> None:
    lines = r(
        "<w:t>Dockers: 12</w:t><w:br/><w:t>Sailors: 9</w:t><w:br/><w:br/><w:t>There are </w:t><w:br/><w:t>in all 21</w:t>"
    )
    assert texts(read(p(lines))) == [
        ("paragraph", "Dockers: 12"), ("paragraph", "Sailors: 9"), ("paragraph", "There are  in all 21"),
    ]  # fmt: skip
    document = read(p(lines, number=BULLET), p(lines, style="Heading1"))
    assert [block.kind for block in document.blocks] == ["item", "paragraph", "paragraph", "heading"]


def test_raised_digits_are_powers_or_marks_of_notes() -> None:
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    assert words("4,500", r("3", up), " men on 5 m", r("2", up), ", CO", r("2", down)) == "4,500 men on 5 m², CO₂"
    assert words("4,500", r("1", up), r("2", up), " men, the 5", r("th", up)) == "4,500 men, the 5th"


def test_hidden_text_is_left_out_however_it_is_hidden() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    document = read(
        p("Seen ", r("12 ", "<w:vanish/>"), r("13 ", '<w:vanish w:val="0"/>'), r("14", '<w:rStyle w:val="Secret"/>')),
        styles=styles,
    )
    assert texts(document) == [("paragraph", "Seen 13")]


def test_of_fields_the_result_is_read_and_not_the_code() -> None:
    assert words("In all ", field('DOCPROPERTY "crew 99"', r("40")), " men") == "In all 40 men"
    inner = field("IF " + "1 = 1", r("3") + field("= 2 + 2", r("4")))
    assert words("So ", inner, " men") == "So 34 men"
    assert words('<w:fldSimple w:instr="NUMWORDS 7">' + r("12") + "</w:fldSimple>", " words") == "12 words"
    unended = r('<w:fldChar w:fldCharType="begin"/>') + "<w:r><w:instrText>PAGE 3</w:instrText></w:r>"
    assert texts(read(p("Lost ", unended), p("Found 5"))) == [("paragraph", "Lost"), ("paragraph", "Found 5")]


def test_controls_links_and_tags_are_only_wrappers() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('50 ')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Type 99')}</w:sdtContent></w:sdt>"
    link = f'<w:hyperlink r:id="r9">{r("men ")}</w:hyperlink>'
    tag = f'<w:smartTag w:element="x">{r("and ")}<w:customXml w:element="y">{r("6 dogs")}</w:customXml></w:smartTag>'
    assert words(control, prompt, link, tag) == "50 men and 6 dogs"


def test_of_alternate_content_one_branch_is_read() -> None:
    both = f'<mc:AlternateContent><mc:Choice Requires="w14">{r("5")}</mc:Choice><mc:Fallback>{r("6")}</mc:Fallback>'
    assert words("Just ", both + "</mc:AlternateContent>") == "Just 5"
    document = read(p("Beside.", text_box(p("A box of 12."))))
    assert texts(document) == [("paragraph", "Beside."), ("paragraph", "A box of 12.")]


def test_a_formula_in_one_line_is_text_and_a_fraction_is_none() -> None:
    assert words("So ", "<m:oMath><m:r><m:t>x = 5</m:t></m:r></m:oMath>") == "So x = 5"
    fraction = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    assert words("So ", f"<m:oMath>{fraction}</m:oMath>", "cups") == "So  cups"


# ------------------------------------------------------------------------------------------------------ structure
def test_styles_and_outline_levels_make_headings() -> None:
    document = read(
        p("Harbours", style="Title"),
        p("Cod", style="Heading1"),
        p("Landings", style="House"),
        p("By its level", properties='<w:outlineLvl w:val="2"/>'),
        p("Not by its level", style="Heading3", properties='<w:outlineLvl w:val="9"/>'),
        p("They said so", style="Quote"),
        p("x = 12", style="SourceCode"),
        p("Cod ..... 4", style="TOC1"),
    )
    assert [(block.kind, block.level, block.heading, block.quote) for block in document.blocks] == [
        ("title", 1, "", False),
        ("heading", 1, "Harbours", False),
        ("heading", 2, "Cod", False),
        ("heading", 3, "Landings", False),
        ("paragraph", 0, "By its level", False),
        ("paragraph", 0, "By its level", True),
    ]


@pytest.mark.parametrize("name", ["Überschrift 2", "Titre 2", "Заголовок 2", "HEADING  2"])
def test_names_of_styles_in_other_languages(name: str) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="x1"><w:name w:val="{name}"/></w:style>'
    document = read(p("Before"), p("Fish", style="x1"), styles=style)
    assert [(block.kind, block.level) for block in document.blocks] == [("paragraph", 0), ("heading", 2)]


def test_a_headline_below_its_kicker_is_the_title() -> None:
    document = read(p("Fisheries"), p("Cod is back", style="Title"), p("Cod", style="Title"))
    assert [block.kind for block in document.blocks] == ["paragraph", "title", "heading"]


def test_a_style_that_is_based_on_itself_ends() -> None:
    style = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="b"/><w:basedOn w:val="a"/></w:style>'
    assert texts(read(p("Fish", style="a"), styles=style)) == [("paragraph", "Fish")]


def test_a_long_chain_of_styles_is_followed_once() -> None:
    named = '<w:style w:type="paragraph" w:styleId="s{0}"><w:name w:val="s{0}"/><w:basedOn w:val="{1}"/></w:style>'
    styles = "".join(named.format(n, f"s{n - 1}" if n else "Heading2") for n in range(3000))
    heading = '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
    start = time.perf_counter()
    document = read(p("x"), *(p("x", style=f"s{n}") for n in range(0, 3000)), styles=heading + styles)
    assert {block.level for block in document.blocks[1:]} == {2}
    assert time.perf_counter() - start < 5


def test_lists_have_levels_and_their_numbers_are_not_read() -> None:
    document = read(
        p("Three:"),
        p("one", number=BULLET),
        p("inner", number=BULLET, depth=1),
        p("two", number=BULLET),
        p("Then:"),
        p("first", number=ORDERED),
        p("sub", number=ORDERED, depth=1),
        p("second", number=ORDERED),
        p("anew", number=RESTARTED),
        p("off", style="ListParagraph"),
    )
    found = [(document.block_text(b), b.level, b.list) for b in document.blocks if b.kind == "item"]
    assert found == [
        ("one", 1, 1), ("inner", 2, 2), ("two", 1, 1), ("first", 1, 3), ("sub", 2, 4), ("second", 1, 3), ("anew", 1, 5),
    ]  # fmt: skip
    assert document.source.splitlines()[1:9] == [
        "- one", "- inner", "- two", "Then:", "1. first", "1.a) sub", "2. second", "1. anew",
    ]  # fmt: skip
    assert document.text.splitlines()[5] == "   first"


def test_tables_with_merged_cells_and_nested_ones() -> None:
    span, begin, more = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    nested = tbl(["in", "side"], ["1", "2"])
    document = read(
        tbl(
            [tc("Port", begin), tc("Cod", span)],
            [tc("", more), "2021", "2022"],
            ["Brae", "3", tc(p("4") + nested + p())],
            properties={0: "<w:tblHeader/>", 1: "<w:tblHeader/>"},
        )
    )
    outer, inner = document.tables
    grid = [[document.block_text(document.blocks[at]) for at in row] for row in outer.grid]
    assert grid == [["Port", "Cod", "Cod"], ["Port", "2021", "2022"], ["Brae", "3", "4"]]
    assert outer.header_rows == 2
    assert [[document.block_text(document.blocks[at]) for at in row] for row in inner.grid] == [
        ["in", "side"],
        ["1", "2"],
    ]
    assert document.address(document.source.index("2022")) == "table 1, cell C2"
    assert document.address(document.source.index("side")) == "table 2, cell B1"


def test_a_column_moved_by_a_hair_and_rows_with_gaps() -> None:
    two = '<w:gridSpan w:val="2"/>'
    document = read(
        tbl(
            ["Port", tc("Cod", two)],
            ["Brae", tc("3", two)],
            [tc("4", two)],
            properties={2: '<w:gridBefore w:val="1"/>'},
        )
    )
    (table,) = document.tables
    assert [len(row) for row in table.grid] == [2, 2, 2]
    assert table.grid[2][0] == -1


def test_deleted_rows_and_cells_are_left_out() -> None:
    gone = '<w:del w:id="1" w:author="a"/>'
    document = read(tbl(["Port", "Cod"], ["Brae", "3"], ["Creel", "9"], properties={1: gone}))
    assert [text for _, text in texts(document)] == ["Port", "Cod", "Creel", "9"]
    assert document.address(document.source.index("9")) == "table 1, cell B2"


def test_a_table_that_only_arranges_the_page_is_read_as_text() -> None:
    document = read(tbl([tc(p("Fish", style="Heading2") + p("There are 12.")), "y"], ["x"]))
    assert not document.tables
    assert texts(document)[:2] == [("heading", "Fish"), ("paragraph", "There are 12.")]


def test_captions_belong_to_the_table_next_to_them() -> None:
    document = read(
        p("Table ", field("SEQ Table \\* ARABIC", r("1")), ": Cod", style="Caption"),
        tbl(["Port", "t"], ["Brae", "3"]),
        p("Between."),
        tbl(["Port", "t"], ["Brae", "4"]),
        p("Table ", field("SEQ Table", r("2")), ": Hake"),
        p("A picture: ", picture("12 boats"), style="Caption"),
        tbl(["Port", "t"], ["Brae", "5"]),
        tbl(["Port", "t"], ["Brae", "6"]),
    )
    assert [table.caption for table in document.tables] == ["Table 1: Cod", "Table 2: Hake", "A picture:", ""]
    assert ("alt", "12 boats") in texts(document)


def test_notes_stand_behind_the_text_in_the_order_of_their_marks() -> None:
    document = read(
        p("One.", note_mark(2), " Two.", note_mark(1, "endnote"), note_mark(1)),
        footnotes=["Later 12.", "Sooner 13."],
        endnotes=["At the end 14."],
    )
    assert [text for _, text in texts(document)] == ["One. Two.", "Sooner 13.", "Later 12.", "At the end 14."]
    addresses = [document.address(block.start) for block in document.blocks]
    assert addresses == ["paragraph 1", "footnote 1", "footnote 2", "endnote 1"]


def test_headers_comments_and_contents_are_left_out() -> None:
    contents = field("TOC \\o", r("Fish 7"))
    gallery = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('Birds 9')}</w:sdtContent></w:sdt>"
    document = read(p(contents), control, p("Text.", '<w:r><w:commentReference w:id="0"/></w:r>'))
    assert texts(document) == [("paragraph", "Text.")]


def test_paragraphs_are_counted_as_a_person_would() -> None:
    document = read(p("One"), p(), p("  "), tbl(["a", "b"]), p("Two", text_box(p("In a box"))), p("Three"))
    assert [document.address(block.start) for block in document.blocks] == [
        "paragraph 1", "table 1, cell A1", "table 1, cell B1", "paragraph 2", "text box 1", "paragraph 3",
    ]  # fmt: skip


def test_the_strict_form_is_read_too() -> None:
    strict = docx(p("12 boats"))
    with zipfile.ZipFile(BytesIO(strict)) as archive:
        text = (
            archive.read("word/document.xml").decode().replace(MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        )
    assert texts(read(document=text)) == [("paragraph", "12 boats")]


# ------------------------------------------------------------------------------------------------------ about itself
def test_the_language_that_most_of_the_text_declares() -> None:
    german = '<w:lang w:val="de-DE"/>'
    assert read(p(r("Der Hafen hat zwölf Boote", german), r("and", '<w:lang w:val="en-GB"/>'))).language == "de-DE"
    assert read(p("The harbour has twelve boats", r("und", german))).language == ""


def core(created: str, modified: str) -> str:
    return f"<dc:title>Fish</dc:title><dcterms:created>{created}</dcterms:created><dcterms:modified>{modified}</dcterms:modified>"


def test_the_day_of_a_fresh_draft() -> None:
    fresh = read(p("Text"), core=core("2026-03-04T10:00:00Z", "2026-03-06T10:00:00Z"))
    assert (fresh.date, dict(fresh.meta)) == ("2026-03-04", {"title": "Fish"})
    assert read(p("Text"), core=core("2019-03-04T10:00:00Z", "2026-03-06T10:00:00Z")).date == ""
    assert (
        read(p("BRAE, May 5, 2024 — Text"), core=core("2026-03-04T10:00:00Z", "2026-03-06T10:00:00Z")).date
        == "2024-05-05"
    )


# ------------------------------------------------------------------------------------------------------ what a user sees
WRONG = "Of the 40 dockers, 60 work the night shift."


def test_findings_name_the_paragraph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "draft.docx", docx(p("The port.", style="Title"), p("All is well."), p(WRONG)))
    result = run("check", "--no-config", "draft.docx")
    assert "--> draft.docx:paragraph 3\n" in result.stdout
    assert f" 3 | {WRONG}" in result.stdout
    found = json.loads(run("check", "--no-config", "--format", "json", "draft.docx").stdout)
    assert {one["address"] for one in found["findings"]} == {"paragraph 3"}
    jsonschema.Draft202012Validator(json.loads(schema("findings"))).validate(found)


def test_findings_name_the_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    table = tbl(["Harbour", "Cod"], ["Brae", "31"], ["Creel", "22"], ["Dunnet", "14"], ["Total", "97"])
    put(tmp_path, "draft.docm", docx(table))
    found = json.loads(run("check", "--no-config", "--format", "json", "draft.docm").stdout)["findings"]
    assert [one["address"] for one in found] == ["table 1, cell B5"]
    shown = run("check", "--no-config", "draft.docm").stdout
    assert "--> draft.docm:table 1, cell B5\n" in shown


def test_what_word_keeps_beside_an_open_file_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "draft.docx", docx(p("All is well.")))
    put(tmp_path, "~$draft.docx", b"\x05An editor" + bytes(150))
    result = run("check", "--no-config")
    assert (result.exit_code, result.stderr) == (0, "")


# ------------------------------------------------------------------------------------------------------ the same as Markdown
NAMES = st.sampled_from(["dockers", "boats", "nurses", "pupils", "farms"])
FIGURES = st.integers(2, 400)
SENTENCES = st.builds(
    lambda form, name, a, b, c: form.format(name=name, a=a, b=b, c=c),
    st.sampled_from(
        [
            "Of the {a} {name}, {b} are new.",
            "The town has {a} {name}: {b} in the north and {c} in the south.",
            "The number of {name} rose by {c} percent, from {a} to {b}.",
            "There were {a} {name} last year.",
            "Some {b} of {a} {name} ({c} percent) came.",
        ]
    ),
    NAMES,
    FIGURES,
    FIGURES,
    st.integers(1, 99),
)
ROWS = st.lists(st.tuples(st.sampled_from(["Brae", "Creel", "Dunnet", "Ensay"]), FIGURES), min_size=3, max_size=5)
PARTS = st.lists(
    st.one_of(
        st.tuples(st.just("heading"), SENTENCES),
        st.tuples(st.just("paragraph"), st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join)),
        st.tuples(st.just("items"), st.lists(SENTENCES, min_size=1, max_size=3)),
        st.tuples(st.just("table"), st.tuples(ROWS, FIGURES)),
    ),
    min_size=1,
    max_size=6,
)


BEHIND = "That is all of it."
"""A paragraph that ends a list: an empty one in Word ends none."""


def as_markdown(parts: list[tuple[str, object]]) -> str:
    lines: list[str] = []
    for kind, content in parts:
        if kind == "heading":
            lines.append(f"## {content}")
        elif kind == "items":
            lines += ["\n".join(f"- {item}" for item in content), BEHIND]  # type: ignore[attr-defined]
        elif kind == "table":
            rows, total = content  # type: ignore[misc]
            made = [("Place", "Count"), ("---", "---"), *rows, ("Total", total)]
            lines.append("\n".join(f"| {name} | {count} |" for name, count in made))
        else:
            lines.append(str(content))
    return "\n\n".join(lines) + "\n"


def in_runs(text: str) -> str:
    """A paragraph whose runs end in the middle of words and numbers."""
    return "".join(r(text[at : at + 7], "<w:b/>" if at % 2 else "") for at in range(0, len(text), 7))


def as_word(parts: list[tuple[str, object]]) -> bytes:
    body = ""
    for kind, content in parts:
        if kind == "heading":
            body += p(in_runs(str(content)), style="Heading2")
        elif kind == "items":
            body += "".join(p(in_runs(item), number=BULLET) for item in content) + p(BEHIND)  # type: ignore[attr-defined]
        elif kind == "table":
            rows, total = content  # type: ignore[misc]
            body += tbl(["Place", "Count"], *([name, str(count)] for name, count in rows), ["Total", str(total)])
        else:
            body += p(in_runs(str(content)))
    return docx(body)


@settings(max_examples=40, deadline=None)
@given(PARTS)
def test_the_same_article_has_the_same_findings_as_in_markdown(parts: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        word, plain = Path(folder, "draft.docx"), Path(folder, "draft.md")
        word.write_bytes(as_word(parts))
        plain.write_text(as_markdown(parts), encoding="utf-8")
        found = engine.check([str(word), str(plain)], rulebook=rules())
    assert found.figures.groupby("path").size().nunique() < 2
    assert told(found, str(word)) == told(found, str(plain))


_PLACE = re.compile(r"line \d+|paragraph \d+|table \d+, cell [A-Z]\d+")


@cache
def rules() -> rulebook.Rulebook:
    return rulebook.load()


def told(report: Report, path: str) -> list[object]:
    """The findings of a file by what they say, and by the figures and blocks in which they stand."""
    document = report.documents.get(path)
    found: list[object] = []
    for finding in report.findings:
        if finding.primary.path == path and document is not None:
            blocks = [
                next(document.block_text(b) for b in document.blocks if b.start <= mark.start < b.end)
                for mark in finding.marks
            ]
            marks = [(mark.role, mark.text) for mark in finding.marks]
            said = [_PLACE.sub("there", text) for text in (finding.message, finding.help)]
            found.append((finding.rule, finding.severity, said, marks, blocks))
    return found


def test_a_long_document_is_checked_at_half_the_speed_of_markdown_or_better(request: pytest.FixtureRequest) -> None:
    lines = [
        f"In year {n} the {n % 97 + 20} boats of Brae landed {n * 37 % 9000 + 1000:,} tonnes of cod."
        for n in range(1200)
    ]
    paragraphs = [" ".join(lines[at : at + 6]) for at in range(0, len(lines), 6)]
    best: dict[str, float] = {}
    # What other programs take of the machine does not count, nor what other tests have left in memory: Python would look
    # through all of it for garbage, and more often for the reader that makes more objects.
    gc.freeze()
    request.addfinalizer(gc.unfreeze)
    with tempfile.TemporaryDirectory() as folder:
        word, plain = Path(folder, "draft.docx"), Path(folder, "draft.md")
        word.write_bytes(docx(*(p(in_runs(text)) for text in paragraphs)))
        plain.write_text("\n\n".join(paragraphs), encoding="utf-8")
        for path in (plain, word) * 5:
            start = time.process_time()
            engine.check([str(path)], rulebook=rules())
            best[path.suffix] = min(best.get(path.suffix, 60), time.process_time() - start)
    assert best[".docx"] < 2 * best[".md"]


# ------------------------------------------------------------------------------------------------------ another program
@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer"
)
def test_libreoffice_reads_and_writes_the_same(tmp_path: Path) -> None:
    """What it writes of a file is read like the file itself, though hardly an element is the same."""
    inserted = '<w:ins w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z">' + r("500 mobilized") + "</w:ins>"
    deleted = '<w:del w:id="2" w:author="a" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>000</w:delText></w:r></w:del>'
    data = docx(
        p("Port of Brae", style="Title"),
        p("Boats", style="Heading1"),
        p("About 10,", deleted, inserted, " men."),
        p("Two:"),
        p("one", number=BULLET),
        p("inner", number=BULLET, depth=1),
        p("two", number=BULLET),
        p("Said.", style="Quote"),
        p("Table ", field("SEQ Table \\* ARABIC", r("1")), ": Cod", style="Caption"),
        tbl(
            [tc("Port", '<w:vMerge w:val="restart"/>'), tc("Cod", '<w:gridSpan w:val="2"/>')],
            [tc("", "<w:vMerge/>"), "2021", "2022"],
            ["Brae", "3", "4"],
            properties={0: "<w:tblHeader/>", 1: "<w:tblHeader/>"},
        ),
        p("Hidden ", r("99 ", "<w:vanish/>"), "no."),
        p("Note", note_mark(1), " and 5 m", r("2", '<w:vertAlign w:val="superscript"/>'), "."),
        p("first", number=ORDERED),
        p("second", number=ORDERED),
        footnotes=["A note of 12."],
    )
    (tmp_path / "draft.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    out = tmp_path / "out"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(out), str(tmp_path / "draft.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    written = readers.read("draft.docx", (out / "draft.docx").read_bytes())
    assert written.source == readers.read("draft.docx", data).source
    assert written.blocks == readers.read("draft.docx", data).blocks
    assert written.tables == readers.read("draft.docx", data).tables


# ------------------------------------------------------------------------------------------------------ bad files
def deflated(name: str, data: bytes) -> bytes:
    return docx(p("x"), more={name: data})


def entities() -> bytes:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">{lines}]><w:document {NAMESPACES}><w:body>'
    return docx(document=f"{text}{p(r('<w:t>&e9;</w:t>'))}</w:body></w:document>")


BAD = {
    "nothing of a zip": (lambda: b"PK no zip", "not a Word document"),
    "cut short": (lambda: docx(p("x" * 5000))[:900], "not a Word document"),
    "damaged inside": (lambda: _damaged(), "not a sound Word document"),
    "no text": (lambda: _without("word/document.xml"), "the part with its text is missing"),
    "no XML": (lambda: docx(document="<w:document"), "not a sound Word document"),
    "another text": (lambda: docx(document="<html/>"), "not a Word document"),
    "an unknown encoding": (lambda: docx(document='<?xml version="1.0" encoding="x-y"?><a/>'), "not a sound Word document"),
    "encrypted": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "an old one": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "it looks like a .doc file"),
    "a zip bomb": (lambda: deflated("word/media/a.bin", b"\0" * 150_000_000), "zip bomb"),
    "a bomb of tags": (lambda: docx(document=f"<w:document {NAMESPACES}>{'<w:p/>' * 3_000_000}</w:document>"), "too large"),
    "a bomb of entities": (entities, "declares a document type"),
    "a tower": (lambda: docx("<w:ins>" * 100_000 + "</w:ins>" * 100_000), "nested too deep"),
}  # fmt: skip


def _damaged() -> bytes:
    data = bytearray(docx(p(*(f"{n * n} boats " for n in range(3000)))))
    at = data.index(b"word/document.xml") + 200
    data[at : at + 400] = bytes(400)
    return bytes(data)


def _without(name: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(docx(p("x")))) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
    return file.getvalue()


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_in_one_line(name: str) -> None:
    made, message = BAD[name]
    data = made()
    with pytest.raises(ReadError, match=message) as told:
        readers.read("draft.docx", data)
    assert "\n" not in str(told.value)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured where Linux tells it")
def test_bad_files_take_little_memory_and_time(tmp_path: Path) -> None:
    """In a process of its own: a second for each, and 200 MB for all, the program itself included."""
    for number, (made, _) in enumerate(BAD.values()):
        (tmp_path / f"{number}.docx").write_bytes(made())
    script = (
        "import re, sys, time\n"
        "from pathlib import Path\n"
        "from consistency import readers\n"
        "from consistency.errors import ReadError\n"
        "for file in sorted(Path(sys.argv[1]).iterdir()):\n"
        "    start = time.perf_counter()\n"
        "    try:\n"
        "        readers.read(str(file), file.read_bytes())\n"
        "    except ReadError:\n"
        "        assert time.perf_counter() - start < 1, file\n"
        "print(re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1])\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) < 200_000


def test_macros_are_never_looked_at() -> None:
    data = docx(p("12 boats"), more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 no macro at all"})
    assert texts(readers.read("draft.docm", data)) == [("paragraph", "12 boats")]


PIECES = st.sampled_from(
    [
        p("12 boats"),
        p(r("<w:tab/>")),
        p(t("bare")),
        "<w:p/>",
        tbl(),
        tbl(["a"], ["b", "c"]),
        "<w:tbl><w:tr/></w:tbl>",
        p("x", number=BULLET),
        p("y", number=ORDERED, depth=8),
        p("z", number=77),
        p("h", style="Heading1"),
        p("n", style="None"),
        p(note_mark(9)),
        p(picture("")),
        p(text_box(tbl(["1", "2"]))),
        p(field("TOC", r("9"))),
        p('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'),
        p(field("SEQ", "")),
        tbl([tc("v", "<w:vMerge/>")], [tc("w", '<w:gridSpan w:val="99999"/>')]),
        p(r('<w:sym w:char="zz"/>')),
        p("d", properties="<w:rPr><w:del/></w:rPr>"),
        "<w:sdt/>",
        "<mc:AlternateContent/>",
        tbl([p("d", properties="<w:rPr><w:del/></w:rPr>"), "e"]),
        p("c", style="Caption"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=8))
def test_whatever_a_document_holds_every_place_is_exact(pieces: list[str]) -> None:
    document = read(*pieces)
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.source)
        end = block.end
        assert document.source[block.start : block.end] == document.block_text(block)
        assert re.fullmatch(r"(paragraph|table|text box|picture|footnote) \d+.*", document.address(block.start))
    assert list(document.places) == sorted(document.places)
    for number, table in enumerate(document.tables):
        for row in table.grid:
            assert all(at == -1 or document.blocks[at].table == number for at in row)
