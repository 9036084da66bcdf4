"""A whole run: what is bound, what is counted, and which of several relations becomes the finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency import batches, engine, rulebook
from consistency.findings import Report
from consistency.rulebook import Rulebook


def run(text: str, book: Rulebook | None = None, name: str = "story.md", lang: str = "") -> Report:
    return engine.check([], rulebook=book or rulebook.load(), texts={name: text}, lang=lang)


def book_of(tmp_path: Path, text: str) -> Rulebook:
    pack = tmp_path / "own.yaml"
    pack.write_text(text, encoding="utf-8")
    return rulebook.load([str(pack)], builtin=False)


TWO_RULES = """
- rule: general
  phrase: "{part:count} ... of the {whole:count}"
  assert: part <= whole
- rule: special
  phrase: "just {part:count} ... out of the {whole:count}"
  assert: part <= whole
"""


def test_the_more_specific_phrase_binds(tmp_path: Path) -> None:
    report = run("Oddly, just 30 boats out of the 20 boats sank.", book_of(tmp_path, TWO_RULES))
    assert [finding.rule for finding in report] == ["special"]


def test_one_finding_for_the_same_figures(tmp_path: Path) -> None:
    text = TWO_RULES + '- rule: again\n  phrase: "{part:count} ... of the {whole:count}"\n  assert: whole >= part\n'
    report = run("Oddly, 30 boats of the 20 boats sank.", book_of(tmp_path, text))
    assert len(report) == 1


def test_a_role_of_several_figures_is_tested_one_by_one() -> None:
    report = run("Of the 900 people, 300 came by bus, 1,400 by train and 200 on foot.")
    assert [finding.primary.text for finding in report] == ["900"]
    assert "1,400" in report.findings[0].message
    assert report.by_rule["parts-within-whole"]["agrees"] == 2


def test_counts_of_different_things_are_only_noted(tmp_path: Path) -> None:
    book = book_of(tmp_path, '- rule: a\n  phrase: "{part:count} ... of the {whole:count}"\n  assert: part <= whole\n')
    report = run("The 30 letters of the 20 senators burnt.", book)
    assert [(f.severity, f.confidence) for f in report] == [("note", "low")]


@pytest.mark.parametrize(
    ("text", "lang", "count"),
    [
        ("Of the 20 boats, 30 sank.", "", 1),
        ("Of the 20 boats, 30 sank.", "de", 0),
        ("---\nlang: de-AT\n---\n\nOf the 20 boats, 30 sank.", "", 0),
        ("Von den 20 Booten sind 30 gesunken, und das ist nicht die ganze Zahl, denn es werden noch mehr als 10 gesucht, "
         "die mit den anderen aus dem Hafen kamen und von denen sich keines meldet. Of the 20 boats, 30 sank.", "", 0),
    ],
)  # fmt: skip
def test_prose_rules_stay_silent_outside_their_language(text: str, lang: str, count: int) -> None:
    assert len(run(text, lang=lang)) == count


def test_a_bind_rule_says_why_it_stays_silent(tmp_path: Path) -> None:
    book = book_of(tmp_path, "- rule: own\n  bind: {men: {noun: men}, women: {noun: women}}\n  assert: men <= women\n")
    report = run("There were 20 men. Later 30 men came.", book)
    (remark,) = report.remarks
    assert "role 'men' finds 20, 30 and wants one" in remark.message
    assert len(run("There were 20 men and 10 women.", book)) == 1


def test_a_rule_for_some_files(tmp_path: Path) -> None:
    rule = "- rule: own\n  files: 'trade-*.md'\n  bind: {a: {noun: men}, b: {noun: women}}\n  assert: a <= b\n"
    text = "There were 20 men and 10 women."
    assert len(run(text, book_of(tmp_path, rule), "trade-may.md")) == 1
    assert len(run(text, book_of(tmp_path, rule), "other.md")) == 0


def test_words_that_forbid_a_match(tmp_path: Path) -> None:
    rule = """
- rule: own
  phrase: "{part:count} ... of the {whole:count}"
  unless: {left: [nearly all], inside: [each], right: ["{percent}"]}
  assert: part <= whole
"""
    book = book_of(tmp_path, rule)
    assert len(run("Here 30 of the 20 boats sank.", book)) == 1
    assert len(run("Nearly all said that 30 of the 20 boats sank.", book)) == 0
    assert len(run("Here 30 each of the 20 boats sank.", book)) == 0
    assert len(run("Here 30 of the 20 boats sank, or 9 percent.", book)) == 0


def test_the_counts_of_a_run() -> None:
    report = run("In 2016, 30 of the 20 boats sank, 12 of the 15 crews came home, and 7 people watched.")
    assert report.totals() == {"agrees": 1, "rounding": 0, "contradicts": 1, "undecided": 0}
    assert report.n_figures == 5
    assert report.used == {"story.md": (4, 5)}
    assert {(t.verdict, t.sentence) for t in report.tested} == {("contradicts", "30 ≤ 20"), ("agrees", "12 ≤ 15")}


def test_batches_give_one_report(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {f"{number:02}.md": f"Of the {number + 20} boats, 30 sank." for number in range(20)}
    whole = engine.check([], rulebook=rulebook.load(), texts=texts)
    monkeypatch.setattr(batches, "_LARGEST", 60)
    parted = engine.check([], rulebook=rulebook.load(), texts=texts)
    assert parted.findings == whole.findings
    assert parted.by_rule == whole.by_rule
    assert parted.figures.equals(whole.figures)
    assert list(parted.relations["roles"]) == list(whole.relations["roles"])


def test_findings_inside_a_quotation_are_marked() -> None:
    report = run('He said: "Of the 20 boats, 30 sank." Nobody answered.')
    assert [finding.quoted for finding in report] == [True]


def test_the_tree_of_the_worked_example() -> None:
    text = (
        "Of the 18,000 soldiers, about 12,000 are from the northern army. The breakdown includes 10,000 mobilized "
        "conscripts and 2,000 contract soldiers."
    )
    (root,) = run(text).trees["story.md"]
    assert (root.text, root.noun, root.remainder) == ("18,000", "soldiers", "6,000")
    (army,) = root.children
    assert [child.text for child in army.children] == ["10,000", "2,000"]
    assert army.agrees == ('10,000 + 2,000 = "about 12,000"',)
    assert army.remainder == ""


@pytest.mark.parametrize(
    ("where", "text", "count"),
    [
        ("{same_head: all}", "Here 30 boats of the 20 boats sank.", 1),
        ("{same_head: all}", "Here 30 letters of the 20 boats sank.", 0),
        ("{same_unit: all}", "Here 30 km of the 20 km are closed.", 1),
        ("{same_unit: all}", "Here 30 km of the 20 miles are closed.", 0),
        ("{same_dimension: all}", "Here 30 miles of the 20 km are closed.", 1),
        ("{different_unit: all}", "Here 30 miles of the 20 km are closed.", 1),
        ("{different_unit: all}", "Here 30 km of the 20 km are closed.", 0),
        ("{same_kind: [part, whole]}", "Here 30 boats of the 20 boats sank.", 1),
        ("{distinct: all}", "Here 30 boats of the 20 boats sank.", 1),
        ("{unbounded: [part]}", "Here about 30 boats of the 20 boats sank.", 1),
        ("{unbounded: [part]}", "Here more than 30 boats of the 20 boats sank.", 0),
    ],
)
def test_what_figures_must_share(tmp_path: Path, where: str, text: str, count: int) -> None:
    rule = f"- rule: a\n  phrase: '{{part}} ... of the {{whole}}'\n  where: {where}\n  assert: part <= whole\n"
    assert len(run(text, book_of(tmp_path, rule))) == count
