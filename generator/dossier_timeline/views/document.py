"""The page of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from dossier_timeline.components.base import Html
from dossier_timeline.components.documents import (
    CitationBox,
    OfficialAddress,
    QuotationList,
    RecordCard,
)
from dossier_timeline.components.facts import KeyFigures, NoteList
from dossier_timeline.components.figures import DataTable
from dossier_timeline.components.media import DownloadLink, ImageFigure
from dossier_timeline.components.page import Contents, ProseBlock
from dossier_timeline.components.story import (
    CommitmentList,
    DatedList,
    DifferenceList,
)
from dossier_timeline.model.documents import Document, Prose
from dossier_timeline.model.media import Download
from dossier_timeline.model.registers import Actor, Country, Work
from dossier_timeline.model.relations import find_owned
from dossier_timeline.model.sources import choose_address
from dossier_timeline.model.story import Difference
from dossier_timeline.model.uses import find_ids_naming
from dossier_timeline.site.entry_weights import has_heavy_figures
from dossier_timeline.site.media_figures import list_document_images, make_download_link, show_credit
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.timeline_index import sort_by_time
from dossier_timeline.views.citations import (
    explain_citing_numbers,
    make_page_citation,
    make_source_citation,
)
from dossier_timeline.views.commitments import summarise_commitment
from dossier_timeline.views.data_tables import make_data_table
from dossier_timeline.views.differences import find_differences_of, list_differences
from dossier_timeline.views.events import summarise_event
from dossier_timeline.views.fact_notes import PageNoteLists, make_note_lists
from dossier_timeline.views.key_figures import make_key_figures
from dossier_timeline.views.notes import link_note_pages
from dossier_timeline.views.official_addresses import (
    list_identifiers,
    make_address,
    show_former_addresses,
)
from dossier_timeline.views.page_parts import PartLink
from dossier_timeline.views.quotations import make_quotation_list
from dossier_timeline.views.record_card import list_main_parties, make_record_card
from dossier_timeline.views.summaries import choose_summary, make_summary
from dossier_timeline.views.uses import link_uses


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work that a document cites, with its number and date."""

    link: Html
    details: Html


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The page of a document; what it lacks is `None` or empty."""

    kind_and_date: str
    former_addresses: Html
    description: Html
    main_parties: tuple[tuple[str, Html], ...]
    """From whom and to whom it is, each with what that is called."""
    main_address: OfficialAddress | None
    """The official address that is chosen of several."""
    card: RecordCard
    key_figures: KeyFigures | None
    contents: Contents
    language_notice: str
    """Said where the source is in another language than the page."""
    lead_image: ImageFigure | None
    """The first picture of it, at the top."""
    summary: ProseBlock
    images: tuple[ImageFigure, ...]
    """Its other pictures."""
    downloads: tuple[DownloadLink, ...]
    differences: DifferenceList | None
    figures: tuple[DataTable, ...]
    figure_links: tuple[Html, ...]
    """Links to the figures, where they are too much for this page."""
    commitments: CommitmentList | None
    events: DatedList | None
    events_count: str
    """How many there are, in words that offer to show them."""
    quotations: QuotationList | None
    parties: tuple[Html, ...]
    """Links to the people, bodies and countries in it."""
    parties_count: str
    """How many there are, in words that offer to show them."""
    cited_works: tuple[CitedWork, ...]
    mentions: tuple[Html, ...]
    """Links to where it is spoken of."""
    notes: NoteList | None
    unused_notes: NoteList | None
    """The notes of those values to which nothing else on the page refers."""
    unused_notes_count: str
    """How many there are, in words."""
    note_pages: tuple[PartLink, ...]
    """The pages with the notes, where they are too many for this one."""
    source_citation: CitationBox
    page_citation: CitationBox


def make_document_view(ctx: PageContext) -> DocumentView:
    """Return everything that is known from one document.

    Facts have the numbers of their notes in the order in which they are shown first: that of the summary
    comes before all others.
    """
    document = ctx.document
    prose = choose_summary(ctx, document)
    summary = make_summary(ctx, prose)
    card = make_record_card(ctx, document, _count_checked_facts(ctx, document))
    key_figures = make_key_figures(ctx, document.key_facts)
    description = ctx.show_words(document.description)
    images = list_document_images(ctx, document)
    downloads = _list_downloads(ctx, document)
    is_heavy = has_heavy_figures(document)
    figures = () if is_heavy else tuple(make_data_table(ctx, figure) for figure in document.figures)
    figure_links = tuple(map(ctx.link_entry, document.figures)) if is_heavy else ()
    events = tuple(summarise_event(ctx, event) for event in sort_by_time(ctx.dossier, document.events))
    commitments = tuple(summarise_commitment(ctx, commitment) for commitment in document.commitments)
    quotations = make_quotation_list(ctx, document)
    concerning = find_differences_of(ctx, document)
    differences = list_differences(ctx, concerning)
    parties = _link_parties(ctx, document)
    cited_works = _list_cited_works(ctx, document)
    mentions = link_uses(ctx, document, without=_list_ids_shown(document, concerning))
    note_pages = link_note_pages(ctx, document.id)
    notes = (
        PageNoteLists(None, None)
        if note_pages
        else make_note_lists(ctx, document.facts, (explain_citing_numbers(ctx, document),))
    )
    sections = {
        "figures": figures or figure_links,
        "promises": commitments,
        "differences": differences,
        "events": events,
        "quotations": quotations,
        "people": parties,
        "cites": cited_works,
        "downloads": downloads,
        "cited-by": mentions,
        "notes": notes.used or note_pages,
    }
    return DocumentView(
        kind_and_date="\N{NO-BREAK SPACE}· ".join(
            (ctx.names.kind_name(document.kind), ctx.names.write_date(document.date))
        ),
        former_addresses=show_former_addresses(ctx, document),
        description=description,
        main_parties=tuple(list_main_parties(ctx, document)),
        main_address=_choose_main_address(ctx, document),
        card=card,
        key_figures=key_figures,
        contents=_make_contents(ctx, prose, sections),
        language_notice=_write_language_notice(ctx, document),
        lead_image=images[0] if images else None,
        summary=summary,
        images=images[1:],
        downloads=downloads,
        differences=differences,
        figures=figures,
        figure_links=figure_links,
        commitments=CommitmentList(commitments) if commitments else None,
        events=DatedList(events) if events else None,
        events_count=_offer_all(ctx, len(events)),
        quotations=quotations,
        parties=parties,
        parties_count=_offer_all(ctx, len(parties)),
        cited_works=cited_works,
        mentions=mentions,
        notes=notes.used,
        unused_notes=notes.unused,
        unused_notes_count=_count_unused_notes(ctx, notes.unused),
        note_pages=note_pages,
        source_citation=make_source_citation(ctx, document),
        page_citation=make_page_citation(ctx),
    )


def _make_contents(ctx: PageContext, prose: Prose | None, sections: Mapping[str, object]) -> Contents:
    """Return the headings of the summary and of those sections after it that hold something."""
    headings = ctx.parse_prose(prose).headings if prose else ()
    items: list[tuple[str, Html, int]] = [
        (f"#{heading.id}", heading.text, heading.level - 1)
        for heading in headings
        if heading.level <= 3 and heading.id
    ]
    say = ctx.language.gettext
    titles = {
        "figures": say("Figures"),
        "promises": say("Promises and outcomes"),
        "differences": say("Where sources differ"),
        "events": say("Events in this document"),
        "quotations": say("In the source’s own words"),
        "people": say("People, bodies and countries"),
        "cites": say("What it cites"),
        "downloads": say("Files to download"),
        "cited-by": say("Mentioned in"),
        "notes": say("Notes: every number and its source"),
    }
    items += [(f"#section-{name}", title, 1) for name, title in titles.items() if sections[name]]
    return Contents(tuple(items))


def _list_downloads(ctx: PageContext, document: Document) -> tuple[DownloadLink, ...]:
    """Return the files that belong to a document, each with who made it and what allows it."""
    entries = (ctx.dossier.by_id.get(one) for one in document.downloads)
    downloads = (one for one in entries if isinstance(one, Download))
    links = ((make_download_link(ctx, one), show_credit(ctx, one)) for one in downloads)
    return tuple(replace(link, credit=credit) for link, credit in links if link)


def _offer_all(ctx: PageContext, count: int) -> str:
    """Return the words that offer to show a part of the page that is folded on a phone."""
    return ctx.language.ngettext("Show %(n)s", "Show all %(n)s", count)


def _count_unused_notes(ctx: PageContext, notes: NoteList | None) -> str:
    count = len(notes.notes) if notes else 0
    return ctx.language.ngettext(
        "%(n)s more value, not used in the text above",
        "%(n)s more values, not used in the text above",
        count,
    )


def _choose_main_address(ctx: PageContext, document: Document) -> OfficialAddress | None:
    """Return the official address of a document, a confirmed one where there is one."""
    chosen = choose_address(document.addresses)
    if chosen is None or not chosen.url:
        return None
    address = make_address(ctx, chosen, document.language)
    return replace(address, label=ctx.language.gettext("Official text"), archived_url="")


def _count_checked_facts(ctx: PageContext, document: Document) -> str:
    """Return in words how many facts of a document were found again in the source text; "" for none."""
    count = sum(fact.id in ctx.language_context.check_of_fact for fact in document.facts)
    return ctx.language.ngettext("%(n)s fact checked", "%(n)s facts checked", count) if count else ""


def _write_language_notice(ctx: PageContext, document: Document) -> str:
    """Return that the source is in another language, and the summary ours; "" where it isn't."""
    if document.language == ctx.language.code:
        return ""
    language = ctx.language.language_name(document.language)
    return ctx.language.gettext("The source is in %(language)s; this summary is ours.", language=language)


def _link_parties(ctx: PageContext, document: Document) -> tuple[Markup, ...]:
    """Return links to the people, bodies and countries in a document, by name."""
    ids = find_ids_naming(document, Actor, Country)
    entries = {entry.id: entry for one in ids if (entry := ctx.dossier.by_id.get(one))}
    parties = [entry for entry in entries.values() if isinstance(entry, Actor | Country)]
    parties.sort(key=lambda party: ctx.language.sort_key(str(ctx.names.full_name(party))))
    return tuple(ctx.show_entry_link(ctx.names.full_name(party), party) for party in parties)


def _list_cited_works(ctx: PageContext, document: Document) -> tuple[CitedWork, ...]:
    works = (work for one in document.works if isinstance(work := ctx.dossier.by_id.get(one), Work))
    return tuple(
        CitedWork(ctx.show_entry_link(ctx.names.full_name(work), work), _describe_work(ctx, work))
        for work in works
    )


def _describe_work(ctx: PageContext, work: Work) -> Html:
    """Return the numbers and the date of a work."""
    numbers = [number for label, number in list_identifiers(ctx, work.identifiers) if label != "ELI"]
    dates = [ctx.names.write_date(work.date)] if work.date else []
    return escape(ctx.language.comma).join([*numbers, *dates])


def _list_ids_shown(document: Document, differences: Iterable[Difference]) -> list[str]:
    """Return the ids of what the page shows already: the document, what is written in it, its differences."""
    return [entry.id for entry in (document, *find_owned(document), *differences)]
