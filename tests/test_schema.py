"""The schemas of configuration and rule files: they and the readers accept the same, and name the same keys."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from consistency import config, config_reader, pack, readers, rule, rulebook, schema, settings, waivers
from consistency.commands.start import CONFIGURATION
from consistency.errors import ConsistencyError
from consistency.figure import KINDS
from consistency.findings import CONFIDENCES, SEVERITIES
from consistency.front_keys import FrontKeys
from consistency.lined_yaml import plain, read_yaml
from tests.desk import run
from tests.test_config import MISTAKES

ROOT = Path(__file__).parent.parent
CONFIG: dict[str, Any] = json.loads(schema.text("config"))
RULES: dict[str, Any] = json.loads(schema.text("rules"))


def refused(whole: dict[str, Any], text: str) -> list[str]:
    """What a schema has against a YAML text, read as the program reads it."""
    validator = jsonschema.Draft202012Validator(whole)
    return [error.message for error in validator.iter_errors(plain(read_yaml("x.yaml", text)))]


def without_tags(text: str) -> str:
    """The template of `init` with every setting in force."""
    return re.sub(r"^#(?! \S)", "", text, flags=re.MULTILINE)


# ------------------------------------------------------------------ keys
def test_the_schemas_are_schemas() -> None:
    for whole in (CONFIG, RULES):
        jsonschema.Draft202012Validator.check_schema(whole)
        references = re.findall(r'"\$ref": "([^"]*)"', json.dumps(whole))
        assert all(reference.startswith("#/$defs/") for reference in references)


def test_the_schema_of_the_configuration_has_the_keys_of_the_reader() -> None:
    properties = CONFIG["properties"]
    assert set(properties) == set(config.KEYS)
    assert set(properties["overrides"]["items"]["properties"]) == set(config.OVERRIDE_KEYS)
    assert {key: properties[key] for key in config.LAYER_KEYS} == {
        key: properties["overrides"]["items"]["properties"][key] for key in config.LAYER_KEYS
    }
    assert set(properties["hedges"]["properties"]) == set(settings.HEDGES)
    assert set(properties["front-matter"]["properties"]) == set(FrontKeys._fields)
    assert set(properties["suppress"]["items"]["properties"]) == set(waivers.KEYS)
    assert set(CONFIG["$defs"]["settings"]["properties"]) == set(settings.SETTINGS)


def test_the_schema_of_the_configuration_has_the_words_of_the_reader() -> None:
    properties, own = CONFIG["properties"], CONFIG["$defs"]["settings"]["properties"]
    assert properties["severity"]["additionalProperties"]["enum"] == list(settings.LEVELS)
    assert properties["show"]["enum"] == list(SEVERITIES)
    assert properties["fail-on"]["enum"] == [*SEVERITIES, "never"]
    assert set(properties["types"]["additionalProperties"]["enum"]) == set(readers.SUFFIXES.values())
    assert own["rounding"]["enum"] == list(config_reader.ROUNDINGS)
    assert own["min-confidence"]["enum"] == list(CONFIDENCES)


def test_the_schema_of_rules_has_the_keys_and_words_of_the_reader() -> None:
    one = RULES["$defs"]["rule"]["properties"]
    assert set(RULES["properties"]) == set(pack.PACK_KEYS)
    assert set(one) == set(pack.RULE_KEYS)
    assert set(one["unless"]["properties"]) == set(rule.SIDES)
    assert set(one["where"]["oneOf"][0]["enum"]) == set(rule.TESTS)
    selector = one["bind"]["additionalProperties"]["properties"]
    assert set(selector) == set(rule.SELECTOR_KEYS)
    assert set(selector["kind"]["enum"]) == set(KINDS)
    assert one["severity"]["enum"] == list(SEVERITIES)
    assert one["confidence"]["enum"] == list(CONFIDENCES)


# ------------------------------------------------------------------ files
@pytest.mark.parametrize("file", rulebook.builtin_files(), ids=lambda file: file.stem)
def test_every_pack_is_valid(file: Path) -> None:
    assert refused(RULES, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", [(ROOT / "examples/consistency.yaml").read_text("utf-8"), CONFIGURATION, ""])
def test_every_configuration_is_valid(text: str) -> None:
    assert refused(CONFIG, text) == []


def test_every_setting_of_the_template_is_right(tmp_path: Path) -> None:
    text = without_tags(CONFIGURATION)
    assert refused(CONFIG, text) == []
    assert set(plain(read_yaml("x.yaml", text))) == set(config.KEYS) - {"rules", "words", "language"}  # type: ignore[call-overload]
    (tmp_path / "consistency.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "house-style.yaml").write_text(RIGHT_RULES[0], encoding="utf-8")
    found = config.load(str(tmp_path / "consistency.yaml"))
    assert found.rulebook().names
    assert found.overridden(str(tmp_path / "archive/1999/a.md"))


SEEN_BY_THE_READER_ALONE = (
    "no rule or pack is called", "no such rule file", "no rule packs", "is no pattern", "no valid YAML", "no anchors",
    "too many values", "has no setting", "did you mean 'growth'", "did you mean 'parts'", "drift of", "between of",
)  # fmt: skip


@pytest.mark.parametrize(
    "text", [text for text, _, told in MISTAKES if not any(part in told for part in SEEN_BY_THE_READER_ALONE)], ids=repr
)
def test_what_the_reader_refuses_in_a_configuration_the_schema_refuses(text: str) -> None:
    assert refused(CONFIG, text)


RIGHT_RULES = [
    '- rule: a\n  phrase: "{part} of the {whole} carts"\n  assert: part <= whole\n',
    "pack: house\nlanguage: en-GB\nwords: {rise: [rise, =up], none: []}\nrules:\n- rule: a\n  title: T\n"
    '  phrase: ["{part} ~rise {whole}"]\n  where: {same_head: all, distinct: [part, whole]}\n  assert: [part <= whole]\n'
    "  unless: {left: [nearly], right: each}\n  severity: note\n  rounding: 'off'\n  partial: true\n",
    "- rule: a\n  bind: {men: {noun: men, kind: count}, parts: {head: boy, many: true}}\n  assert: sum(parts) == men\n",
    "- rule: a\n  propose: exchange-rate\n  settings: {drift: 0.1}\n  assert: other == same\n  where: distinct\n",
]
WRONG_RULES = [
    "",
    "rules: []\n",
    "pack: house\n",
    "- rule: a\n  assert: part <= whole\n",
    '- phrase: "{part} of {whole}"\n  assert: part <= whole\n',
    '- rule: a\n  phrase: "{part} of {whole}"\n',
    '- rule: a\n  phrase: "{part} of {whole}"\n  propose: weekday\n  assert: part <= whole\n',
    '- rule: a\n  phrase: "{part} of {whole}"\n  assert: part <= whole\n  severity: grave\n',
    '- rule: a\n  phrase: "{part} of {whole}"\n  assert: part <= whole\n  rounding: error\n',
    '- rule: a\n  phrase: "{part} of {whole}"\n  assert: part <= whole\n  settings: {a: 1}\n',
    '- rule: a\n  phrase: "{part} of {whole}"\n  assert: part <= whole\n  unless: {above: [no]}\n',
    '- rule: a\n  phrase: "{part} of {whole}"\n  assert: part <= whole\n  where: {same_hat: all}\n',
    '- rule: a\n  phrase: "{part} of {whole}"\n  assert: part <= whole\n  phrases: [a]\n',
    "- rule: a\n  phrase: []\n  assert: part <= whole\n",
    '- rule: a\n  phrase: ["  "]\n  assert: part <= whole\n',
    "- rule: a\n  bind: {}\n  assert: part <= whole\n",
    "- rule: a\n  bind: {part: {colour: red}, whole: {noun: men}}\n  assert: part <= whole\n",
    "- rule: a\n  bind: {part: {kind: crowd}, whole: {noun: men}}\n  assert: part <= whole\n",
    "- rule: a\n  bind: {part: {many: true}, whole: {noun: men}}\n  assert: sum(part) <= whole\n",
    "- rule: a\n  bind: {part: {noun: men, many: several}, whole: {noun: men}}\n  assert: sum(part) <= whole\n",
    "- rule: a\n  bind: {part: {noun: men}, whole: {noun: boys}}\n  unless: {left: [a]}\n  assert: part <= whole\n",
    "- rule: 7\n  phrase: '{part} of {whole}'\n  assert: part <= whole\n",
    "- rule: a\n  phrase: '{part} of {whole}'\n  assert: part <= whole\n  partial: perhaps\n",
    "- rule: a\n  phrase: '{part} of {whole}'\n  assert: part <= whole\n  examples: {fine: [x]}\n",
    "- rule: a\n  phrase: '{part} of {whole}'\n  assert: part <= whole\n  labels: {part: [x]}\n",
    "language: Danish\nrules:\n- rule: a\n  phrase: '{part} of {whole}'\n  assert: part <= whole\n",
    "words: {a b: [x]}\nrules:\n- rule: a\n  phrase: '{part} of {whole}'\n  assert: part <= whole\n",
    "words: {a: [3]}\nrules:\n- rule: a\n  phrase: '{part} of {whole}'\n  assert: part <= whole\n",
    "rule: a\npropose: weekday\n",
]


@pytest.mark.parametrize("text", RIGHT_RULES)
def test_what_both_accept_of_rules(text: str) -> None:
    assert pack.read_pack("x.yaml", text)
    assert refused(RULES, text) == []


@pytest.mark.parametrize("text", WRONG_RULES)
def test_what_both_refuse_of_rules(text: str) -> None:
    with pytest.raises(ConsistencyError):
        pack.read_pack("x.yaml", text)
    assert refused(RULES, text)


# ------------------------------------------------------------------ the command
def test_the_command_lists_and_prints_them() -> None:
    listed = run("schema").stdout.splitlines()
    names = [line.split()[0] for line in listed]
    assert names == ["config", "rules", "findings", "figures", "catalogue"]
    for name in names:
        printed = json.loads(run("schema", name).stdout)
        jsonschema.Draft202012Validator.check_schema(printed)
    result = run("schema", "confg")
    assert result.exit_code == 2
    assert result.stderr == "error: no schema is called 'confg'; did you mean 'config'?\n"
