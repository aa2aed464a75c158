"""The schema is what editors know, the dataclasses what the program knows: they agree."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

import jsonschema
import pytest

from narrate.config.checking import MISTAKES
from narrate.config.typed_values import read_schema
from narrate.settings import BookInfo, Output, Pauses, Plugins, Pool, Settings, VoiceChoice

SCHEMA = read_schema()


def keys(of: type, *, without: set[str] = frozenset()) -> set[str]:  # type: ignore[assignment]  # a frozen set does as well
    return {each.name for each in fields(of)} - set(without)


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_setting_has_a_key_and_every_key_a_setting() -> None:
    read = {"roles": "characters"}
    own = keys(Settings, without={"path", "lines", "plugins", "more_engines", "lent"})
    settings = {read.get(name, name) for name in own}
    assert set(SCHEMA["properties"]) == settings.union(get_args(Plugins))


@pytest.mark.parametrize(
    ("section", "of"), [("pauses", Pauses), ("book", BookInfo), ("output", Output)]
)
def test_a_section_has_the_keys_of_its_class(section: str, of: type) -> None:
    assert set(SCHEMA["properties"][section]["properties"]) == keys(of)


def test_a_pool_has_the_keys_of_its_class() -> None:
    assert set(SCHEMA["$defs"]["pool"]["properties"]) == keys(Pool)


@pytest.mark.parametrize("name", ["narrator", "setVoice", "character"])
def test_a_voice_has_the_keys_of_its_class(name: str) -> None:
    voice = {"voice", *keys(VoiceChoice, without={"name", "at"})}
    about = {"aliases", "gender", "age", "direction", "lexicon"} if name == "character" else set()
    assert set(SCHEMA["$defs"][name]["properties"]) == voice | about


def described(schema: Any) -> list[bool]:
    if isinstance(schema, list):
        return [found for each in schema for found in described(each)]
    if not isinstance(schema, dict):
        return []
    here = [
        "description" in each
        for each in schema.get("properties", {}).values()
        if "$ref" not in each
    ]
    return here + [found for each in schema.values() for found in described(each)]


def test_every_key_is_described_for_editors_and_hints() -> None:
    assert all(described(SCHEMA))


def keywords(schema: Any) -> set[str]:
    """Every keyword that can find a mistake."""
    if isinstance(schema, list):
        return {found for each in schema for found in keywords(each)}
    if not isinstance(schema, dict):
        return set()
    under = [each for key in ("properties", "$defs") for each in schema.get(key, {}).values()]
    typed_value = {"properties", "$defs", "$schema", "$ref", "title", "description"}
    inner = keywords(
        [schema.get(key) for key in ("items", "anyOf", "propertyNames", "additionalProperties")]
    )
    return (set(schema) - typed_value) | keywords(under) | inner


def test_every_mistake_the_schema_can_find_is_told_in_a_sentence() -> None:
    assert keywords(SCHEMA) - {"anyOf", "items", "propertyNames"} == set(MISTAKES)
