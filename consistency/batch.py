"""Batch: read, extract, propose, judge, find; each a step over all the articles of a batch, and nothing flows back.

The judge compares many relations at once, and its arrays are as large as one batch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from consistency import readers
from consistency.binding import Binder, Bound
from consistency.diagnosis import RELATION_COLUMNS, finding, listing, relation_row
from consistency.document import Document
from consistency.equation import Assertion
from consistency.errors import ConsistencyError, ReadError
from consistency.extraction import extract
from consistency.figure import Figure, figures_table
from consistency.findings import VERDICTS, Finding, Node, Report, Tables
from consistency.judge import Claim, judge
from consistency.judged import Judged, severity, strongest
from consistency.language import language_of, primary
from consistency.relation import Article
from consistency.repair import repairs
from consistency.rule import Rule
from consistency.rulebook import Rulebook
from consistency.tree import trees

if TYPE_CHECKING:
    import pandas as pd

NOT_COUNTED = frozenset(("year", "date", "time", "ordinal", "score"))
"""The kinds that `summary.figures` leaves out."""


@dataclass(frozen=True)
class Batch:
    """Files to be checked together, and texts that are already decoded, by the path they go by."""

    paths: Sequence[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.paths) + len(self.texts)

    def documents(self, begun: Callable[[str], None]) -> Iterator[Document | ReadError]:
        """What the readers make of each; `begun` is told each path before it is read."""
        for path in self.paths:
            begun(path)
            try:
                yield readers.read(path, Path(path).read_bytes())
            except ReadError as error:
                yield error
            except OSError as error:
                yield ReadError(path, None, f"cannot be read: {error.strerror or error}")
        for path, text in self.texts.items():
            begun(path)
            try:
                yield readers.read_text(path, text)
            except ReadError as error:
                yield error


@dataclass(frozen=True)
class Checker:
    """How the batches of a run are checked; see `engine.check`. It can be sent to another process."""

    rulebook: Rulebook
    lang: str = ""
    locale: str = ""
    keep: bool = True

    @cached_property
    def binder(self) -> Binder:
        return Binder(self.rulebook)

    def __call__(self, batch: Batch, begun: Callable[[str], None] = lambda path: None) -> Report:
        """The report on one batch."""
        documents = list(batch.documents(begun))
        articles = [
            Article(document, extract(document, self.locale))
            for document in documents
            if isinstance(document, Document)
        ]
        figures = [figure for article in articles for figure in article.figures]
        remarks: list[ConsistencyError] = []
        relations = _judge(articles, figures, self.binder, self.lang, remarks)
        kept = strongest(relations)
        used = _used(articles, kept)
        findings = tuple(_find(kept, relations, figures))
        shown = {mark.path for found in findings for mark in found.marks}
        return Report(
            findings=findings,
            documents={
                article.document.path: article.document
                for article in articles
                if self.keep or article.document.path in shown
            },
            by_rule=_by_rule(kept),
            n_documents=len(articles),
            n_figures=sum(counted for _, counted in used.values()),
            errors=tuple(document for document in documents if isinstance(document, ReadError)),
            notes=tuple(
                ConsistencyError(article.document.path, note.line, note.message)
                for article in articles
                for note in article.document.notes
            ),
            tested=tuple(listing(relations, kept)) if self.keep else (),
            trees=_trees(relations) if self.keep else {},
            used=used,
            remarks=tuple(remarks),
            tables=Tables(figures_table(figures), _relations_table(relations)) if self.keep else None,
        )


def _judge(
    articles: Sequence[Article], figures: Sequence[Figure], binder: Binder, lang: str, remarks: list[ConsistencyError]
) -> list[Judged]:
    """Every assertion of every proposal about these articles, with its verdict."""
    claims: list[Claim] = []
    context: list[tuple[Article, Bound, Assertion, int]] = []
    offset = 0
    for article in articles:
        path = article.document.path

        def remark(rule: Rule, message: str, path: str = path) -> None:
            remarks.append(ConsistencyError(path, None, f"rule {rule.name} stays silent: {message}"))

        language = primary(lang) if lang else language_of(article.document)
        others = {rule.language for rule in binder.rulebook.rules} - {"", language}
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
    return [
        Judged(article, bound.rule, bound.proposal, assertion, claim, judgement, start)
        for claim, judgement, (article, bound, assertion, start) in zip(
            claims, judge(claims, figures), context, strict=True
        )
    ]


def _find(kept: Sequence[Judged], relations: Sequence[Judged], figures: Sequence[Figure]) -> list[Finding]:
    numbers = {id(judged): number for number, judged in enumerate(relations)}
    failed = [judged for judged in kept if severity(judged) is not None]
    mended = repairs(
        [judged.claim for judged in relations],
        [judged.judgement for judged in relations],
        figures,
        [numbers[id(judged)] for judged in failed],
        texts={row: judged.read(row) for judged in failed for rows in judged.claim.roles.values() for row in rows},
    )
    found = [result for judged in failed if (result := finding(judged, mended.get(numbers[id(judged)])))]
    order = {path: number for number, path in enumerate(dict.fromkeys(j.article.document.path for j in relations))}
    return sorted(found, key=lambda f: (order[f.primary.path], f.primary.start, f.rule))


def _by_rule(kept: Sequence[Judged]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for judged in kept:
        counts.setdefault(judged.rule.name, Counter())[judged.judgement.verdict] += 1
    return {rule: {verdict: counts[rule][verdict] for verdict in VERDICTS} for rule in sorted(counts)}


def _trees(relations: Sequence[Judged]) -> dict[str, tuple[Node, ...]]:
    by_path: dict[str, list[Judged]] = {}
    for judged in relations:
        by_path.setdefault(judged.article.document.path, []).append(judged)
    return {path: grown for path, judged in by_path.items() if (grown := trees(judged))}


def _used(articles: Sequence[Article], kept: Sequence[Judged]) -> dict[str, tuple[int, int]]:
    """For each path, how many of its figures took part in a decided relation, and of how many."""
    used: dict[str, set[int]] = {}
    for judged in kept:
        if judged.judgement.verdict != "undecided":
            used.setdefault(judged.article.document.path, set()).update(row - judged.offset for row in judged.figures)
    counts = {}
    for article in articles:
        counted = {index for index, figure in enumerate(article.figures) if figure.kind not in NOT_COUNTED}
        counts[article.document.path] = (len(counted & used.get(article.document.path, set())), len(counted))
    return counts


def _relations_table(relations: Sequence[Judged]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([relation_row(judged) for judged in relations], columns=list(RELATION_COLUMNS))
