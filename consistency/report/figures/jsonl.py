"""The figures table as JSON lines: one object, on a line of its own, for each figure."""

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
    encode = json.JSONEncoder(allow_nan=False).encode
    return "".join(encode(dict(zip(COLUMNS, row, strict=True))) + "\n" for row in records(table))
