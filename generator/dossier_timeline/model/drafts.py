"""Drafts: what is being worked on, shown to its maintainers and to nobody else.

A document is a draft as a whole (`draft: true` in its document.yml); so is one language of a text
(`draft: true` in its front matter). A draft may be unfinished, but not wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dossier_timeline.model.base import Words
from dossier_timeline.model.documents import Document, Prose
from dossier_timeline.model.dossier import Dossier

FIELDS_A_DRAFT_MAY_LACK = ("title", "short", "slug", "description")
"""What a document is called; a draft may do without, and then goes by its id."""


def find_draft_ids(dossier: Dossier) -> frozenset[str]:
    """The ids of the documents that are drafts."""
    return frozenset(document.id for document in dossier.documents if document.draft)


def find_draft_files(dossier: Dossier) -> frozenset[str]:
    """The files of texts that are drafts by themselves, relative to the project's root."""
    return frozenset(prose.path for _, one in dossier.texts() for prose in one.values() if prose.head.draft)


def remove_drafts(dossier: Dossier) -> Dossier:
    """The dossier as readers see it; the same one when nothing in it is a draft."""
    drafts, files = find_draft_ids(dossier), find_draft_files(dossier)
    if not drafts and not files:
        return dossier
    fields = {name: getattr(dossier, name) for name in type(dossier).model_fields}
    fields["documents"] = tuple(document for document in dossier.documents if document.id not in drafts)
    fields["summaries"] = tuple(
        summary.model_copy(update={"texts": texts})
        for summary in dossier.summaries
        if summary.document not in drafts and (texts := _remove_draft_texts(summary.texts))
    )
    fields["pages"] = tuple(
        page.model_copy(update={"texts": texts})
        for page in dossier.pages
        if (texts := _remove_draft_texts(page.texts))
    )
    return Dossier.model_construct(**fields)


def _remove_draft_texts(texts: Mapping[str, Prose]) -> dict[str, Prose]:
    return {code: prose for code, prose in texts.items() if not prose.head.draft}


def fill_names_with_id(document: Document, languages: Iterable[str]) -> Document:
    """A draft with its id wherever it has no name yet, so that it can be looked at."""
    stand_in = Words(dict.fromkeys(languages, document.id))
    missing = {name: stand_in for name in FIELDS_A_DRAFT_MAY_LACK if not getattr(document, name).root}
    return document.model_copy(update=missing) if missing else document
