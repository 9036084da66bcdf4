"""A stretch of time and how long it is said to be: "from 1998 to 2004, six years", "a twelve-year term (2031-2042)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.grammar.moments import Moment, Stretch, between, counted, days_of, in_words, moment, stretches
from consistency.relation import Article, Place, Proposal

ROLES = ("span", "first", "last", "least", "most")
OF_TEXT = True

_PERIOD = (
    r"(?:[\s-](?:budget|planning|study|forecast|reporting|fiscal|transition|financial))?[\s-](?:period|window|span|stretch|run|"
    r"reign|tenure|term|rule|war|study|plan|programme|program|project|horizon|cycle|spell|campaign|survey|drought|ban|project|"
    r"presidency|career|contract|deal|record|history|archive|series|dataset|interval|timeframe|time\sframe|trial|siege|occupation|conflict)s?"
)
_BEFORE = pattern(
    rf"(?P<named>{_PERIOD})?(?:\s(?:that|which)\s(?:ran|lasted|runs|lasts|ended|goes))?(?P<mark>,|:|\s[–—-]|—)?\s*"
    r"(?P<join>\(|\[|from\s(?:the\s)?|(?:of|covering|spanning|running|lasting|beginning|going|dating|stretching)\s(?:from\s)?)"
)
_LED = pattern(
    r"\b(?:for|in|over|of|lasted|lasting|lasts|took|takes|taken|spent|spanned|spans|within|during|ran|runs|after|covers?|"
    r"covered|covering|was|is)\s(?:a\s|the\s|just\s|his\s|her\s|their\s|its\s|those\s|all\s|only\s)*$",
    re.IGNORECASE,
)
_BEHIND = pattern(
    r"\)?(?:,|\s[–—-]|—|\s\(|,?\sor)\s*(?:or\s|i\.e\.,?\s|that is,?\s|(?:a|the|for a|for the)\s(?:period|span|total|stretch|reign|"
    r"run|tenure|term|space)\sof\s|for\s|in\s|a\s)?"
)
_BEHIND_ENDS = pattern(
    r"(?:[\s-](?:period|span|stretch|run|reign|tenure|term|in all|in total|altogether))?\s*(?:[.,;:)]|—|\s[–—-]\s|$)"
)
_DECADE = pattern(
    r"\b(?P<span>(?:a|the|one|this|that|whole|entire|full|single)\s(?P<unit>decade|century))(?:\sof\s\w+\s|\sthat\sran\s|,\s|\s)"
    r"(?:\(|from\s|between\s)?$",
    re.IGNORECASE,
)
_BROKEN = 0.1
"""Which part of a decade or century may lack or be over."""
_AFTER = pattern(r",?\s(?:after|following)\s(?:a\s(?:reign|career|tenure|run|spell)\sof\s|a\s)?")
_AFTER_ENDS = pattern(
    r"\s*(?:[.;)]|,(?!\s(?:he|she|it|they|the|a)\b)|$|\s(?:in(?!\s(?:the\shands|possession|private|ruins|storage))|at|of|on|with)\s)"
)
_BEGUN = pattern(
    r"\b(?:joined|opened|founded|established|built|erected|installed|created|introduced|planted|bought|began|started|elected|appointed|hired|married|moved|launched|entered|took|became|"
    r"arrived|signed|formed|crowned|came)\b[^.;]{0,40}\b(?:in|on)\s$",
    re.IGNORECASE,
)
_ENDED = pattern(
    r"[^.;()]{0,80}\b(?:and|but|before|until)\s[^.;()]{0,40}\b(?:left|closed|resigned|retired|ended|died|divorced|quit|dissolved|"
    r"stepped\sdown|leaving|retiring|folded|shut|fell|finished|leave|returned|demolished|torn\sdown|pulled\sdown|abolished|scrapped|"
    r"dismantled|felled|sold)\b[^.;()]{0,30}\b(?:in|on)\s",
    re.IGNORECASE,
)
_OF_MARRIAGE = pattern(r"\sof\smarriage\b|\stogether\b")
_MARRIED = pattern(r"\b(?:married|marry|wed|wedding|marries)\b[^.;]{0,60}\b(?:in|on)\s(?:\w+day,?\s)?$", re.IGNORECASE)
_WIDOWED = pattern(
    r"[^;()]{0,100}\b(?:died|divorced|separated|death|parted)\b(?:\s[\w’'-]+){0,4}?\s(?:in|on)\s(?:\w+day,?\s)?",
    re.IGNORECASE,
)
_WED_IN = pattern(r",?\s(?:[\w’'-]+\s){1,3}?(?:married|wed)\b", re.IGNORECASE)
_IN = pattern(r"\bin\s$", re.IGNORECASE)
_STOOD = pattern(r"\b(?:stood|standing|held|unbroken|unbeaten|existed|lasted)\b[^.;]{0,30}\bsince\s$", re.IGNORECASE)
_BEATEN = pattern(
    r"[^.;()]{0,60}\b(?:and|until|but)\s[^.;()]{0,30}\b(?:beaten|broken|ended|fell|demolished|abolished|replaced)\b[^.;()]{0,20}\bin\s",
    re.IGNORECASE,
)

_LISTED = pattern(r"(?:,|;|\s?&|,?\sand)\s(?:again\s)?(?:in\s|from\s)?[12]\d{3}\s?[-–—]\s?\d\d")
"""Another stretch of a list, which may look like a month: "1990-96, 2000-06"."""

_SITTING = pattern(
    r"\b(?:sat|sits?|sittings?|sessions?|hearings?|heard|trading|working|business|teaching|school|playing|shooting|filming|met|meets|"
    r"evidence)\b",
    re.IGNORECASE,
)
_PAUSED = pattern(
    r"\b(?:(?<!the\s)rest(?:ed|s|ing|-days?|\sdays?)?|breaks?|left\sout|leav(?:es?|ing)\sout|paus(?:e|es|ed|ing)|interrupt(?:ed|ions?)|except(?:ed|ing)?|"
    r"exclud(?:es?|ed|ing)|(?:not|without)\scounting|not\scounted|not\sincluding|without\s(?:the\s)?(?:\w+days?|holidays?|weekends?)|"
    r"minus|apart\sfrom|days?\soff|weekends|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days|holidays|weekdays|every\sother|adjourn\w*|"
    r"suspended|with\s(?:gaps|interludes)|on\sand\soff|all\sbut)\b",
    re.IGNORECASE,
)
_LEAD = 60
"""So many characters in front of a length or its stretch hold the verb that it belongs to."""


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each stretch whose length is told beside it.

    `least` and `most` are how long it may be in the unit of `span`: from 2010 to 2015 it is five years, or six if both
    count; where nobody speaks of a period as such, a broken year at either end is allowed for.
    """
    text, figures = article.document.text, article.figures
    for block, indices in article.by_block.items():
        if article.document.blocks[block].kind == "cell":
            continue
        floor = article.document.blocks[block].start
        told = list(stretches(text, figures, indices))
        for number, stretch in enumerate(told):
            before, behind = stretch.figures[0] - 1, stretch.figures[-1] + 1
            beside = (told[:number][::-1], told[number + 1 :])
            yield from _decade(text, stretch, floor)
            if _measures(figures, before, indices, stretch):
                found = _told_before(text, figures[before], stretch, floor)
                if found is not None and not _has_gaps(article, before, stretch, beside[1]):
                    yield _proposal(figures, before, stretch, found)
            if (
                _measures(figures, behind, indices, stretch)
                and _told_behind(text, figures[behind], stretch)
                and not _has_gaps(article, behind, stretch, beside[0])
            ):
                yield _proposal(figures, behind, stretch, False)
        for index in indices[:-2]:
            yield from _after(text, figures, index)


def _is_length(figure: Figure) -> bool:
    return figure.kind == "duration" and figure.value_to is None and days_of(figure.unit) > 0


def _measures(figures: Sequence[Figure], index: int, indices: range, stretch: Stretch) -> bool:
    """Whether the figure is a length of time in the sentence of the stretch."""
    return (
        index in indices
        and _is_length(figures[index])
        and figures[index].sentence == figures[stretch.figures[0]].sentence
    )


def _told_before(text: str, figure: Figure, stretch: Stretch, floor: int) -> bool | None:
    """Whether the length in front belongs to a period as such ("the six-year period"); None where it does not belong."""
    found = _BEFORE.fullmatch(text, figure.till, stretch.at)
    if not found:
        return None
    if found["named"] and ("-" in figure.text or found["join"] in "(["):
        return True
    if found["join"] in "([" or found["mark"] or _LED.search(text, max(floor, figure.at - 30), figure.at):
        return False
    return None


def _told_behind(text: str, figure: Figure, stretch: Stretch) -> bool:
    joined = _BEHIND.fullmatch(text, stretch.till, figure.at)
    return joined is not None and _BEHIND_ENDS.match(text, figure.till) is not None


def _has_gaps(article: Article, index: int, stretch: Stretch, beside: Sequence[Stretch]) -> bool:
    """Whether the length may leave out a part of the stretch, as the days of an inquiry or a walk with its rests do, or
    go beyond it, to another stretch."""
    text, figure = article.document.text, article.figures[index]
    least, most = between(stretch.first, stretch.last, figure.unit)
    if figure.value > most:
        return _is_one_of_several(article, index, stretch, beside)
    if figure.value >= least:
        return False
    start, end = article.sentence_of(figure)
    clause = text[max(start, min(figure.at, stretch.at) - _LEAD) : max(figure.till, stretch.till)]
    in_days = figure.unit in ("day", "week") and _SITTING.search(clause)
    return bool(in_days or _PAUSED.search(text, start, end))


def _is_one_of_several(article: Article, index: int, stretch: Stretch, beside: Sequence[Stretch]) -> bool:
    """Whether the length may be that of this stretch and of another one together: "12 years, from 1990 to 1996 and from
    2000 to 2006". What is longer than all of them is not."""
    figures, unit = article.figures, article.figures[index].unit
    last, most = stretch, between(stretch.first, stretch.last, unit)[1]
    for other in beside:
        low, high = sorted((last, other), key=lambda one: one.at)
        lengths = any(_is_length(figures[i]) for i in range(low.figures[-1] + 1, high.figures[0]))
        if lengths or figures[other.figures[0]].sentence != figures[index].sentence:
            break
        last, most = other, most + between(other.first, other.last, unit)[1]
        if figures[index].value <= most:
            return True
    return _LISTED.match(article.document.text, stretch.till) is not None


def _proposal(figures: Sequence[Figure], index: int, stretch: Stretch, named: bool) -> Proposal:
    first, last = stretch.first, stretch.last
    unit = figures[index].unit
    least, most = (counted if named else between)(first, last, unit)
    ends = dict(zip(("first", "last"), ((end,) for end in stretch.figures), strict=False))
    return Proposal(
        {"span": (index,)} | ends,
        "high",
        "a period and its ends" if named else "the ends beside it",
        values={"least": least, "most": most},
        words=_words(first, last, least, most, unit),
    )


def _decade(text: str, stretch: Stretch, floor: int) -> Iterator[Proposal]:
    """ "the decade from 1990 to 2000": no figure says how long it is."""
    start = max(floor, stretch.at - 48)
    found = _DECADE.search(text[start : stretch.at])
    if found:
        unit = found["unit"].lower()
        least, most = counted(stretch.first, stretch.last, unit)
        size = days_of(unit) / days_of("year")
        words = _words(stretch.first, stretch.last, least * size, most * size, "year")
        ends = dict(zip(("first", "last"), ((end,) for end in stretch.figures), strict=False))
        yield Proposal(
            ends,
            "high",
            "a period and its ends",
            values={"span": 1.0, "least": least - _BROKEN, "most": most + _BROKEN},
            places=(Place("span", "length", start + found.start("span"), start + found.end("span")),),
            words=words | {"least_name": f"{least:.1f}", "most_name": f"{most:.1f}", "span_name": found["span"]},
        )


def _words(first: Moment, last: Moment, least: float, most: float, unit: str) -> dict[str, str]:
    low, high = max(0, round(least)), max(0, round(most))
    count = f"{low}" if low == high else f"{low} or {high}" if high == low + 1 else f"{low} to {high}"
    return {
        "least_name": f"{least:.1f}",
        "most_name": f"{most:.1f}",
        "start": in_words(first),
        "end": in_words(last),
        "length": f"{count} {unit if high == 1 else unit[:-1] + 'ies' if unit == 'century' else unit + 's'}",
    }


def _after(text: str, figures: Sequence[Figure], index: int) -> Iterator[Proposal]:
    """ "joined in 2001 and left in 2011 after ten years" """
    a, b, span = figures[index : index + 3]
    first, last = moment(a), moment(b)
    if not first or not last or not _is_length(span) or b.sentence != span.sentence:
        return
    if b.sentence - a.sentence <= 1 and _is_marriage(text, a, b, span):
        yield _proposal(figures, index + 2, Stretch(first, last, (index, index + 1), a.at, b.till), False)
        return
    if a.sentence != b.sentence:
        return
    if not _AFTER.fullmatch(text, b.till, span.at) or not _AFTER_ENDS.match(text, span.till):
        return
    begun, stood = (words.search(text, max(0, a.at - 80), a.at) for words in (_BEGUN, _STOOD))
    if (begun and _ENDED.fullmatch(text, a.till, b.at)) or (stood and _BEATEN.fullmatch(text, a.till, b.at)):
        stretch = Stretch(first, last, (index, index + 1), a.at, b.till)
        yield _proposal(figures, index + 2, stretch, False)


def _is_marriage(text: str, a: Figure, b: Figure, span: Figure) -> bool:
    """ "She married Peter in 1953. He died in 1999, after 46 years of marriage.", "In 1953 she married Peter. ..." """
    wed_in = _IN.search(text, max(0, a.at - 4), a.at) and _WED_IN.match(text, a.till)
    return bool(
        _OF_MARRIAGE.match(text, span.till)
        and _AFTER.fullmatch(text, b.till, span.at)
        and (wed_in or _MARRIED.search(text, max(0, a.at - 80), a.at))
        and _WIDOWED.fullmatch(text, a.till, b.at)
    )
