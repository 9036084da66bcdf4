"""Shares in a row: those that are said twice, and those that one verb divides among several.

"A third of the boats (33%)" is one share in words and in digits, and is added up once. "Oaks made up 60%, elms 30% and firs
10%" are shares of one whole: the verb, which is left out behind the first, parts a whole and lets nothing overlap.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from consistency.figure import Figure
from consistency.grammar.lazy import pattern

_OPENS = pattern(r"[^.;:,()]{0,60}(?:\(|,\s+or\b)\s*(?:or|about|roughly|i\.e\.|that is)?\s*")
_CLOSES = pattern(r"\s*[),.;:–—]")


def said_once(text: str, figures: Sequence[Figure], indices: Sequence[int]) -> tuple[int, ...]:
    """The figures of `indices` without the fractions in words whose percentage stands behind them, or before them.

    The percentage stays: a fraction in words is rounded to what is easily said.
    """
    again = set[int]()
    for index, following in itertools.pairwise(indices):
        one, other = figures[index], figures[following]
        if following == index + 1 and {one.kind, other.kind} == {"ratio", "percent"} and _is_again(text, one, other):
            again.add(index if one.kind == "ratio" else following)
    return tuple(index for index in indices if index not in again)


def _is_again(text: str, one: Figure, other: Figure) -> bool:
    opened = _OPENS.match(text, one.till, other.at)
    return opened is not None and opened.end() == other.at and _CLOSES.match(text, other.till) is not None


_SORT = r"(?:[^\W\d_][\w'’-]*\s+){1,3}?(?:and\s+(?:[^\W\d_][\w'’-]*\s+){1,2})?"
_PARTS = pattern(
    r"\b(?:ma(?:de|ke|kes)\s+up|account(?:s|ed)?\s+for|compris(?:e|es|ed)|constituted?|represent(?:ed)?|pa(?:y|ys|id)|own(?:s|ed)?|"
    r"h(?:old|olds|eld)|suppl(?:y|ies|ied)|contribut(?:e|es|ed)|generat(?:e|es|ed))\s+$"
)
_VOTES = pattern(r"\b(?:t(?:ook|akes)|won|wins|polled|polls)\s+$")
"""Of games everyone may win 60 percent, so these say no more "of"."""
_NEXT_SORT = pattern(rf"(?:\s+of\s+[^,;.()\d]{{1,40}})?\s*(?:[,;]\s*(?:and\s+|while\s+)?|\s+and\s+){_SORT}")
_OF_ALL = pattern(r"(?:^|\s)Of (?:the|all|its|their|these|those|our)\s[^,.;:()]{1,50},?\s*$")
_WERE = pattern(r"\s+(?:are|were)\s+(?:[a-z-]+\s+)?[a-z-]+s(?:,?\s*(?:and\s+)?)$")
_SORTS = pattern(r"\s+(?:[a-z-]+\s+)?[a-z-]+s(?:,?\s*(?:and\s+)?|\s*[.;)].*|)$")
_OWNED = pattern(r"\b(?:owned|held|funded|financed|controlled|supplied)\s+(?:jointly\s+)?by\s+[^,;.()]{1,60}\($")
_NEXT_OWNER = pattern(r"\s*\)\s*(?:[,;]\s*)?(?:and\s+)?[^()]{1,60}\($")
_WENT = pattern(
    r"\s+(?:\([^()]*\)\s+)?(?:of\s[^,;.()]{1,40}\s)?(?:(?:was|were|is|are|has been|have been)\s+)?"
    r"(?:went|goes|go|spent|paid|allocated|devoted)\s+(to|on|into)\s[^;.:]*$"
)
_SPENT = pattern(
    r"[$€£¥₹]|\b(?:money|spending|expenditure|spent|budget|revenue|income|funds?|funding|proceeds|grants?|donations?|legacy|"
    r"pound|dollar|euro|costs?|profits?|aid|output|exports?|imports|energy|heat|sum)\b",
    re.IGNORECASE,
)
_ALSO_WENT = pattern(r"\s+(?:\([^()]*\)\s+)?(to|on|into)\s[^;.:]*")
_EXCLUSIVE = (
    (
        pattern(r"\bremote(?:ly)?\b|\bfrom home\b"),
        pattern(r"\bhybrid\b"),
        pattern(r"\boffice\b|\bon[ -]site\b|\bin[ -]person\b"),
    ),
)
"""Ways to work of which nobody is said to have two."""
_ENDS = pattern(r"\s*(?:[.,;)]|$)")
_FEWEST = 3


def by_one_verb(before: Sequence[str], behind: Sequence[str], lead: str) -> str:
    """The words that make shares in a row those of one whole, of which some may be left out; empty where none do.

    `before` and `behind` are the texts on either side of each share, `lead` is what stands before the first.
    """
    if len(before) < _FEWEST:
        return ""
    verb = _PARTS.search(lead) or (_VOTES.search(lead) if " of " not in behind[0] else None)
    if verb and all(_NEXT_SORT.fullmatch(label) for label in before[1:]) and _ENDS.match(behind[-1]):
        return verb[0].strip()
    if (group := _OF_ALL.search(lead)) and _WERE.match(behind[0]) and all(_SORTS.match(label) for label in behind[1:]):
        return group[0].strip(" ,")
    return _by_owners(before, behind) or _by_purposes(behind, lead) or _by_sorts(behind)


def _by_owners(before: Sequence[str], behind: Sequence[str]) -> str:
    """ "owned by the mill (32%), two banks (24%) and others (25%)": what is owned is owned once."""
    owned = _OWNED.search(before[0])
    if owned and all(_NEXT_OWNER.fullmatch(label) for label in before[1:]) and behind[-1].lstrip().startswith(")"):
        return owned[0].rstrip("(").strip()
    return ""


def _by_purposes(behind: Sequence[str], lead: str) -> str:
    """ "83% of the money went to schools, 11% to roads and 6% to the poor": what is spent is spent once, but guests may go
    to several towns."""
    went = _WENT.match(behind[0])
    if not went or not (_SPENT.search(lead) or _SPENT.search(went[0])):
        return ""
    others = [_ALSO_WENT.match(label) for label in behind[1:]]
    return went[0].split(",")[0].strip() if all(other and other[1] == went[1] for other in others) else ""


def _by_sorts(behind: Sequence[str]) -> str:
    """ "46% work from home, 39% are hybrid and 15% in the office": sorts that exclude each other, each said once."""
    for sorts in _EXCLUSIVE:
        said = [[place for place, sort in enumerate(sorts) if sort.search(label)] for label in behind]
        if sorted(place for one in said for place in one) == list(range(len(sorts))) and all(map(len, said)):
            return ", ".join(label.strip(" ,.;") for label in behind)
    return ""
