"""Diagnosis: what a judged relation means to the person who wrote the article.

Turns relations with their verdicts into findings: the message in printed words, the primary place and the related
ones, what the figures allow, and the repair. Also says every tested relation in words, for those who ask what was
tested.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from consistency import wording
from consistency.document import Document
from consistency.findings import SEVERITIES, Finding, Mark, Tested
from consistency.judged import Judged, by_figures, severity
from consistency.relation import Place
from consistency.repair import Repair
from consistency.slip import STRONG

_FAR = 0.5
"""By which share of the total a sum may be off and still be taken for a sum that was meant."""


# ------------------------------------------------------------------ words
def printed(judged: Judged, row: int) -> str:
    """The figure in a row as the author wrote it, in quotation marks where it is more than the number."""
    text = judged.read(row)
    return f'"{text}"' if judged.figure(row).hedge != "none" else text


def _joined(judged: Judged, rows: Sequence[int], signs: Sequence[int]) -> str:
    pieces = []
    for number, row in enumerate(rows):
        minus = number < len(signs) and signs[number] < 0
        sign = (" - " if minus else " + ") if number else "-" if minus else ""
        pieces.append(sign + printed(judged, row))
    if len(pieces) > 9:
        pieces = [*pieces[:4], f" + {len(pieces) - 6} more", *pieces[-2:]]
    return "".join(pieces)


def _role_texts(judged: Judged) -> dict[str, str]:
    texts = {
        role: _joined(judged, rows, judged.proposal.signs if len(rows) > 1 else ())
        for role, rows in judged.roles.items()
    }
    words = judged.proposal.words
    texts |= {name: words.get(f"{name}_name", f"{value:g}") for name, value in judged.proposal.values.items()}
    return texts | dict(words)


def expected(judged: Judged) -> str:
    """What the stated figure could have been, written like it; where a number of the rule is stated, what the article's
    figures come to, written like them."""
    bounds, stated, computed = judged.judgement.expected, judged.stated, judged.judgement.computed
    if bounds is None:
        return "something else"
    known = math.isfinite(computed)
    if stated is None:
        return _computed(judged, computed) if known else f"{bounds[0]:g}"
    # In a table a price and a number are taken at their word: 60 at £3.15 is £189.00.
    is_product = judged.proposal.column_grain > 0 and "/" not in judged.assertion.text
    ranged = any(judged.figure(row).value_to is not None for row in judged.computed)
    if known and (judged.assertion.additive or is_product) and not ranged:
        return wording.write_like(computed, stated)
    written = wording.write_range(bounds[0], bounds[1], stated)
    if known and written == wording.write_like(stated.value, stated):
        return wording.write_finer(computed, stated)  # not "529, not 529"
    return written


def _computed(judged: Judged, value: float) -> str:
    """What the computed side comes to, written like the first of its figures, to the finest last digit among them."""
    figures = [judged.shown(row) for row in judged.computed]
    if not figures or not judged.assertion.additive:
        return f"{value:g}"
    # Beside percentages a worded fraction is one of them: "half" and 38 percent come to 88 percent.
    others = [figure for figure in figures if figure.kind != "ratio"]
    if not others and judged.rule.percent_roles.intersection(judged.assertion.names):
        value /= 100
    # The judge adds up in the first unit that is written.
    unit = next((figure.unit for figure in others if figure.unit), "")
    like = min((figure for figure in others or figures if figure.unit == unit), key=lambda figure: figure.grain)
    return wording.write_like(value, like)


def in_words(judged: Judged) -> str:
    """The assertion with the printed figures in it: "10,000 + 2,000 = about 12,000"."""
    texts = _role_texts(judged)

    def written(match: re.Match[str]) -> str:
        said, around = texts.get(match[1] or match[0], match[0]), match.string
        before, after = around[: match.start()].rstrip()[-1:], around[match.end() :].lstrip()[:1]
        is_factor = before in ("*", "/", "-") or after in ("*", "/")
        return f"({said})" if is_factor and match[0].startswith("sum(") and " " in said else said

    text = re.sub(r"\b(?:sum|restated|converted)\((\w+)\)|\b[A-Za-z_]\w*\b(?!\()", written, judged.assertion.text)
    if judged.assertion.op == "candidates":
        return f"{text.split(' in ')[0]} in the article"
    return text.replace("==", "=").replace("<=", "≤").replace(">=", "≥")


def _message(judged: Judged, come_to: str) -> str:
    rule = judged.rule
    if not rule.message:
        return f"{in_words(judged)} does not hold"
    texts: Mapping[str, str] = {"expected": come_to, **_role_texts(judged)}
    computed = judged.judgement.computed
    message = rule.contrary if rule.contrary and computed < 0 else rule.message
    for name in rule.placeholders:
        message = message.replace(f"{{{name}}}", texts.get(name, name))
    return message


def _details(judged: Judged) -> tuple[str, ...]:
    stated, judgement = judged.stated, judged.judgement
    if stated is None or judgement.expected is None or judged.assertion.op == "candidates":
        return ()
    lines = []
    allowed = judgement.allowed
    # A range says itself what it allows.
    if (
        stated.hedge not in ("none", "range")
        and allowed is not None
        and allowed[0] > float("-inf")
        and allowed[1] < float("inf")
    ):
        lines.append(f'"{stated.text}" allows {wording.write_range(*allowed, stated)}')
    if judgement.verdict == "rounding" and judgement.grain > 0 and judgement.grain_row >= 0:
        nearest = wording.write_grain(judgement.grain, judged.shown(judgement.grain_row))
        lines.append(f"it holds only if round figures were rounded to the nearest {nearest}")
    elif judgement.loose is not None and judgement.loose != judgement.expected and allowed is not None:
        low, high = judgement.loose
        if low > allowed[1]:
            lines.append(f"no rounding of these figures comes below {wording.write_like(low, stated)}")
        elif high < allowed[0]:
            lines.append(f"no rounding of these figures comes above {wording.write_like(high, stated)}")
    return tuple(lines)


def _help(judged: Judged, repair: Repair | None) -> str:
    if said := judged.proposal.words.get("help"):
        return said
    if judged.assertion.op == "candidates" and judged.stated is not None:
        if not judged.roles["candidates"]:
            return ""
        first = judged.roles["candidates"][0]
        return (
            f"the article has {printed(judged, first)} in {judged.article.document.where(judged.figure(first).start)}"
        )
    if repair is None:
        return ""
    figure = judged.figure(repair.row)
    # "1 works" is no English: the noun is in the number of the printed figure.
    named = figure.noun and figure.kind == "count" and (repair.text.lower() not in ("1", "one") or figure.value == 1)
    noun = f" {figure.noun}" if named else ""
    if repair.other >= 0:
        here, there = printed(judged, repair.row), printed(judged, repair.other)
        if repair.other not in judged.figures:  # it stands in another sum, which fails as well
            there += f" in {judged.article.document.where(judged.figure(repair.other).start)}"
        return f"{here} and {there} would agree with every figure in each other's place"
    slip = f" ({repair.slip})" if repair.slip else ""
    return f"{repair.text}{noun} instead of {printed(judged, repair.row)} would agree with every figure{slip}"


# ------------------------------------------------------------------ places
def mark(document: Document, role: str, label: str, start: int, end: int, remark: str = "") -> Mark:
    """A place in the source, with its lines and columns, and its address where these mean nothing."""
    line, column = document.position(start)
    end_line, end_column = document.position(end)
    text = document.source[start:end]
    address = document.address(start)
    return Mark(role, label, document.path, start, end, line, column, end_line, end_column, text, address, remark)


def label(judged: Judged, role: str) -> str:
    """What an editor calls a figure in this role: "part", "the stated total"."""
    label = judged.rule.labels.get(role, role.replace("_", " "))
    if len(judged.roles.get(role, ())) > 1:
        label = label.removesuffix("s") if role.endswith("s") and role not in judged.rule.labels else label
    if judged.assertion.op == "==" and role == judged.judgement.stated_role and not label.startswith("the stated"):
        label = f"the stated {label}"
    return label


def _remark(judged: Judged, row: int, repair: Repair | None, come_to: str) -> str:
    """What stands beside a figure of a table: what several others come to, or what would agree in its place."""
    if repair is not None and repair.other >= 0 and row in (repair.row, repair.other):
        return f"{repair.text if row == repair.row else repair.other_text} would agree"
    is_stated = row in judged.claim.roles.get(judged.judgement.stated_role or "", ())[:1]
    if is_stated and judged.assertion.op == "==" and len(judged.computed) > 1 and judged.judgement.expected:
        return f"comes to {come_to}"
    return f"{repair.text} would agree" if repair and repair.row == row else ""


def _place(document: Document, place: Place) -> Mark:
    start, end = document.source_offset(place.at), document.source_offset(place.till)
    return mark(document, place.role, place.label, start, end)


def _is_doubtful(judged: Judged, repair: Repair | None) -> bool:
    """Whether a sum in prose is so far off, with no slip to explain it, that the words may have bound other figures.

    A slip changes a sum a little, or by a power of ten; "45 people (38 seated and 60 standing)" is no sum at all. Where
    the words say that it is one ("a total of", "the breakdown"), the binding is sure and stays so.
    """
    judgement = judged.judgement
    if judged.proposal.confidence == "high" and not judged.proposal.partial:
        return False
    if not judged.rule.phrases or not judged.assertion.additive or judged.assertion.op != "==" or not judgement.allowed:
        return False
    if repair is not None and repair.slip in STRONG:
        return False
    low, high = judgement.allowed
    return low > 0 and not low * (1 - _FAR) <= judgement.computed <= high * (1 + _FAR)


def _is_explained(judged: Judged, repair: Repair | None) -> bool:
    """Whether a sum of which the words leave in doubt that it is one would be one but for a telling slip."""
    if repair is None or repair.slip not in STRONG or judged.proposal.confidence != "low":
        return False
    return bool(judged.rule.phrases) and judged.assertion.op == "==" and judged.assertion.additive


def finding(judged: Judged, repair: Repair | None) -> Finding | None:
    """The finding that a relation gives, or None where it gives none."""
    level, confidence = severity(judged), judged.proposal.confidence
    if level is None:
        return None
    if _is_doubtful(judged, repair):
        level, confidence = "note", "low"
    elif _is_explained(judged, repair):
        level, confidence = max(level, "warning", key=SEVERITIES.index), "medium"
    document = judged.article.document
    stated_rows = judged.claim.roles.get(judged.judgement.stated_role or "", ())
    rows = [(role, row) for role, rows in judged.roles.items() for row in rows]
    first = repair.row if repair else (stated_rows[0] if stated_rows else (rows[0][1] if rows else -1))
    come_to = expected(judged)
    marks: dict[int, Mark] = {}
    for role, row in rows:
        figure = judged.figure(row)
        remark = _remark(judged, row, repair, come_to)
        marks[row] = mark(document, role, label(judged, role), figure.start, figure.end, remark)
    places = [_place(document, place) for place in judged.proposal.places]
    primary = marks[first] if first in marks else places.pop(0)
    related = [found for row, found in marks.items() if row != first] + places
    related.sort(key=lambda place: place.start)
    return Finding(
        rule=judged.rule.name,
        severity=level,
        verdict=judged.judgement.verdict,
        confidence=confidence,
        message=_message(judged, come_to),
        primary=primary,
        related=tuple(related),
        expected=judged.judgement.expected,
        help=_help(judged, repair),
        details=_details(judged),
        evidence=judged.proposal.evidence,
        quoted=first in marks and judged.figure(first).quoted,
    )


def listing(relations: Sequence[Judged], kept: Sequence[Judged]) -> Iterator[Tested]:
    """The relations in words, for the list of what was tested: each that is kept, then those that it speaks for.

    `kept` are the `strongest` of the relations. One that says again what its set has said is left out.
    """
    for judged, together in zip(kept, by_figures(relations), strict=True):
        said: set[tuple[str, str, str]] = set()
        for one in (judged, *(other for other in together if other is not judged)):
            words = tested(one, kept=one is judged)
            if (key := (words.rule, words.verdict, words.sentence)) not in said:
                said.add(key)
                yield words


def tested(judged: Judged, *, kept: bool) -> Tested:
    """The relation in words."""
    verdict = judged.judgement.verdict
    reason = judged.judgement.reason if verdict == "undecided" else ""
    path, count = judged.article.document.path, len(judged.figures)
    address = judged.article.document.address(judged.start)
    return Tested(path, judged.line, judged.rule.name, verdict, in_words(judged), count, reason, kept, address)


RELATION_COLUMNS = (
    "path", "rule", "assertion", "roles", "verdict", "confidence", "partial", "evidence", "expected_low", "expected_high", "reason",
)  # fmt: skip


def relation_row(judged: Judged) -> dict[str, Any]:
    """The relation as a row of the relations table."""
    low, high = judged.judgement.expected or (float("nan"), float("nan"))
    return {
        "path": judged.article.document.path,
        "rule": judged.rule.name,
        "assertion": judged.assertion.text,
        "roles": {role: list(rows) for role, rows in judged.roles.items()},
        "verdict": judged.judgement.verdict,
        "confidence": judged.proposal.confidence,
        "partial": judged.proposal.partial,
        "evidence": judged.proposal.evidence,
        "expected_low": low,
        "expected_high": high,
        "reason": judged.judgement.reason,
    }
