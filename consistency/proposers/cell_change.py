"""By how much a line of a table changed, as the text tells it, against the two cells that it changed between.

"Arson rose by 8.2 percent to 3,186" over a table of offences by year. The sentence names the line; between which years it
says by naming them, or by the later of the two cells. A figure that is the change between any two years of
the line agrees; another is only held against the table where the years are certain, the table has them without a gap,
every word of the sentence is the table's own or tells nothing, and it is none of the other changes that could be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, permutations
from typing import NamedTuple

from consistency.context.sentences import Sentence
from consistency.context.words import stem
from consistency.figure import Figure
from consistency.relation import Article, Proposal
from consistency.slip import is_likely, slip
from consistency.tables.changes import UP, direction
from consistency.tables.named import (
    IN_PERCENT,
    KINDS,
    YEAR,
    Grid,
    Line,
    fits,
    having,
    is_near,
    is_telling,
    known_words,
    label_words,
    scale,
)
from consistency.tables.strangers import strangers
from consistency.tables.told import words_of

ROLES = ("new", "old", "pct", "change", "scale")
OF_TEXT = True
SETTINGS = {"as": ("difference", "rise", "fall"), "scaled": (True,)}
_MOST = 40
"""How many years a line may have."""
_FAR = 2.5
"""By which factor a figure and the change may differ, with no slip between the two, and still be meant to be one."""
_LOOSE, _HEDGED = 0.05, 0.03
"""By what share of it a figure may be off and still be another change, or a hedged one the same."""
_BESIDE = 8
"""How many words from a change a cell's figure may stand for it to tell the line."""
_PERIODS = frozenset(
    stem(word) for word in ("year", "years", "annual", "annually", "yearly", "decade", "since", "last")
)


class Series(NamedTuple):
    """The cells of a line in the order of their years: (year, index of the figure) each; `factor` is their scale."""

    grid: Grid
    line: Line
    cells: tuple[tuple[int, int], ...]
    factor: float


class Change(NamedTuple):
    """A figure of a text that its words call a change: its place among the tokens of its sentence, its index, and whether
    it is a rise (1) or a fall (-1)."""

    place: int
    figure: int
    direction: int


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """The roles `old` and `new` (the cells) with `pct` for a change in percent (`as: rise`, `as: fall`), and with `change`
    for a difference (`as: difference`), for which `new` is the larger cell. With `scaled: true` the differences of a
    table in thousands or millions, and the `scale` by which they are to be multiplied; else those of others."""
    if not article.grids:
        return
    form, scaled = settings.get("as", "difference"), settings.get("scaled") is True
    for sentence in article.contexts.sentences:
        for change in _changes(article, sentence, in_percent=form != "difference"):
            if form != "difference" and form != ("rise" if change.direction == UP else "fall"):
                continue
            for series, years in _told(article, sentence, change):
                if form == "difference" and scaled != (series.factor != 1.0):
                    continue
                yield from _of_series(article, sentence, change, series, years)


def _changes(article: Article, sentence: Sentence, *, in_percent: bool) -> Iterator[Change]:
    """The figures of a sentence that are changes, said by the article itself; those in percent, or the others."""
    for place, token in enumerate(sentence.tokens):
        if not isinstance(token, int):
            continue
        stated = article.figures[token]
        if stated.kind not in KINDS or (stated.kind == "percent") != in_percent:
            continue
        if stated.value_to is not None or stated.value <= 0 or stated.block in article.titles:
            continue
        if stated.quoted or stated.attributed:
            continue
        way = direction(*article.around(stated), stated.kind in ("percent", "point"))
        if way:
            yield Change(place, token, way)


def _told(article: Article, sentence: Sentence, change: Change) -> Iterator[tuple[Series, frozenset[int]]]:
    """The series that a sentence names, or tells a cell of, with the years that it names of it."""
    words, _ = words_of(sentence, article.figures)
    named = article.labels.named(words)
    near = [
        (number, grid)
        for number, grid in enumerate(article.grids)
        if is_near(article.document, article.figures[change.figure], grid)
    ]
    cells = _cells(article, sentence, change, [grid for _, grid in near])
    for number, grid in near:
        for axis in (0, 1):
            lines = {name.line.number: name.line for name in named.get((number, axis), ())}
            if not lines and cells and cells[0][0] is grid:
                number_of = cells[0][1][axis]
                lines = {number_of: (grid.rows if axis == 0 else grid.cols)[number_of]}
            line = next(iter(lines.values()), None) if len(lines) == 1 else None
            if line and not line.relative:
                years = (_year(name.line) for name in named.get((number, 1 - axis), ()))
                for series in _series(article, grid, axis, line, sentence):
                    yield series, frozenset(filter(None, years))


def _cells(
    article: Article, sentence: Sentence, change: Change, grids: Sequence[Grid]
) -> list[tuple[Grid, tuple[int, int]]]:
    """The one cell that has a figure beside the change: "by 1,900 to 8,900" tells which line is meant."""
    found = []
    for place, token in enumerate(sentence.tokens):
        if isinstance(token, int) and token != change.figure and abs(place - change.place) <= _BESIDE:
            beside = article.figures[token]
            if beside.kind in KINDS and is_telling(beside):
                found += [(grid, at) for grid in grids for at in having(grid, article.figures, beside)]
    return found if len(found) == 1 else []


def _series(article: Article, grid: Grid, axis: int, line: Line, sentence: Sentence) -> Iterator[Series]:
    """The cells of a line by year, of one measure: where there are several, of the one that the sentence names."""
    groups: dict[tuple[str, ...], dict[int, int]] = {}
    places = grid.places(line.number, None) if axis == 0 else grid.places(None, line.number)
    factor = 1.0
    for at in places:
        label = (grid.cols if axis == 0 else grid.rows)[at[1 - axis]]
        year = _year(label)
        if not year or label.relative:
            continue
        words = tuple(word for word in label_words(label.label) if not word[0].isdigit())
        if groups.setdefault(words, {}).setdefault(year, grid.cells[at]) != grid.cells[at]:
            return  # a year twice: months, or two measures
        factor = scale(grid, at, article.figures[grid.cells[at]])
    several = [words for words, cells in groups.items() if 1 < len(cells) <= _MOST]
    chosen = [words for words in several if words and sentence.stems.issuperset(words)] or several
    if len(chosen) == 1:
        yield Series(grid, line, tuple(sorted(groups[chosen[0]].items())), factor)


def _year(line: Line) -> int:
    """The first year of a label; 0 where it has none."""
    found = YEAR.search(line.label)
    return int(found[0]) if found else 0


def _of_series(
    article: Article, sentence: Sentence, change: Change, series: Series, named: frozenset[int]
) -> Iterator[Proposal]:
    """The change between two years of a series that the figure is, or that it is meant to be."""
    stated = article.figures[change.figure]
    if not _is_of_kind(article, series, stated):
        return
    pairs = list(combinations(series.cells, 2))
    values = {index: article.figures[index].value * series.factor for _, index in series.cells}
    changes = {
        (old[1], new[1]): expected
        for old, new in pairs
        if (expected := _change(stated, values[old[1]], values[new[1]])) is not None
    }
    apart = {pair: abs(stated.value - change.direction * changes[pair]) for pair in changes}
    same = [pair for pair in changes if apart[pair] <= _reach(article, series, stated, pair)]
    years = {index: year for year, index in series.cells}
    told = named & set(years.values()) | {
        years[index] for index in years if _is_cell_told(sentence, stated, values[index])
    }
    if same:
        best = max(same, key=lambda pair: (len({years[index] for index in pair} & told), years[pair[1]]))
        yield _proposal(article, series, change, best, "high")
        return
    meant = _meant(series, told, sentence.stems.isdisjoint(_PERIODS))
    if meant is None or meant not in changes or any(gap <= _LOOSE * stated.value for gap in apart.values()):
        return  # nearly the change between two other years
    expected = change.direction * changes[meant]
    if not (_may_be(stated, expected) and _is_level_told(article, sentence, change, values.values())):
        return
    if not _is_elsewhere(article, sentence, change, series, expected) and not _is_of_other(article, sentence, series):
        yield _proposal(article, series, change, meant, "medium")


def _is_of_kind(article: Article, series: Series, stated: Figure) -> bool:
    """Whether the change of these cells can be told by such a figure."""
    figures = [article.figures[index] for _, index in series.cells]
    kinds = {(figure.kind, figure.unit) for figure in figures if figure.kind != "year"}
    if len(kinds) > 1 or any(figure.hedge != "none" or figure.value < 0 for figure in figures):
        return False
    places = {index: place for place, index in series.grid.cells.items()}
    as_percent = [_percent(series.grid, places[index], article.figures[index]) for _, index in series.cells]
    if stated.kind == "percent":
        return not any(as_percent)  # of shares, "5 percent" may be points
    if stated.kind == "point" or (stated.kind == "count" and stated.head == "point"):
        return all(as_percent)
    fitting = (fits(series.grid, places[index], article.figures[index], stated) for _, index in series.cells)
    return not any(as_percent) and all(fitting)


def _percent(grid: Grid, place: tuple[int, int], figure: Figure) -> bool:
    labels = f"{grid.labels(place)} {grid.text}"
    return figure.kind == "percent" or (figure.kind in ("count", "year") and IN_PERCENT.search(labels) is not None)


def _change(stated: Figure, old: float, new: float) -> float | None:
    if stated.kind != "percent":
        return new - old
    return 100 * (new / old - 1) if old else None


def _reach(article: Article, series: Series, stated: Figure, pair: tuple[int, int]) -> float:
    """How far a figure may be from the change between two cells and be no other: by the rounding of all three."""
    old, new = (article.figures[index] for index in pair)
    if stated.kind == "percent":
        cells = 50 * (new.grain / old.value + old.grain * new.value / old.value**2)
    else:
        cells = series.factor * (old.grain + new.grain) / 2
    own = stated.grain / 2 if stated.hedge == "none" else _HEDGED * stated.value
    return (own + cells) * (1 + 1e-9)


def _is_level_told(article: Article, sentence: Sentence, change: Change, values: Iterable[float]) -> bool:
    """Whether the level that the words lead to ("by 5 percent to 3,946") is one of the cells."""
    tokens = sentence.tokens
    for place in range(change.place + 1, len(tokens)):
        token = tokens[place]
        if isinstance(token, int) and article.figures[token].kind in KINDS:
            level = article.figures[token].value
            return tokens[place - 1] != "to" or any(abs(level - value) <= 0.001 * abs(value) for value in values)
    return True


def _may_be(stated: Figure, expected: float) -> bool:
    """Whether a figure can be meant to be a change, which is in its own direction."""
    if expected <= 0:
        return False
    meant = round(expected / stated.grain) * stated.grain
    name = slip(stated.value, meant, stated.grain)
    return is_likely(name, stated.value, meant, stated.grain) or 1 / _FAR <= stated.value / expected <= _FAR


def _is_cell_told(sentence: Sentence, stated: Figure, value: float) -> bool:
    """Whether the sentence has the cell's figure too, perhaps rounded."""
    return any(
        abs(other - value) <= 0.001 * abs(value) for other, _ in sentence.values if other != stated.value and other
    )  # fmt: skip


def _meant(series: Series, told: frozenset[int], free: bool) -> tuple[int, int] | None:
    """Between which two cells the change must be, of which the sentence tells the years `told`: two years, or one, and the
    year before is the other; with `free`, no word of a period, also the only other one."""
    years = [year for year, _ in series.cells]
    cells = dict(series.cells)
    pair = sorted(told)
    if len(pair) == 1 and pair[0] != years[0]:
        pair = years[years.index(pair[0]) - 1 :][:2]
        if pair[1] - pair[0] > 1 and not (free and len(years) == len(pair)):
            return None
    return (cells[pair[0]], cells[pair[1]]) if len(pair) == 2 else None


def _is_elsewhere(article: Article, sentence: Sentence, change: Change, series: Series, expected: float) -> bool:
    """Whether the figure is the change between two other figures of the sentence, or stands in the table, or the sentence
    tells the line's own change too."""
    stated = article.figures[change.figure]
    values = [value for value, _ in sentence.values if value > 0]
    for old, new in permutations(values, 2):
        other = _change(stated, old, new)
        if other is not None and abs(change.direction * other - stated.value) <= _LOOSE * stated.value:
            return True
    if any(unit == stated.unit and abs(value - expected) <= stated.grain for value, unit in sentence.values):
        return True
    return any(article.figures[index].value == stated.value for index in series.grid.cells.values())


def _is_of_other(article: Article, sentence: Sentence, series: Series) -> bool:
    """Whether any word of the sentence tells of something else than the line of the table."""
    return strangers(sentence, known_words(article.document, article.titles, series.grid))


def _proposal(article: Article, series: Series, change: Change, pair: tuple[int, int], confidence: str) -> Proposal:
    stated = article.figures[change.figure]
    old, new = pair if stated.kind == "percent" or change.direction == UP else pair[::-1]
    role = "pct" if stated.kind == "percent" else "change"
    return Proposal(
        {"old": (old,), "new": (new,), role: (change.figure,)},
        confidence,
        f'the sentence names "{" ".join(series.line.label.split())}"',
        column_grain=1.0 if stated.kind != "percent" else 0.0,
        values={"scale": series.factor} if stated.kind != "percent" and series.factor != 1.0 else {},
        words={"line": " ".join(series.line.label.split())},
    )
