"""Chapters that a table of contents names, however it is set and whatever slips it has."""

from __future__ import annotations

from chapterstage import PROSE, read, titles


def told(*names: str) -> str:
    return "\n\n\n".join(f"{name}\n\n{PROSE}\n\n{PROSE}" for name in names)


def long(*names: str) -> str:
    return "\n\n\n".join(f"{name}\n\n" + "\n\n".join([PROSE] * 12) for name in names)


def test_titles_set_in_below_a_part_are_entries_of_their_own() -> None:
    names = ("The Well", "The Ferry", "The Salt", "The Rope", "The Lamp")
    rows = "\n".join(f"      {name}" for name in names)
    text = f"Salt\n\nContents\n\n  Part One\n{rows}\n\n\nPart One\n\n{told(*names)}\n"
    assert titles(read(text)) == ["Part One. The Well", *names[1:]]


def test_the_second_line_of_an_entry_is_of_it() -> None:
    title = "How Edda Went Down to the Boats at Night and What She Found There"
    text = (
        "Salt\n\nContents\n\nThe Well\nHow Edda Went Down to the Boats at Night\n"
        f"    and What She Found There\nThe Lamp\n\n\n{told('The Well', title, 'The Lamp')}\n"
    )
    assert titles(read(text)) == ["The Well", title, "The Lamp"]


def test_a_title_with_a_slip_in_the_contents_is_found_between_its_neighbours() -> None:
    names = ["The Well", "The Fiddle, the Poet of the Village", "The Wrecked Boats"]
    names += ["The Lamp", "The Rope", "The Ferry"]
    text = (
        "Salt\n\nContents\n\nThe Well\nThe Poet of the Village\nThe Wreckd Boats\nThe Lamp\n"
        "The Rope\nThe Ferry\n\n\n" + told(*names)
    )
    assert titles(read(text)) == names


def test_what_is_like_a_title_elsewhere_is_none() -> None:
    aside = f"{PROSE}\n\nThe Wrecked Boat\n\n{PROSE}"
    text = (
        "Salt\n\nContents\n\nThe Well\nThe Wreckd Boats\nThe Lamp\nThe Rope\n\n\n"
        + told("The Well", "The Wrecked Boats", "The Lamp", "The Rope")
        + f"\n\n{aside}\n"
    )
    assert titles(read(text)) == ["The Well", "The Wrecked Boats", "The Lamp", "The Rope"]


def test_a_title_that_the_title_page_has_too_is_found_below_the_contents() -> None:
    text = (
        "THE WELL\n\nAND OTHER STORIES\n\nby Ines Quill\n\n\nPREFACE\n\n"
        f"{PROSE}\n\n\nCONTENTS\n\nThe Well\n\nThe Ferry\n\nThe Lamp\n\n\n"
        + told("THE WELL", "THE FERRY", "THE LAMP")
    )
    assert titles(read(text))[-4:] == ["Preface", "The Well", "The Ferry", "The Lamp"]


def test_a_contents_may_be_of_illustrations_too_and_have_the_word_page() -> None:
    text = (
        "Salt\n\nCONTENTS AND ILLUSTRATIONS\n\n  The Well      _Page_  4\n"
        "  The Ferry             8\n  The Lamp             12\n\n\nFOREWORD\n\n"
        f"{PROSE}\n\n\n{told('THE WELL', 'THE FERRY', 'THE LAMP')}\n"
    )
    assert titles(read(text)) == ["Foreword", "The Well", "The Ferry", "The Lamp"]


def test_a_long_tale_is_parted_by_its_numbers_and_a_short_one_is_not() -> None:
    numbers = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
    long = "\n\n\n".join([PROSE] * 60)
    tale = "\n\n\n".join(f"{number}\n\n{long}" for number in numbers)
    short = f"THE LAMP\n\nI\n\n{PROSE}\n\nII\n\n{PROSE}"
    rest = told("THE FERRY", "THE ROPE")
    text = (
        "Salt\n\nCONTENTS\n\nThe Well\nThe Lamp\nThe Ferry\nThe Rope\n\n\n"
        f"THE WELL\n\n{tale}\n\n\n{short}\n\n\n{rest}\n"
    )
    assert titles(read(text)) == [
        "The Well. I",
        *numbers[1:],
        "The Lamp",
        "The Ferry",
        "The Rope",
    ]


def test_what_an_entry_adds_in_brackets_is_not_of_its_title() -> None:
    entry = "The Harbour Lamp Day Songs (A Supplement to the Whole Book)"
    names = ["The Well", "The Lamp", "Harbour and Its Lamp Day Songs"]
    text = f"Salt\n\nContents\n\nThe Well\nThe Lamp\n{entry}\n\n\n{told(*names)}"
    assert titles(read(text)) == names


def test_a_contents_ends_above_prose_at_a_narrow_margin() -> None:
    numbers = range(1, 6)
    entries = "".join(f"CHAPTER {number}\n\nEdda's Journal\n{number * 9}\n\n" for number in numbers)
    prose = (
        "Now the tide had gone out in the night, and left at about 6\n"
        "the seven boats on the sand that Old Tom had brought at VI\n"
        "in the evening down the river from the wells of the Salters\n"
        "and nobody in the village would go."
    )
    chapters = "\n\n\n".join(f"CHAPTER {number}\n\nEDDA'S JOURNAL\n\n{prose}" for number in numbers)
    book = read(f"SALT\n\nCONTENTS\n\n{entries}\n\n{chapters}\n")
    assert titles(book) == [f"Chapter {number}. Edda's Journal" for number in numbers]


def test_a_half_title_below_a_contents_is_no_entry_of_it() -> None:
    names = ("The Well", "The Ferry", "The Rope", "The Lamp")
    entries = "\n\n".join(names)
    grave = f"{PROSE}\n\nSALT\n\n{PROSE}"
    text = (
        f"SALT\n\nby Ines Quill\n\n\nContents\n\n{entries}\n\nSALT\n\n\n{told(*names)}\n\n{grave}"
    )
    assert titles(read(text)) == list(names)


def test_a_book_that_is_called_by_its_pieces_has_the_last_of_them() -> None:
    names = ("The Well", "The Ferry", "The Rope", "The Lamp", "The Salt Road")
    entries = "\n\n".join(names)
    text = f"THE WELL\n\nand\n\nTHE SALT ROAD\n\n\nContents\n\n{entries}\n\n\n{told(*names)}\n"
    assert titles(read(text)) == list(names)


def test_entries_in_other_words_stand_among_those_that_come_again() -> None:
    names = ["The Well", "The Ferry", "The Rope", "The Drowned Sailor", "The Lamp", "The Cart"]
    rows = [f"{name}. _By Ines Quill_" for name in names]
    rows[3] = "[dagger]The Drowned Sailor. _Told again by Tom Marsh_"
    tales = "\n\n\n".join(f"{name}\n\nBY INES QUILL.\n\n{PROSE}\n\n{PROSE}" for name in names)
    note = "(The stories marked with a dagger are for those who are older\nthan ten years of age.)"
    entries = "\n\n".join([note, *rows])
    text = f"Salt\n\nContents\n\n{entries}\n\n\n\nTHE SALT STORIES\n\n{tales}\n"
    assert titles(read(text)) == names


def test_the_last_entry_is_one_though_it_has_no_number_and_is_set_in_as_titles_are() -> None:
    names = ("BEFORE THE DAWN", "THE FERRY", "THE DROWNED SAILORS")
    entries = "\n".join(
        f"{numeral:>4}  {name}" for numeral, name in zip(("I", "II", "III"), names, strict=True)
    )
    chapters = "\n\n\n".join(
        f"CHAPTER {numeral}\n\n{name}\n\n{PROSE}"
        for numeral, name in zip(("I", "II", "III"), names, strict=True)
    )
    text = (
        f"SALT\n\nCONTENTS\n\n{entries}\n      NOTE ON BOOKS\n\n\n\n"
        f"{chapters}\n\n\n\nNOTE ON BOOKS\n\n{PROSE}\n"
    )
    assert titles(read(text))[-2:] == ["Chapter III. The Drowned Sailors", "Note on Books"]


def test_a_contents_goes_on_while_its_numbers_do_whatever_is_told_between() -> None:
    names = [f"CHAPTER {number}" for number in range(1, 7)]
    items = "  THE BACKGROUND\n" + "\n".join(
        f"    The {thing} that was taken down to the boats on the sand"
        for thing in ("lamp", "rope")
    )
    argument = f"{items}\n            and the marks of a cart, which nobody knew, and the rain"
    entries = "\n\n".join(f"      {name}\n  THE BOATS\n{argument}" for name in names)
    text = f"SALT\n\nCONTENTS\n\n{entries}\n\n      APPENDIX\n\n\n\n{long(*names, 'APPENDIX')}\n"
    assert titles(read(text)) == [*(name.title() for name in names), "Appendix"]


def test_what_is_asked_of_each_chapter_begins_none() -> None:
    names = [f"CHAPTER {number}" for number in range(1, 6)]
    asked = "\n\n".join(f"{name}\n\n1. Who took the lamp?" for name in names)
    text = f"SALT\n\n\n{long(*names)}\n\n\nAPPENDIX\n\nQUESTIONS ON THE CHAPTERS\n\n{asked}\n"
    appendix = "Appendix. Questions on the Chapters"
    assert titles(read(text)) == [*(name.title() for name in names), appendix]


def test_what_is_set_as_most_titles_of_the_contents_are_is_one_in_whatever_words() -> None:
    names = ["THE WELL", "THE FERRY", "THE DROWNED SAILORS", "THE ROPE", "THE LAMP", "THE CART"]
    names += ["THE MILL", "THE ISLAND", "THE GALE"]
    others = ["IN NEW COUNTRIES", "OF WISCONSIN IN 1820", "THE MARSHES", "THE SHORE"]
    entries = [
        *names[:3],
        "I. A Region",
        "II. The North",
        "III. What is Low",
        "IV. The Coast",
        *names[3:],
    ]
    rows = "\n".join(entries)
    chapters = [*names[:3], *others, *names[3:]]
    tales = "\n\n\n\n\n".join(f"{one}\n\n" + "\n\n".join([PROSE] * 30) for one in chapters)
    book = read(f"SALT\n\nCONTENTS\n\n{rows}\n\n\n\n\n{tales}\n")
    assert [title.upper() for title in titles(book)] == chapters


def test_the_second_line_of_an_entry_is_none_though_it_stands_alone_below_the_title() -> None:
    names = ("THE FERRY", "THE SALT", "THE WELL", "THE LAMP", "THE DROWNED")
    rows = [
        f"  {name.title()} (Salt Country)      {number}" for number, name in enumerate(names, 7)
    ]
    rows[2] = "  The Well; The Great Rope, in the Marshes\n    (Salt Country)      9"
    tales = [told(name) for name in names]
    tales[2] = f"THE WELL\n\nTHE GREAT ROPE, IN THE MARSHES\n\n(Salt Country)\n\n\n{PROSE}"
    text = "SALT\n\nCONTENTS\n\n" + "\n\n".join(rows) + "\n\n\n\n" + "\n\n\n\n".join(tales)
    assert len(titles(read(text))) == len(names)


def test_letters_in_brackets_count_the_sections_of_a_chapter_in_a_contents() -> None:
    names = ("THE FERRY", "THE SALT", "THE ROPE", "THE WELL")
    sections = ("(_a_) THE BOATS", "(_b_) THE SAND")
    rows = [*names[:2], *(f"      {one}" for one in sections), *names[2:]]
    entries = "\n\n".join(f"  {row}          {page}" for page, row in enumerate(rows, 7))
    tales = told(*names[:2], *sections, *names[2:])
    text = f"SALT\n\nCONTENTS\n\n{entries}\n\n\n\n{tales}\n"
    assert titles(read(text)) == [name.title() for name in names]
