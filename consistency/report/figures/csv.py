"""The figures table as comma-separated values with a header; what is missing is empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from consistency.document import Document
from consistency.report.drawing.line import Look
from consistency.report.figures import COLUMNS, records

if TYPE_CHECKING:
    import pandas as pd


def render(table: pd.DataFrame, documents: Mapping[str, Document], look: Look) -> str:
    """All rows; neither `documents` nor `look` changes anything."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(records(table))
    return written.getvalue()
