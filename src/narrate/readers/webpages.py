"""Finds the story on a page that was saved from a site of stories, among all else on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from narrate.model import Metadata
from narrate.readers.markup.parsing import local, words_of
from narrate.readers.markup.roles import AUTHORS_NOTE

if TYPE_CHECKING:
    from lxml import etree

MOST = 0.6
"""the share of a page's paragraphs that its main part has at least"""


@dataclass(frozen=True, slots=True)
class Site:
    """How the pages of a site are built, in XPath.

    *story* is what is kept of a page, *unread* what is dropped from that; *notes* are what the
    author says beside the story. *title* and *author* are the elements that hold the book's.
    """

    story: str
    unread: str = ""
    notes: str = ""
    title: str = ""
    author: str = ""


def _of(name: str) -> str:
    """The condition that an element has the class *name*."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


SITES = (
    Site(  # the Archive of Our Own, as a page and as a download
        story="//*[@id='workskin']",
        unread=f"//*[{_of('landmark')} or {_of('byline')} or {_of('jump')}]",
        notes=f"//*[local-name()='div'][{_of('notes')} or {_of('summary')}]",
        title=f"//*[{_of('preface')}]/*[local-name()='h2'][{_of('title')}]",
        author=f"//*[{_of('byline')}]//*[@rel='author']",
    ),
    Site(
        story="//*[@id='chapters'][//*[@id='preface']]",
        notes=f"//*[{_of('meta')}]/*[not(contains('h1h2h3', local-name()))]",
        title="//*[@id='preface']//*[local-name()='h1']",
        author="//*[@id='preface']//*[@rel='author']",
    ),
    Site(  # Royal Road
        story=(
            f"//*[{_of('chapter-content')}] | //*[{_of('author-note-portlet')}]"
            f" | //*[{_of('fic-header')}]//*[local-name()='h1'][//*[{_of('chapter-content')}]]"
        ),
        notes=f"//*[{_of('author-note-portlet')}]",
        title=f"//*[{_of('fic-header')}]//*[local-name()='h2']",
        author=f"//*[{_of('fic-header')}]//*[local-name()='a']",
    ),
    Site(  # Wattpad
        story="//*[@data-p-id] | (//*[@data-p-id])[1]/preceding::*[local-name()='h1'][1]",
        unread=f"//*[{_of('comment-marker')} or {_of('num-comment')}]",
    ),
    Site(  # FanFiction.Net
        story="//*[@id='storytext']",
        title="//*[@id='profile_top']/*[local-name()='b']",
        author="//*[@id='profile_top']/*[local-name()='a']",
    ),
    Site(story="//*[local-name()='main' or @role='main']"),
)


def story_alone(root: etree._Element) -> Metadata:
    """Take from the page *root* what is not the story of it; what it tells of its book.

    A page that is built as none of :data:`SITES` stays as it is. What the author says beside the
    story is marked as that.
    """
    for site in SITES:
        kept = _found(root, site.story)
        if kept and (site is not SITES[-1] or _is_most(root, kept)):
            said = _said(root, site)
            _drop(_found(root, site.unread))
            for note in _found(root, site.notes):
                note.set("role", AUTHORS_NOTE)
            _keep(kept)
            return said
    return Metadata()


def with_site(said: Metadata, site: Metadata) -> Metadata:
    """*said*, by the head of a page, with what the *site* says more surely."""
    title, author = site.title or said.title, site.author or said.author
    return replace(said, title=title, author=author)


def _found(root: etree._Element, path: str) -> list[etree._Element]:
    found: Any = root.xpath(path) if path else []
    return list(found)


def _said(root: etree._Element, site: Site) -> Metadata:
    title, author = (
        next(filter(None, map(words_of, _found(root, path))), None)
        for path in (site.title, site.author)
    )
    return Metadata(title=title, author=author)


def _is_most(root: etree._Element, kept: list[etree._Element]) -> bool:
    """Whether most paragraphs of a page stand in what is *kept* of it."""
    return sum(_paragraphs(one) for one in kept) >= MOST * max(_paragraphs(root), 1)


def _paragraphs(element: etree._Element) -> int:
    return sum(len(words_of(one)) for one in element.iter() if local(one) == "p")


def _keep(kept: list[etree._Element]) -> None:
    """Drop from their page what is neither in *kept* nor around it."""
    inside = {one for top in kept for one in top.iter()}
    around = {one for top in kept for one in top.iterancestors()} - inside
    for element in around:
        element.text = None
        for one in element:
            one.tail = None
        _drop([one for one in element if one not in around and one not in inside])


def _drop(elements: list[etree._Element]) -> None:
    """Take *elements* from where they stand; the text behind them stays."""
    for one in elements:
        for parent in _parents(one):
            before, tail = one.getprevious(), one.tail or ""
            if before is not None:
                before.tail = (before.tail or "") + tail
            else:
                parent.text = (parent.text or "") + tail
            parent.remove(one)


def _parents(element: etree._Element) -> Iterator[etree._Element]:
    parent = element.getparent()
    if parent is not None and local(element) not in {"html", "head", "title"}:
        yield parent
