"""The casebook: little stories, each holding one phenomenon of dialogue, told in many styles.

A case is a script, and the script is what is expected. Its story is put together from its
segments, printed with each style's quotation marks, and given to the program. A line is right if
the program hears the same words there and names the same person, by any name it lists for them.

The stories in ``stories/`` are judged in the same way, against ``golden/<story>``.

``python tests/support/casebook.py --score`` prints how many stories are solved in each style, and
``python tests/support/casebook.py --update`` writes ``UNSOLVED.txt``, what is not solved yet, anew.

The stories in ``aside/`` are kept aside: whoever works on the program should read neither them nor
what it gets wrong in them, and look seldom at ``python tests/support/casebook.py --aside``, so that
it tells what to expect of a new story.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from narrate.attribution import attribute
from narrate.model import Character, Kind, Manuscript, Script
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script
from narrate.text.scriptfile import parse_script

CASES = Path(__file__).parents[1] / "cases"
ASIDE = CASES.parent / "aside"
UNSOLVED = CASES / "UNSOLVED.txt"
ENDING = ".script.txt"
STORIES = Path(__file__).parents[2] / "stories"
GOLDEN = Path(__file__).parents[1] / "golden"
EXPECTED = "expected.script.txt"
UNSOLVED_LINES = GOLDEN / "UNSOLVED.txt"

MARKS: dict[str, tuple[str, ...]] = {
    "curly": ("“", "”", "‘", "’", "’"),
    "straight": ('"', '"', "'", "'", "'"),
    "curly-single": ("‘", "’", "“", "”", "’"),
    "straight-single": ("'", "'", '"', '"', "'"),
    "guillemets": ("«", "»", "“", "”", "’"),
    "german": ("„", "“", "‚", "‘", "’"),
}
"""For each style: opening and closing mark, the same pair inside speech, and the apostrophe."""

DASH = "dash"
STYLES = (*MARKS, DASH)
EVERY, ALL_MARKS = "*", "marks"
GROUPS = {EVERY: STYLES, ALL_MARKS: tuple(MARKS)}
"""What UNSOLVED.txt writes for every style, and for every style but the dash."""

Faults = Mapping[str, Mapping[str, list[str]]]
"""For each case, for each style that can print it, what is wrong; empty if all is right."""

NOBODY = "nobody"
"""Listed among a character's other names: the program may also leave the line to nobody."""

INNER = re.compile(r"‘(.*?)’(?![A-Za-z])", re.DOTALL)
DETERMINER = re.compile(r"^(?:the|an?|his|her|my|our|their|\S+['’]s) ")


@dataclass(frozen=True, slots=True)
class Line:
    """A run of words and who says them; *speaker* is None for speech that is nobody's."""

    words: str
    speaker: str | None


def case_names() -> list[str]:
    """All cases, by file name without its ending."""
    return sorted(path.name.removesuffix(ENDING) for path in CASES.glob(f"*{ENDING}"))


def read_case(path: Path) -> Script:
    """The expected script of a case."""
    return parse_script(Manuscript(path, path.read_text(encoding="utf-8")))


def tell(case: Script, style: str) -> str | None:
    """The story of *case*, printed in *style*; None where the style cannot print it."""
    paragraphs: dict[int, list[tuple[Kind, str]]] = {}
    for segment in case.segments:
        text = re.sub(r"^#+ ", "", segment.text) if segment.kind is Kind.HEADING else segment.text
        paragraphs.setdefault(segment.paragraph, []).append((segment.kind, text))
    if style == DASH:
        return _tell_with_dashes(list(paragraphs.values()))
    story = "\n\n".join(" ".join(text for _, text in runs) for runs in paragraphs.values())
    return _restyle(story, MARKS[style]) + "\n"


def _restyle(story: str, marks: tuple[str, ...]) -> str:
    outer, closing, inner, inner_closing, apostrophe = marks
    tagged = INNER.sub("\1\\1\2", story).replace("’", apostrophe)
    swap = str.maketrans("“”\1\2", outer + closing + inner + inner_closing)
    return tagged.translate(swap)


def _tell_with_dashes(paragraphs: list[list[tuple[Kind, str]]]) -> str | None:
    """Print speech after an opening dash, as far as nothing but sense shows where it ends.

    So a paragraph may begin with its only speech, and what follows must read as a tag.
    """
    told: list[str] = []
    for (kind, text), *rest in paragraphs:
        after = " ".join(words for _, words in rest)
        if kind is Kind.DIALOGUE:
            whole = re.fullmatch(r"“([^“”—]+)”", text)
            is_tag = re.match(r"[a-z]", after) and re.search(r"[,!?]”$", text)
            if not whole or (after and not is_tag):
                return None
            told.append(f"— {whole[1]} {after}".strip())
        else:
            told.append(f"{text} {after}".strip())
        if re.search("[“”—]", after) or re.search("[“”]", told[-1]):
            return None
    return "\n\n".join(told) + "\n"


def read_story(story: str) -> Script:
    """What the program makes of *story*."""
    manuscript = Manuscript(Path("story.txt"), story)
    return attribute(write_script(find_chapters(manuscript)))


def speakers(script: Script) -> list[str | None]:
    """Who says each line of dialogue in *script*, in order."""
    return [line.speaker for line in speech(script)]


def speakers_in(story: str) -> list[str | None]:
    """Who says each line of *story*, as the program has it."""
    return speakers(read_story(story))


def speech(script: Script) -> list[Line]:
    """The lines of dialogue in *script*, in order, their words without marks and blanks."""
    return [
        Line(bare(segment.text), segment.speaker)
        for segment in script.segments
        if segment.kind is Kind.DIALOGUE
    ]


def bare(text: str) -> str:
    """Nothing but the letters and digits of *text*, in lower case."""
    return "".join(filter(str.isalnum, text.lower()))


def complaints(expected: Script, actual: Script) -> list[str]:
    """What is wrong with *actual*, a sentence for each fault; empty if all is right."""
    wanted, found = speech(expected), speech(actual)
    if [line.words for line in wanted] != [line.words for line in found]:
        return [f"other speech: {_difference(wanted, found)}"]
    judged = zip(wanted, found, verdicts(expected, actual), strict=True)
    return [
        f"line {number}: {want.speaker or NOBODY}, not {got.speaker or NOBODY}"
        for number, (want, got, right) in enumerate(judged, 1)
        if not right
    ]


def verdicts(expected: Script, actual: Script) -> list[bool]:
    """For each line of dialogue, whether the right person says it.

    Both scripts must hold the same lines. A person must also be one person throughout: of two
    voices for one character, or two characters in one voice, only the more frequent is right.
    """
    pairs = [
        (want.speaker, got.speaker)
        for want, got in zip(speech(expected), speech(actual), strict=True)
    ]
    named = [_is_same(want, got, expected, actual) for want, got in pairs]
    votes = Counter(pair for pair, right in zip(pairs, named, strict=True) if right)
    voice = {want: got for (want, got), _ in reversed(votes.most_common()) if got is not None}
    person = {got: want for (want, got), _ in reversed(votes.most_common())}
    return [
        right and (got is None or (voice[want] == got and person[got] == want))
        for (want, got), right in zip(pairs, named, strict=True)
    ]


def _is_same(want: str | None, got: str | None, expected: Script, actual: Script) -> bool:
    if want is None or got is None:
        return want == got or (want is not None and NOBODY in _person(want, expected).aliases)
    wanted, found = _person(want, expected), _person(got, actual)
    if found.narrator and (wanted.narrator or wanted.name == "I"):
        return True
    return any(mine <= yours or yours <= mine for mine in _names(wanted) for yours in _names(found))


def _person(name: str, script: Script) -> Character:
    return next((who for who in script.characters if who.name == name), Character(name))


def _names(person: Character) -> Iterator[frozenset[str]]:
    """The words of each name: "Mr. Scott" is as good as "Scott", "the woman" as "his woman"."""
    for name in (person.name, *person.aliases):
        words = DETERMINER.sub("", name.lower())
        yield frozenset(words.replace(".", "").replace("’", "'").split())


def _difference(wanted: list[Line], found: list[Line]) -> str:
    for want, got in zip(wanted, found, strict=False):
        if want.words != got.words:
            return f"{want.words[:40]!r}, not {got.words[:40]!r}"
    return f"{len(wanted)} lines, not {len(found)}"


def read_unsolved() -> dict[str, dict[str, list[str]]]:
    """What is listed as not solved yet: for each case, for each style, its faults."""
    listed: dict[str, dict[str, list[str]]] = {}
    for line in UNSOLVED.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            where, _, faults = line.partition("  ")
            styles, _, name = where.partition(":")
            for each in GROUPS.get(styles, styles.split(",")):
                listed.setdefault(name, {})[each] = faults.strip().split("; ")
    return listed


def find_faults(name: str, styles: Collection[str] = STYLES) -> dict[str, list[str]]:
    """What the program gets wrong in a case, for each of *styles* that can print it."""
    case = read_case(CASES / f"{name}{ENDING}")
    told = {style: tell(case, style) for style in styles}
    return {style: complaints(case, read_story(text)) for style, text in told.items() if text}


def find_all_faults() -> dict[str, dict[str, list[str]]]:
    """The same for every case."""
    return {name: find_faults(name) for name in case_names()}


def score(found: Faults) -> Iterator[str]:
    """A line for each style: how many of the cases it can print are solved."""
    for style in STYLES:
        faults = [by_style[style] for by_style in found.values() if style in by_style]
        yield f"{style:16} {faults.count([]):4} of {len(faults)} stories"


def unsolved_lines(found: Faults) -> Iterator[str]:
    """The lines of UNSOLVED.txt as they ought to be."""
    for name, by_style in found.items():
        for fault, styles in _by_fault(by_style).items():
            yield f"{_short(styles, len(by_style))}:{name}  {fault}"


def aside_score() -> tuple[int, int]:
    """How many lines of the stories kept aside are right, and how many there are."""
    right = every = 0
    for path in sorted(ASIDE.glob(f"*{ENDING}")):
        case = read_case(path)
        lines = speech(case)
        actual = read_story(tell(case, "curly") or "")
        every += len(lines)
        if [line.words for line in lines] == [line.words for line in speech(actual)]:
            right += sum(verdicts(case, actual))
    return right, every


def _by_fault(by_style: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The styles in which the same things go wrong."""
    shared: dict[str, list[str]] = {}
    for style, faults in by_style.items():
        if faults:
            shared.setdefault("; ".join(faults).replace("’", "'"), []).append(style)
    return shared


def _short(styles: list[str], told: int) -> str:
    if len(styles) == told:
        return EVERY
    return ALL_MARKS if styles == list(MARKS) else ",".join(styles)


def update_unsolved() -> None:
    """Write UNSOLVED.txt anew and print how many cases each style solves."""
    found = find_all_faults()
    _write_list(UNSOLVED, list(unsolved_lines(found)))
    _print(score(found))


def story_names() -> list[str]:
    """The stories that have an expected script."""
    return sorted(path.parent.name for path in GOLDEN.glob(f"*/{EXPECTED}"))


def story_text(name: str) -> str:
    """A story as it is printed."""
    return (STORIES / f"{name}.txt").read_text(encoding="utf-8")


def read_expected(name: str) -> Script:
    """Who says each line of a story, as a careful reader would have it."""
    return read_case(GOLDEN / name / EXPECTED)


def find_unsolved_lines(name: str) -> list[str]:
    """What the program gets wrong in a story."""
    return complaints(read_expected(name), read_story(story_text(name)))


def read_unsolved_lines(name: str) -> list[str]:
    """What is listed as not solved yet in a story."""
    lines = UNSOLVED_LINES.read_text(encoding="utf-8").splitlines()
    return [line.partition("  ")[2] for line in lines if line.startswith(f"{name}  ")]


def update_unsolved_lines() -> None:
    """Write the stories' UNSOLVED.txt anew and print how many lines of each are right."""
    listed = []
    for name in story_names():
        wrong, every = find_unsolved_lines(name), len(speech(read_expected(name)))
        listed += [f"{name}  {fault}" for fault in wrong]
        sys.stdout.write(f"{name:28} {every - len(wrong):4} of {every} lines\n")
    _write_list(UNSOLVED_LINES, listed)


def _write_list(path: Path, lines: list[str]) -> None:
    """Replace what *path* lists and keep the comment it begins with."""
    head = path.read_text(encoding="utf-8").splitlines()
    comment = [line for line in head if line.startswith("#")]
    path.write_text("\n".join([*comment, *lines]) + "\n", encoding="utf-8")


def _print(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--update"]:
            update_unsolved()
            update_unsolved_lines()
        case ["--score"]:
            _print(score(find_all_faults()))
        case ["--aside"]:
            sys.stdout.write("{} of {} lines\n".format(*aside_score()))
        case _:
            sys.exit("usage: python tests/support/casebook.py --score | --update | --aside")
