"""Subtitles: WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format") and SubRip."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from narrate.release.sentences import in_two_lines
from narrate.speech.mapped import WORD


@dataclass(frozen=True, slots=True)
class Caption:
    """What is shown from *start_ms* to *end_ms*; *speaker* None for narration.

    *words_ms* tells when each word of *text* begins, where that is wanted.
    """

    start_ms: int
    end_ms: int
    speaker: str | None
    text: str
    words_ms: tuple[int, ...] = ()


def milliseconds(frame: int, rate: int) -> int:
    """*frame* at *rate* Hz in milliseconds, rounded half up."""
    return (2000 * frame + rate) // (2 * rate)


def format_vtt(captions: Sequence[Caption]) -> str:
    """A WebVTT file; every cue of a character carries the name as its voice.

    Words that have a time get it in front, as players light them up one by one.
    """
    blocks = ["WEBVTT"]
    for caption in _shown(captions):
        voice = f"<v {_vtt_text(_one_line(caption.speaker))}>" if caption.speaker else ""
        blocks.append(f"{_times(caption, '.')}\n{voice}{_in_time(caption)}")
    return "\n\n".join(blocks) + "\n"


def _in_time(caption: Caption) -> str:
    """The text of a cue; times inside it must grow, and lie between its start and its end."""
    text = in_two_lines(caption.text)
    pieces: list[str] = []
    at, before_ms = 0, caption.start_ms
    for word, time_ms in zip(WORD.finditer(text), caption.words_ms, strict=False):
        if before_ms < time_ms < caption.end_ms:
            pieces += [_vtt_text(text[at : word.start()]), f"<{_clock(time_ms, '.')}>"]
            at, before_ms = word.start(), time_ms
    return "".join((*pieces, _vtt_text(text[at:])))


def format_srt(captions: Sequence[Caption]) -> str:
    """A SubRip file; a character's name stands before the first cue of a speech.

    The format cannot escape what players take for tags, so angle brackets and braces are shown
    as others that look like them.
    """
    blocks: list[str] = []
    before: str | None = None
    for number, caption in enumerate(_shown(captions), start=1):
        named = caption.speaker is not None and caption.speaker != before
        name = f"{_one_line(caption.speaker or '').upper()}: " if named else ""
        text = in_two_lines(f"{name}{caption.text}").translate(_HARMLESS)
        blocks.append(f"{number}\n{_times(caption, ',')}\n{text}\n")
        before = caption.speaker
    return "\n".join(blocks)


FORMATS: Mapping[str, Callable[[Sequence[Caption]], str]] = {"vtt": format_vtt, "srt": format_srt}
"""The kinds of subtitles, by the suffix of their files."""

_HARMLESS = str.maketrans("<>{}", "‹›❴❵")


def _shown(captions: Iterable[Caption]) -> Iterator[Caption]:
    """*captions*, none of them shorter than a millisecond: players refuse those."""
    for caption in captions:
        end_ms = max(caption.end_ms, caption.start_ms + 1)
        yield replace(caption, end_ms=end_ms)


def _times(caption: Caption, point: str) -> str:
    return f"{_clock(caption.start_ms, point)} --> {_clock(caption.end_ms, point)}"


def _clock(time_ms: int, point: str) -> str:
    seconds, rest = divmod(time_ms, 1000)
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}{point}{rest:03}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _vtt_text(text: str) -> str:
    """*text* with WebVTT's own signs escaped; it allows no control characters."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"[\x00-\x09\x0b-\x1f]", "", escaped)
