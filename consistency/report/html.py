"""The report as a page: the article with its figures marked, the findings in its margin, and all that was tested.

One file with everything in it, which asks for nothing from anywhere and can be read with scripts switched off. A policy
in its head allows its own style and script by their hashes and nothing else; what comes from an article is escaped by
the template, and never stands in a script, a style or an address.
"""

from __future__ import annotations

import base64
import hashlib
import marshal
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

from consistency import cache
from consistency.errors import ConsistencyError
from consistency.findings import SEVERITIES, Report
from consistency.report.drawing.line import Look, clean, number_of, one_line
from consistency.report.page import words
from consistency.report.page.sections import Section, sections

if TYPE_CHECKING:
    from jinja2 import Environment, Template

SHOWS_PAGES = True

_FOLDER = Path(__file__).parent / "page"


def render(report: Report, show: str = "warning", look: Look = Look()) -> str:  # noqa: B008 (frozen)
    """The page with the findings from `show` up; `look` changes nothing. ConsistencyError where Jinja2 is missing.

    A report without `pages` has no articles to show, and its findings stand alone.
    """
    template = _template()
    files = sections(report, show)
    style, script = (_part(name) for name in ("page.css", "page.js"))
    text = template.render(
        files=files,
        report=report,
        style=style,
        script=script,
        policy=_policy(style, script),
        heading=_heading(files),
        counts=_counts(files),
        totals=report.totals(),
        unread=[(clean(error.path or ""), error.line, one_line(error.message)) for error in report.errors],
        hidden=len(report) - len(report.shown(show)),
        severities=list(reversed(SEVERITIES)),
        verdicts=words.VERDICTS,
        number_of=number_of,
    )
    return words.plain(text)


def _heading(files: list[Section]) -> str:
    if len(files) == 1:
        return f"The figures of {files[0].name}"
    return f"The figures of {number_of(len(files), 'article')}"


def _counts(files: list[Section]) -> list[tuple[str, int]]:
    """How many findings the page shows, by severity, the gravest first; those that there are."""
    totals = {name: sum(file.severities[name] for file in files) for name in reversed(SEVERITIES)}
    return [(name, count) for name, count in totals.items() if count]


def _policy(style: str, script: str) -> str:
    """What the page may load: nothing but its own style and script."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=3)
def _part(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> Template:
    try:
        import jinja2
    except ImportError:
        message = "the format html needs the extra: pip install 'figure-consistency[html]'"
        raise ConsistencyError(None, None, message) from None
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    code = _compiled(environment, jinja2.__version__)
    return jinja2.Template.from_code(environment, code, environment.make_globals(None))


def _compiled(environment: Environment, version: str) -> CodeType:
    """The template as code, which takes a tenth of a second to make, and is kept for the next run."""
    source = _part("page.html.jinja")
    key = cache.digest([version, source])
    kept = cache.load("pages", key)
    if isinstance(kept, bytes):
        try:
            code = marshal.loads(kept)
        except (EOFError, ValueError, TypeError):  # damaged
            code = None
        if isinstance(code, CodeType):
            return code
    code = environment.compile(source, "page", str(_FOLDER / "page.html.jinja"))
    cache.store("pages", key, marshal.dumps(code))
    return code
