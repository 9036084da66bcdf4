"""Properties: what an office file says about itself: its title, a description, when it was made."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from consistency.office.package import Package

_KEPT = ("title", "subject", "description", "creator")
LONGEST = 2000


class Properties(NamedTuple):
    """`meta` are pairs of a key and its text; the days are None where the file does not tell them."""

    meta: tuple[tuple[str, str], ...] = ()
    created: datetime.date | None = None
    modified: datetime.date | None = None


def read_properties(package: Package) -> Properties:
    """The properties of a package; of a file without them, none."""
    name = next((target for kind, target in package.relations("") if kind == "core-properties"), "")
    root = package.tree(name)
    texts: dict[str, str] = {}
    for element in root if root is not None else ():
        texts.setdefault(element.tag.rpartition("}")[2], " ".join((element.text or "").split())[:LONGEST])
    meta = tuple((key, texts[key]) for key in _KEPT if texts.get(key))
    return Properties(meta, _day(texts.get("created", "")), _day(texts.get("modified", "")))


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
