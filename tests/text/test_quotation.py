"""Braces stand around what is found to be speech."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Span
from narrate.text.paragraphs import find_paragraphs
from narrate.text.quotation import detect_style, find_speech


def heard(text: str, language: str = "en") -> str:
    """*text*, which is in *language*, with braces around every run of speech."""
    paragraphs = find_paragraphs(text, Span(0, len(text)))
    found = find_speech(text, paragraphs, detect_style(text, paragraphs, language))
    marked, at = "", 0
    for span in (span for spans in found for span in spans):
        marked += f"{text[at : span.start]}{{{text[span.start : span.end]}}}"
        at = span.end
    return marked + text[at:]


def printed(marked: str) -> str:
    return marked.replace("{", "").replace("}", "")


WHOLE = {
    "straight": '{"Sit down,"} said Mara, {"and have some soup."} She did.',
    "curly": "{“Sit down,”} said Mara, {“and have some soup.”} She did.",
    "straight single": "{'Sit down,'} said Mara, {'and have some soup.'} She did.",
    "curly single": "{‘Sit down,’} said Mara, {‘and have some soup.’} She did.",
    "backtick": "{`Sit down,'} said Mara, {`and have some soup.'} She did.",
    "typewriter": "{``Sit down,''} said Mara, {``and have some soup.''} She did.",
    "guillemets": "{« Assieds-toi. »} Mara sourit. {« Mange. »}",
    "guillemets before a comma": "{« Assieds-toi »}, dit Mara. {« Mange. »}",
    "guillemets with hard spaces": "{«\xa0Assieds-toi\xa0»}, dit Mara. {«\u202fMange\u202f»}",
    "inward guillemets": "{»Setz dich«}, sagte Mara. {»Iss die Suppe.«}",
    "low-high": "{„Setz dich“}, sagte Mara. {„Iss die ‚gute‘ Suppe.“}",
    "low-right": "{„Siadaj”} – powiedziała Mara. {„Jedz zupę.”}",
    "right-right": "{”Sitt ner”}, sade Mara. {”Ät soppan.”}",
    "corner": "{「すわって。」}とマラは言った。{「『本』を読みますか。」}",
    "half broken marks": '{“Sit down,"} said Mara, {"and have some soup.”} She did.',
    "spaced marks": '{" Sit down , "} said Mara . {" Have some soup . "}',
}


@pytest.mark.parametrize("marked", WHOLE.values(), ids=WHOLE)
def test_speech_is_found_in_every_pair_of_marks(marked: str) -> None:
    assert heard(printed(marked)) == marked


APOSTROPHES = {
    "possessive": "{'The boys' boots are wet,'} said Mara. The boys' hats were dry.",
    "elision": "{'Give 'em here, 'cause it's late,'} said Mara. {''Tis so.'}",
    "elision first": "{''Twas a fine day,'} said Mara.",
    "elision without its own mark": "{'Twas a fine day,'} said Mara.",
    "clipped": "{'I'm runnin' on an' on,'} said Mara, sittin' down.",
    "curly": "{‘Don’t touch the Joneses’ dog, ’tis mad,’} said Mara.",
    "decade": "{'It was in the '90s,'} said Mara.",
    "double inside": "{'He said \"No\" to me,'} said Mara.",
    "comma outside": "{'Sit down'}, said Mara. {'Now.'}",
    "old print": "{'It 's late, and I 'll go,'} said Mara. {'You 've time.'}",
}


@pytest.mark.parametrize("marked", APOSTROPHES.values(), ids=APOSTROPHES)
def test_apostrophes_neither_open_nor_close_speech(marked: str) -> None:
    assert heard(printed(marked)) == marked


DASHES = {
    "es": "{—Hola} —dijo Juan—. {Siéntate.}\n\n{—¿Por qué?} —preguntó Mara.",
    "ru": "{— Привет,} — сказал он. {— Садись.}\n\n{— Нет!} — крикнула Мара и ушла.",
    "fr": "{— Bonjour,} dit-il. {Entrez donc.}\n\n{— Oui,} répondit Mara. {Entrez.}",
    "fr, tag inside": "{« Bonjour,} dit-il, {il pleut. »}\n\n{« Oui. »}",
    "en": "{—Sit down,} said Mara, and sat down.\n\n{—I won't,} he said. {You know me.}",
    "en, narration after": "{—Sit down,} said Mara. She filled a bowl.\n\n{—Soup--again?}",
    "en, present": "{—Let him be,} said Mara. {It is a public road.}\n\n{—Is it?}",
    "en, told in the present": "{—Let him be,} says Mara. The road is empty.\n\n{—Is it?}",
    "en, hyphens": "{--Sit down.}\n\nMara filled a bowl.\n\n{--Soup again?}",
}


@pytest.mark.parametrize("case", DASHES)
def test_a_dash_opens_speech_and_the_tag_ends_it(case: str) -> None:
    language, _, _ = case.partition(",")
    assert heard(printed(DASHES[case]), language) == DASHES[case]


VERBS = {
    "en": '{"Sit down,} admonished Mara.\n\nShe sat down. {"Good."}',
    "de": "{„Setz dich,} wisperte Mara.\n\nSie setzte sich. {„Gut.“}",
    "fr": "{“Assieds-toi,} marmonna Mara.\n\nElle sourit. {“Bien.”}",
    "es": "{“Siéntate,} masculló Mara.\n\nElla sonrió. {“Bien.”}",
    "ru": "{“Садись,} прохрипела Мара.\n\nОна села. {“Хорошо.”}",
}


@pytest.mark.parametrize("language", VERBS)
def test_a_tag_with_any_verb_of_saying_ends_a_speech_without_its_mark(language: str) -> None:
    assert heard(printed(VERBS[language]), language) == VERBS[language]


def test_a_tag_is_one_in_the_language_of_the_book_only() -> None:
    text = "“Sit down, masculló Mara.\n\nShe sat down. “Good.”"
    assert heard(text, "en") == "{“Sit down, masculló Mara.}\n\nShe sat down. {“Good.”}"
    assert heard(text, "tr") == heard(text, "en")


SPOKEN = {
    "participle": 'She sat murmuring {"Come home!"} until dark.',
    "nested": "{\"She told me, 'Never,' and left,\"} said Mara.",
    "several paragraphs": '{"I rowed out.}\n\n{"I rowed back."}\n\nShe sat down.',
    "closed without being reopened": '{"I rowed out.}\n\n{I rowed back."}\n\nShe sat down.',
    "verse": '{"Row out,\n"Row in,\n"Row home."} She sat down.',
    "cry": 'He shouted {"Fire!"} and ran.',
    "dash on both sides": 'Then--{"Who is there?"}--a voice.',
    "brackets": '({"It was not,"} said Mara.)',
    "one after the other": '{"No!"} {"Yes!"} {"No!"} It went on.',
    "nothing between": '{"No!"}--{"Yes!"}',
    "title abbreviation": '{"No,"} said Mrs. Pell, {"not now."}',
    "no comma": '{"No"} said Mara.',
}


@pytest.mark.parametrize("marked", SPOKEN.values(), ids=SPOKEN)
def test_speech_keeps_together_what_belongs_together(marked: str) -> None:
    assert heard(printed(marked)) == marked


DAMAGED = {
    "no closing mark": '{"I rowed out and back.}\n\nShe sat down.\n\nIt rained.',
    "no closing mark before the tag": '{"I rowed out,} he said, and sat down.\n\nIt rained.',
    "no closing mark before the next": '{"I rowed out. "And back?"} Mara asked him.',
    "no opening mark": '{I rowed out,"} he said. {"And back."}',
    "no opening mark after the tag": '{"Well,"} he said. {I rowed out."}',
    "space on the wrong side": '{"I rowed out, "}he said. {"And back."}',
}


@pytest.mark.parametrize("marked", DAMAGED.values(), ids=DAMAGED)
def test_a_missing_mark_costs_one_speech_at_most(marked: str) -> None:
    assert heard(printed(marked)) == marked


@pytest.mark.parametrize(
    "text",
    [
        'The word "love" was not in her letters.',
        'The old schooner "Pelican" lay at the quay.',
        'He was reading "The Mill on the Marsh" again.',
        '"The Mill" was lying open on the table.',
        "She called it 'a trifle' and laughed.",
        'A sign said "no entry" in red.',
        'They gave him what they called "a little rest," and he took it.',
        'He was 6\'2" tall and had 5" nails.',
        "The boys' hats and the girls' coats hung there. 'Tis so.",
        "Rock 'n' roll was 'in' that year.",
        "— NOTHING —",
        "It was over — or so she thought — by noon.",
    ],
)
def test_quoted_words_titles_and_signs_are_left_to_the_narrator(text: str) -> None:
    assert heard(text) == text


def test_two_styles_may_live_in_one_book() -> None:
    marked = "{'Sit down,'} said Mara.\n\n{“I will not,”} said Tom.\n\n{'Then stand,'} said Mara."
    assert heard(printed(marked)) == marked


def test_single_quotations_are_only_speech_where_the_book_speaks_in_them() -> None:
    marked = "{\"Sit,\"} said Mara.\n\nHe thought it 'odd,' as they say.\n\n" + '{"No."}\n\n' * 9
    assert heard(printed(marked)) == marked


@given(st.text(alphabet="ab .,!—-\n\"'“”‘’«»„‚‹›「」`_*", max_size=200))
def test_speech_is_in_order_and_inside_its_paragraph(text: str) -> None:
    paragraphs = find_paragraphs(text, Span(0, len(text)))
    found = list(find_speech(text, paragraphs, detect_style(text, paragraphs)))
    assert len(found) == len(paragraphs)
    for paragraph, spans in zip(paragraphs, found, strict=True):
        at = paragraph.start
        for span in spans:
            assert at <= span.start < span.end <= paragraph.end
            at = span.end


def test_a_second_tagged_speech_may_be_one_word_behind_a_conjunction() -> None:
    marked = '{"Hers,"} said Mara, and {"His,"} said Tom.'
    assert heard(printed(marked)) == marked
