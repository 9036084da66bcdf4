"""The parts into which a sentence splits a whole: "Of the 4,480 ships, 2,100 were freighters, 1,380 ferries and 1,000 tugs",
"4,480 ships: 2,100 freighters, 1,380 ferries and 1,000 tugs".

Such parts may overlap and need not be all, so only two things are said of them: that they come to the whole, and that they
would but for a slip of the hand in one figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from consistency.figure import Figure
from consistency.relation import Article, Proposal
from consistency.slip import is_likely, slip

ROLES = ("parts", "whole")
OF_TEXT = True
_FEWEST, _MOST = 2, 8
_LEAST = 10
"""Of "three things: one with 1.5 and one with 1.5", three is no whole."""
_NAMED, _LONGEST = 80, 320
"""How many characters may follow the whole up to its comma, and how many the sentence may have."""
_AS_WELL = ("percent", "ratio", "year", "date", "time", "ordinal", "age", "point")
"""The kinds of figures that may stand beside the parts."""
_OF = re.compile(
    r"(?:^|[;:—–]\s|[.!?]\s)(?:but |and |so )?(?:out )?of (?:the|these|those|its|their|his|her|our|my|your|some|all)?"
    r"\s?(?:[\w'’-]+\s){0,2}$",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:each|every|per|averag\w*|median|both|also|either|respectively|including|includes?|among|of wh(?:om|ich)|of (?:them|these|those)"
    r"|than|up|down|from|between|another of|times|twice|half|instead|not|\w+n['’]t|estimat\w*|expect\w*|forecast\w*|plan\w*"
    r"|target\w*|multiple|overlap\w*|more)\b",
    re.IGNORECASE,
)


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """The roles `parts` and `whole` of each sentence that splits a whole."""
    text = article.document.text
    for block in article.by_block:
        indices = article.by_block[block]
        if len(indices) <= _FEWEST or article.document.blocks[block].kind == "cell":
            continue
        for start, end in article.sentences(block):
            first, last = (
                bisect_left(indices, place, key=lambda index: article.figures[index].at) for place in (start, end)
            )
            within = indices[first:last]
            if len(within) > _FEWEST and end - start <= _LONGEST:
                yield from _of_sentence(article, text[start:end], start, within)


def _of_sentence(article: Article, sentence: str, start: int, indices: Sequence[int]) -> Iterator[Proposal]:
    figures = article.figures
    place, words = _whole(sentence, start, [figures[index] for index in indices])
    if place < 0:
        return
    whole = figures[indices[place]]
    behind = sentence[whole.till - start :]
    if ";" in behind or _OTHERWISE.search(behind):
        return
    parts = [index for index in indices[place + 1 :] if figures[index].kind not in _AS_WELL]
    if not _FEWEST <= len(parts) <= _MOST or not all(_is_alike(whole, figures[part]) for part in parts):
        return
    confidence = _confidence(whole, [figures[part] for part in parts])
    if confidence:
        yield Proposal({"parts": tuple(parts), "whole": (indices[place],)}, confidence, f'same sentence, "{words}"')


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
    if before and colon - (figures[before[-1]].till - start) <= _NAMED:
        return before[-1], "…: …, … and …"
    return -1, ""


def _is_alike(whole: Figure, part: Figure) -> bool:
    return (
        (part.kind, part.unit) == (whole.kind, whole.unit)
        and part.kind in ("count", "money")
        and part.hedge == whole.hedge == "none"
        and 0 < part.value < whole.value >= _LEAST
        and not (part.quoted or part.attributed)
    )


def _confidence(whole: Figure, parts: Sequence[Figure]) -> str:
    """How sure it is that the parts are all: they come to the whole, or one slip keeps them from it; empty where not."""
    gap = sum(part.value for part in parts) - whole.value
    if not gap:
        return "high"
    if abs(gap) > whole.value / 2:
        return ""
    meant = [(whole, whole.value + gap), *((part, part.value - gap) for part in parts)]
    slips = (
        wanted > 0 and is_likely(slip(figure.value, wanted, figure.grain), figure.value, wanted, figure.grain)
        for figure, wanted in meant
    )
    return "medium" if any(slips) else ""
