"""What is odd about how a source text is cut: lines that it lacks, and numbers that aren't the next ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.evidence.passages import Segmentation
from dossier_timeline.evidence.verification_state import VerificationState
from dossier_timeline.model.documents import Document

_MOST_GAPS = 10


def report_segmentation(state: VerificationState, document: Document, segmentation: Segmentation) -> None:
    """Tell what the description of a text names in vain, and where its numbers don't follow each other."""
    text = document.text
    for section in segmentation.missing_sections:
        path = (document.id, "text", "sections", section.index)
        state.report(Code.SECTION_NOT_IN_TEXT, section.why, section.hint, *path)
    for line in segmentation.missing_furniture:
        message = f"the line “{line}” does not stand in the source text"
        place = (document.id, "text", "furniture", text.furniture.index(line))
        state.report(Code.FURNITURE_NOT_IN_TEXT, message, "write it as printed, or remove it", *place)
    for message, hint in describe_number_gaps(segmentation, text.skips):
        state.report(Code.NUMBER_SKIPPED, message, hint, document.id, "text", "sections")
    names = {gap.name for gap in segmentation.number_gaps}
    for index, name in enumerate(text.skips):
        if name not in names:
            message = f"no number is missing before “{name}”"
            state.report(Code.NUMBER_SKIPPED, message, "remove it", document.id, "text", "skips", index)


def describe_number_gaps(segmentation: Segmentation, skips: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each number that isn't the next one, with what would be right; `skips` are those that are known."""
    gaps = [gap for gap in segmentation.number_gaps if gap.name not in skips]
    for gap in gaps[:_MOST_GAPS]:
        known = f'`skips: ["{gap.name}"]`'
        hint = f"name the heading that is missing, or write {known} where the document itself is so"
        yield f"{gap.what} (line {gap.line} of the source text)", hint
    if len(gaps) > _MOST_GAPS:
        yield f"{len(gaps) - _MOST_GAPS} more numbers don't follow each other", "mend those before first"
