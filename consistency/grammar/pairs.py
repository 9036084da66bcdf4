"""Pairs: what two figures with little between them are together.

A range ("15 to 22 miles", "$1.5-2 million", "between 18 and 25 percent"), a score ("2-1"), a list that shares its unit
("5 and 6 kg", "four- and five-year"), parts of one sum ("$20 and 43c"), a tolerance ("1.35 ± 0.05"); or two figures
("fell from $2,415 to $2,315", "rose 8.1 percent to 99.20 yuan").
"""

from __future__ import annotations

import re

from consistency.grammar import clocks, scales, scores, sums
from consistency.grammar.lazy import pattern
from consistency.grammar.reading import Reading

_DASHES = frozenset([*"-–—‐‑−~", "--"])
_TO = frozenset(["to", "-to-", "to-", "through"])
_LIST = frozenset(
    [
        ",",
        "and",
        ", and",
        "or",
        ", or",
        "-,",
        "- and",
        "- or",
        "-, and",
        "-and",
        "/",
        "to",
        "-to-",
        "- to",
        "-",
        "x",
        "×",
        "by",
        "&",
    ]
)
_CHANGE = pattern(
    r"\b(?:rose|rise[sn]?|rising|fell|falls?|fallen|falling|gr[eo]ws?|grown|growing|growth|climb\w*|drop\w*|"
    r"declin\w*|increas\w*|decreas\w*|leap\w*|leapt|s[aiu]nk|sinks|sinking|lift\w*|shorten\w*|contract(?:s|ed|ing)|"
    r"jump\w*|slid\w*|sl[iu]mp\w*|surg\w*|plung\w*|plummet\w*|soar\w*|narrow\w*|widen\w*|edg(?:ed|ing)|"
    r"slip\w*|eas(?:ed|ing)|"
    r"went|gone|goes|going|chang\w*|mov\w+|revis\w*|expand\w*|shr[aiu]nk\w*|reduc\w*|rais\w+|lower\w*|boost\w*|"
    r"cut(?:s|ting)?|improv\w*|"
    r"tumbl\w*|swell\w*|sw[eo]ll\w*|up|down|swung|swing\w*|doubl\w*|tripl\w*|halv\w*|advanc\w*|gain\w*|"
    r"trim\w*|slash\w*|creep\w*|"
    r"crept|ticked|shift\w*|switch\w*|dwindl\w*|balloon\w*|rocket\w*|trebl\w*|extend\w*|upgrad\w*|downgrad\w*|"
    r"adjust\w*|hik\w+|"
    r"fluctuat\w*|progress\w*|accelerat\w*|slow\w*|dip\w*|inch(?:ed|ing)|brought|bring\w*|took|grew)\b(?:[^.;]|\.(?=\d))*$",
    re.I,
)
_SPREAD = pattern(
    r"\b(?:rang(?:ed|es|ing)|range(?=[^.;\d]{0,24}$)|vary|varies|varying|anywhere|between|aged|ages)\b[^.;]*$", re.I
)
_FROM = pattern(
    r"\bfrom\s++(?:about\s++|around\s++|roughly\s++|nearly\s++|almost\s++|over\s++|under\s++|up\s++to\s++|at\s++least\s++|"
    r"(?:more|less|fewer)\s++than\s++|as\s++\w+\s++as\s++|just\s++|some\s++|a\s++)?$",
    re.I,
)
_DIRECT = pattern(
    r"\b(?:rose|fell|grew|climbed|dropped|declined|increased|decreased|jumped|slid|slumped|surged|plunged|"
    r"soared|slipped|eased|up|down|"
    r"gained|added|lost|advanced|shed|tumbled|rallied|edged up|edged down|higher|"
    r"lower)\s++(?:by\s++)?(?:about\s++|around\s++|nearly\s++|almost\s++|as\s++much\s++as\s++|more\s++than\s++)?$",
    re.I,
)
_BETWEEN = pattern(r"\b(between)\s++(about\s++|around\s++|roughly\s++|an estimated\s++)?$", re.I)
_THIRD = pattern(r"\d\S*\s++to\s++$")
_OF_WHOLE = pattern(r"(?:out )?of (?:the|its|their|a|that|this|his|her|our)$")
_ASIDE_ENDS = pattern(r"\s+(?:[-–—]|--)\s")
_RESPECTIVE = 14


def join(text: str, readings: list[Reading]) -> list[Reading]:
    """The readings of one block with pairs joined, in order."""
    readings = _join(text, _join(text, readings, True), False)
    return [reading for reading in readings if reading.kind != "drop"]


def _join(text: str, readings: list[Reading], dashes: bool) -> list[Reading]:
    """One pass over the neighbours: those with a dash between them first, then the others."""
    joined: list[Reading] = []
    for index, reading in enumerate(readings):
        if joined:
            last = joined[-1]
            distance = reading.start - last.end
            if distance <= _RESPECTIVE:
                gap = text[last.end : reading.start].strip().lower()
                if dashes:
                    if gap in _DASHES and _dashed(text, last, reading, distance, joined):
                        continue
                elif _pair(text, last, reading, gap, distance):
                    continue
                elif last.kind == "count" and not last.unit and reading.kind != "percent" and _OF_WHOLE.match(gap):
                    scales.share(text, last, reading)
                else:
                    _share(text, last, reading, gap, readings, index)
        joined.append(reading)
    return joined


def _pair(text: str, first: Reading, second: Reading, gap: str, distance: int) -> bool:
    """Join the second figure to the first; true when it is gone."""
    if gap in _TO:
        return _to(text, first, second)
    if gap.endswith(" to") and second.bare and first.unit and _FROM.search(text, max(0, first.start - 24), first.start):
        second.take_unit(first)  # "from 21 mpg combined to 23"
        return False
    if gap == "and":
        between = _BETWEEN.search(text, max(0, first.start - 24), first.start)
        if between and (_mergeable(first, second) or clocks.is_span(text, first, second)):
            if second.kind == "time":
                clocks.join(text, first, second)
            else:
                _range(first, second)
            first.start = between.start()
            if between[2]:
                first.hedge = "about"
            return True
    if sums.join(first, second, gap):
        return True
    if (
        gap in ("or", "or even", "or maybe", "or perhaps")
        and _mergeable(first, second)
        and not first.unit
        and first.value < second.value <= 3 * first.value + 1
    ):
        _range(first, second)
        return True
    if (
        gap == "or even"
        and first.written == "vague"
        and not first.unit
        and second.value_to is None
        and second.value > first.value
    ):
        first.value_to = None
        _range(first, second)
        return True
    if gap in ("±", "+/-") and second.written == "digits" and not first.unit:
        centre, half = first.value, second.value
        first.take_unit(second)
        first.value, first.value_to, first.end = centre - half, centre + half, second.end
        first.hedge, first.grain, first.round_to, first.form = "range", second.grain, second.round_to, "rounded"
        return True
    if gap in ("x", "×") and first.bare and distance == 3 and second.kind != "measure":
        first.take_unit(second)
        return False
    return False


def _mergeable(first: Reading, second: Reading) -> bool:
    """Whether both can be ends of one range: amounts of one unit, or of one that only the second names."""
    if first.value_to is not None or second.value_to is not None or first.noun:
        return False
    if first.value != first.value or second.value != second.value:
        return False  # undecided
    if first.kind in ("date", "time", "ordinal", "score", "multiple") or second.kind in (
        "date",
        "time",
        "ordinal",
        "score",
    ):
        return False
    if first.kind == second.kind and first.unit == second.unit:
        return True
    if (first.kind == "year" and second.kind != "year") or (second.kind == "year" and first.kind != "year"):
        return False
    if first.kind == "count" and not first.unit:
        return True
    if second.kind == "count" and not second.unit and first.fronted:
        return True  # "$3 to 5 million"
    base = second.unit.split(" / ")[0]
    return first.unit == base or (first.fronted and second.unit.startswith(first.unit))


def _range(first: Reading, second: Reading) -> None:
    """Make the first figure the range of both; a late scale word carries back where that fits."""
    if not first.unit or (second.unit and second.unit.startswith(first.unit)):
        first.take_unit(second)
    if second.scaled and not first.scaled and not first.grouped and abs(first.value) > 0 and second.mantissa:
        factor = second.factor
        if abs(first.value) <= abs(second.mantissa) or (
            abs(first.value) < 1000 <= factor and not first.fronted and abs(first.value) < factor
        ):
            first.scale_by(factor)
    low, high = sorted((first.value, second.value))
    first.value, first.value_to, first.end = low, high, second.end
    first.grain, first.round_to = min(first.grain, second.grain), min(first.round_to, second.round_to)
    first.hedge, first.form = "range", "exact" if first.kind == "year" else "rounded"
    first.written = second.written
    first.noun, first.head = second.noun, second.head
    first.scaled = first.scaled or second.scaled
    first.mantissa = second.mantissa


def _dashed(text: str, first: Reading, second: Reading, distance: int, joined: list[Reading]) -> bool:
    """Two numbers with a dash between them: a range, a score, or the parts of an identifier.

    `joined` are the readings up to the first of them.
    """
    if first.written == "vague" or second.written == "vague":
        return False
    if first.written == "words" or second.written == "words":
        return _to(text, first, second)
    if first.kind == "score" or first.kind == "drop":
        if distance == 1:
            first.kind, first.end = "drop", second.end
            return True
        return False
    if second.signed or first.value_to is not None:
        return False
    if clocks.is_span(text, first, second):
        return clocks.join(text, first, second)
    plain = first.bare and second.bare and not first.fronted and first.grain == second.grain == 1.0
    if (
        plain
        and distance <= 1
        and text[first.end] != "—"
        and not first.grouped
        and scores.is_score(text, first, second, joined)
    ):
        first.kind, first.value_to, first.end, first.form = "score", second.value, second.end, "exact"
        first.dimension = "score"
        return True
    if distance > 4 and not first.unit:
        return False
    if distance == 3 and plain:
        return False
    if _mergeable(first, second) and _mantissas_rise(first, second):
        _range(first, second)
        return True
    if distance == 1 and plain:
        first.kind, first.end = "drop", second.end
        return True
    return False


def _mantissas_rise(first: Reading, second: Reading) -> bool:
    if second.scaled and not first.scaled:
        return first.value < second.value
    ahead = second.value / (1.0 if first.unit else second.unit_factor)  # "50-75 basis points"
    return first.value < ahead or (first.unit != "" and first.value != second.value)


def _to(text: str, first: Reading, second: Reading) -> bool:
    """Two figures with "to" between them: a range, or a change from one to the other."""
    if clocks.is_span(text, first, second):
        return clocks.join(text, first, second)
    if not _mergeable(first, second):
        if second.value_to is not None and first.value_to is None and first.kind == "count":
            _carry(first, second)
        elif (first.rate and first.unit.startswith(second.unit + " /") and second.kind == "money") or (
            second.bare and first.unit and _FROM.search(text, max(0, first.start - 24), first.start)
        ):
            second.take_unit(first)
        return False
    begin = max(0, first.start - 70)
    if (
        first.unit
        and second.unit
        and first.unit != second.unit
        and not (first.fronted and second.unit.startswith(first.unit))
    ):
        return False
    ahead = second.value if not second.scaled or first.scaled else max(second.value, first.value + 1)
    came_from = _FROM.search(text, begin, first.start)
    if came_from:
        if _SPREAD.search(text, begin, came_from.start()):
            _range(first, second)
            return True
        if _CHANGE.search(text, begin, came_from.start()) or first.value >= ahead:
            if not first.unit or not second.unit:
                _carry(first, second)
            return False
        _range(first, second)
        return True
    if (
        first.value >= ahead
        and (first.kind != "percent" or text[first.end - 1].isalpha() or text[first.end - 1] == "%")
    ) or _THIRD.search(text, begin, first.start):
        return False
    if _is_step(text, first, second, begin):
        return False
    if (
        not first.unit
        and not first.fronted
        and second.kind == "money"
        and first.mantissa > second.mantissa
        and not second.scaled
    ):
        return False
    _range(first, second)
    return True


_BY = pattern(r"\bby\s++(?:about\s++|around\s++|nearly\s++|almost\s++|more\s++than\s++|some\s++|another\s++)?$", re.I)


_FROM_NEXT = pattern(r",?\s+from\s")


def _is_step(text: str, first: Reading, second: Reading, begin: int) -> bool:
    """Whether a verb of change stands right in front: "rose 12 to 345" is a step and a level."""
    if (first.form == "fraction") != (second.form == "fraction") and first.kind == "ratio":
        return True  # "fell by a third to 4.2 per 1,000"
    written_out = first.grouped or second.grouped or (first.kind == second.kind == "money" and second.unit != "")
    if written_out and second.value > 3 * first.value and _BY.search(text, begin, first.start):
        return True  # "grew by 72,000 to 7.47 million", "by 620 to 4,120", "by $5m to $88m"
    if (
        first.unit
        and _FROM_NEXT.match(text, second.end)
        and (_BY.search(text, begin, first.start) or _DIRECT.search(text, begin, first.start))
    ):
        return True  # "rose by 4 percent to 44 percent from 40 percent"
    direct = _DIRECT.search(text, begin, first.start)
    if not direct or (second.unit and not first.unit) or direct[0].lower().rstrip().endswith("by"):
        return False
    farther = second.value > 3 * first.value and not second.scaled
    return (first.unit != "" and second.unit == "") or farther or first.kind == "money"


def _carry(first: Reading, second: Reading) -> None:
    """The unit that only one end of a change carries belongs to both."""
    if second.unit and not first.unit and first.bare:
        first.take_unit(second)
        if second.scaled and not first.grouped and second.factor > 1 and first.value < 1000:
            first.scale_by(second.factor)
    elif first.unit and second.bare:
        second.take_unit(first)


def _share(text: str, first: Reading, second: Reading, gap: str, readings: list[Reading], index: int) -> None:
    """A list whose last member alone carries the unit: "5 and 6 kg", "four-, five- and six-year"."""
    if (not second.unit and second.kind != "ordinal") or second.fronted or gap not in _LIST:
        return
    if gap in (",", ", or") and (index < 2 or text[readings[index - 2].end : first.start].strip() != ","):
        return  # two make no list: "2.1 % over 100000, 0.9 % don't know"
    if second.kind == "percent" and gap in ("or", ", or") and first.value > 3 * second.value + 1:
        return  # an amount and its share: "8,000 or 4 percent more"
    if gap in _DASHES and first.value > second.value and _ASIDE_ENDS.match(text, second.end):
        return  # "only 240 - 12 per cent - said no"
    if second.kind == "ordinal":
        pass
    elif second.kind not in ("percent", "point", "measure", "duration", "money", "age"):
        return
    back = index - 1
    while back >= 0:
        earlier = readings[back]
        if not earlier.bare or earlier.fronted or earlier.value_to is not None or earlier.written == "vague":
            return
        later = readings[back + 1]
        if text[earlier.end : later.start].strip().lower() not in _LIST:
            return
        earlier.take_unit(second)
        if second.scaled and not earlier.grouped:
            earlier.scale_by(second.factor)
        back -= 1
