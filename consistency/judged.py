"""Judged: a relation with its verdict, and which of those about the same figures is to be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from consistency.equation import Assertion, names_of
from consistency.figure import Figure
from consistency.findings import SEVERITIES
from consistency.judge import Claim, Judgement
from consistency.relation import CONFIDENCES, Article, Proposal
from consistency.rule import Rule

_CANDIDATES = 2
"""How many figures a finding shows that the stated one could have been."""


@dataclass(frozen=True, eq=False)
class Judged:
    """One assertion of one proposal, with the verdict. `offset` is the table row of the article's first figure."""

    article: Article
    rule: Rule
    proposal: Proposal
    assertion: Assertion
    claim: Claim
    judgement: Judgement
    offset: int

    @cached_property
    def figures(self) -> frozenset[int]:
        """The table rows of the figures that take part."""
        return frozenset().union(*self.roles.values())

    @cached_property
    def roles(self) -> dict[str, tuple[int, ...]]:
        """The rows of each role that this assertion names, and of roles that are only shown (named by none)."""
        roles = dict(self.claim.roles)
        if roles.keys() != self.proposal.roles.keys():
            named = {name for assertion in self.rule.assertions for name in assertion.names}
            roles = {
                role: roles.get(role) or tuple(index + self.offset for index in indices)
                for role, indices in self.proposal.roles.items()
                if role in roles or role not in named
            }
        if self.assertion.op == "candidates" and self.stated is not None:
            roles["candidates"] = self._nearest(roles["candidates"], self.stated)
        return roles

    def _nearest(self, rows: tuple[int, ...], stated: Figure) -> tuple[int, ...]:
        """Of many candidates, the few that an editor would look at: those that the stated figure is, at least rounded, and
        where it is none of them, those that it most likely stands for."""
        if self.judgement.verdict == "contradicts":
            from consistency.context.counterpart import counterparts

            index = self.claim.roles[self.assertion.stated_role][0] - self.offset
            heads = {self.figure(row).head for row in rows}
            likely = [index + self.offset for index in counterparts(self.article, index)]
            if heads == {stated.head}:  # what counts other things is no candidate
                likely = [row for row in likely if self.figure(row).head in heads]
            return tuple(likely[:_CANDIDATES])
        far = {row: abs(self.figure(row).value - stated.value) for row in rows}
        near = [row for row in rows if far[row] <= max(stated.round_to, self.figure(row).round_to)]
        alike = [row for row in near if self.figure(row).is_like(stated)]
        return tuple(sorted(alike, key=far.__getitem__)[:_CANDIDATES])

    def figure(self, row: int) -> Figure:
        """The figure in a row, its text as it stands in the source."""
        return self.article.figures[row - self.offset]

    def read(self, row: int) -> str:
        """What a person reads of the figure in a row: no markup, no line ends."""
        figure = self.figure(row)
        return " ".join(self.article.document.text[figure.at : figure.till].split())

    def shown(self, row: int) -> Figure:
        """The figure in a row with what a person reads of it for its text."""
        figure, text = self.figure(row), self.read(row)
        return figure if text == figure.text else replace(figure, text=text)

    @cached_property
    def stated(self) -> Figure | None:
        """The stated figure as it is read, or None where what is stated is no figure."""
        rows = self.claim.roles.get(self.judgement.stated_role or "", ())
        return self.shown(rows[0]) if rows else None

    @property
    def computed(self) -> list[int]:
        """The rows of the figures on the computed side."""
        return [row for name in names_of(self.assertion.computed) for row in self.claim.roles.get(name, ())]

    @property
    def start(self) -> int:
        """Where the stated figure stands, else what is computed, else what the relation is about at all."""
        stated = self.claim.roles.get(self.judgement.stated_role or "", ())
        for row in (*stated, *self.computed):
            return self.figure(row).start
        starts = [self.figure(row).start for row in self.figures]
        starts += [self.article.document.source_offset(place.at) for place in self.proposal.places]
        return min(starts, default=0)

    @property
    def line(self) -> int:
        """The line in which it starts."""
        return self.article.document.position(self.start)[0]

    @property
    def place(self) -> tuple[int, int]:
        """Where the relation stands in its article, for sorting."""
        starts = [self.figure(row).start for row in self.figures]
        return (max(starts, default=0), min(starts, default=0))


def severity(judged: Judged) -> str | None:
    """The severity of a finding about the relation; None where it is no finding."""
    verdict, rule = judged.judgement.verdict, judged.rule
    if verdict == "contradicts":
        level = rule.severity
    elif verdict == "rounding" and rule.rounding != "off":
        level = "note" if judged.proposal.column_grain else rule.rounding
    else:
        return None
    if CONFIDENCES.index(judged.proposal.confidence) < CONFIDENCES.index(rule.min_confidence):
        return None
    return "note" if judged.proposal.confidence == "low" else level


def strongest(relations: Sequence[Judged]) -> list[Judged]:
    """One relation for each set of figures: the higher confidence, then more roles, then file order."""
    return [max(together, key=_rank) if len(together) > 1 else together[0] for together in by_figures(relations)]


def by_figures(relations: Sequence[Judged]) -> list[list[Judged]]:
    """The relations by the set of their figures, each set in file order."""
    sets: dict[tuple[int, frozenset[int]], list[Judged]] = {}
    for number, judged in enumerate(relations):
        # A relation without figures of its own (a proposer's words alone) stands for itself.
        key = (id(judged.article), judged.figures or frozenset([-number]))
        sets.setdefault(key, []).append(judged)
    return list(sets.values())


def _rank(judged: Judged) -> tuple[int, int, int]:
    level = severity(judged)
    return (
        CONFIDENCES.index(judged.proposal.confidence),
        SEVERITIES.index(level) if level else -1,
        len(judged.proposal.roles),
    )
