"""Asks a language model by ``POST /v1/chat/completions``, and reads the JSON in its answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from narrate.cache.pruning import CacheKind
from narrate.cache.store import Store
from narrate.engines.http.client import FailedError, Server, persist
from narrate.engines.web import Deadline
from narrate.errors import OutputError

T = TypeVar("T")

CHAT = "/chat/completions"
KEY_ENV = "NARRATE_LLM_KEY"
"""none that other programs use: their key would be sent to whatever server is named"""
TRIES = 3
"""how often a question is asked whose answer cannot be used"""
MOST_ANSWER = 1_500
"""tokens of an answer: 25 lines with a name each need a fifth"""
LETTERS_A_TOKEN = 4
"""about so many letters are a token in English text"""
SUFFIX = "json"

Messages = Sequence[Mapping[str, str]]


class UnusableError(Exception):
    """An answer that is none, and what is wrong with it, in words for the model."""


class LostError(Exception):
    """The server answers nothing any more, and why."""


@dataclass(frozen=True, slots=True)
class Model:
    """A language model: the server's address, its own name, and the variable that holds the key.

    An answer may take *longest_s* seconds.
    """

    base: str
    name: str
    key_env: str = KEY_ENV
    longest_s: float = 300.0


@dataclass(slots=True)
class Chat:
    """Questions to *model*; what it answered is kept in *store* and not asked again.

    *asked* counts the calls; when the server is *lost*, for the reason told, nothing is asked.
    """

    model: Model
    store: Store
    asked: int = field(default=0, init=False)
    lost: str = field(default="", init=False)

    def ask(self, system: str, question: str, read: Callable[[Any], T]) -> T | None:
        """What *read* makes of the JSON that answers *question*; None without a usable answer.

        *read* raises UnusableError for what cannot be used; the model is then told so, and asked
        again, ``TRIES`` times in all.
        """
        messages = [
            {"role": "system", "content": system},
            {"role": "user", "content": question},
        ]
        for _ in range(TRIES):
            if self.lost:
                return None
            try:
                answer = self._answer(messages)
            except LostError as error:
                self.lost = str(error)
                return None
            try:
                return read(_json_in(answer))
            except UnusableError as error:
                complaint = f"{error}. Answer the question again, with the JSON object alone."
                messages += [
                    {"role": "assistant", "content": answer[:2_000]},
                    {"role": "user", "content": complaint},
                ]
        return None

    def _answer(self, messages: Messages) -> str:
        """The model's words, from earlier or from now. Raises LostError."""
        key = _key(self.model, messages)
        with suppress(OutputError):
            if kept := self.store.find_payload(CacheKind.ANSWERS, key, SUFFIX):
                return kept.decode("utf-8", "replace")
        answer = self._asked(messages)
        with suppress(OutputError):  # what is not kept is asked again; nothing is lost
            self.store.keep_payload(CacheKind.ANSWERS, key, SUFFIX, answer.encode() or b" ")
        return answer

    def _asked(self, messages: Messages) -> str:
        server = Server(self.model.base, self.model.key_env, "language model")
        body = json.dumps(
            {
                "model": self.model.name,
                "messages": list(messages),
                "temperature": 0,
                "max_tokens": MOST_ANSWER,
                "stream": False,
            }
        ).encode()
        self.asked += 1

        def attempt(deadline: Deadline) -> str:
            return _content(server.post(CHAT, body, deadline).body)

        try:
            return persist(attempt, self.model.longest_s)
        except FailedError as error:
            raise LostError(str(error)) from error


def _content(body: bytes) -> str:
    """The words in an answer of the server. Raises FailedError for what is none."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError):
        raise FailedError("what it sent is no answer of a language model", again=True) from None
    return content if isinstance(content, str) else ""


def _json_in(answer: str) -> Any:  # noqa: ANN401 -- whatever JSON there is
    """The JSON object in *answer*, whatever stands around it: thoughts, fences, politeness."""
    answer = answer.rpartition("</think>")[2]
    decoder, at = json.JSONDecoder(), answer.find("{")
    while at >= 0:
        with suppress(ValueError, RecursionError):
            found, _ = decoder.raw_decode(answer, at)
            return found
        at = answer.find("{", at + 1)
    raise UnusableError("there was no JSON object in your answer, or it was cut short")


def _key(model: Model, messages: Messages) -> str:
    """The digest of all that decides an answer; the address does not."""
    parts = [model.name, list(messages)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def tokens(text: str) -> int:
    """About how many tokens *text* has."""
    return len(text) // LETTERS_A_TOKEN + 1
