"""Packed: the documents that findings point to, each folded up until somebody asks for it.

A report shows a few lines of an article, and one article at a time. What a run holds, and what the cache keeps of it, is
a fraction of what the texts with all their blocks would take.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from consistency.document import Document

_QUICK = 1


class Packed(Mapping[str, Document]):
    """Documents by their paths. The last one that was asked for is at hand, the others are unfolded anew."""

    def __init__(self, folded: Mapping[str, bytes] | None = None) -> None:
        self._folded = dict(folded or {})
        self._last: Document | None = None

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Packed:
        """These documents, folded up."""
        # A copy has nothing of what a document works out of itself when it is asked.
        bare = ((document.path, replace(document)) for document in documents)
        return cls(
            {path: zlib.compress(pickle.dumps(document, pickle.HIGHEST_PROTOCOL), _QUICK) for path, document in bare}
        )

    @classmethod
    def joined(cls, several: Iterable[Packed]) -> Packed:
        """All documents of several."""
        return cls({path: folded for one in several for path, folded in one._folded.items()})

    def __getitem__(self, path: str) -> Document:
        if self._last is None or self._last.path != path:
            self._last = pickle.loads(zlib.decompress(self._folded[path]))
        return self._last

    def __contains__(self, path: object) -> bool:
        return path in self._folded

    def __iter__(self) -> Iterator[str]:
        return iter(self._folded)

    def __len__(self) -> int:
        return len(self._folded)

    def __reduce__(self) -> tuple[type[Packed], tuple[dict[str, bytes]]]:
        return Packed, (self._folded,)
