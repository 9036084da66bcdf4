"""Ordinals: sentences that count what they say, "First, ... Second, ... Finally, ..."."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from consistency.grammar.lazy import pattern
from consistency.lists.listing import Listing, listing
from consistency.relation import Article

_RANKS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_LASTS = ("final", "last", "other")
_WORD = pattern(r"\w")
_BLOCKS = 24
"""How many blocks behind the announcement the sentences are looked for."""

_SENTENCES = 60
"""And how many sentences behind it in its own paragraph."""

_OPENING = pattern(
    rf"[\"“*_]*(?:(?:and|but|then)\s+)?(?:the\s+)?({'|'.join((*_RANKS, *_LASTS))}|one|another)(?:ly)?\b"
    r"(?!-|\s+(?:time|day|week|month|quarter|half|year|years|place|hundred|thousand|million)\b)",
    re.IGNORECASE,
)


def opens(text: str, start: int, end: int) -> bool:
    """Whether a sentence begins to count: "First, ...", "One is ..."."""
    found = _OPENING.match(text, start, end)
    return found is not None and found[1].lower() in ("first", "one")


def ordinals(article: Article, block: int, behind: int, rest: int) -> Listing | None:
    """The sentences that count from "first" or "one" on: those behind the place `behind` in its paragraph, and those at the
    head of the next paragraphs; None unless the first of them follows at once. `rest` is where the sentence of the
    announcement goes on behind its colon, `behind` its end.

    Where one is called the last, these are all; else more of them may be told in other words. "One" and "another" need not
    belong to what was announced.
    """
    places: list[tuple[int, int]] = []
    pair = False
    for start, end in _sentences(article, block, behind, rest):
        found = _OPENING.match(article.document.text, start, end)
        word = found[1].lower() if found else ""
        if not places:
            if word not in ("first", "one"):
                return None
            pair = word == "one"
        elif word in _LASTS and (len(places) > 1 or word == "other"):
            # "Finally" may close more than this list.
            fewest = len(places) + (word == "other")
            return Listing((*places, (start, end)), fewest, len(places) + 1, plain=not pair)
        elif word == "first" or (word == "one" and pair):
            break  # another count begins
        elif not (word == "another" and pair) and (word not in _RANKS or _RANKS.index(word) != len(places)):
            continue
        places.append((start, end))
    return listing(places, plain=not pair) if len(places) > 1 else None


def _sentences(article: Article, block: int, behind: int, rest: int) -> Iterator[tuple[int, int]]:
    """The rest of the paragraph, sentence by sentence, and the first sentences of those behind it in its section."""
    if (begin := _WORD.search(article.document.text, rest, behind)) is not None:
        yield begin.start(), behind
    spans = article.sentences(block)
    yield from spans[(first := bisect_left(spans, (behind, 0))) : first + _SENTENCES]
    blocks = article.document.blocks
    for number in range(block + 1, min(block + 1 + _BLOCKS, len(blocks))):
        if blocks[number].kind in ("heading", "title") or blocks[number].quote != blocks[block].quote:
            return
        if blocks[number].kind in ("paragraph", "item") and (spans := article.sentences(number)):
            yield spans[0]
