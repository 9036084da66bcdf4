"""The figures table as comma-separated values with a header; what is missing is empty.

A last column has the addresses, if there are any.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from consistency.document import Document
from consistency.report.drawing.line import Look
from consistency.report.figures import COLUMNS, addresses, records

if TYPE_CHECKING:
    import pandas as pd


def render(table: pd.DataFrame, documents: Mapping[str, Document], look: Look) -> str:
    """All rows; `look` changes nothing."""
    places = addresses(table, documents)
    more = any(places)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow((*COLUMNS, "address") if more else COLUMNS)
    writer.writerows((*row, place) if more else row for row, place in zip(records(table), places, strict=True))
    return written.getvalue()
