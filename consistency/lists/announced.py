"""Announced: the words that promise a list, "three reasons:", "the following five steps", "both ways:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.lists.clause import DASH
from consistency.lists.ordinals import opens
from consistency.relation import Article

FEWEST, MOST = 2, 60
_REACH = 160
"""How far behind its number the colon of a list may stand, in characters."""

_LEFT = 80
"""How many characters in front of its number are read."""

# What is listed behind these words are examples, or other things than those that were counted.
_EXAMPLES = pattern(
    r"\b(?:includ\w+|such as|e\.g|for (?:example|instance)|among(?:st)?|like|notably|particularly|especially|"
    r"in particular|(?:some|most|many|one|few) of|mostly|mainly|primarily|starting with)\b",
    re.IGNORECASE,
)
_OTHERS = pattern(
    r"\b(?:these|those|some|several|certain|various|many|multiple|numerous|a (?:few|couple|number|list|series|set) of|"
    r"each|every|exceptions?|than|compared|versus|who|whose)\b|\bthe (?:following|next|same) \w|\bfollowing (?!types)\w+s\b",
    re.IGNORECASE,
)
_CHOSEN = pattern(
    r"(?:\b(?:one|any|some|each|none|either|part|half|most|many|few)"
    r" of (?:the |these |those |its |our |their |his |her |my )?|\bevery |\bper |#|-)$",
    re.IGNORECASE,
)
_WHOLE = pattern(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:out )?of (?:(?:the|these|its|our|their|his|her|all) (?:\w+ )?)?$",
    re.IGNORECASE,
)
# What is counted was told before: "A, B and C are the three".
_BEFORE = pattern(r"(?:,|\band\b) .{0,40}\b(?:are|were) (?:the |our |its |their )?$", re.IGNORECASE)
# "A lead of 17 points: ..." is a size; "the plan has five points: ..." are things.
_POINTS = pattern(r"(?:percentage |per cent )?points?$", re.IGNORECASE)
_SIZED = pattern(
    r"\b(?:gap|lead|difference|margin|spread|distance|gulf|swing|drop|fall|rise|gain|loss|score|by|up|down|of|is|was|at|on|"
    r"won|scored|rose|fell|gained|lost) (?:only |just |now |still |about |some )?$",
    re.IGNORECASE,
)
_FOLLOWS = pattern(r" (?:as follows|below|here)$")
# The number belongs to a name in front of it: "the OAuth 2 flows".
_VERSION = pattern(r"\b\w*[A-Z]\w*[A-Z]\w*\s\Z")
# What follows was promised before: "the following towns have two gates: ...".
_FOLLOWING = pattern(r"\bfollowing (?:[a-z-]+ ){0,2}?[a-z]+s [a-z]", re.IGNORECASE)
_KEY = pattern(r"[A-Z][\w-]*")
"""A key and its value on a line of their own, below a line that ends with a number."""
# What follows says how, and not which: "two cases are treated as follows".
_DONE = pattern(
    r"\b(?:treated|handled|dealt with|processed|counted|calculated|computed|converted|compared|combined) as follows$"
)
_TASK = pattern(
    r"\b(?:to|can|must|should|will|let[’']s|how to) \w+ (?:the |these |all |any |its |our |your )?$", re.IGNORECASE
)
_CUE = pattern(r"\b(?:following|here (?:are|is)|here[’']s|below|these|there (?:are|were)) (?:\w+ )?$", re.IGNORECASE)
_COLON = pattern(r":(?=\s|$)")
_AND = pattern(r",|\b(?:and|or)\b")
_OF_THE = pattern(r"\s+of (?:the|these|its|our|their|his|her|all) (?:\w+ )?$")
_BOTH = pattern(r"\b[Bb]oth(?: of)?(?: the| these| those| our| its| their)? ((?:[\w’-]+ )?[\w’-]*[^\Wsu]s):\s*\Z")


class Announcement(NamedTuple):
    """Words that promise `value` things.

    `figure` is the index of the number, None where the text says "both"; `at` and `till` are the place of the word. `noun`
    is what it counts, `head` its head. `start` and `end` are the sentence, `tail` the words between the number and the
    colon or the sentence's end. `colon` is where the list begins in the sentence, behind a colon or (`dashed`) a
    dash: `end` where nothing follows the colon there, and -1 without either. `plain`: all of the things are meant, and no more than a few words separate them from
    the list. `cued`: the words in front say that they will be told ("there are", "the following"). `bare`: nothing stands between the noun and the
    list. `task`: the things are what something is done with ("to join two boards:").
    """

    block: int
    figure: int | None
    at: int
    till: int
    value: int
    noun: str
    head: str
    start: int
    end: int
    colon: int
    tail: str
    plain: bool = True
    dashed: bool = False
    cued: bool = False
    bare: bool = True
    task: bool = False

    @classmethod
    def by(cls, figure: Figure, index: int, start: int, end: int, colon: int, tail: str) -> Announcement:
        """The announcement that a count makes; the rest as most often."""
        value, noun, head = int(figure.value), figure.noun, figure.head
        return cls(figure.block, index, figure.at, figure.till, value, noun, head, start, end, colon, tail)

    @property
    def ends(self) -> bool:
        """Whether the sentence ends with the colon."""
        return self.colon == self.end


def announcements(article: Article, block: int) -> Iterator[Announcement]:
    """The announcements of a block, in order."""
    text = article.document.text
    number = 0
    for index in article.by_block.get(block, ()):
        figure = article.figures[index]
        spans = article.sentences(block)
        while number + 1 < len(spans) and figure.at >= spans[number + 1][0]:
            number += 1
        if counts_things(text, figure):
            following = article.figures[index + 1] if index + 1 < len(article.figures) else None
            next_sentence = spans[number + 1] if number + 1 < len(spans) else None
            found = _read(text, figure, index, spans[number], next_sentence)
            if found is not None and not _meets(text, found, following):
                yield found


def both(article: Article, block: int) -> Announcement | None:
    """ "both methods:" at the end of a block."""
    place = article.document.blocks[block]
    text = article.document.text
    found = _BOTH.search(text, max(place.start, place.end - _REACH), place.end)
    if found is None:
        return None
    at, end = found.start(), found.end()
    return Announcement(
        block=block,
        figure=None,
        at=at,
        till=at + 4,
        value=2,
        noun=found[1],
        head="",
        start=at,
        end=end,
        colon=end,
        tail="",
        cued=True,
    )


def _meets(text: str, found: Announcement, following: Figure | None) -> bool:
    """Whether another number stands before the list: the list may be of its things. "two of the four" are two."""
    if (
        following is None
        or following.block != found.block
        or following.at >= (found.colon if found.colon >= 0 else found.end)
    ):
        return False
    return _OF_THE.match(text, found.till, following.at) is None


def counts_things(text: str, figure: Figure) -> bool:
    """Whether the figure is a plain number of things that one could list."""
    if figure.kind != "count" or figure.value_to is not None or not FEWEST <= figure.value <= MOST:
        return False
    if figure.value != int(figure.value) or not figure.noun or "." in figure.text:
        return False
    if figure.text.isdigit() and (
        text.startswith("  ", figure.till) or _VERSION.search(text, max(0, figure.at - 24), figure.at)
    ):
        return False
    return (figure.hedge == "none" or _is_couple(figure)) and text[figure.till : figure.till + 1] not in tuple("-–'’%+")


def _is_couple(figure: Figure) -> bool:
    return figure.text.lower().startswith("a couple")


def _read(
    text: str, figure: Figure, index: int, sentence: tuple[int, int], following: tuple[int, int] | None
) -> Announcement | None:
    """The announcement that the figure makes in its sentence, None where what follows are examples or other things."""
    start, end = sentence
    while end > figure.till and text[end - 1] in " \t\r\n*_":
        end -= 1
    reach = min(end, figure.till + _REACH)
    mark = _COLON.search(text, figure.till, reach)
    colon = mark.start() if mark else -1
    dash = DASH.search(text, figure.till, colon if colon >= 0 else reach)
    if dash:
        colon = dash.end() - 1
    elif colon < 0 and (reach < end or (following and not opens(text, *following))):
        return None
    tail = " ".join(text[figure.till : dash.start() if dash else colon if colon >= 0 else reach].split())
    if _EXAMPLES.search(tail) or _OTHERS.search(tail) or _DONE.search(tail) or ";" in tail:
        return None
    left = " ".join(text[max(start, figure.at - _LEFT) : figure.at].split()) + " "
    if _FOLLOWING.search(left) or (text[figure.till] == "\n" and _KEY.fullmatch(tail)):
        return None
    if _WHOLE.search(left) or _BEFORE.search(left) or (_POINTS.match(figure.noun) and _SIZED.search(left)):
        return None
    follows = _FOLLOWS.search(tail)
    begins = colon if colon < 0 else end if colon + 1 >= end else colon + 1
    return Announcement.by(figure, index, start, end, begins, tail)._replace(
        dashed=dash is not None,
        plain=not _CHOSEN.search(left) and not _is_couple(figure) and len(tail.split()) <= 12 and not _AND.search(tail),
        cued=_CUE.search(left.lstrip()) is not None or follows is not None,
        bare=(tail[: follows.start()] if follows else tail).lower().endswith(figure.noun.lower()),
        task=_TASK.search(left) is not None and follows is None,
    )
