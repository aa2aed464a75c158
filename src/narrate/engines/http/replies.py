"""What a speech server says of its failure, in a few words, and never with our key in them."""

from __future__ import annotations

import json
import re
from html import unescape

from narrate.engines.asking import MOST_TOLD

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
FEW = 4
"""one sign in so many may be unreadable: of a Latin alphabet in an old encoding that few are"""
_KEYS = ("message", "msg", "error_description", "error", "detail", "title")
"""where servers put their words: OpenAI's error.message, FastAPI's detail, and others"""


def said(body: bytes, key: str = "") -> str:
    """The words of *body*, JSON, a web page or plain text, on one line; *key* is struck out.

    Empty where much of it is no text.
    """
    text = body[:20_000].decode("utf-8", "replace")
    if text.count("\ufffd") * FEW > len(text):
        return ""
    try:
        words = _words(json.loads(text))
    except (ValueError, RecursionError):
        words = _plain(text)
    return " ".join(without(key, " ".join(words.split())).split())[:MOST_TOLD]


def without(key: str, text: str) -> str:
    """*text* with stars in place of *key*, and blanks for what would move about on a terminal."""
    struck = text.replace(key, "***") if key else text
    return "".join(sign if sign.isprintable() else " " for sign in struck)


def _words(value: object) -> str:
    """The message in *value*: the first place that has one, of several the first few."""
    if isinstance(value, dict):
        found = (_words(value[key]) for key in _KEYS if key in value)
        return _field(value) + next((words for words in found if words), "")
    if isinstance(value, list):
        return "; ".join(filter(None, map(_words, value[:3])))
    return value if isinstance(value, str) else ""


def _field(complaint: dict[object, object]) -> str:
    """The field of our request that a *complaint* of FastAPI's is about: ``speed:``."""
    where = complaint.get("loc")
    return f"{where[-1]}: " if isinstance(where, list) and where else ""


def _plain(text: str) -> str:
    if "<" not in text:
        return text
    title = _TITLE.search(text)
    return unescape(title[1] if title else _TAG.sub(" ", _HIDDEN.sub(" ", text)))
