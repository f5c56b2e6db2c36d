"""Passages as they were verified: what the receipt keeps of them, so that nobody writes digests by hand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from dossier_timeline.evidence.passages import SourcePassage, quote_yaml
from dossier_timeline.model.documents import SourceText
from dossier_timeline.model.sources import Passage
from dossier_timeline.notation.typesetting import normalise_text

_DIGEST = 12


@dataclass(frozen=True, slots=True)
class VerifiedPassage:
    """A passage as it was verified: the digest of its text.

    One that is written as a few of its words has the place where they stood, too: a section and a paragraph,
    or a footnote. `page_number` is 0 where the text has no pages.
    """

    digest: str
    section: str = ""
    paragraph: int | None = None
    footnote: int | None = None
    page_number: int = 0


@dataclass(frozen=True, slots=True)
class VerifiedText:
    """What was verified of one document's text: how it was cut, and its passages by `describe_place`."""

    segmentation_digest: str
    passages: Mapping[str, VerifiedPassage]


VerifiedTexts = Mapping[str, VerifiedText]
"""By the document's id."""


def describe_place(passage: Passage) -> str:
    """The place that a passage names, as content writes it in one line, without the document."""
    if passage.footnote is not None:
        return f"footnote: {passage.footnote}"
    section = f"section: {quote_yaml(normalise_text(passage.section))}"
    if passage.quote is not None:
        return f"{section}, quote: {quote_yaml(normalise_text(passage.quote))}"
    return f"{section}, paragraph: {passage.paragraph}"


def find_verified_passage(
    texts: VerifiedTexts, document_id: str | None, passage: Passage
) -> VerifiedPassage | None:
    """A passage of a document as it was verified; `None` when it never was."""
    text = texts.get(document_id or "")
    return text.passages.get(describe_place(passage)) if text else None


def note_verified_passage(passage: Passage, source_passage: SourcePassage) -> VerifiedPassage:
    """What the receipt keeps of a passage that was found."""
    page_number = source_passage.page_number
    if passage.quote is None:
        return VerifiedPassage(source_passage.digest, page_number=page_number)
    place = (source_passage.section, source_passage.paragraph, source_passage.footnote)
    return VerifiedPassage(source_passage.digest, *place, page_number)


def digest_segmentation(spec: SourceText) -> str:
    """A digest of how a text is cut: of everything that `text` in document.yml says but the file's name."""
    data = spec.model_dump(mode="json", exclude={"file"}, exclude_defaults=True)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]
