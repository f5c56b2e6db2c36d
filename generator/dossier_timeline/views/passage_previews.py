"""What a preview shows of source texts: the words of a passage in its note, for the maintainer alone."""

from __future__ import annotations

from dossier_timeline.components.facts import PassagePreview
from dossier_timeline.evidence.passage_location import find_passage
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.languages.lending import script_direction
from dossier_timeline.model.documents import Document
from dossier_timeline.model.sources import Passage
from dossier_timeline.site.page_context import PageContext

_MOST_SIGNS = 1200
"""So much of a passage is shown: enough for a paragraph, not for a table of many pages."""


def preview_passage(ctx: PageContext, passage: Passage, document: Document) -> PassagePreview | None:
    """Return the words of a passage; `None` outside a preview, or where its text isn't at hand."""
    source_passages = ctx.language_context.previewed_passages.get(document.id, ())
    found = find_passage(source_passages, passage) if source_passages else None
    if found is None:
        return None
    return PassagePreview(_cut_lines(found), document.language, script_direction(document.language))


def _cut_lines(source_passage: SourcePassage) -> tuple[str, ...]:
    """Return the lines of a passage, the rows of a table each as one, up to `_MOST_SIGNS`."""
    lines = [" | ".join(row) for row in source_passage.rows] or [source_passage.text]
    shown: list[str] = []
    left = _MOST_SIGNS
    for line in lines:
        if len(line) > left:
            return (*shown, f"{line[:left]} …")
        shown.append(line)
        left -= len(line)
    return tuple(shown)
