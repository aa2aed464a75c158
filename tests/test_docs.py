"""The pages to read: what they show is what the program prints, and what they name is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import click
import pytest

from narrate import model, spans
from narrate.cli import cli
from narrate.config import read_settings
from narrate.engines import Engine
from pages import PAGES, ROOT, find_blocks, prepare, say_again

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
TOPS = ("src", "tests", "benchmarks", "stories", "docs", ".ci")
"""Folders at the top whose files the pages name by their path."""
PLACE = re.compile(r":[\d:]*$")
"""A line, behind a file's name in a message."""
SOURCE = ROOT / "src" / "narrate"


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def content(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(path: Path) -> str:
    """A page without its fenced blocks."""
    lines = content(path).splitlines()
    for block in find_blocks(content(path)):
        lines[block.first - 1 : block.first + len(block.lines) + 1] = [""] * (len(block.lines) + 2)
    return "\n".join(lines)


def anchors(path: Path) -> set[str]:
    """What a link may write behind # to reach a heading of the page."""
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for title in HEADING.findall(prose(path)))
    return {title.strip().replace(" ", "-") for title in plain}


def links(path: Path) -> list[str]:
    """The links of a page to others of ours."""
    return [to for to in LINK.findall(CODE.sub("", prose(path))) if "://" not in to]


def target(path: Path, link: str) -> Path:
    """The file that *link* on the page at *path* leads to."""
    return (path.parent / link.partition("#")[0]).resolve() if link[0] != "#" else path


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_a_page_shows_is_what_the_program_prints(page: Path, tmp_path: Path) -> None:
    """Where it is not: python tests/support/pages.py --update."""
    prepare(tmp_path)
    for block in find_blocks(content(page)):
        block.write(tmp_path)
        if block.is_shown:
            assert list(block.lines) == say_again(block, tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_settings_a_page_shows_are_good(page: Path, tmp_path: Path) -> None:
    for number, block in enumerate(find_blocks(content(page))):
        if block.info[:1] == ("yaml",):
            folder = tmp_path / str(number)
            folder.mkdir()
            for cover in re.findall(r"cover: (\S+)", block.text):
                (folder / cover).touch()
            (folder / "voices.yaml").write_text(block.text, encoding="utf-8")
            read_settings(folder / "voices.yaml")


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        there, anchor = target(page, link), link.partition("#")[2]
        assert there.exists(), link
        assert not anchor or anchor in anchors(there), link


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_file_a_page_names_is_there(page: Path) -> None:
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir()}
    code = [*CODE.findall(prose(page)), *(block.text for block in find_blocks(content(page)))]
    code += re.findall(r"^    .*$", prose(page), re.MULTILINE)
    for word in " ".join(code).split():
        top, slash, _ = word.partition("/")
        if not slash or top not in rooms.union(TOPS):
            continue
        pattern = PLACE.sub("", re.sub(r"<\w+>", "*", word)).rstrip("/")
        assert [*ROOT.glob(pattern), *SOURCE.glob(pattern)], word


def test_every_page_is_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [PAGES[0]]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        found = {target(page, link) for link in links(page)}
        waiting += [other for other in found - reached if other in PAGES]
    assert reached == set(PAGES)


def test_every_command_and_option_is_told() -> None:
    told = content(ROOT / "docs" / "commands.md")
    options = {
        max(option.opts, key=len)
        for command in cli.commands.values()
        for option in command.params
        if isinstance(option, click.Option)
    }
    lacking = {f"narrate {command}" for command in cli.commands if f"narrate {command}" not in told}
    lacking |= {option for option in options if option not in told}
    assert not lacking


def test_every_type_is_in_the_glossary_and_no_word_stands_twice() -> None:
    rows = re.findall(r"^\| (.*?) \|", content(ROOT / "docs" / "glossary.md"), re.MULTILINE)
    words = [word for row in rows for word in row.split(", ") if word not in {"word", "---"}]
    assert not [word for word, times in Counter(words).items() if times > 1]
    own = {
        each
        for room in (model, spans)
        for each, what in vars(room).items()
        if isinstance(what, type) and f"{what.__module__}.".startswith(f"{room.__name__}.")
    }
    assert {f"`{each}`" for each in own} <= set(words)
    assert {word.strip("`") for word in words if word[0] == "`"} <= own


def test_the_page_on_engines_tells_everything_an_engine_has() -> None:
    page = content(ROOT / "docs" / "new-engine.md")
    told = re.findall(r"^\| `(\w+)(?:\(\))?` \|", page, re.MULTILINE)
    assert set(told) == {member for member in vars(Engine) if not member.startswith("_")}


def test_the_readme_is_two_screens() -> None:
    assert len(content(PAGES[0]).splitlines()) <= 90
