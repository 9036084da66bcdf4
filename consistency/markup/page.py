"""Page: what is left of a marked-up source when the markup is taken away.

A reader feeds a page with stretches of source and the tokens in them. The page keeps the stack of open HTML
elements, so that an element may begin in one stretch and end in another, and knows from it what the text is: a heading,
an item, a cell, nothing at all. At the end it makes the document.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from consistency.document import Document, Note
from consistency.markup.elements import (
    CLOSES,
    EMPHASIS,
    HEADINGS,
    HIDING,
    SETTLED,
    SKIPPED,
    STRUCTURE,
    TABLE_PARTS,
    TEXT_ATTRIBUTES,
    VOID,
)
from consistency.markup.grid import LARGEST_SPAN, Cell, Draft
from consistency.markup.segments import Context, Item, Markup, Segment, assemble, close_table
from consistency.markup.tokens import CELLS, Part, Token, addresses, attributes, html_tokens

_DEEPEST = 400


@dataclass(eq=False)
class Page:
    """The page being read; see the module. `title`, `date`, `language` and `meta` may be set from outside."""

    path: str
    source: str
    date: str = ""
    language: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    markup: Markup = field(default_factory=lambda: Markup([], [], []))
    tables: list[Draft] = field(default_factory=list)
    lists: int = 0

    def __post_init__(self) -> None:
        self.context = Context()
        self._base = self.context
        self._stack: list[tuple[str, Context]] = []
        self._open: Counter[str] = Counter()
        self._closing: dict[str, int] = {}
        self._first = self._last = -1
        self._pending: list[Token] = []
        self._veil: tuple[str, int] | None = None
        self._place = 0

    def take_date(self, year: str, month: str, day: str, place: int) -> None:
        """Take over the date that is declared at `place` in `source`, unless there is one; a note if no such day exists."""
        try:
            found = datetime.date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            line = self.source.count("\n", 0, place) + 1
            self.notes.append(Note(line, f"{year}-{month}-{day} is no date; the article is read as one without a date"))
        else:
            self.date = self.date or found

    # ------------------------------------------------------------------------------------------------ feeding
    def feed(self, tokens: Iterable[Token], start: int, end: int, base: Context | None = None) -> None:
        """Read `source[start:end]`; `base` says what its text is where no open HTML element says it."""
        if base is not None and base is not self._base:
            self._rebase(base)
        place = start
        for token in tokens:
            if token.start < place:
                continue
            self.text(place, token.start)
            self._place = token.start
            if token.what == "tag":
                self._tag(token)
            elif token.what == "rows" or token.what == "cell":
                self._cells(token)
            elif token.what == "part":
                self.flush()
                for part in token.parts:
                    self.part(part)
            elif self._first >= 0 or token.what == "char":
                if token.what == "char" and not token.name.isspace() and not self.context.skip:
                    self._first = token.start if self._first < 0 else self._first
                    self._last = token.end
                if self._first >= 0:
                    self._pending.append(token)
            place = token.end
        self.text(place, end)
        self._place = end

    def text(self, start: int, end: int) -> None:
        """Running text at `source[start:end]`; web addresses in it are hidden."""
        if start >= end or self.context.skip or self._veil:
            return
        for first, last in addresses(self.source, start, end):
            self._run(start, first)
            if self._first >= 0:
                self._pending.append(Token(first, last, "void"))
            start = last
        self._run(start, end)

    def _run(self, start: int, end: int) -> None:
        piece = self.source[start:end]
        bare = piece.strip()
        if bare:
            self._last = start + len(piece.rstrip())
            if self._first < 0:
                self._first = end - len(piece.lstrip())

    def flush(self) -> None:
        """The end of a block; code that was begun in it and not ended is text after all."""
        if self._veil:
            place, self._veil = self._veil[1], None
            self.text(place, self._place)
        first, last = self._first, self._last
        if first < 0:
            return
        self._first = self._last = -1
        for token in self._pending:
            if token.start < last:
                self._note(token)
        self._pending = []
        context = self.context
        kind = context.kind
        if context.item is not None and kind == "item":
            kind = "paragraph" if context.item.used else "item"
            context.item.used = True
        self.segments.append(Segment(first, last, context, kind, context.cell))

    def part(self, part: Part, *, shown: bool = False) -> None:
        """A text of its own, such as a caption in an attribute; left out where nothing is read, unless `shown`."""
        piece = self.source[part.start : part.end]
        if (self.context.skip and not shown) or not any(map(str.isalnum, piece)):
            return
        self.flush()
        start = part.end - len(piece.lstrip())
        for token in part.tokens:
            self._note(token)
        end = start + len(piece.strip())
        self.segments.append(Segment(start, end, self.context, part.kind, self.context.cell, part.key))

    def end_item(self, item: Item) -> None:
        """The end of a list item: one without any text is kept as an empty block, so that lists can be counted."""
        self.flush()
        if not item.used and not self.context.skip:
            item.used = True
            self.segments.append(Segment(item.start, item.start, self.context, "item", self.context.cell))

    def inside(self) -> bool:
        """Whether an HTML element is open."""
        return bool(self._stack)

    def _note(self, token: Token) -> None:
        if token.what == "char":
            self.markup.references.append((token.start, token.end, token.name))
        elif token.what == "void":
            self.markup.hidden.append((token.start, token.end))
        elif token.what != "part":
            tight = token.what == "mark" or token.name.lstrip("/") in EMPHASIS
            self.markup.marks.append((token.start, token.end, tight))

    # --------------------------------------------------------------------------------------------------- tags
    def _tag(self, token: Token) -> None:
        name = token.name
        if name[0] == "/":
            self._end_tag(token, name[1:])
            return
        if name == "br" or name == "hr":
            self.flush()
            return
        if token.attributes[1] - token.attributes[0] > 4 and name not in ("a", "meta"):
            self._text_attributes(token)
        if name in STRUCTURE:
            self.flush()
            self._begin(token, name)
        elif self._first >= 0:
            self._pending.append(token)
        if name in HIDING and self._veil is None:
            self._veil = (name, token.end)

    def _cells(self, token: Token) -> None:
        """A cell, or rows of them, of plain text: in a table they are taken as they are, anywhere else like their tags."""
        self.flush()
        around, closes = (TABLE_PARTS, "tr") if token.what == "rows" else (("tr",), "td")
        self._close_open(*CLOSES[closes])
        plain = self._stack and self._stack[-1][0] in around and not self.context.skip
        draft = self.context.table if plain else None
        context = self.context._replace(kind="cell", level=0, list=None, item=None)
        for found in CELLS.finditer(self.source, token.start, token.end):
            letter, text = found.groups()
            if letter is None:
                if draft is None:
                    self._tag(Token(found.start(), found.end(), "tag", "tr"))
                else:
                    draft.begin_row(self._open)
                continue
            first, last = found.span(2)
            if draft is None or ("/" in text and addresses(self.source, first, last)):
                name = f"t{letter.lower()}"
                self._tag(Token(found.start(), first, "tag", name))
                self.text(first, last)
                self._place = last
                self._tag(Token(last, found.end(), "tag", f"/{name}"))
                continue
            cell = Cell(letter in "hH")
            draft.rows[-1].append(cell)
            if bare := text.strip():
                first = last - len(text.lstrip())
                self.segments.append(Segment(first, first + len(bare), context, "cell", cell))
        if draft is None and around is TABLE_PARTS:
            self._tag(Token(token.end, token.end, "tag", "/tr"))

    def _end_tag(self, token: Token, name: str) -> None:
        if name in STRUCTURE or name in self._open:
            self.flush()
            if self._open[name]:
                while self._pop() != name:
                    pass
            return
        if name == "p":
            self.flush()
        if self._veil and self._veil[0] == name:
            token = Token(self._veil[1], token.end, "void")
            self._veil = None
        if self._first >= 0:
            self._pending.append(token)

    def _text_attributes(self, token: Token) -> None:
        raw = self.source[token.attributes[0] : token.attributes[1]]
        if "alt" in raw or "caption" in raw or "description" in raw or "fig-" in raw:
            for key, (start, end) in attributes(self.source, token).items():
                if key in TEXT_ATTRIBUTES and end > start:
                    tokens = tuple(html_tokens(self.source, start, end))
                    self.part(Part(TEXT_ATTRIBUTES[key], key, start, end, tokens))

    def _begin(self, token: Token, name: str) -> None:
        if name in CLOSES:
            self._close_open(*CLOSES[name])
        elif self._stack and self._stack[-1][0] == "p" and name != "option":
            self._pop()
        if len(self._stack) >= _DEEPEST or name in VOID or self.source[token.end - 2] == "/":
            return
        before = self.context
        self._stack.append((name, before))
        self._open[name] += 1
        self.context = self._within(token, name)
        if name == "html" and not self.language:
            place = attributes(self.source, token).get("lang")
            self.language = self.source[slice(*place)].strip() if place else ""

    def _within(self, token: Token, name: str) -> Context:
        """The context inside the element that begins."""
        context = self.context
        if context.skip:
            return context
        if self._hides(token, name):
            return context._replace(skip=True)
        if name in HEADINGS:
            return context._replace(kind="heading", level=HEADINGS[name])
        if name == "li":
            if context.list is None:  # an item of no list is a paragraph
                return context
            return context._replace(kind="item", item=Item(token.start))
        if name in ("ul", "ol", "menu", "dir"):
            self.lists += 1
            depth = context.level + 1 if context.list is not None else 1
            return context._replace(kind="paragraph", level=depth, list=self.lists, item=None)
        if name in ("blockquote",):
            return context._replace(quote=True)
        if name in ("figcaption", "caption"):
            return context._replace(kind="caption", item=None)
        if name == "title":
            return context._replace(kind="title")
        return self._in_table(token, name)

    def _in_table(self, token: Token, name: str) -> Context:
        context = self.context
        if name == "table":
            if context.table is not None:
                context.table.layout = True
            arranges = 'role="presentation"' in self.source[token.start : token.end]
            draft = Draft(layout=arranges, first=len(self.segments))
            return context._replace(table=draft, cell=None)
        draft_here = context.table
        if draft_here is None:
            return context
        if name == "tr":
            draft_here.begin_row(self._open)
        elif name in ("td", "th"):
            cell = Cell(header=name == "th")
            if "span" in self.source[token.start : token.end]:
                places = attributes(self.source, token)
                cell.rows = self._span(places.get("rowspan")) or 65534
                cell.cols = self._span(places.get("colspan")) or 1
            if not draft_here.rows:
                draft_here.rows.append([])
            draft_here.rows[-1].append(cell)
            return context._replace(kind="cell", level=0, list=None, item=None, cell=cell)
        return context

    def _span(self, place: tuple[int, int] | None) -> int:
        value = self.source[slice(*place)].strip() if place else "1"
        return min(int(value), LARGEST_SPAN) if value.isdecimal() and len(value) < 6 else 1

    def _hides(self, token: Token, name: str) -> bool:
        if name not in SKIPPED:
            raw = self.source[token.attributes[0] : token.attributes[1]]
            if not ("hidden" in raw or "navigation" in raw or "display" in raw):
                return False
            places = attributes(self.source, token)
            value = {key: self.source[slice(*places[key])].lower() for key in ("role", "style") if key in places}
            styled = value.get("style", "").replace(" ", "")
            if not ("hidden" in places or value.get("role") == "navigation" or "display:none" in styled):
                return False
        return self._is_closed(name, token.end)

    def _is_closed(self, name: str, place: int) -> bool:
        """Whether an end tag follows: an element that is never closed hides nothing behind it."""
        known = self._closing.get(name, 0)
        if 0 <= known < place:
            lower = self.source.find(f"</{name}", place)
            upper = self.source.find(f"</{name.upper()}", place) if lower < 0 else -1
            known = self._closing[name] = max(lower, upper)
        return known >= 0

    def _close_open(self, names: set[str], barriers: set[str]) -> None:
        if not any(map(self._open.get, names)):
            return
        for number in range(len(self._stack) - 1, -1, -1):
            name = self._stack[number][0]
            if name in barriers:
                return
            if name in names:
                while len(self._stack) > number:
                    self._pop()
                return

    def _pop(self) -> str:
        name, before = self._stack.pop()
        self._open[name] -= 1
        context = self.context
        if name == "li" and context.item is not None:
            self.end_item(context.item)
        self.context = before
        if name == "table" and context.table is not None:
            self.end_table(context.table)
        return name

    def _rebase(self, base: Context) -> None:
        """Text outside all HTML elements, and inside those that say nothing about it, is now `base`."""
        self.flush()
        before, self._base = self._base, base
        if self.context is before:
            self.context = base
        self._stack = [(name, base if context is before else context) for name, context in self._stack]

    def end_table(self, draft: Draft) -> None:
        """The end of a table, whose texts are the segments from `draft.first` on."""
        self.flush()
        if close_table(draft, self.segments[draft.first :], self.markup):
            self.tables.append(draft)

    def settle(self) -> None:
        """End the paragraphs, items and cells that are open, as a heading does that stands outside of them."""
        while self._stack and self._stack[-1][0] in SETTLED:
            self._pop()

    def close(self) -> None:
        """The end of the source, or of the part of it where elements that are open may continue."""
        self.flush()
        while self._stack:
            self._pop()

    def document(self) -> Document:
        """The document of what was read."""
        self.close()
        return assemble(
            self.path,
            self.source,
            self.segments,
            self.tables,
            self.markup,
            language=self.language,
            date=self.date,
            meta=self.meta.items(),
            notes=self.notes,
        )
