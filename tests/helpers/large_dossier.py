"""A large invented dossier, made in memory: the entries of the small good site, many times."""

from __future__ import annotations

from typing import TypeVar

from dossier_timeline.model.base import Entry, Words
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from tests.helpers.files import GOOD
from tests.helpers.small_site import dossier_of

_AnyEntry = TypeVar("_AnyEntry", bound=Entry)
_YEARS, _MONTHS = range(1960, 2020), range(1, 13)


def make_large_dossier(count: int) -> Dossier:
    """The small good site with so many more documents, actors, works, terms, differences and corrections."""
    small = dossier_of(GOOD)
    documents = [_repeat_document(small.documents[0], number) for number in range(count)]
    documents[0] = _fill_document(documents[0])
    own_texts = {summary.document: summary for summary in small.summaries}[small.documents[0].id]
    changes = {
        "documents": tuple(sorted((*small.documents, *documents), key=lambda one: (one.date.lower, one.id))),
        "summaries": (
            *small.summaries,
            *(own_texts.model_copy(update={"document": document.id}) for document in documents),
        ),
        "actors": (*small.actors, *_repeat(small.actors[0], count, name=_invent_name)),
        "terms": (*small.terms, *_repeat(small.terms[0], count, name=_invent_name)),
        "works": (*small.works, *_repeat(small.works[0], count, facts=lambda _: ())),
        "differences": (*small.differences, *_repeat(small.differences[0], count)),
        "corrections": (*small.corrections, *_repeat(small.corrections[0], count)),
    }
    return Dossier.model_construct(**{**dict(small), **changes})


def _invent_name(number: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return f"{letters[number % 26]}{letters[number // 26 % 26]} of the river {number}".capitalize()


def _repeat(entry: _AnyEntry, count: int, **fields: object) -> list[_AnyEntry]:
    """The entry so many times, each with an id of its own; fields are functions of the number."""
    return [
        entry.model_copy(
            update={
                "id": f"{entry.id}-{number}",
                "aliases": (),
                **{name: make(number) for name, make in fields.items() if callable(make)},
            }
        )
        for number in range(count)
    ]


def _fill_document(document: Document) -> Document:
    """The document with hundreds of facts, events, promises and figures."""
    return document.model_copy(
        update={
            "facts": (*document.facts, *_repeat(document.facts[0], 300)),
            "events": (*document.events, *_repeat(document.events[0], 100)),
            "commitments": (*document.commitments, *_repeat(document.commitments[0], 100)),
            "figures": tuple(_repeat(next(dossier_of(GOOD).all_figures()), 100)),
        }
    )


def _repeat_document(document: Document, number: int) -> Document:
    year = _YEARS[number % len(_YEARS)]
    month = _MONTHS[number // len(_YEARS) % len(_MONTHS)]
    day = parse_date(f"{year}-{month:02}-{1 + number % 28:02}")
    owned = {
        name: tuple(
            one.model_copy(update={"id": f"{one.id}-{number}", "aliases": ()})
            for one in getattr(document, name)
        )
        for name in ("facts", "quotations", "figures", "commitments")
    }
    events = tuple(
        one.model_copy(update={"id": f"{one.id}-{number}", "aliases": (), "date": day})
        for one in document.events
    )
    slug = Words({code: f"{words}-{number}" for code, words in document.slug.root.items()})
    changes = {"id": f"{document.id}-{number}", "aliases": (), "slug": slug, "date": day, "events": events}
    return document.model_copy(update={**owned, **changes})
