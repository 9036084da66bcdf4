"""Reports: each module of this folder is one format, under its own name, and defines `render(report, show, look)`.

A format whose module sets `TELLS_RULES = True` finds what the rules check in `Report.rules`; one that sets
`SHOWS_PAGES = True` finds the articles, their figures and every relation in `Report.documents` and `Report.pages`. The
folders in it are no formats: `drawing` is what the reports for people are made of, `page` what the format html is made
of, `shared` what several formats have in common, `figures` writes the figures table, `schema` holds the contracts of the
JSON forms.
"""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from consistency.errors import ConfigError
from consistency.findings import Report
from consistency.report.drawing.line import Look

FORMATS = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg))


def render(format: str, report: Report, show: str = "warning", look: Look = Look()) -> str:  # noqa: B008 (frozen)
    """The report in one of `FORMATS`, with the findings from the severity `show` up; ConfigError for another format."""
    if format not in FORMATS:
        raise ConfigError(None, None, f"unknown format {format!r}; known are {', '.join(FORMATS)}")
    module = importlib.import_module(f"consistency.report.{format}")
    text: str = module.render(report, show, look)
    return text


def tells_rules(format: str) -> bool:
    """Whether the format has words about the rules (`Report.rules`), and not about the findings alone."""
    return bool(getattr(importlib.import_module(f"consistency.report.{format}"), "TELLS_RULES", False))


def shows_pages(format: str) -> bool:
    """Whether the format shows the articles (`Report.pages`), and so needs a check that keeps them."""
    return bool(getattr(importlib.import_module(f"consistency.report.{format}"), "SHOWS_PAGES", False))


def schema(name: str) -> str:
    """The JSON schema of `findings` or `figures`, as text."""
    return (Path(__file__).parent / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
