"""The documents themselves, and the texts written about them."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from dossier_timeline.model.base import Date, Day, Entry, Id, LanguageCode, ModelValue, Text, Words
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.field_types import (
    HoldsTexts,
    IdOf,
    Ids,
    Name,
    OnlyKindsOf,
    Owned,
    Slug,
    TranslatedQuotation,
)
from dossier_timeline.model.media import Download, Image
from dossier_timeline.model.open_licences import LicenceId
from dossier_timeline.model.registers import Actor, Country, KindName, Theme, Work
from dossier_timeline.model.sources import Address, Identifiers, Passage, Quotation, Url
from dossier_timeline.model.story import Commitment, Event
from dossier_timeline.model.text_digests import digest_body


class SourceText(ModelValue):
    """How the source text is cut into passages."""

    file: Text
    """Its file name in the folder of source texts."""
    sections: tuple[Text, ...] = ()
    """The headings as printed, in order; each opens a section. `Article *` names all like it."""
    translated_sections: dict[Text, TranslatedQuotation] = Field(default_factory=dict)
    """By heading as printed: what it means in the other languages; shown behind it."""
    furniture: tuple[Text, ...] = ()
    """Lines that pages repeat and that are not text: letterhead, page numbers. `Page *` names all like it."""
    whole_paragraphs: bool = False
    """No paragraph of the text is cut in two by a page; `source add` writes it so."""
    skips: tuple[Text, ...] = ()
    """The numbers before which the document itself leaves some out, as `verify` names them: `Article 7`."""
    footnote_paragraphs: dict[int, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    """By footnote number: how many paragraphs it has, where more than one."""


class LegalBasis(ModelValue):
    """What lets a text be published where no licence of the list does: a law, a decision, a permission."""

    name: Name
    """What it is called."""
    url: Url
    """Where it stands."""


class TextPublication(ModelValue):
    """Whether a source text is published with the site, and what allows that."""

    publish: bool = False
    """The text is on pages of the site, and in the project: `verify --write` puts it beside document.yml."""
    licence: LicenceId | None = None
    """The open licence of the text, by its identifier in the SPDX list."""
    allowed_by: LegalBasis | None = None
    """What else allows it, where no licence of the list does: a law, a decision, a permission."""

    @model_validator(mode="after")
    def _require_licence(self) -> Self:
        if self.publish and self.licence is None and self.allowed_by is None:
            raise ValueError(
                "a text is published only with what allows it: write `licence: CC-BY-4.0`, or "
                "`allowed_by: {name: …, url: …}`"
            )
        return self


class Waiver(ModelValue):
    """A passage with something that no fact, event, actor or work claims, and why not."""

    passage: Passage
    """The passage that something in it is left unclaimed of."""
    what: Annotated[tuple[Literal["number", "date", "name", "work"], ...], Field(min_length=1)]
    """What is left unclaimed there: a number, date, name or work."""
    reason: Text
    """Why nothing claims it, for other maintainers."""

    @model_validator(mode="after")
    def _require_whole_table(self) -> Self:
        if self.passage.row is not None:
            raise ValueError("what is waived of a table is waived of all its rows: leave “row” out")
        return self


class Document(Entry):
    """A source document: what it is and everything that is known from it."""

    kind: Annotated[IdOf[KindName], OnlyKindsOf("document")]
    """A document kind from kinds.yml."""
    date: Date
    """The day, month or year that the document bears."""
    language: LanguageCode
    """The language of the source."""
    title: Words
    """What it is called on this site."""
    short: Words
    """Its title in a word or two, for the overview and for breadcrumbs."""
    slug: Slug
    """The last part of its page's address: small letters, digits and hyphens."""
    description: Words
    """One or two sentences: what it is; also for search engines."""
    original_title: Text | None = None
    """The title as printed."""
    original_title_language: LanguageCode | None = None
    """The language of that title, where it is another than the document's."""
    place: Words | None = None
    """Where it was written or spoken."""
    sender: Annotated[Ids[Actor | Country], Field(alias="from")] = ()
    """Who wrote it or speaks in it."""
    recipient: Annotated[Ids[Actor | Country], Field(alias="to")] = ()
    """To whom it is addressed."""
    publisher: Ids[Actor | Country] = ()
    """Who published it, where that is not who wrote it."""
    passage: Passage | None = None
    """Where the document states its own date."""
    addresses: tuple[Address, ...] = ()
    """Where its text can be read, the best first."""
    identifiers: Identifiers = Identifiers()
    """Its official numbers."""
    themes: Ids[Theme] = ()
    """The themes that it belongs to."""
    actors: Ids[Actor | Country] = ()
    """People, bodies and countries that it speaks of, beside those of its events."""
    works: Ids[Work] = ()
    """Works that it cites."""
    images: Ids[Image] = ()
    """Pictures of it, from images.yml; the first stands at the top of its page."""
    downloads: Ids[Download] = ()
    """Files that belong to it, from downloads.yml."""
    text: SourceText
    """Its source text, and how to find the way in it."""
    source_text: TextPublication = TextPublication()
    """Whether that text is published, and what allows it."""
    draft: bool = False
    """Being worked on: shown by `mkdocs serve` only, and allowed to be unfinished."""
    updated: Day | None = None
    """When what is said here of the document last changed; the dossier's date when left out."""
    key_facts: Ids[Fact] = ()
    """The facts shown first, two to six."""
    facts: Owned[Fact] = ()
    """Every number, share, sum, date and duration from it that the dossier speaks of; simple ones as rows."""
    quotations: Owned[Quotation] = ()
    """A few of its own words."""
    figures: Owned[Figure] = ()
    """Its tables."""
    events: Owned[Event] = ()
    """What happened, or is to happen, by this document."""
    commitments: Owned[Commitment] = ()
    """What is promised in it, with what later documents say of that."""
    waived: tuple[Waiver, ...] = ()
    """What in it no fact, event, actor or work claims, on purpose."""

    @property
    def title_language(self) -> str:
        """The language of the title as printed."""
        return self.original_title_language or self.language


class Translation(ModelValue):
    """The front matter of a summary."""

    waived: Words | None = None
    """Why it may be behind, with a date, when that is accepted for a while."""
    draft: bool = False
    """Being worked on: shown by `mkdocs serve` only, as if the text were not there yet."""
    updated: Day | None = None
    """When this text last changed; the dossier's date when left out."""


class PageHead(Translation):
    """The front matter of a page."""

    title: Text
    """What the page is called."""
    slug: Text
    """The last part of its address: small letters, digits and hyphens."""
    description: Text
    """What is on it, in a sentence; also for search engines."""
    free_numbers: bool = False
    """Numbers on it needn't be facts: for a page like a contact page, which claims nothing of the sources."""


class Prose(ModelValue):
    """A Markdown text in one language: a document's summary or a page."""

    language: LanguageCode
    path: Text
    """The file, relative to the project's root."""
    line: int = 1
    """The line of the file on which the body begins."""
    head: PageHead | Translation = Translation()
    body: str

    @cached_property
    def body_digest(self) -> str:
        """The digest of its words."""
        return digest_body(self.body)


Texts: TypeAlias = Annotated[dict[LanguageCode, Prose], HoldsTexts()]
"""The Markdown texts of one document or page, by language."""


class Summary(ModelValue):
    """The summaries of one document, by language."""

    document: Id
    texts: Texts


class Page(Entry):
    """A page of the dossier's own: about, method, help…"""

    texts: Texts
