"""Kokoro's voices: styles, and blends of them.

A style is 510 rows of 256 numbers, a row for each length of text in tokens. The first half of a row
makes the timbre, the second the melody. Between two styles lie others, as good as they are:
``af_heart*0.6+bf_emma*0.4`` is a voice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from narrate.errors import ToolError

Style = NDArray[np.float32]
"""(rows, 256)"""
WIDTH = 256
_PART = re.compile(r"(?P<name>\w+)(?:\*(?P<share>\d+(?:\.\d+)?|\.\d+))?")


@dataclass(frozen=True, slots=True)
class Blend:
    """Names of styles, each with its share; the shares are above 0, and 1 together."""

    parts: tuple[tuple[str, float], ...]

    @property
    def leading(self) -> str:
        """The style with the greatest share, the first of them."""
        return max(self.parts, key=lambda part: part[1])[0]

    def mixed(self, styles: Callable[[str], Style]) -> Style:
        """The style that it is, of the *styles* by name."""
        whole: Style = np.sum([styles(name) * np.float32(share) for name, share in self.parts], 0)
        return whole


def read_blend(name: str) -> Blend | None:
    """The blend that *name* asks for, its shares made 1 together; None for what is none.

    A style without a share has one of 1 before. No style may stand twice, or have no share.
    """
    found = [_PART.fullmatch(part) for part in name.split("+")]
    parts = [(one["name"], float(one["share"] or 1)) for one in found if one]
    whole = sum(share for _, share in parts)
    named = len({style for style, _ in parts})
    if len(parts) != len(found) or named != len(parts) or not all(share for _, share in parts):
        return None
    return Blend(tuple((style, share / whole) for style, share in parts))


def blend_name(parts: Iterable[tuple[str, float]]) -> str:
    """How a user writes a blend of styles with such shares."""
    return "+".join(f"{name}*{share:.2g}" for name, share in parts)


@dataclass(frozen=True, slots=True)
class StyleFiles:
    """The styles in files, which are read when they are asked for."""

    paths: tuple[Path, ...]

    def names(self) -> tuple[str, ...]:
        """Every style's name, in order. Raises ToolError for a file of something else."""
        return tuple(sorted({name for path in self.paths for name in _names(path)}))

    def read(self, name: str) -> Style:
        """The style called *name*; raises KeyError where there is none, ToolError as `names`."""
        for path in self.paths:
            with _archive(path) as archive:
                if name in archive.files:
                    style: Style = np.asarray(archive[name], dtype=np.float32)
                    if style.size % WIDTH or not style.size:
                        raise ToolError(f"{path}: {name} is no style of Kokoro: {style.shape}")
                    return style.reshape(-1, WIDTH)
        raise KeyError(name)


def _names(path: Path) -> list[str]:
    with _archive(path) as archive:
        return list(archive.files)


@contextmanager
def _archive(path: Path) -> Iterator[NpzFile]:
    """The arrays in *path*; a single array has no names (AttributeError)."""
    try:
        with path.open("rb") as file:
            archive = np.load(file)
            yield archive
    except (OSError, ValueError, EOFError, BadZipFile, AttributeError) as error:
        raise ToolError(f"the voices {path} cannot be read: {error}") from error


def spread_out(groups: Sequence[tuple[str, Style]], count: int) -> tuple[Blend, ...]:
    """At most *count* blends of two of the styles *groups*, far from them and from each other.

    Shares are a third, a half and two thirds. Far is in timbre, in the middle of the lengths.
    """
    rows = [style[len(style) // 2, : WIDTH // 2] for _, style in groups]
    able = [
        ((n, 1 - share), (m, share))
        for n in range(len(groups))
        for m in range(n + 1, len(groups))
        for share in (0.5, 1 / 3, 2 / 3)
    ]
    known = list(rows)
    chosen: list[Blend] = []
    while able and len(chosen) < count:
        far = [min(float(np.linalg.norm(_mid(rows, one) - row)) for row in known) for one in able]
        best = able.pop(int(np.argmax(far)))
        known.append(_mid(rows, best))
        chosen.append(Blend(tuple((groups[n][0], share) for n, share in best)))
    return tuple(chosen)


def _mid(rows: Sequence[Style], parts: Iterable[tuple[int, float]]) -> Style:
    whole: Style = np.sum([rows[n] * np.float32(share) for n, share in parts], axis=0)
    return whole
