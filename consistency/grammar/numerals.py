"""Numerals: where numbers stand in a text, and what the digits themselves say.

`scan` finds the places; `digits` reads a token of digits with its grouping and decimals. Scale words and units are read
by others. A run of more than 18 digits is an identifier.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from consistency.grammar.lazy import pattern
from consistency.grammar.number_words import FRACTIONS, ORDINALS, SCALES, TEENS, TENS, UNITS

LONGEST = 18

VAGUE_WORDS = ("dozens", "hundreds", "thousands", "millions", "billions", "trillions", "tens", "scores")
MULTIPLE_WORDS = (
    "double", "doubled", "doubles", "doubling", "triple", "tripled", "triples", "tripling", "treble", "trebled",
    "trebling", "quadruple", "quadrupled", "quadrupling", "quintupled", "halve", "halved", "halves", "halving",
    "twice", "thrice", "twofold", "threefold", "fourfold", "fivefold", "sixfold", "sevenfold", "eightfold",
    "ninefold", "tenfold", "hundredfold", "thousandfold",
)  # fmt: skip
OTHER_WORDS = ("dozen", "couple", "pair", "handful", "several", "few", "no", "none")

_WORDS = sorted(
    {*UNITS, *TEENS, *TENS, *SCALES, *ORDINALS, *VAGUE_WORDS, *MULTIPLE_WORDS, *OTHER_WORDS}
    | {word for word in FRACTIONS if not word.endswith("s")}
)


def _alternatives(words: list[str]) -> str:
    """The words as one pattern, grouped by their first letter, which the engine then tests only once."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(word[1:])
    return "|".join(
        f"[{first}{first.upper()}](?<!\\w.)(?:{'|'.join(sorted(rests, key=len, reverse=True))})"
        for first, rests in groups.items()
    )


_DIGIT = "[0-9½¼¾⅓⅔⅛⅜⅝⅞]"
_ANY_DIGIT, _LETTERS, _ALL_WORDS = pattern(_DIGIT), re.compile("[a-z]+"), frozenset(_WORDS)
# The first character is tested before the boundary: the engine can then skip ahead to it.
_TOKEN = pattern(
    _DIGIT + r"(?:[0-9.,]*[0-9])?[½¼¾⅓⅔⅛⅜⅝⅞]?"
    r"|(?:" + _alternatives(_WORDS) + r")(?![A-Za-z0-9_’'])"
)


class Digits(NamedTuple):
    """What a token of digits says: value, place of the last digit, place of the last digit that is not zero."""

    value: float
    grain: float
    round_to: float
    end: int
    grouped: bool
    decimals: int
    plain: str
    exponent: int = 0


VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}

_GROUPED = pattern(r"[0-9]{1,3}(?:,[0-9]{3})+(\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}(\.[0-9]+)?")
_SPACED = pattern(
    r"[1-9][0-9]{0,2}(?:([\u00a0\u2009\u202f ])[0-9]{3})(?:\1[0-9]{3}){0,4}(\.[0-9]+)?(?![0-9]|[.,][0-9]|"
    r" [0-9])"
)
_SPACED_COMMA = pattern(
    r"[1-9][0-9]{0,2}(?:([\u00a0\u2009\u202f ])[0-9]{3})(?:\1[0-9]{3}){0,4}(,[0-9]+)?(?![0-9]|[.,][0-9]|"
    r" [0-9])"
)
_POWER = pattern(
    r"\s?[×x*·]\s?10(?:\s?(?:\^|\*\*)\s?\{?([-−–+]?)|([-−–]))([0-9]{1,2})(?![0-9])\}?|"
    r"[eE]([-−+]?)([0-9]{1,2})(?![\w]|\.\w)"
)
_SUPERSCRIPT = pattern(r"\s?[×x*·]\s?10([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
_SUPERS = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
_OVER = pattern(r"([0-9]{1,3}(?:,[0-9]{3})*)[/⁄]([0-9]{1,3}(?:,[0-9]{3})*)(?![0-9/]|[.,][0-9]|[–-][0-9])")
_FRACTION = pattern(r"([ -]?)([0-9]{1,2})\s?[/⁄]\s?([0-9]{1,3})(?![0-9/,]|\.[0-9])")


def scan(text: str) -> Iterator[re.Match[str]]:
    """The places in the text where a number may begin: a token of digits, or a number word."""
    return _TOKEN.finditer(text)


def may_begin(text: str) -> bool:
    """Whether `scan` may find a place; for the labels of tables, which seldom have one, it is asked sooner than `scan`."""
    return _ANY_DIGIT.search(text) is not None or not _ALL_WORDS.isdisjoint(_LETTERS.findall(text.lower()))


def places(digits: str, decimals: int, exponent: int = 0) -> tuple[float, float, float]:
    """Value, grain and rounding place of a string of digits of which the last `decimals` stand behind the point."""
    whole = int(digits)
    shift = exponent - decimals
    zeros = 0
    if whole:
        stripped = digits.rstrip("0")
        zeros = len(digits) - len(stripped)
    if shift >= 0:
        unit = 10**shift
        return float(whole * unit), float(unit), float(unit * 10**zeros)
    part = 10**-shift
    return whole / part, 1 / part, 10**zeros / part


_DOUBTFUL_POINT = pattern(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_DOUBTFUL_COMMA = pattern(r"(?:0|[1-9][0-9]{0,3}),[0-9]{1,2}")
_SWAPPED = str.maketrans(".,", ",.")


def digits(text: str, at: int, token: str, mark: str = ".") -> Digits | None:
    """The number that the token of digits at `at` writes; None for a list, a version or an identifier.

    `mark` is the decimal mark of the text, empty where it is unsure. A number that the two marks would read differently
    then has the value NaN, and so has one with a decimal comma in a text that writes points.
    """
    end = at + len(token)
    if len(token) > 26:
        return None
    undecided = False
    if not token.isdigit():
        if mark == ",":
            token = token.translate(_SWAPPED)
        elif _DOUBTFUL_COMMA.fullmatch(token):
            undecided, token = True, token.replace(",", ".")
        elif not mark and _DOUBTFUL_POINT.fullmatch(token):
            undecided = True
    if token[-1] in VULGAR or token[0] in VULGAR:
        whole, fraction = token[:-1], VULGAR.get(token[-1], 0.0)
        if not fraction or (whole and not whole.isdigit()):
            return None
        value = int(whole or 0) + fraction
        return Digits(value, 0.01, 0.01, end, False, 2, str(round(100 * value)))
    grouped, decimals = False, 0
    if token.isdigit():
        plain = token
        if token[0] == "0" and len(token) > 1 and not (at and text[at - 1] == "."):
            return None
        if len(token) <= 3 and text[end : end + 1] in _SPACES:
            spaced = (_SPACED_COMMA if mark == "," else _SPACED).match(text, at)
            if spaced and not (spaced[1] == " " and at > 1 and text[at - 1] == " " and text[at - 2].isdigit()):
                end, grouped = spaced.end(), True
                plain = "".join(char for char in spaced[0].replace(",", ".") if char in "0123456789.")
                plain, _, behind = plain.partition(".")
                decimals, plain = len(behind), plain + behind
    elif "," in token:
        if not _GROUPED.fullmatch(token):
            return None
        grouped = True
        plain, _, behind = token.replace(",", "").partition(".")
        decimals, plain = len(behind), plain + behind
    else:
        plain, _, behind = token.partition(".")
        if "." in behind:
            return None
        decimals, plain = len(behind), plain + behind
    if at and text[at - 1] == "." and not grouped and not decimals and token.isdigit():
        decimals = len(plain)  # a leading point, which the caller has found to be one
    if len(plain) > LONGEST:
        return None
    exponent = 0
    after = text[end : end + 2]
    if after and (after[0] in "×x*·eE" or (after[0] == " " and after[1:] in ("×", "x", "*", "·"))):
        power = _POWER.match(text, end)
        superscript = None if power else _SUPERSCRIPT.match(text, end)
        if power:
            sign, number = (power[1] or power[2], power[3]) if power[3] else (power[4], power[5])
            exponent, end = (-1 if sign in ("-", "−", "–") else 1) * int(number), power.end()
        elif superscript:
            exponent, end = int(superscript[1].translate(_SUPERS)), superscript.end()
    value, grain, round_to = places(plain, decimals, exponent)
    return Digits(math.nan if undecided else value, grain, round_to, end, grouped, decimals, plain, exponent)


_SPACES = ("\u00a0", "\u2009", "\u202f", " ")


def vulgar(text: str, at: int, end: int) -> tuple[float | None, float, int] | None:
    """(whole, fraction, end) of a fraction that follows or is the number at `at`: "2 1/2", "1/16"; else None.

    The whole is None when the number itself is the numerator.
    """
    if text[end : end + 1] in ("/", "⁄"):
        found = _OVER.match(text, at)
        if found is None:
            return None
        part, whole = (int(number.replace(",", "")) for number in found.groups())
        if whole > part > 0 and not (whole == part + 1 > 10):
            return None, part / whole, found.end()
        return None
    mixed = _FRACTION.match(text, end)
    if mixed and mixed[1] and 0 < int(mixed[2]) < int(mixed[3]) <= 64:
        return float(text[at:end]), int(mixed[2]) / int(mixed[3]), mixed.end()
    return None
