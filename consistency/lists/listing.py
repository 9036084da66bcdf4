"""Listing: the things that follow an announcement."""

from __future__ import annotations

from typing import NamedTuple


class Listing(NamedTuple):
    """The things that follow: their places in the text of the document.

    `fewest` and `most` are how many they can be read as, where it is not plain that each place is one thing. `plain`: that
    these are all, each of them one thing. `label` is the word that numbers them ("tip" in "Tip 1:"), or empty.
    """

    items: tuple[tuple[int, int], ...]
    fewest: int
    most: int
    plain: bool
    label: str = ""

    def number(self, stated: int) -> int:
        """How many things it is read as beside the announcement of so many."""
        return min(max(stated, self.fewest), self.most)


def listing(items: list[tuple[int, int]], *, plain: bool = True, label: str = "") -> Listing:
    """The listing in which each place is one thing."""
    return Listing(tuple(items), len(items), len(items), plain, label)
