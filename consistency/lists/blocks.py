"""Blocks: the lists and the numbered headings that follow an announcement."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from consistency.document import Document
from consistency.grammar.lazy import pattern
from consistency.lists.listing import Listing, listing

_MARKER = pattern(r"(?:^|[>\s])\(?(\d{1,3})[.)]\s+[\[*_\"“(!]*$")
_NUMBERED = pattern(r"\s*([A-Z][a-z]+ )?(?:#|No\. ?)?(\d{1,2})(?:[.):](?!\d)|\s[–—-]\s|$)")
# The last item of a list may be a remark, or leave the list open.
_OPEN = pattern(
    r"\W*(?:etc|and (?:so on|more|others)|more|others?|…|\.\.\.|bonus|although|though|however|note|remember|neither|optional|"
    r"(?:all )?(?:the )?(?:rest|remaining|others?|remainder)|in addition|n\.?b|p\.?s)\b",
    re.IGNORECASE,
)
_FRAME = pattern(
    r"\W*(?:intro|overview|background|conclu|summary|in summary|final|closing|wrap|next|reference|note|footnote|related|further|"
    r"see also|about|acknowledg|faq|bonus|what[’']?s next|tl;?dr|appendix|contents|table of|comment|share|more)",
    re.IGNORECASE,
)
_COUNTED = 100
"""In how many items of a list numbers are looked for."""
_HEADINGS = 100
"""How many headings below an announcement are read."""
_NEAR = 40
"""How many blocks behind a list another one might go on with it."""
_BESIDE = ("caption", "alt")


class Lists:
    """The lists of a document, each found once."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def items(self) -> dict[int, list[int]]:
        """For each list, the numbers of the blocks of its items."""
        found: dict[int, list[int]] = {}
        for number, block in enumerate(self.document.blocks):
            if block.kind == "item" and block.list is not None:
                found.setdefault(block.list, []).append(number)
        return found

    def behind(self, number: int) -> Listing | None:
        """The list that follows block `number`; None where something else does, or it has a single item.

        A list that goes on behind a figure or a paragraph is one list if its numbers go on; if only its bullets do, it is
        not certain where it ends.
        """
        blocks = self.document.blocks
        at = number + 1
        while at < len(blocks) and blocks[at].kind in _BESIDE:
            at += 1
        first = blocks[at] if at < len(blocks) else None
        if first is None or first.kind != "item" or first.list is None:
            return None
        if blocks[number].kind == "item" and first.level <= blocks[number].level:
            return None
        numbers = list(self.items[first.list])
        closed = True
        while following := self._next(numbers):
            if self._marker(following[0]) == (self._marker(numbers[-1]) or -1) + 1:
                numbers += following
                continue
            closed = not self._might_go_on(numbers, following[0])
            break
        if len(numbers) < 2:
            return None
        closed = closed and _OPEN.match(self.document.text, blocks[numbers[-1]].start, blocks[numbers[-1]].end) is None
        places = [place for n in numbers[:_COUNTED] for place in self._within(n)]
        places += [(blocks[n].start, blocks[n].end) for n in numbers[_COUNTED:]]
        return listing(places, plain=closed)

    def _next(self, numbers: Sequence[int]) -> list[int]:
        """The items of the next list of the same level under the same heading."""
        blocks = self.document.blocks
        level = blocks[numbers[-1]].level
        for at in range(numbers[-1] + 1, min(numbers[-1] + _NEAR, len(blocks))):
            block = blocks[at]
            if block.kind in ("heading", "title") or (block.kind == "item" and block.level < level):
                return []
            if block.kind == "item" and block.level == level and block.list is not None:
                return self.items[block.list]
        return []

    def _might_go_on(self, numbers: Sequence[int], following: int) -> bool:
        """Whether a list of bullets might be one with the list at `following`, which has no introduction of its own."""
        blocks = self.document.blocks
        marker = self._marker(following)
        if marker == 1 and len(numbers) > 1:
            return False
        if self._marker(numbers[0]) is not None and marker is None:
            return False
        before = blocks[following - 1]
        return before.kind == "item" or not self.document.block_text(before).rstrip().endswith(":")

    def _within(self, number: int) -> list[tuple[int, int]]:
        """The place of an item, parted where its text goes on with the next number: "2) the mill and 3) the inn"."""
        block, marker = self.document.blocks[number], self._marker(number)
        places, start = [], block.start
        while marker is not None:
            marker += 1
            found = re.compile(rf"\s\(?{marker}\)\s").search(self.document.text, start, block.end)
            if not found:
                break
            places.append((start, found.start()))
            start = found.end()
        return [*places, (start, block.end)]

    def _marker(self, number: int) -> int | None:
        """The number that is written in front of an item."""
        source, start = self.document.source, self.document.source_offset(self.document.blocks[number].start)
        found = _MARKER.search(source[max(0, source.rfind("\n", 0, start) + 1, start - 12) : start])
        return int(found[1]) if found else None


class Headings:
    """The headings of a document, each with what it is numbered as."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of the blocks that are headings."""
        return [number for number, block in enumerate(self.document.blocks) if block.kind == "heading"]

    def _below(self, number: int) -> list[int]:
        first = bisect_right(self.numbers, number)
        return self.numbers[first : first + _HEADINGS]

    def numbered_below(self, number: int) -> Listing | None:
        """The numbered headings of one level in the section of block `number`, or behind it if that is a paragraph.

        Where several series begin with 1 there, any of them may be meant, or all. None where the numbers have gaps.
        """
        blocks = self.document.blocks
        top = blocks[number].level if blocks[number].kind == "heading" else 0
        series: list[list[tuple[int, int]]] = []
        level, label = 0, ""
        for at in self._below(number):
            block = blocks[at]
            if block.level <= top:
                break
            found = _NUMBERED.match(self.document.text, block.start, block.end)
            if not found or (series and block.level != level):
                continue
            value = int(found[2])
            if value == 1 and series and top == 0 and blocks[number].kind == "paragraph":
                break
            if value == 1:
                series.append([])
            if not series or value != len(series[-1]) + 1:
                return None
            level, label = block.level, (found[1] or "").strip().lower()
            series[-1].append((block.start, block.end))
        return _of_series(series, label)

    def plain_below(self, number: int) -> Listing | None:
        """The headings that follow block `number` at once, of one level, but for those that only open or close an article."""
        blocks = self.document.blocks
        own = blocks[number].level if blocks[number].kind == "heading" else 0
        below = self._below(number)
        if not below or (own and blocks[below[0]].level <= own):
            return None
        level = blocks[below[0]].level
        places = []
        for at in below:
            if blocks[at].level < level:
                break
            if blocks[at].level == level and not _FRAME.match(self.document.text, blocks[at].start, blocks[at].end):
                places.append((blocks[at].start, blocks[at].end))
        return listing(places, plain=False) if len(places) > 1 else None


def _of_series(series: Sequence[list[tuple[int, int]]], label: str) -> Listing | None:
    together = [place for one in series for place in one]
    if len(together) < 2:
        return None
    if len(series) == 1:
        return listing(together, label=label)
    sizes = [len(one) for one in series]
    return Listing(tuple(together), min(sizes), sum(sizes), False, label)
