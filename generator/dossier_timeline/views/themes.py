"""The subjects that run through the documents."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.base import Html
from dossier_timeline.components.documents import RecordList
from dossier_timeline.components.story import CommitmentList, Timeline
from dossier_timeline.model.documents import Document
from dossier_timeline.model.registers import Theme
from dossier_timeline.model.story import Commitment, Event
from dossier_timeline.site.builtin_pages import find_used_themes
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.timeline_index import MOST_ITEMS
from dossier_timeline.site.timeline_pages import EVENTS_KIND
from dossier_timeline.views.commitments import summarise_commitment
from dossier_timeline.views.documents import make_record_list
from dossier_timeline.views.events import make_timeline
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.official_addresses import show_former_addresses


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
    documents: RecordList | None
    commitments: CommitmentList | None
    timeline: Timeline | None
    events_href: str
    """The page of the theme's events, where they are too many for this one."""


@dataclass(frozen=True, slots=True)
class ThemeContents:
    """What belongs to a theme."""

    documents: tuple[Document, ...]
    events: tuple[Event, ...]
    commitments: tuple[Commitment, ...]


def make_themes_view(ctx: PageContext) -> ThemesView:
    """Return the page of all themes."""
    used = set(find_used_themes(ctx.dossier))
    themes = tuple(_summarise_theme(ctx, theme) for theme in ctx.dossier.themes if theme.id in used)
    return ThemesView(find_introduction(ctx), themes)


def _summarise_theme(ctx: PageContext, theme: Theme) -> ThemeSummary:
    contents, language = find_theme_contents(ctx, theme), ctx.language
    documents, events, commitments = map(len, (contents.documents, contents.events, contents.commitments))
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


def find_theme_contents(ctx: PageContext, theme: Theme) -> ThemeContents:
    """Return what belongs to a theme, by its id or one that it had before."""
    names = {theme.id, *theme.aliases}
    return ThemeContents(
        tuple(one for one in ctx.dossier.documents if names & set(one.themes)),
        tuple(one for one in ctx.dossier.all_events() if names & set(one.themes)),
        tuple(one for one in ctx.dossier.all_commitments() if names & set(one.themes)),
    )


def make_theme_view(ctx: PageContext) -> ThemeView:
    """Return the page of one theme."""
    theme = next(one for one in ctx.dossier.themes if one.id == ctx.page.entity)
    contents = find_theme_contents(ctx, theme)
    is_long = len(contents.events) > MOST_ITEMS
    events_href = ctx.kind_href(EVENTS_KIND, f"theme:{theme.id}") if is_long else ""
    commitments = tuple(summarise_commitment(ctx, one) for one in contents.commitments)
    return ThemeView(
        text=show_former_addresses(ctx, theme) + ctx.show_words(theme.text),
        documents=make_record_list(ctx, contents.documents) if contents.documents else None,
        commitments=CommitmentList(commitments) if commitments else None,
        timeline=None if events_href else make_timeline(ctx, contents.events, level=3),
        events_href=events_href,
    )
