"""Tables as people draw and nest them: grids with spans, captions, heads of several rows, feet."""

from __future__ import annotations

import time

import pytest

from consistency import readers
from consistency.document import Document
from tests.desk import put, run


def read(text: str, name: str = "a.md") -> Document:
    return readers.read_text(name, text)


def grid(document: Document, number: int = 0) -> list[list[str]]:
    """What stands in the places of a table."""

    def text(block: int) -> str:
        return " ".join(document.block_text(document.blocks[block]).split()) if block >= 0 else ""

    return [[text(block) for block in row] for row in document.tables[number].grid]


SPANS = """
+-------+-----------------+
| Pier  | Landings        |
|       +--------+--------+
|       | Cod    | Hake   |
+=======+========+========+
| Abbey | 12     | 14     |
+-------+--------+--------+
| Dane  | 30     | 28     |
+=======+========+========+
| Total | 42     | 42     |
+=======+========+========+
"""


def test_a_drawn_table_with_spans_a_head_and_a_foot() -> None:
    document = read(SPANS)
    assert grid(document) == [
        ["Pier", "Landings", "Landings"],
        ["Pier", "Cod", "Hake"],
        ["Abbey", "12", "14"],
        ["Dane", "30", "28"],
        ["Total", "42", "42"],
    ]
    assert document.tables[0].header_rows == 2


def test_a_border_may_begin_within_a_line() -> None:
    document = read(
        "+-------------+-------+-------+\n"
        "|             | min   | -89.2 |\n"
        "| Temperature +-------+-------+\n"
        "| 1961-1990   | mean  | 14    |\n"
        "|             +-------+-------+\n"
        "|             | max   | 56.7  |\n"
        "+-------------+-------+-------+\n"
    )
    assert grid(document) == [
        ["Temperature", "min", "-89.2"], ["Temperature", "mean", "14"], ["Temperature", "max", "56.7"],
    ]  # fmt: skip


def test_a_cell_of_several_lines_is_one_row() -> None:
    document = read(
        "+------------+----------+\n"
        "| Pier       | Value    |\n"
        "|            | (in $m)  |\n"
        "+============+==========+\n"
        "| Abbey and  | 12       |\n"
        "| the rest   |          |\n"
        "+------------+----------+\n"
        "| Dane + Esk | 30       |\n"
        "+------------+----------+\n"
    )
    assert grid(document) == [["Pier", "Value"], ["", "(in $m)"], ["Abbey and", "12"], ["Dane + Esk", "30"]]
    assert document.tables[0].header_rows == 2
    (rest,) = [block for block in document.blocks if document.block_text(block) == "the rest"]
    assert (rest.kind, rest.row, rest.col) == ("cell", 2, 0)


def test_lines_that_do_not_meet_are_rows_all_the_same() -> None:
    document = read("+---+----+\n| 日本 | 12 |\n+---+----+\n| b | 13 |\n+---+----+\n")
    assert [row[1] for row in grid(document)] == ["12", "13"]


def test_text_right_under_a_drawn_table_is_no_part_of_it() -> None:
    document = read("+---+----+\n| a | 12 |\n| b | 13 |\n+---+----+\nMore of it.\n")
    assert document.block_text(document.blocks[-1]) == "More of it."
    assert document.blocks[-1].kind == "paragraph"


@pytest.mark.parametrize("mark", [": ", "Table: ", "table: "])
@pytest.mark.parametrize("table", [SPANS, "| Pier | Cod |\n|---|---|\n| Abbey | 12 |\n"])
def test_a_caption_stands_under_its_table(table: str, mark: str) -> None:
    document = read(f"{table}\n{mark}Landings (in thousands)\n\nAfter.\n")
    assert document.tables[0].caption == "Landings (in thousands)"
    assert [block.kind for block in document.blocks][-2:] == ["caption", "paragraph"]
    assert read("Text.\n\n: No table\n").blocks[-1].kind == "paragraph"


def test_the_foot_of_a_page_table_is_shown_last() -> None:
    document = read(
        "<table><thead><tr><th rowspan=2>Pier<th colspan=2>2020<tr><th>Cod<th>Hake"
        "<tfoot><tr><th>Total<td>42<td>43<tbody><tr><td>Abbey<td>12<td>14<tr><td>Dane<td>30<td>29</table>",
        "a.html",
    )
    assert grid(document) == [
        ["Pier", "2020", "2020"],
        ["Pier", "Cod", "Hake"],
        ["Abbey", "12", "14"],
        ["Dane", "30", "29"],
        ["Total", "42", "43"],
    ]
    assert document.tables[0].header_rows == 2
    rows = [block.row for block in document.blocks if document.block_text(block) in ("Total", "42", "43")]
    assert rows == [4, 4, 4]


def test_a_wrong_sum_in_a_drawn_table_is_found(newsroom: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("drawn")
    path = folder / put(folder, "piers.md", SPANS.replace("| 28 ", "| 38 "))
    result = run("check", str(path))
    assert result.exit_code == 1
    assert "14 + 38 is 52, not 42" in result.output


@pytest.mark.parametrize(
    "text",
    [
        "+--" * 5000 + "+\n" + "|x " * 5000 + "|\n" + "+--" * 5000 + "+\n",
        ("+--" * 300 + "+\n" + "|x " * 300 + "|\n") * 60,
        "+---+\n" * 5000,
        "+---+---+\n| a +---+\n" * 2000,
    ],
)
def test_large_drawings_take_their_time_and_no_more(text: str) -> None:
    begun = time.perf_counter()
    read(text)
    assert time.perf_counter() - begun < 8
