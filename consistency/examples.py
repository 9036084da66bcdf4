"""The rules' own examples, run: each `bad` fires its own rule and no other, each `good` fires nothing at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from consistency import engine
from consistency.errors import ConfigError, did_you_mean
from consistency.findings import Finding
from consistency.rule import Example, Rule
from consistency.rulebook import Rulebook


class ExampleFailure(NamedTuple):
    """An example that did not do what it stands for; `path` and `line` are its place in the rule pack."""

    rule: str
    path: str
    line: int
    text: str
    message: str


def run_examples(rulebook: Rulebook, packs: Sequence[str] = ()) -> list[ExampleFailure]:
    """Run the examples of the rules (only those of `packs`, given by name) and return what failed.

    Every example is an article of its own, in Markdown, checked with the whole rulebook.
    """
    for pack in packs:
        if pack not in rulebook.packs:
            raise ConfigError(None, None, f"no pack is called {pack!r}{did_you_mean(pack, rulebook.packs)}")
    tried = [(rule, example) for rule in rulebook.rules if not packs or rule.pack in packs for example in rule.examples]
    # A rule may be meant for certain files; its examples are no files.
    everywhere = replace(rulebook, rules=tuple(replace(rule, files="") for rule in rulebook.rules))
    texts = {f"{number}.md": example.text for number, (_, example) in enumerate(tried)}
    report = engine.check([], rulebook=everywhere, texts=texts)
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.primary.path, []).append(finding)
    failures = []
    for number, (rule, example) in enumerate(tried):
        message = _complaint(rule, example, found.get(f"{number}.md", []))
        if message:
            failures.append(ExampleFailure(rule.name, rule.path, example.line, example.text, message))
    return failures


def _complaint(rule: Rule, example: Example, findings: Sequence[Finding]) -> str:
    others = [finding for finding in findings if finding.rule != rule.name]
    if others:
        return f"fires {others[0].rule}: {others[0].message}"
    if example.bad and not findings:
        return "a bad example that does not fire"
    if not example.bad and findings:
        return f"a good example that fires: {findings[0].message}"
    return ""
