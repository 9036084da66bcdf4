"""Places: which blocks of a document sum up which, by its form.

Front matter, captions, alternative texts, headings and set-off quotations say again what stands in the text; so does a
short section of key points, and what a paragraph introduces as such.
"""

from __future__ import annotations

import re
from collections import Counter

from consistency.document import Block, Document
from consistency.grammar.lazy import pattern

_HEADING = pattern(
    r"^\W*(?:(?:the|our|key|main|top|major|headline)\s+){1,2}(?:points?|findings|results|takeaways?|facts|figures|numbers|messages|"
    r"highlights)\b[^.?!]{0,30}$"
    r"|^\W*(?:(?:the|our|executive|quick|short|chapter|article)\s+)?(?:takeaways?|summary|tl;?\s?dr|highlights|at a glance|"
    r"in brief|in short|in summary|conclusions?|abstract)\b[^.?!]{0,30}$",
    re.IGNORECASE,
)
_LEAD = pattern(
    r"^\W*(?:(?:the|our|key|main|top|major|headline)\s+){1,2}(?:points?|findings|results|takeaways?|facts|figures|numbers|messages|"
    r"highlights)\b[^.?!]{0,40}:\W*$"
    r"|^\W*(?:tl;?\s?dr|in (?:summary|short|brief|sum)|to (?:sum up|summari[sz]e)|summary|key (?:takeaways?|points?|findings))\b",
    re.IGNORECASE,
)
_LARGEST_SHARE = 0.4
"""Which share of the article's text a section of key points may have: a longer one is the article."""
_NAMES = {
    "front matter": "the front matter", "caption": "the caption", "alt": "the image text", "heading": "the heading",
    "title": "the title", "quote": "the quotation", "points": "the summary",
}  # fmt: skip


class Places:
    """The kinds of place in one document, by block."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.kinds = [self._kind(block) for block in document.blocks]
        sizes: Counter[str] = Counter()
        for block in document.blocks:
            if block.kind in ("paragraph", "item"):
                sizes[block.heading] += block.end - block.start
        self._find_points(sizes)

    def _kind(self, block: Block) -> str:
        if block.kind in ("front matter", "caption", "alt", "heading", "title"):
            return block.kind
        return "quote" if block.quote else "text"

    def _find_points(self, sizes: Counter[str]) -> None:
        whole = sum(sizes.values()) * _LARGEST_SHARE
        headings = {heading for heading in sizes if _HEADING.search(heading.strip()) and sizes[heading] <= whole}
        led: int | None = None
        for number, block in enumerate(self.document.blocks):
            if self.kinds[number] != "text":
                continue
            if block.heading in headings:
                self.kinds[number] = "points"
            elif block.kind == "item":
                if led is not None and number - led <= 1 and block.end - self.document.blocks[led].end <= whole:
                    self.kinds[number], led = "points", number
            elif block.kind == "paragraph" and block.end - block.start <= whole:
                found = _LEAD.search(self.document.block_text(block).strip())
                led = number if found else None
                if found:
                    self.kinds[number] = "points"

    def sums_up(self, one: int, other: int) -> int:
        """1 where the first block sums up what the second says in full, else 0."""
        return int(self.kinds[one] != "text" and self.kinds[other] == "text")

    def are_series(self, one: int, other: int) -> bool:
        """Whether the two blocks stand side by side, so that each has figures of its own: two captions, two list items."""
        a, b = self.document.blocks[one], self.document.blocks[other]
        if self.kinds[one] == self.kinds[other] and self.kinds[one] not in ("text", "quote"):
            return True
        return a.list is not None and a.list == b.list

    def name(self, block: int) -> str:
        """How a message speaks of the block; of a description by its key, for a page has no front matter."""
        key = re.split(r"[:.]", self.document.blocks[block].key)[-1]
        if key and self.kinds[block] == "front matter":
            return "the " + key.replace("_", " ").replace("-", " ")
        return _NAMES.get(self.kinds[block], "the text")
