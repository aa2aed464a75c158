from __future__ import annotations

from pathlib import Path

import pytest

from narrate.engines.voice_files import FOLDER, voices_folder
from narrate.errors import RequestError


def test_each_engine_has_a_folder_of_its_own_among_the_users_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(FOLDER, raising=False)
    assert voices_folder("piper").parent == voices_folder() == voices_folder("kokoro").parent
    assert "narrate" in voices_folder().parts


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    assert voices_folder("piper") == tmp_path / "piper"
    monkeypatch.setenv(FOLDER, "~/voices")
    assert voices_folder() == Path.home() / "voices"


def test_a_folder_of_nobodys_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, "~no-such-user-here/voices")
    with pytest.raises(RequestError, match=FOLDER):
        voices_folder()
