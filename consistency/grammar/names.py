"""Names: numbers that are no figures because they only tell things apart.

Labels ("No. 10", "Section 427", "page 3"), models and indices ("F-16", "S&P 500", "iPhone 11"), versions, phone numbers,
addresses, footnotes, list numbers.
"""

from __future__ import annotations

import re

from consistency.grammar.lazy import pattern
from consistency.grammar.wordlist import words

LABELS = words("""no nos number numbers section sections row rows unit units chapter chapters figure figures fig figs table tables
    page pages p pp pg vol volume volumes issue issues article articles amendment title act part parts step steps phase
    phases stage level levels grade grades tier type types category categories class model models version versions v
    release channel route routes highway interstate gate room rooms flat apt apartment suite box lot block line lines item
    items case exhibit appendix annex schedule clause rule rules regulation resolution proposition prop bill psalm verse
    episode episodes season series week day group groups team formula area apollo boeing airbus covid windows ios
    macos android python node java php ruby rust chrome firefox safari edge zip postcode exercise exercises question
    questions q example examples equation eq note notes footnote theorem lemma listing slide slides track tracks lane
    platform terminal pier district ward precinct division battalion squadron regiment corps brigade flight train bus
    bay floor iphone ipad galaxy pixel playstation xbox ps mk mark round heat game option options scenario goal
    commandment isbn issn rfc pep iso cve port http error code status id grid nfpa en din ansi paragraph para sub-section
    subsection subpart subchapter § §§ pr ticket bug revision rev build gen generation quarter q1 size scene book
    booklet bulletin form catalog catalogue file layer node nodes pin pins field fields column columns key article
    draft stanza ipv tls http/ lesson module problem task exercise experiment experiments criterion principle article
    u.s.c c.f.r usc cfr topic zone sector cohort sol turbo interval commit project projects entry position index tag slot
    address kilometer kilometre milepost extension ext booth berth aisle seat pad launchpad locker hangar reference ref
    hymn hymns map
    >= <= ==""")  # fmt: skip
# Labels that may also stand before an amount with decimals: "a level of 3.5", "the number 1.2".
_COUNTED_LABELS = words("interval level figure number stage total size area quarter")
INDICES = words("""s&p sp p ftse fortune nasdaq russell nikkei cac dax stoxx ibex msci sensex nifty topix kospi csi inc forbes ta- asx tsx
    stoxx600 wilshire global""")
_ALLOWED_PREFIX = words("""sub minus mid pre post non to a plus over under or about early late now through nearly almost around some from up
    every all magnitude""")
_PREFIX = pattern(r"([A-Za-z0-9]+)[-\u2010\u2011–]$")
_PHONE = pattern(
    r"\+?\d{1,3}[-. ]\(?\d{2,4}\)?[-. ]\d{3,4}[-. ]?\d{3,4}\b|\d{3}[-.](?:\d{3}[-.])?\d{4}(?![\d,%])(?=\D|"
    r"$)|\d{3}\)\s?\d{3}[-. ]\d{4}\b|"
    r"\d{1,4}-\d{2,4}-\d{2,}|0\d{2,4}\s\d{3,4}\s?\d{3,4}\b|1-[38]\d\d-"
)
_AREA = pattern(r"\(\d{3}\)\s?$")
_ADDRESS = pattern(
    r"[A-Z]?(?:-\d+)?\s(?:[NSEW]\.?\s)?(?:(?:\d{1,3}(?:st|nd|rd|th)|[A-Z][\w'’.]*)\s){0,4}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Way|Blvd|Boulevard|Court|Ct|Place|Pl|Square|Terrace|"
    r"Close|Crescent|"
    r"Highway|Hwy|Parkway|Pkwy|Rue|Strasse)\b(?!\s++[a-z]+s\b)"
)
_JET = pattern(r"(?:-\d+)?(?:\s[A-Z]|\s(?:jets?|airliners?|aircraft|planes?)\b|s\b)")
_POSTCODE = pattern(r"\s(?:zip|ZIP|Zip|post\s?code|area code)")
_CITATION = pattern(r"\s(?:U\.\s?S\.\s?C|C\.?F\.?R\b|USC\b|Stat\.|Fed\.\s?Reg|F\.\s?[23]d|U\.S\.\s\d)")
_MODEL = pattern(r"\s(?:Pro|Max|Mini|Plus|Ultra)\b(?!\s++[a-z]+s\b)")
_IDIOM = pattern(
    r"24/7|50[/-]50|20/20|7/7\b|9-to-5|nine-to-five|4x4|4×4|360-degree|101\b(?=\s*+[.,;:)]|$)|1-on-1|"
    r"one-on-one"
)
_CAPITAL = pattern(r"[A-Z][\w&’'/+.-]*$|[a-z]+[A-Z][\w]*$")
# Capitalised words that often stand before a figure without naming anything.
_PLAIN_CAPITALS = words("""the a an in on at of for from by with and or but to about some only just over under nearly almost around roughly
    approximately more less than least most up all both these those its their his her our at up another this that last
    next first per between since after before until till about were was is are has have had will would yes no with
    including another sales revenue profit shares population turnout total totals average approx us u.s. u.s uk eu usd eur
    gbp aud cad chf jpy cny rmb inr rs rm minus plus men women age aged ages when if while as than within during top
    hr rr aor ahr irr ci cri iqr additional further then now there we they he she it i you not every each any who which monday tuesday wednesday
    thursday friday saturday sunday""")
_STRIP = "(\"“‘['*"


_BASE = pattern(r"\b(?:1[89]|20)\d{2}=$")  # "(2015=100)"


def glued(text: str, at: int) -> str:
    """What the character in front of the number makes of it.

    "" nothing; "sign" a minus or plus; "point" a leading decimal point; "prefix" an allowed prefix with a hyphen ("sub-7");
    "name" an identifier; "letters" letters, which may be a currency.
    """
    if at == 0:
        return ""
    last = text[at - 1]
    if last in " \n\t(\u00a0$€£~<>≈≤≥":
        return ""
    second = text[at - 2] if at > 1 else " "
    if last in "-−–‐‑":
        if second in ' \n\t(\u00a0["“±' or at == 1:
            return "sign" if last in "-−–" else "prefix"
        if second in "$€£":
            return "sign"
        prefix = _PREFIX.search(text, max(0, at - 14), at)
        if prefix and prefix[1].lower() in _ALLOWED_PREFIX:
            return "prefix"
        return "name"
    if last == ".":
        return "point" if second in " \n\t($£€~\u00a0" or at == 1 else "name" if second.isdigit() else "letters"
    if last.isalpha():
        return "letters"
    if last == "+":
        return "sign" if second in " \n\t(\u00a0" or at == 1 else "name"
    if last == "=":
        return "" if _BASE.search(text, max(0, at - 8), at) else "letters"
    if last in "_/#@\\^&§№{}" or last.isdigit():
        return "name"
    if last == ":":
        return "name" if second.isdigit() else ""
    if last in "'’" and second in " \n(":
        return "short year"
    return ""


def code_end(text: str, at: int, end: int, token: str) -> int:
    """Where a phone number, an address of a machine or a house, or a fixed expression ends; 0 where the digits are none."""
    following = text[end : end + 1]
    if following in "-. )/0" and following:
        if following == "-" or following == ")" or (following == " " and (token[0] == "0" or text[at - 1 : at] == "+")):
            phone = _PHONE.match(text, at)
            if phone:
                return phone.end()
            if text[max(0, at - 6) : at].rstrip()[-1:] == ")" and _AREA.search(text, max(0, at - 6), at):
                return end
        if following in "-/" and _IDIOM.match(text, at):
            return end
    if following == "x" and _IDIOM.match(text, at):
        return end
    if following == " " and (_CITATION.match(text, end) or _MODEL.match(text, end)):
        return end
    if (len(token) == 3 and token[0] == token[2] == "7" and _JET.match(text, end)) or (
        len(token) == 5 and _POSTCODE.match(text, end)
    ):
        return end
    if token.isdigit() and len(token) <= 5 and (following == " " or following.isupper() or following == "-"):
        after = text[end + 1 : end + 2]
        if (after.isupper() or after.isdigit() or following != " ") and _ADDRESS.match(text, end):
            return end
    return 0


def is_label(text: str, end: int, token: str, before: str, second: str) -> bool:
    """Whether the word in front makes the number a label: "No. 10", "Section 427", "S&P 500".

    `before` and `second` are the last and the last but one word in front, as printed.
    """
    if not before or not token[0].isdigit():
        return False
    word = before.lstrip(_STRIP)
    if not word:
        return False
    lower = word.lower()
    if lower.rstrip(".") in LABELS and (
        word[-1] != "."
        or lower
        in (
            "no.",
            "nos.",
            "fig.",
            "figs.",
            "vol.",
            "p.",
            "pp.",
            "sec.",
            "art.",
            "ch.",
            "eq.",
            "v.",
            "rev.",
            "gen.",
            "ps.",
            "mk.",
            "u.s.c.",
            "c.f.r.",
        )
    ):
        if lower == "map" and _THINGS_AFTER.match(text, end):
            return False  # "to map 350 reefs"
        if word.islower() and (to := _TALLY.match(text, end)) and token.isdigit() and int(to[1]) < int(token):
            return False  # "passed the bill 53-47"
        return "," not in token and not ("." in token and lower in _COUNTED_LABELS)
    return lower in INDICES and len(token) <= 4


_VERSION_AFTER = pattern(
    r"\s++(?:release|beta|alpha|stable|milestone|series|branch|LTS|API|spec|specification|rc|candidate|"
    r"[A-Z][a-z]+\b(?!\s++[a-z]+s\b))"
)


def is_version(text: str, end: int, decimals: int, before: str) -> bool:
    """Whether a bare decimal is a version: "Go 1.21", "the 1.0 release", "macOS: 10.12"."""
    if not decimals or decimals > 2:
        return False
    word = before.lstrip(_STRIP).rstrip(":")
    if word and _CAPITAL.fullmatch(word) and word.lower() not in _PLAIN_CAPITALS and word == before.lstrip(_STRIP):
        return True
    return _VERSION_AFTER.match(text, end) is not None


def is_named(text: str, end: int, token: str, before: str, second: str, starts: bool) -> bool:
    """Whether a capitalised word in front makes a bare number part of a name: "Big 12", "Galaxy 20", "Rust 1.31".

    `second` is the word before that one; `starts` says that the word begins its sentence, where the capital means little.
    """
    if not before or "," in token:
        return False
    word = before.lstrip(_STRIP)
    if word == "of" and second in _BODIES:
        return not _THINGS_AFTER.match(text, end)
    lower = word.lower()
    if not word or not _CAPITAL.fullmatch(word) or lower in _PLAIN_CAPITALS:
        return False
    if starts:
        # A noun in the singular before a bare number is a name: "Voyager 1 left", "Leopard 2 tanks".
        if lower in _ORDERS or lower.endswith(("ly", "s", "ed", "ing")) or not token.isdigit():
            return False
        return (len(token) == 1 or not _COUNTED_AFTER.match(text, end)) and len(token) <= 3
    if len(token) > 4 and not token.count("."):
        return False
    return not _COUNTED_AFTER.match(text, end) or _VERB_AFTER.match(text, end) is not None


# Behind the name of who was played against: "beat Toledo 34-17".
_WON = pattern(
    r"\b(?:beat|beats|beating|beaten|edg(?:e[sd]|ing)|los(?:t|es?|ing) to|lost (?:at|against)|defeat(?:s|ed|ing)?|dr[ae]w (?:with|at|against)|"
    r"drawn? (?:with|at|against)|thrash(?:ed|es|ing)|down(?:ed|s|ing)|over(?:came|comes?|coming)|tied(?: with)?|won (?:at|against|over)|"
    r"hammered|crushed|routed|stunned|trounced|outscored|upset|win over|victory over|defeat (?:to|by|at)|loss to)\b[^.;!?\d]{1,40}$"
)
_SET = pattern(r"[-–]\d{1,3}(?![\w-]|[.,:/]\d)")


def is_scored(text: str, at: int, end: int, sentence: int) -> bool:
    """Whether the number behind a name begins the score against it: "Spain beat Italy 2-1"."""
    return (
        end - at <= 3
        and _SET.match(text, end) is not None
        and _WON.search(text, max(sentence, at - 60), at) is not None
    )


_TALLY = pattern(r"[-–](\d{1,3})(?![\w-]|[.,:/]\d)")
_BODIES = words("Group Gang Committee Council Class Band Club")
# "12 people", "3 new homes"; and a verb that only looks like it: "outsells the", "needs a".
_PLURAL = r"(?:people|[a-z]*men|children|feet|teeth|mice|geese|police|cattle|sheep|fish|aircraft|[a-z]{3,}s)\b"
_COUNTED_AFTER = pattern(r"\s++(?:[a-z-]+\s++){0,2}" + _PLURAL)
_THINGS_AFTER = pattern(r"\s++" + _PLURAL)
_VERB_AFTER = pattern(r"\s++(?:now |still |also )?[a-z]{2,}s\s++(?:an?|the|its|his|her|their|more|no)\b")
# What may begin a sentence in front of a number without naming anything: orders, joining words, numbers in words.
_ORDERS = words("""add take use mix combine divide multiply subtract count see get buy read choose pick give make put cut set keep
    place pour bake cook boil roast simmer stir beat whisk fold fry grill serve heat preheat cover allow leave let wait walk run
    drive turn go drop move find try eat drink sell send pay save spend score win lose type press enter hit click dial call
    open close name list write draw start stop double hold insert remove bring collect deduct reduce increase peel chop slice
    crush grate weigh measure soak drain melt toss visit meet ask answer do say tell think suppose assume consider compare
    either neither both even still yet once twice however perhaps maybe besides despite through throughout above below
    beside beyond within without against towards upon via per plus minus across behind among amid near past so because
    although though unless whether where why how whose what that such other few several many much little half double
    enough one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty my your our me him them
    us never often toll death cost price score net gross attendance membership result turnover output income capacity
    weight height length speed rate distance temperature inflation unemployment never often soon today tomorrow yesterday tonight again back here out off down away his her fewer just
    almost always already together police expect want need like keep later earlier meanwhile nearby elsewhere inside outside
    afterwards afterward altogether overall overnight worldwide nationwide abroad indoors outdoors upstairs downstairs
    beforehand otherwise nevertheless therefore hence thus instead moreover furthermore then sometimes""")


_GROUP = pattern(r"\b(?:Under|Over)[-‐‑]$")
_TEAM = pattern(
    r"s?['’]?\s(?:[A-Za-z]+\s){0,2}(?:sides?|teams?|squads?|internationals?|players?|captains?|coach|caps?|cup|league|tournament|"
    r"championships?|games?|match(?:es)?|football\w*|cricket\w*|rugby|level|world|title|final|boys|girls)\b",
    re.I,
)


def is_age_group(text: str, at: int, end: int, sentence: int) -> bool:
    """Whether the number names a class of players: "the Under-21 side"."""
    found = _GROUP.search(text, max(sentence, at - 6), at)
    return found is not None and (found.start() > sentence or _TEAM.match(text, end) is not None)


_RATED = pattern(r"(?:[A-Z][\w’'.-]*\s){1,3}[A-Z][\w’'.-]*:\s")
_RATED_AFTER = pattern(r"\s[A-Z][a-z]")


def is_rating(text: str, at: int, end: int, start: int) -> bool:
    """Whether the number is a mark out of ten behind a person's name: "Ann Example: 7 Kept her side in it"."""
    if text[at - 2 : at] != ": " or at - start > 48 or not _RATED_AFTER.match(text, end):
        return False
    return _RATED.fullmatch(text, start, at) is not None


_ENUMERATOR = pattern(r"[.)](?:\s|[A-Z])")
_BRACKETED = pattern(r"\s?\]")


def is_enumerator(text: str, at: int, end: int, start: int) -> bool:
    """Whether the number only counts the items of a list: "1. Fruit", "2) bread", "(3) milk", "[12]"."""
    following = text[end : end + 1]
    if following in " ]" and text[max(0, at - 2) : at].strip() == "[" and _BRACKETED.match(text, end):
        return True
    if following == ")" and end - at <= 3:
        if text[at - 1 : at] == "(":
            return True
        return at == start or (text[at - 1 : at] in " \n" and "(" not in text[max(0, at - 40) : at])
    return at == start and end - at <= 3 and bool(_ENUMERATOR.match(text, end))
