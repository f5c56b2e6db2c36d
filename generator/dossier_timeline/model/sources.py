"""Where something stands: passages, quotations and official addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from dossier_timeline.model.base import Day, Entry, LanguageCode, ModelValue, Text
from dossier_timeline.model.field_types import IdOf, KindKey, Name, TranslatedQuotation
from dossier_timeline.model.locators import (
    HEADING_TERMS,
    INNER_TERMS,
    Locator,
    LocatorTerm,
    ParagraphNumber,
    PrintedNumber,
    write_printed_number,
)

if TYPE_CHECKING:
    from dossier_timeline.model.documents import Document

Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"'<>]+$", max_length=500)]


class Passage(ModelValue):
    """Where in a source text something stands: what is printed at its place, or a few words of it.

    The terms are those of CSL's locators, and where CSL has none, of Akoma Ntoso.
    """

    document: IdOf["Document"] | None = None
    """The document; the one in which this is written when left out."""
    page: Annotated[int, Field(ge=1)] | None = None
    """The page, counted from the first, where a footnote's number or a few words stand on several."""
    appendix: PrintedNumber | None = None
    """The number of the annex or schedule: II."""
    part: PrintedNumber | None = None
    """The number of the part in whose heading it's printed."""
    book: PrintedNumber | None = None
    """The number of the book, as codes are divided."""
    title: PrintedNumber | None = None
    """The number of the title, as acts are divided."""
    chapter: PrintedNumber | None = None
    """The number of the chapter."""
    division: PrintedNumber | None = None
    """The number of the division between chapter and section: Afdeling, Abschnitt."""
    section: Annotated[str, BeforeValidator(write_printed_number)] = ""
    """The heading under which it stands, as printed, or the number of a section alone: 12 for § 12."""
    article: PrintedNumber | None = None
    """The number of the article: 83."""
    rule: PrintedNumber | None = None
    """The number of the rule, as procedures are divided."""
    recital: PrintedNumber | None = None
    """The number of the recital."""
    paragraph: ParagraphNumber | None = None
    """The printed number of the paragraph; where none is printed, which one it is in its section, from 1."""
    subparagraph: Annotated[int, Field(ge=1)] | None = None
    """Which paragraph it is below a printed number, where it has none itself; the numbered one is 1."""
    point: PrintedNumber | None = None
    """The printed number or letter of an item: a, or 16(a) for one within another."""
    indent: Annotated[int, Field(ge=1)] | None = None
    """Which item it is of those with a bullet or dash, from 1."""
    figure: PrintedNumber | None = None
    """The number of the figure, as its caption has it."""
    table: PrintedNumber | None = None
    """The number of the table, as its caption has it."""
    row: (
        Annotated[str, BeforeValidator(write_printed_number), StringConstraints(min_length=1, max_length=120)]
        | None
    ) = None
    """What the row of a table begins with in which it stands: 2014."""
    footnote: Annotated[int, Field(ge=1)] | None = None
    """The footnote's printed number, instead of a paragraph."""
    quote: Annotated[str, StringConstraints(min_length=1, max_length=160)] | None = None
    """A few words that only this passage prints, below the headings that are named, if any."""
    fragment: Annotated[str, StringConstraints(max_length=80)] | None = None
    """A few words for a `#:~:text=` link, only where a person has tried it."""

    @model_validator(mode="after")
    def _require_one_place(self) -> Self:
        kinds = (bool(self.inner_steps), self.footnote is not None, self.quote is not None)
        if sum(kinds) > 1 or (not any(kinds) and not self.section and not self.heading_steps):
            raise ValueError("a passage has a printed number, a paragraph, a footnote or a quote")
        return self

    @property
    def heading_steps(self) -> Locator:
        """The numbers of headings that it names, from the widest; a `section` may be words, and isn't one."""
        return self._list_steps(_NUMBERED_HEADINGS)

    @property
    def inner_steps(self) -> Locator:
        """What it names below its heading."""
        return self._list_steps(INNER_TERMS)

    def _list_steps(self, terms: Iterable[LocatorTerm]) -> Locator:
        numbers = vars(self)
        return tuple([(term, numbers[term]) for term in terms if numbers[term] is not None])

    @property
    def place_keys(self) -> dict[str, str]:
        """The keys that say where it stands, with their values, in the order in which they're written."""
        values = vars(self)
        return {key: str(values[key]) for key in PLACE_KEYS if values[key] not in (None, "")}


_NUMBERED_HEADINGS = tuple(term for term in HEADING_TERMS if term != "section")
PLACE_KEYS = ("page", *HEADING_TERMS, *INNER_TERMS, "footnote", "quote", "row")
"""The keys of a passage that say where it stands."""


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
    footnote_shift: Annotated[int, Field(ge=-99, le=99)] = 0
    """How much higher its footnotes are numbered than those of the source text."""
    archived: ArchivedCopy | None = None
    """A copy of what stood there, kept elsewhere."""

    @model_validator(mode="after")
    def _require_url_or_unknown(self) -> Self:
        if (self.url is None) != (self.status == "unknown"):
            raise ValueError("an address has a url, unless its status is “unknown”")
        return self


def choose_address(addresses: Sequence[Address]) -> Address | None:
    """The address to which a note leads: the first that is confirmed, or else the first."""
    confirmed = (one for one in addresses if one.status == "confirmed")
    return next(confirmed, addresses[0] if addresses else None)


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
