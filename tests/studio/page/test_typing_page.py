"""What somebody types or is about to press stays as it is, whatever the page is told meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studiopage import Hand, choose, expect, opened

SCRIPT = "the-slow-train.script.txt"
KEEP = "() => { window.kept = document.activeElement; }"
IS_KEPT = "() => window.kept === document.activeElement && window.kept !== document.body"


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hand]:
    """Holds back that a reading is ready."""
    found = Hand()
    found.hold(monkeypatch)
    yield found
    found.opened.set()


def test_a_field_with_the_focus_is_the_same_when_the_reading_is_ready(
    hand: Hand, page: Any
) -> None:
    choose(page, "Why?")
    page.keyboard.press("h")
    page.evaluate(KEEP)
    hand.let_go(page)
    assert page.evaluate(IS_KEPT)
    page.keyboard.type("whi")
    expect(page.locator("#manner")).to_have_value("whispering")
    page.keyboard.press("Escape")
    expect(page.locator(".seg.cursor:focus")).to_contain_text("Why?")


def test_a_direction_is_typed_letter_by_letter_while_each_is_answered(
    page: Any, folder: Path
) -> None:
    choose(page, "Why?")
    page.keyboard.press("h")
    page.evaluate(KEEP)
    page.keyboard.type("s")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_have_attribute("title", "Undo: how it is said")
    assert "| shouting]" in (folder / SCRIPT).read_text()
    assert page.evaluate(IS_KEPT)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#manner")).to_have_value("sobbing")
    undo.click()
    expect(page.locator("#manner")).to_have_value("shouting")


def test_those_offered_keep_their_places_when_the_reading_is_ready(hand: Hand, page: Any) -> None:
    choose(page, "Why?")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .speaker")).to_contain_text("confirmed")
    before = offered(page)
    hand.let_go(page)
    assert offered(page) == before
    page.keyboard.press("2")
    expect(page.locator("#panel .speaker h2")).to_have_text(before[1])


def test_those_offered_keep_their_places_while_other_lines_are_corrected(page: Any) -> None:
    choose(page, "Why?")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .speaker")).to_contain_text("confirmed")
    before = offered(page)
    other = opened(page.context.new_page(), page.url)
    choose(other, "How did you make it stop?")
    number = before.index(before[-1]) + 1
    other.locator("#panel .option", has_text=before[-1]).click()
    expect(page.get_by_role("option", name=f'{before[-1]}: "How did you')).to_be_visible()
    assert number == len(before)
    assert offered(page) == before
    page.keyboard.press("2")
    expect(page.locator("#panel .speaker h2")).to_have_text(before[1])


def test_the_caret_stays_where_it_is_in_a_word(page: Any, folder: Path) -> None:
    page.keyboard.press("B")
    author = page.get_by_role("region", name="The book").get_by_label("Author")
    author.fill("a Lark")
    author.press("Home")
    page.evaluate(KEEP)
    page.keyboard.type("A")
    (folder / "voices.yaml").write_text("book: {title: Trains}\n")
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Trains")
    assert page.evaluate(IS_KEPT)
    page.keyboard.type("d")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trains · Ada Lark")


def test_who_leaves_the_page_is_asked_about_what_is_typed_and_not_kept(page: Any) -> None:
    asked: list[str] = []

    def leave(question: Any) -> None:
        asked.append(question.type)
        question.accept()

    page.on("dialog", leave)
    page.keyboard.press("B")
    author = page.get_by_role("region", name="The book").get_by_label("Author")
    author.press_sequentially("Ada")
    page.keyboard.press("Enter")
    expect(author).to_have_attribute("value", "Ada")
    page.reload()
    assert asked == []
    author.press_sequentially(" Lark")
    page.reload()
    assert asked == ["beforeunload"]


def test_a_silence_that_is_being_typed_stays(page: Any, folder: Path) -> None:
    page.keyboard.press("B")
    page.get_by_text("Silences, in milliseconds").click()
    silence = page.get_by_label("after a heading")
    silence.fill("12")
    (folder / "voices.yaml").write_text("book: {title: Trains}\n")
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Trains")
    page.keyboard.type("34")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#undo').title.includes('a setting')")
    assert "heading: 1234" in (folder / "voices.yaml").read_text()


def offered(page: Any) -> list[str]:
    """Those who are offered for the chosen line, with a digit each."""
    names: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("#panel .option")]
          .filter((one) => /^[1-6]$/.test(one.querySelector("kbd").textContent))
          .map((one) => one.querySelector("span").textContent)"""
    )
    return names
