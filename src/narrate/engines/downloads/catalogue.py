"""The voices that can be got: where they lie, how large they are, what may be done with them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PIPER_SOURCE = "https://huggingface.co/rhasspy/piper-voices/resolve/main"
PIPER_LIST = "voices.json"
"""Piper's own list of voices, below its source; it gives the MD5 of each file"""
KOKORO_SOURCE = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0"

TABLE = Path(__file__).with_name("piper.tsv")
_PIPER_NAME = re.compile(
    r"(?P<language>[a-z]{2,3})_(?P<region>[A-Z]{2})-(?P<data>\w+)-(?P<quality>\w+)"
)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file at *path* below its source, *size* bytes long.

    *digest* is ``sha256:`` or ``md5:`` and hexadecimal digits.
    """

    path: str
    size: int
    digest: str

    @property
    def name(self) -> str:
        """What it is called here."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Download:
    """A voice, or a model of several, that *engine* speaks with once its *files* are here.

    *source* is the address below which they lie. *languages* are tags. *licence* is that of the
    recordings or the model, empty where nobody knows; *sale* says whether what is spoken may be
    sold by it, None where nobody knows. *card* is the path of a text that tells more.
    """

    name: str
    engine: str
    source: str
    files: tuple[RemoteFile, ...]
    languages: tuple[str, ...]
    speakers: int
    licence: str = ""
    sale: bool | None = None
    card: str | None = None

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)


_KOKORO_STYLES = RemoteFile(
    "voices-v1.0.bin",
    28_214_398,
    "sha256:bca610b8308e8d99f32e6fe4197e7ec01679264efed0cac9140fe9c29f1fbf7d",
)
_KOKORO_MODELS = {
    "kokoro-int8": RemoteFile(
        "kokoro-v1.0.int8.onnx",
        92_361_271,
        "sha256:6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
    ),
    "kokoro-fp16": RemoteFile(
        "kokoro-v1.0.fp16.onnx",
        177_464_787,
        "sha256:c1610a859f3bdea01107e73e50100685af38fff88f5cd8e5c56df109ec880204",
    ),
    "kokoro-fp32": RemoteFile(
        "kokoro-v1.0.onnx",
        325_532_387,
        "sha256:7d5df8ecf7d4b1878015a32686053fd0eebe2bc377234608764cc0ef3636a6c5",
    ),
}
KOKORO_LANGUAGES = ("en-us", "en-gb", "es", "fr", "hi", "it", "ja", "pt-br", "zh")


@cache
def downloads() -> tuple[Download, ...]:
    """All voices that are known here, sorted by engine and name."""
    return (*_kokoro(), *_piper())


def _kokoro() -> Iterator[Download]:
    for name, model in _KOKORO_MODELS.items():
        files = (_KOKORO_STYLES, model)
        yield Download(
            name, "kokoro", KOKORO_SOURCE, files, KOKORO_LANGUAGES, 54, "Apache-2.0", sale=True
        )


def _piper() -> Iterator[Download]:
    lines = TABLE.read_text("utf-8").splitlines()
    for row in csv.DictReader((one for one in lines if not one.startswith("#")), delimiter="\t"):
        model = int(row["model_bytes"]), row["model_digest"]
        config = int(row["config_bytes"]), row["config_digest"]
        sale = {"yes": True, "no": False}.get(row["sale"])
        speakers, licence = int(row["speakers"]), row["licence"]
        yield piper_voice(row["name"], model, config, speakers, licence=licence, sale=sale)


def piper_voice(  # noqa: PLR0913 -- what the list says of a voice
    name: str,
    model: tuple[int, str],
    config: tuple[int, str],
    speakers: int,
    *,
    licence: str = "",
    sale: bool | None = None,
) -> Download:
    """Piper's voice *name*, with size and digest of its *model* and of its description.

    Raises ValueError for a name that is none of Piper's.
    """
    match = _PIPER_NAME.fullmatch(name)
    if match is None:
        raise ValueError(f"{name!r} is no name of Piper's")
    language, region, data, quality = match.groups()
    folder = f"{language}/{language}_{region}/{data}/{quality}"
    path = f"{folder}/{name}.onnx"
    return Download(
        name=name,
        engine="piper",
        source=PIPER_SOURCE,
        # The model comes last: a voice without its description is never found.
        files=(RemoteFile(f"{path}.json", *config), RemoteFile(path, *model)),
        languages=(f"{language}-{region.lower()}",),
        speakers=speakers,
        licence=licence,
        sale=sale,
        card=f"{folder}/MODEL_CARD",
    )


def is_piper_name(name: str) -> bool:
    """Whether *name* has the form of Piper's names, ``en_US-joe-medium``."""
    return _PIPER_NAME.fullmatch(name) is not None


def listed(index: bytes, name: str) -> Download | None:
    """The voice *name* as Piper's own list *index* has it; None if it does not.

    Raises ValueError for what is no such list.
    """
    try:
        told = json.loads(index)
        if not isinstance(told, Mapping):
            raise ValueError("it is no list of voices")  # noqa: TRY004 -- of the text
        if name not in told:
            return None
        files = {path.rpartition("/")[2]: one for path, one in told[name]["files"].items()}
        model, config = (
            (int(files[one]["size_bytes"]), f"md5:{files[one]['md5_digest']}")
            for one in (f"{name}.onnx", f"{name}.onnx.json")
        )
        return piper_voice(name, model, config, int(told[name]["num_speakers"]))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it is no list of voices: {error}") from error
