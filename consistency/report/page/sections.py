"""Sections: for each file of a run what its part of the page tells: the article, its findings, and all that was tested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from consistency.document import Document
from consistency.findings import SEVERITIES, Finding, Mark, Page, Reading, Report, Trial
from consistency.report.drawing.line import clean, one_line
from consistency.report.page import words
from consistency.report.page.article import Row, Story
from consistency.report.page.bars import Bar, bars
from consistency.report.page.marks import Marks

MOST = 12
"""The most figures that a finding or a relation names one by one."""
INSIDE_QUOTATION = "Inside a quotation: do not edit the words, ask the speaker or the source."


class Spot(NamedTuple):
    """A place of a finding as its note names it; `to` is the name of its figure on the page, or empty."""

    text: str
    label: str
    where: str
    to: str
    remark: str = ""


class Note(NamedTuple):
    """A finding as it stands in the margin."""

    number: int
    rule: str
    severity: str
    message: str
    path: str
    place: str
    help: str
    reasons: tuple[str, ...]
    spots: tuple[Spot, ...]
    more: int
    """How many places there are besides `spots`."""


class Told(NamedTuple):
    """A figure in the list of all: its number, what it was read as, and the relations that it takes part in."""

    number: int
    text: str
    where: str
    family: str
    value: str
    kind: str
    bounds: str
    noun: str
    tests: tuple[int, ...]
    notes: tuple[int, ...]


class Test(NamedTuple):
    """A relation in the list of all."""

    number: int
    sign: str
    word: str
    trial: Trial
    sentence: str
    roles: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Section:
    """One file; `number` names it on the page. `document` is None where the file is not at hand."""

    number: int
    path: str
    document: Document | None
    page: Page
    findings: tuple[Finding, ...]
    used: tuple[int, int] | None
    trees: tuple[Bar, ...]
    remarks: tuple[str, ...]
    suppressed: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The path as it may be shown."""
        return clean(self.path)

    @cached_property
    def marks(self) -> Marks | None:
        return Marks(self.document, self.page, self.findings) if self.document else None

    @cached_property
    def _laid(self) -> tuple[list[Row], list[int]]:
        if self.document is None or self.marks is None:
            return [], list(range(len(self.findings)))
        return Story(self.document, self.marks).rows(self.findings)

    @property
    def rows(self) -> list[Row]:
        """The article."""
        return self._laid[0]

    @property
    def loose(self) -> list[int]:
        """The numbers of the findings that stand beside no line of the article."""
        return self._laid[1]

    @cached_property
    def title(self) -> str:
        """The article's title, or its first heading."""
        if self.document:
            for kind in ("title", "heading"):
                for block in self.document.blocks:
                    if block.kind == kind and (text := self.document.block_text(block).strip()):
                        return one_line(text)
        return ""

    @cached_property
    def language(self) -> str:
        """The language that the article declares."""
        language = self.document.language if self.document else ""
        return language if language.replace("-", "").isalnum() and language.isascii() else ""

    def figure_at(self, start: int) -> int:
        """The number of the figure that begins at an offset in the source, or -1."""
        return self.marks.starts.get(start, -1) if self.marks else -1

    # -------------------------------------------------------------- counts
    @cached_property
    def severities(self) -> dict[str, int]:
        """How many findings there are of each severity, the gravest first."""
        counts = Counter(finding.severity for finding in self.findings)
        return {severity: counts[severity] for severity in reversed(SEVERITIES)}

    @cached_property
    def verdicts(self) -> dict[str, int]:
        """How many relations came to each verdict."""
        counts = Counter(trial.verdict for trial in self.page.trials if trial.kept)
        return {verdict: counts[verdict] for verdict in words.VERDICTS}

    @property
    def tested(self) -> int:
        """How many relations there are."""
        return sum(self.verdicts.values())

    @cached_property
    def families(self) -> list[tuple[str, str]]:
        """The kinds of figures in the article, for the legend: the class and the words."""
        there = {words.FAMILIES.get(reading.kind, "other") for reading in self.page.readings}
        return [(family, name) for family, name in words.NAMES.items() if family in there]

    # -------------------------------------------------------------- lists
    @cached_property
    def notes(self) -> list[Note]:
        """The findings, in their order."""
        return [self._note(number, finding) for number, finding in enumerate(self.findings)]

    def _note(self, number: int, finding: Finding) -> Note:
        evidence = f" ({finding.evidence})" if finding.evidence else ""
        reasons = [*finding.details, f"confidence: {finding.confidence}{evidence}"]
        if finding.quoted:
            reasons.insert(0, INSIDE_QUOTATION)
        primary = finding.primary
        place = one_line(primary.address) or f"{primary.line}:{primary.column}"
        return Note(
            number + 1, finding.rule, finding.severity, one_line(finding.message), clean(primary.path), place,
            one_line(finding.help), tuple(map(one_line, reasons)), tuple(map(self._spot, _in_order(finding)[:MOST])),
            max(len(finding.marks) - MOST, 0),
        )  # fmt: skip

    def _spot(self, mark: Mark) -> Spot:
        here = mark.path == self.path
        figure = self.marks.figure_at.get((mark.start, mark.end)) if here and self.marks else None
        where = one_line(mark.address) or f"line {mark.line}"
        to = f"a{self.number}-f{figure}" if figure is not None else ""
        text = self.page.readings[figure].text if figure is not None else mark.text
        return Spot(
            one_line(text), one_line(mark.label or mark.role), where if here else f"{clean(mark.path)}, {where}", to,
            one_line(mark.remark),
        )  # fmt: skip

    @cached_property
    def tests(self) -> list[Test]:
        """Every relation: what contradicts first, what was left open last, each in the order of the article."""
        order = {verdict: number for number, verdict in enumerate(words.VERDICTS)}
        numbered = sorted(enumerate(self.page.trials), key=lambda one: order.get(one[1].verdict, len(order)))
        return [self._test(number, trial) for number, trial in numbered]

    def _test(self, number: int, trial: Trial) -> Test:
        sign, word = words.VERDICTS[trial.verdict]
        roles = tuple(
            (one_line(label), one_line(self.page.readings[row].text), row) for label, row in trial.roles[:MOST]
        )
        return Test(number, sign, word, trial, one_line(trial.sentence), roles)

    @cached_property
    def told(self) -> tuple[list[Told], list[Told]]:
        """The figures that took part in a test, and those that took part in none."""
        every = [self._told(number, reading) for number, reading in enumerate(self.page.readings)]
        return [one for one in every if one.tests], [one for one in every if not one.tests]

    def _told(self, number: int, reading: Reading) -> Told:
        tests, notes = (self.marks.tests, self.marks.notes) if self.marks else ({}, {})
        return Told(
            number, one_line(reading.text), one_line(reading.address) or str(reading.line),
            words.FAMILIES.get(reading.kind, "other"), words.value(reading), words.kind(reading), words.bounds(reading),
            one_line(reading.noun), tuple(tests.get(number, ())), tuple(notes.get(number, ())),
        )  # fmt: skip


def _in_order(finding: Finding) -> Sequence[Mark]:
    """The places of a finding in the order of the article, those in other files behind."""
    return sorted(finding.marks, key=lambda mark: (mark.path != finding.primary.path, mark.path, mark.start))


def sections(report: Report, show: str) -> list[Section]:
    """A section for each file, in the order of the run; the findings keep their own order."""
    found: dict[str, list[Finding]] = {}
    for finding in report.shown(show):
        found.setdefault(finding.primary.path, []).append(finding)
    remarks: dict[str, list[str]] = {}
    for remark in (*report.notes, *report.remarks):
        place = f"line {remark.line}: " if remark.line else ""
        remarks.setdefault(remark.path or "", []).append(one_line(place + remark.message))
    gone: dict[str, list[tuple[str, str]]] = {}
    for one in report.suppressed:
        path, line = one.places[0]
        by = f"line {line}" if path == one.finding.primary.path else f"{path}:{line}"
        gone.setdefault(one.finding.primary.path, []).append(
            (one_line(one.finding.message), one_line(f"{by}: {one.reason}" if one.reason else by))
        )
    return [
        Section(
            number, path, report.documents.get(path), report.pages.get(path, Page()), tuple(found.get(path, ())),
            report.used.get(path), tuple(bars(node) for node in report.trees.get(path, ())),
            tuple(remarks.get(path, ())), tuple(gone.get(path, ())),
        )
        for number, path in enumerate(_paths(report, list(found)), 1)
    ]  # fmt: skip


def _paths(report: Report, found: Sequence[str]) -> Iterable[str]:
    """The files in the order of the run, those with findings in the order of these."""
    return dict.fromkeys(_merged(dict.fromkeys([*report.used, *report.pages]), found))


def _merged(paths: Iterable[str], found: Sequence[str]) -> Iterator[str]:
    places = {path: number for number, path in enumerate(found)}
    done = 0
    for path in paths:
        upto = places.get(path, done) + 1
        if path not in places:
            yield path
        elif upto > done:
            yield from found[done:upto]
            done = upto
    yield from found[done:]
