"""What every language's print holds that is seen but not said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from narrate.speech import typography
from narrate.speech.mapped import Mapped

Change = Callable[[Mapped], Mapped]

CASES: dict[Change, list[tuple[str, str]]] = {
    typography.settle_characters: [
        ("soft\u00adhyphen, zero\u200bwidth, \ufeffmark", "softhyphen, zerowidth, mark"),
        ("cafe\u0301", "café"),
        ("a\x00b\x1bc", "abc"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("plain text", "plain text"),
    ],
    typography.strip_emphasis: [
        ("*word* **bold** ***both***", "word bold both"),
        ("_all of it_, _this_!", "all of it, this!"),
        ("*“Hello,” he said*", "“Hello,” he said"),
        ("snake_case a*b f**k 2 * 3", "snake_case a*b f**k 2 * 3"),
        ("a note* and *another", "a note and another"),
        ("Name: _____ and *** here", "Name:  and  here"),
        ("*_both_*", "both"),
        ("_un_important, un*important* a_b_c", "unimportant, unimportant a_b_c"),
    ],
    typography.strip_bullet: [
        ("- salt", "salt"),
        ("• a rope * ten", "a rope * ten"),
        ("-5 degrees", "-5 degrees"),
        ("— and so", "— and so"),
    ],
    typography.strip_opening_dash: [
        ("— Bonjour — dit-il", " Bonjour — dit-il"),
        ("--Yes", "Yes"),
        ("- No", "No"),
        ("-5 degrees", "-5 degrees"),
        ("Yes — no", "Yes — no"),
    ],
    typography.strip_quotation_marks: [
        ("“Hello,” she said.", "Hello, she said."),
        ("„Guten Tag“ «bonjour» 「x」", "Guten Tag bonjour x"),
        ("``so'' he said", "so he said"),
        ("‘It’s the boys’ room,’ I said", "It’s the boys room, I said"),
        ("'Tis O'Brien's, don't", "Tis O'Brien's, don't"),
        ("rock 'n' roll o’clock", "rock n roll o’clock"),
        ('said"Hi"and left', "said Hi and left"),
        ("6'2", "6'2"),
    ],
    typography.set_dashes: [
        ("so--well", "so — well"),
        ("so -- well", "so  —  well"),
        ("so—well", "so — well"),
        ("so – well - then", "so  —  well  —  then"),
        ("1914–18, well-known, -5", "1914–18, well-known, -5"),
        ("But I---", "But I — "),
    ],
    typography.set_ellipses: [
        ("Well... . . . no", "Well… no"),
        ("Well . . . no", "Well … no"),
        ("Well….", "Well…."),
        ("No. 7. Yes.", "No. 7. Yes."),
    ],
    typography.fold_white_space: [(" a\n\tb\u00a0 c ", "a b c"), ("", "")],
    typography.plain_letters: [
        ("ﬁre ﬂew oﬀ, loſt", "fire flew off, lost"),
        ("Ｈｉ！ 20℃", "Hi! 20°C"),
        ("the 21ˢᵗ", "the 21st"),
        ("Act Ⅳ, Louis ⅩⅣ, ⅻ", "Act IV, Louis XIV, xii"),
        ("plain ½ № ²", "plain ½ № ²"),
    ],
    typography.follow_links: [
        ("see [the map](https://a.b/c_d) now", "see the map now"),
        ('![a bell](bell.png "The bell")', "a bell"),
        ("[Exit] (she left) [12]", "[Exit] (she left) [12]"),
    ],
    typography.shorten_addresses: [
        ("at https://www.example.com/a?b=c.", "at example.com/a."),
        ("<http://example.com/>, www.a.org!", "example.com, a.org!"),
        ("WWW.EXAMPLE.COM", "EXAMPLE.COM"),
        ("ada@example.com and/or www", "ada@example.com and/or www"),
    ],
    typography.drop_note_marks: [
        ("the end.[12] Then", "the end. Then"),
        ("a word[3], and¹² so.⁴", "a word, and so."),
        ("E=mc², a=b+xy²", "E=mc², a=b+xy²"),
        ("5 km², x², item [12], colo[u]r, a[1]b", "5 km², x², item [12], colo[u]r, a[1]b"),
    ],
    typography.drop_pictures: [
        ("Hi 😀 there 👍🏽!", "Hi  there !"),
        ("a☕b ❤️ 👩\u200d🚀", "a b  "),
        ("plain ½ °", "plain ½ °"),
    ],
    typography.drop_signs: [
        ("a\\b a|b a^b ~~gone~~", "a b a b a b gone"),
        ("a * b ==== ## © → #", "a  b     "),
        ("a = b + c & d @ #1 #tag", "a = b + c & d @ #1 #tag"),
    ],
}


@pytest.mark.parametrize(
    ("change", "text", "spoken"),
    [(change, *case) for change, cases in CASES.items() for case in cases],
)
def test_what_is_seen_but_not_said_goes(change: Change, text: str, spoken: str) -> None:
    assert change(Mapped(text)).text == spoken
