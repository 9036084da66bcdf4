"""Binding: what the rules propose about the figures of one article.

A phrase rule is tried on the skeletons of the sentences that have figures, and only if one of the words that it needs
stands there; a `bind` rule selects rows; a `propose` rule calls its proposer. Nothing is compared here.
"""

from __future__ import annotations

import fnmatch
import itertools
import os
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from consistency.context.shares import said_once
from consistency.equation import aggregated
from consistency.figure import Figure
from consistency.phrase import Phrase, PhraseMatch, any_of, find
from consistency.plausibility import plural_head
from consistency.relation import CONFIDENCES, Article, Proposal, Proposer
from consistency.rule import Rule, Selector
from consistency.rulebook import Rulebook, proposer
from consistency.skeleton import Skeleton, join, skeleton
from consistency.where import broken


class Bound(NamedTuple):
    """A rule's proposal about one article."""

    rule: Rule
    proposal: Proposal


class _Match(NamedTuple):
    """`forbidden`: a word of `unless` stands there, so that nothing else may be read into these figures either."""

    rule: Rule
    found: PhraseMatch
    sentence: Skeleton
    forbidden: bool

    @property
    def figures(self) -> frozenset[int]:
        return frozenset(index for indices in self.found.roles.values() for index in indices)


_EVIDENCE = 48
"""How many characters of the matched words a finding quotes."""


_NEAR = 400
"""How many characters to the left and right of a match a word of `unless` may stand."""


class Binder:
    """The rules of one rulebook, made ready for many articles."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._by_kinds: dict[frozenset[str], frozenset[int]] = {}
        self._unless: dict[str, dict[str, re.Pattern[str]]] = {}

    @cached_property
    def phrases(self) -> list[tuple[Rule, Phrase]]:
        return [(rule, phrase) for rule in self.rulebook.rules for phrase in rule.phrases]

    @cached_property
    def by_word(self) -> dict[int, dict[str, list[int]]]:
        """The phrases that need a word (empty: that need none), by the number of borders between sentences that they
        cross; an article of tables alone asks for none."""
        found: dict[int, dict[str, list[int]]] = {}
        for number, (_, phrase) in enumerate(self.phrases):
            within = found.setdefault(phrase.borders, {})
            for word in phrase.anchors or ("",):
                within.setdefault(word, []).append(number)
        return found

    @cached_property
    def reach(self) -> int:
        return max(self.by_word, default=0)

    @cached_property
    def selecting(self) -> list[Rule]:
        """The rules that select rows."""
        return [rule for rule in self.rulebook.rules if rule.bind]

    @cached_property
    def proposers(self) -> list[tuple[Rule, Proposer]]:
        """The rules that propose for themselves; imported with the first article in which one of them has a say."""
        return [(rule, proposer(rule)) for rule in self.rulebook.rules if rule.propose]

    @cached_property
    def of_tables(self) -> list[tuple[Rule, Proposer]]:
        """Those that have something to say about an article without a figure outside of tables."""
        return [(rule, proposer(rule)) for rule in self.rulebook.rules if rule.propose and not rule.of_text]

    @cached_property
    def of_cells(self) -> list[tuple[Rule, Proposer]]:
        """Those that have something to say about an article that is nothing but tables."""
        asked = [rule for rule in self.rulebook.rules if rule.propose and not rule.of_text and not rule.of_words]
        return [(rule, proposer(rule)) for rule in asked]

    def propose(self, article: Article, language: str, remark: Callable[[Rule, str], None]) -> Iterator[Bound]:
        """All proposals about the article, in no particular order of place; `remark` is told why a rule kept silent."""
        for number in article.by_block if article.has_prose else ():
            if article.document.blocks[number].kind != "cell":
                yield from self._phrases(article, number, language)
        for rule in self.selecting:
            if applies(rule, article, language):
                yield from _bind(rule, article, remark)
        asked = self.proposers if article.has_prose else self.of_tables if article.running else self.of_cells
        for rule, propose in asked:
            if applies(rule, article, language):
                for proposal in propose(article, rule.settings):
                    if broken(rule, proposal.roles, article.figures) is None:
                        yield Bound(rule, _with_confidence(rule, proposal, article.figures))

    def _phrases(self, article: Article, block: int, language: str) -> Iterator[Bound]:
        matches: list[_Match] = []
        before: list[Skeleton] = []
        last = -1
        for number, sentence in skeletons(article, block):
            before = before[-self.reach :] if number == last + 1 and self.reach else []
            matches += self._matches(article, sentence, language)
            joined = sentence
            for earlier in reversed(before):
                joined = join(earlier, joined)
                matches += self._matches(article, joined, language)
            before.append(sentence)
            last = number
        for match in _most_specific(matches):
            for roles in _one_by_one(match):
                yield Bound(match.rule, _proposal(match, roles, article.figures))

    def _matches(self, article: Article, sentence: Skeleton, language: str) -> Iterator[_Match]:
        by_word = self.by_word.get(sentence.borders, {})
        candidates = {number for word in sentence.words & by_word.keys() for number in by_word[word]}
        candidates.update(by_word.get("", ()))
        candidates &= self._fitting(sentence.kinds)
        # In the order of the rulebook, so that every run finds the same.
        for rule, phrase in (self.phrases[number] for number in sorted(candidates)):
            if not phrase.may_match(sentence) or not applies(rule, article, language):
                continue
            for match in find(phrase, sentence):
                found = _once(rule, match, article)
                if all(found.roles.values()) and broken(rule, found.roles, article.figures) is None:
                    yield _Match(rule, found, sentence, bool(self.forbidding(rule, found, sentence)))

    def _fitting(self, kinds: frozenset[str]) -> frozenset[int]:
        """The phrases of which every role may be a figure of these kinds; articles hold few mixtures of kinds."""
        if kinds not in self._by_kinds:
            fitting = [n for n, (_, phrase) in enumerate(self.phrases) if not any(map(kinds.isdisjoint, phrase.codes))]
            self._by_kinds[kinds] = frozenset(fitting)
        return self._by_kinds[kinds]

    def forbidding(self, rule: Rule, found: PhraseMatch, sentence: Skeleton) -> str:
        """The words of `unless` that stand where they forbid the match, or none; left and right end with the sentence."""
        text, border = sentence.text, max(sentence.border, 0)
        sides = {
            "inside": (found.start, found.end),
            "left": (max(border if found.start >= border else 0, found.start - _NEAR), found.start),
            "right": (
                found.end,
                min(border or len(text), found.end + _NEAR) if found.end < border else found.end + _NEAR,
            ),
        }
        for side, pattern in self.unless(rule).items():
            if words := pattern.search(text, *sides[side]):
                return words[0].strip()
        return ""

    def unless(self, rule: Rule) -> dict[str, re.Pattern[str]]:
        """What forbids a match of the rule, by side; compiled when it first matches."""
        if rule.name not in self._unless:
            self._unless[rule.name] = {side: any_of(words) for side, words in rule.unless.items()}
        return self._unless[rule.name]


def _once(rule: Rule, found: PhraseMatch, article: Article) -> PhraseMatch:
    """The match without the shares that are told twice, in words and in digits, where they are added up."""
    several = found.phrase.plural & _added(rule)
    if not several:
        return found
    text, figures = article.document.text, article.figures
    lists = {role: said_once(text, figures, found.roles[role]) for role in several if role in found.roles}
    return found._replace(roles=dict(found.roles) | lists)


def applies(rule: Rule, article: Article, language: str) -> bool:
    """Whether the rule is for articles in this language (empty: not known) and for files of this name."""
    if rule.language and language and rule.language != language:
        return False
    return not rule.files or fnmatch.fnmatch(
        f"/{Path(os.path.abspath(article.document.path)).as_posix()}", f"*/{rule.files}"
    )


def skeletons(article: Article, block: int) -> Iterator[tuple[int, Skeleton]]:
    """The skeleton of each sentence of a block that has figures, with the sentence's number in the block."""
    indices = article.by_block[block]
    at, last = indices.start, indices.stop
    for number, (start, end) in enumerate(article.sentences(block)):
        first = at
        while at < last and article.figures[at].at < end:
            at += 1
        if at > first:
            yield number, skeleton(article.document.text, start, end, article.figures[first:at], first)
        if at == last:
            return


def _most_specific(matches: Sequence[_Match]) -> Iterator[_Match]:
    """The matches, but for those whose figures a more specific one has bound already.

    More specific is who binds more figures, then who needs more words. A figure may well be a part in one relation and
    the whole of another; only a match that shares two figures with a more specific one reads the same claim again, as
    does one of the same rule with only some of another's figures.
    """
    kept: dict[int, list[tuple[tuple[int, int], str, frozenset[int]]]] = {}
    for match in sorted(matches, key=lambda m: (-len(m.figures), -m.found.phrase.literals)):
        figures = match.figures
        if len(figures) < sum(map(len, match.found.roles.values())):
            continue
        rank = (len(figures), match.found.phrase.literals)
        if any(
            figures <= other if name == match.rule.name else above > rank and len(figures & other) >= 2
            for figure in figures
            for above, name, other in kept.get(figure, ())
        ):
            continue
        for figure in figures:
            kept.setdefault(figure, []).append((rank, match.rule.name, figures))
        if not match.forbidden:
            yield match


def _one_by_one(match: _Match) -> Iterator[Mapping[str, tuple[int, ...]]]:
    """The roles, once for each figure of a role that the rule takes one figure at a time."""
    together = _added(match.rule)
    single = [role for role, indices in match.found.roles.items() if len(indices) > 1 and role not in together]
    choices = [[(index,) for index in match.found.roles[role]] for role in single]
    for chosen in itertools.product(*choices):
        yield dict(match.found.roles) | dict(zip(single, chosen, strict=True))


def _added(rule: Rule) -> frozenset[str]:
    """The roles whose figures the rule takes together; what is added up need not be of one sort."""
    return frozenset(name for told in rule.assertions for side in (told.left, told.right) for name in aggregated(side))


def _proposal(match: _Match, roles: Mapping[str, tuple[int, ...]], figures: Sequence[Figure]) -> Proposal:
    where = "neighbouring sentences" if match.found.phrase.spans else "same sentence"
    words = match.sentence.text[match.found.start : match.found.end].rpartition("// ")[2]
    words = re.sub(r" ([,.;:)])", r"\1", re.sub("[\ue000-\uf8ff]", "…", words).replace("( ", "(")).strip(" ,")
    shown = words if len(words) <= _EVIDENCE else words[:_EVIDENCE].rsplit(" ", 1)[0] + " …"
    proposal = Proposal(roles, match.rule.confidence, f'{where}, "{shown}"', match.rule.partial)
    return _with_confidence(match.rule, proposal, figures)


def _with_confidence(rule: Rule, proposal: Proposal, figures: Sequence[Figure]) -> Proposal:
    """The proposal with at most the rule's confidence, and low where counts of different things are compared."""
    confidence = proposal.confidence
    if rule.confidence != "high":
        confidence = min(confidence, rule.confidence, key=CONFIDENCES.index)
    if not rule.propose and any(assertion.op in ("<=", "<") for assertion in rule.assertions):
        added = _added(rule)
        bound = [figures[i] for role, indices in proposal.roles.items() if role not in added for i in indices]
        heads = {head for figure in bound if (head := plural_head(figure))}
        if len(heads) > 1:
            confidence = "low"
    return proposal._replace(confidence=confidence) if confidence != proposal.confidence else proposal


# ------------------------------------------------------------------ bind
def _bind(rule: Rule, article: Article, remark: Callable[[Rule, str], None]) -> Iterator[Bound]:
    roles: dict[str, tuple[int, ...]] = {}
    for name, selector in rule.bind.items():
        chosen = [i for i, figure in enumerate(article.figures) if selects(selector, article, figure)]
        values = {(article.figures[i].value, article.figures[i].value_to) for i in chosen}
        if not chosen or (len(values) > 1 and not selector.many):
            found = "no figure" if not chosen else ", ".join(article.figures[i].text for i in chosen[:5])
            remark(rule, f"role {name!r} finds {found}" + ("" if not chosen else " and wants one"))
            return
        # A figure that is only repeated in other places is one figure; its last place is nearest to the detail.
        roles[name] = tuple(chosen) if selector.many else (chosen[-1],)
    yield Bound(rule, Proposal(roles, rule.confidence, f"bound by {rule.name}", rule.partial))


def selects(selector: Selector, article: Article, figure: Figure) -> bool:
    """Whether the figure is one that a role of a `bind` rule chooses."""
    return all(_CONDITIONS[key](article, figure, wanted) for key, wanted in selector.conditions.items())


def _near(article: Article, figure: Figure, wanted: str) -> bool:
    """Whether the words stand in the figure's sentence, with no other figure nearer to them."""
    start, end = article.sentence_of(figure)
    indices = article.by_block[figure.block]
    first, last = (
        bisect_left(article.figures, place, indices.start, indices.stop, key=lambda other: other.at)
        for place in (start, end)
    )
    others = [other.at - start for other in article.figures[first:last]]
    return _nearest(article.document.text[start:end], wanted, figure.at - start, others)


def _nearest(sentence: str, wanted: str, at: int, figures: Sequence[int]) -> bool:
    """Whether a place of the wanted words has the figure at `at` as its nearest: the last one before, else the first."""
    for found in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", sentence, re.IGNORECASE):
        behind = [figure for figure in figures if figure < found.start()]
        if at == (max(behind) if behind else min(figures)):
            return True
    return False


def _has_words(text: str, wanted: str) -> bool:
    words = text.lower().split()
    return all(word in words for word in wanted.lower().split())


_CONDITIONS: dict[str, Callable[[Article, Figure, str], bool]] = {
    "noun": lambda article, figure, wanted: _has_words(figure.noun, wanted) or figure.head == wanted.lower(),
    "head": lambda article, figure, wanted: figure.head == wanted.lower(),
    "near": _near,
    "unit": lambda article, figure, wanted: figure.unit == wanted,
    "kind": lambda article, figure, wanted: figure.kind == wanted,
    "in": lambda article, figure, wanted: wanted in (figure.kind_of_block, article.document.blocks[figure.block].key),
    "heading": lambda article, figure, wanted: wanted.lower() in figure.heading.lower(),
}
