"""The voices of Piper on this machine: a model and its description, ``NAME.onnx`` and ``.json``.

They lie in the user's folder of voices, in one that the user names, and in installed packages that
bring a voice. A model of many speakers has a voice for each: ``en_GB-vctk-medium#p231``.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from narrate.engines.piper.description import language_of, read_description, speakers_of
from narrate.model import Gender, VoiceInfo

SUFFIX = ".onnx"
SPEAKER = "#"
"""what stands between a model's name and its speaker's"""
BLOCK = 4096
BLOCKS_APART = 64
"""Of a model every 64th block counts for its digest: any training changes all of its numbers."""

_WOMEN = """
alba amy cori jenny_dioco kathleen kristin lessac ljspeech southern_english_female hfc_female
eva_k kerstin ramona siwis daniela paola nathalie gosia irina lada tetiana lisa alma
"""
_MEN = """
alan bryce danny joe john kusal norman northern_english_male reza_ibrahim ryan hfc_male
thorsten karlsson pavoque gilles tom carlfm davefx riccardo pim ronnie darkman faber cadu edresson
jeff tugão denis dmitri ruslan mykyta oleksa
"""
GENDERS: Mapping[str, Gender] = {
    **dict.fromkeys(_WOMEN.split(), "F"),
    **dict.fromkeys(_MEN.split(), "M"),
}
"""Who is heard in Piper's own voices of one speaker, by the names of their data."""
TABLE = Path(__file__).with_name("speakers.tsv")
READ_FROM = {"libritts": "libritts", "libritts_r": "libritts", "vctk": "vctk"}
"""Whose people speak in a model of many speakers, by the name of its data."""


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """A model with what its description says: *speakers* are numbers by name, none if it has one.

    *language* is a tag such as ``en-us``; *settings* is the whole description.
    """

    path: Path
    language: str
    speakers: Mapping[str, int] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the model is called: its file's name without the ending."""
        return self.path.name.removesuffix(SUFFIX)

    def voices(self) -> Iterator[VoiceInfo]:
        """Its voices; of some it is known whether a woman or a man is heard."""
        data = self.name.split("-")[1] if "-" in self.name else ""
        of = genders_of(data) if self.speakers else {}
        for speaker in self.speakers:
            yield self._voice(f"{self.name}{SPEAKER}{speaker}", of.get(speaker.removeprefix("p")))
        if not self.speakers:
            yield self._voice(self.name, GENDERS.get(data))

    def _voice(self, name: str, gender: Gender | None) -> VoiceInfo:
        return VoiceInfo(name, self.language, gender=gender, castable=gender is not None)

    def digest(self) -> str:
        """16 hexadecimal digits that change with the model or its description."""
        description = json.dumps(self.settings, sort_keys=True).encode()
        digest = hashlib.sha256(description + str(self.path.stat().st_size).encode())
        with self.path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
                file.seek((BLOCKS_APART - 1) * BLOCK, 1)
        return digest.hexdigest()[:16]


def known_people(data: str, speakers: int) -> int:
    """Of how many of the *speakers* of a model taught with *data* it is known who is a woman."""
    return min(len(genders_of(data)), speakers) if speakers > 1 else int(data in GENDERS)


@cache
def genders_of(data: str) -> Mapping[str, Gender]:
    """Who is a woman and who a man, by the numbers of the people in *data*; empty if unknown."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((one for one in lines if not one.startswith("#")), delimiter="\t")
    found: dict[str, Gender] = {}
    for row in rows:
        if row["data"] == READ_FROM.get(data):
            found |= dict.fromkeys(row["speakers"].split(), "F" if row["gender"] == "F" else "M")
    return found


def find_voice_files(folders: Iterable[Path]) -> tuple[VoiceFile, ...]:
    """The models in *folders* and in installed packages, by name; the first of a name counts."""
    found: dict[str, VoiceFile] = {}
    for path in (*_in_folders(folders), *_in_packages()):
        with suppress(ValueError):  # it is told by left_out
            file = _voice_file(path)
            found.setdefault(file.name, file)
    return tuple(found[name] for name in sorted(found))


def left_out(folders: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """The models in *folders* that are left out, each with the reason."""
    for path in _in_folders(folders):
        try:
            _voice_file(path)
        except ValueError as error:
            yield path, str(error)


def _in_folders(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.rglob(f"*{SUFFIX}"))


def _in_packages() -> Iterator[Path]:
    """The models in packages that are called a voice of Piper."""
    for package in distributions():
        name = (package.metadata["Name"] or "").lower()
        if "piper" in name and "voice" in name:
            for file in package.files or ():
                if file.name.endswith(SUFFIX):
                    yield Path(str(package.locate_file(file)))


def _voice_file(path: Path) -> VoiceFile:
    """The model *path*.

    Raises ValueError where no description lies beside it, or one of no voice that Piper speaks in.
    """
    try:
        text = Path(f"{path}.json").read_text(encoding="utf-8")
    except OSError as error:
        raise ValueError(f"{path.name}.json beside it cannot be read: {error.strerror}") from error
    try:
        settings = read_description(text)
    except ValueError as error:
        raise ValueError(f"its description is odd ({error})") from error
    return VoiceFile(path, language_of(settings), speakers_of(settings), settings)
