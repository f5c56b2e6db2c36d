"""The receipt of a verification: what was checked against the source texts, and when.

`verification.json` in the content folder is committed. It holds digests: of each source text, of how it was
cut and of each passage that content names, and for each thing that was verified of everything that its
verification rested on. Of a source's text it has a few words of the passages of a web page. A build
without the texts compares the digests, and so finds whatever has changed since. Each passage and each thing
has a line of its own, in the order of names, so that the work of two people is merged line by line.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from dossier_timeline.evidence.figure_matching import ROW_TOTAL_COLUMN, cell_address, list_cell_values
from dossier_timeline.evidence.verification_state import Verification, VerificationStatus
from dossier_timeline.evidence.verified_passages import (
    VerifiedPassage,
    VerifiedTexts,
    find_verified_passage,
)
from dossier_timeline.model.arithmetic import DerivationError
from dossier_timeline.model.base import Entry
from dossier_timeline.model.derivation import compute_value
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.sources import Passage, Quotation
from dossier_timeline.model.story import Commitment, Event
from dossier_timeline.notation.typesetting import normalise_text

RECEIPT_PATH = "verification.json"
"""Where it stands in the content folder."""

FORMAT: Final = 2
_HASH = 16
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BAD_DAY = "bad_day"
_NO_RECEIPT = "it is no receipt of a verification"


def _require_day(text: str) -> str:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise PydanticCustomError(_BAD_DAY, "no day")


@dataclass(frozen=True, slots=True)
class ReceiptEntry:
    """One verified thing: the hash of what it rests on, how it was found, and since when."""

    hash: str
    found: VerificationStatus
    checked: Annotated[str, AfterValidator(_require_day)]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A verification, as committed: the SHA-256 of each source text, the documents and the entries by id."""

    texts: Mapping[str, str]
    documents: VerifiedTexts
    entries: Mapping[str, ReceiptEntry]
    published: Mapping[str, str] = field(default_factory=dict)
    """By a document's id: the SHA-256 of its text as it's published, every sign of it."""

    @property
    def checked(self) -> str:
        """The last day on which something new was verified; "" when nothing was."""
        return max((entry.checked for entry in self.entries.values()), default="")

    def holds_for(self, item: VerifiableItem) -> bool:
        """Whether a thing rests on the same as when it was verified."""
        entry = self.entries.get(item.id)
        return entry is not None and entry.hash == hash_item(item, self.texts, self.documents)

    def count_by_status(self) -> dict[str, int]:
        """How many things were found in which way."""
        found: dict[str, int] = {}
        for entry in self.entries.values():
            found[entry.found] = found.get(entry.found, 0) + 1
        return dict(sorted(found.items()))

    def to_json(self) -> str:
        """The receipt as JSON, the same for the same receipt; a passage or entry is a line."""
        documents = {
            name: {
                "segmentation_digest": text.segmentation_digest,
                **({"address": text.address, "media_type": text.media_type} if text.address else {}),
                "passages": {
                    place: _Line(_passage_data(one)) for place, one in sorted(text.passages.items())
                },
            }
            for name, text in sorted(self.documents.items())
        }
        entries = {
            name: _Line({"hash": entry.hash, "found": entry.found, "checked": entry.checked})
            for name, entry in sorted(self.entries.items())
        }
        texts = dict(sorted(self.texts.items()))
        data = {"format": FORMAT, "texts": texts, "documents": documents, "entries": entries}
        if self.published:
            data["published"] = dict(sorted(self.published.items()))
        return _write_lines(data) + "\n"


@dataclass(frozen=True, slots=True)
class _Line:
    """Data that is written on one line."""

    data: Mapping[str, Any]


def _write_lines(value: Any, depth: int = 0) -> str:
    """Data as JSON, each key on a line of its own."""
    if not isinstance(value, dict) or not value:
        return json.dumps(value.data if isinstance(value, _Line) else value, ensure_ascii=False)
    lines = (
        f"{' ' * (depth + 1)}{json.dumps(key, ensure_ascii=False)}: {_write_lines(inner, depth + 1)}"
        for key, inner in value.items()
    )
    return "{\n" + ",\n".join(lines) + f"\n{' ' * depth}}}"


def _passage_data(verified: VerifiedPassage) -> dict[str, Any]:
    """A passage without what it hasn't got."""
    data = {
        "digest": verified.digest,
        "section": verified.section,
        "paragraph": verified.paragraph,
        "footnote": verified.footnote,
        "page_number": verified.page_number,
        "edges": verified.edges,
    }
    locator = {} if verified.locator is None else {"locator": verified.locator}
    return {key: value for key, value in data.items() if value} | locator


def parse_receipt(text: str) -> Receipt:
    """A receipt from its JSON; `ValueError` says what is wrong with it."""
    try:
        file = _receipt_reader().validate_json(text, strict=True)
    except ValidationError as error:
        raise ValueError(_explain_bad_receipt(text, error)) from None
    return Receipt(file.texts, file.documents, file.entries, file.published)


def _explain_bad_receipt(text: str, error: ValidationError) -> str:
    try:
        format_ = json.loads(text)["format"]
    except (KeyError, TypeError, ValueError, RecursionError):
        return _NO_RECEIPT
    if format_ != FORMAT:
        is_older = isinstance(format_, int) and format_ < FORMAT
        hint = "; run `dossier-timeline upgrade`" if is_older else ""
        return f"its format is {format_!r:.40} and not {FORMAT}{hint}"
    is_day = any(one["type"] == _BAD_DAY for one in error.errors())
    return "a date in it is not written as 2015-06-01" if is_day else _NO_RECEIPT


@dataclass(frozen=True, slots=True)
class _ReceiptFile:
    """A receipt as it's written."""

    format: Literal[2]
    texts: Mapping[str, str]
    documents: VerifiedTexts
    entries: Mapping[str, ReceiptEntry]
    published: Mapping[str, str] = field(default_factory=dict)


@cache
def _receipt_reader() -> TypeAdapter[_ReceiptFile]:
    return TypeAdapter(_ReceiptFile)


def text_digest(text: str) -> str:
    """The SHA-256 of a source text: normalised line by line, so that line ends don't matter."""
    lines = (normalise_text(line) for line in text.splitlines())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def write_published_text(text: str) -> bytes:
    """A source text as it's published: every sign of it, with plain line ends."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").encode()


def published_digest(text: str) -> str:
    """The SHA-256 of a source text as it's published; in contrast to `text_digest` each sign counts."""
    return hashlib.sha256(write_published_text(text)).hexdigest()


def make_receipt(
    dossier: Dossier,
    verification: Verification,
    texts: Mapping[str, str],
    day: str,
    previous: Receipt | None = None,
) -> Receipt:
    """The receipt of a verification on a day (ISO 8601).

    What the previous receipt has with the same hash keeps its day: it has been right since then.
    """
    used = {document.text.file for document in dossier.documents}
    digests = {name: text_digest(text) for name, text in texts.items() if name in used}
    found = {result.id: result.status for result in verification.results if result.status != "failed"}
    entries = {}
    for item in list_items(dossier):
        if item.id in found:
            hashed = hash_item(item, digests, verification.texts)
            before = previous.entries.get(item.id) if previous else None
            since = before.checked if before and before.hash == hashed else day
            entries[item.id] = ReceiptEntry(hashed, found[item.id], since)
    published = {
        document.id: published_digest(texts[document.text.file])
        for document in dossier.documents
        if document.source_text.publish and document.text.file in texts
    }
    return Receipt(digests, verification.texts, entries, published)


def carry_over_receipt(
    receipt: Receipt, before: Dossier, after: Dossier, renamed: Callable[[str], str]
) -> Receipt:
    """The receipt of a dossier in which something only has another name.

    What the receipt still holds for stays verified, since the day that it was; `renamed` gives the
    name that an id has now.
    """
    now = {item.id: item for item in list_items(after)}
    documents = {renamed(name): text for name, text in receipt.documents.items()}
    entries = {renamed(name): entry for name, entry in receipt.entries.items()}
    for item in list_items(before):
        entry, same = receipt.entries.get(item.id), now.get(renamed(item.id))
        if entry and same and entry.hash == hash_item(item, receipt.texts, receipt.documents):
            hashed = hash_item(same, receipt.texts, documents)
            entries[same.id] = ReceiptEntry(hashed, entry.found, entry.checked)
    published = {renamed(name): digest for name, digest in receipt.published.items()}
    return Receipt(receipt.texts, documents, entries, published)


def list_verified(dossier: Dossier, receipt: Receipt | None) -> Iterator[tuple[VerifiableItem, bool]]:
    """Everything that a verification verifies, and whether the receipt still holds for it."""
    for item in list_items(dossier):
        yield item, receipt is not None and receipt.holds_for(item)


# What is verified


@dataclass(frozen=True, slots=True)
class VerifiableItem:
    """A thing that is verified: its name in the receipt, its place in content, what it rests on.

    `passage` stands in the text of `document`, if that is there.
    """

    id: str
    path: tuple[Any, ...]
    rests_on: tuple[Any, ...]
    passage: Passage | None = None
    document: Document | None = None


def list_items(dossier: Dossier) -> Iterator[VerifiableItem]:
    """Everything that a verification verifies, in the order of the dossier."""
    for entry in dossier.entries():
        yield from _items_of(dossier, entry, dossier.document_of.get(entry.id))


def _items_of(dossier: Dossier, entry: Entry, home: Document | None) -> Iterator[VerifiableItem]:
    """What is verified of one entry, which is written in the document `home`."""
    match entry:
        case Document(passage=Passage() as passage):
            yield VerifiableItem(entry.id, (entry.id, "date"), (entry.date.text,), passage, entry)
        case Fact():
            yield _fact_item(dossier, entry, home)
        case Quotation():
            yield _make_item(dossier, home, entry.id, "text", entry.passage, entry.text)
        case Event():
            rests: tuple[Any, ...] = (entry.date.text, entry.inferred, entry.work)
            yield _make_item(dossier, home, entry.id, "date", entry.passage, *rests)
        case Commitment():
            days = (entry.made, entry.due)
            rests = (*(day and day.text for day in days), entry.due_inferred is not None)
            if entry.made_inferred is not None:
                rests = (*rests, "made_inferred")
            yield _make_item(dossier, home, entry.id, "passage", entry.passage, *rests)
        case Figure(passage=Passage()) if home is not None:
            yield from _cell_items(dossier, home, entry)


def _fact_item(dossier: Dossier, fact: Fact, home: Document | None) -> VerifiableItem:
    try:
        value = str(compute_value(dossier, fact))
    except DerivationError:
        value = ""
    rests = (
        fact.kind,
        value,
        fact.unit,
        fact.qualifier,
        fact.date and fact.date.text,
        fact.derived,
        fact.printed,
        fact.inferred,
    )
    return _make_item(dossier, home, fact.id, "derived" if fact.derived else "value", fact.passage, *rests)


def _cell_items(dossier: Dossier, document: Document, figure: Figure) -> Iterator[VerifiableItem]:
    units = {column.id: column.unit for column in figure.columns} | {ROW_TOTAL_COLUMN: figure.n}
    heads = {column.id: (column.label.get(document.language), column.printed) for column in figure.columns}
    for index, row in enumerate(figure.rows):
        for name, path, value in list_cell_values(figure, row, index, dossier):
            rests = (value, units[name] or figure.unit, row.id, *heads.get(name, ()))
            item = _make_item(dossier, document, cell_address(figure, row, name), "", figure.passage, *rests)
            yield replace(item, path=(figure.id, *path))


def _make_item(
    dossier: Dossier, home: Document | None, name: str, key: str, passage: Passage | None, *rests: Any
) -> VerifiableItem:
    document = dossier.by_id.get(passage.document) if passage and passage.document else home
    return VerifiableItem(
        name, (name, key), rests, passage, document if isinstance(document, Document) else None
    )


def hash_item(item: VerifiableItem, texts: Mapping[str, str], documents: VerifiedTexts) -> str:
    """A digest of what a thing rests on: `texts` are the digests of texts, `documents` has the passages."""
    parts = [item.id, *item.rests_on]
    passage, document = item.passage, item.document
    if passage is not None:
        verified = find_verified_passage(documents, document.id if document else None, passage)
        parts += [passage.document, normalise_text(passage.section), passage.paragraph, passage.footnote]
        parts += [verified.digest if verified else None]
        parts += [normalise_text(passage.quote)] if passage.quote is not None else []
        steps = (*passage.heading_steps, *passage.inner_steps)
        named = {term: number for term, number in steps if term != "paragraph"} | {"page": passage.page}
        named |= {"row": passage.row}
        parts += [f"{term} {number}" for term, number in named.items() if number is not None]
        parts += [texts.get(document.text.file, "")] if document else []
    data = json.dumps([None if part is None else str(part) for part in parts], ensure_ascii=False)
    return hashlib.sha256(data.encode()).hexdigest()[:_HASH]
