"""The whole way by the keyboard alone, and what a screen reader is told of every control."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from studiopage import HEARD, Studio, expect, opened

MANY_S = 120_000
CONTROLS = {
    "button", "link", "textbox", "searchbox", "combobox", "checkbox", "slider", "spinbutton",
    "option", "listbox", "radio", "DisclosureTriangle",
}  # fmt: skip
MARKUP = """<img src=x onerror="document.title='broken'">

“<b>Who</b> is there?” asked <script>document.title='broken'</script>.

“Only me & my *lamp*,” said &lt;Tom&gt;.

“Then <a href='javascript:alert(1)'>come in</a>,” said Rose.
"""


def undo_says(page: Any, what: str) -> None:
    """Wait until the last change is *what*."""
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("title", f"Undo: {what}")


def tab_to(page: Any, name: str) -> None:
    """Press Tab until the control called *name* has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()"
        )
        if focused.startswith(name):
            return
    raise AssertionError(f"Tab does not lead to {name}")


def test_a_book_is_put_right_cast_and_recorded_by_keys_alone(page: Any, folder: Path) -> None:
    script = folder / "the-slow-train.script.txt"
    before = script.read_bytes()
    page.keyboard.press("n")
    expect(page.locator(".seg.doubtful:focus")).to_have_count(1)
    page.keyboard.press("1")
    undo_says(page, "who says it")
    page.keyboard.press("z")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    assert script.read_bytes() == before
    page.keyboard.press("t")
    tab_to(page, "Hear it whispering")
    tab_to(page, "Keep it whispering")
    page.keyboard.press("Enter")
    undo_says(page, "which take is kept")
    assert b"| whispering]" in script.read_bytes()
    page.keyboard.press("C")
    expect(page.locator("#cast .voice").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    tab_to(page, "Choose")
    page.keyboard.press("Enter")
    undo_says(page, "a voice")
    page.keyboard.press("R")
    expect(page.get_by_role("button", name="Record the book")).to_be_visible(timeout=MANY_S)
    page.keyboard.press("a")
    expect(page.locator("#recording .state")).to_contain_text("Everything", timeout=MANY_S)
    page.keyboard.press("B")
    expect(page.get_by_role("link", name="All in one zip")).to_be_visible()
    tab_to(page, "All in one zip")
    assert (folder / "audio" / "the-slow-train").is_dir()


def test_a_story_is_taken_and_its_finished_book_heard_by_keys_alone(
    new_page: Callable[..., Any], studio: Studio, tmp_path: Path
) -> None:
    story = tmp_path / "The Lamp.txt"
    story.write_text("“Only me,” said Tom.\n\n“Come in, then,” said Rose.\n")
    page = opened(new_page(), studio.address)
    page.on("filechooser", lambda _: None)  # or the first may be the system's own
    tab_to(page, "Books")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Begin with a story …")).to_be_visible()
    tab_to(page, "Begin with a story")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(story)
    expect(page.get_by_role("option", name="Tom: “Only me,”")).to_be_visible()
    page.keyboard.press("R")
    expect(page.get_by_role("button", name="Record the book")).to_be_visible(timeout=MANY_S)
    page.keyboard.press("a")
    expect(page.locator("#recording .state")).to_contain_text("Everything", timeout=MANY_S)
    page.evaluate(HEARD)
    tab_to(page, "Listen")
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.heard?.includes('Only me')")
    page.keyboard.press("Escape")
    expect(page.get_by_role("region", name="Player")).to_be_hidden()


def test_chapters_are_renamed_parted_left_out_and_joined_by_keys(page: Any, folder: Path) -> None:
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    tab_to(page, "A chapter begins here")
    page.keyboard.press("Enter")
    page.keyboard.type("Two")
    page.keyboard.press("Enter")
    chapters = page.get_by_role("navigation", name="Chapters")
    expect(chapters.get_by_role("button", name="Two")).to_be_visible()
    page.keyboard.press("Escape")
    tools = chapters.get_by_role("group")
    tools.get_by_role("button", name="Rename …").press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.type("The Second")
    page.keyboard.press("Enter")
    expect(chapters.get_by_role("button", name="The Second")).to_be_visible()
    tools.get_by_role("button", name="Leave out").press("Enter")
    expect(chapters.get_by_role("heading", name="Left out")).to_be_visible()
    chapters.get_by_role("button", name="Take back").press("Enter")
    expect(chapters.get_by_role("heading", name="Left out")).to_have_count(0)
    undo_says(page, "a chapter taken back")
    chapters.get_by_role("button", name="The Slow Train").press("Enter")
    tools.get_by_role("button", name="Join with the next").press("Enter")
    undo_says(page, "two chapters made one")


def test_people_are_renamed_made_one_made_two_and_nobody(page: Any, folder: Path) -> None:
    script = folder / "the-slow-train.script.txt"
    page.keyboard.press("C")
    page.get_by_role("button", name="the guard", exact=True).click()
    page.get_by_role("button", name="Rename …").click()
    page.get_by_role("textbox", name="Name").fill("Mr. Bell")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mr. Bell")).to_be_visible()
    page.get_by_role("button", name="Is two people …").click()
    page.get_by_role("textbox", name="Name").fill("the porter")
    page.get_by_role("dialog").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Make them two").click()
    page.get_by_role("button", name="the porter", exact=True).click()
    expect(page.get_by_role("heading", name="the porter")).to_be_visible()
    page.get_by_role("button", name="Is the same as …").click()
    page.get_by_role("combobox", name="Name").fill("Mr. Bell")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mr. Bell")).to_be_visible()
    page.get_by_role("button", name="Is nobody").click()
    expect(page.get_by_role("button", name="Mr. Bell", exact=True)).to_have_count(0)
    undo_says(page, "a person who was none")
    assert "; nobody: Mr. Bell" in script.read_text()


def test_people_are_those_of_the_last_edit_though_their_voices_are_not_told_yet(page: Any) -> None:
    page.keyboard.press("C")
    page.get_by_role("button", name="the guard", exact=True).click()
    expect(page.get_by_role("slider", name="Rate")).to_be_visible()
    held: list[Any] = []
    page.route("**/cast", lambda one: held.append(one))  # noqa: PLW0108 -- it is looked into
    page.get_by_role("button", name="Rename …").click()
    page.get_by_role("textbox", name="Name").fill("Mr. Bell")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mr. Bell")).to_be_visible()
    expect(page.get_by_role("button", name="the guard", exact=True)).to_have_count(0)
    page.get_by_label("Age").select_option("old")
    undo_says(page, "what a person is")
    page.route("**/cast", lambda one: one.continue_())
    for one in held:
        one.continue_()
    expect(page.get_by_role("slider", name="Rate")).to_be_visible()


def test_a_button_that_is_drawn_anew_while_it_is_pressed_is_clicked(
    page: Any, folder: Path
) -> None:
    script = folder / "the-slow-train.script.txt"
    page.keyboard.press("C")
    page.get_by_role("button", name="the guard", exact=True).click()
    nobody = page.get_by_role("button", name="Is nobody")
    nobody.hover()
    page.mouse.down()
    script.write_text(script.read_text().replace("[the boy]", "[Nell]"))
    undo_says(page, "a change of the files")
    page.mouse.up()
    undo_says(page, "a person who was none")
    assert "; nobody: the guard" in script.read_text()
    expect(page.get_by_role("button", name="Nell", exact=True)).to_be_visible()


def test_every_control_has_a_name_for_a_screen_reader(page: Any) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("Accessibility.enable")
    views = {"M": "#panel h2", "C": "#cast .voice", "R": "#recording tbody tr", "B": "#book form"}
    for view, there in views.items():
        page.keyboard.press(view)
        expect(page.locator(there).first).to_be_visible(timeout=MANY_S)
        if view == "B":
            for one in page.locator("#book summary").all():
                one.click()
        assert unnamed(tools) == []


def unnamed(tools: Any) -> list[str]:
    """The roles of the controls in the tree of accessibility that have no name."""
    nodes = tools.send("Accessibility.getFullAXTree")["nodes"]
    told = [one for one in nodes if not one["ignored"] and one["role"]["value"] in CONTROLS]
    assert len(told) > 10
    return [str(one["role"]) for one in told if not one.get("name", {}).get("value", "").strip()]


def test_what_stands_in_a_story_is_never_markup(
    new_page: Callable[..., Any], studio: Studio
) -> None:
    (studio.folder / "markup.txt").write_text(MARKUP)
    page = opened(new_page(), studio.address)
    page.goto(f"{page.url.split('#')[0]}#/markup.txt/manuscript")
    expect(page.get_by_role("option", name="Only me & my")).to_be_visible()
    page.keyboard.press("C")
    expect(page.locator("#cast .voice").first).to_be_visible()
    assert page.locator("main :is(img, script, b)").count() == 0
    assert "broken" not in page.title()
