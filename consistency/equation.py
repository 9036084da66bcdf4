"""The language of assertions: what a rule says must hold between the figures that it binds.

    100 * (new / old - 1) == pct          one comparison: == <= < >= >
    sum(parts) == whole                   + - * / ( ), sum, count, min, max, abs
    restated(first) == second             the same figure, said again
    converted(miles) == kilometres        the same quantity in another unit
    pct in shares(base)                   some whole number of the base gives it
    stated in candidates                  one of several figures restates it

Text becomes a tree of `Node`s and is never handed to an evaluator. Each name stands once, and the stated figure
stands alone on one side, so that the rounding of a figure counts once and every figure can be solved for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, NoReturn, TypeAlias

from consistency.errors import RuleError, did_you_mean
from consistency.grammar.lazy import pattern

AGGREGATES = ("sum", "count", "min", "max")
FUNCTIONS = (*AGGREGATES, "abs")
FORMS = ("restated", "converted", "shares")
DEEPEST = 40
"""Brackets inside brackets beyond this are a mistake, and would exhaust the stack of the walks over the tree."""

_TOKEN = pattern(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<name>[A-Za-z_]\w*)|(?P<sign>==|<=|>=|[<>+\-*/()]))", re.ASCII
)


class Number(NamedTuple):
    """A number written in the rule."""

    value: float


class Name(NamedTuple):
    """A role, or a number that the proposer counted."""

    name: str


class Negative(NamedTuple):
    """Minus what follows."""

    operand: Node


class Operation(NamedTuple):
    """Two operands and one of + - * /."""

    symbol: str
    left: Node
    right: Node


class Call(NamedTuple):
    """One of `FUNCTIONS`; all but `abs` take a name."""

    function: str
    operand: Node


Node: TypeAlias = Number | Name | Negative | Operation | Call


class Assertion(NamedTuple):
    """One comparison, ready to be judged.

    `op` is "==", "<=" or "<" (left against right), or "restated", "converted", "shares" or "candidates". `stated`
    is the side that the article says in so many words, `computed` the other: of `restated(x) == y` it is x, of
    `pct in shares(base)` the base, of `stated in candidates` the candidates. `names` are all the names, in order.
    """

    text: str
    op: str
    left: Node
    right: Node
    stated_left: bool
    names: tuple[str, ...]

    @property
    def computed(self) -> Node:
        """The side that has to be worked out."""
        return self.right if self.stated_left else self.left

    @property
    def stated(self) -> Node:
        """The side that stands alone: a `Name` or a `Number`."""
        return self.left if self.stated_left else self.right

    @property
    def stated_role(self) -> str:
        """The name of the stated side, empty where that is a number."""
        return self.stated.name if isinstance(self.stated, Name) else ""

    @property
    def additive(self) -> bool:
        """Whether the computed side only adds and subtracts figures, so that it is of their kind and grain."""
        return _adds_only(self.computed)

    @property
    def divides(self) -> bool:
        """Whether the computed side is a quotient, which is seldom a whole number though it be printed as one."""
        return isinstance(self.computed, Operation) and self.computed.symbol == "/"

    @property
    def several(self) -> set[str]:
        """The names that may have several figures."""
        candidates = names_of(self.computed) if self.op == "candidates" else ()
        return aggregated(self.left) | aggregated(self.right) | set(candidates)


def names_of(node: Node) -> Iterator[str]:
    """The names in a tree, from left to right."""
    match node:
        case Name(name):
            yield name
        case Negative(operand) | Call(_, operand):
            yield from names_of(operand)
        case Operation(_, left, right):
            yield from names_of(left)
            yield from names_of(right)


def aggregated(node: Node) -> set[str]:
    """The names that stand under sum, count, min or max, and so may have several figures."""
    match node:
        case Call("abs", operand) | Negative(operand):
            return aggregated(operand)
        case Operation(_, left, right):
            return aggregated(left) | aggregated(right)
    return set(names_of(node)) if isinstance(node, Call) else set()


def _adds_only(node: Node) -> bool:
    match node:
        case Name():
            return True
        case Negative(operand):
            return _adds_only(operand)
        case Call(function, operand):
            return function != "count" and _adds_only(operand)
        case Operation("+" | "-", left, right):
            return _adds_only(left) and _adds_only(right)
    return False


def parse(text: str, path: str | None = None, line: int | None = None) -> Assertion:
    """The assertion that `text` says; RuleError with `path` and `line` where it says none."""
    return _Parser(text, path, line).assertion()


class _Parser:
    def __init__(self, text: str, path: str | None, line: int | None) -> None:
        self.text, self.path, self.line = text, path, line
        self.tokens = list(self._tokens())
        self.at = self.depth = 0

    def fail(self, message: str) -> NoReturn:
        raise RuleError(self.path, self.line, f"{message} in the assertion {self.text.strip()!r}")

    def _tokens(self) -> Iterator[tuple[str, str]]:
        at, text = 0, self.text.rstrip()
        while at < len(text):
            found = _TOKEN.match(text, at)
            if not found:
                rest = text[at:].lstrip()
                if rest[0] == "=":
                    self.fail("a single '='; did you mean '=='?")
                self.fail(f"{rest[0]!r} is no part of the language")
            kind = found.lastgroup or ""
            word = found[kind]
            yield ("sign" if word == "in" else kind, word)
            at = found.end()
        yield "end", ""

    @property
    def word(self) -> str:
        return self.tokens[self.at][1]

    def accept(self, *words: str) -> str:
        kind, word = self.tokens[self.at]
        if kind == "sign" and word in words:
            self.at += 1
            return word
        return ""

    def expect(self, word: str) -> None:
        if not self.accept(word):
            self.fail(f"expected {word!r} before {self.word!r}" if self.word else f"{word!r} is missing")

    def assertion(self) -> Assertion:
        left = self.expression()
        sign = self.accept("==", "<=", "<", ">=", ">", "in")
        if not sign:
            self.fail(f"unexpected {self.word!r}" if self.word else "no comparison (==, <=, <, >=, > or in)")
        right = self.expression()
        if self.accept("==", "<=", "<", ">=", ">", "in"):
            self.fail("two comparisons; write a list of assertions, one comparison each,")
        if self.word:
            self.fail(f"unexpected {self.word!r}")
        op, left, right, stated_left = self._arranged(sign, left, right)
        names = (*names_of(left), *names_of(right))
        if twice := next((name for name in names if names.count(name) > 1), None):
            self.fail(f"{twice!r} stands twice; each name may stand once (write new / old - 1, not (new - old) / old)")
        if not names:
            self.fail("no role")
        return Assertion(self.text.strip(), op, left, right, stated_left, names)

    def _arranged(self, sign: str, left: Node, right: Node) -> tuple[str, Node, Node, bool]:
        """The form, the two sides without the name of the form, and whether the stated side is the left one."""
        if sign == "in":
            return self._membership(left, right)
        if sign == "==" and _form(right) and not _form(left):
            left, right = right, left
        if form := _form(left):
            if form == "shares" or sign != "==" or _form(right):
                self.fail(f"{form}() stands as {_USE[form]}")
            self._plain(right)
            operand = self._operand(left)
            if not isinstance(right, Name):
                self.fail(f"{form}() stands as {_USE[form]}")
            return form, operand, right, False
        self._plain(left, right)
        if sign in (">=", ">"):
            sign, left, right = {">=": "<=", ">": "<"}[sign], right, left
        if isinstance(right, Name):
            return sign, left, right, False
        if isinstance(left, Name):
            return sign, left, right, True
        if not isinstance(left, Number) and not isinstance(right, Number):
            self.fail("the stated figure has to stand alone on one side; it does not")
        return sign, left, right, isinstance(left, Number)

    def _membership(self, left: Node, right: Node) -> tuple[str, Node, Node, bool]:
        form = _form(right)
        if not isinstance(left, Name) or not (isinstance(right, Name) or form == "shares"):
            self.fail(f"'in' stands as {_USE['shares']} or as 'stated in candidates', with two names,")
        if form:
            return form, left, self._operand(right), True
        return "candidates", left, right, True

    def _operand(self, node: Node) -> Name:
        if not isinstance(node, Call) or not isinstance(node.operand, Name):
            self.fail(f"{_form(node)}() takes one name")
        return node.operand

    def _plain(self, *sides: Node) -> None:
        """No special form below the top."""
        for side in sides:
            match side:
                case Call(function, operand):
                    if function in FORMS:
                        self.fail(f"{function}() stands as {_USE[function]}")
                    self._plain(operand)
                case Negative(operand):
                    self._plain(operand)
                case Operation(_, left, right):
                    self._plain(left, right)

    def expression(self) -> Node:
        node = self.term()
        while symbol := self.accept("+", "-"):
            node = Operation(symbol, node, self.term())
        return node

    def term(self) -> Node:
        node = self.factor()
        while symbol := self.accept("*", "/"):
            node = Operation(symbol, node, self.factor())
        return node

    def factor(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail("too many brackets inside brackets")
        try:
            return self._factor()
        finally:
            self.depth -= 1

    def _factor(self) -> Node:
        if self.accept("-"):
            return Negative(self.factor())
        if self.accept("("):
            node = self.expression()
            self.expect(")")
            return node
        kind, word = self.tokens[self.at]
        self.at += kind != "end"
        if kind == "number":
            return Number(float(word))
        if kind != "name":
            self.fail(f"unexpected {word!r}" if word else "something is missing at the end")
        if self.accept("("):
            return self._call(word)
        return Name(word)

    def _call(self, word: str) -> Node:
        if word not in (*FUNCTIONS, *FORMS):
            known = (*FUNCTIONS, *FORMS)
            hint = did_you_mean(word, known) or f"; known are {', '.join(known)}"
            self.fail(f"unknown function {word!r}{hint}")
        operand = self.expression()
        self.expect(")")
        if word in AGGREGATES and not isinstance(operand, Name):
            self.fail(f"{word}() takes one name")
        return Call(word, operand)


_USE = {
    "restated": "'restated(first) == second'",
    "converted": "'converted(first) == second'",
    "shares": "'pct in shares(base)'",
}


def _form(node: Node) -> str:
    return node.function if isinstance(node, Call) and node.function in FORMS else ""


# Dimensions: "" is not known, "number" has none; both go with anything.
_PROPORTIONS = ("percent", "ratio", "multiple")


class _MismatchError(Exception):
    def __init__(self, left: str, right: str) -> None:
        super().__init__(f"{left} and {right} cannot be compared or added")


def sides(assertion: Assertion, dimensions: Mapping[str, str]) -> tuple[str, str]:
    """The dimensions of the two sides, or ("", why) where figures meet that cannot be added or compared.

    `dimensions` gives that of each name ("count", "money", "percent", "ratio", "length", ...); a name that it does
    not tell goes with anything, and so does "number".
    """
    try:
        left, right = _dimension(assertion.left, dimensions), _dimension(assertion.right, dimensions)
        if assertion.op == "shares":
            _same(left, "percent")
        else:
            _same(left, right)
    except _MismatchError as mismatch:
        return "", str(mismatch)
    return left or "number", right or "number"


def check_dimensions(
    assertion: Assertion, dimensions: Mapping[str, str], path: str | None = None, line: int | None = None
) -> None:
    """RuleError where the rule's own words for its roles show that the assertion adds metres to dollars."""
    left, right = sides(assertion, dimensions)
    if not left:
        raise RuleError(path, line, f"{right} in the assertion {assertion.text!r}")


def _dimension(node: Node, dimensions: Mapping[str, str]) -> str:
    match node:
        case Number() | Call("count", _):
            return "number"
        case Name(name):
            return dimensions.get(name, "")
        case Negative(operand) | Call(_, operand):
            return _dimension(operand, dimensions)
        case Operation(symbol, left, right):
            a, b = _dimension(left, dimensions), _dimension(right, dimensions)
            return _same(a, b) if symbol in "+-" else _times(a, b) if symbol == "*" else _over(a, b)


def _same(a: str, b: str) -> str:
    if a == b or b in ("", "number"):
        return a
    if a in ("", "number"):
        return b
    # The difference of two percentages is told in points.
    if {a, b} <= {"percent", "point", "ratio"}:
        return "percent"
    raise _MismatchError(a, b)


def _times(a: str, b: str) -> str:
    for one, other in ((a, b), (b, a)):
        if one == "number" or one in _PROPORTIONS:
            return other
    return b if a == "count" else a if b == "count" else ""


def _over(a: str, b: str) -> str:
    if b == "number" or (b in _PROPORTIONS and a not in _PROPORTIONS):
        return a
    return "number" if (a == b and a) or (a in _PROPORTIONS and b in _PROPORTIONS) else ""
