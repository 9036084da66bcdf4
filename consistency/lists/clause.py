"""Clause: the things that a sentence lists, "three ways: by road, by rail or by boat".

Commas part things and parts of things alike. A reading is plain where "and" or "or" stands once, before the last thing;
an "and" within a thing, or in front of one that is not the last, leaves room for two readings.
"""

from __future__ import annotations

import re

from consistency.grammar.lazy import pattern
from consistency.lists.listing import Listing, listing

DASH = pattern(r"\s[–—-]{1,3}\s|\s[–—](?=\w)|—|--+")
_ASIDE = pattern(r"\([^()]*\)|\[[^\[\]]*\]|“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’")
_AGE = pattern(r",\s\d{1,3}(?=,|\s+and\b|\s*$)")
# Behind a line's end, blanks may be those that the next line begins with.
_CODE = pattern(r"(?:^|(?<=[,;])|(?<=\band)|(?<=\bor))(?:\s{4,}(?=[,;])|[^\S\n]{4,}(?=$|(?:and|or)\b))")
_GROUPS = pattern(r"(?<=\d),(?=\d)")
_MARK = pattern(r"(?:^|(?<=[\s,;:]))(?:\((\d|[a-h]|i{1,3}|iv|vi?)\)|(\d|[a-h])\))(?=\s)")
_NUMERALS = (("1", "2", "3", "4", "5", "6", "7", "8", "9"), tuple("abcdefgh"), ("i", "ii", "iii", "iv", "v", "vi"))
_ORDINAL = pattern(
    r"(?:^|(?<=[;,.:])|(?<=\band))\s*(?:the )?(first|one|second|two|third|three|fourth|four|fifth|five|sixth)(?:ly)?"
    r"(?: of all)?(?=[,:]?\s)",
    re.IGNORECASE,
)
_RANKS = (("first", "second", "third", "fourth", "fifth", "sixth"), ("one", "two", "three", "four", "five"))
_CONJUNCTION = pattern(r"(?:and|or|&|plus|as well as|and/or|nor)\b\s*(?:then|also|lastly|finally)?", re.IGNORECASE)
_INNER = pattern(r"\S\s+(?:and|or|&|plus|as well as|and/or)\s+\S|\w/\w", re.IGNORECASE)
# What is listed is open, or belongs to something else.
_OPEN = pattern(
    r"\b(?:among|etc|and (?:so on|others|more|many)|to name|than|"
    r"the (?:others|rest) (?:are|were|is|was|have|had|do|did|will|came|went))\b",
    re.IGNORECASE,
)
_ASIDES = pattern(r"\s*(?:with|without|for|from|in|on|at|of|by|to|not|even|up|down|more)\b", re.IGNORECASE)
_REMARK = pattern(
    r"\s*(?:all|none|most|many|some|both|each|includ\w+|alongside|covering|which|that|who|ages?|aged|whether|when|if|as|"
    r"because|see)\b(?! of the following)",
    re.IGNORECASE,
)
_COMMA_AND = pattern(r",\s+(?:and|or)\s", re.IGNORECASE)
_ENDS = pattern(
    r"\s[–—-]\s|—|:(?=\s)|,?\s+(?:which|where|who|while|whereas|but|so|because|with|depending|such as|including|like)\b"
    r"|,\s(?:say|said|says|reports?|per|according|notes|adds)\b"
)
_DETERMINER = pattern(r"(?:the|an?|his|her|its|their|our|my|one|now|then|formerly|both|also)\b", re.IGNORECASE)
_SUBJECT = pattern(
    r"(?:he|she|it|they|we|I|you|this|that|these|those|there|nobody|everybody|everyone|no one)\b", re.IGNORECASE
)
_REGION = pattern(
    r"(?:Ala|Alaska|Alabama|Ariz|Arizona|Ark|Arkansas|Calif|California|Colo|Colorado|Conn|Connecticut|Del|Delaware|Fla|Florida|"
    r"Ga|Georgia|Hawaii|Idaho|Ill|Illinois|Ind|Indiana|Iowa|Kan|Kansas|Ky|Kentucky|La|Louisiana|Maine|Md|Maryland|Mass|"
    r"Massachusetts|Mich|Michigan|Minn|Minnesota|Miss|Mississippi|Mo|Missouri|Mont|Montana|Neb|Nebraska|Nev|Nevada|"
    r"N\.?H|N\.?J|N\.?M|N\.?Y|N\.?C|N\.?D|New (?:Hampshire|Jersey|Mexico|York)|(?:North|South) (?:Carolina|Dakota)|Ohio|Okla|"
    r"Oklahoma|Ore|Oregon|Pa|Pennsylvania|R\.?I|Rhode Island|S\.?C|S\.?D|Tenn|Tennessee|Tex|Texas|Utah|Vt|Vermont|Va|Virginia|"
    r"Wash|Washington|D\.C|W\.? ?Va|West Virginia|Wis|Wisconsin|Wyo|Wyoming|England|Scotland|Wales|Ireland|France|Germany|Italy|"
    r"Spain|Portugal|Poland|Austria|Switzerland|Belgium|Canada|Ontario|Quebec|Mexico|Brazil|Australia|India|China|Japan|Russia|"
    r"Ukraine|Turkey|Egypt|Israel|Nigeria|Kenya|South Africa|Sweden|Norway|Denmark|Finland|Greece|the Netherlands)\.?"
)
_SPLIT = pattern(r"\s+(?:and|or|&|plus|as well as|and/or)\s+|(?<=\w)/(?=\w)", re.IGNORECASE)
_TWO = pattern(
    r"(?:(?:an?|the|his|her|their|one)\s)?(?:\w+\s)?(?:couple|pair|twins|parents|duo|twosome)\b", re.IGNORECASE
)
_SEVERAL = pattern(
    r"(?:(?:an?|the|his|her|their|one)\s)?(?:\w+\s)?(?:famil(?:y|ies)|group|crew|team|triplets|trio|quartet|others|relatives|friends|"
    r"children|sons|daughters|brothers|sisters)\b",
    re.IGNORECASE,
)
_WORD = pattern(r"\w[\w'’./-]*")
_LONGEST = 8
"""How many words a thing has at most where it is plainly one of a row."""
_LONGEST_ROW = 4000
"""How many characters a row has at most."""
_WIDEST = 2
"""How far apart two readings of one row may lie, for it to say anything."""


def clause(text: str, start: int, end: int, *, dashed: bool = False) -> Listing | None:
    """The things listed in `text[start:end]`, the rest of a sentence, up to another dash if `dashed`; None where it lists
    none, or sets them in columns."""
    if end - start > _LONGEST_ROW or "\t" in text[start:end]:
        return None
    if dashed:
        closing = DASH.search(text, start, end)
        end = closing.start() if closing else end
    while end > start and text[end - 1] in ".!?*_":
        end -= 1
    masked = _masked(text[start:end])
    if _OPEN.search(masked) or _REMARK.match(masked) or (dashed and _ASIDES.match(masked)):
        return None
    places = _marked(text[start:end]) or _ranked(masked)
    if places:
        return listing([(start + a, start + b) for a, b in places])
    if (found := _ORDINAL.match(masked)) and found[1].lower() == "first":
        return None
    if ";" in masked:
        return _of_row(masked, start) or _by_semicolon(masked, start)
    found = _ENDS.search(masked, 1)
    return _by_comma(masked[: found.start()] if found else masked, start, whole=found is None)


def _masked(piece: str) -> str:
    """The piece with what stands in brackets or quotation marks overwritten."""
    for found in reversed(list(_ASIDE.finditer(piece))):
        start, end = found.span()
        filler = "x" if piece[start] in '“"‘' else " "
        if filler == " " and piece.startswith(",", end) and piece[:start].rstrip().endswith(","):
            end += 1  # "a loom, (the old one), a reed"
        piece = piece[:start] + filler * (end - start) + piece[end:]
    piece = _AGE.sub(lambda found: " " * len(found[0]), piece)
    # Code is blanked out; where nothing else stands between two marks, it is the thing.
    piece = _CODE.sub(lambda found: " " + "x" * (len(found[0]) - 2) + " ", piece)
    return _GROUPS.sub("x", piece)


def _marked(piece: str) -> list[tuple[int, int]]:
    """The places behind "1) ... 2) ..." or "(a) ... (b) ..."."""
    found = list(_MARK.finditer(piece))
    signs = [(mark[1] or mark[2]).lower() for mark in found]
    if len(found) < 2 or not any(tuple(signs) == row[: len(signs)] for row in _NUMERALS):
        return []
    return _between(piece, [mark.end() for mark in found], [mark.start() for mark in found])


def _ranked(piece: str) -> list[tuple[int, int]]:
    """The places of "first, ...; second, ..."."""
    found = list(_ORDINAL.finditer(piece))
    for row in _RANKS:
        ranks = [mark for mark in found if mark[1].lower() in row]
        names = [mark[1].lower() for mark in ranks]
        if len(ranks) > 1 and not piece[: ranks[0].start()].strip() and tuple(names) == row[: len(names)]:
            return _between(piece, [mark.end() for mark in ranks], [mark.start() for mark in ranks])
    return []


def _between(piece: str, starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    return [_trim(piece, start, end) for start, end in zip(starts, [*ends[1:], len(piece)], strict=True)]


def _trim(piece: str, start: int, end: int) -> tuple[int, int]:
    """The place without blanks, marks and conjunctions at its ends."""
    while start < end and (piece[start].isspace() or piece[start] in ",;:"):
        start += 1
    if (found := _CONJUNCTION.match(piece, start, end)) and found.end() < end:
        start = found.end()
        while start < end and piece[start].isspace():
            start += 1
    while end > start and (piece[end - 1].isspace() or piece[end - 1] in ",;"):
        end -= 1
    return start, end


def _cut(piece: str, mark: str) -> list[tuple[int, int]]:
    """The places between the marks."""
    places, at = [], 0
    for part in piece.split(mark):
        places.append((at, at + len(part)))
        at += len(part) + 1
    return places


def _by_semicolon(piece: str, offset: int) -> Listing | None:
    """Things parted by semicolons, all of them, with "and" before the last or nowhere."""
    places = _cut(piece, ";")
    led = [bool(_CONJUNCTION.match(piece[a:b].lstrip())) for a, b in places]
    if any(led[:-1]):
        return None
    items = [_trim(piece, *place) for place in places]
    # "a; b; c, and d": the last two are parted in another way.
    inner = sum(1 for place in items if _COMMA_AND.search(piece, *place))
    plain = not inner and (led[-1] or len(places) > 2)
    return Listing(tuple((offset + a, offset + b) for a, b in items), len(items), len(items) + inner, plain)


def _of_row(piece: str, offset: int) -> Listing | None:
    """Two clauses of which the first is a row in itself: "Mars, Venus and Saturn; Uranus is too faint". The second may be
    one more thing or a remark, so that neither number of things is plain."""
    first, *others = _cut(piece, ";")
    if len(others) != 1 or "," not in piece[: first[1]] or _CONJUNCTION.match(piece[slice(*_trim(piece, *others[0]))]):
        return None
    row = _by_comma(piece[: first[1]], offset, whole=False)
    if row is None or row.fewest != row.most:
        return None
    return row._replace(fewest=2, most=row.most + 1, plain=False)


def _by_comma(piece: str, offset: int, *, whole: bool) -> Listing | None:
    """Things parted by commas and "and"; see the module."""
    places = _cut(piece, ",")
    led = [bool(_CONJUNCTION.match(piece[a:b].lstrip())) for a, b in places]
    # Behind "and the last one", the sentence may go on.
    if True in led[:-1]:
        places = places[: led.index(True) + 1]
        led, whole = led[: len(places)], False
    joined = [len(list(_INNER.finditer(piece[slice(*_trim(piece, *place))]))) for place in places]
    fewest, most = len(places), len(places) + sum(joined)
    if len(places) == 1:
        if not joined[0]:
            return None
        fewest = 2
    if most - fewest > _WIDEST:
        return None
    if joined[-1] == 1 and sum(joined) == 1 and not led[-1] and (parted := _split_last(piece, places)):  # "a, b and c"
        fewest, places = most, parted
    items = [_trim(piece, *place) for place in places]
    apposed = _apposed(piece, items)
    short = all(sum(1 for _ in _WORD.finditer(piece, *place)) <= _LONGEST for place in places)
    ended = led[-1] or sum(joined) == 1
    blank = any(start >= end for start, end in items)
    plain = whole and short and ended and not blank and fewest == most and not apposed and _is_row(piece, items)
    # "a couple, their son and a friend" are four.
    most += sum(_TWO.match(piece, *item) is not None for item in items)
    plain = plain and not any(_SEVERAL.match(piece, *item) for item in items)
    return Listing(tuple((offset + a, offset + b) for a, b in items), max(fewest - apposed, 2), most, plain)


def _apposed(piece: str, items: list[tuple[int, int]]) -> int:
    """How many items may only say what the one before is: "Smith, the mayor, and Jones", "Dover, Del., and Salem"."""
    regions = [_REGION.fullmatch(piece, *item) is not None for item in items]
    named = _DETERMINER.match(piece, *items[0]) is None
    return sum(
        (named and _DETERMINER.match(piece, *item) is not None) or (region and not all(regions))
        for item, region in zip(items[1:], regions[1:], strict=True)
    )


def _is_row(piece: str, items: list[tuple[int, int]]) -> bool:
    """Whether the items are a row of things, and not a sentence that explains: "he loved speed, fame and noise"."""
    found = _SUBJECT.match(piece, *items[0])
    return found is None or all(_head(piece, *item) == found[0].lower() for item in items)


def _split_last(piece: str, places: list[tuple[int, int]]) -> list[tuple[int, int]] | None:
    """The places with the last one parted at its conjunction; None where the others have a word at their head that the
    last part lacks ("one is blue, one is red and torn")."""
    start, end = places[-1]
    found = _SPLIT.search(piece, start, end)
    if not found:
        return None
    heads = {_head(piece, *place) for place in places}
    if len(places) > 1 and len(heads) == 1 and _head(piece, found.end(), end) not in heads:
        return None
    return [*places[:-1], (start, found.start()), (found.end(), end)]


def _head(piece: str, start: int, end: int) -> str:
    found = _WORD.search(piece, start, end)
    return found[0].lower() if found else ""
