"""The command line and the rules: own rules, the configuration, `rules`, `explain` and `test`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import WRONG, put, run

OWN_RULE = """\
- rule: dockers
  title: The shifts of the dockers
  severity: error
  phrase: "of the {whole} dockers , {part} work"
  assert: part <= whole
  message: "{part} is more than {whole}"
  examples:
    good: ["Of the 60 dockers, 40 work."]
    bad: ["Of the 40 dockers, 60 work."]
"""


def test_fail_on_does_not_depend_on_show(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    rule = put(newsroom, "rules.yaml", OWN_RULE.replace("severity: error", "severity: note"))
    arguments = ("check", "--rules", rule, "--select", "dockers", "wrong.md")
    assert run(*arguments).exit_code == 0
    assert "error[" not in run(*arguments).stdout
    assert run(*arguments, "--fail-on", "note").exit_code == 1
    assert run(*arguments, "--show", "note").stdout.startswith("note[dockers]")


# ------------------------------------------------------------------ check: rules and configuration


def test_own_rules(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    put(newsroom, "house/dockers.yaml", OWN_RULE)
    for place in ("house", "house/dockers.yaml"):
        result = run("check", "--rules", place, "--select", "dockers", "wrong.md")
        assert result.exit_code == 1
        assert result.stdout.startswith("error[dockers]: 60 is more than 40\n")


def test_select_and_ignore(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    assert run("check", "--ignore", "parts-within-whole,growth", "--ignore", "parts", "wrong.md").exit_code == 0
    assert run("check", "--select", "growth, multiple", "wrong.md").exit_code == 0
    assert run("check", "--select", "parts-within-whole", "wrong.md").exit_code == 1
    assert run("check", "--select", "parts", "wrong.md").exit_code == 1


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_name(newsroom: Path, option: str) -> None:
    put(newsroom, "wrong.md", WRONG)
    result = run("check", option, "parts-within-hole", "wrong.md")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: no rule or pack is called 'parts-within-hole'; did you mean 'parts-within-whole'?\n"
    )
    assert result.stdout == ""


def test_a_broken_rule_names_its_line(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    put(newsroom, "bad.yaml", OWN_RULE.replace("assert: part <= whole", "assert: part <= hole"))
    result = run("check", "--rules", "bad.yaml", "wrong.md")
    assert result.exit_code == 2
    assert result.stderr.startswith("bad.yaml:5: error: ")
    assert "did you mean 'whole'?" in result.stderr


def test_a_missing_rule_file(newsroom: Path) -> None:
    result = run("check", "--rules", "gone.yaml", ".")
    assert result.exit_code == 2
    assert result.stderr.startswith("gone.yaml: error: ")


def test_the_configuration_is_found_above_the_articles(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "ignore: [parts]\n")
    put(newsroom, "sport/wrong.md", WRONG)
    put(newsroom, "other.yaml", "select: [parts-within-whole]\n")
    assert run("check", "sport/wrong.md").exit_code == 0
    assert run("check", "sport").exit_code == 0
    assert run("check", "--no-config", "sport").exit_code == 1
    assert run("check", "--config", "other.yaml", "sport").exit_code == 1
    assert run("check", "-", stdin=WRONG).exit_code == 0


def test_the_configuration_must_be_right(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "ignore: []\nselekt: [parts]\n")
    put(newsroom, "wrong.md", WRONG)
    result = run("check", "wrong.md")
    assert result.exit_code == 2
    assert "consistency.yaml:2: error: unknown setting 'selekt'; did you mean 'select'?" in result.stderr
    result = run("check", "--config", "gone.yaml", "wrong.md")
    assert result.exit_code == 2
    assert result.stderr.startswith("gone.yaml: error: cannot be read")
    result = run("check", "--config", "a.yaml", "--no-config", "wrong.md")
    assert result.exit_code == 2
    assert "exclude each other" in result.stderr


def test_the_cache_may_be_switched_off(newsroom: Path) -> None:
    assert run("check", "--no-cache", put(newsroom, "wrong.md", WRONG)).exit_code == 1


# ------------------------------------------------------------------ rules, explain, test
def test_rules(newsroom: Path) -> None:
    put(newsroom, "own.yaml", OWN_RULE)
    result = run("rules", "--rules", "own.yaml")
    assert result.exit_code == 0
    rows = {line.split()[0]: line for line in result.stdout.splitlines()}
    assert "A part is larger than its whole" in rows["parts-within-whole"]
    assert rows["dockers"].split() == ["dockers", "error", "own", "The", "shifts", "of", "the", "dockers"]


def test_explain(newsroom: Path) -> None:
    result = run("explain", "parts-within-whole")
    assert result.exit_code == 0
    for text in (
        "What it does",
        "Why",
        "part <= whole",
        "What it lets pass",
        "It reports",
        "--ignore parts-within-whole",
        "parts.yaml:",
    ):
        assert text in result.stdout
    result = run("explain", "part-within-whole")
    assert result.exit_code == 2
    assert result.stderr == "error: no rule is called 'part-within-whole'; did you mean 'parts-within-whole'?\n"


def test_explain_tells_of_a_rule_that_the_configuration_leaves_out(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "ignore: [parts-within-whole]\n")
    assert run("explain", "parts-within-whole").exit_code == 0
    assert "parts-within-whole" not in run("rules").stdout


def test_every_rule_can_be_explained() -> None:
    names = [line.split()[0] for line in run("rules", "--no-config").stdout.splitlines()[1:]]
    assert len(names) > 9
    for name in names:
        assert run("explain", "--no-config", name).exit_code == 0


def test_test_runs_examples(newsroom: Path) -> None:
    put(newsroom, "own.yaml", OWN_RULE.replace("severity: error", "severity: error\n  confidence: high"))
    result = run("test", "--rules", "own.yaml", "dockers")
    assert "2 examples of 1 rule" in result.stdout


def test_test_reports_the_line_of_a_failure(newsroom: Path) -> None:
    put(newsroom, "own.yaml", OWN_RULE.replace('bad: ["Of the 40', 'bad: ["Of the 90'))
    result = run("test", "--rules", "own.yaml", "own")
    assert result.exit_code == 1
    assert result.stdout.startswith("own.yaml:9: dockers: ")
    assert "    Of the 90 dockers, 60 work.\n" in result.stdout
    assert result.stdout.endswith("2 examples of 1 rule: 1 failed\n")


def test_test_of_an_unknown_pack(newsroom: Path) -> None:
    result = run("test", "part")
    assert result.exit_code == 2
    assert result.stderr == "error: no pack or rule is called 'part'; did you mean 'parts'?\n"
