"""Remarks: what stands at a table about a line of it that is no plain sum, share or average of what is shown.

"Totals include people of unknown age", "*Includes a bonus of four points", "Cells were randomly adjusted": an author who
says why a line does not come out has made no mistake, and what is found there is no more than a note. A remark counts

- for all of the table, where it says that figures do not add up, were left out, suppressed or adjusted; a season that was
  adjusted explains a small gap only, and what is said of sums ("Multiple answers allowed") no share of a printed
  whole and no difference of two periods;
- for a line that it names, or whose label or cell bears its mark (a star, a dagger, a number), where it speaks of an
  exception, or of just the difference.

That rounding explains a difference is another matter (consistency.tables.around): it explains a small one only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from consistency.document import Block, Document, Table
from consistency.figure import Figure
from consistency.grammar.lazy import pattern

if TYPE_CHECKING:
    from consistency.relation import Article, Proposal

ABOVE, BELOW = 3, 5  # blocks of text that may belong to a table
SHORT = 300  # characters of a line at a table that is no paragraph of its own
WORDY = 4  # words of a cell that is a remark in the table itself

_NOT_ADDED = pattern(
    r"(?:\bnot|n't|n’t) (?:\w+ ){0,3}(?:sum|add|total|tally|equal|agree|cast)\b(?! rules?\b)"
    r"|\b(?:differ|exceed)s? [^.]{0,40}\b(?:sum|total)\b",
    re.IGNORECASE,
)
_OF_FIGURES = pattern(
    r"\b(?:figures?|numbers?|components?|percent\w*|%|shares?|details?|amounts?|columns?|rows?|lines?|items?|data|sums?|parts?|"
    r"values?|counts?|estimates?|categor\w+|entries|results?|votes?|addends?|subgroups?|groups?|it|they|this|these|which|table|all)\b",
    re.IGNORECASE,
)
_TOTALS = pattern(r"\btotals?\b|^\W*(?:\w+ )?(?:(?:may|do|does|did|will|can) ?|could )", re.IGNORECASE)
_SEASON = pattern(r"\bseasonally adjusted\b", re.IGNORECASE)
_SMALL = 0.01  # the gap, as a share of the largest figure, that series leave which were each adjusted for the season
_SUPPRESSED = pattern(
    r"suppress|withheld|redacted|not (?:available|shown|given|published|disclosed|reported)", re.IGNORECASE
)
_SEVERAL = pattern(r"\b(?:more than one|several|multiple)\b", re.IGNORECASE)
_ONE_MORE = pattern(r"\b(?:an|one) (?:additional|extra|further|more)\b|\ba further\b", re.IGNORECASE)
_SENTENCE = pattern(r"\.\s*$|^\s*notes?\b", re.IGNORECASE)
_ROUND = pattern(r"\bround", re.IGNORECASE)
_IN_TOTALS = pattern(
    r"\b(?:totals?|overall)\b[^.;]{0,60}\b(?:(?:includ|exclud)(?:es?|ed)|omits?|omitted|counts?|counted|adjusted)\b"
    r"|\b(?:included|counted|shown|only) in (?:the )?(?:\w+ )?totals?\b",
    re.IGNORECASE,
)
_NOT_THERE = (
    r"unknown|unrecorded|unstated|undisclosed|unspecified|unallocated|missing|withheld|suppress\w*|redacted|perturb\w*"
    r"|not (?:been )?(?:recorded|stated|known|shown|given|available|reported|specified|listed|published|disclosed|collected)"
    r"|(?<!not )(?:randomly|separately) adjusted|(?<!not )adjusted (?:randomly|separately|for confidentiality)"
    r"|counted (?:only )?once|(?:more than one|several|multiple) (?:answers?|responses?|choices?|categor(?:y|ies))"
)
_LEFT_OUT = pattern(rf"\b(?:{_NOT_THERE})\b", re.IGNORECASE)
_EXCEPTION = pattern(
    rf"\b(?:{_NOT_THERE}|includ\w+|exclud\w+|omit\w*|except(?:ed|ing|s)?|(?:left|leaves?|leaving) out|not (?:counted|included)"
    r"|counts?|counted|docked|deduct\w*|penal\w+|sanction\w*|fined|bonus\w*|refus\w+|adjust\w+|restated|reclassified"
    r"|awarded|forfeit\w*|void|spoil\w*|blank|abandoned|constant|like[- ]for[- ]like|part[- ]year)\b",
    re.IGNORECASE,
)
_MARKS = r"(?:\*{1,3}|[†‡§¶#]{1,2}|[¹²³⁰⁴-⁹ᵃ-ᵛ]+|\[\^?\w{1,4}\]|<sup>\s*\[?\(?\w{1,3}\)?\]?\s*</sup>|\((?:[a-z]|\d)\))"
# Atomic: a cell of nothing but stars is cut in one way only.
_MARK_AFTER = pattern(rf"(?:\\?\s?)((?>(?:{_MARKS})+))\s*$", re.IGNORECASE)
_MARK_BEHIND = pattern(rf"\\?\s?((?:{_MARKS})+)", re.IGNORECASE)
_MARK_BEFORE = pattern(rf"(?:^|[\n>|])\s*(?:[-+] )?\\?({_MARKS}|\w(?=[:.)]))[:.)]?\s*$", re.IGNORECASE)
_MARK_FIRST = pattern(rf"\s*\\?({_MARKS}|\w(?=[:.)] ))", re.IGNORECASE)
_BARE_MARK = pattern(r"</?sup>|[\s\[\]^()\\]", re.IGNORECASE)
_SANCTION = pattern(r"[(\[]\s*[-+\u2013\u2212]\s?(\d+(?:\.\d+)?)[^()\[\]]{0,12}[)\]]")
_LABEL_END = pattern(rf"\s*(?:\([^()]*\)|\[[^\]]*\]|{_MARKS})\s*$", re.IGNORECASE)


class _Remark(NamedTuple):
    """A stretch of text at a table; `mark` is what it begins with, so that it belongs to what bears the same mark."""

    mark: str
    text: str
    block: int
    at: int


def doubted(article: Article, proposal: Proposal, gap: float = 0.0) -> Proposal:
    """The proposal, with low confidence where a remark at its table explains why its figures miss by `gap`."""
    figures = [article.figures[at] for at in sorted({at for places in proposal.roles.values() for at in places})]
    if proposal.confidence == "low" or not figures or figures[0].table is None:
        return proposal
    is_share = len(proposal.roles.get("whole", ())) == 1 or (len(proposal.signs) == 2 and -1 in proposal.signs)
    return proposal._replace(confidence="low") if _is_explained(article, figures, gap, is_share) else proposal


def _is_explained(article: Article, figures: Sequence[Figure], gap: float, is_share: bool) -> bool:
    document = article.document
    table = document.tables[figures[0].table or 0]
    labels = _labels(document, table, figures)
    if any(_is_amount(float(found[1]), gap) for label in labels for found in _SANCTION.finditer(label)):
        return True
    remarks = list(_remarks(document, table))
    cells, heads = _marks(document, table, figures) if any(remark.mark for remark in remarks) else (set(), set())
    names = [name for label in labels if (name := _bare(label))] if remarks else []
    for remark in remarks:
        amounts = _sentences_with(article, remark, gap)
        excepts = _is_exception(remark.text, gap)
        if remark.mark and (remark.mark in cells or (remark.mark in heads and (excepts or amounts))):
            return True
        if len(remark.text) > SHORT:
            continue
        if not is_share and _SEASON.search(remark.text) and _is_small(figures, gap):
            return True
        if (_is_general(remark.text, is_share) and not _is_elsewhere(document, table, figures, remark.text)) or (
            excepts and _names(remark.text, names)
        ):
            return True
        if any(_names(sentence, names) for sentence in amounts):
            return True
    return False


def _sentences_with(article: Article, remark: _Remark, gap: float) -> list[str]:
    """The sentences of a remark that tell just the difference."""
    figures = [article.figures[at] for at in article.by_block.get(remark.block, ())]
    places = [figure.at for figure in figures if _is_amount(figure.value, gap)]
    spans = article.sentences(remark.block) if places else []
    text = article.document.text
    return [text[start:end] for start, end in spans if any(start <= place < end for place in places)]


def _is_general(text: str, is_share: bool) -> bool:
    """Whether a remark explains a line of which it says nothing in particular."""
    if is_share:
        left_out = _LEFT_OUT.search(text)
        return bool(left_out and not _SEVERAL.search(left_out[0])) or _IN_TOTALS.search(text) is not None
    if (added := _NOT_ADDED.search(text)) and (not _ROUND.search(text) or _LEFT_OUT.search(text)):
        return _is_of_figures(text, added)
    return bool(_LEFT_OUT.search(text) or _IN_TOTALS.search(text))


def _is_elsewhere(document: Document, table: Table, figures: Sequence[Figure], text: str) -> bool:
    """Whether a remark is about suppressed cells alone, and the line of the figures has none while others do."""
    left_out = _LEFT_OUT.search(text)
    if not left_out or not _SUPPRESSED.match(left_out[0]):
        return False
    rows, columns = {figure.row for figure in figures}, {figure.col for figure in figures}
    body = [line for line in table.grid[table.header_rows :] if sum(number >= 0 for number in line) > 1]
    gaps = {
        (at, c)
        for at, line in enumerate(table.grid)
        for c, number in enumerate(line)
        if c and number >= 0 and line in body and _is_gap(document.block_text(document.blocks[number]))
    }
    return bool(gaps) and not any(at in rows if len(rows) == 1 else c in columns for at, c in gaps)


def _is_gap(cell: str) -> bool:
    """Whether a cell has a sign in the place of a figure: "c", "..", "(x)"."""
    return len(cell.strip()) < 5 and not any(map(str.isdigit, cell))


def _is_of_figures(text: str, added: re.Match[str]) -> bool:
    """Whether what does not add up are the figures of the table, and not one thing of several: "Quarterly EPS do not"."""
    subject = re.split(r"[.;:] ", text[: added.start()])[-1]
    return bool(not subject.strip() or _OF_FIGURES.search(subject) or _TOTALS.search(text))


def _is_exception(text: str, gap: float) -> bool:
    """Whether a remark tells an exception, and not of one more where more are too many."""
    return _EXCEPTION.search(text) is not None and not (gap and abs(gap) != 1 and _ONE_MORE.search(text))


def _is_small(figures: Sequence[Figure], gap: float) -> bool:
    return abs(gap) <= _SMALL * max(abs(figure.value) for figure in figures)


def _is_amount(value: float, gap: float) -> bool:
    return bool(gap) and abs(abs(value) - abs(gap)) <= 1e-6 * abs(gap)


def _names(text: str, names: Sequence[str]) -> bool:
    """Whether a text names one of the lines; a single letter by its case."""
    return any(re.search(rf"\b{re.escape(name)}(?!\w)", text, 0 if len(name) < 3 else re.IGNORECASE) for name in names)


def _bare(label: str) -> str:
    """A label without the marks and brackets at its end; empty where it is a number or says nothing."""
    while (shorter := _LABEL_END.sub("", label)) != label:
        label = shorter
    label = label.strip(" :*")
    return label if any(map(str.isalpha, label)) else ""


# ------------------------------------------------------------------ what a line is called and marked with
def _labels(document: Document, table: Table, figures: Sequence[Figure]) -> list[str]:
    """The labels of the rows and columns of the figures, as printed."""
    blocks = [*_row_labels(table, figures), *_heads(table, figures)]
    return [document.block_text(document.blocks[number]).strip() for number in dict.fromkeys(blocks)]


def _row_labels(table: Table, figures: Sequence[Figure]) -> list[int]:
    rows = dict.fromkeys(figure.row for figure in figures if figure.row is not None)
    return [number for row in rows if (number := next((n for n in table.grid[row] if n >= 0), -1)) >= 0]


def _heads(table: Table, figures: Sequence[Figure]) -> list[int]:
    columns = dict.fromkeys(figure.col for figure in figures if figure.col is not None)
    return [
        line[column]
        for line in table.grid[: table.header_rows]
        for column in columns
        if column < len(line) and line[column] >= 0
    ]


def _marks(document: Document, table: Table, figures: Sequence[Figure]) -> tuple[set[str], set[str]]:
    """The marks of the figures themselves, and those of their labels."""
    cells = {mark for figure in figures for mark in _marks_of(document, document.blocks[figure.block])}
    labels = dict.fromkeys((*_row_labels(table, figures), *_heads(table, figures)))
    return cells, {mark for number in labels for mark in _marks_of(document, document.blocks[number])}


def _marks_of(document: Document, block: Block) -> Iterator[str]:
    """The marks at the end of a cell, or right behind it where the reader has hidden them."""
    end = document.source_offset(block.end)
    behind = _MARK_BEHIND.match(document.source, end + _emphasis(document, block), end + 40)
    inside = _MARK_AFTER.search(document.block_text(block))
    for found in (behind, inside):
        if found:
            for mark in re.findall(_MARKS, found[1], re.IGNORECASE):
                yield _BARE_MARK.sub("", mark)


def _emphasis(document: Document, block: Block) -> int:
    """How many stars around a block only set it in bold or italics, those behind it being hidden as those before it are."""
    start, end = document.source_offset(block.start), document.source_offset(block.end)
    before, behind = document.source[max(0, start - 3) : start], document.source[end : end + 3]
    return min(len(before) - len(before.rstrip("*")), len(behind) - len(behind.lstrip("*")))


# ------------------------------------------------------------------ what is said at the table
def _remarks(document: Document, table: Table) -> Iterator[_Remark]:
    """The caption, the short lines over a table, the lines below it, and the rows in it that are one sentence."""
    own = set().union(*table.grid) - {-1}
    if table.caption:
        yield _Remark("", table.caption, -1, -1)
    for line in table.grid[table.header_rows :]:
        filled = _only_filled(document, line)
        if filled >= 0:
            remark = _remark(document, filled)
            if remark.text.count(" ") >= WORDY and (remark.mark or _SENTENCE.search(remark.text)):
                yield remark
    for number in range(max(0, min(own) - ABOVE), min(own)):
        block = document.blocks[number]
        if block.kind != "cell" and block.end - block.start <= SHORT:
            yield _remark(document, number)
    last = max(own) + 1
    below = range(last, min(len(document.blocks), last + BELOW))
    end = next((n for n in below if document.blocks[n].kind in ("cell", "heading", "title")), below.stop)
    for number in range(last, end):
        yield _remark(document, number)
    for number in range(end, len(document.blocks)):  # footnotes may stand at the end
        block = document.blocks[number]
        if document.source.startswith(": ", max(0, document.source_offset(block.start) - 2)):
            yield _remark(document, number)


def _only_filled(document: Document, line: Sequence[int]) -> int:
    """The one cell of a row that says anything; -1 where there are several, or none."""
    found = -1
    for number in line:
        if number >= 0 and number != found and document.block_text(document.blocks[number]).strip():
            if found >= 0:
                return -1
            found = number
    return found


def _remark(document: Document, number: int) -> _Remark:
    block = document.blocks[number]
    start = document.source_offset(block.start)
    text = document.block_text(block)
    start -= _emphasis(document, block)
    found = _MARK_FIRST.match(text) or _MARK_BEFORE.search(document.source[max(0, start - 20) : start])
    return _Remark(_BARE_MARK.sub("", found[1]) if found else "", text, number, block.start)
