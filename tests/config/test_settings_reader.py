from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml.error import YAMLError

from narrate.config import read_settings
from narrate.config.yaml_tree import _as_settings_error
from narrate.errors import Place, SettingsError
from narrate.model import Character, ToldChapters
from narrate.settings import (
    USUAL_CREDITS,
    BookInfo,
    Credits,
    LexiconEntry,
    Output,
    Pauses,
    Pool,
    Role,
    Settings,
    VoiceChoice,
)

Write = Callable[[str], Path]

EVERYTHING = """\
engine: tone
narrator: {voice: low-01, rate: 150, pitch: 40, volume: 0.5}
narrator_is: Hastings
characters:
  Hastings:
  Lucas:
    aliases: [Lucas Scott, Luke]
    gender: male
    age: old
    voice: low-02
    rate: 180
    direction: full
  Peyton: high-01
unnamed:
  female: high-02
  male: [low-03, {voice: low-04, pitch: 60}]
casting:
  unknown: [low-05]
lexicon:
  Hermione: Her my oh nee
direction: off
announce_chapters: no
pauses: {scene: 1800}
book:
  {title: The Ticket, author: A. Writer, cover: cover.jpg, year: 1999, language: en-GB,
   chapters: [The First Ride, 1984], read_all: yes}
output: {format: opus, bitrate: 48, subtitles: [vtt, srt, vtt]}
"""


def test_every_key_is_read(write: Write) -> None:
    path = write(EVERYTHING)
    path.with_name("cover.jpg").touch()
    assert read_settings(path) == Settings(
        engine="tone",
        narrator=VoiceChoice("low-01", 150, 40, 0.5),
        narrator_is=(ToldChapters("Hastings"),),
        roles=(
            Role(Character("Hastings", narrator=True)),
            Role(
                Character("Lucas", ("Lucas Scott", "Luke"), "M", age="old"),
                VoiceChoice("low-02", 180),
                direction="full",
            ),
            Role(Character("Peyton"), VoiceChoice("high-01")),
        ),
        unnamed=Pool(
            female=(VoiceChoice("high-02"),),
            male=(VoiceChoice("low-03"), VoiceChoice("low-04", pitch=60)),
        ),
        casting=Pool(unknown=(VoiceChoice("low-05"),)),
        lexicon=(LexiconEntry("Hermione", "Her my oh nee"),),
        direction="off",
        announce_chapters=False,
        pauses=Pauses(scene=1800),
        book=BookInfo(
            "The Ticket",
            "A. Writer",
            path.with_name("cover.jpg"),
            1999,
            "en-gb",
            ("The First Ride", "1984"),
            read_all=True,
        ),
        output=Output("opus", 48, subtitles=("vtt", "srt")),
        path=path,
    )


def test_everything_knows_its_line(write: Write) -> None:
    path = write(EVERYTHING)
    path.with_name("cover.jpg").touch()
    read = read_settings(path)
    assert [role.at for role in read.roles] == [Place(path, line) for line in (5, 6, 13)]
    assert [role.voice.at for role in read.roles][1:] == [Place(path, 10), Place(path, 13)]
    assert [choice.at for choice in read.unnamed.male] == [Place(path, 16)] * 2
    assert read.narrator.at == Place(path, 2)
    assert read.lexicon[0].at == Place(path, 20)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "# nothing\n",
        "---\n",
        "\ufeff",
        "{}",
        "~",
        "characters:\npauses:\nunnamed: {female: }\n",
    ],
)
def test_an_empty_file_means_the_defaults(write: Write, text: str) -> None:
    path = write(text)
    assert read_settings(path) == Settings(path=path)


def test_a_narrator_given_by_name_keeps_the_usual_rate(write: Write) -> None:
    assert read_settings(write("narrator: low-01")).narrator == VoiceChoice(
        "low-01", rate=Settings().narrator.rate
    )


def test_words_that_yaml_could_take_for_something_else_stay_words(write: Write) -> None:
    text = (
        "characters: {no: x, 1984: x, F: x, 12:30: x, 007: x, null: x, on: 7}\n"
        "lexicon: {1815: 1816, yes: no, 1e3: 2e3}\n"
        "book: {title: 1984, author: 2020-01-01}\n"
    )
    read = read_settings(write(text))
    names = [role.character.name for role in read.roles]
    assert names == ["no", "1984", "F", "12:30", "007", "null", "on"]
    assert read.roles[-1].voice.name == "7"
    words = [(entry.written, entry.spoken) for entry in read.lexicon]
    assert words == [("1815", "1816"), ("yes", "no"), ("1e3", "2e3")]
    assert (read.book.title, read.book.author) == ("1984", "2020-01-01")


def test_white_space_in_names_is_folded_and_an_alias_stands_once(write: Write) -> None:
    text = "characters: {'Tom  Sawyer': {aliases: [Tom, ' Tom', Tom Sawyer]}}"
    assert read_settings(write(text)).roles[0].character == Character("Tom Sawyer", ("Tom",))


def test_the_teller_may_be_given_by_an_alias(write: Write) -> None:
    read = read_settings(write("characters: {Tom: {aliases: Tommy}}\nnarrator_is: tommy"))
    assert read.narrator_is == (ToldChapters("Tom"),)
    assert read.roles[0].character.narrator


def test_credits_are_the_usual_ones_or_the_users_own(write: Write) -> None:
    assert read_settings(write("credits: yes")).credits == USUAL_CREDITS
    assert read_settings(write("credits: no")).credits == Credits()
    own = read_settings(write("credits: {closing: 'This was {title}.'}"))
    assert own.credits == Credits(closing="This was {title}.")


@pytest.mark.parametrize(
    ("written", "announced"),
    [("yes", True), ("no", False), ("'{number}. {title}'", "{number}. {title}")],
)
def test_headings_may_be_said_in_the_users_words(
    write: Write, written: str, announced: object
) -> None:
    read = read_settings(write(f"announce_chapters: {written}"))
    assert read.announce_chapters == announced
    assert read.heading == (announced if isinstance(announced, str) else None)


def test_a_whole_number_may_have_a_point(write: Write) -> None:
    rate = read_settings(write("narrator: {rate: 160.0}")).narrator.rate
    assert (rate, type(rate)) == (160, int)


MISTAKES = {
    "announce_chapters: '{nr}.'": (1, "nothing to put in place of {nr}", "{number}, {title}"),
    "announce_chapters: maybe": (1, "announce_chapters cannot be 'maybe'", "yes, no, or words"),
    "announce_chapters: '{'": (1, "announce_chapters cannot be '{'", "yes, no, or words"),
    "narator: x": (1, "no key 'narator'", "did you mean 'narrator'?"),
    "engine: x\npauses:\n  scen: 1": (3, "in pauses: there is no key 'scen'", "'scene'"),
    "pauses:\n  xyzzy: 1": (2, "no key 'xyzzy'", "head, tail, heading"),
    "characters:\n  F:\n    voic: 1": (3, "in characters > F: there is no key 'voic'", "'voice'"),
    "narrator:\n  rate: 900": (2, "narrator > rate is 900, more than 450", "words a minute"),
    "narrator:\n  rate: 79": (2, "narrator > rate is 79, less than 80", "from 80 to 450"),
    "narrator:\n  pitch: 101": (2, "more than 100", "from 0 to 100"),
    "narrator:\n  volume: 1.1": (2, "narrator > volume is 1.1, more than 1", "from 0 to 1"),
    "narrator:\n  volume: .nan": (2, "must be a number, not '.nan'", "from 0 to 1"),
    "narrator:\n  rate: fast": (2, "must be a whole number, not 'fast'", "words a minute"),
    "narrator:\n  rate: 165.5": (2, "must be a whole number, not 165.5", "words a minute"),
    "narrator:\n  rate:": (2, "narrator > rate has no value", "words a minute"),
    "narrator: ''": (1, "narrator is empty", "narrate voices"),
    "narrator: [a]": (1, "must be text or a mapping, not a list", "nobody says"),
    "characters: [a]": (1, "characters must be a mapping, not a list", "people"),
    "characters: {Tom: {gender: X}}": (1, "Tom > gender cannot be 'X'", "M or F"),
    "characters: {Tom: {age: odl}}": (1, "Tom > age cannot be 'odl'", "did you mean 'old'"),
    "characters:\n  Tom: x\n  '': y": (3, "a name in characters is empty", None),
    "characters:\n  Tom:\n    aliases:\n    - A\n    - [b]": (5, "must be text", None),
    "unnamed:\n  male:\n  - a\n  - {rate: 100}": (4, "'voice' is missing", "a voice"),
    "lexicon: {a: }": (1, "lexicon > a has no value", '""'),
    "output: {format: mp4}": (1, "format cannot be 'mp4'", "did you mean 'mp3'?"),
    "engines:\n  tone:\n    head: [1]": (3, "must be text or a number or yes or no", "text, a"),
    "engines: {tone: 3}": (1, "engines > tone must be a mapping", "its options"),
    "engine: {a: b}": (1, "engine must be text or a list, not a mapping", "narrate doctor"),
    "engine: []": (1, "engine is empty", None),
    "output:\n  format:": (2, "output > format has no value", "mp3"),
    "x: 1\nengine:\n  - a": (1, "no key 'x'", "known here"),
    f"characters:\n  {'x' * 201}: y": (2, "a name in characters is longer than 200", None),
    f"characters:\n  ? {'x' * 199}\n  : {{gender: X}}": (3, "x… > gender cannot be 'X'", None),
    f"narrator: {{rate: {'9' * 99}}}": (1, "a whole number, not '9999", None),
    "narrator: {rate: 1e99}": (1, "more than 450", None),
    "%YAML 9.9.9\n---\na: 1": (1, "is not YAML", None),
    "%YAML 1.0\n---\na: 1": (None, "is not YAML: version", None),
    "output: {subtitles: [ass]}": (1, "subtitles cannot be 'ass'", "vtt or srt"),
    "output: {subtitles: vtt}": (1, "subtitles must be a list, not 'vtt'", "vtt and srt"),
    "output: {words: maybe}": (1, "words cannot be 'maybe'", "yes or no"),
    "output:\n  sample: 6": (2, "output > sample is 6, more than 5", "from 1 to 5"),
    "credits: perhaps": (1, "credits cannot be 'perhaps'", None),
    "credits:\n  open: x": (2, "in credits: there is no key 'open'", "opening"),
    "credits:\n  opening: By {autor}.": (2, "nothing to put in place of {autor}", "{author}"),
    "output: {bitrate: 64k}": (1, "must be a whole number, not '64k'", "kbit/s"),
    "book: {language: English}": (1, "language cannot be 'English'", "en-gb"),
    "book:\n  cover: no.jpg": (2, "there is no cover file", "folder of voices.yaml"),
    f"book:\n  cover: {'x' * 999}": (2, "there is no cover file", None),
    'book: {cover: "a\\0b"}': (1, "there is no cover file", None),
    "book: {cover: ~nobody/x.jpg}": (1, "there is no cover file", None),
    "characters:\n  Tom:\n    aliases: [Al]\n  Ann:\n    aliases:\n    - Bo\n    - al": (
        7,
        "'al' is also 'Tom' (line 3)",
        "one character only",
    ),
    "characters:\n  Tom:\n  TOM:": (3, "'TOM' is also 'Tom' (line 2)", None),
    "characters:\n  Tom:\n  Ann: {aliases: Tom}": (3, "'Tom' is also 'Tom' (line 2)", None),
    "characters:\n  Narrator: x": (2, "can be called 'Narrator'", "narrator:"),
    "characters:\n  Tom [x]: x": (2, "has a bracket in it", None),
    "characters:\n  Tom:\n  Ann:\n  Tom:": (4, "'Tom' stands here twice (first in line 2)", None),
    'book: {title: "x\\ud800"}': (1, "half a character stands here", "the character itself"),
    "a: &x 1": (1, "anchors and aliases", "quotes"),
    "a: 1\nb: *x": (2, "anchors and aliases", "quotes"),
    "*x : 1": (1, "anchors and aliases", "quotes"),
    "a: !!python/name:os.system x": (1, "tags (!) are not used", "quotes"),
    "a: [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]": (1, "nested too deeply", None),
    "a: 1\n---\nb: 1": (2, "a second document", "---"),
    "[a]: 1": (1, "a key must be a single word", None),
    "a: b: c": (1, "is not YAML", "colons"),
    "a: 1\n\tb: 1": (2, "is not YAML", None),
    "a: 'x": (1, "is not YAML", "quotes"),
    "a: \x07": (1, "holds a character YAML does not allow", None),
    "hello": (None, "must be a mapping, not 'hello'", None),
    "- a": (None, "must be a mapping, not a list", None),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_a_hint(write: Write, text: str) -> None:
    line, message, hint = MISTAKES[text]
    path = write(text)
    with pytest.raises(SettingsError) as caught:
        read_settings(path)
    assert message in caught.value.message
    assert caught.value.at == Place(path, line)
    assert (hint or "") in (caught.value.hint or "")


def test_the_first_of_several_mistakes_is_raised_and_carries_the_others(write: Write) -> None:
    with pytest.raises(SettingsError, match="less than 80") as caught:
        read_settings(write("narrator:\n  rate: 60\npauses:\n  foo: 1\nbar: 2\n"))
    assert [":4: " in note for note in caught.value.__notes__] == [True, False]
    assert ":5: " in caught.value.__notes__[1]


def test_no_endless_list_of_mistakes_is_made(write: Write) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(write("characters:\n" + "".join(f"  P{n}: [a]\n" for n in range(999))))
    assert caught.value.at is not None
    assert caught.value.at.line == 2
    assert len(caught.value.__notes__) < 100


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_bytes(b"engine: tone\nx: \xff\xfe")
    with pytest.raises(SettingsError, match="UTF-8") as caught:
        read_settings(path)
    assert caught.value.at == Place(path, 2)


def test_a_file_that_is_too_large_is_not_read(write: Write) -> None:
    with pytest.raises(SettingsError, match="larger than 1000 kB"):
        read_settings(write("#" * 1_000_001))


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(SettingsError, match="cannot be read") as caught:
            read_settings(path)
        assert caught.value.at == Place(path)


def test_other_complaints_of_the_parser_are_told_too(tmp_path: Path) -> None:
    error = _as_settings_error(YAMLError("strange\n thing"), "", tmp_path)
    assert str(error) == f"{tmp_path}: is not YAML: strange thing"


def test_the_cover_is_looked_for_beside_the_file(
    write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = write("book: {cover: art/cover.png}")
    cover = path.parent / "art" / "cover.png"
    cover.parent.mkdir()
    cover.touch()
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert read_settings(path).book.cover == cover


def test_a_bitrate_for_a_format_that_has_none_is_told_at_its_line(write: Write) -> None:
    path = write("output:\n  format: flac\n  bitrate: 96")
    with pytest.raises(SettingsError, match="flac has no bitrate") as caught:
        read_settings(path)
    assert caught.value.at == Place(path, 3)


def test_a_name_without_a_place_in_a_template_for_names_is_told(write: Write) -> None:
    path = write("output:\n  names: '{numer:02} - {title}'")
    with pytest.raises(SettingsError, match=r"nothing to put in place of \{numer:02\}") as caught:
        read_settings(path)
    assert caught.value.at == Place(path, 2)


PIECES = (
    "narrator characters pauses casting lexicon book Tom voice rate pitch head 7 900 x ~ 'q' - : "
    "[ ] { } , & * ! | > # ? \t"
)
words = st.sampled_from(PIECES.split(" "))
soup = st.lists(st.one_of(words, st.just("\n"), st.just("\n  "), st.just(": ")), max_size=25)


@settings(suppress_health_check=list(HealthCheck))
@given(soup)
def test_whatever_the_file_holds_it_is_read_or_told(write: Write, parts: list[str]) -> None:
    path = write("".join(parts))
    place = None
    try:
        read_settings(path)
    except SettingsError as error:
        place = error.at
    assert place is None or place.path == path


def test_an_escape_beyond_unicode_is_no_yaml(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text('book: {title: "\\U00110000"}', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"voices\.yaml: is not YAML: "):
        read_settings(path)
