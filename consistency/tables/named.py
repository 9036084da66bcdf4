"""Named: the cells of a table by the words of the labels over and beside them, as a text would name them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile
from typing import NamedTuple

from consistency.context.words import TOKEN, stem, tells
from consistency.document import Document
from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.grammar.wordlist import words
from consistency.tables.words import Label, classify

KINDS = frozenset(("count", "money", "percent", "point", "measure", "duration"))
BARE = ("count", "year")
_SHORT = 160
"""How many characters a paragraph before a table has, at most, that is its caption."""
_TELLING = 100
"""How many of its last steps a figure has at least that is known again in a table."""
_SPARE, _FARTHEST = 4, 400
"""How many blocks of text may stand between a table and what is said of it, and how many blocks of any kind."""
_GENERIC = frozenset(
    map(
        stem,
        words("""number numbers count counts amount amounts value values figure figures percentage percentages percent pct
    cent usd eur gbp euro euros dollar dollars pound pounds thousand thousands million millions billion billions mn bn m
    total totals no nr approx overall altogether combined sum aggregate unit units"""),
    )
)
"""Stems of words of a label that say how something is counted, not what."""
_TOTALS = tuple((stem(word),) for word in ("total", "overall", "altogether", "combined", "together"))
_ASIDE = pattern(r"\[[^\[\]]*\]|\([^()]*\)|[*†‡§¶^~`]")
_ACRONYM = pattern(r"\(([A-Z][A-Za-z&.-]*[A-Z])\)")
_MONEY = pattern(
    r"[$£€¥₹]|\b(?:usd|eur|gbp|chf|jpy|dollars?|euros?|pounds?|francs?|yen|rupees?|cost|costs|price|revenues?|income|expenditures?"
    r"|spending|sales|profit|budget|earnings)\b",
    re.IGNORECASE,
)
_PERCENT = pattern(r"%|\bper ?cent(?:age)?\b|\bpct\b|\bshare\b|\brate\b|\bproportion\b", re.IGNORECASE)
_SIGNED = pattern(r"%|[$£€¥₹]|\b(?:per ?cent|usd|eur|gbp|euros?|dollars?)\b", re.IGNORECASE)
IN_PERCENT = pattern(r"%|\bper ?cent(?:age)?\b|\bpct\b", re.IGNORECASE)
"""What says of a line that its figures are in percent; a share or a rate need not be."""
YEAR = pattern(r"(?<![\d.,])(?:19|20)\d\d(?!\d)")
_SCALE = pattern(
    r"\b(thousand|million|billion|trillion|lakh|crore)s?\b|[$£€]\s?(k|m|mn|bn)\b|\b(mn|bn)\b|(?<![\d.,])['’$£€]?(000)s?\b",
    re.IGNORECASE,
)
_SCALED = pattern(
    r"\bin (?:[$£€]|[a-z.]+ )?(thousand|million|billion|trillion)s?\b|[$£€]\s?(k|m|mn|bn)\b|\((?:[$£€]|[a-z]+ )?(thousand|million|billion)s?\b"
    r"|(?:[$£€¥₹]|\b(?:usd|eur|gbp|chf|jpy|cny|inr|aud|cad))\s?(thousand|million|billion|trillion)s?\b"
    r"|, (thousand|million|billion)s?(?=\s*(?:[,.;:)\]]|$))"
    r"|(?<![\d.,])['’$£€](000)s?\b|\((?:1,?)?(000)s?\)|\b(thousand|million|billion)s of\b",
    re.IGNORECASE | re.MULTILINE,
)
_FACTORS = {
    "thousand": 1e3, "k": 1e3, "000": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9,
    "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
_AGE = pattern(r"\bage\b", re.IGNORECASE)
_RELATIVE = pattern(
    r"\b(?:change|growth|increase|decrease|difference|diff|variance|rank(?:ing)?|position|index|margin|gap|lead)\b|[±Δ]|\+/-",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A row or column that has a label; `spellings` are the sets of stems of which a text has to have one.

    `relative`: it tells a change, a rank or the like; `total`: it is called a total and nothing else.
    """

    number: int
    label: str
    spellings: tuple[tuple[str, ...], ...]
    relative: bool
    total: bool


@dataclass(eq=False)
class Grid:
    """A table with names: its labelled rows and columns, and for each place the index of the one figure that it holds.

    `block` is its first cell's with a figure, `heading` the one that it stands under. `said` are the stems of all that names the table: caption,
    heading, the paragraph before it, its column headers. `text` is caption, heading and a short line
    before the table, a line each, in lower case.
    """

    table: int
    block: int
    heading: str
    rows: dict[int, Line] = field(default_factory=dict)
    cols: dict[int, Line] = field(default_factory=dict)
    cells: dict[tuple[int, int], int] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    text: str = ""
    corner: str = ""
    """The header over the labels of the rows, where a scale may stand."""
    values: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """The places by what their figures stand for, in nine digits; filled when `having` is first asked."""

    def labels(self, place: tuple[int, int]) -> str:
        """The labels of the row and the column of a place, as printed."""
        return f"{self.rows[place[0]].label} {self.cols[place[1]].label}"

    def places(self, row: int | None, col: int | None) -> list[tuple[int, int]]:
        """The places with a figure in a row, in a column, or in both."""
        if row is not None and col is not None:
            return [(row, col)] if (row, col) in self.cells else []
        if row is not None:
            return self._lines[0].get(row, [])
        return self._lines[1].get(col, []) if col is not None else []

    @cached_property
    def _lines(self) -> tuple[dict[int, list[tuple[int, int]]], dict[int, list[tuple[int, int]]]]:
        rows: dict[int, list[tuple[int, int]]] = {}
        cols: dict[int, list[tuple[int, int]]] = {}
        for place in self.cells:
            rows.setdefault(place[0], []).append(place)
            cols.setdefault(place[1], []).append(place)
        return rows, cols


def grids(document: Document, figures: Sequence[Figure]) -> list[Grid]:
    """The tables of the document that have labelled cells with one figure each."""
    found: dict[int, Grid] = {}
    several: set[tuple[int, int, int]] = set()
    for index, figure in enumerate(figures):
        if figure.table is None or figure.row is None or figure.col is None:
            continue
        if figure.row < document.tables[figure.table].header_rows or _is_name(figure):
            continue
        grid = found.get(figure.table)
        if grid is None:
            grid = found[figure.table] = Grid(figure.table, figure.block, figure.heading)
        place = figure.row, figure.col
        if place in grid.cells and _is_share_beside(document, figure):
            continue  # "112 (35.2%)"
        if place in grid.cells:
            several.add((figure.table, *place))
        elif _stands_alone(document, figure):
            grid.cells[place] = index
            _add_line(grid.rows, figure.row, figure.row_header)
            _add_line(grid.cols, figure.col, figure.col_header)
        else:
            several.add((figure.table, *place))
    for table, row, col in several:
        found[table].cells.pop((row, col), None)
    for grid in found.values():
        _name(document, grid, figures)
    return [grid for grid in found.values() if grid.cells]


def _is_name(figure: Figure) -> bool:
    """Whether the figure is a year that names its row, not one that the row tells."""
    return figure.kind == "year" and not figure.col and not figure.row_header


def _is_share_beside(document: Document, figure: Figure) -> bool:
    """Whether a figure is the percentage in brackets behind another one."""
    text = document.text
    return figure.kind == "percent" and text[figure.at - 1] == "(" and text[figure.till : figure.till + 1] == ")"


def _stands_alone(document: Document, figure: Figure) -> bool:
    if (figure.kind not in KINDS and figure.kind != "year") or figure.ambiguous:
        return False
    block = document.blocks[figure.block]
    rest = document.text[block.start : figure.at] + document.text[figure.till : block.end]
    return figure.value_to is None and not any(char.isalnum() for char in _ASIDE.sub("", rest))


def _add_line(lines: dict[int, Line], number: int, label: str) -> None:
    if number not in lines:
        kind = classify(" ".join(label.lower().split())) if label else Label.BLANK
        own = label_words(label)
        total = kind == Label.TOTAL and not own
        spellings = _TOTALS if total else ((own,) if own else ())
        acronym = _ACRONYM.search(label)
        if acronym and own:
            spellings = (*spellings, (stem(acronym[1]),))
        lines[number] = Line(number, label, spellings, _RELATIVE.search(label) is not None, total)


def label_words(label: str) -> tuple[str, ...]:
    """The stems of a label that tell what its line is about, bracketed asides left out where anything else is left."""
    printed = TOKEN.findall(_ASIDE.sub(" ", label)) or TOKEN.findall(label)
    roots = (stem(word) if word[0].isalpha() else word for word in printed if word[0].isdigit() or tells(word))
    return tuple(dict.fromkeys(root for root in roots if root not in _GENERIC))


def _name(document: Document, grid: Grid, figures: Sequence[Figure]) -> None:
    caption = document.tables[grid.table].caption
    first = min((figures[index].block for index in grid.cells.values()), default=grid.block)
    before = next((n for n in range(first - 1, -1, -1) if document.blocks[n].kind != "cell"), None)
    lead = document.block_text(document.blocks[before]) if before is not None else ""
    grid.corner = _corner(document, grid)
    headers = " ".join(line.label for line in grid.cols.values())
    grid.rows, grid.cols = (_told_apart(_without_units(lines)) for lines in (grid.rows, grid.cols))
    grid.text = f"{caption}\n{grid.heading}\n{lead if len(lead) <= _SHORT else ''}".lower()
    if before is not None and _has_amount(figures, before):
        lead = ""  # a paragraph that tells of the table, and cannot vouch for itself
    grid.said = frozenset(stem(word) for word in TOKEN.findall(f"{caption} {grid.heading} {headers} {lead}"))


def _corner(document: Document, grid: Grid) -> str:
    """What stands over the labels of the rows, if it says more than what they are: "Thousand head"."""
    table = document.tables[grid.table]
    numbers = [row[0] for row in table.grid[: table.header_rows] if row and row[0] >= 0 and 0 not in grid.cols]
    return document.block_text(document.blocks[numbers[-1]]) if numbers else ""


def _has_amount(figures: Sequence[Figure], block: int) -> bool:
    first = bisect_left(figures, block, key=lambda figure: figure.block)
    of_block = takewhile(lambda figure: figure.block == block, islice(figures, first, None))
    # "(€ million)" is a caption's unit
    return any(figure.kind in KINDS and any(map(str.isdigit, figure.text)) for figure in of_block)


def counted(figure: Figure) -> frozenset[str]:
    """The stems of the word for what a figure counts, as a singular and as printed; empty where it counts nothing."""
    return frozenset(stem(word) for word in (figure.head, *figure.noun.split()[-1:]) if word)


def _told_apart(lines: dict[int, Line]) -> dict[int, Line]:
    """The lines without the words that all of their labels share: of "Net cost 2019" and "Net cost 2020" the years."""
    own = [set(line.spellings[0]) for line in lines.values() if line.spellings and not line.total]
    common = set.intersection(*own) if len(own) > 1 else set()
    if not common:
        return lines
    return {
        number: line._replace(
            spellings=tuple(tuple(w for w in words if w not in common) or words for words in line.spellings)
        )
        for number, line in lines.items()
    }


def _without_units(lines: dict[int, Line]) -> dict[int, Line]:
    """The lines without the short names that several have in their brackets: units, as of "Inflow (ML)", "Demand (ML)"."""
    often = Counter(words for line in lines.values() if not line.total for words in line.spellings[1:])
    if not often or max(often.values()) < 2:
        return lines
    return {
        number: line
        if line.total
        else line._replace(spellings=tuple(words for words in line.spellings if often[words] < 2))
        for number, line in lines.items()
    }


def rarest(lines: Sequence[Line]) -> Counter[str]:
    """In how many spellings each stem stands."""
    return Counter(word for line in lines for spelling in line.spellings for word in spelling)


# ------------------------------------------------------------------ units
def scale(grid: Grid, place: tuple[int, int], figure: Figure) -> float:
    """What the figure of the cell at `place` is to be multiplied by: its column is "in thousands", and it does not say so."""
    if any(char.isalpha() for char in figure.text) or figure.kind not in (*BARE, "money"):
        return 1.0
    labels = grid.labels(place)
    said_of = [_SCALE.search(labels)]
    if not IN_PERCENT.search(labels):  # "% change" in a table in thousands is in percent
        said_of += [_SCALED.search(grid.text), _SCALE.search(grid.corner)]
    said = next((word for found in said_of if found for word in found.groups() if word), "")
    return _FACTORS.get(said.lower(), 1.0)


def fits(grid: Grid, place: tuple[int, int], figure: Figure, stated: Figure) -> bool:
    """Whether a text's figure can be what the cell at `place` says, by kind and unit alone."""
    if figure.kind not in BARE:
        return figure.is_like(stated)
    labels = grid.labels(place)
    if stated.kind == "count":
        return not (_SIGNED.search(labels) or stated.unit)
    if stated.kind in ("money", "percent", "point"):
        sign = _MONEY if stated.kind == "money" else _PERCENT
        # What the table is said to be of, it is of as a whole only if none of its columns says so for itself.
        whole = not any(sign.search(line.label) for line in grid.cols.values())
        return sign.search(labels) is not None or (whole and sign.search(grid.text) is not None)
    if stated.kind not in ("measure", "duration"):
        return False
    if stated.unit == "year" and _AGE.search(labels):
        return True
    return not {stem(stated.unit), *(stem(word) for word in TOKEN.findall(stated.text)[-1:])}.isdisjoint(grid.said)


def having(grid: Grid, figures: Sequence[Figure], stated: Figure) -> Iterator[tuple[int, int]]:
    """The places of the cells that have a text's figure."""
    if not grid.values:
        for at, index in grid.cells.items():
            value = figures[index].value * scale(grid, at, figures[index])
            grid.values.setdefault(f"{value:.9g}", []).append(at)
    for at in grid.values.get(f"{stated.value:.9g}", ()):
        if fits(grid, at, figures[grid.cells[at]], stated):
            yield at


def is_telling(stated: Figure) -> bool:
    """Whether a text's figure has digits enough for it to be no chance that a cell has them too."""
    return stated.round_to > 0 and abs(stated.value) >= _TELLING * stated.round_to


def is_near(document: Document, stated: Figure, grid: Grid) -> bool:
    """Whether the text stands in the table's section, or hardly anything between the two."""
    if stated.heading == grid.heading or stated.kind_of_block == "front matter":
        return True
    low, high = sorted((stated.block, grid.block))
    between = range(low + 1, min(high, low + _FARTHEST))
    return sum(document.blocks[number].kind != "cell" for number in between) <= _SPARE


def known_words(document: Document, titles: Iterable[int], grid: Grid) -> frozenset[str]:
    """The stems of all that names the table and its lines, and of the article's title (the blocks `titles`)."""
    header = document.tables[grid.table].grid[: document.tables[grid.table].header_rows]
    numbers = [*titles, *(number for row in header for number in row if number >= 0)]
    said = [document.block_text(document.blocks[number]) for number in numbers]
    said += [line.label for lines in (grid.rows, grid.cols) for line in lines.values()]
    return grid.said | frozenset(stem(word) for word in TOKEN.findall(" ".join(said)))
