"""Figures written in words: cardinals, fractions, multiples, vague numbers; and the words that look like them."""

from __future__ import annotations

import re

from consistency.grammar import (
    expressions,
    identifiers,
    measured,
    nouns,
    number_words,
    ordinals,
    ratios,
    shares,
    units,
    vague,
)
from consistency.grammar.lazy import pattern
from consistency.grammar.number_words import FRACTIONS, SCALES
from consistency.grammar.numerals import VAGUE_WORDS
from consistency.grammar.reading import Reading, worded
from consistency.grammar.vague import ARTICLE
from consistency.grammar.wordlist import words

_MULTIPLES = {
    "doubl": 2.0, "twice": 2.0, "twofo": 2.0, "tripl": 3.0, "trebl": 3.0, "thric": 3.0, "three": 3.0, "quadr": 4.0, "fourf": 4.0,
    "quint": 5.0, "fivef": 5.0, "sixfo": 6.0, "seven": 7.0, "eight": 8.0, "ninef": 9.0, "tenfo": 10.0, "halve": 0.5, "halvi": 0.5,
    "hundr": 100.0, "thous": 1000.0,
}  # fmt: skip
_HALF_OK = pattern(
    r"\s++(?:of|the|its|their|his|her|our|that|this|these|those|all|as|an?\s++(?:hour|mile|day|year|century|"
    r"point|percentage|per|cent|dollar|pound|inch|kilo|litre|liter|acre|ton))\b"
)
_DOUBLE_OK = pattern(r"\s++(?:the|its|their|his|her|our|that|what|from|in|since|as|those|this|last)\b|\s*+[.,;]")
_TWICE = pattern(
    r"\s++(?:as\s++(?!(?:he|she|it|they|we|the|an?|his|her|its|their)\b)[a-z]+\b|(?:that|what)\b|"
    r"the\s++(?:[a-z]+\s++)?(?:size|number|rate|level|"
    r"amount|price|cost|average|length|width|height|speed|population|value|sum|figure|total|share|volume|"
    r"usual|normal|previous|\d))"
)
_DOUBLE_BEFORE = words(
    "to will would could can may might must should than nearly almost about around roughly more did "
    "more-than well is was"
)
_ZERO_NOUNS = pattern(
    r"\s++((?:new|further|reported|known|confirmed|immediate|other|serious|such)\s++)?(deaths|injuries|"
    r"casualties|fatalities|survivors|victims|"
    r"cases|goals|votes|arrests|infections|medals|points|wickets|losses|redundancies|job losses)\b"
)
_NONE_OF = pattern(r"\s++of\s++(?:the|its|their|our|his|her|these|those)\s++(?=\d|\w+)")
_PRONOUN_BEFORE = words("""no any every some each this that which another only last first next good loved latter former the right wrong big better best
    new old same other second third everyone someone noone many not little bad great small red blue green young certain
    easy tough hard such previous original current""")
_PRONOUN_AFTER = words("""of another s who that which by would is was has had can could should might may must will does did day time or and to in
    on at for from with but as than more thing another's here there when if where because so again step way direction hand side
    such just only not also even never ever really might knows wants says said thinks needs gets cannot can't doesn't isn't
    comes might've off up down out over about under after before between among side must've all you i we they he she it a an the his her its their my your our""")
_ONE_TO = pattern(r"\s++(?:to|or)\s++(?:\d|two\b|three\b)")
_WORD_AFTER = pattern(r"(?:\s++|-)([A-Za-z'’]+)")
_AMONG = pattern(r"(?:\s++|-)(in|out\s++of)(?:\s++|-)(every\s++)?(?=([A-Za-z]+|\d))")
_WHOLE_OF = pattern(r"\s++of\s++(?:(?:the|its|their|his|her|our|these|those|only|just)\s++)?(?:(\d)|([a-z]+)\b)")
_LEGAL = pattern(r"\s*+\(\s?(\d[\d,]*(?:\.\d+)?)\s?(?:%|percent|per cent)?\)")
_HINDSIGHT = pattern(r"\s++(?:hindsight|vision|cricket)\b", re.I)
_RANKED = words("bottom top final last first next big the these those all only")
_ZEROS = frozenset(["zero", "nil", "nought"])
_OR_MORE = pattern(r"\s++or\s++(?:more|one)\b")
_SIDE = pattern(
    r"-(?:a-side|on-|to-(?:one|five|three)|off\b|liner|time\b|way\b|sided?\b|piece\b|ply\b|"
    r"thirds\s++majority)",
    re.I,
)
_WHOLE_DIGITS = pattern(r"\d[\d,]*(?![.:%/-]?\d|%|\w|\s(?:thousand|million|billion|percent|per cent)\b)")
# Names that a title, where every word has its capital, would turn into counts.
_NAMES = frozenset(
    tuple(name.split())
    for name in (
        "mega millions", "formula one", "force one", "channel four", "bbc one", "bbc two", "bbc three", "radio one", "radio four",
        "chapter eleven", "big ten", "big five", "big four", "big three", "fantastic four", "ocean's eleven", "ocean’s eleven",
        "hateful eight", "magnificent seven", "elite eight", "fab four", "capital one", "type one", "type two", "catch twenty",
        "level three", "world one", "war one", "war two", "day one", "ground zero", "square one", "country zero", "patient zero",
        "tier one", "tier two", "party one", "phase one", "phase two", "phase three", "part two", "part one", "game seven",
    )
)  # fmt: skip
_DOUBLE_WHAT = pattern(r"\s++(?:the|its|their|that|what|last)\b")


def read(text: str, at: int, token: str, floor: int, sentence: int, titled: bool) -> Reading | int:
    """The reading of the number word at `at`, or the place to go on from when it is no figure."""
    end = at + len(token)
    if at and (text[at - 1].isalnum() or text[at - 1] in "_’'/.@#&"):
        return end
    word = token.lower()
    fixed = expressions.end(text, at, word)
    if fixed:
        return fixed
    rank = ordinals.read(text, at, word, max(floor, sentence)) if word in ordinals.BEGIN else None
    left = text[max(floor, sentence, at - 24) : at]
    parts = left.lower().split()
    before = parts[-1].lstrip('("“‘') if parts else ""
    if left[-1:] in ("-", "–") and before.rstrip("-–") not in (
        "sub",
        "minus",
        "mid",
        "pre",
        "post",
        "non",
        "a",
        "over",
        "under",
        "to",
    ):
        return end
    if token[0].isupper() and not titled and (title := identifiers.in_title(text, at)):
        return title
    if token[0].isupper() and (
        (before, word) in _NAMES or (not titled and _is_name(text, at, end, left, sentence, parts))
    ):
        return end
    if rank and word not in FRACTIONS:
        return rank
    if word in number_words.BELOW_HUNDRED or word in SCALES or word in ("dozen", "half"):
        return _number(text, at, word, left, before, parts, floor, sentence)
    if word in VAGUE_WORDS:
        return vague.dozens(text, at, end, word)
    if word in ("several", "few"):
        return vague.several(text, at, end, word, left)
    if word in ("couple", "pair", "handful"):
        return vague.couple(text, at, end, word, left)
    if word in ("no", "none"):
        return _zero(text, at, end, word, text[floor:at] if sentence < floor > at - 40 else "")
    if word in FRACTIONS:
        share = shares.part(text, at, end, word, left, parts, sentence)
        return rank or share if isinstance(share, int) else share
    if word in ordinals.BEGIN:
        return ordinals.skip(text, at, word)
    return _multiple(text, at, end, word, before)


def _is_name(text: str, at: int, end: int, left: str, sentence: int, parts: list[str]) -> bool:
    """Whether a capitalised number word stands in a name: "BBC One", "the Big Ten", "Seven Network"."""
    begins = at == sentence or not parts or text[at - 1] in '"“‘(—–\n' or text[at - 2 : at - 1] in ':.!?"“”—–|*)]'
    return not begins


def _round_to(value: float, grain: float) -> float:
    """The place of the last digit that is not zero."""
    if not value or value % grain:
        return grain
    while value % (grain * 10) == 0:
        grain *= 10
    return grain


def _number(
    text: str, at: int, word: str, left: str, before: str, parts: list[str], floor: int, sentence: int
) -> Reading | int:
    """A cardinal, a fraction or a bare scale word."""
    number = number_words.read(text, at)
    if number is None:
        return at + len(word)
    end, start = number.end, at
    if number.year:
        if _HINDSIGHT.match(text, end):
            return end
        reading = worded(at, at, end, number.value, 1.0, 1.0)
        reading.kind, reading.dimension, reading.form = "year", "year", "exact"
        return reading
    alone = end == at + len(word)
    if alone and ((word in _ZEROS and (_OR_MORE.match(text, end) or value_alone(text, end))) or _SIDE.match(text, end)):
        return end
    either = _OR_TWO.search(left) if word == "two" and alone else None
    if either:
        return _one_or_two(text, at, end, at - len(left) + either.start(), either[1])
    if alone and before in _RANKED and word not in SCALES and word not in ("half", "dozen") and value_alone(text, end):
        return end
    if word == "one" and alone:
        gap = text[floor:at] if sentence < floor > at - 24 else ""
        deed = gap and _NEXT_DEED.fullmatch(gap) and _DEED_ENDS.match(text, end)
        if not deed and not _AT_LEAST.search(left) and not _one_counts(text, end, before):
            return end
    elif (
        word == "half"
        and number.fraction
        and alone
        and not (
            before != "second"
            and before != "first"
            and (
                _HALF_OK.match(text, end)
                or before in shares.BEFORE
                or left.lower().endswith("and a ")
                or (shares.GROUP_BEFORE.search(left) and shares.GROUP_AFTER.match(text, end))
            )
        )
    ):
        return end
    elif word in ("nil", "zero", "nought", "dozen", "half") or word in SCALES:
        article = ARTICLE.search(text, max(floor, sentence, at - 4), at)
        if article:
            start = article.start()
        elif (word == "dozen" and alone and not _the_dozen(text, end, before)) or (
            word in SCALES and before in ("per", "the", "every", "each", "one-")
        ):
            return end
    if text[end : end + 1].isalpha():
        return end
    reading = worded(start, start, end, number.value, number.grain, _round_to(number.value, number.grain))
    reading.scaled = number.scaled
    if number.scaled and number.grain > 1 and number.value % number.grain == 0:
        reading.mantissa = number.value / number.grain
    if (
        number.fraction
        and text[end - 8 : end].lower() == "quarters"
        and text[end - 9] != "-"
        and text[end : end + 4] != " of "
        and before not in shares.BEFORE
    ):
        return worded(start, start, end - 9, number.value * 4, 1.0, 1.0)  # three quarters of a year, not of a whole
    if number.fraction:
        reading.kind, reading.form, reading.dimension, reading.round_to = "ratio", "fraction", "ratio", number.grain
        if shares.of_a_unit(text, reading, word == "half"):
            return reading
        half = (
            units.right(text, end)
            if word in ("one", "half", "three") and number.value < 1 and "half" in text[at:end]
            else None
        )
        if half is not None and half.dimension not in ("percent", "money"):
            reading.form = ""
            reading.kind = "count"
            measured.apply_unit(text, reading)
        return reading
    if parts and parts[-1] in ("minus", "negative") and text[at - 1] in " -":
        reading.value = -reading.value
        reading.start = reading.number_at = text.lower().rfind(parts[-1], 0, at)
    elif left.lower().endswith("minus-"):
        reading.value = -reading.value
        reading.start = reading.number_at = at - 6
    if word not in SCALES and not number.scaled and _among(text, reading):
        return reading
    if alone and ratios.noun_among(text, reading):
        return reading
    times = ratios.multiple_after(text, end)
    if times:
        reading.kind, reading.form, reading.dimension, reading.end = "multiple", "multiple", "ratio", times
        return reading
    measured.apply_unit(text, reading)
    legal = _LEGAL.match(text, end)
    if legal and float(legal[1].replace(",", "")) == number.value:
        reading.end = legal.end()
        if not reading.unit:
            measured.apply_unit(text, reading)
    return reading


_OR_TWO = pattern(r"\b(?:an?|another)\s++([a-z]+)\s++or\s++$", re.I)


def _one_or_two(text: str, at: int, end: int, start: int, noun: str) -> Reading | int:
    """ "a day or two", "another pick or two": one to two of what stands between."""
    if noun.lower() in ("thing", "word", "time", "trick", "lot"):
        return end
    reading = worded(start, at, end, 1.0, 1.0, 1.0)
    reading.value_to, reading.hedge, reading.form = 2.0, "range", "rounded"
    known = units.WORDS.get(noun.lower())
    if known:
        reading.unit, reading.dimension = known
        reading.kind = "duration" if known[1] == "time" else "measure"
    else:
        reading.noun, reading.head, reading.tail = noun, nouns.singular(noun.lower()), end
    return reading


_JOINS = pattern(r"\s*+(?:[-–]|to\b|and\b|or\b|,|of\b|in\b|out of\b)\s*+(?:\d|[a-z]+)")


def value_alone(text: str, end: int) -> bool:
    """Whether nothing that could be counted follows: "the bottom three during ..."."""
    return not _JOINS.match(text, end) and not nouns.phrase(text, end, len(text))[0] and units.right(text, end) is None


# "at least one of its exits": as a number with a bound it counts
_AT_LEAST = pattern(r"\b(?:at least|more than|no more than|not more than|at most|fewer than)\s++$", re.I)


def _one_counts(text: str, end: int, before: str) -> bool:
    """Whether "one" counts something: not as a pronoun ("the one", "no one", "one of the best")."""
    if _AMONG.match(text, end) and _among_value(text, end):
        return True
    if _ONE_TO.match(text, end):
        return True
    found = _WORD_AFTER.match(text, end)
    if before in _PRONOUN_BEFORE or not found:
        return False
    whole = _WHOLE_OF.match(text, end)
    if whole:
        return bool(whole[1]) or (whole[2] in number_words.BELOW_HUNDRED and whole[2] != "one")
    after = found[1].lower().replace("’", "'")
    if after.endswith("s") and not after.endswith(("ss", "us", "is")):
        return False  # "if one agrees": a verb
    return after not in _PRONOUN_AFTER and not after.startswith("'") and "'" not in after


def _among_value(text: str, end: int, part: float = 1.0) -> tuple[float, int] | None:
    """The whole of "in five", "out of every 100" for a share of `part`: its value and where it ends."""
    found = _AMONG.match(text, end)
    if not found:
        return None
    if found[3].isdigit():
        digits = _WHOLE_DIGITS.match(text, found.end())
        whole = int(digits[0].replace(",", "")) if digits and len(digits[0]) < 12 else 0
        finish = digits.end() if digits else 0
    else:
        number = number_words.read(text, found.end()) if found[3].lower() in _WHOLE_WORDS else None
        whole, finish = (int(number.value), number.end) if number and not number.fraction else (0, 0)
    if not ratios.is_whole(part, whole) or ratios.NO_RATIO_AFTER.match(text, finish):
        return None
    return float(whole), finish


_WHOLE_WORDS = frozenset({*number_words.BELOW_HUNDRED, *SCALES, "a"})


def _among(text: str, reading: Reading) -> bool:
    """Read "one in five" into the reading."""
    found = _among_value(text, reading.end, reading.value)
    if not found:
        return False
    whole = found[0]
    reading.value = reading.value / whole
    reading.grain = reading.round_to = 0.01 if whole <= 100 else 1 / whole
    reading.kind, reading.form, reading.dimension, reading.end = "ratio", "fraction", "ratio", found[1]
    return True


# From one count to the next of a series: "two pubs, one shop and no buses", "struck out nine and walked one".
_NEXT_THING = pattern(r"\s[a-z-]+(?:\s[a-z-]+)?,?\s(?:and|but)\s")
_NEXT_DEED = pattern(r"(?:\s[a-z-]+){0,2},?\s(?:and\s|but\s)[a-z]+(?:ed|t|de|ck|ok|ld|ot)\s")
_THINGS = pattern(r"\s++(?:[a-z]+\s++)?(?!longer|less|more)[a-z]{2,}[^\Wsu]s\b")
_DEED_ENDS = pattern(r"\s*+[.,;)]|\s++(?:and|but)\b")


def _the_dozen(text: str, end: int, before: str) -> bool:
    """Whether "dozen" alone is twelve: "the dozen hostages"."""
    determined = before in ("the", "these", "those", "his", "her", "its", "their", "our")
    return determined and bool(nouns.phrase(text, end, len(text))[0])


def _zero(text: str, at: int, end: int, word: str, gap: str) -> Reading | int:
    """No deaths, none of the twelve; `gap` is what stands behind the figure before, if it is near."""
    if word == "no":
        found = _ZERO_NOUNS.match(text, end) or (gap and _NEXT_THING.fullmatch(gap) and _THINGS.match(text, end))
        if not found:
            return end
        return worded(at, at, end, 0.0, 1.0, 1.0)
    of = _NONE_OF.match(text, end)
    if not of:
        return end
    following = _WORD_AFTER.match(text, of.end() - 1)
    if not text[of.end()].isdigit() and not (following and following[1].lower() in number_words.BELOW_HUNDRED):
        return end
    return worded(at, at, end, 0.0, 1.0, 1.0)


def _multiple(text: str, at: int, end: int, word: str, before: str) -> Reading | int:
    """Doubled, threefold, twice as many."""
    if word in ("double", "triple", "treble", "quadruple"):
        if before not in _DOUBLE_BEFORE and not _DOUBLE_WHAT.match(text, end):
            return end
        if not _DOUBLE_OK.match(text, end):
            return end
    elif word in ("twice", "thrice"):
        if not _TWICE.match(text, end):
            return end
    elif word in ("doubles", "halves", "triples"):
        return end
    reading = Reading(
        at,
        at,
        end,
        _MULTIPLES[word[:5]],
        1.0,
        1.0,
        kind="multiple",
        form="multiple",
        dimension="ratio",
        written="words",
    )
    return reading
