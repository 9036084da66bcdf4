"""Numbering: the lists of a Word document, and the mark that each of their paragraphs has."""

from __future__ import annotations

from dataclasses import dataclass, field

from consistency.office.package import Element, W
from consistency.office.styles import value

DEEPEST = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(slots=True)
class Level:
    """One level of a list: how its numbers are written ("bullet" for none), the first one, and the text around them."""

    form: str = "decimal"
    start: int = 1
    text: str = ""
    style: str = ""


@dataclass(slots=True)
class Listing:
    """A list as it is defined; lists with one `abstract` count on together."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document by the number that paragraphs name. `mark` counts: call it in reading order."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, Listing] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        abstracts: dict[str, dict[int, Level]] = {}
        for element in root if root is not None else ():
            if element.tag == W + "abstractNum":
                abstracts[element.get(W + "abstractNumId", "")] = _levels(element)
            elif element.tag == W + "num":
                abstract = value(element.find(W + "abstractNumId"))
                listing = Listing(abstract, dict(abstracts.get(abstract, {})))
                _override(listing, element)
                self._lists[element.get(W + "numId", "")] = listing

    def depth(self, number: str, style: str) -> int:
        """The level of a list that belongs to a style; the first one where none does."""
        levels = self._lists[number].levels if number in self._lists else {}
        return next((depth for depth, level in levels.items() if style and level.style == style), 0)

    def is_ordered(self, number: str, depth: int) -> bool:
        """Whether the paragraphs of this level are numbered, and not only marked."""
        level = self._lists[number].levels.get(depth) if number in self._lists else None
        return level is not None and level.form not in ("bullet", "none")

    def mark(self, number: str, depth: int) -> str:
        """The mark of the next paragraph: "3." or "-"; empty where it has none."""
        listing = self._lists.get(number)
        level = listing.levels.get(depth) if listing else None
        if listing is None or level is None:
            return "-"
        counts = self._counts.setdefault(listing.abstract, [None] * DEEPEST)
        if number not in self._begun:
            self._begun.add(number)
            for at, start in listing.restarts.items():
                counts[at] = start - 1
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (DEEPEST - depth - 1)
        if level.form in ("bullet", "none"):
            return "-" if level.form == "bullet" else ""
        text = level.text
        for at in range(depth + 1):
            if f"%{at + 1}" in text:
                one = listing.levels.get(at, level)
                text = text.replace(f"%{at + 1}", _written(counts[at] or one.start, one.form))
        return " ".join(text.split())


def _levels(element: Element) -> dict[int, Level]:
    found = {}
    for one in element.iter(W + "lvl"):
        depth = one.get(W + "ilvl", "")
        if depth.isdecimal() and int(depth) < DEEPEST:
            found[int(depth)] = _level(one)
    return found


def _level(element: Element) -> Level:
    start = value(element.find(W + "start"))
    return Level(
        value(element.find(W + "numFmt")) or "decimal",
        int(start) if start.isdecimal() and len(start) < 7 else 1,
        value(element.find(W + "lvlText"))[:100],
        value(element.find(W + "pStyle")),
    )


def _override(listing: Listing, element: Element) -> None:
    """What a list says otherwise than the definition that it goes by."""
    for one in element.iter(W + "lvlOverride"):
        text = one.get(W + "ilvl", "")
        if not text.isdecimal() or int(text) >= DEEPEST:
            continue
        if (level := one.find(W + "lvl")) is not None:
            listing.levels[int(text)] = _level(level)
        start = value(one.find(W + "startOverride"))
        if start.isdecimal() and len(start) < 7:
            listing.restarts[int(text)] = int(start)


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(97 + (count - 1) % 26) * min((count - 1) // 26 + 1, 9)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        text = ""
        for size, digits in _ROMAN:
            times, count = divmod(count, size)
            text += digits * times
        return text.upper() if form == "upperRoman" else text
    return str(count)
