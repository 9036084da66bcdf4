"""Marks: where the figures of an article and the places of its findings begin and end, in the text that is read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from consistency.document import Document
from consistency.findings import SEVERITIES, Finding, Page
from consistency.report.page.words import FAMILIES


class Cut(NamedTuple):
    """A stretch of text of one kind: in a figure or not (-1), and in the places of the same findings."""

    start: int
    end: int
    figure: int = -1
    classes: str = ""
    notes: tuple[int, ...] = ()
    begins: bool = True
    ends: bool = True


class Marks:
    """The figures of a `Page`, and the places of the findings of its article (those that lie elsewhere are left out)."""

    def __init__(self, document: Document, page: Page, findings: Sequence[Finding]) -> None:
        self.document = document
        self.page = page
        self._findings = findings
        self._turns = [place for _, place in document.shifts]
        self.notes: dict[int, list[int]] = {}
        """The findings of each figure."""
        self.tests: dict[int, list[int]] = {}
        """The relations of each figure."""
        self.figure_at = {(one.start, one.end): number for number, one in enumerate(page.readings)}
        self._spans = self._figures()
        self.blocks = {reading.block for reading in page.readings}
        """The blocks that have figures."""
        self._within = self._by_block(self._others())
        self.starts = {start: number for (start, _), number in self.figure_at.items()}
        self._lines: dict[tuple[int, str, int], str] = {}
        for number, trial in enumerate(page.trials):
            for _, figure in trial.roles:
                if number not in (known := self.tests.setdefault(figure, []))[-1:]:
                    known.append(number)
        self._totals = {
            trial.stated: trial.verdict
            for trial in page.trials
            if trial.stated >= 0 and trial.terms > 1 and trial.kept and trial.verdict in ("agrees", "contradicts")
        }
        self._classes = [self._classes_of(number) for number in range(len(page.readings))]
        self._blame_lines()

    def text_offset(self, offset: int) -> int:
        """The place in `Document.text` of a place in its source; the inverse of `Document.source_offset`."""
        number = bisect_right(self._turns, offset) - 1
        if number < 0:
            return offset
        at, place = self.document.shifts[number]
        following = self.document.shifts[number + 1][0] if number + 1 < len(self._turns) else len(self.document.text)
        return min(at + offset - place, following)

    def status(self, figure: int) -> str:
        """What came of a figure: the severity of its gravest finding, else tested, open or untested."""
        notes = self.notes.get(figure)
        if notes:
            return self._gravest(notes)
        verdicts = {self.page.trials[number].verdict for number in self.tests.get(figure, ())}
        return "tested" if verdicts - {"undecided"} else "open" if verdicts else "untested"

    def _gravest(self, notes: Sequence[int]) -> str:
        return max((self._findings[note].severity for note in notes), key=SEVERITIES.index)

    def line_class(self, table: int | None, row: int, col: int) -> str:
        """The severity of a finding about a whole row or column of a table, for a cell in it."""
        if table is None:
            return ""
        return self._lines.get((table, "col", col)) or self._lines.get((table, "row", row)) or ""

    def cuts(self, start: int, end: int) -> Iterator[Cut]:
        """The stretch between two offsets, cut where something begins or ends."""
        figures = self._spans[bisect_left(self._spans, (start, start, 0)) : bisect_left(self._spans, (end, end, 0))]
        places = self._within.get((start, end), ())
        if not figures and not places:
            yield Cut(start, end)
            return
        done = start
        for at, till, number in figures:
            yield from self._between(done, at, -1, "", places)
            yield from self._between(at, min(till, end), number, self._classes[number], places)
            done = min(till, end)
        yield from self._between(done, end, -1, "", places)

    def _between(
        self, start: int, end: int, figure: int, classes: str, places: Sequence[tuple[int, int, int]]
    ) -> Iterator[Cut]:
        if start >= end:
            return
        edges = {start, end}
        for at, till, _ in places:
            edges |= {edge for edge in (at, till) if start < edge < end}
        marked = sorted(edges)
        own = self.notes.get(figure, []) if figure >= 0 else []
        for first, last in pairwise(marked):
            notes = [number for at, till, number in places if at <= first and last <= till]
            shown = classes if figure >= 0 or not notes else f"is-{self._gravest(notes)}"
            yield Cut(first, last, figure, shown, tuple(dict.fromkeys([*own, *notes])), first == start, last == end)

    # -------------------------------------------------------------- what there is
    def _figures(self) -> list[tuple[int, int, int]]:
        """The figures as (start, end, number), in the order of the text, none inside another."""
        spans: list[tuple[int, int, int]] = []
        for at, till, number in sorted((one.at, one.till, number) for number, one in enumerate(self.page.readings)):
            if till > at and (not spans or at >= spans[-1][1]):
                spans.append((at, till, number))
        return spans

    def _others(self) -> list[tuple[int, int, int]]:
        """The places of findings that are no figures; those that are, are noted with their figure."""
        places = []
        for number, finding in enumerate(self._findings):
            for mark in finding.marks:
                if mark.path != self.document.path:
                    continue
                figure = self.figure_at.get((mark.start, mark.end))
                if figure is not None:
                    known = self.notes.setdefault(figure, [])
                    if number not in known:
                        known.append(number)
                else:
                    places.append((self.text_offset(mark.start), self.text_offset(mark.end), number))
        return sorted(places)

    def _by_block(self, places: Sequence[tuple[int, int, int]]) -> dict[tuple[int, int], list[tuple[int, int, int]]]:
        """The places in each block, by its start and end, cut off where it begins and ends."""
        found: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
        spans = sorted({(block.start, block.end) for block in self.document.blocks}) if places else []
        for at, till, number in places:
            for start, end in spans[max(bisect_right(spans, (at, at)) - 1, 0) :]:
                if start >= till:
                    break
                if end > at:
                    found.setdefault((start, end), []).append((max(at, start), min(till, end), number))
        return found

    def _classes_of(self, figure: int) -> str:
        classes = [f"k-{FAMILIES.get(self.page.readings[figure].kind, 'other')}", f"is-{self.status(figure)}"]
        if figure in self._totals:
            classes.append("is-total")
        return " ".join(classes)

    def _blame_lines(self) -> None:
        """Which rows and columns of tables a finding is about as a whole."""
        for finding in self._findings:
            marks = (mark for mark in finding.marks if mark.path == self.document.path)
            cells = [cell for mark in marks if (cell := self._cell(mark.start))]
            if len(cells) < 3 or len({table for table, _, _ in cells}) != 1:
                continue
            table = cells[0][0]
            for side, place in (("row", 1), ("col", 2)):
                # One of the figures may stand apart: a total of the columns in the last row.
                lines = [cell[place] for cell in cells]
                if len(set(lines)) == 1:
                    self._lines.setdefault((table, side, lines[0]), f"off-{finding.severity}")

    def _cell(self, offset: int) -> tuple[int, int, int] | None:
        number = self.starts.get(offset)
        if number is None:
            return None
        block = self.document.blocks[self.page.readings[number].block]
        if block.table is None or block.row is None or block.col is None:
            return None
        return block.table, block.row, block.col
