"""Suppression: what an article says, in place and with a reason, about findings that are none.

    <!-- consistency-ignore-next-line RULE, RULE: reason -->   the next line, and the paragraph, item or row it begins
    <!-- consistency-ignore-line RULE: reason -->              the line that it stands in
    <!-- consistency-ignore-start RULE: reason -->             all up to <!-- consistency-ignore-end -->
    <!-- consistency-ignore-file RULE: reason -->              the whole file

and in front matter `consistency: {ignore: {RULE: reason}}`, for the whole file. RULE is a rule or a pack. A finding is
suppressed where any of its places is covered: whoever marks the second of two figures means their disagreement too. One
that is not well formed suppresses nothing and is reported, as is one that has nothing to suppress.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from consistency.document import Block, Document
from consistency.findings import UNKNOWN, UNUSED, Finding, Mark, Suppressed
from consistency.fingerprint import with_fingerprints
from consistency.grammar.lazy import pattern

if TYPE_CHECKING:
    from consistency.waivers import Waiver

WORD = "consistency-ignore"
KEY = "consistency"

_FORMS = ("next-line", "line", "start", "end", "file")
_DIRECTIVE = pattern(rf"{WORD}(?P<form>[\w-]*)\s*(?P<names>[^:]*?)\s*(?::\s*(?P<reason>.*))?\Z", re.DOTALL)
_TABLE_TAG = pattern(r"<(/?)table\b", re.IGNORECASE)

Place = tuple[int, int]


class Rules(NamedTuple):
    """The rules of a run: `packs` gives the pack of each that there is, `ran` names those that are applied."""

    packs: Mapping[str, str]
    ran: Set[str]

    def is_known(self, name: str) -> bool:
        return name in self.packs or name in self.packs.values()

    def has_run(self, name: str) -> bool:
        """Whether the rule, or every rule of the pack, is applied."""
        if name in self.packs:
            return name in self.ran
        return all(rule in self.ran for rule, pack in self.packs.items() if pack == name)


@dataclass(slots=True, eq=False)
class Cover:
    """One name that a suppression gives, and what it covers; `written` is where it stands in the source."""

    name: str
    reason: str
    written: Place
    covered: Place


@dataclass(slots=True, eq=False)
class Told:
    """What the suppressions of one article come to: what they cover, and what is wrong with them."""

    document: Document
    covers: list[Cover] = field(default_factory=list)
    complaints: list[Finding] = field(default_factory=list)

    def complain(self, rule: str, written: Place, message: str, help: str = "") -> None:
        self.complaints.append(_complaint(self.document, rule, written, message, help))


def may_suppress(document: Document) -> bool:
    """Whether the article may suppress anything; it is the quick answer for all those that do not."""
    return WORD in document.source or (document.source.startswith(("---", "+++")) and KEY in document.source)


def suppress(
    document: Document,
    findings: Sequence[Finding],
    rules: Rules,
    waivers: Sequence[Waiver] = (),
    suffix: str | None = None,
) -> tuple[list[Finding], list[Suppressed]]:
    """The findings of one article that remain, with those about suppressions themselves; and what was suppressed.

    `waivers` are those of the configuration that hold for this path. `suffix` is that by which the file was read, where
    it is not its own.
    """
    told = read(document, rules, suffix) if may_suppress(document) else Told(document)
    covered = _Covered(told.covers)
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        names = (finding.rule, rules.packs.get(finding.rule, ""))
        cover = covered.by(finding, names)
        waived = [waiver for waiver in waivers if waiver.covers(finding, names)]
        places = [(document.path, document.position(cover.written[0])[0])] if cover else []
        places += [(waiver.file, waiver.line) for waiver in waived]
        if places:
            reason = cover.reason if cover else waived[0].reason
            suppressed.append(Suppressed(finding, reason, tuple(places)))
        else:
            kept.append(finding)
    for cover in _unused(told.covers, suppressed, rules):
        told.complain(UNUSED, cover.written, f"there is no finding of {cover.name} here to suppress", "take it out")
    if told.complaints:
        # Stable: at one place, what the article gets wrong comes before what its suppressions do.
        kept = sorted([*kept, *with_fingerprints(told.complaints, document)], key=lambda found: found.primary.start)
    return kept, suppressed


class _Covered:
    """What is covered, by name: the stretches between any two edges of covers, each with the innermost that is over it."""

    def __init__(self, covers: Iterable[Cover]) -> None:
        by_name: dict[str, list[Cover]] = {}
        for cover in covers:
            by_name.setdefault(cover.name, []).append(cover)
        self.stretches = {name: _stretches(named) for name, named in by_name.items()}

    def by(self, finding: Finding, names: Iterable[str]) -> Cover | None:
        """What covers any place of the finding; of several, what begins last."""
        best: Cover | None = None
        for name in names:
            edges, inner = self.stretches.get(name, ([], []))
            for mark in finding.marks if edges else ():
                for at in range(
                    max(bisect_right(edges, mark.start) - 1, 0), bisect_left(edges, max(mark.end, mark.start + 1))
                ):
                    cover = inner[at]
                    if cover and (best is None or cover.covered[0] > best.covered[0]):
                        best = cover
        return best


def _stretches(covers: list[Cover]) -> tuple[list[int], list[Cover | None]]:
    edges = sorted({edge for cover in covers for edge in cover.covered})
    waiting = sorted(covers, key=lambda cover: cover.covered, reverse=True)
    active: list[tuple[int, int, Cover]] = []
    inner: list[Cover | None] = []
    for edge in edges:
        while waiting and waiting[-1].covered[0] <= edge:
            cover = waiting.pop()
            heappush(active, (-cover.covered[0], -len(waiting), cover))
        while active and active[0][2].covered[1] <= edge:
            heappop(active)
        inner.append(active[0][2] if active else None)
    return edges, inner


def _unused(covers: Iterable[Cover], suppressed: Iterable[Suppressed], rules: Rules) -> Iterator[Cover]:
    """The covers with no place of any suppressed finding in them, as far as their rules have run."""
    places: dict[str, list[Place]] = {}
    for one in suppressed:
        for name in {one.finding.rule, rules.packs.get(one.finding.rule, "")}:
            places.setdefault(name, []).extend((mark.start, mark.end) for mark in one.finding.marks)
    starts, reach = {}, {}
    for name, named in places.items():
        named.sort()
        starts[name] = [start for start, _ in named]
        reach[name] = list(accumulate((end for _, end in named), max))
    for cover in covers:
        before = bisect_left(starts.get(cover.name, []), cover.covered[1])
        used = before > 0 and reach[cover.name][before - 1] > cover.covered[0]
        if not used and rules.has_run(cover.name):
            yield cover


# ------------------------------------------------------------------ what the article says
def read(document: Document, rules: Rules, suffix: str | None = None) -> Told:
    """The suppressions of an article."""
    told = Told(document)
    _read_front_matter(told, rules)
    if WORD not in document.source:
        return told
    from consistency.comments import comments

    places = comments(document, WORD, suffix)
    layout = _Layout(document)
    opened: list[list[Cover]] = []
    for start, end in places:
        found = _DIRECTIVE.match(document.source[start:end])
        if not found:
            continue
        form = found["form"].removeprefix("-")
        if form not in _FORMS:
            known = tuple(f"{WORD}-{name}" for name in _FORMS)
            meant = (
                _meant(WORD + found["form"], known) if found["form"] else f"write {known[0]}, or another of its forms"
            )
            told.complain(UNKNOWN, (start, end), f"there is no {WORD}{found['form']}", meant)
            continue
        names = [name.strip() for name in found["names"].split(",") if name.strip()]
        if form == "end":
            _end(told, opened, (start, end), names)
            continue
        covered = (0, len(document.source))
        if form == "line":
            covered = layout.line(start)
        elif form == "next-line":
            covered = layout.after(end)
        covers = _covers(told, rules, names, found["reason"] or "", (start, end), covered)
        if form == "start":
            opened.append(covers or [Cover("", "", (start, end), covered)])
        else:
            told.covers += covers
    for covers in opened:
        told.complain(UNKNOWN, covers[0].written, f"no {WORD}-end follows: this suppresses nothing")
    return told


def _covers(told: Told, rules: Rules, names: Sequence[str], reason: str, written: Place, covered: Place) -> list[Cover]:
    """One suppression by its names; what is wrong with it is put down."""
    reason = " ".join(reason.split())
    if not names or not reason:
        missing = "rule and no reason" if not names and not reason else "reason" if names else "rule"
        told.complain(
            UNKNOWN, written, f"this names no {missing}, and so suppresses nothing", "write it as RULE: reason"
        )
        return []
    for name in names:
        if not rules.is_known(name):
            known = [*rules.packs, *rules.packs.values()]
            told.complain(UNKNOWN, written, f"no rule or pack is called {name!r}", _meant(name, known))
    known_names = dict.fromkeys(name for name in names if rules.is_known(name))
    return [Cover(name, reason, written, covered) for name in known_names]


def _end(told: Told, opened: list[list[Cover]], written: Place, names: Sequence[str]) -> None:
    """End the innermost block, or the innermost that has one of `names`."""
    at = len(opened) - 1
    while at >= 0 and names and not any(cover.name in names for cover in opened[at]):
        at -= 1
    if at < 0:
        told.complain(UNKNOWN, written, f"no {WORD}-start stands before this {WORD}-end")
        return
    for cover in opened.pop(at):
        if cover.name:
            cover.covered = (cover.written[1], written[0])
            told.covers.append(cover)


def _read_front_matter(told: Told, rules: Rules) -> None:
    source = told.document.source
    if not source.startswith(("---", "+++")):
        return
    from consistency.comments import under_key

    for name, reason, written in under_key(source, KEY, "ignore"):
        told.covers += _covers(told, rules, [name] if name else [], reason, written, (0, len(source)))


def _meant(name: str, known: Sequence[str]) -> str:
    from consistency.phrase import did_you_mean

    return did_you_mean(name, known).removeprefix("; ")


def _complaint(document: Document, rule: str, written: Place, message: str, help: str) -> Finding:
    start, end = written
    line, column = document.position(start)
    end_line, end_column = document.position(end)
    text = document.source[start:end]
    mark = Mark("suppression", "this suppression", document.path, start, end, line, column, end_line, end_column, text)
    return Finding(rule, "warning", "undecided", "high", message, mark, (), help=help)


# ------------------------------------------------------------------ what a line is
class _Layout:
    """Where the lines and the blocks of an article stand in its source; looked up only where a suppression asks."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._made: tuple[list[int], list[int]] | None = None
        self._rows: dict[tuple[int, int], int] | None = None
        self._tables: list[tuple[int, bool]] | None = None

    def line(self, place: int) -> Place:
        """The line around a place."""
        source = self.document.source
        end = source.find("\n", place)
        return source.rfind("\n", 0, place) + 1, len(source) if end < 0 else end

    def after(self, place: int) -> Place:
        """What a suppression is followed by: the next line that holds text, and all of the text that begins in it.

        A paragraph or an item may be wrapped over several lines, which says nothing. Before a cell it is the whole row,
        and before a table the whole table, since no comment can stand between the rows that Markdown draws.
        """
        starts, ends = self._blocks()
        number = bisect_right(ends, place)
        if number == len(starts):
            return place, place
        first = max(place, starts[number])
        _, end = self.line(first)
        last = max(end, ends[number])
        following = number
        while following < len(starts) and starts[following] < end:
            last = max(last, ends[following], self._end_of_row(self.document.blocks[following], place))
            following += 1
        return place, last

    def _blocks(self) -> tuple[list[int], list[int]]:
        if self._made is None:
            document = self.document
            blocks = document.blocks
            starts = [document.source_offset(block.start) for block in blocks]
            self._made = starts, [document.source_offset(block.end) for block in blocks]
        return self._made

    def _end_of_row(self, block: Block, place: int) -> int:
        if block.table is None or block.row is None:
            return 0
        if self._rows is None:
            self._rows = {}
            for number, other in enumerate(self.document.blocks):
                if other.table is not None and other.row is not None:
                    end = self._blocks()[1][number]
                    for key in ((other.table, other.row), (other.table, -1)):
                        self._rows[key] = max(end, self._rows.get(key, 0))
        whole = block.row == 0 and not self._is_within_table(place)
        return self._rows[block.table, -1 if whole else block.row]

    def _is_within_table(self, place: int) -> bool:
        """Whether a table of HTML has begun before the place and not ended."""
        if self._tables is None:
            self._tables = [(tag.start(), not tag[1]) for tag in _TABLE_TAG.finditer(self.document.source)]
        number = bisect_left(self._tables, (place, False)) - 1
        return number >= 0 and self._tables[number][1]
