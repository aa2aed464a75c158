# ruff: noqa: S101, D102 -- a contract is made of assertions, and a test's name is its sentence
"""What every attributor must do, as tests to inherit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.model import Character, Hints, Kind, Manuscript, Script, Segment

if TYPE_CHECKING:
    from narrate.attribution import Attributor

STORY = """\
The Boat

“Is that the boat?” asked Nora.

Felix shaded his eyes. “I think so,” he said.

“It is late.”

They waited.
"""


class AttributorContract(ABC):
    """What every attributor must do.

    Inherit it in a test module and say how to make the attributor::

    class TestMyAttributor(AttributorContract):
        def make_attributor(self) -> Attributor:
            return MyAttributor()
    """

    reproducible = True
    """whether the same script is attributed in the same way every time"""

    @abstractmethod
    def make_attributor(self) -> Attributor:
        """A new attributor; whoever inherits the contract says which."""

    def script(self, story: str = STORY) -> Script:
        """*story* before attribution."""
        # Whoever tests an engine needs none of this, and every worker would load it.
        from narrate.text.chapters import find_chapters  # noqa: PLC0415 -- as above
        from narrate.text.script import write_script  # noqa: PLC0415 -- as above

        return write_script(find_chapters(Manuscript(Path("story.txt"), story), Hints()))

    def test_its_fingerprint_is_the_same_for_another_of_its_kind(self) -> None:
        assert self.make_attributor().fingerprint() == self.make_attributor().fingerprint() != ""

    def test_it_leaves_book_and_words_as_they_are(self) -> None:
        before = self.script()
        after = self.make_attributor().attribute(before)
        assert after.book == before.book
        assert [_bare(one) for one in after.segments] == list(before.segments)

    def test_a_line_keeps_the_speaker_that_a_label_names(self) -> None:
        before = self.script("Nora: is that the boat?\n\nFelix: yes\n\nNora: it is late\n")
        after = self.make_attributor().attribute(before)
        assert [one.speaker for one in after.segments] == ["Nora", "Felix", "Nora"]
        assert {"Nora", "Felix"} <= {one.name for one in after.characters}

    def test_only_dialogue_has_speakers_and_all_of_them_are_characters(self) -> None:
        script = self.make_attributor().attribute(self.script())
        names = [one.name for one in script.characters]
        assert len(set(names)) == len(names)
        for segment in script.segments:
            assert segment.speaker is None or segment.kind is Kind.DIALOGUE
            assert segment.speaker is None or segment.speaker in names
            assert segment.confidence is None or 0 <= segment.confidence <= 1

    def test_whoever_is_listed_is_a_character_by_that_name(self) -> None:
        listed = (Character("Felix", gender="M"), Character("Zoe"))
        script = self.make_attributor().attribute(self.script(), listed)
        assert {"Felix", "Zoe"} <= {one.name for one in script.characters}

    def test_a_story_in_which_nobody_speaks_has_no_characters(self) -> None:
        script = self.make_attributor().attribute(self.script("It rained.\n\nIt went on.\n"))
        assert script.characters == ()

    def test_the_same_script_is_attributed_in_the_same_way(self) -> None:
        if self.reproducible:
            first = self.make_attributor().attribute(self.script())
            assert self.make_attributor().attribute(self.script()) == first


def _bare(segment: Segment) -> Segment:
    """*segment* without what attribution may say of it."""
    return replace(segment, speaker=None, evidence=None, confidence=None, tags=())
