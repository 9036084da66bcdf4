"""Numbers that a title turns round: the next birthday, one and the others, twice as fast for half as fast."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.implied import times
from consistency.implied.pairs import Values

if TYPE_CHECKING:
    from consistency.implied.body import Body

_BIRTHDAY = pattern(r"\s(?:next\s(?:week|month|year)|tomorrow|this\s(?:week|month|year))\b", re.IGNORECASE)
_OTHERS = pattern(r"\sothers\b", re.IGNORECASE)
_TURNS = pattern(r"\b(?:turns?|turning|marks|celebrates)\s$", re.IGNORECASE)
_AT = pattern(r"\b(?<!dies\s)(?<!dead\s)(?<!died\s)at\s$", re.IGNORECASE)
_AS = pattern(r"\s(?:as\b|the\s(?:rate|speed|pace)\b)", re.IGNORECASE)


def counts(body: Body, stated: Figure) -> Values:
    """The age on the next birthday ("40 next week"), all for "118 others", the years of a thing that turns so old."""
    value, figures = stated.value, body.of(body.figures)
    if stated.kind not in ("count", "age"):
        return []
    if _BIRTHDAY.match(body.text, stated.till):
        return [(value, figure.text) for figure in figures if figure.value == value - 1]
    if _OTHERS.match(body.text, stated.till):
        return [(value, figure.text) for figure in figures if figure.kind == "count" and figure.value == value + 1]
    if _AT.search(body.text, max(0, stated.number_at - 20), stated.number_at):
        return [pair for pair in body.known.lengths["year"] if pair[0] == value]
    if not _TURNS.search(body.text, max(0, stated.number_at - 20), stated.number_at):
        return []
    own, years = body.known.own, body.known.years
    return [(float(own - year), f"{own} - {year}") for year in years] if own else times.reckoned(years, value)


def inverses(body: Body, stated: Figure) -> Values:
    """Of a multiple, what the body says the other way round: where pay rises half as fast, rents rise twice as fast."""
    if stated.kind not in ("multiple", "ratio"):
        return []
    figures = (figure for figure in body.of(body.figures) if figure.kind in ("multiple", "ratio") and figure.value)
    return [(1 / figure.value, f"1 / {figure.text}") for figure in figures if _AS.match(body.text, figure.till)]
