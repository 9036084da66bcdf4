"""Place: what is known of the figures at one place of an article, for `consistency explain FILE:LINE:COLUMN`.

"about 12,000"
 --> articles/desertion.md:9:16
  |
9 | Of the 18,000, about 12,000 are from the 8th Combined Arms Army.
  |                ^^^^^^^^^^^^ this figure
  |
how it is read
  kind        count
  value       12,000
  ...
tested
  agrees       10,000 + 2,000 = "about 12,000"  sum-of-parts
               the others come to 12,000, and "about 12,000" allows 11,400 to 12,600
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import nan
from typing import NamedTuple

from consistency.explanation import Explained, Explanation, Told
from consistency.figure import NO_QUANTITIES, Figure
from consistency.findings import Mark
from consistency.report.drawing.excerpt import gutter_name
from consistency.report.drawing.line import Line, Look, cells, clean, fold, number_of, one_line, padded
from consistency.report.drawing.table import drawing
from consistency.report.figures.table import interval, reading
from consistency.wording import write_grain


class _Row(NamedTuple):
    """A figure with its bounds, as a row of the figures table has them."""

    figure: Figure
    bounds: tuple[float, float]

    @property
    def kind(self) -> str:
        return self.figure.kind

    @property
    def unit(self) -> str:
        return self.figure.unit

    @property
    def value(self) -> float:
        return self.figure.value

    @property
    def value_to(self) -> float:
        return nan if self.figure.value_to is None else self.figure.value_to

    @property
    def loose_low(self) -> float:
        return self.bounds[0]

    @property
    def loose_high(self) -> float:
        return self.bounds[1]


FORMS = {
    "exact": "exact, as its digits stand",
    "digits": "to its last digit, and perhaps cut off there",
    "fraction": "a fraction in words, and not meant to the digit",
    "multiple": "a multiple in words, and not meant to the digit",
}
_NAMES = 11
_VERDICTS = 13
STYLES = {"agrees": "help", "rounding": "warning", "contradicts": "error", "undecided": "note"}


def place_page(explanation: Explanation, place: str, look: Look) -> list[Line]:
    """The figures at a place, one after the other; or what stands there instead."""
    if not explanation.figures:
        return list(_nothing(explanation, place, look))
    lines: list[Line] = []
    for number, explained in enumerate(explanation.figures):
        lines += [*([[]] if number else []), *_figure(explained, explanation, look)]
    return lines


def _figure(explained: Explained, explanation: Explanation, look: Look) -> Iterator[Line]:
    figure, mark = explained.figure, explained.mark
    yield [(f'"{one_line(figure.text)}"', "strong")]
    yield from _source([mark._replace(label="this figure")], explanation, look)
    yield from _section("how it is read", _rows(list(_read(explained)), look))
    if explained.relations:
        yield from _section("what was tested", (line for told in explained.relations for line in _relation(told, look)))
    if explained.nearly:
        yield from _section("what nearly applied", _near(explained, look))
    yield []
    yield from ([(part, "dim")] for part in fold(_others(explained, explanation), look.width))


def _near(explained: Explained, look: Look) -> Iterator[Line]:
    """The rules that nearly applied, those with one reason together."""
    alike: dict[tuple[str, str], list[str]] = {}
    for miss in explained.nearly:
        alike.setdefault((miss.why, miss.words), []).append(miss.rule.name)
    for (why, words), names in alike.items():
        yield from ([("  " + part, "strong")] for part in fold(", ".join(names), max(look.width - 2, 20)))
        for text in (why, *([f'where it says "{words}"'] if words else [])):
            for number, part in enumerate(fold(look.words(text), max(look.width - 6, 20))):
                yield [("    " + ("  " if number else "") + part, "")]


def _others(explained: Explained, explanation: Explanation) -> str:
    """How many rules have nothing to do with the figure."""
    names = {told.rule for told in explained.relations} | {miss.rule.name for miss in explained.nearly}
    others = number_of(explanation.rules - len(names), "other rule" if names else "rule")
    limits = [
        f"{count} of all {explanation.rules} {are if count > 1 else is_}"
        for count, is_, are in (
            (explanation.off, "is switched off", "are switched off"),
            (explanation.apart, "is for other files or languages", "are for other files or languages"),
        )
        if count
    ]
    told = f" ({'; '.join(limits)})" if limits else ""
    return f"{others} found nothing to do with this figure{told}"


def _source(marks: Sequence[Mark], explanation: Explanation, look: Look) -> Iterator[Line]:
    """Where it stands: the place, and the line or the part of the table."""
    first = marks[0]
    gutter = max(len(gutter_name(mark, first)) for mark in marks)
    bar: Line = [(" " * (gutter + 2) + "|", "gutter")]
    where = clean(first.address) or f"{first.line}:{first.column}"
    yield [(" " * (gutter + 1) + "--> ", "gutter"), (f"{clean(first.path)}:{where}", "")]
    yield bar
    yield from drawing(explanation.document, marks, first, gutter, look.width, "strong")
    yield bar


def _section(head: str, lines: Iterable[Line]) -> Iterator[Line]:
    yield []
    yield [(head, "strong")]
    yield from lines


def _rows(rows: Sequence[tuple[str, str]], look: Look) -> Iterator[Line]:
    for name, text in rows:
        for number, part in enumerate(fold(look.words(text), max(look.width - _NAMES - 4, 20))):
            yield [("  " + padded("" if number else name, _NAMES) + "  ", "dim"), (part, "")]


# ------------------------------------------------------------------ reading
def _read(explained: Explained) -> Iterator[tuple[str, str]]:
    """What the program takes the figure for, row by row."""
    figure = explained.figure
    row = _Row(figure, explained.strict)
    yield "kind", figure.kind
    value = reading(row)
    yield "value", f"{value} (one of two readings: which mark its decimals have is unsure)" if "?" in value else value
    if figure.unit:
        yield "unit", figure.unit
    if figure.hedge != "none":
        yield "hedge", figure.hedge
    if bounds := interval(row):
        rounded = interval(_Row(figure, explained.loose))
        yield "stands for", bounds + (f"; if it was rounded at its zeros, {rounded}" if rounded != bounds else "")
    if figure.kind not in NO_QUANTITIES:
        if figure.hedge == "none" and figure.form in FORMS:
            yield "meant", FORMS[figure.form]
        yield "last digit", _grain(figure)
    if figure.noun:
        yield "counts", figure.noun + (f" (head: {figure.head})" if figure.head not in ("", figure.noun) else "")
    yield "stands in", _where(figure)
    if figure.before or figure.after:
        yield "clause", f"{figure.before} [{figure.text}] {figure.after}".strip()
    if figure.quoted:
        yield "quoted", "yes: these are somebody's own words"
    if figure.attributed:
        yield "attributed", "yes: said to be another's figure, or an earlier one"


def _grain(figure: Figure) -> str:
    if not figure.grain > 0:
        return "unknown"
    last = write_grain(figure.grain, figure)
    if figure.round_to == figure.grain:
        return last
    return f"{last}; the last that is not zero {write_grain(figure.round_to, figure)}"


def _where(figure: Figure) -> str:
    where = "a table" if figure.kind_of_block == "cell" else figure.kind_of_block
    if figure.kind_of_block == "cell":
        headers = [text for text in (figure.row_header, figure.col_header) if text]
        where += " cell" + (": " + " / ".join(headers) if headers else "")
    return where + (f', under "{figure.heading}"' if figure.heading else "")


# ------------------------------------------------------------------ relations
def _relation(told: Told, look: Look) -> Iterator[Line]:
    words = look.words(told.sentence)
    first, *others = fold(words, max(look.width - _VERDICTS - 4, 20))
    line: Line = [("  " + padded(told.verdict, _VERDICTS), STYLES.get(told.verdict, "")), (first, "strong")]
    last = cells(others[-1] if others else first)
    fits = _VERDICTS + 4 + last + cells(told.rule) <= look.width
    margin = " " * (_VERDICTS + 2)
    lines: list[Line] = [line, *([(margin + other, "strong")] for other in others)]
    if fits:
        lines[-1].append((f"  {told.rule}", "dim"))
    else:
        lines.append([(margin + told.rule, "dim")])
    yield from lines
    for text in told.lines:
        for number, part in enumerate(fold(look.words(text), max(look.width - len(margin) - 2, 20))):
            yield [(margin + ("  " if number else "") + part, "")]


# ------------------------------------------------------------------ nothing there
def _nothing(explanation: Explanation, place: str, look: Look) -> Iterator[Line]:
    yield [(f"no figure at {clean(place)}", "strong")]
    if explanation.why:
        yield from ([("  " + part, "")] for part in fold(explanation.why, max(look.width - 2, 20)))
    if explanation.nearest:
        yield []
        yield [("the nearest figures", "")]
        for mark in explanation.nearest:
            where = clean(mark.address) or f"{mark.line}:{mark.column}"
            yield [(f"  {clean(mark.path)}:{where}  ", ""), (one_line(mark.text), "strong")]
