"""The index of documents, and the page of each."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from dossier_timeline.exports.companions import CITATION_FORMS, PAGE_CITATION, SOURCE_CITATION, citation_paths
from dossier_timeline.exports.companions import cite_source as cited_source
from dossier_timeline.model.availability import choose_text, decide_availability
from dossier_timeline.model.documents import Document, Prose
from dossier_timeline.model.registers import Actor, Country, Work
from dossier_timeline.model.sources import Quotation
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import absolute_url
from dossier_timeline.site.timeline_index import sort_by_time
from dossier_timeline.views.addresses import list_identifiers, make_address
from dossier_timeline.views.commitments import summarise_commitment
from dossier_timeline.views.common import Item, badge, make_alias_anchors
from dossier_timeline.views.dates import machine_date
from dossier_timeline.views.differences import find_differences_of, summarise_difference
from dossier_timeline.views.events import summarise_event
from dossier_timeline.views.fact_notes import introduce_notes, make_notes
from dossier_timeline.views.figures import make_data_table
from dossier_timeline.views.frame import find_introduction
from dossier_timeline.views.key_figures import make_key_figures
from dossier_timeline.views.record_card import make_card_rows
from dossier_timeline.views.sources import describe_passage
from dossier_timeline.views.uses import link_uses


def make_documents_view(ctx: PageContext) -> dict[str, Any]:
    """All documents by date."""
    return {"intro": find_introduction(ctx), "documents": make_records(ctx, ctx.dossier.documents)}


def make_records(ctx: PageContext, documents: tuple[Document, ...] | list[Document]) -> list[Item]:
    """Documents as a list, for the component `records`."""
    return [
        {
            "href": ctx.entry_href(document),
            "title": ctx.names.plain_words(document.title),
            "date": ctx.names.write_date(document.date),
            "datetime": machine_date(document.date),
            "text": ctx.show_words(document.description),
            "badges": make_draft_badge(ctx, document) + badge(name_source_language(ctx, document), "blue"),
        }
        for document in documents
    ]


def make_draft_badge(ctx: PageContext, document: Document) -> Markup:
    """That a document is a draft, where drafts are shown."""
    return badge(ctx.language.gettext("draft"), "amber") + Markup(" ") if document.draft else Markup("")


def name_source_language(ctx: PageContext, document: Document) -> str:
    """In what language the source is, where that isn't the page's."""
    if document.language == ctx.language.code:
        return ""
    return ctx.language.gettext(
        "source in %(language)s", language=ctx.language.language_name(document.language)
    )


def make_document_view(ctx: PageContext) -> dict[str, Any]:
    """Everything that is known from one document."""
    document = ctx.document
    prose = choose_summary(ctx, document)
    summary = ctx.show_prose(prose) if prose else Markup("")
    view: dict[str, Any] = {
        "kicker": _kicker(ctx, document),
        "card": make_card_rows(ctx, document),
        "addresses": [make_address(ctx, one, document.language) for one in document.addresses],
        "key_figures": make_key_figures(ctx, document.key_facts),
        "description": ctx.show_words(document.description),
        "lang": prose.language if prose and prose.language != ctx.language.code else "",
        "source_note": _source_note(ctx, document),
        "aliases": make_alias_anchors(document),
        "summary": summary,
        "figures": [make_data_table(ctx, item) for item in document.figures],
        "events": [summarise_event(ctx, event) for event in sort_by_time(ctx.dossier, document.events)],
        "commitments": [summarise_commitment(ctx, promise) for promise in document.commitments],
        "quotations": [make_quotation(ctx, document, one) for one in document.quotations],
        "differences": [summarise_difference(ctx, one) for one in find_differences_of(ctx, document)],
        "people": _people(ctx, document),
        "cites": _cites(ctx, document),
        "cited_by": link_uses(ctx, document, without=_inside(document)),
        "citation": cite_page(ctx, document),
        "citation_files": _files(ctx, document, PAGE_CITATION),
        "source_citation": cite_source(ctx, document),
        "source_files": _files(ctx, document, SOURCE_CITATION),
    }
    view["notes"] = make_notes(ctx, document.facts)
    view["notes_said"] = (*introduce_notes(ctx), _how_to_cite(ctx, document))
    view["checked"] = _checked(ctx, document)
    headings = ctx.parse_prose(prose).headings if prose else ()
    view["contents"] = [
        (f"#{one.id}", one.text, one.level - 1) for one in headings if one.level <= 3 and one.id
    ]
    view["contents"] += [(f"#section-{name}", title, 1) for name, title in _parts(ctx, view)]
    return view


def _parts(ctx: PageContext, view: dict[str, Any]) -> list[tuple[str, str]]:
    """The parts after the summary that there are, by the ends of their ids."""
    say = ctx.language.gettext
    parts = (
        ("differences", say("Where sources differ"), "differences"),
        ("figures", say("Figures"), "figures"),
        ("promises", say("Promises and outcomes"), "commitments"),
        ("events", say("Events in this document"), "events"),
        ("quotations", say("In the source’s own words"), "quotations"),
        ("people", say("People, bodies and countries"), "people"),
        ("cites", say("What it cites"), "cites"),
        ("cited-by", say("Where it is spoken of"), "cited_by"),
        ("notes", say("Notes: every number and its source"), "notes"),
    )
    return [(name, title) for name, title, key in parts if view[key]]


def _how_to_cite(ctx: PageContext, document: Document) -> str:
    """How any number of this page is cited; each note has its own address."""
    title = ctx.language.quote(ctx.names.plain_words(document.title))
    return ctx.language.gettext(
        "To cite a number, name what it is, its value, %(title)s (%(date)s), where it stands there, "
        "and the address of its note.",
        title=title,
        date=ctx.names.write_date(document.date),
    )


def _checked(ctx: PageContext, document: Document) -> str:
    """How many of its facts were found again in the source text."""
    count = sum(fact.id in ctx.language_context.check_of_fact for fact in document.facts)
    return ctx.language.ngettext("%(n)s fact checked", "%(n)s facts checked", count) if count else ""


def _source_note(ctx: PageContext, document: Document) -> str:
    """That the source is in another language, and the summary ours."""
    if document.language == ctx.language.code:
        return ""
    return ctx.language.gettext(
        "The source is in %(language)s; this summary is ours.",
        language=ctx.language.language_name(document.language),
    )


def choose_summary(ctx: PageContext, document: Document) -> Prose | None:
    """The summary in the page's language, or the one that stands in for it."""
    texts = ctx.language_context.texts_of_documents.get(document.id, {})
    decision = decide_availability(texts, ctx.language.code, ctx.dossier.languages)
    return choose_text(texts, decision)


def _kicker(ctx: PageContext, document: Document) -> str:
    number = ctx.language_context.document_numbers[document.id]
    place = ctx.language.gettext(
        "Document %(number)s of %(count)s", number=number, count=len(ctx.dossier.documents)
    )
    return f"{place} · {ctx.names.kind_name(document.kind)}"


def make_quotation(ctx: PageContext, document: Document, quotation: Quotation) -> Item:
    """Quoted words between the page's quotation marks, what they mean, and where they stand."""
    language = quotation.language or document.language
    before, _, after = ctx.language.quote("\0").partition("\0")
    translation = quotation.translation and quotation.translation.get(ctx.language.code)
    return {
        "id": quotation.id,
        "before": before,
        "after": after,
        "text": quotation.text,
        "lang": language if language != ctx.language.code else "",
        "translation": ctx.show_words(quotation.translation) if translation else "",
        "where": describe_passage(ctx, quotation.passage, document.language),
        "differs": ctx.difference_href(quotation),
    }


def _people(ctx: PageContext, document: Document) -> list[Markup]:
    ids = dict.fromkeys(
        [
            *document.sender,
            *document.recipient,
            *document.actors,
            *(actor for event in document.events for actor in event.actors),
            *(by for promise in document.commitments for by in (*promise.by, *promise.to)),
        ]
    )
    entries = {entry.id: entry for one in ids if (entry := ctx.dossier.by_id.get(one))}
    known = [entry for entry in entries.values() if isinstance(entry, Actor | Country)]
    known.sort(key=lambda entry: ctx.language.sort_key(str(ctx.names.full_name(entry))))
    return [ctx.show_link(ctx.names.full_name(entry), ctx.entry_href(entry)) for entry in known]


def _cites(ctx: PageContext, document: Document) -> list[Item]:
    works = [work for one in document.works if isinstance(work := ctx.dossier.by_id.get(one), Work)]
    return [
        {
            "link": ctx.show_link(ctx.names.full_name(work), ctx.entry_href(work)),
            "details": _details(ctx, work),
        }
        for work in works
    ]


def _details(ctx: PageContext, work: Work) -> str:
    known = [str(text) for label, text in list_identifiers(ctx, work.identifiers) if label != "ELI"]
    return ctx.language.comma.join([*known, *([ctx.names.write_date(work.date)] if work.date else [])])


def _inside(document: Document) -> list[str]:
    """The ids of what is written in a document: that it names itself there is no news."""
    parts = (
        document.facts,
        document.quotations,
        document.figures,
        document.events,
        document.commitments,
    )
    return [document.id, *(entry.id for part in parts for entry in part)]


def cite_page(ctx: PageContext, document: Document) -> Markup:
    """How to cite this page of ours about the document."""
    settings = ctx.dossier.settings
    publisher = ctx.names.plain_words(settings.publisher)
    title = ctx.names.plain_words(document.title)
    url = absolute_url(ctx.language_context.config.addresses.site_url, ctx.page.path)
    return Markup('{}, {}, <cite>{}</cite>, {}. <a href="./">{}</a>').format(
        publisher,
        ctx.language.quote(title),
        ctx.names.plain_words(settings.short),
        ctx.names.write_day(ctx.page.last_changed),
        url,
    )


def cite_source(ctx: PageContext, document: Document) -> Markup:
    """How to cite the source document itself: who, what, where and when, its number and its address."""
    cited = cited_source(ctx.language_context, document)
    language = cited.title_language or cited.language
    lang = Markup(' lang="{}"').format(language) if language != ctx.language.code else ""
    known = (
        ctx.language.join([author.name for author in cited.authors]),
        Markup("<cite{}>{}</cite>").format(lang, cited.title),
        cited.genre,
        cited.number,
        cited.publisher if cited.publisher != cited.place else "",
        cited.place,
        ctx.names.write_date(document.date),
    )
    line = escape(ctx.language.comma).join(part for part in known if part) + "."
    return line + Markup(' <a href="{0}">{0}</a>').format(cited.url) if cited.url else line


def _files(ctx: PageContext, document: Document, name: str) -> list[tuple[str, str]]:
    """Address and name of each form of a citation."""
    paths = citation_paths(ctx.language_context, document, name)
    return [(ctx.file_href(path), form) for path, (_, form, _) in zip(paths, CITATION_FORMS, strict=False)]
