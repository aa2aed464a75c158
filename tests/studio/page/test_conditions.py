"""The page on a phone, in the dark, from right to left, and for a screen reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from narrate.model import Manner
from narrate.studio.edits import Edit
from narrate.studio.wire import kind_of
from studiopage import PAGE, Studio, expect, opened

NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, select, textarea")]
  .filter((one) => one.checkVisibility())
  .filter((one) => !(one.textContent.trim() || one.ariaLabel || one.labels?.length))
  .map((one) => one.outerHTML)"""
SMALL = """() => [...document.querySelectorAll("button, a[href], select, summary")]
  .filter((one) => one.checkVisibility() && !one.matches(".skip"))
  .filter((one) => Math.min(one.offsetWidth, one.offsetHeight) < 24)
  .map((one) => one.outerHTML)"""
"""what is smaller than a finger wants it (WCAG 2.2, criterion 2.5.8), in CSS pixels"""
CUT_OFF = """() => [...document.querySelectorAll("main button, main select")]
  .filter((one) => one.checkVisibility() && !one.closest("#chapters"))
  .filter((one) => one.getBoundingClientRect().right
    > (one.closest(".table") ?? document.body).getBoundingClientRect().right)
  .map((one) => one.outerHTML)"""
"""what is beside the page or its table, but for the row of chapters, which is scrolled"""
CONTRASTS = """() => {
  const light = ([r, g, b]) => [r, g, b].map((one) => one / 255)
    .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, n) => sum + one * [0.2126, 0.7152, 0.0722][n], 0);
  const parts = (text) => text.match(/[\\d.]+/g).map(Number);
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const [r, g, b, a = 1] = parts(getComputedStyle(at).backgroundColor);
      if (a) return [r, g, b];
    }
  };
  const low = [];
  for (const one of document.querySelectorAll("body *")) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !one.checkVisibility() || one.matches(":disabled, option")) continue;
    const [a, b] = [light(parts(getComputedStyle(one).color)), light(behind(one))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) low.push(`${contrast.toFixed(2)} ${one.outerHTML.slice(0, 120)}`);
  }
  return low;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_and_every_control_has_a_name(
    new_page: Callable[..., Any], studio: Studio, scheme: str
) -> None:
    page = opened(new_page(color_scheme=scheme, reduced_motion="reduce"), studio.address)
    page.keyboard.press("n")
    expect(page.locator("#panel .meter .low")).to_be_visible()
    for view, there in (("M", "#panel h2"), ("C", "#cast .voice"), ("B", "#book form")):
        page.keyboard.press(view)
        expect(page.locator(there).first).to_be_visible()
        assert page.evaluate(CONTRASTS) == []
        assert page.evaluate(NAMELESS) == []


def test_on_a_phone_nothing_is_wider_than_the_page(
    new_page: Callable[..., Any], studio: Studio
) -> None:
    page = opened(new_page(viewport={"width": 360, "height": 740}, has_touch=True), studio.address)
    page.get_by_role("button", name="Next doubtful line").tap()
    expect(page.locator(".seg.doubtful:focus")).to_be_in_viewport()
    page.locator("#panel .option").nth(1).tap()
    expect(page.locator("#panel .speaker")).to_contain_text("confirmed")
    for view in ("Cast", "Recording", "Book", "Manuscript"):
        page.get_by_role("link", name=view, exact=True).tap()
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.evaluate(SMALL) == []
        assert page.evaluate(CUT_OFF) == []


def test_right_to_left_text_runs_from_the_right(
    new_page: Callable[..., Any], studio: Studio
) -> None:
    script = "[دانا] «من اینجا هستم.»\n[narrator] گفت دانا.\n\n[?] «چه کسی؟»\n"
    (studio.folder / "r.script.txt").write_text(script, encoding="utf-8")
    page = opened(new_page(), studio.address)
    page.goto(f"{page.url.split('#')[0]}#/r.script.txt/manuscript")
    for text in ("من اینجا هستم", "چه کسی"):
        line = page.get_by_role("option", name=text)
        expect(line).to_be_visible()
        edges = line.evaluate(
            "one => [one, one.parentElement].map((each) => each.getBoundingClientRect().right)"
        )
        assert abs(edges[0] - edges[1]) < 2


def test_the_page_has_a_word_for_all_the_server_has() -> None:
    words = (PAGE / "words.js").read_text(encoding="utf-8")
    assert all(f'"{one.value}"' in words for one in Manner)
    assert all(re.search(rf"^  {kind_of(one)}:", words, re.MULTILINE) for one in get_args(Edit))


@pytest.mark.parametrize("path", sorted(Path(PAGE).glob("*.js")), ids=lambda one: one.name)
def test_no_module_makes_markup_of_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|https?:", text
    )
    assert len(text.splitlines()) < 260
