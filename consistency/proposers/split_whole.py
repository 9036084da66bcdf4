"""The parts into which a sentence splits a whole: "Of the 4,480 ships, 2,100 were freighters, 1,380 ferries and 1,000 tugs",
"4,480 ships: 2,100 freighters, 1,380 ferries and 1,000 tugs", "4,480 ships, 2,100 in Lindum and 2,380 in Wells".

Such parts may overlap and need not be all, so only two things are said of them: that they come to the whole, and that they
would but for a slip of the hand in one figure. A row in which every thing has its number is nearer to a sum: see
consistency.lists.amounts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.lists.amounts import apposed, is_off_by_slip, is_rounded, is_row, may_overlap, misses
from consistency.plausibility import is_complete
from consistency.relation import Article, Proposal
from consistency.slip import slips_from

ROLES = ("parts", "whole")
OF_TEXT = True
_FEWEST, _MOST = 2, 8
_LEAST, _LEAST_OF_ROW = 10, 4
"""Of "three things: one with 1.5 and one with 1.5", three is no whole."""
_NAMED, _LONGEST = 80, 320
"""How many characters may follow the whole up to its comma, and how many the sentence may have."""
_AS_WELL = ("percent", "ratio", "year", "date", "time", "ordinal", "age", "point")
"""The kinds of figures that may stand beside the parts."""
_OF = pattern(
    r"(?:^|[;:—–]\s|[.!?]\s)(?:but |and |so )?(?:out )?of (?:the|these|those|its|their|his|her|our|my|your|some|all)?"
    r"\s?(?:[\w'’-]+\s){0,2}$",
    re.IGNORECASE,
)
_OF_THESE = pattern(
    r"(?:but |and |so )?of (?:this|that sum|that|these|those|them|the [a-z]{3,})\b(?! of)", re.IGNORECASE
)
_ROW = pattern(r"\b(?:from|before|after)\b")
_MOVED = pattern(r"\b(?:up|down) [\d.,]+ ?(?:%|per ?cent)")
_OTHER_TIME = pattern(
    r"\b(?:1[89]|20)\d\d\b|\b(?:now|then|last|next|ago|earlier|before|after|previous(?:ly)?|today|yesterday|once|twice|first|less|others)\b"
)
"""What is told of other times, or is counted otherwise, need not come to the whole."""
_THEN = pattern(r"\b(?:(?:1[89]|20)\d\d|now|then|ago|previously|today|once|twice|less|others)\b")
"""The like where "the first" and "the earlier one" are where the parts belong."""
_REST = pattern(
    r"(?:,|;|\b(?:and|plus|with|while|but))\s(?:and |with )?(?:an?|one|another|none|the (?:rest|other|remain))",
    re.IGNORECASE,
)
"""What is left, told without a figure: "with one still to be decided"."""
_CLOSED = 3
"""How many parts that are closed by "and" may be taken for all."""
_AND = pattern(r"\band\b[^,;]{0,24}$", re.IGNORECASE)
_PLACED = pattern(r"\s(?:[\w'’-]+\s){0,2}?(from|in|at|by|under|went to|came from)\b")
_NAME = pattern(r"(?:\b[A-Z][a-z]+|\b(?:top|number|no|type|grade|phase|class|route|level|stage))\.? $")
_BEFORE = 16
"""How many characters in front of a figure are read for the name that it belongs to."""
_HYPHEN = pattern(r"[-‑]\w")
_OTHERWISE = pattern(
    r"\b(?:each|every|per|averag\w*|median|both|also|either|respectively|including|includes?|among|of wh(?:om|ich)|of (?:them|these|those)"
    r"|than|up|down|from|between|another of|times|twice|half|instead|not|\w+n['’]t|estimat\w*|expect\w*|forecast\w*|plan(?:s|ned|ning)?"
    r"|target\w*|multiple|overlap\w*|more|most|largest|biggest|main(?:ly)?)\b",
    re.IGNORECASE,
)


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """The roles `parts` and `whole` of each sentence that splits a whole."""
    text = article.document.text
    for block in article.by_block:
        indices = article.by_block[block]
        if len(indices) <= _FEWEST or article.document.blocks[block].kind == "cell":
            continue
        before: Sequence[int] = ()
        for start, end in article.sentences(block):
            first, last = (
                bisect_left(indices, place, key=lambda index: article.figures[index].at) for place in (start, end)
            )
            within = indices[first:last]
            if len(within) >= _FEWEST and end - start <= _LONGEST:
                yield from _of_sentence(article, text[start:end], start, within)
                yield from _of_apposition(article, text[start:end], start, within)
                yield from _of_neighbours(article, text[start:end], within, before)
            before = within


def _of_sentence(article: Article, sentence: str, start: int, indices: Sequence[int]) -> Iterator[Proposal]:
    figures = article.figures
    place, words = _whole(sentence, start, [figures[index] for index in indices])
    if place < 0:
        return
    whole = figures[indices[place]]
    colon = start + sentence.index(": ") if ":" in words else whole.till
    parts = _parts(article, [index for index in indices[place + 1 :] if figures[index].at >= colon])
    behind = sentence[whole.till - start :]
    placed = ":" in words and _is_placed(article, parts)
    if ";" in behind or _OTHERWISE.search(_MOVED.sub("", behind.replace(" from ", " ") if placed else behind)):
        return
    told = [figures[part] for part in parts]
    row = ":" in words and is_row(article.document.text, colon + 1, told)
    if not _FEWEST <= len(parts) <= _MOST or not all(_is_alike(whole, part, rough=row) for part in told):
        return
    if (row and may_overlap(whole, told)) or _leaves_rest(whole, told, sentence[told[-1].till - start :]):
        return
    if is_complete([part.value for part in told[:-1]], whole.value):
        return  # "67 singers: 40 women, 27 men, and two conductors"
    confidence = _confidence(whole, told, closed=placed)
    if row and not confidence and not _OTHER_TIME.search(behind):
        confidence = misses(whole, told)
    if confidence:
        yield Proposal({"parts": tuple(parts), "whole": (indices[place],)}, confidence, f'same sentence, "{words}"')


def _of_apposition(article: Article, sentence: str, start: int, indices: Sequence[int]) -> Iterator[Proposal]:
    """The parts that follow their whole behind a comma: "155 flights, 64 on Monday and 91 on Tuesday"."""
    if ", " not in sentence or " and " not in sentence:
        return
    figures = article.figures
    amounts = [index for index in indices if figures[index].kind not in _AS_WELL]
    for place, index in enumerate(amounts[:-_FEWEST]):
        whole = figures[index]
        told = apposed(article.document.text, [figures[one] for one in amounts[place:] if figures[one].is_like(whole)])
        if not told or len(told) > _MOST or not all(_is_alike(whole, part, rough=True) for part in told):
            continue
        behind = sentence[whole.till - start : told[-1].till - start]
        after = sentence[told[-1].till - start :]
        if sum(part.value for part in told) != whole.value:
            said = sentence[: whole.at - start] + _ROW.sub(" ", behind + after)
            if _OTHERWISE.search(said) or _THEN.search(said) or not is_off_by_slip(whole, told):
                continue
            if any(part.hedge != "none" for part in (whole, *told)) or _leaves_rest(whole, told, after):
                continue
        parts = tuple(one for one in amounts if figures[one] in told)
        yield Proposal({"parts": parts, "whole": (index,)}, "medium", 'same sentence, "…, … and …"')


def _of_neighbours(
    article: Article, sentence: str, indices: Sequence[int], before: Sequence[int]
) -> Iterator[Proposal]:
    """The parts behind "of these" or "of the dead", and the only figure of the sentence before that can be their whole."""
    figures = article.figures
    found = _OF_THESE.match(sentence)
    if not found or ";" in sentence or _OTHERWISE.search(sentence, found.end()):
        return
    parts = _parts(article, indices)
    # Two sums of money may leave something out, and hardly overlap.
    fewest = _FEWEST if all(figures[part].kind == "money" for part in parts) else _CLOSED
    if not fewest <= len(parts) <= _MOST or not _AND.search(figures[parts[-1]].before):
        return
    wholes = [index for index in before if all(_is_alike(figures[index], figures[part]) for part in parts)]
    if len(wholes) != 1:
        return
    whole, told = figures[wholes[0]], [figures[part] for part in parts]
    confidence = _confidence(whole, told, closed=False)
    if confidence and (len(told) >= _CLOSED or sum(part.value for part in told) >= whole.value):
        evidence = f'neighbouring sentences, "{found[0].lower()}"'
        yield Proposal({"parts": tuple(parts), "whole": (wholes[0],)}, confidence, evidence)


def _parts(article: Article, indices: Sequence[int]) -> list[int]:
    """The figures that may be parts: not the first half of a compound ("one-parent families"), and none at all where one
    is in a name ("the Top 10")."""
    text, figures = article.document.text, article.figures
    parts = [index for index in indices if figures[index].kind not in _AS_WELL]
    if any(_NAME.search(text, max(0, figures[part].at - _BEFORE), figures[part].at) for part in parts):
        return []
    return [part for part in parts if not _HYPHEN.match(text, figures[part].till)]


def _is_placed(article: Article, parts: Sequence[int]) -> bool:
    """Whether three parts or more are closed by "and", each at another place: nothing is at two places."""
    text, figures = article.document.text, article.figures
    if len(parts) < _CLOSED or not _AND.search(figures[parts[-1]].before):
        return False
    found = [_PLACED.match(text, figures[part].till) for part in parts]
    return all(found) and len({match[1] for match in found if match}) == 1


def _whole(sentence: str, start: int, figures: Sequence[Figure]) -> tuple[int, str]:
    """Which figure is named as a whole, and by what words; -1 for none."""
    first, second = figures[0], figures[1]
    comma = sentence.find(",", first.till - start)
    if (
        0 <= comma <= first.till - start + _NAMED
        and second.at >= start + comma
        and _OF.search(sentence[: first.at - start])
    ):
        return 0, "of the …, …"
    colon = sentence.find(": ")
    before = [
        number for number, figure in enumerate(figures) if figure.at - start < colon and figure.kind not in _AS_WELL
    ]
    if not before or colon - (figures[before[-1]].till - start) > _NAMED:
        return -1, ""
    # "812 clerks in seven towns:" above seven parts.
    listed = sum(figure.at - start > colon and figure.kind not in _AS_WELL for figure in figures)
    counts = len(before) > 1 and figures[before[-1]].value == listed
    return before[-2 if counts else -1], "…: …, … and …"


def _leaves_rest(whole: Figure, parts: Sequence[Figure], after: str) -> bool:
    return sum(part.value for part in parts) < whole.value and _REST.search(after) is not None


def _is_alike(whole: Figure, part: Figure, *, rough: bool = False) -> bool:
    hedges, least = (("none", "about"), _LEAST_OF_ROW) if rough else (("none",), _LEAST)
    return (
        part.is_like(whole)
        and part.kind in ("count", "money", "measure")
        and part.hedge in hedges
        and whole.hedge in hedges
        and 0 < part.value < whole.value >= least
        and not (part.quoted or part.attributed)
    )


def _confidence(whole: Figure, parts: Sequence[Figure], *, closed: bool) -> str:
    """How sure it is that the parts are all: they come to the whole, or one slip keeps them from it; empty where not.

    Parts that are closed are meant as all.
    """
    gap = sum(part.value for part in parts) - whole.value
    if not gap:
        return "high"
    if abs(gap) > whole.value / 2 or is_rounded(whole, parts):
        return ""
    if closed:
        return "medium"
    return "medium" if slips_from(parts, whole) else ""
