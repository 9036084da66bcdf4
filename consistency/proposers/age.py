"""Ages against birth and death: "(1920-2005), who died aged 85", "born in 1950, she died in 2020 at 69"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from consistency.extraction import published
from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.grammar.moments import Moment, birthdays, in_words, moment, stretches
from consistency.relation import Article, Proposal

ROLES = ("age", "born", "then", "least", "most")
OF_TEXT = True

_BORN = pattern(
    r"\b(?:[Bb]orn(?:\s(?!after|before|when|died|and|but|to\b)[^\W\d][^\W\d’'-]*,?){0,6}?\s(?:in|on)|\(born|b\.)\s(?:\w+day,?\s)?$"
)
_NAMED = pattern(r"[A-Z][\w.’'-]*\s\($")
_DIED = pattern(
    r"\b(?:died|dies|dead|death|passed\saway|was\s(?:killed|murdered|executed|shot))\b[^.;()]{0,60}$", re.IGNORECASE
)
_DIED_NOW = pattern(
    r"\bdied\s(?:on\s|early\s|late\s)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|this\sweek)"
    r"\b[^.;()\d]{0,60}\b(?:at|aged|at\sthe\sage\sof|at\sage)\s$",
    re.IGNORECASE,
)
_AT_AGE = pattern(r"\b(?:at|aged|age|at\sthe\sage\sof|at\sage)\s(?:just\s|only\s)?$", re.IGNORECASE)
_TURNED = pattern(r"\b(?:turn(?:s|ed|ing)?|reach(?:es|ed)?\sthe\sage\sof)\s$", re.IGNORECASE)
_THEN = pattern(r",?\s(?:back\s)?(?:in|on)\s(?:\w+day,?\s)?")
_THEN_AT = pattern(r",?\s(?:at|aged|at\sthe\sage\sof|at\sage|age|when\s(?:he|she)\swas)\s(?:just\s|only\s)?")
_OTHERS = pattern(
    r"\b(?:father|mother|parents?|husband|wife|brothers?|sisters?|sons?|daughters?|grand\w+|uncle|aunt|widow|whose|twin|"
    r"child|children|friend|colleague|partner|fianc[eé]e?|cousin|nephew|niece|pupil|student|comrade|teacher|and\sthe|predecessor|successor|\w+['’]s\s(?:father|mother|wife))\b",
    re.IGNORECASE,
)
_RELATIVE = pattern(
    r"\b(?:his|her|their|had|has|have|leaves?|left|with|whose|adopted|married)\s(?:(?:an?|one|only|the|two|three|younger|elder|older|eldest|"
    r"youngest|late|first|second|third|other)\s)*(?:father|mother|husband|wife|brother|sister|son|daughter|grand\w+|uncle|aunt|twin|"
    r"child|friend|colleague|partner|cousin|nephew|niece|pupil|student|teacher|predecessor|successor)\b",
    re.IGNORECASE,
)
_DIED_BESIDE = pattern(r"(?:\sand\s|,?\s(?:who\s)?)(?:died|dies|was\s(?:killed|murdered|executed|shot))\b")
_PRONOUN = pattern(r"\b(?:he|she)\b", re.IGNORECASE)
_NEAR_BIRTH = 24
"""So many characters in front of a birth's year hold "She was born in Corran in"."""
_WHO = pattern(r"\bwho\b")
_NEXT = 6
"""Within so many characters behind the years a "who" is still the same person."""
_SAME_PERSON = pattern(r"\s*(?:He|She)\s")
_NOW = pattern(r"(?:[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]+)*,\s$|\b(?:[Hh]e|[Ss]he)\sis(?:\snow)?\s$|\b(?:[Tt]he|[Aa])\s$)")
_PAST = pattern(
    r"\b(?:was|were|then|died|when|had|at\sthe\stime|killed|dead|late|former|joined|became|in\s\d{4})\b", re.IGNORECASE
)
_ENDS = pattern(r"\s*(?:[.,;)]|$|(?:years old|in|after|from|following|while|when|and|but)\b)")
_OLD_STYLE = pattern(r"\b(?:Old\sStyle|O\.S\.|N\.S\.|Julian|Gregorian)(?!\w)")
"""Where a calendar is named, a birthday may have moved."""
_OLDEST = 125


class _Birth(NamedTuple):
    """A birth by its figure, with the death where one figure or a pair of brackets says both."""

    figure: int
    born: Moment
    died: Moment | None
    till: int


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each age of somebody whose birth and whose year of that age are told in the same sentence, or the
    birth in the sentence before one that begins with "He" or "She".

    `least` and `most` are the birthdays between the two. Somebody of whom the article says an age and a birth alone has it
    at the date of the article.
    """
    own = published(article.document)
    today = Moment(*datetime.date.fromisoformat(own).timetuple()[:3]) if own else None
    text, figures = article.document.text, article.figures
    for block, indices in article.by_block.items():
        place = article.document.blocks[block]
        if place.kind == "cell" or len(indices) < 2:
            continue
        if _OLD_STYLE.search(text, place.start, place.end):
            continue
        births = list(_births(text, figures, indices, place.start))
        for number, birth in enumerate(births):
            last = births[number + 1].figure if number + 1 < len(births) else indices.stop
            if not _is_relatives(text, figures[birth.figure], place.start):
                yield from _ages(article, birth, range(birth.figure + 1, last), today)
            beside = births[max(0, number - 1) : number] + births[number + 1 : number + 2]
            alone = all(figures[other.figure].sentence != figures[birth.figure].sentence for other in beside)
            if today and alone:
                yield from _age_now(article, indices, birth, today)


def _births(text: str, figures: Sequence[Figure], indices: range, floor: int) -> Iterator[_Birth]:
    lives = {stretch.figures[0]: stretch for stretch in stretches(text, figures, indices)}
    for index in indices:
        figure = figures[index]
        before = text[max(floor, figure.at - 70) : figure.at]
        stretch = lives.get(index)
        if stretch and _NAMED.search(before) and text[stretch.till : stretch.till + 1] == ")":
            if 0 < stretch.last.year - stretch.first.year < _OLDEST:
                yield _Birth(index, stretch.first, stretch.last, stretch.till)
        elif (born := moment(figure)) and _BORN.search(before):
            yield _Birth(index, born, None, figure.till)


def _is_relatives(text: str, birth: Figure, floor: int) -> bool:
    """ "His daughter, born in 1962, was with him when he died": whoever is spoken of next need not be the one who was born."""
    before = text[max(floor, birth.at - 70) : birth.at]
    clause = before[max(before.rfind(mark) for mark in ".;(:") + 1 :]
    return bool(_RELATIVE.search(clause)) and not _DIED_BESIDE.match(text, birth.till)


def _changes_person(text: str, year: int, age: Figure) -> bool:
    """ "Born in 1950, he married in 1975; she died at 49": the last one named is not the first."""
    start = max(0, year - _NEAR_BIRTH)
    start = max(start, text.rfind(". ", start, year))
    named = [found[0].lower() for found in _PRONOUN.finditer(text, start, age.at)]
    return bool(named) and named[0] != named[-1]


def _ages(article: Article, birth: _Birth, indices: range, today: Moment | None) -> Iterator[Proposal]:
    """The ages behind a birth that are told with their year, or that are an age at death."""
    text, figures = article.document.text, article.figures
    own = figures[birth.figure].sentence
    for index in indices:
        age = figures[index]
        if not _is_age(text, age) or not own <= age.sentence <= own + 1 or _OTHERS.search(text, birth.till, age.at):
            continue
        if _WHO.search(text, birth.till + _NEXT, age.at) or _changes_person(text, figures[birth.figure].at, age):
            continue
        if age.sentence > own and not _starts_with_pronoun(article, age):
            continue
        before = text[birth.till : age.at]
        year = _year_of(text, figures, index, indices)
        if year is not None:
            turned = _TURNED.search(before) is not None
            if turned or _AT_AGE.search(before) or year < index:
                yield _proposal(figures, index, birth, figures[year], moment(figures[year]), turned, year)
        elif birth.died and _DIED.search(before) and (age.kind == "age" or _AT_AGE.search(before)):
            yield _proposal(figures, index, birth, None, birth.died, False)
        elif today and _DIED_NOW.search(before):
            yield _proposal(figures, index, birth, None, today, False)


def _year_of(text: str, figures: Sequence[Figure], index: int, indices: range) -> int | None:
    """The figure of the year in which somebody had that age."""
    age = figures[index]
    behind = index + 1 in indices and _then(text, figures, index) is not None
    before = index - 1 in indices and _at_age(text, figures, index - 1) is not None
    if behind and before:
        # "In 1996, at 50, in 2006, at 60": what a row begins with, it goes on with.
        first = index - 1
        while first - 1 in indices and (_then if moment(figures[first]) else _at_age)(text, figures, first - 1):
            first -= 1
        before = moment(figures[first]) is not None
        behind = not before
    if behind:
        return index + 1
    if before:
        return index - 1
    if index - 1 in indices and moment(figures[index - 1]) and age.sentence == figures[index - 1].sentence:
        year = figures[index - 1]
        joined = text[year.till : age.at]
        # "Crowned in 1952, she died at 96": a year in front of the death is that of something else.
        told = _DIED.search(text[max(0, age.at - 90) : year.at]) and not _DIED.search(joined)
        return index - 1 if told and _AT_AGE.search(joined) else None
    return None


def _then(text: str, figures: Sequence[Figure], index: int) -> re.Match[str] | None:
    """The words from an age to its year: "at 50, in 1996"."""
    other = figures[index + 1]
    return _THEN.fullmatch(text, figures[index].till, other.at) if moment(other) else None


def _at_age(text: str, figures: Sequence[Figure], index: int) -> re.Match[str] | None:
    """The words from a year to the age in it: "in 1996, at 50"."""
    return _THEN_AT.fullmatch(text, figures[index].till, figures[index + 1].at) if moment(figures[index]) else None


def _is_age(text: str, figure: Figure) -> bool:
    bare = figure.kind == "count" and not figure.unit and figure.hedge == "none" and _ENDS.match(text, figure.till)
    return bool(figure.kind == "age" or bare) and figure.value_to is None and 0 < figure.value < _OLDEST


def _starts_with_pronoun(article: Article, figure: Figure) -> bool:
    return _SAME_PERSON.match(article.document.text, article.sentence_of(figure)[0]) is not None


def _proposal(
    figures: Sequence[Figure],
    index: int,
    birth: _Birth,
    year: Figure | None,
    then: Moment | None,
    turned: bool,
    at: int = -1,
) -> Proposal:
    assert then is not None
    least, most = birthdays(birth.born, then)
    if turned:
        least = most = then.year - birth.born.year
    return Proposal(
        {"age": (index,), "born": (birth.figure,)} | ({"then": (at,)} if year else {}),
        "high" if figures[index].sentence == figures[birth.figure].sentence else "medium",
        "birth and age in one sentence" if year or birth.died else "the date of the article",
        values={"least": least, "most": most},
        words={
            "from": in_words(birth.born),
            "to": in_words(then),
            "years": f"{least}" if least == most else f"{least} or {most}",
        },
    )


def _age_now(article: Article, indices: range, birth: _Birth, today: Moment) -> Iterator[Proposal]:
    """The age of somebody at the date of the article: "Hale, 72, born in 1950"."""
    text, figures = article.document.text, article.figures
    if birth.died or birth.born.ordinal >= today.ordinal:
        return
    for index in (birth.figure - 1, birth.figure + 1):
        if (
            index not in indices
            or figures[index].kind != "age"
            or figures[index].sentence != figures[birth.figure].sentence
        ):
            continue
        age = figures[index]
        low, high = min(age.at, figures[birth.figure].at), max(age.till, birth.till)
        between = text[age.till : figures[birth.figure].at] if index < birth.figure else text[birth.till : age.at]
        if high - low > 90 or _OTHERS.search(between) or _PAST.search(between.replace("was born", "born")):
            continue
        if age.hedge == "none" and age.value_to is None and _NOW.search(text[max(0, age.at - 40) : age.at]):
            yield _proposal(figures, index, birth, None, today, False)
