"""Styles: what the style of a paragraph says that it is, and what it says about its characters.

Word keeps the English name of a built-in style whatever the language of its menus; other programs write the name that
their user reads, so a few languages are known here. A style of one's own is what it is based on, or what its outline
level says.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from consistency.office.package import Element, W

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|encabezado|kop|rubrik|overskrift|otsikko|nadpis|nagłówek"
    r"|заголовок|标题|標題|見出し|제목)\s*([1-9])"
)
_NAMES = {
    "title": "title titel titre título titolo tytuł název otsikko название заголовок 标题 表題 제목",
    "caption": "caption beschriftung légende leyenda epígrafe didascalia bijschrift legenda beskrivning billedtekst "
    "подпись 题注 図表番号 캡션 image-caption table-caption figure-caption",
    "quote": "quote zitat citation cita citazione citaat citat citação cytat цитата 引用 인용 blockquote",
    "code": "html-preformatted source-code code preformatted-text",
    "contents": "toc-heading table-of-figures index-heading",
    "continuation": "list-paragraph list-continue",
}
_ROLES = {name.replace("-", " "): role for role, names in _NAMES.items() for name in names.split()} | {
    "intense quote": "quote",
    "block text": "quote",
    "intensives zitat": "quote",
    "quotations": "quote",
    "citation intense": "quote",
}
_CONTENTS = re.compile(r"(?:toc|index|verzeichnis|contents)\s*\d")
BODY_LEVEL = 9
"""The outline level of text that is no heading."""


class Style(NamedTuple):
    """What is known of a style with all that it is based on.

    `role` is title, heading, caption, quote, code, contents, continuation, or empty. `level` is that of a heading, from 1.
    `number` is the list that its paragraphs are in, `depth` their level there (from 0), or None where the list says it.
    `raised` is superscript, subscript, baseline, or empty.
    """

    role: str = ""
    level: int = 0
    number: str = ""
    depth: int | None = None
    hidden: bool = False
    language: str = ""
    raised: str = ""


PLAIN = Style()


class Styles:
    """The styles of a document by their names in the XML."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        for element in root.iter(W + "style") if root is not None else ():
            name = element.get(W + "styleId", "")
            self._elements[name] = element
            if element.get(W + "type") == "paragraph" and is_on(element, W + "default"):
                self._default = name

    def of(self, name: str | None) -> Style:
        """The style that a paragraph or a run names; the default one of paragraphs where it names none."""
        name = self._default if name is None else name
        if name not in self._known:
            self._resolve(name)
        return self._known.get(name, PLAIN)

    def _resolve(self, name: str) -> None:
        """Make a style and all that it is based on known; one that is based on itself is based on nothing."""
        chain: dict[str, Element] = {}
        while name in self._elements and name not in chain and name not in self._known:
            chain[name] = self._elements[name]
            name = value(chain[name].find(W + "basedOn"))
        style = self._known.get(name, PLAIN)
        for each in reversed(chain):
            style = self._known[each] = _narrowed(style, chain[each], language=each != self._default)


def value(element: Element | None) -> str:
    """The attribute `w:val`, or empty."""
    return element.get(W + "val", "") if element is not None else ""


def is_on(element: Element, attribute: str = W + "val") -> bool:
    """Whether a switch is on: there, and not said to be off."""
    default = "1" if attribute == W + "val" else "0"
    return element.get(attribute, default).lower() not in ("0", "false", "off", "none")


def heading_level(outline: Element | None) -> int | None:
    """The level of a heading that an outline level stands for, 0 for text, None where nothing is said."""
    text = value(outline)
    if not text.isdecimal():
        return None
    return 0 if int(text) >= BODY_LEVEL else min(int(text) + 1, 6)


def _narrowed(style: Style, element: Element, language: bool) -> Style:
    """A style that is based on `style`. What the default style says of its language is no more than a setting."""
    name = " ".join(value(element.find(W + "name")).lower().split())
    paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
    if role := _ROLES.get(name, "contents" if _CONTENTS.match(name) else ""):
        style = style._replace(role=role, level=0)
    elif found := _HEADING.fullmatch(name):
        style = style._replace(role="heading", level=min(int(found[1]), 6))
    if paragraph is not None:
        level = heading_level(paragraph.find(W + "outlineLvl"))
        if level is not None and style.role in ("", "heading", "continuation"):
            style = style._replace(role="heading" if level else "", level=level)
        if (numbered := paragraph.find(W + "numPr")) is not None:
            depth = value(numbered.find(W + "ilvl"))
            number = value(numbered.find(W + "numId")) or style.number
            style = style._replace(number=number, depth=int(depth) if depth.isdecimal() else style.depth)
    if run is not None:
        if (vanish := run.find(W + "vanish")) is not None:
            style = style._replace(hidden=is_on(vanish))
        style = style._replace(raised=value(run.find(W + "vertAlign")) or style.raised)
        if language and (tag := value(run.find(W + "lang"))):
            style = style._replace(language=tag)
    return style
