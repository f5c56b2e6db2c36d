"""The pages to embed: one thing with its source, licence and the way back; and the list of all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from dossier_timeline.components.base import Html
from dossier_timeline.components.facts import KeyFigures
from dossier_timeline.components.figures import DataTable, EmbedLines
from dossier_timeline.components.marks import Badge
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.story import Event
from dossier_timeline.site.embed_pages import (
    EMBED_KIND,
    OEMBED_FILE,
    Embeddable,
    embed_path,
)
from dossier_timeline.site.media_figures import show_images
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import absolute_url
from dossier_timeline.views.data_tables import make_data_table
from dossier_timeline.views.dates import machine_date
from dossier_timeline.views.embed_lines import make_embed_lines
from dossier_timeline.views.events import list_event_badges
from dossier_timeline.views.key_figures import make_key_figures
from dossier_timeline.views.source_lines import show_source


@dataclass(frozen=True, slots=True)
class EmbeddedEvent:
    """An event by itself: its day, place and words, and what is uncertain about it."""

    date: str
    datetime: str
    place: Html
    badges: tuple[Badge, ...]
    text: Html
    because: Html
    images: Html


@dataclass(frozen=True, slots=True)
class EmbedView:
    """A page to embed: one figure, one number or one event.

    `href` leads to it in the dossier, `embed` is what others copy, and `oembed` the
    address of what programs read.
    """

    figure: DataTable | None
    number: KeyFigures | None
    event: EmbeddedEvent | None
    note: Html
    source: Html
    href: str
    embed: EmbedLines | None
    oembed: str
    publisher: str
    licence: str
    licence_url: str


@dataclass(frozen=True, slots=True)
class EmbedLink:
    """A thing that can be embedded: the way to its page."""

    href: str
    title: str


@dataclass(frozen=True, slots=True)
class EmbedGroup:
    """Things of one kind that can be embedded."""

    id: str
    title: str
    links: tuple[EmbedLink, ...]


@dataclass(frozen=True, slots=True)
class EmbedsView:
    """The list of what can be embedded, by kind."""

    groups: tuple[EmbedGroup, ...]


def make_embed_view(ctx: PageContext) -> EmbedView:
    """Return a page to embed."""
    entry, settings = ctx.dossier.by_id[ctx.page.entity], ctx.dossier.settings
    assert isinstance(entry, Figure | Fact | Event)  # noqa: S101 -- the plan says so
    site_url = ctx.language_context.config.addresses.site_url
    figure = make_data_table(ctx, entry, level=1) if isinstance(entry, Figure) else None
    return EmbedView(
        figure=replace(figure, embed=None) if figure else None,
        number=make_key_figures(ctx, (entry.id,)) if isinstance(entry, Fact) else None,
        event=_make_event(ctx, entry) if isinstance(entry, Event) else None,
        note=ctx.show_words(entry.note) if isinstance(entry, Fact) else "",
        source=_show_source(ctx, entry),
        href=ctx.entry_href(entry),
        embed=figure.embed if figure else make_embed_lines(ctx, entry),
        oembed=absolute_url(site_url, embed_path(ctx.language.code, entry.id, OEMBED_FILE)),
        publisher=ctx.names.plain_words(settings.publisher),
        licence=settings.licence.spdx,
        licence_url=settings.licence.url,
    )


def _make_event(ctx: PageContext, event: Event) -> EmbeddedEvent:
    with ctx.suppress_difference_of(event):
        text, because = ctx.show_words(event.text), ctx.show_words(event.because)
    return EmbeddedEvent(
        date=ctx.names.write_date(event.date),
        datetime=machine_date(event.date),
        place=ctx.show_words(event.place),
        badges=list_event_badges(ctx, event),
        text=text,
        because=because,
        images=show_images(ctx, event.images),
    )


def _show_source(ctx: PageContext, shown: Embeddable) -> Markup | str:
    """Return where a number or an event stands; a figure names its source itself."""
    if isinstance(shown, Figure):
        return ""
    if isinstance(shown, Event):
        return show_source(ctx, shown.passage, shown, shown.work)
    work = ctx.language_context.work_of_fact.get(shown.id)
    if line := show_source(ctx, shown.passage, shown, work.id if work else None):
        return line
    return ctx.language.gettext("Computed by us") if shown.derived else ""


def make_embeds_view(ctx: PageContext) -> EmbedsView:
    """Return the list of what can be embedded."""
    say, code = ctx.language.gettext, ctx.language.code
    titles = {
        Figure: ("figures", say("Figures")),
        Fact: ("numbers", say("Numbers")),
        Event: ("events", say("Events")),
    }
    links: dict[type, list[EmbedLink]] = {}
    for name in ctx.language_context.embeds:
        page = ctx.language_context.routes.find(EMBED_KIND, code, name)
        if page is not None:
            kind = type(ctx.dossier.by_id[name])
            links.setdefault(kind, []).append(EmbedLink(ctx.page_href(page), page.title))
    groups = ((name, title, links.get(kind)) for kind, (name, title) in titles.items())
    return EmbedsView(
        tuple(EmbedGroup(f"section-{name}", title, tuple(found)) for name, title, found in groups if found)
    )
