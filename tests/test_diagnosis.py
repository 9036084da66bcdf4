"""The diagnosis: what a finding says, in words that a reader knows, and the list of all that was tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency import engine, rulebook
from consistency.diagnosis import expected, finding
from consistency.document import Block, compose
from consistency.engine import check
from consistency.equation import parse
from consistency.findings import Finding, Report
from consistency.judge import Columns, judge
from consistency.judged import Judged
from consistency.relation import Article, Place, Proposal
from consistency.rule import Rule
from tests.written import claim

SHARES = """
- rule: all
  phrase: "{parts+3:percent} ... undecided"
  assert: sum(parts) == 100
  message: "{parts} is {expected}, not 100 percent"
"""
WITHIN = """
- rule: within
  phrase: "{part:number} of the {whole:number}"
  assert: part <= whole
  message: "{part} cannot be part of {whole}"
"""
RISE = """
- rule: rise
  phrase: "rose {pct:percent} from {old:number} to {new:number}"
  assert: 100 * (new / old - 1) == pct
  message: "{old} to {new} is a rise of {expected}, not {pct}"
"""


def run(tmp_path: Path, rules: str, text: str, name: str = "story.md") -> Report:
    pack = tmp_path / "own.yaml"
    pack.write_text(rules, encoding="utf-8")
    return engine.check([], rulebook=rulebook.load([str(pack)], builtin=False), texts={name: text})


def only(report: Report) -> Finding:
    (found,) = report.findings
    return found


# ------------------------------------------------------------------ a number of the rule is stated
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("45 percent yes, 38 percent no, 27 percent undecided",
         "45 percent + 38 percent + 27 percent is 110 percent, not 100 percent"),
        ("45% yes, 38.5% no and 27% undecided", "45% + 38.5% + 27% is 110.5%, not 100 percent"),
    ],
)  # fmt: skip
def test_a_sum_is_written_like_its_parts(tmp_path: Path, text: str, message: str) -> None:
    assert only(run(tmp_path, SHARES, f"In the poll {text}.")).message == message


@pytest.mark.parametrize(
    ("assertion", "parts", "percent", "words"),
    [
        ("sum(parts) == 100", ["45 %", "38 %", "27 %"], True, "110 %"),
        ("sum(parts) == 100", ["half", "38 %", "27 %"], True, "115 %"),
        ("sum(parts) == 100", ["half", "two-thirds"], True, "117 %"),
        ("sum(parts) == 7", ["$2 million", "$3 million"], False, "$5 million"),
        ("2 * max(parts) == 7", ["12", "13"], False, "26"),
    ],
)
def test_what_is_expected_where_a_number_is_stated(assertion: str, parts: list[str], percent: bool, words: str) -> None:
    assert expected(judged(assertion, percent=percent, parts=parts)) == words


def judged(assertion: str, *, percent: bool = False, proposal: Proposal | None = None, **roles: object) -> Judged:
    """A judged relation of an article whose text is its figures, one a line."""
    shares = frozenset(roles) if percent else frozenset()
    one, figures = claim(assertion, percent_roles=shares, **roles)
    text = ""
    for line, figure in enumerate(figures, 1):
        figure.at = figure.start = len(text)
        figure.line = line
        text += figure.text + "\n"
        figure.till = figure.end = len(text) - 1
    article = Article(compose("story.md", text, [Block("paragraph", 0, len(text))]), figures)
    parsed = parse(assertion)
    rule = _Rule("own", "", "own.yaml", 1, assertions=(parsed,))
    object.__setattr__(rule, "shares", shares)
    found = judge([one], Columns.of(figures))[0]
    return Judged(article, rule, proposal or Proposal(one.roles), parsed, one, found, 0)


class _Rule(Rule):
    """A rule whose roles are percentages without a phrase that says so."""

    shares: frozenset[str]

    @property
    def percent_roles(self) -> frozenset[str]:  # type: ignore[override]
        return self.shares


# ------------------------------------------------------------------ markup is not what is read
@pytest.mark.parametrize(
    ("rules", "name", "text", "message"),
    [
        (WITHIN, "story.md", "They spent **$6** million of the **$5** million.", "$6 million cannot be part of $5 million"),
        (WITHIN, "story.md", "They lost *about* 60\nof the 50.", '"about 60" cannot be part of 50'),
        (RISE, "story.html", "<p>It rose 30<b> percent</b> from 500 to 590.",
         "500 to 590 is a rise of 18 percent, not 30 percent"),
        (RISE, "story.md", "It rose 30&#37; from &pound;500 to £590.", "£500 to £590 is a rise of 18%, not 30%"),
        (RISE, "story.md", "It rose 30&nbsp;percent from 500 to 590.",
         "500 to 590 is a rise of 18 percent, not 30 percent"),
    ],
)  # fmt: skip
def test_no_markup_in_what_is_said(tmp_path: Path, rules: str, name: str, text: str, message: str) -> None:
    report = run(tmp_path, rules, text, name)
    found = only(report)
    assert found.message == message
    assert found.primary.text == text[found.primary.start : found.primary.end]
    said = " ".join([found.help, *found.details, *(t.sentence for t in report.tested)])
    assert not any(mark in said for mark in ("**", "<", ">", "&", "\n"))


def test_no_markup_in_the_tree(tmp_path: Path) -> None:
    (root,) = run(tmp_path, WITHIN, "They ate about\n**1,200** of the **9,800** apples.").trees["story.md"]
    assert (root.text, root.children[0].text, root.remainder) == ("9,800", "about 1,200", "8,600")


# ------------------------------------------------------------------ help
def test_a_proposer_gives_help_in_words() -> None:
    words = {"help": "Monday instead of Sunday, or another date"}
    proposal = Proposal({"a": (0,), "b": (1,)}, words=words, places=(Place("x", "a place", 0, 2),))
    found = finding(judged("a == b", proposal=proposal, a="12", b="15"), None)
    assert found is not None
    assert found.help == words["help"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pay fell 15 percent from 2,500 to 2,950.", ""),
        ("In the poll 45 percent were for it, 38 percent against it and 27 percent undecided.", ""),
        ("The ferry carried 45 people (38 passengers and 9 crew).",
         "47 people instead of 45 would agree with every figure"),
        ("Of the 38 lots, 10 sold above their estimate, 29 within and eight below.",
         "1 instead of 10 would agree with every figure (an extra zero)"),
        ("Of the 38 lots, 11 sold above their estimate, 29 within and eight below.",
         "48 lots instead of 38 would agree with every figure"),
        ("The guild has 184 weavers and 46 dyers, 240 altogether.", "230 instead of 240 would agree with every figure"),
        ("The crates hold 5 KB (70 MB).", "70,000 KB instead of 5 KB would agree with every figure"),
        ("Membership doubled from 2,500 to 7,100.", "2.8 times instead of doubled would agree with every figure"),
    ],
)  # fmt: skip
def test_no_silly_help(text: str, words: str) -> None:
    assert only(check([], rulebook=rulebook.load(), texts={"story.md": text})).help == words


# ------------------------------------------------------------------ what was tested
def test_the_reason_of_what_is_undecided() -> None:
    text = "The raid led to 30 arrests, including 12 men and 5 women."
    report = check([], rulebook=rulebook.load(), texts={"story.md": text})
    assert [(t.verdict, t.reason) for t in report.tested if t.rule == "included-parts"] == [
        ("undecided", "the parts need not be all")
    ]


def test_a_relation_that_another_speaks_for_is_listed(tmp_path: Path) -> None:
    again = """
- rule: again
  confidence: medium
  phrase: "{part:number} of the {whole:number} ... < {half:number} >"
  assert: [part <= whole, half <= part]
- rule: twice
  confidence: medium
  phrase: "{part:number} of {the:number}"
  assert: part <= the
- rule: other
  confidence: medium
  phrase: "{part:number} of the {whole:number}"
  assert: 2 * part <= whole
"""
    report = run(tmp_path, WITHIN + again, "They lost 60 of the 50.")
    assert [(t.rule, t.sentence, t.kept) for t in report.tested] == [
        ("within", "60 ≤ 50", True),
        ("other", "2 * 60 ≤ 50", False),
    ]
    assert sum(report.totals().values()) == 1
    assert len(report) == 1


def test_the_line_is_that_of_the_stated_figure() -> None:
    assert judged("sum(parts) == total", parts=["12", "15"], total="30").line == 3
    assert judged("total == sum(parts)", total="30", parts=["12", "15"]).line == 1
    assert judged("sum(parts) == 100", other="9", parts=["45 %", "38 %"]).line == 2


def test_the_line_of_what_has_no_figure_is_that_of_its_place() -> None:
    proposal = Proposal({}, places=(Place("item", "an item", 3, 5),), values={"said": 3, "counted": 4})
    assert judged("counted == said", proposal=proposal, a="12", b="15").line == 2
