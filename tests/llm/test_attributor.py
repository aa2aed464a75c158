"""The attributor ``llm``: what it asks, what it makes of answers, and what of none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from casebook import speakers
from chatserver import Reply, chat_server
from narrate.attribution import Attributor, attribute
from narrate.attribution.finding import find_attributor
from narrate.config import read_settings
from narrate.errors import SettingsError
from narrate.llm import LlmAttributor, llm_attributor
from narrate.llm.people import Identity, with_identity
from narrate.model import Character, Hints, Kind, Manuscript, Script
from narrate.testing import AttributorContract
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script

STORY = """Nora came in with Felix and old Bell.

“Is that the boat?” asked Nora.

“It is late,” said Felix.

“It is always late.”

“Hush,” said Bell.

“There it is.”
"""
DEAD = "http://127.0.0.1:9"

Said = Callable[[list[dict[str, str]]], "str | Reply"]


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("narrate.engines.http.client.sleep", lambda _s: None)


def unnamed(story: str = STORY) -> Script:
    return write_script(find_chapters(Manuscript(Path("story.txt"), story), Hints()))


def asked_about(messages: list[dict[str, str]]) -> dict[str, str]:
    """The lines a question asks about, by number; none in a question about people."""
    return dict(re.findall(r"<(\d+)\? [“]?([^>”]*)", messages[1]["content"]))


def saying(speaker: str) -> Said:
    """A model for which everything is said by *speaker*, and that knows nothing of people."""

    def answer(messages: list[dict[str, str]]) -> str:
        return json.dumps(dict.fromkeys(asked_about(messages), speaker))

    return answer


def at(url: str, below: float = 1.0) -> LlmAttributor:
    return llm_attributor(url=url, model="small", below=below)


BY_RULES = speakers(attribute(unnamed()))


class TestContract(AttributorContract):
    @pytest.fixture(autouse=True)
    def _server(self) -> object:
        with chat_server(saying("unknown")) as server:
            self.url = server.url
            yield

    def make_attributor(self) -> Attributor:
        return at(self.url)


def test_the_models_word_stands_on_every_line_it_is_asked_about() -> None:
    with chat_server(saying("Bell")) as server:
        script = at(server.url).attribute(unnamed())
    assert speakers(script) == ["Bell"] * 5
    assert [one.name for one in script.characters] == ["Bell"]
    assert script.notes == attribute(unnamed()).notes


def test_lines_of_which_the_rules_are_sure_are_not_asked_about() -> None:
    with chat_server(saying("Bell")) as server:
        found = at(server.url, below=0.01).attribute(unnamed())
    assert speakers(found) == BY_RULES
    assert not any(asked_about(one["messages"]) for one in server.requests)


def test_agreeing_makes_a_line_surer_and_the_other_name_is_the_runner_up() -> None:
    with chat_server(saying("Nora")) as server:
        script = at(server.url).attribute(unnamed())
    first, second = [one for one in script.segments if one.kind is Kind.DIALOGUE][:2]
    assert (first.confidence or 0) >= 0.9
    assert second.confidence == 0.65
    assert second.evidence is not None
    assert (second.evidence.rule, second.evidence.runner_up) == ("language model", "Felix")


def test_a_question_has_the_passage_its_people_and_what_was_answered_before() -> None:
    words = " ".join(["The rain came down on the harbour."] * 30)
    story = STORY + "\n\n".join(f"{words}\n\n“Line {n}.”" for n in range(20))
    with chat_server(saying("Bell")) as server:
        at(server.url).attribute(unnamed(story))
    first, second = [
        one["messages"][1]["content"] for one in server.requests if asked_about(one["messages"])
    ][:2]
    assert "People of this scene: " in first
    assert "<1? “Is that the boat?”> asked Nora." in first
    assert "<Bell: “Line " in second
    assert all(len(one["messages"][1]["content"]) < 16_000 for one in server.requests)


def test_a_name_that_nobody_has_is_asked_for_again_and_then_the_rules_decide() -> None:
    with chat_server(saying("Captain Nemo")) as server:
        script = at(server.url).attribute(unnamed())
    assert speakers(script) == BY_RULES
    assert len(server.requests) == 3
    assert "no names of the lists: Captain Nemo" in server.requests[1]["messages"][-1]["content"]
    assert [one.code for one in script.notes][-1] == "llm-unanswered"


@pytest.mark.parametrize("name", ["bell", " Bell. ", "“Bell”"])
def test_names_are_known_however_they_are_written(name: str) -> None:
    with chat_server(saying(name)) as server:
        assert speakers(at(server.url).attribute(unnamed())) == ["Bell"] * 5


@pytest.mark.parametrize(
    "words",
    [
        "",
        "I cannot help with that.",
        '{"1": "Bell", "2": "Be',
        "[1, 2]",
        '{"1": 7}',
        '{"9": "Bell"}',
        "{" * 5_000,
    ],
)
def test_an_answer_that_cannot_be_used_costs_tries_and_no_line(words: str) -> None:
    with chat_server(lambda _: words) as server:
        script = at(server.url).attribute(unnamed())
    assert speakers(script) == BY_RULES
    assert len(server.requests) == 3
    assert script.notes[-1].code == "llm-unanswered"
    assert not script.notes[-1].passing


def test_thoughts_and_fences_around_an_answer_are_overlooked() -> None:
    said = saying("Bell")

    def wordy(messages: list[dict[str, str]]) -> str:
        return f'<think>{{"1": "Nora"}}</think>Surely!\n```json\n{said(messages)}\n```\n'

    with chat_server(wordy) as server:
        assert speakers(at(server.url).attribute(unnamed())) == ["Bell"] * 5


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(500, b'{"error": {"message": "out of memory"}}'), "500: out of memory"),
        (Reply(429, b"", (("Retry-After", "1"),)), "429"),
        (Reply(401, b'{"error": "no key"}'), "401: no key"),
        (Reply(404, b'{"error": "model small not found"}'), "model small not found"),
        (Reply(200, b"<html>Welcome</html>"), "no answer of a language model"),
        (Reply(200, b'{"choices": []}'), "no answer of a language model"),
    ],
)
def test_a_server_that_fails_is_told_of_and_the_rules_decide(reply: Reply, told: str) -> None:
    with chat_server(lambda _: reply) as server:
        script = at(server.url).attribute(unnamed())
    assert speakers(script) == BY_RULES
    assert told in script.notes[-1].message
    assert script.notes[-1].passing
    assert len(server.requests) <= 4


def test_a_server_that_is_not_there_loses_nothing() -> None:
    script = at(DEAD).attribute(unnamed())
    assert speakers(script) == BY_RULES
    assert "5 of 5 doubtful lines" in script.notes[-1].message


def test_what_was_answered_is_not_asked_again() -> None:
    with chat_server(saying("Bell")) as server:
        first = at(server.url).attribute(unnamed())
        assert len(server.requests) == 1
        assert at(server.url).attribute(unnamed()) == first
        assert len(server.requests) == 1


def test_the_key_goes_to_the_server_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NARRATE_LLM_KEY", "sk-secret")
    with chat_server(saying("Bell")) as server:
        script = at(server.url).attribute(unnamed())
    assert server.keys == ["Bearer sk-secret"]
    assert "sk-secret" not in f"{script} {at(server.url).fingerprint()}"
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"sk-secret" in path.read_bytes() for path in kept)


TALK = "".join(
    f"“Line {n},” said {name}.\n\n" for n in range(3) for name in ("Henry", "Mr. Wilcox", "Peg")
)


def people_of(answers: Callable[[list[str]], dict[str, object]]) -> Said:
    def answer(messages: list[dict[str, str]]) -> str:
        numbered = re.findall(r"^\d+\. ([^,\n]+)", messages[1]["content"], re.MULTILINE)
        return json.dumps(answers(numbered) if numbered else {})

    return answer


def same(*names: str) -> Callable[[list[str]], dict[str, object]]:
    return lambda listed: {"same": [[listed.index(name) + 1 for name in names]], "nobody": []}


def test_two_names_become_one_person_where_the_model_says_so_twice() -> None:
    with chat_server(people_of(same("Henry", "Mr. Wilcox"))) as server:
        script = at(server.url, below=0.01).attribute(unnamed(TALK))
    assert len(server.requests) == 2
    assert len(set(speakers(script))) == 2


def test_what_the_model_says_once_is_nothing() -> None:
    orders: list[list[str]] = []

    def once(listed: list[str]) -> dict[str, object]:
        orders.append(listed)
        return same("Henry", "Mr. Wilcox")(listed) if len(orders) == 1 else {}

    with chat_server(people_of(once)) as server:
        script = at(server.url, below=0.01).attribute(unnamed(TALK))
    assert orders[0] == orders[1][::-1]
    assert len(set(speakers(script))) == 3


def test_two_people_whom_the_user_lists_never_become_one() -> None:
    listed = (Character("Henry"), Character("Mr. Wilcox"))
    script = attribute(unnamed(TALK), listed)
    identity = Identity(frozenset([frozenset(["Henry", "Mr. Wilcox"])]))
    assert with_identity(script, identity, listed) == listed


def test_nobody_speaks_no_more() -> None:
    def nobody(listed: list[str]) -> dict[str, object]:
        return {"same": [], "nobody": [listed.index("Peg") + 1]}

    with chat_server(people_of(nobody)) as server:
        script = at(server.url, below=0.01).attribute(unnamed(TALK))
    assert "Peg" not in speakers(script)
    assert "Peg" not in {one.name for one in script.characters}


def test_told_beforehand_nothing_is_asked() -> None:
    with chat_server(saying("Bell")) as server:
        script = at(server.url).told_beforehand().attribute(unnamed())
    assert server.requests == []
    assert speakers(script) == BY_RULES
    assert re.search(r"asked 1 times about 5 doubtful lines", script.notes[-1].message)


def test_it_is_made_of_what_voices_yaml_says(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text("attribution: {method: llm, url: http://localhost:11434, model: q}\n", "utf-8")
    found = find_attributor(read_settings(path))
    assert found.fingerprint() == f"llm {at('http://localhost:11434').fingerprint()}".replace(
        "small 1.0", "q 0.8"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("", "the url of the language model is missing"),
        ("url: http://localhost:1", "the model of the language model is missing"),
        ("url: nowhere, model: q", "no address"),
        ("url: http://localhost:1, model: q, below: 2", "above 0, 1 at the most"),
        ("url: http://localhost:1, model: q, key_env: sk-1", "not the key itself"),
        ("url: http://localhost:1, model: q, key: sk-1", "no option 'key'"),
    ],
)
def test_a_wrong_option_is_told_at_its_line(tmp_path: Path, options: str, told: str) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text(f"attribution: {{method: llm, {options}}}\n", "utf-8")
    with pytest.raises(SettingsError, match=re.escape(told)):
        find_attributor(read_settings(path))


def test_a_script_that_lacks_answers_is_made_anew_the_next_time() -> None:
    note = at(DEAD).attribute(unnamed()).notes[-1]
    assert note.passing
    assert not replace(note, passing=False).passing
