"""Figures written in digits: from a token of digits to a reading with sign, currency, scale and unit."""

from __future__ import annotations

import re

from consistency.grammar import dates, money, names, numerals, units
from consistency.grammar.number_words import SCALES, continue_scales
from consistency.grammar.numerals import Digits
from consistency.grammar.reading import Reading

_LONG_SCALES = {
    **SCALES, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9, "trillions": 12, "bn": 9, "bln": 9, "mn": 6,
    "mln": 6, "mil": 6, "tn": 12, "trn": 12, "cr": 7, "mio": 6, "mrd": 9,
}  # fmt: skip
_SHORT_SCALES = {"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9, "t": 12, "T": 12, "MM": 6}
_AFTER = re.compile(r"(\s*+-?|[\u2010\u2011])([^\W\d_]+)")
_MIXED = re.compile(r"\s++(\d{1,3})\s++(hundred|thousand)\b(?:\s++and\s++(\d{1,2})\b)?")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|ST|ND|RD|TH)\b")
_CAPITALISED = re.compile(r"[\s-]+(?:of\s++)?[A-Z]")
_REST = re.compile(r"[\w.@/:–-]*[\w]|")  # noqa: RUF001
_MORE_LABELS = re.compile(r"(?:\s*+(?:,\s*+and|,|and|or|to|&|-|–|through)\s*+\d{1,4}(?![\w%]|[.,]\d|\s(?:per|million|percent)))+")  # noqa: RUF001
_TIMES = re.compile(r"(\s++times\b|[x×](?!\w)|[- ]?fold\b)")  # noqa: RUF001
_COMPARES = re.compile(
    r"\s++(?:as|more|less|higher|lower|larger|bigger|greater|faster|slower|better|worse|longer|likelier|smaller|cheaper|the|its|their|"
    r"his|her|our|that|what|than|earnings|book|sales|revenues?|annual|over|income|profits?|stronger|quicker|deeper|richer|"
    r"thicker|heavier|hotter|older|safer)\b"
)
_OLD = re.compile(r"[-\s]+(?:old\b|olds\b|of age\b)")
_STRONG = re.compile(r"-strong\b")
_PEOPLE_AFTER = re.compile(r"\s++(?:[a-z-]+\s++){0,2}(?:people|[a-z]{3,}s)\b")
_METRES_AFTER = re.compile(r"\s*+\(\s?\d[\d,.]*\s?(?:ft|feet|foot|yd|yards|in)\b|\s++(?:deep|long|tall|high|wide|away|sprint|freestyle|hurdles|below|above)\b|[-²³]")
_HOUSE_NAME = re.compile(r"\s[A-Z][a-z]+\b")
_PER_MANY = re.compile(r"\s++(?:(?:[a-z]+\s++){0,3})per\s++(100|1,000|1000|10,000|100,000|1,000,000|million|thousand|hundred)(?![\d,])(?!\s++(?:cent|dollar))")
_IN_MANY = re.compile(r"(?:\s++|-)(?:in|out\s++of|in\s++every|out\s++of\s++every)(?:\s++|-)(\d[\d,]*)(?![\w.,:%/-]\d|%|[a-z])(?!\s++(?:million|billion|percent|per cent))")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SIGNS = {"minus": -1, "negative": -1, "plus": 1}
RATIO_WHOLES = frozenset([2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 250, 300, 400, 500, 1000, 2000, 5000,
                          10000, 20000, 50000, 100000, 1000000])  # fmt: skip
NO_RATIO_AFTER = re.compile(
    r"\s++(?:more\s++|straight\s++|consecutive\s++|league\s++|home\s++|away\s++)?(?:games?|matches|years?|days?|months?|weeks?|hours?|minutes?|seconds?|starts|"
    r"appearances|seasons|innings|attempts|states|countries|cities|locations|counties|districts|regions|nations|venues|sets|volumes)\b"
)


def read(text: str, at: int, token: str, floor: int, sentence: int, titled: bool, follows: Reading | None) -> Reading | int:
    """The reading of the digits at `at`, or the place to go on from when they are no figure.

    `floor` is where the last figure ended, `sentence` where the sentence began; `titled` says that words are capitalised
    anyway; `follows` is the figure just read, if a dash alone stands between.
    """
    end = at + len(token)
    start = at
    lead = names.glued(text, at)
    if lead == "name" and not (follows and follows.end == at - 1 and follows.written == "digits"):
        return skip(text, end)
    left = text[max(floor, sentence, at - 30) : at]
    parts = left.split()
    separate = left[-1:].isspace()
    before = parts[-1] if parts and separate else ""
    second = parts[-2] if len(parts) > 1 and separate else ""
    if lead in ("", "prefix", "short year", "name") and (not left or left[-1] not in money.SIGNS):
        when = dates.read(text, at, end, token, before.rstrip(".,"), max(floor, sentence))
        if when is not None:
            return _of_when(when, at)
        if lead == "short year":
            return skip(text, end)
        if names.is_code(text, at, end, token) or names.is_enumerator(text, at, end, sentence):
            return skip(text, end)
    currency = None
    if lead != "prefix" and (left[-1:] not in (" ", "(", "") or len(before) <= 5 or before[-1:] in "$€£¥"):
        place = at - (1 if lead in ("sign", "point") else 0)
        currency = money.left(text, max(floor, sentence), place)
        if lead == "letters" and currency is None:
            return skip(text, end)
    if lead == "point":
        start = number = at - 1
        if len(token) == 3 and units.right(text, end) is None:
            return skip(text, end)  # a batting average
    else:
        number = at
    if lead == "sign" and text[at - 1] == "+" and names.is_code(text, at, end, token):
        return skip(text, end)
    digits = numerals.digits(text, at, token)
    if digits is None:
        return skip(text, end)
    reading = Reading(start, number, digits.end, digits.value, digits.grain, digits.round_to, grouped=digits.grouped)
    reading.mantissa = digits.value
    if token.isdigit():
        if lead == "" and text[end : end + 1] in _FOOT_MARKS and _feet(text, at, reading):
            return reading
        if text[end : end + 1] in ("/", "⁄", " ", "-") and _fraction(text, at, end, reading):
            return reading
        if _ORDINAL.match(text, end):
            return _ordinal(text, reading, end)
    if currency:
        reading.start, reading.fronted = min(currency[1], reading.start), True
        reading.kind, reading.unit, reading.dimension = "money", currency[0], "money"
    _sign(text, at, lead, before, reading, currency is not None)
    after = _AFTER.match(text, reading.end)
    if after:
        _scale(text, digits, after, reading)
    if reading.fronted:
        _money_tail(text, reading)
    elif not _special(text, reading, token, digits):
        apply_unit(text, reading)
    return _checked(text, reading, token, digits, before, second, parts, sentence, max(floor, at - 30), titled, lead)


def skip(text: str, end: int) -> int:
    """Where to go on behind an identifier that begins before `end`."""
    found = _REST.match(text, end)
    return found.end() if found else end


def _of_when(when: dates.When, at: int) -> Reading:
    grain = 1.0
    reading = Reading(when.start, at, when.end, when.value, grain, grain, when.kind, when.value_to, "exact")
    reading.dimension = "time" if when.kind in ("duration", "age") else when.kind
    if when.kind == "duration":
        reading.unit, reading.form = "second", "rounded"
    elif when.kind == "age":
        reading.unit, reading.form = "year", "digits"
    if when.value_to is not None and when.kind != "score":
        reading.hedge = "range"
    return reading


_FOOT_MARKS = ("'", "’", "′", "f", " ", "-")
_FEET = re.compile(r"(\d)(?:\s?['’′]\s?|[\s-]?(?:ft|feet|foot)[\s-]?)(\d{1,2})(?!\d|,\d|\s?(?:percent|%|,000))\s?(?:''|[\"”″]|’’|(?:in|inch|inches)\b|(?=[\s.,;)]))")


def _feet(text: str, at: int, reading: Reading) -> bool:
    """Read a height: "6ft 2in", "6'2\""."""
    found = _FEET.match(text, at)
    if not found or int(found[2]) > 11:
        return False
    reading.value, reading.end = int(found[1]) + int(found[2]) / 12, found.end()
    reading.grain = reading.round_to = 1 / 12
    reading.kind, reading.unit, reading.dimension = "measure", "foot", "length"
    return True


def _fraction(text: str, at: int, end: int, reading: Reading) -> bool:
    """Read "2 1/2" or "1/16" into the reading; the unit still follows."""
    found = numerals.vulgar(text, at, end)
    if found is None:
        return False
    whole, part, finish = found
    reading.end = finish
    reading.value = part if whole is None else whole + part
    reading.grain = reading.round_to = 0.01
    unit = units.right(text, finish)
    if unit:
        _apply(reading, unit)
    elif whole is None:
        of = re.compile(r"\s++of\s++an?\s++(?:US\s++|UK\s++|imperial\s++)?([a-z]+)").match(text, finish)
        if of and of[1] in units.WORDS:
            reading.unit, reading.dimension = units.WORDS[of[1]]
            reading.kind = "duration" if reading.dimension == "time" else "measure"
            return True
        reading.kind, reading.form, reading.dimension = "ratio", "fraction", "ratio"
    return True


def _ordinal(text: str, reading: Reading, end: int) -> Reading | int:
    """An ordinal; none in front of a name ("8th Combined Arms Army")."""
    if _CAPITALISED.match(text, end + 2):
        return skip(text, end)
    reading.kind, reading.form, reading.dimension, reading.end = "ordinal", "exact", "ordinal", end + 2
    return reading


def _sign(text: str, at: int, lead: str, before: str, reading: Reading, money_left: bool) -> None:
    """Find the sign in front, also in front of the currency; a dash after a word is punctuation."""
    place = reading.start
    if lead == "sign" and text[at - 1] in "+-−–":  # noqa: RUF001
        negative = text[at - 1] != "+"
        if text[at - 1] == "–" and not money_left and text[at - 2 : at - 1] != "(" and at > 1 and not text[at - 2].isspace():  # noqa: RUF001
            return
        reading.start = min(reading.start, at - 1)
        reading.number_at = min(reading.number_at, at - 1)
        reading.signed = True
        if negative:
            reading.value = -reading.value
        return
    if money_left and place and text[place - 1] in "-−+" and text[place - 2 : place - 1] in ("", " ", "(", "\n"):  # noqa: RUF001
        reading.start = place - 1
        reading.signed = True
        if text[place - 1] != "+":
            reading.value = -reading.value
        return
    word = before.lower().lstrip("(,\"“")
    if lead == "prefix" and text[max(0, at - 4) : at - 1].lower() == "sub":
        reading.start, reading.hedge = at - 4, "less than"
    if lead == "prefix" or not before:
        found = re.compile(r"\b(minus|negative)-$", re.I).search(text, max(0, at - 10), at)
        if found:
            reading.value, reading.start, reading.number_at, reading.signed = -reading.value, found.start(), found.start(), True
    elif word in ("minus", "negative"):
        reading.value, reading.signed = -reading.value, True
        reading.start = text.lower().rfind(word, 0, at)
        reading.number_at = reading.start


def _scale(text: str, digits: Digits, after: re.Match[str], reading: Reading) -> None:
    """Read the scale word or letter behind the digits into the reading."""
    gap, word = after[1], after[2]
    lower = word.lower()
    exponent = _LONG_SCALES.get(lower)
    if exponent is not None and not (lower in ("mil", "cr", "mn") and gap and not reading.fronted):
        if gap and "-" in gap and gap != "-":
            return
        reading.end = after.end()
    elif word in _SHORT_SCALES and (not gap or reading.fronted and gap == " "):
        if not _is_scale(text, word, after.end(), reading, gap):
            return
        exponent = _SHORT_SCALES[word]
        reading.end = after.end()
    else:
        return
    sign = -1.0 if reading.value < 0 else 1.0
    value, grain, round_to = numerals.places(digits.plain, digits.decimals, exponent + digits.exponent)
    if exponent >= 2 and lower in SCALES:
        scaled, further, reading.end = continue_scales(text, reading.end, value, grain)
        if value:
            round_to *= scaled / value
        value, grain = scaled, further
        mixed = _MIXED.match(text, reading.end)
        if mixed and 10.0 ** SCALES[mixed[2]] * int(mixed[1]) < grain * 10:
            value += 10.0 ** SCALES[mixed[2]] * int(mixed[1]) + int(mixed[3] or 0)
            grain = round_to = 1.0 if mixed[3] else 10.0 ** SCALES[mixed[2]]
            reading.end = mixed.end()
    reading.value, reading.grain, reading.round_to, reading.scaled = sign * value, grain, round_to, True


def _is_scale(text: str, letter: str, end: int, reading: Reading, gap: str) -> bool:
    """Whether a letter behind digits is a scale: decided by a currency, a unit in brackets or a counted noun."""
    if reading.fronted:
        return True
    if letter in "kKM" or letter == "MM":
        return not (letter == "K" and reading.value >= 1000) and not text[end : end + 1] == "-" or letter == "k"
    following = text[end : end + 1]
    if _METRES_AFTER.match(text, end):
        return False
    if letter in "mbB":
        if following == " " and money_word_after(text, end):
            return True
        return bool(_PEOPLE_AFTER.match(text, end))
    return False


def money_word_after(text: str, end: int) -> bool:
    """Whether the word behind `end` is a currency's name or code."""
    unit = units.right(text, end)
    return unit is not None and unit.dimension.startswith("money") and not unit.coin


def _money_tail(text: str, reading: Reading) -> None:
    """What may follow a sum with its currency in front: the country again, and what stands below the line."""
    if text[reading.end : reading.end + 1] == " ":
        country = money.AFTER_DOLLAR.match(text, reading.end)
        if country and reading.unit == "USD" and (country[1] or country[2] or country[3]):
            reading.unit = "USD" if country[1] else "CAD" if country[2] else "AUD"
            reading.end = country.end()
        elif country is None:
            repeated = units.right(text, reading.end)
            if repeated and repeated.dimension.split(" / ")[0] == "money" and not repeated.coin and repeated.name.startswith(reading.unit):
                reading.end = repeated.end
                reading.unit, reading.dimension, reading.rate = repeated.name, repeated.dimension, repeated.over
                return
    below = units.over(text, reading.end)
    if below:
        reading.unit = f"{reading.unit} / {below[0]}"
        reading.dimension = f"money / {below[1]}"
        reading.end, reading.rate = below[2], True


def _special(text: str, reading: Reading, token: str, digits: Digits) -> bool:
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
            if whole in RATIO_WHOLES and 0 < reading.value < whole and not NO_RATIO_AFTER.match(text, among.end()):
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


def _apply(reading: Reading, unit: units.Unit) -> None:
    """Put the unit into the reading."""
    reading.unit, reading.dimension, reading.end, reading.rate = unit.name, unit.dimension, unit.end, unit.over
    if unit.factor != 1.0:
        reading.value, reading.grain, reading.round_to = (
            reading.value * unit.factor, reading.grain * unit.factor, reading.round_to * unit.factor,
        )  # fmt: skip
    base = unit.dimension.split(" / ")[0]
    if unit.dimension == "percent":
        reading.kind = "point" if unit.name == "percentage_point" else "percent"
    elif base == "money":
        reading.kind = "money"
    elif unit.dimension == "time":
        reading.kind = "duration"
    else:
        reading.kind = "measure"


_MASS_OR_MONEY = re.compile(
    r"\b(?:cost|paid|pay|fined?|worth|price|spent|spend|salary|budget|fee|debt|revenue|profit|loss|wage|earn|bill|tax|loan|deposit|savings?)\w*\b[^.]{0,40}$",
    re.I,
)


def multiple_after(text: str, end: int) -> int:
    """Where "times as", "times more" or "-fold" behind a number in words ends; 0 when there is none."""
    times = _TIMES.match(text, end)
    if not times or times[0].strip(" -") == "times" and not _COMPARES.match(text, times.end()):
        return 0
    return times.end()


def apply_unit_at(text: str, reading: Reading, end: int) -> None:
    """As `apply_unit`, for a unit that follows an "of" which ends at `end`."""
    before = reading.end
    reading.end = end
    apply_unit(text, reading)
    if not reading.unit:
        reading.end = before


def apply_unit(text: str, reading: Reading) -> None:
    """Read the unit behind `reading.end`; an age or a pound as the text around it says."""
    end = reading.end
    following = text[end : end + 1]
    if following == "%":
        reading.kind, reading.unit, reading.dimension, reading.end = "percent", "percent", "percent", end + 1
        points = _POINTS.match(text, end + 1)
        if points:
            reading.kind, reading.unit, reading.end = "point", "percentage_point", points.end()
        return
    if not following or following in ".,;:)]!?–—/…":  # noqa: RUF001
        return
    if following == "s" and reading.grouped:
        return
    unit = units.right(text, end)
    if unit is None:
        strong = _STRONG.match(text, end)
        if strong:
            reading.end, reading.noun, reading.head = strong.end(), "people", "person"
        elif following in " -\n" and reading.kind == "count":
            below = units.over(text, end)
            if below and below[1] in ("time",):
                reading.rate = True
        return
    _apply(reading, unit)
    if unit.dimension == "time" and unit.name in ("year", "month", "week", "day"):
        old = _OLD.match(text, unit.end)
        if old:
            reading.kind, reading.end = "age", old.end()
    elif unit.name == "pound" and text[end:unit.end].strip(" -").startswith(("pound", "Pound")):
        if reading.scaled and reading.grain >= 1e4 or _MASS_OR_MONEY.search(text, max(0, reading.number_at - 50), reading.number_at):
            reading.kind, reading.unit, reading.dimension = "money", "GBP", "money"


_POINTS = re.compile(r"[ -]points?\b")


def _checked(
    text: str, reading: Reading, token: str, digits: Digits, before: str, second: str, parts: list[str], sentence: int,
    begin: int, titled: bool, lead: str,
) -> Reading | int:  # fmt: skip
    """The reading, unless it is a name after all: by the letters glued to it, or by the word in front."""
    end = reading.end
    following = text[end : end + 1]
    if following.isalpha() or following == "_" or following == "@":
        if following == "s" and reading.grouped and not text[end + 1 : end + 2].isalpha():
            reading.hedge, reading.end = "at least", end + 1  # "1,000s of homes"
            return reading
        return skip(text, end)
    if following == "." and (text[end + 1 : end + 2].isalnum() and not text[end + 1 : end + 2].isupper()):
        return skip(text, end)
    if following and following in ":/(⁄" and text[end + 1 : end + 2].isdigit() and not reading.unit or following in _SUPERSCRIPTS and following:
        return skip(text, end)
    if following == "/" and not reading.unit and not reading.rate:
        return skip(text, end)
    if reading.unit or reading.scaled or reading.kind != "count":
        if reading.unit == "yard" and text[end : end + 5] == " line":
            return skip(text, end + 5)
        if reading.unit == "second" and text[end - 1] == "s" and text[end - 2].isdigit() and before[:1].isupper():
            return skip(text, end)
        if reading.unit and reading.kind in ("measure", "duration") and before and names.is_label(text, end, token, before, second):
            return reading if before.lower() not in ("no.", "section", "version") else skip(text, end)
        return reading
    if lead != "prefix" and not reading.signed and names.is_label(text, end, token, before, second):
        more = _MORE_LABELS.match(text, end)
        return max(skip(text, end), more.end() if more else end)
    starts = len(parts) == 1 and begin <= sentence
    if names.is_version(text, end, digits.decimals, before):
        return skip(text, end)
    if not titled and names.is_named(text, end, token, before, starts) and not _PEOPLE_AFTER.match(text, end):
        return skip(text, end)
    if following == "-" and text[end + 1 : end + 2].isupper():
        return skip(text, end)
    if following == " " and not reading.grouped and not titled and digits.value > 12 and text[end + 1 : end + 2].isupper():
        name = _HOUSE_NAME.match(text, end)
        if name and not name[0].endswith("s") and not _PEOPLE_AFTER.match(text, name.end()):
            return skip(text, end)
    return reading
