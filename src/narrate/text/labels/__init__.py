"""Finds who speaks where a name stands before each line: in plays, scripts, chats, interviews."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from narrate.languages import USUAL, LabelWords
from narrate.model import Form, Note, Span
from narrate.text.labels.forms import Label, label_forms
from narrate.text.labels.learning import learned_labels
from narrate.text.labels.looks import is_acted, is_at_length, is_list, is_verse
from narrate.text.labels.names import called, spoken_names
from narrate.text.labels.runs import LabelledText, is_within


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a text that count, by where they begin; *names* is who is meant by each.

    *whole* says that most of the text has labels, *verse* that what is said in it is verse, *acted*
    that what is done stands between asterisks, *at_length* that what somebody says goes on in the
    next paragraph; *words* are the lists of words by which directions and names are known.
    """

    at: Mapping[int, Label] = field(default_factory=dict)
    starts: Sequence[int] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    form: Form = "prose"
    whole: bool = False
    words: LabelWords = field(default_factory=dict)
    verse: bool = False
    acted: bool = False
    at_length: bool = False

    def within(self, span: Span) -> Iterator[Label]:
        """The labels that begin in *span*, in order."""
        index = bisect_left(self.starts, span.start)
        while index < len(self.starts) and self.starts[index] < span.end:
            yield self.at[self.starts[index]]
            index += 1

    def speaker(self, label: Label) -> str | None:
        """Whose line follows *label*; None for the narrator."""
        name = self.names.get(called(label.name), label.name)
        narrated = label.style.narrated or name.lower() in self.words["narrated"]
        return None if narrated else name

    def notes(self) -> Iterator[Note]:
        """What the user is told of how the text was read."""
        if not self.at:
            return
        first = self.at[self.starts[0]]
        if self.whole:
            message = f"the text is read as a {self.form}"
        else:
            message = f"{len(self.at)} lines with a name before them are read as a {self.form}"
        yield Note(
            f"read-as-{self.form}",
            f"{message}: the names are the speakers and are not said",
            Span(first.start, first.end),
            "voices.yaml may say it: book: {form: prose}",
        )


NO_LABELS = Labels()


def choose_labels(
    text: str,
    paragraphs: Sequence[Span],
    omitted: Sequence[Span] = (),
    tag: str = USUAL,
    form: Form | None = None,
) -> Labels:
    """The labels in *text*, of the language *tag*, that tell who speaks; none in prose.

    What is *omitted*, in order, has none.

    *form* is the user's word; where it is None, a run of at least three labelled lines, of which a
    name comes again, is a play or a chat, and the whole text is, if most of it is labelled.
    """
    if form == "prose":
        return NO_LABELS
    forms = label_forms(tag)
    found = [one for one in forms.find_all(text) if not is_within(one, omitted)]
    page = LabelledText(text, paragraphs)
    chosen = page.repeated(found) if form else page.chosen(found)
    learned = learned_labels(page, forms, omitted, chosen)
    chosen = _joined(learned, chosen)
    if not chosen or (form is None and is_list(text, paragraphs, chosen, tag)):
        return NO_LABELS
    theatrical = sum(label.style.theatrical for label in chosen) * 2 > len(chosen)
    told: Form = form or ("play" if theatrical else "chat")
    named = (label.name for label in chosen if label.name)
    names = spoken_names(named, forms.small)
    at = {label.start: label for label in chosen}
    whole, verse = page.is_whole(chosen), is_verse(text, chosen)
    acted = is_acted(text, paragraphs, chosen)
    long = whole and told == "chat" and is_at_length(text, paragraphs, chosen)
    return Labels(at, sorted(at), names, told, whole, forms.words, verse, acted, long)


def _joined(learned: Sequence[Label], known: Sequence[Label]) -> list[Label]:
    """The *learned* labels with the *known* ones beside them, if they are of one talk."""
    starts = {one.start for one in learned}
    beside = [one for one in known if one.start not in starts]
    return sorted((*learned, *beside)) if len(beside) * 2 <= len(known) else list(known)
