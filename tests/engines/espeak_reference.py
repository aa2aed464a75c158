"""What eSpeak itself says: each line by a process in which the library has never spoken before.

Reads JSON lines of (identifier, rate, pitch, volume, text) and answers each with the digest of
its samples. Shares no code with narrate.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import sys
from typing import Any

import espeakng_loader

CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


def say(identifier: str, rate: int, pitch: int, volume: int, text: str) -> str:
    lib = ctypes.CDLL(espeakng_loader.get_library_path())
    lib.espeak_Initialize(2, 1000, espeakng_loader.get_data_path().encode(), 0)
    lib.espeak_ng_SetRandSeed(ctypes.c_long(1))
    assert lib.espeak_SetVoiceByName(identifier.encode()) == 0
    lib.espeak_SetParameter(1, rate, 0)
    lib.espeak_SetParameter(2, volume, 0)
    lib.espeak_SetParameter(3, pitch, 0)
    samples = bytearray()

    def collect(wav: Any, count: int, _events: int | None) -> int:
        if wav:
            samples.extend(ctypes.string_at(wav, 2 * count))
        return 0

    callback = CALLBACK(collect)
    lib.espeak_SetSynthCallback(callback)
    raw = text.encode()
    lib.espeak_Synth(raw, ctypes.c_size_t(len(raw) + 1), 0, 1, 0, 1, None, None)
    return hashlib.sha256(samples).hexdigest()


def in_a_child(line: list[Any]) -> str:
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.write(writer, say(*line).encode())
        os._exit(0)
    os.wait()
    os.close(writer)
    with os.fdopen(reader) as pipe:
        return pipe.read()


if __name__ == "__main__":
    for asked in sys.stdin:
        sys.stdout.write(in_a_child(json.loads(asked)) + "\n")
