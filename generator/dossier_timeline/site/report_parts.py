"""The whole report in parts, where a dossier has too many documents for one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.site.entry_weights import weigh_entry, weigh_in_report
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.page_bounds import MOST_REPORT_WEIGHT
from dossier_timeline.site.page_cuts import cut_by_time
from dossier_timeline.site.routes import INDEX, PagePlan, absolute_url


@dataclass(frozen=True, slots=True)
class ReportPart:
    """The documents of some years or months, in a report in parts.

    `slug` is the last part of its address: "2010", "2014-07", or "2014-07-2" for the second part of a month
    that has too many documents for one. `first_month` and `last_month` are pairs of year and month.
    """

    slug: str
    first_month: tuple[int, int]
    last_month: tuple[int, int]
    documents: tuple[Document, ...]
    number: int = 1

    @property
    def entity(self) -> str:
        """The entity of its page; it has a colon, which no id has."""
        return f"part:{self.slug}"


def split_documents(
    documents: Sequence[Document], most: int, weigh: Callable[[Document], int] = lambda _: 0
) -> Iterator[ReportPart]:
    """Yield documents, given in the order of their dates, in parts of at most so many, and light enough.

    A decade is a part; where it has too many documents, it is halved at a year, and a year at a month, until
    they fit. So a document that is added changes the part in which it stands and no other. An address stays
    too: when a part is halved, the first half keeps it.
    """

    def find_month(document: Document) -> tuple[int, int]:
        return document.date.lower.year, document.date.lower.month

    def find_share(document: Document) -> int:
        return max(MOST_REPORT_WEIGHT, weigh(document) * most)

    for piece in cut_by_time(documents, find_month, find_share, MOST_REPORT_WEIGHT * most):
        yield ReportPart(piece.slug, piece.first, piece.last, piece.items, piece.number)


@dataclass(frozen=True)
class ReportIndex:
    """The report of one dossier: its parts, and what each of its pages holds.

    `most_documents` is how many of them a page may hold; 0 where the dossier has no report.
    """

    dossier: Dossier
    most_documents: int

    @cached_property
    def parts(self) -> tuple[ReportPart, ...]:
        """Its parts; none where all of it fits on one page."""
        documents = self.dossier.documents
        weights = {one.id: weigh_in_report(one) for one in documents}
        weight = sum(weights.values()) + self._register_weight
        is_whole = len(documents) <= self.most_documents and weight <= MOST_REPORT_WEIGHT
        if is_whole or len(documents) == 1 or self.most_documents == 0:
            return ()
        return tuple(split_documents(documents, self.most_documents, lambda one: weights[one.id]))

    @cached_property
    def _register_weight(self) -> int:
        """How heavy all is that is of no document alone."""
        dossier = self.dossier
        statements = (*dossier.differences, *dossier.figures, *dossier.facts)
        named = (*dossier.actors, *dossier.countries, *dossier.works, *dossier.terms)
        return sum(map(weigh_entry, (*statements, *named)))

    @cached_property
    def has_registers(self) -> bool:
        """Whether the registers stand in the report too; those of a large dossier have their own pages."""
        return not self.parts or self._register_weight <= MOST_REPORT_WEIGHT

    @cached_property
    def outline(self) -> tuple[ReportPart, ...]:
        """Its parts without their documents: all that a part knows of the others."""
        return tuple(replace(part, documents=()) for part in self.parts)

    @cached_property
    def has_facts(self) -> bool:
        """Whether the dossier has any fact."""
        return any(True for _ in self.dossier.all_facts())

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
        if not self.has_registers:
            return frozenset()
        works = (fact.id for work in self.dossier.works for fact in work.facts)
        return frozenset((*works, *(fact.id for fact in self.dossier.facts)))


def plan_report_pages(
    base: PagePlan, report_index: ReportIndex, names: EntryNames, site_url: str
) -> Iterator[PagePlan]:
    """Yield every page of the report in one language: only `base` where all of it fits on one page."""
    say, parts = names.language.gettext, report_index.parts
    if not parts:
        yield base
        return
    description = say(
        "The whole dossier in %(count)s parts, to read, print or save.",
        count=names.language.number(len(parts)),
    )
    has_own_description = base.availability is None or not base.availability.shown
    yield replace(base, description=description) if has_own_description else base
    template = replace(base, menu_title="", sources=(), availability=None, is_indexed=True)
    for part in parts:
        path, years = f"{base.path.removesuffix(INDEX)}{part.slug}/{INDEX}", name_report_part(part, names)
        yield replace(
            template,
            entity=part.entity,
            path=path,
            canonical=absolute_url(site_url, path),
            title=say("%(title)s, %(years)s", title=base.title, years=years),
            description=say("The documents of %(years)s, with what is known from them.", years=years),
        )


def name_report_part(part: ReportPart, names: EntryNames) -> str:
    """Return the years of a part in words, or its months, with its number where a month has several parts."""
    (first_year, first_month), (last_year, last_month) = part.first_month, part.last_month
    if (first_month, last_month) == (1, 12):
        years = dict.fromkeys(names.language.year(year) for year in (first_year, last_year))
        return "–".join(years)
    months = dict.fromkeys(f"{year:04}-{month:02}" for year, month in (part.first_month, part.last_month))
    words = names.write_date(parse_date("/".join(months)))
    if part.number == 1:
        return words
    return names.language.gettext(
        "%(months)s, part %(number)s", months=words, number=names.language.number(part.number)
    )


def name_report_style(page: PagePlan) -> str:
    """Return the name of the style sheet with the running titles of a page of the report."""
    slug = page.entity.partition(":")[2]
    return f"{'-'.join(filter(None, ('report', page.language, slug)))}.css"
