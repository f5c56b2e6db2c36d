"""Where a passage is in a text that is cut up, and when it isn't there, where it may have gone."""

from __future__ import annotations

from collections.abc import Sequence

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.suggestions import suggest_word
from dossier_timeline.evidence.passages import SourcePassage, find_passage
from dossier_timeline.model.documents import Document
from dossier_timeline.model.sources import Passage
from dossier_timeline.notation.typesetting import make_readable

Wrong = tuple[Code, str, str]
"""Code, message and hint of a problem."""


def resolve_passage(
    passage: Passage, blocks: Sequence[SourcePassage], document: Document
) -> tuple[SourcePassage | None, Wrong | None]:
    """The block of a passage, and what is wrong with how the passage names it.

    A passage whose text is found elsewhere is told, and its block given: what it proves can still
    be checked. Codes: `passage-moved`, `passage-changed`, `no-such-passage`.
    """
    block = find_passage(blocks, passage)
    if block:
        return block, None
    same = [b for b in blocks if b.digest == passage.digest]
    if same:
        message = f"the text of this passage stands elsewhere in {document.id}: {same[0].place}"
        section = make_readable(passage.section)
        if section and any(b.text == section for b in blocks):
            hint = f"“{passage.section}” is a line of the text: name it as printed in `text.sections`"
            return same[0], (Code.PASSAGE_MOVED, message, hint)
        return same[0], (Code.PASSAGE_MOVED, message, f"write {same[0].as_yaml}")
    here = next((b for b in blocks if b.is_at(passage)), None)
    if here:
        message = f"the text at this place of {document.id} is another one; its digest is {here.digest}"
        hint = f'find the words again with `dossier-timeline passage {document.id} "some words"`'
        return None, (Code.PASSAGE_CHANGED, message, hint)
    return None, (Code.NO_SUCH_PASSAGE, *_explain_absence(passage, blocks, document))


def _explain_absence(
    passage: Passage, blocks: Sequence[SourcePassage], document: Document
) -> tuple[str, str]:
    if passage.footnote is not None:
        notes = ", ".join(str(b.footnote) for b in blocks if b.footnote is not None) or "none"
        return f"{document.id} has no footnote {passage.footnote}", f"it has {notes}"
    sections = list(dict.fromkeys(b.section for b in blocks if b.footnote is None))
    section = make_readable(passage.section)
    if section not in sections:
        name = f"no section “{passage.section}”" if section else "no paragraph before its first section"
        return f"{document.id} has {name}", suggest_word(passage.section, sections)
    count = max(b.paragraph or 0 for b in blocks if b.section == section)
    return (
        f"this section of {document.id} has no paragraph {passage.paragraph}",
        f"its paragraphs, list items and tables count from 1 to {count}",
    )
