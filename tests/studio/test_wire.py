"""JSON becomes an edit only if every field is of its type."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest

from narrate.errors import RequestError
from narrate.model import Manner
from narrate.studio.edits import (
    Confirm,
    Direct,
    Edit,
    Pronounce,
    SetSetting,
    SetSpeaker,
    SetVoice,
    SetVoices,
)
from narrate.studio.messages import Recording
from narrate.studio.wire import EDITS, decode_edit, encode


@pytest.mark.parametrize(
    ("sent", "edit"),
    [
        ({"kind": "confirm", "lines": [1, 2]}, Confirm((1, 2))),
        ({"kind": "set_speaker", "lines": [1], "person": None}, SetSpeaker((1,), None)),
        ({"kind": "direct", "lines": [1], "manner": "sad"}, Direct((1,), Manner.SAD)),
        ({"kind": "set_voice", "person": "Tom", "volume": 1}, SetVoice("Tom", volume=1.0)),
        (
            {"kind": "set_setting", "path": ["a", "b"], "value": ["x"]},
            SetSetting(("a", "b"), ("x",)),
        ),
        ({"kind": "set_setting", "path": ["a"], "value": True}, SetSetting(("a",), value=True)),
        (
            {"kind": "pronounce", "word": "a", "spoken": "b", "alphabet": "ipa"},
            Pronounce("a", "b", "ipa"),
        ),
        (
            {"kind": "set_voices", "voices": [{"person": "Tom", "rate": 150}]},
            SetVoices((SetVoice("Tom", rate=150),)),
        ),
    ],
)
def test_an_edit_is_read(sent: Any, edit: Edit) -> None:
    assert decode_edit(json.loads(json.dumps(sent))) == edit


@pytest.mark.parametrize(
    "sent",
    [
        "confirm",
        {"kind": ["confirm"], "lines": []},
        {"kind": "confirm", "lines": 1},
        {"kind": "confirm", "lines": [True]},
        {"kind": "confirm", "lines": [1.0]},
        {"kind": "confirm", "lines": [None]},
        {"kind": "set_speaker", "lines": [1], "person": 3},
        {"kind": "set_speaker", "lines": [1], "person": "\ud800"},
        {"kind": "set_speaker", "lines": [1], "person": "a\nb\x1b"},
        {"kind": "direct", "lines": [1], "manner": ["sad"]},
        {"kind": "set_voice", "person": None, "rate": "fast"},
        {"kind": "set_voice", "person": None, "direction": "loud"},
        {"kind": "set_voices", "voices": [{"rate": 1}]},
        {"kind": "set_voices", "voices": [3]},
        {"kind": "pronounce", "word": "a", "spoken": "b", "alphabet": {}},
    ],
)
def test_what_is_no_edit_is_refused(sent: Any) -> None:
    with pytest.raises(RequestError):
        decode_edit(sent)


def test_every_edit_has_a_kind_of_its_own() -> None:
    assert set(EDITS.values()) == set(get_args(Edit))


def test_half_a_character_is_told_as_a_question_mark() -> None:
    assert json.loads(encode(Recording("a\ud800", "none")))["id"] == "a?"
