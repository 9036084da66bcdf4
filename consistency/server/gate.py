"""Gate: who may ask. Only the page itself, and only under this machine's own names.

A page from elsewhere can make a browser send requests to this machine, and a name from elsewhere can come to mean this
machine (DNS rebinding): `Host` gives the one away, `Origin` the other.
"""

from __future__ import annotations

from email.message import Message

NAMES = ("127.0.0.1", "localhost")


def hosts(port: int) -> frozenset[str]:
    """What `Host` may be."""
    bare = frozenset(NAMES) if port == 80 else frozenset()
    return bare | {f"{name}:{port}" for name in NAMES}


def is_own_host(headers: Message, port: int) -> bool:
    """Whether the request was meant for this machine by its own name."""
    given = headers.get_all("Host") or []
    return len(given) == 1 and given[0].strip().lower() in hosts(port)


def is_own_page(headers: Message, port: int) -> bool:
    """Whether the request comes from the page that this server has given out (`is_own_host` is true).

    Without scripts, and with the policy to tell nobody where one comes from, a browser sends the origin `null`. Then
    `Sec-Fetch-Site` has to say that it is the same; no page can set that.
    """
    origins = headers.get_all("Origin") or []
    sites = headers.get_all("Sec-Fetch-Site") or []
    if sites and sites != ["same-origin"]:
        return False
    if origins == [f"http://{str(headers['Host']).strip().lower()}"]:
        return True
    return origins in ([], ["null"]) and sites == ["same-origin"]
