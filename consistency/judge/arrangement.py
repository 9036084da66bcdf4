"""Arrangement: claims that can be judged together, laid out as groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

import numpy as np

from consistency.equation import names_of
from consistency.judge.claim import Claim
from consistency.judge.columns import Columns, Rows
from consistency.judge.terms import Group

_Alike: TypeAlias = tuple[str, frozenset[str], frozenset[str], tuple[int, ...]]
"""What claims that are judged together have in common: what they assert, by whatever rule, the roles that are in percent, the
names of counted numbers, and how many figures stand for each name."""

_FEW = 16
"""Lists of three figures to so many are judged together."""

_SHORT = 2_000
"""Of fewer claims, those about two figures are judged with them."""


def arranged(claims: Sequence[Claim], columns: Columns) -> Iterator[tuple[list[int], Group | str]]:
    """The claims by assertion and by numbers of figures: their numbers, and the group or why there can be none."""
    members: dict[_Alike, list[int]] = {}
    fewest = 2 if len(claims) < _SHORT else 3
    for (text, percent_roles, counted, lengths), numbers in _by_lengths(claims).items():
        widths = tuple([_width(length, fewest) for length in lengths])
        if claims[numbers[0]].assertion.op == "candidates":
            # A headline that nothing in the body could support has a place for the candidate that is not there.
            widths = widths[0], max(widths[1], 1)
        members.setdefault((text, percent_roles, counted, widths), []).extend(numbers)
    for (_, _, counted, widths), numbers in members.items():
        alike = [claims[number] for number in numbers]
        missing = [
            name
            for name, width in zip(alike[0].assertion.names, widths, strict=True)
            if not width and name not in counted
        ]
        yield numbers, f"nothing stands for {missing[0]}" if missing else _group(alike, widths, columns)


def _by_lengths(claims: Sequence[Claim]) -> dict[_Alike, list[int]]:
    """The numbers of the claims that are alike to the last figure."""
    found: dict[_Alike, list[int]] = {}
    for number, claim in enumerate(claims):
        assertion, roles = claim.assertion, claim.roles
        lengths = tuple([len(roles.get(name, ())) for name in assertion.names])
        key = assertion.text, claim.percent_roles, frozenset(claim.values), lengths
        found.setdefault(key, []).append(number)
    return found


def _width(length: int, fewest: int) -> int:
    """The places for so many figures: few different numbers, as a group costs more than the empty places in it."""
    return length if length < fewest else max(_FEW, 1 << (length - 1).bit_length())


def _group(claims: Sequence[Claim], widths: tuple[int, ...], columns: Columns) -> Group:
    assertion = claims[0].assertion
    parts: dict[str, slice] = {}
    blocks, at = [], 0
    for name, width in zip(assertion.names, widths, strict=True):
        if not width:
            continue
        blocks.append(_rows([claim.roles.get(name, ()) for claim in claims], width, columns.empty))
        parts[name] = slice(at, at + width)
        at += width
    values = {
        name: np.array([claim.values[name] for claim in claims], dtype=np.float64)
        for name, width in zip(assertion.names, widths, strict=True)
        if not width
    }
    # A claim about counted numbers alone ("Monday" is 0, the day is 1) stands on one empty place.
    rows_of_all = np.concatenate(blocks, axis=1) if blocks else np.full((len(claims), 1), columns.empty)
    grain = np.array([claim.column_grain for claim in claims], dtype=np.float64)
    sign = np.ones(rows_of_all.shape)
    for number, claim in enumerate(claims):
        if claim.signs and (part := _signed_part(claim, parts)):
            sign[number, part.start : part.start + len(claim.signs)] = claim.signs
    return Group(columns, assertion, rows_of_all, parts, values, claims[0].percent_roles, grain, sign)


def _rows(figures: Sequence[tuple[int, ...]], width: int, empty: int) -> Rows:
    """The rows of the figures in so many places each, the empty row where there are no more."""
    every = np.fromiter(chain.from_iterable(figures), np.int64)
    if len(every) == width * len(figures):
        return every.reshape(-1, width)
    rows = np.full((len(figures), width), empty, dtype=np.int64)
    rows[np.arange(width) < np.array([len(those) for those in figures])[:, None]] = every
    return rows


def _signed_part(claim: Claim, parts: Mapping[str, slice]) -> slice | None:
    """The places of the role that the signs belong to: the first with as many figures."""
    fitting = (
        name for name in names_of(claim.assertion.computed) if len(claim.roles.get(name, ())) == len(claim.signs)
    )
    return next((parts[name] for name in fitting if name in parts), None)
