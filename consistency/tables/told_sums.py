"""Told sums: lines that only their labels make the parts of another, or its equal.

| labels                                               | claim                                     |
|------------------------------------------------------|-------------------------------------------|
| Immigration; - from the islands; - from overseas     | the lines with a dash come to that above  |
| Closing balance; of which current; of which later    | so do those that say "of which"           |
| Net assets ... Total equity                          | the two sides of a balance sheet are equal |
| Votes: Oak 410, Elm 305, Ash 96; Majority            | the first less the second                  |
| Live, taped; live, taped; total live, total taped    | every second column comes to its total     |

Details need not be all there are ("of which women"), so that they have to add up in one other position at least, and a
slip has to explain each in which they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consistency.grammar.lazy import pattern
from consistency.tables.evidence import Sum, explain, weigh
from consistency.tables.view import View
from consistency.tables.words import Label

FEWEST = 2
ENOUGH = 1.0  # digits that have to agree

_DASHES = ("–", "—", "-", "•", "·")
_OF_WHICH = ("of which", "thereof")
_NET_ASSETS = ("net assets", "total net assets", "total assets")
_EQUITY = pattern(
    r"^total (?:shareholders|stockholders|members)?['’]?s? ?(?:equity|funds)$"
    r"|^total (?:equity and liabilities|liabilities and [a-z'’, -]*(?:equity|funds|capital|deficit|interests?))$"
)


def told(view: View) -> Iterator[Sum]:
    """The sums that labels alone tell, where other positions bear them out."""
    if len(view.positions) < FEWEST:
        return
    if view.axis == "row":
        yield from _in_turn(view)
        return
    yield from _details(view)
    yield from _balances(view)
    yield from _majority(view)


def _in_turn(view: View) -> Iterator[Sum]:
    """Totals of several things at the end of columns that tell the same things by turns."""
    first = len(view.kind)
    while first and view.kind[first - 1] == Label.TOTAL:
        first -= 1
    things = len(view.kind) - first
    if things >= FEWEST and first >= FEWEST * things and first % things == 0:
        for number in range(things):
            for total in _borne_out(view, first + number, list(range(number, first, things))):
                if len(total.holds) > max(1, len(total.fails)):
                    yield total


def _majority(view: View) -> Iterator[Sum]:
    """The majority, which is by how much the one with most votes is ahead of the next."""
    line = next((line for line, label in enumerate(view.label) if label == "majority"), -1)
    plain = [above for above in range(line) if view.kind[above] == Label.PLAIN and view.value[above][0]]
    if len(plain) >= FEWEST and line >= 0:
        ahead = sorted(plain, key=lambda above: -view.value[above][0])[:2]
        yield from _borne_out(view, line, ahead, (1, -1))


def _details(view: View) -> Iterator[Sum]:
    above = -1
    parts: list[int] = []
    for line, label in enumerate((*view.label, "")):
        kind = _OF_WHICH if label.startswith(_OF_WHICH) else _DASHES
        if label.startswith(kind) and (not parts or view.label[parts[0]].startswith(kind)):
            parts.append(line)
            continue
        if above >= 0 and len(parts) >= FEWEST:
            yield from _borne_out(view, above, parts)
        above, parts = line, []


def _balances(view: View) -> Iterator[Sum]:
    """Total assets and all that they are owed to, net assets and equity."""
    net = [line for line, label in enumerate(view.label) if label in _NET_ASSETS]
    for line, label in enumerate(view.label) if net else ():
        if _EQUITY.match(label):
            for other in net:
                yield from _borne_out(view, line, [other])


def _borne_out(view: View, total: int, parts: list[int], signs: Sequence[int] = ()) -> Iterator[Sum]:
    if view.kind[total] == Label.HEADING:
        return
    found = weigh(view, total, parts, signs or [1] * len(parts), range(len(view.positions)))
    holds = len(found.holds) + found.alone
    explained = all(explain(view, found, p, gap) for p, gap in found.fails)
    if holds and holds >= len(found.fails) and explained and (len(parts) == 1 or found.weight >= ENOUGH):
        yield found
