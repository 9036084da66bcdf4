"""Prose: all figures of one block of running text.

First the numbers, each with its unit; then what neighbours are together; then hedge, noun and form of each.
"""

from __future__ import annotations

import re

from consistency.grammar import hedges, in_digits, in_words, nouns, numerals, pairs
from consistency.grammar.reading import Reading

_AVERAGE = re.compile(r"\b(?:averag\w*|mean|median|typical\w*|rate of|estimat\w*)\b[^.;,]{0,30}$", re.I)
_AGED = re.compile(r"\b(?:aged?|ages|age of)\s++(?:between\s++|from\s++|about\s++|over\s++|under\s++)?$", re.I)
_AGE_AFTER_NAME = re.compile(r"[A-Z][\w’'-]+,\s$")
_PRONOUN_IS = re.compile(
    r"\b(?:[Hh]e|[Ss]he|who|[A-Z][a-z]+)\s++(?:is|was|will be|turn(?:s|ed)|turning|is now|was only|"
    r"was just)\s++(?:now\s++|only\s++|just\s++|about\s++)?$"
)
_AGE_END = re.compile(r"\s*+(?:[.,;)]|$)|\s(?:when|by|at|on|in|and|years? old|next|this)\b")
# "life expectancy for men in Glasgow is around 73"
_DIED_AT = re.compile(r"\b(?:died|dies|retired|retires|dead|married) at (?:age )?$")
_AGE_OF = re.compile(r"\b(?:life expectancy|(?:average|median|mean|retirement|pension) age)\b[^.;,\d]*+$", re.I)


def read(text: str, spans: list[tuple[int, int]], titled: bool = False) -> list[Reading]:
    """The figures of the text in reading order; `spans` are its sentences, `titled` says that it is a title."""
    readings = pairs.join(text, _numbers(text, spans, titled))
    number, floor = 0, 0
    last = len(spans) - 1
    for place, reading in enumerate(readings):
        while number < last and spans[number][1] <= reading.start:
            number += 1
        start, ceiling = spans[number]
        if place + 1 < len(readings):
            ceiling = min(ceiling, readings[place + 1].start)
        _around(text, reading, max(start, floor), ceiling, floor > start)
        floor = reading.end
    _carry_nouns(text, readings)
    return readings


def _numbers(text: str, spans: list[tuple[int, int]], titled: bool) -> list[Reading]:
    """The numbers of the text with their units, one by one."""
    readings: list[Reading] = []
    floor = resume = number = 0
    last = len(spans) - 1
    previous: Reading | None = None
    for found in numerals.scan(text):
        at = found.start()
        if at < resume:
            continue
        while number < last and spans[number][1] <= at:
            number += 1
        sentence = spans[number][0]
        token = found[0]
        if token[0] > "9" and token[0].isalpha():
            read_as = in_words.read(text, at, token, floor, sentence, titled)
        else:
            read_as = in_digits.read(text, at, token, floor, sentence, titled, previous)
        if isinstance(read_as, int):
            resume = max(resume, read_as)
            previous = None
        else:
            readings.append(read_as)
            floor = resume = read_as.end
            previous = read_as
    return readings


def _around(text: str, reading: Reading, floor: int, ceiling: int, touches: bool) -> None:
    """What stands around the figure: its hedge, what it counts, whether it is an age; and with that its form."""
    _hedge(text, reading, floor, touches)
    if reading.kind == "count":
        _age(text, reading, floor)
    if reading.kind in ("count", "ratio", "percent") and not reading.noun:
        _noun(text, reading, ceiling)
    if not reading.form:
        _form(text, reading, floor)


def _hedge(text: str, reading: Reading, floor: int, touches: bool) -> None:
    found = hedges.left(text, floor, reading.start, reading.kind, touches)
    if found:
        if reading.hedge in ("none", "about"):
            reading.hedge = found[0]
        reading.start = found[1]
    if reading.kind in ("year", "date", "time", "score"):
        return
    behind = hedges.right(text, reading.end)
    if behind:
        if reading.hedge in ("none", "about"):
            reading.hedge = behind[0]
        reading.end = behind[1]


def _age(text: str, reading: Reading, floor: int) -> None:
    """Read a bare number as an age where the words around it say so."""
    if reading.unit or reading.scaled or not 0 < reading.value < 125 or reading.written == "vague":
        return
    begin = max(floor, reading.start - 30)
    following = text[reading.end : reading.end + 1]
    if (
        _AGED.search(text, begin, reading.start)
        or _DIED_AT.search(text, begin, reading.start)
        or _AGE_OF.search(text, max(floor, reading.start - 70), reading.start)
        or (following == "," and reading.written == "digits" and reading.grain == 1.0 and reading.value >= 10
        and reading.value_to is None and text[reading.start - 2 : reading.start] == ", "
        and _AGE_AFTER_NAME.search(text, begin, reading.start))
        or (following in ".,; )" and reading.grain == 1.0 and _PRONOUN_IS.search(text, begin, reading.start)
        and _AGE_END.match(text, reading.end) and reading.value >= 5)
    ):  # fmt: skip
        reading.kind, reading.unit, reading.dimension, reading.form = "age", "year", "time", "digits"


def _noun(text: str, reading: Reading, ceiling: int) -> None:
    """What the figure counts; the base of a share."""
    at = reading.end
    if (reading.kind == "count" and reading.written == "digits" and not reading.scaled) or (
        reading.kind == "count" and reading.written != "vague" and text[at : at + 4] != " of "
    ):
        noun, head, end = nouns.phrase(text, at, ceiling, reading.value == 1)
        if not noun:
            return
        reading.noun, reading.head, reading.tail = noun, head, end
        later = hedges.later(text, end) if text[end : end + 4] == " or " else None
        if later and reading.hedge in ("none", "about"):
            reading.hedge, reading.end = later
        elif not reading.rate and text[end : end + 1] in " -/":
            reading.rate = _PER.match(text, end) is not None
    else:
        reading.noun, reading.head, _ = nouns.of_phrase(text, at, ceiling)
        if not reading.noun and reading.kind != "percent":
            noun, head, end = nouns.phrase(text, at, ceiling)
            if reading.kind == "count" or nouns.is_plural(noun.lower().split(" ")[-1]):
                reading.noun, reading.head = noun, head


_PER = re.compile(
    r"(?:\s++(?:an?|per|each|every)\s++|/)(?:second|minute|hour|day|night|week|month|year|person|capita|head|"
    r"game|match|annum)\b"
)


def _form(text: str, reading: Reading, floor: int) -> None:
    """What the digits commit to; see `figure.FORMS`."""
    if reading.kind in ("percent", "point", "ratio", "age"):
        reading.form = "digits"
    elif reading.kind == "count" and not reading.unit:
        exact = not (reading.scaled or reading.rate) and reading.grain == 1.0 == reading.round_to
        if exact and _AVERAGE.search(text, max(floor, reading.start - 40), reading.start):
            exact = False
        reading.form = "exact" if exact else "rounded"
    else:
        reading.form = "exact" if reading.kind in ("year", "date", "time", "ordinal", "score") else "rounded"


_OF_WHOLE = re.compile(
    r"\s++(?:out\s++)?of\s++(?:the|its|their|his|her|our|those|these|some|about|nearly|"
    r"more\s++than)?\s*+(?:\w+\s++)?$"
)
_JOINING = frozenset(
    [
        "and",
        "or",
        "to",
        ",",
        "of",
        "-",
        "in",
        "out of",
        "-,",
        "- and",
        "- or",
        "- to",
        ", and",
        "-, and",
        "compared with",
        "versus",
        "vs",
        "vs.",
    ]
)
# Between two counts of one thing: " in 2019 and ", ", up from ", " last year, compared with only ".
_GAPPED = re.compile(
    r"(?:\s++(?:in|for|by|during|last|this|on|at)\s++[\w.]+(?:\s[\w.]+)?)?,?\s++(?:and|to|from|up from|"
    r"down from|compared (?:with|to)|versus|against|but)"
    r"\s++(?:only\s++|just\s++)?"
)
_REST = re.compile(r"\b(?:remaining|another|other|further|additional)\s++$")
_OF_THE = re.compile(r"\bOf (?:the|its|their|these|those)\s++(?:\w+\s++)?$")
_STOPPED = re.compile(r"[.;!?]\s")
_WHEN = ("year", "date", "time")


def _carry_nouns(text: str, readings: list[Reading]) -> None:
    """Give a count without a noun that of its whole ("3,400 of the 18,000 soldiers") or of its neighbour."""
    counted = [reading for reading in readings if reading.kind not in _WHEN]
    for reading, after in zip(reversed(counted[:-1]), reversed(counted[1:]), strict=True):
        if reading.noun or not after.noun or after.unit or after.kind != "count" or not _lacks_noun(reading):
            continue
        gap = text[reading.end : after.start]
        if len(gap) > 48:
            continue
        whole = _OF_WHOLE.match(gap) is not None
        if whole or (reading.kind == "count" and (gap.strip().lower() in _JOINING or _GAPPED.fullmatch(gap))):
            reading.noun, reading.head = after.noun, after.head
    known: Reading | None = None
    for reading in counted:
        if reading.kind != "count" or reading.unit:
            continue
        if reading.noun:
            known = reading
        elif known is not None and (
            (known.tail and reading.start - known.tail < 48 and _GAPPED.fullmatch(text[known.tail : reading.start]))
            or _REST.search(text, max(0, reading.start - 14), reading.start)
            or (_OF_THE.search(text, max(0, known.start - 12), known.start)
            and 0 < reading.start - known.end < 90 and not _STOPPED.search(text, known.end, reading.start))
        ):  # fmt: skip
            reading.noun, reading.head = known.noun, known.head


def _lacks_noun(reading: Reading) -> bool:
    """Whether the figure can take the noun of another: a count, or a share of a counted whole."""
    return reading.kind in ("ratio", "percent") or (reading.kind == "count" and not reading.unit)
