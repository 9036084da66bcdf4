"""The highest or lowest figure of a table, as the text tells it, against the line of the table that it is of.

"The most visitors, 4,120, came to Harwick" over a table of visitors by town tells the highest figure of a column and the
row that it stands in. Which column that is its label tells, or the noun that is counted, or that it is the only one of
its kind. A figure that is not the highest is only said to be meant as that where a slip of the hand makes the one of the
other, or where another row of the column has it; and never where a word beside it narrows what is compared ("the second
largest", "the largest of the mining towns", "the highest since 2011").
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from consistency.context.sentences import Sentence
from consistency.context.words import MARKS, TOKEN, stem, tells
from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.relation import Article, Proposal
from consistency.slip import is_likely, slip
from consistency.tables.named import KINDS, Grid, Line, counted, fits, is_near, known_words, scale
from consistency.tables.superlatives import CUES, Superlative, superlative
from consistency.tables.told import Name, words_of
from consistency.tables.words import Label, classify, never_summed

ROLES = ("parts", "stated", "cell")
OF_TEXT = True
SETTINGS = {"end": ("highest", "lowest", "row")}
_FEWEST, _LONGEST = 3, 400
"""How many figures a line has of which one is the highest."""
_TELLING = 10
_NEAR = 0.005
_SAID = re.compile(r",|\b(?:in|at|on|to|with|for|from|by|came|went|was|were|is|are|had|has|lies|stood|fell)\b")
_RESIDUAL = pattern(
    r"\W*(?:all )?(?:other|others|rest of|remaining|unknown|unspecified|not (?:stated|known|given))\b", re.I
)
_GENERIC = frozenset(
    stem(word)
    for word in (
        "number", "count", "figure", "total", "value", "share", "amount", "percentage", "proportion", "result", "sum", "level",
        "recorded", "seen", "found", "came", "went", "set", "reached", "registered", "posted", "drawn", "had", "counted",
        "lies", "stood", "fell", "highest", "lowest", "high", "low", "least", "smallest", "largest", "big", "small", "large",
        "minimum", "maximum",
    )
)  # fmt: skip
_OWN_MARKS = frozenset(
    stem(word)
    for word in ("high", "low", "highest", "lowest", "best", "worst", "least", "maximum", "minimum", "year", "years",
                 "month", "months", "total", "small", "large", "fell", "rose", "dropped", "climbed", "fewer")
)  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class Range:
    """A line of a table as the superlative may be of it: `axis` 1 for a column, the places of its figures, the highest
    or lowest of them."""

    grid: Grid
    axis: int
    places: tuple[tuple[int, int], ...]
    best: tuple[int, int]
    named: bool


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """With `end: highest` or `end: lowest` the roles `parts` and `stated`; with `end: row` the `cell` of the row that is
    said to have the highest or lowest figure, and `stated`."""
    if not article.grids:
        return
    end = settings.get("end")
    for sentence in article.contexts.sentences:
        if CUES.isdisjoint(sentence.stems):
            continue
        for place, token in enumerate(sentence.tokens):
            if not isinstance(token, int):
                continue
            stated = article.figures[token]
            told = _told(article, stated)
            if told is None or (end != "row" and end != told.end):
                continue
            yield from _of_figure(article, sentence, place, told, end == "row")


def _told(article: Article, stated: Figure) -> Superlative | None:
    """What the sentence says of a figure that the article itself gives for one."""
    if stated.kind not in KINDS or stated.value_to is not None or stated.kind_of_block in ("cell", "title", "heading"):
        return None
    if stated.quoted or stated.attributed or stated.form in ("fraction", "multiple"):
        return None
    return superlative(*article.around(stated))


def _of_figure(article: Article, sentence: Sentence, place: int, told: Superlative, rows: bool) -> Iterator[Proposal]:
    index = sentence.tokens[place]
    assert isinstance(index, int)
    words, _ = words_of(sentence, article.figures)
    named = article.labels.named(words)
    near = [grid for grid in article.grids if is_near(article.document, article.figures[index], grid)]
    numbers = {id(grid): number for number, grid in enumerate(article.grids)}
    lines = [
        line
        for grid in near
        for line in _lines(article, grid, index, told, [named.get((numbers[id(grid)], axis), []) for axis in (0, 1)])
    ]
    same = [line for line in lines if _is_same(article, line, index)]
    if same:
        across = named.get((numbers[id(same[0].grid)], 1 - same[0].axis), [])
        yield from (
            _of_row(article, sentence, place, same[0], across) if rows else [_proposal(article, same[0], index, "high")]
        )
    elif not rows and len(lines) == 1 and _is_meant(article, sentence, place, told, lines[0], words.keys()):
        yield _proposal(article, lines[0], index, "medium")


def _lines(article: Article, grid: Grid, index: int, told: Superlative, named: list[list[Name]]) -> list[Range]:
    """The lines of a table that the figure may be the highest of: those that are named, else the only one of its kind."""
    stated = article.figures[index]
    found = []
    for axis, own in ((1, grid.cols), (0, grid.rows)):
        said = {name.line.number for name in named[axis]}
        for line in own.values():
            if axis == 0 and line.number not in said:
                continue
            is_named = line.number in said or not counted(stated).isdisjoint(
                word for spelling in line.spellings for word in spelling
            )
            if one := _range(article, grid, axis, line, stated, told.end, is_named):
                found.append(one)
    chosen = [one for one in found if one.named]
    # "Harwick peaked at 4,120 in 2016" names a row and a column: of the years of Harwick.
    columns = [one for one in chosen if one.axis == 1]
    # "The smallest number, 1,266, heat with wood": of the column whose lowest it is, not of the years of the row.
    alike = [one for one in found if one.axis == 1 and _is_same(article, one, index)]
    return columns or alike or chosen or found


def _range(
    article: Article, grid: Grid, axis: int, line: Line, stated: Figure, end: str, is_named: bool
) -> Range | None:
    """A line as something that has a highest figure: plain lines across it, figures of one kind and no total."""
    header = line.label.casefold()
    if line.relative or classify(header) not in (Label.PLAIN, Label.MEMO) or (axis == 0 and never_summed(header)):
        return None
    across = grid.cols if axis == 0 else grid.rows
    places = grid.places(line.number, None) if axis == 0 else grid.places(None, line.number)
    plain = [at for at in places if _is_one(across[at[1 - axis]].label)]
    plain = _without_whole(article, grid, plain)
    if not _FEWEST <= len(plain) <= _LONGEST or not all(across[at[1 - axis]].label for at in plain):
        return None
    figures = [article.figures[grid.cells[at]] for at in plain]
    if len({(figure.kind, figure.unit) for figure in figures if figure.kind != "year"}) > 1:
        return None
    if any(figure.hedge != "none" for figure in figures) or not all(
        fits(grid, at, figure, stated) and scale(grid, at, figure) == 1.0
        for at, figure in zip(plain, figures, strict=True)
    ):
        return None
    choose = max if end == "highest" else min
    best = choose(plain, key=lambda at: article.figures[grid.cells[at]].value)
    return Range(grid, axis, tuple(plain), best, is_named)


def _is_one(label: str) -> bool:
    """Whether a line is one of those that are compared: no total, and not what is left when they are named."""
    return classify(label.casefold()) == Label.PLAIN and _RESIDUAL.match(label) is None


def _without_whole(article: Article, grid: Grid, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places without one that is the sum of the others, whatever it is called: the country below its regions."""
    values = [article.figures[grid.cells[at]].value for at in places]
    half, last = sum(values) / 2, (0, len(values) - 1)
    wholes = [n for n in last if len(values) > _FEWEST and math.isclose(values[n], half, rel_tol=_NEAR)]
    return [at for n, at in enumerate(places) if n not in wholes]


def _best(article: Article, line: Range) -> Figure:
    return article.figures[line.grid.cells[line.best]]


def _is_same(article: Article, line: Range, index: int) -> bool:
    """Whether the figure is the highest of the line, perhaps rounded."""
    stated, best = article.figures[index], _best(article, line)
    reach = max(min(stated.round_to / 2, 0.02 * abs(stated.value)), best.grain / 2)
    return abs(stated.value - best.value) <= reach * (1 + 1e-9)


def _of_row(article: Article, sentence: Sentence, place: int, line: Range, across: list[Name]) -> Iterator[Proposal]:
    """The cell of the one row that the sentence names, where it tells the highest figure of a column."""
    index = sentence.tokens[place]
    assert isinstance(index, int)
    stated = article.figures[index]
    numbers = {name.line.number for name in across if not name.line.total}
    alike = [one for one in sentence.values if one[1] == stated.unit]
    if len(numbers) != 1 or len(alike) > 1 or abs(stated.value) < _TELLING * stated.grain:
        return
    number = numbers.pop()
    at = next((at for at in line.places if at[1 - line.axis] == number), None)
    if at is None or _strangers(article, sentence, place, line, frozenset()):
        return
    cell = line.grid.cells[at]
    yield _with_words(article, line, Proposal({"cell": (cell,), "stated": (index,)}, "medium", "the row that is named"))


def _may_be_whole(article: Article, line: Range) -> bool:
    """Whether the highest is more than all others together, and so perhaps what they are parts of."""
    values = [article.figures[line.grid.cells[at]].value for at in line.places]
    return 2 * max(values) > sum(values)


def _is_meant(
    article: Article, sentence: Sentence, place: int, told: Superlative, line: Range, said: Iterable[str]
) -> bool:
    """Whether a figure that is not the highest of the line is meant to be it."""
    index = sentence.tokens[place]
    assert isinstance(index, int)
    stated, best = article.figures[index], _best(article, line)
    if abs(stated.value) < _TELLING * stated.grain or abs(best.value) < _TELLING * best.grain:
        return False
    compared = frozenset(stem(word) for word in TOKEN.findall(_SAID.split(told.words)[0]) if tells(word))
    if _strangers(article, sentence, place, line, compared) or _may_be_whole(article, line):
        return False
    grain = min(stated.grain, best.grain)
    if is_likely(slip(stated.value, best.value, grain), stated.value, best.value, grain):
        return True
    # The text gives another row's figure: the table has been mended since, or the text looked at the wrong line.
    figures = (article.figures[line.grid.cells[at]] for at in line.places)
    return not told.turn and any(figure.value == stated.value for figure in figures)


def _strangers(article: Article, sentence: Sentence, place: int, line: Range, first: frozenset[str]) -> bool:
    """Whether a word near the figure tells another case than the table: a name, a group, a date; `first`: the words that
    tell what is compared."""
    stated = article.figures[sentence.tokens[place]]  # type: ignore[index]
    known = known_words(article.document, article.titles, line.grid) | _GENERIC | counted(stated)
    if first - known:
        return True
    strange = ((sentence.stems & MARKS) | sentence.names) - _OWN_MARKS - known
    dates = {word for date in sentence.dates for word in TOKEN.findall(date) if len(word) == 4}
    return bool(strange) or bool(dates - known)


def _proposal(article: Article, line: Range, index: int, confidence: str) -> Proposal:
    parts = tuple(line.grid.cells[at] for at in line.places)
    said = "the line is named" if line.named else "the only line of its kind"
    return _with_words(article, line, Proposal({"parts": parts, "stated": (index,)}, confidence, said))


def _with_words(article: Article, line: Range, proposal: Proposal) -> Proposal:
    own = (line.grid.rows if line.axis == 0 else line.grid.cols)[line.best[line.axis]]
    across = (line.grid.cols if line.axis == 0 else line.grid.rows)[line.best[1 - line.axis]]
    bare = _best(article, line).kind != article.figures[proposal.roles["stated"][0]].kind
    words = {"line": " ".join(own.label.split()), "best": " ".join(across.label.split())}
    return proposal._replace(column_grain=1.0 if bare else 0.0, words=words)
