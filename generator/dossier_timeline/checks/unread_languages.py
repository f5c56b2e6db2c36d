"""Source texts in a language whose words around values, such as "about", aren't known or confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.story import Commitment, Event


def check_unread_languages(
    dossier: Dossier, positions: SourcePositions, unread: Mapping[str, bool], folder: str
) -> Iterator[Diagnostic]:
    """A warning for each document that proves values in a language of `unread`, by code.

    `folder` is the dossier's own folder of templates, as in positions.
    """
    proving = {one.id for one in _proving_documents(dossier)} if unread else set()
    for document in dossier.documents:
        if document.id not in proving or document.language not in unread:
            continue
        code = document.language
        message = (
            f"words such as “about” or “at least” can't be read in the language {code}, "
            "so a text that says “about 3” would prove 3"
        )
        if unread[code]:
            message = (
                f"no reader of the language {code} has confirmed its words such as “about” or “at least”, "
                "so one may be missing, and a text that says “about 3” would prove 3"
            )
        file = f"{folder}/locales/{code.replace('-', '_')}/evidence.yml"
        hint = f"write such words of this language under `qualifiers` in {file}, as docs/languages.md says"
        if unread[code]:
            hint = f"let a reader go through them, and write what is missing and `confirmed: true` in {file}"
        place = positions.of(document.id, "language")
        yield Diagnostic(place, Code.NO_EVIDENCE_WORDS, message, hint)


def _proving_documents(dossier: Dossier) -> Iterator[Document]:
    """The documents in whose text something is looked for that words around it may change."""
    entries: tuple[Document | Fact | Figure | Event | Commitment, ...] = (
        *dossier.documents,
        *dossier.all_facts(),
        *dossier.all_figures(),
        *dossier.all_events(),
        *dossier.all_commitments(),
    )
    for entry in entries:
        if entry.passage is None:
            continue
        named = dossier.by_id.get(entry.passage.document or "")
        document = named or dossier.document_of.get(entry.id)
        if isinstance(document, Document):
            yield document
