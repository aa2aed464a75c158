"""The page shows the book: the text as printed, who speaks, what is doubtful and why."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

from studiopage import MOVED, STORIES, Studio, choose, expect, opened

DOUBTFUL = """async () => {
  const answer = await fetch("/api/books/the-bell-at-low-water.txt/doubtful");
  return (await answer.json()).lines;
}"""


def cursor(page: Any) -> int:
    """The index of the segment that has the focus."""
    return int(page.locator(".seg:focus").get_attribute("data-index"))


def test_the_text_stands_with_who_speaks_in_its_margin(page: Any) -> None:
    expect(page.get_by_role("option", name="said the young woman.")).to_be_visible()
    expect(page.locator(".margin .who", has_text="the girl").first).to_be_visible()


def test_n_leads_to_the_doubtful_lines_and_round(
    new_page: Callable[..., Any], studio: Studio
) -> None:
    shutil.copy(STORIES / "the-bell-at-low-water.txt", studio.folder)
    page = opened(new_page(), studio.address)
    page.goto(f"{page.url.split('#')[0]}#/the-bell-at-low-water.txt/manuscript")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bell")
    page.locator(".seg:focus[data-index='0']").wait_for()
    doubtful = page.evaluate(DOUBTFUL)
    assert len(doubtful) > 1
    seen = [cursor(page)]
    for _ in (*doubtful, "round"):
        page.keyboard.press("n")
        page.wait_for_function(MOVED, arg=seen[-1])
        expect(page.locator(".seg.doubtful:focus")).to_have_count(1)
        expect(page.locator("#panel")).to_contain_text("% sure")
        seen.append(cursor(page))
    assert seen[1:] == [*doubtful, doubtful[0]]


def test_the_panel_tells_why_and_who_else(page: Any) -> None:
    choose(page, "And you married her")
    panel = page.get_by_role("complementary", name="The chosen line")
    expect(panel).to_contain_text("“said the young woman” stands beside it")
    expect(panel.get_by_role("button", name="Anna is right")).to_be_visible()
    expect(panel.get_by_role("button", name="Somebody else")).to_be_visible()


def test_arrows_move_and_with_shift_choose(page: Any) -> None:
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert cursor(page) == 2
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(2)


def test_a_question_mark_tells_all_keys(page: Any) -> None:
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet).to_contain_text("next doubtful line")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
