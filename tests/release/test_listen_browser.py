"""The page in a real browser, opened from the file system as a listener opens it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from narrate.pipeline import produce
from narrate.recording import Shelf, Studio
from narrate.settings import BookInfo, Output, Settings
from narrate.testing import ToneEngine
from soundstage import Report, book_of, inline
from webdriver import MISSING, Browser, browsing

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"without {', '.join(MISSING)}")

EVIL = "</script><script>document.title='broken'</script><img src=x onerror=alert(1)>"
BOOK = book_of(
    ["It rained. It went on raining.", f"“Look! {EVIL} is here.”", "***", "She said it twice."],
    ["“So?”", "It was over."],
)
NOW = "document.querySelector('.s[aria-current=true]')"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page") / "a book, 100% “done” #1"
    settings = Settings(output=Output("wav"), book=BookInfo(title="<b>Book</b> & more"))
    with Studio(ToneEngine(), Shelf(folder / "shelf"), jobs=1, start=inline) as studio:
        studio.run(produce(BOOK, settings, studio, folder / "out", Report()))
    return folder / "out"


@pytest.fixture
def page(made: Path, tmp_path: Path) -> str:
    """A page that was never opened: a browser stores what it remembers by the page's address."""
    return (shutil.copytree(made, tmp_path / made.parent.name) / "listen.html").as_uri()


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def browser(window: Browser, page: str) -> Browser:
    window.open(page)
    window.wait("document.getElementById('audio').readyState >= 1")
    return window


def read_now(browser: Browser) -> str:
    text: str = browser.run(f"return {NOW}.textContent")
    return text


def wait_for(browser: Browser, words: str) -> None:
    browser.wait(f"{NOW} && {NOW}.textContent.startsWith('{words}')")


def is_playing(browser: Browser) -> bool:
    return not browser.run("return document.getElementById('audio').paused")


def test_what_the_story_says_is_only_text(browser: Browser) -> None:
    assert browser.run("return document.title") == "<b>Book</b> & more"
    assert EVIL in browser.run("return document.querySelector('main').textContent")
    assert browser.run("return document.images.length + document.scripts.length") == 1
    assert browser.complaints() == []


def test_nothing_plays_unasked(browser: Browser) -> None:
    assert not is_playing(browser)


def test_the_text_is_followed_from_chapter_to_chapter(browser: Browser) -> None:
    browser.run("document.getElementById('audio').defaultPlaybackRate = 8")
    browser.run("document.getElementById('audio').playbackRate = 8")
    browser.click("#play")
    for words in ("It rained.", "It went on", "“Look!", "She said", "“So?”", "It was over."):
        wait_for(browser, words)
    browser.wait("document.getElementById('audio').ended")
    assert browser.complaints() == []


def test_a_click_on_a_sentence_jumps_there(browser: Browser) -> None:
    browser.click("main section:last-of-type .s")
    wait_for(browser, "“So?”")
    start = float(browser.run(f"return {NOW}.dataset.a"))
    browser.wait(f"document.getElementById('audio').currentTime >= {start}")  # its file is loaded
    browser.wait("!document.getElementById('audio').paused")
    browser.press("Space")
    time = browser.run("return document.getElementById('audio').currentTime")
    assert start <= time < start + 5


def test_keys_play_and_walk_through_the_book(browser: Browser) -> None:
    browser.press("Right")
    wait_for(browser, "It went on")
    browser.press("Left")
    wait_for(browser, "It rained.")
    browser.press("Shift", "Right")
    assert browser.run("return document.getElementById('now').textContent") == "Part 2"
    browser.press("Shift", "Left")
    assert browser.run("return document.getElementById('now').textContent") == "Part 1"
    browser.press("Space")
    browser.wait("!document.getElementById('audio').paused")
    browser.press("Space")
    browser.wait("document.getElementById('audio').paused")


def test_enter_on_a_sentence_plays_it(browser: Browser) -> None:
    browser.press("Right")
    wait_for(browser, "It went on")
    browser.run(f"{NOW}.focus()")
    assert browser.run(f"return document.activeElement === {NOW}")
    browser.press("Enter")
    browser.wait("!document.getElementById('audio').paused")
    assert read_now(browser).startswith("It went on")
    browser.press("Space")


def test_one_sentence_at_most_is_in_the_order_of_tab(browser: Browser) -> None:
    browser.press("Right")
    wait_for(browser, "It went on")
    assert browser.run("return document.querySelectorAll('.s[tabindex=\"0\"]').length") == 1


VISITS = 10
"""A browser that is short of time may lose what a page stored right before it was left."""


def leave_and_return(window: Browser, page: str) -> str:
    """Go to the last sentence, leave the page, and come back; the sentence it opens at."""
    window.open(page)
    window.wait("document.getElementById('audio').readyState >= 1")
    window.press("Shift", "Right")
    window.press("Right")
    wait_for(window, "It was over.")
    window.open("about:blank")
    window.open(page)
    return read_now(window)


def test_the_place_is_remembered(window: Browser, page: str) -> None:
    assert "It was over." in (leave_and_return(window, page) for _ in range(VISITS))
    assert window.run("return document.getElementById('now').textContent") == "Part 2"
    assert not is_playing(window)


def test_it_works_where_nothing_may_be_stored(browser: Browser) -> None:
    script = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    added = browser.command("Page.addScriptToEvaluateOnNewDocument", source=script)
    browser.command("Page.reload")
    browser.wait("document.getElementById('audio').readyState >= 1")
    browser.press("Right")
    wait_for(browser, "It went on")
    browser.command("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])
    assert browser.complaints() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_page(browser: Browser, scheme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.command("Emulation.setEmulatedMedia", features=[feature])
    worst = browser.run("""
        const parts = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
          const value = part / 255;
          return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; });
        const light = (colour) => {
          const [r, g, b] = parts(colour); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const ground = (element) => {
          for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (!/, 0\\)$/.test(colour)) return colour;
          } return 'rgb(255,255,255)'; };
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        let worst = 21;
        while (texts.nextNode()) {
          const element = texts.currentNode.parentElement;
          if (!texts.currentNode.data.trim() || element.matches('script, option')) continue;
          const pair = [light(getComputedStyle(element).color), light(ground(element))].sort();
          worst = Math.min(worst, (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05));
        } return worst;""")
    browser.command("Emulation.setEmulatedMedia", features=[])
    assert worst >= 4.5


@pytest.mark.parametrize("wide", [320, 360, 412])
def test_it_fits_a_phone(browser: Browser, wide: int) -> None:
    """Nothing to scroll sideways; every button is large enough, and nothing lies over it."""
    size = {"width": wide, "height": 640, "deviceScaleFactor": 1, "mobile": True}
    browser.command("Emulation.setDeviceMetricsOverride", **size)
    width = browser.run("return document.documentElement.scrollWidth")
    small = browser.run("""
        return [...document.querySelectorAll('button')].filter((one) => {
          const box = one.getBoundingClientRect();
          const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
          const covered = one.closest('.player') && [box.left + 2, x, box.right - 2].some(
            (at) => !one.contains(document.elementFromPoint(at, y)));
          return box.width && (box.width < 44 || box.height < 44 || covered); }).length""")
    browser.command("Emulation.clearDeviceMetricsOverride")
    assert (width, small) == (wide, 0)


def test_it_can_be_used_without_seeing_it(browser: Browser) -> None:
    """Every control has a name, there is one main part, and headings skip no level."""
    tree = browser.command("Accessibility.getFullAXTree")["nodes"]
    said = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree
        if not node.get("ignored") and "role" in node
    ]
    controls = [name for role, name in said if role in ("button", "slider", "combobox", "checkbox")]
    assert controls
    assert all(controls)
    assert [role for role, _ in said].count("main") == 1
    levels = browser.run(
        "return [...document.querySelectorAll('h1,h2,h3')].map((one) => one.tagName)"
    )
    assert levels == ["H1", "H2", "H2"]
    assert "Ann: " in browser.run("return document.querySelector('main').textContent")
