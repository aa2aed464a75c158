"""The page in a real browser, opened from the file system as a listener opens it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from narrate.model import FinishedBook, FinishedChapter, Manner, Sentence, Span
from narrate.outputs.listen import format_page
from narrate.pipeline import Prep, produce
from narrate.recording import Recorder, Store
from narrate.settings import BookInfo, Output, Settings
from narrate.testing import ToneEngine
from soundstage import Report, book_of, inline
from webdriver import MISSING, Browser, browsing

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"without {', '.join(MISSING)}")

EVIL = "</script><script>document.title='broken'</script><img src=x onerror=alert(1)>"
PLAIN = book_of(
    ["It rained. It went on raining.", f"“Look! {EVIL} is here.”", "***", "She said it twice."],
    ["“So?”", "It was over."],
)


def whispered(prep: Prep) -> Prep:
    """*prep* with every line of dialogue whispered."""
    segments = tuple(
        replace(one, manner=Manner.WHISPERING) if one.speaker else one
        for one in prep.script.segments
    )
    return replace(prep, script=replace(prep.script, segments=segments))


BOOK = whispered(PLAIN)
NOW = "document.querySelector('.s[aria-current=true]')"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page") / "a book, 100% “done” #1"
    settings = Settings(output=Output("wav"), book=BookInfo(title="<b>Book</b> & more"))
    with Recorder(ToneEngine(), Store(folder / "cache"), jobs=1, start=inline) as recorder:
        recorder.run(produce(BOOK, settings, recorder, folder / "out", Report()))
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
    browser.run("document.getElementById('audio').defaultPlaybackRate = 3")
    browser.run("document.getElementById('audio').playbackRate = 3")
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


SIZES = [(320, 640), (360, 640), (390, 844), (412, 900), (844, 390), (640, 400), (1280, 800)]
"""Phones upright and on their side, a small screen at 200 %, and a large one."""


@pytest.mark.parametrize(("wide", "high"), [*SIZES, (320, 256)])
def test_it_fits_every_screen(browser: Browser, wide: int, high: int) -> None:
    """Nothing to scroll sideways; every control is large enough, and nothing lies over it.

    The last size is 1280 by 1024 at 400 % (WCAG 2.2, criterion 1.4.10): there is no room for
    anything that stays in its place.
    """
    size = {"width": wide, "height": high, "deviceScaleFactor": 1, "mobile": wide < 500}
    browser.command("Emulation.setDeviceMetricsOverride", **size)
    if high < 320:
        browser.run("document.getElementById('speed').scrollIntoView({block: 'end'})")
    found = browser.run("""
        const small = [...document.querySelectorAll('button, select')].filter((one) => {
          const box = one.getBoundingClientRect();
          const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
          const covered = one.closest('.player') && [box.left + 2, x, box.right - 2].some(
            (at) => !one.contains(document.elementFromPoint(at, y)));
          const least = one.matches('button') ? 44 : 38;
          return box.width && (box.width < least || box.height < least || covered); });
        const player = document.querySelector('.player');
        const fixed = getComputedStyle(player).position === 'fixed';
        const page = document.documentElement;
        return [page.scrollWidth - page.clientWidth, small.map((one) => one.id),
                fixed ? player.offsetHeight / innerHeight : 0];""")
    browser.command("Emulation.clearDeviceMetricsOverride")
    assert found[:2] == [0, []]
    assert found[2] < 0.35


def test_the_bar_names_who_speaks_and_how(browser: Browser) -> None:
    said = "return document.getElementById('who').textContent"
    assert browser.run(said) == ""
    browser.click("main section:last-of-type .s")
    wait_for(browser, "“So?”")
    assert browser.run(said) == "Ann, whispering"
    browser.press("Space")


def test_it_stops_at_the_end_of_the_chapter_when_told_to(browser: Browser) -> None:
    choose(browser, "sleep", "chapter")
    browser.run("document.getElementById('audio').defaultPlaybackRate = 8")
    browser.run("document.getElementById('audio').playbackRate = 8")
    browser.click("#play")
    browser.wait("document.getElementById('status').textContent.includes('sleep timer')")
    assert not is_playing(browser)
    assert browser.run("return document.getElementById('now').textContent") == "Part 2"
    assert browser.run("return document.getElementById('sleep').value") == ""


def test_it_stops_after_the_time_that_was_chosen(browser: Browser) -> None:
    browser.run("document.getElementById('sleep').add(new Option('at once', '0.1'))")
    choose(browser, "sleep", "0.1")
    browser.click("#play")
    browser.wait("document.getElementById('status').textContent.includes('sleep timer')")
    assert not is_playing(browser)
    assert browser.run("return document.getElementById('now').textContent") == "Part 1"


def choose(browser: Browser, name: str, value: str) -> None:
    browser.run(
        """const list = document.getElementById(arguments[0]); list.value = arguments[1];
        list.dispatchEvent(new Event('change', {bubbles: true}));""",
        name,
        value,
    )


def test_the_speed_that_was_chosen_is_kept_from_chapter_to_chapter(browser: Browser) -> None:
    choose(browser, "speed", "1.5")
    browser.press("Shift", "Right")
    browser.wait("document.getElementById('audio').readyState >= 1")
    assert browser.run("return document.getElementById('audio').playbackRate") == 1.5


def test_a_headset_goes_back_and_on_by_seconds(browser: Browser) -> None:
    script = """window.handlers = {};
        navigator.mediaSession.setPositionState = (state) => { window.told = state.position; };
        navigator.mediaSession.setActionHandler = (name, one) => { handlers[name] = one; };"""
    added = browser.command("Page.addScriptToEvaluateOnNewDocument", source=script)
    browser.command("Page.reload")
    browser.wait("document.getElementById('audio').readyState >= 1")
    place = "document.getElementById('audio').currentTime"
    browser.run("handlers.seekto({seekTime: 2})")
    browser.wait(f"{place} === 2")
    browser.run("handlers.seekforward({seekOffset: 1})")
    browser.wait(f"{place} === 3")
    browser.run("handlers.seekbackward({})")
    browser.wait(f"{place} === 0 && told === 0")
    browser.command("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])


def test_a_sound_that_is_not_there_is_named(window: Browser, page: str, made: Path) -> None:
    folder = Path(unquote(urlsplit(page).path)).parent
    name = min(path.name for path in made.glob("*.wav"))
    (folder / name).unlink()
    window.open(page)
    window.wait(f"document.getElementById('status').textContent.startsWith('{name} cannot be')")
    window.complaints()


@pytest.mark.parametrize(("wish", "behavior"), [("reduce", "instant"), ("no-preference", "smooth")])
def test_who_wants_no_motion_gets_none(browser: Browser, wish: str, behavior: str) -> None:
    feature = {"name": "prefers-reduced-motion", "value": wish}
    browser.command("Emulation.setEmulatedMedia", features=[feature])
    browser.run("scrollTo(0, 9999)")
    browser.run("window.scrollBy = (wish) => { window.moved = wish.behavior; }")
    browser.press("Right")
    moved = browser.run("return window.moved")
    browser.command("Emulation.setEmulatedMedia", features=[])
    assert moved == behavior


@pytest.fixture(scope="module")
def novel(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a book of a hundred long chapters, without its sound."""
    line = "It rained. " * 40
    prep = book_of(*[[line] * 10] * 100)
    spans = [Span(at, at + 10) for at in range(0, len(line), 11)]
    heard = tuple(
        Sentence(span, float(n), n + 1.0, estimated=False) for n, span in enumerate(spans)
    )
    chapters = []
    for chapter in prep.script.book.chapters:
        segments = {
            n: one for n, one in enumerate(prep.script.segments) if one.chapter == chapter.number
        }
        chapters.append(
            FinishedChapter(chapter, segments, "a.wav", 1.0, dict.fromkeys(segments, heard))
        )
    path = tmp_path_factory.mktemp("novel") / "listen.html"
    book_data = FinishedBook(path.parent, prep.script, prep.cast, "Long", tuple(chapters))
    path.write_text("".join(format_page(book_data)), encoding="utf-8")
    return path.as_uri()


def test_of_a_novel_only_what_is_seen_is_laid_out(window: Browser, novel: str) -> None:
    window.open(novel)
    shown = """[...document.querySelectorAll('.chapter p')].filter(
        (one) => one.checkVisibility({contentVisibilityAuto: true})).length"""
    assert 0 < window.run(f"return {shown}") < 50
    window.complaints()


def test_a_chapter_far_away_is_shown_where_it_begins(window: Browser, novel: str) -> None:
    window.open(novel)
    window.run("document.getElementById('contents').open = true")
    window.click("nav li:nth-child(90) button")
    top = "document.querySelectorAll('.chapter h2')[89].getBoundingClientRect().top"
    window.wait(f"{top} >= 0 && {top} < innerHeight / 2")
    window.complaints()


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
    assert "Ann, whispering: " in browser.run("return document.querySelector('main').textContent")
