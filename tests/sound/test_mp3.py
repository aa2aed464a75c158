from __future__ import annotations

import math
from array import array

import pytest

from narrate.sound.audio import Sound
from narrate.sound.mp3 import encoder
from narrate.sound.mp3.encoder import Mp3
from narrate.sound.mp3.packets import mp3_ends


def hum(frames: int) -> bytes:
    return array("h", [round(9000 * math.sin(n / 9)) for n in range(frames)]).tobytes()


@pytest.mark.parametrize("rate", encoder.RATES)
@pytest.mark.parametrize("kbps", [None, 64])
def test_there_are_packets_enough_for_the_last_frame(rate: int, kbps: int | None) -> None:
    size = encoder.packet_frames(rate)
    for frames in (0, 1, size - 1, size, size + 1, 7 * size - 1, 7 * size, 7 * size + 48):
        packets = mp3_ends(encoder.encode(Sound(hum(frames), rate), Mp3(kbps)))
        assert len(packets) >= encoder.packets_of(frames, rate)
        assert encoder.packets_of(frames, rate) * size >= frames + encoder.DELAY


def test_it_does_not_matter_how_much_is_fed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = Sound(hum(30_000), 22_050)
    whole = encoder.encode(sound, Mp3())
    monkeypatch.setattr(encoder, "BLOCK_BYTES", 1000)
    assert encoder.encode(sound, Mp3()) == whole


def test_a_varying_bitrate_spends_next_to_nothing_on_silence() -> None:
    silent, loud = (
        encoder.encode(Sound(pcm, 22_050), Mp3()) for pcm in (bytes(88_200), hum(44_100))
    )
    assert len(silent) < len(loud)
    constant = [len(encoder.encode(Sound(bytes(n), 22_050), Mp3(64))) for n in (88_200, 44_100)]
    assert constant[0] == pytest.approx(2 * constant[1], rel=0.05)
