"""Tokens: the places in a source that are not plain running text, and the scan that finds them in HTML.

The scan is a pattern of this module and no `html.parser`: on 4.1 MB of pages it is twice as fast (30 MB/s), gives
offsets instead of lines and columns, and stays linear, where 5,000 unclosed tags cost the other two seconds. Each
pattern is possessive or bounded, and a search that failed once is not made again further on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from consistency.grammar.lazy import pattern


class Token(NamedTuple):
    """One piece of markup, `source[start:end]`.

    `what` is one of: "tag" (`name` is the lower-case name, with a slash in front for an end tag, `attributes` the place
    of its attributes); "cell" (a table cell of plain text alone); "rows" (table rows of such cells alone); "mark"
    (emphasis and the like: it may stand inside a word or a number); "void" (code, an address, a comment: hidden with all
    that is in it); "char" (`name` is what it stands for); "part" (hidden, but for `parts`, which are texts of their own).
    """

    start: int
    end: int
    what: str
    name: str = ""
    attributes: tuple[int, int] = (0, 0)
    parts: tuple[Part, ...] = ()


class Part(NamedTuple):
    """A text inside markup, such as a caption: `source[start:end]` with the tokens inside it."""

    kind: str
    key: str
    start: int
    end: int
    tokens: tuple[Token, ...] = ()


TAG = re.compile(
    r"<(/?)([A-Za-z][^\s/<>\"'=]*+)"
    r"((?:[^<>\"']++|\"[^\"{]*+(?:(?:\{\{[^{}]*+\}\}|\{)[^\"{]*+)*+\"|'[^']*+')*+)>"
    r"|<(/?)([A-Za-z][\w:-]*+)([^<>]*+)>"
)
# A cell as most are written, read in one go: nothing in its tag that could change what it is, and no markup inside.
_HARMLESS = r"(?:\s++(?:class|style|align|valign|width|id|scope)=(?:\"[^\"<>{]*+\"|[\w#%.-]++))*+"
_BARE = r"(?:[^<>&/{]*+|[^<>&`{]*+)"  # an address within code is for the scan of Markdown
_CELL = pattern(rf"<(t[dh])({_HARMLESS})>{_BARE}</\1>", re.IGNORECASE)
_ROWS = re.compile(rf"(?:<tr{_HARMLESS}>(?:\s*+<(t[dh]){_HARMLESS}>{_BARE}</\1>)++\s*+</tr>\s*+)++", re.IGNORECASE)
CELLS = re.compile(r"<t(?:r|([dh])[^>]*+>([^<]*+)</t[dh]>)", re.IGNORECASE)
"""What "rows" are made of: where a row begins (without groups), or a cell."""
ADDRESS = pattern(
    r"(?:https?|ftp)://[^\s<>\"|`]++|www\.[\w-]++\.[^\s<>\"|`]++"
    r"|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|gov|edu|io|int|info|eu|uk|de|fr|us|ch|ca|au)/[^\s<>\"|`]*+"
)
REFERENCE = pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
ATTRIBUTE = pattern(r"([^\s=/>\"'{}]++)(?:\s*+=\s*+(?:\{?\"([^\"]*+)\"|\{?'([^']*+)'|([^\s>\"'{}]++)))?")

_MARKUP = re.compile(r"[<&]|://")
_AFTER_ANGLE = re.compile(r"[A-Za-z/!?]")
_RAW_END = {name: pattern(rf"</{name}[^<>]*+>", re.IGNORECASE) for name in ("script", "style", "xmp")}
_CELL_STARTS = ("<td", "<th>", "<th ", "<TD", "<TH>", "<TH ")
_ROW_STARTS = ("<tr", "<TR")
_OPEN_CLOSE = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">"))
_POWERS = str.maketrans("0123456789+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("0123456789+-\u2212", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_UNIT = pattern(
    r"(?:(?:^|[^A-Za-z])(?:[kcdmnμµ]?m|ft|in|mi|yds?|sq|s|feet|miles?|metres?|meters?|inch(?:es)?)|(?:^|[^0-9.,])(?:10|2))$"
)
_FOOTNOTE = pattern(
    r"[\[(]?(?:[0-9]{1,3}|[a-z]|[ivx]{1,5}|[*†‡§#]{1,3}|note [0-9]{1,3})(?:[,; ]+[0-9a-z*†‡§]{1,3}){0,6}[\])]?"
)
_ENDS = ".,;:!?'\"*_~)]}"


def html_tokens(source: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of `source[start:end]` as HTML, in order; text between them is running text."""
    place = start
    scan = Scan(source, end)
    while found := _MARKUP.search(source, place, end):
        token = scan.token(found.start())
        if token is None:
            place = found.end()
        else:
            yield token
            place = token.end


class Scan:
    """Tokens at given places of one stretch of source, with what was once searched in vain."""

    def __init__(self, source: str, end: int) -> None:
        self.source = source
        self.end = end
        self._absent: set[str] = set()
        self._styled = -1

    def token(self, place: int) -> Token | None:
        """The token that begins at `place`, or for an address around it; None where it is plain text."""
        first = self.source[place]
        if first == "<":
            return self.angle(place) if _AFTER_ANGLE.match(self.source, place + 1, self.end) else None
        if first == "&":
            return reference(self.source, place, self.end)
        return address(self.source, place, self.end)

    def find(self, text: str, place: int) -> int:
        """Where `text` stands from `place` on, or -1; a text that is absent is searched only once."""
        if text in self._absent:
            return -1
        found = self.source.find(text, place, self.end)
        if found < 0:
            self._absent.add(text)
        return found

    def angle(self, place: int) -> Token | None:
        """A tag, a comment or a declaration that begins at `place`."""
        if self.source.startswith(_ROW_STARTS, place):
            rows = _ROWS.match(self.source, place, self._till_styled(place))
            if rows:
                return Token(place, rows.end(), "rows")
        elif self.source.startswith(_CELL_STARTS, place):
            cell = _CELL.match(self.source, place, self.end)
            if cell and "display" not in cell[2]:
                return Token(place, cell.end(), "cell")
        found = TAG.match(self.source, place, self.end)
        if found:
            which = 3 if found[2] else 6
            name = found[which - 1].lower()
            if found[which - 2]:
                name = "/" + name
            elif name in ("sup", "sub"):
                raised = _raised(self.source, found, name, self.end)
                if raised:
                    return raised
            elif name in _RAW_END:
                close = self._raw_end(name, found.end())
                if close:
                    return Token(place, close, "void")
            return Token(place, found.end(), "tag", name, found.span(which))
        for opening, closing in _OPEN_CLOSE:
            if self.source.startswith(opening, place):
                close = self.find(closing, place + len(opening))
                return Token(place, close + len(closing), "void") if close >= 0 else None
        return None

    def _till_styled(self, place: int) -> int:
        """How far rows may be taken as they are: up to the next style that may hide one of them."""
        if self._styled < place:
            found = self.find("display", place)
            self._styled = found if found >= 0 else self.end
        return self._styled

    def _raw_end(self, name: str, place: int) -> int:
        if "</" + name in self._absent:
            return 0
        found = _RAW_END[name].search(self.source, place, self.end)
        if not found:
            self._absent.add("</" + name)
        return found.end() if found else 0


def reference(source: str, place: int, end: int) -> Token | None:
    """The character reference at `place`; without its semicolon only where HTML allows that."""
    found = REFERENCE.match(source, place, end)
    import html

    if found:
        character = html.unescape(found[0])
        if character == found[0]:
            return None
        return Token(place, found.end(), "char" if character else "void", character)
    found = re.compile(r"&(#[0-9]{1,7}|[A-Za-z]{2,8})").match(source, place, end)
    if not found:
        return None
    from html.entities import html5

    if found[1][0] != "#" and found[1] not in html5:
        return None
    return Token(place, found.end(), "char", html.unescape(found[0] + ";"))


def address(source: str, place: int, end: int) -> Token | None:
    """The web address around `place` (the colon of `https://`), without the punctuation behind it."""
    first = place
    while first > 0 and place - first < 6 and source[first - 1].isalpha():
        first -= 1
    found = ADDRESS.match(source, first, end)
    if not found or found.end() <= place:
        return None
    return Token(first, first + len(found[0].rstrip(_ENDS)), "void")


def _raised(source: str, opening: re.Match[str], name: str, end: int) -> Token | None:
    """A footnote marker (hidden) or a raised or lowered number, with its tags; None for any other text."""
    close = source.find(f"</{name}>", opening.end(), min(end, opening.end() + 500))
    if close < 0:
        return None
    import html

    inner = html.unescape(re.sub(r"<[^<>]*>", "", source[opening.end() : close])).strip()
    start, stop = opening.start(), close + len(name) + 3
    read = raised(inner, source[max(0, start - 12) : start], lowered=name == "sub")
    return None if read is None else Token(start, stop, "char" if read else "void", read)


def raised(inner: str, before: str, lowered: bool) -> str | None:
    """What is read of raised or lowered text behind the characters `before`: a power, an index, or nothing where it is
    the mark of a footnote; None where it is text like any other."""
    if lowered:
        return inner.translate(_LOWERED) if inner.isdigit() and len(inner) < 4 else None
    if re.fullmatch(r"[-+\u2212]?[0-9]{1,6}", inner) and (_UNIT.search(before) or len(inner) > 3):
        return inner.translate(_POWERS)
    return "" if before and not before[-1].isspace() and _FOOTNOTE.fullmatch(inner) else None


def attributes(source: str, token: Token) -> dict[str, tuple[int, int]]:
    """The attributes of a tag: lower-case name and the place of its value in `source`, which may be empty."""
    found: dict[str, tuple[int, int]] = {}
    for match in ATTRIBUTE.finditer(source, *token.attributes):
        which = next((number for number in (2, 3, 4) if match[number] is not None), 0)
        found.setdefault(match[1].lower(), match.span(which) if which else (match.end(1), match.end(1)))
    return found


def addresses(source: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where web addresses stand in the plain text `source[start:end]`."""
    end = len(source) if end is None else end
    if source.find("/", start, end) < 0 and source.find("www.", start, end) < 0:
        return []
    found = ADDRESS.finditer(source, start, end)
    return [(each.start(), each.start() + len(each[0].rstrip(_ENDS))) for each in found]
