"""Numbers that the body tells without a numeral: a trio, both, the centenary, a single cow."""

from __future__ import annotations

import re

from consistency.grammar.lazy import pattern
from consistency.implied.pairs import Values
from consistency.implied.times import Search

_COLLECTIVES = {
    "both": 2, "couple": 2, "duo": 2, "twin": 2, "twins": 2, "pair": 2, "trio": 3, "triple": 3, "triplets": 3,
    "threesome": 3, "quartet": 4, "foursome": 4, "quadruplets": 4, "quintet": 5, "quintuplets": 5, "sextet": 6,
    "sextuplets": 6, "dozen": 12, "twice": 2, "thrice": 3,
}  # fmt: skip
_CENTENARIES = {
    "centenary": 100, "centennial": 100, "centenarian": 100, "bicentenary": 200, "bicentennial": 200,
    "tercentenary": 300, "millennial": 1000, "quincentenary": 500, "sesquicentennial": 150,
}  # fmt: skip
# Capitals are names: the Twins, the Trio Bank.
_GROUP = pattern(rf"\b(?:{'|'.join(_COLLECTIVES)}|Both)\b")
_JUBILEE = pattern(rf"\b(?:{'|'.join(_CENTENARIES)})\b", re.IGNORECASE)

_ITEM = pattern(r"\b(?:an?|the|his|her|their)\s[\w’'-]+(?:\s(?!and\b)[\w’'-]+){0,3}", re.IGNORECASE)
_LIST = pattern(
    r"\b(?:(?:an?|the|his|her|their)\s[\w’'-]+(?:\s(?!and\b)[\w’'-]+){0,3}(?:,\s|,?\sand\s)){2,9}"
    r"(?<=and\s)(?:an?|the|his|her|their)\s[\w’'-]+",
    re.IGNORECASE,
)


def groups(search: Search) -> Values:
    """The sizes of the groups that have a word of their own."""
    words = {found[0].lower() for found in search(_GROUP)}
    return sorted((float(_COLLECTIVES[word]), word) for word in words)


def listed(search: Search) -> Values:
    """How many things a list of three or more names: "a baker's, a bank and the chapel"."""
    lengths = {sum(1 for _ in _ITEM.finditer(found[0])): found[0] for found in search(_LIST)}
    return sorted((float(length), text) for length, text in lengths.items())


def jubilees(search: Search) -> Values:
    """The years that a word for an anniversary or an age counts."""
    words = {found[0].lower() for found in search(_JUBILEE)}
    return sorted((float(_CENTENARIES[word]), word) for word in words)


def single(noun: str, search: Search) -> Values:
    """One, where the body speaks of "one more step" or "a brown cow"."""
    wanted = re.compile(rf"\b(?:an?|one|single|lone|sole)\s(?:[\w’'-]+\s){{0,2}}{re.escape(noun)}\b", re.IGNORECASE)
    found = next(search(wanted), None)
    return [(1.0, found[0])] if found else []
