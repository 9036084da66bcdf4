"""The rule packs: every example does what it stands for, and the packs are complete."""

from __future__ import annotations

import pytest

from consistency import rulebook
from consistency.examples import ExampleFailure, run_examples
from consistency.rule import Rule

BOOK = rulebook.load()


@pytest.fixture(scope="module")
def failures() -> dict[str, list[ExampleFailure]]:
    found: dict[str, list[ExampleFailure]] = {}
    for failure in run_examples(BOOK):
        found.setdefault(failure.rule, []).append(failure)
    return found


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.name)
def test_examples_hold(rule: Rule, failures: dict[str, list[ExampleFailure]]) -> None:
    assert not failures.get(rule.name), "\n".join(
        f"{failure.path}:{failure.line}: {failure.message}\n    {failure.text}" for failure in failures[rule.name]
    )


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.name)
def test_rule_is_complete(rule: Rule) -> None:
    assert len(rule.good) >= 6
    assert len(rule.bad) >= 6
    assert rule.title
    assert rule.title != rule.name
    assert rule.description
    assert rule.why
    assert rule.wrong_when
    assert rule.message
