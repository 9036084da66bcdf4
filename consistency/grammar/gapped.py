"""Gapped units: what a bare number measures when an earlier figure of its sentence has said it.

"15.9 degrees in May and 12.1 last year", "49 micrograms against a limit of 40", "11 days rather than 22".
"""

from __future__ import annotations

import re

from consistency.grammar.lazy import pattern
from consistency.grammar.reading import Reading

_WHEN = ("year", "date", "time", "ordinal")
_CARRIED = ("measure", "percent", "point", "duration", "money", "age", "ratio")
_OVER_TIME = ("measure", "percent", "point", "duration", "age")
_LATEST = 3  # of how many earlier figures with a unit one may be meant
_FARTHEST = 130
_STOPPED = pattern(r"[.!?](?=\s|$)")

_TOGETHER = pattern(
    r"\b(?:and|but|versus|vs|against|compared (?:with|to)|to|(?:up |down )?from)\s++(?:only\s++|just\s++|about\s++)?$"
)
_TIME_SAID = pattern(
    r"\b(?:in|by|on|during|at)\s++(?:[12]\d{3}|the\s++(?:first|second|third|fourth|last|previous|prior)|[A-Z][a-z]+)\b|"
    r"\b(?:last|this|next|previous)\s++[a-z]+|\bearlier\b|\bago\b|\bnow\b|\btoday\b"
)
_SAME_TIME = pattern(
    r"\s++(?:(?:in|by|on|during)\s++(?:[12]\d{3}\b|the\s++(?:first|second|third|fourth|last|previous|prior)\b|[A-Z][a-z]+\b)|"
    r"(?:last|this|next|the previous|a|the)\s++(?:year|month|week|day|quarter|season|summer|winter|spring|autumn|decade)\b|"
    r"now\b|today\b)"
)
# What compares two amounts of one thing, whatever was said in between.
_COMPARED = pattern(
    r"\b(?:(?:up|down|lower|higher)\s++(?:(?:by\s++)?[\d.]++\s?(?:%|per\s?cent|percentage\spoints|points)?\s++)?from|compared\s++(?:with|to)|(?:as\s++)?against|versus|vs\.?|rather\s++than|instead\s++of|"
    r"as\s++opposed\s++to)\s++(?:(?:only|just|every|for|in|at|a|an|the|about|around)\s++)*$"
)
_FROM = pattern(r"\bfrom\s++(?:only\s++|just\s++)?$")
_BY_BEFORE = pattern(r"\bby\s++$")
# The change of the known figure: "77 years in 2022, up 2 from 75", and the levels that it leads from: "by 18 minutes, from 83".
_UP_BY = pattern(r"(?:,|\sand)\s++(?:is\s++)?(?:up|down)\s++(?:by\s++)?$")
_FROM_NEXT = pattern(r"\s++from\s++[\d.]+")
_FROM_LEVEL = pattern(r",?\s++from\s++$")
_FROM_BEFORE = pattern(r"\bfrom\s++$")
_TO_LEVEL = pattern(r"\bto\s++(?:only\s++|just\s++)?$")
# A norm of the same thing: "the planned 138,000", "a legal limit of 40".
_NORM = pattern(
    r"\b(?:planned|promised|expected|projected|forecast|predicted|required|recommended|budgeted|usual|normal|customary|previous|"
    r"original|agreed|permitted|allowed|allotted|advertised|scheduled|targeted|intended|proposed|estimated|stated|standard|"
    r"regulation|statutory|mandated|contracted|current|earlier)\s++$|"
    r"\b(?:limit|target|average|mean|median|norm|goal|ceiling|cap|floor|threshold|forecast|estimate|record|level|minimum|maximum|"
    r"peak|low|high|quota|benchmark|standard|pledge|promise|allowance|baseline|capacity|plan)\s++of\s++(?:only\s++|just\s++)?$|"
    r"\b(?:below|above|under|over|on|than|from)\s++(?:last|the\s++(?:previous|last|prior))\s++(?:year|season|month|week|quarter)['’]s\s++$"
)
# Sums that are always money.
_SUM_OF = pattern(
    r"\b(?:surplus|deficit|profits?|loss(?:es)?|shortfall|debts?|revenues?|sales|turnover|budget|earnings|income|costs?|price|"
    r"proceeds|savings|spending|exports|imports|gap|balance)\s++of\s++(?:only\s++|just\s++)?$"
)
_ENDS = pattern(
    r"\s*+(?:[.,;:)!?—–\]]|$)|\s(?:in|on|for|at|by|during|last|this|a|an|the|when|where|before|earlier|previously|and|but|or|with|"
    r"among|to|from|now|today|yesterday|since|over|under|per|until|as|if|he|she|it|they|initially|originally|elsewhere|"
    r"set|imposed|agreed|recorded|seen|reached|forecast|allowed|required|reported|overall|nationally)\b"
)
_WORD_BEFORE = pattern(r"([A-Za-z]{4,})\s++(?:for\s++|was\s++|is\s++)?$")
_WORD_AGAIN = pattern(r"([A-Za-z]{4,})\s++(?:(?:for|at|in|on|about|of|by|was|is|were|are|had|has)\s++){0,2}$")
_NOT_A_WORD = frozenset(
    ["than", "from", "with", "that", "about", "over", "under", "just", "only", "into", "other", "another", "were"]
)
_PER_TIME = pattern(r"\s(?:an?|per|each|every)\s(?:hour|day|week|month|year|season)\b")  # "in five years 73 a year"
_CLAUSE_END = pattern(r"\s*+(?:[.,;)!?—–]|$)|\s(?:in|for|with|when|if|on)\b")
_POINTS_OF = pattern(r"\s++points?\b")
_VOTERS = pattern(
    r"\b(?:polls?|polling|polled|ratings?|approval|survey\w*|voters?|electorate|swing|vote share|favou?rability)\b",
    re.I,
)
_INDEX = pattern(
    r"\b(?:index|indices|shares?|stocks?|Dow|Nasdaq|FTSE|S&P|Nikkei|season|games?|match|league|table|team|scor\w+)\b"
)
_SCORED = pattern(
    r"\b(?:index|indices|stocks?|Dow|Nasdaq|FTSE|S&P|Nikkei|season|games?|match|league|table|team|scor\w+|shots?|goals?|won)\b"
)
_TO_PERCENT = pattern(r"\s++points?,?\s++(?:to|(?:up|down\s++)?from)\s++$")
# "41 percent from 44 percent, a fall of 3 points".
_CHANGE_OF = pattern(
    r"[^.;:%\d]{0,40}?,?\s++(?:or\s++)?an?\s++(?:[a-z]++\s++)?(?:rise|fall|drop|gain|decline|increase|decrease|swing|jump|change)"
    r"\s++of\s++(?:about\s++|just\s++|only\s++)?$"
)
# "74.9 percent, 0.6 points lower than", "61 percent (up two points)"
_CHANGED_BY = pattern(r"[a-z\s]{0,30}(?:,|\s[(–—]|:)\s*+(?:(?:up|down|a\s(?:rise|fall|drop|gain))\s(?:by\s|of\s)?)?$")
_THAN = pattern(
    r"\s++points?\s(?:more|less|lower|higher|up|down|above|below|fewer|better|worse|on|from)\b|\s++points?[.;)]"
)
# "leads by 13 points, 47% to 36%" and "47% to 36%, a lead of 13 points"
_BEFORE_TWO = pattern(r"\s++points?\s*+[,:(–—]\s*+(?:by\s++)?")
_TWO = pattern(r"\s++(?:to|against)\s++")
_BEHIND_TWO = pattern(r"[^.;\d]{0,30}\b(?:lead|margin|gap|majority|advantage|difference)\s++of\s++")


def points(text: str, readings: list[Reading]) -> None:
    """Read points as percentage points beside the percentage that they change, or where the sentence speaks of polls."""
    for place, reading in enumerate(readings):
        if reading.head != "point" or reading.kind != "count" or reading.unit or not 0 < reading.value < 100:
            continue
        after = readings[place + 1] if place + 1 < len(readings) else None
        unit = _POINTS_OF.match(text, reading.end)
        if not unit:
            continue
        to_percent = (
            after is not None and after.kind == "percent" and _TO_PERCENT.fullmatch(text, reading.end, after.start)
        )
        levels = [one for one in readings[max(0, place - 2) : place] if one.kind == "percent"]
        # Of a level, so that it is no more than that; "up 0.5 percent, a gain of 37 points" is one of an index.
        of_percent = levels and any(reading.value <= one.value for one in levels) and (
            _CHANGE_OF.fullmatch(text, levels[-1].end, reading.start)
        )  # fmt: skip
        begin, end = _sentence(text, reading)
        if (
            to_percent
            or of_percent
            or _is_told_of(text, readings, place)
            or _beside_two(text, readings, place)
            or (_VOTERS.search(text, begin, end) and not _INDEX.search(text, begin, end))
        ):
            reading.kind, reading.unit, reading.dimension, reading.end = (
                "point",
                "percentage_point",
                "percent",
                unit.end(),
            )
            reading.noun = reading.head = ""
            reading.form, reading.tail = "digits", 0


def _is_told_of(text: str, readings: list[Reading], place: int) -> bool:
    """Whether the points say how far the percentage right in front of them is from another: "61%, two points up on May"."""
    known, point = readings[place - 1] if place else None, readings[place]
    if known is None or known.kind != "percent" or point.value > known.value:
        return False
    gap = text[known.end : point.start]
    if len(gap) > _CLOSE or not _CHANGED_BY.fullmatch(gap) or not _THAN.match(text, point.end):
        return False
    return not _SCORED.search(text, *_sentence(text, point))


_CLOSE = 48
"""So many characters at most stand between a percentage and the points behind it that are its own."""


def _beside_two(text: str, readings: list[Reading], place: int) -> bool:
    """Whether two percentages, the one "to" the other, stand beside the points that part them."""
    point = readings[place]
    for first in (place + 1, place - 2):
        two = readings[first : first + 2] if first >= 0 else []
        if (
            len(two) < 2
            or any(one.kind != "percent" for one in two)
            or not _TWO.fullmatch(text, two[0].end, two[1].start)
        ):
            continue
        if first > place and _BEFORE_TWO.fullmatch(text, point.end, two[0].start):
            return True
        if first < place and _BEHIND_TWO.fullmatch(text, two[1].end, point.start):
            return True
    return False


def _sentence(text: str, reading: Reading) -> tuple[int, int]:
    """About where the sentence of the figure begins and ends, no farther than 160 characters away."""
    begin = max(0, reading.start - 160)
    for stop in _STOPPED.finditer(text, begin, reading.start):
        begin = stop.end()
    following = _STOPPED.search(text, reading.end, reading.end + 160)
    return begin, following.start() if following else min(len(text), reading.end + 160)


def units(text: str, readings: list[Reading]) -> None:
    """Give a bare number the unit of an earlier figure of its sentence with which it is compared."""
    known: list[Reading] = []
    nearest: Reading | None = None  # the last of them, while no other number stands between
    multiple: Reading | None = None
    divided: Reading | None = None  # what "of these" at the beginning of this sentence points back to
    for reading in readings:
        if reading.kind in _WHEN:
            continue
        if reading.kind == "multiple":
            multiple = reading
            continue
        if known and (reading.start - known[-1].end > _FARTHEST or _STOPPED.search(text, known[-1].end, reading.start)):
            divided = known[-1] if _OF_THESE.search(text, known[-1].end, reading.start) else None
            known.clear()
        if divided is not None and divided.kind == "measure" and _is_bare_part(text, divided, reading):
            _take(divided, reading)
        if reading.kind in _CARRIED and (reading.unit or reading.form == "digits"):
            known = [*known[1 - _LATEST :], reading]
            nearest = reading
        elif known and reading.kind == "count" and not (reading.unit or reading.noun or reading.written == "vague"):
            found = next((one for one in reversed(known) if _is_same(text, one, reading, one is nearest)), None)
            if found is not None:
                _take(found, reading)
                known = [*known[1 - _LATEST :], reading]
                nearest = reading
            elif reading.written == "digits":
                nearest = None
        elif multiple is not None and reading.head == "time" and _COMPARED.search(text, multiple.end, reading.start):
            reading.kind, reading.form, reading.dimension, reading.end = "multiple", "multiple", "ratio", reading.tail
            reading.noun = reading.head = ""


_PLACED = pattern(r"\s(in|among|at|on|for|by)\s[^.,;:]{1,40}(?:,|,?\s(?:and|but))\s(?:only\s|just\s)?")
_MOVED_BY = pattern(r",\s++(?:up|down)\s++(?:by\s++)?$")


def rates(text: str, readings: list[Reading]) -> None:
    """Give a sum of money the "a year" or "a barrel" of the one that it is compared with: "$67 a barrel, up $2"."""
    known: Reading | None = None
    for reading in readings:
        if reading.kind != "money":
            continue
        if known and known.unit.startswith(f"{reading.unit} /") and _is_same_rate(text, known, reading):
            reading.take_unit(known)
        known = reading if reading.rate and not reading.scaled else None


def _is_same_rate(text: str, known: Reading, reading: Reading) -> bool:
    gap = text[known.end : reading.start]
    ends = _ENDS.match(text, reading.end) or text.startswith(" (", reading.end)
    if reading.scaled or len(gap) > _FARTHEST or ";" in gap or _STOPPED.search(gap) or not ends:
        return False
    if _MOVED_BY.search(gap):
        return reading.value < known.value
    alike = 1 / _FAR_OFF < reading.value / (known.value or 1.0) < _FAR_OFF
    return alike and bool(_FROM.search(gap) or _COMPARED.search(gap))


_SUBJECT = pattern(
    r",?\s(?:and|but|while|with)?\s?(?:the\s)?[A-Za-z]{2,}(?:\s[A-Z][A-Za-z]+)?\s(?:at\s|by\s|on\s|only\s|just\s)?"
)
_STOP = pattern(r"[.,;)](?:\s|$)|$")
_FAR_OFF = 8
_OF_THESE = pattern(
    r"[.!?]\s(?:But\s|And\s)?[Oo]f\s(?:these|those|this|that|them),?\s(?:only\s|just\s|about\s|some\s)?$"
)
_GOES = pattern(r"\s(?:went|go|goes|was|were|is|are|came|come|ended|to|in|for|at|by|from|as)\b|\s\(")
_MANY = 1000
"""A bare number beyond it is no percentage: "rose 14% to 352,000 units in December from 339,000"."""


def _is_parallel(text: str, known: Reading, reading: Reading, gap: str) -> bool:
    """Whether both say the same of two things: "61 percent in the city and 48 in the country", "Ann 41 % and Bob 32"."""
    if not known.value or not 1 / _FAR_OFF < reading.value / known.value < _FAR_OFF:
        return False
    placed = _PLACED.fullmatch(gap)
    if placed and text.startswith(f" {placed[1]} ", reading.end):
        return True
    if known.kind not in ("percent", "point") or reading.value > 100 or not _SUBJECT.fullmatch(gap):
        return False
    return _STOP.match(text, reading.end) is not None


def _is_bare_part(text: str, whole: Reading, reading: Reading) -> bool:
    """Whether the number without a noun is a part of the amount: "82,440 tonnes. Of these, 38,994 went to the mill"."""
    plain = reading.kind == "count" and reading.written == "digits" and not (reading.unit or reading.noun)
    alike = not (whole.scaled or reading.scaled) and 0 < reading.value <= _FAR_OFF * whole.value
    return plain and alike and _GOES.match(text, reading.end) is not None


def _take(known: Reading, reading: Reading) -> None:
    """Give the reading the unit of the known figure, and what that one is counted per."""
    if known.kind == "ratio":
        reading.scale_by(1 / known.factor if known.factor > 1 else known.factor)
    reading.take_unit(known)
    reading.form = "digits" if reading.kind in ("percent", "point", "age", "ratio") else "rounded"


def _is_same(text: str, known: Reading, reading: Reading, last: bool) -> bool:
    """Whether the bare number is another amount of what the known figure measures."""
    start, end = reading.start, reading.end
    if last and known.kind in ("duration", "measure") and text[reading.number_at : end].endswith(" and a half"):
        return not known.scaled  # halves are of things measured
    gap = text[known.end : start]
    per_time = known.kind == "duration" and _PER_TIME.match(text, end)
    if "; " in gap or per_time or (known.kind in ("percent", "point") and reading.value > _MANY):
        return False
    if reading.scaled:
        return (
            known.kind == "money"
            and known.scaled
            and bool((_SUM_OF.search(gap) or _COMPARED.search(gap)) and _ENDS.match(text, end))
        )
    if known.scaled and known.kind != "ratio":
        return False
    if last and known.kind in _OVER_TIME and reading.written == "digits" and len(gap) < 72 and (
        _TOGETHER.search(gap) and _TIME_SAID.search(gap) and _SAME_TIME.match(text, end)
    ):  # fmt: skip
        return True
    if last and known.kind in _OVER_TIME and reading.written == "digits" and _is_parallel(text, known, reading, gap):
        return True
    if known.kind in ("duration", "measure", "age") and reading.written == "digits":
        if _UP_BY.search(gap) and _FROM_NEXT.match(text, end) and 0 < reading.value < known.mantissa:
            return True
        by = last and _FROM_LEVEL.fullmatch(gap) and _BY_BEFORE.search(text, max(0, known.start - 6), known.start)
        if by and reading.value > known.mantissa:
            return True
    if not 0.04 < abs(reading.value / known.mantissa if known.mantissa else 1.0) < 25 or not _ENDS.match(text, end):
        return False
    if _COMPARED.search(gap):
        return True
    if _NORM.search(gap):
        return known.kind not in ("percent", "point", "money") or reading.value < 100
    if last and _TO_LEVEL.search(gap) and _FROM_BEFORE.search(text, max(0, known.start - 6), known.start):
        return True
    if last and _FROM.search(gap):
        return known.kind in ("ratio", "age", "measure")
    word = _WORD_BEFORE.search(gap)
    if word is None or word[1].lower() in _NOT_A_WORD or not _CLAUSE_END.match(text, end):
        return False
    again = _WORD_AGAIN.search(text, max(0, known.start - 40), known.start)
    return again is not None and again[1].lower() == word[1].lower()
