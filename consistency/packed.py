"""Packed: the documents that findings point to, each folded up until somebody asks for it.

A report shows a few lines of an article, and one article at a time. What a run holds, and what the cache keeps of it, is
a fraction of what the texts with all their blocks would take.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import starmap

from consistency.document import Block, Document

_QUICK, _LITTLE = 1, 7
"""The level of compression, and how much memory it takes: with more, most of the time goes into clearing it."""
_SHORT = 8_192
"""Below so many bytes, compressing takes twice as long as all the rest and saves less than its findings take."""


class Packed(Mapping[str, Document]):
    """Documents by their paths. The last one that was asked for is at hand, the others are unfolded anew."""

    def __init__(self, folded: Mapping[str, bytes] | None = None) -> None:
        self._folded = dict(folded or {})
        self._last: Document | None = None

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Packed:
        """These documents, folded up."""
        return cls({document.path: _folded(document) for document in documents})

    @classmethod
    def joined(cls, several: Iterable[Packed]) -> Packed:
        """All documents of several."""
        return cls({path: folded for one in several for path, folded in one._folded.items()})

    def __getitem__(self, path: str) -> Document:
        if self._last is None or self._last.path != path:
            self._last = _unfolded(self._folded[path])
        return self._last

    def __contains__(self, path: object) -> bool:
        return path in self._folded

    def __iter__(self) -> Iterator[str]:
        return iter(self._folded)

    def __len__(self) -> int:
        return len(self._folded)

    def __reduce__(self) -> tuple[type[Packed], tuple[dict[str, bytes]]]:
        return Packed, (self._folded,)


def _folded(document: Document) -> bytes:
    # The blocks as columns take half the time. A copy has nothing of what a document works out when it is asked.
    columns = tuple(zip(*document.blocks, strict=True))
    whole = pickle.dumps((replace(document, blocks=()), columns), pickle.HIGHEST_PROTOCOL)
    if len(whole) < _SHORT:
        return whole
    press = zlib.compressobj(_QUICK, memLevel=_LITTLE)
    return press.compress(whole) + press.flush()


def _unfolded(folded: bytes) -> Document:
    document: Document
    document, columns = pickle.loads(folded if folded.startswith(pickle.PROTO) else zlib.decompress(folded))
    return replace(document, blocks=tuple(starmap(Block, zip(*columns, strict=True))))
