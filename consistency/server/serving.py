"""Serving: the requests of a browser on this machine. Nothing of what is sent is written anywhere, and nothing logged."""

from __future__ import annotations

import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

from consistency.server import gate
from consistency.server.checking import Question
from consistency.server.desk import Desk, GoneError
from consistency.server.form import FormError, question
from consistency.server.pages import HEADERS, PARTS, Pages, Response, size_of

HOST = "127.0.0.1"
IDLE = 30.0
"""Seconds that a browser may be silent."""

DRAINED, DRAINING = 200_000_000, 10.0
"""Bytes and seconds for which a text that is too large is read all the same: else the browser would not hear why."""

_ALLOWED = {"/": "GET, HEAD", "/check": "POST", **dict.fromkeys(PARTS, "GET, HEAD")}


class Server(ThreadingHTTPServer):
    """The server on `port` of this machine, 0 for any that is free; OSError if it cannot be had."""

    daemon_threads = True
    # Elsewhere, a port that was just given up can be taken again; on Windows, this would share one that is in use.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, port: int, desk: Desk, pages: Pages) -> None:
        self.desk, self.pages = desk, pages
        super().__init__((HOST, port), Handler)

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{HOST}:{self.server_port}/"

    def server_bind(self) -> None:
        """Bind, without asking the network for this machine's name."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that breaks is nothing to tell; of a bug, where it is and not what was sent."""
        error = sys.exception()
        if not isinstance(error, (OSError, GoneError)):
            sys.stderr.write(f"a bug, please report it: {type(error).__name__}\n")


class Handler(BaseHTTPRequestHandler):
    """One request; the connection is closed behind each."""

    server: Server
    protocol_version = "HTTP/1.1"
    default_request_version = "HTTP/1.0"
    timeout = IDLE

    # -- what is asked
    def do_GET(self) -> None:
        """The page or a part of it."""
        if not self._is_allowed():
            return
        path = self._place()
        self._send(self.server.pages.form() if path == "/" else self.server.pages.part(path))

    do_HEAD = do_GET  # noqa: N815 (the name that http.server looks for)

    def do_POST(self) -> None:
        """Check what was sent."""
        if not self._is_allowed():
            return
        if not gate.is_own_page(self.headers, self.server.server_port):
            return self._refuse(403, "Only the page of this server may send a text. Open it anew, and try again.")
        asked = self._asked()
        if asked is None:
            return
        answer = self.server.desk.ask(asked, self.connection)
        self._send(self.server.pages.answer(answer, self._wants_json()))

    def _other(self) -> None:
        if self._is_allowed():
            raise AssertionError(self.command)

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = _other  # noqa: N815

    def _place(self) -> str:
        return self.path.partition("?")[0]

    def _is_allowed(self) -> bool:
        """Whether there is something behind the request; else it is answered."""
        self.close_connection = True
        if not gate.is_own_host(self.headers, self.server.server_port):
            self._refuse(403, f"This page is at {self.server.url} and has no other name.")
            return False
        allowed = _ALLOWED.get(self._place())
        if allowed is None:
            self._refuse(404, "There is nothing here.")
        elif self.command not in allowed.split(", "):
            self._refuse(405, f"This can only be asked for with {allowed}.", {"Allow": allowed})
        else:
            return True
        return False

    def _asked(self) -> Question | None:
        """What is to be checked; None where the request is answered already."""
        length = self.headers.get("Content-Length", "")
        if self.headers.get("Transfer-Encoding") or not (length.isascii() and length.isdigit()):
            self._refuse(411, "The length of the form has to be told.")
            return None
        if len(length) > 15 or int(length) > self.server.pages.largest:
            self._drain(int(length[:15]))
            largest = size_of(self.server.pages.largest)
            self._refuse(
                413, f"That is too large: at most {largest} can be checked here. `consistency check` has no limit."
            )
            return None
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            return None  # nobody is there any more
        try:
            return question(self.headers.get("Content-Type", ""), body)
        except FormError as error:
            self._refuse(400, str(error))
            return None

    def _drain(self, length: int) -> None:
        """Read what is not wanted, within limits."""
        end = time.monotonic() + DRAINING
        left = min(length, DRAINED)
        while left > 0 and time.monotonic() < end:
            piece = self.rfile.read1(min(left, 1 << 16))
            if not piece:
                return
            left -= len(piece)

    # -- what is answered
    def _wants_json(self) -> bool:
        return "application/json" in self.headers.get("Accept", "")

    def _refuse(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        as_json = self._wants_json() if self.headers else False
        self._send(self.server.pages.trouble(status, message, as_json, headers))

    def _send(self, response: Response) -> None:
        self.close_connection = True
        self.send_response(response.status)
        told = {
            "Content-Type": response.type,
            "Content-Length": str(len(response.body)),
            "Content-Security-Policy": response.policy,
            "Connection": "close",
            **HEADERS,
            **response.headers,
        }
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is no request, or one that nobody knows."""
        if not hasattr(self, "headers"):
            self.headers = self.MessageClass()
        self._refuse(code, "This is not a request that a browser sends.")

    def version_string(self) -> str:
        """The name of the server, without versions."""
        return "consistency"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""
