"""Parts of a dossier that are dossiers too: one document by itself, and everything but the documents.

What is found by id, the order of time and the document of an entry are those of the whole.
"""

from __future__ import annotations

from typing import Any

from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier

_OF_DOCUMENTS = ("documents", "summaries")
_OF_THE_WHOLE = ("by_id", "document_of", "chronological_keys")


def take_document(dossier: Dossier, document: Document) -> Dossier:
    """The dossier with this document alone, and without registers and pages."""
    return _make_part(dossier, {"documents": (document,)})


def leave_out_documents(dossier: Dossier) -> Dossier:
    """The dossier without its documents and their summaries."""
    names = [name for name in Dossier.model_fields if name not in ("settings", *_OF_DOCUMENTS)]
    return _make_part(dossier, {"documents": (), **{name: getattr(dossier, name) for name in names}})


def _make_part(dossier: Dossier, fields: dict[str, Any]) -> Dossier:
    part = Dossier.model_construct(None, settings=dossier.settings, **fields)
    vars(part).update({name: getattr(dossier, name) for name in _OF_THE_WHOLE})
    return part
