"""Marks: whether a text writes its decimals behind a point or behind a comma.

"1.100" is eleven hundred in one half of the world and one and a tenth in the other. A setting decides it, else the
language that the document declares, else its other numbers; what then is not clear stays undecided.
"""

from __future__ import annotations

from consistency.grammar.lazy import pattern
from consistency.grammar.wordlist import words

POINT, COMMA, UNSURE = ".", ",", ""

_COMMA_LANGUAGES = words("""af az be bg bs ca cs da de el es et eu fi fo fr gl hr hu hy id is it ka kk ky lt lv mk mn nb nl nn no pl pt ro ru sk
    sl sq sr sv tr tt uk uz vi""")
# Countries that write a point although their language is in the list.
_POINT_PLACES = words("""de-ch de-li it-ch es-mx es-us es-gt es-hn es-ni es-sv es-pa es-pr es-do""")
# Before anything is counted: is there a number at all that the marks would read differently?
_DOUBTFUL = pattern(r"[0-9](?:\.[0-9]{3}|,[0-9]{1,2})(?![0-9])")
_POINTED = pattern(
    r"(?<![\w.,/:-])(?:[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}|(?:0|[1-9][0-9]*)\.[0-9]{1,2}|"
    r"0\.[0-9]+)(?![\w/:-]|[.,][0-9])|(?<![\w.,/:-])[0-9]+\.[0-9]{1,2}(?=%)"
)
_COMMAED = pattern(
    r"(?<![\w.,/:-])(?:[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}|"
    r"(?:0|[1-9][0-9]*),[0-9]{1,2}(?=\s?[%€°]|\s[a-zA-Z]))(?![\w/:-]|[.,][0-9])"
)
_FEWEST = 2
_CLEARLY = 4
_SAMPLE = 400_000


def known(locale: str) -> bool:
    """Whether `locale` is a setting that `mark` understands: empty, "point", "comma" or a tag of a language."""
    return locale in ("", "point", "comma") or _TAG.fullmatch(locale) is not None


_TAG = pattern(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def mark(text: str, language: str = "", locale: str = "") -> str:
    """The decimal mark of the text, or `UNSURE`.

    `locale` is "point", "comma", or a language tag that outranks the document's own `language`; all may be empty.
    """
    if locale in ("point", "comma"):
        return POINT if locale == "point" else COMMA
    tag = (locale or language).lower().replace("_", "-")
    if tag:
        commas = tag.split("-")[0] in _COMMA_LANGUAGES and "-".join(tag.split("-")[:2]) not in _POINT_PLACES
        return COMMA if commas else POINT
    sample = text[:_SAMPLE]
    if not _DOUBTFUL.search(sample):
        return POINT
    points = sum(1 for _ in _POINTED.finditer(sample))
    commas_seen = sum(1 for _ in _COMMAED.finditer(sample))
    if commas_seen >= _FEWEST and commas_seen > _CLEARLY * points:
        return COMMA
    return POINT if points > _CLEARLY * commas_seen else UNSURE
