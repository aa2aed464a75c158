"""Which neural voice to get, and by which command, where a machine has none yet."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from narrate.engines.downloads.catalogue import Download, downloads
from narrate.engines.kokoro.files import find_files
from narrate.engines.piper.voice_list import find_voice_files, known_people
from narrate.engines.voice_files import voices_folder
from narrate.errors import ToolError

LIBRARY = "piper-tts"
QUALITIES = "x_low", "low", "high", "medium"
"""How good a model is to have: a high one takes several times as long as a medium one."""
NORWEGIAN = "nb", "nn"
"""what Piper calls ``no``"""


def to_better_voices(language: str) -> str | None:
    """The command that gets neural voices of *language*, a tag such as ``en`` or ``de-at``.

    None where this machine has a neural voice, or where there is none to get. It is Piper's, which
    reads a novel in half an hour.
    """
    voice = None if has_neural_voice() else voice_to_get(language)
    if voice is None:
        return None
    install = "" if is_installed() else "pip install 'narrate[piper]' && "
    return f"{install}narrate voices --get {voice.name}"


def voice_to_get(language: str) -> Download | None:
    """Piper's voice of *language* that makes the best cast at once, in a model of usual size.

    That is the one of most people of whom it is known who is a woman: nobody else is given to
    anybody unasked. One that may not be sold only where there is no other; of equals that of most
    speakers, then the smaller.
    """
    told = language.lower().partition("-")[0]
    tag = "no" if told in NORWEGIAN else told
    fit = [
        one
        for one in downloads()
        if one.engine == "piper" and one.languages[0].partition("-")[0] == tag
    ]
    return max(fit, key=_rank, default=None)


def _rank(one: Download) -> tuple[bool, int, int, int, int]:
    _, data, quality = one.name.split("-")
    people = known_people(data, one.speakers)
    return one.sale is not False, people, QUALITIES.index(quality), one.speakers, -one.size


def has_neural_voice() -> bool:
    """Whether the user's folder, or an installed package, has a voice of Piper's or Kokoro's."""
    if find_voice_files([voices_folder("piper")]):
        return True
    try:
        find_files(None, None)
    except ToolError:
        return False
    return True


def is_installed() -> bool:
    """Whether Piper is."""
    try:
        version(LIBRARY)
    except PackageNotFoundError:
        return False
    return True
