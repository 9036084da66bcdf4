"""Balances of tables that are carried forward: what stands at the end of one year stands at the beginning of the next.

The two rows say so ("Cash at beginning of year", "Cash at end of year"), and the headers of two columns name the years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consistency.grammar.lazy import pattern
from consistency.relation import Article, Proposal
from consistency.slip import slip
from consistency.tables.remarks import doubted
from consistency.tables.sheet import NUMBER, Sheet
from consistency.tables.words import Label, classify, standing

ROLES = ("opening", "closing")

_YEAR = pattern(r"\b(?:19|20)\d\d\b")
_RESTATED = pattern(r"\b(?:re-?stated|re-?presented|revised|adjusted|pro forma)\b")
_CLOSING = pattern(r"\b(?:end|ending|closing|carried)\b|\bc/f\b")


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """The roles `opening` and `closing` for each year that follows another of the table."""
    for _, sheet in article.sheets:
        balances = list(_balances(sheet))
        years = _years(sheet) if balances else {}
        if any(year + 1 in years for year in years):
            for first, last in balances:
                yield from _of_balance(article, sheet, first, last, years)


def _years(sheet: Sheet) -> dict[int, int]:
    """The columns by the one year that their header names; none where two name the same."""
    found: dict[int, int] = {}
    for c, header in enumerate(sheet.header):
        named = {int(year[0]) for year in _YEAR.finditer(header)}
        if len(named) == 1:
            year = named.pop()
            if year in found:
                return {}
            found[year] = c
    return found


def _balances(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """The rows of an opening balance, each with that of the closing one of the same name below it."""
    opening: dict[str, int] = {}
    for r in range(sheet.first, len(sheet.value)):
        label = sheet.label[r]
        name = standing(label)
        if name and classify(label) == Label.OPENING:
            opening[name] = r
        elif name and _CLOSING.search(label) and name in opening:
            yield opening.pop(name), r


def _of_balance(article: Article, sheet: Sheet, first: int, last: int, years: Mapping[int, int]) -> Iterator[Proposal]:
    pairs = [
        (years[year], years[year - 1])
        for year in sorted(years)
        if year - 1 in years
        and sheet.state[first][years[year]] == NUMBER
        and sheet.state[last][years[year - 1]] == NUMBER
    ]
    holds = sum(sheet.value[first][here] == sheet.value[last][before] for here, before in pairs)
    for here, before in pairs:
        stated, carried = sheet.value[first][here], sheet.value[last][before]
        gap = carried - stated
        grain = sheet.grain[first][here]
        # Perhaps it was restated, or the years are of two companies.
        said = _RESTATED.search(f"{sheet.header[here]} {sheet.header[before]} {sheet.label[first]} {sheet.label[last]}")
        if gap and said:
            continue
        sure = "high" if not gap else "medium" if slip(stated, carried, grain) else "low"
        others = holds - (not gap)
        evidence = f"{others} other years agree" if others > 1 else "another year agrees" if others else ""
        roles = {"opening": (sheet.index[first][here],), "closing": (sheet.index[last][before],)}
        proposal = Proposal(roles, sure, evidence, column_grain=grain)
        yield doubted(article, proposal, gap) if gap else proposal
