"""Words: which of them tell what a figure is about, and which tell one case from another."""

from __future__ import annotations

from functools import lru_cache

from consistency.grammar.lazy import pattern
from consistency.grammar.wordlist import words

SMALL = words("""a an the this that these those its his her their our my your of in on at by for from to with without into
    onto within over under above below between among against across via per than as and or but nor yet so if because while
    whereas although though when where who whom whose which what why how is are was were be been being am has have had
    having do does did will shall should can may must it he she they we you i them him us me there here then also just even
    still already ever any all most more less many much such very nearly almost roughly approximately about around some
    say says said saying according percent cent per's be up out off upon toward towards until till through throughout
    however this's that's it's new make made makes making show shows showed shown showing
    chart charts graph bar bars pie plot map figure photo photograph picture image illustration""")
"""Words that tell nothing about what a figure is."""

_MARKS = words("""last previous prior earlier ago former latter next another other additional remaining rest first second third
    fourth fifth sixth seventh eighth ninth tenth final initial original originally initially later after before since now
    currently today yesterday tomorrow tonight recent recently low lower lowest high higher highest bottom top upper
    minimum maximum least best worst average mean median typical compared compare versus would could might scenario
    baseline forecast projected expected estimate estimated predicted target goal plan planned proposed proposal increase
    increased decrease decreased rise rose fall fell grow grew growth decline declined gain gained lost loss lose drop
    dropped cut jump jumped climb climbed slip slipped raise raised reduce reduced down fewer further men women male female
    man woman boys girls mobile desktop adult adults child children single married urban rural north south east west
    northern southern eastern western domestic foreign private public federal state local gross net real nominal total
    overall each every half without not no never non only excluding including instead rather daily weekly monthly annual
    annually yearly quarterly hour day week month year decade century hours days weeks months years win won agree disagree
    support oppose yes positive negative inside outside import imports export exports buy sell small medium large larger
    smaller big bigger young old older younger both either neither one alone individual joint couple same different
    short long early late part full partial
    january february march april may june july august september october november december jan feb mar apr jun jul aug sept
    sep oct nov dec monday tuesday wednesday thursday friday saturday sunday spring summer autumn fall winter quarter""")

PRONOUNS = words("these this that those it they he she both such his her its their latter former one each there")
"""With one of these at its head a sentence is about what another sentence has named."""

_ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_SHORTEST = 3


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its ending, so that its forms meet: "plants", "planted", "planting"."""
    word = word.lower().replace("’", "'")
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) > _SHORTEST + 1:
        for ending, other in _ENDINGS:
            if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= _SHORTEST:
                word = word[: -len(ending)] + other
                break
        if word.endswith("e") and len(word) > _SHORTEST + 1:
            word = word[:-1]
    return word


MARKS = frozenset(stem(word) for word in _MARKS)
"""Stems of words that tell one case from another: another time, group, measure, direction or condition."""

TOKEN = pattern(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*|\d[\d.,]*\d|\d")


@lru_cache(maxsize=1 << 16)
def tells(word: str) -> bool:
    """Whether a word as printed says something about what a figure is; "May" is a month."""
    return word == "May" or (len(word) > 1 and word.lower() not in SMALL)
