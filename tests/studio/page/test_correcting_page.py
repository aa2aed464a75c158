"""Lines are put right on the page, and what is put right stands in the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from studiopage import MOVED, Studio, choose, expect, opened

PANEL = "#panel .speaker h2"
SCRIPT = "the-slow-train.script.txt"
BOOK = "/api/books/the-slow-train.txt"
READY = f"async () => (await (await fetch('{BOOK}')).json()).ready"
SETTLED = f"async () => (await (await fetch('{BOOK}')).json()).settled"
WORTH = f"async () => (await (await fetch('{BOOK}/doubtful?order=worth')).json()).lines"


def doubtful(page: Any) -> None:
    """Go to the next doubtful line."""
    before = page.evaluate("document.activeElement.dataset.index")
    page.keyboard.press("n")
    page.wait_for_function(MOVED, arg=before)
    expect(page.locator("#panel .meter .low")).to_be_visible()


def give(page: Any, name: str) -> None:
    """Give the chosen line to somebody who is offered, by their key."""
    option = page.locator("#panel .option", has_text=name).first
    page.keyboard.press(option.locator("kbd").inner_text())
    expect(page.locator(PANEL)).to_have_text(name)
    expect(page.locator("#panel")).to_have_attribute("aria-busy", "false")


def settled(page: Any, folder: Path) -> str:
    """The script, once all that follows from the last correction is decided."""
    while not page.evaluate(SETTLED):
        page.wait_for_timeout(50)
    return (folder / SCRIPT).read_text()


def test_three_lines_are_corrected_and_one_is_undone(page: Any, folder: Path) -> None:
    before = (folder / SCRIPT).read_text()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    doubtful(page)
    give(page, "Anna")
    choose(page, "Would you like to see my newt?")
    give(page, "the girl")
    one = settled(page, folder)
    choose(page, "And you married her")
    give(page, "the old man")
    three = settled(page, folder)
    page.keyboard.press("Control+z")
    expect(page.locator(PANEL)).to_have_text("Anna")
    assert (folder / SCRIPT).read_text() == one
    assert len({before, one, three}) == 3
    page.get_by_role("button", name="Redo").click()
    expect(page.locator(PANEL)).to_have_text("the old man")
    assert (folder / SCRIPT).read_text() == three


def test_what_changed_with_a_correction_is_shown(page: Any) -> None:
    choose(page, "How did you make it stop?")
    give(page, "the old man")
    also = page.locator(".seg.fresh")
    expect(also.first).to_be_visible()
    expect(page.locator("#notice")).to_contain_text("changed with it")
    page.keyboard.press("c")
    expect(page.locator(".seg.fresh:focus")).to_have_count(1)


def test_the_line_that_tells_most_is_asked_and_what_differs_is_stepped_through(page: Any) -> None:
    while not page.evaluate(READY):
        page.wait_for_timeout(50)  # until then nothing tells what an answer tells
    first, second, *_ = page.evaluate(WORTH)
    for line in (first, second):
        page.keyboard.press("N")
        expect(page.locator(f".seg:focus[data-index='{line}']")).to_have_count(1)
    page.keyboard.press("e")
    expect(page.locator("#notice")).to_contain_text("Every line is as the story alone tells it.")
    page.keyboard.press("2")
    expect(page.locator("#panel .speaker")).to_contain_text("confirmed")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("e")
    expect(page.locator("#panel .speaker")).to_contain_text("Without you: ")


def test_a_line_is_confirmed_and_opened_again(page: Any, folder: Path) -> None:
    doubtful(page)
    page.keyboard.press("Enter")
    expect(page.locator("#panel .speaker")).to_contain_text("confirmed: you said so")
    assert "; confirmed" in (folder / SCRIPT).read_text()
    page.keyboard.press("Enter")
    expect(page.locator("#panel .meter")).to_be_visible()
    assert "; confirmed" not in (folder / SCRIPT).read_text()


def test_the_rest_of_an_exchange_is_given_at_once(page: Any) -> None:
    choose(page, "How did you make it stop?")
    entire = page.get_by_role("checkbox", name="and the rest of this exchange (3 lines)")
    page.keyboard.press("x")
    expect(entire).to_be_checked()
    give(page, "the old man")
    for text in ("How did you", "Why?", "I'm a person who misses"):
        expect(page.get_by_role("option", name=f'the old man: "{text}')).to_be_visible()


def test_somebody_new_is_named(page: Any, folder: Path) -> None:
    choose(page, "Why?")
    page.keyboard.press("w")
    page.get_by_label("Name").fill("Mr. Bell")
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_have_text("Mr. Bell")
    assert '[Mr. Bell] "Why?"' in (folder / SCRIPT).read_text()


def test_a_line_is_cut_joined_turned_and_directed(page: Any, folder: Path) -> None:
    choose(page, "I didn't. It always stops here.")
    page.keyboard.press("s")
    place = page.get_by_label("Put the caret")
    place.evaluate("area => area.setSelectionRange(10, 10)")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("option", name="the girl: It always stops")).to_be_visible()
    assert "[the girl] \"I didn't.\n" in (folder / SCRIPT).read_text()
    page.keyboard.press("o")
    expect(page.get_by_role("option", name="I didn't. It always stops here.")).to_be_visible()
    page.keyboard.press("d")
    expect(page.locator(PANEL)).to_have_text("Narration")
    page.keyboard.press("d")
    expect(page.locator("#panel h2")).not_to_have_text("Narration")
    page.keyboard.press("h")
    page.keyboard.type("whis")
    expect(page.locator("#manner")).to_have_value("whispering")
    page.wait_for_function("() => document.querySelector('#undo').title.includes('how it is said')")
    assert "| whispering]" in (folder / SCRIPT).read_text()


def test_two_tabs_do_not_fight(page: Any, studio: Studio) -> None:
    other = opened(page.context.new_page(), page.url)
    choose(page, "Why?")
    give(page, "the old man")
    line = other.get_by_role("option", name="Why?")
    expect(line).to_contain_text("the old man")
    choose(other, "Why?")
    give(other, "the boy")
    expect(page.locator(PANEL)).to_have_text("the boy")


def test_a_file_that_is_changed_outside_is_shown(page: Any, folder: Path) -> None:
    script = folder / SCRIPT
    text = script.read_text()
    script.write_text(text.replace('[the young man] "Why?"', '[Nell] "Why?"'))
    expect(page.locator(".who", has_text="Nell")).to_be_visible()
    script.write_text(f"{text}\n[no bracket\n")
    expect(page.get_by_role("alert")).to_contain_text(f"{SCRIPT}:")
    script.write_text(text)
    expect(page.get_by_role("alert")).to_be_empty()
    expect(page.locator(".who", has_text="Nell")).to_have_count(0)


def test_a_story_full_of_markup_is_text(new_page: Callable[..., Any], studio: Studio) -> None:
    evil = "<img src=x onerror=alert(1)>"
    (studio.folder / "evil.script.txt").write_text(
        f'# <script>alert(2)</script>\n\n[{evil}] "<b>{evil}</b> &amp; javascript:alert(3)"\n'
        "[narrator] <style>*{display:none}</style>'\"><svg onload=alert(4)>\n"
    )
    page = new_page()
    told: list[str] = []
    page.on("dialog", lambda one: told.append(one.message))
    page.goto(studio.address)
    page.goto(f"{page.url.split('#')[0]}#/evil.script.txt/manuscript")
    expect(page.locator(".who", has_text=evil)).to_be_visible()
    choose(page, "javascript:")
    expect(page.locator(PANEL)).to_have_text(evil)
    assert page.locator("main img, main b, main script, main svg, main style").count() == 0
    assert told == []
