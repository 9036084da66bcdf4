"""Derivable: whether a figure of a text follows from any two cells of a table, whatever the sentence names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from consistency.figure import Figure
from consistency.tables.named import Grid, scale

_MOST = 60
"""How many cells a line may have of which any two are taken together."""
_CELLS = 400
"""How many cells a table may have of which any two of a line are taken together."""
_TELLING = 100
"""How many steps a figure has at least for it to be no chance that two cells make it."""


def follows(grid: Grid, figures: Sequence[Figure], stated: Figure, place: tuple[int, int] | None = None) -> bool:
    """Whether two cells of one row or column have a text's figure for their sum or difference: of any, where it has digits
    enough for that to be no chance, else of the row and the column of a `place`."""
    lines = [grid.places(place[0], None), grid.places(None, place[1])] if place else []
    if stated.value >= _TELLING * stated.grain and len(grid.cells) <= _CELLS:
        lines = [grid.places(row, None) for row in grid.rows] + [grid.places(None, col) for col in grid.cols]
    return any(_is_made(grid, figures, stated, places) for places in lines)


def _is_made(grid: Grid, figures: Sequence[Figure], stated: Figure, places: Sequence[tuple[int, int]]) -> bool:
    if len(places) > _MOST:
        return False
    cells = []
    for place in places:
        figure = figures[grid.cells[place]]
        factor = scale(grid, place, figure)
        cells.append((figure.value * factor, figure.grain * factor))
    own = stated.round_to / 2
    return any(
        abs(abs(one + sign * other) - stated.value) <= own + (step + grain) / 2 - min(step, grain)
        for (one, step), (other, grain) in combinations(cells, 2)
        for sign in (1, -1)
    )
