"""Where something stands: passages, quotations and official addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from dossier_timeline.model.base import Day, Entry, LanguageCode, ModelValue, Text
from dossier_timeline.model.field_types import IdOf, KindKey, Name, TranslatedQuotation

if TYPE_CHECKING:
    from dossier_timeline.model.documents import Document

Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"'<>]+$", max_length=500)]


class Passage(ModelValue):
    """Where in a source text something stands: a place that is counted, or a few words of it."""

    document: IdOf["Document"] | None = None
    """The document; the one in which this is written when left out."""
    section: str = ""
    """The heading under which it stands, as printed; empty before the first heading."""
    paragraph: Annotated[int, Field(ge=1)] | None = None
    """Which paragraph, list item or table of that section, from 1."""
    footnote: Annotated[int, Field(ge=1)] | None = None
    """The footnote's printed number, instead of a paragraph."""
    quote: Annotated[str, StringConstraints(min_length=1, max_length=160)] | None = None
    """A few words that only this passage prints, in the section if one is named, instead of a paragraph."""
    fragment: Annotated[str, StringConstraints(max_length=80)] | None = None
    """A few words for a `#:~:text=` link, only where a person has tried it."""

    @model_validator(mode="after")
    def _require_one_place(self) -> Self:
        if sum(place is not None for place in (self.paragraph, self.footnote, self.quote)) != 1:
            raise ValueError("a passage has either a paragraph, a footnote or a quote")
        return self


class Quotation(Entry):
    """A few words from the source, word for word, with what they mean in the other languages."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=160)]
    """The words as printed."""
    language: LanguageCode | None = None
    """The language of the words, where it is not that of the document."""
    translation: TranslatedQuotation | None = None
    """What the words mean in the other languages."""
    passage: Passage
    """Where the words stand."""


class ArchivedCopy(ModelValue):
    """A copy of what stood at an address, as an archive of the web keeps it.

    Source: Robust Links (robustlinks.mementoweb.org), version URL and version date.
    """

    url: Url
    """The address of the copy."""
    date: Day
    """The day on which the copy was made."""


class Address(ModelValue):
    """An address on the web and how sure we are of it."""

    url: Url | None = None
    """The address itself; left out only when its status is `unknown`."""
    status: Literal["confirmed", "derived", "unknown"]
    """`confirmed`: a person opened it; `derived`: follows from the site's pattern; `unknown`."""
    language: LanguageCode | None = None
    """The language of what is there, when it is not the document's own."""
    label: Name | None = None
    """What tells this address from the others."""
    archived: ArchivedCopy | None = None
    """A copy of what stood there, kept elsewhere."""

    @model_validator(mode="after")
    def _require_url_or_unknown(self) -> Self:
        if (self.url is None) != (self.status == "unknown"):
            raise ValueError("an address has a url, unless its status is “unknown”")
        return self


class Identifiers(ModelValue):
    """Official numbers of a document or work, as their registers write them.

    Beside those below, the id of any kind in kinds.yml may be a key: the number by which papers of
    that kind go, such as a parliament's or a press service's.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[KindKey, Text]

    reference: Text | None = None
    """The sender's own reference."""
    celex: Annotated[str, StringConstraints(pattern=r"^[0-9CE][0-9]{4}[A-Z]{1,2}[0-9]{4}$")] | None = None
    """EUR-Lex number: "32011L0093"."""
    eli: Url | None = None
    """European Legislation Identifier, an http address."""
    doi: Text | None = None
    """Digital Object Identifier: "10.1000/182"."""
    isbn: Text | None = None
    """International Standard Book Number."""

    @property
    def by_kind(self) -> dict[str, str]:
        """The numbers under the ids of kinds."""
        return dict(self.__pydantic_extra__ or {})

    @property
    def all(self) -> dict[str, str]:
        """Every number that there is, those by kind first."""
        known = {name: getattr(self, name) for name in type(self).model_fields}
        return self.by_kind | {name: number for name, number in known.items() if number}

    @property
    def first(self) -> str | None:
        """The number to cite by: one by kind, else the sender's reference."""
        return next(iter(self.by_kind.values()), self.reference)
