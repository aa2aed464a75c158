from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from narrate.release.subtitles import Caption, format_srt, format_vtt, milliseconds

TALK = (
    Caption(700, 1947, None, "The Bell"),
    Caption(2_000, 3_500, "Bettina", "“There is no bell,”"),
    Caption(3_500, 36_000_042, "Bettina", "she\nsaid."),
    Caption(36_000_042, 36_001_000, "Old  Dunstan", "“It rings.”"),
)


def test_webvtt_names_the_voice_of_every_cue() -> None:
    assert format_vtt(TALK) == (
        "WEBVTT\n\n"
        "00:00:00.700 --> 00:00:01.947\nThe Bell\n\n"
        "00:00:02.000 --> 00:00:03.500\n<v Bettina>“There is no bell,”\n\n"
        "00:00:03.500 --> 10:00:00.042\n<v Bettina>she said.\n\n"
        "10:00:00.042 --> 10:00:01.000\n<v Old Dunstan>“It rings.”\n"
    )


def test_subrip_names_who_begins_to_speak() -> None:
    assert format_srt(TALK) == (
        "1\n00:00:00,700 --> 00:00:01,947\nThe Bell\n\n"
        "2\n00:00:02,000 --> 00:00:03,500\nBETTINA: “There is no bell,”\n\n"
        "3\n00:00:03,500 --> 10:00:00,042\nshe said.\n\n"
        "4\n10:00:00,042 --> 10:00:01,000\nOLD DUNSTAN: “It rings.”\n"
    )


def test_webvtt_carries_the_time_of_every_word() -> None:
    said = Caption(2_000, 3_500, "Ann", "“Is it\n5 < 6?”", (2_000, 2_250, 3_000, 3_100))
    assert format_vtt([said]) == (
        "WEBVTT\n\n00:00:02.000 --> 00:00:03.500\n"
        "<v Ann>“Is <00:00:02.250>it <00:00:03.000>5 &lt; <00:00:03.100>6?”\n"
    )


@given(st.text("ab’1 \n<"), st.lists(st.integers(0, 2_000), max_size=20))
def test_times_inside_a_cue_grow_and_stay_inside_it(text: str, times: list[int]) -> None:
    cue = format_vtt([Caption(500, 1_500, None, text, tuple(sorted(times)))]).split("\n", 3)[3]
    found = [float(time) for time in re.findall(r"<00:00:(\d\d\.\d{3})>", cue)]
    assert found == sorted(set(found))
    assert all(0.5 < time < 1.5 for time in found)
    plain = format_vtt([Caption(500, 1_500, None, text)]).split("\n", 3)[3]
    assert re.sub(r"<[\d:.]+>", "", cue) == plain


def test_an_empty_chapter_has_empty_subtitles() -> None:
    assert format_vtt(()) == "WEBVTT\n"
    assert format_srt(()) == ""


@given(st.text(), st.text())
def test_no_text_and_no_name_can_break_the_files(text: str, name: str) -> None:
    caption = Caption(0, 1000, name, f"a {text} z")
    vtt, srt = format_vtt((caption,)), format_srt((caption,))
    assert vtt.count("-->") == srt.count("-->") == 1
    assert vtt.count("<") == (1 if name else 0)
    assert "<" not in srt
    assert "{" not in srt
    assert len(vtt.split("\n\n")) == 2
    assert len(srt.split("\n\n")) == 1


def test_no_cue_is_empty_in_time() -> None:
    assert "00:00:05.000 --> 00:00:05.001" in format_vtt((Caption(5000, 5000, None, "So."),))


@given(st.integers(0, 40 * 3600 * 48_000), st.sampled_from([16_000, 22_050, 44_100, 48_000]))
def test_milliseconds_are_the_nearest(frame: int, rate: int) -> None:
    assert abs(milliseconds(frame, rate) * rate - 1000 * frame) * 2 <= rate
