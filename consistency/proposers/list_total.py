"""The figures of a list's items, against the total in the sentence above them or in the last item.

We counted 244 elements, made up of:        - Rent: $900
- 145 from HTML                             - Food: $350
- 99 from SVG                               - Total: $1,250

Every item has to give its figure where a list gives amounts: first of all, or at its end behind a colon or a dash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.relation import Article, Proposal
from consistency.slip import slips_from

ROLES = ("parts", "total")
OF_TEXT = True
KINDS = ("count", "money", "measure", "duration")
FEWEST = 2
"""How many parts make a sum."""

_SUMMED = pattern(
    r"(?i)\W*(?:the |a |sub-?)?(?:grand |overall |combined )?(?:total|sum|altogether|in (?:all|total))\b(?! of the\b)"
)
_CUE = pattern(
    r"(?i)\b(?:total(?:s|ling|ing|led|ed)?\b(?! of\b)|made up of|compris\w+|consist\w*|composed of|breakdown|"
    r"broken down|breaks? down|(?:divided|split) (?:into|between|among))\b"
)
_LEADING = pattern(r"[\W_]*(?:about |around |some |nearly |almost |roughly |the )?")
_TRAILING = pattern(r"[^:–—]{1,80}(?::|\s[-–—])[\W_]*")
_PLACED = pattern(r"[\s*_]*(?:[\w'’-]+\s+){0,3}(from|in|at|by|under|went to|came from)\b")
"""What keeps parts from overlapping: a thing comes from one place."""
_BEHIND = pattern(r"[\s.;,)*_]*(?:and)?[\s.;,)*_]*")


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each list whose items are the parts of a total; parts of an unsaid whole need not be all."""
    blocks = article.document.blocks
    items = [number for number, block in enumerate(blocks) if block.kind == "item" and block.list is not None]
    for _, group in groupby(items, key=lambda number: (blocks[number].list, blocks[number].level)):
        listed = list(group)
        figures = [_amount(article, number) for number in listed]
        sums = [number for number in listed if _is_summed(article, number)]
        if sums:
            # With subtotals in between, the last line is no sum of all the others, but the first is of those above it.
            first = listed.index(sums[0])
            *parts, total = figures[: first + 1]
            yield from _proposal(article, parts, total, "high", 'the item "total"', partial=False)
        elif listed[0] > 0 and (whole := _above(article, listed[0] - 1)) is not None:
            index, cued = whole
            if not cued and not _is_divided(article, figures):
                if _is_slip(article, figures, index):
                    yield from _proposal(article, figures, index, "medium", "the list that follows", partial=False)
                continue
            evidence = "the list under its total" if cued else "the list that follows"
            yield from _proposal(article, figures, index, "high" if cued else "low", evidence, partial=not cued)


def _proposal(
    article: Article, parts: Sequence[int | None], total: int | None, confidence: str, evidence: str, *, partial: bool
) -> Iterator[Proposal]:
    known = [part for part in parts if part is not None]
    if total is None or len(known) < len(parts) or len(known) < FEWEST:
        return
    units = {article.figures[index].unit for index in (*known, total)}
    # "Two kinds:" above a list of two counts its items.
    if len(units) == 1 and article.figures[total].value != len(known):
        yield Proposal({"parts": tuple(known), "total": (total,)}, confidence, evidence, partial)


def _is_summed(article: Article, number: int) -> bool:
    block = article.document.blocks[number]
    return _SUMMED.match(article.document.text, block.start, block.end) is not None


def _amounts(article: Article, number: int) -> list[int]:
    return [
        index
        for index in article.by_block.get(number, ())
        if article.figures[index].kind in KINDS and article.figures[index].value_to is None
    ]


def _amount(article: Article, number: int) -> int | None:
    """The figure that the item gives for its thing: the first word of it, or the last one behind a colon or a dash."""
    block, text = article.document.blocks[number], article.document.text
    amounts = _amounts(article, number)
    if not amounts:
        return None
    first, last = article.figures[amounts[0]], article.figures[amounts[-1]]
    if _LEADING.fullmatch(text, block.start, first.at):
        return amounts[0] if not first.after.startswith("-") else None
    if _TRAILING.fullmatch(text, block.start, last.at) and _BEHIND.fullmatch(text, last.till, block.end):
        return amounts[-1]
    return None


def _is_divided(article: Article, figures: Sequence[int | None]) -> bool:
    """Whether each figure is followed by the same word of place or purpose, so that no two parts overlap."""
    ends = [article.figures[index].till for index in figures if index is not None]
    found = [_PLACED.match(article.document.text, end) for end in ends]
    return all(found) and len({match[1] for match in found if match}) == 1


def _is_slip(article: Article, parts: Sequence[int | None], total: int) -> bool:
    """Whether the amounts behind the items' labels come to the total, or only a slip of the hand keeps them from it."""
    whole = article.figures[total]
    known = [article.figures[part] for part in parts if part is not None]
    if len(known) < len(parts) or any(
        _LEADING.fullmatch(article.document.text, _start(article, one), one.at) for one in known
    ):
        return False
    return sum(one.value for one in known) == whole.value or slips_from(known, whole)


def _start(article: Article, figure: Figure) -> int:
    return article.document.blocks[figure.block].start


def _above(article: Article, number: int) -> tuple[int, bool] | None:
    """The only amount of the sentence that ends in a colon above a list, and whether it is said to be the total."""
    block = article.document.blocks[number]
    said = article.document.block_text(block).rstrip(" \r\n*_")
    if block.kind not in ("paragraph", "item") or not said.endswith(":"):
        return None
    start, end = article.sentences(number)[-1]
    amounts = [index for index in _amounts(article, number) if article.figures[index].at >= start]
    if len(amounts) != 1:
        return None
    return amounts[0], _CUE.search(article.document.text, start, end) is not None
