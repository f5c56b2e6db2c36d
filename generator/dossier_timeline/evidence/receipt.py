"""The receipt of a verification: what was checked against the source texts, and when.

`verification.json` in the content folder is committed. It holds no text of a source, only hashes: of each
source text, and for each thing that was verified of everything that its verification rested on. A build
without the texts compares them, and so finds whatever has changed since.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dossier_timeline.evidence.figure_matching import ROW_TOTAL_COLUMN, cell_address, list_cell_values
from dossier_timeline.evidence.verification_state import Verification, VerificationStatus
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

FORMAT = 1
_HASH = 16
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class ReceiptEntry:
    """One verified thing: the hash of what it rests on, how it was found, and since when."""

    hash: str
    found: VerificationStatus
    checked: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A verification, as committed: the day, the SHA-256 of each source text, the entries by id."""

    checked: str
    texts: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, ReceiptEntry] = field(default_factory=dict)

    def count_by_status(self) -> dict[str, int]:
        """How many things were found in which way."""
        found: dict[str, int] = {}
        for entry in self.entries.values():
            found[entry.found] = found.get(entry.found, 0) + 1
        return dict(sorted(found.items()))

    def to_json(self) -> str:
        """The receipt as JSON, the same for the same receipt."""
        entries = {
            name: {"hash": entry.hash, "found": entry.found, "checked": entry.checked}
            for name, entry in sorted(self.entries.items())
        }
        data = {
            "format": FORMAT,
            "checked": self.checked,
            "texts": dict(sorted(self.texts.items())),
            "entries": entries,
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def parse_receipt(text: str) -> Receipt:
    """A receipt from its JSON; `ValueError` says what is wrong with it."""
    try:
        data = json.loads(text)
        entries = {
            name: ReceiptEntry(e["hash"], e["found"], e["checked"]) for name, e in data["entries"].items()
        }
        receipt = Receipt(data["checked"], dict(data["texts"]), entries)
        format_ = data["format"]
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
        raise ValueError("it is no receipt of a verification") from None
    if format_ != FORMAT:
        raise ValueError(f"its format is not {FORMAT}")
    words = [
        *receipt.texts.values(),
        *(text for entry in entries.values() for text in (entry.hash, entry.found)),
    ]
    if not all(isinstance(word, str) for word in words):
        raise ValueError("it is no receipt of a verification")
    days = [receipt.checked, *(entry.checked for entry in entries.values())]
    if not all(isinstance(day, str) and _DAY.fullmatch(day) for day in days):
        raise ValueError("a date in it is not written as 2015-06-01")
    return receipt


def text_digest(text: str) -> str:
    """The SHA-256 of a source text: normalised line by line, so that line ends don't matter."""
    lines = (normalise_text(line) for line in text.splitlines())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


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
            hashed = hash_item(item, digests)
            before = previous.entries.get(item.id) if previous else None
            since = before.checked if before and before.hash == hashed else day
            entries[item.id] = ReceiptEntry(hashed, found[item.id], since)
    return Receipt(day, digests, entries)


def carry_over_receipt(
    receipt: Receipt, before: Dossier, after: Dossier, renamed: Callable[[str], str]
) -> Receipt:
    """The receipt of a dossier in which something only has another name.

    What the receipt still holds for stays verified, since the day that it was; `renamed` gives the
    name that an id has now.
    """
    now = {item.id: item for item in list_items(after)}
    entries = {renamed(name): entry for name, entry in receipt.entries.items()}
    for item in list_items(before):
        entry, same = receipt.entries.get(item.id), now.get(renamed(item.id))
        if entry and same and entry.hash == hash_item(item, receipt.texts):
            entries[same.id] = ReceiptEntry(hash_item(same, receipt.texts), entry.found, entry.checked)
    return Receipt(receipt.checked, receipt.texts, entries)


def list_verified(dossier: Dossier, receipt: Receipt | None) -> Iterator[tuple[VerifiableItem, bool]]:
    """Everything that a verification verifies, and whether the receipt still holds for it."""
    for item in list_items(dossier):
        entry = receipt.entries.get(item.id) if receipt else None
        yield item, bool(receipt and entry and entry.hash == hash_item(item, receipt.texts))


# What is verified


@dataclass(frozen=True, slots=True)
class VerifiableItem:
    """A thing that is verified: its name in the receipt, its place in content, what it rests on."""

    id: str
    path: tuple[Any, ...]
    rests_on: tuple[Any, ...]
    files: tuple[str, ...]
    """The source texts in which its passages stand."""


def list_items(dossier: Dossier) -> Iterator[VerifiableItem]:
    """Everything that a verification verifies, in the order of the dossier."""
    for entry in dossier.entries():
        yield from _items_of(dossier, entry, dossier.document_of.get(entry.id))


def _items_of(dossier: Dossier, entry: Entry, home: Document | None) -> Iterator[VerifiableItem]:
    """What is verified of one entry, which is written in the document `home`."""
    match entry:
        case Document(passage=Passage() as passage):
            rests: tuple[Any, ...] = (entry.date.text, *_passage_basis(passage))
            yield VerifiableItem(entry.id, (entry.id, "date"), rests, (entry.text.file,))
        case Fact():
            yield _fact_item(dossier, entry, home)
        case Quotation():
            yield _make_item(dossier, home, entry.id, "text", entry.passage, entry.text)
        case Event():
            rests = (entry.date.text, entry.inferred, entry.work)
            yield _make_item(dossier, home, entry.id, "date", entry.passage, *rests)
        case Commitment():
            days = (entry.made, entry.due)
            rests = (*(day and day.text for day in days), entry.due_inferred is not None)
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
    for index, row in enumerate(figure.rows):
        for name, path, value in list_cell_values(figure, row, index, dossier):
            rests = (value, units[name] or figure.unit, row.id)
            item = _make_item(dossier, document, cell_address(figure, row, name), "", figure.passage, *rests)
            yield VerifiableItem(item.id, (figure.id, *path), item.rests_on, item.files)


def _make_item(
    dossier: Dossier, home: Document | None, name: str, key: str, passage: Passage | None, *rests: Any
) -> VerifiableItem:
    document = dossier.by_id.get(passage.document) if passage and passage.document else home
    files = (document.text.file,) if passage and isinstance(document, Document) else ()
    return VerifiableItem(name, (name, key), (*rests, *_passage_basis(passage)), files)


def _passage_basis(passage: Passage | None) -> tuple[Any, ...]:
    if passage is None:
        return ()
    return (
        passage.document,
        normalise_text(passage.section),
        passage.paragraph,
        passage.footnote,
        passage.digest,
    )


def hash_item(item: VerifiableItem, texts: Mapping[str, str]) -> str:
    parts = [item.id, *item.rests_on, *(texts.get(name, "") for name in item.files)]
    data = json.dumps([None if part is None else str(part) for part in parts], ensure_ascii=False)
    return hashlib.sha256(data.encode()).hexdigest()[:_HASH]
