"""Desk: a few processes that check, each one text at a time and no longer than it may take."""

from __future__ import annotations

import multiprocessing
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait

from consistency.errors import ConsistencyError
from consistency.server.checking import Answer, Question, Setup, work

START = 60.0
"""Seconds that a process has to load the rules in."""

PATIENCE = 5.0
"""Seconds that a text waits for a process to be free."""


class GoneError(Exception):
    """The browser wants no answer any more."""


class Worker:
    """A process that answers questions; what is wrong with the rules is told when it is first asked."""

    def __init__(self, setup: Setup) -> None:
        # A copy of this process would be a copy of its threads' locks: a new one is slower to start, and safe.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, setup), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False

    def wait(self) -> None:
        """Wait until it has loaded the rules; ConsistencyError if they cannot be used."""
        if self.ready:
            return
        try:
            error = self.connection.recv() if self.connection.poll(START) else _no_start()
        except (EOFError, OSError):
            error = _no_start()
        if error is not None:
            raise error
        self.ready = True

    def ask(self, question: Question, seconds: float, client: socket.socket | None) -> Answer:
        """The answer; TimeoutError if it took too long, EOFError if the process died, GoneError when the client hangs up."""
        self.connection.send(question)
        end = time.monotonic() + seconds
        watched: list[Connection | socket.socket] = [self.connection, *([client] if client else [])]
        while (left := end - time.monotonic()) > 0:
            found = wait(watched, left)
            if self.connection in found:
                answer: Answer = self.connection.recv()
                return answer
            if client in found:
                if _hung_up(client):
                    raise GoneError
                watched.remove(client)  # it only says more than it should
        raise TimeoutError

    def end(self) -> None:
        """End it at once, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class Desk:
    """At most `places` processes, the first of which is there from the beginning; each check has `seconds`.

    ConsistencyError, from the beginning, for rules or a configuration that cannot be used.
    """

    def __init__(self, setup: Setup, places: int = 2, seconds: float = 30.0) -> None:
        self.setup, self.places, self.seconds = setup, places, seconds
        self._free = threading.BoundedSemaphore(places)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._closed = False
        worker = self._started()
        try:
            worker.wait()
        except BaseException:
            self.close()
            raise
        self._idle.append(worker)

    def ask(self, question: Question, client: socket.socket | None = None) -> Answer:
        """What to say to a text. GoneError when the `client` hangs up meanwhile."""
        if not self._free.acquire(timeout=PATIENCE):
            return Answer(503, message=f"{self.places} other texts are being checked. Try again in a moment.")
        try:
            with self._worker() as worker:
                worker.wait()
                return worker.ask(question, self.seconds, client)
        except TimeoutError:
            message = f"The check took longer than {self.seconds:g} seconds and was ended. Try a part of the text"
            return Answer(503, message=f"{message}, or start the server with a longer --time-limit.")
        except (EOFError, OSError):
            return Answer(500, message="The check ended before its time, perhaps for want of memory.")
        except ConsistencyError as error:
            return Answer(500, message=str(error))
        finally:
            self._free.release()

    @contextmanager
    def _worker(self) -> Iterator[Worker]:
        """A process that nobody else has; unless it has answered, it is ended, and the next one started."""
        with self._lock:
            worker = self._idle.pop() if self._idle else self._started()
        done = False
        try:
            yield worker
            done = True
        finally:
            with self._lock:
                if done and worker.process.is_alive():
                    self._idle.append(worker)
                else:
                    self._all.discard(worker)
                    worker.end()
                    if not self._closed and not self._idle:
                        self._idle.append(self._started())

    def _started(self) -> Worker:
        worker = Worker(self.setup)
        self._all.add(worker)
        return worker

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.end()
            self._all.clear()
            self._idle.clear()


def _no_start() -> ConsistencyError:
    return ConsistencyError(None, None, "the process that checks could not be started")


def _hung_up(client: socket.socket | None) -> bool:
    try:
        return client is not None and not client.recv(1, socket.MSG_PEEK)
    except OSError:
        return True
