"""The errors that a user can mend, each with the place to mend.

ConsistencyError        anything below; the command line prints it and exits with 2
|-- ReadError           a file could not be read (the other files are still checked)
|-- RuleError           a rule pack is wrong: unknown key, role, word class, unit, syntax
`-- ConfigError         the configuration or the command line is wrong
"""

from __future__ import annotations

from collections.abc import Iterable


class ConsistencyError(Exception):
    """What is wrong, in words for the person who can mend it.

    `path` and `line` (1-based) say where; either may be None. `str(error)` is the whole message with its place.
    """

    def __init__(self, path: str | None, line: int | None, message: str) -> None:
        # All three, so that the error can be copied to another process.
        super().__init__(path, line, message)
        self.path = path
        self.line = line
        self.message = message

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        return f"{place}: {self.message}" if place else self.message


class ReadError(ConsistencyError):
    """A file that cannot be read as an article."""


class RuleError(ConsistencyError):
    """A rule that cannot be used as it is written."""


class ConfigError(ConsistencyError):
    """A setting, an option or a configuration file that cannot be used."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The tail of an error message: a known name close to `word`, or nothing."""
    from difflib import get_close_matches  # not needed where nothing is wrong

    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
