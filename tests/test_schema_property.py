"""Whatever stands in a configuration: its reader refuses it in one sentence, and exactly where the schema refuses it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import jsonschema
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consistency import config, pack, schema
from consistency.config_reader import ConfigReader
from consistency.errors import ConfigError, ConsistencyError, RuleError
from consistency.lined_yaml import plain, read_yaml
from consistency.settings import SETTINGS

CONFIG = jsonschema.Draft202012Validator(json.loads(schema.text("config")))
RULES = jsonschema.Draft202012Validator(json.loads(schema.text("rules")))

WORDS = st.sampled_from(
    ["growth", "parts", "off", "note", "warning", "error", "never", "5%", "100%", "12.5 %", "101%", "-1%", "5", "", " ", "en",
     "de-AT", "Danish", "point", "text", "html", ".adoc", "adoc", "a.csv", "low", "high", "high "]
)  # fmt: skip
SCALARS = st.one_of(WORDS, st.sampled_from([None, True, False, 0, 7, 0.05]))
NAMES = st.sampled_from(
    ["growth", "parts", "rounding", "min-confidence", "tolerance", "drift", "about", "nearly", "just over", "at least", "title",
     "date", "description", "paths", "path", "rule", "text", "reason", ".adoc", ".a.b", "adoc", "ignore", "severity", "lang"]
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=6,
)


def mappings(keys: Iterable[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of these keys with any values, and often the right kind of them for `settings`."""
    common = st.dictionaries(NAMES, st.dictionaries(st.sampled_from(SETTINGS), SCALARS, max_size=2), max_size=2)
    some = st.dictionaries(st.sampled_from(sorted(set(keys) - {"settings"})), VALUES, max_size=3)
    return st.one_of(
        some, st.builds(lambda told, chosen: {**told, "settings": chosen}, some, st.one_of(SCALARS, common))
    )


# Packs have to exist; a configuration's own rules, and what they have as settings, are known with the rules of the run.
LAYERS = mappings(set(config.KEYS) - {"packs", "rules", "words", "language"})
OVERRIDES = mappings(config.OVERRIDE_KEYS)


def complaint(read: Callable[[], object]) -> ConsistencyError | None:
    """What a reader says against a text; anything else that it raises is an error of the program."""
    try:
        read()
    except (ConfigError, RuleError) as error:
        return error
    return None


@given(st.one_of(LAYERS, st.fixed_dictionaries({"overrides": st.lists(OVERRIDES, min_size=1, max_size=2)})))
@example({"hedges": {"about": "5%"}, "overrides": [{"paths": "a", "severity": {"growth": "off"}}]})
@settings(max_examples=500)
def test_the_reader_and_the_schema_agree_on_any_configuration(whole: dict[str, Any]) -> None:
    text = json.dumps(whole, ensure_ascii=False)
    entry = read_yaml("consistency.yaml", text)
    error = complaint(lambda: ConfigReader("consistency.yaml").config(entry))
    assert (error is None) == CONFIG.is_valid(plain(entry)), (text, error)
    if error:
        assert str(error).startswith("consistency.yaml:1: ")
        assert "\n" not in str(error)


RULE = {"rule": "a", "phrase": "{part} of {whole}", "assert": "part <= whole"}
RULE_VALUES = st.one_of(
    VALUES, st.sampled_from(["all", "same_head", ["same_unit"], {"same_head": "all"}, {"left": ["no"]}])
)


@given(
    st.dictionaries(
        st.sampled_from(sorted(set(pack.RULE_KEYS) - set(RULE) - {"propose", "bind"})), RULE_VALUES, max_size=2
    )
)
@settings(max_examples=300)
def test_what_the_reader_of_rules_takes_the_schema_takes(told: dict[str, Any]) -> None:
    text = json.dumps([{**RULE, **told}], ensure_ascii=False)
    valid = RULES.is_valid(plain(read_yaml("x.yaml", text)))
    error = complaint(lambda: pack.read_pack("x.yaml", text))
    if error is None:
        assert valid, text
    else:
        assert error.line == 1
        # Roles, words and classes are known to the reader alone.
        assert not valid or {"where", "labels", "message", "contrary", "unless", "instead"} & set(told), (text, error)
