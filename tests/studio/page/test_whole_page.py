"""A book from its first line to its files, by the page; the command line makes the same."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from studiopage import HEARD, Studio, choose, environment, expect, opened

MANY_S = 120_000
"""for a recording, milliseconds"""
COLOURS = """(canvas) => {
  const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let n = 0; n < data.length; n += 4) {
    if (data[n + 3] === 255) seen.add(`${data.slice(n, n + 3)}`);
  }
  return seen.size === 2;
}"""
"""whether a wave has two colours, one for what is marked"""
MARKED = """(canvas) => {
  const one = new OffscreenCanvas(1, 1).getContext("2d");
  one.fillStyle = getComputedStyle(canvas).borderBottomColor;
  one.fillRect(0, 0, 1, 1);
  const {data} = canvas.getContext("2d").getImageData(0, canvas.height - 1, 1, 1);
  return `${data}` === `${one.getImageData(0, 0, 1, 1).data}`;
}"""
"""whether all of a wave is marked, in the page's colour for it"""


def pressed(page: Any, name: str) -> None:
    """Press the button called *name*."""
    page.get_by_role("button", name=name, exact=True).first.click()


def test_a_book_is_corrected_cast_recorded_heard_and_exported(
    command: Studio, new_page: Callable[..., Any], folder: Path
) -> None:
    page = opened(new_page(), command.address)
    choose(page, "Why?")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .speaker")).to_contain_text("confirmed")
    keep_a_take(page)
    change_a_voice(page)
    hear_a_line(page)
    record(page)
    listen(page)
    made = zip_of(page)
    again_by_command_line(folder)
    again = {one.name: one.read_bytes() for one in (folder / "again").glob("*/*")}
    assert made == again
    assert "01 - The Slow Train.mp3" in made


def keep_a_take(page: Any) -> None:
    """A single line is said in a voice of its own, a second time."""
    page.keyboard.press("t")
    takes = page.get_by_role("dialog", name="Takes of this line")
    takes.get_by_label("In the voice").select_option("high-07")
    takes.get_by_role("button", name="Say it again").click()
    takes.get_by_role("button", name="Keep it slow").click()
    told = page.locator("#panel .speaker")
    expect(told).to_contain_text("in the voice high-07, take 2")


def change_a_voice(page: Any) -> None:
    page.keyboard.press("C")
    pressed(page, "the guard")
    voices = page.get_by_role("region", name="Another voice")
    voices.get_by_label("Order").select_option("highest first")
    voice = voices.get_by_role("listitem").first
    name = voice.locator(".name").inner_text()
    voice.get_by_role("button", name="Choose").click()
    expect(page.get_by_role("region", name="Voice", exact=True)).to_contain_text(name)
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_have_attribute("title", "Undo: a voice")
    pressed(page, "Keep all these voices")
    expect(undo).to_have_attribute("title", "Undo: all voices")


def hear_a_line(page: Any) -> None:
    page.keyboard.press("M")
    page.evaluate(HEARD)
    page.keyboard.press(" ")
    page.wait_for_function("() => window.heard")
    assert "Why?" in page.evaluate("window.heard")
    expect(page.get_by_role("region", name="Player")).to_be_hidden()


def record(page: Any) -> None:
    page.keyboard.press("R")
    pressed(page, "Record the book")
    expect(page.get_by_role("progressbar", name="Recorded")).to_be_visible()
    expect(page.locator("#recording .state")).to_contain_text("Everything", timeout=MANY_S)
    expect(page.locator("#recording tbody")).to_contain_text("finished")
    pressed(page, "Inspect")
    expect(page.get_by_role("img", name="The chapter's sound")).to_be_visible()
    expect(page.locator(".suspicion")).to_contain_text("No take seems wrong")
    inspect_a_quiet_line(page)


def inspect_a_quiet_line(page: Any) -> None:
    """A line that is called too quiet is marked on the wave of its chapter, and in words."""
    told = json.dumps({"suspects": [{"line": 5, "reason": "quiet"}], "missing": []})
    page.route("**/suspects?*", lambda route: route.fulfill(body=told))
    pressed(page, "Inspect")
    expect(page.locator(".suspicion li")).to_contain_text("too quiet at 0:")
    chapter = page.get_by_role("img", name=re.compile("The chapter's sound, .*; too quiet at 0:"))
    expect(chapter).to_be_visible()
    page.wait_for_function(COLOURS, arg=chapter.element_handle())
    line = page.get_by_role("img", name="Its sound, too quiet")
    page.wait_for_function(MARKED, arg=line.element_handle())
    page.unroute("**/suspects?*")


def listen(page: Any) -> None:
    """The finished chapter is heard, and the text shows where."""
    pressed(page, "Listen")
    pressed(page, "Pause")
    heard = page.locator("#text .heard")
    page.keyboard.press("C")
    pressed(page, "Put this right")
    expect(page.locator(".seg.heard:focus")).to_be_visible()
    for seconds, text in ((0, "Heading: The Slow Train"), (14, "One to the city, please,")):
        page.evaluate(f"document.querySelector('#player audio').currentTime = {seconds}")
        expect(heard).to_contain_text(text)
    pressed(page, "Stop")
    expect(heard).to_have_count(0)


def zip_of(page: Any) -> dict[str, bytes]:
    """The files of the zip, by their names in the book's folder."""
    page.keyboard.press("B")
    pressed(page, "Check for ACX")
    expect(page.get_by_role("heading", name="01 - The Slow Train.mp3")).to_contain_text("fails")
    with page.expect_download() as download:
        page.get_by_role("link", name="All in one zip").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as packed:
        return {Path(one).name: packed.read(one) for one in packed.namelist()}


def again_by_command_line(folder: Path) -> None:
    """Record the script into another folder."""
    command = [sys.executable, "-m", "narrate", "the-slow-train.script.txt", "--engine", "tone"]
    subprocess.run(
        [*command, "-o", "again"], cwd=folder, env=environment(folder), check=True, timeout=300
    )
