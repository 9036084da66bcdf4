"""Evidence: whether lines of a table claim to be a sum, from their labels, their layout and their arithmetic.

What counts, as the number of decimal digits that would have to agree by chance:

- a position (a column, for a sum of rows) in which the lines add up: as many digits as the figures have above the
  tolerance; a position with one part only, or a difference of nothing, counts little;
- a failing position that the slip of one cell explains: one digit at most, as it is what is looked for;
- two failing positions whose gaps are opposite, and are the difference of one line's figures there, which stand in each
  other's place: the digits of the gap;
- any other failing position: against, unless the label says "total" and the gap is small;
- the label: it sets how many digits are asked for, one under "Total", more under "Net income", most under a label
  that says nothing.

So a table whose columns agree but one convicts that one, an unlabelled line needs columns of many digits, and small
counts that happen to add up prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log10

from consistency.slip import SIGN, slip
from consistency.tables.sheet import EMPTY, NUMBER, TEXT
from consistency.tables.view import HARD, SHARE, SOFT, View
from consistency.tables.words import Label, is_net

SAMPLE = 24  # positions that a candidate is tried on before it is tried on all
SEEN = 6  # failing positions that are looked into
NEAR, WHOLE = 0.3, 0.8  # digits that a small gap under a label is worth, and parts that are a whole block
NEED = {Label.TOTAL: 1.0, Label.BLANK: 1.3, Label.RESULT: 2.6}  # digits that have to agree, by what the label says
NEED_UNSAID = 4.5
COPIED, SWAPPED = "copied", "two cells swapped"


@dataclass(slots=True, eq=False)
class Sum:
    """Line `total` against the lines `parts` with their `signs`.

    `holds` are the positions in which it adds up, `fails` those in which it does not, with the gap (parts less total).
    `weight` is the evidence: about the number of decimal digits that would have to agree by chance. `alone` counts the
    positions with one part only, which say little; `seen` are the figures that have counted, as total and largest.
    `is_crossed`: the only two that fail do so because the figures of one line stand in each other's place.
    """

    total: int
    parts: list[int]
    signs: list[int]
    holds: list[int] = field(default_factory=list)
    fails: list[tuple[int, float]] = field(default_factory=list)
    weight: float = 0.0
    alone: int = 0
    seen: set[tuple[float, float]] = field(default_factory=set)
    is_crossed: bool = False


def tolerance(unit: float, parts: int, size: float) -> float:
    """How far a sum of so many rounded parts may lie from its total: evidence only, the verdict is the judge's."""
    return (parts + 1) / 2 * unit + 1e-9 * size


def weigh(view: View, total: int, parts: Sequence[int], signs: Sequence[int], positions: Iterable[int]) -> Sum:
    """Add up the parts in each of the positions."""
    found, misses = add_up(view, total, parts, signs, positions)
    blame(view, found, misses)
    if len(found.fails) == 2 and _is_crossed(view, found, *found.fails[0]):
        (position, gap), _ = found.fails
        found.is_crossed = True  # the two positions together do add up
        found.weight += min(6.0, log10(abs(gap) / (view.step(position, len(parts)) or view.grain[position]) + 1))
    return found


def add_up(
    view: View, total: int, parts: Sequence[int], signs: Sequence[int], positions: Iterable[int]
) -> tuple[Sum, list[tuple[int, float]]]:
    """The sum with the positions in which it holds, and those that miss it, with the gap."""
    states, values = view.state[total], view.value[total]
    found = Sum(total, list(parts), list(signs))
    lines = [(view.value[i], view.state[i], float(sign)) for i, sign in zip(parts, signs, strict=True)]
    units = view.unit if len(lines) > 2 else view.fine
    misses: list[tuple[int, float]] = []
    for p in positions:
        if states[p] != NUMBER:
            continue
        stated = values[p]
        together, size, count, gone = 0.0, abs(stated), 0, 0.0
        for line, marks, sign in lines:
            x = line[p]
            if x:
                together += sign * x
                count += 1
                if x > size:
                    size = x
                elif -x > size:
                    size = -x
            elif marks[p] == TEXT:
                gone += 1.0
            elif marks[p] == EMPTY:
                gone += 0.4
        if gone >= count:
            continue  # no figure, or too few of them to be the whole
        gap = together - stated
        if not gap or abs(gap) <= tolerance(units[p], count, size):
            _count_for(view, found, p, count, size)
        else:
            misses.append((p, gap))
    return found, misses


def blame(view: View, found: Sum, misses: Iterable[tuple[int, float]]) -> None:
    """Put into `fails` the positions that miss a sum and yet were meant to add up."""
    perhaps: list[tuple[int, float]] = []
    for p, gap in misses:
        if view.soft[p] != HARD:
            perhaps.append((p, gap))
        elif not _is_no_sum(view, found, p, gap):
            found.fails.append((p, gap))
    if perhaps:
        found.fails += _meant(view, found, perhaps)


def _meant(view: View, found: Sum, perhaps: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """The failing positions of averages, rates or percentages that were meant to add up, as those beside them do."""
    rates = sum(view.soft[p] == SOFT for p in found.holds)
    said = rates == 1 and view.kind[found.total] == Label.TOTAL
    shares = any(_is_share_of_all(view, found, p) for p in found.holds if view.soft[p] == SHARE)
    return [
        (p, gap)
        for p, gap in perhaps
        if (
            rates > 1 or (said and explain(view, found, p, gap))
            if view.soft[p] == SOFT
            else shares and _is_share_of_all(view, found, p) and explain(view, found, p, gap)
        )
    ]


def _is_share_of_all(view: View, found: Sum, position: int) -> bool:
    """Whether the percentages of a position are parts of one whole, and no rates of change: one of them is 100, or none
    is below zero and no part above a labelled total."""
    if view.change[position]:
        return False
    if view.whole[position]:
        return True
    values = [view.value[i][position] for i in found.parts]
    total = view.value[found.total][position]
    fewest = 2 if is_net(view.label[found.total]) else 3
    return view.kind[found.total] == Label.TOTAL and len(values) >= fewest and min(values) >= 0 and max(values) < total


def _count_for(view: View, found: Sum, position: int, parts: int, size: float) -> None:
    """Add a position that holds to the evidence."""
    fine = view.step(position, len(found.parts)) * (parts + 1) / 2 or view.grain[position]
    digits = min(6.0, log10(size / fine + 1))
    stated = view.value[found.total][position]
    if parts > 1:
        found.holds.append(position)
        if (stated, size) in found.seen:
            digits = min(digits, 0.5)  # the same figures again: a price for one is also the price for all
        found.seen.add((stated, size))
        first = view.value[found.parts[0]][position]
        if stated and first and view.kind[found.total] == Label.PLAIN:
            scale = (round(first / stated, 3), 0.0)
            digits = min(digits, 0.1) if scale in found.seen else digits  # all of them halved, and added up once more
            found.seen.add(scale)
        found.weight += digits if stated and not view.soft[position] else 0.6 * digits
    elif stated:
        found.weight += min(1.0, 0.3 * digits)  # one part alone: the same figure twice
        found.alone += 1


def _is_no_sum(view: View, found: Sum, position: int, gap: float) -> bool:
    """Whether a position that fails is none of a sum.

    It may be an average or a maximum, repeat a total among the parts, have years among its figures, or be a change
    whose sign tells better from worse.
    """
    values = [view.value[i][position] for i in found.parts if view.state[i][position] == NUMBER]
    stated, change = view.value[found.total][position], view.change[position]
    years = sum([value for value in values if 1900 <= value <= 2100 and value == int(value)])
    if years or change:
        limit = tolerance(view.unit[position], len(values), abs(stated))
        if years and abs(gap - years) <= limit:
            return True
        if change and any(abs(abs(gap) - 2 * abs(value)) <= limit for value in (*values, stated)):
            return True
    if stated in values:
        totals = [i for i in found.parts if view.kind[i] == Label.TOTAL and view.state[i][position] == NUMBER]
        if any(view.value[i][position] == stated for i in totals):
            return True
    if len(values) > 1 and gap > 0.3 * stated and 0 < min(values) <= stated <= max(values):
        return not explain(view, found, position, gap)
    return False


def explain(view: View, found: Sum, position: int, gap: float) -> str:
    """The slip of one cell that would explain the gap; empty when there is none."""
    grain, unit = view.grain[position], view.unit[position]
    stated = view.value[found.total][position]
    if stated and abs(gap + 2 * stated) <= 0.03 * abs(stated):
        return SIGN
    cells = [(found.total, gap), *((i, -sign * gap) for i, sign in zip(found.parts, found.signs, strict=True))]
    for line, change in cells:
        if view.state[line][position] != NUMBER:
            continue
        row, printed = view.value[line], view.value[line][position]
        if (
            view.axis == "column"
            and (abs(printed) >= 10 or line == found.total)
            and row.count(printed) > 1
            # What stood there before the copy is below nothing only where others are.
            and (printed + change >= 0 or any(view.value[other][position] < 0 for other, _ in cells))
        ):
            return COPIED
        for step in (0, -1, 1) if unit and abs(printed) >= 1000 * grain else (0,):
            name = slip(printed, printed + change + step * unit, grain)
            if name:
                return name
    return SWAPPED if _is_swapped(view, found, position, gap) or _is_crossed(view, found, position, gap) else ""


def _is_swapped(view: View, found: Sum, position: int, gap: float) -> bool:
    """Whether the total and one of its parts, or two parts of unlike signs one below the other, changed places.

    Of two parts alone this says no more than that their difference stands where their sum should.
    """
    if len(found.parts) < 3 and (not found.holds or view.change[position]):
        return False
    limit = tolerance(view.step(position, len(found.parts)), len(found.parts), abs(gap))
    cells = [(view.value[i][position], sign) for i, sign in zip(found.parts, found.signs, strict=True)]
    cells.append((view.value[found.total][position], -1))
    last = cells[-1][0]
    if any(sign > 0 and value and abs(gap - 2 * (value - last)) <= limit for value, sign in cells):
        return True
    return any(
        here[1] != there[1] and here[0] and there[0] and abs(gap - 2 * here[1] * (here[0] - there[0])) <= limit
        for here, there in pairwise(cells)
    )


def _is_crossed(view: View, found: Sum, position: int, gap: float) -> bool:
    """Whether the figures of one line, here and in one other position that fails, stand in each other's place."""
    limit = tolerance(view.step(position, len(found.parts)), len(found.parts), abs(gap))
    others = [p for p, other in found.fails if p != position and abs(gap + other) <= 2 * limit]
    if len(others) != 1:
        return False
    lines = [*zip(found.parts, found.signs, strict=True), (found.total, -1)]
    return any(
        abs(gap - sign * (view.value[line][position] - view.value[line][others[0]])) <= limit
        and all(abs(view.value[line][p]) >= 100 * view.grain[p] for p in (position, others[0]))
        for line, sign in lines
    )


def is_near(view: View, found: Sum, position: int, gap: float) -> bool:
    """Whether the gap is so small a share of the total that nothing else can be meant."""
    return abs(gap) <= 0.03 * abs(view.value[found.total][position])


def _are_equal(fails: Sequence[tuple[int, float]]) -> bool:
    """Whether all gaps are one and the same."""
    (_, first), *others = fails
    return all(abs(gap - first) <= 1e-9 * abs(first) for _, gap in others)


def is_weak(view: View, candidate: Sum, whole: bool) -> bool:
    """Whether a candidate would not be believed even if slips explained all its failures."""
    kind = view.kind[candidate.total]
    labelled = kind in (Label.TOTAL, Label.BLANK)
    spare = 1.0 + (NEAR * SEEN if labelled else WHOLE if whole and len(candidate.parts) > 2 else 0.0)
    return candidate.weight + spare < NEED.get(kind, NEED_UNSAID) - 1e-9


def is_believed(view: View, candidate: Sum, whole: bool) -> bool:
    """Whether labels, layout and arithmetic together make the candidate a claim of the table.

    `whole` says that the parts are a whole block: all the lines since the last section, total or the top.
    """
    kind, fails = view.kind[candidate.total], len(candidate.fails)
    labelled = kind in (Label.TOTAL, Label.BLANK)
    holds = len(candidate.holds) + (candidate.alone // 2 if labelled else 0)
    # Gaps all to one side are what an extract of a longer list leaves.
    extract = labelled and whole and view.axis == "column" and fails <= SEEN
    if (fails > holds and not (extract or candidate.is_crossed)) or is_weak(view, candidate, whole):
        return False
    explained = near = 0
    telling = 0.0
    for p, gap in candidate.fails[:SEEN]:
        if explain(view, candidate, p, gap):
            explained += 1
            telling = max(telling, 1.0 if abs(view.value[candidate.total][p]) >= 100 * view.grain[p] else 0.4)
        elif labelled and is_near(view, candidate, p, gap):
            near += 1
    if fails > holds:
        sides = {gap > 0 for _, gap in candidate.fails}
        if explained + near < fails or len(sides) + holds < 2:
            return False
    weight = candidate.weight + telling + NEAR * near - 1.5 * (min(fails, SEEN) - explained - near)
    if whole and not labelled and len(candidate.parts) > 2:
        weight += WHOLE
    need = NEED.get(kind, NEED_UNSAID)
    if any(sign < 0 for sign in candidate.signs) and kind != Label.RESULT:
        need += 1.0
    if view.axis == "row":
        said = kind in (Label.TOTAL, Label.CHANGE)
        if fails == 2 and explained and _are_equal(candidate.fails):
            fails, explained = 1, 1  # one wrong figure, added up into the last line
        slipped = fails == explained == 1 and holds >= (1 if said else 3)
        against = (fails - explained / 2) * (3 if said else 6)
        if not candidate.holds or (against > holds and not slipped):
            return False
        need += 1.0 if kind == Label.TOTAL else 2.0
    return weight >= need


def mended(view: View, found: Sum) -> Sum | None:
    """The sum without the one line, or with the other sign of it, that would mend all failures but one at once.

    Such a line was never a part, or its sign is this table's way of writing; one mistake does not break every column.
    """
    every = range(len(view.positions))
    fails = found.fails[:SAMPLE]
    telling = all(abs(gap) >= 30 * view.grain[p] for p, gap in fails)
    for number, (i, sign) in enumerate(zip(found.parts, found.signs, strict=True)):
        for times in (1, 2):
            change = times * sign
            cured = sum(
                abs(gap - change * view.value[i][p]) <= tolerance(view.unit[p], len(found.parts), abs(gap))
                for p, gap in fails
            )
            if cured >= max(2 if telling else 3, len(fails) - 1):
                parts = [*found.parts[:number], *([i] if times == 2 else []), *found.parts[number + 1 :]]
                signs = [*found.signs[:number], *([-sign] if times == 2 else []), *found.signs[number + 1 :]]
                return weigh(view, found.total, parts, signs, every) if len(parts) > 1 else None
    stated = view.value[found.total]
    if all(abs(gap + 2 * stated[p]) <= tolerance(view.unit[p], len(found.parts), abs(gap)) for p, gap in fails):
        return None  # the total is written with the other sign throughout
    return found


def forgive_mirrored(view: View, found: Sequence[Sum]) -> None:
    """Drop the failures of a position of changes in which several costs that fell stand as gains.

    One sign may be a slip. Two of different lines in one column, each in a difference, are its way of writing.
    """
    flipped: dict[int, set[int]] = {}
    for total in found:
        if -1 in total.signs:
            for p, gap in total.fails:
                limit = tolerance(view.step(p, len(total.parts)), len(total.parts), abs(gap))
                twice = [i for i in total.parts if abs(abs(gap) - 2 * abs(view.value[i][p])) <= limit]
                flipped.setdefault(p, set()).update(twice)
    for p, lines in flipped.items():
        if len(lines) > 1:
            for total in found:
                if -1 in total.signs:
                    total.fails = [(position, gap) for position, gap in total.fails if position != p]
