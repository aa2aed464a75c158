from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from narrate.engines import measured_voices
from narrate.engines.asking import voices_of
from narrate.engines.measured_voices import fingerprints, measure_voices, read_measured, table_path
from narrate.engines.voice_files import FOLDER
from narrate.errors import RecordingError
from narrate.model import Mark, Utterance, VoiceInfo
from narrate.testing import ToneEngine


@dataclass
class Unmeasured:
    """Hums as the tone engine does, and tells nothing of its voices."""

    tone: ToneEngine = field(default_factory=ToneEngine)
    name: str = "tone"
    jobs: int | None = None
    edition: str = "1"
    asked: list[str] = field(default_factory=list)

    def fingerprint(self) -> str:
        return self.edition

    def voices(self) -> tuple[VoiceInfo, ...]:
        return tuple(VoiceInfo(one.name, "en", castable=False) for one in self.tone.voices()[:3])

    def diagnose(self) -> tuple[tuple[str, str], ...]:
        return self.tone.diagnose()

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...] | None:
        self.asked.append(utterance.voice.name)
        if utterance.voice.name == self.voices()[2].name:
            raise RecordingError("it has lost its voice")
        return self.tone.speak(utterance, wav)


@dataclass
class UnmeasuredApart(Unmeasured):
    """The same, with a fingerprint for each voice."""

    def voice_fingerprint(self, name: str) -> str:
        return f"{name} of its own"


class Castable(Unmeasured):
    """The same, of women's voices."""

    def voices(self) -> tuple[VoiceInfo, ...]:
        return tuple(replace(one, gender="F", castable=True) for one in super().voices())


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))
    return tmp_path / "data"


def measured(engine: Unmeasured) -> list[str]:
    """The names of the voices that were measured."""
    return [voice.name for voice, found in measure_voices(engine, engine.voices()) if found]


def test_what_was_measured_is_told_of_voices_and_not_measured_again() -> None:
    engine = Unmeasured()
    first, second, mute = (voice.name for voice in engine.voices())
    assert measured(engine) == [first, second]
    told = {voice.name: voice for voice in voices_of(engine)}
    truth = {voice.name: voice for voice in engine.tone.voices()}
    for name in (first, second):
        assert told[name].pitch_hz == pytest.approx(truth[name].pitch_hz, rel=0.03)
        assert told[name].words_a_minute
    assert told[mute] == engine.voices()[2]
    engine.asked.clear()
    assert measured(engine) == []
    assert engine.asked == [mute], "only the one that said nothing is asked again"


def test_what_is_odd_is_still_given_to_nobody_unasked() -> None:
    engine = Unmeasured()
    measured(engine)
    assert not any(voice.castable for voice in voices_of(engine)), "a tone is monotonous"


class InTwoLanguages(Castable):
    """The same, of which the last speaks German."""

    def voices(self) -> tuple[VoiceInfo, ...]:
        *english, last = super().voices()
        return (*english, replace(last, language="de-de"))


@pytest.mark.parametrize(
    ("engine", "cast", "last"),
    [(Castable(), 3, True), (Castable(), 2, False), (InTwoLanguages(), 2, True)],
)
def test_where_a_cast_is_measured_nobody_is_given_another_voice_of_that_language(
    monkeypatch: pytest.MonkeyPatch, engine: Castable, cast: int, *, last: bool
) -> None:
    monkeypatch.setattr(measured_voices, "CAST", cast)
    assert len(measured(engine)) == 2
    assert [voice.castable for voice in voices_of(engine)] == [True, True, last]


def test_an_engine_that_sounds_different_is_measured_anew() -> None:
    measured(Unmeasured())
    other = Unmeasured(edition="2")
    assert all(voice.pitch_hz is None for voice in voices_of(other))
    assert len(measured(other)) == 2


def test_voices_that_are_files_of_their_own_go_by_their_own_fingerprints() -> None:
    measured(UnmeasuredApart())
    assert len([one for one in voices_of(UnmeasuredApart(edition="2")) if one.pitch_hz]) == 2


def test_what_an_engine_tells_itself_is_believed(folder: Path) -> None:
    engine = Unmeasured()
    measured(engine)
    truth = engine.tone.voices()
    assert voices_of(engine.tone) == truth


def test_a_row_that_is_cut_off_is_left_out_and_the_others_hold() -> None:
    engine = Unmeasured()
    measured(engine)
    path = table_path(engine.name)
    whole = path.read_text("utf-8")
    path.write_text(whole[:-30], encoding="utf-8")
    assert len(read_measured(path)) == 1


def test_a_castable_voice_of_unknown_pitch_stays_so_before_and_after() -> None:
    engine = Castable()
    assert all(voice.castable for voice in voices_of(engine))
    measured(engine)
    assert all(voice.castable and voice.gender == "F" for voice in voices_of(engine))
    assert fingerprints(engine)(engine.voices()[0]) == fingerprints(Castable())(engine.voices()[0])
