"""Pack: the reader of rule packs.

A pack is a mapping (`pack`, `language`, `words`, `rules`) or a plain list of rules. Whatever it says that the program
does not know is a RuleError with path and line; nothing is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import combinations
from pathlib import Path
from typing import Any

from consistency import equation, proposers
from consistency.errors import RuleError, did_you_mean
from consistency.figure import KINDS
from consistency.findings import SEVERITIES
from consistency.grammar import money, units
from consistency.language import primary
from consistency.lined_yaml import Entry, plain, read_yaml
from consistency.phrase import KINDS_OF, Phrase, compile_phrase, inflections
from consistency.relation import CONFIDENCES
from consistency.rule import FEWEST_ROLES, SELECTOR_KEYS, SIDES, TESTS, Example, Rule, Selector, Where

PACK_KEYS = ("pack", "language", "words", "rules", "description")
OWN_KEYS = ("language", "words", "rules")
"""What of a pack may stand in a configuration."""
MESSAGE_WORDS = ("expected",)
RULE_KEYS = (
    "rule", "title", "severity", "rounding", "confidence", "partial", "phrase", "where", "unless", "instead", "bind",
    "propose", "settings", "assert", "message", "contrary", "labels", "files", "description", "why", "wrong when", "examples",
)  # fmt: skip

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_NO_WORDING = re.compile(r"[~{}|=]|\.\.\.")
_USED = re.compile(r"~([\w-]+)")
_CLASS = re.compile(r"[\w-]+")
_KIND = re.compile(r"\{(\w+)(?:\+\d*)?(?::(\w+))?\}")
_REGEX_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\(\?P<(?P<group>\w+)>|(?P<opening>\()|(?P<bar>\|)|(?P<closing>\))")


def read_pack(path: str, text: str) -> list[Rule]:
    """The rules of one YAML text; RuleError with path and line for anything that it does not understand."""
    return PackReader(path).pack(read_yaml(path, text), Path(path).stem)


def read_own(path: str, text: str) -> list[Rule]:
    """The rules of one's own in the YAML of a configuration; its settings are not looked at."""
    entry = read_yaml(path, text)
    content = entry.value if isinstance(entry.value, dict) else {}  # it may be another text by now
    own = {key: value for key, value in content.items() if key in OWN_KEYS}
    return PackReader(path).pack(entry._replace(value=own), Path(path).name)


def bound_twice(phrase: Phrase) -> str:
    """A role for which two figures may stand in one match, but for a list; empty if there is none.

    `[a & b]` and the choices of ( | ) repeat a role in alternatives of the expression, of which a match takes one.
    """
    if len(phrase.groups) == len(phrase.roles):
        return ""
    path: list[tuple[int, int]] = [(0, 0)]
    """For each bracket around the place: its number, and which of its alternatives this is."""
    found: dict[str, list[tuple[tuple[int, int], ...]]] = {}
    for number, token in enumerate(_REGEX_TOKEN.finditer(phrase.regex), 1):
        if token["group"]:
            found.setdefault(token["group"].rpartition("_")[0], []).append(tuple(path))
        if token["group"] or token["opening"]:
            path.append((number, 0))
        elif token["closing"]:
            path.pop()
        elif token["bar"]:
            path[-1] = (path[-1][0], path[-1][1] + 1)
    for role, places in found.items():
        for one, other in combinations(places, 2):
            differing = next(((a, b) for a, b in zip(one, other, strict=False) if a != b), None)
            if differing is None or differing[0][0] != differing[1][0]:
                return role
    return ""


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
                raise RuleError(self.path, value.key_line, f"unknown key {key!r} in {what}{did_you_mean(key, known)}")
        return entry.value

    def text(self, entry: Entry, what: str) -> str:
        if not isinstance(entry.value, str):
            quoted = "" if isinstance(entry.value, dict | list) else ", in quotes if it looks like something else"
            raise self.error(entry, f"{what} must be a text{quoted}")
        return entry.value

    def texts(self, entry: Entry, what: str) -> list[tuple[str, Entry]]:
        """One text or a list of them, none of them empty, each with its entry."""
        items = entry.value if isinstance(entry.value, list) else [entry]
        for item in items:
            if not self.text(item, what).strip():
                raise self.error(item, f"{what} is empty")
        if not items:
            raise self.error(entry, f"{what} is empty")
        return [(item.value, item) for item in items]

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
            language = self.language(content["language"]) if "language" in content else ""
            self.words = self.word_classes(content["words"]) if "words" in content else {}
            rules = content.get("rules", entry._replace(value=None))
        if rules.value in (None, []):
            raise self.error(rules, "no rules; a pack has them in a list under `rules:`, or is such a list")
        if not isinstance(rules.value, list):
            raise self.error(rules, "the rules must be a list")
        return [replace(self.rule(item), pack=name, language=language) for item in rules.value]

    def language(self, entry: Entry) -> str:
        language = primary(self.text(entry, "language"))
        if not _LANGUAGE.fullmatch(language):
            raise self.error(entry, f"{entry.value!r} is no code of a language, such as en")
        return language

    def word_classes(self, entry: Entry) -> dict[str, tuple[str, ...]]:
        """The forms of each class; `~rise` within a class takes in another one, wherever that stands."""
        listed = {
            name: [] if item.value == [] else self.texts(item, f"word class {name!r}")
            for name, item in self.mapping(entry, "words").items()
        }
        taken: dict[str, dict[str, Entry]] = {}
        for name, texts in listed.items():
            if not _CLASS.fullmatch(name):
                raise RuleError(
                    self.path, entry.value[name].key_line, f"{name!r} is no name of a word class, as ~{name} is not one"
                )
            taken[name] = {text[1:]: item for text, item in texts if text.startswith("~")}
            for other, item in taken[name].items():
                if other not in listed:
                    raise self.error(
                        item, f"word class {name!r}: unknown class ~{other}{did_you_mean(other, list(listed))}"
                    )
        try:
            order = list(TopologicalSorter(taken).static_order())
        except CycleError as error:
            inner, outer = error.args[1][:2]
            raise self.error(taken[outer][inner], f"word class {outer!r} takes in itself through ~{inner}") from None
        found: dict[str, tuple[str, ...]] = {}
        for name in order:
            forms = [
                form
                for text, item in listed[name]
                for form in (found[text[1:]] if text.startswith("~") else self.forms(item))
            ]
            found[name] = tuple(dict.fromkeys(forms))
        return {name: found[name] for name in listed}

    def forms(self, item: Entry) -> tuple[str, ...]:
        """The forms of one word of a class; "=word" is not inflected."""
        text = " ".join(item.value.split())
        if not all(form.strip() for form in text.removeprefix("=").split("/")):
            raise self.error(item, f"{text!r} lacks a word")
        return (text[1:].strip().lower(),) if text.startswith("=") else inflections(text)

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
        for key, fitting in (
            ("unless", ["phrase"]), ("instead", ["phrase"]), ("where", ["phrase", "propose"]), ("settings", ["propose"]),
        ):  # fmt: skip
            if key in content and ways[0] not in fitting:
                raise self.error(content[key], f"{key} goes with {' and '.join(fitting)}, not with {ways[0]}")
        rule = Rule(name, self.optional_text(content, "title") or name, self.path, entry.line)
        rule = replace(rule, **self.plain_settings(content))
        match ways[0]:
            case "phrase":
                rule = self.phrase(rule, content["phrase"])
            case "bind":
                rule = self.bind(rule, content["bind"])
            case _:
                rule = self.propose(rule, content["propose"])
                for key, value in content["settings"].value.items() if rule.settings else ():
                    if wrong := proposers.misfit(rule.propose, key, rule.settings[key]):
                        raise self.error(value, wrong)
        if "where" in content:
            rule = replace(rule, where=self.where(rule, content["where"]))
        asserted = self.texts(content["assert"], "assert")
        assertions = tuple(equation.parse(text, self.path, item.line) for text, item in asserted)
        for assertion, (_, item) in zip(assertions, asserted, strict=True):
            self.known_roles(rule, item, assertion.names, "assert")
            equation.check_dimensions(assertion, self.dimensions(rule), self.path, item.line)
        rule = replace(rule, assertions=assertions)
        self.check_roles(rule, content)
        return rule

    def optional_text(self, content: dict[str, Entry], key: str) -> str:
        return self.text(content[key], key).strip() if key in content else ""

    def plain_settings(self, content: dict[str, Entry]) -> dict[str, Any]:
        found: dict[str, Any] = {
            key: self.optional_text(content, key)
            for key in ("message", "contrary", "files", "description", "why", "instead")
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
                side: tuple(form for _, item in self.texts(value, side) for form in self.wordings(item))
                for side, value in sides.items()
            }
        if "settings" in content:
            found["settings"] = {
                key: plain(value) for key, value in self.mapping(content["settings"], "settings").items()
            }
        if "examples" in content:
            kinds = self.mapping(content["examples"], "examples", ("good", "bad"))
            found["examples"] = tuple(
                Example(text, kind == "bad", item.line)
                for kind, value in kinds.items()
                for text, item in self.texts(value, "an example")
            )
        return found

    def wordings(self, item: Entry) -> tuple[str, ...]:
        """What one text of `unless` forbids: a class, or words as they are with `{kind}` and `...` between them."""
        text = item.value.strip()
        if text.startswith("~"):
            if text[1:] not in self.words:
                raise self.error(item, f"unknown word class {text}{did_you_mean(text[1:], self.words)}")
            return self.words[text[1:]]
        for token in text.split():
            if token.startswith("{"):
                if not token.endswith("}") or token[1:-1] not in KINDS_OF:
                    raise self.error(item, f"unknown kind {token}{did_you_mean(token[1:-1], KINDS_OF)}")
            elif token != "..." and (sign := _NO_WORDING.search(token)):
                raise self.error(item, f"{sign[0]!r} in unless; it takes words as they are, ~class, {{kind}} and ...")
        return (" ".join(text.lower().split()),)

    def phrase(self, rule: Rule, entry: Entry) -> Rule:
        phrases = []
        for text, item in self.texts(entry, "phrase"):
            if void := next((name for name in _USED.findall(text) if self.words.get(name) == ()), None):
                raise self.error(item, f"phrase {text!r}: the word class ~{void} has no words")
            phrase = compile_phrase(text, self.words, self.path, item.line)
            if role := bound_twice(phrase):
                raise self.error(
                    item, f"phrase {text!r}: {{{role}}} stands twice; a role is one figure, or a {{list+}}"
                )
            kinds: dict[str, str] = {}
            for role, written in _KIND.findall(text):
                kind = written or "any"
                if kinds.setdefault(role, kind) != kind:
                    raise self.error(item, f"phrase {text!r}: {{{role}}} is of two kinds, {kinds[role]} and {kind}")
            phrases.append(phrase)
        return replace(rule, phrases=tuple(phrases))

    def bind(self, rule: Rule, entry: Entry) -> Rule:
        selectors = {}
        if entry.value == {}:
            raise self.error(entry, "bind binds no role")
        for role, value in self.mapping(entry, "bind").items():
            conditions = self.mapping(value, f"role {role!r}", SELECTOR_KEYS)
            many = self.flag(conditions["many"], "many") if "many" in conditions else False
            texts = {key: self.text(item, key) for key, item in conditions.items() if key != "many"}
            if not all(text.strip() for text in texts.values()) or not texts:
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
        known = proposers.names()
        if name.replace("_", "-") not in known:
            raise self.error(entry, f"no proposer is called {name!r}{did_you_mean(name, known)}")
        return replace(rule, propose=name, of_text=proposers.is_of_text(name), of_words=proposers.is_of_words(name))

    def where(self, rule: Rule, entry: Entry) -> tuple[Where, ...]:
        if not isinstance(entry.value, dict):
            tests = [(self.one_of(item, "where", TESTS), item) for _, item in self.texts(entry, "where")]
            return tuple(self.test_of(test, (), item) for test, item in tests)
        found = []
        for test, roles in self.mapping(entry, "where", TESTS).items():
            named = [] if roles.value == "all" else self.texts(roles, test)
            for name, item in named:
                self.known_roles(rule, item, [name], "where")
            found.append(self.test_of(test, tuple(name for name, _ in named), roles))
        return tuple(found)

    def test_of(self, test: str, roles: tuple[str, ...], entry: Entry) -> Where:
        if len(roles) < (fewest := FEWEST_ROLES.get(test, 0)):
            raise self.error(entry, f"{test} takes {fewest} roles or more, named in their order")
        return Where(test, roles)

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
        """The roles that a rule binds, or None where its proposer does not declare them."""
        if rule.propose:
            return proposers.roles_of(rule.propose)
        return frozenset(rule.bind) | frozenset(role for phrase in rule.phrases for role in phrase.roles)

    def known_roles(self, rule: Rule, entry: Entry, names: Iterable[str], what: str) -> None:
        roles = self.roles(rule)
        for name in names:
            if roles is not None and name not in roles:
                raise self.error(entry, f"unknown role {name!r} in {what}{did_you_mean(name, sorted(roles))}")

    def check_roles(self, rule: Rule, content: dict[str, Entry]) -> None:
        """What the rest of a rule says of its roles; a proposer's message may name texts of its own."""
        for role, label in content["labels"].value.items() if rule.labels else ():
            self.known_roles(rule, label._replace(line=label.key_line), [role], "labels")
        if rule.instead:
            self.known_roles(rule, content["instead"], [rule.instead], "instead")
        if rule.placeholders and not rule.propose:
            names = [name for name in rule.placeholders if name not in MESSAGE_WORDS]
            self.known_roles(rule, content["message" if rule.message else "contrary"], names, "message")
        needed = {name for assertion in rule.assertions for name in assertion.names}
        for phrase in rule.phrases:
            if missing := needed - set(phrase.roles):
                raise RuleError(self.path, rule.line, f"phrase {phrase.text!r} lacks the role {sorted(missing)[0]!r}")
        for assertion in rule.assertions:
            for name in set(assertion.names) - assertion.several:
                if name in rule.bind and rule.bind[name].many:
                    raise RuleError(
                        self.path,
                        rule.bind[name].line,
                        f"role {name!r} has many figures, and {assertion.text!r} takes one; write sum({name})",
                    )
