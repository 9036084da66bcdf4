"""Checks that an article agrees with its own figures.

import consistency

report = consistency.check("article.md")
for finding in report:
    print(finding.message)
report.figures      # every figure, as a pandas DataFrame
report.relations    # everything that was tested, with its verdict
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from consistency.findings import Finding, Report

__version__ = "0.1.0"
__all__ = ["Finding", "Report", "__version__", "check", "figures"]


def check(
    source: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    rules: Sequence[str | os.PathLike[str]] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    name: str = "text.md",
    lang: str = "",
    locale: str = "",
) -> Report:
    """Check an article and report every figure that disagrees with another.

    `source` is a path (a file or a folder), several paths, or the text of an article itself: a string with a line
    break or with blanks that is no existing path is taken as text, and read as `name`'s suffix says. `rules` are
    further rule files or folders; `select` and `ignore` name rules or packs. `lang` overrides the article's own language,
    `locale` the mark of its decimals ("point", "comma" or a language tag). Raises RuleError or ConfigError for rules
    and names that cannot be used; a file that cannot be read is in `Report.errors`.
    """
    from consistency import engine, rulebook

    paths, texts = _sources(source, name)
    book = rulebook.load([os.fspath(rule) for rule in rules], select, ignore, lean=True)
    return engine.check(paths, rulebook=book, texts=texts, lang=lang, locale=locale)


def figures(
    source: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *, name: str = "text.md", locale: str = ""
) -> pd.DataFrame:
    """The figures table of an article (`source` as in `check`): one row a figure, as read."""
    from consistency import engine

    paths, texts = _sources(source, name)
    return engine.figures(paths, texts, locale=locale).figures


def _sources(
    source: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], name: str
) -> tuple[list[str], dict[str, str]]:
    from consistency import discovery

    if isinstance(source, str) and ("\n" in source or (" " in source.strip() and not os.path.exists(source))):
        return [], {name: source}
    given = [source] if isinstance(source, (str, os.PathLike)) else list(source)
    return discovery.find([os.fspath(path) for path in given]), {}


def __getattr__(attribute: str) -> object:
    # The classes are loaded only when somebody asks for them: importing the package stays cheap.
    if attribute in ("Finding", "Report"):
        from consistency import findings

        return getattr(findings, attribute)
    raise AttributeError(f"module {__name__!r} has no attribute {attribute!r}")
