"""The figures of the title, each with the figures of the body that could support it.

A headline rounds, sums, and writes in its own way, so a figure counts as supported by an equal value in other words, by
one rounded to the headline's own digit, by a sum, a difference or a share of two neighbours, by the years between a date
and today's, or by a number in a name of the body. Whether any of them does support it, the judge says.

A body may have very many figures. It is laid out once, in order of value, and each figure of the title is shown only the
nearest ones of each kind: no other could be what it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.implied import idioms, margins, times, untold
from consistency.implied.body import TIMES, Body, body_of
from consistency.relation import Article, Proposal

ROLES = ("stated", "candidates", "again")
OF_TEXT = True
SETTINGS = {"same": ("head",)}
_TELLS_WHEN = pattern(
    r"\b(?:in|since|by|from|until|till|to|(?<!class )of|before|after|during|for|and)\s+$", re.IGNORECASE
)
_NEAR = 5
"""In so many years around its own, an article has other years of one digit apart: elections, surveys, plans."""
_COMPOUND = pattern(r"-([A-Za-z]{3,})")
_LISTS = pattern(
    r"\s(?:(?!\w*west|test|guest|forest|arrest|protest|contest|request|latest)\w{3,}est|best|worst"
    r"|(?:[\w’'-]+\s)?(?:ways?|tips|things|reasons|lessons|facts|ideas|tricks|takeaways|myths|mistakes|secrets|questions|"
    r"charts|graphs|maps|recipes|numbers|figures|stats|statistics))\b",
    re.IGNORECASE,
)
"""What a headline counts and the article simply lists."""
_WIDE = 1.5
_MANY = 50
"""The longest list that an article gives without counting it."""
_FEW = 20
"""Up to here "a 12-lane road" names a kind of road, and the body need not say it."""
_NAMED = pattern(r"(?:^|\s)[A-Z][\w.+#-]*\s+v?$")
_LABELLED = pattern(r"\b(?:Top|Big|Fortune)\s+$")
_LABELLING = pattern(r"\(|-something\b|(?<=[kK])\s(?:run|race|walk|TVs?|video|screens?|monitors?)\b", re.IGNORECASE)
_THINGS = frozenset(
    ("bit", "byte", "stone", "foot", "hand", "yard", "pound", "cup", "barrel", "rod", "chain", "grain", "knot", "carat")
)
"""Units whose names are those of things as well."""
_OUT_OF = pattern(r"\s(?:[\w’'-]+\s)?(?:out\s)?of\s(?:the\s|its\s|their\s|all\s)?(?:[\w’'-]+\s)?")
_GOALS = pattern(r"\b[A-Z][\w’'-]+\s(\d{1,3})\s?(?:\([^()\n]{0,90}\))?,?\s(?:[A-Z][\w’'-]+\s){1,4}(\d{1,3})(?![\w-])")
"""A result as the line under a report gives it, with those who scored: "Rovers 3 (Hale 9, 60, 71) City Albion 2"."""
_INTERIM = pattern(
    r"\b(?:ma(?:de|kes?|king) it|pull\w* it back to|equali[sz]\w*|level(?:led|ed|ling|ing)?|lead(?:s|ing)?|led|half[- ]time|the break|ahead)\b"
    r"[^.,;!?\d]{0,25}$",
    re.IGNORECASE,
)
"""What stands before a score that is not yet the last one: "made it 1-1", "the lead at 2-1"."""
_INDEX = pattern(
    r"\b(Dow|Nasdaq|S&P|FTSE|Nikkei|DAX|Dax|Hang Seng|Sensex|Nifty|CAC|Stoxx|Russell)\b(?:\s[\w’'&-]+){0,4}?\s(?i:up|down|off|rises?|rose|"
    r"gains?|gained|climbs?|climbed|adds?|added|jumps?|jumped|soars?|soared|surges?|surged|leaps?|rall(?:y|ies|ied)|falls?|fell|drops?|"
    r"dropped|loses?|lost|slips?|slides?|slid|sinks?|sank|tumbles?|tumbled|plunges?|plunged|plummets?|plummeted|sheds?|dips?|dives?|"
    r"dived)\s(?:(?:an?|by|about|nearly|almost|another)\s)*$"
)
"""An index and what it did, in front of the points that it moved by; "Dow climbs above 10,000" tells its level."""
_SENTENCED = pattern(
    r"\b(?:gets|got|jailed|sentenced|imprisoned|faces?|serves?|served|handed)\b[^.;:]{0,30}$", re.IGNORECASE
)
_DIED_AT = pattern(r"\b(?:dead|dies|died|death|killed|suicide)\s(?:[\w’'-]+\s){0,3}?at\s(?:age\s)?$", re.IGNORECASE)
_BESIDE = 40
_UNTOLD = (untold.is_of_the_article, untold.is_named, untold.is_record, untold.is_standard)
_UNDER = pattern(r"\b(?:under|over)-$", re.IGNORECASE)


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each figure of the title: `stated`, and as `candidates` the nearest of the body's figures.

    `values` are the numbers that the body implies, or prints within a name. `again` are the same figures of the title where
    it is printed a second time (in the front matter, and as the first heading). With the setting `same: head` a figure is
    proposed only if the body prints its value for something else: then `candidates` count what the headline counts, and
    `same_number` is the figure of that value.
    """
    titled = [those for those in article.titled if article.figures[those[0]].kind not in ("date", "time")]
    body = body_of(article) if titled else None
    if body is None or not body.figures or body.is_table:
        return
    for index, *again in titled:
        stated = article.figures[index]
        before = _before(body, stated)
        if idioms.is_no_claim(body, stated, before) or untold.is_measure(body, stated, before):
            continue
        if untold.is_scope(body, stated, before):
            continue
        candidates, alike = _candidates(body, stated)
        rivals = _parts_of_its_whole(body, stated) or _moves_of_its_index(body, stated, before)
        titles = {"stated": (index,), **({"again": tuple(again)} if again else {})}
        if settings.get("same") == "head":
            yield from _counting_other_things(article, titles, candidates)
            continue
        yield Proposal(
            roles={**titles, "candidates": tuple(rivals or candidates)},
            confidence="high" if rivals else _confidence(body, stated, alike, body.of(candidates)),
            evidence=f"{alike or 'no'} figure{'s' * (alike != 1)} of this kind in the article",
            values={} if rivals else body.implied(stated) | _same_numbers(body, stated, candidates),
        )


def _parts_of_its_whole(body: Body, stated: Figure) -> list[int]:
    """The parts that the body has of the same whole as the title: "29 of the 36" for "31 of 36"."""
    figures = body.article.figures
    told = (figure for figure in figures if figure.block == stated.block and figure.at >= stated.till)
    whole = next(told, None)
    if stated.kind != "count" or whole is None or not _OUT_OF.fullmatch(body.text, stated.till, whole.number_at):
        return []
    return [
        i
        for i, other in pairwise(body.figures)
        if figures[i].kind == "count"
        and figures[other].value == whole.value
        and _OUT_OF.fullmatch(body.text, figures[i].till, figures[other].number_at)
    ]


def _moves_of_its_index(body: Body, stated: Figure, before: str) -> list[int]:
    """The points that the body says the title's index has moved by: "Dow down 40" is no matter of a 40-year bond."""
    named = _INDEX.search(before)
    if named is None or stated.kind not in ("count", "point") or stated.head not in ("", "point"):
        return []
    told = re.compile(rf"\b{re.escape(named[1])}\b[^.;:]{{0,80}}$")
    figures = body.article.figures
    return [
        i
        for i in body.figures
        if figures[i].head == "point" and told.search(body.text, max(0, figures[i].at - 90), figures[i].at)
    ]


def _confidence(body: Body, stated: Figure, alike: int, near: list[Figure]) -> str:
    """Low for what a body need not repeat, or tells in its own way.

    A second quake is "another" there, a 12-lane road is told by its width, a score in goals, a sum in another currency,
    and five tips are just given.
    """
    if stated.kind == "year":
        return "low" if times.OWN_DATE.search(_before(body, stated)) else _confidence_of_year(body, stated)
    if stated.kind == "ordinal" and stated.value == 2 and all(rank <= 1 for rank, _ in body.known.ranks):
        return "low"
    if (stated.kind == "score" and _has_only_interim_scores(body, stated) and not _has_rival_pair(body, stated)) or (
        stated.kind == "money" and _has_other_money(body, stated)
    ):
        return "low"
    listed = stated.kind == "count" and stated.value <= _MANY and _LISTS.match(body.text, stated.till)
    if listed and not any(figure.head == stated.head for figure in body.of(body.figures)):
        return "low"
    if _is_label(body, stated, near) or _is_untold(body, stated):
        return "low"
    vague = [figure for figure in near if figure.kind == stated.kind and figure.hedge == "vague"]
    vague = [figure for figure in vague if figure.value <= stated.value <= (figure.value_to or 0)]
    if vague and len(vague) == alike:
        return "low"
    compound = _COMPOUND.match(body.text, stated.till) if stated.kind == "count" and stated.value <= _FEW else None
    said = compound and (body.has_word(compound[1]) or any(one.head == stated.head for one in near if stated.head))
    if compound and not said:
        return "low"
    return "high" if alike and _is_one_of(stated, near) else "medium"


def _is_one_of(stated: Figure, near: list[Figure]) -> bool:
    """Whether the body counts what the title counts, or says not what it counts; a crew of 14 is no "two houses"."""
    if stated.kind != "count" or not stated.head:
        return True
    return any(figure.kind == "count" and figure.head in ("", stated.head) for figure in near)


def _is_untold(body: Body, stated: Figure) -> bool:
    before = _before(body, stated)
    if untold.are_named(body, stated):
        return True
    return any(tells(body, stated, before) for tells in _UNTOLD)


def _is_label(body: Body, stated: Figure, near: list[Figure]) -> bool:
    """Whether the figure belongs to a name or a fixed phrase: Top 40, a 10K race, a 401(k), a zero-day, version 1.29."""
    bare = stated.kind == "count" and stated.text[-1].isdigit()
    titled = _NAMED.search(_before(body, stated))  # "Git 2.14 Release Notes"
    version = bare and stated.grain < 1 and bool(titled or not any(figure.grain < 1 for figure in near))
    named = bare and _LABELLED.search(_before(body, stated))
    return version or stated.value == 0 or bool(named or _LABELLING.match(body.text, stated.till))


def _has_other_money(body: Body, stated: Figure) -> bool:
    """Whether all money of the body is in other currencies."""
    currencies = {_currency(unit) for kind, unit, _, _ in body.by_kind if kind == "money"}
    return bool(currencies) and _currency(stated.unit) not in currencies


def _currency(unit: str) -> str:
    """The currency of an amount or a rate; pence are pounds."""
    currency = unit.partition(" / ")[0]
    return "GBP" if currency == "penny" else currency


def _confidence_of_year(body: Body, stated: Figure) -> str:
    """Low for a year that belongs to a name ("Survey 2019"), and for one so near that the body need not say it.

    A year with a preposition tells when, and so does one that is a slip away from a year of the body.
    """
    year, known = round(stated.value), body.known
    others = [other for other in known.years if other != known.own]
    if known.own and abs(year - known.own) <= 1:
        return "low"
    told = others and _TELLS_WHEN.search(_before(body, stated))
    if told:
        return "medium"
    far = known.own and abs(year - known.own) >= _NEAR
    return "medium" if far and any(times.is_slip(year, other) for other in known.years) else "low"


def _before(body: Body, stated: Figure) -> str:
    """The words of the title before the figure's number."""
    return body.text[body.article.document.blocks[stated.block].start : stated.number_at]


def _same_numbers(body: Body, stated: Figure, candidates: list[int]) -> dict[str, float]:
    """The very same number of another kind: for a bare one, of a measure or an age of the body, of points, and of a pair;
    for a unit that is a thing too ("240,000 bits"), of a count."""
    if stated.kind == "score":
        return _told_apart(body, stated)
    things = stated.kind == "measure" and stated.unit in _THINGS and stated.value >= _FEW
    if stated.kind != "count" and not things:
        return {}
    of_age = _UNDER.search(_before(body, stated))
    found = body.of(candidates)
    for (kind, _, _, _), members in body.by_kind.items():
        if things and kind != "count":
            continue
        if kind == "score" or (kind == "age" and of_age) or (kind == "point" and stated.head == "point") or things:
            found += body.of(body.around(members, stated.value) if kind != "score" else members[:48])
    if things:
        found = [figure for figure in found if figure.kind != "count" or figure.head in ("", stated.unit)]
    same = {figure.text: figure.value for figure in found if figure.value == stated.value}
    if any(figure.kind == "score" and figure.value_to == stated.value for figure in found):
        same["the second of two"] = stated.value
    return same


def _told_apart(body: Body, stated: Figure) -> dict[str, float]:
    """A score whose two numbers the body tells one after the other: "by five votes to four"."""
    pair = {stated.value, stated.value_to}
    for goals in body.search(_GOALS):
        if {float(goals[1]), float(goals[2])} == pair:
            return {goals[0]: stated.value}
    for one, other in pairwise(body.of(body.figures)):
        between = body.text[one.till : other.at]
        if {one.value, other.value - one.value} == pair and one.kind == other.kind and _OUT_OF.fullmatch(between):
            return {f"{one.text}{between}{other.text}": stated.value}  # four of the nine: 5-4
        if (
            one.kind in ("count", "percent")
            and other.kind in ("count", "percent")
            and {one.value, other.value} == pair
            and other.at - one.till < _BESIDE
        ):
            return {f"{one.text} and {other.text}": stated.value}
    return {}


def _has_only_interim_scores(body: Body, stated: Figure) -> bool:
    """Whether each score of the body, if there is any, is one on the way to that of the title."""
    for figure in body.of(body.figures):
        if figure.kind != "score":
            continue
        low, high = sorted((figure.value, figure.value_to or 0))
        least, most = sorted((stated.value, stated.value_to or 0))
        if low > least or high > most or not _INTERIM.search(body.text, max(0, figure.at - 60), figure.at):
            return False
    return True


def _has_rival_pair(body: Body, stated: Figure) -> bool:
    """Whether the body tells a vote of which one number alone is another: "70 to 29" under 72-29."""
    return any(
        len({one.value, other.value} & {stated.value, stated.value_to}) == 1
        for one, other in pairwise(body.of(body.figures))
        if margins.are_a_pair(body.text, one, other)
    )


def _counting_other_things(
    article: Article, titles: Mapping[str, tuple[int, ...]], candidates: list[int]
) -> Iterator[Proposal]:
    """Where the body prints the value for other nouns only, and has other values for the headline's noun."""
    stated = article.figures[titles["stated"][0]]
    if stated.kind != "count" or not stated.head:
        return
    counts = [i for i in candidates if article.figures[i].kind == "count"]
    same = [i for i in counts if article.figures[i].head == stated.head]
    equal = [i for i in counts if article.figures[i].value == stated.value]
    if same and equal and all(article.figures[i].head not in ("", stated.head) for i in equal):
        yield Proposal(
            roles={**titles, "candidates": tuple(same), "same_number": (equal[0],)},
            confidence="low",
            evidence="this number counts something else in the article",
            words={"noun": article.figures[equal[0]].noun},
        )


def _candidates(body: Body, stated: Figure) -> tuple[list[int], int]:
    """The figures that the headline could mean, in reading order, and how many figures of its kind there are."""
    figures = body.article.figures
    found: list[int] = []
    alike = 0
    for (kind, unit, _, _), members in body.by_kind.items():
        if _comparable(stated, figures[members[0]]):
            alike += len(members) if (kind, unit) == (stated.kind, stated.unit) else 0
            found += body.around(members, stated.value)
    if stated.kind == "score":
        found = [i for i in found if _is_no_other_score(figures[i], stated)]
    if stated.value == 1 and stated.head and not stated.noun.lower().endswith(stated.head):
        # Where many are meant, "one witness" is none of them.
        found = [i for i in found if figures[i].head in ("", stated.head)]
    if stated.kind == "percent":
        # "two" are not 2 %
        found = [i for i in found if figures[i].kind != "count" or figures[i].text[-1].isdigit()]
    found = _of_such_years(body, stated, found)
    return sorted(i for i in found if not _is_anything_between(figures[i], stated)), alike


def _of_such_years(body: Body, stated: Figure, found: list[int]) -> list[int]:
    """Those that may be the title's age or its length of time, where the body tells years of both kinds: nobody dies at 50
    who has worked for 50 years, and the 28 years of a sentence are not the age of the convict."""
    figures, before = body.article.figures, _before(body, stated)
    told = {one.kind for one in body.of(body.figures) if one.unit == "year"}
    other = ""
    if stated.kind in ("age", "count") and not stated.head and _DIED_AT.search(before):
        other = "duration"
    elif stated.kind == "duration" and _SENTENCED.search(before):
        other = "age"
    return [i for i in found if figures[i].kind != other] if told == {"age", "duration"} else found


def _is_no_other_score(other: Figure, stated: Figure) -> bool:
    """Whether the other is the same score; 24-14 is no range that 24-17 could lie in."""
    return other.kind != "score" or {other.value, other.value_to} == {stated.value, stated.value_to}


def _is_anything_between(other: Figure, stated: Figure) -> bool:
    """Whether the other is a wide range with the stated figure somewhere within: 30s, for 36, or 200 to 500 for 340."""
    if other.value_to is None or other.hedge == "vague" or stated.value_to is not None:
        return False
    wide = other.kind == "age" or other.value_to > _WIDE * other.value
    return wide and other.value < stated.value < other.value_to


def _comparable(stated: Figure, other: Figure) -> bool:
    """Whether a headline could mean this figure at all: 18,000 is no time of day, and three hours no three aircraft."""
    kinds = {stated.kind, other.kind}
    if len(kinds) > 1 and kinds & {"date", "time", "score"}:
        return False
    if stated.kind == "duration" and other.kind == "ordinal":
        return False  # "in its third year" is reckoned apart
    if stated.dimension == other.dimension or "" in (stated.dimension, other.dimension):
        return True
    for one, another in ((stated, other), (other, stated)):
        if one.kind == "count" and one.head:
            return one.head == another.unit or (one.head in TIMES and another.kind == "multiple")
    # "$10m deal" may stand for "$10 million a year".
    if stated.unit.partition(" / ")[0] == other.unit.partition(" / ")[0]:
        return True
    return (
        "count" in kinds
        or kinds <= {"percent", "ratio", "point", "multiple"}
        or kinds <= {"age", "duration", "year", "ordinal"}
    )
