"""One figure said twice: in two units, two currencies, in words and digits, in two scales."""

from __future__ import annotations

import time

import pytest

import consistency
from consistency import engine, rulebook
from consistency.extraction import extract
from consistency.grammar import asides
from consistency.judge.conversion import conversion, namesakes
from consistency.readers import read_text
from consistency.relation import Article

RULES = rulebook.load(select=["conversion"])


def findings(text: str) -> list[tuple[str, str]]:
    report = engine.check([], rulebook=RULES, texts={"article.md": text + "\n"})
    return [(finding.rule, finding.severity) for finding in report]


def verdicts(text: str) -> list[str]:
    return list(engine.check([], rulebook=RULES, texts={"article.md": text + "\n"}).relations["verdict"])


def joined(text: str) -> list[tuple[str, str, str]]:
    document = read_text("a.md", text)
    article = Article(document, extract(document))
    found = (
        aside for block in article.by_block.values() for aside in asides.find(document.text, article.figures, block)
    )
    return [(article.figures[a.first].text, article.figures[a.second].text, a.how) for a in found]


def test_how_two_figures_are_joined() -> None:
    assert joined("It is 5 mi/8 km, or 26,000 feet, or 8,000 m.") == [
        ("5 mi", "8 km", asides.SLASH),
        ("8 km", "26,000 feet", asides.OR),
        ("26,000 feet", "8,000 m", asides.OR),
    ]
    assert joined("It is 5 miles (8 km; 26,000 feet) long.") == [
        ("5 miles", "8 km", asides.BRACKETS),
        ("5 miles", "26,000 feet", asides.BRACKETS),
    ]
    assert joined("It costs £300, or about $400.") == [("£300", "or about $400", asides.OR)]
    assert not joined("It is 5 miles from the 8 km post.")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The hedge is 5 feet (1.5 metres) high.", None),
        ("The hedge is 5 feet (2.5 metres) high.", "error"),
        ("The hedge is 5 feet, or 2.5 metres, high.", "error"),
        ("The hedge is 30 metres, about 98 feet, long.", None),
        ("The hedge is 30 metres, about 58 feet, long.", "error"),
        ("Take the 10-mile or the 10-km path.", None),
        ("It takes 90 minutes, or two and a half hours, to cook.", "error"),
        ("It takes 45 days or 45 weeks.", None),
        ("The course takes two weeks (80 hours).", "note"),
        ("The course takes three weeks (15 working days).", None),
        ("The course takes three weeks (35 days).", "error"),
        ("The barn holds 2 tons (2,000 kg), 2 tons (4,000 pounds) or 2 tons (2,032 kg).", None),
        ("The barn holds 22 tons (30,000 kg).", "error"),
        ("The mine gave 320 ounces (10 kg) of gold.", None),
        ("The can holds 3 gallons (13.6 litres).", None),
        ("The well gave 200 barrels (8,400 gallons).", None),
        ("The 6-foot-2-inch (188-cm) keeper left.", None),
        ("It is three feet from the lake of Corran (120 metres).", "note"),
        ("The room is £500 a month (£6,000 a year).", None),
        ("The room is £500 a month (£9,000 a year).", "error"),
        ("The room is £500 a month (£70 a day).", None),
    ],
)
def test_conversions(text: str, severity: str | None) -> None:
    assert findings(text) == ([("conversion", severity)] if severity else [])


def test_names_of_two_units() -> None:
    assert namesakes("gallon") == pytest.approx((1.2009,), rel=1e-3)
    assert namesakes("meter") == ()
    assert conversion("GBP / week", "GBP / year") == (52.0, 0.0)
    assert conversion("GBP / week", "USD / year") is None
    assert conversion("GBP / week", "GBP / month") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He paid €100 ($110) and got €300 ($330).", False),
        ("He paid €100 ($110) and got €300 ($430).", True),
        ("He paid €100 ($110), €300 ($330) and €700 ($970).", True),
        ("He paid $110 (€100) and got €300 ($430).", True),
        ("He paid €100 ($110) in 1999 and got €300 ($430) in 2009.", False),
        ("He paid €100 ($110) and got £300 ($430).", False),
        ("He paid €100 ($110 a week) and got €300 ($430).", False),
    ],
)
def test_exchange_rates(text: str, found: bool) -> None:
    assert findings(text) == ([("exchange-rate", "warning")] if found else [])


def test_one_wrong_sum_of_three_is_one_finding() -> None:
    assert len(findings("He paid €100 ($110), €300 ($630) and €700 ($770).")) == 1


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The crew of thirteen (13) sailors left.", None),
        ("The crew of thirteen (31) sailors left.", "error"),
        ("Give not less than ninety (60) days of notice.", "error"),
        ("Give not less than ninety (90) days of notice.", None),
        ("A fine of 312 (two hundred) crowns is due.", "error"),
        ("The crew grew in stage two (2019).", None),
        ("Of two (1) is old and (2) is new.", None),
        ("The crew is told of in chapter eleven (4).", "note"),
    ],
)
def test_words_and_digits(text: str, severity: str | None) -> None:
    assert findings(text) == ([("words-and-digits", severity)] if severity else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The debt is €3.4 billion (3,400 million).", False),
        ("The debt is €3.4 billion (4,300 million).", True),
        ("The debt is €340 million (€340,000).", True),
        ("The debt is €3.4 billion (€990 million).", False),
        ("The debt is €3.4 billion (3.1 billion).", False),
        ("The debt is €3.4 million, or €3,900,000.", True),
        ("The debt is 20 lakh (3 million) rupees.", True),
    ],
)
def test_scales(text: str, found: bool) -> None:
    assert [rule for rule, _ in findings(text)] == (["scale-in-brackets"] if found else [])


def test_a_tested_figure_is_told() -> None:
    assert verdicts("The hedge is 5 feet (1.5 metres) high.") == ["agrees"]


def test_stones_are_no_ordinals() -> None:
    text = "She weighed 11st 4lb (72kg), and he 12st.\n"
    report = consistency.check(text)
    assert not list(report)
    assert [row.verdict for row in report.relations.itertuples()] == ["agrees"]
    assert [finding.rule for finding in consistency.check("They live on the 12st floor.\n")] == ["ordinal-ending"]


def test_a_bare_degree_is_of_the_other_scale() -> None:
    assert findings("It was 95 degrees (35 Celsius) on the quay, and -7C (20 degrees) in the hills.") == []
    assert findings("It was 95 degrees (25C) on the quay.") == [("conversion", "error")]
    assert findings("It was 21 degrees, or 51 degrees Fahrenheit, on the quay.") == [("conversion", "error")]


def test_a_long_rule_of_dashes_does_not_hang() -> None:
    began = time.perf_counter()
    assert joined("12 " + "-" * 80 + " 15 men") == []
    joined("12 -" + "- " * 38 + "15 men and 12" + " -a" * 28 + " 15 men")
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    "text",
    [
        "They gave away 10,000 x 100,000,000 = 1 trillion leaflets.",
        "A disk held 1024 KB = 1048576 bytes, or 1,024,000 bytes.",
        "The call Two[3] stands in a row of 14.",
    ],
)
def test_a_factor_a_kilobyte_and_an_index_are_no_second_saying(text: str) -> None:
    assert findings(text) == []
