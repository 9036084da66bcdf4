"""Changes: whether the words around a figure say that it is by how much something rose or fell, or is more or less.

| the words                                                     | the figure is |
|---------------------------------------------------------------|---------------|
| rose (by) 7.6 percent; an increase of 1,900; up 12%; a 12% rise | a rise        |
| fell by 300; a drop of 5 percent; 5% fewer than in 2022         | a fall        |

A verb behind "to" or "would" tells a wish or a forecast. An amount right behind a verb ("lost 300 walkers") is no change:
only "by", "up", a noun or a comparison makes it one.
"""

from __future__ import annotations

import re

from consistency.grammar.lazy import pattern

_RISES = (
    "rose|rises?|risen|rising|grew|grows?|grown|growing|increas(?:ed?|es|ing)|climb(?:ed|s|ing)?|jump(?:ed|s|ing)?"
    "|soar(?:ed|s|ing)?|surg(?:ed?|es|ing)|expand(?:ed|s|ing)?|gain(?:ed|s|ing)?|advanc(?:ed?|es|ing)|went up|goes up"
)
_FALLS = (
    "fell|falls?|fallen|falling|drop(?:ped|s|ping)?|declin(?:ed?|es|ing)|decreas(?:ed?|es|ing)|shrank|shrinks?|shrunk"
    "|slip(?:ped|s|ping)?|contract(?:ed|s|ing)?|slid|sank|plung(?:ed?|es|ing)|dipp(?:ed|s|ing)|went down|goes down"
)
_UP_NOUN, _DOWN_NOUN = "increase|rise|growth|gain|jump", "decrease|fall|drop|decline|reduction|dip"
_MODALS = (
    "to", "would", "could", "should", "may", "might", "can", "must", "will", "to have", "would have", "could have", "should have",
    "might have", "to be", "would be",
)  # fmt: skip
_FACT = "".join(rf"(?<!\b{word}\s)" for word in _MODALS)
_BEFORE = pattern(
    rf"{_FACT}\b(?:(?P<rises>{_RISES})|(?P<falls>{_FALLS}))\b(?:[^.;,\d]{{0,40}}?\s(?P<by>by)|\s+[a-z]+ly)?\s+$"
    rf"|\b(?:(?P<rise>{_UP_NOUN})|(?:{_DOWN_NOUN}))\b(?:\s+of|[^.;,\d]{{0,40}}?\s(?:was|were|is|came to|amounted to))\s+$"
    r"|(?<!\bmake )(?<!\bmakes )(?<!\bmade )(?<!\bmaking )\b(?:(?P<up>up)|down)\s+(?:by\s+)?$",
    re.IGNORECASE,
)
_AFTER = pattern(
    rf"\s+(?:[a-z-]+\s+){{0,2}}?(?:(?P<more>more|higher|larger|longer)|(?:fewer|less|lower|smaller|shorter))\s+(?:[a-z-]+\s+){{0,5}}?than\b"
    rf"|\s+(?:(?P<rise>{_UP_NOUN})|(?:{_DOWN_NOUN}))\b",
    re.IGNORECASE,
)
_REACH = 90
"""How many characters on either side of a figure are read."""
UP, DOWN = 1, -1


def direction(before: str, after: str, share: bool) -> int:
    """`UP` or `DOWN` where the words before and after a figure, in its own sentence, make it a change; 0 where they do not.

    `share`: the figure is a percentage, which right behind a verb is a change too.
    """
    if found := _BEFORE.search(before[-_REACH:]):
        if (found["rises"] or found["falls"]) and not (found["by"] or share):
            return 0
        return UP if found["rises"] or found["rise"] or found["up"] else DOWN
    if found := _AFTER.match(after[:_REACH]):
        return UP if found["more"] or found["rise"] else DOWN
    return 0
