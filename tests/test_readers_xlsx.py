"""Workbooks: what a sheet shows is what is read, every place has its cell, and no file can do harm."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import consistency
from consistency import readers
from consistency.document import Document
from consistency.errors import ReadError
from consistency.report import schema
from tests.desk import put, run

openpyxl = pytest.importorskip("openpyxl", reason="workbooks need the extra xlsx: pip install -e '.[all,dev]'")

Fill = Callable[[Any], object]


def saved(book: Any) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(*fills: Fill, titles: tuple[str, ...] = ("Sheet1", "Sheet2", "Sheet3")) -> bytes:
    """A workbook whose sheets are filled by the functions."""
    book = openpyxl.Workbook()
    for number, fill in enumerate(fills):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = titles[number]
        fill(sheet)
    return saved(book)


def rows(*lines: list[object]) -> Fill:
    def fill(sheet: Any) -> None:
        for line in lines:
            sheet.append(line)

    return fill


def read(data: bytes) -> Document:
    return readers.read("book.xlsx", data)


def cells(document: Document) -> dict[str, str]:
    """The cells by their addresses."""
    return {
        document.address(block.start): document.block_text(block) for block in document.blocks if block.kind == "cell"
    }


CATCH = rows(["Harbour", "Cod", "Hake"], ["Brae", 31, 17], ["Creel", 22, 9], ["Dunnet", 14, 11], ["Total", 67, 73])


# ------------------------------------------------------------------------------------------------------ structure
def test_sheets_are_headings_and_blocks_are_tables() -> None:
    def two_blocks(sheet: Any) -> None:
        CATCH(sheet)
        sheet["A8"] = "Landings by month (tonnes)"
        sheet["A9"], sheet["B9"] = "Month", "Cod"
        sheet["A10"], sheet["B10"] = "May", 12
        sheet["A11"] = "Source: the harbour master."

    document = read(workbook(two_blocks, rows(["Only", "one"], ["a", 1]), titles=("Catch", "More fish")))
    kinds = [(block.kind, document.block_text(block)) for block in document.blocks if block.kind != "cell"]
    assert kinds == [
        ("heading", "Catch"),
        ("caption", "Landings by month (tonnes)"),
        ("paragraph", "Source: the harbour master."),
        ("heading", "More fish"),
    ]
    assert [len(table.grid) for table in document.tables] == [5, 2, 2]
    assert document.tables[1].caption == "Landings by month (tonnes)"
    assert [table.header_rows for table in document.tables] == [1, 1, 1]
    assert cells(document)["Catch!C5"] == "73"
    assert cells(document)["'More fish'!B2"] == "1"
    assert {block.heading for block in document.blocks if block.table == 0} == {"Catch"}


def test_every_place_is_exact() -> None:
    document = read(workbook(CATCH))
    for block in document.blocks:
        assert document.source[block.start : block.end] == document.block_text(block)
        line, column = document.position(block.start)
        assert document.line_text(line)[column - 1 :].startswith(document.block_text(block))
    assert list(document.places) == sorted(document.places)


@pytest.mark.parametrize(
    ("title", "written"),
    [("Catch", "Catch"), ("My sheet", "'My sheet'"), ("Cod's", "'Cod''s'"), ("2023", "'2023'"), ("Q1", "'Q1'")],
)
def test_a_name_is_quoted_as_spreadsheets_do(title: str, written: str) -> None:
    assert f"{written}!B2" in cells(read(workbook(CATCH, titles=(title,))))


def test_merged_cells_stand_in_every_place_that_they_cover() -> None:
    def fill(sheet: Any) -> None:
        rows(["Port", "Cod", None, "Hake"], [None, 2021, 2022, 2022], ["Brae", 3, 4, 5])(sheet)
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A1:A2")

    (table,) = read(workbook(fill)).tables
    assert table.grid[0][1] == table.grid[0][2] != table.grid[0][3]
    assert table.grid[0][0] == table.grid[1][0]


def test_what_is_hidden_is_left_out_and_told() -> None:
    def fill(sheet: Any) -> None:
        CATCH(sheet)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    def secret(sheet: Any) -> None:
        sheet["A1"] = "Secret 48151"
        sheet.sheet_state = "hidden"

    document = read(workbook(fill, secret))
    assert set(cells(document).values()) == {"Harbour", "Cod", "Brae", "31", "Dunnet", "14", "Total", "67"}
    assert len(document.tables) == 1
    assert "48151" not in document.source
    assert "1 hidden row is left out of 'Sheet1'" in document.notes[0].message


def test_comments_are_left_out() -> None:
    def fill(sheet: Any) -> None:
        CATCH(sheet)
        sheet["B2"].comment = openpyxl.comments.Comment("perhaps 48151", "desk")

    assert "48151" not in read(workbook(fill)).source


def test_a_formula_without_a_result_is_told() -> None:
    def fill(sheet: Any) -> None:
        CATCH(sheet)
        sheet["D2"] = "=B2+C2"
        sheet["D3"] = "=B3+C3"

    (note,) = read(workbook(fill)).notes
    assert note.message.startswith("2 formulas have no stored result (the first in Sheet1!D2); open and save")


def test_a_stored_result_is_read() -> None:
    def formula(sheet: Any) -> None:
        sheet.append(["Catch", "=1+1"])

    parts = unpacked(workbook(formula))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<v></v>", b"<v>48151</v>").replace(b"<v />", b"<v>48151</v>")
    document = read(packed(parts))
    assert cells(document)["Sheet1!B1"] == "48151"
    assert document.notes == ()


def test_shown_fewer_digits_make_a_rounded_table() -> None:
    def fill(sheet: Any) -> None:
        rows(["Part", "Share", "Cost"], ["A", 33.4, 10.4], ["B", 33.4, 10.4], ["C", 33.2, 10.4], ["Total", 100, 31.2])(
            sheet
        )
        for line in sheet["B2:C5"]:
            for cell in line:
                cell.number_format = "0"

    document = read(workbook(fill))
    assert document.tables[0].rounded
    assert not read(workbook(CATCH)).tables[0].rounded


# -------------------------------------------------------------------------------------------------------- findings
def test_a_finding_names_the_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = put(tmp_path, "catch.xlsx", workbook(CATCH, titles=("Cod & hake",)))
    result = run("check", name)
    assert result.exit_code == 1
    assert "--> catch.xlsx:'Cod & hake'!C5" in result.output
    assert "C2 |" in result.output
    found = json.loads(run("check", "--format", "json", name).output)
    jsonschema.Draft202012Validator(json.loads(schema("findings"))).validate(found)
    (finding,) = found["findings"]
    assert finding["address"] == "'Cod & hake'!C5"
    assert [mark["address"].rpartition("!")[2] for mark in finding["related"]] == ["C2", "C3", "C4"]
    assert "'Cod & hake'!B5, table-total" in " ".join(run("check", "-v", name).output.split())


def test_the_figures_of_a_workbook_have_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = put(tmp_path, "catch.xlsx", workbook(CATCH))
    assert "Sheet1!C5" in run("figures", name).output
    header, *lines = run("figures", "--format", "csv", name).output.splitlines()
    assert header.endswith(",address")
    assert lines[0].endswith(",Sheet1!B2")
    validator = jsonschema.Draft202012Validator(json.loads(schema("figures")))
    for line in run("figures", "--format", "jsonl", name).output.splitlines():
        validator.validate(json.loads(line))
        assert json.loads(line)["address"].startswith("Sheet1!")
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "address" not in run("figures", "--format", "csv", "a.csv").output


def test_sound_sheets_that_show_rounded_numbers_are_no_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Quarter", "North", "South"])
        for name, north, south in (("Q1", 10.4, 7.3), ("Q2", 10.4, 7.3), ("Q3", 10.4, 7.3), ("Total", 31.2, 21.9)):
            sheet.append([name, north, south])
        for line in sheet["B2:C5"]:
            for cell in line:
                cell.number_format = "0"

    monkeypatch.chdir(tmp_path)
    assert run("check", put(tmp_path, "quarters.xlsx", workbook(fill))).exit_code == 0


@pytest.mark.parametrize("locale", ["", "comma"])
def test_numbers_are_never_taken_for_decimal_commas(tmp_path: Path, locale: str) -> None:
    def fill(sheet: Any) -> None:
        rows(["Vial", "Litres"], ["A", 1.125], ["B", 2.25], ["C", 4.125], ["Total", 7.5])(sheet)
        for (cell,) in sheet["B2:B5"]:
            cell.number_format = "0.000"

    path = tmp_path / "vials.xlsx"
    path.write_bytes(workbook(fill))
    report = consistency.check(str(path), locale=locale)
    assert report.figures["value"].tolist() == [1.125, 2.25, 4.125, 7.5]
    assert report.totals()["agrees"] == 1


def test_a_workbook_with_macros_is_read_like_another() -> None:
    assert readers.read("book.xlsm", workbook(CATCH)).tables


# ------------------------------------------------------------------------------------------------------- bad files
def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = unpacked(workbook(CATCH))
    parts[name] = change(parts[name])
    return packed(parts)


def bomb() -> bytes:
    return changed("xl/worksheets/sheet1.xml", lambda _: b" " * 30_000_000)


def laughs(_: bytes) -> bytes:
    entities = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (code, b"&%c;" % (code - 1) * 10) for code in range(98, 108)
    )
    return b'<?xml version="1.0"?><!DOCTYPE x [' + entities + b"]><worksheet><x>&k;</x></worksheet>"


SHEET = "xl/worksheets/sheet1.xml"
FAR = b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>'
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "noise": (lambda: b"\x00\x01\x02" * 500, "not a workbook"),
    "blanks": (lambda: b" \n", "not a workbook"),
    "cut short": (lambda: workbook(CATCH)[:2000], "not a workbook"),
    "another zip": (lambda: packed({"hello.txt": b"hello"}), "not a sound workbook"),
    "damaged sheet": (lambda: changed(SHEET, lambda data: data[:200]), "not a sound workbook"),
    "damaged styles": (lambda: changed("xl/styles.xml", lambda data: b"<x"), "not a sound workbook"),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "looks like an .xls file"),
    "encrypted": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "encrypted: save it without a password",
    ),
    "a bomb": (bomb, "zip bomb"),
    "entities": (lambda: changed(SHEET, laughs), "not a sound workbook"),
    "far cells": (
        lambda: changed(
            SHEET,
            lambda data: data.replace(b"<sheetData>", b"<sheetData>" + b"".join(FAR % (n, n) for n in range(10, 2000))),
        ),
        "too large",
    ),
}


@pytest.mark.parametrize("case", sorted(BAD))
def test_a_bad_file_is_refused_at_once_in_plain_words(case: str) -> None:
    make, message = BAD[case]
    data = make()
    begun = time.perf_counter()
    with pytest.raises(ReadError, match=message) as caught:
        read(data)
    assert time.perf_counter() - begun < 2
    assert caught.value.path == "book.xlsx"


def test_a_cell_merged_over_the_whole_sheet_does_no_harm() -> None:
    def merge(data: bytes) -> bytes:
        return data.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')

    assert len(read(changed(SHEET, merge)).tables) == 1


def test_cells_in_the_far_corner_do_no_harm() -> None:
    def fill(sheet: Any) -> None:
        CATCH(sheet)
        sheet["ZZ900000"] = 5

    assert "Sheet1!ZZ900000" in cells(read(workbook(fill)))


def test_without_the_extra_the_message_names_it() -> None:
    code = (
        "import sys; sys.modules['openpyxl'] = None\n"
        "from consistency import readers\n"
        "try: readers.read('a.xlsx', b'PK')\n"
        "except Exception as error: print(error)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "reading .xlsx needs the extra: pip install 'figure-consistency[xlsx]'" in said


def test_a_sheet_that_is_an_empty_chart_has_no_cells() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Boats", 12])
    book.create_chartsheet("Chart")
    assert "12" in cells(read(saved(book))).values()
