"""Pages that are mostly prose, and the small ones: corrections, help, method, choice, missing."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from dossier_timeline.model.dossier import HelpLine
from dossier_timeline.model.story import Correction
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.addresses import show_former_addresses, strip_scheme
from dossier_timeline.views.common import Item
from dossier_timeline.views.dates import machine_date
from dossier_timeline.views.frame import find_introduction
from dossier_timeline.views.sources import show_source


def make_own_page_view(ctx: PageContext) -> dict[str, Any]:
    """A page of the dossier's own."""
    return {"intro": find_introduction(ctx)}


def make_corrections_view(ctx: PageContext) -> dict[str, Any]:
    """The log of corrections: ours and those of the sources, the latest first."""
    say = ctx.language.gettext
    titles = {"publisher": say("Ours"), "source": say("Of the sources")}
    log = sorted(ctx.dossier.corrections, key=lambda one: (one.date.lower, one.id), reverse=True)
    groups = [
        {
            "id": f"by-{by}",
            "title": title,
            "items": [_make_correction(ctx, one) for one in log if one.by == by],
        }
        for by, title in titles.items()
    ]
    return {"intro": find_introduction(ctx), "groups": [group for group in groups if group["items"]]}


def _make_correction(ctx: PageContext, one: Correction) -> Item:
    return {
        "id": one.id,
        "aliases": show_former_addresses(ctx, one),
        "date": ctx.names.write_date(one.date),
        "datetime": machine_date(one.date),
        "label": ctx.names.plain_words(one.label),
        "text": ctx.show_words(one.text),
        "concerns": ctx.list_entries(one.concerns),
        "source": show_source(ctx, one.passage, one),
    }


def make_help_view(ctx: PageContext) -> dict[str, Any]:
    """Where to turn, the urgent lines first, and when each was last checked."""
    lines = sorted(ctx.dossier.settings.help, key=lambda line: not line.urgent)
    return {"intro": find_introduction(ctx), "lines": [_make_help_line(ctx, line) for line in lines]}


def _make_help_line(ctx: PageContext, line: HelpLine) -> Item:
    country = ctx.dossier.by_id.get(line.country or "")
    return {
        "name": ctx.names.plain_words(line.name),
        "text": ctx.show_words(line.text),
        "phone": line.phone or "",
        "tel": "".join(char for char in line.phone or "" if char.isdigit() or char == "+"),
        "url": line.url or "",
        "site": strip_scheme(line.url or ""),
        "country": ctx.link_entry(country) if country else "",
        "urgent": line.urgent,
        "checked": ctx.names.write_date(line.checked),
        "datetime": machine_date(line.checked),
    }


def make_method_view(ctx: PageContext) -> dict[str, Any]:
    """How it was made, and how much of it was checked."""
    dossier, checked = ctx.dossier, ctx.language_context.check_of_fact
    facts = list(dossier.all_facts())
    outside = [fact for work in dossier.works for fact in work.facts]
    computed = [fact for fact in facts if fact.derived]
    number, say = ctx.language.number, ctx.language.gettext
    days = sorted({day for _, day in checked.values()})
    counts = [
        (say("Documents"), len(dossier.documents)),
        (say("Facts with a passage"), sum(fact.passage is not None for fact in facts)),
        (say("Facts computed from others"), len(computed)),
        (say("Values inferred by us"), sum(fact.inferred is not None for fact in facts)),
        (say("Facts whose source text is not held"), len(outside)),
        (say("Facts found again in the source texts"), sum(fact.id in checked for fact in facts)),
        (say("Events"), sum(1 for _ in dossier.all_events())),
        (say("Promises"), sum(1 for _ in dossier.all_commitments())),
        (say("Differences between sources"), len(dossier.differences)),
    ]
    return {
        "intro": find_introduction(ctx),
        "counts": [(label, number(count)) for label, count in counts if count],
        "checked": ctx.names.write_day(days[-1]) if days else "",
    }


def make_choice_view(ctx: PageContext) -> dict[str, Any]:
    """The root page: the dossier's title and description in each language, to choose from."""
    return {"languages": _list_home_pages(ctx)}


def make_missing_view(ctx: PageContext) -> dict[str, Any]:
    """The page of an address that isn't there, with the ways on."""
    return {"languages": _list_home_pages(ctx), "ways": _list_links(ctx)}


def _list_home_pages(ctx: PageContext) -> list[Item]:
    found: list[Item] = []
    for code, language in ctx.language_context.site.languages.items():
        home = ctx.language_context.routes.find("home", code)
        if home is None:
            continue
        texts = EntryNames(ctx.dossier, language)
        found.append(
            {
                "code": code,
                "direction": language.direction,
                "name": language.name,
                "href": ctx.page_href(home),
                "title": home.title,
                "description": texts.plain_words(ctx.dossier.settings.description),
                "missing": language.gettext("This page does not exist"),
                "home": language.gettext("To the home page"),
            }
        )
    return found


def _list_links(ctx: PageContext) -> list[Markup]:
    kinds = ("home", "timeline", "documents", "report")
    pages = [page for kind in kinds if (page := ctx.language_context.routes.find(kind, ctx.language.code))]
    home = ctx.language.gettext("Home")
    return [ctx.show_link(home if page.kind == "home" else page.title, ctx.page_href(page)) for page in pages]
