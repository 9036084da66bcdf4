"""Search: which lines of a view are the sum of which others.

The lines are read in order and kept on a stack. A line that turns out to be a total takes its parts off the stack and
stands there in their place, so that a total of subtotals, a balance carried forward and a cascade of results (sales,
less costs, less taxes) are all the same thing: the last few items of the stack, added or taken away. Every line is
tried once against the stack, no deeper than `DEPTH` items unless the label says "total", and the deeper looks have a
budget of `BUDGET` items a line; in a list of more than `LONG` lines only those whose label says something are tried.
The time is linear in the number of cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from consistency.grammar.lazy import pattern
from consistency.tables.evidence import (
    SAMPLE,
    Sum,
    add_up,
    blame,
    explain,
    forgive_mirrored,
    is_believed,
    is_weak,
    mended,
    tolerance,
    weigh,
)
from consistency.tables.told_sums import told
from consistency.tables.view import View
from consistency.tables.words import Label, standing, takes_away

DEPTH = 30
BUDGET = 100
LONG = 2000  # lines of a list so long that only a label makes a total in it
PIVOTS = 3
FEWEST_MIRRORED = 2  # changes with the other sign that tell better from worse
_OF_CASH = pattern(r"\bnet\b.*\b(?:change|movement|increase|decrease|inflow|outflow)\b")
BETWEEN = 6  # how many columns may lie between a change and its periods

_SUMS = (Label.TOTAL, Label.BLANK)


def find(view: View) -> list[Sum]:
    """Every sum that the view claims."""
    details = list(told(view))
    found = _Stack(view).sums({part for total in details if len(total.parts) > 1 for part in total.parts})
    found.extend(_on_top(view, found))
    known = {total.total for total in found} if view.axis == "row" else {(one.total, *one.parts) for one in found}
    found.extend(one for one in details if one.total not in known and (one.total, *one.parts) not in known)
    forgive_mirrored(view, found)
    return found


class _Stack:
    """The lines read so far.

    `items` are the lines not yet taken up in a sum, `section` is how many of them stand above the last heading, and
    `leaves` are all lines since the last total, taken up or not: small counts add up by chance, and a labelled total
    is then still the sum of all.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.items: list[int] = []
        self.leaves: list[int] = []
        self.section = 0
        self.budget = BUDGET * (len(view.kind) + DEPTH)
        self.long = len(view.kind) > LONG

    def sums(self, details: Iterable[int] = ()) -> list[Sum]:
        """Read all lines but the details of others."""
        found = []
        under = set(details)  # so are the lines of a total on top no one else's parts
        for line, kind in enumerate(self.view.kind):
            if kind == Label.HEADING:
                self.section = len(self.items)
            elif line in under:
                continue
            elif kind == Label.CHANGE and self.view.axis == "row":
                found.extend(_changes(self.view, line))
            elif kind != Label.MEMO:
                top = _below(self.view, line, first=True) if len(self.items) == self.section else None
                total = top or self._total(line, kind)
                if total is not None:
                    found.append(total)
                if top is not None:
                    under.update(top.parts)
                self._push(line, kind, total)
        return found

    def _total(self, line: int, kind: int) -> Sum | None:
        """The line as a sum of items, if it claims to be one."""
        if self.long and kind == Label.PLAIN:
            return None
        deep = kind in _SUMS and self.budget > 0
        if deep:
            self.budget -= 3 * len(self.items)
        total = self._best(self.items, self.section, line, deep)
        if total is None and deep:
            if len(self.leaves) > 1 and self.leaves != self.items[-len(self.leaves) :]:
                total = self._best(self.leaves, 0, line, deep)
            total = total or self._broken(line)
        return total or self._rolled(line)

    def _push(self, line: int, kind: int, total: Sum | None) -> None:
        """Put the line in the place of its parts."""
        if total is not None:
            parts = set(total.parts)
            while self.items and self.items[-1] in parts:
                self.items.pop()
        elif kind == Label.TOTAL:  # of something else; what it stands under is no part of the next
            while len(self.items) > self.section and self.view.kind[self.items[-1]] not in _SUMS:
                self.items.pop()
        self.section = min(self.section, len(self.items))
        self.items.append(line)
        if kind in _SUMS:
            self.leaves.clear()
        else:
            self.leaves.append(line)

    def _best(self, items: Sequence[int], section: int, line: int, deep: bool) -> Sum | None:
        """The last of the items that add up to the line in most positions, if the table claims that."""
        view = self.view
        if len(items) < 2:
            return None
        candidates = _candidates(view, items, section, line, len(items) if deep else DEPTH)
        if deep:
            candidates.update(("", depth) for depth in (len(items) - section, len(items)) if depth > 1)
        if not candidates:
            return None
        every = range(len(view.positions))
        sample = every if len(every) <= SAMPLE else every[:: len(every) // SAMPLE]
        best, highest, whole = None, 0.0, False
        all_but_one = None
        for signs, depth in sorted(candidates):
            parts = items[-depth:]
            tried = weigh(view, line, parts, _signs(view, parts, signs), sample)
            is_whole = depth in (len(items) - section, len(items))
            rank = tried.weight - 1.5 * len(tried.fails) - (0.5 if signs else 0.0) + (0.6 if is_whole else 0.0)
            if best is None or rank > highest:
                best, highest, whole = tried, rank, is_whole
            if depth == len(items) and not signs and deep and len(tried.fails) == 1:
                all_but_one = tried
        if best is not None and all_but_one is not None and not whole and _leaves_a_part_out(view, best, all_but_one):
            best, whole = all_but_one, True
        if best is not None and len(sample) < len(every):
            best = weigh(view, line, best.parts, best.signs, every) if len(best.holds) >= len(best.fails) else None
        if best is not None and len(best.fails) > max(1, len(best.holds)) and not best.is_crossed:
            best = mended(view, best)
        return best if best is not None and is_believed(view, best, whole) else None

    def _broken(self, line: int) -> Sum | None:
        """A labelled total that adds up in no column, where one slip explains why; so with one row."""
        view, items = self.view, self.items
        if view.axis != "column" and (view.kind[line] != Label.TOTAL or len(items) < 3):
            return None
        last = max((number for number, item in enumerate(items) if view.kind[item] in _SUMS), default=-1)
        for start in dict.fromkeys((self.section, last + 1, max(last, 0), 0)):
            parts = items[start:]
            if len(parts) > 1:
                tried = weigh(view, line, parts, [1] * len(parts), range(len(view.positions)))
                if tried.is_crossed or (len(tried.fails) == 1 and explain(view, tried, *tried.fails[0])):
                    return tried
        return None

    def _rolled(self, line: int) -> Sum | None:
        """A closing balance or a profit that no column confirms, where one slip explains why.

        That its label says what the opening one says, at another time, makes it the sum of all that lies between. A
        profit stands under two lines, and the second is by its name taken away from the first.
        """
        view, items = self.view, self.items
        if view.axis != "column":
            return None
        name = standing(view.label[line])
        if not name and view.kind[line] != Label.RESULT:
            return None
        nearest = range(len(items) - 1, max(-1, len(items) - 1 - DEPTH), -1)
        parts = (
            items[next((n for n in nearest if standing(view.label[items[n]]) == name), len(items)) :] if name else []
        )
        if len(parts) < 3:
            if view.kind[line] != Label.RESULT or len(items) - self.section != 2:
                return None
            parts = items[-2:]
            if not takes_away(view.label[parts[1]]) or takes_away(view.label[parts[0]]):
                return None
        for signs in ("", "named"):
            tried = weigh(view, line, parts, _signs(view, parts, signs), range(len(view.positions)))
            if tried.is_crossed:
                return tried
            if len(tried.fails) == 1 and explain(view, tried, *tried.fails[0]):
                p = tried.fails[0][0]
                return tried if abs(view.value[line][p]) >= 100 * view.grain[p] else None
        return None


def _leaves_a_part_out(view: View, best: Sum, every: Sum) -> bool:
    """Whether the best sum leaves out lines that are zero wherever it holds but once: there is a slip, not another sum."""
    if best.fails or not every.holds or len(every.holds) != len(best.holds) - 1:
        return False
    return explain(view, every, *every.fails[0]) != ""


def _signs(view: View, parts: Sequence[int], name: str) -> list[int]:
    if name == "difference":
        return [1] + [-1] * (len(parts) - 1)
    if name == "reversed":
        return [-1] * (len(parts) - 1) + [1]
    if name == "named":
        return [1] + [-1 if takes_away(view.label[line]) else 1 for line in parts[1:]]
    return [1] * len(parts)


def _pivots(view: View, line: int) -> list[int]:
    """A few positions to look for candidates in: those with the most telling figures."""
    values = view.value[line]
    filled = [p for p, value in enumerate(values[:40]) if value]
    if len(filled) > PIVOTS:
        filled.sort(key=lambda p: -abs(values[p]) / view.grain[p])
    return filled[:PIVOTS]


def _candidates(view: View, items: Sequence[int], section: int, line: int, depth: int) -> set[tuple[str, int]]:
    """How many of the last items, and with what signs, add up to the line in some pivot position."""
    found: set[tuple[str, int]] = set()
    said = view.kind[line] != Label.PLAIN
    beside = view.axis == "row"
    near = _within_reach(view, items, depth)
    taken = [takes_away(view.label[item]) for item in near] if said else []
    by_name = True in taken
    # Fewer have the same signs by name as all of them together, or as the one less the other.
    apart = max(taken.index(True) + 2, 3) if by_name else 0
    own = len(near) if said else len(items) - section  # so far may reach what is one line less others
    last, *others = [view.value[item] for item in near]
    for p in _pivots(view, line):
        stated, unit = view.value[line][p], view.unit[p]
        slack = 1e-9 * abs(stated)
        limit = slack + 1.5 * view.fine[p]
        total = last[p]
        named = -total if by_name and taken[0] else total
        hits, known = 0, len(found)
        for count, row in enumerate(others, 2):
            x = row[p]
            total += x
            if unit and count > 2:
                limit = slack + (count + 1) / 2 * unit
            if by_name:
                if count >= apart and -limit <= named + x - stated <= limit:
                    found.add(("named", count))
                named += -x if taken[count - 1] else x
            elif not (-limit <= total - stated <= limit or -limit <= 2 * x - total - stated <= limit or beside):
                continue
            if -limit <= total - stated <= limit:
                found.add(("", count))
            if count <= own and -limit <= 2 * x - total - stated <= limit:
                found.add(("difference", count))
            if beside and count == 2 and -limit <= total - 2 * x - stated <= limit:
                found.add(("reversed", count))
            if len(found) > known:
                hits, known = hits + 1, len(found)
                if hits > 8:
                    break
    return found


def _within_reach(view: View, items: Sequence[int], depth: int) -> Sequence[int]:
    """The last items, the nearest first, down to the opening balance at which a sum starts; where that is the nearest,
    as below the flows of cash, or where its label says so, with the one item above it, by which it changed."""
    near = items[: -depth - 1 : -1]
    if Label.OPENING not in view.kind:
        return near
    opening = next((number for number, item in enumerate(near) if view.kind[item] == Label.OPENING), len(near))
    above = opening + 1
    by_name = above < len(near) and _OF_CASH.search(view.label[near[above]])
    return near[: max(above + 1 if by_name else above, 2)]


def _changes(view: View, line: int) -> list[Sum]:
    """A column of changes: which of the columns before it, less which other; and the other way round, where it tells
    what is better and not what is more."""
    earlier = [i for i in range(max(0, line - BETWEEN), line) if view.kind[i] != Label.CHANGE]
    every = range(len(view.positions))
    tried = [weigh(view, line, (i, j), (1, -1), every[:SAMPLE]) for i in earlier for j in earlier if i != j]
    if not tried:
        return []
    best = max(tried, key=lambda change: change.weight)
    if len(every) > SAMPLE:
        best = weigh(view, line, best.parts, best.signs, every)
    # A cost that falls is often printed as a gain: the same figure with the other sign is no mistake.
    stated = view.value[line]
    mirrored = [p for p, gap in best.fails if abs(gap + 2 * stated[p]) <= tolerance(view.step(p, 2), 2, abs(gap))]
    best.fails = [(p, gap) for p, gap in best.fails if p not in mirrored]
    if not is_believed(view, best, False):
        return []
    nearer = [(p, -gap - 2 * stated[p]) for p, gap in best.fails if abs(gap + 2 * stated[p]) < abs(gap)]
    if len(mirrored) < FEWEST_MIRRORED or not nearer:
        return [best]
    best.fails = [(p, gap) for p, gap in best.fails if p not in dict(nearer)]
    return [best, Sum(line, best.parts[::-1], list(best.signs), mirrored, nearer, best.weight)]


def _on_top(view: View, found: Sequence[Sum]) -> Iterator[Sum]:
    """Labelled totals that stand above their parts, further down than at the top or under a heading."""
    taken = {total.total for total in found}
    taken.update(part for total in found for part in total.parts)
    for line, kind in enumerate(view.kind):
        if kind == Label.TOTAL and line not in taken:
            total = _below(view, line)
            if total is not None:
                yield total


def _below(view: View, line: int, first: bool = False) -> Sum | None:
    """The line as the sum of all lines below it, down to the next heading or total.

    One that stands `first` and says that it is a total is believed in a single column that a slip explains.
    """
    parts: list[int] = []
    for below in range(line + 1, len(view.kind)):
        kind = view.kind[below]
        if kind == Label.HEADING or kind in _SUMS:
            break
        if kind == Label.CHANGE and view.axis == "row":
            return None  # this year is last year and the change, but it is the change that was computed
        if kind != Label.MEMO:
            parts.append(below)
    if len(parts) < 2:
        return None
    tried, misses = add_up(view, line, parts, [1] * len(parts), range(len(view.positions)))
    if is_weak(view, tried, True):
        return None
    blame(view, tried, misses)
    tried.alone = 0
    if tried.fails and len(parts) == 2 and view.kind[line] not in _SUMS:
        return None  # sales above costs and profit: the profit is what was computed
    if first and view.kind[line] == Label.TOTAL and not tried.holds and len(tried.fails) == 1:
        return tried if explain(view, tried, *tried.fails[0]) else None
    return tried if is_believed(view, tried, True) else None
