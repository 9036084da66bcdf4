"""Relation: what a rule proposes about some figures, before anybody compares them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from consistency.document import Document, Table
from consistency.figure import Figure
from consistency.findings import CONFIDENCES as CONFIDENCES
from consistency.grammar import sentences
from consistency.tables.ledger import Ledger, ledgers, tells
from consistency.tables.sheet import Sheet, read_sheets

if TYPE_CHECKING:
    from consistency.context.twins import Contexts
    from consistency.tables.named import Grid
    from consistency.tables.told import Labels


@dataclass(frozen=True, eq=False)
class Article:
    """One document with its figures, in reading order: all that a proposer sees.

    Figures are named by their index in `figures`.
    """

    document: Document
    figures: list[Figure]

    @cached_property
    def by_block(self) -> dict[int, range]:
        """For each block that has figures, the indices of its figures."""
        ranges: dict[int, range] = {}
        start = 0
        for index, figure in enumerate(self.figures):
            if figure.block != self.figures[start].block:
                start = index
            ranges[figure.block] = range(start, index + 1)
        return ranges

    @cached_property
    def bracketed(self) -> dict[int, range]:
        """Of `by_block` the cells of tables in which a bracket stands."""
        text, blocks = self.document.text, self.document.blocks
        found: dict[int, range] = {}
        for number, indices in self.by_block.items():
            block = blocks[number]
            if block.kind == "cell":
                shown = text[block.start : block.end]
                if "(" in shown or "[" in shown:
                    found[number] = indices
        return found

    @cached_property
    def has_prose(self) -> bool:
        """Whether any figure stands outside of tables."""
        return any(figure.kind_of_block != "cell" for figure in self.figures)

    @cached_property
    def running(self) -> list[int]:
        """The blocks outside of tables."""
        return [number for number, block in enumerate(self.document.blocks) if block.kind != "cell"]

    @cached_property
    def dates(self) -> list[int]:
        """The figures that are dates."""
        return [index for index, figure in enumerate(self.figures) if figure.kind == "date"]

    @cached_property
    def titles(self) -> frozenset[int]:
        """The blocks that are the article's title: what is marked so, and the first-level heading above all else.

        Where there are several of these, the first is the title only if it says what is marked as one.
        """
        blocks = self.document.blocks
        marked = [number for number in self.running if blocks[number].kind == "title"]
        first = [number for number in self.running if blocks[number].kind == "heading" and blocks[number].level == 1]
        if len(first) == 1 and not any(block.kind in ("paragraph", "item") for block in blocks[: first[0]]):
            marked += first
        elif first and self._words(first[0]) in [self._words(number) for number in marked]:
            marked.append(first[0])
        return frozenset(marked)

    @cached_property
    def titled(self) -> list[list[int]]:
        """The figures of the title, each with those of the other titles that say the same."""
        groups: dict[tuple[object, ...], list[int]] = {}
        said: Counter[tuple[object, ...]] = Counter()
        for index in (index for number in sorted(self.titles) for index in self.by_block.get(number, ())):
            one = self.figures[index]
            what = (one.kind, one.unit, one.value, one.value_to, one.hedge, one.head)
            said[one.block, what] += 1  # a title that says it twice means two figures
            groups.setdefault((*what, said[one.block, what]), []).append(index)
        return list(groups.values())

    def _words(self, block: int) -> list[str]:
        return self.document.block_text(self.document.blocks[block]).casefold().split()

    @cached_property
    def _sentences(self) -> dict[int, list[tuple[int, int]]]:
        return {}

    def sentences(self, block: int) -> list[tuple[int, int]]:
        """The sentences of a block as offsets into `Document.text`."""
        if block not in self._sentences:
            place = self.document.blocks[block]
            spans = sentences.split(self.document.block_text(place))
            self._sentences[block] = [(place.start + start, place.start + end) for start, end in spans]
        return self._sentences[block]

    def sentence_of(self, figure: Figure) -> tuple[int, int]:
        """Where the sentence of a figure begins and ends."""
        spans = self.sentences(figure.block)
        return spans[bisect_right(spans, (figure.at, len(self.document.text))) - 1]

    def around(self, figure: Figure) -> tuple[str, str]:
        """What stands before and behind a figure of the text in its own sentence."""
        start, end = self.sentence_of(figure)
        return self.document.text[start : figure.at], self.document.text[figure.till : end]

    @cached_property
    def ledgers(self) -> list[tuple[Ledger, Ledger]]:
        """The lines of the tables in which a label or a percent sign speaks of figures worked out from others."""
        return [self.lines(number) for number, (_, sheet) in enumerate(self.sheets) if tells(sheet)]

    @cached_property
    def _lines(self) -> dict[int, tuple[Ledger, Ledger]]:
        return {}

    def lines(self, number: int) -> tuple[Ledger, Ledger]:
        """The columns and the rows of a sheet as lines, read once for all proposers."""
        if number not in self._lines:
            self._lines[number] = ledgers(self.sheets[number][1])
        return self._lines[number]

    @cached_property
    def sheets(self) -> list[tuple[Table, Sheet]]:
        """The tables that hold figures enough for a relation, as numbers and labels, read once for all proposers."""
        return read_sheets(self.document, self.figures)

    @cached_property
    def grids(self) -> list[Grid]:
        """The tables that have labelled cells, read once for all proposers."""
        from consistency.tables.named import grids  # for what is said of tables: most have nobody to say it

        return grids(self.document, self.figures)

    @cached_property
    def labels(self) -> Labels:
        """The labels of these tables by their words, read once for all proposers."""
        from consistency.tables.told import Labels

        return Labels(self.grids)

    @cached_property
    def contexts(self) -> Contexts:
        """The words around the figures, read once for all proposers."""
        from consistency.context.twins import Contexts

        return Contexts(self.document, self.figures, self._with_figures())

    def _with_figures(self) -> Iterator[tuple[int, int, int, range]]:
        """Each sentence that has figures: its block, its start and end, and the indices of its figures."""
        for block, indices in self.by_block.items():
            if self.document.blocks[block].kind == "cell":
                continue
            at = indices.start
            for start, end in self.sentences(block):
                first = at
                while at < indices.stop and self.figures[at].at < end:
                    at += 1
                if at > first:
                    yield block, start, end, range(first, at)


class Place(NamedTuple):
    """A stretch of the article that belongs to a finding without being a figure: a weekday, a list item.

    `at` and `till` are offsets into `Document.text`.
    """

    role: str
    label: str
    at: int
    till: int


class Proposal(NamedTuple):
    """Figures bound to the roles of a rule.

    `roles` maps a role to the figures bound to it, as indices into the article's figures; one for a plain role, any
    number for a role such as `parts`. `values` are numbers that the proposer counted itself (the items of a list).
    `confidence` is how sure the binding is; `evidence` says why in a few words ('same sentence, "of the"').
    `partial`: the parts are not said to be exhaustive. `column_grain` > 0 marks addends of one table column and is the
    largest power of ten that divides them all. `signs` gives -1 for a part that is taken away; empty means all +1.
    `words` are texts that the rule's message may name (`{weekday}`).
    """

    roles: Mapping[str, tuple[int, ...]]
    confidence: str = "high"
    evidence: str = ""
    partial: bool = False
    values: Mapping[str, float] = {}
    column_grain: float = 0.0
    signs: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    words: Mapping[str, str] = {}


def said_once(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals, those that say the same of several places as one: a title stands above the page and on it."""
    alike: dict[tuple[object, ...], list[Proposal]] = {}
    for one in proposals:
        key = (*sorted(one.roles.items()), *sorted(one.values.items()), *sorted(one.words.items()))
        alike.setdefault(key, []).append(one)
    for first, *others in alike.values():
        yield first._replace(places=(*first.places, *(place for other in others for place in other.places)))


# A file in proposers/ defines `propose` of this type; `settings` are the rule's own.
Proposer = Callable[[Article, Mapping[str, object]], Iterator[Proposal]]
