"""Kokoro's model in memory: from tokens and a row of a style to sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from narrate.engines.kokoro.graph import DURATIONS, GAIN, LIFT, LIMIT, PITCH
from narrate.engines.neural.session import start_session
from narrate.errors import ToolError

Floats = NDArray[np.float32]

RATE_HZ = 24_000
HOP = 600
"""samples of one step of a token's length"""
MOST_TOKENS = 510
"""of a text, without the two at its ends"""
VOICED_HZ = 10.0
"""what the model takes for voiced: a pitch above this"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a model makes of tokens: samples, steps of each token, Hz of each half step.

    *durations* and *pitch* are None where they are not told; what has no voice is below VOICED_HZ.
    """

    samples: Floats
    durations: NDArray[np.int64] | None
    pitch: Floats | None


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is ready to run."""

    session: Any

    @property
    def steered(self) -> bool:
        """Whether it can be told another pitch."""
        return GAIN in self._inputs

    @property
    def _inputs(self) -> dict[str, str]:
        return {one.name: one.type for one in self.session.get_inputs()}

    def run(
        self, ids: tuple[int, ...], row: Floats, speed: float, gain: float = 1.0, lift: float = 0.0
    ) -> Said:
        """*ids* said in the style *row* at *speed*, of which 1 is the voice's own.

        The pitch is *gain* times the voice's, and *lift* Hz more.
        """
        inputs = self._inputs
        tokens = next(name for name in inputs if name not in {"style", "speed", GAIN, LIFT, LIMIT})
        whole = "int" in inputs["speed"]  # as some exports have it, of Kokoro 1.1 above all
        feeds: dict[str, NDArray[Any]] = {
            tokens: np.array([ids], dtype=np.int64),
            "style": row.reshape(1, -1),
            "speed": _whole(speed) if whole else np.array([speed], dtype=np.float32),
        }
        steering = {GAIN: gain, LIFT: lift, LIMIT: VOICED_HZ}
        feeds |= {
            name: np.array([number], dtype=np.float32)
            for name, number in steering.items()
            if name in inputs
        }
        names = [one.name for one in self.session.get_outputs()]
        results = dict(zip(names, self.session.run(names, feeds), strict=True))
        durations = results.get(DURATIONS)
        pitch = results.get(PITCH)
        return Said(
            np.asarray(results[names[0]], dtype=np.float32).reshape(-1),
            None if durations is None else np.rint(durations).astype(np.int64).reshape(-1),
            None if pitch is None else np.asarray(pitch, dtype=np.float32).reshape(-1),
        )


def _whole(speed: float) -> NDArray[np.int32]:
    """The nearest whole speed: of 0 a model makes sound without end."""
    return np.array([max(round(speed), 1)], dtype=np.int32)


def load_model(model: bytes) -> Model:
    """*model* on one thread. Raises ToolError for what is no model of Kokoro."""
    try:
        session = start_session(model)
    except Exception as error:  # onnxruntime raises a dozen kinds
        raise ToolError(f"Kokoro's model cannot be loaded: {error}") from error
    return Model(session)


def row_for(style: Floats, ids: tuple[int, ...]) -> Floats:
    """The row of *style* for so many tokens: its first is for one, beside the two at the ends."""
    row: Floats = style[min(max(len(ids) - 2, 1), len(style)) - 1]
    return row
