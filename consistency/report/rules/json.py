"""The rules for a program: one object a rule, in the order of the rulebook."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from consistency import __version__
from consistency.report.drawing.line import Look
from consistency.rule import Rule


def render(rules: Sequence[Rule], look: Look) -> str:
    """`{"version", "rules": [...]}`; texts as they stand in the packs."""
    whole = {"version": __version__, "rules": [_rule(rule) for rule in rules]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "title": " ".join(rule.title.split()),
        "pack": rule.pack,
        "language": rule.language or None,
        "files": rule.files or None,
        "severity": rule.severity,
        "rounding": rule.rounding,
        "confidence": rule.confidence,
        "description": rule.description,
        "why": rule.why,
        "wrong_when": rule.wrong_when,
        "phrases": [phrase.text for phrase in rule.phrases],
        "proposer": rule.propose or None,
        "assert": [assertion.text for assertion in rule.assertions],
        "message": rule.message,
        "labels": dict(rule.labels),
        "examples": {
            "bad": [example.text for example in rule.bad],
            "good": [example.text for example in rule.good],
        },
    }
