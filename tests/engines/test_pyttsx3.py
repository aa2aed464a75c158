from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import pytest

from narrate.engines import Engine, find_engine
from narrate.engines.espeak_library import PrivateCopy, find_espeak
from narrate.engines.pyttsx3 import Pyttsx3Engine
from narrate.errors import RecordingError, ToolError
from narrate.model import Utterance, Voice
from narrate.testing import EngineContract, read_wav
from speaking import digest_of, samples, speak_all

REFERENCE = Path(__file__).with_name("espeak_reference.py")
LINES = 120
LINE = Utterance("Where on earth have you been?", Voice("pyttsx3", "en-us"))


class TestPyttsx3Engine(EngineContract):
    many_pages = 6_000

    def make_engine(self) -> Engine:
        return Pyttsx3Engine()


def sentence(rng: random.Random) -> str:
    who = rng.choice(("The ferryman", "My aunt", "Nobody", "A boy in a red cap", "She", "I"))
    did = rng.choice(("saw", "had forgotten", "would not sell", "asked about", "laughed at"))
    what = rng.choice(("the lamp", "two oranges", "Mr. Hale", "the 10:30 train", "it", "£4"))
    end = rng.choice((".", "!", "?", "; that was all.", ", and then went home.", "…", " –"))
    return f"{who} {did} {what}{end}"


@cache
def long_script() -> tuple[Utterance, ...]:
    """LINES utterances by people, whispers and machines, at all kinds of settings."""
    rng = random.Random(1815)  # noqa: S311 -- a repeatable script, no secret
    names = [voice.name for voice in Pyttsx3Engine().voices() if voice.castable]
    names += ["en-us+whisper", "en-us+klatt4", "en-gb+croak", "fr-fr", "de+f3"]
    return tuple(
        Utterance(
            " ".join(sentence(rng) for _ in range(rng.choice((1, 1, 1, 3)))),
            Voice(
                "pyttsx3",
                rng.choice(names),
                rate=rng.choice((80, 160, 190, 230, 450)),
                pitch=rng.choice((0, 35, 50, 65, 100)),
                volume=rng.choice((1.0, 0.8, 0.29)),
            ),
        )
        for _ in range(LINES)
    )


@cache
def what_espeak_says() -> list[str]:
    identifiers = Pyttsx3Engine()._identifiers
    asked = [
        (
            identifiers[utterance.voice.name],
            utterance.voice.rate,
            utterance.voice.pitch,
            round(utterance.voice.volume * 100),
            utterance.spoken,
        )
        for utterance in long_script()
    ]
    answer = subprocess.run(
        [sys.executable, str(REFERENCE)],
        input="\n".join(json.dumps(line) for line in asked),
        capture_output=True,
        check=True,
        text=True,
    )
    return answer.stdout.split()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the reference forks for each line")
def test_every_take_of_a_long_script_is_what_espeak_itself_says(tmp_path: Path) -> None:
    spoken = speak_all((Pyttsx3Engine(), list(long_script()), tmp_path / "a.wav"))
    assert spoken == what_espeak_says()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the reference forks for each line")
def test_takes_do_not_depend_on_order_or_process(tmp_path: Path) -> None:
    order = list(range(LINES))
    random.Random(7).shuffle(order)  # noqa: S311 -- a repeatable order
    halves = order[: LINES // 2], order[LINES // 2 :]
    engine = Pyttsx3Engine()
    tasks = [
        (engine, [long_script()[n] for n in half], tmp_path / f"{number}.wav")
        for number, half in enumerate(halves)
    ]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        spoken = [digest for part in pool.map(speak_all, tasks) for digest in part]
    assert spoken == [what_espeak_says()[n] for n in order]


def test_it_is_found_by_its_name() -> None:
    assert isinstance(find_engine("pyttsx3"), Pyttsx3Engine)


def test_every_language_and_every_variant_speaks(tmp_path: Path) -> None:
    engine = Pyttsx3Engine()
    names = [voice.name for voice in engine.voices()]
    some = [name for name in names if "+" not in name or name.startswith("en-us+")]
    assert len(some) > 200
    for name in some:
        engine.speak(Utterance("Hello, sea.", Voice("pyttsx3", name)), tmp_path / "a.wav")
        _, spoken = read_wav(tmp_path / "a.wav")
        assert any(spoken), name


@pytest.mark.parametrize("name", ["en-us+F3", "EN-US", "en-us+nobody", "xx", "gmw/en-US", ""])
def test_a_name_that_is_almost_a_voice_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RecordingError, match="no voice called"):
        Pyttsx3Engine().speak(Utterance("Hm.", Voice("pyttsx3", name)), tmp_path / "a.wav")


@pytest.mark.parametrize("spoken", ["...", "—", "“”", " ", ""])
def test_a_text_without_sound_is_refused_and_leaves_no_file(tmp_path: Path, spoken: str) -> None:
    with pytest.raises(RecordingError, match="nothing in it to be said"):
        Pyttsx3Engine().speak(Utterance(spoken, LINE.voice), tmp_path / "a.wav")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="could not say"):
        Pyttsx3Engine().speak(LINE, tmp_path / "nowhere" / "a.wav")


def test_it_works_again_after_an_error(tmp_path: Path) -> None:
    engine = Pyttsx3Engine()
    before = digest_of(engine, LINE, tmp_path / "a.wav")
    with pytest.raises(RecordingError):
        engine.speak(LINE, tmp_path / "nowhere" / "a.wav")
    assert digest_of(engine, LINE, tmp_path / "a.wav") == before


@pytest.mark.parametrize(
    ("markup", "spelled"),
    [("hello [[h@l'oU]]", "hello"), ("<b>hello</b>", "hello"), ("hello &lt;", "hello <")],
)
def test_markup_is_read_out_and_not_obeyed(tmp_path: Path, markup: str, spelled: str) -> None:
    engine = Pyttsx3Engine()
    engine.speak(Utterance(markup, LINE.voice), tmp_path / "markup.wav")
    engine.speak(Utterance(spelled, LINE.voice), tmp_path / "spelled.wav")
    assert len(samples(tmp_path / "markup.wav")) > 1.3 * len(samples(tmp_path / "spelled.wav"))


def test_a_command_to_espeak_is_not_obeyed(tmp_path: Path) -> None:
    engine = Pyttsx3Engine()
    told = digest_of(engine, Utterance("good \x01 90P day", LINE.voice), tmp_path / "a.wav")
    plain = digest_of(engine, Utterance("good   90P day", LINE.voice), tmp_path / "a.wav")
    assert told == plain


@pytest.mark.parametrize("setting", [{"rate": 300}, {"pitch": 80}, {"volume": 0.5}])
def test_every_setting_is_heard(tmp_path: Path, setting: dict[str, float]) -> None:
    engine = Pyttsx3Engine()
    voice = Voice("pyttsx3", "en-us", **setting)  # type: ignore[arg-type]  # int and float mixed
    changed = digest_of(engine, Utterance(LINE.spoken, voice), tmp_path / "a.wav")
    assert changed != digest_of(engine, LINE, tmp_path / "a.wav")


SPEAK_ONCE = """
import sys, threading
from pathlib import Path
from narrate.engines.pyttsx3 import Pyttsx3Engine
from narrate.model import Utterance, Voice
Pyttsx3Engine().speak(Utterance("Hello.", Voice("pyttsx3", "en-us")), Path(sys.argv[1]))
tasks = Path("/proc/self/task")  # sees the threads of libraries too
threads = len(list(tasks.iterdir())) if tasks.exists() else threading.active_count()
sys.exit(0 if threads == 1 else 99)
"""


def test_no_thread_is_started(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SPEAK_ONCE, str(tmp_path / "a.wav")]
    assert subprocess.run(command, check=False).returncode == 0


def test_a_closed_stdout_does_not_matter(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SPEAK_ONCE, str(tmp_path / "a.wav")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(timeout=300) == 0
    assert any(read_wav(tmp_path / "a.wav")[1])


def test_another_buffer_or_library_would_be_another_fingerprint() -> None:
    fingerprint = Pyttsx3Engine().fingerprint()
    assert all(part in fingerprint for part in ("pyttsx3=", "espeak=1.", "buffer=1000", "afresh="))


def test_the_doctor_is_told_where_espeak_comes_from() -> None:
    found = dict(Pyttsx3Engine().diagnose())
    assert found["eSpeak NG"].endswith("from espeakng-loader")
    assert found["takes"] == "reproducible to the sample"
    assert Path(found["library"]).is_file()


def test_a_library_that_is_not_there_is_an_error_with_a_hint(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NARRATE_ESPEAK", str(tmp_path / "libespeak-ng.so"))
    with pytest.raises(ToolError, match="names no file") as missing:
        Pyttsx3Engine().diagnose()
    assert "unset NARRATE_ESPEAK" in str(missing.value)


def test_a_file_that_is_no_library_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "story.so").write_text("Once upon a time")
    monkeypatch.setenv("NARRATE_ESPEAK", str(tmp_path / "story.so"))
    with pytest.raises(ToolError, match="cannot be loaded"):
        Pyttsx3Engine().diagnose()


def test_a_missing_package_is_an_error_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    with pytest.raises(ToolError, match="espeakng-loader is not installed") as missing:
        Pyttsx3Engine().voices()
    assert "pip install" in str(missing.value)


def test_an_espeak_without_voice_data_is_an_error_with_a_hint(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = find_espeak()
    copy = tmp_path / here.library.name
    copy.write_bytes(here.library.read_bytes())
    monkeypatch.setenv("NARRATE_ESPEAK", str(copy))
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    with pytest.raises(ToolError, match="finds no voice data"):
        find_espeak()


def test_another_espeak_is_used_when_the_user_asks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = find_espeak()
    copy = tmp_path / here.library.name
    copy.write_bytes(here.library.read_bytes())
    monkeypatch.setenv("NARRATE_ESPEAK", str(copy))
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(here.data))
    asked = find_espeak()
    assert (asked.library, asked.source) == (copy, f"NARRATE_ESPEAK={copy}")
    assert asked.digest() == here.digest()


def test_the_digest_follows_the_voice_data(tmp_path: Path) -> None:
    here = find_espeak()
    data = tmp_path / "espeak-ng-data"
    shutil.copytree(here.data, data)
    assert replace(here, data=data).digest() == here.digest()
    (data / "voices" / "!v" / "f3").write_text("language variant\nname mine\npitch 90 120\n")
    assert replace(here, data=data).digest() != here.digest()


class TestWhereTheLibraryCannotBeReloaded(EngineContract):
    """The engine then keeps one library, says so, and is still right to a few samples."""

    reproducible = False
    many_pages = 1_000

    @pytest.fixture(autouse=True)
    def _nothing_can_be_unloaded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(PrivateCopy, "keeps_nothing", lambda _self: False)

    def make_engine(self) -> Engine:
        return Pyttsx3Engine()

    def test_it_says_so(self) -> None:
        assert "may differ" in dict(Pyttsx3Engine().diagnose())["takes"]
        assert Pyttsx3Engine().fingerprint().endswith("afresh=False")
