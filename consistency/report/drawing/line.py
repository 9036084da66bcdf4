"""Line: one line of a report for people, as stretches of text with the name of their style.

Everything is laid out here and in the neighbouring modules; colour is only put on at the end, so that a report is the
same words in the same places with and without it. Widths are cells of a terminal, never characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

Segment = tuple[str, str]
"""A text and the name of its style, one of `STYLES` or empty."""

Line = list[Segment]

STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold cyan",
    "strong": "bold",
    "gutter": "bold blue",
    "related": "bold blue",
    "help": "green",
    "dim": "dim",
}

TAB = "    "
STRANGE = "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"


class Look(NamedTuple):
    """How a report for people is to look: cells to a line, colour or none, box characters or ASCII, how much is told.

    `detail` is -1 for the findings alone, 0 for a summary as well, 1 for all that was tested. With `counts` the findings
    of each rule are counted and not told.
    """

    width: int = 80
    colour: bool = False
    boxes: bool = True
    detail: int = 0
    counts: bool = False

    def words(self, text: str) -> str:
        """`text` on one line, its signs of comparison in ASCII where the terminal knows no other."""
        return one_line(text if self.boxes else text.replace("≤", "<=").replace("≥", ">="))


def clean(text: str) -> str:
    """`text` as a terminal may show it: nothing in an article can move the cursor or turn the writing round."""
    return text if text.isprintable() else re.sub(STRANGE, "\ufffd", text.replace("\t", TAB))


def one_line(text: str) -> str:
    """`text` on a single line, each run of white space one blank."""
    return clean(" ".join(text.split()))


def cells(text: str) -> int:
    """How many cells of a terminal `text` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    from rich.cells import cell_len  # most formats need no widths, and most texts need no table of them

    return cell_len(text)


def fold(text: str, width: int) -> list[str]:
    """`text` broken at blanks into lines of at most `width` cells; a longer word keeps a line for itself."""
    lines: list[str] = []
    current, taken = "", 0
    for word in one_line(text).split(" "):
        size = cells(word)
        if current and taken + 1 + size > width:
            lines.append(current)
            current, taken = word, size
        else:
            current, taken = (f"{current} {word}", taken + 1 + size) if current else (word, size)
    return [*lines, current]


def shorten(text: str, width: int, *, left: bool = False) -> str:
    """At most `width` cells of `text`, cut at a blank where one is near; `left` keeps its end and not its beginning."""
    text = text if len(text) < 4 * width else text[-4 * width :] if left else text[: 4 * width]
    if cells(text) <= width:
        return text
    room = max(width - 3, 0)
    size = len(text)
    if left:
        kept = text[size - most(size, lambda count: cells(text[size - count :]) <= room) :]
        blank = kept.find(" ", 0, 15)
        return "..." + kept[blank if blank >= 0 else 0 :]
    kept = text[: most(size, lambda count: cells(text[:count]) <= room)]
    blank = kept.rfind(" ", max(len(kept) - 15, 0))
    return (kept[: blank + 1] if blank >= 0 else kept) + "..."


def most(limit: int, holds: Callable[[int], bool]) -> int:
    """The largest number up to `limit` for which something holds that holds for all smaller ones; 0 if for none."""
    known, beyond = 0, limit + 1
    while beyond - known > 1:
        middle = (known + beyond) // 2
        if holds(middle):
            known = middle
        else:
            beyond = middle
    return known


def padded(text: str, width: int, *, right: bool = False) -> str:
    """`text` filled up with blanks to `width` cells; `right` sets it at the right end."""
    filling = " " * max(width - cells(text), 0)
    return filling + text if right else text + filling


def number_of(count: int, word: str) -> str:
    """A count with its word: "1 error", "2 errors"."""
    return f"{count} {word}" if count == 1 else f"{count} {plural(word)}"


def plural(word: str) -> str:
    """The plural of a regular noun."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _merged(line: Line) -> Line:
    """The line with neighbours of one style made one; blanks have no style of their own."""
    merged: Line = []
    for text, style in line:
        if merged and (merged[-1][1] == style or not text.strip()):
            merged[-1] = (merged[-1][0] + text, merged[-1][1])
        else:
            merged.append((text, style))
    if merged:
        merged[-1] = (merged[-1][0].rstrip(), merged[-1][1])
    return merged


def paint(lines: Iterable[Line], look: Look) -> str:
    """The lines as one text, a line end behind each, with the colours of a terminal or without."""
    if not look.colour:
        return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {name: Style.parse(style) for name, style in STYLES.items()}
    painted = []
    for line in lines:
        pieces = [
            styles[style].render(text, color_system=ColorSystem.STANDARD) if style and text.strip() else text
            for text, style in _merged(line)
        ]
        painted.append("".join(pieces) + "\n")
    return "".join(painted)
