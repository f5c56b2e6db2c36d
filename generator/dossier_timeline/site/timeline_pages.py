"""The pages of the timeline but its first: its parts, and one for each value of a facet."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from dossier_timeline.languages import Language
from dossier_timeline.languages.slugs import choose_slug, fold_address
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document
from dossier_timeline.model.registers import Theme
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.page_parts import name_months
from dossier_timeline.site.routes import INDEX, PagePlan, absolute_url
from dossier_timeline.site.timeline_index import TimelineIndex, TimelinePart, make_slug

EVENTS_KIND = "events"
"""The kind of a page with the events of one value; its entity is "facet:value", or "facet:value:part"."""


def plan_timeline_pages(
    base: PagePlan, timeline_index: TimelineIndex, names: EntryNames, site_url: str, facets: Container[str]
) -> Iterator[PagePlan]:
    """Yield every page of the timeline in one language but its first, which is `base`.

    `facets` are those whose values have pages of their own.
    """
    say, folder = names.language.gettext, base.path.removesuffix(INDEX)
    template = replace(base, menu_title="", sources=(), availability=None, is_indexed=True)

    def plan_page(
        base_page: PagePlan, entity: tuple[str, str], path: str, title: str, description: str
    ) -> PagePlan:
        return replace(
            base_page,
            kind=entity[0],
            entity=entity[1],
            path=path,
            canonical=absolute_url(site_url, path),
            title=title,
            description=description,
        )

    def plan_parts(base_page: PagePlan, parts: tuple[TimelinePart, ...]) -> Iterator[PagePlan]:
        for part in parts:
            entity = f"{base_page.entity}:{part.slug}" if base_page.entity else part.slug
            path = f"{base_page.path.removesuffix(INDEX)}{part.slug}/{INDEX}"
            name = name_timeline_part(part, names)
            title = say("%(title)s, %(years)s", title=base_page.title, years=name)
            description = say("Every dated event of %(years)s, in order.", years=name)
            yield plan_page(base_page, (base_page.kind, entity), path, title, description)

    yield from plan_parts(template, timeline_index.parts)
    for facet, values in timeline_index.facet_values.items():
        if facet not in facets:
            continue
        segment, taken_slugs = find_facet_slug(names.language, facet), set[str]()
        for value in values:
            entry = timeline_index.dossier.by_id[value]
            slug = choose_slug(_find_value_slug(entry, names), value, taken_slugs)
            taken_slugs.add(fold_address(slug))
            name = name_facet_value(entry, names)
            title = say("Timeline: %(what)s", what=name)
            path = f"{folder}{segment}/{slug}/{INDEX}"
            value_page = plan_page(
                template,
                (EVENTS_KIND, f"{facet}:{value}"),
                path,
                title,
                _describe_value(facet, name, names.language),
            )
            yield value_page
            yield from plan_parts(value_page, timeline_index.split_items_with(facet, value))


def name_timeline_part(part: TimelinePart, names: EntryNames) -> str:
    """Return what a part is called: its years ("1990–1999"), or its months, with its number among several."""
    if (part.first[1], part.last[1]) == (1, 12) and part.number == 1:
        return "–".join(dict.fromkeys(str(year) for year in (part.first[0], part.last[0])))
    return name_months(part.first, part.last, part.number, names)


def name_filter_style(slug: str) -> str:
    """Return the name of the style sheet with the filters of the whole timeline, or of a part by its slug.

    Each page has one of its own, so that a document that is added changes only the pages with its events.
    """
    return f"filters-{slug}.css" if slug else "filters.css"


def name_facet_value(entry: Entry, names: EntryNames) -> str:
    """Return the words for a value in a list of choices."""
    return names.plain_words(entry.short) if isinstance(entry, Document) else names.full_name(entry).text


def name_facet(language: Language, facet: str) -> str:
    """Return the words for a facet."""
    return {
        "document": language.pgettext("filter", "Document"),
        "theme": language.pgettext("filter", "Theme"),
        "kind": language.pgettext("filter", "Kind"),
        "actor": language.pgettext("filter", "Who"),
    }[facet]


def find_facet_slug(language: Language, facet: str) -> str:
    """Return the part of an address that names a facet."""
    return {
        "document": language.pgettext("slug", "document"),
        "theme": language.pgettext("slug", "theme"),
        "kind": language.pgettext("slug", "kind"),
        "actor": language.pgettext("slug", "who"),
    }[facet]


def _find_value_slug(entry: Entry, names: EntryNames) -> str:
    if isinstance(entry, Document | Theme):
        return names.plain_words(entry.slug)
    return make_slug(name_facet_value(entry, names), entry.id)


def _describe_value(facet: str, name: str, language: Language) -> str:
    say = language.gettext
    return {
        "document": say("Every dated event in the document “%(what)s”, in order.", what=name),
        "theme": say("Every dated event on the theme “%(what)s”, in order.", what=name),
        "kind": say("Every dated event of the kind “%(what)s”, in order.", what=name),
        "actor": say("Every dated event in which this name occurs, in order: %(what)s.", what=name),
    }[facet]
