"""The page of `consistency serve` in a real browser. Skipped where there is no Chromium (apt-get install chromium)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from consistency.config import Command
from consistency.server.checking import Setup
from tests import pages
from tests.desk import SOUND, WRONG
from tests.test_serve import MANY, Visitor, endless, serving

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser: pip install playwright")


@pytest.fixture(scope="module")
def visitor() -> Iterator[Visitor]:
    with serving() as found:
        yield found


class Window:
    """The page in a window; it must have said nothing, and have asked nobody but its server."""

    def __init__(self, browser: Any, own: str, **options: Any) -> None:
        self.own = own
        self.context = browser.new_context(**({"reduced_motion": "reduce"} | options))
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(f"{own}/")

    def __enter__(self) -> Any:
        return self.page

    def __exit__(self, kind: object, *rest: object) -> None:
        self.context.close()
        if kind is None:
            assert self.said == []
            assert all(url.removeprefix("blob:").startswith(f"{self.own}/") for url in self.asked), self.asked


def state(page: Any, text: str) -> None:
    """Wait until the live region says so."""
    sync_api.expect(page.get_by_role("status")).to_contain_text(text, timeout=20_000)


DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/plain" }));
  for (const kind of ["dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def test_paste_and_see(browser: Any, visitor: Visitor) -> None:
    with Window(browser, visitor.own) as page:
        page.get_by_label("Text", exact=True).fill(WRONG)
        page.get_by_role("button", name="Check").click()
        state(page, "1 error")
        frame = page.frame_locator("iframe")
        assert "60 cannot be part of 40" in frame.locator("body").inner_text()
        assert page.frames[1].evaluate("origin") == "null"
        page.get_by_label("Text", exact=True).fill(SOUND)
        page.get_by_role("button", name="Check").click()
        state(page, "nothing to report")
        assert page.locator("iframe").count() == 1
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save this page").click()
        assert saved.value.suggested_filename == "the text-findings.html"
        assert "The figures of text.md" in Path(saved.value.path()).read_text(encoding="utf-8")


def test_a_figure_can_be_asked_in_the_frame(browser: Any, visitor: Visitor) -> None:
    with Window(browser, visitor.own) as page:
        page.get_by_label("Text", exact=True).fill(WRONG)
        page.keyboard.press("Control+Enter")
        state(page, "1 error")
        frame = page.frame_locator("iframe")
        frame.locator("a.f").first.click()
        sync_api.expect(frame.locator("dialog")).to_be_visible()


def test_drop_a_file(browser: Any, visitor: Visitor) -> None:
    with Window(browser, visitor.own) as page:
        page.evaluate(DROP, ["night.html", f"<p>{WRONG}"])
        state(page, "Checked night.html")
        state(page, "1 error")
        page.frame_locator("iframe").locator(".note").first.wait_for()
        page.get_by_role("button", name="Remove the file").press("Enter")
        sync_api.expect(page.get_by_role("button", name="Remove the file")).to_be_hidden()
        page.get_by_role("button", name="Check").click()
        state(page, "There is nothing to check")


def test_by_keyboard(browser: Any, visitor: Visitor) -> None:
    with Window(browser, visitor.own) as page:
        page.keyboard.press("Tab")
        page.keyboard.type(WRONG.strip())
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert page.get_by_label("Plain text").is_checked()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "check"
        page.keyboard.press("Enter")
        state(page, "1 error")
        page.frame_locator("iframe").locator(".note").first.wait_for()
        for name in ("To the text", "Save this page", "Full screen"):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.textContent") == name
        page.keyboard.press("Tab")
        page.wait_for_function("document.activeElement.tagName === 'IFRAME'")


def test_what_goes_wrong_is_said(browser: Any, visitor: Visitor) -> None:
    with Window(browser, visitor.own) as page:
        page.get_by_role("button", name="Check").click()
        state(page, "There is nothing to check")
        page.get_by_label("Text", exact=True).fill("x" * 400_000)
        page.get_by_role("button", name="Check").click()
        state(page, "at most 300 kB")
        page.evaluate(
            "() => { window.fetch = () => Promise.reject(new TypeError('gone')); document.getElementById('text').value = '40'; }"
        )
        page.get_by_role("button", name="Check").click()
        state(page, "Is the server still running")


def test_cancel_while_the_page_stays_usable(browser: Any) -> None:
    with (
        serving(Setup(Command(), no_config=True, page=endless), seconds=60) as visitor,
        Window(browser, visitor.own) as page,
    ):
        for cancel in (
            lambda: page.get_by_role("button", name="Cancel").click(),
            lambda: page.keyboard.press("Escape"),
        ):
            page.get_by_label("Text", exact=True).fill(MANY)
            page.get_by_role("button", name="Check").click()
            state(page, "Checking the text")
            page.get_by_label("Text", exact=True).fill("Something else.")
            cancel()
            state(page, "Cancelled")
            assert page.get_by_role("button", name="Cancel").count() == 0
        page.get_by_role("button", name="Check").click()
        state(page, "Checked the text")


def test_without_scripts(browser: Any, visitor: Visitor) -> None:
    with Window(browser, visitor.own, java_script_enabled=False) as page:
        assert not page.get_by_text("Ctrl+Enter").is_visible()
        page.get_by_label("Text", exact=True).fill(WRONG)
        page.get_by_role("button", name="Check").click()
        assert "60 cannot be part of 40" in page.inner_text("body")


def test_a_page_from_elsewhere_is_refused(browser: Any, visitor: Visitor) -> None:
    context = browser.new_context()
    page = context.new_page()
    form = (
        f'<form method="post" enctype="multipart/form-data" action="{visitor.own}/check">'
        '<textarea name="text">40</textarea><button>Go</button></form>'
    )
    page.route("http://127.0.0.1:18642/", lambda route: route.fulfill(body=form, content_type="text/html"))
    page.goto("http://127.0.0.1:18642/")
    with page.expect_response(f"{visitor.own}/check") as refused:
        page.get_by_role("button").click(no_wait_after=True)
    assert refused.value.status == 403
    context.close()


def test_hostile_text_runs_nowhere(browser: Any, visitor: Visitor) -> None:
    hostile = "<script>alert(1)</script>\n\n<img src=x onerror=alert(2)>\n\n[link](javascript:alert(3))\n\n"
    for scripts in (True, False):
        with Window(browser, visitor.own, java_script_enabled=scripts) as page:
            page.on("dialog", lambda dialog: pytest.fail(dialog.message))
            for kind in ("Markdown", "HTML", "Plain text"):
                page.goto(f"{visitor.own}/")
                page.get_by_label(kind).check()
                page.get_by_label("Text", exact=True).fill(f"{hostile}<p>{WRONG}")
                page.get_by_role("button", name="Check").click()
                if scripts:
                    state(page, "Checked the text")
                    page.frame_locator("iframe").get_by_text("dockers").first.wait_for()
                else:
                    page.get_by_text("dockers").first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800, 1600])
def test_accessible_at_every_width(browser: Any, visitor: Visitor, width: int, scheme: str) -> None:
    if not pages.AXE.exists():
        pytest.skip("axe-core is not under tests/axe")
    with Window(
        browser, visitor.own, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    ) as page:
        for text in ("", WRONG):
            if text:
                page.get_by_label("Text", exact=True).fill(text)
                page.get_by_role("button", name="Check").click()
                state(page, "1 error")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.add_script_tag(path=str(pages.AXE))
            found = page.evaluate("async () => (await axe.run(document, { iframes: false })).violations")
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
