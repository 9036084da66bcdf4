"""Marks: decimal points and decimal commas, told by a setting, by the language or by the other numbers."""

from __future__ import annotations

import math

import pytest

from consistency.document import Block, Document, Table, compose
from consistency.extraction import extract
from consistency.grammar import marks


def article(text: str, language: str = "") -> Document:
    return compose("a.txt", text, [Block("paragraph", 0, len(text))], language=language)


@pytest.mark.parametrize(
    ("text", "language", "locale", "values"),
    [
        ("1.100 cars and 8,7 %", "de", "", [1100, 8.7]),
        ("1.100 cars and 8,7 %", "de-DE", "", [1100, 8.7]),
        ("1.100 cars and 8.7 %", "de-CH", "", [1.1, 8.7]),
        ("1.100 cars and 8,7 %", "", "comma", [1100, 8.7]),
        ("1.100 cars and 8,7 %", "", "fr_FR", [1100, 8.7]),
        ("1.100 cars and 8,7 %", "de", "point", [1.1, math.nan]),
        ("1.100 cars and 8,7 %", "de", "en-GB", [1.1, math.nan]),
        ("1.100 cars and 8,7 %", "", "", [math.nan, math.nan]),
        ("1.100 cars and 8.7 %", "", "", [1.1, 8.7]),
        ("8,7 % and 9,1 % and 12,5 % of 1.100 cars", "", "", [8.7, 9.1, 12.5, 1100]),
        ("1.234.567,8 km and 1 234,5 km of 12 345 km", "es", "", [1234567.8, 1234.5, 12345]),
        ("1,100 cars", "", "", [1100]),
        ("1,100 cars", "de", "", [1.1]),
        ("1.234,5 Millionen, 3,5 Liter", "de", "", [1234.5, 3.5]),
    ],
)
def test_values(text: str, language: str, locale: str, values: list[float]) -> None:
    read = [figure.value for figure in extract(article(text, language), locale)]
    assert read == pytest.approx(values, nan_ok=True)


def test_an_undecided_figure_is_listed_as_printed() -> None:
    (figure,) = extract(article("They sold about 1.100 cars."))
    assert (figure.text, figure.hedge, figure.head) == ("about 1.100", "about", "car")
    assert figure.grain == pytest.approx(0.001)


def test_cells() -> None:
    source = "1.234|12,345|7,5"
    starts = [0, 6, 13]
    blocks = [
        Block("cell", at, end, table=0, row=1, col=col)
        for col, (at, end) in enumerate(zip(starts, [5, 12, 16], strict=True))
    ]
    document = compose("a.csv", source, blocks, tables=[Table(((0, 1, 2),), 0)], language="it")
    assert [figure.value for figure in extract(document)] == pytest.approx([1234.0, 12.345, 7.5])


@pytest.mark.parametrize(("locale", "good"), [("", True), ("point", True), ("de-AT", True), ("kommas!", False)])
def test_known_settings(locale: str, good: bool) -> None:
    assert marks.known(locale) is good
