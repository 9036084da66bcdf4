"""The words of a table's labels: which lines say that they are sums, which can never be a part of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from consistency.grammar.lazy import pattern


class Label:
    """What the label of a row or column says about it."""

    PLAIN: Final = 0
    TOTAL: Final = 1  # "Total", "Subtotal", "All", "Combined": the sum of the lines around it
    RESULT: Final = 2  # "Gross profit", "Net assets", "Balance at end of year": what is left after the lines above
    BLANK: Final = 3  # no label at all under labelled lines
    OPENING: Final = 4  # "Balance at beginning of year": a sum starts here, and nothing above belongs to it
    CHANGE: Final = 5  # "Increase (decrease)", "Variance": one period less another
    MEMO: Final = 6  # "of which", "per share", "%": beside the sum, never in it
    HEADING: Final = 7  # a label without figures


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_ASIDE = pattern(r"\s*\([^()]*\)")
_NET = pattern(r"^\(?nets?\)? ?[:\u2013\u2014-] ?[a-z]|[a-z] \(nets?\)$")
_OF_MONTHS = pattern(
    r"^(?:mean|average|avg\.?)(?: total)?(?: monthly)? (?:precipitation|rain(?:fall|y)?|snow(?:fall|y)?|sunshine|wet|frost|sunny)\b"
)
"""What a climate table gives as the average of many years is a sum of months all the same."""
_WHOLE = pattern(
    r"^(?:the )?(?:whole |entire )?(?:seats|votes|ballots|fleet|workforce|headcount|portfolio|chamber|parliament|assembly|"
    r"council|house|squad|crew|group|company|market|budget|population|country|nation|sample|estate|herd|flock|harvest|catch)"
    r"(?: as a whole)?$"
)


def any_of(words: Iterable[str], elsewhere: Iterable[str] = ()) -> re.Pattern[str]:
    """What finds any of these; the beginning of a word is looked for only once, `elsewhere` may stand anywhere."""
    return pattern("|".join([rf"\b(?:{'|'.join(words)})", *filter(None, elsewhere)]))


# What totals are called, then memos, opening balances, results and changes: at the beginning of a word, and anywhere.
_WORDS = (
    (
        r"(?:sub-? ?totals?|totals?|totaal|altogether|aggregate|combined|overall|in all|sum)\b"
        r"|^(?:all|both|sum of|together)\b(?! other)",
        "",
    ),
    (
        r"per (?!cent of total|diem)[a-z]|(?:percent(?:age)?s?|per cent|pct|ratio|median|turnout)\b"
        r"|^(?:(?:basic|diluted|adjusted|reported|headline|underlying|normali[sz]ed) |and )*(?:eps|dps)\b"
        r"|^(?:of which|thereof|therein|including|incl\.?|memo|average|avg|mean)\b",
        r"%(?<!\d%)",
    ),
    (r"(?:beginning|opening|start of|brought forward|start)\b|^balances?,? (?:at )?1 (?:jan|apr|jul|oct)", ""),
    (
        r"(?:net|gross|ending|closing|carried forward|remaining|profit|loss|earnings|income|margin|ebitda?|result"
        r"|surplus|deficit|end of|balances?|outstanding|equity|available)\b"
        r"|shares\b.*\bdiluted\b|diluted\b.*\bshares\b|(?:at|as of|as at|,) (?:the )?end\b",
        "",
    ),
    (r"(?:change|increase|decrease|variance|difference|diff|growth|variation)\b", r"[+-]/[+-]"),
)
_TOTAL, _MEMO, _OPENING, _RESULT, _CHANGE = (any_of([words], [elsewhere]) for words, elsewhere in _WORDS)
_ANY = any_of([words for words, _ in _WORDS], [elsewhere for _, elsewhere in _WORDS])
_MINUS = pattern(
    r"\b(?:^(?:less|minus|deduct)|costs?|expenses?|tax(?:es)?|depreciation|amorti[sz]ation|provision|allowance"
    r"|deductions?|disposals?|payments?|paid|redemptions?|write-?offs?|written[ -]off|reductions?|decreases?"
    r"|lapsed|forfeited|exercised|vested|expired|cancell?ed|released|settlements?|settled|utili[sz]ed|used|sold"
    r"|sales of|retired|losses|closed|imports|expenditures?)\b"
)
_DATE = pattern(rf"^(?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}} {_MONTH})\b[ ,\d]*$")
_STANDING = pattern(
    rf"\b(?:{_MONTH}\.?,?|\d{{1,2}}(?:st|nd|rd|th)?|(?:19|20)\d\d|at|as|of|on|in|the|for|year|period|quarter|month|fiscal|fy"
    r"|beginning|opening|start|end|ending|closing|brought|carried|forward|ended|b/?f|c/?f)\b|[^a-z ]"
)
_WHEN = pattern(r"\b(?:(?:19|20)\d\d|beginning|opening|start|end|ending|closing|forward)\b")
_PART_OF_YEAR = pattern(
    rf"(?:{_MONTH}\.?|q[1-4]|[1-4]q|(?:1st|2nd|3rd|4th|first|second|third|fourth) (?:quarter|qtr\.?))(?: ?['’]?\d{{2,4}})?$"
)
_WHOLE_YEAR = pattern(r"(?:(?:full|whole|fiscal|calendar) )?year(?: \d{4})?$|fy ?'?\d{2,4}$|annual$")
_NEVER_SUMMED = pattern(
    r"\b(?:(?:percent(?:age)?s?|per|pct|ratio|rates?|avg|average|mean|median|density|rank(?:ing)?|max(?:imum)?|min(?:imum)?"
    r"|highest|lowest|long(?:est)?|yield|index|best|era|as[imd]?rs?|(?:cf|if|cm|im|sm|tf)rs?|standardi[sz]ed|crude)\b|h\.?s\.?$)|%|/ ?(?:h|s|km|mi|day|share|game|capita)\b"
    r"|^(?:pos(?:ition)?\b|#|(?:no\.|notes?|years?|season|ages?|lg|place|seed)$)"
)
_RATE = pattern(
    r"\b(?:rates?|medians?|means?|averages?|index|shares?|prices?|percent(?:age)?s?|ratios?|density|yield|per (?:capita|head|\d[\d,]*))\b|%"
)
LONGEST_INDICATOR = 60
_ROUNDED = pattern(
    r"[$£€¥₹]|\b(?:usd|eur|gbp|jpy|cny|rmb|thousands?|millions?|billions?|mn|bn|mln|lakhs?|crores?|000s?|dollars?|euros?)\b"
    r"|\b(?:pounds?|yen|rupees?)\b|['\u2019]000|\([a-z]*0{3}\)"
)


@lru_cache(maxsize=4096)
def classify(label: str) -> int:
    """What a label, in lower case and without blanks around it, says about its line."""
    if not label:
        return Label.BLANK
    if is_net(label):
        return Label.TOTAL
    if "(" in label:
        label = _ASIDE.sub("", label) or label
    if not _ANY.search(label):
        return Label.PLAIN
    if _TOTAL.search(label):
        return Label.MEMO if _MEMO.search(label) else Label.TOTAL
    if _MEMO.search(label) and not _OF_MONTHS.match(label):
        return Label.MEMO
    if _OPENING.search(label):
        return Label.OPENING
    if _RESULT.search(label):
        return Label.RESULT
    return Label.CHANGE if _CHANGE.search(label) else Label.PLAIN


@lru_cache(maxsize=4096)
def is_net(label: str) -> bool:
    """Whether a label calls its line a net, as polls do: "NET: Support", the answers together that support."""
    return "net" in label and _NET.search(label) is not None


@lru_cache(maxsize=4096)
def is_whole(label: str) -> bool:
    """Whether a label below others may name what they make up: "Seats" below parties, "Fleet" below buses and vans."""
    return _WHOLE.match(label) is not None


def is_total(text: str) -> bool:
    """Whether a text beside the label calls the row a total."""
    return text.startswith(("total", "grand total", "subtotal", "sub-total"))


@lru_cache(maxsize=4096)
def is_part_of_year(header: str) -> bool:
    """Whether a header names a month or a quarter: "jan", "march 2019", "q3", "2nd quarter"."""
    return _PART_OF_YEAR.match(header) is not None


@lru_cache(maxsize=4096)
def is_year(header: str) -> bool:
    """Whether a header names a whole year, beside months or quarters their total: "year", "full year", "fy 2019"."""
    return _WHOLE_YEAR.match(header) is not None


@lru_cache(maxsize=4096)
def is_date(label: str) -> bool:
    """Whether the label is a day: "December 31", "at 30 June 2019" without the "at"."""
    return _DATE.search(label) is not None


@lru_cache(maxsize=4096)
def standing(label: str) -> str:
    """What a line says that it is at one time or another, without the time: "outstanding" at the end of 2018, "net
    revenue" of 2011. Empty where no time is named."""
    return " ".join(_STANDING.sub(" ", label).split()) if _WHEN.search(label) else ""


@lru_cache(maxsize=4096)
def never_summed(header: str) -> bool:
    """Whether a column's header, in lower case, names what has no total: an average, a rate, a rank, a record."""
    return _NEVER_SUMMED.search(header) is not None


@lru_cache(maxsize=4096)
def is_rate(text: str) -> bool:
    """Whether a text beside the label, as in a list of many indicators, says that the row tells what has no total."""
    return len(text) <= LONGEST_INDICATOR and _RATE.search(text) is not None


@lru_cache(maxsize=4096)
def takes_away(label: str) -> bool:
    """Whether the line is by its name taken away from what stands above it: "Less: returns", "Cost of sales"."""
    return _MINUS.search(label) is not None


def says_rounded(text: str) -> bool:
    """Whether a header, caption or label, in lower case, says that the figures are money or scaled, and so rounded."""
    return _ROUNDED.search(text) is not None
