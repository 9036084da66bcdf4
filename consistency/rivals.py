"""Rivals: other figures of a sentence that the words may have meant instead of the one that a phrase has bound.

"40 points from 18 games, 12 more than the 28 of last year": a comparison belongs to what the sentence is about, which need
not be the figure next to it. A rule says with `instead` which of its roles may so be another figure; one is sought only
where the figure that the phrase has bound does not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from consistency.judge import Claim, Judgement
from consistency.judged import Judged
from consistency.phrase import KINDS_OF
from consistency.rule import Rule
from consistency.where import broken

Judge = Callable[[Sequence[Claim], Sequence[Rule]], list[Judgement]]

_RANKS = ("agrees", "undecided", "rounding", "contradicts")


def settled(relations: Sequence[Judged], judge: Judge) -> list[Judged]:
    """The relations, each about the figures that fit its words best."""
    readings = {number: list(_readings(judged)) for number, judged in enumerate(relations) if _is_open(judged)}
    others = [(number, reading) for number, found in readings.items() for reading in found]
    if not others:
        return list(relations)
    judgements = judge([reading.claim for _, reading in others], [reading.rule for _, reading in others])
    found = list(relations)
    for (number, reading), judgement in zip(others, judgements, strict=True):
        found[number] = min(found[number], replace(reading, judgement=judgement), key=_misfit)
    return found


def _is_open(judged: Judged) -> bool:
    """Whether the rule allows for another figure, and the one that it has bound does not fit."""
    return judged.rule.instead in judged.claim.roles and judged.judgement.verdict in ("contradicts", "rounding")


def _readings(judged: Judged) -> Iterator[Judged]:
    """The relation with each of the figures that stand before the bound one in its sentence, the nearest first.

    What stands behind the stated figure is no rival: there the words have said already what they compare.
    """
    role, figures, roles = judged.rule.instead, judged.article.figures, judged.proposal.roles
    bound = roles[role][0]
    if any(index < bound for index in roles.get(judged.assertion.stated_role, ())):
        return
    taken = {index for indices in roles.values() for index in indices}
    kinds, short = _kinds(judged.rule), _is_short(judged)
    for index in range(bound - 1, -1, -1):
        if figures[index].sentence != figures[bound].sentence:
            return
        other = {**roles, role: (index,)}
        fits = figures[index].kind in kinds and broken(judged.rule, other, figures) is None
        if index not in taken and (fits or short):
            claim = judged.claim.about({**judged.claim.roles, role: (index + judged.offset,)})
            yield replace(judged, proposal=judged.proposal._replace(roles=other), claim=claim)


def _kinds(rule: Rule) -> frozenset[str]:
    """The kinds of figures that the rule's phrases take in the role that may be another figure."""
    told = {kind for phrase in rule.phrases for role, kind in phrase.kinds if role == rule.instead}
    return frozenset(kind for name in told for kind in KINDS_OF[name])


def _is_short(judged: Judged) -> bool:
    """Whether a bare number ("the 1,000 of last year") may be short for one with the unit of a figure further back.

    It may where it makes no sense beside the bound figure. The judge leaves open what is in two units.
    """
    stated = judged.claim.roles.get(judged.assertion.stated_role, ())
    others = [judged.figure(row) for row in judged.figures.difference(stated)]
    return judged.judgement.computed < 0 and any(figure.kind == "count" and not figure.head for figure in others)


def _misfit(judged: Judged) -> tuple[int, float]:
    """How badly the figures fit the words; of two that do not fit an equation, how far what they come to is off."""
    rank = _RANKS.index(judged.judgement.verdict)
    if judged.judgement.verdict != "contradicts" or judged.assertion.op != "==" or not judged.judgement.allowed:
        return rank, 0.0
    low, high = judged.judgement.allowed
    return rank, abs(judged.judgement.computed - (low + high) / 2)
