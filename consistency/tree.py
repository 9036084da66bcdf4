"""The figure tree: the wholes of an article, their parts, the parts of these, and what is not accounted for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from consistency import wording
from consistency.diagnosis import in_words
from consistency.figure import Figure
from consistency.findings import Node
from consistency.judged import Judged

WHOLES = ("whole", "total")
PARTS = ("part", "parts")
_DEEPEST = 12


class _Branch:
    """A figure, as it is read, with the parts that its relations give it; the same figure in two places is one branch."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.parts: dict[tuple[float, str], _Branch] = {}
        self.complete = False
        self.notes: list[str] = []
        self.faults: list[str] = []


def _key(figure: Figure) -> tuple[float, str]:
    return (figure.value, figure.unit)


def trees(relations: Sequence[Judged]) -> tuple[Node, ...]:
    """The trees of one article, from its relations between a whole and its parts; tables have their own display."""
    nouns = {_key(figure): figure.noun for figure in reversed(relations[0].article.figures) if figure.noun}
    branches: dict[tuple[float, str], _Branch] = {}
    parts: set[tuple[float, str]] = set()
    for judged in relations:
        roles = judged.claim.roles
        wholes = [row for role in WHOLES for row in roles.get(role, ())]
        rows = [row for role in PARTS for row in roles.get(role, ())]
        if len(wholes) != 1 or not rows or judged.judgement.verdict == "undecided" or judged.proposal.column_grain:
            continue
        whole = judged.shown(wholes[0])
        branch = branches.setdefault(_key(whole), _Branch(whole))
        for row in rows:
            part = judged.shown(row)
            if part.unit != whole.unit:
                continue
            key = _key(part)
            branch.parts[key] = branches.setdefault(key, _Branch(part))
            parts.add(key)
        if judged.assertion.op == "==" and not judged.proposal.partial and judged.judgement.verdict != "contradicts":
            branch.complete = True
        if judged.judgement.verdict == "agrees" and judged.assertion.op == "==":
            branch.notes = list(dict.fromkeys([*branch.notes, in_words(judged)]))
        if judged.judgement.verdict == "contradicts":
            branch.faults = list(dict.fromkeys([*branch.faults, in_words(judged)]))
    roots = [branch for key, branch in branches.items() if key not in parts and branch.parts]
    drawn: set[int] = set()
    return tuple(_node(branch, nouns, 0, drawn) for branch in sorted(roots, key=lambda b: b.figure.start))


def _node(branch: _Branch, nouns: Mapping[tuple[float, str], str], depth: int, drawn: set[int]) -> Node:
    """The branch and what hangs on it; a branch that is `drawn` already stands here without its parts."""
    figure = branch.figure
    open_up = depth <= _DEEPEST and id(branch) not in drawn
    drawn.add(id(branch))
    children = sorted(branch.parts.values(), key=lambda b: b.figure.start) if open_up else []
    left = figure.value - sum(child.figure.value for child in children)
    remainder = "" if branch.complete or not children or left <= 0 else wording.write_like(left, figure)
    # What it counts: its noun, else that of the same figure elsewhere, else the words behind it.
    behind = re.split(r"[,.;:()–—]", figure.after)[0].strip()
    counted = figure.noun or nouns.get(_key(figure)) or behind
    nodes = tuple(_node(child, nouns, depth + 1, drawn) for child in children)
    notes, faults = tuple(branch.notes), tuple(branch.faults)
    return Node(
        figure.text, counted, figure.value, figure.unit, figure.line, nodes, remainder, notes, faults, figure.start
    )
