from __future__ import annotations

import json
from pathlib import Path

import mutagen
import pytest

from commandline import Narrate
from narrate.engines.downloads import suggesting


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_story_becomes_a_tagged_file_and_a_playlist(narrate: Narrate, story: Path) -> None:
    done = narrate(story, "--engine", "tone")
    assert (done.code, done.err) == (0, "")
    folder = Path("audio/lighthouse")
    assert names(folder) == [
        "01 - The Lighthouse Keeper.mp3",
        "The Lighthouse Keeper.m3u8",
        "book.json",
        "listen.html",
    ]
    tags = mutagen.File(folder / "01 - The Lighthouse Keeper.mp3", easy=True)
    assert tags["album"] == ["The Lighthouse Keeper"]
    assert tags["tracknumber"] == ["1/1"]
    assert tags["genre"] == ["Audiobook"]


def test_subtitles_are_written_when_asked_for(narrate: Narrate, story: Path) -> None:
    folder = Path("audio/lighthouse")
    assert narrate(story, "--engine", "tone", "--subtitles", "srt, VTT").code == 0
    assert {path.suffix for path in folder.iterdir()} >= {".vtt", ".srt"}
    assert narrate(story, "--engine", "tone", "-o", "b", "--subtitles", "none").code == 0
    assert not {path.suffix for path in Path("b/lighthouse").iterdir()} & {".vtt", ".srt"}


def test_subtitles_that_do_not_exist_are_wrong_usage(narrate: Narrate, story: Path) -> None:
    done = narrate(story, "--engine", "tone", "--subtitles", "vtt,ass")
    assert done.code == 2
    assert "choose vtt, srt or none" in done.err


def test_the_summary_names_cast_files_and_the_next_step(narrate: Narrate, story: Path) -> None:
    done = narrate("make", story, "--engine", "tone")
    assert "Ada" in done.out
    assert "Tom" in done.out
    assert "01 - The Lighthouse Keeper.mp3" in done.out
    assert "narrate cast" in done.out


def test_credits_and_scene_breaks_are_no_lines_of_the_narrator(
    narrate: Narrate, folder: Path
) -> None:
    Path("yard.txt").write_text("Ada sat.\n\n* * *\n\n“No,” said Ada.\n", encoding="utf-8")
    Path("voices.yaml").write_text("credits: {opening: One two three., closing: Four.}\n")
    row = narrate("yard.txt", "--engine", "tone", "--dry-run").out.splitlines()[2]
    assert row.split()[:4] == ["the", "narrator", "2", "4"]


def test_headings_in_other_words_are_all_that_is_recorded_again(
    narrate: Narrate, folder: Path
) -> None:
    text = "CHAPTER I\n\nThe Mill\n\nIt rained.\n\nCHAPTER II\n\nIt poured. “No,” said Ada.\n"
    Path("rain.txt").write_text(text, encoding="utf-8")

    def takes() -> int:
        made = narrate("rain.txt", "--engine", "tone", "-q")
        assert (made.code, made.err) == (0, "")
        kinds = json.loads(narrate("cache", "--json").out)["kinds"]
        return next(int(one["files"]) for one in kinds if one["kind"] == "takes")

    as_printed = takes()
    Path("voices.yaml").write_text("announce_chapters: 'No. {number}: {title}'\n")
    assert takes() == as_printed + 2
    told = json.loads(Path("audio/rain/book.json").read_text(encoding="utf-8"))
    assert [one["title"] for one in told["chapters"]] == ["Chapter I. The Mill", "Chapter II"]


def test_a_second_run_writes_the_same_bytes(narrate: Narrate, story: Path) -> None:
    narrate(story, "--engine", "tone", "-q")
    file = Path("audio/lighthouse/01 - The Lighthouse Keeper.mp3")
    first = file.read_bytes()
    assert narrate(story, "--engine", "tone", "-q").out == ""
    assert file.read_bytes() == first


def test_the_summary_says_what_went_of_an_earlier_edition(narrate: Narrate, story: Path) -> None:
    assert "earlier edition" not in narrate(story, "--engine", "tone").out
    done = narrate(story, "--engine", "tone", "--format", "wav")
    assert "removed 1 file of an earlier edition" in done.out
    done = narrate(story, "--engine", "tone", "--json")
    (gone,) = json.loads(done.out)["stories"][0]["removed"]
    assert Path(gone).suffix == ".wav"


def test_a_dry_run_makes_nothing_and_says_how_long(narrate: Narrate, story: Path) -> None:
    done = narrate(story, "--dry-run", "--engine", "tone")
    assert done.code == 0
    assert "about" in done.out
    assert not Path("audio").exists()


def test_json_holds_the_cast_and_the_files(narrate: Narrate, story: Path) -> None:
    done = narrate(story, "--json", "--engine", "tone", "--format", "wav", "-o", "books")
    (book,) = json.loads(done.out)["stories"]
    assert {one["name"] for one in book["characters"]} == {"Ada", "Tom"}
    (file,) = book["files"]
    assert Path(file["file"]) == Path("books/lighthouse/01 - The Lighthouse Keeper.wav")
    assert Path(file["file"]).is_file()
    assert file["seconds"] > 3


def test_a_story_that_fails_does_not_stop_the_others(narrate: Narrate, story: Path) -> None:
    done = narrate("missing.txt", story, "--engine", "tone", "--dry-run", "--json")
    assert done.code == 3
    assert done.err.startswith("missing.txt: ")
    missing, made = json.loads(done.out)["stories"]
    assert missing["exit"] == 3
    assert made["title"] == "The Lighthouse Keeper"


def test_two_stories_of_one_name_are_refused(narrate: Narrate, story: Path) -> None:
    done = narrate(story, f"elsewhere/{story.name}")
    assert done.code == 2
    assert "both be made in" in done.err


def test_only_the_chapters_asked_for_are_made(narrate: Narrate, folder: Path) -> None:
    Path("two.txt").write_text("Two\n\nChapter 1\n\nOne thing.\n\nChapter 2\n\nAnother.\n")
    assert narrate("two.txt", "--engine", "tone", "--chapters", "2", "-q").code == 0
    assert names(Path("audio/two")) == [
        "02 - Chapter 2.mp3",
        "Two.m3u8",
        "book.json",
        "listen.html",
    ]


def test_a_chapter_the_story_lacks_is_wrong_usage(narrate: Narrate, story: Path) -> None:
    done = narrate(story, "--engine", "tone", "--chapters", "7")
    assert done.code == 2
    assert "no chapter 7" in done.err


def test_an_edited_script_is_recorded_as_it_stands(narrate: Narrate, story: Path) -> None:
    text = narrate("script", story).out
    script = Path("lighthouse.script.txt")
    script.write_text(text.replace("[Tom]", "[Ada]"), encoding="utf-8")
    done = narrate(script, "--engine", "tone", "--json")
    (book,) = json.loads(done.out)["stories"]
    assert {one["name"]: one["lines"] for one in book["characters"] if one["lines"]} == {"Ada": 4}


def test_a_voice_the_engine_lacks_is_an_error_at_its_line(narrate: Narrate, story: Path) -> None:
    Path("voices.yaml").write_text("engine: tone\ncharacters:\n  Ada:\n    voice: hihg-01\n")
    done = narrate(story)
    assert done.code == 4
    assert "voices.yaml:4: " in done.err
    assert "high-01" in done.err
    assert not Path("audio").exists()


def test_a_name_the_story_never_uses_is_a_warning(narrate: Narrate, story: Path) -> None:
    Path("voices.yaml").write_text("engine: tone\ncharacters:\n  Tim: {gender: M}\n")
    done = narrate(story, "--dry-run")
    assert done.code == 0
    assert "voices.yaml:3: " in done.err
    assert "Tom" in done.err


def test_strict_makes_that_warning_an_error(narrate: Narrate, story: Path) -> None:
    Path("voices.yaml").write_text("engine: tone\ncharacters:\n  Tim: {gender: M}\n")
    assert narrate(story, "--dry-run", "--strict").code == 4


def test_the_acx_preset_makes_files_that_pass_inspection(narrate: Narrate, story: Path) -> None:
    assert narrate(story, "--engine", "tone", "--preset", "acx", "-q").code == 0
    done = narrate("inspect", "audio/lighthouse/01 - The Lighthouse Keeper.mp3")
    assert (done.code, "FAIL" in done.out) == (0, False)


def test_a_format_that_the_preset_does_not_have_is_an_error(narrate: Narrate, story: Path) -> None:
    done = narrate(story, "--engine", "tone", "--preset", "acx", "--format", "flac")
    assert done.code == 4
    assert "the preset acx is MP3" in done.err


def test_a_book_of_some_chapters_is_wrong_usage(narrate: Narrate, story: Path) -> None:
    done = narrate(story, "--engine", "tone", "--book", "m4b", "--chapters", "1")
    assert done.code == 2


def test_the_chapters_asked_for_are_counted_before_they_are_parted(
    narrate: Narrate, folder: Path
) -> None:
    long = "\n\n".join(["word " * 2000] * 10)
    Path("two.txt").write_text(f"Two\n\nChapter 1\n\n{long}\n\nChapter 2\n\nAnother.\n")
    options = ("--engine", "tone", "--preset", "acx", "--dry-run", "--json", "--chapters")
    (whole,) = json.loads(narrate("two.txt", *options, "1").out)["stories"]
    assert [one["title"] for one in whole["chapters"]] == [
        "Chapter 1 (1 of 2)", "Chapter 1 (2 of 2)",
    ]  # fmt: skip
    (last,) = json.loads(narrate("two.txt", *options, "2").out)["stories"]
    assert [one["number"] for one in last["chapters"]] == [3]


def test_chapter_headings_need_not_be_said(narrate: Narrate, folder: Path) -> None:
    Path("two.txt").write_text("Chapter 1\n\nOne thing.\n\nChapter 2\n\nAnother.\n")
    lengths = []
    for announce in ("yes", "no"):
        Path("voices.yaml").write_text(f"engine: tone\nannounce_chapters: {announce}\n")
        (book,) = json.loads(narrate("two.txt", "--json").out)["stories"]
        lengths.append([file["seconds"] for file in book["files"]])
    assert all(said > unsaid + 1 for said, unsaid in zip(*lengths, strict=True))


def test_a_bitrate_is_for_the_format_it_stands_with(narrate: Narrate, story: Path) -> None:
    Path("voices.yaml").write_text("engine: tone\noutput: {format: mp3, bitrate: 96}\n")
    done = narrate(story, "--format", "wav", "-q")
    assert (done.code, done.err) == (0, "")


def test_a_story_is_read_by_voices_of_its_language(narrate: Narrate) -> None:
    Path("maison.txt").write_text(
        "« Bonjour, dit Jeanne. Vous venez pour la chambre ? — Oui », répondit-il.\n",
        encoding="utf-8",
    )
    done = narrate("maison.txt", "--dry-run", "--engine", "pyttsx3")
    assert done.code == 0
    assert "fr-fr" in done.out
    assert "en-us" not in done.out
    assert "the language 'fr'" in done.out


def test_a_book_can_be_made_for_the_library_of_a_server(narrate: Narrate, story: Path) -> None:
    Path("voices.yaml").write_text(
        "engine: tone\noutput: {library: audiobookshelf, format: wav}\n"
        "book: {author: A. Writer, year: 1913, series: {name: Lights, number: 2}}\n"
    )
    done = narrate(story, "-o", "shelf")
    assert (done.code, done.err) == (0, "")
    (folder,) = Path("shelf", "A. Writer", "Lights").iterdir()
    assert folder.name.startswith("Vol 2 - 1913 - The Lighthouse Keeper {narrate (voice ")
    told = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    assert told["series"] == ["Lights #2"]
    assert "metadata.json: audiobookshelf" in done.out
    assert narrate(story, "-o", "shelf").code == 0
    assert len(list(folder.parent.iterdir())) == 1


def test_two_stories_that_would_have_one_folder_in_it_are_told(
    narrate: Narrate, folder: Path
) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("“No,” said Ada.\n")
    Path("voices.yaml").write_text("book: {title: Rain}\n")
    wanted = ("a.txt", "b.txt", "--engine", "tone", "--library", "audiobookshelf")
    for more in ((), ("--dry-run",)):
        done = narrate(*wanted, *more)
        assert done.code == 2
        assert "a.txt and b.txt would both be made in" in done.err


def test_an_output_is_asked_for_by_name(narrate: Narrate, story: Path) -> None:
    done = narrate(story, "--engine", "tone", "--also", "manifest", "--book", "epub", "--json")
    assert done.code == 0
    names = {Path(path).name for path in json.loads(done.out)["stories"][0]["outputs"]}
    assert names == {"manifest.json", "publication.json", "The Lighthouse Keeper.epub"}
    told = narrate(story, "--engine", "tone", "--also", "manifst")
    assert told.code == 4
    assert (
        "there is no output called 'manifst' (hint: installed outputs: audiobookshelf, " in told.err
    )


@pytest.fixture
def no_neural_voice(monkeypatch: pytest.MonkeyPatch) -> str:
    """A machine that has none; the name of the voice it is told to get."""
    monkeypatch.setattr(suggesting, "has_neural_voice", lambda: False)
    return "narrate voices --get en_US-libritts_r-medium"


def test_the_first_run_of_a_book_tells_the_way_to_better_voices(
    narrate: Narrate, story: Path, no_neural_voice: str
) -> None:
    first = narrate(story)
    assert first.out.splitlines()[-1].endswith(f"{no_neural_voice}, then --engine piper.")
    assert no_neural_voice not in narrate(story).out


def test_many_stories_are_told_it_together(
    narrate: Narrate, story: Path, no_neural_voice: str
) -> None:
    other = story.with_name("other.txt")
    other.write_text("“No,” said Ada.\n", encoding="utf-8")
    assert narrate(story, other).out.count(no_neural_voice) == 1


@pytest.mark.parametrize("words", [["--dry-run"], ["--json"], ["-q"], ["--engine", "tone"]])
def test_nothing_is_told_of_it_where_nobody_would_ask(
    narrate: Narrate, story: Path, no_neural_voice: str, words: list[str]
) -> None:
    done = narrate(story, *words)
    assert done.code == 0
    assert no_neural_voice not in done.out + done.err


@pytest.mark.parametrize("engines", ["engine: [pyttsx3, tone]", "narrator: tone:low-01"])
def test_who_mixes_engines_is_not_told_to_get_a_voice(
    narrate: Narrate, story: Path, no_neural_voice: str, engines: str
) -> None:
    story.with_name("voices.yaml").write_text(f"{engines}\n", encoding="utf-8")
    done = narrate(story)
    assert done.code == 0, done.err
    assert no_neural_voice not in done.out


def test_who_has_a_neural_voice_is_not_told_to_get_one(
    narrate: Narrate, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting, "has_neural_voice", lambda: True)
    assert "--get" not in narrate(story).out
