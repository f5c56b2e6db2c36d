"""Pages that are mostly prose: a page of the dossier's own, corrections, help and method."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dossier_timeline.components.base import Html
from dossier_timeline.components.marks import Badge, OutsideLink, TimeElement
from dossier_timeline.model.dossier import Dossier, HelpLine
from dossier_timeline.model.story import Correction
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.dates import make_time_element
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.official_addresses import show_former_addresses, strip_scheme
from dossier_timeline.views.page_parts import (
    PartNavigation,
    choose_shown,
    find_shown_part,
    make_part_navigation,
)
from dossier_timeline.views.source_lines import show_source


@dataclass(frozen=True, slots=True)
class OwnPageView:
    """A page of the dossier's own."""

    introduction: LocalisedProse


@dataclass(frozen=True, slots=True)
class CorrectionItem:
    """One correction; `label` says in a few words what it is about, if anything does."""

    id: str
    date: TimeElement
    label: str
    text: Html
    concerns: Html
    source: Html


@dataclass(frozen=True, slots=True)
class CorrectionSection:
    """The corrections of our own mistakes, or those of the sources; there may be none yet."""

    id: str
    title: str
    corrections: tuple[CorrectionItem, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """The log of corrections, the latest first."""

    introduction: LocalisedProse
    parts: PartNavigation
    sections: tuple[CorrectionSection, ...]


@dataclass(frozen=True, slots=True)
class HelpItem:
    """A place where help is to be found; what is unknown is empty. It was last checked on `date`."""

    name: str
    text: Html
    phone: str
    phone_href: str
    website: OutsideLink | None
    country: Html
    urgency: Badge | None
    date: TimeElement | None


@dataclass(frozen=True, slots=True)
class HelpView:
    """Where to turn, the urgent lines first."""

    introduction: LocalisedProse
    lines: tuple[HelpItem, ...]


@dataclass(frozen=True, slots=True)
class MethodView:
    """How the dossier was made: what there is of each, with its number, and when it was last checked."""

    introduction: LocalisedProse
    counts: tuple[tuple[str, str], ...]
    last_checked: str


def make_own_page_view(ctx: PageContext) -> OwnPageView:
    """Return a page of the dossier's own."""
    return OwnPageView(find_introduction(ctx))


def make_corrections_view(ctx: PageContext) -> CorrectionsView:
    """Return the log of corrections: ours and those of the sources, the latest first."""
    say = ctx.language.gettext
    titles = {"publisher": say("Ours"), "source": say("Of the sources")}
    shown = choose_shown(ctx, Correction, lambda: ctx.dossier.corrections)
    log = sorted(shown, key=lambda one: (one.date.lower, one.id), reverse=True)
    introduction = find_introduction(ctx)
    sections = tuple(
        CorrectionSection(f"by-{by}", title, tuple(_make_correction(ctx, one) for one in log if one.by == by))
        for by, title in titles.items()
    )
    parts = make_part_navigation(ctx)
    if find_shown_part(ctx) is not None:
        sections = tuple(section for section in sections if section.corrections)
    return CorrectionsView(introduction, parts, sections)


def _make_correction(ctx: PageContext, correction: Correction) -> CorrectionItem:
    return CorrectionItem(
        id=correction.id,
        date=make_time_element(ctx, correction.date),
        label=ctx.names.plain_words(correction.label),
        text=show_former_addresses(ctx, correction) + ctx.show_words(correction.text),
        concerns=ctx.list_entries(correction.concerns),
        source=show_source(ctx, correction.passage, correction),
    )


def make_help_view(ctx: PageContext) -> HelpView:
    """Return where to turn, the urgent lines first, and when each was last checked."""
    lines = sorted(ctx.dossier.settings.help, key=lambda line: not line.urgent)
    return HelpView(find_introduction(ctx), tuple(_make_help_item(ctx, line) for line in lines))


def _make_help_item(ctx: PageContext, line: HelpLine) -> HelpItem:
    country = ctx.dossier.by_id.get(line.country or "")
    phone = line.phone or ""
    return HelpItem(
        name=ctx.names.plain_words(line.name),
        text=ctx.show_words(line.text),
        phone=phone,
        phone_href="tel:" + "".join(char for char in phone if char.isdigit() or char == "+"),
        website=OutsideLink(strip_scheme(line.url), line.url, is_isolated=True) if line.url else None,
        country=ctx.link_entry(country) if country else "",
        urgency=Badge(ctx.language.gettext("in an emergency"), "amber") if line.urgent else None,
        date=make_time_element(ctx, line.checked) if line.checked else None,
    )


def make_method_view(ctx: PageContext) -> MethodView:
    """Return how the dossier was made, and how much of it was checked."""
    dossier, checks = ctx.dossier, ctx.language_context.check_of_fact
    facts = list(dossier.all_facts())
    how_found = Counter(checks[fact.id][0] for fact in facts if fact.id in checks)
    number, say = ctx.language.number, ctx.language.gettext
    last_day = max((day for _, day in checks.values()), default=None)
    counts = (
        (say("Documents"), len(dossier.documents)),
        (say("Facts with a passage"), sum(fact.passage is not None for fact in facts)),
        (say("Facts computed from others"), sum(bool(fact.derived) for fact in facts)),
        (say("Values that are our inference"), sum(fact.inferred is not None for fact in facts)),
        (say("Facts found again in the source texts"), how_found.total() - how_found["derived"]),
        (say("Computed facts that were computed again"), how_found["derived"]),
        (say("Facts whose source text we do not have"), sum(len(work.facts) for work in dossier.works)),
        (say("Other statements whose source text we do not have"), _count_statements_of_works(dossier)),
        (say("Events"), sum(1 for _ in dossier.all_events())),
        (say("Promises"), sum(1 for _ in dossier.all_commitments())),
        (say("Differences between sources"), len(dossier.differences)),
    )
    return MethodView(
        introduction=find_introduction(ctx),
        counts=tuple((label, number(count)) for label, count in counts if count),
        last_checked=ctx.names.write_day(last_day) if last_day else "",
    )


def _count_statements_of_works(dossier: Dossier) -> int:
    """Return how many events, outcomes and sides of differences rest on a work whose text is not held."""
    outcomes = (outcome for one in dossier.all_commitments() for outcome in one.outcomes)
    sides = (side for one in dossier.differences for side in one.sides)
    return sum(one.work is not None for group in (dossier.all_events(), outcomes, sides) for one in group)
