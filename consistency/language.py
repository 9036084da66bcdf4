"""The language of a document: as it says itself, else guessed, and only where the guess is safe."""

from __future__ import annotations

import re
from collections import Counter

from consistency.document import Document

# The commonest short words of languages that news is written in; words that two of them share tell nothing.
_COMMON = {
    "en": "the of and to that is was for with his they this have from by not but what were we when your said there",
    "de": "der die und den von zu das mit sich des ist im dem nicht ein eine als auch werden aus er hat dass sie nach",
    "fr": "le la les des et en du une est que pour dans qui par plus pas sur au avec il sont ce aux cette été",
    "es": "el los las del que y en una por con para es se al lo como más pero sus le ya fue este entre cuando",
    "it": "il di che è la per un non sono con del della nel da anche si le dei alla più gli ha come questo",
    "nl": "de het een van en dat is op te zijn voor met niet aan er om ook als bij nog naar uit maar werd wordt",
    "pt": "o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu",
    "sv": "och att det som på är av för med den till inte om ett han men var jag från så vi kan när",
    "pl": "w i na z się nie do to jest że jak o co po ale przez od za tym być już są który tylko",
}
_TIMES = Counter(word for words in _COMMON.values() for word in words.split())
_LANGUAGE_OF = {word: language for language, words in _COMMON.items() for word in words.split() if _TIMES[word] == 1}
_SAMPLE = 8_000
_WORD, _PLAIN_WORD = re.compile(r"[^\W\d_]+"), re.compile(r"[a-z]+")
"""A word in small letters; where a text has no others than those of ASCII, the second finds the same in half the time."""


_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def is_tag(text: str) -> bool:
    """Whether the text has the form of a language tag: "en", "de-AT"."""
    return _TAG.fullmatch(text) is not None


def primary(tag: str) -> str:
    """The primary subtag of a language tag, in lower case: "en" of "en-GB"."""
    return re.split(r"[-_]", tag.strip().lower())[0]


def language_of(document: Document) -> str:
    """The primary language subtag ("en"), or empty where it is neither declared nor clear enough to guess."""
    if document.language:
        return primary(document.language)
    text = document.text[:_SAMPLE].lower()
    words = (_PLAIN_WORD if text.isascii() else _WORD).findall(text)
    votes = Counter(_LANGUAGE_OF[word] for word in words if word in _LANGUAGE_OF)
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < 8 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return ""
    return ranked[0][0]
