"""Totals of tables: a row against the rows that it sums, a column against the columns beside it.

Which lines claim to be sums is found from labels, layout and arithmetic (consistency.tables.evidence), and one
structure is proposed for a line, the one that holds in most positions. A position in which it holds is proposed with
high confidence. One in which it does not hold is a mistake only as far as the evidence goes:

| the sum fails here, and                                                | confidence |
|------------------------------------------------------------------------|------------|
| other positions add up, and the slip of one cell explains the gap      | high       |
| the only position; labelled, and the slip of one cell explains the gap | medium     |
| labelled, or two more positions add up; the gap is below a half        | medium     |
| the total lies below a part: perhaps an average or a maximum           | low        |
| the total lies below the sum: different things, or a package's price   | low        |
| anything else: the total may cover more than is listed                 | low        |

Low confidence is a note, and so is what a remark at the table explains (consistency.tables.remarks). Where a remark says
that its figures may not add up because of rounding, a gap of a few last digits is none. A column is rounded to
`column_grain`, 1 for plain counts. A column of money shows its currency in a cell or two, and its other figures look like
plain counts: where those miss their total by what rounding explains, nothing is proposed, as the judge would hold them to
the last digit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from consistency.figure import Figure
from consistency.relation import Article, Proposal
from consistency.tables.around import admits_rounding, rounding_step
from consistency.tables.evidence import Sum, explain
from consistency.tables.long import propose_long
from consistency.tables.named_sums import Named, named_sums
from consistency.tables.otherwise import claimed, is_less_than_its_parts
from consistency.tables.remarks import doubted
from consistency.tables.search import find
from consistency.tables.sheet import Sheet
from consistency.tables.view import View, views
from consistency.tables.words import Label

ROLES = ("parts", "total")
BARE = ("count", "year")
FEW = 3  # last digits by which a sum may be off where a remark says that it may


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """A proposal with the roles `parts` and `total` for each position of each sum that a table claims."""
    document = article.document
    if document.separator:
        yield from propose_long(document)
    for number, (table, sheet) in enumerate(article.sheets):
        taken: set[tuple[str, int]] = set()
        for view in views(sheet):
            if len(view.value) > 1 and view.positions:
                for found in claimed(view, find(view)):
                    taken.add((view.axis, view.place[found.total]))
                    told = rounding_step(document, table) if found.fails else 0.0
                    if told or (found.fails and admits_rounding(document, table)):
                        found.fails = [(p, gap) for p, gap in found.fails if not _is_small(view, found, p, gap, told)]
                    yield from _of_sum(article, sheet, view, found)
        for axis, named in named_sums(sheet, partial(article.lines, number)):
            if (axis, named.total.place) not in taken:
                yield from _of_named(article, axis, named)


def _of_named(article: Article, axis: str, found: Named) -> Iterator[Proposal]:
    """The figures of a line whose label says of which others it is the sum or the difference."""
    across = "column" if axis == "column" else "row"
    for p in (*found.holds, *found.fails):
        terms = [(one.index[p], sign) for one, sign in zip(found.parts, found.signs, strict=True) if one.index[p] >= 0]
        others = len(found.holds) - (p in found.holds)
        proposal = Proposal(
            {"parts": tuple([at for at, _ in terms]), "total": (found.total.index[p],)},
            "high" if p in found.holds or others > 2 else "medium",
            f"{others} other {across}s add up" if others > 1 else f"another {across} adds up" if others else "",
            column_grain=max(found.total.grain[p], *(one.grain[p] for one in found.parts)),
            signs=tuple([sign for _, sign in terms]) if -1 in found.signs else (),
        )
        yield doubted(article, proposal, found.fails[p]) if p in found.fails else proposal


def _is_small(view: View, found: Sum, position: int, gap: float, told: float) -> bool:
    """Whether a gap is of a few last digits, or steps of rounding: half of one for each addend, and `FEW` at least."""
    step = max(view.grain[position], view.step(position, len(found.parts)), told)
    return abs(gap) <= max(FEW, (len(found.parts) + 1) / 2) * step * (1 + 1e-9)


def _of_sum(article: Article, sheet: Sheet, view: View, found: Sum) -> Iterator[Proposal]:
    evidence = _evidence(view, found, len(found.holds) - 1) if found.holds else ""
    for p in found.holds:
        proposal = _proposal(sheet, view, found, p, "high", evidence)
        if proposal is not None and not _is_rounding(sheet.figures, view, proposal, p):
            yield proposal
    evidence = _evidence(view, found, len(found.holds)) if found.fails else ""
    for p, gap in found.fails:
        sure = _confidence(view, found, p, gap)
        if is_less_than_its_parts(sheet, view, found, p, gap):
            sure = "low"
        proposal = _proposal(sheet, view, found, p, sure, evidence)
        if proposal is None or (len(proposal.roles["parts"]) == 1 and not explain(view, found, p, gap)):
            continue  # one part is no sum
        yield doubted(article, proposal, gap)


def _proposal(sheet: Sheet, view: View, found: Sum, p: int, confidence: str, evidence: str) -> Proposal | None:
    """The figures of a sum in one position; None when no part of it has a figure there."""
    there, places = view.positions[p], [view.place[line] for line in (*found.parts, found.total)]
    *parts, total = (
        [sheet.index[row][there] for row in places]
        if view.axis == "column"
        else [sheet.index[there][c] for c in places]
    )
    terms = [(number, sign) for number, sign in zip(parts, found.signs, strict=True) if number >= 0]
    if not terms:
        return None
    return Proposal(
        {"parts": tuple([number for number, _ in terms]), "total": (total,)},
        confidence,
        evidence,
        column_grain=view.step(p, len(found.parts)) or 1.0,
        signs=tuple([sign for _, sign in terms]) if -1 in found.signs else (),
    )


def _is_rounding(figures: Sequence[Figure], view: View, proposal: Proposal, p: int) -> bool:
    """Whether the figures are rounded, look like plain counts, and do not come to the last digit of their total."""
    if not view.unit[p] or proposal.column_grain != 1:
        return False
    parts, total = [figures[i] for i in proposal.roles["parts"]], figures[proposal.roles["total"][0]]
    if not all(figure.kind in BARE for figure in (*parts, total)):
        return False
    signs = proposal.signs or (1,) * len(parts)
    return sum(sign * figure.value for sign, figure in zip(signs, parts, strict=True)) != total.value


def _confidence(view: View, found: Sum, position: int, gap: float) -> str:
    """How sure it is that a position that fails was meant to add up: the table above."""
    if explain(view, found, position, gap):
        return "high" if found.holds else "medium"
    stated = abs(view.value[found.total][position])
    if len(found.parts) > 2 and stated <= max(abs(view.value[line][position]) for line in found.parts):
        return "low"
    labelled = view.kind[found.total] in (Label.TOTAL, Label.BLANK)
    near = abs(gap) <= 0.5 * max(stated, abs(stated + gap))
    return "medium" if near and (labelled or len(found.holds) > 1) else "low"


def _evidence(view: View, found: Sum, others: int) -> str:
    kind, label = view.kind[found.total], view.label[found.total]
    said = []
    if kind == Label.TOTAL:
        said.append(f'labelled "{label}"')
    elif kind == Label.BLANK:
        said.append("a line without a label under others")
    across = "column" if view.axis == "column" else "row"
    if others > 0:
        said.append(f"{others} other {across}s add up" if others > 1 else f"another {across} adds up")
    return ", ".join(said)
