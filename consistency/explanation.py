"""Explanation: all that is known of the figures at one place of an article, and why nobody says anything of them.

For each figure how it was read, every relation that it takes part in with the verdict and the arithmetic, and the rules
that nearly took it up. Nothing is decided here: the relations are those of a check, tried once more for one article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from consistency import diagnosis, wording
from consistency.batch import relations_of
from consistency.binding import Binder, Bound, applies
from consistency.document import Document
from consistency.extraction import extract
from consistency.figure import Bounds, Figure, bounds_of
from consistency.findings import Finding, Mark, Report
from consistency.judge import Columns
from consistency.judged import Judged, by_figures, severity
from consistency.language import language_of, primary
from consistency.nearly import NearMiss, near_misses
from consistency.place import Place
from consistency.relation import Article
from consistency.rulebook import Rulebook
from consistency.unread import why_unread

if TYPE_CHECKING:
    from consistency.rule import Rule
    from consistency.settings import Settings


class Told(NamedTuple):
    """A relation of the figure: the rule, the verdict, the printed words, and lines that say why and what came of it."""

    rule: str
    verdict: str
    sentence: str
    lines: tuple[str, ...]
    finding: Finding | None = None


class Explained(NamedTuple):
    """One figure: where it stands, as it was read, its relations, and the rules that nearly took it up."""

    figure: Figure
    mark: Mark
    strict: Bounds
    """What it may stand for, in its own unit, with its digits as they stand."""
    loose: Bounds
    """The same, where it may have been rounded at its zeros."""
    relations: tuple[Told, ...] = ()
    nearly: tuple[NearMiss, ...] = ()


class Explanation(NamedTuple):
    """The figures at a place. Where there is none, `nearest` are those around it, and `why` what is known of the reason.

    `rules` is how many rules there are, `off` how many the configuration leaves out, and `apart` how many are for articles
    in other languages or for other files.
    """

    document: Document
    figures: tuple[Explained, ...]
    nearest: tuple[Mark, ...] = ()
    why: str = ""
    rules: int = 0
    off: int = 0
    apart: int = 0


def explain(document: Document, place: Place, settings: Settings, report: Report) -> Explanation:
    """What there is to say of the figures at `place` of a document; `report` is that of a check of it."""
    article = Article(document, extract(document, settings.locale))
    chosen = place.figures(document, article.figures)
    if not chosen:
        nearest = tuple(_mark(document, article.figures[i]) for i in place.nearest(document, article.figures))
        return Explanation(document, (), nearest, why_unread(document, place))
    language = primary(settings.lang) if settings.lang else language_of(document)
    every = _every(settings)
    off = [rule for rule in every.rules if rule.name not in set(settings.rules.names)]
    relations = _relations(article, settings.rules, settings)
    silent = _relations(article, Rulebook(tuple(off)), settings)
    bound = [Bound(judged.rule, judged.proposal) for judged in (*relations, *silent)]
    stronger = _stronger(relations)
    explained = []
    for index in chosen:
        told = [_told(judged, stronger, report) for judged in relations if index in judged.figures]
        told += [_left_out(judged, settings) for judged in silent if index in judged.figures]
        misses = near_misses(article, index, every.rules, bound, language)
        figure = article.figures[index]
        (bounds,) = bounds_of([figure], settings.tolerances)
        explained.append(Explained(figure, _mark(document, figure), *bounds, tuple(_once(told)), tuple(misses)))
    apart = sum(not applies(rule, article, language) for rule in every.rules)
    return Explanation(document, tuple(explained), rules=len(every.rules), off=len(off), apart=apart)


def _every(settings: Settings) -> Rulebook:
    """All the rules, those too that the configuration leaves out, each as it is where it runs."""
    source = settings.sources
    book = source if isinstance(source, Rulebook) else source.rulebook
    here = {rule.name: rule for rule in settings.rules.rules}
    return Rulebook(tuple(here.get(rule.name, rule) for rule in book.rules), book.packs)


def _relations(article: Article, rules: Rulebook, settings: Settings) -> list[Judged]:
    return relations_of([article], Columns.of(article.figures), Binder(rules), settings, [])


def _mark(document: Document, figure: Figure) -> Mark:
    return diagnosis.mark(document, "figure", "", figure.start, figure.end)


def _once(told: Sequence[Told]) -> Iterator[Told]:
    seen: set[tuple[str, str, str]] = set()
    for one in told:
        if (key := (one.rule, one.verdict, one.sentence)) not in seen:
            seen.add(key)
            yield one


# ------------------------------------------------------------------ relations
def _stronger(relations: Sequence[Judged]) -> Mapping[int, Judged]:
    """For each relation that another speaks for, by its id, that other one."""
    from consistency.judged import strongest

    speaks: dict[int, Judged] = {}
    for judged, together in zip(strongest(relations), by_figures(relations), strict=True):
        speaks |= {id(other): judged for other in together if other is not judged}
    return speaks


def _told(judged: Judged, stronger: Mapping[int, Judged], report: Report) -> Told:
    words = diagnosis.tested(judged, kept=True)
    lines = list(arithmetic(judged))
    lines.append(binding(judged))
    other = stronger.get(id(judged))
    found = None if other else _finding(judged, report.findings)
    if other is not None:
        lines.append(f"{other.rule.name} speaks for it, which reads the same figures: {diagnosis.in_words(other)}")
    elif found is not None:
        lines.append(f"reported as {_a(found.severity)}{_if_hidden(found)}: {found.message}")
    elif judged.judgement.verdict in ("contradicts", "rounding"):
        lines.append(_silence(judged, report))
    return Told(words.rule, words.verdict, words.sentence, tuple(lines), found)


def _a(severity: str) -> str:
    return f"an {severity}" if severity[:1] in "aeiou" else f"a {severity}"


def _if_hidden(found: Finding) -> str:
    return ", which is shown with --show note" if found.severity == "note" else ""


def _silence(judged: Judged, report: Report) -> str:
    """Why a relation that does not hold is not reported."""
    for suppressed in report.suppressed:
        if _is_of(judged, suppressed.finding):
            places = ", ".join(f"{path}:{line}" for path, line in suppressed.places)
            reason = f": {suppressed.reason}" if suppressed.reason else ""
            return f"not reported, for it is silenced in {places}{reason}"
    rule, verdict = judged.rule, judged.judgement.verdict
    if severity(judged) is None and verdict == "rounding" and rule.rounding == "off":
        return "not reported, for this rule says nothing of what rounding may explain"
    if severity(judged) is None:
        return f"not reported, for the configuration wants at least {rule.min_confidence} confidence of this rule"
    return "not reported"


def _finding(judged: Judged, findings: Sequence[Finding]) -> Finding | None:
    return next((found for found in findings if _is_of(judged, found)), None)


def _is_of(judged: Judged, found: Finding) -> bool:
    if found.rule != judged.rule.name or found.primary.path != judged.article.document.path:
        return False
    places = {(mark.start, mark.end) for mark in found.marks}
    return {(judged.figure(row).start, judged.figure(row).end) for row in judged.figures} <= places


def _left_out(judged: Judged, settings: Settings) -> Told:
    """A relation of a rule that is switched off."""
    words = diagnosis.tested(judged, kept=True)
    lines = [*arithmetic(judged), f"not tested in a check: {left_out(judged.rule, settings)}"]
    return Told(words.rule, words.verdict, words.sentence, tuple(lines))


def left_out(rule: Rule, settings: Settings) -> str:
    """Where a rule was switched off."""
    source = settings.sources
    if not isinstance(source, Rulebook):
        for name in source.names:
            if name.name in (rule.name, rule.pack) and not name.setting:
                return f"{source.path}:{name.line} leaves the rule out"
        if source.path:
            return f"the rule is not among those that {source.path} selects"
    return "the rule is left out"


def arithmetic(judged: Judged) -> Iterator[str]:
    """What the figures come to, against what the stated one allows."""
    judgement, stated = judged.judgement, judged.stated
    if judgement.verdict == "undecided":
        yield f"left open: {judgement.reason}" if judgement.reason else "left open"
        return
    if judged.assertion.op == "candidates" or stated is None or judgement.expected is None:
        return
    come = diagnosis.expected(judged)
    allowed = judgement.allowed
    if judged.assertion.op == "==" and judged.computed:
        several = len(judged.computed) > 1
        yield f"the other{'s come' if several else ' comes'} to {come}, and {_quoted(judged)} {_allows(allowed, stated)}"
    if judgement.verdict == "rounding" and judgement.grain > 0 and judgement.grain_row >= 0:
        nearest = wording.write_grain(judgement.grain, judged.shown(judgement.grain_row))
        yield f"it holds only if round figures were rounded to the nearest {nearest}"


def _quoted(judged: Judged) -> str:
    assert judged.stated is not None
    return f'"{judged.stated.text}"'


def _allows(allowed: tuple[float, float] | None, stated: Figure) -> str:
    if allowed is None:
        return "is stated"
    low, high = allowed
    written = wording.write_range(low, high, stated)
    return "is stated" if low == high or written == stated.text else f"allows {written}"


def binding(judged: Judged) -> str:
    """How sure it is that these figures belong together, and what says so."""
    evidence = f": {judged.proposal.evidence}" if judged.proposal.evidence else ""
    return f"{judged.proposal.confidence} confidence{evidence}"
