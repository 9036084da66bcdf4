"""Evaluation: the value of an assertion's tree for all the claims of a group at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from consistency.equation import Call, Name, Negative, Node, Number, Operation
from consistency.interval import Bools, Intervals, points
from consistency.judge.terms import Group


def evaluate(node: Node, group: Group, real: Bools, intervals: Intervals) -> Intervals:
    """The intervals of a tree, one a claim, from `intervals`, a row a claim and a column a place of the group.

    `real` is false in the places where no figure stands.
    """
    match node:
        case Number(value):
            return points(np.full(len(group.rows), value))
        case Name(name):
            return _places(name, group, intervals).take(np.s_[:, 0])
        case Negative(operand):
            return -evaluate(operand, group, real, intervals)
        case Operation(symbol, left, right):
            a, b = evaluate(left, group, real, intervals), evaluate(right, group, real, intervals)
            return a + b if symbol == "+" else a - b if symbol == "-" else a * b if symbol == "*" else a / b
        case Call("abs", operand):
            return evaluate(operand, group, real, intervals).abs()
        case Call(function, Name(name)):
            return _aggregate(function, name, group, real, intervals)
    raise AssertionError(node)


def _places(name: str, group: Group, intervals: Intervals) -> Intervals:
    if name in group.values:
        return points(group.values[name][:, None])
    return intervals.take(np.s_[:, group.parts[name]])


def _aggregate(function: str, name: str, group: Group, real: Bools, intervals: Intervals) -> Intervals:
    places = _places(name, group, intervals)
    if function == "sum":
        return places.sum(axis=1)
    stands = real[:, group.parts[name]] if name in group.parts else np.ones(places.low.shape, dtype=np.bool_)
    if function == "count":
        return points(stands.sum(axis=1).astype(np.float64))
    filled = places.where(stands, places.take(np.s_[:, :1]))
    return filled.min(axis=1) if function == "min" else filled.max(axis=1)


def divisors(node: Node) -> Iterator[Node]:
    """What the tree divides by."""
    match node:
        case Negative(operand) | Call(_, operand):
            yield from divisors(operand)
        case Operation(symbol, left, right):
            yield from divisors(left)
            yield from divisors(right)
            if symbol == "/":
                yield right
