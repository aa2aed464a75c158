"""Voices are given and changed, and people directed, on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from narrate.config import parse_settings
from studiopage import Studio, choose, expect, opened

VOICES = """\
characters:
  the guard: low-01  # his
  the boy:
    voice: low-01
    direction: full  # he is loud
"""


def test_somebody_is_directed_otherwise_than_all(page: Any, folder: Path) -> None:
    page.keyboard.press("C")
    page.get_by_role("button", name="the guard", exact=True).click()
    directed = page.get_by_label("Directed")
    directed.select_option("not at all")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_have_attribute("title", "Undo: how strongly somebody is directed")
    assert "direction: off" in (folder / "voices.yaml").read_text()
    page.keyboard.press("Escape")
    undo.click()
    expect(directed).to_have_value("")


@pytest.mark.parametrize(
    ("pressed", "pointer"), [(".person", 2), ("[data-key=direction]", 0)], ids=["menu", "list"]
)
def test_a_press_whose_release_is_never_told_holds_nothing_up(
    page: Any, pressed: str, pointer: int
) -> None:
    """The browser's own menu takes it, or a list that is open."""
    page.keyboard.press("C")
    page.get_by_role("button", name="the guard", exact=True).click()
    directed = page.get_by_label("Directed")
    expect(directed).to_have_value("")
    told = {"button": pointer, "bubbles": True}
    page.locator(f"#cast {pressed}").first.dispatch_event("pointerdown", told)
    directed.select_option("not at all")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_have_attribute("title", "Undo: how strongly somebody is directed")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("z")
    expect(directed).to_have_value("")


def test_a_voice_is_swapped_for_all_who_have_it(page: Any, folder: Path) -> None:
    (folder / "voices.yaml").write_text(VOICES)
    page.keyboard.press("C")
    page.get_by_role("button", name="the guard", exact=True).click()
    voices = page.get_by_role("region", name="Another voice")
    cost = voices.get_by_role("status")
    expect(page.get_by_role("region", name="Voice", exact=True)).to_contain_text("low-01")
    own = lines(cost.inner_text())
    voices.get_by_role("checkbox", name="for all who speak with low-01, also the boy").check()
    expect(cost).not_to_contain_text(f"another, {own} line")
    assert lines(cost.inner_text()) > own
    other = voices.get_by_role("listitem").filter(has_text="low-07")
    other.get_by_role("button", name="Choose").click()
    expect(page.get_by_role("region", name="Voice", exact=True)).to_contain_text("low-07")
    path = folder / "voices.yaml"
    text = path.read_text()
    given = {one.character.name: one.voice.name for one in parse_settings(text, path).roles}
    assert given == {"the guard": "low-07", "the boy": "low-07"}
    assert "# his" in text
    assert "direction: full  # he is loud" in text


def test_a_line_is_heard_in_other_voices(page: Any) -> None:
    choose(page, "Why?")
    page.keyboard.press("v")
    voices = page.get_by_role("region", name="Another voice")
    expect(voices.locator("blockquote")).to_have_text('"Why?"')
    expect(page.locator("#cast .person h2")).to_have_text("the young man")
    with page.expect_request("**/takes/**") as asked:
        voices.get_by_role("listitem").last.get_by_role("button", name="Hear", exact=True).click()
    line = page.evaluate("document.querySelector('.seg.cursor').dataset.index")
    assert f"/takes/{line}?voice=" in asked.value.url


def test_a_line_is_kept_in_a_voice_of_its_own(page: Any, folder: Path) -> None:
    choose(page, "Why?")
    page.keyboard.press("t")
    dialog = page.get_by_role("dialog", name="Takes of this line")
    dialog.get_by_label("In the voice").select_option("low-07")
    with page.expect_request("**/takes/**") as asked:
        dialog.get_by_role("button", name="Hear it plainly").click()
    assert "own=low-07" in asked.value.url
    dialog.get_by_role("button", name="Keep it plainly").click()
    expect(page.locator("#panel .speaker")).to_contain_text("in the voice low-07")
    script = (folder / "the-slow-train.script.txt").read_text()
    assert '[the young man | voice: low-07] "Why?"' in script


def test_an_engine_that_says_a_line_the_same_way_each_time_says_so(page: Any) -> None:
    choose(page, "Why?")
    page.keyboard.press("t")
    dialog = page.get_by_role("dialog", name="Takes of this line")
    dialog.get_by_role("button", name="Say it again").click()
    expect(dialog.get_by_role("status")).to_contain_text("the same way each time")


def test_of_a_cast_of_hundreds_only_what_is_near_is_drawn(
    new_page: Callable[..., Any], studio: Studio
) -> None:
    said = "".join(f'[Person {n}] "I am the {n}."\n\n' for n in range(400))
    (studio.folder / "many.script.txt").write_text(said)
    page = opened(new_page(), studio.address)
    page.goto(f"{page.url.split('#')[0]}#/many.script.txt/cast")
    rows = page.locator("#cast tbody tr:not(.gap)")
    expect(page.get_by_role("button", name="Person 0", exact=True)).to_be_visible()
    assert rows.count() < 200
    page.locator("#cast .table").evaluate("one => one.scrollTop = one.scrollHeight")
    page.get_by_role("button", name="Person 399", exact=True).click()
    expect(page.locator("#cast .person h2")).to_have_text("Person 399")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#cast tr[aria-current]")).to_contain_text("Person 398")


def lines(cost: str) -> int:
    """How many lines another voice has recorded anew."""
    found = re.search(r"another, (\d+) line", cost)
    assert found
    return int(found[1])
