"""Actors, countries, works and the other registers as tables, and all words in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel

from dossier_timeline.exports.shared_fields import DATE, ID, PLACE, all_known, day, known, many, place
from dossier_timeline.exports.story_tables import first_address
from dossier_timeline.exports.table import Field, Table
from dossier_timeline.model.base import Entry, Words
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Unit
from dossier_timeline.model.registers import Country
from dossier_timeline.site.language_context import LanguageContext

ANY = "mul"
"""The language of words that are the same in every language (ISO 639-2: several languages)."""

ACTORS = (
    ID,
    Field("kind", "person, body or group.", required=True, values=("person", "body", "group")),
    Field("country", "Its country.", refers="countries"),
    Field("language", "The language of its name, where the name is one for all languages."),
    Field("url", "Its own address on the web."),
)
ROLES = (
    Field("actor", "The actor.", required=True, refers="actors"),
    Field("number", "Which of its roles, from 1.", "integer", required=True),
    Field("body", "The body in which the role is held.", refers="actors"),
    Field("since", "Since when, in EDTF."),
    Field("until", "Until when, in EDTF."),
    *PLACE,
)
COUNTRIES = (ID, Field("code", "ISO 3166-1 alpha-2.", required=True))
WORKS = (
    ID,
    Field("kind", "A kind of work.", required=True, refers="kinds"),
    *DATE,
    Field("language", "The language of its title, where the title is one for all languages."),
    many("author", "Who wrote it.", "actors"),
    Field("url", "The first official address."),
    Field(
        "url_status",
        "confirmed: a person opened it; derived: follows from the pattern of the site; unknown.",
        values=("confirmed", "derived", "unknown"),
    ),
    Field("document", "The document of this dossier that is this work.", refers="documents"),
    Field("related", "Related to the documents but cited by none of them.", "boolean", required=True),
)
KINDS = (
    ID,
    Field("of", "Of what it is a kind.", required=True, values=("document", "event", "work")),
    Field("csl", "The item type in the Citation Style Language."),
)
ONLY_ID = (ID,)
TERMS = (ID, Field("language", "The language of the term, where it is one for all languages."))
IDENTIFIERS = (
    Field("entry", "The document or work.", required=True),
    Field(
        "scheme",
        "celex, eli, doi, isbn, reference (the sender's own), or a kind by whose number it goes.",
        required=True,
    ),
    Field("number", "The number, as its register writes it.", required=True),
)
WORDS = (
    Field("entry", "The entry, by its id.", required=True),
    Field("part", "What of the entry the words are; numbers in it count from 1.", required=True),
    Field("language", f"BCP 47; “{ANY}” where the words are the same in every language.", required=True),
    Field("text", "The words, with the values that they name filled in.", required=True),
)
ADDRESSES = (
    Field("entry", "The entry, by its id.", required=True),
    Field("language", "The language of the page.", required=True),
    Field("url", "Its permanent address.", required=True),
)

Said = tuple[str, str, str]
"""Part, language and text."""


def registers(dossier: Dossier) -> tuple[Table, ...]:
    """Every register."""
    actors = tuple(
        (one.id, one.kind, known(dossier, one.country), one.language, one.url) for one in dossier.actors
    )
    roles = tuple(
        (
            one.id,
            number,
            known(dossier, role.body),
            role.since.text if role.since else None,
            role.until.text if role.until else None,
            *place(dossier, one, role.passage),
        )
        for one in dossier.actors
        for number, role in enumerate(one.roles, start=1)
    )
    works = tuple(
        (
            one.id,
            known(dossier, one.kind),
            *day(one.date),
            one.language,
            all_known(dossier, one.author),
            *first_address(one.addresses),
            known(dossier, one.document),
            one.related,
        )
        for one in dossier.works
    )
    return (
        Table("actors", ACTORS, actors),
        Table("roles", ROLES, roles, ("actor", "number")),
        Table("countries", COUNTRIES, tuple((one.id, one.code) for one in dossier.countries)),
        Table("works", WORKS, works),
        Table("terms", TERMS, tuple((one.id, one.language) for one in dossier.terms)),
        Table("themes", ONLY_ID, tuple((one.id,) for one in dossier.themes)),
        Table("units", ONLY_ID, tuple((one.id,) for one in dossier.units)),
        Table("identifiers", IDENTIFIERS, tuple(_identifiers(dossier)), ("entry", "scheme")),
        Table("kinds", KINDS, tuple((one.id, one.of, one.csl) for one in dossier.kinds)),
    )


def _identifiers(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """The official numbers of documents and works."""
    numbered = [(one.id, one.identifiers) for one in dossier.documents]
    numbered += [(one.id, one.identifiers) for one in dossier.works]
    for name, identifiers in numbered:
        for scheme, number in identifiers.all.items():
            yield name, scheme, number


def words(entries: Mapping[str, tuple[Said, ...]]) -> Table:
    """All words of all entries, one row for each part in each language."""
    rows = tuple((name, *one) for name, parts in entries.items() for one in parts)
    return Table("words", WORDS, rows, ("entry", "part", "language"))


def said(language_contexts: Mapping[str, LanguageContext], entry: Entry) -> tuple[Said, ...]:
    """The words of one entry in each language; a language in which it has none is left out."""
    found = list(_said(language_contexts, entry, ""))
    if isinstance(entry, Unit):
        found += [
            (f"name.{category}", code, text)
            for code, forms in entry.name.items()
            if code in language_contexts
            for category, text in forms.items()
        ]
    if isinstance(entry, Country) and entry.name is None:
        found += [
            ("name", code, language_context.language.territory(entry.code))
            for code, language_context in language_contexts.items()
        ]
    return tuple(found)


_ELSEWHERE = frozenset({"facts", "quotations", "figures", "events", "commitments", "texts", "waived", "slug"})
"""Parts that are entries of their own, or that belong to the site and not to the data."""


def _said(language_contexts: Mapping[str, LanguageContext], entry: BaseModel, before: str) -> Iterator[Said]:
    spoken = _spoken(type(entry))
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name in _ELSEWHERE or value is None:
            continue
        if name == "cells":
            for column, inside in value.items():
                yield from _told(language_contexts, inside, f"{before}{name}.{column}", None)
        elif name in spoken:
            yield from _told(language_contexts, value, before + name, getattr(entry, "language", None))
        elif isinstance(value, tuple):
            for number, one in enumerate(value, start=1):
                if isinstance(one, BaseModel):
                    yield from _said(language_contexts, one, f"{before}{name}.{getattr(one, 'id', number)}.")


@lru_cache
def _spoken(kind: type[BaseModel]) -> frozenset[str]:
    """The fields of a kind of entry that may hold words in each language."""
    return frozenset(name for name, field in kind.model_fields.items() if _speaks(field.annotation))


def _speaks(annotation: Any) -> bool:
    """Whether words in each language are among what a field may hold."""
    return annotation is Words or any(_speaks(part) for part in get_args(annotation))


def _told(
    language_contexts: Mapping[str, LanguageContext], value: Any, part: str, language: str | None
) -> Iterator[Said]:
    if isinstance(value, Words):
        for code, language_context in language_contexts.items():
            if value.get(code) is not None:
                yield part, code, language_context.names.plain_words(value)
    elif isinstance(value, str) and not part.startswith("rows."):
        language_context = next(iter(language_contexts.values()))
        yield part, language or ANY, language_context.names.plain_words(value)


def addresses(entries: Mapping[str, Mapping[str, str]]) -> Table:
    """The permanent address of every entry in each language."""
    rows = tuple((name, code, url) for name, urls in entries.items() for code, url in urls.items())
    return Table("addresses", ADDRESSES, rows, ("entry", "language"))
