"""The language of assertions: what it takes, what it refuses, and how it says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.equation import Call, Name, Number, Operation, check_dimensions, parse, sides
from consistency.errors import RuleError


@pytest.mark.parametrize(
    ("text", "op", "stated", "names"),
    [
        ("100 * (new / old - 1) == pct", "==", "pct", ("new", "old", "pct")),
        ("pct == 100 * (new / old - 1)", "==", "pct", ("pct", "new", "old")),
        ("sum(parts) == whole", "==", "whole", ("parts", "whole")),
        ("sum(parts) == 100", "==", "", ("parts",)),
        ("100 >= sum(parts)", "<=", "", ("parts",)),
        ("part <= whole", "<=", "whole", ("part", "whole")),
        ("whole >= part", "<=", "whole", ("part", "whole")),
        ("last > first", "<", "last", ("first", "last")),
        ("count(items) == stated", "==", "stated", ("items", "stated")),
        ("abs(a - b) == difference", "==", "difference", ("a", "b", "difference")),
        ("restated(first) == second", "restated", "second", ("first", "second")),
        ("second == restated(first)", "restated", "second", ("first", "second")),
        ("converted(miles) == kilometres", "converted", "kilometres", ("miles", "kilometres")),
        ("pct in shares(base)", "shares", "pct", ("pct", "base")),
        ("stated in candidates", "candidates", "stated", ("stated", "candidates")),
    ],
)
def test_understands(text: str, op: str, stated: str, names: tuple[str, ...]) -> None:
    assertion = parse(text)
    assert (assertion.op, assertion.stated_role, assertion.names, assertion.text) == (op, stated, names, text)


def test_multiplies_before_it_adds_and_works_from_the_left() -> None:
    computed = parse("a - b * 2 - c / .5 == d").computed
    assert computed == Operation(
        "-",
        Operation("-", Name("a"), Operation("*", Name("b"), Number(2))),
        Operation("/", Name("c"), Number(0.5)),
    )
    assert parse("sum(x) == y").computed == Call("sum", Name("x"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a = b", "did you mean '=='"),
        ("a == a + 1", "'a' stands twice"),
        ("summ(a) == b", "did you mean 'sum'"),
        ("frobnicate(a) == b", "known are sum"),
        ("a + b == c + d", "has to stand alone"),
        ("a <= b <= c", "two comparisons"),
        ("a $ b", "'$' is no part of the language"),
        ("a == b; import os", "';' is no part of the language"),
        ("a.b == c", "'.' is no part of the language"),
        ("__import__('os') == c", "is no part of the language"),
        ("a ** 9 == c", "unexpected '*'"),
        ("sum(a + b) == c", "sum() takes one name"),
        ("restated(a + b) == c", "restated() takes one name"),
        ("restated(a) <= b", "restated() stands as"),
        ("2 * restated(a) == b", "restated() stands as"),
        ("shares(a) == b", "shares() stands as"),
        ("3 in shares(b)", "'in' stands as"),
        ("a in b + c", "'in' stands as"),
        ("a ==", "something is missing at the end"),
        ("(a + b == c", "')'"),
        ("a + b", "no comparison"),
        ("a b == c", "unexpected 'b'"),
        ("1 == 2", "no role"),
        ("", "something is missing"),
        ("(" * 500 + "a" + ")" * 500 + " == b", "too many brackets"),
        ("-" * 500 + "a == b", "too many brackets"),
    ],
)
def test_refuses(text: str, says: str) -> None:
    with pytest.raises(RuleError) as error:
        parse(text, "house.yaml", 7)
    assert says in str(error.value)
    assert str(error.value).startswith("house.yaml:7: ")


@given(st.text(alphabet="ab1+-*/()=<>. sumin", max_size=40))
def test_any_text_is_an_assertion_or_a_rule_error(text: str) -> None:
    try:
        assertion = parse(text, "house.yaml", 1)
    except RuleError:
        return
    assert parse(assertion.text) == assertion


@pytest.mark.parametrize(
    ("text", "adds"),
    [("sum(a) - b == c", True), ("a / b == c", False), ("2 * a == b", False), ("count(a) == b", False)],
)
def test_additive(text: str, adds: bool) -> None:
    assert parse(text).additive is adds


@pytest.mark.parametrize(
    ("text", "dimensions", "right"),
    [
        ("a + b == c", {"a": "length", "b": "money"}, False),
        ("a + b == c", {"a": "length", "b": "length", "c": "money"}, False),
        ("a + b == c", {"a": "length", "b": "length"}, True),
        ("100 * a / b == pct", {"a": "money", "b": "money", "pct": "percent"}, True),
        ("100 * (a / b - 1) == pct", {"a": "count", "b": "count", "pct": "percent"}, True),
        ("a * b == c", {"a": "money", "b": "count", "c": "money"}, True),
        ("a * b == c", {"a": "money", "b": "count", "c": "length"}, False),
        ("pct / 100 * a == b", {"pct": "percent", "a": "mass", "b": "mass"}, True),
        ("a / b == c", {"a": "length", "b": "time", "c": "speed"}, True),
        ("restated(a) == b", {"a": "ratio", "b": "percent"}, True),
        ("restated(a) == b", {"a": "count", "b": "percent"}, False),
        ("pct in shares(base)", {"pct": "percent", "base": "count"}, True),
        ("pct in shares(base)", {"pct": "money", "base": "count"}, False),
    ],
)
def test_metres_and_dollars(text: str, dimensions: dict[str, str], right: bool) -> None:
    assertion = parse(text)
    assert bool(sides(assertion, dimensions)[0]) is right
    if right:
        check_dimensions(assertion, dimensions, "house.yaml", 7)
    else:
        with pytest.raises(RuleError, match=r"house\.yaml:7: .* cannot be compared or added"):
            check_dimensions(assertion, dimensions, "house.yaml", 7)
