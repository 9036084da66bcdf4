"""Rule packs as they are written: what is understood, and what each mistake is told, with path and line."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from consistency import proposers, rulebook
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


@pytest.mark.parametrize(
    ("proposer", "settings", "message"),
    [
        ("line-summary", "{of: meann}", "of takes one of mean, highest, lowest, not meann"),
        ("line-summary", "{off: mean}", "line-summary has no setting 'off'; did you mean 'of'?; it has of"),
        ("cell", "{scaled: yes please}", "scaled takes one of true, not yes please"),
        ("exchange-rate", "{drift: lots}", "drift takes a number"),
        ("one-whole", "{halves: 3}", "halves takes a list of texts"),
        ("tables", "{of: mean}", "tables has no setting 'of'; it has none"),
    ],
)
def test_a_setting_that_a_proposer_does_not_have_is_told(proposer: str, settings: str, message: str) -> None:
    rule = f"- rule: a\n  propose: {proposer}\n  settings: {settings}\n  assert: x == y\n"
    with pytest.raises(RuleError) as caught:
        read_pack("own.yaml", rule)
    assert (caught.value.line, str(caught.value).endswith(message)) == (3, True), str(caught.value)


def test_every_setting_that_a_proposer_reads_is_declared() -> None:
    for name in proposers.names():
        module = importlib.import_module(f"consistency.proposers.{name.replace('-', '_')}")
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        read = set(re.findall(r'settings\.get\("(\w+)"', source))
        declared = getattr(module, "SETTINGS", {})
        assert read <= set(declared), name
        for setting in declared:
            assert "has no setting" not in proposers.misfit(name, setting, None)


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


# ------------------------------------------------------------------ what a pack may not say
PHRASE = "- rule: a\n  phrase: '{part} of the {whole}'\n  assert: part <= whole\n"
TABLES = "- rule: a\n  propose: tables\n  assert: sum(parts) == total\n"
BIND = "- rule: a\n  bind:\n    men: {noun: men}\n    crew: {noun: sailors, many: true}\n  assert: men <= sum(crew)\n"


def told(text: str) -> tuple[int | None, str]:
    """The line and the message of the complaint about a pack."""
    with pytest.raises(RuleError) as caught:
        read_pack("own.yaml", text)
    assert caught.value.path == "own.yaml"
    return caught.value.line, caught.value.message


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- &a\n  rule: a\n  settings: {x: *a}\n", 1, "&a"),
        ("- rule: a\n  settings: {x: *a}\n", 2, "*a"),
        (f"description: own\nwords:\n  a: [b]\n{bomb(9)}\n", 4, "&a0"),
        ("- rule: a\n- !!python/name:os.system x\n", 2, "tags"),
        ("rules: []\n---\nrules: []\n", 2, "a second document"),
        ("- rule: a\n  settings: " + "[" * 100_000, 2, "too many values inside values"),
        ("- rule: a\n  settings: " + '["]", ' * 100_000, 2, "too many values inside values"),
        ("- " * 100_000 + "x", 1, "too many values inside values"),
        ("- rule: a\n  title: \x00\n", 2, "no valid YAML"),
    ],
    ids=["recursive", "alias", "bomb", "tag", "two documents", "brackets", "hidden brackets", "dashes", "zero byte"],
)
def test_only_plain_yaml_of_a_modest_depth(text: str, line: int, message: str) -> None:
    found = told(text)
    assert found[0] == line
    assert message in found[1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('- rule: a\n  title: "Growth\n  phrase: x\n', 2),
        ("- rule: a\n  title: 'Growth\n  phrase: x", 2),
        ("- rule: a\n  phrase: [x,\n    y\n\n", 2),
        ("- rule: a\n  title: b: c\n  phrase: x\n", 2),
    ],
)
def test_what_is_left_open_is_told_where_it_begins(text: str, line: int) -> None:
    assert told(text)[0] == line


@pytest.mark.parametrize("word", ['""', '"="', '" "', '"rise//rose"', '"/rose"', '"=rise/"'])
def test_a_word_class_has_words(word: str) -> None:
    line, _ = told(f"words:\n  b:\n    - climb\n    - {word}\nrules:\n{PHRASE}")
    assert line == 4


def test_a_word_class_may_take_in_one_that_stands_below() -> None:
    text = 'words: {a: ["~b", "=up"], b: ["~c"], c: [climb]}\nrules:\n' + PHRASE.replace("of the", "~a")
    (rule,) = read_pack("own.yaml", text)
    assert "climbed" in rule.phrases[0].regex
    assert "|up" in rule.phrases[0].regex


@pytest.mark.parametrize(
    ("words", "line", "message"),
    [
        ("  a:\n    - up\n    - ~c\n  b: [c]\n", 4, "unknown class ~c"),
        ("  a: [~b]\n  b: [~c]\n  c:\n  - x\n  - ~b\n", 3, "takes in itself"),
        ("  a: [~a]\n", 2, "takes in itself"),
        ("  go up: [rise]\n", 2, "no name of a word class"),
        ("  a: [1]\n", 2, "must be a text"),
    ],
)
def test_a_mistake_in_the_words(words: str, line: int, message: str) -> None:
    found = told(f"words:\n{words}rules:\n{PHRASE}")
    assert message in found[1]
    # Any link of a circle may be named.
    assert found[0] == line or (message == "takes in itself" and found[0] in (3, 6))


def test_a_long_chain_of_word_classes() -> None:
    chain = "".join(f"  c{n}: [~c{n + 1}]\n" for n in range(3000))
    (rule,) = read_pack("own.yaml", f"words:\n{chain}  c3000: [climb]\nrules:\n{PHRASE.replace('of the', '~c0')}")
    assert "climbs" in rule.phrases[0].regex


def test_an_empty_word_class_may_stand_but_not_be_used() -> None:
    assert read_pack("own.yaml", f"words: {{stop: []}}\nrules:\n{PHRASE}")
    assert "~few has no words" in told("words: {few: []}\nrules:\n" + PHRASE.replace("of the", "~few"))[1]


@pytest.mark.parametrize(
    "phrase",
    [
        "{part} of the {whole} and {part}",
        "{part} (and {part})? of the {whole}",
        "[{part} came & {part} left] of the {whole}",
        "( {part} came | {part} left ) of the {whole} ( , {part} )?",
        "{part} came | {part} left of the {whole}",
        "( {part:money} | {part:percent} ) of the {whole}",
    ],
)
def test_a_role_stands_once_in_a_match(phrase: str) -> None:
    line, message = told(PHRASE.replace("{part} of the {whole}", phrase))
    assert line == 2
    assert "{part}" in message


@pytest.mark.parametrize(
    "phrase",
    [
        "[{part} came & of the {whole}]",
        "( {part} came of | ( {part} | the {part} men ) left ) the {whole}",
        "( of {whole} , {part} | {part} of {whole} )",
        "{part} | ( about {part} ) left the {whole}",
    ],
)
def test_a_role_may_stand_in_each_order_and_choice(phrase: str) -> None:
    (rule,) = read_pack("own.yaml", PHRASE.replace("{part} of the {whole}", phrase))
    assert set(rule.phrases[0].roles) == {"part", "whole"}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (TABLES.replace("sum(parts) == total", "foo <= bar"), 3, "unknown role 'foo'"),
        (TABLES.replace("== total", "== totals"), 3, "did you mean 'total'"),
        (TABLES + "  labels:\n    total: sum\n    whole: sum\n", 6, "unknown role 'whole' in labels"),
        (TABLES + "  where: {same_unit: [parts, whole]}\n", 4, "unknown role 'whole' in where"),
        (TABLES + "  unless: {left: [each]}\n", 4, "unless goes with phrase"),
        (BIND + "  where: same_unit\n", 6, "where goes with phrase"),
        (PHRASE + "  settings: {deep: true}\n", 4, "settings goes with propose"),
        (BIND.replace("sum(crew)", "crew"), 4, "has many figures"),
        (BIND.replace("men <= sum(crew)", "[men <= sum(crew), men < crew]"), 4, "has many figures"),
        (BIND.replace("noun: men", "noun: [men]"), 3, "noun must be a text"),
        (BIND.replace("noun: men", "noun: ''"), 3, "says nothing about its figure"),
        ("- rule: a\n  bind: {}\n  assert: a <= b\n", 2, "binds no role"),
        (PHRASE.replace("'{part} of the {whole}'", "[]"), 2, "phrase is empty"),
        (PHRASE.replace("part <= whole", "[]"), 3, "assert is empty"),
        (PHRASE + "  where: {same_unit: []}\n", 4, "same_unit is empty"),
        (PHRASE + "  where: told_level\n", 4, "told_level takes 3 roles or more"),
        (PHRASE + "  where: {best_whole: all}\n", 4, "best_whole takes 2 roles or more"),
        (PHRASE + "  where: {same_unit: [part,\n    hole]}\n", 5, "did you mean 'whole'"),
        (PHRASE + "  where:\n    - same_unit\n    - same_units\n", 6, "did you mean 'same_unit'"),
        (PHRASE + "  unless:\n    left: [each]\n    rigth:\n    - each\n", 6, "unknown key 'rigth' in unless"),
        (PHRASE + "  unless: {left: ['']}\n", 4, "left is empty"),
        (PHRASE + "  unless: {left: [up|down]}\n", 4, "'|' in unless"),
        (PHRASE + "  unless: {left: [by ~rise]}\n", 4, "'~' in unless"),
        (PHRASE + "  unless: {left: ['=up']}\n", 4, "'=' in unless"),
        (PHRASE + "  unless: {left: ['of {percent']}\n", 4, "unknown kind"),
        (PHRASE + "  unless: {left: ['of ...3 men']}\n", 4, "'...' in unless"),
        (PHRASE + "  labels: {part: [a]}\n", 4, "a label must be a text"),
    ],
)
def test_a_mistake_in_what_a_rule_says_of_its_roles(text: str, line: int, message: str) -> None:
    found = told(text)
    assert message in found[1]
    assert found[0] == line


def test_what_unless_takes() -> None:
    text = (
        "words: {ups: [rise]}\nrules:\n" + PHRASE + "  unless: {left: [~ups], right: ['Of  {percent} ... per', ...]}\n"
    )
    (rule,) = read_pack("own.yaml", text)
    assert rule.unless == {"left": ("rise", "rises", "rised", "rising"), "right": ("of {percent} ... per", "...")}


def test_every_proposer_declares_its_roles() -> None:
    for name in proposers.names():
        module = importlib.import_module(f"consistency.proposers.{name.replace('-', '_')}")
        assert proposers.roles_of(name) == set(module.ROLES), name


def test_candidates_and_sums_may_be_many() -> None:
    text = BIND.replace("men <= sum(crew)", "men in crew")
    assert read_pack("own.yaml", text)[0].assertions[0].several == {"crew"}
    assert read_pack("own.yaml", BIND)[0].assertions[0].several == {"crew"}


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "rules:\n", "pack: own\nwords: {a: [b]}\n", "[]\n"])
def test_a_pack_without_rules_is_told(text: str) -> None:
    line, message = told(text)
    assert line is not None
    assert "no rules" in message


def test_a_folder_without_packs_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("none here", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"no rule packs \(\*\.yaml, \*\.yml\)"):
        rulebook.load([str(tmp_path)])


@pytest.mark.parametrize("written", ["en", "EN", "en-US", "en_GB"])
def test_the_language_of_a_pack_is_its_primary_subtag(written: str) -> None:
    (rule,) = read_pack("own.yaml", GOOD.replace("language: en", f"language: {written}"))
    assert rule.language == "en"


def test_a_language_is_a_code() -> None:
    line, message = told(GOOD.replace("language: en", "language: English"))
    assert line == 2
    assert "no code of a language" in message


def test_numbers_that_are_words() -> None:
    text = "words: {much: [inf, nan, infinity]}\nrules:\n" + PHRASE.replace("of the", "~much")
    assert "infinity" in read_pack("own.yaml", text)[0].phrases[0].regex
