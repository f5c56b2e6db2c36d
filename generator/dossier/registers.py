"""Who and what the documents speak of: actors, countries, works, terms, themes, kinds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from generator.dossier.base import Date, Entry, Id, LanguageCode, Name, Named, Text, Words
from generator.dossier.evidence import Address, Identifiers, Passage, Url
from generator.dossier.facts import Fact


class Role(Entry):
    """What an actor was, and when."""

    title: Words
    body: Id | None = None
    """The actor in which the role is held."""
    since: Date | None = None
    until: Date | None = None
    passage: Passage | None = None


class Actor(Named):
    """A person in office or a body."""

    kind: Literal["person", "body", "group"]
    name: Name
    short: Name | None = None
    """The abbreviation or short name."""
    sort: Text | None = None
    """By what to sort, where that is not the name: "Berg, von"."""
    language: LanguageCode | None = None
    """The language of the name, where it is not that of the page."""
    text: Words | None = None
    roles: tuple[Role, ...] = ()
    country: Id | None = None
    url: Url | None = None


class Country(Named):
    """A country; its name comes from CLDR by its ISO 3166-1 code."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    name: Words | None = None
    """Only where CLDR's name is not the one to show."""
    text: Words | None = None


class Work(Named):
    """A work that the documents cite, or that is related to them; we do not hold its text."""

    kind: Id
    """A work kind from kinds.yml."""
    title: Name
    language: LanguageCode | None = None
    """The language of the title, where it is one text for all languages."""
    date: Date | None = None
    author: tuple[Id, ...] = ()
    identifiers: Identifiers = Identifiers()
    addresses: tuple[Address, ...] = ()
    text: Words | None = None
    document: Id | None = None
    """The document of this dossier that is this work."""
    related: bool = False
    """Related to the documents but cited by none of them."""
    facts: tuple[Fact, ...] = ()
    """Facts that stand in this work and not in a document: "text not held"."""


class Term(Named):
    """A word that a reader may not know, explained once."""

    name: Name
    language: LanguageCode | None = None
    """The language of the name, where it is one text for all languages."""
    short: Name | None = None
    definition: Words
    see: tuple[Id, ...] = ()
    """Other terms, actors and works to see."""


class Theme(Named):
    """A subject that runs through the documents."""

    name: Words
    slug: Words
    text: Words


class KindName(Named):
    """A kind of document, event or work, in words."""

    of: Literal["document", "event", "work"]
    name: Words
    csl: Text | None = None
    """The CSL item type of documents and works of this kind: "report", "speech", "webpage"."""
