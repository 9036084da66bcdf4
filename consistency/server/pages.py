"""Pages: what a browser is shown besides the findings, and what each response allows it to do."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple

from consistency.findings import Report
from consistency.server.checking import Answer
from consistency.server.form import FORMATS

_FOLDER = Path(__file__).parent
PARTS = {
    "/serve.css": ("serve.css", "text/css; charset=utf-8"),
    "/serve.js": ("serve.js", "text/javascript; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
"""The static parts of the page: file and type of each, by its path."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What every response says."""

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The policy of what is no page."""


class Response(NamedTuple):
    """A status, the body with its type, and the policy under which a browser has to keep it."""

    status: int
    body: bytes
    type: str = "text/html; charset=utf-8"
    policy: str = NOTHING
    headers: Mapping[str, str] = {}


@dataclass(frozen=True)
class Pages:
    """The pages of a server; `render` is that of the findings, whose policy has to hold in the form's page as well.

    The findings come into a frame of that page, which has no origin (`sandbox`) but is under the policies of both.
    `largest` is the size limit in bytes, `suffixes` are those of the files that can be read, for
    each kind the usual one first.
    """

    render: Callable[[Report, str], str]
    largest: int
    suffixes: tuple[tuple[str, ...], ...]

    def form(self) -> Response:
        """The page with the form."""
        own, inner = "'self'", self._policy
        policy = {
            "default-src": "'none'",
            "script-src": f"{own} {inner.get('script-src', '')}",
            "style-src": f"{own} {inner.get('style-src', '')}",
            "img-src": f"{own} data:",
            "connect-src": own,
            "frame-src": "blob:",
            "form-action": own,
            "base-uri": "'none'",
            "frame-ancestors": "'none'",
        }
        page = self._template(
            "form.html.jinja",
            formats={name: label for name, (label, _) in FORMATS.items()},
            largest=self.largest,
            size=size_of(self.largest),
            suffixes=[suffix for kind in self.suffixes for suffix in kind],
            kinds=[kind[0].removeprefix(".") for kind in self.suffixes],
        )
        return Response(200, page, policy=_written(policy))

    def answer(self, answer: Answer, as_json: bool) -> Response:
        """What a check came to: for the page's own script, or as a document of its own."""
        if answer.status != 200:
            return self.trouble(answer.status, answer.message, as_json)
        if as_json:
            told = {"page": answer.page, "summary": answer.summary, "remarks": answer.remarks}
            return _json(200, told)
        # Whatever is in it, it has no origin: it cannot ask this server for anything.
        policy = {"default-src": "'none'"} | self._policy | {"frame-ancestors": "'none'", "sandbox": "allow-scripts"}
        return Response(200, answer.page.encode("utf-8", "replace"), policy=_written(policy))

    def trouble(
        self, status: int, message: str, as_json: bool = False, headers: Mapping[str, str] | None = None
    ) -> Response:
        """What is wrong, in words."""
        if as_json:
            return _json(status, {"message": message}, headers)
        policy = f"{NOTHING}; style-src 'self'; img-src 'self'"
        page = self._template("trouble.html.jinja", title=HTTPStatus(status).phrase, message=message)
        return Response(status, page, policy=policy, headers=headers or {})

    @staticmethod
    def part(path: str) -> Response:
        """A static part, by its path."""
        name, kind = PARTS[path]
        return Response(200, (_FOLDER / "static" / name).read_bytes(), kind)

    @cached_property
    def _policy(self) -> dict[str, str]:
        """The policy that every page of findings has in its head."""
        found = _Policy()
        found.feed(self.render(Report((), {}, {}, 0, 0), "warning"))
        directives = (directive.strip().partition(" ") for directive in found.policy.split(";") if directive.strip())
        return {name: value for name, _, value in directives}

    @cached_property
    def _templates(self) -> Any:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        return Environment(
            loader=FileSystemLoader(_FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def _template(self, name: str, **values: object) -> bytes:
        text: str = self._templates.get_template(name).render(**values)
        return text.encode("utf-8", "replace")


class _Policy(HTMLParser):
    """The policy in the head of a page."""

    policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "meta" and (told.get("http-equiv") or "").lower() == "content-security-policy" and not self.policy:
            self.policy = told.get("content") or ""


def size_of(count: int) -> str:
    """A number of bytes as a person says it."""
    if count >= 1_000_000:
        return f"{count / 1_000_000:.3g} MB"
    return f"{count / 1000:.3g} kB" if count >= 1000 else f"{count} bytes"


def _written(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}".strip() for name, value in policy.items())


def _json(status: int, told: Mapping[str, object], headers: Mapping[str, str] | None = None) -> Response:
    body = json.dumps(told).encode("ascii")
    return Response(status, body, "application/json", headers=headers or {})
