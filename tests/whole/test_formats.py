"""One story in every format: who says what is the same as in its plain text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest

from bookmaking import docx, epub, fb2, links, odt, word
from narrate.model import Script
from narrate.pipeline import read_script
from narrate.settings import Settings

STORY = Path(__file__).parents[2] / "stories" / "the-house-of-eleven-clocks.txt"

Chapters = dict[str, list[str]]
"""the paragraphs of each chapter, by its heading"""


def chapters(text: str) -> Chapters:
    """The story taken apart by hand: its headings begin with ``Chapter``."""
    found: Chapters = {}
    for block in map(str.strip, text.split("\n\n")):
        if block.startswith("Chapter"):
            found[block] = []
        elif found:
            found[list(found)[-1]].append(block)
    return found


def marked(parts: Chapters, heading: str, paragraph: str) -> Sequence[str]:
    return [
        "".join([heading.format(name), *(paragraph.format(one) for one in texts)])
        for name, texts in parts.items()
    ]


def write(parts: Chapters, ending: str, folder: Path) -> Path:
    path = folder / f"the-house-of-eleven-clocks.{ending}"
    safe = {
        escape(name, quote=False): [escape(one, quote=False) for one in texts]
        for name, texts in parts.items()
    }
    as_html = marked(safe, "<h2>{}</h2>", "<p>{}</p>")
    if ending == "epub":
        pages = {f"{n}.xhtml": body for n, body in enumerate(as_html)}
        return epub(path, pages, links(dict(zip(pages, safe, strict=True))))
    if ending == "docx":
        body = "".join(word(name, "H1") + "".join(map(word, texts)) for name, texts in safe.items())
        return docx(path, body)
    if ending == "odt":
        return odt(path, "".join(marked(safe, "<text:h>{}</text:h>", "<text:p>{}</text:p>")))
    if ending == "fb2":
        title = "<title><p>{}</p></title>"
        sections = (f"<section>{one}</section>" for one in marked(safe, title, "<p>{}</p>"))
        return fb2(path, "".join(sections))
    if ending == "rtf":
        runs = marked(parts, r"\pard\outlinelevel0 {}\par\pard ", r"{}\par ")
        text = "".join(runs).replace("\n", " ")
        coded = "".join(one if one < "\x80" else f"\\u{ord(one)}?" for one in text)
        path.write_text(rf"{{\rtf1\ansi {coded}}}", encoding="ascii")
        return path
    written = marked(parts, "# {}\n\n", "{}\n\n") if ending == "md" else as_html
    path.write_text("".join(written), encoding="utf-8")
    return path


def told(script: Script) -> list[tuple[str, str, str | None, int]]:
    return [
        (str(one.kind), " ".join(one.text.split()), one.speaker, one.chapter)
        for one in script.segments
    ]


@pytest.fixture(scope="module")
def parts() -> Chapters:
    found = chapters(STORY.read_text("utf-8"))
    assert len(found) == 4
    return found


@pytest.mark.parametrize("ending", ["md", "html", "epub", "docx", "odt", "fb2", "rtf"])
def test_a_story_is_told_the_same_in_every_format(
    parts: Chapters, ending: str, tmp_path: Path
) -> None:
    plain = tmp_path / "the-house-of-eleven-clocks.txt"
    body = ("\n\n".join([name, *texts]) for name, texts in parts.items())
    plain.write_text("\n\n".join(body), encoding="utf-8")
    expected = told(read_script(plain, Settings()))
    assert told(read_script(write(parts, ending, tmp_path), Settings())) == expected
