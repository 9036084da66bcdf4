"""The figures table as one JSON array, an object for each figure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from consistency.document import Document
from consistency.report.drawing.line import Look
from consistency.report.figures import COLUMNS, records

if TYPE_CHECKING:
    import pandas as pd


def render(table: pd.DataFrame, documents: Mapping[str, Document], look: Look) -> str:
    """All rows; neither `documents` nor `look` changes anything."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in records(table)]
    return json.dumps(rows, indent=1, allow_nan=False) + "\n"
