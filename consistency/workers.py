"""Workers: the batches of a run in several processes, each handed out when one of them is free."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from consistency.batch import Batch, Checked, Checker
from consistency.errors import ConsistencyError

_SPARE = 2
"""How many batches wait, so that no process does."""

_checkers: Sequence[Checker] = ()


def each(
    checkers: Sequence[Checker],
    batches: Sequence[Batch],
    jobs: int,
    progress: Callable[[int, int, str], None] | None,
) -> Iterator[Checked]:
    """What each batch comes to, whichever is done first, from `jobs` processes; `progress` as in `engine.check`.

    The group of a batch is the number of its checker. No more batches are under way than keep the processes busy, so
    what waits to be taken does not grow with them.

    ConsistencyError if a process dies. When the caller stops early, or is interrupted, the processes end at once.
    """
    total, done = sum(map(len, batches)), 0
    pool = ProcessPoolExecutor(jobs, _context(), _begin, (checkers,))
    finished = False
    try:
        left = iter(batches)
        under_way: dict[Future[Checked], Batch] = {}
        while True:
            under_way |= {pool.submit(_check, batch): batch for batch in islice(left, jobs + _SPARE - len(under_way))}
            if not under_way:
                break
            if progress:
                first = next(iter(under_way.values()))
                progress(done, total, next(iter([*first.paths, *first.texts]), ""))
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                done += len(under_way.pop(future))
                yield future.result()
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
    threading.Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    """End this process when the first one is no more: killed, it can tell nobody, and here one would wait for ever."""
    first = multiprocessing.parent_process()
    if first is not None:
        first.join()
        os._exit(1)


def _check(batch: Batch) -> Checked:
    return _checkers[batch.group](batch)
