"""The number of things that are announced, against the things that follow: "three reasons:" and four items.

What follows may be a list, numbered headings, the rest of the sentence behind a colon, or sentences that begin "First",
"Second". The number of them is a value of the proposal, as no figure says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from consistency.grammar.lazy import pattern
from consistency.grammar.number_words import BELOW_HUNDRED
from consistency.grammar.wordlist import words
from consistency.lists.announced import Announcement, announcements, both
from consistency.lists.blocks import Headings, Lists
from consistency.lists.bracketed import in_brackets
from consistency.lists.clause import clause
from consistency.lists.listing import Listing
from consistency.lists.ordinals import ordinals
from consistency.relation import Article, Place, Proposal
from consistency.wording import write_like

ROLES = ("announced", "stated", "items")
OF_WORDS = True
_WORD = pattern(r"[^\s*_]")
_OF_NUMBER = pattern(r"\s+(of (?:the|these|those|its|our|their|his|her|all) (\w+))")
SHOWN = 6
"""How many of the things a finding points at."""
_THINGS = words("""action advantage answer approach area argument aspect benefit category cause challenge change choice claim
    class clue component concern conclusion condition consequence consideration criterion danger decision difference
    difficulty dimension disadvantage drawback effect element example exception explanation fact factor feature finding form
    function goal group guideline hint idea implication improvement issue item key kind lesson level limitation measure
    mechanism method mistake mode myth objective observation obstacle opportunity option part path pattern phase piece pillar
    point possibility principle priority problem proposal question reason recommendation reform requirement responsibility
    result risk role rule scenario section sense sign solution sort source stage step strategy suggestion system takeaway task
    technique tenet theme thing tip topic trait trend trick type way weakness word""")
"""Nouns of what a list tells one by one. Of other things, an item may name several."""
_NEAR = 40
"""How many figures behind an announcement are looked at."""
WIDTH = 60
"""How many characters of a thing it points at."""


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each announcement whose things are found; `values` are the number stated and the items counted."""
    finder = _Finder(article)
    blocks = article.document.blocks
    for number in article.running:
        for announced in announcements(article, number):
            found = finder.find(announced)
            if found is not None:
                yield _proposal(article, announced, *found)
        for announced, named in in_brackets(article, number):
            yield _proposal(article, announced, named, "medium", "the names in the brackets")
        if blocks[number].kind == "paragraph" and number + 1 < len(blocks) and blocks[number + 1].kind == "item":
            pair, items = both(article, number), finder.lists.behind(number)
            if pair is not None and items is not None:
                # "Both options:" may stand over what both of them do.
                sure = items.number(pair.value) <= pair.value + 1
                yield _proposal(
                    article, pair, items, _confidence(pair, items) if sure else "low", "the list that follows"
                )


class _Finder:
    """Finds what follows an announcement in one article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.lists = Lists(article.document)
        self.headings = Headings(article.document)

    def find(self, announced: Announcement) -> tuple[Listing, str, str] | None:
        """What follows the announcement, the confidence that it is what is announced, and the evidence."""
        document = self.article.document
        block = document.blocks[announced.block]
        if block.kind in ("heading", "title"):
            return self._of_heading(announced)
        if announced.colon >= 0 and not announced.ends:
            found = self._of_clause(announced)
        elif _WORD.search(document.text, announced.end, block.end) is None:
            found = self._of_block(announced)
        else:
            found = None
        return found or self._of_sentences(announced)

    def _of_heading(self, announced: Announcement) -> tuple[Listing, str, str] | None:
        items = self.headings.numbered_below(announced.block)
        begins = announced.at == self.article.document.blocks[announced.block].start
        if items is not None:
            named = items.label == announced.head
            near = abs(items.number(announced.value) - announced.value) <= 1
            listed = announced.head in _THINGS or (begins and near)
            confidence = "high" if named else "medium" if listed else "low"
            return items, confidence, "the numbered headings"
        if not begins or announced.head not in _THINGS:
            return None
        items = self.lists.behind(announced.block)
        if items is not None:
            return items, "low", "the list that follows"
        items = self.headings.plain_below(announced.block)
        return (items, "low", "the headings that follow") if items else None

    def _of_clause(self, announced: Announcement) -> tuple[Listing, str, str] | None:
        items = clause(self.article.document.text, announced.colon, announced.end, dashed=announced.dashed)
        if items is None or (announced.dashed and not items.plain):
            return None
        if self._counts(announced):
            return None  # "25 readings: 14 for adults and 11 for children" are parts of a sum
        confidence = "low" if announced.dashed else _confidence(announced, items)
        return items, confidence, "the list behind the dash" if announced.dashed else "the list behind the colon"

    def _of_block(self, announced: Announcement) -> tuple[Listing, str, str] | None:
        """The list or the headings behind the block that the announcement ends."""
        items = self.lists.behind(announced.block)
        if items is not None:
            if self._count_themselves(items, announced.value):
                return None
            sure = announced.ends or announced.cued
            return items, _confidence(announced, items) if sure else "low", "the list that follows"
        blocks = self.article.document.blocks
        following = blocks[announced.block + 1] if announced.block + 1 < len(blocks) else None
        if following is None or following.kind != "heading" or not (announced.ends or announced.cued):
            return None
        items = self.headings.numbered_below(announced.block)
        if items is not None and items.items[0][0] == following.start:
            return items, _confidence(announced, items), "the numbered headings"
        items = self.headings.plain_below(announced.block) if announced.head in _THINGS else None
        return (items, "low", "the headings that follow") if items else None

    def _of_sentences(self, announced: Announcement) -> tuple[Listing, str, str] | None:
        rest = announced.colon if announced.colon >= 0 else announced.end
        items = ordinals(self.article, announced.block, announced.end, rest)
        if items is None:
            return None
        # Fewer may be told in other words; more can only be too many.
        fewer = items.number(announced.value) < announced.value
        sure = announced.plain and items.plain and not fewer
        return items, "high" if sure else "low", "the sentences that follow"

    def _count_themselves(self, items: Listing, announced: int) -> bool:
        """Whether the items begin with numbers of their own: "two at the gate", "four in the yard"; where fewer items than
        were announced follow, some that do are enough."""
        counting = sum(start in self.counts for start, _ in items.items)
        return 2 * counting >= len(items.items) or (counting > 1 and len(items.items) < announced)

    @cached_property
    def counts(self) -> frozenset[int]:
        """Where the figures begin that count more than one thing."""
        return frozenset(figure.at for figure in self.article.figures if figure.kind == "count" and figure.value > 1)

    def _counts(self, announced: Announcement) -> bool:
        """Whether something is counted in the sentence behind the announcement: "an inn and two mills" are three."""
        first = (announced.figure or 0) + 1
        for figure in self.article.figures[first : first + _NEAR]:
            if figure.at >= announced.end:
                break
            if figure.kind == "count" and figure.at >= announced.colon:
                return True
        return False


def _confidence(announced: Announcement, items: Listing) -> str:
    """How sure it is that the items are what is announced, each of them one thing."""
    if not items.plain or not announced.plain:
        return "low"
    if announced.head in _THINGS:
        return "high"
    if announced.task or (announced.ends and not (announced.bare or announced.cued)):
        return "low"
    stated, counted = announced.value, items.number(announced.value)
    several = stated - counted > max(1, stated // 4) and any(end - start > WIDTH for start, end in items.items)
    far = max(stated, counted) > 2 * min(stated, counted) + 1
    return "low" if several or far else "high"


def _proposal(article: Article, announced: Announcement, items: Listing, confidence: str, evidence: str) -> Proposal:
    shown = [(number, place) for number, place in enumerate(items.items, 1) if place[0] < place[1]]
    if len(shown) > SHOWN:
        shown = [*shown[: SHOWN - 1], shown[-1]]
    text = article.document.text
    places = [Place("items", str(number), *_head(text, *place)) for number, place in shown]
    if announced.figure is None:
        places.insert(0, Place("announced", "announced", announced.at, announced.till))
    counted = items.number(announced.value)
    figure = None if announced.figure is None else article.figures[announced.figure]
    found = str(counted) if figure is None else write_like(counted, figure)
    found = found[:1].lower() + found[1:]  # "Five ..., and four follow"
    return Proposal(
        roles={} if announced.figure is None else {"announced": (announced.figure,)},
        confidence=confidence,
        evidence=evidence,
        values={"stated": announced.value, "items": counted},
        places=tuple(places),
        words={
            "noun": _noun(article, announced),
            "stated_name": "both" if figure is None else figure.text,
            "items_name": found,
            "help": "" if figure is None else f"{found} instead of {figure.text} would agree with what follows",
        },
    )


def _noun(article: Article, announced: Announcement) -> str:
    """What is announced, as it is printed: "three ways", and "five of the ten" where no other noun is said."""
    found = _OF_NUMBER.match(article.document.text, announced.till)
    named = found is not None and found[2] == announced.noun and found[2].lower() in BELOW_HUNDRED
    return found[1] if found and named else announced.noun


def _head(text: str, start: int, end: int) -> tuple[int, int]:
    """The first words of a thing, on its first line."""
    line = text.find("\n", start, end)
    end = line if line > start else end
    if end - start > WIDTH:
        blank = text.rfind(" ", start, start + WIDTH)
        end = blank if blank > start else start + WIDTH
    return start, end
