"""The voices.yaml at the top: it changes nothing as it stands, and its examples are good."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from narrate.config import check_voices, read_settings
from narrate.config.typed_values import read_schema
from narrate.engines import find_engine
from narrate.settings import Settings

SHIPPED = Path(__file__).parent.parent / "voices.yaml"
EXAMPLE = re.compile(r"^( +|(?=# narrator_is))# ")
"""An example stands behind an indented #, prose behind one at the margin."""


def with_examples(text: str) -> str:
    """*text* with the # taken away from every example."""
    return "\n".join(EXAMPLE.sub(r"\1", line) for line in text.splitlines())


def test_as_it_stands_it_changes_nothing() -> None:
    read = read_settings(SHIPPED)
    assert replace(read, path=None) == Settings()


def test_its_examples_are_good_and_their_voices_exist(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text(with_examples(SHIPPED.read_text(encoding="utf-8")), encoding="utf-8")
    (tmp_path / "cover.jpg").touch()
    read = read_settings(path)
    check_voices(read, find_engine(read.engine).voices())
    assert [role.character.name for role in read.roles] == ["Lucas", "Peyton"]
    assert read.lexicon
    assert read.unnamed.unknown


def test_it_shows_every_key() -> None:
    shown = SHIPPED.read_text(encoding="utf-8")
    schema = read_schema()
    keys = set(schema["properties"])
    for section in ("pauses", "book", "output"):
        keys |= set(schema["properties"][section]["properties"])
    for name in ("pool", "character"):
        keys |= set(schema["$defs"][name]["properties"])
    assert not {key for key in keys if not re.search(rf"^[ #]*{key}:", shown, re.MULTILINE)}


def test_it_tells_editors_where_its_schema_is() -> None:
    first = SHIPPED.read_text(encoding="utf-8").splitlines()[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (SHIPPED.parent / schema).is_file()
