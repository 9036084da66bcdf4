"""The figures table in its four formats."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from dataclasses import replace
from typing import Any

import jsonschema
import pandas as pd
import pytest

from consistency.errors import ConfigError
from consistency.figure import DTYPES, KINDS, Figure, figures_table
from consistency.report import Look, schema
from consistency.report.figures import COLUMNS, FORMATS, narrow, render

VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema("figures")))

BARREL = Figure(
    path="news/cellar.md",
    block=1,
    kind_of_block="paragraph",
    sentence=0,
    heading="The cellar",
    table=None,
    row=None,
    col=None,
    row_header="",
    col_header="",
    start=20,
    end=31,
    line=3,
    column=9,
    at=20,
    till=31,
    number_at=26,
    text="about 1,200",
    kind="count",
    value=1200.0,
    value_to=None,
    grain=1.0,
    round_to=100.0,
    form="rounded",
    unit="",
    dimension="count",
    hedge="about",
    noun="oak barrels",
    head="barrel",
    before="The cellar holds",
    after="oak barrels of wine",
    quoted=False,
    attributed=False,
)
PRICE = replace(
    BARREL,
    text="more than $2.5 million",
    kind="money",
    value=2.5e6,
    grain=1e5,
    round_to=1e5,
    unit="USD",
    dimension="money",
    hedge="more than",
    noun="",
    head="",
    before="it cost",
    after=", says the owner",
    line=12,
    column=140,
)
CELL = replace(
    BARREL, text="10-12", value=10.0, value_to=12.0, hedge="range", table=0, row=2, col=1, noun="", col_header="Casks"
)
YEAR = replace(BARREL, text="2019", kind="year", value=2019.0, form="exact", hedge="none", noun="", head="")
TABLE = figures_table([BARREL, PRICE, CELL, YEAR])


def lines(table: pd.DataFrame, form: str = "jsonl") -> list[Any]:
    return [json.loads(line) for line in render(form, table, {}, Look()).splitlines()]


def test_formats() -> None:
    assert FORMATS == ("csv", "json", "jsonl", "table")
    with pytest.raises(ConfigError, match="unknown format"):
        render("xml", TABLE, {}, Look())


def test_jsonl_is_valid_and_complete() -> None:
    rows = lines(TABLE)
    for row in rows:
        VALIDATOR.validate(row)
        assert tuple(row) == COLUMNS
    barrel, price, cell, year = rows
    assert (barrel["value"], barrel["value_to"], barrel["table"], barrel["quoted"]) == (1200, None, None, False)
    assert (barrel["low"], barrel["high"]) == (1140, 1260)
    assert (price["low"], price["high"], price["unit"], price["value"]) == (2500000, None, "USD", 2500000)
    assert (cell["value"], cell["value_to"], cell["table"], cell["row"], cell["col"]) == (10, 12, 0, 2, 1)
    assert year["kind"] == "year"


def test_the_schema_has_every_column_and_kind() -> None:
    properties = json.loads(schema("figures"))["properties"]
    assert tuple(properties) == (*COLUMNS, "address")
    assert tuple(properties["kind"]["enum"]) == KINDS
    assert set(COLUMNS) < set(DTYPES)


def test_json_holds_the_same_rows() -> None:
    assert json.loads(render("json", TABLE, {}, Look())) == lines(TABLE)


def test_csv_holds_the_same_rows() -> None:
    rows = list(csv.DictReader(io.StringIO(render("csv", TABLE, {}, Look()))))
    assert list(rows[0]) == list(COLUMNS)
    for written, row in zip(rows, lines(TABLE), strict=True):
        assert written == {name: "" if value is None else str(value) for name, value in row.items()}


def test_an_empty_table() -> None:
    empty = figures_table([])
    assert render("jsonl", empty, {}, Look()) == ""
    assert json.loads(render("json", empty, {}, Look())) == []
    assert render("csv", empty, {}, Look()).strip() == ",".join(COLUMNS)
    assert render("table", empty, {}, Look()) == "no figures\n"


def test_strange_characters_cannot_split_a_line() -> None:
    strange = figures_table([replace(BARREL, before="a\u2028b\x85c\nd", after='"\t\\')])
    text = render("jsonl", strange, {}, Look())
    assert len(text.splitlines()) == 1
    assert json.loads(text)["before"] == "a\u2028b\x85c\nd"


def test_narrow() -> None:
    def texts(**chosen: Any) -> list[str]:
        return list(narrow(TABLE, **chosen)["text"])

    assert texts() == ["about 1,200", "more than $2.5 million", "10-12", "2019"]
    assert texts(kinds=("money", "year")) == ["more than $2.5 million", "2019"]
    assert texts(where="OWNER") == ["more than $2.5 million"]
    assert texts(where="holds about") == ["about 1,200"]
    assert texts(where="casks") == ["10-12"]
    assert texts(where="cellar.md", kinds=("count",)) == ["about 1,200", "10-12"]
    assert texts(where="nowhere") == []


GOLDEN = """\
  place   in its sentence                                       kind   reading        may stand for   what it counts
news/cellar.md
     3:9  The cellar holds **about 1,200** oak barrels of wine  count          1,200  1,140 to 1,260  oak barrels
  12:140  it cost **more than $2.5 million**, says the owner    money  2,500,000 USD  from 2,500,000
     3:9  The cellar holds **10-12** oak barrels of wine        count       10 to 12     9.5 to 12.5  Casks
     3:9  The cellar holds **2019** oak barrels of wine         year            2019

4 figures
"""


@pytest.mark.parametrize("width", [116, 160])
def test_table(width: int) -> None:
    assert render("table", TABLE, {}, Look(width)) == GOLDEN


def test_table_at_80_columns() -> None:
    text = render("table", TABLE, {}, Look(80))
    assert " ... **about 1,200** oak ... " in text
    assert all(figure.text in text for figure in (BARREL, PRICE, CELL, YEAR))


def test_table_in_colour_has_no_stars() -> None:
    text = render("table", TABLE, {}, Look(width=116, colour=True))
    assert "\x1b[1mabout 1,200\x1b[0m" in text
    assert "**" not in text


@pytest.mark.parametrize(
    ("changes", "reading"),
    [
        ({"kind": "percent", "value": 34.5, "unit": "percent"}, "34.5 %"),
        ({"kind": "point", "value": 2.0, "unit": "percentage_point"}, "2 points"),
        ({"kind": "date", "value": 20240429.0}, "2024-04-29"),
        ({"kind": "date", "value": 20240400.0}, "2024-04"),
        ({"kind": "time", "value": 619.0}, "10:19"),
        ({"kind": "score", "value": 2.0, "value_to": 1.0}, "2-1"),
        ({"kind": "measure", "value": 58.24, "unit": "USD / barrel"}, "58.24 USD / barrel"),
        ({"kind": "count", "value": 0.5}, "0.5"),
        ({"kind": "count", "value": float("nan")}, "?"),
    ],
)
def test_reading(changes: dict[str, Any], reading: str) -> None:
    table = figures_table([replace(BARREL, **changes)])
    assert re.search(f" {re.escape(reading)}( |$)", render("table", table, {}, Look(width=120)), re.MULTILINE)


def test_thousands_of_rows_a_second() -> None:
    table = figures_table([BARREL, CELL] * 5000)
    begun = time.process_time()
    assert render("jsonl", table, {}, Look()).count("\n") == 10_000
    assert time.process_time() - begun < 2
