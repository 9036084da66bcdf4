"""Settings of all tests."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# The same examples in every run, and none refused for being slow on a busy machine: a failure is always the code's.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

# No test reads what another run has left in the user's cache, and none leaves anything there.
_CACHE = tempfile.TemporaryDirectory(prefix="consistency-cache-")
os.environ["CONSISTENCY_CACHE_DIR"] = _CACHE.name

# Reports name paths and link to lines as the build server says that they run on: here there is none.
for _name in ("GITHUB_WORKSPACE", "GITHUB_REPOSITORY", "GITHUB_SHA", "CI_PROJECT_DIR", "CI_PROJECT_URL"):
    os.environ.pop(_name, None)

# A shell that has put the tests in the background ignores Ctrl-C for them, and so would each program that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a terminal of 100 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser; what asks for one is skipped where there is none."""
    driven = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser: pip install playwright")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("there is no browser here: apt-get install chromium")
    with driven.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=program)
        yield running
        running.close()
