"""Who and what the documents speak of: actors, countries, works, terms, themes, kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import StringConstraints

from dossier_timeline.model.base import Date, Entry, LanguageCode, ModelValue, Text, Words
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.field_types import (
    IdOf,
    Ids,
    Label,
    Name,
    NameInEachLanguage,
    OnlyKindsOf,
    Owned,
    Slug,
)
from dossier_timeline.model.media import Image
from dossier_timeline.model.sources import Address, Identifiers, Passage, Url

if TYPE_CHECKING:
    from dossier_timeline.model.documents import Document


class Role(ModelValue):
    """What an actor was, and when."""

    title: Words
    """The office or part: "minister of transport"."""
    body: IdOf["Actor"] | None = None
    """The actor in which the role is held."""
    since: Date | None = None
    """From when."""
    until: Date | None = None
    """Until when; left out while it lasts, or where nothing says so."""
    passage: Passage | None = None
    """Where a document says it."""


class Actor(Entry):
    """A person in office or a body."""

    kind: Literal["person", "body", "group"]
    """A person, a body such as a ministry, or a group such as the members of a programme."""
    name: Name
    """The name in full."""
    short: Name | None = None
    """The abbreviation or short name."""
    sort: Label | None = None
    """By what to sort, where that is not the name: "Berg, von"."""
    language: LanguageCode | None = None
    """The language of the name, where it is not that of the page."""
    text: Words | None = None
    """Who or what it is, in a sentence or two."""
    roles: tuple[Role, ...] = ()
    """What the actor was, and when."""
    country: IdOf["Country"] | None = None
    """Where it belongs."""
    url: Url | None = None
    """Its website."""
    images: Ids[Image] = ()
    """Pictures of it, from images.yml."""


class Country(Entry):
    """A country; its name comes from CLDR by its ISO 3166-1 code."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """Two capital letters of ISO 3166-1."""
    name: NameInEachLanguage | None = None
    """Only where the usual name, that of Unicode's CLDR, is not the one to show."""
    text: Words | None = None
    """What the dossier says of it."""


class Work(Entry):
    """A work that the documents cite, or that is related to them; we do not hold its text."""

    kind: Annotated[IdOf["KindName"], OnlyKindsOf("work")]
    """A work kind from kinds.yml."""
    title: Name
    """Its title, as printed or in each language."""
    language: LanguageCode | None = None
    """The language of the title, where it is one text for all languages."""
    date: Date | None = None
    """When it appeared."""
    author: Ids[Actor | Country] = ()
    """Who wrote it."""
    identifiers: Identifiers = Identifiers()
    """Its official numbers."""
    addresses: tuple[Address, ...] = ()
    """Where it can be read, the best first."""
    text: Words | None = None
    """What it is, in a sentence or two."""
    document: IdOf["Document"] | None = None
    """The document of this dossier that is this work."""
    related: bool = False
    """Related to the documents but cited by none of them."""
    facts: Owned[Fact] = ()
    """Facts that stand in this work and not in a document: "we do not have this text"."""


class Term(Entry):
    """A word that a reader may not know, explained once."""

    name: Name
    """The word that is explained."""
    language: LanguageCode | None = None
    """The language of the name, where it is one text for all languages."""
    short: Name | None = None
    """Its abbreviation."""
    definition: Words
    """What it means, in a sentence or two."""
    search_words: Words | None = None
    """Other words by which readers look for it in the search, with commas between them."""
    see: Ids["Term | Actor | Country | Work | Document"] = ()
    """Other terms, actors and works to see."""


class Theme(Entry):
    """A subject that runs through the documents."""

    name: Words
    """What the theme is called."""
    slug: Slug
    """The last part of its page's address: small letters, digits and hyphens."""
    text: Words
    """What it is about, in a sentence."""


class KindName(Entry):
    """A kind of document, event or work, in words."""

    of: Literal["document", "event", "work"]
    """Of what it is a kind."""
    name: Words
    """What the kind is called, in the singular."""
    csl: Text | None = None
    """The CSL item type of documents and works of this kind: "report", "speech", "webpage"."""
