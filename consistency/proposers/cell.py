"""A figure of the text against the cell of a table whose row and column its sentence names.

Which cell that is is read from the labels alone (`consistency.tables.told`). Nothing is proposed for a figure that is
said to be another's, tells a difference, or stands beside the cell's own value; the binding is weak, and a note, where
the sentence names only one of the two labels, where the words near the figure tell of another case (a name, a date, a
group that no label has), or where the table has the text's figure in another cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import groupby

from consistency.context.sentences import Sentence
from consistency.context.words import MARKS, TOKEN, stem, tells
from consistency.figure import NO_QUANTITIES
from consistency.grammar.lazy import pattern
from consistency.relation import Article, Proposal
from consistency.slip import SCALE_WORD, STRONG, TRANSPOSED, is_likely, slip
from consistency.tables.derivable import follows
from consistency.tables.named import BARE, counted, is_near, is_telling, scale
from consistency.tables.told import Told, told

ROLES = ("stated", "cell", "scale")
OF_TEXT = True
SETTINGS = {"scaled": (True,)}
_NO_VALUE = pattern(
    r"\W*(?:percentage points?\W+)?(?:more|fewer|less|higher|lower|above|below|up|down|times|ahead|behind|short|cheaper|dearer|lighter|heavier|longer|shorter)\b",
    re.IGNORECASE,
)
_CHANGED = pattern(
    r"(?:(?<!used )(?<!reported )(?<!spoken )(?<!held )(?<!chosen )(?<!cited )(?<!owned )(?<!made )(?<!taken )\bby|\b(?:not|than|all but|instead of|another|additional|extra|further|every|each|first|last|top|per))\s+(?:[a-z]+\s+)?$",
    re.IGNORECASE,
)
_CHANGE = pattern(
    r"\b(?:increase|decrease|gain|drop|rise|fall|growth|change|jump|decline|difference|gap)s?\s*(?:,|:|\(|of|was|is|were)\s*$",
    re.IGNORECASE,
)
_WHOLE = pattern(r"\bof\s+(?:the|all|all the|these|those|its|their)\s+$", re.IGNORECASE)
_PART = pattern(r"\W*+(?:[a-z-]+\s+)?(?:of|among)\s+(?:the|these|those|them|all|its|their|his|her)\b", re.IGNORECASE)
_PART_OF = pattern(r"^\W*(?:of|among)\s+(?:the|these|those|all|its|their)\b", re.IGNORECASE)
_OF_WHICH = pattern(r"\bof (?:which|whom)\W+(?:[a-z]+\s+)?$", re.IGNORECASE)
_ADDED = pattern(r"\b(?:bring|brings|bringing|take|takes|taking)\b[^.;]*\bto\s+$", re.IGNORECASE)
_SMALL = 10
_FAR, _FAR_BESIDE = 2.0, 10.0
"""By which factor a figure and its cell may differ, with no slip between the two, and still be meant to be one."""
_NOTED = 1.4
"""The same of two that no more than a note may compare."""
_CLOSE = 10
"""How many words on either side of a figure can tell that it is of another case."""
_MARKS = MARKS - {
    stem(word) for word in ("year", "years", "would", "could", "might", "expected", "estimated", "total", "overall")
}
_SOFT = frozenset(
    stem(word)
    for word in (
        "rose", "rise", "fell", "fall", "grew", "grow", "climbed", "dropped", "declined", "increased", "decreased", "jumped",
        "slipped", "raised", "reduced", "cut", "gained", "lost", "including", "only", "highest", "lowest", "most", "best",
        "worst", "least", "top", "high", "low", "down", "fewer", "year", "alone", "now",
    )
)  # fmt: skip
"""Words that tell how a figure came about or where it ranks: beside a plain slip of the cell's figure, no other case."""
_PLAIN = frozenset(
    stem(word)
    for word in (
        "total", "totals", "totalled", "number", "numbers", "count", "counts", "counted", "figure", "figures", "amount",
        "amounted", "came", "come", "comes", "went", "put", "stood", "stands", "reached", "recorded", "registered", "reported",
        "posted", "set", "saw", "seen", "found", "got", "received", "took", "gave", "produced", "held", "holds", "cost",
        "costs", "accounted", "remained", "altogether", "overall", "respectively", "together", "example", "compared",
    )
)  # fmt: skip
"""Words that tell nothing of the case."""
_DIGITS = 3
"""How many digits a figure has at least that a slip makes of its cell, for the slip alone to tell that it is meant."""


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each figure of the text that names a cell: `stated` and `cell`, and with `scaled: true` also the
    `scale` by which a table in thousands or millions is to be multiplied."""
    if not article.grids:
        return
    scaled = settings.get("scaled") is True
    for _, sentences in groupby(article.contexts.sentences, key=lambda sentence: sentence.block):
        those = {one: sentence for sentence in sentences for one in told(sentence, article.figures, article.labels)}
        for one, confidence in _best(article, those):
            factor = scale(one.grid, one.place, article.figures[one.cell])
            if factor != 1.0 and _is_in_its_unit(article, one):
                continue
            if (factor != 1.0) == scaled:
                yield _proposal(article, one, factor, confidence)


def _is_in_its_unit(article: Article, one: Told) -> bool:
    """Whether the text counts in the thousands of the table, as a caption may."""
    stated, cell = article.figures[one.stated], article.figures[one.cell]
    return stated.value == cell.value or (
        stated.kind_of_block == "caption" and stated.value < _FAR_BESIDE * abs(cell.value) and stated.kind in BARE
    )


def _best(article: Article, sentences: Mapping[Told, Sentence]) -> Iterator[tuple[Told, str]]:
    """Of the cells that a paragraph names for its figures those that can be meant, each with how sure that is.

    Where one of several tables has the figure, it is that table; and of several figures for one cell the one it has.
    """
    those = [
        one
        for one in sentences
        if _is_told(article, one) and (not one.among or is_telling(article.figures[one.stated]))
    ]
    agreeing = list(_of_each(one for one in those if _is_same(article, one)))
    for one in agreeing:
        yield one, "high"
    stated, cells = {one.stated for one in agreeing}, {one.cell for one in agreeing}
    others = [one for one in those if one.stated not in stated and one.cell not in cells]
    others = list(_of_each(one for one in others if not one.among or _is_plain_slip(article, one)))
    tables = {one.grid.table for one in agreeing}
    lines = {(one.grid.table, axis, number) for one in agreeing for axis, number in enumerate(one.place)}
    chosen = list(_likeliest(article, others, tables))
    alone = Counter(one.stated for one in chosen)
    for one in _closest(chosen):
        if _is_possible(article, one) and not _is_answered(article, sentences[one], one):
            beside = any((one.grid.table, axis, number) in lines for axis, number in enumerate(one.place))
            sure = alone[one.stated] == 1 and _is_sure(article, sentences[one], one, beside)
            sure = sure and _is_explained(article, one, beside)
            if sure or not (one.whole or one.among or _is_absurd(article, sentences[one], one)):
                yield one, "medium" if sure else "low"


def _of_each(those: Iterable[Told]) -> Iterator[Told]:
    """Those whose cell is named, and for a figure that has none the only one among the cells of a line."""
    figures: dict[int, list[Told]] = {}
    for one in those:
        figures.setdefault(one.stated, []).append(one)
    for several in figures.values():
        named = [one for one in several if not one.among]
        if named or len(several) == 1:
            yield from named or several


def _likeliest(article: Article, those: Iterable[Told], tables: Container[int]) -> Iterator[Told]:
    """Of several cells for one figure those of a table that the paragraph speaks of, else those of one near by."""
    figures: dict[int, list[Told]] = {}
    for one in those:
        figures.setdefault(one.stated, []).append(one)
    for several in figures.values():
        ranks = [
            (one.grid.table in tables, is_near(article.document, article.figures[one.stated], one.grid))
            for one in several
        ]
        yield from (one for one, rank in zip(several, ranks, strict=True) if rank == max(ranks))


def _closest(those: Iterable[Told]) -> Iterator[Told]:
    """Of several figures for one cell the one nearest to its labels."""
    cells: dict[int, list[Told]] = {}
    for one in those:
        cells.setdefault(one.cell, []).append(one)
    for several in cells.values():
        several.sort(key=lambda one: one.gap)
        if len(several) == 1 or several[0].gap < several[1].gap:
            yield several[0]


def _is_explained(article: Article, one: Told, beside: bool) -> bool:
    """Whether a slip makes the one value of the other, or the two are near; `beside`: another figure of the row or column
    is told in the same paragraph."""
    stated, value = article.figures[one.stated].value, _value(article, one)
    if _is_slip(article, one):
        return True
    # A picture's caption and a summary may be of other tables and charts that have the same labels.
    elsewhere = article.figures[one.stated].kind_of_block in ("caption", "alt", "front matter")
    far = _FAR_BESIDE if beside else _FAR if one.row and one.col and not elsewhere else 1.0
    return value > 0 and 1 / far <= stated / value <= far


def _is_possible(article: Article, one: Told) -> bool:
    """Whether the two are of one size at least, or a slip makes them so."""
    value = _value(article, one)
    return _is_slip(article, one) or (
        value > 0 and 1 / _FAR_BESIDE <= article.figures[one.stated].value / value <= _FAR_BESIDE
    )


def _is_slip(article: Article, one: Told) -> bool:
    return bool(_slip(article, one))


def _slip(article: Article, one: Told) -> str:
    """The slip that makes the one figure of the other, in the digits of the one that is rounded; empty if none does."""
    stated, value = article.figures[one.stated], _value(article, one)
    factor = scale(one.grid, one.place, article.figures[one.cell])
    grain = article.figures[one.cell].grain * factor
    fine = min(stated.grain, grain)
    for step in dict.fromkeys((fine, max(stated.grain, grain))):
        meant, told = round(value / step) * step, round(stated.value / step) * step
        name = slip(told, meant, step)
        if name == SCALE_WORD and factor == 1.0:
            return ""  # a table in thousands does not always say so
        if is_likely(name, told, meant, step):
            return name
    return ""


def _is_plain_slip(article: Article, one: Told) -> bool:
    """Whether a slip alone tells that the two are meant to be one: chance seldom makes one of three digits of another."""
    name, stated = _slip(article, one), article.figures[one.stated]
    grain = max(stated.grain, article.figures[one.cell].grain * scale(one.grid, one.place, article.figures[one.cell]))
    lengths = [len(f"{abs(value) / grain:.0f}".rstrip("0")) for value in (stated.value, _value(article, one))]
    if name in STRONG:
        return max(lengths) >= _DIGITS - (one.row and one.col)
    return bool(name) and min(lengths) > _DIGITS


def _is_told(article: Article, one: Told) -> bool:
    """Whether the text's figure is one that a cell could hold, and is said by the article itself."""
    stated, text = article.figures[one.stated], article.document.text
    if stated.attributed or stated.form in ("fraction", "multiple") or stated.block in article.titles:
        return False
    relative = one.grid.rows[one.place[0]].relative or one.grid.cols[one.place[1]].relative
    if _NO_VALUE.match(stated.after) and not relative:
        return False
    if relative and not one.col and one.grid.cols[one.place[1]].relative:
        return False
    if _WHOLE.search(text, max(0, stated.at - 40), stated.at) and not one.grid.rows[one.place[0]].total:
        return False  # "half of the 8,400 visitors came by train"
    before = text[max(0, stated.at - 40) : stated.at].lower()
    return relative or not (_CHANGED.search(before) or _CHANGE.search(before))


def _value(article: Article, one: Told) -> float:
    cell = article.figures[one.cell]
    return cell.value * scale(one.grid, one.place, cell)


def _is_same(article: Article, one: Told) -> bool:
    stated, cell = article.figures[one.stated], article.figures[one.cell]
    factor = scale(one.grid, one.place, cell)
    reach = max(min(stated.round_to / 2, 0.02 * abs(stated.value)), cell.grain * factor / 2)
    return abs(stated.value - cell.value * factor) <= reach * (1 + 1e-9)


def _is_answered(article: Article, sentence: Sentence, one: Told) -> bool:
    """Whether the sentence has the cell's own value too, so that its other figure is another."""
    value = _value(article, one)
    return any(abs(other - value) <= 1e-9 * abs(value) for other, _ in sentence.values)


def _is_sure(article: Article, sentence: Sentence, one: Told, beside: bool) -> bool:
    """Whether nothing speaks against it that the sentence means the cell; `beside` as in `_is_explained`."""
    stated = article.figures[one.stated]
    known = _known(article, one)
    if stated.quoted or _has_value(article, one) or _is_added(article, one):
        return False
    if not is_near(article.document, stated, one.grid) and not (one.row and one.col and _is_slip(article, one)):
        return False
    plain = (one.row or one.whole or one.among) and _is_plain_slip(article, one)
    if one.whole and not plain:
        return False
    if one.among and not (_slip(article, one) == TRANSPOSED or beside):
        return False
    if not (beside or _is_slip(article, one)):
        return False
    if stated.kind == "count":
        strangers = counted(stated) and known.isdisjoint(counted(stated)) and not beside
        if stated.value < _SMALL or strangers or article.figures[one.cell].kind == "year":
            return False
    if not (one.row and one.col) and known.isdisjoint(counted(stated) - one.said) and not plain:
        return False
    part = (one.among or not plain) and _is_part(article, one)
    return not part and not _strangers(article, sentence, one, known, plain)


def _is_absurd(article: Article, sentence: Sentence, one: Told) -> bool:
    """Whether a figure that is not sure to be of the cell is not even worth a note: it is far from it, of a year that the
    table does not have, or what two other cells of a line come to."""
    stated, value = article.figures[one.stated], _value(article, one)
    if not (_is_slip(article, one) or 1 / _NOTED <= stated.value / value <= _NOTED):
        return True
    known = _known(article, one) | one.named
    dates = {word for said in sentence.dates for word in TOKEN.findall(said) if len(word) == 4}
    return bool(dates - known) or follows(one.grid, article.figures, stated, one.place)


def _is_added(article: Article, one: Told) -> bool:
    """Whether the words say what the cell's figure will come to with more of it, or that the figure is a part of another."""
    before = article.around(article.figures[one.stated])[0]
    return _ADDED.search(before) is not None or _OF_WHICH.search(before) is not None


def _is_part(article: Article, one: Told) -> bool:
    """Whether the words say that the figure is a part of what is counted."""
    before, after = article.around(article.figures[one.stated])
    return _PART.match(after) is not None or _PART_OF.search(before.rpartition(";")[2]) is not None


def _strangers(article: Article, sentence: Sentence, one: Told, known: frozenset[str], plain: bool) -> frozenset[str]:
    """The words near the figure that tell of another case; where no plain slip explains the two, all that are not of the
    table."""
    place = sentence.tokens.index(one.stated)
    led = sentence.tokens[max(0, place - 1)] == "to"  # "fell by 14 percent to 2,011": the whole sentence leads to it
    near = [token for token in sentence.tokens if isinstance(token, str)] if led else _beside(article, sentence, place)
    told = frozenset(map(stem, near)) & (_MARKS | sentence.names)
    if not plain:
        told |= frozenset(stem(word) for word in near if tells(word)) - _PLAIN - _SOFT
    strange = told - known - one.named - counted(article.figures[one.stated])
    strange = frozenset(word for word in strange if known.union(one.named).isdisjoint(word.split("-")))
    if plain or led:
        strange -= _SOFT
    dates = {word for said in sentence.dates for word in TOKEN.findall(said)}
    return strange | ({word for word in dates if len(word) == 4} - known - one.named)


def _beside(article: Article, sentence: Sentence, place: int) -> list[str]:
    """The words before and behind a figure, up to the next amount."""
    found = []
    for step in (-1, 1):
        for distance in range(1, _CLOSE + 1):
            at = place + step * distance
            if not 0 <= at < len(sentence.tokens):
                break
            token = sentence.tokens[at]
            if isinstance(token, str):
                found.append(token)
            elif article.figures[token].kind not in NO_QUANTITIES:
                break
    return found


def _known(article: Article, one: Told) -> frozenset[str]:
    """The stems of all that names the cell: its labels, its table, the title of the article."""
    blocks = article.document.blocks
    titles = " ".join(article.document.block_text(blocks[number]) for number in article.titles)
    said = f"{titles} {one.grid.labels(one.place)}"
    return one.grid.said | frozenset(stem(word) for word in TOKEN.findall(said))


def _has_value(article: Article, one: Told) -> bool:
    """Whether another cell of the row or the column has the text's figure."""
    value = article.figures[one.stated].value / scale(one.grid, one.place, article.figures[one.cell])
    places = one.grid.places(one.place[0], None) + one.grid.places(None, one.place[1])
    return any(article.figures[one.grid.cells[place]].value == value for place in places)


def _proposal(article: Article, one: Told, factor: float, confidence: str) -> Proposal:
    stated, cell = article.figures[one.stated], article.figures[one.cell]
    row, col = one.grid.rows[one.place[0]].label, one.grid.cols[one.place[1]].label
    where = ", ".join(f'{axis} "{label}"' for axis, label in (("row", row), ("column", col)) if label)
    both = "the row and the column" if one.row and one.col else "the row" if one.row else "the column"
    bare = cell.kind in BARE and not cell.is_like(stated)
    return Proposal(
        roles={"stated": (one.stated,), "cell": (one.cell,)},
        confidence=confidence,
        evidence=f"the sentence names {both}",
        values={"scale": factor} if factor != 1.0 else {},
        column_grain=1.0 if bare else 0.0,
        words={
            "where": where,
            "help": f"the table has {cell.text} in {where} ({article.document.where(cell.start)})",
        },
    )
