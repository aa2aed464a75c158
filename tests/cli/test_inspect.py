from __future__ import annotations

import json
from pathlib import Path

from commandline import Narrate


def test_each_figure_has_its_verdict_and_a_file_that_fails_ends_in_7(
    narrate: Narrate, story: Path
) -> None:
    narrate(story, "--engine", "tone", "-q")
    file = "audio/lighthouse/01 - The Lighthouse Keeper.mp3"
    done = narrate("inspect", file)
    assert done.code == 7
    assert "22050 FAIL" in done.out
    assert "VBR FAIL" in done.out
    assert "silence" in done.out
    assert done.err == "1 of 1 file failed\n"


def test_json_has_the_figures_and_no_infinity(narrate: Narrate, story: Path) -> None:
    narrate(story, "--engine", "tone", "-q")
    done = narrate("inspect", "audio/lighthouse/01 - The Lighthouse Keeper.mp3", "--json")
    (file,) = json.loads(done.out)["files"]
    assert file["passed"] is False
    assert file["figures"]["rate_hz"] == {"value": 22050, "wanted": "44100", "ok": False}
    assert file["figures"]["floor_db"]["value"] is None


def test_a_file_that_cannot_be_read_is_one_line(narrate: Narrate, folder: Path) -> None:
    done = narrate("inspect", "none.mp3")
    assert (done.code, done.out.strip()) == (7, "")
    assert done.err == "none.mp3: cannot be read: No such file or directory\n"


def test_a_file_that_cannot_be_read_does_not_hide_the_others(narrate: Narrate, story: Path) -> None:
    narrate(story, "--engine", "tone", "-q", "--format", "wav")
    done = narrate("inspect", "none.mp3", "audio/lighthouse/01 - The Lighthouse Keeper.wav")
    assert done.code == 7
    assert "wave 353 CBR FAIL" in done.out
    assert done.err.endswith("2 of 2 files failed\n")
    assert "none.mp3: cannot be read" in done.err
