"""Identifiers: digits that name one thing by their shape or the words around them, and would else pass for figures.

Chapter and verse ("John 3:16"), laws and files ("2016/679"), numbers to dial, plans ("401(k)"), calibres, titles in quotation
marks ("60 Minutes"), versions that a date could be. Asked before dates and units are, which some of them resemble.
"""

from __future__ import annotations

import re

from consistency.grammar import names
from consistency.grammar.dates import MONTHS
from consistency.grammar.lazy import pattern
from consistency.grammar.wordlist import words

# The books of the Bible, and the words that stand before chapter and verse of any other scripture.
_BOOKS = words("""genesis exodus leviticus numbers deuteronomy joshua judges ruth samuel kings chronicles ezra nehemiah esther
    job psalm psalms proverbs ecclesiastes solomon songs isaiah jeremiah lamentations ezekiel daniel hosea joel amos obadiah
    jonah micah nahum habakkuk zephaniah haggai zechariah malachi matthew mark luke john acts romans corinthians galatians
    ephesians philippians colossians thessalonians timothy titus philemon hebrews james peter jude revelation gen exod lev
    deut isa jer ezek matt rom cor gal eph phil heb rev surah sura quran""")
_VERSE = pattern(r"\d{1,3}:\d{1,3}(?:\s?[-–]\s?\d{1,3}(?::\d{1,3})?)?(?![\d:])")
# A law, a case, an application: the year and a running number.
_FILE = pattern(
    r"(?:19|20)\d{2}/(?!(?:0?[1-9]|1[0-2])/[0-3]?\d(?![\d/]))(?:\d{3,}|0\d+)(?:/\w+)*|\d{1,5}/(?:19|20)\d{2}/[A-Z]+\w*"
)
_GROUPS = pattern(r"\d{1,7}(?:-\d{1,7}){3,6}+(?:-[\dX])?(?![\w-])")
# "401(k)", "12(3)(b)"; a single figure in brackets is a note or an error, and some letters are units.
_SUBSECTION = pattern(
    r"(?:\(\d{1,2}\)(?=\())?\((?:[a-fi-kn-rt-z]|[ivx]{2,4}|[A-Z])\)(?:\((?:[a-z]{1,3}|\d{1,2})\))*(?!\w)"
)
_TRUNK = pattern(r"\(0\d{2,4}\)\s?$")
_REST_OF_CALL = pattern(r"(?:\s\d{3,4}){1,2}(?![\w,%]|\.\d)")
_DIALLED = pattern(
    r"\b(?:dial(?:s|l?ed|l?ing)?|(?:call|phon|ring)(?:e?s|e?d|ing|e)?|rang|rung|text(?:s|ed|ing)?(?:\s++\S{1,20}\s++to)?|helpline(?: on)?|hotline(?: on)?)"
    r"\s++$",
    re.I,
)
_DIALLED_NUMBER = pattern(
    r"(?:000|10[125]|11[0-9]|119|911|999|\d{5,6})(?![\w%/-]|[.,]\d|\s(?:[a-z]+\s)?[a-z]{2,}s\b|\speople\b)"
)
_EMERGENCY = pattern(r"(?:911|999|112)(?=[ -](?:calls?|callers?|operators?|dispatch\w*|tapes?|recordings?)\b)", re.I)
_OR_ANOTHER = pattern(r"(?:\s*+(?:,\s*+or|,|or|and|/)\s*+(?:000|1\d\d|911|999)(?![\w,%]|\.\d))*")
_CALIBRE = pattern(
    r"[- ](?:calib(?:er|re)|rifles?|pistols?|handguns?|revolvers?|magnum|rounds?|bullets?|shells?)\b", re.I
)
_WEAPON = pattern(r"\b[A-Z][\w’'-]*\s\.$")
_TITLE = pattern(r"\d+(?:\s(?:[A-Z][\w’'-]*|of|the|and|a|an|in|on|to|for|from)){0,8}\s[A-Z][\w’'-]*[!?,.]?[\"”’](?!\w)")
_WORDED_TITLE = pattern(
    r"[A-Z][a-z-]+(?:\s(?:[A-Z][\w’'-]*|of|the|and|a|an|in|on|to|for|from)){0,8}\s[A-Z][\w’'-]*[!?,.]?[\"”’](?!\w)"
)
_STATE = pattern(r",\s[A-Z]{2}\s$")
_FORM_LETTER = pattern(r"\b(?:an?|the|his|her|their|your|my|our|its|forms?)\s++P$", re.I)
_THING_AFTER = pattern(r"(?:,\d|\.\d|\s(?:million|billion|trillion|thousand|[a-z]+)\b|-)")
_FUNCTION_AFTER = pattern(r"\s(?:and|or|is|was|when|if|from|before|after|for|to|with|in|by|on|at)\b")
_SHORT_YEAR = pattern(r"(\d{1,2})\.(\d{1,2})\.\d\d")
_LEADS_TO_DATE = words("""on since from of until till by dated date and to between before after am vom den dem bis seit ab zum und le du au el
    del il dal al op van tot d dne od do z dnia""")
_DAYS = words("mon tue wed thu fri sat sun die mit don fre sam son")
_DATE_BEHIND = pattern(r"[,;:]?\s*[-–(]?\s*(?:([A-Z][a-z]+)\b|(?:19|20)\d\d\b)")
_QUOTES = "\"“‘'"


def end(text: str, at: int, end: int, token: str, before: str, floor: int) -> int:
    """Where the identifier that begins with the digits at `at` ends; 0 where they are none.

    `before` is the word in front, `floor` where the last figure or the sentence began.
    """
    following = text[end : end + 1]
    if following == ":" and before.lower().rstrip(".") in _BOOKS and before[:1].isupper():
        found = _VERSE.match(text, at)
    elif following == "/" and token.isdigit():
        found = _FILE.match(text, at)
    elif following == "-" and token.isdigit():
        found = _GROUPS.match(text, at)
    elif following == "(" and token.isdigit():
        found = _SUBSECTION.match(text, end)
    else:
        found = None
    if found:
        return found.end()
    if token.count(".") == 2 and (version := _SHORT_YEAR.fullmatch(token)) and _is_version(text, version, before, end):
        return end
    front = text[at - 1 : at]
    if front == "." and (
        _CALIBRE.match(text, end) or (len(token) == 2 and _WEAPON.search(text, max(floor, at - 24), at))
    ):
        return end
    if front in _QUOTES and front and (title := _TITLE.match(text, at)):
        return title.end() - 1
    if front == "P" and len(token) <= 3 and _FORM_LETTER.search(text, max(floor, at - 12), at):
        # the name of a form where nothing follows that a price could belong to
        return end if _FUNCTION_AFTER.match(text, end) or not _THING_AFTER.match(text, end) else 0
    if len(token) == 3 and (call := _EMERGENCY.match(text, at)):
        return call.end()
    if front != " " or not token.isdigit():
        return 0
    return _spaced(text, at, end, token, before, floor)


def _is_version(text: str, found: re.Match[str], before: str, end: int) -> bool:
    """Whether a date in points, its year in two digits, is rather a version: "through 1.4.21, 3 July 2009"; a date has a
    zero in front of its day or month, or begins a line, or words stand before it that lead to one."""
    behind = _DATE_BEHIND.match(text, end)
    if behind and (behind[1] is None or behind[1].lower() in MONTHS):
        return True
    word = before.lower()
    leads = not word or word.endswith(":") or word in _LEADS_TO_DATE or word[:3] in _DAYS
    return not leads and "0" not in (found[1][0], found[2][0])


def in_title(text: str, at: int) -> int:
    """Where the title in quotation marks ends that begins with the number word at `at`: "Twelve Angry Men"; 0 for none."""
    found = _WORDED_TITLE.match(text, at) if text[at - 1 : at] in _QUOTES and at else None
    return found.end() - 1 if found else 0


def _spaced(text: str, at: int, end: int, token: str, before: str, floor: int) -> int:
    """Where an identifier ends that a blank parts from the word in front: a number to dial, a postcode."""
    last = before[-1:]
    if last == ")" and before[:1] == "(" and before[1:2] == "0" and _TRUNK.search(text, max(floor, at - 8), at):
        call = _REST_OF_CALL.match(text, end)
        if call:
            return call.end()
    if len(token) == 4 and before[:1].isupper() and before.lower() in names.INDICES:
        return end  # "the Russell 2000", which is no year
    if len(token) == 5 and len(before) == 2 and before.isupper() and _STATE.search(text, max(floor, at - 6), at):
        return end
    if (
        last.isalpha()
        and len(token) in (3, 5, 6)
        and (_DIALLED_NUMBER.match(text, at) and _DIALLED.search(text, max(floor, at - 30), at))
    ):
        others = _OR_ANOTHER.match(text, end)
        return others.end() if others else end
    return 0


_OPENING = pattern(r"(?:^|[\s(\[])[\"“‘][^\"”’\s]")


def closes_quotation(text: str, at: int, mark: int, sentence: int) -> bool:
    """Whether the quotation mark at `mark` behind the number at `at` closes a quotation and is no sign for inches."""
    begin = text.rfind('"', max(sentence, at - 60), at)
    return begin >= 0 and text[mark] == '"' and (begin == sentence or _OPENING.match(text, begin - 1) is not None)
