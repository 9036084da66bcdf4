"""Percentages of a table as shares of one base: the total, the sum of all rows, or a base that the rows agree on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consistency.relation import CONFIDENCES, Article, Proposal
from consistency.tables.bases import Base, best_base, in_header
from consistency.tables.derived import Says
from consistency.tables.fit import Form, best_pair, confidence, is_slip
from consistency.tables.ledger import Ledger, Line
from consistency.tables.remarks import doubted

ROLES = ("part", "whole", "pct")


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """A proposal with the roles `part`, `whole` and `pct` for each percentage of a line of shares."""
    for pair in article.ledgers:
        for ledger in pair:
            for number, line in enumerate(ledger.lines):
                base = best_base(ledger, number)
                if base is not None and not _has_own_bases(ledger, number, base):
                    yield from _of_line(article, ledger, line, base)


def _has_own_bases(ledger: Ledger, number: int, base: Base) -> bool:
    """Whether each figure is rather a share of another one beside it: 2 of 3 played, 5 of 6 played."""
    pair, _ = best_pair(ledger, number, (Form.SHARE,))
    return pair is not None and pair.rank > base.fit.rank


def _of_line(article: Article, ledger: Ledger, line: Line, base: Base) -> Iterator[Proposal]:
    part = base.fit.terms[0]
    pct = article.figures[next(number for number in line.index if number >= 0)]
    base = in_header(base, line, f"{pct.col_header} {pct.row_header}")
    for p in base.fit.holds:
        if abs(100 * part.value[p] / base.value - line.value[p]) <= line.grain[p] / 2:
            yield _proposal(ledger, line, base, p, "high", False)
    if base.guessed and len(base.fit.fails) > 1:
        return
    for p in base.fit.fails:
        explained = _is_explained(line, part, base.value, p)
        sure = confidence(base.fit, explained, bool(line.says & Says.PERCENT))
        if base.guessed:
            sure = min(sure, "medium" if explained else "low", key=CONFIDENCES.index)
        yield doubted(article, _proposal(ledger, line, base, p, sure, True))


def _is_explained(line: Line, part: Line, whole: float, p: int) -> bool:
    """Whether the slip of the figure or of its percentage explains why they do not fit."""
    half, share = line.grain[p] / 2, line.value[p]
    result = 100 * part.value[p] / whole
    return is_slip(share, result - half, result + half, line.grain[p]) or is_slip(
        part.value[p], whole * (share - half) / 100, whole * (share + half) / 100, part.grain[p]
    )


def _proposal(ledger: Ledger, line: Line, base: Base, p: int, sure: str, failed: bool) -> Proposal:
    part = base.fit.terms[0]
    roles = {"part": (part.index[p],), "pct": (line.index[p],)}
    values, words = {}, {}
    if base.index >= 0:
        roles["whole"] = (base.index,)
    else:
        values["whole"] = base.value
        exact = base.told or (base.summed and base.value == int(base.value))
        shown = f"{base.value:,.0f}" if exact else f"about {float(f'{base.value:.3g}'):,.12g}"
        words["whole_name"] = f"all {shown}" if base.summed else shown
    others = len(base.fit.holds) - (not failed)
    across = "row" if ledger.axis == "column" else "column"
    evidence = f"{others} other {across}s agree" if others > 1 else f"another {across} agrees" if others else ""
    return Proposal(roles, sure, evidence, values=values, words=words, column_grain=line.grain[p])
