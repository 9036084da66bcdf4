"""Rule packs as they are written: what is understood, and what each mistake is told, with path and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency import rulebook
from consistency.errors import ConfigError, RuleError
from consistency.pack import read_pack

GOOD = """\
pack: own
language: en
words:
  rise: [rise/rose/risen, climb]
rules:
  - rule: own-growth
    title: Growth
    phrase: "~rise by {pct:percent} from {old} to {new}"
    assert: 100 * (new / old - 1) == pct
    message: "{old} to {new} is {expected}, not {pct}"
"""


def test_a_pack_is_read() -> None:
    (rule,) = read_pack("own.yaml", GOOD)
    assert (rule.name, rule.pack, rule.language, rule.line) == ("own-growth", "own", "en", 6)
    assert rule.phrases[0].roles == ("pct", "old", "new")
    assert rule.percent_roles == {"pct"}


def test_a_plain_list_of_rules_is_a_pack() -> None:
    text = "- rule: a\n  phrase: '{part} of the {whole}'\n  assert: part <= whole\n"
    (rule,) = read_pack("plain.yaml", text)
    assert rule.pack == "plain"


def test_yes_no_and_on_are_words() -> None:
    text = """\
words:
  answer: [yes, no, on]
rules:
  - rule: a
    phrase: "{part} said ~answer of the {whole}"
    unless: {left: [yes, no]}
    assert: part <= whole
"""
    (rule,) = read_pack("words.yaml", text)
    assert rule.unless["left"] == ("yes", "no")
    assert "yes" in rule.phrases[0].regex


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("assert: 100 * (new / old - 1) == pct", "assert: 100 * (neu / old - 1) == pct", 9, "unknown role 'neu'"),
        ("title: Growth", "titel: Growth", 7, "unknown key 'titel'"),
        ("~rise by", "~rose by", 8, "unknown word class ~rose"),
        ("{pct:percent}", "{pct:procent}", 8, "unknown kind 'procent'"),
        ("{old} to {new} is", "{alt} to {new} is", 10, "unknown role 'alt'"),
        ("rules:", "rules: [", 5, "no valid YAML"),
        ("by {pct", "by § {pct", 8, "does not know '§'"),
        ("by {pct", "(by {pct", 8, "')' is missing"),
        ("    title: Growth", "    severity: fatal", 7, "severity must be one of"),
        ("    title: Growth", "    bind: {a: {noun: x}}", 6, "exactly one of phrase, bind and propose"),
        ("    title: Growth", "    title: Growth\n    title: Growth", 8, "twice"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, line: int, message: str) -> None:
    assert old in GOOD
    with pytest.raises(RuleError) as caught:
        read_pack("own.yaml", GOOD.replace(old, new, 1))
    assert message in str(caught.value)
    assert caught.value.path == "own.yaml"
    # A syntax error is found where the reader of YAML gives up, which is at or behind the slip.
    assert caught.value.line is not None
    assert caught.value.line == line or (message == "no valid YAML" and caught.value.line >= line)


def test_a_misspelt_role_gets_a_suggestion() -> None:
    with pytest.raises(RuleError, match="did you mean 'new'"):
        read_pack("own.yaml", GOOD.replace("(new / old", "(nwe / old"))


def test_an_unknown_proposer_is_told() -> None:
    with pytest.raises(RuleError, match="did you mean 'tables'"):
        read_pack("own.yaml", "- rule: a\n  propose: tabels\n  assert: sum(parts) == total\n")


def test_a_rule_name_stands_once(tmp_path: Path) -> None:
    pack = tmp_path / "twice.yaml"
    pack.write_text(GOOD + GOOD[GOOD.index("  - rule") :], encoding="utf-8")
    with pytest.raises(RuleError, match="is already in"):
        rulebook.load([str(pack)], builtin=False)


def test_selecting_and_ignoring(tmp_path: Path) -> None:
    book = rulebook.load(select=["parts", "growth"], ignore=["sum-of-parts"])
    assert "growth" in book.names
    assert "parts-within-whole" in book.names
    assert "sum-of-parts" not in book.names
    assert "decline" not in book.names
    with pytest.raises(ConfigError, match="did you mean 'growth'"):
        rulebook.load(select=["grwth"])


def test_builtin_rules_are_found() -> None:
    assert len(rulebook.load().rules) >= 10
