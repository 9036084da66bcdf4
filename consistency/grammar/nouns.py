"""Nouns: what a number counts. "10,000 mobilized conscripts were" -> "mobilized conscripts", head "conscript".

There is no tagger: the phrase runs up to a preposition, a verb, a pronoun or a punctuation mark, and its head is the
first plural noun that no other follows, or else its last word.
"""

from __future__ import annotations

from consistency.grammar.lazy import pattern
from consistency.grammar.wordlist import words

_STOP = words("""a an the this that these those its his her their our my your of in on at by for from to with without within into onto
    over under above below between among amongst against across after before behind beside besides beyond during until till
    since through throughout toward towards upon via per than as and or but nor yet so if because while whereas although
    though unless whether when where who whom whose which what why how is are was were be been being am has have had having
    do does did will would shall should can could may might must it he she they we you i them him us me there here then now
    not no also only just even still already ever never each every both either neither less up down out off away back
    ago later earlier early respectively apiece altogether overall together combined worldwide nationwide statewide
    said says say told saying according including excluding compared versus vs plus minus around about along
    per cent yesterday today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday last next
    annually daily weekly monthly yearly quarterly online abroad overseas inside outside near
    rather too very quite almost nearly well once twice again instead however meanwhile therefore thus hence
    went go goes came come comes got get gets took take takes made make makes gave give gives left leave leaves lost lose
    won win wins beat beats fell fall falls rose rise rises grew grow grows ran run runs became become becomes remain
    remained remains died die dies lived live lives voted vote worked work needed need wanted want attended attend
    received receive completed complete reported report showed show shown found find finds joined join entered enter
    fled flee killed kill injured hurt wounded arrested deserted desert stayed stay increased increase decreased decrease
    dropped drop declined decline jumped climbed slipped gained gain earned earn cost costs paid pay pays spent spend
    sold sell bought buy used use uses called call known know think thought believe believed expected expect
    agreed agree supported support opposed oppose said signed sign started start began begin ended end stood stand
    sat sit held hold holds kept keep met meet brought bring sent send put set let saw see seen seemed seem owned own
    born based due made available able likely willing ready expected waiting looking working living using going taking
    making getting giving being running coming leaving having doing trying playing seeking facing remaining-
    plus approximately roughly like unlike despite amid amidst apart aside""")
_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot",
    "teeth": "tooth", "mice": "mouse", "geese": "goose", "lives": "life", "wives": "wife", "knives": "knife",
    "leaves": "leaf", "shelves": "shelf", "wolves": "wolf", "halves": "half", "homes": "home", "analyses": "analysis",
    "crises": "crisis", "theses": "thesis", "criteria": "criterion", "phenomena": "phenomenon", "data": "data",
    "media": "media", "countrymen": "countryman", "fishermen": "fisherman", "firemen": "fireman", "policemen": "policeman",
    "policewomen": "policewoman", "congressmen": "congressman", "businessmen": "businessman", "servicemen": "serviceman",
    "gunmen": "gunman", "schoolchildren": "schoolchild", "grandchildren": "grandchild", "spokesmen": "spokesman",
    "buses": "bus", "gases": "gas", "movies": "movie", "cookies": "cookie", "series": "series", "species": "species",
    "headquarters": "headquarters", "police": "police", "cattle": "cattle", "sheep": "sheep", "fish": "fish", "deer": "deer",
    "aircraft": "aircraft", "spacecraft": "spacecraft", "troops": "troop", "goods": "goods", "dice": "die", "shoes": "shoe",
    "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato", "echoes": "echo", "calories": "calorie", "ties": "tie",
    "pies": "pie", "lies": "lie", "zombies": "zombie", "rookies": "rookie", "employees": "employee", "horsepower": "horsepower",
    "axes": "axis", "indices": "index", "vertices": "vertex", "matrices": "matrix", "bases": "base", "cases": "case",
    "houses": "house", "nurses": "nurse", "horses": "horse", "courses": "course", "expenses": "expense", "licenses": "license",
    "purchases": "purchase", "releases": "release", "databases": "database", "phases": "phase", "diseases": "disease",
    "increases": "increase", "decreases": "decrease", "responses": "response", "warehouses": "warehouse", "causes": "cause",
    "clauses": "clause", "pauses": "pause", "noses": "nose", "roses": "rose", "vases": "vase", "votes": "vote",
    "axles": "axle", "sizes": "size", "prizes": "prize", "caches": "cache", "aches": "ache", "headaches": "headache",
    "gloves": "glove", "doses": "dose", "buzzes": "buzz", "premises": "premise", "exercises": "exercise", "franchises": "franchise",
    "promises": "promise", "enterprises": "enterprise", "surprises": "surprise", "universes": "universe", "leases": "lease",
    "loaves": "loaf", "thieves": "thief", "calves": "calf", "scarves": "scarf", "hooves": "hoof", "elves": "elf", "dwarves": "dwarf",
    "sheaves": "sheaf", "wharves": "wharf", "midwives": "midwife", "housewives": "housewife", "selves": "self",
    "bookshelves": "bookshelf", "bruises": "bruise", "toothaches": "toothache", "backaches": "backache", "earaches": "earache",
    "heartaches": "heartache", "stomachaches": "stomachache", "moustaches": "moustache", "mustaches": "mustache",
    "avalanches": "avalanche", "niches": "niche", "quiches": "quiche", "cruises": "cruise", "lenses": "lens", "senses": "sense", "licences": "licence", "hearses": "hearse",
}  # fmt: skip
_PLURALS = frozenset(word for word, single in _IRREGULAR.items() if word != single) | {
    "aircraft", "spacecraft", "police", "cattle", "sheep", "series", "species", "headquarters", "goods",
}  # fmt: skip
_NOT_PLURAL = words("""previous various serious religious indigenous famous dangerous numerous continuous anonymous autonomous simultaneous
    is was has this its his us plus less across always perhaps sometimes as thus gas bus us business campus status virus
    census access process address success class mass loss press boss glass grass cross pass basis analysis crisis lens
    news politics economics mathematics physics athletics los las des texas paris kansas arkansas james charles
    overseas afterwards towards besides means homeless jobless unless regardless wireless christmas bonus minus surplus
    apparatus corps chaos diabetes versus express progress congress stress mess dress chess bypass
    fitness wellness illness witness business harness sports sales savings arms operations systems services""") - {
    "systems",
    "services",
    "operations",
    "sports",
    "sales",
    "savings",
    "arms",
}
_ADJECTIVAL_PLURAL = words("sports sales savings arms operations systems services news goods mens womens united")
_PARTICIPLES = words("dead injured killed wounded missing unemployed jobless homeless others hurt")
_COLLECTIVES = _PARTICIPLES | words(
    """staff crew personnel offspring fish sheep deer cattle livestock poultry police clergy infantry cavalry artillery
    horsepower head foot rank strong point percent percentage member yard mile square hectare barrel dozen seat county
    nation state city team member country day night hour man woman person way page part bed bedroom room storey story"""
)
# Nouns that are verbs elsewhere; a number above one, being a plural, takes no such verb: "58 runs before lunch".
_NOUN_VERBS = words("runs wins falls rises lives shows finds calls uses holds starts ends reports costs gains votes")
# Adjectives that are verbs elsewhere: "17 working days", "600 live births".
_LIVELY = words("working living live running coming waiting used")
_THINGS_NEXT = pattern(
    r"\s++(?!is\b|was\b|has\b|as\b|its\b|his\b|this\b|in\b)(?:[a-z]{2,}[^\Wsu]s|people|children|men|women)\b"
)
_FURTHER = words("more other additional further extra")

_NOUN_WORD = pattern(
    r"(?:\s++|-)([A-Za-z][\w]*(?:[-’'&/][\w]+)*)(?:,(?=\s++[a-z]+(?:,|\s)\s*+[a-z]+s\b)(?=\s++(?!and|or|but|"
    r"while|who|which|including|with|the|a|in|at|of|for|from|to|up|down|he|she|it|they|we|as|according|when|"
    r"after|compared|more|well|both|including|not|where|especially|mostly|mainly|most|many|some|all|his|her|"
    r"their|its|this|that|these|those|down|versus|plus)[a-z]+,?\s))?"
)
# "Kia and Hyundai vehicles", "digital and physical sales": the plural that two words share.
_JOINED = pattern(r"\s++(?:and|or)\s++([A-Za-z][\w-]*)\s++(?:[a-z-]+\s++)?[a-z]{3,}s\b")
# "737 Max jets", "2023 Ford trucks": a number that belongs to the name of what is counted.
_MODEL = pattern(r"\s++([1-9]\d{2,3}(?=\s[A-Z][A-Za-z]*\s(?:[a-z]+\s)?[a-z]{3,}s\b))")
_HYPHENATED = pattern(r"-([A-Za-z]+)")
_PLURAL_NEXT = pattern(r"\s++(?:[a-z-]+\s++)?(?!is\b|was\b|has\b|as\b|its\b|his\b|this\b)[a-z]{2,}s\b|\s++people\b")
_NEXT_WORD = pattern(r"\s++([A-Za-z]+)")
_OF = pattern(r"\s++of\s++(?:(?:the|its|their|his|her|our|all|these|those|such|a|an)\s++)?(?=[A-Za-z])")
_PHRASE_WORDS = 6


def singular(word: str) -> str:
    """The singular of a lower-case plural noun; any other word as it is."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if (
        len(word) > 4
        and word.endswith(("ses", "xes", "zes", "ches", "shes"))
        and not word.endswith(("auses", "ouses", "nses", "rses"))
    ):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in _NOT_PLURAL:
        return word[:-1]
    return word


def is_plural(word: str) -> bool:
    """Whether the lower-case word looks like a plural noun."""
    if word in _PLURALS:
        return True
    return (
        (len(word) > 3 and word[-1] == "s" and not word.endswith(("ss", "us", "is", "'s", "’s")) and word not in _NOT_PLURAL)
        or (word[-1:] == "s" and len(word) == 3 and word not in ("was", "has", "his", "its", "gas", "bus", "yes", "los", "las", "des"))
    )  # fmt: skip


def phrase(text: str, at: int, ceiling: int, single: bool = False, lone: bool = False) -> tuple[str, str, int]:
    """(noun, head, where it ends) of the noun phrase that follows `at`; ("", "", at) where none does.

    `single` says that the number is one, which counts a singular; `lone` that one word in the singular may stand for
    the whole phrase, which behind a number is more often a verb ("30 sank").
    """
    if text[at : at + 1] == "-":
        return _compound(text, at)
    taken, begin = _collect(text, at, ceiling, single)
    if not taken:
        return "", "", at
    last = taken[-1][0].lower()
    if not is_plural(last):
        if single:
            taken = _single(taken)
        elif not lone and len(taken) == 1 and taken[0][0].islower() and last not in _COLLECTIVES:
            return "", "", at
    finish = taken[-1][1]
    noun = " ".join(text[begin:finish].split())
    head = taken[-1][0].lower().rsplit("-", 1)[-1]
    return noun, singular(head.rstrip("’'").removesuffix("’s").removesuffix("'s")), finish


def _collect(text: str, at: int, ceiling: int, single: bool) -> tuple[list[tuple[str, int]], int]:
    """The words of the phrase, up to its first plural noun, each with its end; and where the phrase begins."""
    taken: list[tuple[str, int]] = []
    begin = end = at
    plural = False
    while len(taken) < _PHRASE_WORDS:
        found = _NOUN_WORD.match(text, end, ceiling) or _MODEL.match(text, end, ceiling)
        if not found:
            break
        word, finish = found[1], found.end(1)
        lower = word.lower()
        if not taken and lower in _FURTHER:
            begin = end = found.end()
            continue
        if (
            lower in _STOP
            and not (not taken and _is_adjective(text, lower, finish))
            and not (lower in _NOUN_VERBS and not single and (not taken or (lower == "runs" and not plural)))
        ):
            if not taken or plural or not _is_joined(text, end, ceiling, lower):
                break
            end = found.end()
            continue
        if plural and not is_plural(lower):
            break
        if _ends_in_verb(text, lower, finish, single) or (single and taken and word.endswith(("’s", "'s"))):
            break
        end = found.end()
        if lower.endswith("ly") and lower not in _NOT_ADVERBS:
            if plural:
                break
            continue
        taken.append((word, finish))
        if is_plural(lower):
            plural = True
            if lower not in _ADJECTIVAL_PLURAL:
                break
    return taken, begin + 1


_NOT_ADVERBS = words("family assembly early elderly monthly weekly daily friendly only fly supply")


def _is_adjective(text: str, lower: str, finish: int) -> bool:
    """Whether a word that else ends the phrase begins it: "12 killed", "300 used vans"."""
    if lower in _LIVELY and _THINGS_NEXT.match(text, finish):
        return True
    return lower in _PARTICIPLES or (lower.endswith("ed") and _PLURAL_NEXT.match(text, finish) is not None)


def _is_joined(text: str, end: int, ceiling: int, lower: str) -> bool:
    """Whether the word is the "and" in "Kia and Hyundai vehicles"."""
    joined = _JOINED.match(text, end, ceiling) if lower in ("and", "or") else None
    return joined is not None and joined[1].lower() not in _STOP


def _ends_in_verb(text: str, lower: str, finish: int, single: bool) -> bool:
    """Whether the word is a participle of which nothing in the phrase depends: "73, raising the prospect"."""
    if lower in _LIVELY and _THINGS_NEXT.match(text, finish):
        return False
    return not single and len(lower) > 4 and lower.endswith(("ing", "ed")) and not _adjective(text, finish)


def _adjective(text: str, end: int) -> bool:
    """Whether a participle that ends at `end` can belong to the noun phrase: another word of it follows."""
    following = _NEXT_WORD.match(text, end)
    return following is not None and (following[1].lower() not in _STOP or following[1] in ("and", "or"))


_ADJECTIVE_ENDS = (
    "al",
    "ful",
    "ive",
    "ous",
    "able",
    "ible",
    "ic",
    "ed",
    "ern",
    "ian",
    "ish",
    "less",
    "ary",
    "an",
    "est",
)


def _single(words: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The first word that is no adjective, with those in front of it: "one southern Californian bank reports"."""
    for number, (word, _) in enumerate(words):
        if not (word[0].isupper() or word.endswith(_ADJECTIVE_ENDS) or word in _SHORT_ADJECTIVES):
            return words[: number + 1]
    return words[:3]


_SHORT_ADJECTIVES = words(
    "new old big small large great single main major minor other good bad long short young last key real"
)


def _compound(text: str, at: int) -> tuple[str, str, int]:
    """What a number with a hyphen counts: "six-cylinder engine", "12-member board"."""
    found = _HYPHENATED.match(text, at)
    if not found:
        return "", "", at
    word = found[1].lower()
    return found[1], singular(word), found.end()


_OF_THOSE = pattern(r"\s++of\s++(?:the|its|their|his|her|our|these|those|my|your)\s++[a-z]")


def of_those(text: str, at: int, ceiling: int) -> tuple[str, str, int]:
    """As `phrase`, for the plural of which the number takes a part: "200 of the animals"."""
    if not _OF_THOSE.match(text, at, ceiling):
        return "", "", at
    noun, head, end = of_phrase(text, at, ceiling)
    return (noun, head, end) if is_plural(noun.lower().rpartition(" ")[2]) else ("", "", at)


def of_phrase(text: str, at: int, ceiling: int) -> tuple[str, str, int]:
    """As `phrase`, for what follows an "of": "60 % of the workers", "dozens of homes"."""
    found = _OF.match(text, at, ceiling)
    if not found:
        return "", "", at
    return phrase(text, found.end() - 1, ceiling, lone=True)
