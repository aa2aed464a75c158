from __future__ import annotations

from pathlib import Path

import pytest

from narrate.engines.kokoro.measured import Measured, keeping


class Counting:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, name: str) -> Measured:
        self.asked.append(name)
        return Measured(180.0, 100.0 + len(self.asked), 8.0)


def test_a_voice_is_measured_once(tmp_path: Path) -> None:
    path, measure = tmp_path / "deep" / "measured.json", Counting()
    first = keeping(path, measure)(("a", "b"))
    again = keeping(path, measure)(("b", "c", "a"))
    assert measure.asked == ["a", "b", "c"]
    assert {name: again[name] for name in first} == first
    assert [one.name for one in path.parent.iterdir()] == ["measured.json"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"a": 1}',
        '{"a": {"x": 1}}',
        '{"a": {"words_a_minute": 0}}',
        '{"a": {"words_a_minute": "180"}}',
        '{"a": {"words_a_minute": true}}',
        '{"a": {"words_a_minute": NaN}}',
        '{"a": {"words_a_minute": 1e300}}',
        '{"a": {"pitch_hz": -100}}',
        '{"a": {"pitch_hz": Infinity}}',
        '{"a": {"pitch_hz": [100]}}',
        '{"a": {"spread_st": -1}}',
        '{"a": {"spread_st": {}}}',
        '{"b": {"spread_st": null, "pitch_hz": 0}}',
    ],
)
def test_a_file_that_is_damaged_is_made_anew(tmp_path: Path, content: str) -> None:
    path, measure = tmp_path / "measured.json", Counting()
    path.write_text(content, encoding="utf-8")
    assert keeping(path, measure)(("a",)) == keeping(path, measure)(("a",))
    assert measure.asked == ["a"]


def test_where_nothing_can_be_written_it_is_measured_again(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path, measure = tmp_path / "file" / "measured.json", Counting()
    for _ in range(2):
        assert keeping(path, measure)(("a",))["a"].words_a_minute == 180
    assert measure.asked == ["a", "a"]
