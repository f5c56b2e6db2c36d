"""The page of figures: every table, the values that we computed, and the data as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier_timeline.components.base import Html
from dossier_timeline.components.facts import NoteList
from dossier_timeline.components.figures import DataTable
from dossier_timeline.components.page import Contents
from dossier_timeline.exports.data_package import (
    DATA_DESCRIPTOR,
    DATA_FOLDER,
    DATA_LICENCE,
    DATA_README,
    data_zip_path,
)
from dossier_timeline.exports.entry_tables import list_table_files, list_tables
from dossier_timeline.exports.event_calendar import calendar_path
from dossier_timeline.exports.fact_tables import list_figures
from dossier_timeline.exports.table_titles import title_table
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.site.embed_pages import EMBEDS_KIND
from dossier_timeline.site.entry_weights import has_heavy_figures
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.data_tables import make_data_table
from dossier_timeline.views.fact_notes import make_note_list
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.page_parts import (
    PartNavigation,
    choose_shown,
    find_shown_part,
    group_by_document,
    make_part_navigation,
)


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The figures of one document, or our own, put together from facts."""

    id: str
    title: Html
    figures: tuple[DataTable, ...]
    is_found_elsewhere: bool = False
    """Whether the search finds them on the page of their document."""


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file, and what it is called."""

    href: str
    name: str


@dataclass(frozen=True, slots=True)
class TableFiles:
    """A table of the data package, and its files."""

    title: str
    files: tuple[FileLink, ...]


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The page of figures, or a part of it."""

    introduction: LocalisedProse
    parts: PartNavigation
    contents: Contents
    groups: tuple[FigureGroup, ...]
    notes: NoteList | None
    package_files: tuple[FileLink, ...]
    """What the data package holds beside its tables: its descriptor, what tells of it, its licence.

    A part names no files of data.
    """
    table_files: tuple[TableFiles, ...]
    embeds_href: str
    """Where all that can be embedded is listed."""


def make_figures_view(ctx: PageContext) -> FiguresView:
    """Return every table, then the values that belong to no document, with their notes.

    The notes come last, as they lead back to all that refers to them.
    """
    say = ctx.language.gettext
    introduction = find_introduction(ctx)
    groups: list[FigureGroup] = []
    items: list[tuple[str, Html, int]] = []
    shown = choose_shown(ctx, Figure, lambda: list_figures(ctx.dossier))
    of_our_own = [figure for figure in shown if figure.id not in ctx.dossier.document_of]
    if of_our_own:
        title = say("Put together by us")
        groups.append(FigureGroup("of-several", title, _make_tables(ctx, of_our_own)))
        items += _list_headings(ctx, groups[-1].id, title, of_our_own)
    for document, figures in group_by_document(ctx, shown[len(of_our_own) :]):
        name = ctx.names.full_name(document)
        link = ctx.show_link(name, ctx.entry_href(document))
        tables, is_heavy = _make_tables(ctx, figures), has_heavy_figures(document)
        groups.append(FigureGroup(f"of-{document.id}", link, tables, is_found_elsewhere=not is_heavy))
        items += _list_headings(ctx, groups[-1].id, name.text, figures)
    notes = make_note_list(ctx, choose_shown(ctx, Fact, lambda: ctx.dossier.facts))
    if notes:
        items.append(("#section-notes", say("Computed by us"), 1))
    is_part = find_shown_part(ctx) is not None
    if not is_part:
        items.append(("#section-data", say("All data as files"), 1))
    return FiguresView(
        introduction=introduction,
        parts=make_part_navigation(ctx),
        contents=Contents(tuple(items)),
        groups=tuple(groups),
        notes=notes,
        package_files=() if is_part else tuple(_list_package_files(ctx)),
        table_files=() if is_part else tuple(_list_table_files(ctx)),
        embeds_href=ctx.kind_href(EMBEDS_KIND),
    )


def _make_tables(ctx: PageContext, figures: Iterable[Figure]) -> tuple[DataTable, ...]:
    return tuple(make_data_table(ctx, figure) for figure in figures)


def _list_headings(
    ctx: PageContext, group_id: str, title: str, figures: Iterable[Figure]
) -> Iterator[tuple[str, Html, int]]:
    """Yield the headings of one group, for the contents of the page."""
    yield f"#{group_id}", title, 1
    for figure in figures:
        yield f"#{figure.id}", ctx.names.plain_words(figure.title), 2


def _list_package_files(ctx: PageContext) -> Iterator[FileLink]:
    """Yield the files beside the tables, first the whole package where that is made."""
    if ctx.language_context.config.mode.release:
        yield FileLink(ctx.file_href(data_zip_path(ctx.dossier)), "ZIP")
    licence = ctx.language.gettext("Licence")
    names = {DATA_README: DATA_README, DATA_DESCRIPTOR: "Data Package", DATA_LICENCE: licence}
    for path, name in names.items():
        yield FileLink(ctx.file_href(f"{DATA_FOLDER}/{path}"), name)
    if ctx.kind_href("timeline"):
        yield FileLink(ctx.file_href(calendar_path(ctx.language.code)), "iCalendar")


def _list_table_files(ctx: PageContext) -> Iterator[TableFiles]:
    """Yield the tables of the data package with their files, without those of single figures."""
    for table in list_tables(ctx.dossier, ctx.language_context.receipt):
        files = tuple(
            FileLink(ctx.file_href(f"{DATA_FOLDER}/{path}"), form) for path, form in list_table_files(table)
        )
        yield TableFiles(title_table(table, ctx.language_context), files)
