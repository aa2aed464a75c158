"""Several engines speak one book, each with its own voices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest

from narrate.casting import cast_voices
from narrate.config import check_voices, named_locally, read_settings
from narrate.engines import Engine, engine_for
from narrate.engines.asking import voices_for, voices_of
from narrate.engines.mixed import MixedEngine, engines_in, engines_wanted
from narrate.errors import RecordingError, SettingsError
from narrate.model import Utterance, Voice, VoiceInfo
from narrate.pipeline import prepare, read_script
from narrate.production.stories import Read
from narrate.recording import Recorder, Store
from narrate.recording.pool import Job
from narrate.recording.recording import EngineSlots
from narrate.settings import Settings
from narrate.testing import EngineContract, ToneEngine
from soundstage import Report, each, inline

STORY = "“Are you there?” asked Nora.\n\n“I am,” said Felix.\n\nIt rained. Nora laughed.\n"


@dataclass(frozen=True, slots=True)
class Bell(ToneEngine):
    """Another engine: one man's and one woman's voice, and one that it does not list."""

    name: str = "bell"
    jobs: int | None = 1
    misreads: frozenset[str] = frozenset()
    edition: str = "1"

    def fingerprint(self) -> str:
        return f"bell {self.edition}"

    def voices(self) -> tuple[VoiceInfo, ...]:
        return VoiceInfo("low-01", "mul", "M", 100.0), VoiceInfo("high-01", "mul", "F", 220.0)

    def unlisted(self, name: str) -> VoiceInfo | None:
        return VoiceInfo(name, "mul", castable=False) if name == "low-02" else None


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def points(*, group: str, name: str | None = None) -> tuple[EntryPoint, ...]:
        bell = EntryPoint("bell", f"{__name__}:Bell", "narrate.engines")
        more = (bell,) if group == "narrate.engines" and name in (None, "bell") else ()
        return (
            *(entry_points(group=group, name=name) if name else entry_points(group=group)),
            *more,
        )

    monkeypatch.setattr("narrate.plugins.entry_points", points)


def settings(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "voices.yaml"
    path.write_text(text, "utf-8")
    return named_locally(read_settings(path))


class TestMixedContract(EngineContract):
    def make_engine(self) -> Engine:
        return MixedEngine((ToneEngine(), Bell()), frozenset({"tone"}))


def test_one_engine_stays_itself(tmp_path: Path) -> None:
    assert engine_for(settings(tmp_path, "engine: tone\n")) == ToneEngine()
    assert engine_for(settings(tmp_path, "engine: tone\nnarrator: tone:low-01\n")) == ToneEngine()
    assert engines_in(ToneEngine()) == (ToneEngine(),)


def test_a_voice_may_name_its_engine_and_the_engine_is_then_at_hand(tmp_path: Path) -> None:
    asked = settings(tmp_path, "engine: tone\ncharacters: {Nora: bell:high-01}\n")
    engine = engine_for(asked)
    assert engine == MixedEngine((ToneEngine(), Bell()), frozenset({"tone"}))
    names = {info.name: info for info in voices_of(engine)}
    assert "low-01" in names
    assert names["bell:high-01"].engine == "bell"
    assert not names["bell:high-01"].castable


def test_casting_draws_from_all_engines_that_are_listed(tmp_path: Path) -> None:
    asked = settings(tmp_path, "engine: [bell, tone]\n")
    infos = voices_of(engine_for(asked))
    assert [info.name for info in infos[:3]] == ["low-01", "high-01", "tone:low-01"]
    assert all(info.castable for info in infos)
    story = tmp_path / "a.txt"
    story.write_text(STORY, "utf-8")
    cast = cast_voices(read_script(story, asked), asked, infos)
    assert cast.narrator == Voice("bell", "low-01", rate=165)
    assert cast.voice_for("Nora") == Voice("bell", "high-01")
    assert cast.voice_for("Felix").engine == "tone"


def test_each_line_is_spoken_by_its_own_engine(tmp_path: Path) -> None:
    asked = settings(tmp_path, "engine: tone\nnarrator: bell:low-01\n")
    engine, wav = engine_for(asked), tmp_path / "a.wav"
    marks = engine.speak(Utterance("Well", Voice("bell", "bell:low-01")), wav)
    assert marks == Bell().speak(Utterance("Well", Voice("bell", "low-01")), tmp_path / "b.wav")
    assert wav.read_bytes() == (tmp_path / "b.wav").read_bytes()
    with pytest.raises(RecordingError, match="no engine called 'gong'"):
        engine.speak(Utterance("Well", Voice("gong", "gong:deep")), tmp_path / "c.wav")


def test_a_take_does_not_depend_on_how_its_voice_is_written_nor_on_the_other_engines() -> None:
    plain, prefixed = Voice("bell", "low-01"), Voice("bell", "bell:low-01")
    assert Utterance("Well", plain).key("bell 1") == Utterance("Well", prefixed).key("bell 1")


def test_what_changes_in_one_engine_leaves_the_takes_of_the_other(tmp_path: Path) -> None:
    asked = settings(tmp_path, "engine: tone\nnarrator: bell:low-01\n")
    story = tmp_path / "a.txt"
    story.write_text(STORY, "utf-8")
    store = Store(tmp_path / "cache")
    script = read_script(story, asked)

    def takes(edition: str) -> set[Path]:
        engine = MixedEngine((ToneEngine(), Bell(edition=edition)), frozenset({"tone"}))
        prep = prepare(script, asked, engine)
        with Recorder(engine, store, jobs=1, start=inline) as recorder:
            recording = recorder.record(prep.script, prep.utterances, Report())
            chapters = [takes for _, takes in each(recorder, recording)]
        return {take.wav for chapter in chapters for said in chapter.values() for take in said}

    first, second = takes("1"), takes("2")
    dialogue = first & second
    assert len(dialogue) == 2
    assert len(first - second) == len(second - first) == len(first) - 2


def test_an_unlisted_voice_is_taken_from_whoever_has_it(tmp_path: Path) -> None:
    asked = settings(tmp_path, "engine: tone\ncharacters: {Nora: bell:low-02}\n")
    infos = voices_for(asked, engine_for(asked))
    check_voices(asked, infos)
    assert infos[-1].name == "bell:low-02"
    wrong = settings(tmp_path, "engine: tone\ncharacters: {Nora: bell:low-07}\n")
    with pytest.raises(SettingsError, match="bell:low-07"):
        check_voices(wrong, voices_for(wrong, engine_for(wrong)))


def test_each_is_given_words_as_it_needs_them(tmp_path: Path) -> None:
    asked = settings(tmp_path, "engine: tone\ncharacters: {Nora: bell:high-01}\n")
    story = tmp_path / "a.txt"
    story.write_text("“It cost $3.50,” said Nora.\n\n“It cost $3.50,” said Felix.\n", "utf-8")
    prep = prepare(read_script(story, asked), asked, engine_for(asked))
    said = {one.voice.name: one.spoken for every in prep.utterances for one in every}
    assert "$3.50" in said["bell:high-01"]
    assert "$3.50" not in said[prep.cast.voice_for("Felix").name]


def test_sounds_are_asked_only_of_the_engine_that_says_them(tmp_path: Path) -> None:
    text = (
        "engine: tone\ncharacters:\n  Nora: {voice: 'pyttsx3:en-us+f3', lexicon: {quay: '/kiː/'}}\n"
    )
    asked = settings(tmp_path, text)
    story = tmp_path / "a.txt"
    story.write_text("“The quay,” said Nora. “No quay,” said Felix.\n", "utf-8")
    prep = prepare(read_script(story, asked), asked, engine_for(asked))
    said = [one.spoken for every in prep.utterances for one in every]
    assert "[" in said[0]
    assert any("quay" in words for words in said[1:])


def lines(folder: Path, *said: str) -> Read:
    """A script that says *said*, as it is read, with settings in which the engine is tone."""
    story = folder / "a.script.txt"
    story.write_text("\n".join(said) + "\n", "utf-8")
    asked = settings(folder, "engine: tone\n")
    return Read.of(asked, read_script(story, asked))


def test_a_single_line_is_said_in_the_voice_that_the_script_has_for_it(tmp_path: Path) -> None:
    read = lines(tmp_path, "[Nora] “$1.”", "[Nora | voice: bell:high-01 | take: 2] “$2.”")
    assert engines_wanted(read.settings) == ("tone", "bell")
    engine = engine_for(read.settings)
    check_voices(read.settings, voices_for(read.settings, engine))
    prep = prepare(read.script, read.settings, engine)
    (own,), (other,) = prep.utterances
    assert (own.voice, own.take) == (prep.cast.voice_for("Nora"), 1)
    assert other.voice == replace(own.voice, engine="bell", name="bell:high-01")
    assert (other.spoken, other.take) == ("$2.", 2)  # bell reads amounts itself
    assert "$" not in own.spoken


def test_a_voice_of_a_single_line_that_there_is_not_is_told_where_it_stands(tmp_path: Path) -> None:
    read = lines(tmp_path, "[Nora] “Here.”", "[Nora | voice: lwo-01] “There.”")
    with pytest.raises(SettingsError, match="has no voice 'lwo-01'") as caught:
        check_voices(read.settings, voices_for(read.settings, engine_for(read.settings)))
    assert str(caught.value.at).endswith("a.script.txt:2")
    assert "low-01" in (caught.value.hint or "")


def test_each_engine_has_a_limit_of_its_own() -> None:
    slots = EngineSlots({"tone": 2, "bell": 1})
    slots.occupy("bell", Job(id, ()))
    assert not slots.free("bell")
    assert slots.free("tone")
    assert slots.free("of another name")


def test_a_colon_alone_makes_no_engine(tmp_path: Path) -> None:
    asked = settings(tmp_path, "engine: tone\nnarrator: 'gong:deep'\n")
    assert engines_wanted(asked) == ("tone",)
    with pytest.raises(SettingsError, match="the engine tone has no voice 'gong:deep'"):
        check_voices(asked, voices_for(asked, engine_for(asked)))
