"""Chapters are found in every language narrate knows, whatever voices.yaml says."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.languages import LANGUAGES, language
from narrate.model import Kind
from narrate.readers import read_manuscript
from narrate.text.chapters import find_chapters
from narrate.text.chapters.headings import Rank, is_inner_heading, read_heading
from narrate.text.script import write_script
from narrate.text.titlecase import capitalise

STORIES = Path(__file__).with_name("headings")
OTHERS = [code for code in LANGUAGES if code != "en"]

HEADINGS = """
fr | Chapitre premier | chapter 1
fr | CHAPITRE IV | chapter 4
fr | Chapitre 12 : Le retour | chapter 12 Le retour
fr | CHAPITRE Ier | chapter 1
fr | Chapitre 1er. Le moulin | chapter 1 Le moulin
fr | Chapitre XII — La barque | chapter 12 La barque
fr | Chapitre vingt et unième | chapter 21
fr | Chapitre quatre-vingt-dix-neuf | chapter 99
fr | Première partie | part 1
fr | PREMIÈRE PARTIE — FANTINE | part 1 FANTINE
fr | IIe partie | part 2
fr | 1er chapitre | chapter 1
fr | Livre II | part 2
fr | Tome premier | volume 1
fr | L’épilogue | chapter
fr | Avant-propos | chapter
de | Kapitel 3 | chapter 3
de | Kapitel einundzwanzig | chapter 21
de | Erstes Kapitel | chapter 1
de | Das vierundzwanzigste Kapitel | chapter 24
de | Kapitel 3. wie es kam | chapter 3 wie es kam
de | Das 3. Kapitel | chapter 3
de | 3. Kapitel | chapter 3
de | ZWEITER TEIL | part 2
de | II. Teil. Die Brücke | part 2 Die Brücke
de | Dritter Band | volume 3
de | Vorwort | chapter
es | Capítulo primero | chapter 1
es | Capítulo 1.º | chapter 1
es | CAPÍTULO XII | chapter 12
es | Capítulo veintiuno | chapter 21
es | Primer capítulo | chapter 1
es | Parte segunda | part 2
es | 3.ª parte | part 3
es | Prólogo | chapter
it | Capitolo primo | chapter 1
it | Capitolo ventuno: Il ponte | chapter 21 Il ponte
it | Capitolo ventunesimo | chapter 21
it | Parte prima | part 1
it | Prefazione | chapter
pt | Capítulo vinte e um | chapter 21
pt | Primeira parte | part 1
pt | Prefácio | chapter
nl | Hoofdstuk 3 | chapter 3
nl | Eerste hoofdstuk | chapter 1
nl | Hoofdstuk tweeëntwintig | chapter 22
nl | Tweede deel | part 2
sv | Första kapitlet | chapter 1
sv | Kapitel tjugoett | chapter 21
sv | Tredje delen | part 3
da | Første bog | part 1
da | Kapitel enogtyve | chapter 21
da | Forord | chapter
pl | Rozdział pierwszy | chapter 1
pl | ROZDZIAŁ DWUDZIESTY PIERWSZY | chapter 21
pl | Rozdział trzeci. Most | chapter 3 Most
pl | Część druga | part 2
pl | Księga III | part 3
pl | Wstęp | chapter
ru | Глава первая | chapter 1
ru | ГЛАВА ДВАДЦАТЬ ПЕРВАЯ | chapter 21
ru | Глава 2. Возвращение | chapter 2 Возвращение
ru | 3-я глава | chapter 3
ru | Часть вторая | part 2
ru | Том III | volume 3
ru | Пролог | chapter
"""
ROWS = [tuple(map(str.strip, row.split("|"))) for row in HEADINGS.strip().splitlines()]


@pytest.mark.parametrize(("language", "line", "told"), ROWS, ids=[row[1] for row in ROWS])
def test_a_heading_is_read_in_its_language(language: str, line: str, told: str) -> None:
    mark = read_heading(line)
    assert mark is not None
    number = "" if mark.number is None else f" {mark.number}"
    title = f" {mark.title}" if mark.title else ""
    assert (mark.language, f"{mark.rank.name.lower()}{number}{title}") == (language, told)


@pytest.mark.parametrize("code", OTHERS)
def test_a_story_has_its_chapters_title_and_author(code: str) -> None:
    book = find_chapters(read_manuscript(STORIES / f"{code}.txt"))
    expected = (STORIES / f"{code}.expected.txt").read_text(encoding="utf-8").splitlines()
    found = [f"title: {book.title}", f"author: {book.author}"]
    assert [*found, *(chapter.title for chapter in book.chapters)] == expected


@pytest.mark.parametrize("code", OTHERS)
def test_prose_that_begins_with_a_word_of_headings_is_prose(code: str) -> None:
    """Each story has a sentence that begins with its word for a part or a book."""
    script = write_script(find_chapters(read_manuscript(STORIES / f"{code}.txt")))
    headings = {one.number: one.heading for one in script.book.chapters}
    for one in script.segments:
        inside = one.span.start < headings[one.chapter].end
        assert (one.kind is Kind.HEADING) == inside, one.text


@pytest.mark.parametrize(
    "line",
    [
        "Part of it was true.",
        "Partie de cartes",
        "Parte de la orilla ya no estaba",
        "Teil des Ufers war fort",
        "Book two seats for me",
        "Band 3 was the best of them.",
        "Brief 2 lines to your mother.",
        "First letter. He wrote it twice.",
        "I part.",
        "I act.",
        "II",
        "Die Hard",
        "Livre II, dit-elle.",
        "Часть берега уже ушла под воду",
        "Prolongation",
        "Vorwortlos",
        "Tack.",
        "",
    ],
)
def test_what_only_begins_like_a_heading_is_none(line: str) -> None:
    mark = read_heading(line)
    assert mark is None or mark.rank is Rank.NUMBER


@pytest.mark.parametrize("line", ["chapİtre İv", "chapıtre ıv", "ſcene ſixteen", "ACTE Ⅳ"])
def test_letters_whose_small_form_is_another_s_do_no_harm(line: str) -> None:
    read_heading(line)


@pytest.mark.parametrize("line", ["Once", "Elf", "Due", "Twee", "Cent"])
def test_a_word_that_is_a_number_elsewhere_is_no_section_of_an_english_chapter(line: str) -> None:
    assert not is_inner_heading(line)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("LE RETOUR DU ROI", "Le Retour du Roi"),
        ("DAS ENDE DER WELT", "Das Ende der Welt"),
        ("LA CASA DE LOS ESPÍRITUS", "La Casa de los Espíritus"),
        ("NEVER SAY DIE", "Never Say Die"),
        ("DO OR DIE", "Do or Die"),
        ("THE HOUSE OF THE SEVEN GABLES", "The House of the Seven Gables"),
        ("CHAPITRE IV. Le retour", "Chapitre IV. Le retour"),
        ("NASA and I", "NASA and I"),
    ],
)
def test_small_words_of_a_title_in_capitals_are_those_of_its_language(
    printed: str, title: str
) -> None:
    assert capitalise(printed) == title


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_of_headings_are_whole(code: str) -> None:
    words = language(code).headings
    assert words.lists.keys() == language("en").headings.lists.keys()
    assert all(words.phrases.values())
    for name, numbers in words.numbers.items():
        assert set(range(1, 11)) <= set(numbers.values()), name
    assert all(
        entry == entry.lower() for name in ("part", "named", "by") for entry in words.lists[name]
    )
