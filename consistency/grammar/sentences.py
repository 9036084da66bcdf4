"""Sentences: where one ends and the next begins, and where a clause ends.

A full stop is no end behind an initial ("J. Smith"), an abbreviation ("approx. 300", "St. Louis", "No. 10") or before a
small letter; it is one where it is glued to the next sentence ("ended.The next").
"""

from __future__ import annotations

import re

from consistency.grammar.lazy import pattern
from consistency.grammar.wordlist import words

# Never the last word of a sentence when something follows.
_TITLES = words("""mr mrs ms dr prof st messrs mme gen sen rep gov lt col sgt capt cpl cmdr adm maj rev hon pres supt det insp vs v
    approx ca c e.g i.e cf viz al fig figs eq eqs ref refs vol vols pp ch art mt ft sq avg max min nr hr est esp incl
    excl ph d.phil m.sc b.sc""")
# No end before a digit only: "No. 10", "Aug. 14", "p. 3", "U.S. 2.5 million".
_BEFORE_DIGIT = words("""tue tues thu thur thurs fri no nos jan feb mar apr jun jul aug sep sept oct nov dec p sec par para art u.s u.k u.n e.u u.s.c c.f.r rs tel ext op cl reg
    ss bk""")
# An end only before a word that begins sentences.
_PERHAPS = words("""u.s u.k u.n e.u u.s.a a.m p.m inc ltd corp co llc plc bros jr sr etc dept univ assn ave blvd rd d.c l.a n.y ph.d m.d
    b.a m.a jan feb aug sept oct nov dec mar apr""")
_STARTERS = words("""the a an in on at of for from by with it its he she they we you i this that these those there but and or so as if
    when while after before since although however meanwhile last next our his her their my what who why how one some
    many most all both each no not also then now here such according despite during until under over about to""")

_END = pattern(r"[.!?…](?<![.!?…].)[.!?…]*+[\"”’')\]»]*+(?=(\s++)|[A-Z][a-z]*\s)")
_WORD_BEFORE = pattern(r"[^\s(\[\"“‘—–]*$")
_NEXT = pattern(r"[\"“‘'(\[«]*([A-Za-z]+|\d)?")


def split(text: str) -> list[tuple[int, int]]:
    """The sentences of one block, in order, as (start, end); blanks between them belong to none."""
    spans: list[tuple[int, int]] = []
    start = _skip_blank(text, 0)
    for found in _END.finditer(text):
        if found.start() < start or not _is_end(text, found):
            continue
        end = found.end()
        spans.append((start, end))
        start = found.end(1) if found[1] else end
    end = len(text.rstrip())
    if end > start:
        spans.append((start, end))
    return spans


def _skip_blank(text: str, at: int) -> int:
    return at + len(text) - at - len(text[at:].lstrip())


def _is_end(text: str, found: re.Match[str]) -> bool:
    """Whether this mark ends a sentence."""
    at, end = found.start(), found.end()
    mark = text[at:end]
    blank = found.end(1) if found[1] else -1
    if blank == len(text):
        return True
    if blank < 0:
        # Glued to the next word: an end only between a small word and a capitalised one, and not in a file name.
        before = text[max(0, at - 3) : at]
        return mark == "." and ((before.isalpha() and before.islower()) or before[-1:] in ")%")
    following = text[blank]
    if following.islower():
        return False
    if mark[0] != ".":
        return True
    if len(mark) > 1 and mark[1] == ".":
        return following.isupper() or not following.isalnum()
    word_found = _WORD_BEFORE.search(text, max(0, at - 16), at)
    word = word_found[0] if word_found else ""
    if mark != ".":
        return True
    if len(word) == 1 and word.isupper() and word != "I":
        return False
    lower = word.lower()
    if lower in _TITLES:
        return word[0].islower() and _starts(text, blank)
    if following.isdigit():
        return lower not in _BEFORE_DIGIT and not (
            len(word) == 3 and word[1] == "." and word.isupper() and lower != "u.s"
        )
    if lower in _PERHAPS or (
        len(word) > 1 and "." in word and len(word.replace(".", "")) <= 3 and word.replace(".", "").isalpha()
    ):
        return _starts(text, blank)
    return True


def _starts(text: str, at: int) -> bool:
    """Whether the word at `at` is one that begins sentences."""
    word = _NEXT.match(text, at)
    return bool(word and word[1] and word[1].lower() in _STARTERS)


# A clause ends at these; a comma alone does not end it, a comma with a conjunction does.
_CLAUSE = pattern(
    r"[;:()\[\]]|\s[–—-]\s|—|,\s++(?:and|but|or|while|whereas|although|though|because|which|who|where|when|so|"
    r"yet|after|"
    r"before|since|if|compared|with)\b|\s(?:but|while|whereas|although|because)\s"
)
WIDTH = 80
WORDS = 8


def clause_before(text: str, floor: int, at: int) -> str:
    """The words of the clause in front of `at`, not before `floor`: at most eight words or 80 characters."""
    begin = max(floor, at - WIDTH)
    piece = text[begin:at]
    last = -1
    for found in _CLAUSE.finditer(piece):
        last = found.end()
    if last >= 0:
        piece = piece[last:]
    elif begin > floor:
        piece = piece.partition(" ")[2]
    words = piece.split()
    return " ".join(words[-WORDS:])


def clause_after(text: str, at: int, ceiling: int) -> str:
    """The words of the clause behind `at`, not beyond `ceiling`: at most eight words or 80 characters."""
    end = min(ceiling, at + WIDTH)
    piece = text[at:end]
    found = _CLAUSE.search(piece)
    if found:
        piece = piece[: found.start()]
    elif end < ceiling:
        piece = piece.rpartition(" ")[0]
    words = piece.split()
    return " ".join(words[:WORDS]).rstrip(".,!?")


def breaks(text: str, start: int, end: int) -> bool:
    """Whether a clause ends between the two places."""
    return _CLAUSE.search(text, start, end) is not None
