"""How many changed figures are found: python tests/benchmarks/mutate.py [--limit N] [--show LEVEL] [--misses N] [PATH...]

Takes the relations that agree in the articles under the PATHs (default: examples/), changes one printed figure of each (one
change of each kind that its text allows), checks the changed article, and counts the changes that a finding touches, and
those where the changed figure is the finding's primary place. A change has to be seen: it is beyond what the rounding of
the figures that take part could hide. So that no template of one publisher outweighs all else, at most ten relations with
the same words between their figures are taken.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

import consistency
from consistency import engine, rulebook
from consistency.discovery import find
from consistency.equation import Assertion, Call, Name, Negative, Node, Number, Operation, parse
from consistency.findings import Finding, Mark, Report
from consistency.grammar.number_words import BELOW_HUNDRED

EQUALITIES = ("==", "converted")
KINDS = ("digit", "transposed", "dropped zero", "scale", "swapped", "word")
AGGREGATE: dict[str, Callable[[Sequence[float]], float]] = {"sum": sum, "count": len, "min": min, "max": max}
_TEMPLATE = 10
_SCALES = {
    "thousand": "million",
    "million": "billion",
    "billion": "million",
    "trillion": "billion",
    "m": "bn",
    "bn": "m",
}
_SCALE = re.compile(rf"(?<=[\d ])(?:{'|'.join(_SCALES)})\b")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_WORDS = {word: value for word, value in BELOW_HUNDRED.items() if value > 1}
_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """An agreeing relation with one printed figure changed (two, where a pair is swapped).

    `text` is the whole article after the change, `spots` the spans of what was changed in it.
    """

    path: str
    rule: str
    equality: bool
    kind: str
    text: str
    spots: tuple[tuple[int, int], ...]
    old: str
    new: str


@dataclass(frozen=True)
class Outcome:
    """A change, and whether a finding touches it (`found`) and has it as its primary place (`first`)."""

    change: Change
    found: bool
    first: bool


# ------------------------------------------------------------------ the changes of one figure's print
def another_print(text: str, kind: str, chance: random.Random) -> str | None:
    """The printed figure with one slip of this kind, or None where its text has no room for one."""
    number = _NUMBER.search(text)
    if kind == "word":
        word = None if number else _WORD.search(text)
        if word is None:
            return None
        others = [other for other, value in _WORDS.items() if value != _WORDS[word[0].lower()]]
        return text[: word.start()] + chance.choice(others) + text[word.end() :]
    if kind == "scale":
        scale = _SCALE.search(text)
        return text[: scale.start()] + _SCALES[scale[0]] + text[scale.end() :] if scale else None
    if number is None:
        return None
    changed = _digits_changed(number[0], kind, chance)
    return text[: number.start()] + changed + text[number.end() :] if changed else None


def _digits_changed(number: str, kind: str, chance: random.Random) -> str | None:
    places = [at for at, character in enumerate(number) if character.isdigit()]
    if kind == "digit":
        at = chance.choice(places)
        lowest = "1" if at == places[0] else "0"
        digit = chance.choice([other for other in "0123456789" if other != number[at] and other >= lowest])
        return number[:at] + digit + number[at + 1 :]
    if kind == "transposed":
        pairs = [(a, b) for a, b in itertools.pairwise(places) if number[a] != number[b] != "0"]
        if not pairs:
            return None
        a, b = chance.choice(pairs)
        return number[:a] + number[b] + number[a + 1 : b] + number[a] + number[b + 1 :]
    whole, point, rest = number.partition(".")
    if kind != "dropped zero" or not whole.endswith("0") or len(whole) < 2:
        return None
    shorter = whole.replace(",", "")[:-1]
    return (f"{int(shorter):,}" if "," in whole else shorter) + point + rest


# ------------------------------------------------------------------ what rounding could hide
def value_of(node: Node, values: Mapping[str, Sequence[float]]) -> float:
    """The side of an assertion at the printed values, without any rounding."""
    match node:
        case Number(number):
            return number
        case Name(name):
            return values[name][0]
        case Negative(operand):
            return -value_of(operand, values)
        case Call("abs", operand):
            return abs(value_of(operand, values))
        case Call(function, Name(name)):
            return AGGREGATE[function](values[name])
        case Operation(symbol, left, right):
            a, b = value_of(left, values), value_of(right, values)
            return {"+": a + b, "-": a - b, "*": a * b}[symbol] if symbol != "/" else a / b if b else float("inf")
    raise TypeError(node)


def gap(assertion: Assertion, values: Mapping[str, Sequence[float]]) -> float:
    """By how much the two sides of an equality differ at the printed values."""
    return value_of(assertion.left, values) - value_of(assertion.right, values)


def _reach(assertion: Assertion, values: Mapping[str, Sequence[float]], halves: Mapping[str, Sequence[float]]) -> float:
    """How far the rounding of all figures together may move the two sides apart: half an interval of each, propagated."""
    told = gap(assertion, values)
    reach = 0.0
    for name, figures in values.items():
        for number, value in enumerate(figures):
            moved = [*figures[:number], value + halves[name][number], *figures[number + 1 :]]
            reach += abs(gap(assertion, {**values, name: moved}) - told)
    return reach


class Mutator:
    """The changes that one report's agreeing relations allow."""

    def __init__(self, report: Report, chance: random.Random) -> None:
        self.report = report
        self.figures: list[Any] = list(report.figures.itertuples(index=False))
        self.chance = chance

    def changes(self) -> Iterator[Change]:
        """One change of each kind for each agreeing relation, as far as its figures' prints have room for it."""
        told: Counter[tuple[str, str]] = Counter()
        seen: set[tuple[str, frozenset[int]]] = set()
        relations: list[Any] = list(self.report.relations.itertuples())
        for relation in relations:
            rows = [row for rows in relation.roles.values() for row in rows]
            key = (relation.rule, frozenset(rows))
            if relation.verdict != "agrees" or key in seen or not rows:
                continue
            seen.add(key)
            wording = (relation.rule, self._words(relation.path, rows))
            told[wording] += 1
            if told[wording] <= _TEMPLATE:
                yield from filter(None, (self._change(relation, kind) for kind in KINDS))

    def _words(self, path: str, rows: Sequence[int]) -> str:
        """The words between the figures, which a template has in common."""
        spans = sorted((self.figures[row].start, self.figures[row].end) for row in rows)
        source = self.report.documents[path].source
        return "#".join(source[left:right][:60] for (_, left), (right, _) in itertools.pairwise(spans))

    def _change(self, relation: Any, kind: str) -> Change | None:
        assertion = parse(relation.assertion)
        names = assertion.names[:1] if assertion.op == "candidates" else assertion.names
        rows = [row for name in names for row in relation.roles.get(name, ())]
        for row in self.chance.sample(rows, len(rows)):
            for prints in self._prints(row, rows, kind, assertion.op):
                if change := self._applied(relation, assertion, kind, prints):
                    return change
        return None

    def _prints(self, row: int, rows: Sequence[int], kind: str, op: str) -> Iterator[dict[int, str]]:
        """What is to be printed instead, by row."""
        figure = self.figures[row]
        if kind == "swapped" and op != "converted":  # "5 miles (8 km)" and "8 km (5 miles)" say one thing
            for other in rows:
                pair = self.figures[other]
                if pair.kind == figure.kind and pair.text != figure.text:
                    yield {row: pair.text, other: figure.text}
        elif kind != "swapped" and (new := another_print(figure.text, kind, self.chance)) and new != figure.text:
            yield {row: new}

    def _applied(self, relation: Any, assertion: Assertion, kind: str, prints: Mapping[int, str]) -> Change | None:
        """The change, if it is one that nobody could take for rounding."""
        source, done = self.report.documents[relation.path].source, 0
        text, spots = "", []
        for row in sorted(prints, key=lambda row: int(self.figures[row].start)):
            text += source[done : self.figures[row].start]
            spots.append((len(text), len(text) + len(prints[row])))
            text, done = text + prints[row], self.figures[row].end
        text += source[done:]
        read = [self._read(text, *spot) for spot in spots]
        rows = sorted(prints, key=lambda row: int(self.figures[row].start))
        if not all(self._alike(figure, self.figures[row]) for figure, row in zip(read, rows, strict=True)):
            return None
        if not self._visible(relation, assertion, {row: f.value for row, f in zip(rows, read, strict=True)}):
            return None
        # Parts that need not be all, and what is never more than a note, are no claims that a change would break.
        equality = assertion.op in EQUALITIES and not relation.partial and relation.confidence != "low"
        old = ", ".join(self.figures[row].text for row in rows)
        new = ", ".join(prints[row] for row in rows)
        return Change(relation.path, relation.rule, equality, kind, text, tuple(spots), old, new)

    @staticmethod
    def _read(text: str, start: int, end: int) -> Any:
        """The changed figure as it is read in its new surroundings, or None."""
        before = text[max(0, start - 200) : start]
        table = consistency.figures(f"\n{before}{text[start : end + 200]}", name="line.txt")
        figures: list[Any] = list(table.itertuples())
        for figure in figures:
            if figure.start - 1 <= len(before) < figure.end - 1:
                return figure
        return None

    @staticmethod
    def _alike(read: Any, figure: Any) -> bool:
        """Whether the changed print is still such a figure, and not a rounding of the one that stood there."""
        return read is not None and read.kind == figure.kind and not figure.loose_low <= read.value <= figure.loose_high

    def _visible(self, relation: Any, assertion: Assertion, changed: Mapping[int, float]) -> bool:
        """Whether the change is more than the rounding of all that take part could hide."""
        if assertion.op != "==" or not set(assertion.names) <= set(relation.roles):
            return all(abs(new - self.figures[row].value) > 0.1 * abs(new) for row, new in changed.items())
        kinds = {self.figures[row].kind for rows in relation.roles.values() for row in rows}

        def of(row: int) -> float:
            """Beside a percentage a fraction is read as one."""
            return 100.0 if "percent" in kinds and self.figures[row].kind == "ratio" else 1.0

        roles = {name: relation.roles[name] for name in assertion.names}
        told = {name: [self.figures[r].value * of(r) for r in rows] for name, rows in roles.items()}
        after = {name: [changed.get(r, self.figures[r].value) * of(r) for r in rows] for name, rows in roles.items()}
        halves = {name: [self._half(r) * of(r) for r in rows] for name, rows in roles.items()}
        reach = _reach(assertion, told, halves)
        return reach < float("inf") and abs(gap(assertion, after)) > reach + abs(gap(assertion, told))

    def _half(self, row: int) -> float:
        """How far the figure may be from what it was rounded, or cut off, from."""
        figure = self.figures[row]
        return float(max(figure.loose_high - figure.value, figure.value - figure.loose_low))


# ------------------------------------------------------------------ the measure
def measure(paths: Sequence[str], *, show: str = "warning", limit: int | None = None, seed: int = 1) -> list[Outcome]:
    """What becomes of each change in the articles under `paths`; at most `limit` of them, drawn by `seed`."""
    chance = random.Random(seed)
    book = rulebook.load()
    report = engine.check(find(paths), rulebook=book)
    changes = list(Mutator(report, chance).changes())
    if limit is not None and len(changes) > limit:
        changes = chance.sample(changes, limit)
    names = [f"{number:06}/{change.path}" for number, change in enumerate(changes)]
    again = engine.check(
        [], texts={name: change.text for name, change in zip(names, changes, strict=True)}, rulebook=book
    )
    found: dict[str, list[Finding]] = {}
    for finding in again.shown(show):
        found.setdefault(finding.primary.path, []).append(finding)
    before = {(f.rule, f.primary.path, f.primary.text, f.message) for f in report.findings}
    return [_outcome(change, found.get(name, []), before) for name, change in zip(names, changes, strict=True)]


def _outcome(change: Change, findings: Sequence[Finding], before: set[tuple[str, str, str, str]]) -> Outcome:
    new = [f for f in findings if (f.rule, change.path, f.primary.text, f.message) not in before]
    found = any(_touches(mark, change) for finding in new for mark in finding.marks)
    return Outcome(change, found, any(_touches(finding.primary, change) for finding in new))


def _touches(mark: Mark, change: Change) -> bool:
    return any(mark.start < end and start < mark.end for start, end in change.spots)


def tally(outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """How many changes there were, were found, and were the primary place: by rule, by kind, in equalities, in all."""
    rows: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        change = outcome.change
        for group in (f"rule {change.rule}", f"slip {change.kind}", "equalities" if change.equality else "", "all"):
            if group:
                rows.setdefault(group, []).append(outcome)
    order = sorted(rows, key=lambda group: (group == "all", group == "equalities", group))
    counts = {
        group: (len(rows[group]), sum(o.found for o in rows[group]), sum(o.first for o in rows[group]))
        for group in order
    }
    table = pd.DataFrame.from_dict(counts, orient="index", columns=["changed", "found", "primary"])
    table["found %"] = (100 * table["found"] / table["changed"]).round(1)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=["examples"])
    parser.add_argument("--limit", type=int, help="at most this many changes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", choices=("note", "warning", "error"), default="warning")
    parser.add_argument("--misses", type=int, default=0, help="print this many changes that were not found")
    options = parser.parse_args()
    outcomes = measure(options.paths, show=options.show, limit=options.limit, seed=options.seed)
    for outcome in [o for o in outcomes if not o.found][: options.misses]:
        change = outcome.change
        print(f"{change.path}: {change.rule}, {change.kind}: {change.old!r} -> {change.new!r}")
    print(tally(outcomes).to_string())


if __name__ == "__main__":
    main()
