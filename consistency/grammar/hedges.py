"""Hedges: the words around a number that say how exactly it is meant.

`left` looks back from the number over a dictionary of phrases; `right` reads what stands behind ("or more", "-odd").
"""

from __future__ import annotations

from consistency.figure import NO_QUANTITIES
from consistency.grammar.lazy import pattern
from consistency.grammar.wordlist import words

_PHRASES = {
    "about": """about; around; roughly; approximately; approx.; approx; circa; circa.; ca.; ca; c.; some; an estimated;
        estimated; in the region of; something like; on the order of; of the order of; more or less; give or take;
        somewhere around; in the vicinity of; or so; well-nigh; perhaps; maybe; possibly; broadly; in the order of;
        or about; say""",
    "nearly": """nearly; almost; close to; just under; just below; just short of; approaching; slightly less than; slightly
        under; slightly below; a little less than; a little under; a shade under; a bit under; a bit less than;
        slightly fewer than; just shy of; virtually; practically; a touch under; not quite; nearing; a hair under""",
    "just over": """just over; just above; just more than; slightly more than; slightly over; slightly above; a little over;
        a little more than; a bit over; a bit more than; a shade over; a touch over; marginally more than; barely;
        little more than; marginally above""",
    "more than": """more than; over; above; exceeding; upwards of; upward of; north of; in excess of; greater than; higher
        than; beyond; topping; well over; well above; far more than; much more than; over than; longer than; larger than;
        bigger than; older than; way more than; considerably more than; surpassing; better than; well in excess of;
        significantly more than; substantially more than; not less than just""",
    "at least": """at least; no fewer than; no less than; not less than; not fewer than; a minimum of; minimum of; minimum;
        as few as; as little as; at a minimum; at the very least; at minimum""",
    "up to": """up to; as many as; as much as; at most; no more than; not more than; a maximum of; maximum of; maximum; as high
        as; at the most; no greater than; not exceeding; upto; no higher than; no larger than; no longer than; capped
        at; as long as; as large as""",
    "less than": """less than; fewer than; under; below; lower than; smaller than; shorter than; well under; well below;
        far less than; far fewer than; much less than; short of; younger than; south of; way under; way below""",
}  # fmt: skip
_HEDGES = {" ".join(phrase.split()): hedge for hedge, phrases in _PHRASES.items() for phrase in phrases.split(";")}
_LAST = frozenset(phrase.split()[-1] for phrase in _HEDGES)
_LONGEST = max(len(phrase.split()) for phrase in _HEDGES)
_SIGNS = {"~": "about", "≈": "about", "∼": "about", "<": "less than", ">": "more than", "≤": "up to", "≥": "at least"}
# Words between a hedge and its number that change nothing: "at least another 300", "up to a total of 40".
_BETWEEN = words("""another a an additional further extra total of just only record whopping staggering mere full fresh
    combined even""")
_MOVES = words("""up went goes go gone going rise rose rises risen rising climb climbed climbs moved jumped grew grown shot add adds
    added adding inched crept soared ran runs surged edged leapt leaped pushed bid bumped marked ticked dropped speed came raise raised
    lived live catch catching stand stood""")
# What stands before "over" when it means "more than" and not "in the course of".
_MORE_BEFORE = words("""for of at well just took takes take lasted lasts last after with in is was were are be been by and to only now than
    spent served within a an""")
_SAY_BEFORE = words("of for at to by in or about let's let’s us")
DIFFERENCES = frozenset(
    ["more than", "less than", "over", "under", "above", "below", "fewer than", "higher than", "lower than", "short of"]
)


def left(text: str, floor: int, at: int, kind: str, touches: bool) -> tuple[str, int] | None:
    """(hedge, where it begins) of the hedge in front of `at`, not before `floor`; None where there is none.

    `kind` is the figure's; a duration takes no "over" that means "in the course of". `touches` says that a figure ends at
    `floor`: "12 more than 9" is a difference and no hedge.
    """
    piece = text[max(floor, at - 48) : at]
    bare = piece.rstrip()
    if not bare:
        return None
    base = at - len(piece)
    sign = _SIGNS.get(bare[-1])
    if sign:
        begin = base + len(bare) - 1
        return (sign, begin) if bare[-2:-1] not in ("-", "=", "<", ">") else None
    words = bare.lower().replace("—", " ").replace("–", " ").split()
    if words and words[-1] == "of" and (found := _phrase(words, words, piece, kind, touches)):
        return found[0], base + found[1]  # "a minimum of"
    count = len(words)
    skipped = 0
    while skipped < count and words[count - 1 - skipped] in _BETWEEN and words[-1] not in ("a", "an"):
        skipped += 1
    words = words[: count - skipped]
    if not words or words[-1].lstrip("(\"“‘[~'*_") not in _LAST:
        if skipped and count >= 2 and count - skipped >= 0:
            # "an estimated", "a maximum of": the words between belong to the hedge itself.
            words = bare.lower().split()
            if words[-1] not in _LAST:
                return None
        else:
            return None
    found = _phrase(words, bare.lower().split(), piece, kind, touches)
    return (found[0], base + found[1]) if found else None


def _phrase(words: list[str], all_words: list[str], piece: str, kind: str, touches: bool) -> tuple[str, int] | None:
    """The hedge with which the words end and where it begins in the piece, the words behind it included."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        tail = words[-length:]
        tail[0] = tail[0].lstrip("(\"“‘[~'*_")
        hedge = _HEDGES.get(" ".join(tail))
        if hedge is None:
            continue
        before = words[-length - 1] if len(words) > length else ""
        if not _means(hedge, " ".join(tail), before, kind, touches):
            return None
        place = len(piece)
        lower = piece.lower()
        for word in reversed([*tail, *all_words[len(words) :]]):
            place = lower.rfind(word, 0, place)
        return hedge, place
    return None


def _means(hedge: str, phrase: str, before: str, kind: str, touches: bool) -> bool:
    """Whether the phrase is a hedge here and not a direction, a topic or a difference."""
    if kind in NO_QUANTITIES:
        return hedge == "about" and phrase not in ("some", "about", "perhaps", "maybe", "possibly")
    if phrase == "say":  # "officials say 12 homes burned"
        return before in _SAY_BEFORE or before[-1:] in (",", "(", "—", "–", ":")
    if phrase == "up to":
        return before not in _MOVES
    if phrase in ("over", "under") and kind == "duration":
        return before in _MORE_BEFORE
    if phrase == "or so":
        return False
    if phrase == "some" and before in ("than",):
        return False
    # "In 2019 more than half": nobody has some more than half.
    return not (touches and not before and phrase in DIFFERENCES and kind != "ratio")


_RIGHT = pattern(
    r"\s?\+(?![\w-])|"
    r"[-\s](plus)\b(?!\s++(?:(?:a|an|the|its|two|three)\b|\d))|"
    r"\s++(?:or|and)\s++(?:(more|greater|higher|above|older|over|longer|up|better|upwards?|bigger|larger)|"
    r"(less|fewer|under|lower|below|younger|shorter|smaller))\b(?!\s++(?:of|than|the|\w+ed)\b)|"
    r"(-odd\b|\s++or\s++so\b|,?\s++or\s++thereabouts\b|-ish\b|\s++give or take\b|-something\b|\s++odd\b)"
)
_LATER = pattern(
    r"\s++(?:or)\s++(?:(more|greater|higher|above|older|longer)|(less|fewer|under|lower|"
    r"younger))\b(?!\s++(?:of|than|the|\w+ed)\b)|"
    r"(\s++or\s++so\b)"
)


def right(text: str, end: int) -> tuple[str, int] | None:
    """(hedge, where it ends) of a hedge that follows the figure directly: "or more", "-plus", "+", "-odd", "or so"."""
    if text[end : end + 1] not in ("+", "-", " ", ",", "\n", "\u00a0"):
        return None
    found = _RIGHT.match(text, end)
    if not found:
        return None
    if found[3]:
        return "up to", found.end()
    if found[4]:
        return "about", found.end()
    return "at least", found.end()


def later(text: str, end: int) -> tuple[str, int] | None:
    """As `right`, behind the noun: "500 people or more"."""
    found = _LATER.match(text, end)
    if not found:
        return None
    return ("at least" if found[1] else "up to" if found[2] else "about"), found.end()
