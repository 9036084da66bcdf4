"""Places: where a finding stands, as paths and links that a service for code understands."""

from __future__ import annotations

import os
import re
from pathlib import PurePath
from urllib.parse import quote, quote_from_bytes

from consistency.findings import Finding, Mark
from consistency.report.drawing.line import clean, number_of, one_line, shorten

CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""The environment variables in which GitHub and GitLab name the folder of the repository."""

PLACES = 12
"""The most places that a line of text tells; a column of a table may have hundreds."""
LONGEST = 60
"""The most cells of a terminal that the words at a place take."""

_SURROGATE = re.compile("[\ud800-\udfff]")


class Checkout:
    """The folder that paths are told from: that of the repository on a build server, else the current one."""

    def __init__(self) -> None:
        try:
            here = os.getcwd()
        except OSError:  # the current folder is gone
            here = os.curdir
        named = [os.path.realpath(os.environ[name]) for name in CHECKOUTS if os.environ.get(name)]
        self.folder = next((folder for folder in named if _below(here, folder) is not None), here)
        self._known: dict[str, str] = {}
        self._uris: dict[str, str] = {}

    def path(self, path: str) -> str:
        """The path from this folder, with slashes; as it is where it lies elsewhere."""
        if path not in self._known:
            self._known[path] = _below(path, self.folder) or path.replace(os.sep, "/")
        return self._known[path]

    def uri(self, path: str) -> tuple[str, bool]:
        """The path as a URI reference, and whether that is relative to this folder.

        Everything that is no plain character is percent-encoded, byte by byte in the encoding of file names.
        """
        if path not in self._uris:
            inside = _below(path, self.folder)
            self._uris[path] = _quoted(inside) if inside is not None else _absolute(path)
        uri = self._uris[path]
        return uri, not uri.startswith("file:")


def position(mark: Mark) -> str:
    """Where in its file a place is, in few characters: "9:62", or the address of a cell."""
    return one_line(mark.address) or f"{mark.line}:{mark.column}"


def others(finding: Finding) -> list[str]:
    """The other places of a finding, each in few words: `7:16 the stated subtotal "about 12,000"`; no more than `PLACES`."""
    told = [f"{_where(mark, finding)} {named(mark)}" for mark in finding.related[:PLACES]]
    more = len(finding.related) - PLACES
    return [*told, f"and {number_of(more, 'more place')}"] if more > 0 else told


def named(mark: Mark) -> str:
    """What stands at a place, in few words: `the stated subtotal "about 12,000"`."""
    return f'{one_line(mark.label or mark.role)} "{shorten(one_line(mark.text), LONGEST)}"'


def valid(text: str) -> str:
    """`text` without the halves of characters that a path with undecodable bytes has: no encoding can write them."""
    return _SURROGATE.sub("\ufffd", text)


def _where(mark: Mark, finding: Finding) -> str:
    path = "" if mark.path == finding.primary.path else clean(mark.path) + ":"
    return path + position(mark)


def _below(path: str, folder: str) -> str | None:
    """`path` as seen from `folder`, with slashes; None where it is not below it."""
    for seen in (_seen, _seen_through_links):
        inside = seen(path, folder)
        if inside is not None and inside.split(os.sep)[0] != os.pardir:
            return inside.replace(os.sep, "/")
    return None


def _seen(path: str, folder: str) -> str | None:
    try:
        return os.path.relpath(path, folder)
    except (OSError, ValueError):  # a folder that is gone, another drive, a name that no file can have
        return None


def _seen_through_links(path: str, folder: str) -> str | None:
    try:
        place = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    except (OSError, ValueError):
        return None
    return _seen(place, folder)


def _absolute(path: str) -> str:
    try:
        whole = PurePath(os.path.abspath(path))
    except OSError:
        whole = PurePath(path)
    return f"file:///{_quoted(whole.as_posix().lstrip('/'), safe='/:')}"


def _quoted(path: str, safe: str = "/") -> str:
    try:
        return quote_from_bytes(os.fsencode(path), safe=safe)
    except UnicodeEncodeError:
        return quote(path, safe=safe, errors="replace")
