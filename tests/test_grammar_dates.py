"""Dates: the day that a date means, and the dateline of an article."""

from __future__ import annotations

import datetime

import pytest

from consistency import readers
from consistency.document import Block, compose
from consistency.extraction import extract, published
from consistency.grammar.dates import dateline, resolve, weekday


@pytest.mark.parametrize(
    ("value", "own", "years", "day", "sure"),
    [
        (20190503, "", [], "2019-05-03", True),
        (503, "2019-06-01", [], "2019-05-03", False),
        (1231, "2019-01-02", [], "2018-12-31", False),
        (102, "2019-12-30", [2019, 0], "2020-01-02", False),
        (503, "2019-06-01", [2016], None, False),
        (503, "", [], None, False),
        (229, "2024-12-01", [], "2024-02-29", False),
        (20190230, "", [], None, True),
        (20190500, "", [], None, True),
        (17520902, "", [], None, True),
    ],
)
def test_resolve(value: float, own: str, years: list[int], day: str | None, sure: bool) -> None:
    assert resolve(float(value), own, years) == (datetime.date.fromisoformat(day) if day else None, sure)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LONDON, March 3 (Agency) — Sales rose.", (0, 3, 3)),
        ("(Nov 4, 2011 9:15 AM) Five clerks left.", (2011, 11, 4)),
        ("Published 3 May 2024", (2024, 5, 3)),
        ("NEW YORK, Sept. 5, 2019 /Wire/ -- It is new.", (2019, 9, 5)),
        ("Tuesday, May 5, 2020, 10:30 am", (2020, 5, 5)),
        ("March 3, 2020 was a cold day.", None),
        ("In May 5 people left.", None),
        ("May 45 (x)", None),
    ],
)
def test_dateline(text: str, found: tuple[int, int, int] | None) -> None:
    assert dateline(text) == found


def test_published() -> None:
    source = "A fair\n\nParis, France, 3 May 2024 - It rained."
    blocks = [Block("title", 0, 6), Block("paragraph", 8, len(source))]
    assert published(compose("a.md", source, blocks)) == "2024-05-03"
    assert published(compose("a.md", source, blocks, date="2024-05-04")) == "2024-05-04"
    assert published(compose("a.md", source.replace(" 2024", ""), blocks)) == ""


@pytest.mark.parametrize(
    ("text", "date", "number", "name"),
    [
        ("On Sunday, 3 May 2020, it rained.", "3 May 2020", 6, "Sunday"),
        ("On Tue. 4 May 2021 it rained.", "4 May 2021", 1, "Tue"),
        ("On Friday the 3rd of May it rained.", "3rd of May", 4, "Friday"),
        ("It rained on May 3 (Wednesday).", "May 3", 2, "Wednesday"),
        ("It rained on May 3, a Thursday.", "May 3", 3, "Thursday"),
        ("On Sunday it rained. May 3 was dry.", "May 3", None, ""),
        ("He read the Sunday papers on 3 May.", "3 May", None, ""),
    ],
)
def test_weekday(text: str, date: str, number: int | None, name: str) -> None:
    at = text.index(date)
    found = weekday(text, at, at + len(date))
    assert (found and (found.number, text[found.start : found.end])) == (None if number is None else (number, name))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "The loom works with reeds 1.4.3, 12 May 2006, through 1.4.21, 3 July 2009.",
            ["12 May 2006", "3 July 2009"],
        ),
        ("It is woven on Shuttle 2.5.22 and later.", []),
        ("1.8.31 - October 2020", ["October 2020"]),
        ("Sie kam am 2.5.22 an, er am 3.12.2021.", ["2.5.22", "3.12.2021"]),
        ("3.5.21: the fair. Signed 02.5.22 in Rome.", ["3.5.21", "02.5.22"]),
    ],
)
def test_a_version_is_no_date(text: str, dates: list[str]) -> None:
    assert [figure.text for figure in extract(readers.read_text("a.md", text)) if figure.kind == "date"] == dates
