"""Workers: the batches of a run in several processes, what they come to in the order of the batches."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from consistency.batch import Batch, Checked, Checker
from consistency.errors import ConsistencyError

_checkers: Sequence[Checker] = ()


def each(
    checkers: Sequence[Checker],
    batches: Sequence[Batch],
    jobs: int,
    progress: Callable[[int, int, str], None] | None,
) -> Iterator[Checked]:
    """What each batch comes to, in order, from `jobs` processes; `progress` as in `engine.check`.

    The group of a batch is the number of its checker.

    ConsistencyError if a process dies. When the caller stops early, or is interrupted, the processes end at once.
    """
    total, done = sum(map(len, batches)), 0
    pool = ProcessPoolExecutor(jobs, _context(), _begin, (checkers,))
    finished = False
    try:
        waiting = [pool.submit(_check, batch) for batch in batches]
        for batch, checked in zip(batches, waiting, strict=True):
            if progress:
                progress(done, total, next(iter([*batch.paths, *batch.texts]), ""))
            yield checked.result()
            done += len(batch)
        finished = True
        if progress:
            progress(total, total, "")
    except BrokenProcessPool:
        raise ConsistencyError(None, None, "a process has died, perhaps for want of memory; try --jobs 1") from None
    finally:
        if not finished:
            for process in multiprocessing.active_children():
                process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _context() -> multiprocessing.context.BaseContext:
    """Where it is safe, a copy of this process, which has loaded the rules already; else a new one."""
    safe = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if safe else "spawn")


def _begin(checkers: Sequence[Checker]) -> None:
    global _checkers
    _checkers = checkers
    # Ctrl-C reaches the whole group; it is for the first process to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Each process has a processor of its own; a library that takes them all would only be in the way of the others.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _check(batch: Batch) -> Checked:
    return _checkers[batch.group](batch)
