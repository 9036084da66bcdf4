"""Formulas: lines whose label names, by the custom of a trade, from which other lines of the table they are worked out.

A "CET1 ratio" is the CET1 capital as a share of the risk-weighted assets, an "effective tax rate" the tax as a share of
the profit before it, a batting average the runs of each dismissal. Where arithmetic alone needs several rows before it
believes in a ratio, here the label says it, and one row that agrees is enough, or a slip that explains the only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from consistency.grammar.lazy import pattern
from consistency.slip import ANY, STRONG, slip
from consistency.tables.customs import Formula, Term, bare_name, formulas_of
from consistency.tables.derived import Says
from consistency.tables.fit import Fit, Form, computed, weigh
from consistency.tables.ledger import Ledger, Line
from consistency.tables.words import Label

_ROWS = (Label.PLAIN, Label.BLANK)
_CHANGE = pattern(r"^(?:% ?)?(?:±|\+/[-\u2013\u2212])(?: ?%)?$")
FEW = 3  # lines of a table that may all be meant by one name
LONG = 60  # lines of a table in which names are looked up
TELLING = 1.5  # digits that agree where the label names the formula


def named(ledger: Ledger, number: int) -> Fit | None:
    """The line as its label says that it is worked out, where the table bears it out; else None."""
    line = ledger.lines[number]
    if not line.numbers or len(ledger.lines) > LONG:
        return None
    best = _since_row_above(ledger, line) if line.percent and ledger.axis == "column" else None
    for formula in formulas_of(line.label):
        positions = _positions(ledger, line, formula)
        for form, first, second in _candidates(ledger, line, formula):
            fit = weigh(form, line, first, second, positions)
            if (best is None or fit.rank > best.rank) and _is_borne_out(line, fit, formula):
                best = fit
    return best


def _positions(ledger: Ledger, line: Line, formula: Formula) -> list[int]:
    """The positions of which the formula says anything."""
    every = range(len(line.index))
    if not (formula.without or formula.having):
        return list(every)
    others = _called(ledger, line, formula.without or formula.having)
    return [p for p in every if any(other.value[p] for other in others) == bool(formula.having)]


def _since_row_above(ledger: Ledger, line: Line) -> Fit | None:
    """A column of changes as those of the column right before it, each against the row above, or below: a population by
    census."""
    if not (line.says & Says.CHANGE or _CHANGE.search(line.label)):
        return None
    amounts = [one for one in ledger.lines[: line.place] if one.numbers > 2 and not (one.percent or one.dates)]
    if not amounts:
        return None
    column = amounts[-1]
    lines = [at if kind in _ROWS else -1 for at, kind in zip(column.index, ledger.kinds, strict=True)]
    new = replace(column, index=lines)
    best: Fit | None = None
    for step in (1, -1):
        fit = weigh(Form.GROWTH, line, new, _moved(new, step), range(len(lines)))
        if len(fit.holds) > 1 + len(fit.fails) and fit.weight >= 2 * TELLING and len(fit.fails) < 2:
            slipped = all(mistyped(line, fit, p) for p in fit.fails)
            if slipped and (best is None or fit.rank > best.rank):
                best = fit
    return best


def _moved(line: Line, step: int) -> Line:
    """The line by one position further down (1) or up (-1)."""
    number = len(line.index)
    from_ = [(p - step) % number for p in range(number)]
    first = 0 if step > 0 else number - 1
    return replace(
        line,
        index=[-1 if p == first else line.index[q] for p, q in enumerate(from_)],
        value=[line.value[q] for q in from_],
        grain=[line.grain[q] for q in from_],
        half=[line.half[q] for q in from_],
    )


def _candidates(ledger: Ledger, line: Line, formula: Formula) -> Iterator[tuple[str, Line, Line]]:
    for first in _made(ledger, line, formula.first):
        for second in _made(ledger, line, formula.second):
            for form in formula.forms:
                yield form, first, second


def _made(ledger: Ledger, line: Line, terms: Sequence[Term]) -> Iterator[Line]:
    """The lines that the terms may mean, added up where they are several."""
    found = [_called(ledger, line, term.name) for term in terms]
    if all(0 < len(lines) <= FEW for lines in found):
        for lines in product(*found):
            yield _sum(lines, terms)


def _called(ledger: Ledger, line: Line, name: str) -> list[Line]:
    return [
        other
        for other in ledger.lines
        if other is not line
        and other.numbers
        and not other.dates
        and not other.percent
        and re.search(name, bare_name(other.label))
    ]


def _sum(lines: Sequence[Line], terms: Sequence[Term]) -> Line:
    """The lines as one; a cost that is printed in brackets counts as it is called."""
    turned = len(lines) == 1 and max(lines[0].value) <= 0 > min(lines[0].value)
    if len(lines) == 1 and not turned and not terms[0].is_overs:
        return lines[0]
    first = lines[0]
    index = [at if all(other.index[p] >= 0 for other in lines) else -1 for p, at in enumerate(first.index)]
    values = [
        sum(term.sign * _of_overs(other.value[p], term) for other, term in zip(lines, terms, strict=True))
        for p in range(len(index))
    ]
    half = [sum(other.half[p] for other in lines) for p in range(len(index))]
    made = tuple((other, term.sign) for other, term in zip(lines, terms, strict=True))
    value = [-x for x in values] if turned else values
    return replace(first, index=index, value=value, half=half, made=made)


def _of_overs(value: float, term: Term) -> float:
    """How many overs "48.3" are: 48 and three balls of six."""
    whole = int(value)
    return whole + (value - whole) / 0.6 if term.is_overs else value


def _is_borne_out(line: Line, fit: Fit, formula: Formula) -> bool:
    """Whether other positions agree; or the only one that fails is explained by a slip of its figure."""
    holds, fails = len(fit.holds), len(fit.fails)
    if len(fit.near) > holds or fails > max(1, holds // 3):
        return False
    if holds > 1 and fit.weight >= TELLING:
        return True
    if fails != 1 or (holds and fit.weight < TELLING) or (not holds and len(formula.forms) > 1):
        return False
    return mistyped(line, fit, fit.fails[0]) in (STRONG if not holds else ANY)


def mistyped(line: Line, fit: Fit, p: int) -> str:
    """The slip of the hand that turned what the terms come to into the figure of the line; empty where there is none."""
    first, second = fit.terms
    result, grain = computed(fit.form, first.value[p], second.value[p]), line.grain[p]
    return slip(line.value[p], round(result / grain) * grain, grain) if result is not None else ""
