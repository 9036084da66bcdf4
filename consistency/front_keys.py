"""FrontKeys: the names that a house has for its front matter, besides those that everyone uses."""

from __future__ import annotations

from typing import NamedTuple


class FrontKeys(NamedTuple):
    """Names in lower case: of what is read as the title, as a summary, and as the article's date.

    "seo.text" is `text` under `seo`; a summary's name may also stand alone, wherever it is.
    """

    title: tuple[str, ...] = ()
    description: tuple[str, ...] = ()
    date: tuple[str, ...] = ()


NO_KEYS = FrontKeys()
