"""Prose: all figures of one block of running text.

First the numbers, each with its unit; then what neighbours are together; then hedge, noun and form of each.
"""

from __future__ import annotations

import re

from consistency.figure import NO_QUANTITIES
from consistency.grammar import (
    ages,
    carry,
    gapped,
    hedges,
    in_digits,
    in_words,
    indices,
    marks,
    nouns,
    numerals,
    pairs,
    scaled_once,
    sums,
    units,
)
from consistency.grammar.lazy import pattern
from consistency.grammar.reading import Reading

_AVERAGE = pattern(r"\b(?:averag\w*|mean|median|typical\w*|rate of|estimat\w*)\b[^.;,]{0,30}$", re.I)


def read(text: str, spans: list[tuple[int, int]], titled: bool = False, mark: str = marks.POINT) -> list[Reading]:
    """The figures of the text in reading order.

    `spans` are its sentences, `titled` says that it is a title, `mark` is its decimal mark or empty where that is unsure.
    """
    readings = pairs.join(text, _numbers(text, spans, titled, mark))
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
    readings = scaled_once.apply(text, spans, readings)
    ages.mark_lists(text, readings)
    gapped.points(text, readings)
    gapped.units(text, readings)
    gapped.rates(text, readings)
    carry.nouns(text, readings)
    indices.apply(text, spans, readings)
    return readings


def _numbers(text: str, spans: list[tuple[int, int]], titled: bool, mark: str) -> list[Reading]:
    """The numbers of the text with their units, one by one."""
    readings: list[Reading] = []
    floor = resume = number = 0
    last = len(spans) - 1
    titled = titled or mark == marks.COMMA  # what a capital says is said of English alone
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
            read_as = in_digits.read(text, at, token, floor, sentence, titled, previous, mark)
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
    sums.add_one(text, reading, floor)
    sums.tolerance(text, reading)
    _hedge(text, reading, floor, touches)
    if reading.kind == "count":
        ages.mark(text, reading, floor)
    if reading.kind in ("count", "ratio", "percent") and not reading.noun:
        _noun(text, reading, ceiling)
    if not reading.form:
        _form(text, reading, floor)


def _hedge(text: str, reading: Reading, floor: int, touches: bool) -> None:
    when = reading.kind in ("year", "date", "time", "score")
    # `value_to` already says that it is a range: "about 14 to 18 miles" can carry its own hedge.
    open_to = ("none", "about") if when else ("none", "about", "range")
    found = hedges.left(text, floor, reading.start, reading.kind, touches)
    if found:
        some = reading.hedge == "range" and text[found[1] : found[1] + 5].lower() == "some "
        if (
            reading.hedge in open_to
            and not some
            and (found[0] == "about" or reading.value_to is None or reading.value >= 0)
        ):
            reading.hedge = found[0]
        reading.start = found[1]
    if when:
        return
    behind = hedges.right(text, reading.end)
    if behind:
        if reading.hedge in ("none", "about"):
            reading.hedge = behind[0]
        reading.end = behind[1]


def _noun(text: str, reading: Reading, ceiling: int) -> None:
    """What the figure counts, or the scale on which it measures; the base of a share."""
    at = reading.end
    if reading.kind == "count" and not reading.unit:
        if text.startswith(" on the ", at) and (scale := units.on_scale(text, at)):
            reading.kind, (reading.unit, reading.dimension) = "measure", scale
            return
        if reading.value < 10 and _is_magnitude(text, reading):
            reading.noun = reading.head = "magnitude"
            return
    if (reading.kind == "count" and reading.written == "digits" and not reading.scaled) or (
        reading.kind == "count" and reading.written != "vague" and text[at : at + 4] != " of "
    ):
        noun, head, end = nouns.phrase(text, at, ceiling, reading.value == 1)
        if not noun and text[at : at + 4] == " of ":
            reading.noun, reading.head, reading.tail = nouns.of_those(text, at, ceiling)
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


_MAGNITUDE = pattern(r"[-\s]magnitude\b|\s(?:earth)?quake\b|\stemblor\b|\saftershock\b|\stremor\b", re.I)


def _is_magnitude(text: str, reading: Reading) -> bool:
    """Whether the number is the strength of an earthquake: "magnitude-5.6 quake", "a 5.6 quake"."""
    if text[max(0, reading.number_at - 10) : reading.number_at].lower() in ("magnitude ", "magnitude-", "agnitude of "):
        return True
    after = _MAGNITUDE.match(text, reading.end)
    return after is not None and (reading.grain < 1 or "agnitude" in after[0])


_PER = pattern(
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
        reading.form = "exact" if reading.kind in NO_QUANTITIES else "rounded"
