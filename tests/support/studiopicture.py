"""Makes the picture of the studio in the README: ``python tests/support/studiopicture.py``."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from studiopage import STORIES, chromium, expect, opened, running

PICTURE = Path(__file__).parents[2] / "docs" / "studio.png"
STORY = "the-house-of-eleven-clocks.txt"


def main() -> None:
    """Open a story, go to the line to look at, and take the picture."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "books"
        folder.mkdir()
        shutil.copy(STORIES / STORY, folder)
        with running(folder, STORY) as studio, chromium() as browser:
            page = opened(browser.new_page(viewport={"width": 1180, "height": 720}), studio.address)
            page.keyboard.press("n")
            expect(page.locator("#panel .meter .low")).to_be_visible()
            page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
