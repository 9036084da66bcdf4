"""An estimate and the interval that is told for it: "hazard ratio 0.80 (95% CI 0.71 to 0.90)" lies within it.

Only what is called a confidence interval, an interquartile range or the like is one. Its two ends are read from the words
once more: behind "CI" or "interval" numbers look like labels, and their units are often left to the estimate's. The
estimate is the figure in front, with a noun between the two at the most.

Nothing is proposed where another reading is likelier: a difference whose sign the words tell ("fell by 0.5 (−0.9 to −0.1)"),
the last of two figures that are compared ("8 against 12 (2 to 6)"), a size of sample, or an interval of other magnitude.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.relation import Article, Place, Proposal

ROLES = ("estimate", "value", "least", "most")
_KINDS = ("count", "percent", "point", "measure", "duration", "ratio", "money", "age")
_NAME = (
    r"(?:CIs?|CrIs?|IQR|UI|(?:confidence|credible|uncertainty)\s+(?:intervals?|limits?)|inter-?quartile\s+range)"
    r"(?:\s?[\[(](?:CI|CrI|UI|IQR)[\])])?"
)
_NUMBER = r"[-−–+]?[$€£]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+|(?<=\d))"
_UNIT = r"(?:\s?%|(?:bn|m|k|kg|cm|mm|ml|mg)\b|\s(?!to\b|and\b)[A-Za-z]{1,8}(?:\s[A-Z][a-z])?)?"
_ENDS = rf"(?P<low>{_NUMBER}){_UNIT}(?:\s?(?:to|[-−–—]|and)\s?|[,;]\s)(?P<high>{_NUMBER})(?![\d.]\d)(?P<sign>\s?%)?"
_INTERVAL = pattern(
    rf"(?<![\w.])(?:\d{{2}}(?:\.\d+)?\s?(?:%|per ?cent)\s?(?:-\s?)?)?\b{_NAME}\s?(?:[:,=]|of|was|is)?\s?(?:between\s|from\s)?[\[(]?{_ENDS}"
)
_NAMED = pattern(rf"\b{_NAME}(?!\w)", re.I)
_CELL = pattern(rf"\s*{_NUMBER}{_UNIT}\s?[\[(]{_ENDS}{_UNIT}[\])]\s*")
_BETWEEN = pattern(r"(?:\s(?!vs\b|versus\b|than\b|and\b|or\b)(?:[a-z][a-z-]*|Hg)){0,3}[\s,;:]*[(\[]?")
_OTHER = pattern(
    r"(?:\b(?:SDs?|SE|SEM|[NnPpFtz]|I2|from|to|vs\.?|versus|than|against|with|between|per|age|aged|week|month|year|day)|[±<>≤≥=])\s*(?:[=<>:≤≥]\s*)?$"
)
_WHEN = pattern(r"\b(?:at|in|over|after|within|during)\s(?:the\s|about\s)?$", re.IGNORECASE)
_FIRST = pattern(_NUMBER)
_MEAN = pattern(r"\b(?:mean|average)\b", re.I)
_MEDIAN = pattern(r"\bmedian\b", re.I)
_FAR = 5.0
"""How many times the larger end an estimate may be, or how small a part of the smaller, and still be of one magnitude."""
_REACH = 80


class _Ends(NamedTuple):
    """The ends of an interval as printed, how far rounding may have moved them, and where they stand."""

    low: float
    high: float
    slack: float
    at: int
    till: int

    def holds(self, value: float) -> bool:
        return self.low - self.slack <= value <= self.high + self.slack


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each estimate beside its interval; `values` are the ends of it, as far as their rounding reaches."""
    text, figures = article.document.text, article.figures
    for index, ends in (*_in_cells(article), *_in_prose(article)):
        if told := _told(figures[index], index, ends, text):
            yield told


def _in_cells(article: Article) -> Iterator[tuple[int, _Ends]]:
    """The first figure of each cell that goes on with an interval in brackets, where a header names it."""
    text, blocks = article.document.text, article.document.blocks
    for number, indices in article.bracketed.items():
        found, figure = _CELL.fullmatch(text, blocks[number].start, blocks[number].end), article.figures[indices.start]
        if found and (_NAMED.search(figure.col_header) or _NAMED.search(figure.row_header)) and (ends := _ends(found)):
            yield indices.start, ends


def _in_prose(article: Article) -> Iterator[tuple[int, _Ends]]:
    text, blocks = article.document.text, article.document.blocks
    for number, indices in article.by_block.items() if article.has_prose else ():
        block = blocks[number]
        if block.kind != "cell" and _NAMED.search(text, block.start, block.end):
            yield from _in_text(article, indices, block.start, block.end)


def _in_text(article: Article, indices: range, start: int, end: int) -> Iterator[tuple[int, _Ends]]:
    text, figures = article.document.text, article.figures
    for found in _INTERVAL.finditer(text, start, end):
        index = bisect_right(figures, found.start(), indices.start, indices.stop, key=lambda one: one.till) - 1
        ends = _ends(found)
        if index in indices and ends and _belongs(text, figures, range(indices.start, index + 1), found.start()):
            quartiles = "uartile" in found[0] or "IQR" in found[0]
            said = text[max(start, figures[index].at - _REACH) : figures[index].at]
            if not (quartiles and _MEAN.search(said) and not _MEDIAN.search(said)):
                yield index, ends


def _belongs(text: str, figures: Sequence[Figure], before: Sequence[int], at: int) -> bool:
    """Whether the last figure in front of the interval is what it is told for."""
    figure = figures[before[-1]]
    gap = _BETWEEN.match(text, figure.till, at)
    if gap is None or gap.end() != at or _OTHER.search(text, max(0, figure.at - 12), figure.at):
        return False
    if len(before) < 2:
        return True
    other = figures[before[-2]]
    # "4.2 kg at 12 months (3.1 to 5.3)": the time is when the estimate was taken.
    if figure.kind == "duration" and other.sentence == figure.sentence and _WHEN.search(text, other.till, figure.at):
        return False
    return text[other.till : figure.at].strip() not in ("and", "to", "or", "/")


def _ends(found: re.Match[str]) -> _Ends | None:
    printed = [found["low"], found["high"]]
    if not all(any(char.isdigit() for char in number) for number in printed):
        return None
    low, high = sorted(map(_value, printed))
    return _Ends(
        low, high, max(map(_half_digit, printed)), found.start("low"), found.end("sign" if found["sign"] else "high")
    )


def _value(printed: str) -> float:
    size = float(re.sub(r"[^\d.]", "", printed))
    return -size if printed[0] in "-−–" else size


def _half_digit(printed: str) -> float:
    return 0.5 * 10.0 ** -len(printed.partition(".")[2])


def _is_plain(figure: Figure) -> bool:
    """Whether the estimate is printed without a hedge; "an estimated 320" is none beside an interval."""
    return figure.hedge == "none" or (figure.hedge == "about" and "estimated" in figure.text.lower())


def _told(figure: Figure, index: int, ends: _Ends, text: str) -> Proposal | None:
    if figure.kind not in _KINDS or figure.value_to is not None or not _is_plain(figure):
        return None
    printed = _FIRST.search(figure.text)
    if printed is None or not (value := _value(printed[0])):
        return None
    ends = ends._replace(slack=max(ends.slack, _half_digit(printed[0])))
    sizes = sorted((abs(ends.low), abs(ends.high)))
    crosses = ends.low <= 0 <= ends.high
    if abs(value) > _FAR * sizes[1] or (not crosses and abs(value) < sizes[0] / _FAR):
        return None
    if not ends.holds(value) and (ends.holds(-value) or value * ends.low < 0 < value * -ends.high):
        return None  # the words tell the sign: "a fall of 0.5 (−0.9 to −0.1)"
    return Proposal(
        {"estimate": (index,)},
        "high",
        "an estimate and its interval",
        values={"value": value, "least": ends.low - ends.slack, "most": ends.high + ends.slack},
        places=(Place("interval", "its interval", ends.at, ends.till),),
        words={"interval": text[ends.at : ends.till]},
    )
