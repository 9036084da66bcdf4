"""Batch: read, extract, propose, judge, find; each a step over all the articles of a batch, and nothing flows back.

The judge compares many relations at once, and its arrays are as large as one batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from consistency import readers, results
from consistency.binding import Binder, Bound, applies
from consistency.diagnosis import RELATION_COLUMNS, finding, listing, relation_row
from consistency.document import Document
from consistency.equation import Assertion
from consistency.errors import ConsistencyError, ReadError
from consistency.extraction import extract
from consistency.figure import NO_QUANTITIES, Figure, figures_table
from consistency.findings import VERDICTS, Finding, Node, Page, Report, Suppressed, Tables
from consistency.fingerprint import with_fingerprints
from consistency.judge import Claim, Columns, Judgement, judge
from consistency.judged import Judged, severity, strongest
from consistency.language import language_of, primary
from consistency.packed import Packed
from consistency.relation import Article
from consistency.repair import repairs
from consistency.rivals import settled
from consistency.rule import Rule
from consistency.settings import Settings
from consistency.suppression import Rules, may_suppress, suppress
from consistency.tolerances import Tolerances

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Batch:
    """Files to be checked together, and texts that are read already, decoded or as bytes, by the path they go by."""

    paths: Sequence[str] = ()
    texts: Mapping[str, str | bytes] = field(default_factory=dict)
    group: int = 0
    """Which of the run's checkers is for it."""

    def __len__(self) -> int:
        return len(self.paths) + len(self.texts)

    def read(self, settings: Settings, digest: str, begun: Callable[[str], None]) -> Iterator[_Read]:
        """What the readers make of each; `begun` is told each path before it is read.

        `digest` is that of the settings, empty where nothing is to be kept.
        """
        for path in self.paths:
            begun(path)
            try:
                content = Path(path).read_bytes()
                found = readers.read(path, content, settings.suffix_of(path), settings.keys)
                yield _Read(path, results.key(digest, path, content) if digest else b"", found)
            except ReadError as error:
                # Not kept: it may be for want of a library that the next run has.
                yield _Read(path, b"", error)
            except OSError as error:
                yield _Read(path, b"", ReadError(path, None, f"cannot be read: {error.strerror or error}"))
        for path, text in self.texts.items():
            begun(path)
            try:
                suffix, keys = settings.suffix_of(path), settings.keys
                if isinstance(text, bytes):
                    yield _Read(path, b"", readers.read(path, text, suffix, keys))
                else:
                    yield _Read(path, b"", readers.read_text(path, text, suffix, keys))
            except ReadError as error:
                yield _Read(path, b"", error)


class _Read(NamedTuple):
    """A file as it was read, or why it could not be; `key` is that of `results.key`, empty where nothing may be kept."""

    path: str
    key: bytes
    found: Document | ReadError


class Checked(NamedTuple):
    """What a batch came to: (path, key, report) for each file in order, and the tables of all, where they are kept."""

    files: list[tuple[str, bytes, Report]]
    tables: Tables | None = None


@dataclass(frozen=True, eq=False)
class Checker:
    """How the batches of a run are checked; see `engine.check`. It can be sent to another process."""

    settings: Settings
    keep: bool = True
    pages: bool = False
    known: bool = False
    """Whether the reports are kept for another run, and so need their keys."""

    @cached_property
    def binder(self) -> Binder:
        return Binder(self.settings.rules)

    def __call__(self, batch: Batch, begun: Callable[[str], None] = lambda path: None) -> Checked:
        """What one batch comes to."""
        read = list(batch.read(self.settings, self.settings.digest if self.known else "", begun))
        articles = {
            one.path: Article(one.found, extract(one.found, self.settings.locale))
            for one in read
            if isinstance(one.found, Document)
        }
        figures = [figure for article in articles.values() for figure in article.figures]
        remarks: list[ConsistencyError] = []
        columns = Columns.of(figures)
        relations = relations_of(list(articles.values()), columns, self.binder, self.settings, remarks)
        kept = strongest(relations)
        found = _by_path(
            _find(kept, relations, figures, columns, self.settings.tolerances), lambda one: one.primary.path
        )
        silent = _by_path(remarks, lambda remark: remark.path or "")
        every, strong = (_by_path(some, lambda one: one.article.document.path) for some in (relations, kept))
        files = []
        for path, key, result in read:
            if isinstance(result, ReadError):
                report = Report((), {}, {}, 0, 0, errors=(result,))
            else:
                report = self._report(articles[path], every.get(path, []), strong.get(path, []), found.get(path, []))
                if path in silent:
                    report = replace(report, remarks=tuple(silent[path]))
            files.append((path, key, report))
        tables = Tables(figures_table(figures), _relations_table(relations)) if self.keep else None
        return Checked(files, tables)

    def _report(
        self, article: Article, relations: Sequence[Judged], kept: Sequence[Judged], found: Sequence[Finding]
    ) -> Report:
        """The report on one article; `kept` are those of its relations that speak for all."""
        document = article.document
        findings, suppressed = self._suppress(found, article)
        used = _used(article, kept)
        whole = self.keep or self.pages
        report = Report(
            findings=findings,
            documents={document.path: document} if whole else Packed.of([document] if findings else []),
            by_rule=_by_rule(kept),
            n_documents=1,
            n_figures=used[1],
            notes=tuple(ConsistencyError(document.path, note.line, note.message) for note in document.notes),
            tested=tuple(listing(relations, kept)) if self.keep else (),
            trees=_trees(relations) if whole else {},
            used={document.path: used},
            suppressed=tuple(suppressed),
        )
        return (
            replace(report, pages={document.path: self._page(article, relations, kept, report)})
            if self.pages
            else report
        )

    def _page(self, article: Article, relations: Sequence[Judged], kept: Sequence[Judged], report: Report) -> Page:
        from consistency.reading import page

        return page(article, relations, kept, report, self.settings.tolerances)

    def _suppress(self, found: Sequence[Finding], article: Article) -> tuple[tuple[Finding, ...], Sequence[Suppressed]]:
        """What remains of the findings, those about suppressions among them; and what was suppressed."""
        document, settings = article.document, self.settings
        found = with_fingerprints(found, document) if found else found
        gone: Sequence[Suppressed] = ()
        waivers = [waiver for waiver in settings.waivers if waiver.holds_for(document.path)] if found else []
        if waivers or (settings.rules.rules and may_suppress(document)):
            suffix = settings.suffix_of(document.path)
            found, gone = suppress(document, found, self._rules_for(article), waivers, suffix)
        return tuple(settings.told(found)), gone

    def _rules_for(self, article: Article) -> Rules:
        book, lang = self.settings.rules, self.settings.lang
        language = primary(lang) if lang else language_of(article.document)
        return Rules(book.every, {rule.name for rule in book.rules if applies(rule, article, language)})


def relations_of(
    articles: Sequence[Article],
    columns: Columns,
    binder: Binder,
    settings: Settings,
    remarks: list[ConsistencyError],
) -> list[Judged]:
    """Every assertion of every proposal about these articles, with its verdict; `columns` are those of their figures."""
    claims: list[Claim] = []
    context: list[tuple[Article, Bound, Assertion, int]] = []
    languages = {rule.language for rule in binder.rulebook.rules} - {""}
    offset = 0
    for article in articles:
        path = article.document.path

        def remark(rule: Rule, message: str, path: str = path) -> None:
            remarks.append(ConsistencyError(path, None, f"rule {rule.name} stays silent: {message}"))

        language = primary(settings.lang) if settings.lang else language_of(article.document)
        others = languages - {language}
        if language and others:
            silent = f"the article is in {language!r}: the rules for {', '.join(sorted(others))} stay silent"
            remarks.append(ConsistencyError(path, None, silent))
        for bound in binder.propose(article, language, remark):
            proposal = bound.proposal
            shifted = {role: tuple(row + offset for row in rows) for role, rows in proposal.roles.items()}
            for assertion in bound.rule.assertions:
                roles = {name: rows for name, rows in shifted.items() if name in assertion.names}
                claims.append(
                    Claim(
                        assertion, roles, proposal.values, proposal.partial, proposal.column_grain, proposal.signs,
                        bound.rule.percent_roles,
                    )
                )  # fmt: skip
                context.append((article, bound, assertion, offset))
        offset += len(article.figures)
    judgements = _judgements(claims, [bound.rule for _, bound, _, _ in context], columns, settings)
    found = [
        Judged(article, bound.rule, bound.proposal, assertion, claim, judgement, start)
        for claim, judgement, (article, bound, assertion, start) in zip(claims, judgements, context, strict=True)
    ]
    return settled(found, lambda claims, rules: _judgements(claims, rules, columns, settings))


def _judgements(
    claims: Sequence[Claim], rules: Sequence[Rule], columns: Columns, settings: Settings
) -> list[Judgement]:
    """The judgement of each claim, under the tolerances of its rule."""
    if all(rule.tolerance is None for rule in rules):
        return judge(claims, columns, settings.tolerances)
    alike: dict[Tolerances, list[int]] = {}
    for number, rule in enumerate(rules):
        alike.setdefault(settings.tolerances_of(rule), []).append(number)
    found: dict[int, Judgement] = {}
    for tolerances, numbers in alike.items():
        found |= zip(numbers, judge([claims[number] for number in numbers], columns, tolerances), strict=True)
    return [found[number] for number in range(len(claims))]


def _find(
    kept: Sequence[Judged],
    relations: Sequence[Judged],
    figures: Sequence[Figure],
    columns: Columns,
    tolerances: Tolerances,
) -> list[Finding]:
    numbers = {id(judged): number for number, judged in enumerate(relations)}
    failed = [judged for judged in kept if severity(judged) is not None]
    mended = repairs(
        [judged.claim for judged in relations],
        [judged.judgement for judged in relations],
        figures,
        columns,
        [numbers[id(judged)] for judged in failed],
        tolerances=tolerances,
        texts={row: judged.read(row) for judged in failed for rows in judged.claim.roles.values() for row in rows},
    )
    found = [result for judged in failed if (result := finding(judged, mended.get(numbers[id(judged)])))]
    order = {path: number for number, path in enumerate(dict.fromkeys(j.article.document.path for j in relations))}
    return sorted(found, key=lambda f: (order[f.primary.path], f.primary.start, f.rule))


def _by_rule(kept: Sequence[Judged]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for judged in kept:
        counts.setdefault(judged.rule.name, dict.fromkeys(VERDICTS, 0))[judged.judgement.verdict] += 1
    return {rule: counts[rule] for rule in sorted(counts)}


def _trees(relations: Sequence[Judged]) -> dict[str, tuple[Node, ...]]:
    from consistency.tree import trees

    grown = trees(relations) if relations else ()
    return {relations[0].article.document.path: grown} if grown else {}


def _used(article: Article, kept: Sequence[Judged]) -> tuple[int, int]:
    """How many of the article's figures took part in a decided relation, and of how many."""
    counts = [figure.kind not in NO_QUANTITIES for figure in article.figures]
    used = {row - judged.offset for judged in kept if judged.judgement.verdict != "undecided" for row in judged.figures}
    return sum([counts[index] for index in used]), sum(counts)


def _by_path(items: Iterable[T], path: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for item in items:
        found.setdefault(path(item), []).append(item)
    return found


def _relations_table(relations: Sequence[Judged]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([relation_row(judged) for judged in relations], columns=list(RELATION_COLUMNS))
