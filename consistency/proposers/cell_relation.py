"""What the text says of the lines of a table that it names, where a slip of the hand makes it of what their cells come to.

A sentence names a row or two and gives a figure with a word of relation: "Bream fell by 268", "perch and bream together
brought 3,110", "the perch took 46.7 percent of the catch". All values that follow from the named lines by that relation may
be meant (`consistency.tables.following`): the figure agrees with the table if one of them is it. It is held
against the table only where one of them is it but for a slip that chance seldom makes, and never where it stands elsewhere in
the table or the text, follows from other cells, or words near it tell of another case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple
from weakref import WeakKeyDictionary

from consistency.context.sentences import Sentence
from consistency.context.words import TOKEN, stem
from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.grammar.wordlist import words
from consistency.relation import Article, Proposal
from consistency.slip import SCALE_WORD, SIGN, STRONG, TRANSPOSED, is_likely, slip
from consistency.tables.derivable import follows
from consistency.tables.following import Named, Value, values
from consistency.tables.named import Grid, counted, having, is_near, known_words
from consistency.tables.relations import CELL, DIFFERENCE, FALL, RISE, SHARE, SUM, relations
from consistency.tables.strangers import ELSE, PLAIN, strangers_near, strangers_within
from consistency.tables.told import Name, words_of

ROLES = ("stated", "cell", "parts", "more", "less", "old", "new", "scale")
OF_TEXT = True
SETTINGS = {"as": ("cell", "difference", "sum", "share", "rise", "fall")}
_KINDS = ("count", "money", "percent", "point", "measure")
_MOST_LINES, _MOST_CELLS = 5, 400
"""How many lines a sentence may name, and how many cells a table may have of which it tells."""
_TOGETHER = 12
"""How many words apart the labels may be that a text before names together."""
_BACK = 400
"""How many characters before a sentence are asked for the line that it speaks of."""
_CHANCE, _CHANCE_STRICT = 0.02, 0.12
"""How likely it may be, at most, that a figure is by chance a slip of one of the values: where only the words near it are
known to tell of nothing else, and where all words of its clause are."""
_ODD, _LONG = 0.01, 3
"""The same of a figure of so many digits and a zero or a point too many or too few."""
_OTHER_TIME = frozenset(
    map(stem, words("last ago previous previously earlier before former formerly once past then since until"))
)
_WHOLES = frozenset(map(stem, words("total whole all overall sum it")))
_OF = pattern(
    r"\s*of\s+((?:(?:the|all|its|their|those|our)\s+)*(?:(?!(?:in|at|from|by|on|with|for|to|of|are|is|was|were|have|had)\b)[\w'’-]+\s*){1,3})",
    re.I,
)
_OF_WHICH = pattern(
    r"\bof (?:which|whom|them|these)\W+(?:[a-z]+\s+){0,2}$|\bof\s+(?:the|all|all the|these|those|its|their)\s+$", re.I
)
_OF_THEM = pattern(r"\W*of (?:them|these|those|the|its|their)\b", re.I)
_ADDED = pattern(r"\b(?:bring|brings|bringing|take|takes|taking)\b[^.;]*\bto\s+$", re.I)
_IN_ALL = pattern(r"\b(?:in all|all in all|across all|overall|total|altogether)\b", re.I)


class Found(NamedTuple):
    """A figure of the text with the relation that it tells and the proposal that says so."""

    relation: str
    proposal: Proposal


class Candidate(NamedTuple):
    """A value that may be meant, by which relation, of which lines."""

    relation: str
    value: Value
    named: Named


_FOUND: WeakKeyDictionary[Article, list[Found]] = WeakKeyDictionary()
"""What was found of the article that is asked about, as each rule asks for one relation of all."""


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """With `as: cell` the role `cell`; with `as: difference` the roles `more` and `less`; with `as: sum` the role `parts`; with `as:
    share` the roles `cell` and `parts`; with `as: rise` or `as: fall` the roles `old` and `new`; and `stated` with each of them, and
    the `scale` by which the cells are to be multiplied."""
    if not article.grids:
        return
    if article not in _FOUND:
        _FOUND[article] = list(_of_article(article))
    for relation, proposal in _FOUND[article]:
        if relation == settings.get("as"):
            yield proposal


def _of_article(article: Article) -> Iterator[Found]:
    for sentence in article.contexts.sentences:
        if article.document.blocks[sentence.block].kind == "cell" or sentence.block in article.titles:
            continue
        told = {}
        for index in (token for token in sentence.tokens if isinstance(token, int)):
            stated = article.figures[index]
            if _is_told(stated) and (relation := relations(stated, *article.around(stated))):
                told[index] = relation
        if told:
            said, _ = words_of(sentence, article.figures)
            named, before = article.labels.named(said), _before(article, article.figures[next(iter(told))])
            for index, relation in told.items():
                yield from _of_figure(article, sentence, index, relation, named, before)


def _before(article: Article, stated: Figure) -> dict[tuple[int, int], list[Name]]:
    """The labels that the paragraph names before the sentence of a figure."""
    start, _ = article.sentence_of(stated)
    said: dict[str, list[int]] = {}
    begin = max(article.document.blocks[stated.block].start, start - _BACK)
    for place, word in enumerate(TOKEN.findall(article.document.text, begin, start)):
        said.setdefault(stem(word), []).append(place)
    return article.labels.named(said)


def _is_told(stated: Figure) -> bool:
    """Whether a figure is an amount of two digits or more that the article itself gives."""
    if stated.kind_of_block in ("caption", "alt", "front matter"):
        return False
    if stated.kind not in _KINDS or stated.value_to is not None or stated.form in ("fraction", "multiple"):
        return False
    return not (stated.quoted or stated.attributed) and stated.value >= 10 * stated.grain


def _of_figure(
    article: Article,
    sentence: Sentence,
    index: int,
    told: Sequence[str],
    named: Mapping[tuple[int, int], Sequence[Name]],
    before: Mapping[tuple[int, int], Sequence[Name]],
) -> Iterator[Found]:
    stated = article.figures[index]
    candidates: list[Candidate] = []
    grids = []
    for number, grid in enumerate(article.grids):
        if len(grid.cells) > _MOST_CELLS or not is_near(article.document, stated, grid):
            continue
        lines = list(_named(article, sentence, index, number, grid, named, before))
        if not lines:
            continue
        if any(True for _ in having(grid, article.figures, stated)):
            return
        grids.append(grid)
        for relation, one in product(told, lines):
            if relation != CELL or one.axis == 0 or one.across:
                candidates += (
                    Candidate(relation, value, one) for value in values(one, article.figures, stated, relation)
                )
    same = [one for one in candidates if abs(one.value.value - stated.value) <= _reach(stated, one.value)]
    if same:
        best = min(same, key=lambda one: abs(one.value.value - stated.value))
        near = abs(best.value.value - stated.value) <= stated.grain / 2
        if near and best.relation not in (CELL, SHARE) and best.named.sole:
            yield _found(article, index, best, "high")
        return
    meant = _meant(article, sentence, index, candidates)
    if meant and not _is_elsewhere(article, sentence, index, meant, grids):
        yield _found(article, index, meant, "medium")


def _named(
    article: Article,
    sentence: Sentence,
    index: int,
    number: int,
    grid: Grid,
    named: Mapping[tuple[int, int], Sequence[Name]],
    before: Mapping[tuple[int, int], Sequence[Name]],
) -> Iterator[Named]:
    """The lines of a table that the figure's clause names, or its sentence, or else the text before it."""
    for axis in (0, 1):
        across = tuple({name.line.number: name.line for name in named.get((number, 1 - axis), ())}.values())
        names = [name for name in named.get((number, axis), ()) if _is_thing(name)]
        sole = bool(names)
        if axis == 0:
            names = _nearest(article, sentence, index, names)
            if not names and _IN_ALL.search(" ".join(word for word in sentence.tokens if isinstance(word, str))):
                lines = {line.number: line for line in grid.rows.values() if line.total}
            else:
                former = [name for name in before.get((number, axis), ()) if _is_thing(name)]
                names += _last(former) if not names or sentence.referring else []
                lines = {name.line.number: name.line for name in names}
        else:
            lines = {name.line.number: name.line for name in names}
        if 0 < len(lines) <= _MOST_LINES:
            yield Named(grid, axis, tuple(lines.values()), across, sole)


def _nearest(article: Article, sentence: Sentence, index: int, names: list[Name]) -> list[Name]:
    """Of the labels that a sentence names the one that a figure in brackets stands behind: "the Netherlands (104,000)"."""
    stated, place = article.figures[index], sentence.tokens.index(index)
    text = article.document.text
    if text[stated.at - 1 : stated.at] == "(" and text[stated.till : stated.till + 1] == ")":
        return [name for name in names if name.last == place - 1] or names
    return names


def _last(names: Sequence[Name]) -> list[Name]:
    """The label named last, with those right before it."""
    last = max((name.last for name in names), default=0)
    return [name for name in names if last - name.last <= _TOGETHER]


def _is_thing(name: Name) -> bool:
    """Whether a label names more than a year or a rank."""
    return not name.line.relative and any(word[0].isalpha() for word in name.words)


def _reach(stated: Figure, value: Value) -> float:
    """How far a figure may be from a value and be no other: by the rounding of both."""
    own = min(stated.round_to / 2, 0.025 * stated.value) if stated.hedge == "none" else 0.05 * stated.value
    return (max(own, stated.grain / 2) + value.reach) * (1 + 1e-9)


def _meant(article: Article, sentence: Sentence, index: int, candidates: Sequence[Candidate]) -> Candidate | None:
    """The one value that the figure is but for a slip that chance seldom makes of one of so many."""
    stated = article.figures[index]
    count = len({f"{one.value.value:.6g}" for one in candidates})
    fitting = [one for one in candidates if 0 < count * _chance(stated, one) <= _CHANCE_STRICT]
    if len({f"{one.value.value:.6g}" for one in fitting}) != 1:
        return None
    best = fitting[0]
    return None if _is_of_other(article, sentence, index, best, count * _chance(stated, best)) else best


def _is_of_other(article: Article, sentence: Sentence, index: int, one: Candidate, chance: float) -> bool:
    """Whether the words tell of something else than the value; the likelier the slip is by chance, the more of them are asked."""
    stated = article.figures[index]
    known = _known(article, one, stated)
    if one.relation not in (DIFFERENCE, RISE, FALL) and _is_of_other_time(article, sentence, stated, known):
        return True
    if stated.kind == "percent" and _is_of_others(article, stated, known):
        return True
    if not ELSE.isdisjoint(sentence.stems - known):
        return True
    if strangers_near(sentence, index, article.figures, known):
        return True
    if (
        one.relation == CELL
        and not _is_long(stated)
        and known_words(article.document, article.titles, one.named.grid).isdisjoint(counted(stated) or known)
    ):
        return True  # "The north has 412 benches"
    if _is_transposed(stated, one):
        return chance > _CHANCE and strangers_within(sentence, f"{stated.before} {stated.after}", known)
    return (chance > _CHANCE or _is_shifted(stated, one)) and strangers_within(
        sentence, f"{stated.before} {stated.after}", known
    )


def _is_of_others(article: Article, stated: Figure, known: frozenset[str]) -> bool:
    """Whether a percentage is one of what the table does not count: "53 percent of the crews"."""
    found = _OF.match(article.around(stated)[1])
    of = counted(stated) or frozenset(stem(word) for word in TOKEN.findall(found[1])[-1:]) if found else counted(stated)
    return bool(of) and (known | _WHOLES | PLAIN).isdisjoint(of)


def _is_of_other_time(article: Article, sentence: Sentence, stated: Figure, known: frozenset[str]) -> bool:
    """Whether the sentence tells of another time, or the figure is a part of one that stands before it."""
    if not _OTHER_TIME.isdisjoint(sentence.stems - known):
        return True
    before, after = article.around(stated)
    return bool(_OF_WHICH.search(before) or _ADDED.search(before) or _OF_THEM.match(after))


def _is_long(stated: Figure) -> bool:
    return stated.value >= 1000 * stated.grain


def _known(article: Article, one: Candidate, stated: Figure) -> frozenset[str]:
    """The stems that tell of nothing else than the table: its own, and what is counted where no label says what that is."""
    known = known_words(article.document, article.titles, one.named.grid)
    says = any(_is_noun(line.label) for line in one.named.grid.cols.values())
    return known if says or stated.kind == "percent" else known | counted(stated)


def _is_noun(label: str) -> bool:
    return any(char.isalpha() for char in label)


def _slip(stated: Figure, one: Candidate) -> tuple[str, float, float]:
    """The slip that makes the figure of a value, with the value as the text would round it and the step of that."""
    step = stated.grain
    while step < stated.round_to and step < one.value.reach:
        step *= 10
    meant = round(one.value.value / step) * step
    return slip(stated.value, meant, step), meant, step


def _is_transposed(stated: Figure, one: Candidate) -> bool:
    return _slip(stated, one)[0] == TRANSPOSED


def _is_shifted(stated: Figure, one: Candidate) -> bool:
    """Whether the figure has a zero or a point too many or too few."""
    return _slip(stated, one)[0] in STRONG


def _chance(stated: Figure, one: Candidate) -> float:
    """How likely a slip of the value makes a figure that has no more to do with it; 0 if none makes it, or one that tells
    nothing."""
    name, meant, step = _slip(stated, one)
    if meant <= 0 or not is_likely(name, stated.value, meant, step) or name in (SIGN, SCALE_WORD):
        return 0.0
    digits = min(_digits(stated.value, step), _digits(meant, step))
    if digits < _LONG and one.relation != DIFFERENCE:
        return 0.0  # of two digits the one is soon the other changed over
    if name == TRANSPOSED:
        return (digits - 1) / (9 * 10.0 ** (digits - 1))
    if one.relation == CELL:
        return 0.0  # figures of other times and places are often near to it
    if name in STRONG:
        return _ODD if digits >= _LONG else 0.0
    return digits / 10.0 ** (digits - 1) if one.named.sole else 0.0


def _digits(value: float, step: float) -> int:
    """How many digits a figure has that tell something, of the zeros at its end the first."""
    digits = str(round(abs(value) / step))
    return min(len(digits), len(digits.rstrip("0")) + 1)


def _is_elsewhere(
    article: Article,
    sentence: Sentence,
    index: int,
    meant: Candidate,
    grids: Sequence[Grid],
) -> bool:
    """Whether the figure, or the value that it is held against, is told elsewhere, or the figure follows from other cells or
    from the figures beside it."""
    stated = article.figures[index]
    paragraph = article.by_block[stated.block]
    for number, other in enumerate(article.figures):
        if number == index or other.kind_of_block == "cell" or other.unit != stated.unit:
            continue
        if other.value == stated.value and stated.value >= 100 * stated.grain:
            return True
        if number in paragraph and abs(other.value - meant.value.value) <= max(stated.grain / 2, meant.value.reach):
            return True
    beside = [value for value, unit in sentence.values if unit == stated.unit and value != stated.value]
    if any(
        abs(abs(one - sign * other) - stated.value) <= stated.grain / 2
        for one in beside
        for other in beside
        for sign in (1, -1)
    ):
        return True
    return any(follows(grid, article.figures, stated) for grid in grids)


def _found(article: Article, index: int, one: Candidate, confidence: str) -> Found:
    figures = article.figures
    labels = " and ".join(f'"{" ".join(line.label.split())}"' for line in one.named.lines)
    percent = one.relation in (RISE, FALL, SHARE)
    bare = one.relation in (CELL, SUM, DIFFERENCE)
    cells = [number for those in one.value.roles.values() for number in those]
    places = {number: place for place, number in one.named.grid.cells.items()}
    where = ", ".join(
        f'{figures[number].text} in "{" ".join(one.named.grid.labels(places[number]).split())}"' for number in cells[:4]
    )
    return Found(
        one.relation,
        Proposal(
            {**one.value.roles, "stated": (index,)},
            confidence,
            f"the sentence names {labels}",
            values={} if percent else {"scale": one.value.factor},
            column_grain=1.0 if bare and figures[cells[0]].kind != figures[index].kind else 0.0,
            words={
                "where": where,
                "help": f"the table has {where} ({article.document.where(figures[cells[0]].start)})",
            },
        ),
    )
