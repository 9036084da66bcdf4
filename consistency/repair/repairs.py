"""Repair: which single printed figure, changed, would satisfy every relation that it stands in.

For each figure of a failed claim the assertion is solved for that figure; what comes out is written as its author
would have printed it, and judged again in all the claims that the figure takes part in. Where several figures could be
changed as well, and nothing tells which is wrong, none is named but the stated one. Two figures of a sum that would
agree in each other's place (see `exchange`) are likelier than any single one without a telling slip.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.judge import Claim, Columns, Judgement, verdicts
from consistency.judge.solution import Solution, solutions
from consistency.repair.exchange import Exchange, exchanges
from consistency.repair.ranking import Candidate, Rank, Standing, best, rank
from consistency.slip import STALE, TELLING, is_likely, slip, slipped_values
from consistency.tolerances import DEFAULT, Tolerances
from consistency.wording import write_like

LARGEST = 200
"""In a claim over more figures only the stated one and those of other failed claims are tried."""
_TRUSTED = 0.2
"""A slip of the pen is looked for where the solution is known to within this share."""
_BESIDE = 6
"""How many figures of a line, to either side, a figure of a table is compared with."""
_MULTIPLE_GRAIN = 0.1
"""A worded multiple ("doubled") is replaced by a number with this last digit."""

_CARRIED = pattern(r"\b(?:cumul\w*|running|to date|ytd|so far|total|balance)\b", re.IGNORECASE)
"""Columns in which a figure is rightly that of another: what has come together up to the first row."""


class Repair(NamedTuple):
    """A figure that would agree: its row in the figures, its role, what to print instead, its value, and the
    slip that likely explains the error ("transposed digits", "a dropped zero", ...) or nothing.

    Where two figures would agree in each other's place, `other` is the row of the second, else -1, and `other_text` what
    to print there.
    """

    row: int
    role: str
    text: str
    slip: str
    value: float
    other: int = -1
    other_text: str = ""


def repairs(
    claims: Sequence[Claim],
    judgements: Sequence[Judgement],
    figures: Sequence[Figure],
    columns: Columns,
    failed: Iterable[int],
    tolerances: Tolerances = DEFAULT,
    texts: Mapping[int, str] | None = None,
) -> dict[int, Repair]:
    """The best repair of each failed claim that has one. `columns` are those of `figures`, and `judgements` what the
    judge made of the claims with them. `texts` gives, by row, what a person reads where that is not the figure's `text` (with its markup).
    """
    failed = sorted(set(failed))
    standing = _standing(claims, failed)
    texts = texts or {}
    candidates = _candidates(claims, judgements, figures, columns, failed, standing, tolerances, texts)
    trials, belongs = _trials(claims, candidates, standing, columns.empty)
    tried = verdicts(trials, _mended(figures, columns, candidates), tolerances)
    able = _ranked(claims, candidates, belongs, tried, judgements)
    pairs = exchanges(claims, judgements, figures, columns, failed, standing, tolerances)

    def written(row: int, value: float) -> str:
        return write_like(value, _as_read(figures[row], texts.get(row)))

    found: dict[int, Repair] = {}
    for number in failed:
        ranked, pair = able.get(number, []), pairs.get(number)
        one = best(ranked, claims[number], judgements, standing) if ranked else None
        if pair is not None and _is_better(pair, one, ranked):
            row, other = pair.first, pair.second
            role = next(role for role, rows in claims[number].roles.items() if row in rows)
            there, here = figures[other].value, figures[row].value
            found[number] = Repair(row, role, written(row, there), "", there, other, written(other, here))
        elif one is not None:
            slip_of = one.slip if one.likely else ""
            found[number] = Repair(one.row, one.role, written(one.row, one.value), slip_of, one.value)
    return found


def _ranked(
    claims: Sequence[Claim],
    candidates: Sequence[Candidate],
    belongs: Sequence[tuple[int, int]],
    tried: Sequence[str],
    judgements: Sequence[Judgement],
) -> dict[int, list[tuple[Rank, Candidate]]]:
    """By failed claim, the candidates that leave nothing unsatisfied, with how good they are."""
    by_candidate: dict[int, list[tuple[int, str]]] = {}
    for (number, at), verdict in zip(belongs, tried, strict=True):
        by_candidate.setdefault(number, []).append((at, verdict))
    able: dict[int, list[tuple[Rank, Candidate]]] = {}
    for number, candidate in enumerate(candidates):
        in_text = claims[candidate.failed].column_grain == 0
        found = rank(candidate, by_candidate[number], judgements, in_text)
        if found is not None:
            able.setdefault(candidate.failed, []).append((found, candidate))
    return able


def _is_better(pair: Exchange, single: Candidate | None, ranked: Sequence[tuple[Rank, Candidate]]) -> bool:
    """Whether two figures in each other's place are likelier than one that is wrong."""
    mended = max((-found[0] for found, _ in ranked), default=0)
    return pair.mended >= mended and (single is None or single.slip not in TELLING)


def _standing(claims: Sequence[Claim], failed: Sequence[int]) -> dict[int, list[int]]:
    standing: dict[int, list[int]] = {
        row: [] for number in failed for rows in claims[number].roles.values() for row in rows
    }
    for number, claim in enumerate(claims):
        told: Iterable[tuple[int, ...]] = claim.roles.values()
        if claim.assertion.op == "candidates":
            # A figure that a headline might have meant does not stand or fall with the headline.
            told = [claim.roles.get(claim.assertion.stated_role, ())]
        for row in standing.keys() & chain.from_iterable(told):
            standing[row].append(number)
    return standing


def _candidates(
    claims: Sequence[Claim],
    judgements: Sequence[Judgement],
    figures: Sequence[Figure],
    columns: Columns,
    failed: Sequence[int],
    standing: Standing,
    tolerances: Tolerances,
    texts: Mapping[int, str],
) -> list[Candidate]:
    # What a figure would have to be is also said by the other failed claims that it stands in: a part that is larger
    # than its whole ("<=" solves for nothing) may fail in a sum too.
    others = {at for rows in standing.values() for at in rows if judgements[at].verdict == "contradicts"}
    wanted = sorted(others.union(failed))
    suspects = {
        (number, role, row)
        for number in failed
        for role, rows in claims[number].roles.items()
        if claims[number].assertion.op != "candidates" or role == judgements[number].stated_role
        for row in rows
        if sum(map(len, claims[number].roles.values())) <= LARGEST
        or role == judgements[number].stated_role
        or sum(judgements[at].verdict == "contradicts" for at in standing[row]) > 1
    }
    found: dict[int, list[Solution]] = {}
    rows = {row for _, _, row in suspects}
    solved = solutions([claims[number] for number in wanted], columns, tolerances, rows)
    # In the order of the claims, not of the groups in which they were solved: those depend on the other articles.
    for solution in sorted(solved, key=attrgetter("claim")):
        found.setdefault(solution.row, []).append(solution)
    signed = _signed(claims, figures, wanted)
    options = {
        row: _options(
            found[row],
            _as_read(figures[row], texts.get(row)),
            figures[row].kind == "money" or row in signed,
            _is_stale(figures, row),
        )
        for row in found
    }
    derived = {number for number in failed if all(len(those) < 2 for those in claims[number].roles.values())}
    return [
        Candidate(
            number,
            row,
            role,
            option.value,
            option.grain,
            option.slip,
            option.likely,
            option.off,
            order,
            bool(option.slip) and role == judgements[number].stated_role and number in derived,
        )
        for number, role, row in sorted(suspects)
        for order, option in enumerate(options.get(row, ()))
    ]


def _as_read(figure: Figure, text: str | None) -> Figure:
    """The figure with what a person reads for its text, a worded multiple with the last digit that its repair shows."""
    if text is not None and text != figure.text:
        figure = replace(figure, text=text)
    return replace(figure, grain=min(figure.grain, _MULTIPLE_GRAIN)) if figure.form == "multiple" else figure


def _signed(claims: Sequence[Claim], figures: Sequence[Figure], wanted: Iterable[int]) -> set[int]:
    """The figures of table columns in which minus signs are written."""
    signed: set[int] = set()
    for number in wanted:
        rows = {row for those in claims[number].roles.values() for row in those}
        if claims[number].column_grain > 0 and any(figures[row].value < 0 for row in rows):
            signed |= rows
    return signed


class _Option(NamedTuple):
    """What could be printed in a figure's place.

    `off` is false for the solution itself, as far as the figure's digits can say it; true for what only lies within the
    bounds of the solution.
    """

    value: float
    grain: float
    slip: str
    likely: bool
    off: bool


def _is_stale(figures: Sequence[Figure], row: int) -> bool:
    """Whether a figure of a table is its neighbour in the line again, in three digits or more: not brought up to date."""
    figure = figures[row]
    if figure.table is None or not abs(figure.value) >= 100 * figure.round_to:
        return False
    place = (figure.path, figure.table, figure.row)
    for step in (-1, 1):
        for at in range(row + step, row + (_BESIDE + 1) * step, step):
            if not 0 <= at < len(figures) or (figures[at].path, figures[at].table, figures[at].row) != place:
                break
            if figures[at].value == figure.value and figures[at].kind == figure.kind:
                return not (_CARRIED.search(figures[at].col_header) or _CARRIED.search(figure.col_header))
    return False


def _options(found: Sequence[Solution], figure: Figure, signed: bool, stale: bool) -> list[_Option]:
    """What could be printed instead of a figure, without repetition; with another sign only where it is `signed`."""
    if figure.hedge in ("range", "vague") or not figure.grain > 0:
        return []
    in_digits = any(char.isdigit() for char in figure.text)
    options: dict[float, _Option] = {}
    for solution in found:
        values = [(value, figure.grain) for value in _rounded(solution.point, figure)]
        size = max(abs(solution.low), abs(solution.high))
        # Most sums of counts leave one value only, and no slip leads to another.
        single = solution.low == solution.high and any(value == solution.low for value, _ in values)
        if in_digits and not single and solution.high - solution.low <= _TRUSTED * size < math.inf:
            slips = slipped_values(figure.value, figure.grain)
            values += [(value, grain) for value, grain in slips if solution.low <= value <= solution.high]
        for value, grain in values:
            if value == 0 and solution.point != 0:
                continue  # what a figure's digits cannot show
            if math.isclose(value, figure.value, rel_tol=1e-9) or ((value < 0) != (figure.value < 0) and not signed):
                continue
            exact = abs(value - solution.point) <= figure.grain * (0.5 + 1e-6)
            if value in options:
                # What lies within the bounds of one solution may be the very solution of another claim.
                if exact and options[value].off:
                    options[value] = options[value]._replace(off=False)
                continue
            name = slip(figure.value, value, figure.grain) if in_digits else ""
            if stale and name not in TELLING:
                name = STALE
            likely = name == STALE or is_likely(name, figure.value, value, figure.grain)
            options[value] = _Option(value, grain, name, likely, not exact)
    if len(options) < 2:
        return list(options.values())
    # Two values that are written alike are one.
    written: dict[str, _Option] = {}
    for option in options.values():
        written.setdefault(write_like(option.value, figure), option)
    return list(written.values())


def _rounded(value: float, figure: Figure) -> Iterable[float]:
    """A solution in the figure's own rounding, then in finer ones down to its last digit."""
    if not math.isfinite(value):
        return
    step = max(figure.round_to, figure.grain)
    while step >= figure.grain * 0.999:
        yield round(round(value / step) * step, 10)
        step /= 10


def _trials(
    claims: Sequence[Claim], candidates: Sequence[Candidate], standing: Standing, first: int
) -> tuple[list[Claim], list[tuple[int, int]]]:
    """Each claim with a candidate in its figure's place, and which candidate and claim that is. The candidates are
    figures, too, in the rows from `first` on."""
    trials, belongs = [], []
    for number, candidate in enumerate(candidates, first):
        old = candidate.row
        for at in standing[old]:
            roles = {
                role: tuple([number if row == old else row for row in those]) if old in those else those
                for role, those in claims[at].roles.items()
            }
            trials.append(claims[at].about(roles))
            belongs.append((number - first, at))
    return trials, belongs


def _mended(figures: Sequence[Figure], columns: Columns, candidates: Sequence[Candidate]) -> Columns:
    """The columns with a row more for each candidate."""
    rows, values, grains = (
        [candidate.row for candidate in candidates],
        [candidate.value for candidate in candidates],
        [candidate.grain for candidate in candidates],
    )
    if not rows:
        return columns
    olds = [figures[row] for row in rows]
    written = map(_written, values, grains, [old.form for old in olds], [old.kind for old in olds])
    round_to, forms = zip(*written, strict=True)
    return columns.and_revised(rows, values, grains, round_to, forms)


def _written(value: float, grain: float, form: str, kind: str) -> tuple[float, str]:
    """`round_to` and `form` of a new value in an old figure's place."""
    steps = round(abs(value) / grain)
    step = grain
    while steps and steps % 10 == 0:
        steps, step = steps // 10, step * 10
    if kind == "count" and form == "exact" and step > grain:
        form = "rounded"
    return step, form
