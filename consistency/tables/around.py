"""Around: what the words over, in and under a table say about the rounding of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consistency.document import Document, Table
from consistency.grammar.lazy import pattern

ABOVE, BELOW = 3, 4  # blocks of text that may belong to a table
SHORT = 120  # characters of a line over a table that is no paragraph of its own
_NOT_EXACT = pattern(
    r"\b(?:not|n't|n’t) (?:\w+ ){0,3}(?:sum|add|total|tally|equal|agree|cast)\b[^.]{0,90}\bround"
    r"|\b(?:due|owing|because|on account|result|reasons?) (?:to|of|for) (?:\w+ )?round"
    r"|\bround(?:ing|ed)\b[^.]{0,90}\b(?:not (?:\w+ ){0,3}(?:sum|add|total|tally|equal|agree|cast)|discrepanc|differ)"
    r"|\brounding (?:differences?|errors?|adjustments?)\b|\brandomly rounded\b",
    re.IGNORECASE,
)


_STEP = pattern(
    r"\bround(?:ed|ing)\b[^.]{0,40}?\b(?:nearest|base|multiples? of)(?: of)? (\d[\d,]*|three|five|ten|fifty|hundred|thousand)\b",
    re.IGNORECASE,
)
_WORDS = {"three": 3.0, "five": 5.0, "ten": 10.0, "fifty": 50.0, "hundred": 100.0, "thousand": 1000.0}


def words_over(document: Document, table: Table) -> str:
    """The caption and the short lines right over a table ("All figures in thousands"), in lower case."""
    first, _ = _ends(table)
    lines = [table.caption]
    for block in reversed(document.blocks[max(0, first - 2) : first]):
        if block.kind == "cell" or block.end - block.start > SHORT:
            break
        lines.append(document.block_text(block))
    return " ".join(lines).casefold()


def admits_rounding(document: Document, table: Table) -> bool:
    """Whether a remark at the table says that its figures may not add up, as they were rounded."""
    return any(_NOT_EXACT.search(text) for text in _about_rounding(document, table))


def rounding_step(document: Document, table: Table) -> float:
    """The step to which a remark at the table says that its figures were rounded ("to the nearest five"); 0 if none."""
    for text in _about_rounding(document, table):
        if found := _STEP.search(text):
            return _WORDS.get(found[1].lower()) or float(found[1].replace(",", ""))
    return 0.0


def _about_rounding(document: Document, table: Table) -> Iterator[str]:
    """The texts at the table that speak of rounding."""
    if not _says(document):
        return
    first, last = _ends(table)
    yield table.caption
    own = {number for line in table.grid for number in line}
    for number in range(max(0, first - ABOVE), min(len(document.blocks), last + BELOW + 1)):
        block = document.blocks[number]
        if block.kind != "cell" or number in own:
            yield document.block_text(block)


def _says(document: Document) -> bool:
    return "round" in document.text or "Round" in document.text


def _ends(table: Table) -> tuple[int, int]:
    """The first and the last block of a table."""
    numbers = set().union(*table.grid) - {-1}
    return (min(numbers), max(numbers)) if numbers else (0, -1)
