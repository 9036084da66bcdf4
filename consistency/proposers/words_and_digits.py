"""A number in words and the same again in digits behind it: "forty-five (45)", "five hundred dollars ($500)"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consistency.figure import Figure
from consistency.grammar import asides
from consistency.grammar.lazy import pattern
from consistency.relation import Article, Place, Proposal
from consistency.slip import slip

ROLES = ("first", "second")
OF_TEXT = True

_IN_DIGITS = pattern(r"[^()]{0,40}?[\s-]?\((\d{1,3}(?:,\d{3})+|\d+)\)")
_DIGIT = pattern(r"\d")
_GOES_ON = pattern(r"[\s-](?:of\s|per\s)?[a-z]{2}")
_SECOND_ITEM = pattern(r"[^\n]{0,240}?[\s(]2\)")
_KINDS = ("count", "money", "measure", "duration", "percent", "age")
_FAR = 20
"""How many times the one number may be the other, where no slip of the hand makes it that."""
_YEARS = range(1500, 2200)
_SMALL = 100
_OPEN = ("more than", "at least", "up to", "less than")
_EVIDENCE = "the brackets behind the number"


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each number in words with a number in digits in brackets right behind it, or the other way round.

    `first` is the figure in front; `second` is a figure, or the number in its brackets where that is no figure of its
    own. A number that may be a note, an item's number or a year is none of it.
    """
    text, figures = article.document.text, article.figures
    for block, indices in article.by_block.items():
        if article.document.blocks[block].kind == "cell":
            continue
        for index in indices:
            if proposal := _behind(text, index, figures[index]):
                yield proposal
        for aside in asides.find(text, figures, indices):
            if aside.how == asides.BRACKETS and aside.closed and not aside.words and not aside.chained:
                a, b = figures[aside.first], figures[aside.second]
                glued = "[" in text[a.till : b.at]  # "Two[3]": a footnote, or an index
                if _fit(a, b) and not glued and _in_words(text, a) != _in_words(text, b):
                    yield Proposal({"first": (aside.first,), "second": (aside.second,)}, "high", _EVIDENCE)


def _behind(text: str, index: int, figure: Figure) -> Proposal | None:
    """The proposal about a figure in words and the bare digits in the brackets behind or within it."""
    if figure.kind not in _KINDS or figure.value_to is not None or not text[figure.number_at].isalpha():
        return None
    inside = text.find("(", figure.number_at, figure.till)
    end = figure.till if inside < 0 else inside
    found = _IN_DIGITS.match(text, figure.number_at if inside >= 0 else end)
    if not found or _DIGIT.search(text, figure.number_at, found.start(1)):
        return None
    # The digits stand behind the number itself: "five years (68)" counts something else.
    if inside < 0 and (found.start(1) > end + 2 or (figure.unit and figure.kind != "money")):
        return None
    digits = float(found[1].replace(",", ""))
    if _is_another(figure, digits):
        return None
    if figure.value < _SMALL and digits in _YEARS and "," not in found[1]:
        return None
    if digits == 1 and figure.value != 1 and _SECOND_ITEM.match(text, found.end()):
        return None
    sure = figure.unit or _GOES_ON.match(text, found.end()) or figure.value >= _SMALL
    confidence = "high" if sure else "low"
    place = Place("second", "in digits", found.start(1), found.end(1))
    named = {"second_name": found[1]}
    if figure.hedge not in _OPEN:
        return Proposal(
            {"first": (index,)}, confidence, _EVIDENCE, values={"second": digits}, places=(place,), words=named
        )
    # "at least thirty (30)": the hedge holds for both, and the numbers alone are compared.
    own = Place("first", "in words", figure.number_at, end)
    named["first_name"] = " ".join(text[figure.number_at : end].split())
    values = {"first": figure.value, "second": digits}
    return Proposal({}, confidence, _EVIDENCE, values=values, places=(place, own), words=named)


def _fit(a: Figure, b: Figure) -> bool:
    alike = a.kind in _KINDS and b.kind in _KINDS and a.unit == b.unit and a.dimension == b.dimension
    return alike and a.value_to is None and b.value_to is None and not _is_another(a, b.value)


def _is_another(figure: Figure, digits: float) -> bool:
    """Whether the brackets must hold a figure about the number: "five or more (1.07)", "gate two (9,000)"."""
    value = figure.value
    if figure.unit or value == digits:
        return False
    if value.is_integer() != digits.is_integer():
        return True
    low, high = sorted((abs(value), abs(digits)))
    return high > _FAR * low and not slip(digits, value, 1)


def _in_words(text: str, figure: Figure) -> bool:
    return _DIGIT.search(text, figure.number_at, figure.till) is None
