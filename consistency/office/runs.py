"""Runs: the words of a paragraph as they are printed, each piece with the element that it comes from.

Word parts a paragraph wherever anybody has touched it, so that a number may lie in three runs. What was inserted while
changes were tracked is read as accepted, what was deleted or moved away is left out; so are hidden text, comments, and
the codes of fields, of which only the results are printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from consistency.markup.tokens import raised
from consistency.office.package import Element, W
from consistency.office.styles import PLAIN, Style, Styles, is_on, value

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"

TEXT_BOX = W + "txbxContent"
CHOICE, FALLBACK = _COMPATIBILITY + "Choice", _COMPATIBILITY + "Fallback"
ALTERNATE = _COMPATIBILITY + "AlternateContent"
BREAK = "\n"
"""What a line break within a paragraph is read as."""

SOFT_HYPHEN = "\u00ad"

_SYMBOL_FONT = {
    0x25: "%", 0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0xA2: "′", 0xA3: "≤", 0xB0: "°", 0xB1: "±",
    0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
}  # fmt: skip
"""What the font Symbol prints and a figure may be written with."""

_UNREAD_FIELDS = ("TOC", "TOA", "INDEX", "RD")
"""Fields whose results say again what stands elsewhere, with the numbers of pages."""


class Piece(NamedTuple):
    """A stretch of printed text: character i of it is character `first` + i of the text of `element`."""

    text: str
    element: Element
    first: int = 0


class Aside(NamedTuple):
    """What hangs on a place of a paragraph and is no part of its sentences.

    `kind` is alt (with its `text`), text box (`content` is its element), footnote or endnote (`text` is its number in the
    file). `anchor` is the run that it hangs on.
    """

    kind: str
    anchor: Element
    text: str = ""
    content: Element | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it is printed. `sequence` names what its caption counts ("Table"); `joined` is true where the next
    paragraph goes on in it, since the end between them was deleted."""

    properties: Element | None = None
    style: Style = PLAIN
    style_name: str = ""
    pieces: list[Piece] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    sequence: str = ""
    joined: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class Runs:
    """Reads paragraphs, one after the other: a field may begin in one and end in another.

    `languages` counts the characters in each language that runs or styles declare.
    """

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.languages: Counter[str] = Counter()
        self._fields: list[str] = []  # of each open field: "code", "result" or "unread"
        self._codes: list[str] = []
        self._unprinted = 0  # how many of them are not at their result
        self._paragraph = Paragraph()
        self._run: Element | None = None
        self._raised: list[tuple[int, int, str]] = []  # the first and last of pieces, and how they stand

    def paragraph(self, element: Element, before: Paragraph | None = None) -> Paragraph:
        """What is printed of a paragraph; joined to the one `before` it, whose own end was deleted."""
        properties = element.find(W + "pPr")
        name = properties.find(W + "pStyle") if properties is not None else None
        style_name = None if name is None else value(name)
        new = Paragraph(properties, self.styles.of(style_name), style_name or "")
        if before is not None:  # the last one's end is the one that stays, and with it its style
            new.pieces, new.asides, new.sequence = before.pieces, before.asides, before.sequence
        self._paragraph = new
        mark = properties.find(W + "rPr") if properties is not None else None
        new.joined = mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)
        self._read(element)
        if self._raised:
            self._read_raised()
        while self._fields and self._fields[-1] == "code":
            self._close_field()  # one that never came to its result hides nothing behind its paragraph
        return new

    def _read(self, parent: Element) -> None:
        for child in parent:
            handler = _HANDLERS.get(child.tag)
            if handler is not None:
                handler(self, child)

    # ------------------------------------------------------------------ runs
    def _one_run(self, run: Element) -> None:
        style = self._paragraph.style
        hidden, language, stands = style.hidden, style.language, style.raised
        properties = run.find(W + "rPr")
        if properties is not None:
            for one in properties:
                if one.tag == W + "rStyle":
                    own = self.styles.of(value(one))
                    hidden, language = hidden or own.hidden, own.language or language
                    stands = own.raised or stands
                elif one.tag == W + "vertAlign":
                    stands = value(one)
            if (vanish := properties.find(W + "vanish")) is not None:
                hidden = is_on(vanish)
            if (tag := properties.find(W + "lang")) is not None:
                language = value(tag) or language
        if hidden:
            return
        outer, self._run = self._run, run
        count = len(self._paragraph.pieces)
        self._read(run)
        self._run = outer
        if stands in ("superscript", "subscript") and len(self._paragraph.pieces) > count:
            self._raised.append((count, len(self._paragraph.pieces), stands))
        self.languages[language] += sum(len(piece.text) for piece in self._paragraph.pieces[count:])

    def _read_raised(self) -> None:
        """Read raised and lowered text as powers and indices, and leave out what marks a footnote by hand."""
        pieces = self._paragraph.pieces
        joined: list[tuple[int, int, str]] = []
        for first, last, how in self._raised:
            if joined and joined[-1][1:] == (first, how):
                first = joined.pop()[0]
            joined.append((first, last, how))
        self._raised = []
        for first, last, how in reversed(joined):
            whole = "".join(piece.text for piece in pieces[first:last])
            before = "".join(piece.text for piece in pieces[max(first - 12, 0) : first])[-12:]
            read = raised(whole.strip(), before, lowered=how == "subscript")
            if read is not None:
                text = whole.replace(whole.strip(), read) if read else ""
                for at in range(first, last):
                    size = len(pieces[at].text)
                    pieces[at], text = pieces[at]._replace(text=text[:size]), text[size:]

    def _add(self, text: str, element: Element, first: int = 0) -> None:
        if self._unprinted:
            return
        self._paragraph.pieces.append(Piece(text, element, first))

    def _text(self, element: Element) -> None:
        text = element.text or ""
        if SOFT_HYPHEN not in text:
            self._add(text, element)
            return
        at = 0
        for part in text.split(SOFT_HYPHEN):
            self._add(part, element, at)
            at += len(part) + 1

    def _blank(self, element: Element) -> None:
        self._add(" ", element)

    def _break(self, element: Element) -> None:
        self._add(BREAK, element)

    def _hyphen(self, element: Element) -> None:
        self._add("\u2011", element)

    def _symbol(self, element: Element) -> None:
        try:
            code = int(element.get(W + "char", ""), 16)
        except ValueError:
            return
        font = element.get(W + "font", "").lower()
        if font == "symbol":
            char = _SYMBOL_FONT.get(code & 0xFF if 0xF000 <= code < 0xF100 else code, " ")
        else:  # in the private area, a picture of which only the font knows what it shows
            char = " " if 0xE000 <= code < 0xF900 or not 0x20 <= code < 0xD800 else chr(code)
        self._add(char, element)

    def _mathematics(self, element: Element) -> None:
        """A formula in one line is text; one with a fraction bar or a root is none that can be read in a line."""
        names = {one.tag for one in element.iter()}
        if names.isdisjoint({_MATH + name for name in ("f", "rad", "m", "eqArr", "nary", "sSup", "sSub", "sSubSup")}):
            for one in element.iter(_MATH + "t"):
                self._add(one.text or "", one)
        else:
            self._add(" ", element)

    # ------------------------------------------------------------------ fields
    def _field_mark(self, element: Element) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append("code")
            self._codes.append("")
            self._unprinted += 1
        elif kind == "separate" and self._fields and self._fields[-1] == "code":
            self._fields[-1] = "unread" if self._code(self._codes[-1]) in _UNREAD_FIELDS else "result"
            self._unprinted -= self._fields[-1] == "result"
        elif kind == "end" and self._fields:
            self._close_field()

    def _close_field(self) -> None:
        self._unprinted -= self._fields.pop() != "result"
        self._codes.pop()

    def _field_code(self, element: Element) -> None:
        if self._codes:
            self._codes[-1] += element.text or ""

    def _simple_field(self, element: Element) -> None:
        if self._code(element.get(W + "instr", "")) not in _UNREAD_FIELDS:
            self._read(element)

    def _code(self, text: str) -> str:
        """The name of a field; what a caption counts is kept."""
        words = text.split()
        if words[:1] == ["SEQ"] and len(words) > 1:
            self._paragraph.sequence = words[1]
        return words[0].upper() if words else ""

    # ------------------------------------------------------------------ containers
    def _control(self, element: Element) -> None:
        for content in control(element):
            self._read(content)

    def _alternate(self, element: Element) -> None:
        branch = alternate(element)
        if branch is not None:
            self._read(branch)

    def _ruby(self, element: Element) -> None:
        for base in element.iter(W + "rubyBase"):
            self._read(base)

    # ------------------------------------------------------------------ asides
    def _drawing(self, element: Element) -> None:
        if self._run is None:
            return
        for aside in _drawn(element, self._run):
            self._paragraph.asides.append(aside)

    def _note(self, element: Element) -> None:
        if self._run is not None and not self._unprinted:
            kind = element.tag[len(W) :].removesuffix("Reference")
            self._paragraph.asides.append(Aside(kind, self._run, element.get(W + "id", "")))


def control(element: Element) -> Iterator[Element]:
    """What a content control holds, unless it only prompts for text or is a table of contents."""
    properties = element.find(W + "sdtPr")
    if properties is not None:
        gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
        if properties.find(W + "showingPlcHdr") is not None or value(gallery) == "Table of Contents":
            return
    yield from element.findall(W + "sdtContent")


def alternate(element: Element) -> Element | None:
    """The one branch of alternate content that is read: what a program of today shows."""
    choice = element.find(CHOICE)
    return choice if choice is not None else element.find(FALLBACK)


def _drawn(element: Element, run: Element) -> Iterator[Aside]:
    """The text boxes of a drawing, and what is said of its picture to those who do not see it."""
    boxes = False
    for box in _outermost(element):
        boxes = True
        yield Aside("text box", run, content=box)
    for described in element.iter(_DRAWING + "docPr"):
        if text := described.get("descr", "").strip():
            yield Aside("alt", run, text)
        return
    if not boxes:
        for shape in element.iter(_SHAPE):
            if text := shape.get("alt", "").strip():
                yield Aside("alt", run, text)


def _outermost(element: Element) -> Iterator[Element]:
    """The text boxes within the element that stand in no other one, each once."""
    for child in element:
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag == ALTERNATE:
            branch = alternate(child)
            if branch is not None:
                yield from _outermost(branch)
        else:
            yield from _outermost(child)


_HANDLERS: dict[str, Callable[[Runs, Element], None]] = {
    W + "r": Runs._one_run,
    W + "t": Runs._text,
    W + "tab": Runs._blank,
    W + "ptab": Runs._blank,
    W + "br": Runs._break,
    W + "cr": Runs._break,
    W + "noBreakHyphen": Runs._hyphen,
    W + "sym": Runs._symbol,
    W + "fldChar": Runs._field_mark,
    W + "instrText": Runs._field_code,
    W + "fldSimple": Runs._simple_field,
    W + "sdt": Runs._control,
    W + "ruby": Runs._ruby,
    W + "drawing": Runs._drawing,
    W + "pict": Runs._drawing,
    W + "object": Runs._drawing,
    W + "footnoteReference": Runs._note,
    W + "endnoteReference": Runs._note,
    ALTERNATE: Runs._alternate,
    _MATH + "oMath": Runs._mathematics,
    _MATH + "oMathPara": Runs._mathematics,
    **{
        W + name: Runs._read
        for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent")
    },
}
