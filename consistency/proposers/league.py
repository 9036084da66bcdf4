"""League tables: games played are those won, drawn and lost, points are so many for each win and one for each draw, and a
goal difference is the goals for less those against.

The columns are known by their headers, and what a win is worth by the rows: five or more, of which one alone fails. Fewer
points than were won are, where the difference is such as leagues deduct, a note.

`of` of the rule's settings says what is proposed: games, points or goals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from consistency.relation import Article, Proposal
from consistency.slip import STRONG, slip
from consistency.tables.remarks import doubted
from consistency.tables.sheet import NUMBER, ZERO, Sheet

ROLES = ("won", "drawn", "lost", "played", "points", "worth", "scored", "conceded", "difference")
SETTINGS = {"of": ("games", "points", "goals")}
FEWEST = 5
"""Rows of a league."""

_HEADERS = {
    "played": ("p", "pl", "pld", "gp", "mp", "games", "played", "matches"),
    "won": ("w", "won", "wins", "win"),
    "drawn": ("d", "t", "drawn", "draws", "draw", "drew", "tied", "ties"),
    "lost": ("l", "lost", "losses", "loss"),
    "points": ("pts", "pts.", "points", "pt"),
    "scored": ("gf", "f", "for", "pf", "goals for", "points for"),
    "conceded": ("ga", "a", "against", "pa", "goals against", "points against"),
    "difference": (
        "gd",
        "pd",
        "+/-",
        "+/−",
        "+/–",
        "diff",
        "diff.",
        "difference",
        "goal difference",
        "points difference",
    ),
}
_NAMES = {word: name for name, words in _HEADERS.items() for word in words}
_OTHERS = (
    "gd", "gf", "ga", "f", "a", "+/-", "+/−", "diff", "goals", "pos", "pos.", "#",
    "no.", "rank", "points", "pts", "p", "l",
)  # fmt: skip
"""Columns that have such a number by chance."""
_ROLES_OF = {
    "games": ("won", "drawn", "lost", "played"),
    "points": ("won", "drawn", "points"),
    "goals": ("scored", "conceded", "difference"),
}
"""The columns of what is proposed; the last is worked out from the others."""
_WORTH = (3.0, 2.0, 1.0, 4.0)
_DEDUCTED = frozenset((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 17, 18, 20, 21, 25, 30))


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """The figures of each row of a league by their roles; for points, what a win is worth as `worth`."""
    names = _ROLES_OF[str(settings.get("of", "games"))]
    for _, sheet in article.sheets:
        places = {} if _NAMES.keys().isdisjoint(sheet.header) else _places(sheet)
        if all(name in places for name in names):
            columns = [places[name] for name in names]
            rows = [r for r in range(sheet.first, len(sheet.value)) if _is_filled(sheet, r, columns)]
            if len(rows) >= FEWEST:
                yield from _of_rows(article, sheet, names, columns, rows)


def _places(sheet: Sheet) -> dict[str, int]:
    """The columns of a league by what they hold; one that is there twice (at home, away) is left out."""
    found: dict[str, list[int]] = {}
    for c, header in enumerate(sheet.header):
        if name := _NAMES.get(header):
            found.setdefault(name, []).append(c)
    return {name: columns[0] for name, columns in found.items() if len(columns) == 1}


def _is_filled(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    states = [sheet.state[row][c] for c in columns]
    # Goals for and against may well be level; a row of noughts is one of a season that has not begun.
    stated = (NUMBER, ZERO) if sheet.header[columns[-1]] in _HEADERS["difference"] else (NUMBER,)
    return states[-1] in stated and all(state in (NUMBER, ZERO) for state in states) and NUMBER in states[:-1]


def _of_rows(
    article: Article, sheet: Sheet, names: Sequence[str], columns: Sequence[int], rows: Sequence[int]
) -> Iterator[Proposal]:
    worths = _WORTH if names[-1] == "points" else (1.0,)
    tries = []
    for worth in worths:
        gaps = {}
        for r in rows:
            first, *others, stated = (sheet.value[r][c] for c in columns)
            sign = -1 if names[-1] == "difference" else 1
            gaps[r] = worth * first + sign * sum(others) - stated
        tries.append((sum(gap == 0 for gap in gaps.values()), worth, gaps))
    holds, worth, gaps = max(tries, key=lambda tried: tried[0])
    if holds < len(rows) - 1 - len(rows) // 20:
        return
    for r, gap in gaps.items():
        if gap and _is_elsewhere(sheet, r, columns, gap):
            continue
        roles = {name: (sheet.index[r][c],) for name, c in zip(names, columns, strict=True) if sheet.index[r][c] >= 0}
        values = {name: 0.0 for name in names if name not in roles}
        if names[-1] == "points":
            values["worth"] = worth
        stated = sheet.value[r][columns[-1]]
        deducted = names[-1] == "points" and gap in _DEDUCTED and slip(stated, stated + gap, 1.0) not in STRONG
        sure = "low" if deducted else "high"
        proposal = Proposal(roles, sure, f"{holds - (not gap)} other rows agree", values=values, column_grain=1.0)
        yield doubted(article, proposal, gap) if gap else proposal._replace(confidence="high")


def _is_elsewhere(sheet: Sheet, row: int, columns: Sequence[int], gap: float) -> bool:
    """Whether another column of the row has just the difference: a bonus, a match without a result, lost in overtime."""
    return any(
        state == NUMBER and c not in columns and abs(sheet.value[row][c]) == abs(gap) and sheet.header[c] not in _OTHERS
        for c, state in enumerate(sheet.state[row])
    )
