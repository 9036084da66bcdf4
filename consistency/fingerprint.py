"""Fingerprint: what a finding is known by while the rest of its article is edited.

It is made of the rule, of the printed figures, and of the few words around each of them in its own paragraph or cell (for
a cell also of what its row and its column are called). Line numbers, the order of the paragraphs, markup, line ends and
the wording of messages have no part in it. Of findings that are alike in all this, the second and each later one is
numbered.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from consistency.document import Block, Document
from consistency.findings import Finding, Mark

_WORDS = 3
"""How many words on either side of a figure belong to it."""

_REACH = 150
"""How many characters these words are sought in."""

_LONGEST = 8
"""How many words a figure has at most, its hedge and unit among them."""

_LENGTH = 20
_WORD = re.compile(r"\w+")


def with_fingerprints(findings: Iterable[Finding], document: Document) -> list[Finding]:
    """The findings of one article, each with its fingerprint."""
    surroundings = _Surroundings(document)
    seen: Counter[str] = Counter()
    marked = []
    for finding in findings:
        # In the order of the texts: a paragraph that was moved changes the order of the places.
        places = sorted(map(surroundings.of, finding.marks))
        name = digest([finding.rule, *places])
        seen[name] += 1
        numbered = name if seen[name] == 1 else digest([name, str(seen[name])])
        marked.append(finding._replace(fingerprint=numbered))
    return marked


def digest(texts: Iterable[str]) -> str:
    """The fingerprint of some texts in this order."""
    whole = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        whole.update(b"%d " % len(data))
        whole.update(data)
    return whole.hexdigest()[:_LENGTH]


class _Surroundings:
    """The words around the places of one document, each place looked at once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.starts = [block.start for block in document.blocks]
        self.shifted = [place for _, place in document.shifts]
        self.known: dict[tuple[int, int], str] = {}
        self.named: dict[int, str] = {}

    def of(self, mark: Mark) -> str:
        place = (mark.start, mark.end)
        if place not in self.known:
            self.known[place] = self._read(self._read_offset(mark.start), self._read_offset(mark.end))
        return self.known[place]

    def _read_offset(self, offset: int) -> int:
        """The place in the text of a place in the source: the way back of `Document.source_offset`."""
        number = bisect_right(self.shifted, offset) - 1
        if number < 0:
            return offset
        at, place = self.document.shifts[number]
        return at + offset - place

    def _read(self, at: int, till: int) -> str:
        text = self.document.text
        number = bisect_right(self.starts, at) - 1
        block = self.document.blocks[number] if number >= 0 else None
        if block is not None and at < block.end:
            first, last, labels = block.start, block.end, self._labels(block)
        else:  # a table too long for blocks, or what stands in no text: a comment
            first = text.rfind("\n", max(0, at - _REACH), at) + 1
            last = text.find("\n", till)
            last, labels = (len(text) if last < 0 else last), []
        before = _WORD.findall(text[max(first, at - _REACH) : at].casefold())[-_WORDS:]
        after = _WORD.findall(text[till : min(last, till + _REACH)].casefold())[:_WORDS]
        words = text[at:till].split()
        if len(words) > _LONGEST:  # no figure, but a list item that was counted: how it goes on does not matter
            words, after = words[:_WORDS], []
        printed = " ".join(words)
        return "\n".join((printed, " ".join(before), " ".join(after), *labels))

    def _labels(self, block: Block) -> list[str]:
        """What the row and the column of a cell are called."""
        if block.table is None or block.row is None or block.col is None:
            return []
        grid = self.document.tables[block.table].grid
        if block.row >= len(grid) or not grid[0]:
            return []
        row, head = grid[block.row], grid[0]
        numbers = [row[0] if row else -1, head[block.col] if block.col < len(head) else -1]
        return [self._named(number) if number >= 0 else "" for number in numbers]

    def _named(self, number: int) -> str:
        if number not in self.named:
            text = self.document.block_text(self.document.blocks[number])
            self.named[number] = " ".join(_WORD.findall(text.casefold()))
        return self.named[number]
