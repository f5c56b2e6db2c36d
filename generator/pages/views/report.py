"""The whole dossier on one page, made to be printed."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from markupsafe import Markup

from generator.dossier.documents import Document
from generator.languages import Language
from generator.pages.context import Context
from generator.pages.exports.fact_tables import facts
from generator.pages.exports.package import FOLDER
from generator.pages.exports.table import table_csv
from generator.pages.views.card import card
from generator.pages.views.commitments import commitment
from generator.pages.views.common import Item, address
from generator.pages.views.differences import difference
from generator.pages.views.documents import quotation, summary_of
from generator.pages.views.events import timeline
from generator.pages.views.factnotes import notes, said
from generator.pages.views.figures import figure
from generator.pages.views.frame import introduction
from generator.pages.views.registers import countries, people, terms, work

_HEADING = re.compile(r'<(/?)h([2-5])(?: id="([^"]*)")?')
_HERE = re.compile(r' href="#([^"]*)"')


def page(ctx: Context) -> dict[str, Any]:
    """Title, contents, each document, the timeline, promises, figures, differences, registers, notes."""
    settings, dossier = ctx.dossier.settings, ctx.dossier
    view: dict[str, Any] = {
        "intro": introduction(ctx),
        "title": ctx.texts.plain(settings.title),
        "description": ctx.words(settings.description),
        "documents": [_document(ctx, document) for document in dossier.documents],
        "years": timeline(ctx, ctx.tongue.listings.things, 4),
        "promises": [
            {
                "title": ctx.texts.plain(one.title),
                "items": [commitment(ctx, each, 4) for each in one.commitments],
            }
            for one in dossier.documents
            if one.commitments
        ],
        "figures": [
            *_own(ctx),
            *(
                {"title": ctx.texts.plain(one.title), "items": [figure(ctx, each, 4) for each in one.figures]}
                for one in dossier.documents
                if one.figures
            ),
        ],
        "differences": [difference(ctx, one) for one in dossier.differences],
        "people": [entry for group in people(ctx)["groups"] for entry in group["entries"]],
        "countries": countries(ctx)["entries"],
        "works": [work(ctx, one) for one in dossier.works],
        "terms": terms(ctx)["entries"],
        "url": ctx.page.canonical,
        "updated": ctx.texts.day(ctx.page.lastmod),
        "checked": ctx.texts.day(day) if (day := ctx.tongue.usual_check) else "",
        "data": _data(ctx),
    }
    view["notes"] = notes(ctx, dossier.all_facts())
    view["notes_said"] = said(ctx)
    view["parts"] = [(f"part-{name}", title) for name, title, key in _parts(ctx.language) if view[key]]
    return view


def _data(ctx: Context) -> Item:
    """The file with every value, and its SHA-256: what this report says can be held against it."""
    table = facts(ctx.dossier, ctx.tongue.site.receipt)
    path = f"{FOLDER}/{table.path}.csv"
    digest = hashlib.sha256(table_csv(table)).hexdigest()
    return {"href": ctx.to_file(path), "name": path, "digest": digest}


def _parts(language: Language) -> tuple[tuple[str, str, str], ...]:
    """The parts after the documents: the end of the id, the title, and what of the view is in it."""
    say = language.gettext
    return (
        ("timeline", say("Timeline"), "years"),
        ("promises", say("Promises and outcomes"), "promises"),
        ("figures", say("Figures"), "figures"),
        ("differences", say("Where sources differ"), "differences"),
        ("people", say("People and bodies"), "people"),
        ("countries", say("Countries"), "countries"),
        ("works", say("Works cited"), "works"),
        ("terms", say("Terms"), "terms"),
        ("notes", say("Notes: every number and its source"), "notes"),
        ("colophon", say("Colophon"), "url"),
    )


def _own(ctx: Context) -> list[Item]:
    if not ctx.dossier.figures:
        return []
    title = ctx.language.gettext("Put together from several documents")
    return [{"title": title, "items": [figure(ctx, one, 4) for one in ctx.dossier.figures]}]


def _document(ctx: Context, document: Document) -> Item:
    """One document: its card and its summary, headings one level down and under its own name."""
    prose = summary_of(ctx, document)
    names = {heading.id for heading in ctx.parsed(prose).headings} if prose else set()

    def moved(match: re.Match[str]) -> str:
        name = f' id="{document.id}-{match[3]}"' if match[3] else ""
        return f"<{match[1]}h{int(match[2]) + 1}{name}"

    def inside(match: re.Match[str]) -> str:
        return f' href="#{document.id}-{match[1]}"' if match[1] in names else match[0]

    html = _HERE.sub(inside, _HEADING.sub(moved, ctx.prose(prose))) if prose else ""
    return {
        "id": document.id,
        "title": ctx.texts.plain(document.title),
        "card": card(ctx, document),
        "addresses": [address(ctx, one, document.language) for one in document.addresses],
        "description": ctx.words(document.description),
        "summary": Markup(html),  # noqa: S704 -- what `prose` made, with its headings moved
        "quotations": [quotation(ctx, document, one) for one in document.quotations],
        "lang": prose.language if prose and prose.language != ctx.language.code else "",
    }
