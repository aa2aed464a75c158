"""Gets a voice by its name: what its terms are, and then its files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from shutil import disk_usage

from narrate.engines.downloads.catalogue import (
    PIPER_LIST,
    PIPER_SOURCE,
    Download,
    RemoteFile,
    downloads,
    is_piper_name,
    listed,
)
from narrate.engines.downloads.fetching import AGAIN_HINT, Watch, fetch, fetch_text
from narrate.engines.voice_files import voices_folder
from narrate.errors import NarrateError, OutputError, Place, SettingsError
from narrate.filenames import safe_name

MOST_LIST_BYTES = 5_000_000
MOST_CARD_BYTES = 100_000
_LICENCE = re.compile(r"^\W*licen[cs]e\W*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_NO_SALE = re.compile(r"\bNC\b|non-?\s?commercial|research", re.IGNORECASE)
_BASE = re.compile(r"fine-?tuned from .*\blessac\b", re.IGNORECASE)
UNKNOWN = "unknown: read its MODEL_CARD before you publish anything"


@dataclass(frozen=True, slots=True)
class Terms:
    """What may be done with a voice: its *licence*, *sale* as of a Download, and the whole *card*.

    *warning* is a sentence for whoever sells, empty where there is no need of one.
    """

    licence: str
    warning: str = ""
    card: bytes = b""


def find_download(name: str, mirror: str | None = None) -> Download:
    """The voice *name* that can be got: one that is known here, or that Piper's own list has.

    Raises SettingsError, with names that are like it, if there is none.
    """
    known = {one.name: one for one in downloads()}
    if name in known:
        return known[name]
    found, asked = _ask_piper(name, mirror) if is_piper_name(name) else (None, "")
    if found is not None:
        return found
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    hint = (
        f"did you mean {' or '.join(near)}?" if near else "`narrate voices --available` lists all"
    )
    raise SettingsError(f"there is no voice {name!r} to get{asked}", hint=hint)


def _ask_piper(name: str, mirror: str | None) -> tuple[Download | None, str]:
    """The voice in Piper's list of today; and why that could not be asked, if it could not."""
    url = f"{_source(PIPER_SOURCE, mirror)}/{PIPER_LIST}"
    try:
        return listed(fetch_text(url, MOST_LIST_BYTES), name), ""
    except ValueError as error:
        return None, f"; {url} cannot be read: {error}"
    except NarrateError as error:
        return None, f"; Piper's own list cannot be asked: {error.message}"


def _source(source: str, mirror: str | None) -> str:
    return (mirror or source).rstrip("/")


def terms_of(voice: Download, mirror: str | None = None) -> Terms:
    """What may be done with *voice*, by its own card where it has one, as well as by our list.

    Raises ToolError if the card does not come.
    """
    if voice.card is None:
        return Terms(voice.licence, _warning(voice, ""))
    kept = _card_here(voice)
    url = f"{_source(voice.source, mirror)}/{voice.card}"
    card = kept.read_bytes() if kept.is_file() else fetch_text(url, MOST_CARD_BYTES)
    text = card.decode("utf-8", "replace")
    told = _LICENCE.search(text)
    licence = (told[1].strip() if told else "") or voice.licence or UNKNOWN
    return Terms(licence, _warning(voice, f"{licence}\n{text}"), card)


def _card_here(voice: Download) -> Path:
    """Where the card of *voice* is kept."""
    return voices_folder(voice.engine) / f"{safe_name(voice.name)}.MODEL_CARD"


def _warning(voice: Download, told: str) -> str:
    licence, _, card = told.partition("\n")
    if voice.sale is False or _NO_SALE.search(licence):
        return "what it says may not be sold"
    if _BASE.search(card):
        return "it was made from the voice lessac, whose recordings are for research only"
    return ""


def get_voice(voice: Download, terms: Terms, watch: Watch, mirror: str | None = None) -> Path:
    """The folder with all files of *voice*, which are fetched if they are not there.

    Raises OutputError for too little room, before anything is fetched if that can be told.
    """
    folder = voices_folder(voice.engine)
    _check_room(folder, voice)
    for file in voice.files:
        fetch(f"{_source(voice.source, mirror)}/{file.path}", file, folder, watch)
    if terms.card:
        _keep_card(_card_here(voice), terms.card)
    return folder


def _check_room(folder: Path, voice: Download) -> None:
    """Raise OutputError where the disk has less room than what is missing of *voice* needs."""
    needed = sum(file.size - _here(folder, file) for file in voice.files)
    parents = (folder, *folder.parents)
    free = disk_usage(next(one for one in parents if one.exists())).free
    if needed > free:
        msg = (
            f"there is too little room: {needed / 1e6:.0f} MB are needed, {free / 1e6:.0f} are free"
        )
        raise OutputError(msg, at=Place(folder), hint=f"make room, and {AGAIN_HINT}")


def _here(folder: Path, file: RemoteFile) -> int:
    """The bytes of *file* that are in *folder*, whole or in part."""
    places = (folder / file.name, folder / f".{file.name}.part")
    return max((path.stat().st_size for path in places if path.is_file()), default=0)


def _keep_card(path: Path, card: bytes) -> None:
    try:
        path.write_bytes(card)
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror}", at=Place(path)) from error
