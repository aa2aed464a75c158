"""The commands that print: script, cast, chapters, voices, audition, doctor."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import pytest

from bookmaking import epub
from commandline import STORY, Narrate
from narrate.engines.downloads import suggesting
from narrate.sound.audio import find_ffmpeg
from pipervoice import make_voice


def test_script_prints_a_speaker_in_front_of_every_segment(narrate: Narrate, story: Path) -> None:
    out = narrate("script", story).out
    assert "[Ada | exclaiming] “Is anybody there?”\n[narrator] she called.\n" in out
    assert "[Tom] “Only me,”\n[narrator] said Tom.\n[Tom] “Mind the lamp.”\n" in out


def test_script_as_data_points_into_the_file(narrate: Narrate, story: Path) -> None:
    rows = [
        json.loads(row)
        for row in narrate("script", story, "--format", "jsonl").out.split("\n")[:-1]
    ]
    assert all(STORY[row["start"] : row["end"]] == row["text"] for row in rows)
    assert [row["speaker"] for row in rows if row["kind"] == "dialogue"] == [
        "Ada", "Tom", "Tom", "Ada",
    ]  # fmt: skip
    assert all(0 < row["confidence"] <= 1 for row in rows if row["speaker"])


def test_a_printed_script_is_the_same_script_when_read(narrate: Narrate, story: Path) -> None:
    text = narrate("script", story).out
    Path("x.script.txt").write_text(text, encoding="utf-8")
    assert narrate("script", "x.script.txt").out == text


def test_script_takes_for_granted_what_an_edited_one_puts_right(
    narrate: Narrate, story: Path
) -> None:
    text = narrate("script", story).out
    edited = text.replace("[Ada] “You might", "[Tom] “You might")
    assert edited != text
    Path("x.script.txt").write_text(edited, encoding="utf-8")
    out = narrate("script", story, "--corrected", "x.script.txt", "--explain").out
    assert "[Tom] “You might have said so,”" in out
    assert "; 100%, put right" in out


def test_corrections_come_from_a_script_and_are_of_a_story(narrate: Narrate, story: Path) -> None:
    told = narrate("script", story, "--corrected", story)
    assert told.code == 2
    assert "must be a script" in told.err


def test_cast_tells_who_speaks(narrate: Narrate, story: Path) -> None:
    found = json.loads(narrate("cast", story, "--engine", "tone", "--format", "json").out)
    ada, tom = found["characters"]
    assert (ada["name"], ada["gender"], ada["lines"], ada["at_line"]) == ("Ada", "F", 2, 3)
    assert (tom["name"], tom["gender"], tom["words"]) == ("Tom", "M", 5)
    assert ada["voice"]["name"] != tom["voice"]["name"] != found["narrator"]["voice"]["name"]


def test_cast_table_shows_first_lines(narrate: Narrate, story: Path) -> None:
    out = narrate("cast", story, "--engine", "tone").out
    assert "“Only me,”" in out


def test_cast_explains_every_voice(narrate: Narrate, story: Path) -> None:
    out = narrate("cast", story, "--engine", "tone", "--explain").out
    told = out.split("\nAda: ")[1].split("\n\n")[0].splitlines()
    assert told[0].startswith("high-")
    assert told[1] == "  a woman, number 1 by words"
    assert told[2] == "  a voice of their own"
    assert told[3].startswith("  talks most with Tom: ")
    assert told[3].endswith(" semitones apart, 2 times")
    assert told[4].startswith("  sounds most like ")


def test_cast_explains_as_data_what_the_user_wrote(narrate: Narrate, story: Path) -> None:
    Path("voices.yaml").write_text(
        "engine: tone\ncharacters:\n  Tom: low-03\n  Ada: {age: old}\n", encoding="utf-8"
    )
    found = json.loads(narrate("cast", story, "--explain", "--format", "json").out)
    why = {one["name"]: one["why"] for one in found["characters"]}
    assert (why["Tom"]["way"], why["Ada"]["way"], why["Ada"]["age"]) == ("asked", "own", "old")
    assert why["Ada"]["talks_most_with"]["name"] == "Tom"
    assert "the voice you wrote for them (" in (text := narrate("cast", story, "--explain").out)
    assert "voices.yaml:3)" in text
    assert {one["name"]: one["age"] for one in found["characters"]} == {"Ada": "old", "Tom": None}
    plain = json.loads(narrate("cast", story, "--format", "json").out)
    assert all("why" not in one for one in plain["characters"])


@pytest.mark.parametrize("other", [["--write"], ["--format", "yaml"]])
def test_what_is_written_is_not_explained(narrate: Narrate, story: Path, other: list[str]) -> None:
    assert narrate("cast", story, "--engine", "tone", "--explain", *other).code == 2
    assert not Path("voices.yaml").exists()


def test_cast_writes_an_age_it_found(narrate: Narrate, folder: Path) -> None:
    tale = "“Yes,” said Ben. Ben was only a boy of nine.\n\n“No,” said Ada.\n"
    Path("tale.txt").write_text(tale, encoding="utf-8")
    narrate("cast", "tale.txt", "--engine", "tone", "--write")
    assert "age: child" in Path("voices.yaml").read_text(encoding="utf-8")


def test_cast_writes_what_it_found_and_keeps_what_was_there(narrate: Narrate, story: Path) -> None:
    own = "# my voices\nengine: tone # a hum\n"
    Path("voices.yaml").write_text(own, encoding="utf-8")
    done = narrate("cast", story, "--write")
    assert done.code == 0
    assert "Ada, Tom" in done.out
    text = Path("voices.yaml").read_text(encoding="utf-8")
    assert text.startswith(own)
    before = narrate("cast", story, "--format", "json").out
    assert json.loads(before)["characters"][0]["voice"]["name"] in text
    assert "added 0" in narrate("cast", story, "--write").out


def test_cast_writes_to_a_file_that_is_not_there_yet(narrate: Narrate, story: Path) -> None:
    done = narrate("cast", story, "--engine", "tone", "--voices", "new.yaml", "--write")
    assert done.code == 0
    assert "Ada:" in Path("new.yaml").read_text(encoding="utf-8")


def test_cast_keeps_the_voices_of_a_series_for_its_other_books(
    narrate: Narrate, story: Path
) -> None:
    done = narrate("cast", story, "--engine", "tone", "--series", "tales")
    assert (done.code, done.err) == (0, "")
    kept = str(Path("tales/cast.yaml"))
    assert f"{kept}: added 2 characters: Ada, Tom" in done.out
    assert f"name it in voices.yaml: cast: {kept}" in done.out
    Path("later.txt").write_text("“No,” said Zoe.\n\n“Yes,” said Max.\n\n“So?” said Tom.\n")
    Path("voices.yaml").write_text("engine: tone\ncast: tales/cast.yaml\n")
    found = json.loads(narrate("cast", "later.txt", "--format", "json").out)["characters"]
    voices = {one["name"]: one["voice"]["name"] for one in found}
    text = Path(kept).read_text(encoding="utf-8")
    assert voices["Tom"] in text
    assert not [name for name in ("Zoe", "Max") if voices[name] in text]
    assert "added 2 characters: " in narrate("cast", "later.txt", "--series", "tales").out
    assert narrate("cast", "later.txt", "--series", "tales", "--write").code == 2


def test_a_cast_that_is_not_there_is_told_at_its_line(narrate: Narrate, story: Path) -> None:
    Path("voices.yaml").write_text("engine: tone\ncast: gone.yaml\n")
    done = narrate("cast", story)
    assert done.code == 4
    assert "voices.yaml:2: there is no file" in done.err


def test_cast_as_yaml_is_what_write_would_add(narrate: Narrate, story: Path) -> None:
    printed = narrate("cast", story, "--engine", "tone", "--format", "yaml").out
    narrate("cast", story, "--engine", "tone", "--write")
    assert Path("voices.yaml").read_text(encoding="utf-8").endswith(printed)


def test_chapters_lists_what_would_be_read(narrate: Narrate, story: Path) -> None:
    out = narrate("chapters", story).out
    assert "The Lighthouse Keeper" in out
    assert "Ada climbed the last step." in out


def test_chapters_as_json_are_data(narrate: Narrate, folder: Path) -> None:
    Path("mill.txt").write_text("The Mill\n\nTitle: Mill\n\nChapter 1\n\n“Go,” said Tom.\n")
    told = json.loads(narrate("chapters", "mill.txt", "--format", "json").out)
    assert told["title"] == "Mill"
    assert [(one["number"], one["title"], one["dialogue"]) for one in told["chapters"]] == [
        (1, "Chapter 1", 1)
    ]
    assert told["left_out"] == [{"line": 3, "words": 2, "begins": "Title: Mill"}]


def test_chapters_as_yaml_are_found_again(narrate: Narrate, folder: Path) -> None:
    Path("mill.txt").write_text("Chapter 1\n\nGo.\n\nChapter 2\n\nThe Yard\n\nStay.\n")
    printed = narrate("chapters", "mill.txt", "--format", "yaml").out
    assert printed.splitlines()[2:] == [
        '    - "Chapter 1"',
        '    - "Chapter 2"',
        '    - "The Yard"',
    ]
    listed = narrate("chapters", "mill.txt").out
    Path("voices.yaml").write_text(printed, encoding="utf-8")
    assert narrate("chapters", "mill.txt").out == listed
    Path("voices.yaml").write_text("book: {chapters: [chapter 2]}\n", encoding="utf-8")
    assert "Chapter 1" not in narrate("chapters", "mill.txt").out.splitlines()[2]


def test_read_all_leaves_nothing_out(narrate: Narrate, folder: Path) -> None:
    Path("mill.txt").write_text("A/N: Thank you!\n\nChapter 1\n\nGo.\n")
    assert "notes-left-out" in narrate("chapters", "mill.txt").out
    Path("voices.yaml").write_text("book: {read_all: yes}\n", encoding="utf-8")
    assert "notes-left-out" not in narrate("chapters", "mill.txt").out


def test_a_regex_can_say_what_a_heading_is(narrate: Narrate, folder: Path) -> None:
    Path("odd.txt").write_text("@ one\n\nA thing.\n\n@ two\n\nAnother thing.\n")
    out = narrate("chapters", "odd.txt", "--chapter-regex", "^@ ").out
    assert "A thing." in out
    assert "Another thing." in out
    assert narrate("chapters", "odd.txt", "--chapter-regex", "(").code == 2


def test_voices_lists_variants_too(narrate: Narrate) -> None:
    out = narrate("voices").out
    assert "\nen-us " in out
    assert "\nen-gb+f3 " in out
    assert "\nfr" not in out


def test_voices_can_save_a_sample(narrate: Narrate) -> None:
    done = narrate("voices", "--say", "Good evening.", "--voice", "en-us+f3", "-o", "a/sample.wav")
    assert (done.code, done.err) == (0, "")
    with wave.open("a/sample.wav") as sample:
        assert sample.getnframes() > sample.getframerate() // 2


@pytest.mark.parametrize("half", [("--say", "Hello"), ("--voice", "en-us")])
def test_a_sample_needs_both_words_and_voice(narrate: Narrate, half: tuple[str, str]) -> None:
    assert narrate("voices", *half).code == 2


def test_voices_refuses_a_voice_there_is_not(narrate: Narrate) -> None:
    done = narrate("voices", "--say", "Hello", "--voice", "en-us+F3", "-o", "sample.wav")
    assert done.code == 4
    assert "en-us+f3" in done.err


def test_audition_writes_a_sample_for_everybody(narrate: Narrate, story: Path) -> None:
    done = narrate("audition", story, "--engine", "tone", "--format", "wav")
    assert done.code == 0
    assert sorted(path.name for path in Path("audio/lighthouse/audition").iterdir()) == [
        "00 - Narrator.wav",
        "01 - Ada.wav",
        "02 - Tom.wav",
    ]


def test_an_audition_is_of_the_story_not_of_its_credits(narrate: Narrate, story: Path) -> None:
    """Else the narrator's sample would be a credit of just the length that is best."""
    narrate("audition", story, "--engine", "tone", "--format", "wav")
    plain = Path("audio/lighthouse/audition/00 - Narrator.wav").read_bytes()
    credit = "x" * 60 + " y" * 30
    Path("voices.yaml").write_text(f"credits: {{opening: {credit}, closing: '{{year}}'}}\n")
    assert narrate("audition", story, "--engine", "tone", "--format", "wav").code == 0
    assert Path("audio/lighthouse/audition/00 - Narrator.wav").read_bytes() == plain


def test_doctor_finds_everything_in_order(narrate: Narrate) -> None:
    done = narrate("doctor")
    assert done.code == 0
    assert "eSpeak NG" in done.out
    assert "ffmpeg" in done.out


def test_voices_of_several_engines_are_listed_as_voices_yaml_calls_them(narrate: Narrate) -> None:
    Path("voices.yaml").write_text("engine: [tone, pyttsx3]\n", encoding="utf-8")
    names = {one["name"] for one in json.loads(narrate("voices", "--json").out)["voices"]}
    assert {"low-01", "pyttsx3:en-us"} <= names
    said = narrate("voices", "--say", "No.", "--voice", "pyttsx3:en-us", "-o", "sample.wav")
    assert (said.code, said.err) == (0, "")
    own = json.loads(narrate("voices", "--engine", "pyttsx3", "--json").out)["voices"]
    assert "en-us" in {one["name"] for one in own}


def test_a_voice_of_another_engine_can_be_tried_before_it_is_written(narrate: Narrate) -> None:
    done = narrate("voices", "--say", "No.", "--voice", "tone:low-02", "-o", "sample.wav")
    assert (done.code, done.err) == (0, "")
    with wave.open("sample.wav") as sound:
        assert sound.getnframes()


@pytest.mark.parametrize("there", [True, False])
def test_doctor_tells_how_to_get_a_neural_voice_where_there_is_none(
    narrate: Narrate, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    monkeypatch.setattr(suggesting, "has_neural_voice", lambda: there)
    told = "Voices like people's: narrate voices --get en_US-libritts_r-medium"
    assert (told in narrate("doctor").out) is not there


def test_doctor_says_what_is_missing(narrate: Narrate, monkeypatch: pytest.MonkeyPatch) -> None:
    find_ffmpeg.cache_clear()
    monkeypatch.setenv("NARRATE_FFMPEG", "no-such-ffmpeg")
    done = narrate("doctor")
    find_ffmpeg.cache_clear()
    assert done.code == 5
    assert "no-such-ffmpeg" in done.out
    assert "NARRATE_FFMPEG" in done.out


def test_script_can_show_what_is_said_and_still_be_read(narrate: Narrate, folder: Path) -> None:
    Path("sum.txt").write_text(
        "Ann paid $3.50 in 1815.\n\n“Well--_yes_,” said Ann. 😀\n", encoding="utf-8"
    )
    shown = narrate("script", "sum.txt", "--spoken").out
    assert (
        "[narrator] Ann paid $3.50 in 1815.\n"
        "; spoken: Ann paid 3 dollars and 50 cents in eighteen fifteen.\n"
    ) in shown
    assert "“Well--_yes_,”\n[narrator] said Ann. 😀\n; spoken: said Ann.\n" in shown
    Path("sum.script.txt").write_text(shown, encoding="utf-8")
    plain = narrate("script", "sum.txt").out
    assert narrate("script", "sum.script.txt").out == plain
    assert "spoken" not in plain


def test_what_is_said_and_why_stand_on_one_line(narrate: Narrate, folder: Path) -> None:
    Path("sum.txt").write_text("“It is $5,” said Ann.\n", encoding="utf-8")
    out = narrate("script", "sum.txt", "--spoken", "--explain").out
    assert "tag: said Ann; spoken: It is 5 dollars,\n" in out
    assert narrate("script", "sum.txt", "--spoken", "--format", "jsonl").code == 2


def test_script_can_explain_itself_and_still_be_read(narrate: Narrate, story: Path) -> None:
    explained = narrate("script", story, "--explain").out
    assert "[Tom] “Only me,”\n; " in explained
    assert "%, tag: said Tom" in explained
    assert "; exclaiming: called\n" in explained
    Path("x.script.txt").write_text(explained, encoding="utf-8")
    assert narrate("script", "x.script.txt").out == narrate("script", story).out


def test_check_lists_the_doubtful_lines(narrate: Narrate, story: Path) -> None:
    done = narrate("check", story, "--below", "1")
    assert done.code == 0
    assert "lighthouse.txt:3: Ada (" in done.out
    assert "4 of 4 lines doubtful" in done.out


def test_check_can_fail_above_a_share(narrate: Narrate, story: Path) -> None:
    assert narrate("check", story, "--below", "1", "--strict", "90").code == 4
    assert narrate("check", story, "--below", "0", "--strict", "10").code == 0


def test_places_in_a_book_are_told_by_its_parts_and_its_text_can_be_seen(
    narrate: Narrate, tmp_path: Path
) -> None:
    book = tmp_path / "book.epub"
    pages = {"a.xhtml": "<h2>One</h2><p>“Rain,” it said.</p>", "n.xhtml": "<p>A note.</p>"}
    guide = "<reference type='endnotes' href='n.xhtml'/>"
    epub(book, pages, guide=guide)
    text = narrate("script", book, "--text").out
    rows = [
        json.loads(row) for row in narrate("script", book, "--format", "jsonl").out.split("\n")[:-1]
    ]
    assert [text[row["start"] : row["end"]] for row in rows] == [row["text"] for row in rows]
    assert {row["section"] for row in rows} == {"OPS/a.xhtml, One"}
    assert f"{book} (OPS/n.xhtml): footnotes are not read" in narrate("chapters", book).out
    assert f"{book} (OPS/a.xhtml, One): " in narrate("check", book, "--below", "1").out
    assert narrate("script", book, "--text", "--explain").code == 2


def test_voices_can_be_measured_once(
    narrate: Narrate, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARRATE_VOICES", str(folder / "voices"))
    make_voice(folder / "voices" / "piper", "de_DE-small-low", language="de_DE")
    done = narrate("voices", "--measure", "piper", "--language", "de")
    table = folder / "voices" / "piper.measured.tsv"
    assert (done.code, done.out) == (0, f"1 voice measured: {table}\n")
    assert "de_DE-small-low" in table.read_text("utf-8")
    again = narrate("voices", "--measure", "piper", "--language", "de")
    assert again.out == f"0 voices measured: {table}\n"
