"""Expressions: fixed phrases with a number word that counts nothing: "on cloud nine", "six of one and half a dozen of the other"."""

from __future__ import annotations

import re

from consistency.grammar.lazy import pattern

# The number word with which each begins stands in brackets.
_PHRASES = """cloud [nine]; whole [nine] yards; full [nine] yards; [nine] days' wonder; [nine]-to-five; [nine] to five job; put
    [two] and two together; putting [two] and two together; puts [two] and two together; in [two] minds; of [two]
    minds; [two] peas in a pod; my [two] cents; her [two] cents; his [two] cents; your [two] cents; their [two] cents;
    kill [two] birds with one stone; killed [two] birds with one stone; killing [two] birds with one stone; lesser of
    [two] evils; takes [two] to tango; [two] left feet; [two]-faced; [two]-tone; [two]-bit; [two]-edged; [two] sides of
    the same coin; [two] can play at that game; no [two] ways about it; [two] wrongs; [two] by two; [two]-way street;
    [two]'s company; [six] of one and half a dozen of the other; [six] of one, half a dozen of the other; [six] degrees
    of separation; knocked for [six]; high [five]; high-[five]; [five] o'clock shadow; [four]-letter word; [four]-leaf
    clover; [four]-leaved clover; [three] sheets to the wind; [three] cheers; [three]-ring circus; the [seven] seas;
    [seven] deadly sins; [seven]-year itch; behind the [eight] ball; hang [ten]; [ten] a penny; [ten] to the dozen;
    count to [ten]; [nineteen] to the dozen; dime a [dozen]; daily [dozen]; baker's [dozen]; by the [dozen]; [forty]
    winks; [fifty]-fifty; [fifty] fifty; [one] in a million; thanks a [million]; a [million] miles away; a [million]
    miles from; like a [million] dollars; like a [million] bucks; [million]-dollar question; [million] dollar question;
    sixty-four-[thousand]-dollar question; death by a [thousand] cuts; a [thousand] cuts; batting a [thousand]; a
    [hundred] miles an hour; in [one] fell swoop; at [one] fell swoop; [one] by one; [one] and all; [one] and only;
    [one] and the same; [one] size fits all; [one] for all; square [one]; day [one]; number [one]; rolled into [one];
    [one] too many; [one]-two punch; back of the [eight] ball; net [zero]; net-[zero]; absolute [zero]; ground [zero];
    patient [zero]; [zero] tolerance; [zero] hour; [zero] gravity; [zero] sum; [zero] in on; year [zero];
    [twenty]-twenty hindsight; [two] thumbs up; catch [twenty]-two; worth a [thousand] words; by [one] count; by [one] estimate; by [one] account;
    by [one] reckoning; by [one] tally; [one] day someone; [one] day somebody; [one] day we; [one] day soon; figure-of-[eight]"""


def _by_word() -> dict[str, re.Pattern[str]]:
    """By number word: what matches behind it where the word stands in one of the phrases."""
    phrases: dict[str, list[str]] = {}
    for phrase in _PHRASES.split(";"):
        before, _, rest = re.escape(" ".join(phrase.split())).replace("'", "['’]").partition(r"\[")
        word, _, after = rest.partition(r"\]")
        phrases.setdefault(word, []).append(rf"(?<=\b{before}{word}){after}(?!\w)")
    return {word: pattern("|".join(found), re.I) for word, found in phrases.items()}


_BY_WORD = _by_word()
# "a zero-sum game": zero with a noun behind the hyphen, which is no unit of measure.
_ZERO_NOUN = pattern(
    r"[-\u2010\u2011](?!degrees?\b|percent|per\b|point|inch|mile|minute|second|hour|day\b|week|year|month|pounds?\b|to-)[a-z]{3,}",
)


_HOURS = "one two three four five six seven eight nine ten eleven twelve"
_HOUR = frozenset(_HOURS.split())
_OCLOCK = pattern(r"\s++o['’]\s?clock\b", re.I)
_PAST = pattern(
    r"\b(?:(?:quarter|half|five|ten|twenty|twenty-five)(?: minutes)? past|quarter (?:to|of|before|after))\s++$", re.I
)
_PART_PAST = pattern(
    rf"(?:-five)?(?: minutes)?\s++past\s++(?:{'|'.join(_HOURS.split())}|noon|midnight|midday)\b|"
    rf"(?<=quarter)\s++to\s++(?:{'|'.join(_HOURS.split())}|noon|midnight|midday)\b",
    re.I,
)
_NO_HOUR = pattern(
    r"(?:-|\s)(?:in|out|of|tenths?|ninths?|eighths?|sevenths?|sixths?|fifths?|quarters?|thirds?|half|halves|percent|per|points?|hundred|"
    r"thousand|million|billion|times)\b",
    re.I,
)


def _on_clock(text: str, at: int, stop: int, word: str) -> int:
    """Where a time of day ends that is said in words: "half past seven", "six o'clock"; 0 where there is none."""
    if word in _HOUR and ((found := _OCLOCK.match(text, stop)) or _PAST.search(text, max(0, at - 28), at)):
        if found:
            return found.end()
        return 0 if _NO_HOUR.match(text, stop) else stop
    if word in ("quarter", "half", "five", "ten", "twenty"):
        found = _PART_PAST.match(text, stop)
        return found.end() if found and not _NO_HOUR.match(text, found.end()) else 0
    return 0


def end(text: str, at: int, word: str) -> int:
    """Where the fixed phrase ends of which the lower-case number `word` at `at` is the first number; 0 where it is none."""
    stop = at + len(word)
    if word == "zero" and (noun := _ZERO_NOUN.match(text, stop)):
        return noun.end()
    if clock := _on_clock(text, at, stop, word):
        return clock
    phrases = _BY_WORD.get(word)
    found = phrases.match(text, stop) if phrases else None
    return found.end() if found else 0
