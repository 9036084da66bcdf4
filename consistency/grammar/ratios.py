"""Ratios and multiples: "3 in 4", "120 per 100,000", "6x", "three times as many", and fractions in digits: "2 1/2"."""

from __future__ import annotations

from consistency.grammar import measured, nouns, numerals, units
from consistency.grammar.lazy import pattern
from consistency.grammar.number_words import BELOW_HUNDRED, SCALES, and_part
from consistency.grammar.numerals import Digits
from consistency.grammar.reading import Reading

_TIMES = pattern(r"(\s++times\b|[x×X](?!\w)|[- ]?fold\b)")
_COMPARES = pattern(
    r"\s++(?:as|more|less|higher|lower|larger|bigger|greater|faster|slower|better|worse|longer|likelier|"
    r"smaller|cheaper|the|its|their|"
    r"his|her|our|that|what|than|earnings|book|sales|revenues?|annual|over|income|profits?|stronger|quicker|"
    r"deeper|richer|"
    r"thicker|heavier|hotter|older|safer)\b|"
    r"\s++(?:[a-z]++(?:[’']s)?\s++){1,2}(?:earnings|book|sales|revenues?|income|profits?|cash|turnover|ebitda|output)\b"
)
_PER_MANY = pattern(
    r"\s++(?!parts?\b)(?:(?:[a-z]+\s++){0,3})per\s++(100|1,000|1000|10,000|100,000|1,000,000|million|thousand|"
    r"hundred)(?![\d,])(?!\s++(?:cent|dollar))"
)
_IN_MANY = pattern(
    r"(?:\s++|-)(?:in|out\s++of|in\s++every|out\s++of\s++every)(?:\s++|-)(\d[\d,]*)(?![\w.,:%/-]\d|%|"
    r"[a-z])(?!\s++(?:million|billion|percent|per cent))"
)
RATIO_WHOLES = frozenset([2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 250, 300, 400, 500, 1000, 2000, 5000,
                          10000, 20000, 50000, 100000, 1000000])  # fmt: skip
NO_RATIO_AFTER = pattern(
    r"\s++(?:more\s++|straight\s++|consecutive\s++|league\s++|home\s++|away\s++)?(?:games?|matches|years?|"
    r"days?|months?|weeks?|hours?|minutes?|seconds?|starts|"
    r"appearances|seasons|innings|attempts|states|countries|cities|locations|counties|districts|regions|"
    r"nations|venues|sets|volumes)\b"
)


def is_whole(part: float, whole: int) -> bool:
    """Whether "`part` in `whole`" is a ratio: a customary whole, or one in any number that is no year."""
    if not 0 < part < whole:
        return False
    return whole in RATIO_WHOLES or (part == 1 and whole <= 1_000_000 and not 1900 <= whole <= 2100)


_OF_A_UNIT = pattern(r"\s++of\s++an?\s++(?:US\s++|UK\s++|imperial\s++)?([a-z]+)")


def read(text: str, reading: Reading, token: str, digits: Digits) -> bool:
    """Multiples, ratios and rates per many, which look like counts."""
    times = _TIMES.match(text, reading.end)
    if times and not reading.scaled:
        word = times[0].strip(" -")
        if word != "times" or digits.decimals or _COMPARES.match(text, times.end()):
            reading.kind, reading.form, reading.dimension, reading.end = "multiple", "rounded", "ratio", times.end()
            return True
        return False
    if token.isdigit() and text[reading.end : reading.end + 1] in (" ", "-", "\n") and not reading.scaled:
        among = _IN_MANY.match(text, reading.end)
        if among:
            whole = int(among[1].replace(",", ""))
            if is_whole(reading.value, whole) and not NO_RATIO_AFTER.match(text, among.end()):
                reading.value, reading.grain, reading.round_to = reading.value / whole, 0.01, 0.01
                if whole > 100:
                    reading.grain = reading.round_to = 1 / whole
                reading.kind, reading.form, reading.dimension, reading.end = "ratio", "fraction", "ratio", among.end()
                return True
    many = _PER_MANY.match(text, reading.end) if text[reading.end : reading.end + 1] == " " else None
    if many:
        number = many[1].replace(",", "")
        factor = float(number) if number.isdigit() else 10.0 ** SCALES[number]
        if factor == 100 and reading.value > 1000:
            return False
        reading.scale_by(1 / factor)
        reading.kind, reading.form, reading.dimension, reading.end = "ratio", "digits", "ratio", many.end()
        return True
    return False


_NOUN_AMONG = pattern(
    r"\s++((?:[a-z]{3,}\s++)?[a-z]{3,})\s++(?:in|out\s++of)\s++(?:every\s++)?([a-z]++|\d{1,3}(?![\w.,:%/-]\d|%|[a-z]))"
)
# Behind the whole: the end, or a verb; a noun would make it a number of its own.
_OF_ALL = pattern(
    r"\s*+(?:[.,;:)!?—–]|$)|\s(?:is|are|was|were|be|has|have|had|do|does|did|can|could|may|might|must|will|would|should|said|says|"
    r"say|in|on|at|by|now|and|or|to|who|that|which|(?:live|own|use|smoke|drink|suffer|get|take|want|think|believe|need|earn|work|"
    r"pay|come|lack|keep|speak|vote|start|leave|end|read|rent|hold|belong|drive|face|fear|feel|report)(?:s|d|ed)?|dies?|died|goes|"
    r"went|fail(?:s|ed)?|thought|paid|spent|spends|left|got|took|kept|came|worldwide|nationwide|globally|never|still|also|already)\b|"
    r"\s[a-z]{3,}ed\b(?!\s[a-z]+s\b)"
)


def noun_among(text: str, reading: Reading) -> bool:
    """Read "one household in six", "two patients out of five" into the reading."""
    found = _NOUN_AMONG.match(text, reading.end)
    if not found or not reading.value.is_integer() or reading.value > 9:
        return False
    word = found[2]
    whole = int(word) if word.isdigit() else BELOW_HUNDRED.get(word, 0)
    if not reading.value < whole or whole not in RATIO_WHOLES or not _OF_ALL.match(text, found.end()):
        return False
    if any(part in _NO_PART for part in found[1].split()):
        return False
    reading.value /= whole
    reading.grain = reading.round_to = 0.01
    reading.kind, reading.form, reading.dimension, reading.end = "ratio", "fraction", "ratio", found.end()
    reading.noun, reading.head = found[1], nouns.singular(found[1].rsplit(" ", 1)[-1])
    return True


_NO_PART = frozenset(
    [
        "and",
        "the",
        "for",
        "goal",
        "goals",
        "run",
        "runs",
        "time",
        "times",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "hour",
        "hours",
        "minute",
        "minutes",
        "point",
        "points",
        "step",
        "steps",
        "win",
        "wins",
        "wicket",
        "wickets",
        "from",
        "than",
        "was",
        "were",
        "who",
        "with",
        "died",
        "killed",
        "born",
        "game",
        "games",
        "match",
        "matches",
        "million",
        "billion",
        "thousand",
        "hundred",
        "percent",
        "per",
        "cent",
        "try",
        "tries",
        "title",
        "titles",
        "place",
    ]
)
FOOT_MARKS = ("'", "’", "′", "f", " ", "-")
_FEET = pattern(
    r"(\d)(?:\s?['’′]\s?|[\s-]?(?:ft|feet|foot)[\s-]?)(\d{1,2})(?!\d|,\d|\s?(?:percent|%|,000))\s?(?:''|"
    r"[\"”″]|’’|(?:in|inch|inches)\b|(?=[\s.,;)]))"
)


def feet(text: str, at: int, reading: Reading) -> bool:
    """Read a height: "6ft 2in", "6'2\""."""
    found = _FEET.match(text, at)
    if not found or int(found[2]) > 11:
        return False
    reading.value, reading.end = int(found[1]) + int(found[2]) / 12, found.end()
    reading.grain = reading.round_to = 1 / 12
    reading.kind, reading.unit, reading.dimension = "measure", "foot", "length"
    return True


_COUNTED = pattern(r".+[/⁄](?:1[1-9]|[2-9]\d|\d[\d,]{2,})")
"""105/845 is counted, not rounded as two-thirds is."""
_EXACTLY = 1e-6
"""The grain of such a fraction."""


def fraction(text: str, at: int, end: int, reading: Reading) -> bool:
    """Read "2 1/2" or "1/16" into the reading; the unit still follows."""
    if half := and_part(text, end, reading.value):
        reading.value, reading.grain, reading.end = half
        reading.round_to, reading.written = reading.grain, "words"
        reading.scaled = reading.grain >= 10
        measured.apply_unit(text, reading)
        return True
    found = numerals.vulgar(text, at, end)
    if found is None:
        return False
    whole, part, finish = found
    reading.end = finish
    reading.value = part if whole is None else whole + part
    reading.grain = reading.round_to = 0.01
    unit = units.right(text, finish)
    if unit:
        measured.apply(reading, unit)
    elif whole is None:
        of = _OF_A_UNIT.match(text, finish)
        if of and of[1] in units.WORDS:
            reading.unit, reading.dimension = units.WORDS[of[1]]
            reading.kind = "duration" if reading.dimension == "time" else "measure"
            return True
        reading.kind, reading.form, reading.dimension = "ratio", "fraction", "ratio"
        if _COUNTED.fullmatch(text, at, finish):
            reading.grain = reading.round_to = _EXACTLY
    return True


def multiple_after(text: str, end: int) -> int:
    """Where "times as", "times more" or "-fold" behind a number in words ends; 0 when there is none."""
    times = _TIMES.match(text, end)
    if not times or (times[0].strip(" -") == "times" and not _COMPARES.match(text, times.end())):
        return 0
    return times.end()
