"""What eSpeak would say, in the International Phonetic Alphabet: for engines that take sounds."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from ctypes import CDLL, c_char_p, c_int, c_void_p
from dataclasses import dataclass

from narrate.engines.espeak_library import PrivateCopy

TIE = "^"
"""stands between the signs of one sound: ``e^ɪ``"""
_IPA, _TIED = 0x02, 0x80  # bits of phonememode in speak_lib.h; the tie itself is in bits 8 to 23
_CHARS_UTF8 = 1
_OTHER_LANGUAGE = re.compile(r"\([a-z-]+\)")
"""a word of another language stands between such as ``(fr)`` and ``(en)``"""


@dataclass(frozen=True, slots=True)
class EspeakIpa:
    """The sounds of texts in one of eSpeak's voices, which is called by its identifier."""

    library: PrivateCopy
    voice: str

    def words(self, text: str) -> str:
        """The sounds of *text*, a blank between two words; marks are left out.

        eSpeak draws some words together ("in the"). Raises OSError for a voice it does not have.
        """
        with self.library.started() as dll:
            if dll.espeak_SetVoiceByName(self.voice.encode()) != 0:
                raise OSError(f"eSpeak has no voice {self.voice!r}")
            clauses = _OTHER_LANGUAGE.sub("", " ".join(_clauses(dll, text)))
        return " ".join(clauses.split())


def _clauses(dll: CDLL, text: str) -> Iterator[str]:
    """One clause after the other is taken and the pointer moved to the rest; at the end to NULL."""
    translate = dll.espeak_TextToPhonemes
    translate.restype = c_char_p
    translate.argtypes = (c_void_p, c_int, c_int)
    encoded = ctypes.create_string_buffer(text.encode())
    rest = c_void_p(ctypes.addressof(encoded))
    while rest.value is not None:
        yield translate(ctypes.byref(rest), _CHARS_UTF8, _IPA | _TIED | ord(TIE) << 8).decode()
