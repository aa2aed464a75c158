from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import ManuscriptError
from narrate.readers import read_manuscript
from narrate.readers.files import LARGEST, read_bytes


def write(folder: Path, raw: bytes) -> Path:
    path = folder / "story.txt"
    path.write_bytes(raw)
    return path


def refused(path: Path) -> ManuscriptError:
    with pytest.raises(ManuscriptError) as caught:
        read_manuscript(path)
    assert caught.value.exit_code == 3
    assert caught.value.at is not None
    assert caught.value.at.path == path
    assert caught.value.hint
    return caught.value


def test_text_is_in_normal_form_and_the_file_is_remembered_as_it_is(tmp_path: Path) -> None:
    raw = "One\r\ntwo\rthree\nfour é \U0001f9d9"
    manuscript = read_manuscript(write(tmp_path, raw.encode()))
    assert manuscript.text == "One\ntwo\nthree\nfour é \U0001f9d9"
    assert manuscript.source == raw


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_is_no_text(
    tmp_path: Path, mark: bytes, codec: str
) -> None:
    assert read_manuscript(write(tmp_path, mark + "Café".encode(codec))).text == "Café"


@pytest.mark.parametrize(
    ("codec", "words"),
    [
        ("cp1252", "“It’s the café,” said Zoë, “where the naïve boy was waiting for us.” "),
        ("cp1252", "“It’s late,” said Tom. “Let’s go—now.” He didn’t move. "),
        ("cp1252", "„Guten Tag“, sagte er. Es war spät, und der Fluß war über die Ufer. "),
        ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy. "),
        ("cp1251", "— Привет, — сказал он. — Как дела сегодня? "),
        ("mac_roman", "“It’s late,” said Tom. “Let’s go.” He didn’t move. "),
    ],
)
def test_an_old_encoding_is_recognised_and_told(tmp_path: Path, codec: str, words: str) -> None:
    manuscript = read_manuscript(write(tmp_path, (words * 9).encode(codec)))
    assert manuscript.text == words * 9
    assert manuscript.encoding != "utf-8"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_are_known_without_their_mark(tmp_path: Path, codec: str) -> None:
    words = "“Hello,” said Ada. “It’s me.”\n"
    manuscript = read_manuscript(write(tmp_path, words.encode(codec)))
    assert (manuscript.text, manuscript.encoding) == (words, codec)


def test_one_damaged_byte_does_not_spoil_every_quote_mark(tmp_path: Path) -> None:
    raw = b"One.\n" + "“It’s late,” said Tom.\n".encode() * 20
    error = refused(write(tmp_path, raw[:100] + b"\xff" + raw[100:]))
    assert "damaged at byte 100" in error.message
    assert error.at is not None
    assert error.at.line == 5


def test_a_stray_nul_is_text_and_nothing_but_nuls_is_none(tmp_path: Path) -> None:
    assert read_manuscript(write(tmp_path, b"T\0om nodded.")).text == "T\0om nodded."
    assert "text" in refused(write(tmp_path, bytes(1000))).message


@pytest.mark.parametrize("raw", [b"", b" \r\n\t\n ", codecs.BOM_UTF8])
def test_a_file_with_nothing_to_say_is_refused(tmp_path: Path, raw: bytes) -> None:
    assert "nothing" in refused(write(tmp_path, raw)).message


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    raw = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\x00\x01\x9c\xf0" * 40
    assert "text" in refused(write(tmp_path, raw)).message


def test_a_damaged_wide_file_is_refused(tmp_path: Path) -> None:
    assert "damaged" in refused(write(tmp_path, codecs.BOM_UTF16_LE + b"a\x00b")).message


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path).message


def test_a_missing_file_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    write(tmp_path, b"Hello.")
    assert "story.txt" in str(refused(tmp_path / "storry.txt").hint)
    refused(tmp_path / "nowhere" / "story.txt")


def test_a_path_that_cannot_be_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / "a\0b")


@pytest.mark.skipif(sys.platform == "win32", reason="no permission bits there")
@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root may read everything")
def test_a_forbidden_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, b"Hello.")
    path.chmod(0)
    assert "may not be read" in refused(path).message


def test_a_file_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ManuscriptError, match="larger"):
        read_bytes(write(tmp_path, b"Hello."), 4)
    assert read_bytes(write(tmp_path, b"Hi.."), 4) == b"Hi.."


def test_a_file_larger_than_any_text_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, b"")
    os.truncate(path, LARGEST + 1)
    assert "larger than 64 MB" in refused(path).message


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names there")
@pytest.mark.parametrize("name", ["story.txt", "story.epub", "story.pdf", "story.docx"])
def test_a_pipe_is_refused_before_anybody_waits_for_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    os.mkfifo(path)
    assert "a pipe or a device" in refused(path).message


@pytest.mark.skipif(sys.platform == "win32", reason="no devices among the files there")
@pytest.mark.parametrize("ending", ["txt", "epub"])
def test_a_device_without_end_is_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"story.{ending}"
    path.symlink_to("/dev/zero")
    assert "a pipe or a device" in refused(path).message


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = write(tmp_path_factory.getbasetemp(), raw)
    with suppress(ManuscriptError):
        assert read_manuscript(path).text.strip()
