"""A share of a table's column that the text tells in words or as a percentage: "more than half of the visitors came by train".

The words name one row of the table, and nothing else is said of the share:

| the sentence                                             | the share is of              |
|----------------------------------------------------------|------------------------------|
| two thirds of the (8,400) visitors came by train          | the column of visitors       |
| trains (alone) carried more than half (of the visitors)   | the same, or the only column |
| 2,045 of them, or 41 percent of the total                 | that of the cell with 2,045  |

Where the row is followed by more words ("half of the visitors from Harwick came by train") the share is one of the row
itself, and nothing is proposed. The whole is the column's total row, else the sum of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from consistency.context.sentences import Sentence
from consistency.context.words import MARKS, TOKEN, stem, tells
from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.relation import Article, Proposal
from consistency.tables.named import Grid, Line, counted, having, is_near, is_telling, known_words
from consistency.tables.told import Name, words_of
from consistency.tables.words import Label, classify, never_summed

ROLES = ("cell", "parts", "share", "pct")
OF_TEXT = True
SETTINGS = {"as": ("fraction", "percent")}
_FEWEST, _LONGEST = 3, 400
_BETWEEN = 9
"""How many words may stand between a share and the row that has it."""
_VERBS = 4
"""How many words may stand between a row and its share."""
_OPENING = 2
_CLOSING = 60
_OF = pattern(r"\s*(?:of\s+)?(?:(?:the|all|all the|its|their|these|those|our)\s+)", re.I)
_ENDS = pattern(
    r"(?:\s+of\s+(?:the|all|all the)\s+(?:[\d,.]+\s+)?(?:(?!(?:by|in|from|at|on|with|for|to)\b)[\w-]+\s+){0,2}[\w-]+)?\s*(?:[.;:,)]|$)",
    re.I,
)
_APPOSED = pattern(
    r"(?:(?!\b(?:and|but|while|whereas)\b)[^.;:\d]){0,40}?(?:,|\s*\(|\s)\s*(?:or\s+|that is,?\s+|(?:about|nearly|almost|some|just over|just under|roughly|around)\s+)*",
    re.I,
)
_OF_TOTAL = pattern(r"\s*\)?\s*of\s+(?:the\s+)?(?:total|whole|all|overall|combined)\b", re.I)
_OF_ANY = pattern(r"\s*\)?\s*of\b", re.I)
_MOVED = pattern(r"\b(?:by|from|than|up|down|to|another|first|last|every|each|of|per)\s*$", re.I)
_NARROWED = pattern(
    r"\b(?:than|above|below|ahead|behind|increase|decrease|growth|rise|fall|change|rose|grew|fell|points?|average|median|if|would|could|expected|forecast"
    r"|remaining|rest|other|these|those|them|whom|which|not|no|lost|each|per|as (?:many|much))\b",
    re.I,
)
_WHOLES = frozenset(stem(word) for word in ("total", "totals", "whole", "all", "overall", "sum"))
_ALONE = frozenset(stem(word) for word in ("alone", "together", "now", "only", "also", "still", "full"))
_PREPOSITIONS = frozenset(
    ("to", "by", "in", "from", "at", "on", "for", "with", "via", "through", "as", "into", "is", "was", "were", "are")
)


class Whole(NamedTuple):
    """A column that can be divided: its line, its figures by row, and what they are shares of, as indices."""

    grid: Grid
    line: Line
    cells: Mapping[int, int]
    parts: tuple[int, ...]


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """The roles `cell` and `parts` (the column, or its total alone) for each share of a column that the text tells, with
    the role `share` for a fraction in words (`as: fraction`), `pct` for a percentage (`as: percent`)."""
    if not article.grids:
        return
    wholes: list[list[Whole]] = []
    kind, role = ("percent", "pct") if settings.get("as") == "percent" else ("ratio", "share")
    for sentence in article.contexts.sentences:
        shares = [
            (place, token)
            for place, token in enumerate(sentence.tokens)
            if isinstance(token, int) and article.figures[token].kind in ("ratio", "percent")
        ]
        for place, index in shares:
            stated = article.figures[index]
            if stated.kind != kind or not _is_share(article, stated):
                continue
            wholes = wholes or [list(_wholes(grid, article.figures)) for grid in article.grids]
            beside = list(_beside(article, sentence, place, index, wholes))
            if len(beside) == 1:
                yield from _of_whole(article, sentence, index, *beside[0], role, _is_of(article, stated, beside[0][0]))
            elif len(shares) == 1:  # of several shares each may have its own row
                yield from _of_names(article, sentence, place, index, wholes, role)


def _is_of(article: Article, stated: Figure, whole: Whole) -> bool:
    """Whether the words behind a share say that it is one of all that the column counts."""
    after = article.document.text[stated.till : stated.till + _CLOSING]
    named = not counted(stated).isdisjoint(_words(whole.line)) and _OF_ANY.match(after) is not None
    return named or _OF_TOTAL.match(after) is not None


def _of_names(
    article: Article,
    sentence: Sentence,
    place: int,
    index: int,
    wholes: Sequence[Sequence[Whole]],
    role: str,
) -> Iterator[Proposal]:
    """The share of the row that the sentence names."""
    words, _ = words_of(sentence, article.figures)
    for (number, axis), names in article.labels.named(words).items():
        row = _row(article, sentence, place, index, names) if axis == 0 else None
        if row is not None and is_near(article.document, article.figures[index], article.grids[number]):
            yield from _of_row(article, sentence, index, row, wholes[number], role)


def _beside(
    article: Article,
    sentence: Sentence,
    place: int,
    index: int,
    wholes: Sequence[Sequence[Whole]],
) -> Iterator[tuple[Whole, Line]]:
    """The row and the column of the one cell that has the figure right before the share: "2,045 sheep, or 41 percent of the
    total"."""
    before = next((token for token in reversed(sentence.tokens[:place]) if isinstance(token, int)), None)
    if before is None or not is_telling(article.figures[before]):
        return
    own, stated = article.figures[before], article.figures[index]
    if not _APPOSED.fullmatch(article.document.text[own.till : stated.at]):
        return
    for grid, columns in zip(article.grids, wholes, strict=True):
        for at in having(grid, article.figures, own) if is_near(article.document, stated, grid) else ():
            for whole in columns:
                if whole.line.number == at[1] and at[0] in whole.cells:
                    yield whole, grid.rows[at[0]]


def _is_share(article: Article, stated: Figure) -> bool:
    if (
        stated.kind not in ("ratio", "percent")
        or stated.value_to is not None
        or stated.kind_of_block in ("cell", "title")
    ):
        return False
    if stated.quoted or stated.attributed or not 0 < stated.value <= (1 if stated.kind == "ratio" else 100):
        return False
    before, after = article.around(stated)
    return not (_MOVED.search(before) or _NARROWED.search(before) or _NARROWED.search(after))


def _row(article: Article, sentence: Sentence, place: int, index: int, names: Sequence[Name]) -> Line | None:
    """The row that the share is of, by its place in the sentence: at the end behind it, or right before it."""
    if len({name.line.number for name in names}) != 1 or names[0].line.total:
        return None
    name, tokens = names[0], sentence.tokens
    stated, text = article.figures[index], article.document.text
    if place < name.first <= place + _BETWEEN:
        before = [token for token in tokens[place + 1 : name.first] if isinstance(token, str)]
        led = any(token.lower() in _PREPOSITIONS for token in before[-3:])
        ends = name.last == len(tokens) - 1 and name.last - name.first < len(name.words) + 1
        return name.line if led and ends and _OF.match(text[stated.till :]) and _opens(article, stated, place) else None
    led = (
        name.first > 0 and str(tokens[name.first - 1]).lower() in _PREPOSITIONS
    )  # "at Cedar 10% of the wagons were empty"
    if name.last + 1 < place <= name.last + _VERBS and name.first <= _OPENING and not led:
        after = text[stated.till : stated.till + _CLOSING]
        return name.line if _ENDS.match(after) else None
    return None


def _opens(article: Article, stated: Figure, place: int) -> bool:
    """Whether the share is the subject of its clause."""
    return place <= _OPENING or article.document.text[max(0, stated.at - 3) : stated.at].rstrip()[-1:] in (
        ":",
        ";",
        ",",
    )


def _wholes(grid: Grid, figures: Sequence[Figure]) -> Iterator[Whole]:
    """The columns of counts or amounts, each row of which is a part of the whole."""
    for line in grid.cols.values():
        header = line.label.casefold()
        if line.relative or never_summed(header) or classify(header) != Label.PLAIN:
            continue
        cells = {at[0]: grid.cells[at] for at in grid.places(None, line.number)}
        kinds = {row: classify(grid.rows[row].label.casefold()) for row in cells}
        plain = {row: index for row, index in cells.items() if kinds[row] == Label.PLAIN}
        totals = [row for row, kind in kinds.items() if kind == Label.TOTAL]
        if not _FEWEST <= len(plain) <= _LONGEST or len(plain) + len(totals) < len(cells) or len(totals) > 1:
            continue
        own = [figures[index] for index in cells.values()]
        if len({(figure.kind, figure.unit) for figure in own}) > 1 or own[0].kind not in ("count", "money"):
            continue
        if any(figure.value < 0 or figure.hedge != "none" for figure in own):
            continue
        parts = (cells[totals[0]],) if totals else tuple(plain.values())
        yield Whole(grid, line, plain, parts)


def _of_row(
    article: Article, sentence: Sentence, index: int, row: Line, wholes: Sequence[Whole], role: str
) -> Iterator[Proposal]:
    """The share of the row in the column that the sentence names, in that of what it counts, or in the only one."""
    stated = article.figures[index]
    those = [whole for whole in wholes if row.number in whole.cells]
    named = [whole for whole in those if set(_words(whole.line)) & sentence.stems]
    of = [whole for whole in those if set(_words(whole.line)) & counted(stated)]
    chosen = of or named or (those if len(wholes) == 1 else [])
    if len(chosen) == 1:
        yield from _of_whole(article, sentence, index, chosen[0], row, role, True)


def _of_whole(
    article: Article, sentence: Sentence, index: int, whole: Whole, row: Line, role: str, is_said: bool
) -> Iterator[Proposal]:
    """The share of a row in a column; only where it `is_said` to be that of the whole, one that does not agree."""
    stated = article.figures[index]
    same = _is_same(article, whole, row, stated)
    if same or (is_said and not _strangers(article, sentence, whole, stated)):
        label = " ".join(row.label.split())
        yield Proposal(
            {"cell": (whole.cells[row.number],), "parts": whole.parts, role: (index,)},
            "high" if same else "medium",
            f'the sentence names "{label}"',
            column_grain=0.0,
            words={"row": label, "column": " ".join(whole.line.label.split())},
        )


def _words(line: Line) -> tuple[str, ...]:
    return tuple(word for spelling in line.spellings for word in spelling)


def _is_same(article: Article, whole: Whole, row: Line, stated: Figure) -> bool:
    total = sum(article.figures[index].value for index in whole.parts)
    share = article.figures[whole.cells[row.number]].value / total if total else 0.0
    told = stated.value / (1 if stated.kind == "ratio" else 100)
    return abs(share - told) <= 0.02


def _strangers(article: Article, sentence: Sentence, whole: Whole, stated: Figure) -> bool:
    """Whether a name, a mark or a date of the sentence, or what the share is of, is not of the table."""
    known = known_words(article.document, article.titles, whole.grid)
    if counted(stated) and (known | _WHOLES).isdisjoint(counted(stated)):
        return True
    own = frozenset(_words(whole.line)) | frozenset(stem(word) for word in TOKEN.findall(whole.grid.text)) | _WHOLES
    if {stem(word) for word in stated.noun.split() if tells(word)} - own - counted(stated):
        return True  # "of the freight trains"
    strange = ((sentence.stems & MARKS) | sentence.names) - known - _ALONE - _WHOLES
    dates = {word for date in sentence.dates for word in TOKEN.findall(date) if len(word) == 4}
    return bool(strange) or bool(dates - known)
