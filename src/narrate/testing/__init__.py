"""Doubles to test with, for narrate and for whoever writes an engine; no pytest needed.

:class:`ToneEngine` hums instead of speaking: the pitch of the hum names the voice and its length
is told exactly by the words, so that a finished chapter can be checked for who speaks when
without listening (:func:`heard`); it marks its words exactly. :class:`FailingEngine` spoils
another engine's work by rule.
:class:`EngineContract` holds what every engine must do, as tests to inherit, and
:class:`AttributorContract` what whoever says who speaks must do, :class:`ReaderContract` what
every reader of a format must do, :class:`OutputContract` what every output of a finished book must.
"""

from narrate.testing.attributing import AttributorContract
from narrate.testing.contract import EngineContract
from narrate.testing.failing import FailingEngine, Fault, Rule
from narrate.testing.outputs import OutputContract, finished_book
from narrate.testing.reading import ReaderContract
from narrate.testing.tone import TONES, ToneEngine, heard
from narrate.testing.wav import RATE, read_wav, write_wav

__all__ = [
    "RATE",
    "TONES",
    "AttributorContract",
    "EngineContract",
    "FailingEngine",
    "Fault",
    "OutputContract",
    "ReaderContract",
    "Rule",
    "ToneEngine",
    "finished_book",
    "heard",
    "read_wav",
    "write_wav",
]
