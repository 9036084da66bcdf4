"""Ranking: which of the figures that would repair a claim is the likeliest to be wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from consistency.judge import Claim, Judgement
from consistency.slip import DOUBLED_DIGIT, TELLING

Standing: TypeAlias = Mapping[int, Sequence[int]]
"""For each figure of the failed claims, the claims that it stands in."""


class Candidate(NamedTuple):
    failed: int
    row: int
    role: str
    value: float
    grain: float
    slip: str
    likely: bool
    off: bool
    order: int
    derived: bool  # a wrong digit in a share, a change, a rate: suspected before what it was worked out from


Rank: TypeAlias = tuple[int, bool, bool, int]
"""How good a repair is, the smaller the better: the other claims that it mends, whether the figure stands in claims that
hold as it is, whether it is off the solution, and the evidence of a slip (0 strong, 1 likely, 2 none)."""


def rank(
    candidate: Candidate, verdicts: Sequence[tuple[int, str]], judgements: Sequence[Judgement], in_text: bool
) -> Rank | None:
    """How good a repair is; None where it leaves a claim unsatisfied."""
    mended = agreeing = 0
    for at, verdict in verdicts:
        before = judgements[at].verdict
        if at == candidate.failed:
            if verdict != "agrees":
                return None
        elif before == "contradicts" and verdict == "agrees":
            mended += 1
        elif before == "agrees" and verdict == "agrees":
            agreeing += 1
        elif verdict == "contradicts" or (before == "agrees" and verdict != "agrees"):
            return None
    telling = candidate.slip in TELLING
    if in_text and candidate.slip == DOUBLED_DIGIT and abs(candidate.value) < 10 * candidate.grain:
        telling = False  # an 11 in a sentence is rarely a 1 typed twice
    # In a sentence a wrong digit of the stated figure, however short, is as good as one of a longer part.
    stated = in_text and candidate.slip != "" and candidate.role == judgements[candidate.failed].stated_role
    evidence = 0 if telling else 1 if candidate.likely or candidate.derived or stated else 2
    return -mended, agreeing > 0, candidate.off, evidence


def best(
    ranked: Sequence[tuple[Rank, Candidate]], claim: Claim, judgements: Sequence[Judgement], standing: Standing
) -> Candidate | None:
    """The best repair of a claim; of several figures that are equally good the stated one, else none without evidence."""
    rank = min(rank for rank, _ in ranked)
    equals = sorted(
        (candidate for found, candidate in ranked if found == rank), key=lambda c: (not c.slip, c.order, c.row)
    )
    failed = equals[0].failed
    stated = judgements[failed].stated_role
    for candidate in equals:
        if candidate.role == stated:
            return candidate
    if len({candidate.row for candidate in equals}) > 1:
        # Another relation that the stated figure stands in holds it, and so says that the fault lies in what is left.
        held = any(
            judgements[at].verdict != "undecided"
            for row in claim.roles.get(stated, ())
            for at in standing[row]
            if at != failed
        )
        if not (rank[0] < 0 or rank[3] == 0 or held):
            return None
        slipped = {candidate.row for candidate in equals if candidate.slip}
        if len(slipped) != 1:
            return None
    return equals[0]
