"""The report: the whole dossier, made to be printed, on one page or on a title page and parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dossier_timeline.components.base import Html
from dossier_timeline.components.documents import QuotationList, RecordCard
from dossier_timeline.components.facts import NoteList
from dossier_timeline.components.figures import DataTable
from dossier_timeline.components.marks import TimeElement
from dossier_timeline.components.media import ImageFigure
from dossier_timeline.components.page import ProseBlock
from dossier_timeline.components.registers import RegisterEntry, RegisterList
from dossier_timeline.components.story import CommitmentCard, DifferenceCard, Timeline
from dossier_timeline.exports.data_package import DATA_FOLDER
from dossier_timeline.exports.fact_tables import FACTS_TABLE, facts_table
from dossier_timeline.exports.table import write_table_csv
from dossier_timeline.languages import Language
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact
from dossier_timeline.site.builtin_pages import REGISTER_KINDS
from dossier_timeline.site.media_figures import list_document_images
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.report_parts import name_report_style
from dossier_timeline.site.timeline_index import TimelineItem
from dossier_timeline.views.commitments import make_commitment
from dossier_timeline.views.data_tables import make_data_table
from dossier_timeline.views.differences import make_difference
from dossier_timeline.views.events import make_timeline
from dossier_timeline.views.fact_notes import make_note_list
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.page_links import PageLink, link_pages
from dossier_timeline.views.page_parts import PartNeighbour
from dossier_timeline.views.quotations import make_quotation_list
from dossier_timeline.views.record_card import make_record_card
from dossier_timeline.views.registers import (
    group_actors,
    make_actor,
    make_country,
    make_term,
    make_work,
    sort_by_name,
)
from dossier_timeline.views.report_contents import (
    ContentsPart,
    list_neighbours,
    make_contents_parts,
)
from dossier_timeline.views.summaries import choose_summary, make_summary


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A document in the report."""

    id: str
    title: str
    description: Html
    card: RecordCard
    images: tuple[ImageFigure, ...]
    summary: ProseBlock
    quotations: QuotationList | None


@dataclass(frozen=True, slots=True)
class CommitmentGroup:
    """The commitments of one document."""

    title: str
    commitments: tuple[CommitmentCard, ...]


@dataclass(frozen=True, slots=True)
class ReportFigureGroup:
    """The figures of one document, or our own, put together from facts."""

    title: str
    figures: tuple[DataTable, ...]


@dataclass(frozen=True, slots=True)
class ReportRegisters:
    """The registers of the dossier, and where its sources differ."""

    differences: tuple[DifferenceCard, ...] = ()
    people: RegisterList | None = None
    countries: RegisterList | None = None
    works: RegisterList | None = None
    terms: RegisterList | None = None


@dataclass(frozen=True, slots=True)
class DataFile:
    """The file with every value, and its SHA-256 in hexadecimal; a part of the report doesn't say that."""

    href: str
    path: str
    digest: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """A page of the report; what it lacks is `None` or empty."""

    is_part: bool
    style_name: str
    """The style sheet with the names of its documents, which stand at the head of printed pages."""
    title: str
    introduction: LocalisedProse | None
    description: Html
    contents_parts: tuple[ContentsPart, ...]
    """The parts of the report, in the contents of its title page."""
    registers_elsewhere: tuple[PageLink, ...]
    """The pages of what is of no document alone, where that is too much for the report."""
    sections: tuple[tuple[str, str], ...]
    """Id and title of each section after the documents."""
    neighbours: tuple[PartNeighbour, ...]
    documents: tuple[ReportDocument, ...]
    timeline: Timeline | None
    commitment_groups: tuple[CommitmentGroup, ...]
    figure_groups: tuple[ReportFigureGroup, ...]
    registers: ReportRegisters
    notes: NoteList | None
    url: str
    last_changed: TimeElement
    last_checked: str
    """The day on which most values were found in the source texts, in words; "" without a check."""
    data: DataFile | None


def make_report_view(ctx: PageContext) -> ReportView:
    """Return a page of the report.

    Of a report in parts, each part has what is of its documents, and the title page has the rest. Facts have
    the numbers of their notes in the order in which they are shown first.
    """
    settings, report = ctx.dossier.settings, ctx.language_context.report
    part, documents = report.parts_by_entity.get(ctx.page.entity), report.documents_on(ctx.page.entity)
    is_title_page = part is None
    introduction = find_introduction(ctx) if is_title_page else None
    description = ctx.show_words(settings.description) if is_title_page else ""
    shown_documents = tuple(_make_document(ctx, document) for document in documents)
    timeline = make_timeline(ctx, _list_timeline_items(ctx, documents), level=3)
    commitment_groups = tuple(_group_commitments(ctx, documents))
    figure_groups = tuple(
        _group_figures(ctx, documents, has_registers=is_title_page and report.has_registers)
    )
    has_registers = is_title_page and report.has_registers
    registers = _make_registers(ctx) if has_registers else ReportRegisters()
    notes = make_note_list(ctx, _list_facts(ctx, documents, has_registers=has_registers))
    checked_on = ctx.language_context.usual_check
    contents = {
        "timeline": timeline,
        "promises": commitment_groups,
        "figures": figure_groups,
        "differences": registers.differences,
        "people": registers.people,
        "countries": registers.countries,
        "works": registers.works,
        "terms": registers.terms,
        "notes": notes,
    }
    return ReportView(
        is_part=not is_title_page,
        style_name=name_report_style(ctx.page),
        title=ctx.names.plain_words(settings.title),
        introduction=introduction,
        description=description,
        contents_parts=tuple(make_contents_parts(ctx, report.parts)) if is_title_page else (),
        registers_elsewhere=()
        if report.has_registers or not is_title_page
        else link_pages(ctx, ("figures", "differences", *REGISTER_KINDS)),
        sections=tuple(_list_sections(ctx.language, contents)),
        neighbours=list_neighbours(ctx, report.outline, part),
        documents=shown_documents,
        timeline=timeline,
        commitment_groups=commitment_groups,
        figure_groups=figure_groups,
        registers=registers,
        notes=notes,
        url=ctx.page.canonical,
        last_changed=TimeElement(
            ctx.names.write_day(ctx.page.last_changed), ctx.page.last_changed.isoformat()
        ),
        last_checked=ctx.names.write_day(checked_on) if checked_on else "",
        data=_find_data_file(ctx, has_digest=is_title_page),
    )


def _list_sections(language: Language, contents: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield id and title of those sections after the documents that hold something, and of the colophon."""
    say = language.gettext
    titles = {
        "timeline": say("Timeline"),
        "promises": say("Promises and outcomes"),
        "figures": say("Figures"),
        "differences": say("Where sources differ"),
        "people": say("People and bodies"),
        "countries": say("Countries"),
        "works": say("Works cited"),
        "terms": say("Terms"),
        "notes": say("Notes: every number and its source"),
    }
    yield from ((f"part-{name}", title) for name, title in titles.items() if contents[name])
    yield "part-colophon", say("Colophon")


def _make_document(ctx: PageContext, document: Document) -> ReportDocument:
    """Return a document; the headings of its summary are one level down and under its own name."""
    summary = make_summary(ctx, choose_summary(ctx, document), section=document.id)
    return ReportDocument(
        id=document.id,
        title=ctx.names.plain_words(document.title),
        card=make_record_card(ctx, document),
        description=ctx.show_words(document.description),
        images=list_document_images(ctx, document),
        summary=summary,
        quotations=make_quotation_list(ctx, document),
    )


def _list_timeline_items(ctx: PageContext, documents: Iterable[Document]) -> Iterator[TimelineItem]:
    """Yield the events of documents, and those documents that have no event of their own."""
    for document in documents:
        yield from document.events
        if document.id not in ctx.language_context.timeline_index.own_events:
            yield document


def _group_commitments(ctx: PageContext, documents: Iterable[Document]) -> Iterator[CommitmentGroup]:
    for document in documents:
        if document.commitments:
            commitments = tuple(make_commitment(ctx, one, 4) for one in document.commitments)
            yield CommitmentGroup(ctx.names.plain_words(document.title), commitments)


def _group_figures(
    ctx: PageContext, documents: Iterable[Document], *, has_registers: bool
) -> Iterator[ReportFigureGroup]:
    """Yield the figures of each document, where the registers stand after our own."""
    if has_registers and ctx.dossier.figures:
        title = ctx.language.gettext("Put together by us")
        yield ReportFigureGroup(title, tuple(make_data_table(ctx, one, 4) for one in ctx.dossier.figures))
    for document in documents:
        if document.figures:
            figures = tuple(make_data_table(ctx, one, 4) for one in document.figures)
            yield ReportFigureGroup(ctx.names.plain_words(document.title), figures)


def _make_registers(ctx: PageContext) -> ReportRegisters:
    dossier = ctx.dossier
    return ReportRegisters(
        differences=tuple(make_difference(ctx, one) for one in dossier.differences),
        people=_list_entries(
            make_actor(ctx, one) for group in group_actors(ctx, dossier.actors).values() for one in group
        ),
        countries=_list_entries(make_country(ctx, one) for one in sort_by_name(ctx, dossier.countries)),
        works=_list_entries(make_work(ctx, one) for one in dossier.works),
        terms=_list_entries(make_term(ctx, one) for one in sort_by_name(ctx, dossier.terms)),
    )


def _list_entries(entries: Iterable[RegisterEntry]) -> RegisterList | None:
    """Return the entries as a list; nothing where there are none."""
    return RegisterList(items) if (items := tuple(entries)) else None


def _list_facts(ctx: PageContext, documents: Iterable[Document], *, has_registers: bool) -> Iterator[Fact]:
    """Yield the facts that have their note on this page whether it refers to them or not."""
    for document in documents:
        yield from document.facts
    if has_registers:
        for work in ctx.dossier.works:
            yield from work.facts
        yield from ctx.dossier.facts


def _find_data_file(ctx: PageContext, *, has_digest: bool) -> DataFile | None:
    """Return the file with every value: what this report says can be held against it.

    A part names the file alone: the digest is that of all values, of which a part has few. Without any fact
    there is no such file, and nothing to name.
    """
    if not ctx.language_context.report.has_facts:
        return None
    path, digest = f"{DATA_FOLDER}/{FACTS_TABLE}.csv", ""
    if has_digest:
        table = facts_table(ctx.dossier, ctx.language_context.receipt)
        digest = hashlib.sha256(write_table_csv(table)).hexdigest()
    return DataFile(ctx.file_href(path), path, digest)
