"""Nearly: which rules took a figure up and dropped it again, and over what.

The binder stops at the first reason to leave a phrase, and tells nobody. Here the phrases are tried once more on the
sentences of a single figure, without stopping, so that a check of thousands of files pays nothing for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from consistency.binding import Binder, Bound, applies, selects, skeletons
from consistency.figure import Figure
from consistency.phrase import KINDS_OF, Phrase, PhraseMatch, find
from consistency.relation import Article
from consistency.rule import Rule, Where
from consistency.rulebook import Rulebook
from consistency.skeleton import CODE, Skeleton, join
from consistency.where import broken

MOST = 60
"""Phrases tried with figures of any kind in their roles; compiling one takes a hundred times as long as trying it."""

TELLING = 2
"""Words that a phrase must need for it to tell anything that it would match with other figures: "of" alone does not."""

_ANY = "[" + "".join(CODE.values()) + "] "

_SHARE = {
    "same_head": "count the same thing",
    "same_unit": "be in one unit",
    "same_dimension": "be of one dimension",
    "same_kind": "be of one kind",
    "different_unit": "be in different units",
    "distinct": "be different numbers",
    "not_their_number": "not be the number of the others",
    "free": "be no part of a compound such as \"10-year\"",
    "several": "be more than one",
    "unbounded": "have no bound such as \"at least\" or \"up to\"",
    "whole_of_many": "be a whole with its part, not a few and many",
    "level": "have no hedge but \"about\"",
    "from_below": "be hedged from below (\"nearly\", \"up to\")",
    "from_above": "be hedged from above (\"more than\", \"at least\")",
    "ranged": "be of the form \"A to B\"",
    "best_whole": "be a whole with its part, and another figure of that sentence is the better whole",
    "rest_untold": "be all of the parts, and a figure close behind is just what they lack",
    "comparable": "come near the whole, or miss it by a slip",
    "each_within": "be parts and a whole that is no smaller than each, but for a slip",
    "listed_whole": "be a list that may be meant as all of the whole",
    "rest_within": "be a whole and a rest that is not more, but for a slip",
    "told_level": "be a level, not itself the change of so many percent",
    "told_difference": "be a difference, not itself the level so many percent off",
    "not_turned": "not be the quotient the other way round",
    "commensurate": "be within a thousandfold of each other",
    "undivided": "be no rate",
    "in_percent": "be a percentage in digits",
    "in_years": "be told in years",
    "in_days": "be told in days",
    "a_day": "be told for a day",
    "in_minutes": "be told in minutes",
}  # fmt: skip
"""What each test of `where` wants of the figures, in words behind "must"."""


class NearMiss(NamedTuple):
    """A rule that nearly applied: the figures it took up, as indices of the article, the words, and why it did not."""

    rule: Rule
    why: str
    words: str = ""
    figures: tuple[int, ...] = ()
    literals: int = 0
    """How many words the phrase needs."""


def near_misses(
    article: Article, index: int, rules: Sequence[Rule], bound: Sequence[Bound], language: str
) -> list[NearMiss]:
    """Why rules left out a figure that they nearly took, in the order of the rules, each reason once.

    `bound` is what the rules that were applied have proposed about the article.
    """
    strict, loose = _of_phrases(article, index, rules, bound, language)
    read = [rows for one in bound if index in (rows := _rows(one))] + [
        {*miss.figures} for miss in strict if miss.literals >= TELLING
    ]
    # Where other words, or the same ones for another kind, have taken these figures up, the kind is no news.
    loose = [miss for miss in loose if not any(len(rows.intersection(miss.figures)) >= 2 for rows in read)]
    found = [*strict, *loose, *_of_selectors(article, index, rules, language)]
    taken = {one.rule.name for one in bound if index in _rows(one)}
    once: dict[tuple[str, str], NearMiss] = {}
    for miss in found:
        # A rule that has taken the figure up in one way need not say that it did not in another.
        if miss.rule.name not in taken:
            once.setdefault((miss.rule.name, miss.why), miss)
    order = {rule.name: number for number, rule in enumerate(rules)}
    return sorted(once.values(), key=lambda miss: order[miss.rule.name])


def _rows(one: Bound) -> set[int]:
    return {row for rows in one.proposal.roles.values() for row in rows}


# ------------------------------------------------------------------ phrases
def _of_phrases(
    article: Article, index: int, rules: Sequence[Rule], bound: Sequence[Bound], language: str
) -> tuple[list[NearMiss], list[NearMiss]]:
    """The phrases that match and yet propose nothing; and those that would match, were a figure of another kind."""
    strict: list[NearMiss] = []
    loose: list[NearMiss] = []
    tried = 0
    if article.figures[index].kind_of_block == "cell":
        return strict, loose
    binder = Binder(Rulebook(()))
    phrases = [(rule, phrase) for rule in rules for phrase in rule.phrases]
    for sentence in _sentences(article, index, max((phrase.borders for _, phrase in phrases), default=0)):
        for rule, phrase in phrases:
            if phrase.borders != sentence.borders or any(map(sentence.words.isdisjoint, phrase.needs)):
                continue
            matches = [match for match in _found(phrase, sentence) if index in _figures(match)]
            for match in matches:
                if why := _why_not(article, binder, rule, match, sentence, bound, language):
                    strict.append(NearMiss(rule, why, words(match, sentence), _figures(match), phrase.literals))
            if (
                not matches
                and phrase.literals >= TELLING
                and len(sentence.figures) >= len(phrase.roles)
                and tried < MOST
            ):
                tried += 1
                loose += _loosely(article, index, rule, phrase, sentence)
    return strict, loose


def _loosely(article: Article, index: int, rule: Rule, phrase: Phrase, sentence: Skeleton) -> Iterator[NearMiss]:
    for match in find_loosely(phrase, sentence):
        if index in _figures(match) and (why := _wrong_kinds(article, rule, phrase, match)):
            yield NearMiss(rule, why, words(match, sentence), _figures(match), phrase.literals)
            return


def _sentences(article: Article, index: int, reach: int) -> Iterator[Skeleton]:
    """The sentences in which the figure stands, alone and with up to `reach` neighbours, as they are matched."""
    run: list[tuple[int, Skeleton]] = []
    for number, sentence in skeletons(article, article.figures[index].block):
        if run and number != run[-1][0] + 1:
            run = []
        run = [*run[-reach:], (number, sentence)] if reach else [(number, sentence)]
        joined = sentence
        if index in joined.figures.values():
            yield joined
        for _, earlier in reversed(run[:-1]):
            joined = join(earlier, joined)
            if index in joined.figures.values():
                yield joined


def _found(phrase: Phrase, sentence: Skeleton) -> Iterator[PhraseMatch]:
    if phrase.may_match(sentence):
        yield from (match for match in find(phrase, sentence) if all(match.roles.values()))


def _figures(match: PhraseMatch) -> tuple[int, ...]:
    return tuple(sorted({index for indices in match.roles.values() for index in indices}))


def _why_not(
    article: Article,
    binder: Binder,
    rule: Rule,
    match: PhraseMatch,
    sentence: Skeleton,
    bound: Sequence[Bound],
    language: str,
) -> str:
    """Why a phrase that matches gave no proposal; empty where it did."""
    if reason := out_of_reach(rule, article, language):
        return reason
    figures = article.figures
    if where := broken(rule, match.roles, figures):
        return _must(where, match.roles, figures)
    if forbidden := binder.forbidding(rule, match, sentence):
        return f'its words match, but "{_plain(forbidden)}" stands beside them'
    mine = set(_figures(match))
    if len(mine) < sum(map(len, match.roles.values())):
        return "its words match, but one figure would stand for two"
    if any(one.rule.name == rule.name and _rows(one) <= mine for one in bound):
        return ""
    for one in bound:
        if len(_rows(one) & mine) >= 2 or (one.rule.name == rule.name and _rows(one) & mine):
            return f"{one.rule.name} reads these figures by words that say more"
    return "another reading of the same words was nearer"


def _must(where: Where, roles: Mapping[str, tuple[int, ...]], figures: Sequence[Figure]) -> str:
    """The test of `where` that failed, in words."""
    names = where.roles or tuple(roles)
    texts = ", ".join(f'"{figures[i].text}"' for name in names for i in roles.get(name, ()))
    return f"its words match, but {texts} must {_SHARE[where.test]}"


def out_of_reach(rule: Rule, article: Article, language: str) -> str:
    """Why the rule is not for the article at all; empty where it is."""
    if applies(rule, article, language):
        return ""
    if rule.language and language and rule.language != language:
        return f"it is for articles in {rule.language!r}, and this one is in {language!r}"
    return f"it is for the files {rule.files}"


# ------------------------------------------------------------------ phrases, with any figure in their roles
@cache
def _loose(phrase: Phrase) -> re.Pattern[str]:
    regex = phrase.regex
    for kind in {kind for _, kind in phrase.kinds}:
        regex = regex.replace("[" + "".join(CODE[each] for each in KINDS_OF[kind]) + "] ", _ANY)
    return re.compile(regex)


def find_loosely(phrase: Phrase, sentence: Skeleton) -> Iterator[PhraseMatch]:
    """Where the phrase would match if each of its roles took figures of any kind."""
    text = sentence.text_for(phrase.halts)
    for match in _loose(phrase).finditer(text):
        roles: dict[str, tuple[int, ...]] = {}
        for group in phrase.groups:
            start, end = match.span(group)
            if start >= 0:
                places = (place for place in range(start, end) if place in sentence.figures)
                roles[group.rpartition("_")[0]] = tuple(sentence.figures[place] for place in places)
        if all(roles.values()):
            yield PhraseMatch(phrase, roles, match.start(), match.end())


def _wrong_kinds(article: Article, rule: Rule, phrase: Phrase, match: PhraseMatch) -> str:
    """Which figures are of a kind that their role does not take, in words."""
    for role, kind in phrase.kinds:
        for index in match.roles.get(role, ()):
            figure = article.figures[index]
            if figure.kind not in KINDS_OF[kind]:
                label = rule.labels.get(role, role.replace("_", " "))
                wanted = _one_of(KINDS_OF[kind])
                return f'its words match, but "{figure.text}" is read as {_a(figure.kind)}, and the {label} must be {wanted}'
    return ""


def _one_of(kinds: Sequence[str]) -> str:
    if len(kinds) > 5:
        return "an amount" if "percent" in kinds else "a number"
    told = [_a(kind) for kind in kinds]
    return " or ".join(filter(None, [", ".join(told[:-1]), told[-1]]))


def _a(kind: str) -> str:
    return f"an {kind}" if kind[:1] in "aeiou" else f"a {kind}"


def _plain(text: str) -> str:
    """The text of a skeleton as a person may read it, each figure an ellipsis."""
    return re.sub("[\ue000-\uf8ff]", "…", text)


def words(match: PhraseMatch, sentence: Skeleton) -> str:
    """The words that matched, each figure as an ellipsis."""
    text = sentence.text[match.start : match.end].replace(" // ", " … ")
    text = re.sub(r" ([,.;:)])", r"\1", _plain(text).replace("( ", "(")).strip(" ,")
    return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + " …"


# ------------------------------------------------------------------ selectors
def _of_selectors(article: Article, index: int, rules: Sequence[Rule], language: str) -> Iterator[NearMiss]:
    """The `bind` rules one of whose roles selects the figure, while another finds none, or several."""
    for rule in rules:
        for role, selector in rule.bind.items():
            if not selects(selector, article, article.figures[index]):
                continue
            if why := out_of_reach(rule, article, language) or _unbound(rule, article):
                yield NearMiss(rule, f"its {role} finds the figure, but {why}")
            break


def _unbound(rule: Rule, article: Article) -> str:
    """Which role of the rule finds no figure, or too many; empty where none does."""
    for role, selector in rule.bind.items():
        chosen = [figure for figure in article.figures if selects(selector, article, figure)]
        if not chosen:
            return f"no figure is its {role}"
        if len({(figure.value, figure.value_to) for figure in chosen}) > 1 and not selector.many:
            texts = ", ".join(f'"{figure.text}"' for figure in chosen[:4])
            return f"several may be its {role}: {texts}"
    return ""
