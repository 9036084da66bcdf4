"""Markdown: CommonMark with tables, front matter, and what sites add to it (HTML, templates, footnotes, attributes).

The block structure comes from markdown-it-py, whose block rules alone run at 7 MB/s on 1.5 MB of articles (this whole
reader at 3.5 MB/s) and follow CommonMark to the letter, nested containers included; it gives lines, and each line of
a block is found in its source line as that line's end. The inline markup is masked by `markup.inline`, since a parser
that builds inline nodes loses the columns. HTML inside Markdown goes to the same `Page` as a page of HTML does, so
that an element that stays open over blank lines keeps its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from consistency.document import Document, blank
from consistency.front_keys import NO_KEYS, FrontKeys
from consistency.markup.drawn import Drawn, read_drawing
from consistency.markup.front_matter import read_front_matter
from consistency.markup.grid import Cell, Draft
from consistency.markup.inline import markdown_tokens, normalized
from consistency.markup.page import Page
from consistency.markup.segments import Context, Item
from consistency.markup.templates import captions, code_blocks
from consistency.markup.tokens import Part, Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token as Event

SUFFIXES = (".md", ".markdown", ".mdx", ".qmd", ".rmd")
FRONT_MATTER = True

_LINE_END = re.compile(r"\r\n?|\n")
_CONTAINERS = re.compile(r"[ \t]*(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*")
_CAPTION = re.compile(r"(?:[Tt]able ?)?: +(?=\S)")
_GRID_BORDER = re.compile(r"\+(?:[-=:]{2,}\+)+\s*\Z")
_PIPED = re.compile(r"\|.*\|\s*\Z")
_PIPE_RULE = re.compile(r"\|[\s|:=+-]*\Z")
_DIVIDER = re.compile(r":::|\|[|:=+-][\s|:=+-]*\Z")
_MODULE = re.compile(r"(?:import|export)\s[^\n]*(?:from\s|=|\{|['\"])")
_TEMPLATED_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]{1,200})\]:[ \t]+[^\s{}]*+\{[{%][^\n]*", re.MULTILINE)
_CHUNK_OPTION = re.compile(r"#\|\s*((?:fig|tbl)-(?:cap|alt)):[ \t]*(\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'][^\n]*)")

Line = tuple[int, int]


def read_text(path: str, text: str, keys: FrontKeys = NO_KEYS) -> Document:
    """The document in the Markdown `text`."""
    return _Reader(path, text, keys).document()


class _Reader:
    """One Markdown file being read, block by block."""

    def __init__(self, path: str, text: str, keys: FrontKeys) -> None:
        self.source = text
        self.keys = keys
        self.page = Page(path, text)
        self.braces = path.lower().endswith(".mdx")
        self.labels: frozenset[str] = frozenset()
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._hidden_to = 0
        self._bases = [Context()]

    def document(self) -> Document:
        start = read_front_matter(self.page, self.tokens, self.keys)
        body = self.source[start:]
        self._starts, self._ends = [start], []
        for found in _LINE_END.finditer(body):
            self._ends.append(start + found.start())
            self._starts.append(start + found.end())
        self._ends.append(len(self.source))
        events, self.labels = _events(body)
        number = 0
        while number < len(events):
            event = events[number]
            handler = _HANDLERS.get(event.type)
            number += 1
            if handler is not None:
                handler(self, event)
            elif event.type == "heading_open":
                self._heading(event, events[number])
                number += 1
            elif event.type == "inline":
                self._paragraph(event)
            elif event.type == "table_open":
                self._pipe_table(event)
                while events[number].type != "table_close":
                    number += 1
        return self.page.document()

    def tokens(self, start: int, end: int) -> list[Token]:
        return markdown_tokens(self.source, start, end, self.labels, self.braces)

    # -------------------------------------------------------------------------------------------------- containers
    def _enter(self, base: Context) -> None:
        self._bases.append(base)

    def _leave(self, _: Event) -> None:
        self._bases.pop()

    def _quote(self, _: Event) -> None:
        self._enter(self._bases[-1]._replace(quote=True))

    def _list(self, _: Event) -> None:
        base = self._bases[-1]
        self.page.lists += 1
        depth = base.level + 1 if base.list is not None else 1
        self._enter(base._replace(kind="paragraph", level=depth, list=self.page.lists, item=None))

    def _item(self, event: Event) -> None:
        item = Item(self._starts[event.map[0]] if event.map else 0)
        self._enter(self._bases[-1]._replace(kind="item", item=item))

    def _end_item(self, event: Event) -> None:
        base = self._bases[-1]
        if base.item is not None and base.item.start >= self._hidden_to:
            self.page.feed((), 0, 0, base)
            self.page.end_item(base.item)
        self._leave(event)

    # ------------------------------------------------------------------------------------------------------ leaves
    def _lines(self, event: Event, *, setext: bool = False) -> list[Line]:
        """Where the text of a block stands in each of its lines, without the signs of the containers around it."""
        first, last = event.map or (0, 0)
        last = min(last, len(self._starts))
        if len(self._bases) == 1 and not setext:
            return [(self._starts[line], self._ends[line]) for line in range(first, last)]
        lines = []
        for line, content in zip(range(first, last), event.content.split("\n"), strict=False):
            start, end = self._starts[line], self._ends[line]
            bare = content.strip()
            shown = self.source[start:end].rstrip()
            if bare and shown.endswith(bare):
                start += len(shown) - len(bare)
            else:
                found = _CONTAINERS.match(self.source, start, end)
                start = found.end() if found else start
            lines.append((start, end))
        return lines

    def _feed(self, lines: Sequence[Line], base: Context) -> None:
        """Read the text in `lines`; what stands between them is hidden."""
        if not lines or lines[0][0] < self._hidden_to:
            return
        start, end = lines[0][0], lines[-1][1]
        tokens = self.tokens(start, end)
        comment = self._open_comment(tokens, start, end)
        if comment:
            end = comment
            tokens = [token for token in tokens if token.end <= end]
        between = [
            Token(before[1], line[0], "void")
            for before, line in pairwise(lines)
            if not self.source[before[1] : line[0]].isspace()
        ]
        if between:
            tokens = sorted(tokens + between, key=lambda token: (token.start, -token.end))
        self.page.feed(tokens, start, end, base)
        self.page.flush()

    def _open_comment(self, tokens: Sequence[Token], start: int, end: int) -> int:
        """Where a comment begins that does not end in its own block, as its author meant it to; else 0."""
        place = self.source.rfind("<!--", start, end)
        if place < 0 or any(token.start <= place < token.end for token in tokens):
            return 0
        close = self.source.find("-->", end)
        if close < 0:
            return 0
        self._hidden_to = close + 3
        return place

    def _heading(self, event: Event, content: Event) -> None:
        base = self._bases[-1]
        level = int(event.tag[1])
        if len(self._bases) == 1:
            self.page.settle()
        first = level == 1 and len(self._bases) == 1 and not self.page.segments
        kind = "title" if first else "heading"
        heading = Context(kind=kind, level=level, quote=base.quote)
        if event.markup[0] != "#":
            self._feed(self._lines(content, setext=True), heading)
            return
        line = (event.map or [0])[0]
        start, end = self._starts[line], self._ends[line]
        signs = self.source.index("#", start, end)
        text = self.source.find(content.content, signs + level, end)
        self._feed([(text, text + len(content.content)) if text >= 0 else (signs + level, end)], heading)

    def _paragraph(self, event: Event) -> None:
        lines = self._lines(event)
        texts = [self.source[start:end].strip() for start, end in lines]
        if self.braces and _MODULE.match(texts[0]):
            return
        caption = _CAPTION.match(texts[0])
        if caption and self._follows_table():
            start, end = lines[0]
            first = self.source.index(texts[0], start) + caption.end()
            context = Context(kind="caption", quote=self._bases[-1].quote, table=self.page.tables[-1])
            self._feed([(first, end), *lines[1:]], context)
        elif _GRID_BORDER.match(texts[0]):
            self._grid_table(lines)
        elif len(texts) > 1 and all(map(_PIPED.match, texts)):
            self._table([_pipe_cells(self.source, *line) for line in lines if not self._is_rule(line)], 0)
        elif any(map(_DIVIDER.match, texts)):
            self._divided(lines, texts)
        else:
            self._feed(lines, self._bases[-1])

    def _follows_table(self) -> bool:
        """Whether a table is the last that was read."""
        page = self.page
        return bool(page.tables and page.segments) and page.segments[-1].context.table is page.tables[-1]

    def _divided(self, lines: Sequence[Line], texts: Sequence[str]) -> None:
        """A paragraph with lines in it that are no text: the fences of a division, a rule of a table."""
        run: list[Line] = []
        for line, text in zip(lines, texts, strict=True):
            if _DIVIDER.match(text):
                self._feed(run, self._bases[-1])
                run = []
            else:
                run.append(line)
        self._feed(run, self._bases[-1])

    def _html(self, event: Event) -> None:
        self._feed(self._lines(event), self._bases[-1])

    def _indented(self, event: Event) -> None:
        """Indented lines are code, but inside an open HTML element they are only indented."""
        if self.page.inside() or event.content.lstrip().startswith("<"):
            self._feed(self._lines(event), self._bases[-1])

    def _fence(self, event: Event) -> None:
        """Code, of which only a chunk's captions are text."""
        self.page.feed((), 0, 0, self._bases[-1])
        self.page.flush()
        if "cap" not in event.content and "cap" not in event.info and "-alt" not in event.content:
            return
        first, last = event.map or (0, 0)
        start, end = self._starts[first], self._ends[first]
        for part in captions(self.source, start, end, self.tokens):
            self.page.part(part)
        for found in _CHUNK_OPTION.finditer(self.source, end, self._ends[min(last, len(self._ends)) - 1]):
            quoted = found[2][0] in "\"'"
            place = (found.start(2) + quoted, found.end(2) - quoted)
            kind = "alt" if found[1].endswith("alt") else "caption"
            self.page.part(Part(kind, found[1], *place, tuple(self.tokens(*place))))

    # ------------------------------------------------------------------------------------------------------ tables
    def _pipe_table(self, event: Event) -> None:
        first, last = event.map or (0, 0)
        rows = []
        for line in range(first, min(last, len(self._starts))):
            start, end = self._starts[line], self._ends[line]
            if len(self._bases) > 1:
                found = _CONTAINERS.match(self.source, start, end)
                start = found.end() if found else start
            if line != first + 1:
                rows.append(_pipe_cells(self.source, start, end))
        self._table(rows, 1)

    def _is_rule(self, line: Line) -> bool:
        return _PIPE_RULE.match(self.source[line[0] : line[1]].strip()) is not None

    def _grid_table(self, lines: Sequence[Line]) -> None:
        """A table drawn with `+---+`; where its lines do not meet, each line of it is a row."""
        end = next(
            (at for at, line in enumerate(lines) if self.source[slice(*line)].strip()[:1] not in "|+"), len(lines)
        )
        drawn = read_drawing(self.source, lines[:end])
        if drawn is not None and lines[0][0] >= self._hidden_to:
            self._drawing(*drawn)
            self._feed(lines[end:], self._bases[-1])
            return
        rows: list[list[Line]] = []
        head = 0
        for line in lines:
            shown = self.source[line[0] : line[1]].strip()
            if _GRID_BORDER.match(shown):
                head = len(rows) if "=" in shown and not head else head
            elif shown.startswith("|"):
                rows.append(_pipe_cells(self.source, *line))
            else:
                self._table(rows, head)
                self._feed(lines[lines.index(line) :], self._bases[-1])
                return
        self._table(rows, head)

    def _drawing(self, rows: Sequence[Sequence[Drawn]], head: int) -> None:
        """A drawn table. A cell is where its first line stands; in the head each line of a row is a row of headers."""
        page = self._begin_table()
        heights = [
            max((len(cell.stretches) for cell in row), default=0) if at < head else 1 for at, row in enumerate(rows)
        ]
        heights = [max(height, 1) for height in heights]
        draft = Draft(head=sum(heights[:head]), first=len(page.segments))
        parts: list[tuple[Line, Cell]] = []
        for at, row in enumerate(rows):
            for line in range(heights[at]):
                draft.rows.append([])
                for drawn in row:
                    last = line + 1 == heights[at]
                    cell = Cell(cols=drawn.cols, rows=1 + sum(heights[at + 1 : at + drawn.rows]) if last else 1)
                    draft.rows[-1].append(cell)
                    parts += [(stretch, cell) for stretch in drawn.stretches[line : line + 1]]
                    for stretch in drawn.stretches[1:] if at >= head else ():
                        more = Cell()
                        draft.more.append((more, cell))
                        parts.append((stretch, more))
        for (start, end), cell in sorted(parts, key=lambda part: part[0]):
            self._feed_cell(draft, cell, start, end)
        page.end_table(draft)

    def _begin_table(self) -> Page:
        self.page.feed((), 0, 0, self._bases[-1])
        self.page.flush()
        return self.page

    def _feed_cell(self, draft: Draft, cell: Cell, start: int, end: int) -> None:
        context = Context(kind="cell", quote=self._bases[-1].quote, cell=cell, table=draft)
        self.page.feed(self.tokens(start, end), start, end, context)
        self.page.flush()

    def _table(self, rows: Sequence[Sequence[Line]], head: int) -> None:
        """A table whose cells stand at the given places; `head` rows of it are headers, if that is known."""
        rows = [row for row in rows if row]  # a lone "|" is a row without a cell
        if not rows or rows[0][0][0] < self._hidden_to:
            return
        page = self._begin_table()
        draft = Draft(head=head, first=len(page.segments))
        for places in rows:
            draft.rows.append([])
            for start, end in places:
                cell = Cell()
                draft.rows[-1].append(cell)
                self._feed_cell(draft, cell, start, end)
        page.end_table(draft)


@cache
def _parser() -> MarkdownIt:
    """The block parser alone: inline content stays text."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _events(body: str) -> tuple[list[Event], frozenset[str]]:
    """The blocks of a Markdown text, and the labels of its link definitions."""
    known: dict[str, dict[str, object]] = {}
    # Link definitions whose target is a template are none to CommonMark, but to the site that fills the template in.
    definitions = list(_TEMPLATED_DEFINITION.finditer(body)) if "]: " in body and "{" in body else []
    spans = code_blocks(body) + [found.span() for found in definitions]
    events = _parser().parse(blank(body, spans) if spans else body, known)
    return events, frozenset(known.get("references", {})).union(normalized(found[1]) for found in definitions)


def _pipe_cells(source: str, start: int, end: int) -> list[Line]:
    """Where the cells of a row stand that are parted by unescaped pipes."""
    row = source[start:end].rstrip()
    first = len(row) - len(row.lstrip())
    first += row.startswith("|", first)
    cells = []
    at = first
    while (stop := row.find("|", at)) >= 0:
        if row[stop - 1] == "\\" and stop > first:
            at = stop + 1
            continue
        cells.append((start + first, start + stop))
        first = at = stop + 1
    if first < len(row):
        cells.append((start + first, start + len(row)))
    return cells


_HANDLERS = {
    "blockquote_open": _Reader._quote,
    "blockquote_close": _Reader._leave,
    "bullet_list_open": _Reader._list,
    "bullet_list_close": _Reader._leave,
    "ordered_list_open": _Reader._list,
    "ordered_list_close": _Reader._leave,
    "list_item_open": _Reader._item,
    "list_item_close": _Reader._end_item,
    "html_block": _Reader._html,
    "code_block": _Reader._indented,
    "fence": _Reader._fence,
}
