# ruff: noqa: S101, D102 -- a contract is made of assertions, and a test's name is its sentence
"""What every engine must do, as tests to inherit."""

from __future__ import annotations

import pickle
from abc import ABC, abstractmethod
from array import array
from pathlib import Path

from narrate.engines import Engine
from narrate.engines.costs import COSTS, cost_of
from narrate.engines.misreading import misreads_of
from narrate.engines.phonetics import Phonetic
from narrate.errors import RecordingError
from narrate.model import Direction, Manner, Utterance, Voice
from narrate.speech.lexicon import sounds
from narrate.speech.steps import MISREAD
from narrate.testing.wav import read_wav


class EngineContract(ABC):
    """What every engine must do.

    Inherit it in a test module and say how to make the engine::

    class TestMyEngine(EngineContract):
        def make_engine(self) -> Engine:
            return MyEngine()
    """

    reproducible = True
    """whether the same utterance gives the same samples every time, in any order"""
    many_pages = 20_000
    """how many characters it must manage to say at once"""
    lines = (
        "He said, quickly, and the woman behind the counter nodded.",
        "I need to go to New York!",
        "No.",
        "Where on earth have you been all this time?",
    )

    @abstractmethod
    def make_engine(self) -> Engine:
        """A new engine; whoever inherits the contract says which."""

    def say(self, folder: Path, spoken: str, voice: str | None = None, **settings: int) -> bytes:
        """The samples of *spoken*; the voice is the engine's first unless named."""
        return self._say(self.make_engine(), folder, spoken, voice, **settings)

    def _say(
        self, engine: Engine, folder: Path, spoken: str, voice: str | None = None, **settings: int
    ) -> bytes:
        name = engine.voices()[0].name if voice is None else voice
        wav = folder / f"{len(list(folder.iterdir()))}.wav"
        engine.speak(Utterance(spoken, Voice(engine.name, name, **settings)), wav)
        rate, samples = read_wav(wav)
        assert rate >= 8000
        assert len(samples) > 0, f"nothing was said for {spoken!r}"
        return array("h", samples).tobytes()

    def test_its_marks_are_in_the_text_and_in_the_sound(self, tmp_path: Path) -> None:
        engine, wav = self.make_engine(), tmp_path / "marked.wav"
        utterance = Utterance(self.lines[0], Voice(engine.name, engine.voices()[0].name))
        marks = engine.speak(utterance, wav) or ()
        frames = len(read_wav(wav)[1])
        assert all(0 <= mark.frame < frames for mark in marks)
        assert all(0 <= mark.start < mark.end <= len(utterance.spoken) for mark in marks)

    def _castable(self, engine: Engine) -> list[str]:
        return [voice.name for voice in engine.voices() if voice.castable]

    def test_its_fingerprint_is_the_same_for_another_of_its_kind(self) -> None:
        assert self.make_engine().fingerprint() == self.make_engine().fingerprint() != ""

    def test_it_has_voices_and_each_has_its_own_name(self) -> None:
        voices = self.make_engine().voices()
        assert voices
        assert len({voice.name for voice in voices}) == len(voices)
        assert all(voice.name.strip() == voice.name != "" for voice in voices)
        assert all(voice.language == voice.language.lower() != "" for voice in voices)

    def test_its_voices_are_always_in_the_same_order(self) -> None:
        assert self.make_engine().voices() == self.make_engine().voices()

    def test_it_tells_what_was_found(self) -> None:
        found = self.make_engine().diagnose()
        assert found
        assert all(what and value for what, value in found)

    def test_what_it_misreads_is_what_a_step_mends(self) -> None:
        assert frozenset(misreads_of(self.make_engine())) <= MISREAD

    def test_its_sound_costs_nothing_or_time_or_money(self) -> None:
        assert cost_of(self.make_engine()) in COSTS

    def test_it_speaks_mono_16_bit(self, tmp_path: Path) -> None:
        for line in self.lines:
            self.say(tmp_path, line)

    def test_a_longer_line_takes_longer(self, tmp_path: Path) -> None:
        assert len(self.say(tmp_path, self.lines[0])) > len(self.say(tmp_path, self.lines[2]))

    def test_a_directed_line_is_said_no_slower_than_asked_and_no_faster(
        self, tmp_path: Path
    ) -> None:
        engine, name = self.make_engine(), self.make_engine().voices()[0].name
        lengths = []
        for rate, pitch in ((0.7, -10), (1.0, 0), (1.4, 10)):
            direction = Direction(Manner.SLOW, rate=rate, pitch=pitch, range=rate, level_db=pitch)
            wav = tmp_path / f"{rate}.wav"
            engine.speak(Utterance(self.lines[0], Voice(engine.name, name), direction), wav)
            lengths.append(len(read_wav(wav)[1]))
        slow, plain, fast = lengths
        assert 1.05 * slow > plain > 0.95 * fast > 0, "direction is realised the wrong way round"

    def test_the_same_line_sounds_the_same_in_any_order(self, tmp_path: Path) -> None:
        if not self.reproducible:
            return
        engine = self.make_engine()
        first = [self._say(engine, tmp_path, line) for line in self.lines]
        again = [self._say(engine, tmp_path, line) for line in reversed(self.lines)]
        assert first == list(reversed(again))

    def test_another_voice_sounds_different(self, tmp_path: Path) -> None:
        engine = self.make_engine()
        names = self._castable(engine)[:2]
        takes = [self._say(engine, tmp_path, self.lines[0], name) for name in names]
        assert len(set(takes)) == len(names)

    def test_it_says_a_text_of_many_pages(self, tmp_path: Path) -> None:
        page = " ".join(self.lines)
        pages = self.many_pages // len(page) + 1
        whole = self.say(tmp_path, f"{page} " * pages)
        assert len(whole) > 0.8 * pages * len(self.say(tmp_path, page))

    def test_odd_text_is_said_or_refused(self, tmp_path: Path) -> None:
        odd = ("😀", "...", "—", "\x00\x01\x1b", "<b>&lt;", "[[h@l]]", "\ud800", "¿", "漢字", " ")
        for spoken in odd:
            try:
                self.say(tmp_path, spoken)
            except RecordingError as refusal:
                assert refusal.message  # noqa: PT017 -- without pytest there is no raises()

    def test_a_control_character_ends_nothing(self, tmp_path: Path) -> None:
        whole = len(self.say(tmp_path, f"{self.lines[1]} {self.lines[3]}"))
        broken = len(self.say(tmp_path, f"{self.lines[1]}\x00{self.lines[3]}"))
        assert broken > 0.8 * whole

    def test_it_refuses_a_voice_it_does_not_have(self, tmp_path: Path) -> None:
        try:
            self.say(tmp_path, self.lines[0], "nobody-has-this-voice")
        except RecordingError as refusal:
            assert "nobody-has-this-voice" in str(refusal)  # noqa: PT017 -- as above
        else:
            raise AssertionError("an unknown voice was accepted")

    def test_a_word_that_it_is_told_the_sounds_of_is_said_so(self, tmp_path: Path) -> None:
        engine = self.make_engine()
        if not isinstance(engine, Phonetic):
            return
        told = engine.sounds("ˈnɛvɪl ˈhoʊm", "ipa")
        assert len(told) == len(["Neville", "home"])
        assert all(word and not any(map(str.isspace, word)) for word in told)
        plain, one, both = (
            self._say(engine, tmp_path, f"{name} went home to New York.")
            for name in ("Xq", sounds(told[:1]), sounds(told))
        )
        assert len({plain, one, both}) == len((plain, one, both))

    def test_sounds_that_it_does_not_know_are_refused(self) -> None:
        engine = self.make_engine()
        if not isinstance(engine, Phonetic):
            return
        for unknown in ("", "☃", "ʘǃǂ"):
            try:
                engine.sounds(unknown, "ipa")
            except ValueError as refusal:
                assert str(refusal)  # noqa: PT017 -- without pytest there is no raises()
            else:
                raise AssertionError(f"the sounds {unknown!r} were accepted")

    def test_it_survives_pickling_after_it_has_spoken(self, tmp_path: Path) -> None:
        engine = self.make_engine()
        here = self._say(engine, tmp_path, self.lines[0])
        copy: Engine = pickle.loads(pickle.dumps(engine))  # noqa: S301 -- our own bytes
        assert copy.fingerprint() == engine.fingerprint()
        there = self._say(copy, tmp_path, self.lines[0])
        assert there == here or not self.reproducible
