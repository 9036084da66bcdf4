"""A name or label with a number in the title ("Prop 8", "G20", "Q3", "'94") against the same one in the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import log10
from typing import TYPE_CHECKING, NamedTuple

from consistency.grammar.lazy import pattern
from consistency.grammar.number_words import BELOW_HUNDRED
from consistency.implied.times import RANKS, is_slip
from consistency.relation import Article, Place, Proposal, said_once
from consistency.slip import STRONG, TRANSPOSED, slip

if TYPE_CHECKING:
    from consistency.implied.body import Body

ROLES = ("named", "printed")
OF_WORDS = True
_NAME = pattern(
    r"(?<![\w.,$€£#-])(?P<word>[a-z]?[A-Z][\w&.’']* )?(?P<letters>[A-Za-z&]+-?)?(?P<digits>\d{1,5}(?:\.\d)?)(?![\d,.-]*\d)"
    r"(?P<tail>[A-Za-z]{0,12})(?!\w)(?P<next>%|[-’']? ?[A-Z][a-z’']\w*|[-’']? ?[a-z]\w+)?"
)
_SHORT_YEAR = pattern(r"(?<!\w)['’](\d\d)(?![\w%]|['’])(?! (?:hours|days|weeks|months|years|minutes)\b)", re.I)
_SCALED = pattern(r"(?<![\w.,])(\d{4,6})(k|m|mn|b|bn)\b", re.IGNORECASE)
_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9}
_ENDINGS = ("st", "nd", "rd", "th")
_LONGER = {"Prop ": r"prop(?:\.|osition)? ", "Fig. ": r"fig(?:\.|ure) ", "Ch. ": r"ch(?:\.|apter) "}
_LABEL_ENDS = pattern(r"\W*\Z|[:.)]\s|\s[–—-]\s")
_TIMES = ("Day ", "Week ", "Month ", "Year ")
_NEAR = 5
_SHORT = 10
_NEXT = 2
"""So near to each other are those members of a series below 10 that are told apart in one sentence."""
_DIGITS = r"\d{1,5}(?:\.\d)?(?![\d,.-]*\d)"
_WORDS = "|".join(BELOW_HUNDRED)
_RANKS = "|".join(RANKS)
_SERIES = (
    "chapter", "part", "section", "season", "week", "day", "volume", "vol.", "issue", "episode", "step", "lesson", "round",
    "game", "match", "test", "version", "release", "figure", "fig.", "table", "unit", "module", "stage", "phase", "year",
    "month", "grade", "level", "no.", "question", "rule", "note", "iphone", "windows", "ios", "android", "galaxy",
)  # fmt: skip
"""Words for the members of a series: an article on one speaks of another as well."""


_INSOLVENT = pattern(r"\b(?:bankrupt|insolven|creditors?\b|reorgani[sz])", re.IGNORECASE)
"""Where a firm files for Chapter 11, the article is about that chapter of the law alone."""


class _Name(NamedTuple):
    """A name of the title: its place, its number, and the patterns of its like, the nearest first.

    Each pattern has one group that holds the number. `serial`: one of a series, of which the body may name others.
    """

    start: int
    end: int
    number: float
    likes: tuple[str, ...]
    serial: bool


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each name of the title whose like stands in the body with any number.

    `values` are the title's number and the body's; where the body has several, the title's own if it is among them.
    """
    yield from said_once(_proposals(article))


def _proposals(article: Article) -> Iterator[Proposal]:
    titles = [number for number in sorted(article.titles) if _has_digits(article, number)]
    if not titles:
        return
    from consistency.implied.body import body_of  # most tables have no title, and it takes long to load

    body = body_of(article)
    if body is None:
        return
    for number in titles:
        found = [(name, _printed(body, name)) for name in _names(article, number) if not _is_label(body, number, name)]
        met = {name.likes[0] for name, printed in found if name.number in printed}
        for name, printed in found:
            # "iPhone 15 outsells iPhone 14" over an article on the one: the other is of the same series.
            if printed and (name.number in printed or name.likes[0] not in met):
                nearest = min(printed, key=lambda value: abs(value - name.number))
                elsewhere = any(value == name.number for value, _ in body.known.named)
                doubtful = elsewhere or (name.serial and _is_another(name.number, printed))
                doubtful = doubtful or _is_sibling(body, name, nearest)
                yield _proposal(article, name, nearest, printed[nearest], "low" if doubtful else "high")
        for name in _short_years(article, number):
            known = {year % 100: year for year in body.known.years}
            same = name.number in known
            slips = [rest for rest in known if _is_wrong_year(int(name.number), rest, body.known.own)]
            if same or slips:
                nearest = int(name.number) if same else slips[0]
                yield _proposal(article, name, nearest, str(known[nearest]), "high")
        for name, meant, text in _misscaled(body, number):
            yield _proposal(article, name, meant, text, "high")


def _is_label(body: Body, number: int, name: _Name) -> bool:
    """Whether the name is the whole title, as that of a part of a manual is; or stands in front of it as others stand in
    front of other parts: "Example 1: a loan" over "Example 2: a lease"."""
    title = body.article.document.blocks[number]
    behind = _LABEL_ENDS.match(body.text, name.end, title.end)
    if behind is None or not _opens_line(body.text, name.start):
        return False
    like = re.compile(name.likes[0], re.IGNORECASE)
    return behind.end() == title.end or all(_opens_line(body.text, found.start()) for found in body.search(like))


def _opens_line(text: str, at: int) -> bool:
    """Whether no word stands in front of the place on its line."""
    return not any(map(str.isalnum, text[text.rfind("\n", 0, at) + 1 : at]))


def _is_another(number: float, printed: Mapping[float, str]) -> bool:
    """Whether the body speaks of other members of a series: of several, or of one that no slip leads to."""
    return len(printed) > 1 or slip(number, next(iter(printed)), 1.0) not in STRONG


def _is_sibling(body: Body, name: _Name, other: float) -> bool:
    """Whether the body's one mention is of a near member of a short series: Formula 2 for Formula 1, Type 2 for Type 1."""
    if name.number >= _SHORT or other >= _SHORT or abs(name.number - other) > _NEXT:
        return False
    mentions = (sum(1 for _ in body.search(re.compile(like, re.IGNORECASE))) for like in name.likes)
    return next(filter(None, mentions), 0) == 1


def _is_wrong_year(number: int, rest: int, own: int) -> bool:
    """Whether a slip leads from one short year to the other; near the article's own, years differ in a digit anyway."""
    far = own and _NEAR <= abs(number - own % 100) <= 100 - _NEAR
    return is_slip(number, rest) if far else slip(float(number), float(rest), 1.0) == TRANSPOSED


def _has_digits(article: Article, number: int) -> bool:
    return any(character.isdigit() for character in article.document.block_text(article.document.blocks[number]))


def _proposal(article: Article, name: _Name, printed: float, text: str, confidence: str) -> Proposal:
    return Proposal(
        roles={},
        confidence=confidence,
        evidence="the same name with a number, in the article",
        values={"named": name.number, "printed": printed},
        places=(Place("named", "headline", name.start, name.end),),
        words={"name": article.document.text[name.start : name.end], "printed_name": text},
    )


def _unread(article: Article, number: int, wanted: re.Pattern[str], group: str | int) -> Iterator[re.Match[str]]:
    """The places of a title that match and whose number is part of no figure."""
    title = article.document.blocks[number]
    figures = [(article.figures[i].at, article.figures[i].till) for i in article.by_block.get(number, ())]
    for found in wanted.finditer(article.document.text, title.start, title.end):
        if not any(at < found.end(group) and found.start(group) < till for at, till in figures):
            yield found


def _names(article: Article, number: int) -> Iterator[_Name]:
    for found in _unread(article, number, _NAME, "digits"):
        word, letters, tail = found["word"] or "", found["letters"] or "", found["tail"]
        if tail.lower() in _SCALES or (
            not letters and _SHORT_YEAR.match(article.document.text, found.start("digits") - 1)
        ):
            continue
        if letters.lower() == "v":
            continue  # notes on a version speak of those before it
        likes = tuple(_likes(word, letters, tail, found["next"] or ""))
        if not likes:
            continue
        start = found.start("word") if word and not letters and not tail else found.start("letters")
        start = start if start >= 0 else found.start("digits")
        value = float(found["digits"])
        serial = word.strip().lower() in _SERIES and not (
            word == "Chapter " and _INSOLVENT.search(article.document.text)
        )
        yield _Name(start, found.end("tail"), value, likes, serial)


def _likes(word: str, letters: str, tail: str, following: str) -> Iterator[str]:
    plural = "s?" if tail in ("", "s") else re.escape(tail)
    if word:
        written = _LONGER.get(word, re.escape(word))
        yield rf"(?<![\w.,$€£#-]){written}{re.escape(letters)}({_DIGITS}){plural}(?![\w%])"
    if tail in _ENDINGS:
        yield rf"(?<![\w.,$€£#-])({_DIGITS})(?:{'|'.join(_ENDINGS)}){re.escape(following)}\b"
    elif letters or tail:
        yield rf"(?<![\w.,$€£#-])['’]?{re.escape(letters)}({_DIGITS}){plural if letters else re.escape(tail)}(?![\w%])"
    elif word:
        yield rf"\b{re.escape(word)}({_WORDS})\b"
        if word not in _TIMES:
            yield rf"\b({_RANKS})[ -]{re.escape(word.strip())}\b"
    if "Q" in (letters, tail):
        yield r"\b(first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter\b"
    if not letters and not tail and following and not word:
        yield rf"(?<![\w.,$€£#-])({_DIGITS}|{_WORDS})['’]?{re.escape(following)}"


def _short_years(article: Article, number: int) -> Iterator[_Name]:
    for found in _unread(article, number, _SHORT_YEAR, 1):
        yield _Name(found.start(), found.end(), float(found[1]), (), serial=False)


def _misscaled(body: Body, number: int) -> Iterator[tuple[_Name, float, str]]:
    """The numbers of four digits and more before a K or an M, and the count of the body that has the same digits."""
    for found in _unread(body.article, number, _SCALED, 1):
        value = float(found[1]) * _SCALES[found[2].lower()]
        counts = [figure for figure in body.of(body.figures) if figure.kind == "count" and figure.value > 0]
        same = [figure for figure in counts if figure.value == value]
        alike = [figure for figure in counts if _leading(figure.value) == _leading(value)]
        for figure in sorted(same or alike, key=lambda figure: abs(log10(figure.value / value)))[:1]:
            yield _Name(found.start(), found.end(), value, (), serial=False), figure.value, figure.text


def _leading(value: float) -> str:
    """The digits of a number but for the zeros behind them."""
    return f"{value:.0f}".rstrip("0")


def _printed(body: Body, name: _Name) -> dict[float, str]:
    return next(filter(None, (_elsewhere(body, like) for like in name.likes)), {})


def _elsewhere(body: Body, like: str) -> dict[float, str]:
    """The numbers that the name has in the body, with the words in which it stands there first."""
    printed: dict[float, str] = {}
    for found in body.search(re.compile(like, re.IGNORECASE)):
        text = found[1].lower()
        value = BELOW_HUNDRED.get(text) or RANKS.get(text) or float(re.sub(r"[a-z]", "", text) or 0)
        printed.setdefault(float(value), found[0].strip())
    return printed
