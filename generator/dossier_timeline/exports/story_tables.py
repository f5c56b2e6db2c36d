"""Documents, events, promises, differences, corrections and the verification as tables."""

from __future__ import annotations

from typing import get_args

from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.evidence.verification_state import VerificationStatus
from dossier_timeline.exports.table import (
    DATE_FIELDS,
    ID_FIELD,
    PASSAGE_FIELDS,
    CellValue,
    TableField,
    TabularResource,
    date_values,
    ids_field,
    passage_values,
    present_id,
    present_ids,
)
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Inferred
from dossier_timeline.model.sources import Address
from dossier_timeline.model.story import OutcomeStatus

_WORK = TableField(
    "work", "The work that says it, where no document does and its text is not held.", refers_to="works"
)
_URL = (
    TableField("url", "The first official address."),
    TableField(
        "url_status",
        "confirmed: a person opened it; derived: follows from the pattern of the site; unknown.",
        values=("confirmed", "derived", "unknown"),
    ),
)

DOCUMENTS = (
    ID_FIELD,
    TableField("kind", "A kind of document.", required=True, refers_to="kinds"),
    *DATE_FIELDS,
    TableField("language", "The language of the source (BCP 47).", required=True),
    TableField("original_title", "The title as printed."),
    TableField("original_title_language", "The language of that title (BCP 47)."),
    ids_field("sender", "Who wrote it.", "actors"),
    ids_field("recipient", "To whom.", "actors"),
    ids_field("publisher", "Who published it.", "actors"),
    *_URL,
    ids_field("themes", "The themes of which it speaks.", "themes"),
    ids_field("actors", "People, bodies and countries of which it speaks."),
    ids_field("works", "The works that it cites.", "works"),
    TableField("text_sha256", "The SHA-256 of the source text that the facts were checked against."),
)

EVENTS = (
    ID_FIELD,
    TableField("kind", "A kind of event.", required=True, refers_to="kinds"),
    *DATE_FIELDS,
    TableField("announced", "Whether the source speaks of it as still to come.", "boolean", required=True),
    TableField(
        "inferred",
        "What of the date the source does not say and the publisher concluded.",
        values=get_args(Inferred),
    ),
    ids_field("themes", "The themes to which it belongs.", "themes"),
    ids_field("actors", "Who took part: people, bodies and countries."),
    ids_field("works", "The works that it concerns.", "works"),
    ids_field("facts", "The facts that belong to it.", "facts"),
    *PASSAGE_FIELDS,
    _WORK,
)

COMMITMENTS = (
    ID_FIELD,
    TableField("kind", "goal, commitment or target.", required=True, values=("goal", "commitment", "target")),
    ids_field("by", "Who promised it."),
    ids_field("to", "To whom."),
    TableField("made", "When, in EDTF.", required=True),
    TableField("made_inferred", "Whether the publisher concluded when that was.", "boolean", required=True),
    TableField("due", "By when, in EDTF; empty where nothing says so."),
    TableField("due_inferred", "Whether the publisher concluded when it was due.", "boolean", required=True),
    ids_field("themes", "The themes to which it belongs.", "themes"),
    *PASSAGE_FIELDS,
)

OUTCOMES = (
    TableField("commitment", "The promise.", required=True, refers_to="commitments"),
    TableField("number", "Which outcome of that promise, from 1.", "integer", required=True),
    TableField(
        "status", "One or two of: " + ", ".join(get_args(OutcomeStatus)) + ".", required=True, holds_many=True
    ),
    TableField("date", "When, in EDTF."),
    ids_field("facts", "The facts that show it.", "facts"),
    *PASSAGE_FIELDS,
    _WORK,
)

DIFFERENCES = (
    ID_FIELD,
    TableField("kind", "In what the sources differ.", required=True),
    ids_field("concerns", "The facts, events and other entries that it concerns."),
)

SIDES = (
    TableField("difference", "The difference.", required=True, refers_to="differences"),
    TableField("number", "Which of its statements, from 1.", "integer", required=True),
    ids_field("facts", "The facts of this statement.", "facts"),
    *PASSAGE_FIELDS,
    _WORK,
)

CORRECTIONS = (
    ID_FIELD,
    TableField("by", "Who corrected it.", required=True, values=("source", "publisher")),
    *DATE_FIELDS,
    ids_field("concerns", "What it concerns."),
    *PASSAGE_FIELDS,
)

VERIFICATION = (
    TableField(
        "entry",
        "What was verified: the id of an entry, or of a figure, its row and its column.",
        required=True,
    ),
    TableField(
        "found", "How it was found in the source text.", required=True, values=get_args(VerificationStatus)
    ),
    TableField("checked", "The day since which it has been found so.", "date", required=True),
    TableField("hash", "The beginning of the SHA-256 of all that the verification rested on.", required=True),
)


def documents_table(dossier: Dossier, receipt: Receipt | None) -> TabularResource:
    """The source documents."""
    texts = receipt.texts if receipt else {}
    rows = tuple(
        (
            one.id,
            present_id(dossier, one.kind),
            *date_values(one.date),
            one.language,
            one.original_title,
            one.title_language if one.original_title else None,
            present_ids(dossier, one.sender),
            present_ids(dossier, one.recipient),
            present_ids(dossier, one.publisher),
            *find_first_address(one.addresses),
            present_ids(dossier, one.themes),
            present_ids(dossier, one.actors),
            present_ids(dossier, one.works),
            texts.get(one.text.file),
        )
        for one in dossier.documents
    )
    return TabularResource("documents", DOCUMENTS, rows)


def find_first_address(addresses: tuple[Address, ...]) -> tuple[CellValue, CellValue]:
    """The first address and how sure it is."""
    first = addresses[0] if addresses else None
    return (first.url, first.status) if first else (None, None)


def events_table(dossier: Dossier, receipt: Receipt | None) -> TabularResource:
    """Every event of every document, in order of time."""
    events = sorted(dossier.all_events(), key=lambda one: dossier.chronological_keys[one.id])
    rows = tuple(
        (
            one.id,
            present_id(dossier, one.kind),
            *date_values(one.date),
            one.announced,
            one.inferred,
            present_ids(dossier, one.themes),
            present_ids(dossier, one.actors),
            present_ids(dossier, one.works),
            present_ids(dossier, one.facts),
            *passage_values(dossier, one, one.passage, receipt),
            present_id(dossier, one.work),
        )
        for one in events
    )
    return TabularResource("events", EVENTS, rows)


def commitment_tables(dossier: Dossier, receipt: Receipt | None) -> tuple[TabularResource, TabularResource]:
    """The promises, and what came of each."""
    promised, ended = [], []
    for document in dossier.documents:
        for one in document.commitments:
            promised.append(
                (
                    one.id,
                    one.kind,
                    present_ids(dossier, one.by),
                    present_ids(dossier, one.to),
                    (one.made or document.date).text,
                    one.made_inferred is not None,
                    one.due.text if one.due else None,
                    one.due_inferred is not None,
                    present_ids(dossier, one.themes),
                    *passage_values(dossier, one, one.passage, receipt),
                )
            )
            for number, outcome in enumerate(one.outcomes, start=1):
                ended.append(
                    (
                        one.id,
                        number,
                        tuple(outcome.status),
                        outcome.date.text if outcome.date else None,
                        present_ids(dossier, outcome.facts),
                        *passage_values(dossier, one, outcome.passage, receipt),
                        present_id(dossier, outcome.work),
                    )
                )
    return (
        TabularResource("commitments", COMMITMENTS, tuple(promised)),
        TabularResource("outcomes", OUTCOMES, tuple(ended), ("commitment", "number")),
    )


def difference_tables(dossier: Dossier, receipt: Receipt | None) -> tuple[TabularResource, TabularResource]:
    """Where sources differ, and what each of them says."""
    heads = tuple((one.id, one.kind, present_ids(dossier, one.concerns)) for one in dossier.differences)
    sides = tuple(
        (
            one.id,
            number,
            present_ids(dossier, side.facts),
            *passage_values(dossier, one, side.passage, receipt),
            present_id(dossier, side.work),
        )
        for one in dossier.differences
        for number, side in enumerate(one.sides, start=1)
    )
    return (
        TabularResource("differences", DIFFERENCES, heads),
        TabularResource("sides", SIDES, sides, ("difference", "number")),
    )


def corrections_table(dossier: Dossier, receipt: Receipt | None) -> TabularResource:
    """What was corrected, by a source or by the publisher."""
    rows = tuple(
        (
            one.id,
            one.by,
            *date_values(one.date),
            present_ids(dossier, one.concerns),
            *passage_values(dossier, one, one.passage, receipt),
        )
        for one in dossier.corrections
    )
    return TabularResource("corrections", CORRECTIONS, rows)


def verification_table(receipt: Receipt | None) -> TabularResource:
    """The receipt of the last verification against the source texts."""
    entries = sorted(receipt.entries.items()) if receipt else []
    rows = tuple((name, entry.found, entry.checked, entry.hash) for name, entry in entries)
    return TabularResource("verification", VERIFICATION, rows, ("entry",))
