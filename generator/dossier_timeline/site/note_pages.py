"""The pages with the notes of a document that has too many facts for its own page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact
from dossier_timeline.site.entry_weights import weigh_entry
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.page_bounds import MOST_NOTES_WEIGHT, MOST_PAGE_WEIGHT
from dossier_timeline.site.page_cuts import cut_by_number
from dossier_timeline.site.routes import INDEX, PagePlan, absolute_url

NOTES_KIND = "notes"
"""The kind of a page with the notes of a document; its entity is "document:number"."""


@dataclass(frozen=True, slots=True)
class NotePage:
    """Some facts of a document, in the order of its file; pages are counted from 1."""

    document: Document = field(repr=False)
    number: int
    facts: tuple[Fact, ...] = field(repr=False)

    @property
    def entity(self) -> str:
        """The entity of its page."""
        return f"{self.document.id}:{self.number}"


@dataclass(frozen=True)
class NoteIndex:
    """The documents whose notes don't fit on their own pages, and the pages of those."""

    dossier: Dossier

    def pages_of(self, document_id: str) -> tuple[NotePage, ...]:
        """Return the pages with the notes of a document; none where they are on its own page."""
        return self._pages.get(document_id, ())

    def find_page(self, entity: str) -> NotePage:
        """Return the page with an entity.

        Raises:
            StopIteration: there is none.
        """
        pages = self.pages_of(entity.partition(":")[0])
        return next(page for page in pages if page.entity == entity)

    def find_entity(self, fact_id: str) -> str:
        """Return the entity of the page with the note of a fact; "" where no page is for notes alone."""
        return self._entities.get(fact_id, "")

    @cached_property
    def _pages(self) -> Mapping[str, tuple[NotePage, ...]]:
        return {one.id: tuple(_cut_notes(one)) for one in self.dossier.documents if _has_many_facts(one)}

    @cached_property
    def _entities(self) -> Mapping[str, str]:
        return {
            fact.id: page.entity for pages in self._pages.values() for page in pages for fact in page.facts
        }


def _has_many_facts(document: Document) -> bool:
    return sum(map(weigh_entry, document.facts)) > MOST_NOTES_WEIGHT


def _cut_notes(document: Document) -> Iterator[NotePage]:
    weights = [weigh_entry(fact) for fact in document.facts]
    for number, facts in enumerate(cut_by_number(document.facts, weights, MOST_PAGE_WEIGHT), start=1):
        yield NotePage(document, number, facts)


def plan_note_pages(
    base: PagePlan, note_index: NoteIndex, names: EntryNames, site_url: str
) -> Iterator[PagePlan]:
    """Yield the pages with the notes of the document whose page is `base`."""
    say, slug = names.language.gettext, names.language.pgettext("slug", "notes")
    for note_page in note_index.pages_of(base.entity):
        ending = f"-{note_page.number}" if note_page.number > 1 else ""
        path = f"{base.path.removesuffix(INDEX)}{slug}{ending}/{INDEX}"
        yield replace(
            base,
            kind=NOTES_KIND,
            entity=note_page.entity,
            path=path,
            title=name_note_page(note_page, names),
            description=say("The source of every number in “%(title)s”.", title=base.title),
            template="pages/notes.html",
            canonical=absolute_url(site_url, path),
            sources=(),
            availability=None,
            is_indexed=True,
        )


def name_note_page(note_page: NotePage, names: EntryNames) -> str:
    """Return what a page of notes is called, with its number from the second on."""
    say, title = names.language.gettext, names.plain_words(note_page.document.title)
    if note_page.number == 1:
        return say("%(title)s: notes", title=title)
    return say(
        "%(title)s: notes, part %(number)s", title=title, number=names.language.number(note_page.number)
    )
