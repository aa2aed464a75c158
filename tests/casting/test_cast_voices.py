from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrate.casting import cast_voices, found_roles
from narrate.casting.ear import CLEAR, Ear
from narrate.errors import Place, SettingsError
from narrate.model import Cast, Character, Gender, Script, ToldChapters, Voice, VoiceInfo
from narrate.settings import Pool, Role, Settings, VoiceChoice
from narrate.testing import TONES

Make = Callable[..., Script]

TONE = Settings(engine="tone")
GENDER = {info.name: info.gender for info in TONES}
MEN = [info.name for info in TONES if info.gender == "M"]


def listed(name: str, voice: VoiceChoice, gender: Gender | None = None) -> Role:
    return Role(Character(name, gender=gender), voice)


def people(number: int, gender: Gender | None, prefix: str = "P") -> list[Character]:
    return [Character(f"{prefix}{index}", gender=gender) for index in range(number)]


def lines(*characters: Character, words: int = 8) -> list[tuple[str | None, str]]:
    return [(character.name, "word " * words) for character in characters]


names = st.sampled_from(["Ann", "Bob", "Cy", "Dee", "Eve", "the man", "the girl", "I"])
some_voices = st.lists(st.sampled_from(TONES), unique=True, min_size=1)


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[tuple[str | None, str]], list[Character]]:
    spoken = draw(st.lists(st.tuples(st.none() | names, st.just("a b c")), max_size=20))
    characters = [
        Character(
            name,
            gender=draw(st.sampled_from(["M", "F", None])),
            narrator=name == "I",
            named=not name.startswith("the "),
        )
        for name in dict.fromkeys(name for name, _ in spoken if name)
        if draw(st.booleans())
    ]
    return spoken, characters


choices = st.builds(
    VoiceChoice,
    st.none() | st.sampled_from(MEN),
    st.none() | st.integers(80, 450),
    st.none() | st.integers(0, 100),
)
pools = st.builds(Pool, *[st.lists(choices.filter(lambda c: c.name), max_size=3).map(tuple)] * 3)
wishes = st.builds(
    Settings,
    engine=st.just("tone"),
    narrator=choices,
    roles=st.lists(
        st.builds(Role, st.builds(Character, names), choices),
        max_size=3,
        unique_by=lambda role: role.character.name,
    ).map(tuple),
    unnamed=pools,
    casting=pools,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stories(), wishes, some_voices)
def test_everybody_has_a_voice_that_exists_and_is_in_range(
    script: Make,
    story: tuple[list[tuple[str | None, str]], list[Character]],
    wanted: Settings,
    voices: list[VoiceInfo],
) -> None:
    spoken, characters = story
    written = script(spoken, *characters)
    cast = cast_voices(written, wanted, voices)
    offered = {info.name for info in voices} | set(MEN)
    for name in [None, *(name for name, _ in spoken), *(each.name for each in characters)]:
        voice = cast.voice_for(name)
        assert voice.engine == "tone"
        assert voice.name in offered
        assert 80 <= voice.rate <= 450
        assert 0 <= voice.pitch <= 100
    assert cast == cast_voices(written, wanted, voices)


def test_narration_and_speech_of_nobody_are_the_narrators(script: Make) -> None:
    cast = cast_voices(script([(None, "a")]), TONE, TONES)
    assert cast.voice_for(None) == cast.narrator == Voice("tone", "low-01", rate=165)


def spoken_in(script: Script, language: str) -> Script:
    return replace(script, book=replace(script.book, language=language))


def test_the_narrators_voice_is_of_the_books_language_at_home(script: Make) -> None:
    voices = [VoiceInfo(tag, tag) for tag in ("en-029", "de", "en-gb", "en-us", "en-us-nyc")]

    def narrator(language: str) -> str:
        return cast_voices(spoken_in(script([]), language), TONE, voices).narrator.name

    languages = ("en", "en-gb", "de", "de-at", "en-us", "en-au")
    assert [narrator(each) for each in languages] == [
        "en-us",
        "en-gb",
        "de",
        "de",
        "en-us",
        "en-us",
    ]


def test_a_language_without_a_voice_is_an_error(script: Make) -> None:
    path = Path("voices.yaml")
    wanted = replace(TONE, path=path, lines={"book.language": 3})
    german = [VoiceInfo("otto", "de")]
    with pytest.raises(SettingsError, match="no voice for the language 'xx'") as caught:
        cast_voices(spoken_in(script([]), "xx"), wanted, german)
    assert caught.value.at == Place(path, 3)


def test_an_engine_that_lists_no_voices_is_an_error_that_tells_how_to_name_one(
    script: Make,
) -> None:
    wanted = replace(TONE, path=Path("voices.yaml"), lines={"engine": 2})
    with pytest.raises(SettingsError, match="the engine tone lists no voices") as caught:
        cast_voices(spoken_in(script([]), "en"), wanted, [])
    assert caught.value.at == Place(Path("voices.yaml"), 2)
    assert caught.value.hint == "name one that it has in voices.yaml: narrator: tone:NAME"


@pytest.mark.parametrize(
    ("language", "voice"),
    [("zh", "cmn"), ("zh", "zh-cn"), ("no", "nb"), ("zh-hk", "cmn"), ("xx", "mul")],
)
def test_a_voice_of_one_of_the_languages_that_a_tag_means_will_do(
    script: Make, language: str, voice: str
) -> None:
    voices = [VoiceInfo("otto", "de"), VoiceInfo("hers", voice)]
    cast = cast_voices(spoken_in(script([]), language), TONE, voices)
    assert cast.narrator.name == "hers"


def test_effects_are_given_to_nobody_unless_there_is_nothing_else(script: Make) -> None:
    ann, bob = Character("Ann", gender="F"), Character("Bob", gender="F")
    effect = VoiceInfo("whisper", "en", "F", castable=False)
    good = VoiceInfo("good", "en", "F"), VoiceInfo("narrator", "en", "M")
    cast = cast_voices(script(lines(ann, bob), ann, bob), TONE, (effect, *good))
    assert {voice.name for voice in cast.voices.values()} == {"good"}
    alone = cast_voices(script(lines(ann), ann), TONE, (effect,))
    assert alone.voice_for("Ann").name == "whisper"


def test_gender_fits(script: Make) -> None:
    both = people(9, "F", "F") + people(9, "M", "M")
    cast = cast_voices(script(lines(*both), *both), TONE, TONES)
    for character in both:
        assert GENDER[cast.voice_for(character.name).name] == character.gender


def test_nobody_shares_a_voice_while_voices_last(script: Make) -> None:
    both = people(12, "F", "F") + people(11, "M", "M")
    cast = cast_voices(script(lines(*both), *both), TONE, TONES)
    voices = {cast.narrator.name, *(voice.name for voice in cast.voices.values())}
    assert len(voices) == 24
    assert "voices-ran-out" not in [note.code for note in cast.notes]


def test_when_voices_run_out_pitch_and_rate_make_the_difference(script: Make) -> None:
    men = people(40, "M")
    cast = cast_voices(script(lines(*men), *men), TONE, TONES)
    assert len(set(cast.voices.values())) == 40
    assert {GENDER[voice.name] for voice in cast.voices.values()} == {"M"}
    assert cast.narrator.name not in {voice.name for voice in cast.voices.values()}
    told = [note.message for note in cast.notes if note.code == "voices-ran-out"]
    assert ["P11, P12, P13 and 26 more" in message for message in told] == [True]


def without_pitch(*voices: VoiceInfo) -> list[VoiceInfo]:
    return [replace(voice, pitch_settable=False) for voice in voices]


def test_voices_whose_pitch_cannot_be_set_differ_by_rate_alone(script: Make) -> None:
    child, old = Character("Tim", age="child"), Character("Tom", gender="M", age="old")
    men = [child, old, *people(6, "M")]
    cast = cast_voices(script(lines(*men), *men), TONE, without_pitch(*TONES[:4]))
    assert {voice.pitch for voice in cast.voices.values()} == {50}
    assert len(set(cast.voices.values())) == len(men)


def test_pitch_that_is_not_heard_keeps_nobody_apart() -> None:
    ear = Ear({info.name: info for info in without_pitch(TONES[0])})
    own = Voice("tone", TONES[0].name)
    assert ear.distance(own, replace(own, pitch=90)) == 0.0
    assert ear.distance(own, replace(own, rate=200)) > 0.0


def test_when_rates_run_out_too_nobodys_voice_is_everybodys(script: Make) -> None:
    men = people(48, "M")
    cast = cast_voices(script(lines(*men), *men), TONE, without_pitch(*TONES[:5]))
    shares = Counter(cast.voices.values())
    assert len(shares) > 10
    assert max(shares.values()) <= 2 * len(men) / len(shares)


def test_where_the_narrators_voice_is_the_only_one_it_is_changed_for_others(script: Make) -> None:
    bob, ann = Character("Bob", gender="M"), Character("Ann", gender="F")
    cast = cast_voices(script(lines(bob, ann), bob, ann), TONE, TONES[:1])
    sound = {(voice.rate, voice.pitch) for voice in (cast.narrator, *cast.voices.values())}
    assert len(sound) == 3
    assert [note.message for note in cast.notes if note.code == "no-fitting-voice"] == [
        "no woman's voice was found for Ann (low-01)"
    ]


def test_what_is_fixed_by_the_user_is_shared_when_nothing_else_is_left(script: Make) -> None:
    fixed = VoiceChoice(rate=100, pitch=50, volume=1.0)
    wanted = replace(TONE, roles=(listed("Ann", fixed), listed("Bob", fixed)))
    cast = cast_voices(script([("Ann", "a"), ("Bob", "b")]), wanted, TONES[:1])
    assert cast.voices["Ann"] == cast.voices["Bob"] == Voice("tone", "low-01", 100)
    assert "Ann, Bob" in cast.notes[0].message


def test_voices_are_clearly_apart_for_those_who_say_most(script: Make) -> None:
    women = people(4, "F")
    cast = cast_voices(script(lines(*women, words=100), *women), TONE, TONES)
    ear = Ear({info.name: info for info in TONES})
    voices = [cast.narrator, *cast.voices.values()]
    assert min(ear.distance(a, b) for a, b in combinations(voices, 2)) > CLEAR
    assert cast.voice_for("P0") == Voice("tone", "high-01")


def test_a_newcomer_takes_no_voice_from_those_who_say_more(script: Make) -> None:
    old = people(6, "F", "Old")
    new = Character("New", gender="F")
    before = cast_voices(script(lines(*old, words=50), *old), TONE, TONES)
    story = [*lines(new, words=3), *lines(*old, words=50)]
    after = cast_voices(script(story, new, *old), TONE, TONES)
    assert {name: after.voices[name] for name in before.voices} == before.voices


def test_a_few_words_more_change_no_voice(script: Make) -> None:
    ann, eve = Character("Ann", gender="F"), Character("Eve", gender="F")
    story = lines(ann, eve, words=40)
    before = cast_voices(script(story, ann, eve), TONE, TONES)
    after = cast_voices(script([*story, ("Eve", "and a few more")], ann, eve), TONE, TONES)
    assert after.voices == before.voices


def test_a_listed_character_has_what_was_written(script: Make) -> None:
    bob = Character("Bob", gender="M")
    wanted = replace(TONE, roles=(listed("Bob", VoiceChoice("high-03", 100, 20, 0.5)),))
    cast = cast_voices(script(lines(bob), bob), wanted, TONES)
    assert cast.voice_for("Bob") == Voice("tone", "high-03", 100, 20, 0.5)


def test_what_was_left_open_is_cast(script: Make) -> None:
    wanted = replace(TONE, roles=(listed("Ann", VoiceChoice(rate=120), "F"),))
    voice = cast_voices(script(lines(Character("Ann")), Character("Ann")), wanted, TONES).voices[
        "Ann"
    ]
    assert (GENDER[voice.name], voice.rate, voice.pitch) == ("F", 120, 50)


def test_an_alias_in_the_script_is_the_listed_person(script: Make) -> None:
    role = Role(Character("Lucas", ("Luke",)), VoiceChoice("low-07"))
    cast = cast_voices(script([("Luke", "a"), ("Lucas", "b")]), replace(TONE, roles=(role,)), TONES)
    assert cast.voices["Luke"] == cast.voices["Lucas"] == Voice("tone", "low-07")


def test_voices_the_user_gave_are_handed_to_nobody_else(script: Make) -> None:
    men = people(20, "M")
    wanted = replace(
        TONE,
        narrator=VoiceChoice("low-05"),
        roles=(listed("Silent", VoiceChoice("low-02")), listed("P0", VoiceChoice("low-03"))),
        unnamed=Pool(male=(VoiceChoice("low-04"),)),
    )
    cast = cast_voices(script(lines(*men), *men), wanted, TONES)
    others = {voice.name for name, voice in cast.voices.items() if name != "P0"}
    assert not others & {"low-02", "low-03", "low-04", "low-05"}


def test_the_pool_the_user_gave_is_drawn_from_alone(script: Make) -> None:
    some = [*people(2, "F", "F"), *people(3, "M", "M"), Character("U")]
    pool = Pool(
        female=(VoiceChoice("low-09"), VoiceChoice("low-10")),
        male=(VoiceChoice("high-02", pitch=30), VoiceChoice("high-02", pitch=70)),
    )
    cast = cast_voices(script(lines(*some), *some), replace(TONE, casting=pool), TONES)
    given = {name: voice.name for name, voice in cast.voices.items()}
    assert {given["F0"], given["F1"]} == {"low-09", "low-10"}
    assert {given["M0"], given["M1"], given["M2"]} == {"high-02"}
    assert given["U"] in {"low-09", "low-10", "high-02"}
    assert {cast.voices["M0"].pitch, cast.voices["M1"].pitch} == {30, 70}
    assert len(set(cast.voices.values())) == 6


def test_walk_on_parts_take_turns(script: Make) -> None:
    women = [Character(f"woman {n}", gender="F", named=False) for n in range(3)]
    man = Character("the man", gender="M", named=False)
    unnamed = Pool(female=(VoiceChoice("high-02"), VoiceChoice("high-04", pitch=60)))
    story = script(lines(*women, man), *women, man)
    cast = cast_voices(story, replace(TONE, unnamed=unnamed), TONES)
    assert [cast.voices[woman.name].name for woman in women] == ["high-02", "high-04", "high-02"]
    assert cast.voices["woman 1"].pitch == 60
    assert GENDER[cast.voices["the man"].name] == "M"
    assert cast.voices["the man"].name != cast.narrator.name


def test_walk_on_parts_leave_the_voices_of_named_people_alone(script: Make) -> None:
    named = people(6, "F", "Named")
    extras = [Character(f"woman {n}", gender="F", named=False) for n in range(6)]
    cast = cast_voices(script(lines(*extras, *named), *extras, *named), TONE, TONES)
    taken = {cast.voices[each.name].name for each in named}
    assert len(taken | {cast.voices[each.name].name for each in extras}) == 12
    alone = cast_voices(script(lines(*named), *named), TONE, TONES)
    assert alone.voices == {each.name: cast.voices[each.name] for each in named}


def test_who_tells_the_story_speaks_with_the_narrators_voice(script: Make) -> None:
    teller = Character("Ann", gender="F", narrator=True)
    cast = cast_voices(script(lines(teller), teller), TONE, TONES)
    assert cast.voices["Ann"] == cast.narrator
    assert GENDER[cast.narrator.name] == "F"


@pytest.mark.parametrize("known", ["Ann", "Annie"])
def test_the_teller_may_be_named_by_the_user(script: Make, known: str) -> None:
    roles = (Role(Character("Ann", ("Annie",), "F", narrator=True)),)
    wanted = replace(TONE, narrator_is=(ToldChapters("Ann"),), roles=roles)
    cast = cast_voices(script([(known, "a")]), wanted, TONES)
    assert cast.voices[known] == cast.narrator


def test_the_teller_may_be_given_a_voice_or_another_pitch(script: Make) -> None:
    teller = Character("Ann", narrator=True)
    story = script(lines(teller), teller)

    def told(voice: VoiceChoice) -> Voice:
        return cast_voices(story, replace(TONE, roles=(listed("Ann", voice),)), TONES).voices["Ann"]

    assert told(VoiceChoice("high-07")) == Voice("tone", "high-07")
    assert told(VoiceChoice(pitch=70)) == Voice("tone", "low-01", 165, 70)


def test_an_unknown_gender_gets_a_voice_from_the_middle(script: Make) -> None:
    unknown = Character("Sam")
    cast = cast_voices(script(lines(unknown), unknown), TONE, TONES)
    pitches = sorted(info.pitch_hz or 0.0 for info in TONES)
    pitch = next(info.pitch_hz or 0.0 for info in TONES if info.name == cast.voices["Sam"].name)
    assert pitches[5] < pitch < pitches[19]


def test_where_nothing_was_measured_the_engines_order_decides(script: Make) -> None:
    voices = [VoiceInfo(name, "en", "F") for name in ("narrator", "b", "a")]
    sam = Character("Sam")
    assert cast_voices(script(lines(sam), sam), TONE, voices).voices["Sam"].name == "b"


AS_IT_IS = VoiceChoice(rate=175, pitch=50)


def heard(name: str, misheard: float | None, gender: Gender = "F", hz: float = 210.0) -> VoiceInfo:
    return VoiceInfo(name, "en", gender, hz, misheard=misheard)


NARRATOR = heard("n", 0.05, "M", 100.0)


def test_who_says_most_has_the_voice_that_is_understood_best(script: Make) -> None:
    lead, other = Character("Lead", gender="F"), Character("Other", gender="F")
    story = script([*lines(other, words=9), *lines(lead, words=400)], lead, other)
    voices = [NARRATOR, heard("dull", 0.25, hz=190.0), heard("clear", 0.05, hz=240.0)]
    cast = cast_voices(story, TONE, voices)
    assert {name: voice.name for name, voice in cast.voices.items()} == {
        "Lead": "clear",
        "Other": "dull",
    }


def test_a_voice_nobody_measured_is_understood_as_well_as_the_others(script: Make) -> None:
    ann = Character("Ann", gender="F")
    story = script(lines(ann, words=400), ann)

    def given(*infos: VoiceInfo) -> str:
        return cast_voices(story, TONE, [NARRATOR, *infos]).voices["Ann"].name

    assert given(heard("unmeasured", None), heard("worse", 0.3)) == "unmeasured"
    assert given(heard("unmeasured", None), heard("better", 0.02)) == "better"


def test_what_is_understood_does_not_go_before_what_is_told_apart(script: Make) -> None:
    ann, eve = Character("Ann", gender="F"), Character("Eve", gender="F")
    story = script(lines(*[ann, eve] * 20, words=10), ann, eve)
    near = [NARRATOR, heard("a", 0.05, hz=200.0), heard("b", 0.06, hz=203.0)]
    cast = cast_voices(story, TONE, [*near, heard("c", 0.1, hz=250.0)])
    assert {voice.name for voice in cast.voices.values()} == {"a", "c"}


def test_close_voices_that_answer_each_other_are_told(script: Make) -> None:
    ann, bob = Character("Ann", gender="M"), Character("Bob", gender="M")
    dialogue = script(lines(ann, bob, ann, bob), ann, bob)
    near = [VoiceInfo("n", "en", "M", 100.0), VoiceInfo("a", "en", "M", 121.0)]
    fixed = replace(TONE, roles=(listed("Ann", AS_IT_IS), listed("Bob", AS_IT_IS)))
    cast = cast_voices(dialogue, fixed, [*near, VoiceInfo("b", "en", "M", 120.0)])
    assert [note.code for note in cast.notes] == ["close-voices"]
    assert "Ann (a) and Bob (b) speak in one scene" in cast.notes[0].message
    apart = cast_voices(dialogue, fixed, [*near, VoiceInfo("b", "en", "M", 150.0)])
    assert apart.notes == ()


def test_people_in_one_scene_are_told_even_if_another_speaks_between(script: Make) -> None:
    ann, bob = Character("Ann", gender="M"), Character("Bob", gender="M")
    cat = Character("Cat", gender="F")
    dialogue = script(lines(ann, cat, bob), ann, bob, cat)
    voices = [VoiceInfo("n", "en", "M", 80.0), VoiceInfo("c", "en", "F", 220.0)]
    voices += [VoiceInfo("a", "en", "M", 121.0), VoiceInfo("b", "en", "M", 120.0)]
    fixed = replace(TONE, roles=(listed("Ann", AS_IT_IS), listed("Bob", AS_IT_IS)))
    told = [note.message for note in cast_voices(dialogue, fixed, voices).notes]
    assert ["speak in one scene" in message for message in told] == [True]


def test_a_voice_like_another_is_changed_where_that_makes_it_clear(script: Make) -> None:
    ann, bob = Character("Ann", gender="M"), Character("Bob", gender="M")
    near = [VoiceInfo("n", "en", "M", 90.0), VoiceInfo("a", "en", "M", 121.0)]
    near.append(VoiceInfo("b", "en", "M", 120.0))
    cast = cast_voices(script(lines(ann, bob, ann, bob), ann, bob), TONE, near)
    assert cast.voices["Ann"] == Voice("tone", "a")
    assert cast.voices["Bob"].name == "b"
    assert cast.voices["Bob"].pitch != 50
    assert cast.notes == ()


def test_what_the_user_cast_is_not_told(script: Make) -> None:
    same = VoiceChoice("low-04")
    wanted = replace(TONE, roles=(listed("Ann", same), listed("Bob", same)))
    assert cast_voices(script([("Ann", "a"), ("Bob", "b")]), wanted, TONES).notes == ()


def test_found_roles_can_be_listed(script: Make) -> None:
    ann = Character("Ann", ("Annie",), "F")
    others = Character("I", narrator=True), Character("the man", named=False)
    teller = Character("Hastings", gender="M", narrator=True)
    voices = {"Ann": Voice("tone", "high-02", 175, 60), "Hastings": Voice("tone", "low-01", 165)}
    cast = Cast(Voice("tone", "low-01", 165), voices)
    assert found_roles(script([], ann, *others, teller), cast) == (
        Role(ann, VoiceChoice("high-02", pitch=60)),
        Role(teller, VoiceChoice()),
    )


def test_those_who_answer_each_other_are_further_apart_than_those_who_do_not(script: Make) -> None:
    ann, bea, cat = (Character(name, gender="F") for name in ("Ann", "Bea", "Cat"))
    ear = Ear({info.name: info for info in TONES})
    apart = lines(ann, ann, ann, cat) + lines(*[bea, cat] * 20, words=4)
    cast = cast_voices(script(apart, ann, bea, cat), TONE, TONES)
    friends = ear.distance(cast.voices["Bea"], cast.voices["Cat"])
    assert friends > ear.distance(cast.voices["Ann"], cast.voices["Cat"])


parties = st.lists(
    st.tuples(st.sampled_from("ABCDEF"), st.integers(1, 60)), min_size=1, max_size=25
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parties, st.lists(st.tuples(st.integers(0, 25), st.integers(1, 5)), min_size=1), st.data())
def test_who_says_less_than_all_others_changes_nobodys_voice(
    script: Make,
    party: list[tuple[str, int]],
    asides: list[tuple[int, int]],
    data: st.DataObject,
) -> None:
    """*Less* as casting counts it: less than half, wherever the newcomer's lines may stand."""
    words: dict[str, int] = {}
    for name, number in party:
        words[name] = words.get(name, 0) + number
    needed = 2 * sum(number for _, number in asides)
    story = [(name, "word " * (number * needed)) for name, number in party]
    some = [
        Character(name, gender=data.draw(st.sampled_from(["M", "F", None])), named=name not in "EF")
        for name in words
    ]
    newcomer = Character("New", gender=data.draw(st.sampled_from(["M", "F"])))
    before = cast_voices(script(story, *some), TONE, TONES)
    longer = list(story)
    for place, number in asides:
        longer.insert(min(place, len(longer)), ("New", "word " * number))
    after = cast_voices(script(longer, newcomer, *some), TONE, TONES)
    assert after.narrator == before.narrator
    assert {name: after.voices[name] for name in before.voices} == before.voices


def test_a_child_is_high_and_an_old_man_low_and_slow(script: Make) -> None:
    voices = [VoiceInfo("n", "en", "M", 110.0), VoiceInfo("m", "en", "M", 140.0)]
    voices += [VoiceInfo("low", "en", "M", 90.0), VoiceInfo("high", "en", "F", 250.0)]
    boy, man = Character("Tim", gender="M", age="child"), Character("Hale", gender="M", age="old")
    cast = cast_voices(script(lines(boy, man), boy, man), TONE, voices)
    assert cast.voices == {"Tim": Voice("tone", "high"), "Hale": Voice("tone", "low", rate=158)}
    assert cast.notes == ()


def test_an_age_raises_or_lowers_a_voice_that_does_not_fit_it(script: Make) -> None:
    voices = [VoiceInfo("n", "en", "M", 110.0), VoiceInfo("m", "en", "M", 120.0)]
    boy = Character("Tim", gender="M", age="child")
    assert cast_voices(script(lines(boy), boy), TONE, voices).voices["Tim"].pitch == 70
    unmeasured = [replace(info, pitch_hz=None) for info in voices]
    assert cast_voices(script(lines(boy), boy), TONE, unmeasured).voices["Tim"].pitch == 65
    old = replace(boy, age="old")
    assert cast_voices(script(lines(old), old), TONE, unmeasured).voices["Tim"].pitch == 40


def test_the_age_the_user_wrote_counts(script: Make) -> None:
    wanted = replace(TONE, roles=(Role(Character("Ann", age="old")),))
    ann = Character("Ann", gender="F", age="child")
    assert cast_voices(script(lines(ann), ann), wanted, TONES).voices["Ann"].rate == 158


def test_a_voice_made_for_the_old_is_for_the_old(script: Make) -> None:
    voices = [
        VoiceInfo("n", "en", "M", 100.0),
        VoiceInfo("granny", "en", "F", 190.0, age="old"),
        VoiceInfo("woman", "en", "F", 200.0),
    ]
    ann, old = Character("Ann", gender="F"), Character("Nan", gender="F", age="old")
    cast = cast_voices(script(lines(ann, old), ann, old), TONE, voices)
    assert (cast.voices["Ann"].name, cast.voices["Nan"].name) == ("woman", "granny")
