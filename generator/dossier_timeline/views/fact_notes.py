"""The notes at the end of a page: what is behind each number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup

from dossier_timeline.components.base import Html
from dossier_timeline.components.facts import FactNote, NoteList
from dossier_timeline.components.marks import FactMark
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.sources import choose_address
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.dates import describe_inference
from dossier_timeline.views.difference_kinds import name_kind_of_difference
from dossier_timeline.views.embed_lines import find_embed_href
from dossier_timeline.views.official_addresses import (
    make_address,
    show_former_addresses,
)
from dossier_timeline.views.passage_previews import preview_passage
from dossier_timeline.views.places_in_addresses import find_place_in_address
from dossier_timeline.views.sources import (
    find_document,
    is_page_of,
    link_published_passage,
    link_source,
    show_passage,
)
from dossier_timeline.views.uses import link_uses_briefly

_TOKEN = re.compile(r"(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*|\d+(?:\.\d+)?|[-+*/(),]")
"""An id, a number or a sign of a calculation."""
_PRINTED_SIGNS = {"-": "−", "*": "×", "/": "÷"}


@dataclass(frozen=True, slots=True)
class PageNoteLists:
    """The notes of a page: those to which something above them refers, and the rest."""

    used: NoteList | None
    unused: NoteList | None


def make_note_list(
    ctx: PageContext, facts: Iterable[Fact] = (), *, remarks: Iterable[str] = (), is_checked: bool = True
) -> NoteList | None:
    """Return the notes of a page in the order of their numbers; `None` where it has none.

    Args:
        ctx: the page.
        facts: these have a note also where the page doesn't refer to them; then they come last.
        remarks: what goes for all notes of the page, beside what is said on any.
        is_checked: whether the notes are of texts that are checked.
    """
    notes = _make_notes(ctx, facts)
    if not notes:
        return None
    usual_status, notes = _say_status_once(notes)
    check = _introduce_check(ctx) if is_checked else ""
    introduction = (check, _describe_usual_status(ctx, usual_status), *remarks)
    return NoteList(notes, tuple(words for words in introduction if words), usual_status=usual_status)


def make_note_lists(ctx: PageContext, facts: Iterable[Fact], remarks: Iterable[str] = ()) -> PageNoteLists:
    """Return the notes of a page, those to which nothing above them refers apart."""
    used_count = len(ctx.notes.numbers) if ctx.notes else 0
    note_list = make_note_list(ctx, facts, remarks=remarks)
    if note_list is None or not used_count or used_count >= len(note_list.notes):
        return PageNoteLists(note_list, None)
    used, unused = note_list.notes[:used_count], note_list.notes[used_count:]
    rest = replace(note_list, notes=unused, remarks=(), first_number=used_count + 1)
    return PageNoteLists(replace(note_list, notes=used), rest)


def _make_notes(ctx: PageContext, facts: Iterable[Fact]) -> tuple[FactNote, ...]:
    """Return a note for each fact of the page, in the order of their numbers.

    Words in a note may refer to more facts, which then have one too.
    """
    if ctx.notes is None:
        return ()
    for fact in facts:
        ctx.notes.number_fact(fact.id)
    notes: dict[str, FactNote | None] = {}
    while new_ids := [fact_id for fact_id in ctx.notes.numbers if fact_id not in notes]:
        for fact_id in new_ids:
            entry = ctx.dossier.by_id[fact_id]
            notes[fact_id] = _make_note(ctx, entry) if isinstance(entry, Fact) else None
    references = ctx.notes.references
    values = {fact_id: _strip_markup(note.value) for fact_id, note in notes.items() if note}
    counts = Counter(values.values())
    return tuple(
        replace(
            note,
            # Two notes may be of the same value.
            name=value if counts[value] == 1 else f"{value} {_strip_markup(note.label)}",
            back_links=tuple(f"#{place}" for place in references.get(fact_id, ())),
        )
        for fact_id, value in values.items()
        if (note := notes[fact_id])
    )


def _strip_markup(html: Html) -> str:
    """Return the words of some HTML, or of words that have no markup."""
    return Markup(html).striptags() if isinstance(html, Markup) else html  # noqa: S704 -- it is Markup


def _say_status_once(notes: tuple[FactNote, ...]) -> tuple[str, tuple[FactNote, ...]]:
    """Return how sure we are of most official addresses in notes, and the notes, which say so no more."""
    counts = Counter(note.status for note in notes if note.url and note.status)
    if not counts:
        return "", notes
    usual = counts.most_common(1)[0][0]
    return usual, tuple(replace(note, status="") if note.status == usual else note for note in notes)


def _describe_usual_status(ctx: PageContext, status: str) -> str:
    """Return what goes for the official addresses of all notes, unless a note says otherwise."""
    say = ctx.language.gettext
    if status == "confirmed":
        return say("Unless a note says otherwise, the address of its official text is confirmed.")
    if status == "derived":
        return say(
            "Unless a note says otherwise, the address of its official text is likely, but not opened."
        )
    return ""


def _introduce_check(ctx: PageContext) -> str:
    """Return when all notes of a page were checked, unless a note says otherwise; "" without a check."""
    day = ctx.language_context.usual_check
    if day is None:
        return ""
    return ctx.language.gettext(
        "Unless its note says otherwise, each value was found in its passage in the source text, or "
        "computed again, on %(date)s.",
        date=ctx.names.write_day(day),
    )


def _make_note(ctx: PageContext, fact: Fact) -> FactNote:
    """Return the note of a fact without its links back, which are known when all of the page is made.

    The note names the difference between sources, so that no value in its words has a sign of it.
    """
    work = ctx.language_context.work_of_fact.get(fact.id)
    document = find_document(ctx, fact.passage, fact)
    own = ctx.dossier.document_of.get(fact.id)
    inferred = describe_inference(ctx.language, fact.inferred)
    source = link_source(ctx, document) if document and not is_page_of(ctx, document) else ""
    has_place = fact.passage is not None and document is not None
    url, status, language = _find_official_address(ctx, fact, document)
    with ctx.suppress_difference_of(fact):
        remark = ctx.show_words(fact.note)
        because = ctx.show_words(fact.because) if inferred else ""
    return FactNote(
        id=fact.id,
        value=show_former_addresses(ctx, fact) + ctx.names.write_fact(fact, _choose_form(ctx, fact)),
        label=ctx.show_words(fact.label),
        date=ctx.names.write_date(ctx.names.fact_date(fact)),
        remark=remark,
        inferred=inferred,
        because=because,
        derived=_show_calculation(ctx, fact),
        printed=ctx.language.quote(fact.printed) if fact.printed else "",
        printed_lang=document.language if document and document.language != ctx.language.code else "",
        source=ctx.link_entry(work) if work else source if has_place else "",
        place=show_passage(ctx, fact.passage, document) if fact.passage and document else "",
        passage_href=link_published_passage(ctx, fact.passage, document) if fact.passage and document else "",
        url=url,
        status=status,
        language=language,
        check=_describe_check(ctx, fact),
        preview=preview_passage(ctx, fact.passage, document) if fact.passage and document else None,
        is_text_held=work is None,
        is_permanent=not ctx.is_report,
        difference_href=ctx.difference_href(fact),
        difference_kind=name_kind_of_difference(ctx, fact),
        embed_href=find_embed_href(ctx, fact),
        uses=link_uses_briefly(ctx, fact, without=(own.id,) if own and is_page_of(ctx, own) else ()),
    )


def _choose_form(ctx: PageContext, fact: Fact) -> str:
    """Return the form of a value: with its unit, unless the label names that ("2 bridges bridges")."""
    unit = ctx.names.units.get(fact.unit or "")
    forms = unit.name.get(ctx.language.code, {}).values() if unit else ()
    if not forms:
        return "unit"
    words = ctx.show_words(fact.label)
    has_markup = "<" in words or "&" in words
    label = (str(words.striptags()) if has_markup else " ".join(str(words).split())).casefold()
    names_unit = any(form.replace("{n}", "").strip().casefold() in label for form in forms)
    return "" if names_unit else "unit"


def _show_calculation(ctx: PageContext, fact: Fact) -> Markup:
    """Return how a derived value was computed, each fact in it with the way to its own note; or nothing.

    What qualifies a fact is said with it, in brackets: "26 − (nearly 24)".
    """
    if fact.derived is None:
        return Markup("")
    parts: list[Markup | str] = []
    for token in _TOKEN.findall(fact.derived):
        entry = ctx.dossier.by_id.get(token)
        if isinstance(entry, Fact):
            mark = ctx.show(FactMark(ctx.names.write_fact(entry), ctx.entry_href(entry)))
            parts.append(Markup("({})").format(mark) if entry.qualifier else mark)
        elif token[0].isdigit():
            parts.append(ctx.language.number(Decimal(token)))
        else:
            parts.append(_PRINTED_SIGNS.get(token, token))
    return Markup(" ").join([*parts, "=", ctx.names.write_fact(fact)])


def _find_official_address(ctx: PageContext, fact: Fact, document: Document | None) -> tuple[str, str, str]:
    """Return the official address of the document in which a fact stands: a confirmed one where there is one.

    Returns its URL, which leads to the page of a PDF or to the words on a web page where those are known, how
    sure we are of it, and the language tag of what is there where it isn't the page's.
    """
    chosen = choose_address(document.addresses) if document else None
    if document is None or chosen is None or fact.passage is None:
        return "", "", ""
    place = find_place_in_address(ctx, chosen, fact.passage, document)
    address = make_address(ctx, chosen, document.language, place)
    return address.url, address.status, address.language


def _describe_check(ctx: PageContext, fact: Fact) -> str:
    """Return what a note says of its check, where it isn't what `introduce_notes` says of all of them."""
    say, usual_day = ctx.language.gettext, ctx.language_context.usual_check
    found, day = ctx.language_context.check_of_fact.get(fact.id, ("", None))
    if day is None:
        return "" if fact.passage is None or usual_day is None else say("not yet checked")
    if found in ("derived", "printed") and day == usual_day:
        return ""
    date = ctx.names.write_day(day)
    if found == "derived":
        return say("computed again on %(date)s", date=date)
    if found == "printed":
        return say("passage and value found in the source text on %(date)s", date=date)
    return say("passage found in the source text on %(date)s", date=date)
