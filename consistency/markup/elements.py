"""Elements: what the elements of HTML are to an article."""

from __future__ import annotations

SKIPPED = frozenset(
    {
        "script", "style", "nav", "noscript", "template", "svg", "iframe", "select", "textarea", "button", "datalist",
        "pre", "object", "canvas", "math", "xmp", "listing", "map", "frameset", "noframes",
    }
)  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
PLAIN = frozenset(
    {
        "address", "article", "aside", "audio", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hgroup",
        "html", "legend", "li", "main", "menu", "ol", "optgroup", "option", "p", "section", "summary", "table", "tbody",
        "td", "tfoot", "th", "thead", "title", "tr", "ul", "video",
    }
)  # fmt: skip
STRUCTURE = SKIPPED | PLAIN | HEADINGS.keys()
EMPHASIS = frozenset({"b", "i", "em", "strong", "u", "small", "big", "mark", "ins", "font", "sup", "sub"})
HIDING = frozenset({"code", "kbd", "samp", "tt", "del", "s", "strike"})
TEXT_ATTRIBUTES = {
    "alt": "alt", "caption": "caption", "description": "caption", "fig-alt": "alt", "fig-cap": "caption",
}  # fmt: skip
TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot"})
# An element that begins closes those on the left, as far up as one of those on the right.
CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir", "table"}),
    "dt": ({"dt", "dd"}, {"dl", "table"}),
    "dd": ({"dt", "dd"}, {"dl", "table"}),
    "td": ({"td", "th", "caption"}, {"tr", "table"}),
    "th": ({"td", "th", "caption"}, {"tr", "table"}),
    "tr": ({"tr", "caption"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot", "caption"}, {"table"}),
    "thead": ({"thead", "tbody", "tfoot", "caption"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot", "caption"}, {"table"}),
}
SETTLED = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "caption", "figcaption", *HEADINGS})
