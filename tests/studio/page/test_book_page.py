"""What is said of the book is kept, stories and pictures are dropped, and folders show all."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from narrate.config import parse_settings
from narrate.settings import Credits
from studiopage import HEARD, Studio, choose, expect, opened

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DROP = """([selector, name, type, text]) => {
  const file = new File([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))], name, {type});
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  document.querySelector(selector).dispatchEvent(new DragEvent("drop", {dataTransfer}));
}"""


def drop(page: Any, selector: str, name: str, data: bytes, media_type: str = "") -> None:
    """Drop a file on an element, as a person would."""
    page.evaluate(DROP, [selector, name, media_type, base64.b64encode(data).decode()])


def test_title_series_cover_and_files_are_kept(page: Any, folder: Path) -> None:
    page.keyboard.press("B")
    book = page.get_by_role("region", name="The book")
    book.get_by_label("Author").fill("Ada Lark")
    book.get_by_label("Series").fill("Trains")
    book.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada Lark")
    book.get_by_label("The whole book as").select_option("M4B")
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("title", "Undo: a setting")
    drop(page, "#book", "mine.png", PNG, "image/png")
    expect(book.get_by_role("img", name="The cover")).to_be_visible()
    text = (folder / "voices.yaml").read_text()
    assert all(one in text for one in ("author: Ada Lark", "name: Trains", "book: m4b", "cover: "))
    page.keyboard.press("z")
    expect(book.get_by_role("img", name="The cover")).to_have_count(0)


def test_what_is_typed_stays_when_the_book_becomes_another_meanwhile(
    page: Any, folder: Path
) -> None:
    page.keyboard.press("B")
    book = page.get_by_role("region", name="The book")
    book.get_by_label("Author").fill("Ada L")
    (folder / "voices.yaml").write_text("book: {title: Trains}\n")
    expect(book.get_by_role("textbox", name="Title")).to_have_value("Trains")
    expect(book.get_by_label("Author")).to_be_focused()
    page.keyboard.type("ark")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trains · Ada Lark")


def test_files_that_are_chosen_one_right_after_the_other_are_all_kept(
    page: Any, folder: Path
) -> None:
    page.keyboard.press("B")
    book = page.get_by_role("region", name="The book")
    book.get_by_text("Further files").click()
    held: list[Any] = []
    page.route("**/edits", lambda one: held.append(one))  # noqa: PLW0108 -- it is looked into
    book.get_by_label("podcast feed").check()
    book.get_by_label("audiobook manifest").check()
    page.route("**/edits", lambda one: one.continue_())
    for one in held:
        one.continue_()
    expect(page.locator("#notice")).to_be_empty()
    page.wait_for_function("() => document.querySelector('#undo').title.includes('a setting')")
    expect(book.get_by_label("podcast feed")).to_be_checked()
    expect(book.get_by_label("audiobook manifest")).to_be_checked()
    page.reload()
    book.get_by_text("Further files").click()
    expect(book.get_by_label("podcast feed")).to_be_checked()
    expect(book.get_by_label("audiobook manifest")).to_be_checked()


def test_every_export_and_the_credits_are_chosen(page: Any, folder: Path) -> None:
    page.keyboard.press("B")
    book = page.get_by_role("region", name="The book")
    book.get_by_text("Further files").click()
    book.get_by_label("Subtitles").select_option("WebVTT and SRT")
    book.get_by_label("A sample for shops").select_option("5 minutes")
    book.get_by_label("For the library of").select_option("Audiobookshelf")
    book.get_by_label("When each word is heard").check()
    book.get_by_label("A file for each speaker").check()
    book.get_by_label("podcast feed").check()
    book.get_by_text("Said before and after the book").click()
    book.get_by_label("Credits").select_option("words of your own")
    book.get_by_label("At the end").fill("This was {title}.")
    book.get_by_role("button", name="Keep the words").click()
    expect(page.get_by_role("button", name="Undo")).to_have_attribute(
        "title", "Undo: what is said before and after"
    )
    told = parse_settings((folder / "voices.yaml").read_text(), folder / "voices.yaml")
    assert told.credits == Credits(closing="This was {title}.")
    assert (told.output.subtitles, told.output.also) == (("vtt", "srt"), ("feed",))
    assert (told.output.sample, told.output.library) == (5, "audiobookshelf")
    assert (told.output.words, told.output.stems) == (True, True)


def test_a_dropped_story_is_begun(new_page: Callable[..., Any], studio: Studio) -> None:
    page = new_page()
    page.goto(studio.address)
    page.get_by_role("link", name="Books").click()
    expect(page.get_by_role("link", name="the-slow-train.txt")).to_be_visible()
    drop(page, "#shelf", "The Lamp.txt", "“Only me,” said Tom.\n".encode())
    expect(page.get_by_role("option", name="Tom: “Only me,”")).to_be_visible()
    assert (studio.folder / "The Lamp.script.txt").exists()
    page.get_by_role("link", name="Books").click()
    drop(page, "#shelf", "The Lamp.txt", b"Again.\n")
    expect(page.get_by_role("status").last).to_contain_text("there is a The Lamp.txt already")


def test_a_word_is_said_otherwise(page: Any, folder: Path) -> None:
    page.keyboard.press("ArrowDown")
    page.keyboard.press("l")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Word").fill("train")
    dialog.get_by_label("Said as").fill("trane")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Player")).to_be_visible()
    assert "train: trane" in (folder / "voices.yaml").read_text()
    page.keyboard.press("B")
    page.get_by_text("Words and how they are said (1)").click()
    page.get_by_role("button", name="Take train back").click()
    expect(page.get_by_text("Words and how they are said (0)")).to_be_visible()


def test_a_line_is_heard_while_chapters_are_recorded_one_after_the_other(
    new_page: Callable[..., Any], command: Studio
) -> None:
    said = [f'[Tom] "On and on, {n} times."\n\n' for n in range(1200)]
    parts = "# One\n\n", '[Rose] "It is late."\n\n', *said[:600], "# Two\n\n", *said[600:]
    (command.folder / "long.script.txt").write_text("".join(parts))
    page = opened(new_page(), command.address)
    page.goto(f"{page.url.split('#')[0]}#/long.script.txt/recording")
    page.get_by_role("button", name="Record the book").click()
    first, second = page.locator("#recording tbody tr").all()
    expect(first).to_contain_text(re.compile(r"[1-9]\d* %, ready in about \d+:\d\d"))
    expect(second).to_contain_text(re.compile(r"0 %, ready in about \d+:\d\d"))
    page.keyboard.press("M")
    page.evaluate(HEARD)
    choose(page, "It is late.")
    page.keyboard.press(" ")
    page.wait_for_function("() => window.heard?.includes('It is late.')")
    page.keyboard.press("R")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("status").last).to_contain_text("cancelled")
