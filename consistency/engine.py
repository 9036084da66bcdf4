"""The engine: read, extract, propose, judge, find; each a step over all the articles of a batch.

Articles are taken in batches: the judge compares many relations at once, and its arrays are as large as one batch. The
report keeps the text, the figures and the relations of every file, so memory grows with the size of all of them. Within
a batch the steps are the arrows of the design, and nothing flows back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from consistency import readers
from consistency.binding import Binder, Bound
from consistency.diagnosis import RELATION_COLUMNS, Judged, finding, listing, relation_row, severity, strongest
from consistency.document import Document
from consistency.equation import Assertion
from consistency.errors import ConsistencyError, ReadError
from consistency.extraction import extract
from consistency.figure import figures_table
from consistency.findings import VERDICTS, Finding, Node, Report
from consistency.judge import Claim, judge
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

_BATCH_CHARACTERS = 2_000_000

Progress = Callable[[int, int, str], None]
"""Called with the number of files done, of all, and the path of the next one."""


def check(
    paths: Sequence[str],
    *,
    rulebook: Rulebook,
    texts: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    lang: str = "",
    locale: str = "",
    details: bool = True,
) -> Report:
    """Check files (and `texts`, already decoded, by the path they go by).

    `lang` overrides what a document says of its language. `locale` says which mark its decimals have ("point", "comma",
    or a language tag); empty, it is guessed from each document. Without `details` the report has no figure trees and
    no list of what was tested. Files that cannot be read are in `Report.errors`; the others are checked all the same.
    """
    binder = Binder(rulebook)
    documents = _read(paths, texts or {}, progress)
    return _merge(
        [_check_batch(batch, binder, lang, locale, details) for batch in _batches(documents)]
        or [_check_batch([], binder, lang, locale, details)]
    )


def figures(
    paths: Sequence[str],
    texts: Mapping[str, str] | None = None,
    *,
    progress: Progress | None = None,
    locale: str = "",
) -> Report:
    """The figures of files, without testing anything."""
    return check(paths, rulebook=Rulebook(()), texts=texts, progress=progress, locale=locale)


# ------------------------------------------------------------------ read
def _read(paths: Sequence[str], texts: Mapping[str, str], progress: Progress | None) -> Iterator[Document | ReadError]:
    total = len(paths) + len(texts)
    for number, path in enumerate(paths):
        if progress:
            progress(number, total, path)
        try:
            yield readers.read(path, Path(path).read_bytes())
        except ReadError as error:
            yield error
        except OSError as error:
            yield ReadError(path, None, f"cannot be read: {error.strerror or error}")
    for path, text in texts.items():
        try:
            yield readers.read_text(path, text)
        except ReadError as error:
            yield error
    if progress:
        progress(total, total, "")


def _batches(documents: Iterable[Document | ReadError]) -> Iterator[list[Document | ReadError]]:
    batch: list[Document | ReadError] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.source) if isinstance(document, Document) else 0
        if size > _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


# ------------------------------------------------------------------ one batch
def _check_batch(
    documents: list[Document | ReadError], binder: Binder, lang: str, locale: str, details: bool
) -> Report:
    articles = [
        Article(document, extract(document, locale)) for document in documents if isinstance(document, Document)
    ]
    table = figures_table([figure for article in articles for figure in article.figures])
    remarks: list[ConsistencyError] = []
    relations = _judge(articles, table, binder, lang, remarks)
    kept = strongest(relations)
    used = _used(articles, kept)
    return Report(
        findings=tuple(_find(kept, relations, table)),
        figures=table,
        relations=_relations_table(relations),
        documents={article.document.path: article.document for article in articles},
        by_rule=_by_rule(kept),
        n_documents=len(articles),
        n_figures=sum(figures for _, figures in used.values()),
        errors=tuple(document for document in documents if isinstance(document, ReadError)),
        tested=tuple(listing(relations, kept)) if details else (),
        trees=_trees(relations) if details else {},
        used=used,
        remarks=tuple(remarks),
    )


def _judge(
    articles: Sequence[Article], table: pd.DataFrame, binder: Binder, lang: str, remarks: list[ConsistencyError]
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
            claims, judge(claims, table), context, strict=True
        )
    ]


def _find(kept: Sequence[Judged], relations: Sequence[Judged], table: pd.DataFrame) -> list[Finding]:
    numbers = {id(judged): number for number, judged in enumerate(relations)}
    failed = [judged for judged in kept if severity(judged) is not None]
    mended = repairs(
        [judged.claim for judged in relations],
        [judged.judgement for judged in relations],
        table,
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


def _merge(reports: Sequence[Report]) -> Report:
    """One report for all batches, in the order of the files; all that the batches found is kept.

    Rows of the relations table point into the figures table.
    """
    if len(reports) == 1:
        return reports[0]
    import pandas as pd

    offset = 0
    relations = []
    for report in reports:
        shifted = [
            {name: [row + offset for row in rows] for name, rows in roles.items()}
            for roles in report.relations["roles"]
        ]
        relations.append(report.relations.assign(roles=pd.Series(shifted, dtype=object)))
        offset += len(report.figures)
    by_rule: dict[str, Counter[str]] = {}
    for report in reports:
        for rule, counts in report.by_rule.items():
            by_rule.setdefault(rule, Counter()).update(counts)
    return Report(
        findings=tuple(found for report in reports for found in report.findings),
        figures=pd.concat([report.figures for report in reports], ignore_index=True),
        relations=pd.concat(relations, ignore_index=True),
        documents={path: document for report in reports for path, document in report.documents.items()},
        by_rule={rule: {verdict: by_rule[rule][verdict] for verdict in VERDICTS} for rule in sorted(by_rule)},
        n_documents=sum(report.n_documents for report in reports),
        n_figures=sum(report.n_figures for report in reports),
        errors=tuple(error for report in reports for error in report.errors),
        tested=tuple(relation for report in reports for relation in report.tested),
        trees={path: grown for report in reports for path, grown in report.trees.items()},
        used={path: counts for report in reports for path, counts in report.used.items()},
        remarks=tuple(remark for report in reports for remark in report.remarks),
    )
