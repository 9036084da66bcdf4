"""Comments: what an article says to this program and not to its readers, in comments and in its front matter.

What a page shows as code is no comment, though it may look like one: a page that explains how to suppress a finding
suppresses none. The articles are parsed once more for this, so it is asked only of those that hold the word sought.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from consistency.document import Document, blank
from consistency.errors import RuleError
from consistency.markup.inline import markdown_tokens
from consistency.markup.templates import code_blocks
from consistency.markup.tokens import Token, html_tokens
from consistency.readers import SUFFIXES

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

Place = tuple[int, int]

_HEAD = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_HEAD_END = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\r?\n|\Z)", re.MULTILINE),
}
_KEY = re.compile(r"^[\w\"'.-][^\n]*?[:=]", re.MULTILINE)
_LINE_END = re.compile(r"\r\n?|\n")
_LINE_COMMENT = re.compile(r"^[ \t]*#[ \t]*([^\r\n]*)", re.MULTILINE)
_BRACED = re.compile(r"\{/\*(.*?)\*/\}", re.DOTALL)


def comments(document: Document, word: str, suffix: str | None = None) -> list[Place]:
    """Where the comments that begin with `word` stand, as offsets into the source without the signs of a comment.

    Those of Markdown, of MDX and of HTML, and `#` lines in front matter; other files have none. `suffix` is the one by
    which the file was read, where that is not its own.
    """
    source = document.source
    form = SUFFIXES.get(suffix or os.path.splitext(document.path)[1].lower(), "")
    if form not in ("markdown", "html") or word not in source:
        return []
    start, stop, end = front_matter(source)
    found = [match.span(1) for match in _LINE_COMMENT.finditer(source, start, stop)]
    if form == "html":
        found += _in_html(source, end, len(source))
    else:
        found += _in_markdown(source, end, word, document.path.lower().endswith(".mdx"))
    return [place for place in sorted(_bare(source, *place) for place in found) if source.startswith(word, place[0])]


def front_matter(source: str) -> tuple[int, int, int]:
    """Where the front matter begins behind its first fence, ends, and where what follows begins; zeros if there is none."""
    opening = _HEAD.match(source)
    closing = _HEAD_END[opening[1]].search(source, opening.end()) if opening else None
    if not opening or not closing or not _KEY.search(source, opening.end(), closing.start()):
        return 0, 0, 0
    return opening.end(), closing.start(), closing.end()


def under_key(source: str, key: str, below: str) -> Iterator[tuple[str, str, Place]]:
    """What front matter says under `key`, `below`: each name, its text, and where the name stands.

    One that is no mapping of texts gives names without texts; front matter that cannot be read gives nothing.
    """
    start, stop, _ = front_matter(source)
    place = source.find(key, start, stop)
    if place < 0:
        return
    told = _toml(source[start:stop], key) if source[0] == "+" else _yaml(source, start, stop, key)
    if not isinstance(told, dict) or below not in told:
        return
    values = told[below]
    if not isinstance(values, dict):
        values = dict.fromkeys(map(str, values if isinstance(values, list) else [values]))
    place = max(source.find(below, place, stop), place)
    for name, text in values.items():
        at = source.find(name, place, stop) if name else -1
        at = place if at < 0 else at
        yield (
            name,
            text if isinstance(text, str) else "",
            (at, at + len(name if source.startswith(name, at) else below)),
        )


def _yaml(source: str, start: int, stop: int, key: str) -> object:
    """What stands under a key; the rest of the front matter may be anything."""
    found = re.compile(rf"^{key}[ \t]*:[^\n]*(?:\n(?:[ \t][^\n]*|\r?(?=\n)))*", re.MULTILINE).search(
        source, start, stop
    )
    if not found or found.end() > stop:
        return None
    from consistency.lined_yaml import plain, read_yaml

    try:
        told = plain(read_yaml("", found[0]))
    except RuleError:
        return None
    return told.get(key) if isinstance(told, dict) else None


def _toml(text: str, key: str) -> object:
    import tomllib

    try:
        return tomllib.loads(text.replace("\r\n", "\n")).get(key)
    except tomllib.TOMLDecodeError:
        return None


def _bare(source: str, start: int, end: int) -> Place:
    text = source[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _in_html(source: str, start: int, end: int) -> Iterator[Place]:
    return _among(source, html_tokens(source, start, end))


def _among(source: str, tokens: Iterator[Token] | list[Token]) -> Iterator[Place]:
    """The comments among some tokens."""
    for token in tokens:
        if token.what == "void":
            if source.startswith("<!--", token.start):
                yield token.start + 4, token.end - 3
            elif source.startswith("{/*", token.start):
                yield token.start + 3, token.end - 3


def _in_markdown(source: str, start: int, word: str, braces: bool) -> Iterator[Place]:
    body = source[start:]
    ends = [found.end() for found in _LINE_END.finditer(body)]
    lines = [start, *(start + end for end in ends), len(source)]
    spans = code_blocks(body)
    shown = 0
    for event in _parser().parse(blank(body, spans) if spans else body):
        if event.map is None or event.type not in ("inline", "table_open", "html_block"):
            continue
        first, last = (lines[min(line, len(lines) - 1)] for line in event.map)
        if first < shown or source.find(word, first, last) < 0:
            continue
        shown = last
        if event.type == "html_block":
            # A block that begins with its comment ends with the line in which the comment does.
            yield from _in_html(source, first, last)
            if braces:
                yield from (found.span(1) for found in _BRACED.finditer(source, first, last))
        elif event.type == "inline":
            yield from _among(source, markdown_tokens(source, first, last, frozenset(), braces))
        else:
            for line, following in pairwise(lines[event.map[0] : event.map[1] + 1]):
                if source.find(word, line, following) >= 0:
                    yield from _among(source, markdown_tokens(source, line, following, frozenset(), braces))


@cache
def _parser() -> MarkdownIt:
    """The parser of blocks alone."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser
