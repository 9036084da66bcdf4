"""Segments: the blocks of a page while it is read, and how they become a document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from consistency.document import Block, Document, Note, Table, blank, compose
from consistency.markup.grid import Cell, Draft, header_rows, lay_out

_LONGEST_CELL = 1500
_CURRENCY = "$€£¥₹₩₽"
_IN_NUMBER = ".,-\u2013"


@dataclass(slots=True, eq=False)
class Item:
    """A list item while it is read; only its first text is the item, the rest are paragraphs."""

    start: int
    used: bool = False


class Context(NamedTuple):
    """What the text at some place is; see `Block`. `table` is the table around the place, `skip` hides all."""

    kind: str = "paragraph"
    level: int = 0
    list: int | None = None
    item: Item | None = None
    quote: bool = False
    cell: Cell | None = None
    table: Draft | None = None
    skip: bool = False


@dataclass(slots=True, eq=False)
class Segment:
    """A block while the page is read, in source offsets; one that was merged into another is no longer `alive`.

    `cell` is that of its context, until its table turns out to arrange the page alone.
    """

    start: int
    end: int
    context: Context
    kind: str
    cell: Cell | None = None
    key: str = ""
    alive: bool = True


@dataclass(slots=True, eq=False)
class Markup:
    """The markup inside the segments: `hidden` with all in it; `marks` (start, end, whether it is mere emphasis), which
    may stand inside a number (the asterisks of **12**%); and `references`, characters written in another way."""

    hidden: list[tuple[int, int]]
    marks: list[tuple[int, int, bool]]
    references: list[tuple[int, int, str]]


def close_table(draft: Draft, segments: Sequence[Segment], markup: Markup) -> bool:
    """Make each cell of a table one segment; false where the table only arranges a page and its texts stay apart."""
    cells: dict[Cell, list[Segment]] = {}
    for segment in segments:
        if segment.cell is not None and segment.alive and segment.context.table is draft:
            cells.setdefault(segment.cell, []).append(segment)
    places = sum(map(len, draft.rows))
    if draft.layout or places < 2 or any(map(_is_no_cell, cells.values())):
        for parts in cells.values():
            for part in parts:
                part.cell = None
                part.kind = "paragraph" if part.kind == "cell" else part.kind
        return False
    for parts in cells.values():
        if len(parts) == 1 and not parts[0].key:
            parts[0].kind = "cell"
        else:
            _merge(parts, markup)
    return True


def _is_no_cell(parts: list[Segment]) -> bool:
    """Whether these texts of a cell are more than a cell of figures would hold."""
    if parts[-1].end - parts[0].start <= _LONGEST_CELL and len(parts) == 1:
        return parts[0].kind == "heading"
    return sum(part.end - part.start for part in parts) > _LONGEST_CELL or any(part.kind == "heading" for part in parts)


def _merge(parts: list[Segment], markup: Markup) -> None:
    texts = [number for number, part in enumerate(parts) if not part.key]
    if not texts:
        return
    first = parts[texts[0]]
    for before, part in zip(parts[texts[0] :], parts[texts[0] + 1 : texts[-1] + 1], strict=False):
        markup.hidden.append((before.end, part.start))
        if part.key:
            markup.hidden.append((part.start, part.end))
        part.alive = False
    first.end = parts[texts[-1]].end
    first.kind = "cell"


def assemble(
    path: str,
    source: str,
    segments: Iterable[Segment],
    tables: Sequence[Draft],
    markup: Markup,
    *,
    language: str,
    date: str,
    meta: Iterable[tuple[str, str]],
    notes: Sequence[Note],
) -> Document:
    """The document of a page that was read to its end."""
    kept = _in_order(segments)
    hidden = markup.hidden
    references = markup.references
    for start, end, glued in _marks(source, markup.marks):
        if glued:
            references.append((start, end, ""))
        else:
            hidden.append((start, end))
    hidden.sort()
    references.sort()
    reading = _Reading(source, hidden, references)
    for number, draft in enumerate(tables):
        draft.number = number
    grids = [_grid(draft) for draft in tables]
    blocks: list[Block] = []
    gaps: list[tuple[int, int]] = []
    heading, done = "", 0
    for at, segment in enumerate(kept):
        kind, start, end, context, cell = segment.kind, segment.start, segment.end, segment.context, segment.cell
        level, listed, table, row, col = 0, None, None, None, None
        owner = context.table
        if kind == "cell" and cell is not None:
            table = owner.number if owner is not None else None
            row, col = cell.row, cell.col
            if cell.number < 0:
                cell.number = at
        elif kind == "caption":
            if owner is not None and cell is None:
                owner.caption = owner.caption or reading.text(segment)
        elif kind in ("item", "heading", "title"):
            level, listed = context.level, context.list if kind == "item" else None
        blocks.append(Block(kind, start, end, segment.key, level, heading, listed, table, row, col, context.quote))
        if kind == "heading" or (kind == "title" and level):
            heading = reading.text(segment)
        gaps.append((done, start))
        done = end
    gaps.append((done, len(source)))
    return compose(
        path,
        source,
        blocks,
        hidden + gaps,
        references,
        tables=[_laid_out(draft, grid, kept, reading) for draft, grid in zip(tables, grids, strict=True)],
        language=language,
        date=date,
        meta=meta,
        notes=notes,
    )


def _in_order(segments: Iterable[Segment]) -> list[Segment]:
    """The segments in the order of the source, none reaching into the next."""
    kept: list[Segment] = []
    done = 0
    for segment in sorted([segment for segment in segments if segment.alive], key=attrgetter("start")):
        if segment.start < done:
            segment.start = done
        if segment.end > segment.start or (segment.end == segment.start and segment.kind == "item"):
            kept.append(segment)
            done = segment.end
    return kept


def _marks(source: str, marks: list[tuple[int, int, bool]]) -> Iterable[tuple[int, int, bool]]:
    """The marks, neighbours joined, and whether what stands on either side of them is one written number."""
    marks.sort()
    at = 0
    while at < len(marks):
        start, end, tight = marks[at]
        at += 1
        while at < len(marks) and marks[at][0] <= end:
            end = max(end, marks[at][1])
            tight = tight and marks[at][2]
            at += 1
        yield start, end, _is_glued(source, start, end, tight)


def _is_glued(source: str, start: int, end: int, tight: bool) -> bool:
    if start == 0 or end >= len(source):
        return False
    left, right = source[start - 1], source[end]
    if right.isdigit():
        in_number = left in _IN_NUMBER and source[max(0, start - 2)].isdigit()
        return left in _CURRENCY or in_number or (tight and left.isalpha())
    if left.isdigit():
        in_number = right in _IN_NUMBER and source[end + 1 : end + 2].isdigit()
        return right in "%‰°" or in_number or (tight and right.isalpha())
    return False


class _Reading:
    """The text of single segments, before the document's text is made."""

    def __init__(self, source: str, hidden: list[tuple[int, int]], references: list[tuple[int, int, str]]) -> None:
        self.source = source
        self.hidden = hidden
        self.references = references

    def text(self, segment: Segment) -> str:
        start, end = segment.start, segment.end
        # Markup that began before the segment does not reach into it, so its own begin within it.
        hidden = self.hidden[bisect_left(self.hidden, (start, -1)) : bisect_left(self.hidden, (end, -1))]
        masked = blank(self.source[start:end], [(a - start, min(b, end) - start) for a, b in hidden])
        first = bisect_left(self.references, (start, -1, ""))
        for a, b, character in reversed(self.references[first : bisect_left(self.references, (end, -1, ""))]):
            masked = masked[: a - start] + character + masked[b - start :]
        return " ".join(masked.split())


def _grid(draft: Draft) -> list[list[Cell | None]]:
    """The grid of a draft, its feet below all other rows."""
    if draft.foot:
        feet = [draft.rows[at] for at in draft.foot]
        below = set(draft.foot)
        draft.rows = [row for at, row in enumerate(draft.rows) if at not in below] + feet
    grid = lay_out(draft.rows)
    for more, owner in draft.more:
        more.row, more.col = owner.row, owner.col
    return grid


def _laid_out(draft: Draft, grid: list[list[Cell | None]], kept: Sequence[Segment], reading: _Reading) -> Table:
    """The table of a draft whose cells know their numbers among the segments."""
    rows = tuple([tuple([cell.number if cell is not None else -1 for cell in row]) for row in grid])
    first_row = (reading.text(kept[number]) for number in (rows[0] if rows else ()) if number >= 0)
    return Table(rows, header_rows(draft, first_row), draft.caption)
