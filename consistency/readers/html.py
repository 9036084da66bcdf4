"""HTML: title, description, headings, paragraphs, lists, tables, captions and alternative texts.

What a browser does not show (scripts, styles, templates, hidden elements), what is no part of an article (navigation,
buttons) and code give nothing. A page need not be whole: a bare fragment is read as well, and no malformed page is
refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from consistency.document import Document
from consistency.front_keys import NO_KEYS, FrontKeys
from consistency.grammar.lazy import pattern
from consistency.markup.front_matter import read_front_matter
from consistency.markup.page import Page
from consistency.markup.tokens import Part, Token, attributes, html_tokens

SUFFIXES = (".html", ".htm", ".xhtml")
FRONT_MATTER = True

_DESCRIPTIONS = frozenset(
    {"description", "og:description", "dc.description", "dcterms.description", "excerpt", "abstract"}
)
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.created", "pubdate", "publish-date", "published", "sailthru.date", "parsely-pub-date", "article.published",
)  # fmt: skip
_DAY = pattern(r"\s*(\d{4})-(\d\d)-(\d\d)")


def read_text(path: str, text: str, keys: FrontKeys = NO_KEYS) -> Document:
    """The document in the page or fragment `text`."""
    page = Page(path, text)
    start = read_front_matter(page, lambda first, last: html_tokens(text, first, last), keys)
    times: list[str] = []
    page.feed(_tokens(page, start, times), start, len(text))
    _take_date(page, times)
    if not page.language:
        page.language = page.meta.get("content-language") or page.meta.get("og:locale", "").replace("_", "-")
    return page.document()


def _tokens(page: Page, start: int, times: list[str]) -> Iterator[Token]:
    """The tokens of the page; what its `meta` and `time` elements say is put into `page` and `times`."""
    source = page.source
    for token in html_tokens(source, start, len(source)):
        if token.what == "tag":
            if token.name == "meta":
                _meta(page, token)
            elif token.name == "time" and not times:
                place = attributes(source, token).get("datetime")
                if place:
                    times.append(source[slice(*place)])
        yield token


def _meta(page: Page, token: Token) -> None:
    places = attributes(page.source, token)
    content = places.get("content")
    if content is None:
        return
    for naming in ("name", "property", "itemprop", "http-equiv"):
        if naming in places:
            key = page.source[slice(*places[naming])].strip().lower()
            page.meta.setdefault(key, page.source[slice(*content)])
            if key in _DESCRIPTIONS:
                tokens = tuple(html_tokens(page.source, *content))
                page.part(Part("front matter", key, *content, tokens), shown=True)
            return


def _take_date(page: Page, times: list[str]) -> None:
    for value in (*(page.meta[key] for key in _DATES if key in page.meta), *times):
        found = _DAY.match(value)
        if found and not page.date:
            page.take_date(found[1], found[2], found[3], max(0, page.source.find(value)))
