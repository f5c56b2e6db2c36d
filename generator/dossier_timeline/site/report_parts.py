"""The whole report in parts, where a dossier has too many documents for one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dossier_timeline.languages import Language
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.site.routes import INDEX, PagePlan, absolute_url

MOST_DOCUMENTS = 40
"""So many documents stand on one page of the report. A document weighs some 9 KB of HTML there, so a page
that is full stays below half a megabyte: a phone opens it, a printer prints it at a stretch, and an edited
text makes no more than that again. From one document more on the report has a title page and parts."""


@dataclass(frozen=True, slots=True)
class ReportPart:
    """Some documents of a report in parts, next to each other in the dossier's order."""

    number: int
    documents: tuple[Document, ...]

    @property
    def entity(self) -> str:
        """The entity of its page; it has a colon, which no id has."""
        return f"part:{self.number}"

    @property
    def first(self) -> int:
        """The number of its first document among all, from 1."""
        return (self.number - 1) * MOST_DOCUMENTS + 1

    @property
    def last(self) -> int:
        """The number of its last document among all, from 1."""
        return self.first + len(self.documents) - 1


@dataclass(frozen=True)
class ReportIndex:
    """The report of one dossier: its parts, and what each of its pages holds."""

    dossier: Dossier

    @cached_property
    def parts(self) -> tuple[ReportPart, ...]:
        """Its parts; none where all of it fits on one page.

        All but the last are full, so that a document that is added at the end leaves the others as they are.
        """
        documents = self.dossier.documents
        if len(documents) <= MOST_DOCUMENTS:
            return ()
        starts = range(0, len(documents), MOST_DOCUMENTS)
        return tuple(
            ReportPart(number, documents[at : at + MOST_DOCUMENTS]) for number, at in enumerate(starts, 1)
        )

    @cached_property
    def parts_by_entity(self) -> Mapping[str, ReportPart]:
        """Its parts, by the entities of their pages."""
        return {part.entity: part for part in self.parts}

    @cached_property
    def _part_of(self) -> Mapping[str, str]:
        return {document.id: part.entity for part in self.parts for document in part.documents}

    def documents_on(self, entity: str) -> tuple[Document, ...]:
        """Return the documents on the page with this entity: none on the title page of a report in parts."""
        part = self.parts_by_entity.get(entity)
        return part.documents if part else () if self.parts else self.dossier.documents

    def find_page_of(self, entry_id: str) -> str:
        """Return the entity of the page that holds an entry: "" for the only page and for the title page."""
        document = self.dossier.document_of.get(entry_id)
        return self._part_of.get(document.id, "") if document else ""

    def facts_on(self, entity: str) -> frozenset[str] | None:
        """Return the facts that have their note on the page with this entity; `None` for all facts."""
        if not self.parts:
            return None
        if entity:
            return frozenset(fact.id for one in self.documents_on(entity) for fact in one.facts)
        works = (fact.id for work in self.dossier.works for fact in work.facts)
        return frozenset((*works, *(fact.id for fact in self.dossier.facts)))


def plan_report_pages(
    base: PagePlan, report_index: ReportIndex, language: Language, site_url: str
) -> Iterator[PagePlan]:
    """Yield every page of the report in one language: only `base` where all of it fits on one page."""
    say, number, parts = language.gettext, language.number, report_index.parts
    if not parts:
        yield base
        return
    description = say(
        "The whole dossier in %(count)s parts, to read, print or save.", count=number(len(parts))
    )
    has_own_description = base.availability is None or not base.availability.shown
    yield replace(base, description=description) if has_own_description else base
    template = replace(base, menu_title="", sources=(), availability=None, is_indexed=True)
    slug = language.pgettext("slug", "part")
    for part in parts:
        path = f"{base.path.removesuffix(INDEX)}{slug}-{part.number}/{INDEX}"
        yield replace(
            template,
            entity=part.entity,
            path=path,
            canonical=absolute_url(site_url, path),
            title=say(
                "%(title)s, part %(number)s of %(count)s",
                title=base.title,
                number=number(part.number),
                count=number(len(parts)),
            ),
            description=_describe_part(part, len(report_index.dossier.documents), language),
        )


def _describe_part(part: ReportPart, count: int, language: Language) -> str:
    """Return in words which documents are in a part."""
    first, last, total = (language.number(one) for one in (part.first, part.last, count))
    if first == last:
        return language.gettext("Document %(number)s of %(count)s", number=first, count=total)
    return language.gettext(
        "Documents %(first)s to %(last)s of %(count)s, with what is known from them.",
        first=first,
        last=last,
        count=total,
    )


def name_report_part(part: ReportPart, language: Language) -> str:
    """Return the name of a part among the others: its number, and the years of its documents."""
    years = dict.fromkeys(language.year(part.documents[at].date.year) for at in (0, -1))
    number = language.number(part.number)
    return language.gettext("Part %(number)s, %(years)s", number=number, years="–".join(years))
