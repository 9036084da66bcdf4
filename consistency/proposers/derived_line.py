"""Derived lines of tables: a column (or row) of percentages, changes, averages or amounts against two others beside it.

What a line follows from is told by arithmetic, in as many positions as it takes (consistency.tables.fit): the label only
says which forms to try, and how many digits have to agree. A position that fails where its siblings hold is a mistake;
one that misses by a last digit or two was rounded earlier, or cut off, and nothing is proposed about it.

`form` of the rule's settings names what it proposes: share, growth, quotient, product or points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from consistency.relation import Article, Place, Proposal
from consistency.tables.conditions import follows_otherwise, is_bare
from consistency.tables.derived import Says
from consistency.tables.fit import (
    Fit,
    Form,
    around,
    best_pair,
    confidence,
    is_believed,
    is_exactly,
    is_explained,
)
from consistency.tables.formulas import mistyped, named
from consistency.tables.ledger import Ledger, Line
from consistency.tables.remarks import doubted

ROLES = ("part", "whole", "pct", "new", "old", "total", "number", "each", "price", "quantity", "amount", "points")
SETTINGS = {"form": ("share", "growth", "quotient", "product", "points")}

_NAMES = {
    Form.SHARE: ("part", "whole", "pct"),
    Form.GROWTH: ("new", "old", "pct"),
    Form.QUOTIENT: ("total", "number", "each"),
    Form.PRODUCT: ("price", "quantity", "amount"),
    Form.POINTS: ("new", "old", "points"),
}


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """A proposal for each figure of a line that follows from two others by the form of the settings."""
    form = str(settings.get("form", Form.SHARE)).lower()
    for pair in article.ledgers:
        for ledger in pair:
            if ledger.forms is None:
                _read(ledger)
            for number, forms in (ledger.forms or {}).items():
                told = ledger.named.get(number)
                if form in forms or (told is not None and told.form == form):
                    yield from _of_line(article, ledger, number, forms, form)


def _read(ledger: Ledger) -> None:
    """Ask once of each line what it may be, and what its label says that it is."""
    ledger.forms = {}
    for number, line in enumerate(ledger.lines):
        told, forms = named(ledger, number), forms_of(line)
        if told is not None:
            ledger.named[number] = told
        if forms or told is not None:
            ledger.forms[number] = forms


def forms_of(line: Line) -> tuple[str, ...]:
    """What a line may be, from its label and its figures."""
    says = line.says
    if line.numbers < 2 or line.dates or says & (Says.RANK | Says.WEIGHTED):
        return ()
    if line.percent:
        if says & Says.POINTS:
            return (Form.POINTS,)
        return (Form.GROWTH, Form.POINTS) if says & Says.CHANGE else (Form.SHARE, Form.GROWTH)
    forms: list[str] = []
    if says & (Says.CHANGE | Says.POINTS):
        forms.append(Form.POINTS)
    if says & (Says.QUOTIENT | Says.PERCENT):
        forms.append(Form.QUOTIENT)
        if says & Says.PERCENT:
            forms.append(Form.SHARE)
    if says & Says.AMOUNT:
        forms.append(Form.PRODUCT)
    return tuple(forms)


def _of_line(article: Article, ledger: Ledger, number: int, forms: tuple[str, ...], wanted: str) -> Iterator[Proposal]:
    line = ledger.lines[number]
    told = ledger.named.get(number)
    best = best_pair(ledger, number, forms)[0] if forms else None
    is_of_bare = best is not None and best.form == Form.GROWTH and wanted == Form.POINTS
    is_wanted = best is not None and (best.form == wanted or is_of_bare)
    fit = _believed(ledger, number, forms) if is_wanted or (told and best) else None
    if fit is None:
        if told is not None and told.form == wanted:
            yield from _of_named(article, ledger, line, told)
        return
    if is_of_bare:
        yield from _of_bare(article, ledger, line, fit, [p for p in (best or fit).fails if is_bare(ledger, line, p)])
    if fit.form != wanted:
        return
    if wanted == Form.QUOTIENT and fit.terms[0].place > line.place and fit.terms[0].says & Says.AMOUNT:
        return  # a price, a number and their amount: the amount was worked out
    for p in fit.holds:
        if is_exactly(ledger, fit, line, p):
            yield _proposal(ledger, line, fit, p, "high", False)
    for p in fit.fails:
        explained = is_explained(line, fit, p)
        sure = confidence(fit, explained, is_clear(line, fit.form))
        if ledger.axis == "row" and not explained:
            sure = "low"  # one year of a few in which something else came off as well
        yield doubted(article, _proposal(ledger, line, fit, p, sure, True))


def _believed(ledger: Ledger, number: int, forms: tuple[str, ...]) -> Fit | None:
    """What the line follows from by arithmetic, if chance does not explain it."""
    line = ledger.lines[number]
    best, tries = best_pair(ledger, number, forms)
    if best is None:
        return None
    fit = replace(best, fails=[p for p in best.fails if not follows_otherwise(ledger, number, best, p)])
    if is_clear(line, fit.form) and _are_nearest(line, fit, around(ledger, number)):
        tries = 2  # where a reader looks first
    return fit if is_believed(fit, tries, _need(ledger, line, fit)) else None


def _of_named(article: Article, ledger: Ledger, line: Line, fit: Fit) -> Iterator[Proposal]:
    """The figures of a line whose label says from which others they are worked out."""
    for p in fit.holds:
        if is_exactly(ledger, fit, line, p):
            yield _proposal(ledger, line, fit, p, "high", False)
    for p in fit.fails:
        sure = confidence(fit, mistyped(line, fit, p) != "", True) if len(fit.holds) > 1 else "medium"
        yield doubted(article, _proposal(ledger, line, fit, p, sure, True))


def _of_bare(article: Article, ledger: Ledger, line: Line, fit: Fit, positions: Iterable[int]) -> Iterator[Proposal]:
    """The changes that are told as amounts among those in percent."""
    new, old = fit.terms
    points = Fit(Form.POINTS, fit.terms, fit.holds)
    for p in positions:
        holds = abs(new.value[p] - old.value[p] - line.value[p]) <= line.grain[p] / 2
        proposal = _proposal(ledger, line, points, p, "high" if holds else "medium", not holds)
        yield proposal if holds else doubted(article, proposal)


def _are_nearest(line: Line, fit: Fit, beside: Iterable[Line]) -> bool:
    """Whether the terms of a fit are the two lines of amounts that stand nearest."""
    amounts = [other for other in beside if not (other.percent or other.says & Says.CHANGE)]
    nearest = sorted(amounts, key=lambda other: abs(other.place - line.place))[:2]
    return all(any(term is other for other in nearest) for term in fit.terms)


def _are_named(line: Line, fit: Fit) -> bool:
    """Whether the label names both terms: "change 2020 to 2021"."""
    return all(term.label and term.label in line.label for term in fit.terms)


def _are_alone(ledger: Ledger, fit: Fit) -> bool:
    """Whether there are no other amounts in the table than the two terms."""
    amounts = [one for one in ledger.lines if one.numbers and not (one.percent or one.dates or one.says & Says.CHANGE)]
    return len(amounts) == 2 and all(any(term is one for one in amounts) for term in fit.terms)


_CLEAR = {
    Form.SHARE: Says.PERCENT,
    Form.GROWTH: Says.CHANGE,
    Form.QUOTIENT: Says.QUOTIENT,
    Form.POINTS: Says.CHANGE | Says.POINTS,
    Form.PRODUCT: Says.NOTHING,
}


def is_clear(line: Line, form: str) -> bool:
    """Whether the label says what the line is."""
    return line.says & _CLEAR[form] > 0


def _need(ledger: Ledger, line: Line, fit: Fit) -> float:
    """How many digits have to agree, beyond what the trials explain."""
    need = 1.5 if is_clear(line, fit.form) else 3.0
    if is_clear(line, fit.form):
        need = 0.5 if _are_named(line, fit) else 1.0 if _are_alone(ledger, fit) else need
    if fit.form == Form.POINTS:
        need = 1.0  # small numbers, but only a column of changes beside percentages is tried
    if fit.form == Form.PRODUCT:
        kinds = fit.terms[0].says | fit.terms[1].says
        need = 2.5 if kinds & Says.PRICE and kinds & Says.NUMBER else 5.0
    return need + (1.0 if ledger.axis == "row" else 0.0)


def _proposal(ledger: Ledger, line: Line, fit: Fit, p: int, sure: str, failed: bool) -> Proposal:
    names = _NAMES[fit.form]
    roles: dict[str, tuple[int, ...]] = {}
    values: dict[str, float] = {}
    words: dict[str, str] = {}
    places: list[Place] = []
    for name, term in zip(names, (*fit.terms, line), strict=True):
        if not term.made:
            roles[name] = (term.index[p],)
            continue
        parts = [(ledger.figures[one.index[p]], sign) for one, sign in term.made]
        values[name] = term.value[p]
        shown = "".join(f"{' - ' if sign < 0 else ' + '}{part.text}" for part, sign in parts)[3:]
        words[f"{name}_name"] = f"({shown})" if len(parts) > 1 else shown
        places += [Place(name, name, part.at, part.till) for part, _ in parts]
    evidence = _evidence(ledger, fit, failed)
    return Proposal(roles, sure, evidence, values=values, column_grain=line.grain[p], places=tuple(places), words=words)


def _evidence(ledger: Ledger, fit: Fit, failed: bool) -> str:
    others = len(fit.holds) - (not failed)
    across = "row" if ledger.axis == "column" else "column"
    return f"{others} other {across}s agree" if others > 1 else f"another {across} agrees" if others else ""
