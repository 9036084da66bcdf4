"""The lengths of time that a body tells, or that lie between its dates, in the unit of a headline's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.implied import times, untold, words
from consistency.implied.pairs import Values, nearest

if TYPE_CHECKING:
    from consistency.implied.body import Body

_COUNTING_TIME = {
    "season": "year",
    "campaign": "year",
    "edition": "year",
    "winter": "year",
    "summer": "year",
    "night": "day",
}
"""What is counted where a length of time is meant: after 22 seasons, 22 years."""
# Years in prison are no years since.
_SENTENCE = pattern(
    r"\b(?:gets?|faces?|faced|got|given|serves?|served|sentenced to|jailed(?: for)?)\s*$", re.IGNORECASE
)


def in_unit_of(body: Body, stated: Figure) -> Values:
    """The durations of the body in the unit of the stated one: two years, or half a century, in months."""
    found = nearest(body.known.lengths[stated.unit], stated.value)
    found += nearest(body.intervals.get(stated.unit, []), stated.value)
    found += nearest(body.clock.get(stated.unit, []), stated.value)
    found += [
        (figure.value, figure.text)
        for figure in body.of(body.figures)
        if figure.kind == "count" and _COUNTING_TIME.get(figure.head) == stated.unit
    ]
    for (_, unit, _, _), members in body.by_kind.items():
        if unit in times.DAYS and unit != stated.unit:
            near = body.around(members, stated.value * times.DAYS[stated.unit] / times.DAYS[unit])
            for figure in body.of(near):
                found += times.converted(figure, stated.unit)
    found += nearest(sorted(times.symbols(stated.unit, body.search)), stated.value)
    if stated.unit == "year":
        found += words.jubilees(body.search)
    if stated.unit == "year" and "year" in stated.text.lower() and not _SENTENCE.search(stated.before):
        found += nearest(body.known.spans, stated.value)
        own = body.known.own
        if own:
            found += [(float(abs(own - year)), f"{own} - {year}") for year in body.known.years if year != own]
        if not body.declared:
            behind = body.text[stated.till : body.article.document.blocks[stated.block].end]
            found += times.between(body.known.years)
            if not body.is_reckoned:
                before = body.text[body.article.document.blocks[stated.block].start : stated.number_at]
                back = times.is_counted_back(behind) or untold.is_first_in(before)
                found += times.reckoned(body.known.years, stated.value) if back else []
    return found
