"""The figures table for an editor: each figure in its sentence, how it is read, what it may stand for, what it counts.

    articles/desertion.md
      7:21  of the 18,000, **about 12,000** are from    count  12,000   11,400 to 12,600  soldiers

The figure is in stars, or in bold where there are colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from consistency.document import Document
from consistency.figure import NO_QUANTITIES
from consistency.report.drawing.line import Line, Look, cells, clean, number_of, one_line, padded, paint, shorten
from consistency.report.figures import addresses

if TYPE_CHECKING:
    import pandas as pd

LEAST_CONTEXT = 32
MOST_WORDS = 24
STAR = "**"
HEADS = ("place", "in its sentence", "kind", "reading", "may stand for", "what it counts")
SIGNS = {"percent": " %", "percentage_point": " points"}


class Entry(NamedTuple):
    """One figure in the words of this report."""

    path: str
    before: str
    text: str
    after: str
    cells: tuple[str, str, str, str, str]
    """Place, kind, reading, interval, what it counts."""


def render(table: pd.DataFrame, documents: Mapping[str, Document], look: Look) -> str:
    """One line a figure under the name of its file, within the width where the figures leave room for that."""
    places = addresses(table, documents)
    entries = [_entry(row, address) for row, address in zip(table.itertuples(index=False), places, strict=True)]
    if not entries:
        return "no figures\n"
    place, *sizes = [max(cells(entry.cells[k]) for entry in entries) for k in range(5)]
    place = max(place, len(HEADS[0]))
    sizes = [max(size, len(head)) for size, head in zip(sizes, HEADS[2:], strict=True)]
    room = max(look.width - 2 - place - 2 - sum(sizes) - 2 * len(sizes), LEAST_CONTEXT)
    # Clauses that all fit take no more room than the longest; measuring stops where one is too long anyway.
    context = min(room, max(cells((e.before + e.text + e.after)[: 2 * room]) for e in entries) + 2 * len(STAR))
    return paint(_lines(entries, place, context, sizes, look), look)


def _lines(entries: list[Entry], place: int, context: int, sizes: list[int], look: Look) -> Iterator[Line]:
    heads = [padded(HEADS[0], place), padded(HEADS[1], context)]
    yield [("  " + "  ".join([*heads, *map(padded, HEADS[2:], sizes)]), "dim")]
    path = None
    for entry in entries:
        if entry.path != path:
            path = entry.path
            yield [(clean(path), "strong")]
        where, kind, reading, interval, counted = entry.cells
        told = [padded(kind, sizes[0]), padded(reading, sizes[1], right=True), padded(interval, sizes[2], right=True)]
        yield [
            ("  " + padded(where, place, right=True) + "  ", "dim"),
            *_context(entry, context, look),
            ("  " + "  ".join([*told, counted]), ""),
        ]
    yield []
    yield [(number_of(len(entries), "figure"), "")]


def _context(entry: Entry, width: int, look: Look) -> Line:
    """The figure between the words on either side, as many as there is room for; without colour it stands in stars."""
    star = "" if look.colour else STAR
    text = star + shorten(entry.text, width - 4) + star
    room = width - cells(text)
    after = min(cells(entry.after), max(room // 2, room - cells(entry.before)))
    before = shorten(entry.before, room - after, left=True) if room - after > 3 else ""
    behind = shorten(entry.after, room - cells(before)) if room - cells(before) > 3 else ""
    filling = " " * max(room - cells(before) - cells(behind), 0)
    return [(before, ""), (text, "strong"), (behind + filling, "")]


def _entry(row: Any, address: str) -> Entry:
    before, after = one_line(row.before), one_line(row.after)
    counted = row.noun or row.col_header or row.row_header if row.kind not in NO_QUANTITIES else ""
    return Entry(
        row.path,
        before + " " if before else "",
        one_line(row.text),
        # A comma or a bracket clings to the figure, a word does not.
        (" " if after[:1].isalnum() else "") + after,
        (
            clean(address) or f"{row.line}:{row.column}",
            row.kind,
            reading(row),
            interval(row),
            shorten(one_line(counted), MOST_WORDS),
        ),
    )


def reading(row: Any) -> str:
    """The value and unit of a row of the figures table, as an editor writes them."""
    value, upper = row.value, row.value_to
    if row.kind == "date":
        return _date(int(value))
    if row.kind == "time":
        return f"{int(value) // 60}:{int(value) % 60:02}"
    if row.kind == "year":
        return f"{int(value)}" if upper != upper else f"{int(value)} to {int(upper)}"
    if row.kind == "score":
        return f"{_number(value)}-{_number(upper)}"
    amount = _number(value) if upper != upper else f"{_number(value)} to {_number(upper)}"
    sign = SIGNS.get(row.unit, f" {row.unit}" if row.unit else "")
    return amount + sign


def interval(row: Any) -> str:
    """What the figure may stand for when it was rounded or hedged; nothing for a date or a name."""
    low, high = row.loose_low, row.loose_high
    if row.kind in NO_QUANTITIES or low != low or high != high:
        return ""
    if low == -inf and high == inf:
        return "anything"
    if high == inf:
        return f"from {_number(low)}"
    if low == -inf:
        return f"up to {_number(high)}"
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    if value != value:
        return "?"
    return f"{value:,.0f}" if value == round(value) and abs(value) < 1e15 else f"{value:,.6g}"


def _date(value: int) -> str:
    year, month, day = value // 10000, value // 100 % 100, value % 100
    parts = (f"{year:04}" if year else "", f"{month:02}" if month else "", f"{day:02}" if day else "")
    return "-".join(part for part in parts if part)
