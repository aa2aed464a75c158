from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.config import format_characters, read_settings, write_characters
from narrate.errors import OutputError, SettingsError
from narrate.model import Character
from narrate.settings import Role, VoiceChoice

Write = Callable[[str], Path]

LUCAS = Role(
    Character("Lucas", ("Lucas Scott", "Luke"), "M"), VoiceChoice("en-us+m3", 180, 45, 0.5)
)
ODD = Role(Character("1984: no", ("#x", "'y'")), VoiceChoice("Mr: serious"))
WALK_ON = Role(Character("the man", named=False), VoiceChoice("x"))


def test_the_file_is_made_if_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    assert write_characters(path, [LUCAS, ODD, WALK_ON]) == ("Lucas", "1984: no")
    assert read_settings(path).roles == (LUCAS, ODD)
    assert path.read_text(encoding="utf-8").startswith("# ")


FILES = {
    "no characters": "narrator: x   # mine\n\n# end\n",
    "nothing": "",
    "a line end of old": "engine: tone\r",
    "a comment without a line end": "# c",
    "an empty key": "characters: # who\n  # Tom: x\nlexicon: {a: b}\n",
    "others": (
        "characters:\n    Tom:   'x'   # c\n    Ann: {gender: F,voice: y}  \n\n  # last\nbook:\n"
    ),
    "a name alone": "characters:\n  Ann:\n",
    "a list last": "characters:\n  Ann:\n    aliases:\n    - A\n    - B # c\n # z\nengine: tone\n",
    "a text block last": "characters:\n  Ann: |\n    foo\n\nengine: tone\n",
    "braces": "characters: {Tom: x, } # c\nengine: tone\n",
    "empty braces": "engine: tone\ncharacters: {}\n",
    "braces around all": "{engine: tone, characters: {Tom: {voice: x}}}",
    "braces around all but characters": "{engine: tone}",
    "another system's lines": "characters:\r\n  Ann: x\r\nengine: tone\r\n",
    "a byte order mark": "\ufeffengine: tone\n",
    "an indented file": "  engine: tone\n  characters:\n   Ann: x\n",
    "long lines": f"lexicon: {{{', '.join(f'word{n}: said{n}' for n in range(99))}}}\n",
}


def shared(a: bytes, b: bytes) -> int:
    """How many bytes *a* and *b* have in common before they part."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))


@pytest.mark.parametrize("case", FILES)
def test_nothing_that_stood_there_is_changed(write: Write, case: str) -> None:
    path = write(FILES[case])
    before, old = path.read_bytes(), read_settings(path)
    assert write_characters(path, [LUCAS, ODD]) == ("Lucas", "1984: no")
    after, new = path.read_bytes(), read_settings(path)
    assert new.roles == (*old.roles, LUCAS, ODD)
    start = shared(before, after)
    end = len(before) - start
    assert after.endswith(before[start:]), "one piece was put in and nothing else touched"
    piece = after[start : len(after) - end]
    assert (b"\r\n" in piece) == (b"\r\n" in before)
    assert b"\n" not in piece.replace(b"\r\n", b"") or b"\r\n" not in before


def test_who_is_there_already_is_left_alone(write: Write) -> None:
    path = write(
        "characters:\n  Luke: x\n  Ann: {aliases: 1984: no}\n".replace("1984: no", "'1984: NO'")
    )
    before = path.read_bytes()
    assert write_characters(path, [ODD, Role(Character("luke"))]) == ()
    assert path.read_bytes() == before


def test_an_alias_somebody_has_is_not_written_again(write: Write) -> None:
    path = write("characters:\n  Luke: x\n")
    write_characters(path, [LUCAS, Role(Character("Dan", ("Lucas Scott", "D")))])
    aliases = [role.character.aliases for role in read_settings(path).roles]
    assert aliases == [(), ("Lucas Scott",), ("D",)]


def test_writing_twice_adds_nothing(write: Write) -> None:
    path = write("engine: tone\n")
    write_characters(path, [LUCAS])
    once = path.read_bytes()
    assert write_characters(path, [LUCAS]) == ()
    assert path.read_bytes() == once


@pytest.mark.parametrize(
    "text",
    [
        "characters: ~\n",
        "engine: tone\n...\n",
        "characters:\r  Ann: x\rengine: x\r",
        "...\n",
        "narator: x\n",
    ],
)
def test_what_cannot_be_added_to_is_told_and_left_alone(write: Write, text: str) -> None:
    path = write(text)
    with pytest.raises(SettingsError):
        write_characters(path, [LUCAS])
    assert path.read_bytes() == text.encode()
    assert list(path.parent.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_characters(tmp_path / "missing" / "voices.yaml", [LUCAS])


@pytest.mark.skipif(os.name == "nt", reason="links and modes are POSIX")
def test_a_link_stays_a_link_and_the_mode_stays_too(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text("engine: tone\n", encoding="utf-8")
    real.chmod(0o640)
    link = tmp_path / "voices.yaml"
    link.symlink_to(real)
    write_characters(link, [LUCAS])
    assert link.is_symlink()
    assert read_settings(real).roles == (LUCAS,)
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("roles", [(), (LUCAS, ODD, WALK_ON)])
def test_characters_can_be_shown_as_they_would_be_written(
    write: Write, roles: tuple[Role, ...]
) -> None:
    text = format_characters(roles)
    assert text.startswith("characters:")
    assert read_settings(write(text)).roles == tuple(r for r in roles if r is not WALK_ON)
