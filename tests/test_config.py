"""The configuration: what it says, and what each mistake in it is told, with path and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from consistency import config
from consistency.cli import main
from consistency.errors import ConfigError, ConsistencyError, RuleError

RULE = "- rule: own\n  phrase: '{part} of the {whole} sailors'\n  assert: part <= whole\n"


def write(folder: Path, text: str, name: str = config.NAME) -> str:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return str(place)


def told(path: str, kind: type[ConsistencyError] = ConfigError) -> tuple[str | None, int | None, str]:
    """Where the complaint about a configuration says that the mistake is, and what it says."""
    with pytest.raises(ConsistencyError) as caught:
        config.load(path).rulebook()
    assert type(caught.value) is kind
    return caught.value.path, caught.value.line, caught.value.message


def test_a_configuration_is_read(tmp_path: Path) -> None:
    write(tmp_path, RULE.replace("rule: own", "rule: house"), "house/style.yaml")
    path = write(tmp_path, f"ignore: [growth]\npacks: house/style.yaml\nlanguage: en-GB\nrules:\n{RULE}")
    found = config.load(path)
    assert found.base.ignore == ("growth",)
    book = found.rulebook()
    assert "growth" not in book.names
    assert book["house"].pack == "style"
    assert (book["own"].pack, book["own"].language) == ("consistency.yaml", "en")


def test_packs_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, RULE, "news/rules/style.yaml")
    path = write(tmp_path, "packs: [rules]\n", "news/consistency.yaml")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert "own" in config.load(path).rulebook().names
    assert "own" in config.load("../news/consistency.yaml").rulebook().names


def test_the_nearest_one_above_is_found(tmp_path: Path) -> None:
    path = write(tmp_path, "ignore: [growth]\n", "news/consistency.yaml")
    (tmp_path / "news/sport/today").mkdir(parents=True)
    assert config.Configurations().of_folder(str(tmp_path / "news/sport/today")).path == path


@pytest.mark.parametrize("text", ["", "# ignore: [growth]\n"])
def test_an_empty_configuration_says_nothing(tmp_path: Path, text: str) -> None:
    found = config.load(write(tmp_path, text))
    assert found == config.Config(found.path)


MISTAKES = [
    ("ignore: []\nselekt: [parts]\n", 2, "did you mean 'select'"),
    ("ignore: []\nselekt:\n  - parts\n", 2, "did you mean 'select'"),
    ("ignore: [growth]\nselect:\n  - parts\n  - grwth\n", 4, "did you mean 'growth'"),
    ("\nignore: [parst]\n", 2, "did you mean 'parts'"),
    ("select: [1]\n", 1, "select takes names"),
    ("select:\n", 1, "select takes names"),
    ("select: {parts: true}\n", 1, "select takes names"),
    ("packs:\n  - gone.yaml\n", 2, "no such rule file or folder"),
    ("packs: [empty]\n", 1, "no rule packs"),
    ("packs: ['']\n", 1, "packs takes names"),
    ("ignore: [growth]\nlanguage: en\n", 2, "'language' is for rules of one's own"),
    ("words:\n  rise: [climb]\n", 1, "'words' is for rules of one's own"),
    ("- parts\n", 1, "a configuration is a mapping"),
    ("[]\n", 1, "a configuration is a mapping"),
    ("parts\n", 1, "a configuration is a mapping"),
    ("select: [parts\nignore: [growth]\n", 2, "no valid YAML"),
    ("ignore: []\nselect: 'parts\n\n", 2, "no valid YAML"),
    ("select: &a [parts]\nignore: *a\n", 1, "no anchors"),
    ("select: " + "[" * 100_000, 1, "too many values inside values"),
    ("severity: warning\n", 1, "severity must be a mapping, such as {growth: warning}"),
    (
        "severity:\n  growth: warn\n",
        2,
        "the severity of growth is one of off, note, warning, error; did you mean 'warning'?",
    ),
    ("severity:\n  parts: note\n  grwth: note\n", 3, "no rule or pack is called 'grwth'; did you mean 'growth'?"),
    ("settings: {growth: 5}\n", 1, "the settings of growth must be a mapping"),
    ("settings:\n  growth:\n    roundig: note\n", 3, "growth has no setting 'roundig'; did you mean 'rounding'?"),
    ("settings:\n  growth: {tolerance: 5%}\n", 2, "growth has no setting 'tolerance'; it has rounding, min-confidence"),
    ("settings:\n  growth: {rounding: error}\n", 2, "rounding is one of off, note, warning"),
    ("settings:\n  parts: {min-confidence: lots}\n", 2, "min-confidence is one of low, medium, high"),
    ("settings:\n  conversion: {tolerance: 5}\n", 2, "tolerance takes a percentage from 0% to 100%, such as 5%"),
    ("settings:\n  exchange-rate: {drift: [a]}\n", 2, "drift of exchange-rate takes a number, or a percentage"),
    ("settings:\n  shares-of-one-whole: {between: 5%}\n", 2, "between of shares-of-one-whole takes a list of texts"),
    ("settings:\n  exchange-rate: {drift: wide}\n", 2, "drift of exchange-rate takes a number, or a percentage"),
    ("settings:\n  table-row-share: {form: growth}\n", 2, "table-row-share has no setting 'form'"),
    ("hedges: {abuot: 5%}\n", 1, "unknown hedge 'abuot'; did you mean 'about'?"),
    ("hedges:\n  about: 0.05\n", 2, "about takes a percentage from 0% to 100%, such as 5%"),
    ("hedges:\n  about: 120%\n", 2, "about takes a percentage"),
    ("overrides: {paths: [a]}\n", 1, "overrides must be a list"),
    ("overrides:\n  - archive\n", 2, "an override is a mapping"),
    ("overrides:\n  - ignore: [growth]\n", 2, "an override needs `paths`"),
    ("overrides:\n  - paths: [a]\n", 2, "an override says nothing but its paths"),
    ("overrides:\n  - paths: []\n    ignore: [growth]\n", 2, "paths takes patterns"),
    ("overrides:\n  - paths: ['!']\n    ignore: [growth]\n", 2, "'!' is no pattern of files"),
    (
        "overrides:\n  - paths: [a]\n    packs: [b]\n",
        3,
        "unknown setting in an override 'packs'; did you mean 'paths'?",
    ),
    ("overrides:\n  - paths: [a]\n    ignore: [grwth]\n", 3, "did you mean 'growth'?"),
    ("exclude: [3]\n", 1, "exclude takes patterns, one or a list of them"),
    ("front-matter: [title]\n", 1, "front-matter must be a mapping"),
    ("front-matter: {titel: [a]}\n", 1, "unknown text of the front matter 'titel'; did you mean 'title'?"),
    ("front_matter: {title: [a]}\n", 1, "did you mean 'front-matter'?"),
    ("types: {adoc: text}\n", 1, "'adoc' is no suffix of a file, such as .adoc"),
    (
        "types:\n  .adoc: txt\n",
        2,
        "the reader of .adoc is one of docx, html, markdown, tabular, text, xlsx; did you mean 'text'?",
    ),
    ("show: all\n", 1, "show is one of note, warning, error"),
    ("fail-on: [error]\n", 1, "fail-on is one of note, warning, error, never"),
    ("fail_on: error\n", 1, "did you mean 'fail-on'?"),
    ("lang: Danish\n", 1, "lang is the tag of a language"),
    ("language: en\n", 1, "the language of the articles is `lang`"),
    ("disable: [growth]\n", 1, "did you mean 'ignore'?"),
    ("suppress: [{path: a.csv, rule: growth}]\n", 1, "needs a reason"),
    ("suppress:\n  - {path: a.csv, rule: grwth, reason: so}\n", 2, "did you mean 'growth'?"),
]
"""Configurations that are wrong: the text, the line, and what is said."""


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    (tmp_path / "empty").mkdir()
    path = write(tmp_path, text)
    found = told(path)
    assert found[:2] == (path, line)
    assert message in found[2]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("ignore: []\nrules:\n- rule: own\n  phrase: '{a} of {b}'\n  assert: a <= c\n", 5, "unknown role 'c'"),
        ("language: en\nrules: []\n", 2, "no rules"),
        ("language: Danish\nrules:\n" + RULE, 1, "no code of a language"),
        ("words: {a: [~b]}\nrules:\n" + RULE, 1, "unknown class ~b"),
        ("rules:\n" + RULE + RULE, 5, "is already in"),
    ],
)
def test_a_mistake_in_its_own_rules_is_a_rule_error(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = write(tmp_path, text)
    found = told(path, RuleError)
    assert found[:2] == (path, line)
    assert message in found[2]


def test_a_mistake_in_a_pack_that_it_names_is_told_there(tmp_path: Path) -> None:
    pack = write(tmp_path, RULE.replace("part <=", "prat <="), "style.yaml")
    path = write(tmp_path, "packs: [style.yaml]\n")
    assert told(path, RuleError)[:2] == (pack, 3)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    assert told(str(tmp_path / "gone.yaml"))[1:] == (None, told(str(tmp_path / "gone.yaml"))[2])
    place = tmp_path / "latin.yaml"
    place.write_bytes(b"ignore: [caf\xe9]\n")
    assert "cannot be read" in told(str(place))[2]


def test_names_of_the_command_line_have_no_place_in_the_file(tmp_path: Path) -> None:
    found = config.load(write(tmp_path, "ignore: [growth]\n"))
    with pytest.raises(ConfigError) as caught:
        found.rulebook(select=["grwth"])
    assert (caught.value.path, caught.value.line) == (None, None)


def test_the_locale_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "consistency.yaml").write_text("locale: comma\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("Of the 2.500 boats, 900 sank.\n", encoding="utf-8")
    assert config.load(str(tmp_path / "consistency.yaml")).base.locale == "comma"
    run = CliRunner()
    tested = "1 relation tested, 1 agrees"
    assert tested in run.invoke(main, ["check", str(tmp_path)]).output
    assert tested not in run.invoke(main, ["check", "--no-config", str(tmp_path)]).output  # undecided
    assert run.invoke(main, ["check", "--locale", "point", str(tmp_path)]).exit_code == 1
    listed = run.invoke(main, ["figures", "--format", "jsonl", str(tmp_path)]).output.splitlines()
    assert [json.loads(line)["value"] for line in listed] == [2500, 900]
    assert run.invoke(main, ["check", "--locale", "12", str(tmp_path)]).exit_code == 2


@pytest.mark.parametrize("text", ["locale: 12\n", "locale: [comma]\n", "locale: semicolons and such\n"])
def test_an_unknown_locale(tmp_path: Path, text: str) -> None:
    (tmp_path / "consistency.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="locale is point, comma, or a language tag"):
        config.load(str(tmp_path / "consistency.yaml"))
