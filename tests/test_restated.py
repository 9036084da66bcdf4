"""One figure in two places: which places sum up which, which words bind two figures, and what keeps them apart."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from consistency import engine, rulebook
from consistency.context.places import Places
from consistency.extraction import extract
from consistency.findings import Finding
from consistency.proposers import back_reference, restated, summary
from consistency.readers import read_text
from consistency.relation import Article
from tests.desk import put, run

RULES = rulebook.load(select=["restated"])


def found(text: str, suffix: str = ".md", show: str = "warning") -> list[Finding]:
    return list(engine.check([], rulebook=RULES, texts={f"article{suffix}": text}).shown(show))


def article(text: str) -> Article:
    document = read_text("article.md", text)
    return Article(document, extract(document, ""))


TEXT = "The cooperative shears 3,400 alpacas on the high pasture."
SUMMARIES = {
    "a description": "---\ndescription: It shears 4,300 alpacas on the high pasture.\n---\n\n{text}",
    "an excerpt in TOML": '+++\nexcerpt = "A cooperative that shears 4,300 alpacas on the high pasture"\n+++\n\n{text}',
    "an alternative text": "{text}\n\n![4,300 alpacas on the high pasture, which the cooperative shears](a.png)",
    "a caption": "{text}\n\n<figure><img src='a.png'><figcaption>4,300 alpacas of the high pasture</figcaption></figure>",
    "a chart description": '{text}\n\n{{{{ figure(description="Bars: 4,300 alpacas of the cooperative on the high pasture") }}}}',
    "a heading": "{text}\n\n## The 4,300 alpacas of the high pasture\n\nThey are shorn once a year.",
    "a pull quote": "{text}\n\n> The cooperative shears 4,300 alpacas on the high pasture.",
    "key points": "## Key points\n\n- The cooperative shears 4,300 alpacas on the high pasture.\n\n## Wool\n\n{text} "
    "Nobody else in the valley has as many, and nobody wants them, for the winters up there are long.",
    "points behind a line": "**Key findings:**\n\n- The cooperative shears 4,300 alpacas on the high pasture.\n\n{text} "
    "Nobody else in the valley has as many, and nobody wants them, for the winters up there are long.",
}


@pytest.mark.parametrize("form", SUMMARIES)
def test_a_summary_is_held_against_the_text(form: str) -> None:
    (finding,) = found(SUMMARIES[form].format(text=TEXT))
    assert finding.rule == "summary-figure"
    assert {finding.primary.text, *(place.text for place in finding.related)} == {"3,400", "4,300"}


@pytest.mark.parametrize("form", SUMMARIES)
def test_a_summary_that_agrees_is_silent(form: str) -> None:
    assert not found(SUMMARIES[form].format(text=TEXT).replace("4,300", "3,400"), show="note")


ROUNDED = [
    ("about 3,400", "3,380"),
    ("3,400", "3,412"),
    ("nearly 3,400", "3,390"),
    ("more than 3,000", "3,400"),
    ("3.4 thousand", "3,400"),
]


@pytest.mark.parametrize(("said", "printed"), ROUNDED)
def test_a_summary_may_round(said: str, printed: str) -> None:
    text = f"---\ndescription: It shears {said} alpacas on the high pasture.\n---\n\n{TEXT.replace('3,400', printed)}"
    assert not found(text, show="note")


def test_hedges_that_exclude_each_other_disagree() -> None:
    text = f"---\ndescription: It shears at least 8,000 alpacas on the high pasture.\n---\n\n{TEXT}"
    assert [finding.rule for finding in found(text.replace("shears 3,400", "shears at least 3,412"))] == [
        "summary-figure"
    ]


def test_both_places_are_shown_and_the_help_says_what_stands_where(tmp_path: Path) -> None:
    name = put(tmp_path, "wool.md", SUMMARIES["a description"].format(text=TEXT))
    result = run("check", "--no-cache", "--select", "restated", str(tmp_path / name))
    assert "4,300 in the description, but 3,400 in the text (line 5)" in " ".join(result.output.split())
    assert "help: the text has 3,400 in line 5" in result.output


APART = {
    "another place": "The ferry from Skerrow carried 5,210 goats.\n\nThe ferry from Tarvin carried 5,120 goats.",
    "another month": "In March the press stamped 7,120 coins of copper.\n\nIn April the press stamped 7,210 coins of copper.",
    "another group": "Surgeons treated 312 boys for frostbite.\n\nSurgeons treated 321 girls for frostbite.",
    "another year": "In 2011 the weir let 8,130 salmon pass.\n\nIn 2012 the weir let 8,310 salmon pass.",
    "items of one list": "- Larch: 4,310 seedlings in the nursery\n- Birch: 4,130 seedlings in the nursery",
    "said by another": "The ministry had put the drowned reindeer at 2,310.\n\nThe drowned reindeer number 2,130.",
    "one word replaced": "The bold plan saves 640 cottages by the sea.\n\nThe timid plan saves 460 cottages by the sea.",
    "a rule for each of several": "Throws an error if the length of the buffer is no multiple of 2.\n\nThrows an error if the length of the buffer is no multiple of 4.",
    "several and a number": "The mended gate lets in carts wider than 9 hands at noon.\n\nThe mended gate let in carts with more than one hand at noon.",
    "the defaults of two options": "The largest number of looms that run at once. Defaults to 10 if not given.\n\nThe smallest number of looms that run at once. Defaults to 64 if not given.",
    "the option of a command": "grind coffee now --cups 12 --heat high water.\n\ngrind coffee now --cups 21 --heat high water.",
    "both figures twice": "The bakery sold 4,120 loaves and 4,210 rolls.\n\nOf loaves the bakery sold 4,120, and of rolls 4,210.",
}


@pytest.mark.parametrize("case", APART)
def test_what_tells_two_cases_apart(case: str) -> None:
    assert not found(APART[case], show="note")


def test_a_sum_of_the_text_supports_its_summary() -> None:
    text = "![The 900 kayaks of the two clubs](k.png)\n\nOne of the clubs owns 600 kayaks, the other club 300 kayaks."
    assert not found(text, show="note")


def test_a_forgotten_scale_word() -> None:
    text = "---\nsummary: The canal cost an estimated $31.4bn.\n---\n\nThe canal, which took nine years, cost $31.4."
    (finding,) = found(text)
    assert {finding.primary.text, finding.related[0].text} == {"an estimated $31.4bn", "$31.4"}


def test_a_slip_needs_fewer_words() -> None:
    text = "The abbey owns 6,792 psalters.\n\nOf these, it lends 40 a year. All its 6,972 psalters are insured."
    assert [finding.rule for finding in found(text)] == ["restated-figure"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("148,6{}2", "148,7{}2"), ("24{}8", "2{}48")],
    ids=["one digit of many is wrong", "digits have changed places"],
)
def test_a_long_number_but_for_a_slip_is_the_same_whatever_names_are_near(first: str, second: str) -> None:
    text = "In Harlow the guild of weavers reckons that the new loom would cost ${} at the fair.\n\nThe new loom, which Ada Hale of the guild of weavers wants, is said to cost ${} by then.\n"
    assert [finding.rule for finding in found(text.format(first.format(5), second.format(5)))] == ["restated-figure"]
    assert not found(text.format(first.format(5), first.format(5)))


def test_the_figure_that_stands_alone_is_the_stated_one() -> None:
    text = "Divers raised 418 amphorae from the wreck.\n\nThe museum shows the 418.\n\nThe wreck held 481 amphorae for divers."
    for proposal in restated.propose(article(text), {}):
        assert article(text).figures[proposal.roles["stated"][0]].text == "481"


def test_places() -> None:
    text = (
        "# Title\n\nTL;DR: 3 ideas.\n\nA text.\n\n## In brief\n\nShort.\n\n## Results\n\nA long text about many things."
    )
    document = read_text("article.md", text)
    kinds = Places(document).kinds
    told = {
        " ".join(document.block_text(block).split()): kind for block, kind in zip(document.blocks, kinds, strict=True)
    }
    assert told["TL;DR: 3 ideas."] == told["Short."] == "points"
    assert told["A long text about many things."] == told["A text."] == "text"


BACKWARDS = {
    "all": ("The guild has 230 cutlers. All 320 cutlers voted.", True),
    "those": ("A train of 140 mules set out. Those 410 mules never came back.", True),
    "which ones is said": ("The guild has 230 cutlers. The 40 cutlers who forge swords voted.", False),
    "a part": ("The guild has 230 cutlers. Four of the 45 cutlers voted.", False),
    "in all": ("The guild wrote to 230 cutlers. In all 190 cutlers came.", False),
    "two counts before": ("It has 230 cutlers and, in the north, 90 cutlers. The 320 cutlers voted.", False),
    "a hedge": ("Some 16,000 weavers marched. The 15,800 weavers sang.", False),
}


@pytest.mark.parametrize("case", BACKWARDS)
def test_back_references(case: str) -> None:
    text, wrong = BACKWARDS[case]
    assert [finding.rule for finding in found(text, show="note")] == ["back-reference"] * wrong


def test_many_figures_take_little_time() -> None:
    lines = [f"The stall of vendor{i % 4000} sold {i + 100} pots of honey{i % 977}." for i in range(8000)]
    subject = article("---\ndescription: It sold 55 pots.\n---\n\n" + "\n\n".join(lines))
    start = time.perf_counter()
    for settings in ({"places": "summary"}, {}):
        list(restated.propose(subject, settings))
    list(summary.propose(subject, {}))
    list(back_reference.propose(subject, {}))
    assert time.perf_counter() - start < 8
