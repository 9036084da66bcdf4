"""Extraction: offsets, clauses, nouns, quotation, table cells."""

from __future__ import annotations

import time

import pytest

from consistency.document import Block, Document, Table, compose
from consistency.extraction import extract
from consistency.figure import Figure
from consistency.grammar import sentences
from consistency.readers import read_text


def paragraph(text: str, kind: str = "paragraph") -> list[Figure]:
    return extract(compose("story.txt", text, [Block(kind, 0, len(text))]))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("It lists 10,000 mobilized conscripts and 2,000 contract soldiers.", ["conscript", "soldier"]),
        ("18,000 Russian soldiers desert from the front.", ["soldier"]),
        ("Some 3,400 of the 18,000 soldiers left.", ["soldier", "soldier"]),
        ("Of the 18,000 soldiers, about 12,000 are from the north.", ["soldier", "soldier"]),
        ("They sold 2 million in 2019 and 3 million cars in 2020.", ["car", "car"]),
        ("They sold 3 million cars in 2019 and 2 million in 2020.", ["car", "car"]),
        ("He hired 40 cooks; the remaining 600 stayed.", ["cook", "cook"]),
        ("Dozens of red and blue buses were burnt.", ["bus"]),
        ("A six-cylinder engine and four- and five-door models.", ["cylinder", "door", "door"]),
        ("About 600 people worldwide and 12 women work there.", ["person", "woman"]),
        ("Police counted 300 used vans and 19 fouls.", ["van", "foul"]),
        ("Of the 20 boats, 30 sank.", ["boat", "boat"]),
        ("The line ordered two new 737 Max jets and 12 new A320 planes.", ["jet", "plane"]),
        ("It wants another pick or two.", ["pick"]),
        ("The index rose to 1,463.78 points, while the other fell to 1,334.20.", ["point", "point"]),
        ("A 5.6 quake followed a magnitude-6.1 one.", ["magnitude", "magnitude"]),
        ("Three in five adults and 60 % of the workers agreed.", ["adult", "worker"]),
        ("It keeps 12 calves and 3 roaches; 400 of the thieves fled.", ["calf", "roach", "thief"]),
        ("The side needs 60 runs in 14 working days, and 1,200 live births.", ["run", "day", "birth"]),
        ("Two 20-minute sessions filled 40 of the city's 62 halls.", ["session", "", "hall", "hall"]),
        ("Of 500 patients treated in 2019, 40 died and 12 moved.", ["patient", "patient", "patient"]),
        ("It opened 3,000 stores, shut 90 and began the year with 2,500.", ["store", "store", "store"]),
        ("The firm has 310 shops; it had 204 in 2010.", ["shop", "shop"]),
        ("The party won 87 seats, down from 104 in 2010; hospitals, at 40, were open.", ["seat", "seat", "hospital"]),
        ("The app has 35 million users, 5 million of whom pay.", ["user", "user"]),
    ],
)
def test_what_is_counted(text: str, counted: list[str]) -> None:
    assert [figure.head for figure in paragraph(text) if figure.kind not in ("year", "date")] == counted


def test_noun_is_the_whole_phrase() -> None:
    assert paragraph("It lists 10,000 mobilized conscripts from the south.")[0].noun == "mobilized conscripts"


def test_forms() -> None:
    text = "607 people, 12,000 cars, an average of 607 people, 607 letters a day, 34 %, two-thirds of them, and twice as many."
    assert [figure.form for figure in paragraph(text)] == [
        "exact", "rounded", "rounded", "rounded", "digits", "fraction", "multiple",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "grain", "round_to"),
    [("12,000 cars", 1, 1000), ("1.2 million cars", 1e5, 1e5), ("3.0 million cars", 1e5, 1e6), ("0.50 %", 0.01, 0.1)],
)
def test_grain(text: str, grain: float, round_to: float) -> None:
    (figure,) = paragraph(text)
    assert (figure.grain, figure.round_to) == (pytest.approx(grain), pytest.approx(round_to))


def test_clause() -> None:
    (figure,) = paragraph("Prices rose, while output fell to 300 tons in May; nobody knew.")
    assert (figure.before, figure.after) == ("output fell to", "in May")


def test_quoted_over_two_sentences() -> None:
    figures = paragraph("He said: “We lost 12 ships. They lost 20.” We counted 13.")
    assert [figure.quoted for figure in figures] == [True, True, False]


def test_straight_quotation_marks() -> None:
    assert [figure.quoted for figure in paragraph('"We have 12 ships," he said of the 20.')] == [True, False]


@pytest.mark.parametrize("end", [" ", "\n", "\r\n"], ids=repr)
def test_a_rate_over_the_end_of_a_line(end: str) -> None:
    (figure,) = paragraph(f"The pier is open 30 hours{end}a week.")
    assert figure.unit == "hour / week"


def test_attributed() -> None:
    figures = paragraph("The toll is 40. The ministry had put it at 35.")
    assert [figure.attributed for figure in figures] == [False, True]


def test_sentence_numbers_run_through_the_document() -> None:
    source = "It has 3 cars. It has 4 vans.\n\nIt has 5 bikes."
    document = compose("x.txt", source, [Block("paragraph", 0, 29), Block("paragraph", 31, len(source))])
    assert [figure.sentence for figure in extract(document)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The U.S. 2.5 million households owe. They pay.", 2),
        ("He lives at No. 10 with approx. 300 cats in St. Louis. J. Smith left.", 2),
        ("It ended.The next began. Wait... it did not.", 3),
        ("Prices rose 2.5 percent (up from 1.) in Aug. 14 districts.", 1),
        ("“It is over.” He left! Did he? Yes.", 4),
    ],
)
def test_sentence_ends(text: str, ends: int) -> None:
    assert len(sentences.split(text)) == ends


def test_character_references_and_markup_keep_source_offsets() -> None:
    source = "It cost <b>&pound;1,200</b> in all."
    document = compose("x.html", source, [Block("paragraph", 0, len(source))], [(8, 11), (23, 27)], [(11, 18, "£")])
    (figure,) = extract(document)
    assert figure.text == source[figure.start : figure.end] == "&pound;1,200"
    assert (figure.unit, figure.value, figure.column) == ("GBP", 1200.0, 12)


def table() -> Document:
    rows = [["Year", "Sold", "Sold"], ["", "cars", "vans"], ["North", "1,200", "(30)"], ["South", "n/a", "12 km"]]
    source, blocks, grid = "", [], []
    for row, cells in enumerate(rows):
        numbers = []
        for col, cell in enumerate(cells):
            blocks.append(Block("cell", len(source), len(source) + len(cell), table=0, row=row, col=col))
            numbers.append(len(blocks) - 1)
            source += cell + "|"
        grid.append(tuple(numbers))
        source += "\n"
    return compose("x.csv", source, blocks, tables=[Table(tuple(grid), header_rows=2)])


def test_cells_have_headers() -> None:
    first, second, third = extract(table())
    assert (first.text, first.value, first.row_header, first.col_header) == ("1,200", 1200.0, "North", "Sold / cars")
    assert (second.text, second.value, second.col_header) == ("(30)", -30.0, "Sold / vans")
    assert (third.text, third.unit, third.row_header) == ("12 km", "kilometer", "South")


def test_a_reference_at_the_end_belongs_to_the_figure() -> None:
    source = "Some 50&#37; of it, <b>12</b>&nbsp;km."
    document = read_text("a.html", source)
    assert [figure.text for figure in extract(document)] == ["Some 50&#37;", "12</b>&nbsp;km"]


def test_a_wide_table_takes_linear_time() -> None:
    text = "\n".join(",".join(str(row * col) for col in range(2, 302)) for row in range(2, 202))
    start = time.perf_counter()
    assert len(extract(read_text("a.csv", text))) > 50_000
    assert time.perf_counter() - start < 10


NO_FIGURES = """
It was one of a kind, and no one knew which one it was.
The F-16 flew over Route 66 while the B-52s played on Channel 4.
Use v2.4.1 with Python 3.11 on Windows 10, as RFC 2616 says.
He quoted 43 U.S.C. 391 and footnote [12].
She wore her iPhone 14 Pro like a Galaxy S22.
See Figure 3, Table 4 and pages 12 to 15.
The 8th Combined Arms Army marched along 5th Avenue.
Formula One came to BBC Two after World War Two.
In twenty-twenty hindsight, the two agreed.
Dial +1-222-2222 or open 192.168.1.2.
A double room for the bottom three; a half-time show in the second half.
The third party wanted a quarter to think.
It works 24/7 on a 50/50 basis.
""".strip().splitlines()


@pytest.mark.parametrize("text", NO_FIGURES)
def test_names_are_no_figures(text: str) -> None:
    assert [figure.text for figure in paragraph(text)] == []
