"""Rounding: which figures of an assertion were rounded alike, and to what scale word each was printed."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from consistency.equation import Assertion, Call, Name, Negative, Node, Operation
from consistency.interval import Bools, Floats


def scale_words(value: Floats, grain: Floats, factor: Floats, real: Bools) -> Floats:
    """The scale word that each figure must have been printed with: 1e9 for a billion, 1 for none.

    Digits alone are printed down to one; what ends above was cut off by its word. `factor` is what has brought the
    figure to the common unit.
    """
    factor = np.where(factor == 0, 1.0, np.abs(factor))
    words = np.ones(value.shape)
    worded = real & (grain / factor > 1)
    size = np.abs(value[worded]) / factor[worded]
    words[worded] = 1000.0 ** np.floor(np.log10(np.where(size >= 1, size, 1.0)) / 3 + 1e-9)
    return words


@lru_cache(maxsize=1024)
def rounded_alike(assertion: Assertion) -> tuple[tuple[str, ...], ...]:
    """The names on the computed side, in sets of those that are added or divided together."""
    together: list[set[str]] = []

    def join(names: set[str]) -> None:
        touching = [known for known in together if known & names]
        for known in touching:
            together.remove(known)
        together.append(names.union(*touching))

    def walk(node: Node) -> set[str]:
        match node:
            case Name(name):
                join({name})
                return {name}
            case Negative(operand) | Call(_, operand):
                return walk(operand)
            case Operation(symbol, left, right):
                names = walk(left) | walk(right)
                if symbol != "*" and names:
                    join(names)
                return names
        return set()

    walk(assertion.computed)
    return tuple(tuple(sorted(names)) for names in together)
