"""Passages as they were verified: what the receipt keeps of them, so that nobody writes digests by hand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.place_writing import write_place
from dossier_timeline.evidence.text_fragments import PassageEdges
from dossier_timeline.model.documents import SourceText
from dossier_timeline.model.locators import Locator
from dossier_timeline.model.sources import Passage
from dossier_timeline.notation.typesetting import make_readable, normalise_text

_DIGEST = 12
_COUNTED = {"section", "paragraph", "row"}


@dataclass(frozen=True, slots=True)
class VerifiedPassage:
    """A passage as it was verified: the digest of its text.

    One that is written as a few of its words, or by what is printed at its place, has the place where it was
    counted, too: a section and a paragraph, or a footnote. `page_number` is 0 where the text has no pages.
    `locator` is what is printed at its place: empty where nothing is, and `None` where it's counted.
    `edges` are its first and last words, a few of each, where the document is read as a web page.
    """

    digest: str
    section: str = ""
    paragraph: int | None = None
    footnote: int | None = None
    page_number: int = 0
    locator: Locator | None = None
    edges: PassageEdges = ()


@dataclass(frozen=True, slots=True)
class VerifiedText:
    """What was verified of one document's text: how it was cut, and its passages by `describe_place`.

    `address` is where the text was fetched, if that is an address of the document, and `media_type` what is
    there.
    """

    segmentation_digest: str
    passages: Mapping[str, VerifiedPassage]
    address: str = ""
    media_type: str = ""


VerifiedTexts = Mapping[str, VerifiedText]
"""By the document's id."""


def describe_place(passage: Passage) -> str:
    """The place that a passage names, as content writes it in one line, without the document."""
    if passage.footnote is not None and passage.page is None:
        return f"footnote: {passage.footnote}"
    return write_place({key: normalise_text(value) for key, value in passage.place_keys.items()})


def find_verified_passage(
    texts: VerifiedTexts, document_id: str | None, passage: Passage
) -> VerifiedPassage | None:
    """A passage of a document as it was verified; `None` when it never was."""
    text = texts.get(document_id or "")
    return text.passages.get(describe_place(passage)) if text else None


def note_verified_passage(
    passage: Passage, source_passage: SourcePassage, edges: PassageEdges = ()
) -> VerifiedPassage:
    """What the receipt keeps of a passage that was found."""
    counted = VerifiedPassage(
        source_passage.digest,
        page_number=source_passage.page_number,
        locator=source_passage.locator,
        edges=edges,
    )
    if source_passage.footnote is not None and source_passage.footnote == passage.footnote:
        return counted
    place = (make_readable(passage.section), passage.paragraph)
    if is_counted_place(passage) and place == (source_passage.section, source_passage.paragraph):
        return counted
    return replace(
        counted,
        section=source_passage.section,
        paragraph=source_passage.paragraph,
        footnote=source_passage.footnote,
    )


def has_place(verified: VerifiedPassage) -> bool:
    """Whether the place where it was counted is kept with a passage."""
    return verified.paragraph is not None or verified.footnote is not None


def is_counted_place(passage: Passage) -> bool:
    """Whether a passage names its place by a section and a paragraph alone, or a row of that table."""
    return passage.place_keys.keys() <= _COUNTED and passage.paragraph is not None


def digest_segmentation(spec: SourceText) -> str:
    """A digest of how a text is cut: of what `text` in document.yml says of that."""
    others = {"file", "skips", "translated_sections"}
    data = spec.model_dump(mode="json", exclude=others, exclude_defaults=True)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]
