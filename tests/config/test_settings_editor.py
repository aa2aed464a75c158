"""Single values of voices.yaml change, and nothing else of it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.config import settings_editor, with_values
from narrate.config.settings_editor import Keys
from narrate.config.yaml_tree import Node, compose
from narrate.errors import SettingsError

PATH = Path("voices.yaml")
TEXT = """\
# ours
narrator: en-gb  # mine
characters:
  # the first
  Tom: en+m3  # short
  Peg:
    voice: a
    rate: 170   # slow
  Ann: {voice: b, pitch: 40}
# below

pauses:
  scene: 1000
readers:
"""


@pytest.mark.parametrize(
    ("keys", "value", "gone", "new"),
    [
        (("narrator",), "de", "narrator: en-gb  # mine", "narrator: de  # mine"),
        (
            ("narrator", "rate"),
            160,
            "narrator: en-gb  # mine",
            "narrator: {voice: en-gb, rate: 160}  # mine",
        ),
        (("characters", "Tom", "voice"), "b", "Tom: en+m3  # short", "Tom: b  # short"),
        (("characters", "Tom", "voice"), None, "  Tom: en+m3  # short", ""),
        (("characters", "Peg", "rate"), 150, "    rate: 170   # slow", "    rate: 150   # slow"),
        (("characters", "Peg", "pitch"), 60, "", "    pitch: 60"),
        (("characters", "Peg", "rate"), None, "    rate: 170   # slow", ""),
        (("characters", "Ann", "pitch"), None, "{voice: b, pitch: 40}", "{voice: b}"),
        (("characters", "Ann", "voice"), None, "{voice: b, pitch: 40}", "{pitch: 40}"),
        (("characters", "Ann", "rate"), 99, "pitch: 40}", "pitch: 40, rate: 99}"),
        (("readers", "pdf", "x"), 1, "", "  pdf:\n    x: 1"),
        (("book", "title"), "1984", "", "book:\n  title: '1984'"),
        (("characters", "Zoé: x", "aliases"), ["Z"], "", "  'Zoé: x':\n    aliases: [Z]"),
        (("pauses", "scene"), None, "pauses:\n  scene: 1000\n", ""),
        (("nothing", "there"), None, "", ""),
    ],
)
def test_one_value_changes(keys: Keys, value: object, gone: str, new: str) -> None:
    changed = with_values(TEXT, {keys: value}, PATH)
    before, after = TEXT.splitlines(), changed.splitlines()
    assert "\n".join(line for line in before if line not in after) in TEXT
    if gone:
        assert gone not in changed
    assert new in changed
    rest = [line for line in before if line in after]
    assert [line for line in after if line in rest] == rest


def test_a_comment_above_what_goes_stays() -> None:
    text = "characters:\n  # the first\n  Tom: en+m3\n"
    assert with_values(text, {("characters", "Tom"): None}, PATH) == (
        "characters:\n  # the first\n"
    )


def test_what_is_changed_back_is_as_it_was() -> None:
    for keys, value, before in (
        (("characters", "Peg", "rate"), 150, 170),
        (("pauses", "turn"), 100, None),
        (("characters", "Bob", "voice"), "b", None),
        (("lexicon", "Nevil"), {"ipa": "nɛvɪl"}, None),
    ):
        changed = with_values(TEXT, {keys: value}, PATH)
        assert changed != TEXT
        assert with_values(changed, {keys: before}, PATH) == TEXT


def test_a_new_file_says_what_it_is_for() -> None:
    text = with_values(None, {("narrator", "rate"): 150}, PATH)
    assert text.startswith("# Who speaks in which voice.")
    assert text.endswith("\nnarrator:\n  rate: 150\n")


def test_line_ends_and_byte_order_mark_stay() -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    changed = with_values(text, {("book", "title"): "A"}, PATH)
    assert changed == f"{text}book:\r\n  title: A\r\n"


@pytest.mark.parametrize("text", ["- a list\n", "narrator: [a, b]\n", "narrator: {a: &x 1}\n"])
def test_a_form_that_cannot_be_changed_is_told(text: str) -> None:
    with pytest.raises(SettingsError):
        with_values(text, {("narrator", "rate"): 1}, PATH)


def test_many_values_change_at_once_as_one_after_the_other() -> None:
    """Nothing is known of Zoé or Bob; Tom is listed by his voice alone, Ann between braces."""
    values = {"voice": "new", "rate": 150, "pitch": None, "aliases": ["Z"]}
    changes: dict[Keys, object] = {
        ("characters", name, key): value
        for name in ("Zoé", "Tom", "Peg", "Ann", "Bob")
        for key, value in values.items()
    }
    changes |= {("narrator", "rate"): 160, ("book", "title"): "A", ("pauses", "turn"): 100}
    for text in (TEXT, TEXT.replace("\n", "\r\n"), None, "characters: {}\n", "characters:\n"):
        alone = text
        for keys, value in changes.items():
            alone = with_values(alone, {keys: value}, PATH)
        assert with_values(text, changes, PATH) == alone


@pytest.mark.parametrize("before", [TEXT, "# nobody yet\ncharacters:\n  # Ann: high\n"])
def test_a_cast_of_hundreds_is_read_only_a_few_times(
    before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def note(text: str, path: Path) -> Node | None:
        read.append(text)
        return compose(text, path)

    monkeypatch.setattr(settings_editor, "compose", note)
    changes: dict[Keys, object] = {
        ("characters", f"Person {n}", key): value
        for n in range(200)
        for key, value in (("voice", f"v{n % 7}"), ("rate", 100 + n), ("volume", None))
    }
    text = with_values(before, changes, PATH)
    assert "  Person 199:\n    voice: v3\n    rate: 299\n" in text
    with_values(text, {keys: value and "150" for keys, value in changes.items()}, PATH)
    assert len(read) < 10
