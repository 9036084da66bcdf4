"""Ranks of tables: the numbers of a column "Rank" that count the rows from the top, all but one.

Ties (4, 4, 6), a row left out (4, 6, 7) and a last row from further down the list are ways of ranking; a single number
that fits neither the row above nor the row below is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consistency.relation import Article, Proposal
from consistency.tables.derived import Says
from consistency.tables.ledger import Line

ROLES = ("rank", "place")

FEWEST = 6  # ranks that show an order


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """A proposal with the role `rank` and its `place` for each number of a column that counts its rows."""
    for columns, _ in article.ledgers:
        for line in columns.lines if columns.says & Says.RANK else ():
            if line.says & Says.RANK and line.numbers >= FEWEST and not line.percent:
                yield from _of_line(line)


def _of_line(line: Line) -> Iterator[Proposal]:
    filled = [p for p, at in enumerate(line.index) if at >= 0]
    if filled[-1] - filled[0] >= len(filled) or any(line.grain[p] != 1 for p in filled):
        return  # rows without a rank in between
    start = line.value[filled[0]]
    if [line.value[p] for p in filled[1:4]] == [2, 3, 4]:
        start = 1.0  # the first row, whatever it says
    odd = [number for number, p in enumerate(filled) if line.value[p] != start + number]
    if len(odd) > 1 or (odd and not _is_odd_alone(line, filled, odd[0])):
        return
    for number, p in enumerate(filled):
        yield Proposal(
            {"rank": (line.index[p],)},
            "high",
            f"{len(filled) - len(odd) - (number not in odd)} other rows are ranked in order",
            values={"place": start + number},
        )


def _is_odd_alone(line: Line, filled: list[int], number: int) -> bool:
    """Whether one rank stands between two that leave its number free, and repeats neither of them (they may share it)."""
    rank = line.value[filled[number]]
    if number == 0:
        return rank > len(filled)  # 2, 2, 3: shared
    return number < len(filled) - 1 and rank not in (line.value[filled[number - 1]], line.value[filled[number + 1]])
