"""Figures for tests, as extraction would make them of "about 12,000", "$1.2 million", "34 %" or "two-thirds"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from consistency.equation import parse
from consistency.figure import Figure
from consistency.judge import Claim, Columns, Judgement, judge

SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "m": 1e6}
HEDGES = {
    "about": "about", "around": "about", "nearly": "nearly", "almost": "nearly", "just over": "just over",
    "more than": "more than", "at least": "at least", "up to": "up to", "as many as": "up to",
    "fewer than": "less than", "less than": "less than", "a loss of": "none",
}  # fmt: skip
WORDS = {"half": 0.5, "a third": 1 / 3, "two-thirds": 2 / 3, "a quarter": 0.25, "doubled": 2.0, "tripled": 3.0}
UNITS = {
    "miles": ("mile", "length"), "km": ("kilometer", "length"), "kg": ("kilogram", "mass"),
    "metres": ("meter", "length"), "C": ("degree_Celsius", "temperature"), "F": ("degree_Fahrenheit", "temperature"),
    "months": ("month", "time"), "years": ("year", "time"),
}  # fmt: skip
_NUMBER = re.compile(
    r"(?P<money>[$€£])?(?P<sign>[-−])?(?P<digits>\d[\d,]*(?:\.\d+)?)(?: to (?P<last>[\d,.]+))?"
    r" ?(?P<scale>thousand|million|billion|bn|m\b)? ?(?P<unit>%|points|miles|km|kg|metres|C\b|F\b|months|years)?"
)


def figure(text: str, noun: str = "", **changes: object) -> Figure:
    """The figure that `text` prints."""
    hedge = next((word for word in sorted(HEDGES, key=len, reverse=True) if text.startswith(word + " ")), "")
    rest = text[len(hedge) :].strip()
    if rest in WORDS:
        kind = "multiple" if rest in ("doubled", "tripled") else "ratio"
        form = "multiple" if kind == "multiple" else "fraction"
        return _figure(
            text, kind, WORDS[rest], None, 0.01, 0.01, form, "", kind, HEDGES.get(hedge, "none"), noun, changes
        )
    match = _NUMBER.fullmatch(rest)
    assert match, text
    scale = SCALES.get(match["scale"] or "", 1.0)
    digits = match["digits"].replace(",", "")
    decimals = len(digits.partition(".")[2])
    value = float(digits) * scale * (-1 if match["sign"] or hedge == "a loss of" else 1)
    last = float(match["last"].replace(",", "")) * scale if match["last"] else None
    grain = scale / 10**decimals
    kind, unit, dimension = "count", "", "count"
    if match["money"]:
        kind, unit, dimension = "money", {"$": "USD", "€": "EUR", "£": "GBP"}[match["money"]], "money"
    elif match["unit"] in ("%", "points"):
        kind, unit, dimension = (
            ("percent", "percent", "percent") if match["unit"] == "%" else ("point", "percentage_point", "percent")
        )
    elif match["unit"]:
        (unit, dimension), kind = UNITS[match["unit"]], "measure"
    round_to = _round_to(digits, grain)
    form = "digits" if dimension == "percent" else "rounded"
    if kind == "count" and scale == 1 and round_to == grain == 1:
        form = "exact"
    read = "range" if last is not None else HEDGES.get(hedge, "none")
    return _figure(text, kind, value, last, grain, round_to, form, unit, dimension, read, noun, changes)


def _round_to(digits: str, grain: float) -> float:
    plain = digits.replace(".", "").lstrip("0")
    zeros = len(plain) - len(plain.rstrip("0"))
    return grain * 10**zeros if plain.strip("0") else grain


def _figure(
    text: str, kind: str, value: float, value_to: float | None, grain: float, round_to: float, form: str, unit: str,
    dimension: str, hedge: str, noun: str, changes: dict[str, object],
) -> Figure:  # fmt: skip
    made = Figure(
        path="article.md", block=0, kind_of_block="paragraph", sentence=0, heading="", table=None, row=None, col=None,
        row_header="", col_header="", start=0, end=len(text), line=1, column=1, at=0, till=len(text), number_at=0,
        text=text, kind=kind, value=value, value_to=value_to, grain=grain, round_to=round_to, form=form, unit=unit,
        dimension=dimension, hedge=hedge, noun=noun, head=noun, before="", after="", quoted=False, attributed=False,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


Written = str | Sequence[str]


def claim(assertion: str, first: int = 0, /, **settings: object) -> tuple[Claim, list[Figure]]:
    """A claim and its figures, from role=text or role=[texts]; what `Claim` knows by name is a setting."""
    known = {name: settings.pop(name) for name in list(settings) if name in Claim._fields}
    figures: list[Figure] = []
    roles: dict[str, tuple[int, ...]] = {}
    for role, texts in settings.items():
        written = [texts] if isinstance(texts, str | Figure) else list(texts)  # type: ignore[call-overload]
        roles[role] = tuple(range(first + len(figures), first + len(figures) + len(written)))
        figures += [text if isinstance(text, Figure) else figure(text) for text in written]
    return Claim(parse(assertion), roles, **known), figures  # type: ignore[arg-type]


def judged(assertion: str, /, **settings: object) -> Judgement:
    """The judgement on one claim."""
    one, figures = claim(assertion, **settings)
    return judge([one], Columns.of(figures))[0]


def verdict(assertion: str, /, **settings: object) -> str:
    """The verdict on one claim."""
    return judged(assertion, **settings).verdict


def prints(*texts: str) -> list[Figure]:
    """The figures of some prints, a row each."""
    return [figure(text) for text in texts]
