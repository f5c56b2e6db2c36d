"""Actors, countries, works and the other registers as tables, and all words in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.exports.story_tables import find_first_address
from dossier_timeline.exports.table import (
    DATE_FIELDS,
    ID_FIELD,
    PASSAGE_FIELDS,
    TableField,
    TabularResource,
    date_values,
    ids_field,
    passage_values,
    present_id,
    present_ids,
)
from dossier_timeline.model.base import Entry, ModelValue, Words
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Unit
from dossier_timeline.model.registers import Country
from dossier_timeline.model.relations import relations_of
from dossier_timeline.site.language_context import LanguageContext

ANY_ENTRY = "mul"
"""The language of words that are the same in every language (ISO 639-2: several languages)."""

ACTORS = (
    ID_FIELD,
    TableField("kind", "person, body or group.", required=True, values=("person", "body", "group")),
    TableField("country", "Its country.", refers_to="countries"),
    TableField("language", "The language of its name, where the name is one for all languages."),
    TableField("url", "Its own address on the web."),
)
ROLES = (
    TableField("actor", "The actor.", required=True, refers_to="actors"),
    TableField("number", "Which of its roles, from 1.", "integer", required=True),
    TableField("body", "The body in which the role is held.", refers_to="actors"),
    TableField("since", "Since when, in EDTF."),
    TableField("until", "Until when, in EDTF."),
    *PASSAGE_FIELDS,
)
COUNTRIES = (ID_FIELD, TableField("code", "ISO 3166-1 alpha-2.", required=True))
WORKS = (
    ID_FIELD,
    TableField("kind", "A kind of work.", required=True, refers_to="kinds"),
    *DATE_FIELDS,
    TableField("language", "The language of its title, where the title is one for all languages."),
    ids_field("author", "Who wrote it.", "actors"),
    TableField("url", "The first official address."),
    TableField(
        "url_status",
        "confirmed: a person opened it; derived: follows from the pattern of the site; unknown.",
        values=("confirmed", "derived", "unknown"),
    ),
    TableField("document", "The document of this dossier that is this work.", refers_to="documents"),
    TableField("related", "Related to the documents but cited by none of them.", "boolean", required=True),
)
KINDS = (
    ID_FIELD,
    TableField("of", "Of what it is a kind.", required=True, values=("document", "event", "work")),
    TableField("csl", "The item type in the Citation Style Language."),
)
ONLY_ID = (ID_FIELD,)
TERMS = (ID_FIELD, TableField("language", "The language of the term, where it is one for all languages."))
IDENTIFIERS = (
    TableField("entry", "The document or work.", required=True),
    TableField(
        "scheme",
        "celex, eli, doi, isbn, reference (the sender's own), or a kind by whose number it goes.",
        required=True,
    ),
    TableField("number", "The number, as its register writes it.", required=True),
)
WORDS = (
    TableField("entry", "The entry, by its id.", required=True),
    TableField("part", "What of the entry the words are; numbers in it count from 1.", required=True),
    TableField(
        "language", f"BCP 47; “{ANY_ENTRY}” where the words are the same in every language.", required=True
    ),
    TableField("text", "The words, with the values that they name filled in.", required=True),
)
ADDRESSES = (
    TableField("entry", "The entry, by its id.", required=True),
    TableField("language", "The language of the page.", required=True),
    TableField("url", "Its permanent address.", required=True),
)

EntryWords = tuple[str, str, str]
"""Part, language and text."""


def register_tables(dossier: Dossier, receipt: Receipt | None) -> tuple[TabularResource, ...]:
    """Every register."""
    actors = tuple(
        (one.id, one.kind, present_id(dossier, one.country), one.language, one.url) for one in dossier.actors
    )
    roles = tuple(
        (
            one.id,
            number,
            present_id(dossier, role.body),
            role.since.text if role.since else None,
            role.until.text if role.until else None,
            *passage_values(dossier, one, role.passage, receipt),
        )
        for one in dossier.actors
        for number, role in enumerate(one.roles, start=1)
    )
    works = tuple(
        (
            one.id,
            present_id(dossier, one.kind),
            *date_values(one.date),
            one.language,
            present_ids(dossier, one.author),
            *find_first_address(one.addresses),
            present_id(dossier, one.document),
            one.related,
        )
        for one in dossier.works
    )
    return (
        TabularResource("actors", ACTORS, actors),
        TabularResource("roles", ROLES, roles, ("actor", "number")),
        TabularResource("countries", COUNTRIES, tuple((one.id, one.code) for one in dossier.countries)),
        TabularResource("works", WORKS, works),
        TabularResource("terms", TERMS, tuple((one.id, one.language) for one in dossier.terms)),
        TabularResource("themes", ONLY_ID, tuple((one.id,) for one in dossier.themes)),
        TabularResource("units", ONLY_ID, tuple((one.id,) for one in dossier.units)),
        TabularResource("identifiers", IDENTIFIERS, tuple(_identifiers(dossier)), ("entry", "scheme")),
        TabularResource("kinds", KINDS, tuple((one.id, one.of, one.csl) for one in dossier.kinds)),
    )


def _identifiers(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """The official numbers of documents and works."""
    entries = [(one.id, one.identifiers) for one in dossier.documents]
    entries += [(one.id, one.identifiers) for one in dossier.works]
    for name, identifiers in entries:
        for scheme, number in identifiers.all.items():
            yield name, scheme, number


def words_table(entries: Mapping[str, tuple[EntryWords, ...]]) -> TabularResource:
    """All words of all entries, one row for each part in each language."""
    rows = tuple((name, *one) for name, parts in entries.items() for one in parts)
    return TabularResource("words", WORDS, rows, ("entry", "part", "language"))


def collect_entry_words(
    language_contexts: Mapping[str, LanguageContext], entry: Entry
) -> tuple[EntryWords, ...]:
    """The words of one entry in each language; a language in which it has none is left out."""
    words = list(_walk_words(language_contexts, entry, ""))
    if isinstance(entry, Unit):
        words += [
            (f"name.{category}", code, text)
            for code, forms in entry.name.items()
            if code in language_contexts
            for category, text in forms.items()
        ]
    if isinstance(entry, Country) and entry.name is None:
        words += [
            ("name", code, language_context.language.territory(entry.code))
            for code, language_context in language_contexts.items()
        ]
    return tuple(words)


def _walk_words(
    language_contexts: Mapping[str, LanguageContext], value: ModelValue, prefix: str
) -> Iterator[EntryWords]:
    """The words of a value and of the values in it, but for the entries that it holds and its address."""
    relations = relations_of(type(value))
    word_fields = {relation.field for relation in relations.words if not relation.is_address}
    parts = {relation.field for relation in relations.parts}
    for name in type(value).model_fields:
        value_of_field = getattr(value, name)
        if name in word_fields and isinstance(value_of_field, dict):
            for key, cell in value_of_field.items():
                yield from _translate_words(language_contexts, cell, f"{prefix}{name}.{key}", None)
        elif name in word_fields and value_of_field is not None:
            language = getattr(value, "language", None)
            yield from _translate_words(language_contexts, value_of_field, prefix + name, language)
        elif name in parts and isinstance(value_of_field, tuple):
            for number, one in enumerate(value_of_field, start=1):
                path = f"{prefix}{name}.{getattr(one, 'id', number)}."
                yield from _walk_words(language_contexts, one, path)


def _translate_words(
    language_contexts: Mapping[str, LanguageContext], value: Any, part: str, language: str | None
) -> Iterator[EntryWords]:
    if isinstance(value, Words):
        for code, language_context in language_contexts.items():
            if value.get(code) is not None:
                yield part, code, language_context.names.plain_words(value)
    elif isinstance(value, str) and not part.startswith("rows."):
        language_context = next(iter(language_contexts.values()))
        yield part, language or ANY_ENTRY, language_context.names.plain_words(value)


def addresses_table(entries: Mapping[str, Mapping[str, str]]) -> TabularResource:
    """The permanent address of every entry in each language."""
    rows = tuple((name, code, url) for name, urls in entries.items() for code, url in urls.items())
    return TabularResource("addresses", ADDRESSES, rows, ("entry", "language"))
