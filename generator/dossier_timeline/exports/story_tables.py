"""Documents, events, promises, differences, corrections and the verification as tables."""

from __future__ import annotations

from typing import get_args

from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.evidence.verifier import Status
from dossier_timeline.exports.shared_fields import DATE, ID, PLACE, all_known, day, known, many, place
from dossier_timeline.exports.table import Field, Table, Value
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Inferred
from dossier_timeline.model.sources import Address
from dossier_timeline.model.story import OutcomeStatus

_WORK = Field(
    "work", "The work that says it, where no document does and its text is not held.", refers="works"
)
_URL = (
    Field("url", "The first official address."),
    Field(
        "url_status",
        "confirmed: a person opened it; derived: follows from the pattern of the site; unknown.",
        values=("confirmed", "derived", "unknown"),
    ),
)

DOCUMENTS = (
    ID,
    Field("kind", "A kind of document.", required=True, refers="kinds"),
    *DATE,
    Field("language", "The language of the source (BCP 47).", required=True),
    Field("original_title", "The title as printed."),
    Field("original_title_language", "The language of that title (BCP 47)."),
    many("sender", "Who wrote it.", "actors"),
    many("recipient", "To whom.", "actors"),
    many("publisher", "Who published it.", "actors"),
    *_URL,
    many("themes", "The themes of which it speaks.", "themes"),
    many("actors", "People, bodies and countries of which it speaks."),
    many("works", "The works that it cites.", "works"),
    Field("text_sha256", "The SHA-256 of the source text that the facts were checked against."),
)

EVENTS = (
    ID,
    Field("kind", "A kind of event.", required=True, refers="kinds"),
    *DATE,
    Field("announced", "Whether the source speaks of it as still to come.", "boolean", required=True),
    Field(
        "inferred",
        "What of the date the source does not say and the publisher concluded.",
        values=get_args(Inferred),
    ),
    many("themes", "The themes to which it belongs.", "themes"),
    many("actors", "Who took part: people, bodies and countries."),
    many("works", "The works that it concerns.", "works"),
    many("facts", "The facts that belong to it.", "facts"),
    *PLACE,
    _WORK,
)

COMMITMENTS = (
    ID,
    Field("kind", "goal, commitment or target.", required=True, values=("goal", "commitment", "target")),
    many("by", "Who promised it."),
    many("to", "To whom."),
    Field("made", "When, in EDTF.", required=True),
    Field("due", "By when, in EDTF; empty where nothing says so."),
    Field("due_inferred", "Whether the publisher concluded when it was due.", "boolean", required=True),
    many("themes", "The themes to which it belongs.", "themes"),
    *PLACE,
)

OUTCOMES = (
    Field("commitment", "The promise.", required=True, refers="commitments"),
    Field("number", "Which outcome of that promise, from 1.", "integer", required=True),
    Field("status", "One or two of: " + ", ".join(get_args(OutcomeStatus)) + ".", required=True, many=True),
    Field("date", "When, in EDTF."),
    many("facts", "The facts that show it.", "facts"),
    *PLACE,
    _WORK,
)

DIFFERENCES = (
    ID,
    Field("kind", "In what the sources differ.", required=True),
    many("concerns", "The facts, events and other entries that it concerns."),
)

SIDES = (
    Field("difference", "The difference.", required=True, refers="differences"),
    Field("number", "Which of its statements, from 1.", "integer", required=True),
    many("facts", "The facts of this statement.", "facts"),
    *PLACE,
    _WORK,
)

CORRECTIONS = (
    ID,
    Field("by", "Who corrected it.", required=True, values=("source", "publisher")),
    *DATE,
    many("concerns", "What it concerns."),
    *PLACE,
)

VERIFICATION = (
    Field(
        "entry",
        "What was verified: the id of an entry, or of a figure, its row and its column.",
        required=True,
    ),
    Field("found", "How it was found in the source text.", required=True, values=get_args(Status)),
    Field("checked", "The day since which it has been found so.", "date", required=True),
    Field("hash", "The beginning of the SHA-256 of all that the verification rested on.", required=True),
)


def documents(dossier: Dossier, receipt: Receipt | None) -> Table:
    """The source documents."""
    texts = receipt.texts if receipt else {}
    rows = tuple(
        (
            one.id,
            known(dossier, one.kind),
            *day(one.date),
            one.language,
            one.original_title,
            one.title_language if one.original_title else None,
            all_known(dossier, one.sender),
            all_known(dossier, one.recipient),
            all_known(dossier, one.publisher),
            *first_address(one.addresses),
            all_known(dossier, one.themes),
            all_known(dossier, one.actors),
            all_known(dossier, one.works),
            texts.get(one.text.file),
        )
        for one in dossier.documents
    )
    return Table("documents", DOCUMENTS, rows)


def first_address(addresses: tuple[Address, ...]) -> tuple[Value, Value]:
    """The first address and how sure it is."""
    first = addresses[0] if addresses else None
    return (first.url, first.status) if first else (None, None)


def events(dossier: Dossier) -> Table:
    """Every event of every document, in order of time."""
    found = sorted(dossier.all_events(), key=lambda one: dossier.chronological_keys[one.id])
    rows = tuple(
        (
            one.id,
            known(dossier, one.kind),
            *day(one.date),
            one.announced,
            one.inferred,
            all_known(dossier, one.themes),
            all_known(dossier, one.actors),
            all_known(dossier, one.works),
            all_known(dossier, one.facts),
            *place(dossier, one, one.passage),
            known(dossier, one.work),
        )
        for one in found
    )
    return Table("events", EVENTS, rows)


def commitments(dossier: Dossier) -> tuple[Table, Table]:
    """The promises, and what came of each."""
    promised, ended = [], []
    for document in dossier.documents:
        for one in document.commitments:
            promised.append(
                (
                    one.id,
                    one.kind,
                    all_known(dossier, one.by),
                    all_known(dossier, one.to),
                    (one.made or document.date).text,
                    one.due.text if one.due else None,
                    one.due_inferred is not None,
                    all_known(dossier, one.themes),
                    *place(dossier, one, one.passage),
                )
            )
            for number, outcome in enumerate(one.outcomes, start=1):
                ended.append(
                    (
                        one.id,
                        number,
                        tuple(outcome.status),
                        outcome.date.text if outcome.date else None,
                        all_known(dossier, outcome.facts),
                        *place(dossier, one, outcome.passage),
                        known(dossier, outcome.work),
                    )
                )
    return (
        Table("commitments", COMMITMENTS, tuple(promised)),
        Table("outcomes", OUTCOMES, tuple(ended), ("commitment", "number")),
    )


def differences(dossier: Dossier) -> tuple[Table, Table]:
    """Where sources differ, and what each of them says."""
    heads = tuple((one.id, one.kind, all_known(dossier, one.concerns)) for one in dossier.differences)
    sides = tuple(
        (
            one.id,
            number,
            all_known(dossier, side.facts),
            *place(dossier, one, side.passage),
            known(dossier, side.work),
        )
        for one in dossier.differences
        for number, side in enumerate(one.sides, start=1)
    )
    return (
        Table("differences", DIFFERENCES, heads),
        Table("sides", SIDES, sides, ("difference", "number")),
    )


def corrections(dossier: Dossier) -> Table:
    """What was corrected, by a source or by the publisher."""
    rows = tuple(
        (one.id, one.by, *day(one.date), all_known(dossier, one.concerns), *place(dossier, one, one.passage))
        for one in dossier.corrections
    )
    return Table("corrections", CORRECTIONS, rows)


def verification(receipt: Receipt | None) -> Table:
    """The receipt of the last verification against the source texts."""
    entries = sorted(receipt.entries.items()) if receipt else []
    rows = tuple((name, entry.found, entry.checked, entry.hash) for name, entry in entries)
    return Table("verification", VERIFICATION, rows, ("entry",))
