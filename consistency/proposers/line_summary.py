"""Averages and extremes of tables: a row (or column) called "Average", "Maximum" or "Lowest" against the others.

`of` in the rule's settings names which: mean, highest or lowest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consistency.relation import Article, Proposal
from consistency.tables.derived import Says
from consistency.tables.fit import confidence, is_slip
from consistency.tables.ledger import Ledger
from consistency.tables.remarks import doubted
from consistency.tables.summaries import Summary, result, summaries

ROLES = ("parts", "stated", "number")
SETTINGS = {"of": ("mean", "highest", "lowest")}

_OF = {"mean": Says.AVERAGE, "highest": Says.HIGHEST, "lowest": Says.LOWEST}


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """A proposal with the roles `parts` and `stated`, and their `number`, for each figure of a summary."""
    what = _OF[str(settings.get("of", "mean"))]
    for pair in article.ledgers:
        for ledger in pair:
            for summary in summaries(ledger, what):
                yield from _of_summary(article, ledger, summary, what)


def _of_summary(article: Article, ledger: Ledger, summary: Summary, what: int) -> Iterator[Proposal]:
    fit, line = summary.fit, summary.line
    across = "row" if ledger.axis == "column" else "column"
    failed = set(fit.fails)
    for p in (*fit.holds, *fit.fails):
        indices = summary.indices(p)
        meant = result(what, [ledger.figures[at].value for at in indices])
        sure = "high"
        if p in failed:
            half = line.grain[p] / 2
            sure = confidence(fit, is_slip(line.value[p], meant - half, meant + half, line.grain[p]), True)
        elif abs(meant - line.value[p]) > line.grain[p] / 2 * (1 + 1e-9):
            continue  # it was worked out from figures that were rounded later
        others = len(fit.holds) - (p not in failed)
        agree = f", {others} other {across}s agree" if others > 1 else f", another {across} agrees" if others else ""
        proposal = Proposal(
            {"parts": indices, "stated": (line.index[p],)},
            sure,
            f'labelled "{line.label}"{agree}',
            values={"number": float(len(indices))},
            column_grain=line.grain[p],
        )
        yield doubted(article, proposal, meant - line.value[p]) if p in failed else proposal
