"""Templates in articles: Liquid, Jinja and Hugo tags, of which only the captions and descriptions are text."""

from __future__ import annotations

import re
from collections.abc import Callable

from consistency.markup.tokens import Part, Token

_ATTRIBUTE = re.compile(
    r"(?<![\w.-])([A-Za-z][\w.-]*+)\s*+[=:]\s*+(\"(?:[^\"\\]++|\\.)*+\"|'(?:[^'\\]++|\\.)*+'|`[^`]*+`)", re.DOTALL
)
_TEXTS = {
    "caption": "caption", "description": "caption", "title": "caption", "subtitle": "caption", "legend": "caption",
    "figcaption": "caption", "text": "caption", "quote": "caption", "content": "caption", "fig.cap": "caption",
    "fig-cap": "caption", "tab.cap": "caption", "tbl-cap": "caption", "alt": "alt", "alt_text": "alt", "fig.alt": "alt",
    "fig-alt": "alt", "alttext": "alt", "image_alt": "alt",
}  # fmt: skip
_CLOSINGS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BLOCKS = re.compile(r"\{%-?\s*(highlight|comment)\b|\{\{[<%]\s*(highlight|comment)\b|\{\{-?\s*(raw)\s*`")
_BLOCK_ENDS = (r"\{{%-?\s*end{0}\s*-?%\}}", r"\{{\{{[<%]\s*/\s*{0}\s*[>%]\}}\}}", r"`\s*-?\}}\}}")

Find = Callable[[str, int], int]
Tokenizer = Callable[[int, int], list[Token]]


def template(source: str, place: int, find: Find, tokenizer: Tokenizer) -> Token | None:
    """The template tag at `place`; `find(text, place)` says where it ends, `tokenizer` reads its captions."""
    closing = _CLOSINGS.get(source[place : place + 2])
    if closing is None:
        return None
    close = find(closing, place + 2)
    if close < 0:
        return None
    end = close + 2
    parts = captions(source, place, close, tokenizer)
    return Token(place, end, "part", parts=parts) if parts else Token(place, end, "void")


def captions(source: str, start: int, end: int, tokenizer: Tokenizer) -> tuple[Part, ...]:
    """The texts in the quoted attributes of `source[start:end]`: `caption="..."`, `alt: '...'`."""
    parts = []
    for found in _ATTRIBUTE.finditer(source, start, end):
        kind = _TEXTS.get(found[1].lower())
        if kind:
            first, last = found.start(2) + 1, found.end(2) - 1
            parts.append(Part(kind, found[1], first, last, tuple(tokenizer(first, last))))
    return tuple(parts)


def code_blocks(source: str) -> list[tuple[int, int]]:
    """Where template tags enclose code or a comment (`{% highlight %}` to `{% endhighlight %}`)."""
    spans = []
    place = 0
    unclosed: set[str] = set()
    while opening := _BLOCKS.search(source, place):
        place = opening.end()
        which = opening.lastindex or 1
        closing = _BLOCK_ENDS[which - 1].format(opening[which])
        if closing in unclosed:
            continue
        found = re.compile(closing).search(source, place)
        if found:
            spans.append((opening.start(), found.end()))
            place = found.end()
        else:
            unclosed.add(closing)
    return spans
