"""Batches: the files of a run divided into batches, and these checked here or in several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from consistency.batch import Batch, Checked, Checker
from consistency.rulebook import Rulebook
from consistency.settings import Settings

_LARGEST = 500_000
"""How many bytes of articles are judged together. More take more memory and are no faster."""

_SMALLEST = 30_000
"""A batch of fewer bytes is not worth a way to another process."""

Progress = Callable[[int, int, str], None]
"""Called with the number of files done, of all, and the path of the next one."""


def each(
    paths: Sequence[str],
    texts: Mapping[str, str | bytes],
    settings: Callable[[str], Settings],
    *,
    keep: bool,
    jobs: int,
    progress: Progress | None,
    pages: bool = False,
    known: bool = False,
) -> Iterator[Checked]:
    """What each batch came to, in no order that the caller could rely on; the arguments are those of `engine.check`."""
    alike, batches = _planned(paths, texts, settings, jobs)
    checkers = [Checker(one, keep, pages, known) for one in alike]
    if jobs > 1 and len(batches) > 1:
        from consistency import workers

        for one in alike:
            _ = one.rules  # here once, and not in each process
        yield from workers.each(checkers, batches, min(jobs, len(batches)), progress)
    else:
        yield from _here(checkers, batches, progress)


def _here(checkers: Sequence[Checker], batches: Sequence[Batch], progress: Progress | None) -> Iterator[Checked]:
    total, done = sum(map(len, batches)), 0

    def begun(path: str) -> None:
        nonlocal done
        if progress:
            progress(done, total, path)
        done += 1

    for batch in batches:
        yield checkers[batch.group](batch, begun)
    if progress:
        progress(total, total, "")


class _Group(NamedTuple):
    """The files, and the texts by the path they go by, for which the same settings hold."""

    settings: Settings
    paths: list[str]
    texts: dict[str, str | bytes]


def _planned(
    paths: Sequence[str], texts: Mapping[str, str | bytes], settings: Callable[[str], Settings], jobs: int
) -> tuple[list[Settings], list[Batch]]:
    """The settings of a run, and its batches, of which each has files of one of them; never none."""
    alike: dict[int, _Group] = {}
    for number, name in enumerate([*paths, *texts]):
        its = settings(name)
        group = alike.setdefault(id(its), _Group(its, [], {}))
        if number < len(paths):
            group.paths.append(name)
        else:
            group.texts[name] = texts[name]
    if not alike:
        return [Settings(Rulebook(()))], [Batch()]
    sizes = {path: _size(path) for path in paths}
    total = sum(sizes.values()) + sum(map(len, texts.values()))
    limits = _limits(total, jobs)
    batches = [batch for number, group in enumerate(alike.values()) for batch in _batches(group, sizes, limits, number)]
    return [group.settings for group in alike.values()], batches


def _limits(left: int, jobs: int) -> Iterator[int]:
    """How large one batch after the other should be, of so many bytes: a share of what is left, so that the last ones
    are small and the processes end together (Polychronopoulos and Kuck, Guided Self-Scheduling, 1987)."""
    while True:
        limit = min(_LARGEST, max(_SMALLEST, left // (2 * jobs))) if jobs > 1 else _LARGEST
        left -= limit
        yield limit


def _batches(group: _Group, sizes: Mapping[str, int], limits: Iterator[int], place: int) -> Iterator[Batch]:
    """Batches as large as `limits` say, in order, of the group in this place."""
    paths, texts = group.paths, group.texts
    lengths = [sizes[path] for path in paths] + [len(text) for text in texts.values()]
    names = [*paths, *texts]
    first = size = 0
    limit = next(limits)
    for number in range(len(names)):
        size += lengths[number]
        if size >= limit or number == len(names) - 1:
            files = names[first : min(number + 1, len(paths))]
            decoded = names[max(first, len(paths)) : number + 1]
            yield Batch(files, {name: texts[name] for name in decoded}, place)
            first, size, limit = number + 1, 0, next(limits)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:  # the reader will say what is wrong with it
        return 0
