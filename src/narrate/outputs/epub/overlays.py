"""The media overlays of somebody's own pages: which of their elements is heard when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path

from narrate.model import FinishedBook, FinishedChapter, Origin, Segment, Sentence, Span
from narrate.outputs.epub.anew import classes
from narrate.outputs.epub.contents import Entry
from narrate.outputs.epub.own_pages import OwnPage, Target, ids_of, readable_page
from narrate.outputs.epub.packaging import href_of
from narrate.outputs.epub.script_pages import Par, clips, format_chapter
from narrate.outputs.naming import title_of

_SECTION = '<section epub:type="chapter">\n'


@dataclass(frozen=True, slots=True)
class Sound:
    """A chapter's file at *path*, which is *part* of the EPUB and lasts so many *seconds*."""

    part: str
    path: Path
    seconds: float


@dataclass(frozen=True, slots=True)
class _Heard:
    """A sentence that has a clip: the *segment* it is of, by its *index*, and when it begins."""

    index: int
    segment: Segment
    sentence: Sentence
    start_s: float

    @property
    def span(self) -> Span:
        """Its characters in the manuscript."""
        start = self.segment.span.start
        return Span(start + self.sentence.span.start, start + self.sentence.span.end)


class RemadePage:
    """A page that is made of what the script has of it, as its own cannot be kept."""

    def __init__(self, part: str, chapter: FinishedChapter) -> None:
        self._part, self._chapter = part, chapter
        keys = [(index, one) for index in chapter.segments for one in chapter.heard.get(index, ())]
        self._numbers = {(index, one.span): n for n, (index, one) in enumerate(keys)}

    def mark(self, heard: _Heard) -> list[Target]:
        """The element that holds a sentence."""
        number = self._numbers[heard.index, heard.sentence.span]
        return [Target(self._part, f"s{number}", 1)]

    def written(self, book: FinishedBook, style: str, ids: Iterable[str] = ()) -> str:
        """The page, with places called *ids*, so that links to them still lead somewhere."""
        made = format_chapter(self._chapter, book, classes(book), style)
        own = set(ids_of(made))
        places = "".join(f'<a id="{one}"></a>' for one in ids if one not in own)
        return made.replace(_SECTION, f"{_SECTION}<p>{places}</p>\n", 1) if places else made


class Overlays:
    """Goes through the chapters of a book in order, and marks on its pages what is heard.

    Afterwards *pages* hold what is new, by their parts, *pars* the overlay of each, *inserted*
    those that are added, with the page each comes before, *remade* those that could not be kept.
    """

    def __init__(
        self,
        book: FinishedBook,
        folder: str,
        *,
        is_old: bool,
        read: Callable[[str], bytes],
        known: Collection[str],
    ) -> None:
        self._book, self._folder, self._is_old = book, folder, is_old
        self._read, self._known = read, known
        self._origins = book.script.book.manuscript.origins
        self._starts = [one.span.start for one in self._origins]
        self._part = ""
        self._page: OwnPage | RemadePage | None = None
        self._waiting: list[str] = []
        self._listed: list[tuple[str, str]] = []
        self._classes = classes(book)
        self._origins_of = _by_part(self._origins)
        self.pages: dict[str, str] = {}
        self.pars: dict[str, list[Par]] = {}
        self.sounds: list[Sound] = []
        self.inserted: dict[str, str] = {}
        self.remade: list[str] = []
        self.notes: list[str] = []

    def make(self) -> None:
        """Mark everything that is heard."""
        for number, chapter in enumerate(self._book.chapters, start=1):
            heard = list(_heard(chapter))
            if chapter.file and heard:
                self._chapter(number, chapter, heard)
        self._finish()

    def entries(self, nav: str) -> list[Entry]:
        """A table of the chapters that are heard, as seen from the part *nav*."""
        return [Entry(title, href_of(nav, part), 0) for title, part in self._listed]

    def _chapter(self, number: int, chapter: FinishedChapter, heard: Sequence[_Heard]) -> None:
        stem = f"{self._folder}/c{number:03}"
        suffix = str(chapter.file).rpartition(".")[2]
        path, seconds = self._book.folder / str(chapter.file), chapter.seconds or 0.0
        self.sounds.append(Sound(f"{stem}.{suffix}", path, seconds))
        marked = [(one.start_s, self._mark(one)) for one in heard]
        placed = [one for one in marked if one[1]]
        if placed:
            first = placed[0][1][0].part
            self.inserted.update(dict.fromkeys(self._waiting, first))
            self._waiting = []
        else:
            placed = self._insert(f"{stem}.xhtml", chapter, heard)
        self._listed.append((title_of(chapter), placed[0][1][0].part))
        self._lay(self.sounds[-1], placed)

    def _insert(
        self, part: str, chapter: FinishedChapter, heard: Sequence[_Heard]
    ) -> list[tuple[float, list[Target]]]:
        """Add a page for what stands on none: credits, a chapter of which nothing was found."""
        page = RemadePage(part, chapter)
        self.pages[part] = page.written(self._book, "style.css")
        self.inserted[part] = ""
        self._waiting.append(part)
        if not chapter.chapter.credits:
            self.notes.append(f"{title_of(chapter)}: not found on the pages of this book, so added")
        return [(one.start_s, page.mark(one)) for one in heard]

    def _mark(self, heard: _Heard) -> list[Target]:
        part = self._part_of(heard.segment)
        if part not in self._known:
            return []
        if part != self._part:
            self._finish()
            self._part = part
            self._page = None if part in self.pages else self._open(part)
        if isinstance(self._page, OwnPage):
            return self._page.mark(heard.span, self._classes.get(heard.segment.speaker or ""))
        return self._page.mark(heard) if self._page else []

    def _part_of(self, segment: Segment) -> str:
        """The part on which *segment* begins; none for what stands in no manuscript."""
        index = bisect_right(self._starts, segment.span.start)
        return self._origins[index - 1].part if index and segment.span else ""

    def _open(self, part: str) -> OwnPage | RemadePage:
        raw = self._read(part)
        page = readable_page(raw, is_old=self._is_old)
        if page:
            origins = self._origins_of[part]
            return OwnPage(part, page, origins, self._book.script.book.manuscript.text)
        self.notes.append(
            f"{part} is no well-formed page, so it is made anew, without its pictures"
        )
        self.remade.append(part)
        remade = RemadePage(part, self._all_on(part))
        ids = ids_of(raw.decode("utf-8", "replace"))
        self.pages[part] = remade.written(self._book, self._style_from(part), ids)
        return remade

    def _finish(self) -> None:
        """Write the page that was marked last."""
        if isinstance(self._page, OwnPage) and self._page.is_marked:
            self.pages[self._part] = self._page.written(self._style_from(self._part))
        self._page = None

    def _style_from(self, part: str) -> str:
        return href_of(part, f"{self._folder}/style.css")

    def _all_on(self, part: str) -> FinishedChapter:
        """What stands on *part*, as if it were one chapter."""
        chapters = self._book.chapters
        items = [(i, one) for chapter in chapters for i, one in chapter.segments.items()]
        own = {index: one for index, one in items if self._part_of(one) == part}
        heard = {i: chapter.heard[i] for chapter in chapters for i in chapter.heard if i in own}
        first = next(one for one in chapters if own.keys() & one.segments.keys())
        return replace(first, segments=own, heard=heard)

    def _lay(self, sound: Sound, placed: Sequence[tuple[float, list[Target]]]) -> None:
        """Give each element its share of the sentence's time, so that nothing is left between."""
        starts = [0.0, *(start for start, _ in placed[1:])]
        ends = [*starts[1:], sound.seconds]
        for start, end, (_, targets) in zip(starts, ends, placed, strict=True):
            whole = sum(one.signs for one in targets)
            shares = accumulate((one.signs / whole for one in targets), initial=0.0)
            bounds = [round(start + (end - start) * share, 3) for share in shares]
            bounds[-1] = round(end, 3)
            for target, (begin, finish) in zip(targets, pairwise(bounds), strict=True):
                if begin < finish:
                    pars = self.pars.setdefault(target.part, [])
                    pars.append(Par(target.element, sound.part, begin, finish))


def _heard(chapter: FinishedChapter) -> Iterator[_Heard]:
    """The sentences of *chapter* that have a clip."""
    items = [
        (index, segment, one)
        for index, segment in chapter.segments.items()
        for one in chapter.heard.get(index, ())
    ]
    return (_Heard(*items[clip.number], clip.start_s) for clip in clips(chapter))


def _by_part(origins: Iterable[Origin]) -> dict[str, list[Origin]]:
    found: dict[str, list[Origin]] = {}
    for one in origins:
        found.setdefault(one.part, []).append(one)
    return found
