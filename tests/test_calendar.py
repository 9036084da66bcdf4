"""Order of dates, lengths of time, ages, anniversaries, centuries: what the calendar says of a text."""

from __future__ import annotations

import pytest

from consistency import engine, rulebook
from consistency.grammar.moments import Moment, between, birthdays, counted, exists, in_words

RULES = rulebook.load(select=["calendar"])
DATED = "---\ndate: 2020-06-15\n---\n\n"


def findings(text: str) -> list[tuple[str, str]]:
    report = engine.check([], rulebook=RULES, texts={"article.md": text})
    return [(finding.rule, finding.severity) for finding in report]


def verdicts(text: str) -> list[str]:
    report = engine.check([], rulebook=RULES, texts={"article.md": text})
    return sorted({f"{row.rule} {row.verdict}" for row in report.relations.itertuples()})


@pytest.mark.parametrize(
    ("first", "last", "unit", "length"),
    [
        (Moment(2010), Moment(2015), "year", (4, 6)),
        (Moment(2010, 3), Moment(2011, 6), "month", (14, 16)),
        (Moment(2010, 3, 1), Moment(2010, 3, 15), "week", (2, 2)),
        (Moment(1970), Moment(2000), "decade", (3, 3)),
    ],
)
def test_how_long_it_is(first: Moment, last: Moment, unit: str, length: tuple[int, int]) -> None:
    assert tuple(round(end) for end in between(first, last, unit)) == length


def test_a_period_is_counted_with_or_without_its_last_year() -> None:
    assert [round(end, 2) for end in counted(Moment(2010), Moment(2015), "year")] == [5, 6]
    assert [round(end) for end in counted(Moment(2010, 3, 1), Moment(2010, 3, 14), "day")] == [13, 14]
    # Nobody knows how many months lie between two years.
    assert [round(end) for end in counted(Moment(2019), Moment(2020), "month")] == [0, 24]


@pytest.mark.parametrize(
    ("born", "then", "ages"),
    [
        (Moment(1950), Moment(2020), (69, 70)),
        (Moment(1950, 5, 3), Moment(2020, 5, 3), (70, 70)),
        (Moment(1950, 5, 3), Moment(2020, 5, 2), (69, 69)),
        (Moment(1950, 5), Moment(2020, 4), (69, 69)),
        (Moment(1950, 5), Moment(2020, 5, 9), (69, 70)),
    ],
)
def test_birthdays(born: Moment, then: Moment, ages: tuple[int, int]) -> None:
    assert birthdays(born, then) == ages


def test_moments_in_words() -> None:
    assert [in_words(point) for point in (Moment(2010), Moment(2010, 5), Moment(2010, 5, 3))] == [
        "2010",
        "May 2010",
        "3 May 2010",
    ]
    assert not exists(Moment(2023, 2, 29))


@pytest.mark.parametrize(
    "text",
    [
        "She led the choir from March 2015 until May 2012.",
        "It was open from 3 May 2019 to 1 May 2019.",
        "Ada Hale (1920–1905) led the choir.",
        "He was born on 3 May 1950 and died on 3 May 1949.",
        "The school was founded in 1950 and was closed in 1905.",
    ],
)
def test_the_end_before_the_beginning(text: str) -> None:
    assert findings(text) == [("date-order", "error")]


@pytest.mark.parametrize(
    "text",
    [
        "The vote was brought forward from June 2021 to May 2021.",
        "The season runs from 1 October to 30 September 2020.",
        "The ferry runs from 20 November to 6 January 2020.",
        "The report compares 2020 to 2019.",
        "She came in 1973 or 1972.",
        "The fall from the 1990s to the 1980s was steep.",
        "Born in 1950 to a mother who died in 1949, he grew up in Ham.",
        "The gate stood from 1250 until 1190 BC, 60 years.",
        "The gate (1250–1190 BCE) fell.",
    ],
)
def test_no_stretch_of_time(text: str) -> None:
    assert not findings(text)


def test_two_bare_years_with_a_dash_may_be_anything() -> None:
    assert findings("Sales of 2020-2019 are in the table.") == [("date-order", "note")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He served for eight years, from 1998 to 2004.", True),
        ("He served for seven years, from 1998 to 2004.", False),
        ("It was a seven-year plan (1998-2003).", True),
        ("It was a six-year plan (1998-2003).", False),
        ("The fair ran from 3 May to 9 May 2019, twelve days in all.", True),
        ("The fair ran from 3 May to 9 May 2019, seven days in all.", False),
        ("They taught for more than five years (1998-2004).", False),
        ("Prices doubled from 1998 to 2004, nine years after the war.", False),
        ("Over the century from 1800 to 1860 the town grew.", True),
        ("Two of the nine years from 1990 to 2004 were wet.", True),
        ("Two years of the span from 1990 to 2004 were wet.", False),
    ],
)
def test_lengths(text: str, found: bool) -> None:
    assert findings(text) == ([("duration", "error")] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Five years ago, in March 2016, the mill burned.", False),
        ("Eight years ago, in March 2016, the mill burned.", True),
        ("Fifty years ago, in 1967, the mill burned.", False),
        ("The mill burned in 2011 (five years ago).", True),
        ("A century ago, in 1918, the mill burned.", False),
        ("A century ago, in 1818, the mill burned.", True),
        ("Over 100 years ago, in 1911, the mill burned.", False),
        ("In the six years since 1999, nobody came.", True),
        ('He wrote: "Ten years ago, in 1990, the mill burned."', False),
    ],
)
def test_ago_counts_from_the_date_of_the_article(text: str, found: bool) -> None:
    assert findings(DATED + text) == ([("elapsed-time", "error")] if found else [])
    assert not findings(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The mill opened in 1901. Twelve years later, in 1913, it burned.", ["elapsed-time agrees"]),
        ("The mill opened in 1901. Twenty-two years later, in 1913, it burned.", ["elapsed-time agrees", "elapsed-time contradicts"]),
        ("It opened in 1901, after the war of 1870. Twelve years later, in 1882, it burned.", []),
    ],
)  # fmt: skip
def test_later_counts_from_the_year_told_before(text: str, verdict: list[str]) -> None:
    assert verdicts(text) == verdict


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Hale (1930-2015), a painter, died at the age of 95.", True),
        ("Ada Hale (1930-2015), a painter, died at the age of 85.", False),
        ("Born in 1930, Ada Hale died in 2015 at 75.", True),
        ("Born in 1930, Ada Hale died in 2015 at 12 Pier Road.", False),
        ("Born in 1930, her sister Ada died in 2015 at 75.", False),
        ("Ada Hale (1930-2015) left a son, who died aged 12.", False),
        ("Ada Hale (1930-2015) taught Tom Low, who died aged 40.", False),
        ("Ada Hale was born in 1930. She turned 70 in 2010.", True),
    ],
)
def test_ages(text: str, found: bool) -> None:
    assert findings(text) == ([("age", "error")] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Hale, 70, who was born in 1940, sails alone.", True),
        ("Ada Hale, 80, who was born in 1940, sails alone.", False),
        ("Ada Hale, then 20, was born in 1940.", False),
        ("He was born in 1940 in Ham, and died Tuesday at 90.", True),
    ],
)
def test_ages_at_the_date_of_the_article(text: str, found: bool) -> None:
    assert bool(findings(DATED + text)) == found
    assert not findings(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Opened in 1950, the pier kept its 75th birthday in 2015.", True),
        ("Opened in 1950, the pier kept its 65th birthday in 2015.", False),
        ("The pier keeps its 60th anniversary this year. It was opened in 1950.", True),
        ("The pier keeps its 70th anniversary this year. It was opened in 1950.", False),
        ("The pier keeps its 71st anniversary next year. It was opened in 1950.", False),
        ("On the 70th anniversary of its founding in 2020, the pier was painted.", False),
        ("The 50th anniversary (1965-2020) was kept.", True),
    ],
)
def test_anniversaries(text: str, found: bool) -> None:
    assert [rule for rule, _ in findings(DATED + text)] == (["anniversary"] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The 20th-century hall, built in 1850, is shut.", True),
        ("The 20th-century hall, built in 1900, is shut.", False),
        ("It began at the end of the 18th century, in 1801.", False),
        ("It burned in the 1920s (1931).", True),
        ("It burned in the 1920s (1921 and 1931).", False),
    ],
)
def test_centuries_and_decades(text: str, found: bool) -> None:
    assert findings(text) == ([("century-of-year", "error")] if found else [])


def test_the_message_tells_both_ends() -> None:
    (finding,) = engine.check([], rulebook=RULES, texts={"a.md": "It was a nine-year plan (1998-2003).\n"})
    assert finding.message == "1998 to 2003 is 5 or 6 years, not nine-year"


def test_a_long_paragraph_takes_no_longer_than_its_length() -> None:
    text = DATED + "In 1901 it rose; 30 years later, in 1931, it fell. Born in 1901, he died in 1931 at 30. " * 2000
    assert len(engine.check([], rulebook=RULES, texts={"a.md": text}).relations) > 2000
