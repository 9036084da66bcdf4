"""Customs: the labels that name, by the custom of a trade, how a line is worked out from other lines of its table."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from consistency.grammar.lazy import pattern

_ASIDE = pattern(r"\s*[(\[][^()\[\]]*[)\]]|[*†‡]")
_OPENS = pattern(r"[(\[*†‡]")  # what an aside or a mark begins with; most labels have none
_SHARE: Final = ("share",)
_QUOTIENT: Final = ("quotient",)
_EITHER: Final = ("share", "quotient")


class Term(NamedTuple):
    """A line by what it is called; with a `sign` of -1 it is taken away from the one before it. `is_overs`: "48.3" are
    48 overs and three balls of six."""

    name: str
    sign: int = 1
    is_overs: bool = False


class Formula(NamedTuple):
    """What a label names: one of `forms`, of the terms `first` and `second`, each the sum of some lines.

    It says nothing of the positions in which a line called `without` is not zero, or one called `having` is.
    """

    label: str
    forms: tuple[str, ...]
    first: tuple[Term, ...]
    second: tuple[Term, ...]
    without: str = ""
    having: str = ""


def _formula(label: str, forms: tuple[str, ...], first: str, *second: str) -> Formula:
    return Formula(
        label, forms, (Term(first),), tuple(Term(name.lstrip("-"), -1 if name[0] == "-" else 1) for name in second)
    )


_ASSETS = r"^(?:total )?(?:risk[- ]weighted (?:assets|exposures?)|rwas?|total risk exposure.*)$"
_TAX = r"^(?:(?:total|income|corporation|corporate) )*tax(?:ation)? (?:charge|expense|provision)$|^(?:income tax(?:es)?|taxation|tax|provision for income taxes)$"
_PRETAX = r"^(?:profit|income|earnings|result|net income)(?: \(?loss\)?)? before (?:income )?tax(?:es|ation)?$|^pre-?tax (?:profit|income|earnings)$"
_SALES = r"^(?:(?:total|net|group) )*(?:revenues?|sales|turnover)$"
_SHARES = r"^weighted[- ]average (?:number of )?(?:ordinary |common )?shares(?: outstanding)?"
_EARNINGS = r"^(?:net |adjusted )?(?:profit|income|earnings)(?: (?:attributable|for the)\b.*)?$"
_WON, _LOST, _DRAWN = (
    r"^(?:w|won|wins)$",
    r"^(?:l|lost|loss(?:es)?)$",
    r"^(?:d|t|drawn|draws|ties|tied|otl?|ol|sol|nr|no results?)$",
)
_WIN = r"^(?:win(?:ning)?[- ]?(?:%|pct\.?|percent(?:age)?|rate)|w%|w[-\u2013]l ?%|pct\.?)$"
_RUNS = r"^(?:r|runs)$"

FORMULAS = (
    _formula(r"^(?:cet ?1|common equity tier 1)(?: capital)? ratio$", _SHARE, r"^(?:cet ?1|common equity tier 1)(?: capital)?$", _ASSETS),
    _formula(r"^tier 1(?: capital)? ratio$", _SHARE, r"^(?:total )?tier 1(?: capital)?$", _ASSETS),
    _formula(r"^total(?: regulatory)? capital ratio$", _SHARE, r"^total(?: regulatory)? capital$", _ASSETS),
    _formula(r"^effective (?:income )?tax rate$", _SHARE, _TAX, _PRETAX),
    _formula(r"^basic (?:earnings per share|eps)$", _EITHER, _EARNINGS, _SHARES + r"(?!.*dilut)"),
    _formula(r"^diluted (?:earnings per share|eps)$", _EITHER, _EARNINGS, _SHARES + r".*dilut"),
    _formula(r"^coverage(?: ratio)?$", _SHARE, r"^(?:loss|credit loss|impairment|ecl) allowances?$|^(?:allowance|provision)s? for\b.*$|^(?:total )?ecl$", r"^gross (?:loans|carrying amount|exposure|amount)s?\b.*$"),
    _formula(r"^gross (?:profit )?margin$", _SHARE, r"^gross profit$", _SALES),
    _formula(r"^operating (?:profit )?margin$", _SHARE, r"^operating (?:profit|income)$", _SALES),
    _formula(r"^ebitda margin$", _SHARE, r"^ebitda$", _SALES),
    _formula(r"^net (?:profit )?margin$", _SHARE, r"^net (?:profit|income|earnings)$", _SALES),
    _formula(r"^cost[-\u2013/ :]*(?:to[- ])?income(?: ratio)?$", _SHARE, r"^(?:(?:total|operating) )*(?:costs|expenses)$", r"^(?:(?:total|operating|net) )+income$"),
    _formula(r"^(?:passenger )?load factor$", _SHARE, r"^(?:rpk|rpm|revenue passenger[- ](?:kilomet(?:er|re)|mile)s)$", r"^(?:ask|asm|available seat[- ](?:kilomet(?:er|re)|mile)s)$"),
    _formula(r"^current ratio$", _QUOTIENT, r"^(?:total )?current assets$", r"^(?:total )?current liabilities$"),
    _formula(r"^(?:average )?(?:(?:interest )?rate|yield)(?:/(?:rate|yield))?$", _SHARE, r"^interest(?: (?:income|expense|earned|paid|income/expense))?$", r"^average (?:outstanding )?balances?$"),
    _formula(r"^real\b.*$", _SHARE, r"^(?:nominal|current|cash)\b.*$", r"^(?:cpi\b|.*\b(?:price index|deflator)\b).*$"),
    _formula(r"^(?:sr|s/r|strike rate)$", _SHARE, _RUNS, r"^(?:b|bf|balls(?: faced)?)$"),
    _formula(r"^(?:ave?|avg|average|bat(?:ting)? (?:ave?|avg|average))\.?$", _QUOTIENT, _RUNS, r"^(?:i|inn?s?|innings)\.?$", r"-^(?:no|n\.o\.|not[- ]outs?)$"),
    Formula(r"^(?:er|econ?|rpo|economy(?: rate)?)\.?$", _QUOTIENT, (Term(_RUNS),), (Term(r"^(?:o|ov|overs)$", 1, True),)),
    # Some leagues take a drawn game for half of a win, others for none.
    Formula(_WIN, _EITHER, (Term(_WON),), (Term(_WON), Term(_LOST)), without=_DRAWN),
    Formula(_WIN, _EITHER, (Term(_WON),), (Term(_WON), Term(_LOST), Term(_DRAWN)), having=_DRAWN),
)  # fmt: skip
_ANY = pattern("|".join(dict.fromkeys(f"(?:{formula.label})" for formula in FORMULAS)))


@lru_cache(maxsize=4096)
def bare_name(label: str) -> str:
    """A label without its asides and marks."""
    if _OPENS.search(label):
        label = _ASIDE.sub("", label) or label
    return label.strip(" :.")


@lru_cache(maxsize=8192)
def formulas_of(label: str) -> tuple[Formula, ...]:
    """The formulas that a label, in lower case, may name."""
    name = bare_name(label)
    names = {name, name.rstrip(" %,")}  # "gross margin, %"
    if not any(map(_ANY.match, names)):
        return ()
    return tuple(one for one in FORMULAS if any(re.search(one.label, said) for said in names))
