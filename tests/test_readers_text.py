"""Plain text and tables in plain text."""

from __future__ import annotations

import time

import pytest
from test_readers import places
from test_readers_markdown import shown

from consistency import readers
from consistency.document import Document


def read(text: str, name: str = "a.txt") -> Document:
    return readers.read(name, text.encode())


# ----------------------------------------------------------------------------------------------------- plain text
def test_paragraphs_are_parted_by_blank_lines() -> None:
    document = read("Men go home\n\nTen of the\n  48151 men left.\n \nMore.\n")
    assert shown(document) == [("title", "Men go home"), ("paragraph", "Ten of the"), ("paragraph", "48151 men left."),
                               ("paragraph", "More.")]  # fmt: skip
    assert places(document) == [2]
    assert document.blocks[3].heading == "Men go home"


def test_a_sentence_is_no_title() -> None:
    assert shown(read("Ten men left.\n\nMore of them.\n"))[0][0] == "paragraph"
    assert shown(read("Ten men"))[0][0] == "paragraph"


def test_headings_are_short_or_underlined() -> None:
    document = read("Ten men left.\n\nThe south\n\nMore left there.\n\nThe north, too.\n---\n\nNone there.\n")
    assert [block.kind for block in document.blocks] == ["paragraph", "heading", "paragraph", "heading", "paragraph"]


def test_items_of_a_list_share_its_number() -> None:
    document = read("They were:\n- ten men\n- 48151 women\n  and more\n\n- a dog\n\nThen:\n\n1. one\n2. two\n")
    assert [(block.kind, block.list) for block in document.blocks] == [
        ("paragraph", None), ("item", 1), ("item", 1), ("item", 1), ("paragraph", None), ("item", 2), ("item", 2),
    ]  # fmt: skip
    assert places(document) == [2]


def lists(text: str) -> list[tuple[str, int | None, int]]:
    return [(block.kind, block.list, block.level) for block in read(text).blocks]


def test_a_list_within_another_is_a_list_of_its_own() -> None:
    text = "Pack:\n- a knife\n- a lamp, with\n  oil\n    * for the night\n    * for the cave\n- bread\n"
    assert lists(text) == [
        ("paragraph", None, 0), ("item", 1, 1), ("item", 1, 1), ("item", 2, 2), ("item", 2, 2), ("item", 1, 1),
    ]  # fmt: skip
    assert [of for _, of, _ in lists("Steps:\n 9. dig\n10. sow\n11. wait\n")] == [None, 1, 1, 1]


def test_a_line_that_introduces_another_list_ends_the_one_before() -> None:
    text = "Kinds:\n- oak\n- ash\nThese two are sawn.\nNotes:\n- Dry them.\n- Turn them.\n"
    assert [(kind, of) for kind, of, _ in lists(text)] == [
        ("paragraph", None), ("item", 1), ("item", 1), ("paragraph", None), ("item", 2), ("item", 2),
    ]  # fmt: skip


def test_a_line_below_a_rule_is_a_heading_even_if_it_is_numbered() -> None:
    text = "They were:\n1. ten men\n2. a dog\n\n=======\n3. The north\n\nMore left there.\n"
    assert [kind for kind, _, _ in lists(text)] == ["paragraph", "item", "item", "heading", "paragraph"]
    assert [kind for kind, _, _ in lists("Ten men left.\n\n*****\nThe north\n*****\n\nMore left there.\n")][
        1
    ] == "heading"


def test_another_sign_or_an_item_further_left_begins_another_list() -> None:
    assert [of for _, of, _ in lists("It is so:\n  * oak\n  * ash\n\n6. Sawing\n\nMore left there.\n")] == [
        None,
        1,
        1,
        2,
        None,
    ]
    assert [of for _, of, _ in lists("It is so:\n* oak\n* ash\n- elm\n- fir\n")] == [None, 1, 1, 2, 2]
    assert [of for _, of, _ in lists("It is so:\n    * oak\n* ash\n* elm\n")] == [None, 1, 2, 2]


@pytest.mark.parametrize("line", ["loom (25.3-1) unstable; urgency=medium", "[mill]"])
def test_a_line_of_settings_is_no_title(line: str) -> None:
    assert [block.kind for block in read(f"{line}\n\nTen men left.\n").blocks] == ["paragraph", "paragraph"]
    assert read("[Video] Ten men leave the mill\n\nTen men left.\n").blocks[0].kind == "title"


@pytest.mark.parametrize("line", ["To see 12 parts at once::", "Of the ten men:", ".. versionadded:: 3.21"])
def test_a_line_that_introduces_something_is_no_title(line: str) -> None:
    assert [block.kind for block in read(f"Ten men left.\n\n{line}\n\n  show -n 4\n").blocks][1] == "paragraph"
    assert line[0] == "." or read(f"{line}\n\n  show -n 4\n").blocks[0].kind == "paragraph"


def test_a_wrapped_line_that_begins_with_a_number_is_no_item() -> None:
    assert len(read("They had seen him in room number\n12. Then he left\n- or so they said.").blocks) == 1


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "Many men left the south for the north of the country in that long and bitter year, "
    line += "and many of them never came back to it again."
    assert len(read(f"{line}\n{line}\nShort.\n").blocks) == 3


def test_addresses_give_nothing() -> None:
    assert places(read("See https://example.org/48151, example.org/48151 and www.example.org/48151.")) == []


def test_one_very_long_line_is_one_block() -> None:
    document = read("Ten men left. " * 15_000)
    assert len(document.blocks) == 1


# --------------------------------------------------------------------------------------------------------- tables
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_separator_is_found(separator: str, newline: str) -> None:
    rows = [["Place", "Men", "Share"], ["North", "48151", "5.5"], ["South", "", "4.5"]]
    document = read(newline.join(separator.join(row) for row in rows) + newline, "a.csv")
    assert document.tables[0].grid == ((0, 1, 2), (3, 4, 5), (6, -1, 7))
    assert document.tables[0].header_rows == 1
    assert places(document) == [4]
    assert [(block.row, block.col) for block in document.blocks][4] == (1, 1)


def test_quoted_cells_stand_between_their_quotation_marks() -> None:
    document = read('Place,Men\n"North, ""far"" one","48151"\n"two\nlines",7\n plain "x" ,8\n', "a.csv")
    assert [document.block_text(block) for block in document.blocks] == [
        "Place", "Men", 'North, "far" one', "48151", "two\nlines", "7", 'plain "x"', "8",
    ]  # fmt: skip
    assert places(document) == [3]
    assert len(document.tables[0].grid) == 4


def test_a_first_row_of_numbers_is_no_header() -> None:
    assert read("A,1\nB,2\n", "a.csv").tables[0].header_rows == 0
    assert read("Place,2023\nB,2\n", "a.csv").tables[0].header_rows == 1


def test_a_declared_separator_is_used() -> None:
    assert read("sep=;\nA,a;1\nB,b;2\n", "a.csv").tables[0].grid == ((0, 1), (2, 3))


def test_decimal_commas_do_not_part_cells() -> None:
    assert read("Place;Men\nA;1,5\nB;2,5\n", "a.csv").tables[0].grid == ((0, 1), (2, 3), (4, 5))


def test_a_quotation_mark_that_never_ends_hides_nothing() -> None:
    assert len(places(read('Place,Men\n"A,48151\nB,2\n', "a.csv"))) == 1


def test_ninety_thousand_rows_are_read_quickly() -> None:
    text = "Place,Men\n" + "North,1234\n" * 90_000
    start = time.process_time()
    assert len(read(text, "a.csv").tables[0].grid) == 90_001
    assert time.process_time() - start < 8
