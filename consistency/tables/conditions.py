"""Conditions: why one figure of a line that follows from two others does not follow from them as its siblings do.

Its row is sold at a discount, counted on another basis, told as an amount among percentages; or the share of a change
is meant of what there was before it.
"""

from __future__ import annotations

from consistency.grammar.lazy import pattern
from consistency.tables.fit import Fit, Form, around, computed
from consistency.tables.ledger import Ledger, Line

_OTHER_PRICE = pattern(
    r"\b(?:half[- ](?:price|day|rate|fare)|double|triple|treble|(?<!-)free|off|discount\w*|rebate\w*|overtime|bulk|promo\w*"
    r"|minimum|deposit|multi-?buy|reduced|concession\w*|pro rata|first \w+ hours|inc(?:l\w*|\.)|excl?\w*|vat|surcharge"
    r"|credit|voucher|cancel\w+|part[- ](?:time|paid|year)|time and a)\b|\b\d+ (?:for|x) "
    r"|\bper (?:\d|dozen|pack|box|hundred|thousand)"
)
_OTHER_BASIS = pattern(
    r"\b(?:like[- ]for[- ]like|l-?f-?l|constant|organic|underlying|comparable|real terms|rebased|pro forma"
    r"|(?:season\w+|inflation|currency)[- ]adjusted|excl?\w*)\b"
)


def follows_otherwise(ledger: Ledger, number: int, fit: Fit, p: int) -> bool:
    """Whether the figure of a line in a position that fails is explained by what else its row says."""
    line = ledger.lines[number]
    if fit.form == Form.PRODUCT:
        return _OTHER_PRICE.search(_label(ledger, line, p)) is not None or _has_discount(ledger, number, fit, p)
    if fit.form == Form.GROWTH:
        return _OTHER_BASIS.search(_label(ledger, line, p)) is not None or is_bare(ledger, line, p)
    return fit.form == Form.SHARE and _is_of_what_was(ledger, line, fit, p)


def is_bare(ledger: Ledger, line: Line, p: int) -> bool:
    """Whether a figure stands without a percent sign where most of its line have one: it is no percentage."""
    kinds = [ledger.figures[at].kind for at in line.index if at >= 0]
    return kinds.count("percent") * 2 > len(kinds) and ledger.figures[line.index[p]].kind != "percent"


def _label(ledger: Ledger, line: Line, p: int) -> str:
    figure = ledger.figures[line.index[p]]
    return (figure.row_header if ledger.axis == "column" else figure.col_header).casefold()


def _has_discount(ledger: Ledger, number: int, fit: Fit, p: int) -> bool:
    """Whether another figure of the row, an amount or a percentage, makes up the difference."""
    line = ledger.lines[number]
    first, second = fit.terms
    full = first.value[p] * second.value[p]
    for other in around(ledger, number):
        x = other.value[p]
        if other is first or other is second or other.index[p] < 0 or not x:
            continue
        changes = (
            (full * abs(x) / 100,)
            if ledger.figures[other.index[p]].kind == "percent"
            else (abs(x), full * abs(x) / 100)
        )
        if any(abs(full + sign * change - line.value[p]) <= line.grain[p] for change in changes for sign in (-1, 1)):
            return True
    return False


def _is_of_what_was(ledger: Ledger, line: Line, fit: Fit, p: int) -> bool:
    """Whether a change is told as a share of what there was before it: +91 to 8,271 is so much of 8,180."""
    part, whole = fit.terms
    if min(part.value) >= 0 and not any(ledger.figures[at].text.startswith("+") for at in part.index if at >= 0):
        return False
    meant = computed(Form.SHARE, part.value[p], whole.value[p] - part.value[p])
    return meant is not None and abs(meant - line.value[p]) <= line.grain[p]
