"""The readers together: which one reads a file, how its bytes become text, and that every place is true."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from consistency import readers
from consistency.document import Document
from consistency.errors import ReadError

PROBE = "48151"


def places(document: Document, probe: str = PROBE) -> list[int]:
    """The numbers of the blocks that hold `probe`, each checked to stand where the document says it stands."""
    found = []
    for number, block in enumerate(document.blocks):
        at = document.text.find(probe, block.start, block.end)
        if at >= 0:
            start = document.source_offset(at)
            assert document.source[start : start + len(probe)] == probe
            line, column = document.position(start)
            assert document.line_text(line)[column - 1 :].startswith(probe)
            found.append(number)
    return found


# ---------------------------------------------------------------------------------------------------- which reader
def test_every_suffix_has_one_reader() -> None:
    assert readers.SUFFIXES[".md"] == "markdown"
    assert readers.SUFFIXES[".htm"] == "html"
    assert readers.SUFFIXES[".txt"] == "text"
    assert readers.SUFFIXES[".tsv"] == "tabular"
    folder = Path(readers.__file__).parent
    assert set(readers.SUFFIXES.values()) == {path.stem for path in folder.glob("*.py")} - {"__init__"}


def test_the_declared_suffixes_are_the_modules_own() -> None:
    for suffix, name in readers.SUFFIXES.items():
        module = __import__(f"consistency.readers.{name}", fromlist=["SUFFIXES"])
        assert suffix in module.SUFFIXES


def test_only_the_reader_that_is_needed_is_loaded() -> None:
    code = (
        "import sys; from consistency import readers; readers.read('a.txt', b'Ten men.');"
        "print([name for name in sys.modules if name.startswith('consistency.readers.')],"
        "'yaml' in sys.modules, 'markdown_it' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "['consistency.readers.text'] False False"


def test_a_suffix_may_overrule_the_name_and_its_case_is_free() -> None:
    assert readers.read("notes", b"# Ten", ".MD").blocks[0].kind == "title"
    assert readers.read("PAGE.HTML", b"<h2>Ten</h2>").blocks[0].level == 2


@pytest.mark.parametrize("path", ["picture.png", "README", "archive.tar.gz"])
def test_a_file_without_a_reader_is_refused(path: str) -> None:
    with pytest.raises(ReadError, match="no reader for") as caught:
        readers.read(path, b"x")
    assert caught.value.path == path


TEXT = sorted(suffix for suffix in readers.SUFFIXES if not suffix.startswith((".xls", ".doc")))


@pytest.mark.parametrize("suffix", TEXT)
@pytest.mark.parametrize("text", ["", "\n", " \r\n\t", "\ufeff"])
def test_an_empty_file_is_an_empty_document(suffix: str, text: str) -> None:
    document = readers.read("empty" + suffix, text.encode())
    assert document.blocks == ()
    assert document.tables == ()


# ------------------------------------------------------------------------------------------------ bytes to text
def test_utf_8_needs_no_note() -> None:
    document = readers.read("a.txt", "Ein Café für 48151 €.\r\n".encode())
    assert document.source == "Ein Café für 48151 €.\r\n"
    assert document.notes == ()
    assert places(document) == [0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_part_of_the_text(encoding: str) -> None:
    document = readers.read("a.md", "---\ntitle: Off by 48151\n---\n".encode(encoding))
    assert document.source.startswith("---")
    assert [document.block_text(block) for block in document.blocks] == ["Off by 48151"]
    assert document.notes == ()


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("a.html", '<meta charset="iso-8859-2"><p>Łódź 48151</p>', "iso-8859-2"),
        ("a.html", "<meta http-equiv=x content='text/html; charset=koi8-r'><p>Привет 48151</p>", "koi8-r"),
        ("a.xhtml", '<?xml version="1.0" encoding="iso-8859-7"?><p>Αθήνα 48151</p>', "iso-8859-7"),
        ("a.md", "---\nencoding: cp1251\n---\nПривет 48151", "cp1251"),
    ],
)
def test_an_encoding_that_the_file_declares_is_used(name: str, text: str, encoding: str) -> None:
    document = readers.read(name, text.encode(encoding))
    assert document.source == text
    assert len(document.notes) == 1
    assert "declares" in document.notes[0].message
    assert len(places(document)) == 1


def test_undeclared_bytes_are_read_as_windows_1252_with_a_note_and_a_line() -> None:
    document = readers.read("a.txt", b"Ten men.\n\nA \x9348151\x94 caf\xe9 for \x80 5.")
    assert "\u201c48151\u201d café for € 5" in document.source
    assert document.notes[0].line == 3
    assert "Windows-1252" in document.notes[0].message


def test_bytes_unknown_to_windows_1252_are_read_as_latin_1() -> None:
    document = readers.read("a.txt", b"caf\xe9 \x81 48151")
    assert "Latin-1" in document.notes[0].message


def test_a_wrong_declaration_is_named() -> None:
    document = readers.read("a.html", b"<meta charset=utf-8><p>caf\xe9 48151</p>")
    assert "not utf-8" in document.notes[0].message
    document = readers.read("a.html", b"<meta charset=klingon><p>caf\xe9 48151</p>")
    assert "klingon" in document.notes[0].message


def test_one_bad_byte_does_not_spoil_a_utf_8_file() -> None:
    document = readers.read("a.txt", "Größe über 48151 Füße ".encode() + b"\xff.")
    assert "Größe über" in document.source
    assert "not UTF-8 in one place" in document.notes[0].message


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"abc\0def", "zero byte at offset 3"),
        (b"%PDF-1.7 and so on", "a PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x89PNG\r\n", "an image"),
        (bytes(range(1, 32)) * 20, "control characters"),
        (b"\xff\xfe\x00\xd8\x00\xd8\x00\xd8", "UTF-16"),
    ],
)
@pytest.mark.parametrize("suffix", [".md", ".html", ".txt", ".csv"])
def test_binary_data_is_refused_in_plain_words(data: bytes, reason: str, suffix: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        readers.read("some" + suffix, data)
    assert caught.value.path == "some" + suffix


# ------------------------------------------------------------------------------------------------- true places
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_line_ends_stay_as_they_are(name: str, newline: str) -> None:
    text = newline.join(["Ten 🙂 men,", "\tof them 48151", "left.", "", "More."])
    document = readers.read(name, text.encode())
    assert document.source == text
    assert len([at for at in places(document) if newline != "\r" or at >= 0]) == 1


# ------------------------------------------------------------------------------------------------- bad input
MANY = 20_000
HARD = {
    "digits": "1234567890" * 100_000,
    "lines of digits": ("1" * 79 + "\n") * 10_000,
    "quotes": ">" * MANY,
    "brackets": "[" * MANY + "]" * MANY,
    "stars": "*a **b" * MANY,
    "images": "![" * MANY + "](x)" * MANY,
    "lists": "- " * MANY,
    "comments": "a <!-- " * MANY,
    "tags": "<a " * MANY,
    "tags with quotes": "<a \"'" * MANY,
    "scripts": "<script>" * MANY,
    "divisions": "<div>" * MANY + "</p>" * MANY,
    "cells": "<table><tr>" + "<td rowspan=1000 colspan=1000>1" * 2000,
    "tables": "<table><tr>" * 5000,
    "references": "&#" * MANY + "&a" * MANY,
    "templates": "{{" * MANY + "{% highlight %}\n" * 2000,
    "addresses": "a." * MANY + "www." * MANY,
    "front matter": "---\n" + "[" * MANY + "\n---\n",
    "nested front matter": "---\n" + "- " * MANY + "\n---\n",
    "quoted cells": '"a,' * MANY + '"""' * MANY,
    "grid": "+---+\n| a |\n" * 2000,
    "code": "".join("`" * (number % 200) + " " for number in range(1000)),
}


@pytest.mark.parametrize("suffix", [".md", ".html", ".txt", ".csv"])
@pytest.mark.parametrize("case", sorted(HARD))
def test_nothing_hangs_or_raises(case: str, suffix: str) -> None:
    readers.read_text("hard" + suffix, HARD[case])
