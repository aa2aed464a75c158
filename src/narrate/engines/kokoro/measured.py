"""What is measured of a voice before it speaks: its pace, its pitch, and how far that moves.

Kokoro's model foretells both, so it takes a tenth of a second and no sound.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from narrate.engines.kokoro.model import HOP, RATE_HZ, Model, row_for
from narrate.engines.kokoro.styles import Style
from narrate.engines.neural.phonemes import Phonemizer
from narrate.engines.neural.text import sentences

PASSAGE = "We walked along the river, and nobody said a word. Was it lost? The old man had seen it."
"""What a voice is measured on: statements, a question, a comma."""
PASSAGE_WORDS = len(PASSAGE.split())
LOWEST_HZ = 50.0
"""a pitch below is no voice's: the model goes there between voiced and unvoiced"""
HIGHEST = 10_000.0
"""no voice has a greater figure of any kind"""
USUAL_WORDS_A_MINUTE = 190.0
"""the pace of a voice that cannot be measured"""


@dataclass(frozen=True, slots=True)
class Measured:
    """*words_a_minute* at speed 1, pauses and all; the median pitch; its 10th to 90th percentile.

    The pitch, in Hz and in semitones, is None where it is not known.
    """

    words_a_minute: float = USUAL_WORDS_A_MINUTE
    pitch_hz: float | None = None
    spread_st: float | None = None


def measure(model: Model, phonemizer: Phonemizer, style: Style) -> Measured:
    """What *model* foretells of *style*."""
    sounds = phonemizer.sounds(sum(sentences(PASSAGE), ()))
    assert sounds is not None  # noqa: S101 -- the passage has words in every language
    said = model.run(sounds.ids, row_for(style, sounds.ids), 1.0)
    if said.durations is None or said.pitch is None:
        return Measured()
    seconds = float(said.durations[1:-1].sum()) * HOP / RATE_HZ
    voiced = said.pitch[said.pitch > LOWEST_HZ]
    pitch = (None, None) if not len(voiced) else _pitch(voiced.astype(np.float64))
    return Measured(round(60 * PASSAGE_WORDS / seconds, 1), *pitch)


def _pitch(voiced: np.typing.NDArray[np.float64]) -> tuple[float, float]:
    low, middle, high = np.percentile(voiced, [10, 50, 90])
    return round(float(middle), 1), round(float(12 * np.log2(high / low)), 1)


Measure = Callable[[str], Measured]


def keeping(path: Path, measure: Measure) -> Callable[[tuple[str, ...]], Mapping[str, Measured]]:
    """Measures voices by name once, and keeps in *path* what was measured.

    Where nothing can be written, nothing is kept; it is measured again another time.
    """

    def measured(names: tuple[str, ...]) -> Mapping[str, Measured]:
        known = _read(path)
        missing = [name for name in names if name not in known]
        known |= {name: measure(name) for name in missing}
        if missing:
            with suppress(OSError):
                _write(path, known)
        return known

    return measured


def _read(path: Path) -> dict[str, Measured]:
    """What was kept in *path*; nothing where anything in it is odd, so that all is made anew."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        known = {name: Measured(**row) for name, row in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
    return known if all(map(_is_sound, known.values())) else {}


def _is_sound(kept: Measured) -> bool:
    """Whether *kept* is what :func:`measure` may have found."""
    pitch, spread = kept.pitch_hz, kept.spread_st
    return (
        _is_number(kept.words_a_minute, 1, HIGHEST)
        and (pitch is None or _is_number(pitch, LOWEST_HZ, HIGHEST))
        and (spread is None or _is_number(spread, 0, HIGHEST))
    )


def _is_number(value: object, least: float, most: float) -> bool:
    return isinstance(value, int | float) and value is not True and least <= value <= most


def _write(path: Path, known: Mapping[str, Measured]) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    rows = {name: asdict(one) for name, one in sorted(known.items())}
    partial.write_text(json.dumps(rows, indent=0), encoding="utf-8")
    partial.replace(path)
