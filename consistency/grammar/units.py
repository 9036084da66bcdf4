"""Units: the names under which newspapers write them -> pint's names, with their dimension.

`right` reads the unit behind a number. Symbols count by case ("MW", "mW"); words do not. A unit over a unit is written
as pint writes it: "mile / hour", "USD / barrel", "1 / day".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from consistency.grammar import money
from consistency.grammar.lazy import pattern
from consistency.grammar.unit_names import DIMENSIONS, SYMBOLS, WORDS
from consistency.grammar.wordlist import words

__all__ = ["DIMENSIONS", "SYMBOLS", "WORDS", "Unit", "over", "rate_dimension", "right", "with_over"]


class Unit(NamedTuple):
    """A unit as read: pint's name or an ISO code, its dimension, where its text ends, and a factor for the number.

    `coin` is true for cents and pence. `over` is true for a rate.
    """

    name: str
    dimension: str
    end: int
    factor: float = 1.0
    coin: bool = False
    over: bool = False


# A symbol of one or two letters that is also a word or an initial: a unit only where it is glued or ends the phrase.
_DOUBTFUL = frozenset(
    ["in", "a", "s", "h", "l", "L", "t", "g", "m", "A", "V", "W", "J", "PS", "st", "F", "C", "K", "min", "ha", "ms", "us",
     "kn", "MP", "mi", "ct", "pc", "sec", "PB", "pp", "hp", "um", "in.", "kt", "Mt", "Pa", "yd", "ly", "mg", "gal", "TB"]
)  # fmt: skip
_SPACED_SYMBOLS = frozenset(["m", "g", "l", "L", "t", "W", "V", "J", "A", "h", "s", "min", "ha", "ms", "hp", "pc", "mi", "mg",
                             "sec", "MP", "PB", "TB", "Mt", "kt", "yd", "pp", "PS", "st", "gal", "Pa"])  # fmt: skip

_GAP_WORD = pattern(r"(\s*+-?\s*+|[\u2010\u2011])([^\W\d_]+[²³]?|[%％‰°º℃℉¢€£¥₹₩₽₺฿₪₱₦₫′″\"])")
_SECOND = pattern(r"\.?(?:\s++|-)([A-Za-z]+)")
_THIRD = pattern(r"(?:\s++|-)([A-Za-z]+)")
_SYMBOL = pattern(r"[^\W\d_]+(?:/(?:hr|[hs])\b|[·.-](?:ft|m|lb)\b|[²³]|[23](?!\d))?")
_AFTER_DEGREE = pattern(r"\s?([CFK])(?![A-Za-z])")
_OVER = pattern(
    r"(?:\s*+/\s*+|(?:\s++|-)(?:per|an?|each|every)(?:\s++|-)(?:square\s++|sq\.?\s++|"
    r"cubic\s++)?(?:million\s++)?)([A-Za-z]+[²2]?\.?)|"
    r"\s++(?:apiece|each)\b()"
)
_WHEN_SAID = pattern(r"\s++(?:ago|earlier|before|later|after|or so)\b")
_TWO_WORD_FIRST = frozenset(word.split()[0] for word in WORDS if " " in word)

# What may stand below the line of a rate besides a unit.
_BELOW = words("""person capita head share game match household inhabitant resident vehicle car unit student pupil employee worker
    patient passenger visitor customer user night shift pop piece ticket child adult family citizen taxpayer voter
    season quarter annum download click token request barrel home property room bed case bottle pack dose trip ride
    seat member mmbtu loaf dozen bag box can carton jar tub packet slice cup plate pair set copy issue bunch bar roll
    sheet tin crate pallet word song album book meal portion serving lesson session class course visit call message
    journey round basket bundle sack cow pig sheep bird egg plant tree mile yard foot""")
_TIMES = words("second minute hour day week month year night quarter annum season decade century")


def _below(word: str, text: str, start: int, end: int) -> tuple[str, str] | None:
    """(name, dimension) of the word below the line of a rate, or None when it cannot stand there."""
    word = word.rstrip(".")
    if word in ("m", "sq"):
        return None
    found = SYMBOLS.get(word) or WORDS.get(word.lower())
    if found:
        return found
    lower = word.lower()
    if lower == "mmbtu":
        return "megaBtu", "energy"
    if lower == "annum":
        return "year", "time"
    return (lower, lower) if lower in _BELOW else None


_SQUARE_BELOW = pattern(
    r"(?:\s*+/\s*+|(?:\s++|-)(?:per|an?)(?:\s++|-))((?:square|sq\.?|cubic)\s++[A-Za-z]+|m2|m²|sqm|sq ft)"
)


def over(text: str, end: int) -> tuple[str, str, int] | None:
    """(name, dimension, end) of the unit below the line: " per barrel", "/hour", " a day"; or None."""
    if text[end : end + 1] not in (" ", "/", "-", "\n", "\r", "\u00a0"):
        return None
    square = _SQUARE_BELOW.match(text, end)
    if square:
        found = WORDS.get(" ".join(square[1].lower().split())) or SYMBOLS.get(square[1])
        if found:
            return found[0], found[1], square.end()
    match = _OVER.match(text, end)
    if not match or match[1] is None:
        return None
    found = _below(match[1], text, match.start(1), match.end(1))
    if not found:
        return None
    if found[1] == "time" and _WHEN_SAID.match(text, match.end()):
        return None  # "$3 million a year earlier"
    word = match[0].split()[0] if match[0][0] not in "/-" else match[0][0]
    if word in ("a", "an", "each", "every") and found[0] not in _TIMES and found[1] in ("length", "temperature"):
        return None
    finish = match.end()
    return found[0], found[1], finish - (1 if text[finish - 1] == "." else 0)


_FILLED = pattern(r"\s++of\s++(?!the\b|their\b|his\b|her\b|its\b)[a-z]|\s++(?:per|a)\s++(?:day|head|person)\b|-size")


def _base(text: str, at: int) -> Unit | None:
    """The unit at `at` (behind any gap) without what stands below its line."""
    found = _GAP_WORD.match(text, at)
    if not found:
        return None
    gap, word = found[1], found[2]
    start, end = found.start(2), found.end()
    glued = start == at
    if "-" in gap and (gap[0] != "-" or len(gap) > 1):
        return None
    lower = word.lower()
    if lower in _TWO_WORD_FIRST or lower in money.FIRST_WORDS:
        named = _named(text, lower, end)
        if named:
            return named
    if word in SYMBOLS or glued or word in ("C", "F", "p"):
        unit = _symbol(text, word, start, end, glued, "-" in gap)
        if unit:
            return unit
    if lower in WORDS:
        if lower in ("cup", "cups") and not _FILLED.match(text, end):
            return None  # a prize
        name, dimension = WORDS[lower]
        if name == "degree":
            return _degree(text, end)
        return Unit(name, dimension, end)
    if lower in money.WORDS and not (
        lower in ("real", "won", "rand", "sol", "lev", "ether", "sterling") and word != lower
    ):
        return Unit(money.WORDS[lower], "money", end)
    if lower in money.COIN_WORDS:
        return Unit(money.COIN_WORDS[lower], "money", end, coin=True)
    if word in money.SYMBOLS and (word in money.SIGNS or len(word) == 3 or word in ("kn", "RM")):
        return Unit(money.SYMBOLS[word], "money", end)
    return None


def _named(text: str, lower: str, end: int) -> Unit | None:
    """The unit of two or three words that begins with `lower` ("square feet", "Hong Kong dollars")."""
    second = _SECOND.match(text, end)
    if not second:
        return None
    two = f"{lower} {second[1].lower()}"
    third = _THIRD.match(text, second.end())
    if third:
        three = f"{two} {third[1].lower()}"
        if three in WORDS:
            return Unit(*WORDS[three], third.end())
        if three in money.WORDS:
            return Unit(money.WORDS[three], "money", third.end())
    if two in WORDS:
        return Unit(*WORDS[two], second.end())
    if two in money.WORDS:
        return Unit(money.WORDS[two], "money", second.end())
    return None


# "95 degrees (35 Celsius)": the scale of the first is the other one.
_OTHER_SCALE = pattern(
    r"\s*+(?:\(|,?\s++or\s++)(?:about\s++|around\s++)?(?:minus\s++|[-−–])?\d++(?:\.\d++)?(?:(?:\s++to\s++|[-–])\d++)?\s?"
    r"(?:°\s?|degrees?\s++)?([CF]|[Cc]elsius|[Ff]ahrenheit|[Cc]entigrade)\b"
)


def _degree(text: str, end: int) -> Unit:
    """A bare degree: of an angle, unless what follows says it again on the other scale of temperature."""
    found = _OTHER_SCALE.match(text, end)
    if not found:
        return Unit("degree", "angle", end)
    return Unit("degree_Celsius" if found[1][0] in "Ff" else "degree_Fahrenheit", "temperature", end)


_WARM = pattern(
    r"temperat|degree|heat|cold|warm|cool|celsius|fahrenheit|freez|melt|boil|weather|°|oven|climate|winter|"
    r"summer|\bhot|thermo|minus|\bbak|\bhighs?\b|\blows?\b|[\d.]C\b.*\dF\b|\dF\b.*\dC\b",
    re.I,
)
_DIGIT_ENDS = "0123456789½¼¾⅓⅔⅛⅜⅝⅞"
_INCH_END = pattern(r"\s*+(?:$|[.,;:)])|\s(?:thick|wide|long|deep|tall|high|across|in diameter|by|x|×)\b")
_PHRASE_END = pattern(r"\s*+(?:$|[.,;:)\]–—(/]|(?:x|by|and|or|to|of|in|at|from|per|long|wide|high|tall|deep)\b)")


# What cannot follow an article: "for 10 a and ...", where the letter is a year.
_NO_ARTICLE = pattern(r"\s*+(?:$|[.,;:)])|\s(?:and|or|but|is|was|were|ago)\b")
_ELECTRIC = pattern(r"\bcapacit(?:or|ance)|farad|\bvolt", re.I)


def _symbol(text: str, word: str, start: int, end: int, glued: bool, hyphen: bool) -> Unit | None:
    """The unit written as a symbol; a doubtful one only where nothing else can be meant."""
    if word in ("°", "º"):
        scale = _AFTER_DEGREE.match(text, end)
        if scale:
            name = {"C": "degree_Celsius", "F": "degree_Fahrenheit", "K": "kelvin"}[scale[1]]
            return Unit(name, "temperature", scale.end())
        return _degree(text, end)
    long = _SYMBOL.match(text, start)
    if long and long[0] in SYMBOLS:
        word, end = long[0], long.end()
    if word == "F" and not hyphen and _ELECTRIC.search(text, max(0, start - 90), start + 60):
        return Unit("farad", "capacitance", end)
    if word in ("C", "F") and glued and (text[start - 1].isdigit() and _is_warm(text, start)):
        return Unit("degree_Celsius" if word == "C" else "degree_Fahrenheit", "temperature", end)
    if (word in ("p", "c") and glued) or (word == "p" and not hyphen and _PHRASE_END.match(text, end)):
        return Unit("penny" if word == "p" else "cent", "money", end, coin=True)
    if word in ("C", "F") and not glued and not hyphen and _is_warm(text, start):
        return Unit("degree_Celsius" if word == "C" else "degree_Fahrenheit", "temperature", end)
    if word not in SYMBOLS:
        return None
    if word == '"' and (not glued or not _PHRASE_END.match(text, end)):
        return None
    if word == "in" and not glued:
        return (
            Unit("inch", "length", end)
            if text[start - 2 : start - 1] in _DIGIT_ENDS and _INCH_END.match(text, end)
            else None
        )
    if word in _DOUBTFUL and not glued and word != "a":
        if word not in _SPACED_SYMBOLS or hyphen:
            return None
        if word in ("A", "PS", "J", "s", "h", "t", "l", "L", "st") and not _PHRASE_END.match(text, end):
            return None
    if word == "a":
        return Unit("year", "time", end) if not glued and not hyphen and _NO_ARTICLE.match(text, end) else None
    if word == "in" and not _PHRASE_END.match(text, end):
        return None
    name, dimension = SYMBOLS[word]
    return Unit(name, dimension, end)


_SIGNED = pattern(r"[-+−][0-9.]+ ?$")


_SIGNED = pattern(r"[-+−][0-9.]+ ?$")


def _is_warm(text: str, at: int) -> bool:
    """Whether the words around a bare C or F speak of warmth."""
    signed = _SIGNED.search(text, max(0, at - 8), at)
    return signed is not None or _WARM.search(text, max(0, at - 90), at + 60) is not None


def right(text: str, at: int) -> Unit | None:
    """The unit that follows the number ending at `at`, with what stands below its line, or None."""
    unit = _base(text, at)
    if unit is None:
        return None
    if unit.name == "basis_point":
        return unit._replace(name="percentage_point", factor=0.01)
    if unit.name == "permille":
        return unit._replace(name="percent", factor=0.1)
    if unit.dimension == "percent":
        return unit
    return with_over(text, unit)


# "300,000 barrels of oil a day"
_OF_KIND = pattern(r"\s++of\s++[a-z]+(?:\s(?!(?:and|or|to|in|for|from|at|is|was)\s)[a-z]+)?(?=\s(?:an?|per)\s)")


_ON_SCALE = pattern(r"\s++on\s++the\s++([^\W\d_]+)\s++scale\b")


def on_scale(text: str, at: int) -> tuple[str, str] | None:
    """(name, dimension) of the unit of a scale that follows: "between 12 and 18 on the GPa scale"; or None."""
    found = _ON_SCALE.match(text, at)
    return (SYMBOLS.get(found[1]) or WORDS.get(found[1].lower())) if found else None


def with_over(text: str, unit: Unit) -> Unit:
    """The unit as a rate, where something stands below its line."""
    below = over(text, unit.end)
    if below is None and unit.dimension in ("volume", "mass", "energy") and text[unit.end : unit.end + 4] == " of ":
        kind = _OF_KIND.match(text, unit.end)
        below = over(text, kind.end()) if kind else None
    if below is None or (unit.dimension == "time" and below[1] == "time" and unit.name == below[0]):
        return unit
    name, dimension, end = below
    return unit._replace(
        name=f"{unit.name} / {name}", dimension=rate_dimension(unit.dimension, dimension), end=end, over=True
    )


def rate_dimension(above: str, below: str) -> str:
    """The dimension of a rate, in words: "speed" for length over time, else "money / volume"."""
    return "speed" if (above, below) == ("length", "time") else f"{above} / {below}"
