"""The markup inside a Markdown text: what is no running text in a paragraph, a heading, a cell or a caption."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Set

from consistency.markup.templates import template
from consistency.markup.tokens import Part, Scan, Token, address, reference

_SPECIAL = re.compile(r"[\\`<&\[\]{$*_~:]")
_RUN = re.compile(r"\*+|_+|~~|")
_TAG = re.compile(
    r"</?[A-Za-z][\w.:-]*+(?:\s++(?:\{\{[^{}]*+\}\}|\{%[^%]*+%\}|\{\.\.\.[^{}]*+\}|[A-Za-z_:@#.][\w:.@#-]*+"
    r"(?:\s*+=\s*+(?:\"[^\"{]*+(?:(?:\{\{[^{}]*+\}\}|\{)[^\"{]*+)*+\"|'[^']*+'|\{\{[^{}]*+\}\}|\{[^{}]*+\}|[^\s\"'=<>`]++))?+))*+\s*+/?>"
    r"|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>|<[\w.+-]++@[\w.-]++>|<!--|<!\[CDATA|<\?|<![A-Za-z]|</?>"
)
_TARGET = re.compile(
    r"\(\s*+(?:<[^<>\n]*+>|(?:\{\{[^{}]*+\}\}|\{%[^%]*+%\}|[^\s()<>\\]|\\.|\((?:[^\s()]|\([^\s()]*+\))*+\))*+)"
    r"(?:\s++(\"(?:[^\"\\]++|\\.)*+\"|'(?:[^'\\]++|\\.)*+'|\([^()]*+\)))?\s*+(?:=[\dx%]*+\s*+)?\)"
    r"|\((?:\{\{[^{}]*+\}\}|/|\.\.?/|https?:)[^()\n]*+\)",  # no link to CommonMark, since its target holds blanks
    re.DOTALL,
)
_LABEL = re.compile(r"[ ]?\[([^\[\]]{0,999})\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,99}\]:?|\[-?@[^\[\]\n]{1,300}\]|\[[ xX]\](?=\s)")
_BRACES = re.compile(r"\{ ?[:#.][^{}\n]*+\}|(?<=[)\]`])\{[\w-]++=[^{}\n]*+\}|\{\.\.\.\}|\{/\*.*?\*/\}")
_EXPRESSION = re.compile(r"\{[^{}\n]*+\}")
_EMOJI = re.compile(r":(?:[a-z][a-z0-9_+-]{1,40}|100|1234):(?![\w:])")
_FENCE = re.compile(r"`+")
_MATH = re.compile(r"\$\$([^$]{1,2000})\$\$|\$(?!\s)([^$\n]{1,300}(?:\n[^$\n]{1,200})?)(?<!\s)\$(?!\d)")
_FORMULA = re.compile(r"[\\^_={}]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def markdown_tokens(
    source: str, start: int, end: int, labels: Set[str] = frozenset(), braces: bool = False
) -> list[Token]:
    """The tokens of the Markdown text `source[start:end]`, in order.

    `labels` are the normalized labels of the document's link definitions. With `braces`, `{...}` is an expression, as
    in MDX.
    """
    if _SPECIAL.search(source, start, end) is None:
        return []
    inline = _Inline(source, start, end, labels, braces)
    inline.read()
    inline.tokens.sort(key=lambda token: (token.start, -token.end))
    return inline.tokens


def normalized(label: str) -> str:
    """A link label as definitions and references are compared."""
    return " ".join(label.split()).upper()


class _Inline:
    """One text being read; `tokens` are gathered as they are recognized, not yet in order."""

    def __init__(self, source: str, start: int, end: int, labels: Set[str], braces: bool) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.labels = labels
        self.braces = braces
        self.tokens: list[Token] = []
        self.scan = Scan(source, end)
        self._brackets: list[tuple[int, bool, int]] = []
        self._emphasis: dict[str, list[list[int]]] = {"*": [], "_": [], "~": []}
        self._fences: dict[int, list[int]] | None = None

    def read(self) -> None:
        place = self.start
        while found := _SPECIAL.search(self.source, place, self.end):
            place = max(found.end(), _HANDLERS[found[0]](self, found.start()))

    def _add(self, token: Token | None) -> int:
        if token is None:
            return 0
        self.tokens.append(token)
        return token.end

    def _hide(self, found: re.Match[str] | None) -> int:
        return self._add(Token(found.start(), found.end(), "void")) if found else 0

    # Each handler takes the place of a character that may begin markup, and gives the place to go on from, or 0 to go
    # on behind that character.
    def _backslash(self, place: int) -> int:
        end = place + 1
        if end < self.end and self.source[end] in _PUNCTUATION:
            self._add(Token(place, end, "mark"))
            return end + 1
        return self._add(Token(place, end, "void")) if end >= self.end or self.source[end] in "\r\n" else 0

    def _code(self, place: int) -> int:
        if self._fences is None:
            self._fences = {}
            for found in _FENCE.finditer(self.source, place, self.end):
                self._fences.setdefault(len(found[0]), []).append(found.start())
        opening = _FENCE.match(self.source, place, self.end)
        length = len(opening[0]) if opening else 1
        places = self._fences.get(length, [])
        after = bisect_left(places, place + length)
        if after == len(places):
            return place + length
        return self._add(Token(place, places[after] + length, "void"))

    def _angle(self, place: int) -> int:
        return self._add(self.scan.angle(place)) if _TAG.match(self.source, place, self.end) else 0

    def _ampersand(self, place: int) -> int:
        token = reference(self.source, place, self.end)
        return self._add(token) if token and self.source[token.end - 1] == ";" else 0

    def _colon(self, place: int) -> int:
        if self.source.startswith("//", place + 1):
            return self._add(address(self.source, place, self.end))
        if self.source[place - 1 : place].isalnum():
            return 0
        return self._hide(_EMOJI.match(self.source, place, self.end))

    def _math(self, place: int) -> int:
        """A formula between dollar signs: never what may be two sums of money."""
        found = _MATH.match(self.source, place, self.end)
        if not found or (place > self.start and self.source[place - 1].isalnum()):
            return 0
        inner = found[1] or found[2]
        signs = _FORMULA.search(inner) is not None
        if found[1] or inner[0].isdigit() or len(inner) > 12 or " " in inner:
            return self._hide(found) if signs else 0
        return self._hide(found) if signs or any(map(str.isalpha, inner)) else 0

    def _brace(self, place: int) -> int:
        token = template(self.source, place, self.scan.find, self._within)
        if token:
            return self._add(token)
        found = _BRACES.match(self.source, place, self.end)
        if not found and self.braces:
            found = _EXPRESSION.match(self.source, place, self.end)
        return self._hide(found)

    def _within(self, start: int, end: int) -> list[Token]:
        return markdown_tokens(self.source, start, end, self.labels, self.braces)

    def _star(self, place: int) -> int:
        """A run of emphasis signs: it closes what it can, and opens with the rest."""
        source, sign = self.source, self.source[place]
        run = _RUN.match(source, place, self.end)
        end = run.end() if run else place
        if end == place:
            return 0
        before = source[place - 1] if place > self.start else " "
        after = source[end] if end < self.end else " "
        word_before, word_after = before.isalnum(), after.isalnum()
        # A sign may open where a text follows it and close where a text precedes it, punctuation counting as half.
        opens = not after.isspace() and (word_after or not word_before or before.isspace())
        closes = not before.isspace() and (word_before or not word_after or after.isspace())
        if sign == "_":
            opens, closes = opens and not word_before, closes and not word_after
        stack = self._emphasis[sign]
        while closes and place < end and stack:
            opening = stack[-1]
            length = min(end - place, opening[1] - opening[0])
            if sign == "~":
                self._add(Token(opening[0], end, "void"))
            else:
                self._add(Token(opening[1] - length, opening[1], "mark"))
                self._add(Token(place, place + length, "mark"))
            opening[1] -= length
            place += length
            if opening[1] <= opening[0]:
                stack.pop()
        if opens and place < end:
            stack.append([place, end])
        return end

    def _open(self, place: int) -> int:
        footnote = _FOOTNOTE.match(self.source, place, self.end)
        if footnote:
            return self._hide(footnote)
        image = place > self.start and self.source[place - 1] == "!"
        self._brackets.append((place - image, image, len(self.tokens)))
        return 0

    def _close(self, place: int) -> int:
        end = place + 1
        if not self._brackets:
            return 0
        opening, image, count = self._brackets.pop()
        inner = opening + (2 if image else 1)
        target = _TARGET.match(self.source, end, self.end)
        parts: list[Part] = []
        if target:
            stop = target.end()
            if target[1]:
                parts.append(self._titled(target))
        else:
            label = _LABEL.match(self.source, end, self.end)
            if label and (not label[1].strip() or normalized(label[1]) in self.labels):
                stop = label.end()
            elif place - inner < 1000 and normalized(self.source[inner:place]) in self.labels:
                stop = end
            else:
                return 0
        if image:
            inside = tuple(self.tokens[count:])
            del self.tokens[count:]
            return self._add(Token(opening, stop, "part", parts=(Part("alt", "alt", inner, place, inside), *parts)))
        self._add(Token(opening, inner, "mark"))
        return self._add(Token(place, stop, "mark"))

    def _titled(self, target: re.Match[str]) -> Part:
        first, last = target.start(1) + 1, target.end(1) - 1
        return Part("caption", "title", first, last, tuple(self._within(first, last)))


_HANDLERS: dict[str, Callable[[_Inline, int], int]] = {
    "\\": _Inline._backslash,
    "`": _Inline._code,
    "<": _Inline._angle,
    "&": _Inline._ampersand,
    "[": _Inline._open,
    "]": _Inline._close,
    "{": _Inline._brace,
    "$": _Inline._math,
    "*": _Inline._star,
    "_": _Inline._star,
    "~": _Inline._star,
    ":": _Inline._colon,
}
