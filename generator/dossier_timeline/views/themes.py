"""The subjects that run through the documents."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.base import Html
from dossier_timeline.components.documents import RecordList
from dossier_timeline.components.story import CommitmentList, Timeline
from dossier_timeline.model.documents import Document
from dossier_timeline.model.registers import Theme
from dossier_timeline.model.story import Commitment
from dossier_timeline.site.builtin_pages import find_used_themes
from dossier_timeline.site.entry_weights import weigh_timeline_item
from dossier_timeline.site.page_bounds import MOST_TIMELINE_WEIGHT
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.page_parts import is_page_part
from dossier_timeline.site.theme_contents import ThemeContents
from dossier_timeline.site.timeline_pages import EVENTS_KIND
from dossier_timeline.views.commitments import summarise_commitment
from dossier_timeline.views.documents import make_record_list
from dossier_timeline.views.events import make_timeline
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.official_addresses import show_former_addresses
from dossier_timeline.views.page_links import PageLink, link_pages
from dossier_timeline.views.page_parts import PartNavigation, choose_shown, make_part_navigation


@dataclass(frozen=True, slots=True)
class ThemeSummary:
    """A theme among the others, with how much belongs to it: "2 documents", "5 events"."""

    href: str
    title: str
    text: Html
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemesView:
    """All themes that something belongs to."""

    introduction: LocalisedProse
    themes: tuple[ThemeSummary, ...]


@dataclass(frozen=True, slots=True)
class ThemeView:
    """One theme: its documents, what happened, what was promised; what it lacks is `None`."""

    text: Html
    parts: PartNavigation
    documents: RecordList | None
    commitments: CommitmentList | None
    timeline: Timeline | None
    events_link: PageLink | None
    """The way to the theme's events, where they are too many for this page."""


def make_themes_view(ctx: PageContext) -> ThemesView:
    """Return the page of all themes."""
    used = set(find_used_themes(ctx.dossier))
    themes = tuple(_summarise_theme(ctx, theme) for theme in ctx.dossier.themes if theme.id in used)
    return ThemesView(find_introduction(ctx), themes)


def _summarise_theme(ctx: PageContext, theme: Theme) -> ThemeSummary:
    contents, language = ctx.language_context.theme_contents[theme.id], ctx.language
    documents, events, commitments = (
        len(contents.documents),
        len(contents.events),
        len(contents.commitments),
    )
    counts = (
        language.ngettext("%(n)s document", "%(n)s documents", documents) if documents else "",
        language.ngettext("%(n)s event", "%(n)s events", events) if events else "",
        language.ngettext("%(n)s promise", "%(n)s promises", commitments) if commitments else "",
    )
    return ThemeSummary(
        href=ctx.entry_href(theme),
        title=ctx.names.plain_words(theme.name),
        text=ctx.show_words(theme.text),
        counts=tuple(words for words in counts if words),
    )


def make_theme_view(ctx: PageContext) -> ThemeView:
    """Return the page of one theme, or a part of its documents and promises."""
    theme = ctx.dossier.by_id[ctx.page.entity.partition(":")[0]]
    assert isinstance(theme, Theme)  # noqa: S101 -- the plan says so
    is_part = is_page_part(ctx.page)

    def find_contents() -> ThemeContents:
        return ctx.language_context.theme_contents[theme.id]

    documents = choose_shown(ctx, Document, lambda: find_contents().documents)
    commitments = choose_shown(ctx, Commitment, lambda: find_contents().commitments)
    items = tuple(summarise_commitment(ctx, one) for one in commitments)
    events = () if is_part else find_contents().events  # a part reads nothing of the others
    is_long = sum(weigh_timeline_item(event) for event in events) > MOST_TIMELINE_WEIGHT
    return ThemeView(
        text="" if is_part else show_former_addresses(ctx, theme) + ctx.show_words(theme.text),
        parts=make_part_navigation(ctx),
        documents=make_record_list(ctx, documents) if documents else None,
        commitments=CommitmentList(items) if items else None,
        timeline=None if is_part or is_long else make_timeline(ctx, events, level=3),
        events_link=_link_events(ctx, theme) if is_long and not is_part else None,
    )


def _link_events(ctx: PageContext, theme: Theme) -> PageLink:
    """Return the way to the events of a theme: their own page, or the timeline where they have none."""
    if href := ctx.kind_href(EVENTS_KIND, f"theme:{theme.id}"):
        return PageLink(href, ctx.language.gettext("All events on this theme"), "")
    (timeline,) = link_pages(ctx, ("timeline",))
    return timeline
