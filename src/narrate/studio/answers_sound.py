"""What is answered about voices and sound."""

from __future__ import annotations

import asyncio
import os
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from narrate.engines.asking import voices_for
from narrate.errors import RequestError
from narrate.model import FASTEST, SLOWEST, Manner, VoiceInfo
from narrate.pipeline import prepare_cast
from narrate.settings import VoiceChoice
from narrate.studio.answers import body, number, working_on
from narrate.studio.desk import Desk
from narrate.studio.measuring import peaks_of_file, peaks_of_sound
from narrate.studio.messages import (
    Acx,
    Casting,
    MadeFiles,
    Offered,
    Peaks,
    Recording,
    Sound,
    Suspects,
    Voices,
)
from narrate.studio.shelf import NotHereError
from narrate.studio.sound import checked, files_of_book, sound_of, suspects_of
from narrate.studio.takes import Another, as_wav, recorded, said_by, said_in, said_otherwise
from narrate.studio.wire import decode
from narrate.text.speakermarks import MOST_TAKES

MOST_PEAKS = 4000


@dataclass(frozen=True, slots=True)
class Chapters:
    """The numbers of the *chapters* to be recorded; None for all of the book."""

    chapters: tuple[int, ...] | None = None


async def cast(request: Request, desk: Desk) -> Casting:
    """Who has which voice."""
    working = await working_on(request, desk)
    version, read = working.version, working.book.read
    engine = await desk.engine(read.settings)
    _, _, found = await asyncio.to_thread(prepare_cast, read.script, read.settings, engine)
    notes = tuple(f"{one.message} ({one.hint})" if one.hint else one.message for one in found.notes)
    return Casting(version, found.narrator, found.voices, notes)


async def voices(request: Request, desk: Desk) -> Voices:
    """The voices there are."""
    read = (await working_on(request, desk)).book.read
    engine = await desk.engine(read.settings)
    listed = await asyncio.to_thread(voices_for, read.settings, engine)
    language = read.script.book.language.partition("-")[0]
    own = sorted(listed, key=lambda one: one.language.partition("-")[0] != language)
    return Voices(tuple(_offered(one, engine.name) for one in own))


def _offered(one: VoiceInfo, engine: str) -> Offered:
    return Offered(
        name=one.name,
        engine=one.engine or engine,
        accent=one.language,
        gender=one.gender,
        age=one.age,
        pitch_hz=one.pitch_hz,
        misheard=one.misheard,
        castable=one.castable,
    )


async def sound(request: Request, desk: Desk) -> Sound:
    """What is recorded."""
    name, version = request.path_params["id"], (await working_on(request, desk)).version
    book, plan = await desk.plan(name)
    return await desk.takes.run(
        lambda recorder: sound_of(book, plan, recorder(plan.engine), version)
    )


async def suspects(request: Request, desk: Desk) -> Suspects:
    """The takes of a chapter that may be wrong."""
    book, plan = await desk.plan(request.path_params["id"])
    chapter = number(request, "chapter", 1)
    return await desk.takes.run(
        lambda recorder: suspects_of(book, plan, recorder(plan.engine), chapter)
    )


async def take(request: Request, desk: Desk) -> Response:
    """A segment as it sounds: as it stands, in another voice, or in another take of it."""
    book, plan = await desk.plan(request.path_params["id"])
    line, choice, other = request.path_params["line"], _choice(request), _another(request)

    def work(recorder: Any) -> bytes:  # noqa: ANN401 -- see Takes
        if choice:
            said = said_by(book, line, choice, plan.engine)
        elif other:
            said = said_otherwise(book, plan, line, other)
        else:
            said = said_in(plan, line)
        own = recorder(plan.engine)
        return as_wav(own, recorded(own, said), plan.settings.pauses.sentence)

    return Response(await desk.takes.run(work), media_type="audio/wav")


async def peaks(request: Request, desk: Desk) -> Peaks:
    """The peaks of a finished file, or of a segment's takes."""
    count = max(1, min(number(request, "count", MOST_PEAKS), MOST_PEAKS))
    if "file" in request.query_params:
        path = await _file(request.query_params["file"], request, desk)
        return await asyncio.to_thread(peaks_of_file, path, count)
    _, plan = await desk.plan(request.path_params["id"])
    line = number(request, "line", 0)

    def work(recorder: Any) -> Peaks:  # noqa: ANN401 -- see Takes
        own = recorder(plan.engine)
        takes = recorded(own, said_in(plan, line))
        pcm = b"".join(own.setup.store.read_sound(one) for one in takes)
        return peaks_of_sound(pcm, takes[0].rate, count)

    return await desk.takes.run(work)


async def begin(request: Request, desk: Desk) -> Recording:
    """The recording, begun."""
    sent = decode(Chapters, await body(request))
    name = request.path_params["id"]
    book = (await working_on(request, desk)).book
    return desk.recordings.begin(name, book.files.script, desk.folder.request, sent.chapters)


async def cancel(request: Request, desk: Desk) -> Recording:
    """The recording, as far as it came."""
    await body(request)
    return desk.recordings.cancel(request.path_params["id"])


async def recording(request: Request, desk: Desk) -> Recording:
    """How far the recording is, or how the last one ended."""
    return desk.recordings.state(request.path_params["id"])


async def files(request: Request, desk: Desk) -> MadeFiles:
    """The finished files."""
    return await asyncio.to_thread(files_of_book, await _out(request, desk))


async def file(request: Request, desk: Desk) -> Response:
    """A finished file, or a part of it."""
    return FileResponse(await _file(request.path_params["name"], request, desk))


async def check(request: Request, desk: Desk) -> Acx:
    """What ACX would say."""
    return await asyncio.to_thread(checked, await _out(request, desk))


async def packed(request: Request, desk: Desk) -> Response:
    """All finished files in one."""
    out = await _out(request, desk)
    path = await asyncio.to_thread(_pack, out)
    name = f"{out.name}.zip"
    return FileResponse(path, filename=name, background=BackgroundTask(path.unlink))


def _pack(out: Path) -> Path:
    handle, name = tempfile.mkstemp(".zip", "narrate-")
    with os.fdopen(handle, "wb") as target, zipfile.ZipFile(target, "w") as packing:
        for one in files_of_book(out).files:  # sound does not get smaller
            packing.write(out / one.name, f"{out.name}/{one.name}")
    return Path(name)


async def _out(request: Request, desk: Desk) -> Path:
    """The folder of the finished book."""
    _, plan = await desk.plan(request.path_params["id"])
    return plan.out


async def _file(name: str, request: Request, desk: Desk) -> Path:
    """The finished file called *name*. Raises NotHereError for one that is not listed."""
    out = await _out(request, desk)
    made = await asyncio.to_thread(files_of_book, out)
    if name not in {one.name for one in made.files}:
        raise NotHereError("there is no such file in this book")
    return out / name


def _manner(name: str) -> Manner | None:
    """The manner called *name*; None for plainly. Raises RequestError for one there is not."""
    if name and name not in set(Manner):
        raise RequestError(
            f"there is no direction {name!r}", hint=f"there are: {', '.join(Manner)}"
        )
    return Manner(name) if name else None


def _another(request: Request) -> Another | None:
    """The take that the address asks for, if it tells its manner."""
    told = request.query_params
    if "manner" not in told:
        return None
    take = number(request, "take", 1)
    if not 1 <= take <= MOST_TAKES:
        raise RequestError(f"takes are numbered from 1 to {MOST_TAKES}")
    return Another(_manner(told["manner"]), told.get("own") or None, take)


def _choice(request: Request) -> VoiceChoice | None:
    """The voice that the address asks for, if it asks for one."""
    told = request.query_params
    if "voice" not in told:
        return None
    try:
        volume = float(told.get("volume", "1"))
    except ValueError:
        raise RequestError("volume must be a number") from None
    rate, pitch = number(request, "rate", 175), number(request, "pitch", 50)
    if not (SLOWEST <= rate <= FASTEST and pitch <= 100 and 0 <= volume <= 1):
        raise RequestError("no voice can be set so")
    return VoiceChoice(told["voice"], rate, pitch, volume)
