"""Pack: the reader of rule packs.

A pack is a mapping (`pack`, `language`, `words`, `rules`) or a plain list of rules. Whatever it says that the program
does not know is a RuleError with path and line; nothing is passed over in silence.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from consistency import equation
from consistency.errors import RuleError
from consistency.figure import KINDS
from consistency.findings import SEVERITIES
from consistency.grammar import money, units
from consistency.lined_yaml import Entry, plain, read_yaml
from consistency.phrase import KINDS_OF, compile_phrase, did_you_mean, inflections
from consistency.relation import CONFIDENCES
from consistency.rule import SELECTOR_KEYS, SIDES, TESTS, Example, Rule, Selector, Where

PACK_KEYS = ("pack", "language", "words", "rules", "description")
MESSAGE_WORDS = ("expected",)
RULE_KEYS = (
    "rule", "title", "severity", "rounding", "confidence", "partial", "phrase", "where", "unless", "bind", "propose",
    "settings", "assert", "message", "labels", "files", "description", "why", "wrong when", "examples",
)  # fmt: skip


def read_pack(path: str, text: str) -> list[Rule]:
    """The rules of one YAML text; RuleError with path and line for anything that it does not understand."""
    return PackReader(path).pack(read_yaml(path, text), Path(path).stem)


def placeholders(message: str) -> list[str]:
    """The names in braces of a message."""
    return re.findall(r"\{(\w+)\}", message)


class PackReader:
    """Reads one pack; every complaint knows its line."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.words: dict[str, tuple[str, ...]] = {}

    def error(self, entry: Entry, message: str) -> RuleError:
        return RuleError(self.path, entry.line, message)

    def mapping(self, entry: Entry, what: str, known: Iterable[str] = ()) -> dict[str, Entry]:
        if not isinstance(entry.value, dict):
            raise self.error(entry, f"{what} must be a mapping")
        known = tuple(known)
        for key, value in entry.value.items():
            if known and key not in known:
                raise self.error(value, f"unknown key {key!r} in {what}{did_you_mean(key, known)}")
        return entry.value

    def text(self, entry: Entry, what: str) -> str:
        if not isinstance(entry.value, str):
            raise self.error(entry, f"{what} must be a text")
        return entry.value

    def texts(self, entry: Entry, what: str) -> list[tuple[str, int]]:
        items = entry.value if isinstance(entry.value, list) else [entry]
        return [(self.text(item, what), item.line) for item in items]

    def one_of(self, entry: Entry, what: str, known: Sequence[str]) -> str:
        text = self.text(entry, what)
        if text not in known:
            raise self.error(
                entry, f"{what} must be one of {', '.join(known)}; {text!r} is none{did_you_mean(text, known)}"
            )
        return text

    def flag(self, entry: Entry, what: str) -> bool:
        if not isinstance(entry.value, bool):
            raise self.error(entry, f"{what} must be true or false")
        return entry.value

    def pack(self, entry: Entry, default_name: str) -> list[Rule]:
        name, language, rules = default_name, "", entry
        if isinstance(entry.value, dict):
            content = self.mapping(entry, "a rule pack", PACK_KEYS)
            name = self.text(content["pack"], "pack") if "pack" in content else default_name
            language = self.text(content["language"], "language") if "language" in content else ""
            for cls, forms in self.mapping(content["words"], "words").items() if "words" in content else ():
                listed = [
                    form for text, _ in self.texts(forms, f"word class {cls!r}") for form in self.forms(cls, text)
                ]
                self.words[cls] = tuple(dict.fromkeys(listed))
            rules = content.get("rules", Entry([], entry.line))
        if not isinstance(rules.value, list):
            raise self.error(rules, "the rules must be a list")
        return [replace(self.rule(item), pack=name, language=language) for item in rules.value]

    def forms(self, cls: str, text: str) -> tuple[str, ...]:
        """`~stop`, `~rise` within a class take in another class; "=word" is not inflected."""
        if text.startswith("~"):
            if text[1:] not in self.words:
                raise RuleError(
                    self.path, None, f"word class {cls!r}: unknown class {text}{did_you_mean(text[1:], self.words)}"
                )
            return self.words[text[1:]]
        return (text[1:].lower(),) if text.startswith("=") else inflections(text)

    def rule(self, entry: Entry) -> Rule:
        content = self.mapping(entry, "a rule", RULE_KEYS)
        if "rule" not in content:
            raise self.error(entry, "a rule needs a name: `rule: name`")
        name = self.text(content["rule"], "rule")
        ways = [way for way in ("phrase", "bind", "propose") if way in content]
        if len(ways) != 1:
            raise self.error(entry, f"rule {name!r} needs exactly one of phrase, bind and propose")
        if "assert" not in content:
            raise self.error(entry, f"rule {name!r} asserts nothing")
        rule = Rule(name, self.optional_text(content, "title") or name, self.path, entry.line)
        rule = replace(rule, **self.plain_settings(content))
        match ways[0]:
            case "phrase":
                rule = self.phrase(rule, content["phrase"])
            case "bind":
                rule = self.bind(rule, content["bind"])
            case _:
                rule = self.propose(rule, content["propose"])
        if "where" in content:
            rule = replace(rule, where=self.where(rule, content["where"]))
        asserted = self.texts(content["assert"], "assert")
        assertions = tuple(equation.parse(text, self.path, line) for text, line in asserted)
        for assertion, (_, line) in zip(assertions, asserted, strict=True):
            equation.check_dimensions(assertion, self.dimensions(rule), self.path, line)
        self.check_roles(rule, content, assertions, [line for _, line in asserted])
        return replace(rule, assertions=assertions)

    def optional_text(self, content: dict[str, Entry], key: str) -> str:
        return self.text(content[key], key).strip() if key in content else ""

    def plain_settings(self, content: dict[str, Entry]) -> dict[str, Any]:
        found: dict[str, Any] = {
            key: self.optional_text(content, key)
            for key in ("message", "files", "description", "why")
            if key in content
        }
        found["wrong_when"] = self.optional_text(content, "wrong when")
        if "severity" in content:
            found["severity"] = self.one_of(content["severity"], "severity", SEVERITIES)
        if "rounding" in content:
            found["rounding"] = self.one_of(content["rounding"], "rounding", ("warning", "note", "off"))
        if "confidence" in content:
            found["confidence"] = self.one_of(content["confidence"], "confidence", CONFIDENCES)
        if "partial" in content:
            found["partial"] = self.flag(content["partial"], "partial")
        if "labels" in content:
            labels = self.mapping(content["labels"], "labels")
            found["labels"] = {role: self.text(label, "a label") for role, label in labels.items()}
        if "unless" in content:
            sides = self.mapping(content["unless"], "unless", SIDES)
            found["unless"] = {
                side: tuple(form for text, _ in self.texts(value, side) for form in self.unless_forms(value, text))
                for side, value in sides.items()
            }
        if "settings" in content:
            found["settings"] = {
                key: plain(value) for key, value in self.mapping(content["settings"], "settings").items()
            }
        if "examples" in content:
            kinds = self.mapping(content["examples"], "examples", ("good", "bad"))
            found["examples"] = tuple(
                Example(text, kind == "bad", line)
                for kind, value in kinds.items()
                for text, line in self.texts(value, "an example")
            )
        return found

    def unless_forms(self, entry: Entry, text: str) -> tuple[str, ...]:
        if text.startswith("~"):
            if text[1:] not in self.words:
                raise self.error(entry, f"unknown word class {text}{did_you_mean(text[1:], self.words)}")
            return self.words[text[1:]]
        for token in text.split():
            if token.startswith("{") and token[1:-1] not in KINDS_OF:
                raise self.error(entry, f"unknown kind {token}{did_you_mean(token[1:-1], KINDS_OF)}")
        return (text.lower(),)

    def phrase(self, rule: Rule, entry: Entry) -> Rule:
        phrases = [compile_phrase(text, self.words, self.path, line) for text, line in self.texts(entry, "phrase")]
        return replace(rule, phrases=tuple(phrases))

    def bind(self, rule: Rule, entry: Entry) -> Rule:
        selectors = {}
        for role, value in self.mapping(entry, "bind").items():
            conditions = self.mapping(value, f"role {role!r}", SELECTOR_KEYS)
            many = self.flag(conditions["many"], "many") if "many" in conditions else False
            texts = {key: str(item.value) for key, item in conditions.items() if key != "many"}
            if not texts:
                raise self.error(value, f"role {role!r} says nothing about its figure")
            if "unit" in texts:
                self.known_unit(conditions["unit"], texts["unit"])
            if "kind" in texts:
                self.one_of(conditions["kind"], "kind", KINDS)
            selectors[role] = Selector(texts, many, value.line)
        return replace(rule, bind=selectors)

    def known_unit(self, entry: Entry, unit: str) -> None:
        currencies = set(money.SYMBOLS.values())
        for part in unit.split(" / "):
            if part not in units.DIMENSIONS and part not in currencies:
                known = [*units.DIMENSIONS, *currencies]
                raise self.error(entry, f"unknown unit {part!r}{did_you_mean(part, known)}")

    def propose(self, rule: Rule, entry: Entry) -> Rule:
        name = self.text(entry, "propose")
        known = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent / "proposers")])]
        if name.replace("-", "_") not in known:
            names = [module.replace("_", "-") for module in known]
            raise self.error(entry, f"no proposer is called {name!r}{did_you_mean(name, names)}")
        return replace(rule, propose=name)

    def where(self, rule: Rule, entry: Entry) -> tuple[Where, ...]:
        if isinstance(entry.value, dict):
            tests = self.mapping(entry, "where", TESTS)
            found = []
            for test, roles in tests.items():
                named = () if roles.value == "all" else tuple(name for name, _ in self.texts(roles, test))
                self.known_roles(rule, roles, named, "where")
                found.append(Where(test, named))
            return tuple(found)
        names = [(self.one_of(Entry(text, line), "where", TESTS), line) for text, line in self.texts(entry, "where")]
        return tuple(Where(name, ()) for name, _ in names)

    def dimensions(self, rule: Rule) -> dict[str, str]:
        """What the rule's own words say of the dimension of its roles."""
        found: dict[str, str] = {}
        for phrase in rule.phrases:
            found |= {role: kind for role, kind in phrase.kinds if kind in ("money", "percent", "point")}
        for role, selector in rule.bind.items():
            if unit := selector.conditions.get("unit"):
                found[role] = unit
        return found

    def roles(self, rule: Rule) -> frozenset[str] | None:
        """The roles that a rule binds, or None where its proposer decides."""
        if rule.propose:
            return None
        return frozenset(rule.bind) | frozenset(role for phrase in rule.phrases for role in phrase.roles)

    def known_roles(self, rule: Rule, entry: Entry, names: Iterable[str], what: str) -> None:
        roles = self.roles(rule)
        for name in names:
            if roles is not None and name not in roles:
                raise self.error(entry, f"unknown role {name!r} in {what}{did_you_mean(name, sorted(roles))}")

    def check_roles(
        self, rule: Rule, content: dict[str, Entry], assertions: Sequence[equation.Assertion], lines: Sequence[int]
    ) -> None:
        for assertion, line in zip(assertions, lines, strict=True):
            self.known_roles(rule, Entry(None, line), assertion.names, "assert")
        if "labels" in content:
            self.known_roles(rule, content["labels"], rule.labels, "labels")
        if "message" in content and self.roles(rule) is not None:
            names = [name for name in placeholders(rule.message) if name not in MESSAGE_WORDS]
            self.known_roles(rule, content["message"], names, "message")
        needed = {name for assertion in assertions for name in assertion.names}
        for phrase in rule.phrases:
            if missing := needed - set(phrase.roles):
                raise RuleError(self.path, rule.line, f"phrase {phrase.text!r} lacks the role {sorted(missing)[0]!r}")
