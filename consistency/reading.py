"""Reading: all the figures of one article as they were read, and every relation between them in words.

What `explanation` tells of the figures at one place, this tells of all figures of an article at once, for the formats
that show the article itself. Time goes with the number of figures and of relations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from consistency import diagnosis
from consistency.explanation import arithmetic, binding
from consistency.figure import NO_QUANTITIES, bounds_of
from consistency.findings import Finding, Page, Reading, Report, Trial
from consistency.judged import Judged, by_figures, severity
from consistency.relation import Article
from consistency.tolerances import Tolerances


def page(
    article: Article, relations: Sequence[Judged], kept: Sequence[Judged], report: Report, tolerances: Tolerances
) -> Page:
    """The figures of an article and the relations between them; `kept` are those that speak for all, and `report` is
    what was found."""
    return Page(tuple(_readings(article, tolerances)), tuple(_trials(relations, kept, _Outcome(report))))


# ------------------------------------------------------------------ figures
def _readings(article: Article, tolerances: Tolerances) -> Iterator[Reading]:
    document = article.document
    text = document.text
    for figure, (strict, loose) in zip(article.figures, bounds_of(article.figures, tolerances), strict=True):
        bounded = figure.kind not in NO_QUANTITIES
        yield Reading(
            figure.at,
            figure.till,
            figure.start,
            figure.end,
            figure.line,
            figure.column,
            document.address(figure.start),
            figure.block,
            " ".join(text[figure.at : figure.till].split()),
            figure.kind,
            figure.hedge,
            figure.value,
            figure.value_to,
            figure.unit,
            figure.noun,
            strict if bounded else None,
            loose if bounded else None,
            figure.quoted,
            figure.attributed,
        )


# ------------------------------------------------------------------ relations
def _trials(relations: Sequence[Judged], kept: Sequence[Judged], outcome: _Outcome) -> Iterator[Trial]:
    """The relations in words, each that is kept before those that it speaks for; one that says the same again is left out."""
    for judged, together in zip(kept, by_figures(relations), strict=True):
        said: set[tuple[str, str, str]] = set()
        for one in (judged, *(other for other in together if other is not judged)):
            trial = _trial(one, judged, outcome)
            if (key := (trial.rule, trial.verdict, trial.sentence)) not in said:
                said.add(key)
                yield trial


def _trial(judged: Judged, speaker: Judged, outcome: _Outcome) -> Trial:
    roles = {row: diagnosis.label(judged, role) for role, rows in judged.roles.items() for row in rows}
    stated = judged.claim.roles.get(judged.judgement.stated_role or "", ())
    lines = [*arithmetic(judged), binding(judged)]
    if judged is not speaker:
        lines.append(f"{speaker.rule.name} speaks for it, which reads the same figures")
    elif told := outcome.of(judged):
        lines.append(told)
    return Trial(
        judged.rule.name,
        judged.judgement.verdict,
        diagnosis.in_words(judged),
        tuple((label, row - judged.offset) for row, label in sorted(roles.items())),
        tuple(lines),
        stated[0] - judged.offset if len(stated) == 1 else -1,
        len(judged.computed),
        judged is speaker,
    )


class _Outcome:
    """What came of the relations that do not hold: found by rule and place, since there may be many of them."""

    def __init__(self, report: Report) -> None:
        self._found = _by_place(report.findings)
        self._gone = _by_place([one.finding for one in report.suppressed])
        self._reasons = {id(one.finding): one for one in report.suppressed}

    def of(self, judged: Judged) -> str:
        """What came of a relation, in words; empty where it holds or is left open."""
        if judged.judgement.verdict not in ("contradicts", "rounding"):
            return ""
        if _match(judged, self._found):
            return ""
        if found := _match(judged, self._gone):
            by = self._reasons[id(found)]
            places = ", ".join(f"{path}:{line}" for path, line in by.places)
            return f"not reported, for it is silenced in {places}{f': {by.reason}' if by.reason else ''}"
        if severity(judged) is None and judged.judgement.verdict == "rounding" and judged.rule.rounding == "off":
            return "not reported, for this rule says nothing of what rounding may explain"
        if severity(judged) is None:
            return f"not reported, for the configuration wants at least {judged.rule.min_confidence} confidence"
        return "not reported"


def _by_place(findings: Sequence[Finding]) -> dict[tuple[str, int], list[Finding]]:
    places: dict[tuple[str, int], list[Finding]] = {}
    for found in findings:
        for mark in found.marks:
            places.setdefault((found.rule, mark.start), []).append(found)
    return places


def _match(judged: Judged, places: Mapping[tuple[str, int], Sequence[Finding]]) -> Finding | None:
    """The finding that a relation gave."""
    spans = {(judged.figure(row).start, judged.figure(row).end) for row in judged.figures}
    if not spans:
        return None
    near = places.get((judged.rule.name, min(spans)[0]), ())
    return next((one for one in near if spans <= {(mark.start, mark.end) for mark in one.marks}), None)
