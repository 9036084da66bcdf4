"""Bars: a figure tree as bars to one scale, each part beginning where the one before it ends.

A whole is as long as its value. What its parts leave is grey; where they are said to make it up and do not, the stretch
between their end and its own is red.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from consistency.findings import Node
from consistency.report.page.words import number

_SAME = 1e-9


class Stretch(NamedTuple):
    """A piece of a bar, in percent of the width: `tone` is part, rest or fault."""

    start: str
    width: str
    tone: str


class Bar(NamedTuple):
    """One figure of a tree: its words, its share of the whole above, its stretch, what holds of it, and its parts."""

    text: str
    noun: str
    share: str
    stretch: Stretch
    agrees: tuple[str, ...]
    fails: tuple[str, ...]
    start: int
    parts: tuple[Bar, ...]


class _Laid(NamedTuple):
    """A node, where its bar begins, and its parts laid one behind the other."""

    node: Node
    at: float
    parts: tuple[_Laid, ...]

    @property
    def end(self) -> float:
        return self.at + _length(self.node)

    @property
    def reach(self) -> float:
        """Where the last bar of it and all its parts ends."""
        return max([self.end, *(part.reach for part in self.parts)])


def bars(node: Node) -> Bar:
    """The bars of one tree, to the scale of its longest stretch."""
    laid = _lay(node, 0.0)
    return _bar(laid, 100 / laid.reach if laid.reach > 0 else 0.0, None)


def _length(node: Node) -> float:
    return max(node.value, 0.0)


def _lay(node: Node, at: float) -> _Laid:
    parts: list[_Laid] = []
    place, end = at, at + _length(node)
    for child in node.children:
        # Where nothing is wrong, parts that no longer fit divide the whole once more, in another way.
        if not node.fails and place > at and place + _length(child) > end * (1 + _SAME):
            place = at
        parts.append(_lay(child, place))
        place = parts[-1].end
    return _Laid(node, at, tuple(parts))


def _bar(laid: _Laid, scale: float, whole: Node | None) -> Bar:
    node = laid.node
    share = ""
    if whole is not None and whole.value > 0 and node.value > 0:
        share = f"{100 * node.value / whole.value:.3g} %" if node.value / whole.value < 9.995 else ""
    parts = [_bar(part, scale, node) for part in laid.parts]
    return Bar(
        node.text, node.noun, share, _stretch(laid.at, laid.end, scale, "part"), node.agrees, node.fails, node.start,
        (*parts, *_rest(laid, scale)),
    )  # fmt: skip


def _rest(laid: _Laid, scale: float) -> Iterator[Bar]:
    """What is between the end of the parts and that of the whole."""
    node = laid.node
    if not laid.parts:
        return
    till = max(part.end for part in laid.parts)
    if node.fails and abs(till - laid.end) > _SAME * max(till, laid.end):
        few, many = sorted((till, laid.end))
        words = "missing" if till < laid.end else "too much"
        yield Bar(number(many - few), words, "", _stretch(few, many, scale, "fault"), (), (), -1, ())
    elif node.remainder and till < laid.end:
        yield Bar(node.remainder, "not accounted for", "", _stretch(till, laid.end, scale, "rest"), (), (), -1, ())


def _stretch(start: float, end: float, scale: float, tone: str) -> Stretch:
    # Something always has to be seen.
    width = max((end - start) * scale, 0.3)
    return Stretch(f"{min(start * scale, 99.7):.3f}%", f"{width:.3f}%", tone)
