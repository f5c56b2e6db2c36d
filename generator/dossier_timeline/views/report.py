"""The whole dossier, made to be printed: on one page, or a long one on a title page and parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from dossier_timeline.exports.data_package import DATA_FOLDER
from dossier_timeline.exports.fact_tables import FACTS_TABLE, facts_table
from dossier_timeline.exports.table import write_table_csv
from dossier_timeline.languages import Language
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.report_parts import ReportPart, name_report_part
from dossier_timeline.site.timeline_index import TimelineItem
from dossier_timeline.views.addresses import make_address
from dossier_timeline.views.commitments import make_commitment
from dossier_timeline.views.common import Item
from dossier_timeline.views.differences import make_difference
from dossier_timeline.views.documents import choose_summary, make_quotation
from dossier_timeline.views.events import make_years
from dossier_timeline.views.fact_notes import introduce_notes, make_notes
from dossier_timeline.views.figures import make_data_table
from dossier_timeline.views.frame import find_introduction
from dossier_timeline.views.record_card import make_card_rows
from dossier_timeline.views.registers import (
    group_actors,
    make_actor,
    make_country,
    make_term,
    make_work,
    sort_by_name,
)

_REGISTERS = ("differences", "people", "countries", "works", "terms")
"""What is of no document alone."""


def make_report_view(ctx: PageContext) -> dict[str, Any]:
    """Title, contents, each document, the timeline, promises, figures, differences, registers, notes.

    Of a report in parts a part has what is of its documents, and the title page has the rest.
    """
    settings, report = ctx.dossier.settings, ctx.language_context.report
    part, documents = report.parts_by_entity.get(ctx.page.entity), report.documents_on(ctx.page.entity)
    view: dict[str, Any] = {
        "intro": find_introduction(ctx) if part is None else {},
        "title": ctx.names.plain_words(settings.title),
        "description": ctx.show_words(settings.description) if part is None else "",
        "part": part is not None,
        "pages": [_page(ctx, one) for one in report.parts] if part is None else [],
        "beside": _beside(ctx, report.parts, part),
        "documents": [_document(ctx, document) for document in documents],
        "years": make_years(ctx, _things(ctx, documents), 4),
        "promises": [
            {
                "title": ctx.names.plain_words(one.title),
                "items": [make_commitment(ctx, each, 4) for each in one.commitments],
            }
            for one in documents
            if one.commitments
        ],
        "figures": [
            *(_own(ctx) if part is None else ()),
            *(
                {
                    "title": ctx.names.plain_words(one.title),
                    "items": [make_data_table(ctx, each, 4) for each in one.figures],
                }
                for one in documents
                if one.figures
            ),
        ],
        **(_registers(ctx) if part is None else dict.fromkeys(_REGISTERS, ())),
        "url": ctx.page.canonical,
        "updated": ctx.names.write_day(ctx.page.last_changed),
        "checked": ctx.names.write_day(day) if (day := ctx.language_context.usual_check) else "",
        "data": _data(ctx, digested=part is None),
    }
    view["notes"] = make_notes(ctx, _facts(ctx, documents, part))
    view["notes_said"] = introduce_notes(ctx)
    view["parts"] = [(f"part-{name}", title) for name, title, key in _parts(ctx.language) if view[key]]
    return view


def _registers(ctx: PageContext) -> dict[str, Any]:
    """The differences and the registers, by their names."""
    return {
        "differences": [make_difference(ctx, one) for one in ctx.dossier.differences],
        "people": [make_actor(ctx, one) for found in group_actors(ctx).values() for one in found],
        "countries": [make_country(ctx, one) for one in sort_by_name(ctx, ctx.dossier.countries)],
        "works": [make_work(ctx, one) for one in ctx.dossier.works],
        "terms": [make_term(ctx, one) for one in sort_by_name(ctx, ctx.dossier.terms)],
    }


def _things(ctx: PageContext, documents: Iterable[Document]) -> Iterator[TimelineItem]:
    """What stands on the timeline of these documents: their events, and those without one of their own."""
    for document in documents:
        yield from document.events
        if document.id not in ctx.language_context.timeline_index.own_events:
            yield document


def _facts(ctx: PageContext, documents: Iterable[Document], part: ReportPart | None) -> Iterator[Fact]:
    """The facts that have their note on this page whether it refers to them or not."""
    for document in documents:
        yield from document.facts
    if part is None:
        for one in ctx.dossier.works:
            yield from one.facts
        yield from ctx.dossier.facts


def _page(ctx: PageContext, part: ReportPart) -> Item:
    """A part in the contents of the title page, with its documents."""
    here = ctx.language_context.routes.find("report", ctx.language.code, part.entity)
    return {
        "href": ctx.page_href(here) if here else "",
        "label": name_report_part(part, ctx.language),
        "documents": [
            {"href": ctx.page_href(here, one.id) if here else "", "title": ctx.names.plain_words(one.title)}
            for one in part.documents
        ],
    }


def _beside(
    ctx: PageContext, parts: tuple[ReportPart, ...], part: ReportPart | None
) -> list[tuple[str, str, str]]:
    """The part before, the title page and the part after, where there are any: relation, address, label."""
    at = part.number if part else 0
    near = [("prev", parts[at - 2])] if at > 1 else []
    near += [("next", parts[at])] if at < len(parts) else []
    found = [
        (rel, ctx.kind_href("report", one.entity), name_report_part(one, ctx.language)) for rel, one in near
    ]
    if part is not None:
        first = ("up", ctx.kind_href("report"), ctx.language.gettext("Title page and contents"))
        found.insert(at > 1, first)
    return found


def _data(ctx: PageContext, *, digested: bool) -> Item:
    """The file with every value, and its SHA-256: what this report says can be held against it.

    A part names the file alone: the digest is that of all values, of which a part has few. Without any
    fact there is no such file, and nothing to name.
    """
    path, digest = f"{DATA_FOLDER}/{FACTS_TABLE}.csv", ""
    if not any(True for _ in ctx.dossier.all_facts()):
        return {}
    if digested:
        digest = hashlib.sha256(
            write_table_csv(facts_table(ctx.dossier, ctx.language_context.site.receipt))
        ).hexdigest()
    return {"href": ctx.file_href(path), "name": path, "digest": digest}


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


def _own(ctx: PageContext) -> list[Item]:
    if not ctx.dossier.figures:
        return []
    title = ctx.language.gettext("Put together from several documents")
    return [{"title": title, "items": [make_data_table(ctx, one, 4) for one in ctx.dossier.figures]}]


def _document(ctx: PageContext, document: Document) -> Item:
    """One document: its card and its summary, headings one level down and under its own name."""
    prose = choose_summary(ctx, document)
    return {
        "id": document.id,
        "title": ctx.names.plain_words(document.title),
        "card": make_card_rows(ctx, document),
        "addresses": [make_address(ctx, one, document.language) for one in document.addresses],
        "description": ctx.show_words(document.description),
        "summary": ctx.show_prose(prose, document.id) if prose else Markup(""),
        "quotations": [make_quotation(ctx, document, one) for one in document.quotations],
        "lang": prose.language if prose and prose.language != ctx.language.code else "",
    }
