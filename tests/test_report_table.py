"""Findings in tables: the window of the table that a report for people shows in the place of source lines."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.document import Block, Document, compose
from consistency.findings import Finding, Mark, Report
from consistency.readers import html, markdown, tabular
from consistency.report import Look, render
from consistency.report.drawing.cell import cut
from consistency.report.drawing.line import cells

FERRIES = """\
# Ferries

| Route | 2019 | 2020 | 2021 |
|---|---:|---:|---:|
| Alder - Brim | 1,204 | 810 | 1,101 |
| Brim - Skoll | 902 | 777 | 1,020 |
| Skoll - Tarn | 655 | 401 | 598 |
| Total | 2,761 | 1,988 | 2,791 |
"""


def read(source: str, path: str = "news/harvest.md") -> Document:
    reader = html if path.endswith(".html") else tabular if path.endswith(".csv") else markdown
    return reader.read_text(path, source)


def mark(article: Document, row: int, col: int, label: str = "addend", remark: str = "", table: int = 0) -> Mark:
    """A place that is a whole cell of a table."""
    block = article.blocks[article.tables[table].grid[row][col]]
    start, end = article.source_offset(block.start), article.source_offset(block.end)
    return place(article, start, end, label, remark)


def place(article: Document, start: int, end: int, label: str, remark: str = "") -> Mark:
    line, column = article.position(start)
    end_line, end_column = article.position(end)
    text, address = article.source[start:end], article.address(start)
    return Mark(label, label, article.path, start, end, line, column, end_line, end_column, text, address, remark)


def drawn(
    article: Document, first: Mark, *others: Mark, width: int = 80, at_hand: bool = True, colour: bool = False
) -> str:
    """The lines of the drawing alone; `first` is the primary place."""
    finding = Finding("table-total", "error", "contradicts", "high", "a sum is off", first, others)
    known = {article.path: article} if at_hand else {}
    text = render("terminal", Report((finding,), known, {}, 1, 9), "note", Look(width, colour, detail=-1))
    lines = text.splitlines()
    return "\n".join(lines[3:-2]) + "\n"


def column(
    article: Document, col: int, rows: range, total: int, remark: str, width: int = 80, colour: bool = False
) -> str:
    """A column whose total is the primary place."""
    parts = [mark(article, row, col) for row in rows]
    return drawn(article, mark(article, total, col, "the stated total", remark), *parts, width=width, colour=colour)


FERRIES_2021 = """\
 3 | Route          2019   2020   2021
 5 | Alder - Brim  1,204    810  1,101  addend
 6 | Brim - Skoll    902    777  1,020  addend
 7 | Skoll - Tarn    655    401    598  addend
 8 | Total         2,761  1,988  2,791
   |                             ^^^^^ the stated total; comes to 2,719
"""

FERRIES_2021_AT_60 = """\
 3 | Route          2021
 5 | Alder - Brim  1,101  addend
 6 | Brim - Skoll  1,020  addend
 7 | Skoll - Tarn    598  addend
 8 | Total         2,791
   |               ^^^^^ the stated total; comes to 2,719
"""

FERRIES_2021_AT_40 = """\
 3 | Route          2020   2021
 5 | Alder - Brim    810  1,101  addend
 6 | Brim - Skoll    777  1,020  addend
 7 | Skoll - Tarn    401    598  addend
 8 | Total         1,988  2,791
   |                      ^^^^^
   |                      |
   |    the stated total; comes to 2,719
"""


@pytest.mark.parametrize(
    ("width", "expected"),
    [(40, FERRIES_2021_AT_40), (60, FERRIES_2021_AT_60), (80, FERRIES_2021), (120, FERRIES_2021)],
)
def test_a_column(width: int, expected: str) -> None:
    assert column(read(FERRIES), 3, range(1, 4), 4, "comes to 2,719", width=width) == expected


def test_a_cell_that_would_repair_the_column() -> None:
    article = read(FERRIES.replace("2,791", "2,719").replace("1,020", "1,002"))
    first = mark(article, 2, 3, remark="1,020 would agree")
    others = [mark(article, 1, 3), mark(article, 3, 3), mark(article, 4, 3, "the stated total", "comes to 2,701")]
    assert drawn(article, first, *others) == (
        " 3 | Route          2019   2020   2021\n"
        " 5 | Alder - Brim  1,204    810  1,101  addend\n"
        " 6 | Brim - Skoll    902    777  1,002\n"
        "   |                             ^^^^^ addend; 1,020 would agree\n"
        " 7 | Skoll - Tarn    655    401    598  addend\n"
        " 8 | Total         2,761  1,988  2,719  the stated total; comes to 2,701\n"
    )


def test_a_row() -> None:
    article = read("district,men,women,children,total\nNorth,120,131,40,291\nSouth,440,402,99,914\n", "a.csv")
    parts = [mark(article, 2, col) for col in (1, 2, 3)]
    assert drawn(article, mark(article, 2, 4, "the stated total", "comes to 941"), *parts) == (
        " 1 | district  men  women  children  total\n"
        " 3 | South     440    402        99    914\n"
        "   |           ---    ---        --    ^^^ the stated total; comes to 941\n"
        "   |                             |\n"
        "   |                             addend\n"
    )


def test_html_on_one_line() -> None:
    cells_of = ("Rope &amp; tar|120|131", "Sails|440|402", "Timber|905|870", "Total|1,465|1,430")
    rows = "".join("<tr><td>" + row.replace("|", "</td><td>") + "</td></tr>" for row in cells_of)
    article = read(f"<table><tr><th>Item</th><th>2020</th><th>2021</th></tr>{rows}</table>", "costs.html")
    assert column(article, 2, range(1, 4), 4, "comes to 1,403") == (
        " 1 | Item         2020   2021\n"
        " 1 | Rope & tar    120    131  addend\n"
        " 1 | Sails         440    402  addend\n"
        " 1 | Timber        905    870  addend\n"
        " 1 | Total       1,465  1,430\n"
        "   |                    ^^^^^ the stated total; comes to 1,403\n"
    )


GRAIN = """\
| Region | District | Barley (tonnes) | Rye (tonnes) | Oats (tonnes) | All grain, as the cooperative reported it (tonnes) |
|---|---|---:|---:|---:|---:|
| Upland | The valley of the upper Lind with its side valleys | 1,250 | 310 | 95 | 1,655 |
| Upland | Marrow | 980 | 240 | 60 | 1,280 |
| Lowland | Fenby | 2,115 | 655 | 130 | 2,900 |
| Lowland | Ostwick and the polders | 1,904 | 701 | 118 | 2,723 |
| Total | | 6,249 | 1,960 | 403 | 8,558 |
"""

RYE = {
    60: """\
 1 |                                             Rye
   | Region   District                      (tonnes)
 3 | Upland   The valley of the upper L...       310  addend
 4 | Upland   Marrow                             240  addend
 5 | Lowland  Fenby                              655  addend
 6 | Lowland  Ostwick and the polders            701  addend
 7 | Total                                     1,960
   |         the stated total; comes to 1,906  ^^^^^
""",
    80: """\
 1 |                                       Rye
   | Region   District                (tonnes)
 3 | Upland   The valley of the u...       310  addend
 4 | Upland   Marrow                       240  addend
 5 | Lowland  Fenby                        655  addend
 6 | Lowland  Ostwick and the pol...       701  addend
 7 | Total                               1,960
   |                                     ^^^^^ the stated total; comes to 1,906
""",
    120: """\
 1 |                                                                Barley       Rye
   | Region   District                                            (tonnes)  (tonnes)
 3 | Upland   The valley of the upper Lind with its side valleys     1,250       310  addend
 4 | Upland   Marrow                                                   980       240  addend
 5 | Lowland  Fenby                                                  2,115       655  addend
 6 | Lowland  Ostwick and the polders                                1,904       701  addend
 7 | Total                                                           6,249     1,960
   |                                                                           ^^^^^ the stated total; comes to 1,906
""",
}


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_wide_table(width: int) -> None:
    assert column(read(GRAIN), 3, range(1, 5), 5, "comes to 1,906", width=width) == RYE[width]


MONTHS_AT_60 = """\
 1 | Depot     M1     M2     M3  ...    M11    M12    Year
 3 | Ash    1,100  1,137  1,174  ...  1,470  1,507  15,462
   |        -----  -----  ^^^^^       -----  -----  ------
   |               |      |                  |      |
   |               addend |                  addend |
   |                      addend; 1,211 would agree |
   |                       the stated total; comes to 15,642
"""

MONTHS_AT_80 = """\
 1 | Depot     M1     M2     M3     M4     M5  ...    M10    M11    M12    Year
 3 | Ash    1,100  1,137  1,174  1,211  1,248  ...  1,433  1,470  1,507  15,462
   |        -----  -----  ^^^^^  -----  -----       -----  -----  -----  ------
   |               |      |                                       |      |
   |              addend  addend; 1,211 would agree               addend |
   |                                           the stated total; comes to 15,642
"""


@pytest.mark.parametrize(("width", "expected"), [(60, MONTHS_AT_60), (80, MONTHS_AT_80)])
def test_a_wide_row_leaves_out_columns_and_keeps_what_matters(width: int, expected: str) -> None:
    months = [f"{1100 + 37 * number:,}" for number in range(12)]
    source = "| Depot | " + " | ".join(f"M{number}" for number in range(1, 13)) + " | Year |\n" + "|---" * 14 + "|\n"
    article = read(f"{source}| Ash | {' | '.join(months)} | 15,462 |\n")
    parts = [mark(article, 1, col, remark="1,211 would agree" if col == 3 else "") for col in range(1, 13)]
    total = mark(article, 1, 13, "the stated total", "comes to 15,642")
    assert drawn(article, parts[2], *parts[:2], *parts[3:], total, width=width) == expected


def test_a_long_column_is_folded() -> None:
    rows = [f"Parish {number},{10 + number},{40 + number}" for number in range(1, 6001)]
    article = read("parish,births,deaths\n" + "\n".join(rows) + "\nTotal,18064500,18243500\n", "births.csv")
    assert column(article, 2, range(1, 6001), 6001, "comes to 18244500") == (
        "    1 | parish         births    deaths\n"
        "    2 | Parish 1           11        41  addend\n"
        "    3 | Parish 2           12        42  addend\n"
        "    4 | Parish 3           13        43  addend\n"
        "   ... 5995 more addends\n"
        " 6000 | Parish 5999      6009      6039  addend\n"
        " 6001 | Parish 6000      6010      6040  addend\n"
        " 6002 | Total        18064500  18243500\n"
        "      |                        ^^^^^^^^ the stated total; comes to 18244500\n"
    )


def test_a_table_too_long_for_blocks() -> None:
    rows = [f'"Parish {number}, north",{10 + number},{40 + number}' for number in range(1, 5001)]
    source = "parish,births,deaths\n" + "\n".join(rows) + "\nTotal,12552500,12702500\n"
    article = Document("births.csv", source, source, (), separator=",")

    def last_cell(line: str, label: str) -> Mark:
        start = source.index(line) + line.rindex(",") + 1
        return place(article, start, start + len(line) - line.rindex(",") - 1, label)

    total = last_cell("Total,12552500,12702500", "the stated total")
    parts = [last_cell(rows[0], "first addend"), last_cell(rows[-1], "last addend")]
    assert drawn(article, total, *parts) == (
        "    1 | parish                births    deaths\n"
        "    2 | Parish 1, north           11        41  first addend\n"
        "   ... 4998 rows between\n"
        " 5001 | Parish 5000, north      5010      5040  last addend\n"
        " 5002 | Total               12552500  12702500\n"
        "      |                               ^^^^^^^^ the stated total\n"
    )


def test_of_a_long_column_the_wrong_cell_is_shown() -> None:
    rows = [f"Parish {number},{10 + number}" for number in range(1, 41)]
    article = read("parish,births\n" + "\n".join(rows) + "\nTotal,1220\n", "births.csv")
    others = [mark(article, row, 1) for row in range(1, 41) if row != 20]
    first = mark(article, 20, 1, remark="31 would agree")
    text = drawn(article, first, *others, mark(article, 41, 1, "the stated total"))
    shown = re.findall(r"^ *(\d+|\.\.\.)", text, re.MULTILINE)
    assert shown == ["1", "2", "3", "4", "...", "19", "20", "21", "22", "23", "24", "...", "40", "41", "42"]
    assert "14 more addends" in text
    assert " 21 | Parish 20      30\n    |                ^^ addend; 31 would agree\n" in text


def test_rows_between_are_shown_when_they_are_few() -> None:
    source = "| Fund | 2020 |\n|---|---|\n| Gifts | 140 |\n| of which bequests | 30 |\n| Dues | 90 |\n"
    source += "| (a) | 1 |\n| (b) | 2 |\n| (c) | 3 |\n| Income | 320 |\n"
    article = read(source)
    total = mark(article, 7, 1, "the stated total", "comes to 230")
    assert drawn(article, total, mark(article, 1, 1), mark(article, 3, 1)) == (
        " 1 | Fund               2020\n"
        " 3 | Gifts               140  addend\n"
        " 4 | of which bequests    30\n"
        " 5 | Dues                 90  addend\n"
        "... 3 rows between\n"
        " 9 | Income              320\n"
        "   |                     ^^^ the stated total; comes to 230\n"
    )


FLEET = """<table><caption>The fleet</caption>
<thead><tr><th rowspan=2>Catch</th><th colspan=2>2020</th><th colspan=2>2021</th></tr>
<tr><th>Boats</th><th>Crew</th><th>Boats</th><th>Crew</th></tr></thead>
<tr><th colspan=5>North coast</th></tr>
<tr><td rowspan=2>Herring<td>12<td>140<td>13<td>152</tr>
<tr><td>30<td>221<td>33<td>240</tr>
<tr><th colspan=5>South coast</th></tr>
<tr><td>Mussels<td>7<td>35<td>9<td>41</tr>
<tr><td>Total<td>49<td>396<td>55<td>443</tr></table>"""


def test_merged_cells() -> None:
    article = read(FLEET, "fleet.html")
    parts = [mark(article, row, 4) for row in (3, 4, 6)]
    assert drawn(article, mark(article, 7, 4, "the stated total", "comes to 433"), *parts) == (
        " 3 |               2020    2021   2021\n"
        "   | Catch         Crew   Boats   Crew\n"
        " 5 | Herring        140      13    152  addend\n"
        " 6 |                221      33    240  addend\n"
        " 7 | South coast\n"
        " 8 | Mussels         35       9     41  addend\n"
        " 9 | Total          396      55    443\n"
        "   |                               ^^^ the stated total; comes to 433\n"
    )


def test_prose_and_table_together() -> None:
    article = read("The line carried 1,215 passengers to Skoll in 2021.\n\n" + FERRIES)
    at = article.source.index("1,215")
    prose = place(article, at, at + 5, "the figure in the text")
    assert drawn(article, prose, mark(article, 2, 3, "the figure in the table")) == (
        " 1 | The line carried 1,215 passengers to Skoll in 2021.\n"
        "   |                  ^^^^^ the figure in the text\n"
        "...\n"
        " 5 | Route         2019  2020   2021\n"
        " 8 | Brim - Skoll   902   777  1,020  the figure in the table\n"
    )


def test_places_in_two_tables() -> None:
    article = read(FERRIES + "\n| Route | Passengers |\n|---|---|\n| Brim - Skoll | 1,200 |\n")
    second = mark(article, 1, 1, "another figure", table=1)
    assert drawn(article, mark(article, 2, 3, "a figure"), second) == (
        "  3 | Route         2019  2020   2021\n"
        "  6 | Brim - Skoll   902   777  1,020\n"
        "    |                           ^^^^^ a figure\n"
        " ...\n"
        " 10 | Route         Passengers\n"
        " 12 | Brim - Skoll       1,200  another figure\n"
    )


def test_wide_characters_stand_in_their_columns() -> None:
    article = read(
        "| 町 | 男 | 女 |\n|---|---|---|\n| 北の港町 | 1,200 | 1,310 |\n| 南 | 655 | 702 |\n| 計 | 1,855 | 2,102 |\n"
    )
    assert column(article, 2, range(1, 3), 3, "comes to 2,012") == (
        " 1 | 町           男     女\n"
        " 3 | 北の港町  1,200  1,310  addend\n"
        " 4 | 南          655    702  addend\n"
        " 5 | 計        1,855  2,102\n"
        "   |                  ^^^^^ the stated total; comes to 2,012\n"
    )


def test_a_place_within_a_long_cell_is_shown_whole() -> None:
    words = "as the clerk wrote in the margin of the second ledger of that year"
    article = read(f"| Town | Dead |\n|---|---|\n| Abbey | {words}: 12,345 and no more |\n")
    at = article.source.index("12,345")
    for width in (40, 60, 100):
        text = drawn(article, place(article, at, at + 6, "a figure"), width=width)
        row, under = text.splitlines()[1:3]
        assert row[under.index("^") : under.rindex("^") + 1] == "12,345", text


def test_control_characters_are_shown_as_such() -> None:
    article = read("a\x1b[2Jb,men,women\n\x1b]0;x\x07No\u202erth,12,131\nSouth\x9b,44,402\nTotal,56,543\n", "a.csv")
    text = column(article, 2, range(1, 3), 3, "comes to\x1b 533")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "543" in text


def test_without_its_document_a_finding_names_its_places() -> None:
    article = read(FERRIES)
    total = mark(article, 4, 3, "the stated total", "comes to 2,719")
    assert drawn(article, total, mark(article, 1, 3), at_hand=False) == (
        " 5 | 1,101 (addend)\n 8 | 2,791 (the stated total)\n"
    )


def test_a_cell_of_running_text_is_drawn_as_source() -> None:
    text = "Of the 90 dockers 40 work at night, " + "and so on, and so forth, " * 6
    article = read(f"<table><tr><td>{text}</td></tr></table>", "page.html")
    at = article.source.index("40")
    assert "<table><tr><td>Of the 90" in drawn(article, place(article, at, at + 2, "part"))


def test_a_workbook_has_addresses() -> None:
    source = "Route\t2020\t2021\nAlder\t810\t1101\nSkoll\t401\t598\nTotal\t1211\t1966\n"
    plain = read(source.replace("\t", ","), "a.csv")
    starts = [(block.start, f"Sheet1!{'ABC'[block.col or 0]}{(block.row or 0) + 1}") for block in plain.blocks]
    article = replace(plain, path="a.xlsx", places=tuple(starts))
    assert column(article, 2, range(1, 3), 3, "comes to 1699") == (
        "    | Route  2020  2021\n"
        " C2 | Alder   810  1101  addend\n"
        " C3 | Skoll   401   598  addend\n"
        " C4 | Total  1211  1966\n"
        "    |              ^^^^ the stated total; comes to 1699\n"
    )


@pytest.mark.parametrize("source", [FERRIES, GRAIN])
def test_no_line_is_wider_than_the_terminal_and_no_number_is_split(source: str) -> None:
    article = read(source)
    grid = article.tables[0].grid
    number = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
    for width in (*range(40, 120, 3), 160, 200):
        for col in range(2, len(grid[0])):
            total = mark(article, len(grid) - 1, col, "the stated total", "comes to 1,234,567")
            for first, others in (
                (total, [mark(article, row, col) for row in range(1, len(grid) - 1)]),
                (mark(article, 1, col, remark="99 would agree"), [mark(article, 1, 2), total]),
            ):
                text = drawn(article, first, *others, width=width)
                assert max(map(cells, text.splitlines())) <= width, text
                bare = re.sub(r"^ *(\d+ \||\.\.\. \d+)", "", text, flags=re.MULTILINE)
                known = {*number.findall(source), "1,234,567", "99"}
                assert set(number.findall(bare)) <= known, text


CELL = st.tuples(
    st.sampled_from(
        ["", "12", "1,234,567", "(55)", "-", "North", "北の港町", "A long name of a row", "a\x1b[31m7", "&lt;9"]
    ),
    st.integers(1, 3),
    st.integers(1, 3),
)


@given(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=9), st.integers(40, 90), st.randoms())
def test_any_table_can_be_drawn(rows: list[list[tuple[str, int, int]]], width: int, random: Random) -> None:
    written = ["".join(f"<td colspan={wide} rowspan={deep}>{text}</td>" for text, wide, deep in row) for row in rows]
    article = read(f"<table><tr>{'</tr><tr>'.join(written)}</tr></table>", "a.html")
    inside = [block for block in article.blocks if block.kind == "cell" and block.end > block.start]
    if not inside:
        return
    marks = []
    for block in random.sample(inside, random.randint(1, len(inside))):
        start = article.source_offset(block.start)
        label = random.choice(["addend", "the stated total", "a rather long label of a place"])
        remark = random.choice(["", "", "comes to 1,234,567"])
        marks.append(place(article, start, article.source_offset(block.end), label, remark))
    text = drawn(article, *marks, width=width)
    assert max(map(cells, text.splitlines())) <= width
    assert "^" in text
    assert not re.search("[\x00-\x09\x0b-\x1f]", text)


def test_colour_changes_no_word_and_no_place() -> None:
    article = read(FERRIES)
    plain = column(article, 3, range(1, 4), 4, "comes to 2,719")
    coloured = column(article, 3, range(1, 4), 4, "comes to 2,719", colour=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain
    assert "\x1b[1;31m2,791\x1b[0m" in coloured
    assert "\x1b[1;31m^^^^^ the stated total; comes to 2,719\x1b[0m" in coloured


def test_a_table_without_headers_or_names() -> None:
    article = read("<table><tr><td>12<td>30</tr><tr><td>14<td>50</tr><tr><td>62<td>80</tr></table>", "a.html")
    assert column(article, 0, range(2), 2, "comes to 26") == (
        " 1 | 12  addend\n 1 | 14  addend\n 1 | 62\n   | ^^ the stated total; comes to 26\n"
    )


def test_a_mark_that_the_blocks_do_not_hold_is_drawn_as_source() -> None:
    article = compose("a.md", "| 12 |\n", [Block("paragraph", 0, 7)])
    assert drawn(article, place(article, 2, 4, "part")) == " 1 | | 12 |\n   |   ^^ part\n"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Statutory audit fees", 12, "Statutory..."),
        ("Statutory audit fees", 30, "Statutory audit fees"),
        ("from 12,345 to 678", 12, "from..."),
        ("1234567", 5, "..."),
        ("北の港町とその周辺", 9, "北の港..."),
        ("Total", 2, ".."),
    ],
)
def test_a_text_is_cut_between_numbers(text: str, width: int, expected: str) -> None:
    assert cut(text, width) == expected
