"""What French, German and Spanish have and English has not: parted words, nouns with a capital."""

from __future__ import annotations

from pathlib import Path

from narrate.attribution import attribute
from narrate.attribution.people.capital_nouns import capital_nouns
from narrate.attribution.words.reading import Reading, read
from narrate.model import Kind, Manuscript, Script
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script

FRENCH = "\n\nLe vent souffle sur la plaine et les enfants sont rentrés avant la nuit."
GERMAN = "\n\nDer Wind weht über die Ebene, und die Kinder sind vor der Nacht nach Hause gegangen."
SPANISH = "\n\nEl viento sopla sobre la llanura y los niños han vuelto antes de la noche."


def script_of(story: str) -> Script:
    return write_script(find_chapters(Manuscript(Path("story.txt"), story)))


def words_of(story: str) -> Reading:
    return read(script_of(story))


def speech(story: str) -> list[tuple[str | None, str]]:
    """Who says what."""
    lines = attribute(script_of(story)).segments
    return [(one.speaker, one.text) for one in lines if one.kind is Kind.DIALOGUE]


def test_french_words_printed_as_one_are_read_as_two() -> None:
    reading = words_of("L'homme s'écria aujourd'hui: peut-être l'a-t-il vu, dit-elle." + FRENCH)
    assert reading.lows[:4] == ["l", "homme", "s", "écria"]
    assert "aujourd'hui" in reading.lows
    assert "peut-être" in reading.lows
    assert reading.lows[reading.lows.index("dit") + 1] == "elle"
    assert "t-il" in reading.lows


def test_english_words_keep_their_apostrophes_and_hyphens() -> None:
    reading = words_of("He said he'd seen a well-to-do man.")
    assert {"he'd", "well-to-do"} < set(reading.lows)


def test_a_german_noun_with_an_article_is_no_name_but_one_behind_a_title_is() -> None:
    story = "Dann nahm der Wirt den Krug. Da ging der Wirt. Nun sang der Wirt. "
    story += "Dann kam Frau Kerner. Da ging die Kerner. Nun sang die Kerner."
    nouns = capital_nouns(words_of(story + GERMAN))
    assert "wirt" in nouns
    assert "kerner" not in nouns


def test_only_german_has_nouns_with_a_capital() -> None:
    assert not capital_nouns(words_of("Then the Landlord went. Then the Landlord sang."))


def test_a_french_tag_inside_guillemets_names_the_speaker() -> None:
    story = "« Venez, dit doucement Odile, il est tard. »\n\n« J'arrive », répondit Rémi."
    assert [who for who, _ in speech(story + FRENCH)] == ["Odile", "Odile", "Rémi"]


def test_a_dash_inside_french_speech_is_said() -> None:
    story = "— Je pars demain, – c'est décidé, dit Odile.\n\n— Déjà ? demanda Rémi."
    assert speech(story + FRENCH) == [
        ("Odile", "— Je pars demain, – c'est décidé,"),
        ("Rémi", "— Déjà ?"),
    ]


def test_a_hyphen_opens_spanish_speech() -> None:
    story = "-Ya es tarde -dijo Inés-. Vámonos.\n\n-Espera un poco -respondió Andrés."
    assert speech(story + SPANISH) == [
        ("Inés", "-Ya es tarde"),
        ("Inés", "Vámonos."),
        ("Andrés", "-Espera un poco"),
    ]


def test_a_spanish_tag_may_stand_between_dashes_without_blanks() -> None:
    story = "—Ya es tarde—dijo Inés—. Vámonos.\n\n—Espera—respondió Andrés."
    assert speech(story + SPANISH) == [
        ("Inés", "—Ya es tarde"),
        ("Inés", "Vámonos."),
        ("Andrés", "—Espera"),
    ]


def test_a_french_walk_on_keeps_its_article() -> None:
    story = "Un étranger entra.\n\n« Bonsoir », dit l'étranger.\n\n« Fermez », dit une vieille."
    assert [who for who, _ in speech(story + FRENCH)] == ["l'étranger", "la vieille"]


def test_a_german_walk_on_keeps_the_article_that_its_adjective_goes_with() -> None:
    story = "„Komm“, sagte ein alter Mann.\n\n„Ja“, sagte ein Kind.\n\n„So“, sagte der Wirt."
    assert [who for who, _ in speech(story + GERMAN)] == ["ein alter Mann", "ein Kind", "der Wirt"]
