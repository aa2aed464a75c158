from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from narrate.engines.asking import asking, staying
from narrate.errors import SettingsError, ToolError


def test_whatever_an_engine_raises_is_a_tool_that_does_not_work() -> None:
    for error in (ValueError("no"), SystemExit(0), GeneratorExit()):
        with pytest.raises(ToolError, match="the engine x does not work: "), asking("x"):
            raise error


def test_an_error_of_ours_and_ctrl_c_stay_what_they_are() -> None:
    with pytest.raises(SettingsError, match="mine"), asking("x"):
        raise SettingsError("mine")
    with pytest.raises(KeyboardInterrupt), asking("x"):
        raise KeyboardInterrupt


def test_what_an_engine_prints_is_not_our_output(capsys: pytest.CaptureFixture[str]) -> None:
    with asking("x"):
        sys.stdout.write("loading")
    assert capsys.readouterr() == ("", "loading")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the working folder")
def test_a_working_folder_that_is_gone_is_nothing_to_come_back_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with staying():
        os.chdir(tmp_path)
    assert Path.cwd() == tmp_path
