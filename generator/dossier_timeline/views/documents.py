"""The index of documents, and documents as a list on other pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dossier_timeline.components.documents import Record, RecordList
from dossier_timeline.components.marks import Badge
from dossier_timeline.model.documents import Document
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.dates import machine_date
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.page_parts import PartNavigation, choose_shown, make_part_navigation


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The index of documents, or a part of it."""

    introduction: LocalisedProse
    parts: PartNavigation
    documents: RecordList | None


def make_documents_view(ctx: PageContext) -> DocumentsView:
    """Return documents by date: all, a part of them, or the contents of the parts."""
    shown = choose_shown(ctx, Document, lambda: ctx.dossier.documents)
    documents = make_record_list(ctx, shown, level=2) if shown else None
    return DocumentsView(find_introduction(ctx), make_part_navigation(ctx), documents)


def make_record_list(ctx: PageContext, documents: Iterable[Document], level: int = 3) -> RecordList:
    """Return documents as a list; `level` is that of their headings."""
    return RecordList(tuple(_make_record(ctx, document) for document in documents), level)


def _make_record(ctx: PageContext, document: Document) -> Record:
    return Record(
        href=ctx.entry_href(document),
        title=ctx.names.plain_words(document.title),
        date=ctx.names.write_date(document.date),
        datetime=machine_date(document.date),
        text=ctx.show_words(document.description),
        badges=tuple(_make_badges(ctx, document)),
    )


def _make_badges(ctx: PageContext, document: Document) -> Iterable[Badge]:
    """Yield the badges of a draft, and of a source in another language than that of the page."""
    language = ctx.language
    if document.draft:
        yield Badge(language.gettext("draft"), "amber")
    if document.language != language.code:
        name = language.language_name(document.language)
        yield Badge(language.gettext("source in %(language)s", language=name), "blue")
