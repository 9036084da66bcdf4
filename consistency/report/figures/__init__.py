"""The figures table as text: each module of this folder is one format and defines `render(table, documents, look)`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import TYPE_CHECKING

from consistency.document import Document
from consistency.errors import ConfigError
from consistency.figure import DTYPES
from consistency.report.drawing.line import Look

if TYPE_CHECKING:
    import pandas as pd

FORMATS = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))

# Of use to the proposers and the judge alone, and not part of what the program promises.
INNER = frozenset({"at", "till", "number_at", "round_to", "form"})
COLUMNS = tuple(name for name in DTYPES if name not in INNER)
SEARCHED = ("path", "heading", "row_header", "col_header", "before", "text", "after", "noun", "head")

Value = str | int | float | bool | None


def render(format: str, table: pd.DataFrame, documents: Mapping[str, Document], look: Look) -> str:
    """The table in one of `FORMATS`; ConfigError for another format."""
    if format not in FORMATS:
        raise ConfigError(None, None, f"unknown format {format!r}; known are {', '.join(FORMATS)}")
    module = importlib.import_module(f"consistency.report.figures.{format}")
    text: str = module.render(table, documents, look)
    return text


def narrow(table: pd.DataFrame, kinds: Sequence[str] = (), where: str = "") -> pd.DataFrame:
    """The rows of one of `kinds` (none: all) that have `where`, in any case, in clause, heading, noun or path."""
    if kinds:
        table = table[table["kind"].isin(list(kinds))]
    if where:
        sought = where.casefold()
        columns = [table[name].astype(object).tolist() for name in SEARCHED]
        clauses = zip(*columns, strict=True)
        keep = [any(sought in str(text).casefold() for text in (*row, " ".join(map(str, row[4:7])))) for row in clauses]
        table = table[keep]
    return table


def records(table: pd.DataFrame) -> Iterator[tuple[Value, ...]]:
    """The rows as plain values, in the order of COLUMNS; what is missing, or open to infinity, is None."""
    return zip(*(column(table, name) for name in COLUMNS), strict=True)


def objects(table: pd.DataFrame, documents: Mapping[str, Document]) -> Iterator[dict[str, Value]]:
    """The rows by the names of their columns; one of a workbook has its address as well."""
    for row, address in zip(records(table), addresses(table, documents), strict=True):
        named: dict[str, Value] = dict(zip(COLUMNS, row, strict=True))
        yield named | {"address": address} if address else named


def addresses(table: pd.DataFrame, documents: Mapping[str, Document]) -> list[str]:
    """What a person calls the place of each figure ("Sheet1!C12"); empty where line and column say it."""
    places = zip(table["path"].tolist(), table["start"].tolist(), strict=True)
    return [documents[path].address(start) if path in documents else "" for path, start in places]


def column(table: pd.DataFrame, name: str) -> list[Value]:
    """One column as plain values, whole numbers as such."""
    series = table[name]
    if DTYPES[name] == "float64":
        return [_number(value) for value in series.tolist()]
    if DTYPES[name] == "Int64":
        return [None if missing else int(value) for value, missing in zip(series, series.isna(), strict=True)]
    values: list[Value] = series.astype(object).tolist()
    if DTYPES[name] in ("str", "category"):
        return [value if isinstance(value, str) else None for value in values]
    return values


def _number(value: float) -> float | int | None:
    if value != value or value in (inf, -inf):
        return None
    # Beyond 2**53 a float64 is no longer exact, and a whole number would pretend that it is.
    return int(value) if value.is_integer() and abs(value) < 2**53 else value
