"""The page in a real browser: what a person can do with the mouse, the keyboard, a screen reader and a printer.

Skipped where there is no Chromium (on Debian: apt-get install chromium).
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests import pages

pytest.importorskip("jinja2", reason="the format html needs Jinja2")


Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens a page; at the end of the test it must have said nothing, and have asked for nothing but itself."""
    contexts: list[Any] = []
    said: list[str] = []
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        said.append(f"alert {dialog.message}")
        dialog.dismiss()

    def opening(*names: str, width: int = 1400, scheme: str = "light", scripts: bool = True) -> Any:
        place = tmp_path / "page.html"
        place.write_text(pages.page(*names), encoding="utf-8", newline="")
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", answer)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(place.as_uri())
        return page

    yield opening
    for context in contexts:
        context.close()
    assert said == []
    assert len(asked) == len(contexts)
    assert all(url.startswith("file://") and url.endswith("/page.html") for url in asked)


def box(page: Any, query: str) -> dict[str, float]:
    found: dict[str, float] = page.locator(query).first.bounding_box()
    return found


# ------------------------------------------------------------------ what one sees
@pytest.mark.parametrize("width", [360, 400, 800, 1400, 1600])
def test_nothing_is_wider_than_the_window(opened: Open, width: int) -> None:
    page = opened("plain", "table", "many", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_notes_stand_beside_their_lines_and_not_on_each_other(opened: Open) -> None:
    page = opened("many")
    tops = page.eval_on_selector_all(
        ".note", "notes => notes.map(n => [n.offsetTop, n.offsetHeight, n.getBoundingClientRect().left])"
    )
    assert len(tops) >= 30
    for (top, height, _), (following, _, _) in pairwise(tops):
        assert top + height <= following
    text = box(page, ".row .text")
    assert all(left > text["x"] + text["width"] for _, _, left in tops)
    plain = opened("plain")
    figure, note = box(plain, ".f[data-notes~='0']"), box(plain, ".note[data-note='0']")
    assert abs(figure["y"] - note["y"]) < 30


def test_on_a_narrow_screen_notes_follow_their_paragraphs(opened: Open) -> None:
    page = opened("plain", width=400)
    note = page.locator(".note").last
    row = note.locator("xpath=ancestor::*[contains(@class, 'row')]")
    text, below = row.locator(".text").bounding_box(), note.bounding_box()
    assert below["y"] >= text["y"] + text["height"]


def test_a_column_that_does_not_add_up_is_marked(opened: Open) -> None:
    page = opened("table")
    assert page.locator("td.off-error").count() >= 3
    sound = page.locator("td.total .f.is-tested")
    assert sound.count() == 3
    assert "✓" in page.evaluate("getComputedStyle(document.querySelector('td.total .f.is-tested'), '::after').content")


def test_bars_are_to_scale_and_red_where_they_do_not_meet(opened: Open) -> None:
    page = opened("plain")
    tree = page.locator(".tree", has_text="dogs")
    part = tree.locator("rect.part")
    whole, of_it = part.nth(0).bounding_box(), part.nth(1).bounding_box()
    assert of_it["width"] / whole["width"] == pytest.approx(450 / 300, rel=0.01)
    fault = tree.locator("rect.fault").bounding_box()
    assert fault["x"] == pytest.approx(whole["x"] + whole["width"], abs=1.5)
    assert fault["x"] + fault["width"] == pytest.approx(of_it["x"] + of_it["width"], abs=1.5)
    color = page.evaluate("getComputedStyle(document.querySelector('rect.fault')).fill")
    assert color == "rgb(179, 38, 30)"
    sound = opened("sound")
    assert sound.locator("rect.fault").count() == 0


# ------------------------------------------------------------------ what one does
def test_hovering_joins_all_places_of_a_finding(opened: Open) -> None:
    page = opened("plain")
    note = page.locator(".note", has_text="450").last
    note.hover()
    joined = page.locator(".f.on")
    assert sorted(text.split("note")[0].strip() for text in joined.all_inner_texts()) == ["300", "450"]
    assert page.locator(".threads path").count() == 2
    page.mouse.move(5, 5)
    assert page.locator(".on").count() == 0
    joined = page.locator(".f", has_text="450")
    joined.hover()
    assert "on" in note.get_attribute("class").split()


def test_a_click_shows_the_reading_and_every_relation(opened: Open) -> None:
    page = opened("plain")
    figure = page.locator(".f", has_text="450")
    figure.click()
    card = page.get_by_role("dialog")
    assert card.is_visible()
    words = card.inner_text()
    for said in ("450", "Read as", "count", "May stand for", "450 ≤ 300", "contradicts", "parts-within-whole"):
        assert said in words
    place = figure.bounding_box()
    assert abs(card.bounding_box()["y"] - place["y"]) < 500
    assert page.evaluate("scrollY") < 400
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.textContent").startswith("450")
    figure.click()
    page.locator("h1").click()
    assert not card.is_visible()


def test_the_keyboard_reaches_everything_in_the_order_of_the_page(opened: Open) -> None:
    page = opened("plain")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.localName"))
        if seen[-1].endswith("f0"):
            break
    assert seen[-1] == "a1-f0"
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    assert page.locator(".note.on").count() >= 1, "focus joins as the mouse does"
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").is_visible()
    assert page.evaluate("document.activeElement.id") == "card-name"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "close"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "a1-f0"
    every = page.evaluate("document.querySelectorAll('.f').length")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id"))
    assert len({"a1-f0", *(name for name in reached if re.fullmatch(r"a1-f\d+", name))}) == every
    opened_up = opened("plain")
    opened_up.locator(".note summary").first.press("Enter")
    assert opened_up.locator(".note .reasons").first.is_visible()


def test_the_index_is_sorted_by_a_click(opened: Open) -> None:
    page = opened("sound", "plain", "many")
    head = page.get_by_role("columnheader", name="Errors")
    head.get_by_role("button").click()
    cells = "rows => rows.map(row => row.cells[1].textContent)"
    falling = [int(text) for text in page.eval_on_selector_all(".index tbody tr", cells)]
    assert falling == sorted(falling, reverse=True)
    assert len(falling) == 3
    assert head.get_attribute("aria-sort") == "descending"
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    page.locator(".index a", has_text="A quiet year").click()
    assert page.locator("#a1").bounding_box()["y"] < 60


def test_a_link_leads_into_a_list_that_is_folded_up(opened: Open) -> None:
    page = opened("plain", scripts=False)
    row = page.locator("#a1-r1")
    assert not row.is_visible()
    page.locator("#a1-f1").click()
    assert row.is_visible()


# ------------------------------------------------------------------ for everybody
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1400])
def test_no_violation_of_the_rules_for_accessible_pages(opened: Open, scheme: str, width: int) -> None:
    page = opened("plain", "table", "sound", "hostile", width=width, scheme=scheme)
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
    page.locator(".note").first.hover()
    page.locator(".f").first.click()
    page.evaluate(pages.AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]]
    assert told == []
    assert len(found["passes"]) > 20


def test_a_page_without_scripts_tells_the_same(opened: Open) -> None:
    page = opened("plain", "sound", scripts=False)
    note = page.locator(".note").first
    assert note.is_visible()
    assert note.bounding_box()["x"] > 700
    words = page.locator("body").inner_text()
    with_scripts = opened("plain", "sound").locator("body").inner_text()
    assert words.split() == with_scripts.split()


def test_an_article_never_becomes_markup(opened: Open) -> None:
    page = opened("hostile")
    assert page.locator("script").count() == 1
    assert (
        page.locator("img, iframe, svg:not(.bar):not(.threads), [onload], [onerror], [onfocus], [autofocus]").count()
        == 0
    )
    assert page.evaluate("[...document.links].every(link => link.getAttribute('href').startsWith('#'))")
    assert "alert(5)" not in page.locator(".story").inner_text() or page.locator(".story script").count() == 0


def test_the_policy_forbids_every_other_script_and_style(browser: Any, tmp_path: Path) -> None:
    place = tmp_path / "changed.html"
    more = "<script>document.title = 'taken'</script><img src='http://127.0.0.1:9/x.png'><p style='color: red' id='p'>x</p>"
    place.write_text(pages.page("sound").replace("</main>", more + "</main>"), encoding="utf-8")
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(place.as_uri())
    assert page.title() != "taken"
    assert page.evaluate("getComputedStyle(document.getElementById('p')).color") != "rgb(255, 0, 0)"
    assert sum("Content Security Policy" in text for text in told) >= 3
    page.close()


# ------------------------------------------------------------------ on paper
@pytest.mark.parametrize("width", [400, 1400])
def test_printing_loses_nothing(opened: Open, width: int) -> None:
    pypdf = pytest.importorskip("pypdf")
    page = opened("plain", "table", width=width)
    page.locator(".f").first.click()
    page.keyboard.press("Escape")
    page.mouse.move(2, 2)
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    assert 2 <= len(printed.pages) <= 7
    text = "".join("".join(sheet.extract_text() for sheet in printed.pages).split())
    text = unicodedata.normalize("NFKC", text)
    hidden = ".unseen, .skip, dialog, script, style"
    words = page.evaluate(
        """hidden => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
            while (walker.nextNode()) {
                if (!walker.currentNode.parentElement.closest(hidden)) texts.push(walker.currentNode.data);
            }
            return texts;
        }""",
        hidden,
    )
    lost = [word for piece in words for word in piece.split() if word not in text]
    assert len([word for piece in words for word in piece.split()]) > 300
    assert [word for word in lost if not re.fullmatch(r"\W*", word)] == []


# ------------------------------------------------------------------ a long one
def test_a_report_on_a_hundred_thousand_words_opens_within_two_seconds(browser: Any, tmp_path: Path) -> None:
    import time

    from consistency.report import render

    paragraph = (
        "In ward {0} the council counted {1} readers, of whom {2} came by bus and 80 came on foot to the old reading room "
        "behind the market hall, where most of them said that they would go on coming as long as the lamps were lit."
    )
    text = "\n\n".join(paragraph.format(number, 200 + number, 120 + number) for number in range(2500))
    assert len(text.split()) >= 100_000
    place = tmp_path / "long.html"
    place.write_text(render("html", pages.checked(long=text)), encoding="utf-8")
    times = []
    for _ in range(2):
        page = browser.new_page()
        begun = time.perf_counter()
        page.goto(place.as_uri())
        page.screenshot()
        times.append(time.perf_counter() - begun)
        page.close()
    assert min(times) < 2
