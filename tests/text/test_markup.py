"""Markup in a plain text is what it stands for, or is gone."""

from __future__ import annotations

import pytest

from narrate.text.markup import (
    with_characters,
    without_bbcode,
    without_fences,
    without_html,
    without_quote_marks,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("on&nbsp;and&mdash;on", "on\u00a0and—on"),
        ("&quot;It&#8217;s&quot; &#x201C;late&hellip;&#x201D;", '"It’s" “late…”'),
        ("fish &amp;amp; chips &lt;3", "fish & chips <3"),
        ("AT&T; R&D, &c; &nosuchthing;", "AT&T; R&D, &c; &nosuchthing;"),
    ],
)
def test_entities_are_the_characters_they_stand_for(typed: str, meant: str) -> None:
    assert with_characters(typed)[0] == meant


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("He went <i>slowly</i>, <B>alone</B>.", "He went slowly, alone."),
        ("<span class=\"x\">so</span> <a href='y'>it</a>", "so it"),
        ("<p>One.</p>\n\n<p>Two.</p>", "\n\nOne.\n\nTwo.\n\n"),
        ("One.<br/>\n\nTwo.<br>Three.<br><br>Four.", "One.\n\nTwo.\nThree.\n\nFour."),
        ("One.\n\n<hr />\n\nTwo.", "One.\n\n* * *\n\nTwo."),
        ("One.<!-- not\nthis -->Two.", "One.Two."),
        ("<ul>\n<li>salt</li>\n<li>bread</li></ul>", "\n\n- salt\n- bread\n\n"),
        ("so it was.<sup>12</sup>", "so it was.¹²"),
        ("<lou_k> hi, 3 < 4 > 2, <i want that>, <3", "<lou_k> hi, 3 < 4 > 2, <i want that>, <3"),
    ],
)
def test_tags_are_what_they_do(typed: str, shown: str) -> None:
    assert without_html(typed)[0] == shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (
            "She read:\n\n> Dear Tob,\n> the road.\n>\n> Go.\n",
            "She read:\n\nDear Tob,\nthe road.\n\nGo.\n",
        ),
        (">Dear\n>> Tob\n> > Ann", "Dear\nTob\nAnn"),
        ("One.\n\n>>>\n\nTwo > one.\n\n>-<>-<\n", "One.\n\n>>>\n\nTwo > one.\n\n-<>-<\n"),
    ],
)
def test_a_block_quote_is_its_text(typed: str, meant: str) -> None:
    assert without_quote_marks(typed)[0] == meant


def test_fences_are_gone_and_what_they_hold_is_left() -> None:
    assert without_fences("Look:\n\n```text\nHello.\n```\n\nSo.")[0] == "Look:\n\n\nHello.\n\n\nSo."
    assert without_fences("``Hello,'' she said.\n```\n")[0] == "``Hello,'' she said.\n```\n"


def test_every_place_leads_back_to_what_was_typed() -> None:
    typed = "It&#8217;s <i>late</i>.<hr>So <b>it</b> is."
    shown, shifts = without_html(typed)
    for word in ("late", "So", "it", "is."):
        assert typed.startswith(word, shifts.undo(shown.index(word)))
    places = [shifts.undo(place) for place in range(len(shown))]
    assert places == sorted(places)
    assert places[-1] < len(typed)


def test_the_markup_of_forums_is_not_read() -> None:
    typed = "[b]One[/b]\n\n[i]Late.[/i] [color=red]“No,”[/color] said Ann.\n\n[hr]\n\nShe [left].\n"
    read = "One\n\n_Late._ “No,” said Ann.\n\n* * *\n\nShe [left].\n"
    assert without_bbcode(typed)[0] == read


def test_headings_of_forums_are_those_of_markdown() -> None:
    headed = "[H2]Chapter 2[/H2]\n\nIt rained.\n\n[HR][/HR]\nSnow."
    assert without_bbcode(headed)[0] == "## Chapter 2\n\nIt rained.\n\n* * *\n\nSnow."


def test_words_in_brackets_that_nothing_closes_stay() -> None:
    assert without_bbcode("The [b] of it. [i] am here.")[0] == "The [b] of it. [i] am here."
    assert without_bbcode("“[S]he [i]slept[/i].”")[0] == "“[S]he _slept_.”"
    assert without_bbcode("“[S]he slept.” [/sarcasm]")[0] == "“[S]he slept.” [/sarcasm]"
