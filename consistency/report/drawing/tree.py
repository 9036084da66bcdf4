"""Tree: the figures of one document as wholes, their parts, and what is not accounted for.

    as many as 18,000 soldiers
    |-- about 12,000  8th Combined Arms Army
    |     |-- 10,000  mobilized conscripts
    |     `--  2,000  contract soldiers          10,000 + 2,000 = 12,000   agrees
    |-- around 2,500  58th Combined Arms Army    12,000 + 2,500 <= 18,000  agrees
    `-- 3,500 not accounted for

What holds of a whole stands beside the last of its parts, where a reader has just added them up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from consistency.findings import Node
from consistency.report.drawing.line import Line, Look, cells, one_line, padded

DEEPEST = 40
SPACE = "     "
"""What a level adds to the stem, behind its bar."""


@dataclass(slots=True)
class Twig:
    """One line of a tree: the stem and the branch before it, its words, and the relations told beside it."""

    stem: str
    branch: str
    words: str
    relations: tuple[str, ...] = ()
    goes_on: bool = False
    """Whether a line under this one still belongs to the same fork."""


class Wood(NamedTuple):
    """The characters that a tree is drawn with."""

    fork: str
    end: str
    bar: str


BOXES, ASCII = Wood("├── ", "└── ", "│"), Wood("|-- ", "`-- ", "|")


def tree(node: Node, look: Look, indent: str = "  ") -> list[Line]:
    """The lines of one whole with all that hangs on it."""
    wood = BOXES if look.boxes else ASCII
    words = f"{one_line(node.text)} {one_line(node.noun)}".rstrip()
    twigs = [Twig("", "", words, () if node.children else node.agrees), *_below(node, wood, "", 1)]
    return _beside(twigs, look, wood, indent)


def _below(node: Node, wood: Wood, stem: str, depth: int) -> list[Twig]:
    """The lines under a node. What holds of it stands beside the last of its parts."""
    texts = [one_line(child.text) for child in node.children]
    size = max(map(cells, texts), default=0)
    remainder = one_line(node.remainder)
    twigs: list[Twig] = []
    last: Twig | None = None
    for number, child in enumerate(node.children):
        final = number + 1 == len(texts) and not remainder
        words = f"{padded(texts[number], size, right=True)}  {one_line(child.noun)}".rstrip()
        last = Twig(stem, wood.end if final else wood.fork, words, () if child.children else child.agrees, not final)
        twigs.append(last)
        if depth < DEEPEST:
            twigs += _below(child, wood, stem + (" " if final else wood.bar) + SPACE, depth + 1)
    if last is not None:
        last.relations = (*node.agrees, *last.relations)
    if remainder:
        twigs.append(Twig(stem, wood.end, f"{remainder} not accounted for"))
    return twigs


def _beside(twigs: Sequence[Twig], look: Look, wood: Wood, indent: str) -> list[Line]:
    """The lines with their relations in a column of their own, or under their lines where the width has no room."""
    column = max((_size(twig) for twig in twigs if twig.relations), default=0) + 4
    relations = [look.words(relation) for twig in twigs for relation in twig.relations]
    longest = max(map(cells, relations), default=0)
    room = column + longest + len("  agrees") + len(indent) <= look.width
    lines: list[Line] = []
    for twig in twigs:
        under = twig.stem + (wood.bar if twig.goes_on else "")
        told: list[Line] = [
            [(padded(look.words(relation), longest if room else 0), ""), ("  agrees", "help")]
            for relation in twig.relations
        ]
        first: Line = [(indent + twig.stem + twig.branch, "dim"), (twig.words, "")]
        if room and told:
            first += [(" " * (column - _size(twig)), ""), *told.pop(0)]
        lines.append(first)
        start = column if room else len(twig.stem) + 2 * len(wood.fork)
        lines += [[(indent + padded(under, start), "dim"), *relation] for relation in told]
    return lines


def _size(twig: Twig) -> int:
    return cells(twig.stem + twig.branch + twig.words)
