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
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from narrate.engines.kokoro.files import TO_GET
from narrate.errors import ToolError

Style = NDArray[np.float32]
"""(rows, 256)"""
WIDTH = 256
MOST_STYLES = 500
"""more than any file has; Kokoro's own has 54"""
LARGEST_STYLE = 4 << 20
"""bytes; Kokoro's have half a million"""
LARGEST_NUMBER = 1000
"""in a style; Kokoro's are below 10, and with others a model makes minutes of a word"""
MOST_BLENDED = 20
"""of one accent and gender, so many styles are blended: each more makes more pairs"""
_NAME = re.compile(r"\w{1,80}")
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
    """The styles in files, which are read when they are asked for.

    The files are anybody's: what is in them is doubted here, and nowhere else.
    """

    paths: tuple[Path, ...]

    def names(self) -> tuple[str, ...]:
        """Every style's name, in order. Raises ToolError for a file of something else."""
        return tuple(sorted({name for path in self.paths for name in _names(path)}))

    def read(self, name: str) -> Style:
        """The style called *name*; raises KeyError where there is none, ToolError as `names`."""
        for path in self.paths:
            with _archive(path) as archive:
                if name in archive.files:
                    return _style(archive, name)
        raise KeyError(name)

    def check(self) -> tuple[str, ...]:
        """Every style's name, in order; raises ToolError where any of them cannot be read."""
        names = self.names()
        for name in names:
            self.read(name)
        return names


def _names(path: Path) -> list[str]:
    """What may be a voice's name, of all that *path* holds."""
    with _archive(path) as archive:
        names = [name for name in archive.files if _NAME.fullmatch(name)]
        if not 0 < len(names) <= MOST_STYLES:
            raise ValueError(f"it has {len(names)} styles")
        return names


def _style(archive: NpzFile, name: str) -> Style:
    """The style *name* of *archive*; raises ValueError for what is none."""
    members = archive.zip.infolist() if archive.zip else ()
    sizes = [one.file_size for one in members if one.filename == f"{name}.npy"]
    if not sizes or max(sizes) > LARGEST_STYLE:
        raise ValueError(f"{name} is no array of a style's size")
    style: Style = np.asarray(archive[name]).astype(np.float32, casting="same_kind")
    if style.size % WIDTH or not style.size or not (abs(style) <= LARGEST_NUMBER).all():
        raise ValueError(f"{name} is no style of Kokoro")
    return style.reshape(-1, WIDTH)


@contextmanager
def _archive(path: Path) -> Iterator[NpzFile]:
    """The arrays in *path*. Raises ToolError for whatever goes wrong with them."""
    try:
        with path.open("rb") as file, NpzFile(file) as archive:
            yield archive
    except Exception as error:  # zipfile and NumPy raise a dozen kinds
        problem, *_ = (str(error) or type(error).__name__).splitlines()
        msg = f"the voices {path} cannot be read: {problem[:200]}"
        raise ToolError(msg, hint=f"take the file away, or {TO_GET}") from error


def spread_out(groups: Sequence[tuple[str, Style]], count: int) -> tuple[Blend, ...]:
    """At most *count* blends of two of the styles *groups*, far from them and from each other.

    Shares are a third, a half and two thirds. Far is in timbre, in the middle of the lengths. Of
    many styles the first are blended.
    """
    groups = groups[:MOST_BLENDED]
    rows = [style[len(style) // 2, : WIDTH // 2] for _, style in groups]
    able = [
        ((n, 1 - share), (m, share))
        for n, m in combinations(range(len(groups)), 2)
        for share in (0.5, 1 / 3, 2 / 3)
    ]
    mixed = [_mid(rows, one) for one in able]
    far = [min(_distance(one, row) for row in rows) for one in mixed]
    chosen: list[Blend] = []
    for _ in range(min(count, len(able))):
        best = int(np.argmax(far))
        chosen.append(Blend(tuple((groups[n][0], share) for n, share in able[best])))
        far = [min(old, _distance(one, mixed[best])) for old, one in zip(far, mixed, strict=True)]
        far[best] = -1
    return tuple(chosen)


def _mid(rows: Sequence[Style], parts: Iterable[tuple[int, float]]) -> Style:
    whole: Style = np.sum([rows[n] * np.float32(share) for n, share in parts], axis=0)
    return whole


def _distance(one: Style, other: Style) -> float:
    return float(np.linalg.norm(one - other))
