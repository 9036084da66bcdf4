"""Shares: whether a percentage of so many whole things can be one at all (70 % of 9 people is not)."""

from __future__ import annotations

import numpy as np

from consistency.interval import Bools, Floats, Intervals

MANY = 64
"""A base that may be any of more whole numbers than this gives every percentage."""


def has_share(pct: Intervals, base: Intervals) -> Bools:
    """Whether 100 k / b lies in `pct` for a whole b of `base` and a whole k from 0 to b."""
    first, last = np.ceil(base.low - 1e-9), np.floor(base.high + 1e-9)
    found = (last - first > MANY) & (pct.low <= 100) & (pct.high >= 0)
    for step in range(MANY + 1):
        whole = first + step
        sought = ~found & (whole <= last) & (whole >= 1)
        if not sought.any():
            break
        low, high = np.maximum(pct.low, 0.0) * whole / 100, np.minimum(pct.high, 100.0) * whole / 100
        slack = 1e-9 * np.maximum(whole, 1.0)
        least = np.where(pct.low_open & (pct.low > 0), np.floor(low + slack) + 1, np.ceil(low - slack))
        most = np.where(pct.high_open & (pct.high <= 100), np.ceil(high - slack) - 1, np.floor(high + slack))
        found |= sought & (least <= most)
    return np.asarray(found)


def nearest_shares(pct: Floats, base: Floats) -> Intervals:
    """The shares of the base next to a percentage, below and above it."""
    below = np.floor(pct * base / 100)
    closed = np.zeros(len(below), dtype=np.bool_)
    return Intervals(100 * below / base, 100 * np.minimum(below + 1, base) / base, closed, closed)
