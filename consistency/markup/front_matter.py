"""Front matter: the YAML (`---`) or TOML (`+++`) block at the head of a file.

Its title and its summaries are texts of the article and stand where they stand; its date and language are taken over;
its other plain values go to `meta`. YAML is parsed to nodes, whose marks give the place of each value; TOML has no
parser with marks, so its top-level strings are found line by line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from consistency.document import Note
from consistency.front_keys import NO_KEYS, FrontKeys
from consistency.grammar.lazy import pattern
from consistency.markup.page import Page
from consistency.markup.tokens import Part, Token

if TYPE_CHECKING:
    import yaml

Tokenizer = Callable[[int, int], Iterable[Token]]

_FENCED = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_END = {
    "---": pattern(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE),
    "+++": pattern(r"^\+\+\+[ \t]*(?:\r?\n|\Z)", re.MULTILINE),
}
TITLES = frozenset({"title", "headline"})
SUMMARIES = frozenset(
    {
        "description", "excerpt", "summary", "subtitle", "preface", "standfirst", "lede", "lead", "abstract", "dek",
        "deck", "intro", "introduction", "tagline", "teaser", "blurb", "subhead", "subheading", "subheadline",
        "strapline", "highlight", "highlights", "takeaway", "takeaways", "keypoints", "points", "quote", "synopsis",
    }
)  # fmt: skip
_OTHER_TEXTS = {"caption": "caption", "alt": "alt"}
_DATES = (
    "date", "published", "publishdate", "publish_date", "date_published", "pubdate", "pub_date", "created", "datetime",
)  # fmt: skip
_LANGUAGES = ("lang", "language", "locale")
_DAY = pattern(r"\D{0,3}(\d{4})-(\d\d?)-(\d\d?)(?!\d)")
_PLAIN_LINE = pattern(r"^([A-Za-z_][\w -]*?)[ \t]*[:=][ \t]*(\"{3}|'{3}|[\"']?)", re.MULTILINE)
_DOUBLE_ESCAPE = pattern(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(\r?\n|.))", re.DOTALL)
_MOST_BRACKETS = 5000
_DEEP_LINE = pattern(r"^[ \t]*(?:[-?:][ \t]+){40}|^[ \t]{300}[ \t]*[^\s:]+:|^[ \t]{300}[ \t]*-", re.MULTILINE)
_WORD = pattern(r"[A-Z]?[a-z]+|[A-Z]+")


def read_front_matter(page: Page, tokenizer: Tokenizer, keys: FrontKeys = NO_KEYS) -> int:
    """Read the front matter of `page`, if it has any, with `tokenizer` for the markup in its texts.

    Returns where the rest of the source begins. Front matter that is no valid YAML is read line by line, with a note.
    """
    source = page.source
    opening = _FENCED.match(source)
    if not opening:
        return 0
    closing = _END[opening[1]].search(source, opening.end())
    if not closing:
        return 0
    start, end = opening.end(), closing.start()
    if opening[1] == "+++":
        values = list(_lines(source, start, end))
    else:
        nodes = _yaml(page, start, end)
        if nodes is None:
            return 0
        values = nodes
    places: dict[str, int] = {}
    for key, first, last, style in values:
        _take(page, tokenizer, key, first, last, style, keys)
        places.setdefault(key.lower(), first)
    for name in (*keys.date, *_DATES):
        found = _DAY.match(page.meta.get(name, ""))
        if found and not page.date:
            page.take_date(found[1], found[2], found[3], places.get(name, start))
    page.language = page.language or next((page.meta[name] for name in _LANGUAGES if page.meta.get(name)), "")
    return closing.end()


def _take(page: Page, tokenizer: Tokenizer, key: str, start: int, end: int, style: str, keys: FrontKeys) -> None:
    """One plain value: into `meta`, and as a text of its own if its key says that people read it."""
    source = page.source
    if style in ("|", ">"):
        newline = source.find("\n", start, end)
        start = newline + 1 if newline >= 0 else end
    elif style:
        start, end = start + len(style), end - len(style)
    kind = kind_of(key, keys)
    escapes = tuple(_escapes(source, start, end, style)) if style else ()
    if "." not in key:
        page.meta.setdefault(key.lower(), " ".join(_unescaped(source, start, end, escapes).split()))
    if not kind:
        return
    taken = {token.start for token in escapes}
    markup = tuple(token for token in tokenizer(start, end) if token.start not in taken)
    page.part(Part(kind, "" if kind == "title" else key.rsplit(".", 1)[-1], start, end, escapes + markup))


def kind_of(key: str, keys: FrontKeys = NO_KEYS) -> str:
    """The kind of block that a key's value is ("a.b" is b under a), or empty if it is no text of the article."""
    last = key.rsplit(".", 1)[-1]
    if key.lower() in keys.title:
        return "title"
    if key.lower() in keys.description or last.lower() in keys.description:
        return "front matter"
    if last.lower() in TITLES:
        return "title" if "." not in key else ""
    words = [word.lower() for word in _WORD.findall(last)]
    if not words:
        return ""
    if words[-1] in _OTHER_TEXTS:
        return _OTHER_TEXTS[words[-1]]
    return "front matter" if any(word in SUMMARIES for word in words) or "".join(words) in SUMMARIES else ""


def _yaml(page: Page, start: int, end: int) -> list[tuple[str, int, int, str]] | None:
    """(key, start, end, style) of each scalar; None if the fences hold no mapping, but perhaps a text between rules."""
    import yaml

    text = page.source[start:end]
    if _too_deep(text):
        page.notes.append(Note(1, "the front matter is nested too deeply; read line by line"))
        return list(_lines(page.source, start, end))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if not _PLAIN_LINE.match(text):
            return None
        line = mark.line + 2 if mark is not None else 1
        page.notes.append(Note(line, "the front matter is no valid YAML; read line by line"))
        return list(_lines(page.source, start, end))
    except ValueError:
        return list(_lines(page.source, start, end))
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        return None
    return [(key, start + first, start + last, style) for key, first, last, style in _scalars(node, "", 0, set())]


def _too_deep(text: str) -> bool:
    """Whether values may be nested so deeply that the parser, which calls itself for each level, runs out of stack."""
    if _DEEP_LINE.search(text):
        return True
    # Brackets may stand in quoted values, so that where they close says nothing: only their number bounds the depth.
    return text.count("[") + text.count("{") > _MOST_BRACKETS


def _scalars(node: yaml.Node, key: str, depth: int, seen: set[int]) -> Iterator[tuple[str, int, int, str]]:
    """The plain values below a node; one that an alias repeats is read once."""
    import yaml

    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield key, node.start_mark.index, node.end_mark.index, node.style or ""
    elif depth < 8 and isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode):
                yield from _scalars(value, f"{key}.{name.value}" if key else name.value, depth + 1, seen)
    elif depth < 8 and isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _scalars(value, key, depth + 1, seen)


def _lines(source: str, start: int, end: int) -> Iterator[tuple[str, int, int, str]]:
    """The same of `key = "value"` and `key: value` lines; of TOML's tables only what precedes the first."""
    place = start
    while found := _PLAIN_LINE.search(source, place, end):
        if source.find("\n[", place, found.start()) >= 0:
            return
        quote = found[2]
        line_end = source.find("\n", found.end(), end)
        line_end = end if line_end < 0 else line_end
        if quote:
            closing = re.compile(rf"(?:[^\\]|\\.)*?{quote}" if quote[0] == '"' else rf"(?:.*?){quote}", re.DOTALL)
            limit = end if len(quote) == 3 else line_end
            close = closing.match(source, found.end(), limit)
            if close:
                yield found[1].strip(), found.start(2), close.end(), quote
                place = close.end()
                continue
        yield found[1].strip(), found.start(2), line_end, ""
        place = line_end


def _escapes(source: str, start: int, end: int, style: str) -> Iterator[Token]:
    """The escaped characters in a quoted value."""
    if style == "'":
        for found in re.compile("''").finditer(source, start, end):
            yield Token(found.start(), found.end(), "char", "'")
    elif style[0] == '"':
        for found in _DOUBLE_ESCAPE.finditer(source, start, end):
            code = found[1] or found[2] or found[3]
            if code:
                number = int(code, 16)
                character = chr(number) if number < 0x110000 else "\ufffd"
            else:
                character = {"n": " ", "t": " ", "_": "\u00a0"}.get(found[4], found[4].strip())
            yield Token(found.start(), found.end(), "char" if character.strip() else "void", character)


def _unescaped(source: str, start: int, end: int, escapes: Iterable[Token]) -> str:
    pieces = []
    for token in escapes:
        pieces += [source[start : token.start], token.name]
        start = token.end
    return "".join(pieces) + source[start:end]
