"""Bracketed: the names and the years that stand in brackets behind the number of them, "four ports (Arn, Bel, Cor and Dun)".

Who closes names with "and" means all of them. Only a bracket of nothing but names, or of nothing but years, is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.lists.announced import Announcement, counts_things
from consistency.lists.clause import clause
from consistency.lists.listing import Listing, listing
from consistency.relation import Article

_FEWEST = 3
_LONGEST = 400
"""How many characters a bracket has at most."""
_NAME = r"(?:the )?[A-Z][\w.'’&-]*(?: (?:[A-Z][\w.'’&-]*|of|de|da|do|di|du|la|le|von|van|bin|al))*"
_NAMES = pattern(rf"\(\s*{_NAME}(?:, {_NAME})*,? and {_NAME}\s*\)")
_YEARS = pattern(r"\(\s*(?:1[5-9]|20)\d\d(?:, (?:1[5-9]|20)\d\d)+(?:,? and (?:1[5-9]|20)\d\d)?\s*\)")
_YEAR = pattern(r"\d{4}")
_OF_YEARS = frozenset(
    ("times", "finals", "elections", "olympics", "games", "years", "occasions", "seasons", "summers", "winters")
)
"""What happens once in a year: of medals there may be two."""
_CHOSEN = pattern(r"\b(?:every|each|per|one of|any|some|first|only)\s*$", re.IGNORECASE)
_PLURAL = pattern(
    r"\b(?:the [\w ]+s|\w+ (?:islands|isles|counties|towns|boroughs|brothers|sisters|twins|family|families))\s*(?:,|\)|and\b)",
    re.IGNORECASE,
)
"""A name that may stand for several things."""


def in_brackets(article: Article, block: int) -> Iterator[tuple[Announcement, Listing]]:
    """The numbers of a block that brackets full of names or years follow, with what stands in them."""
    text, end = article.document.text, article.document.blocks[block].end
    if text.find("(", article.document.blocks[block].start, end) < 0:
        return
    for index in article.by_block.get(block, ()):
        figure = article.figures[index]
        opened = text.find("(", figure.till, min(end, figure.till + len(figure.noun) + 4))
        if opened < 0 or figure.value < _FEWEST or not counts_things(text, figure):
            continue
        if " ".join(text[figure.till : opened].split()).lower() != figure.noun.lower():
            continue
        found = _listed(text, figure, opened, end)
        if found is not None and abs(len(found.items) - figure.value) <= max(1, figure.value // 4):
            yield Announcement.by(figure, index, figure.at, found.items[-1][1], opened, figure.noun), found


def _listed(text: str, figure: Figure, opened: int, end: int) -> Listing | None:
    if _CHOSEN.search(text[max(0, figure.at - 20) : figure.at]):
        return None
    if found := _YEARS.match(text, opened, end):
        years = [year.span() for year in _YEAR.finditer(text, opened, found.end())]
        return listing(years) if figure.head and figure.noun.lower().split()[-1] in _OF_YEARS else None
    found = _NAMES.match(text, opened, min(end, opened + _LONGEST))
    if found is None:
        return None
    items = clause(text, opened + 1, found.end() - 1)
    if items is None or not items.plain or items.fewest != items.most:
        return None
    few = len(items.items) < figure.value
    return None if few and _PLURAL.search(text, opened, found.end()) else items
