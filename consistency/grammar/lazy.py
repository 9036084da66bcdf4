"""Lazy: regular expressions that are compiled when they are first used.

Compiling all expressions of the grammar takes longer than reading a short article, and most articles need few of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Find = Callable[..., re.Match[str] | None]


class _Pattern:
    """Stands for a compiled expression; from the first call on its methods are those of the expression itself."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    @cached_property
    def match(self) -> Find:
        return self._compiled.match

    @cached_property
    def search(self) -> Find:
        return self._compiled.search

    @cached_property
    def fullmatch(self) -> Find:
        return self._compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self._compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[Any]]:
        return self._compiled.findall

    @cached_property
    def sub(self) -> Callable[..., str]:
        return self._compiled.sub


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The expression, compiled at its first `match`, `search`, `fullmatch`, `finditer`, `findall` or `sub`, the methods that it offers.

    A mistake in `source` shows at that call, not before: tests must use every expression.
    """
    return cast("re.Pattern[str]", _Pattern(source, flags))
