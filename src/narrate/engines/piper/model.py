"""A voice's model: what is random in it comes from outside, and it tells how long each sound is.

Piper's models draw random numbers inside, so no two takes would be alike. Here the two nodes that
do are replaced by nodes that take numbers from an input. How many they take is known only inside:
they go around in what they are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from narrate.engines.neural.graph import (
    FLOAT,
    INPUT,
    OUTPUT,
    Node,
    constant,
    edit_graph,
    value,
)
from narrate.engines.neural.session import start_session
from narrate.engines.neural.sound import Ids, Samples
from narrate.errors import ToolError

Durations = NDArray[np.float32]
Noise = Callable[[int], NDArray[np.float32]]
"""gives so many numbers of a standard normal distribution"""

RANDOM, ROUNDED_UP, SCALED = "RandomNormalLike", "Ceil", "Mul"
"""The operators that draw random numbers, that make whole frames of lengths, that scale them."""
IDS = "input"
"""the input that the ids of sounds go into"""
NOISE_AN_ID = 800
"""numbers that are drawn for each id; a usual sound takes some 600"""
STILL = 0.0, 0.0
"""noise scales of no noise at all"""


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is ready to run; *noises* are the names of its inputs for random numbers.

    *durations* is the name of the output that gives each id's length in frames at length scale 1;
    the model rounds it up once it is scaled. None where it cannot be told which one that is.
    """

    session: Any
    noises: tuple[str, ...]
    durations: str | None

    @property
    def many_speakers(self) -> bool:
        """Whether it is told which speaker to be."""
        return any(one.name == "sid" for one in self.session.get_inputs())

    def run(
        self,
        ids: Ids,
        length_scale: float,
        noise_scales: tuple[float, float],
        speaker: int,
        noise: Noise,
    ) -> tuple[Samples, Durations | None]:
        """The sound of *ids*, and how long each lasts.

        *noise_scales* are that of the sound and that of the durations.
        """
        feeds = self._feeds(ids, length_scale, noise_scales, speaker, noise)
        wanted = [self.session.get_outputs()[0].name, *filter(None, [self.durations])]
        sound, *durations = self.session.run(wanted, feeds)
        samples = np.asarray(sound, dtype=np.float32).reshape(-1)
        if not durations:
            return samples, None
        return samples, durations[0].reshape(-1) * np.float32(length_scale)

    def lengths(self, ids: Ids, speaker: int) -> Durations | None:
        """How many frames each of *ids* lasts, said by *speaker* at length scale 1 without noise.

        A sound that lasts no time costs next to nothing.
        """
        if self.durations is None:
            return None
        feeds = self._feeds(ids, 0.0, STILL, speaker, no_noise)
        (lengths,) = self.session.run([self.durations], feeds)
        found: Durations = lengths.reshape(-1)
        return found

    def _feeds(
        self,
        ids: Ids,
        length_scale: float,
        noise_scales: tuple[float, float],
        speaker: int,
        noise: Noise,
    ) -> Mapping[str, NDArray[Any]]:
        sound, durations = noise_scales
        feeds: dict[str, NDArray[Any]] = {
            IDS: ids[np.newaxis],
            "input_lengths": np.array([len(ids)], dtype=np.int64),
            "scales": np.array([sound, length_scale, durations], dtype=np.float32),
        }
        if self.many_speakers:
            feeds["sid"] = np.array([speaker], dtype=np.int64)
        numbers = noise(NOISE_AN_ID * len(ids))
        shifted = {name: np.roll(numbers, n * len(ids)) for n, name in enumerate(self.noises)}
        return feeds | shifted


def load_model(path: Path) -> Model:
    """The model in the file *path*, on one thread.

    Raises ToolError for a file that is missing or holds no model of Piper.
    """
    try:
        model, noises, durations = patched(path.read_bytes())
        session = start_session(model)
    except Exception as error:  # onnxruntime raises a dozen kinds
        hint = f"get the voice anew, or remove it: {path}"
        raise ToolError(f"the voice {path.stem} cannot be loaded: {error}", hint=hint) from error
    return Model(session, noises, durations)


def patched(model: bytes) -> tuple[bytes, tuple[str, ...], str | None]:
    """*model* with inputs for its noise and an output of durations; the names of these.

    Raises ValueError for what is no ONNX model.
    """
    noises: list[str] = []
    nodes: list[Node] = []

    def replace(node: Node) -> bytes | None:
        nodes.append(node)
        if node.operator != RANDOM:
            return None
        noises.append(f"{node.outputs[0]}.noise")
        return b"".join(one.encoded() for one in _taking(node, noises[-1]))

    def further() -> Iterator[bytes]:
        yield from (value(INPUT, name, FLOAT, rank=1) for name in noises)
        if noises:
            yield constant(_ZERO, 0)
            yield constant(_ONE, 1)
        if lengths := _lengths(nodes):
            yield value(OUTPUT, lengths)

    edited = edit_graph(model, replace, further)
    return edited, tuple(noises), _lengths(nodes)


def _lengths(nodes: Sequence[Node]) -> str | None:
    """What the length scale is multiplied with, before that is rounded up: it depends on the ids.

    None where more than one thing may be it.
    """
    makers = {made: node for node in nodes for made in node.outputs}
    rounded = [makers.get(node.inputs[0]) for node in nodes if node.operator == ROUNDED_UP]
    if len(rounded) != 1 or rounded[0] is None or rounded[0].operator != SCALED:
        return None
    found = [one for one in rounded[0].inputs if IDS in _ancestors(one, makers)]
    return found[0] if len(found) == 1 else None


def _ancestors(name: str, makers: Mapping[str, Node]) -> set[str]:
    """What *name* is made from, itself included."""
    found: set[str] = set()
    left = [name]
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left += makers[one].inputs if one in makers else ()
    return found


_ZERO, _ONE = "narrate.zero", "narrate.one"


def _taking(node: Node, noise: str) -> tuple[Node, ...]:
    """Nodes that give what *node* gives, of the numbers in *noise*, again from the first."""
    like, made = node.inputs[0], node.outputs[0]
    count, places, size, around, flat, shape = (
        f"{made}.{what}" for what in ("count", "places", "size", "around", "flat", "shape")
    )
    return (
        Node("Size", (like,), (count,)),
        Node("Range", (_ZERO, count, _ONE), (places,)),
        Node("Size", (noise,), (size,)),
        Node("Mod", (places, size), (around,)),
        Node("Gather", (noise, around), (flat,)),
        Node("Shape", (like,), (shape,)),
        Node("Reshape", (flat, shape), (made,)),
    )


def no_noise(count: int) -> NDArray[np.float32]:
    """What to draw where there is no noise."""
    return np.zeros(count, dtype=np.float32)
