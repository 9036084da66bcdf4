"""`consistency serve`: who may ask, what may be sent, what comes back, and how it ends."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from consistency import report
from consistency.config import Command
from consistency.errors import ConfigError
from consistency.findings import Report
from consistency.server import form, gate
from consistency.server.checking import Setup
from consistency.server.desk import Desk
from consistency.server.pages import PARTS, Pages
from consistency.server.serving import Server
from tests.desk import SOUND, WRONG, put, run

PAGE = partial(report.render, "html")
HOSTILE = "</textarea></script><script>alert(1)</script><img src=x onerror=alert(2)>"


# ------------------------------------------------------------------ stand-ins for a page that fails or never ends
def endless(found: Report, show: str) -> str:
    """A page that takes for ever, but for the text that each process begins with."""
    while found.n_figures > 4:
        time.sleep(0.05)
    return "<p>done"


def faulty(found: Report, show: str) -> str:
    if found.n_figures > 4:
        raise RuntimeError(next(iter(found.documents.values())).source)
    return "<p>done"


def dying(found: Report, show: str) -> str:
    if found.n_figures > 4:
        os._exit(3)
    return "<p>done"


MANY = "We saw 11 gulls, 12 terns, 13 crows, 14 ducks and 15 geese.\n"


# ------------------------------------------------------------------ a browser without a window
class Said(NamedTuple):
    status: int
    headers: dict[str, str]
    body: str

    @property
    def told(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.body)
        return answer


class Visitor:
    """What sends requests to a server."""

    def __init__(self, server: Server) -> None:
        self.server, self.port = server, server.server_port
        self.own = f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str | None) -> Said:
        """One request; a header that is None is left out, underscores in names are hyphens."""
        told = {"Host": f"127.0.0.1:{self.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in told.items():
            if value is not None:
                connection.putheader(name, value)
        if body is not None and "Content-Length" not in told:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read().decode()
        connection.close()
        return Said(answer.status, dict(answer.getheaders()), content)

    def check(self, text: str = "", kind: str = "markdown", file: tuple[str, bytes] | None = None, **more: Any) -> Said:
        """Send the form."""
        body, content_type = sent(text, kind, file)
        headers = {"Origin": self.own, "Accept": "application/json", "Content_Type": content_type} | more
        return self.ask("POST", "/check", body, **headers)


def sent(text: str, kind: str, file: tuple[str, bytes] | None = None) -> tuple[bytes, str]:
    parts = [
        b'name="text"\r\n\r\n' + text.encode(),
        b'name="format"\r\n\r\n' + kind.encode(),
        b'name="file"; filename="%s"\r\nContent-Type: application/octet-stream\r\n\r\n%s'
        % ((file[0].encode(), file[1]) if file else (b"", b"")),
    ]
    body = b"".join(b"--x0x\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts)
    return body + b"--x0x--\r\n", "multipart/form-data; boundary=x0x"


@contextmanager
def serving(
    setup: Setup | None = None, largest: int = 300_000, seconds: float = 30, places: int = 1
) -> Iterator[Visitor]:
    desk = Desk(setup or Setup(Command(), no_config=True), places, seconds)
    with Server(0, desk, Pages(PAGE, largest, ((".html", ".htm"), (".md",), (".txt",)))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield Visitor(server)
        finally:
            server.shutdown()
            thread.join()
            desk.close()


@pytest.fixture(scope="module")
def visitor() -> Iterator[Visitor]:
    with serving() as found:
        yield found


# ------------------------------------------------------------------ findings
def test_a_text_is_checked(visitor: Visitor) -> None:
    said = visitor.check(WRONG)
    assert said.status == 200
    assert said.told["summary"] == "1 error"
    assert "60 cannot be part of 40" in said.told["page"]
    assert visitor.check(SOUND).told["summary"].startswith("nothing to report about 2 figures")


def test_the_page_is_that_of_check(visitor: Visitor, newsroom: Path) -> None:
    put(newsroom, "text.md", WRONG)
    written = run("check", "--no-config", "--format", "html", "text.md").stdout
    assert visitor.check(WRONG).told["page"] == written


@pytest.mark.parametrize(
    ("kind", "text"),
    [("html", f"<h1>Night</h1><p>{WRONG}</p>"), ("text", WRONG), ("markdown", f"# Night\r\n\r\n{WRONG}")],
)
def test_formats(visitor: Visitor, kind: str, text: str) -> None:
    said = visitor.check(text, kind)
    assert said.told["summary"] == "1 error"
    assert "&lt;h1" not in said.told["page"]


def test_a_file_goes_before_the_text(visitor: Visitor) -> None:
    said = visitor.check(SOUND, file=("C:\\drafts\\night shift.html", f"<p>{WRONG}".encode()))
    assert said.told["summary"] == "1 error"
    assert "night shift.html" in said.told["page"]
    assert "drafts" not in said.told["page"]


def test_a_file_that_is_not_utf_8(visitor: Visitor) -> None:
    said = visitor.check(file=("night.txt", ("Café: " + WRONG).encode("cp1252")))
    assert said.told["summary"] == "1 error"
    assert said.told["remarks"] == ["line 1: not UTF-8; read as Windows-1252, which is a guess"]


def test_a_workbook(visitor: Visitor) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="needs the extra xlsx")
    book = openpyxl.Workbook()
    for row in (["Pier", "Cranes"], ["North", 31], ["South", 44], ["West", 12], ["Total", 97]):
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    said = visitor.check(file=("piers.xlsx", file.getvalue()))
    assert said.status == 200, said.body
    assert "97" in said.told["page"]
    assert said.told["summary"] == "1 error"


@pytest.mark.parametrize("file", [("a.pdf", b"%PDF-1.7"), ("a.md", b"\0\1\2"), ("a.xlsx", b"no archive")])
def test_a_file_that_cannot_be_read(visitor: Visitor, file: tuple[str, bytes]) -> None:
    said = visitor.check(file=file)
    assert said.status == 422
    assert said.told["message"]
    assert "Traceback" not in said.body


def test_without_scripts(visitor: Visitor) -> None:
    said = visitor.check(WRONG, Accept="text/html", Origin="null", Sec_Fetch_Site="same-origin")
    assert said.status == 200
    assert said.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "60 cannot be part of 40" in said.body
    policy = said.headers["Content-Security-Policy"]
    assert "sandbox allow-scripts" in policy
    assert "allow-same-origin" not in policy
    assert "'unsafe" not in policy


def test_text_never_becomes_markup(visitor: Visitor) -> None:
    for kind in ("markdown", "html", "text"):
        page = visitor.check(f"{HOSTILE}\n\n{WRONG}", kind).told["page"]
        assert "alert(1)</script>" not in page
        assert "<img" not in page
    page = visitor.check(file=(f"{HOSTILE}.md", WRONG.encode())).told["page"]
    assert "<img" not in page
    trouble = visitor.check(file=("<img src=x onerror=alert(1)>.<b>", b"text"), Accept="text/html")
    assert trouble.status == 422
    assert "<img" not in trouble.body
    assert "<b>" not in trouble.body


# ------------------------------------------------------------------ what may be sent
@pytest.mark.parametrize(("body", "kind"), [sent("   \n", "text"), sent("a 1", "pdf")])
def test_a_form_that_says_nothing(visitor: Visitor, body: bytes, kind: str) -> None:
    said = visitor.ask("POST", "/check", body, Origin=visitor.own, Content_Type=kind)
    assert said.status == 400


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"text=40", "application/x-www-form-urlencoded"),
        (b"40", "multipart/form-data"),
        (b"40", "multipart/form-data; boundary="),
        (b"40", "multipart/form-data; boundary=x"),
        (b"--x\r\n\r\n40\r\n--x--", "multipart/form-data; boundary=x"),
        (b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n40', "multipart/form-data; boundary=x"),
        (b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--x--', "multipart/form-data; boundary=x"),
        (b"--x\r\n" * 100_000, "multipart/form-data; boundary=x"),
        (b"40", f"multipart/form-data; boundary={'x' * 500}"),
    ],
)
def test_what_is_no_form(body: bytes, kind: str) -> None:
    with pytest.raises(form.FormError):
        form.question(kind, body)


def test_bytes_of_a_file_arrive_as_they_are() -> None:
    data = bytes(range(256)) + b"\r\n--x0\r\n\r\n--\n"
    body, kind = sent("", "markdown", ("a.bin", data))
    assert form.question(kind, body).content == data


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\a\\b.md", "b.md"),
        (".md", "md"),
        ("..", "text"),
        ("", "text"),
        ("a\x00\x1bb\u202e.md", "ab.md"),
        ("x" * 500 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_names(name: str, plain: str) -> None:
    assert form.plain_name(name) == plain


def test_too_large(visitor: Visitor) -> None:
    for accept in ("application/json", "text/html"):
        said = visitor.check("x" * 400_000, Accept=accept)
        assert said.status == 413
        assert "300 kB" in said.body
    assert visitor.check(SOUND).status == 200


@pytest.mark.parametrize("length", [None, "-1", "many", "1 2"])
def test_a_length_is_needed(visitor: Visitor, length: str | None) -> None:
    headers = {"Origin": visitor.own, "Content_Length": length, "Transfer_Encoding": None if length else "chunked"}
    assert visitor.ask("POST", "/check", **headers).status == 411


# ------------------------------------------------------------------ who may ask
@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:{}", 200),
        ("LOCALHOST:{}", 200),
        ("evil.example:{}", 403),
        ("127.0.0.1", 403),
        ("", 403),
        (None, 403),
    ],
)
def test_only_by_its_own_name(visitor: Visitor, host: str | None, status: int) -> None:
    name = host.format(visitor.port) if host is not None else None
    assert visitor.ask("GET", "/", Host=name).status == status
    if status == 403:
        body, kind = sent(WRONG, "markdown")
        said = visitor.ask("POST", "/check", body, Host=name, Origin=f"http://{name}", Content_Type=kind)
        assert said.status == 403


@pytest.mark.parametrize(
    ("origin", "site", "status"),
    [
        ("http://127.0.0.1:{}", None, 200),
        ("http://127.0.0.1:{}", "same-origin", 200),
        ("null", "same-origin", 200),
        (None, "same-origin", 200),
        ("http://127.0.0.1:{}", "cross-site", 403),
        ("http://127.0.0.1:1", None, 403),
        ("http://localhost:{}", None, 403),
        ("https://127.0.0.1:{}", None, 403),
        ("http://evil.example", "cross-site", 403),
        ("http://evil.example", None, 403),
        ("null", None, 403),
        ("null", "cross-site", 403),
        ("null", "same-site", 403),
        (None, "none", 403),
        (None, None, 403),
    ],
)
def test_only_from_its_own_page(visitor: Visitor, origin: str | None, site: str | None, status: int) -> None:
    told = origin.format(visitor.port) if origin else None
    assert visitor.check(SOUND, Origin=told, Sec_Fetch_Site=site).status == status


def test_the_usual_port_needs_no_number() -> None:
    assert "localhost" in gate.hosts(80)
    assert "localhost" not in gate.hosts(8642)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("GET", "/?from=here", 200),
        *(("GET", path, 200) for path in PARTS),
        ("GET", "/check", 405),
        ("HEAD", "/check", 405),
        ("POST", "/", 405),
        ("PUT", "/check", 405),
        ("DELETE", "/", 405),
        ("OPTIONS", "/check", 405),
        ("TRACE", "/", 405),
        ("BREW", "/", 501),
        ("GET", "/favicon.ico", 404),
        ("GET", "/../serve.js", 404),
        ("GET", "/static/serve.js", 404),
        ("GET", "//evil.example/", 404),
        ("GET", "http://127.0.0.1/", 404),
        ("POST", "/elsewhere", 404),
    ],
)
def test_what_there_is(visitor: Visitor, method: str, path: str, status: int) -> None:
    said = visitor.ask(method, path)
    assert said.status == status
    assert bool(said.body) is (method != "HEAD")
    assert ("Allow" in said.headers) is (status == 405)
    for name, value in {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
    }.items():
        assert said.headers[name] == value
    policy = said.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "Python" not in said.headers["Server"]


def test_what_is_no_request(visitor: Visitor) -> None:
    with socket.create_connection(("127.0.0.1", visitor.port), timeout=10) as connection:
        connection.sendall(b"\x16\x03\x01 hello\r\n\r\n")
        answer = connection.recv(10_000)
    assert b" 400 " in answer
    assert visitor.ask("GET", "/").status == 200


# ------------------------------------------------------------------ limits
def test_a_check_that_takes_too_long(capfd: pytest.CaptureFixture[str]) -> None:
    with serving(Setup(Command(), no_config=True, page=endless), seconds=0.5) as visitor:
        begun = time.monotonic()
        said = visitor.check(MANY)
        assert said.status == 503
        assert "longer than 0.5 seconds" in said.told["message"]
        assert time.monotonic() - begun < 5
        assert visitor.check(SOUND).status == 200
    assert capfd.readouterr() == ("", "")


def test_the_page_stays_usable_and_a_second_text_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.server.desk.PATIENCE", 0.1)
    with serving(Setup(Command(), no_config=True, page=endless), seconds=3) as visitor:
        first = threading.Thread(target=visitor.check, args=(MANY,))
        first.start()
        time.sleep(0.3)
        begun = time.monotonic()
        assert visitor.ask("GET", "/").status == 200
        assert time.monotonic() - begun < 1
        said = visitor.check(SOUND)
        assert said.status == 503
        assert "Try again" in said.told["message"]
        first.join()


def test_a_browser_that_hangs_up_ends_its_check() -> None:
    with serving(Setup(Command(), no_config=True, page=endless), seconds=60) as visitor:
        body, kind = sent(MANY, "markdown")
        with socket.create_connection(("127.0.0.1", visitor.port)) as connection:
            head = f"POST /check HTTP/1.1\r\nHost: 127.0.0.1:{visitor.port}\r\nOrigin: {visitor.own}\r\n"
            head += f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body)
            time.sleep(0.5)
        begun = time.monotonic()
        assert visitor.check(SOUND).status == 200
        assert time.monotonic() - begun < 10


@pytest.mark.parametrize(("page", "message"), [(faulty, "fault of this program"), (dying, "before its time")])
def test_a_bug_tells_nothing_of_the_text(page: Any, message: str, capfd: pytest.CaptureFixture[str]) -> None:
    with serving(Setup(Command(), no_config=True, page=page)) as visitor:
        said = visitor.check(MANY)
        assert said.status == 500
        assert message in said.told["message"]
        assert visitor.check(SOUND).status == 200
    told = capfd.readouterr().err
    assert "gulls" not in told
    assert ("RuntimeError" in told) is (page is faulty)


# ------------------------------------------------------------------ configuration
def test_the_configuration_of_the_folder_holds(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "ignore: [parts-within-whole]\n")
    with serving(Setup(Command())) as visitor:
        assert visitor.check(WRONG).told["summary"].startswith("nothing")
        put(newsroom, "consistency.yaml", "show: warning\n")
        assert visitor.check(WRONG).told["summary"] == "1 error"
        put(newsroom, "consistency.yaml", "shwo: warning\n")
        said = visitor.check(WRONG)
        assert said.status == 500
        assert "consistency.yaml:1" in said.told["message"]


def test_nothing_is_left_behind(newsroom: Path) -> None:
    with serving(Setup(Command())) as visitor:
        visitor.check(WRONG.replace("dockers", "zanzibaris"), file=None)
        visitor.check(file=("zanzibaris.md", WRONG.replace("dockers", "zanzibaris").encode()))
    assert list(newsroom.iterdir()) == []
    kept = Path(os.environ["CONSISTENCY_CACHE_DIR"])
    assert not any(b"zanzibaris" in path.read_bytes() for path in kept.rglob("*") if path.is_file())


def test_rules_that_cannot_be_used(newsroom: Path) -> None:
    with pytest.raises(ConfigError):
        Desk(Setup(Command(select=("no-such-rule",)), no_config=True))
    put(newsroom, "consistency.yaml", "shwo: warning\n")
    result = run("serve", "--port", "0")
    assert result.exit_code == 2
    assert "consistency.yaml:1" in result.stderr
    assert result.stdout == ""


# ------------------------------------------------------------------ the command
@contextmanager
def process(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command as a process, and the address that it prints."""
    command = [sys.executable, "-m", "consistency", "serve", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            yield running, running.stdout.readline().strip()
        finally:
            running.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="no signals of this kind")
def test_ctrl_c_frees_the_port(newsroom: Path) -> None:
    with process("--port", "0") as (running, url):
        assert url.startswith("http://127.0.0.1:")
        port = int(url.rstrip("/").rpartition(":")[2])
        taken = run("serve", "--port", str(port))
        assert taken.exit_code == 2
        assert f"port {port} is in use" in taken.stderr
        assert "--port 0" in taken.stderr
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=20) == 130
        assert running.stderr is not None
        told = running.stderr.read()
        assert "Traceback" not in told
        assert "Ctrl-C" in told
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))


def test_arguments() -> None:
    assert run("serve", "--port", "70000").exit_code == 2
    assert run("serve", "--config", "a.yaml", "--no-config").exit_code == 2
    assert run("serve", "--help").exit_code == 0
