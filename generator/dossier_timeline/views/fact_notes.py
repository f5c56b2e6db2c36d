"""The notes at the end of a page: what is behind each number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.addresses import make_address
from dossier_timeline.views.common import Item, make_alias_anchors
from dossier_timeline.views.dates import describe_inference
from dossier_timeline.views.sources import describe_passage, find_document, name_source
from dossier_timeline.views.uses import link_uses_briefly

_TOKEN = re.compile(r"(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*|\d+(?:\.\d+)?|[-+*/(),]")
_SIGNS = {"-": "−", "*": "×", "/": "÷"}


def make_notes(ctx: PageContext, facts: Iterable[Fact] = ()) -> list[Item]:
    """A note for each fact of the page, in the order of their numbers.

    `facts` have a note whether the page refers to them or not; they come after those that it does.
    Words in a note may refer to more facts, which then have one too.
    """
    if ctx.notes is None:
        return []
    for fact in facts:
        ctx.notes.number_fact(fact.id)
    made: dict[str, dict[str, Any]] = {}
    while left := [fact_id for fact_id in ctx.notes.numbers if fact_id not in made]:
        for fact_id in left:
            entry = ctx.dossier.by_id[fact_id]
            made[fact_id] = _note(ctx, entry) if isinstance(entry, Fact) else {}
    for fact_id, note in made.items():
        note["backs"] = [f"#{place}" for place in ctx.notes.references.get(fact_id, ())]
    return [note for note in made.values() if note]


def introduce_notes(ctx: PageContext) -> tuple[str, ...]:
    """What goes for all notes of a page: when they were checked, unless a note says otherwise."""
    day = ctx.language_context.usual_check
    if day is None:
        return ()
    return (
        ctx.language.gettext(
            "Unless its note says otherwise, each value was found in its passage in the source text, or "
            "computed again, on %(date)s.",
            date=ctx.names.write_day(day),
        ),
    )


def _note(ctx: PageContext, fact: Fact) -> dict[str, Any]:
    """The parameters of the component `note`; `backs` are filled in at the end."""
    work = ctx.language_context.work_of_fact.get(fact.id)
    document = find_document(ctx, fact.passage, fact)
    own = ctx.dossier.document_of.get(fact.id)
    here = own is not None and (ctx.page.kind, ctx.page.entity) == ("document", own.id)
    inferred = describe_inference(ctx.language, fact.inferred)
    because = Markup("{}: {}").format(inferred, ctx.show_words(fact.because)) if inferred else Markup("")
    shown = document and (ctx.page.kind, ctx.page.entity) == ("document", document.id)
    named = (
        ctx.show_link(name_source(ctx, document), ctx.entry_href(document))
        if document and not shown
        else Markup("")
    )
    stands = fact.passage is not None and document is not None
    return {
        "id": fact.id,
        "value": make_alias_anchors(fact) + escape(ctx.names.write_fact(fact, _form(ctx, fact))),
        "label": ctx.show_words(fact.label),
        "date": ctx.names.write_date(ctx.names.fact_date(fact)),
        "remark": ctx.show_words(fact.note),
        "because": because,
        "derived": _arithmetic(ctx, fact),
        "quoted": _printed(ctx, fact, document),
        "source": ctx.link_entry(work) if work else named if stands else "",
        "where": describe_passage(ctx, fact.passage, document.language) if fact.passage and document else "",
        **_official(ctx, fact, document),
        "checked": _checked(ctx, fact),
        "held": work is None,
        "differs": ctx.difference_href(fact),
        "used": link_uses_briefly(ctx, fact, without=(own.id,) if here and own else ()),
    }


def _form(ctx: PageContext, fact: Fact) -> str:
    """With its unit, unless the label already says what is counted: "2 bridges bridges renewed"."""
    unit = ctx.names.units.get(fact.unit or "")
    forms = unit.name.get(ctx.language.code, {}).values() if unit else ()
    if not forms:
        return "unit"
    words = ctx.show_words(fact.label)
    marked = "<" in words or "&" in words
    label = (str(words.striptags()) if marked else " ".join(str(words).split())).casefold()
    named = any(form.replace("{n}", "").strip().casefold() in label for form in forms)
    return "" if named else "unit"


def _arithmetic(ctx: PageContext, fact: Fact) -> Markup:
    """How a derived value was computed, each fact in it with the way to its own note."""
    if fact.derived is None:
        return Markup("")
    parts = []
    for token in _TOKEN.findall(fact.derived):
        entry = ctx.dossier.by_id.get(token)
        if isinstance(entry, Fact):
            parts.append(ctx.show_link(ctx.names.write_fact(entry, "value"), ctx.entry_href(entry)))
        elif token[0].isdigit():
            parts.append(escape(ctx.language.number(Decimal(token))))
        else:
            parts.append(escape(_SIGNS.get(token, token)))
    return Markup(" ").join([*parts, Markup("="), escape(ctx.names.write_fact(fact, "value"))])


def _printed(ctx: PageContext, fact: Fact, document: Document | None) -> Markup:
    if not fact.printed:
        return Markup("")
    foreign = document is not None and document.language != ctx.language.code
    lang = Markup(' lang="{}"').format(document.language) if foreign and document else Markup("")
    return Markup("<span{}>{}</span>").format(lang, ctx.language.quote(fact.printed))


def _official(ctx: PageContext, fact: Fact, document: Document | None) -> Item:
    """The first official address of the document in which the fact stands, and how sure we are of it."""
    if document is None or not document.addresses or fact.passage is None:
        return {}
    found = make_address(ctx, document.addresses[0], document.language, fact.passage.fragment)
    return {"official": found["url"], "status": found["status"], "language": found["language"]}


def _checked(ctx: PageContext, fact: Fact) -> str:
    """What a note says of its check, where it isn't what `said` says of all of them."""
    say = ctx.language.gettext
    found, day = ctx.language_context.check_of_fact.get(fact.id, ("", None))
    if day is None:
        return (
            "" if fact.passage is None or ctx.language_context.usual_check is None else say("not yet checked")
        )
    words = ctx.names.write_day(day)
    if found in ("derived", "printed") and day == ctx.language_context.usual_check:
        return ""
    if found == "derived":
        return say("computed again on %(date)s", date=words)
    if found == "printed":
        return say("passage and value found in the source text on %(date)s", date=words)
    return say("passage found in the source text on %(date)s", date=words)
