"""From a passage as content writes it to the passage of the source text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.suggestions import suggest_word
from dossier_timeline.evidence.passage_location import locate_passages, select_below_headings
from dossier_timeline.evidence.passage_search import rank_passages
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.place_writing import write_place
from dossier_timeline.evidence.verified_passages import VerifiedPassage, is_counted_place
from dossier_timeline.model.documents import Document
from dossier_timeline.model.sources import Passage
from dossier_timeline.notation.typesetting import make_readable

_MAX_CANDIDATES = 3
"""So many passages are named that have the same words."""
_MAX_CHOICES = 12
_FEW_WORDS = "write a few words of the one that is meant: `quote: …`"
_REPAIR_HINT = "run `dossier-timeline verify --repair`, which {}"
_MOVE_HINT = _REPAIR_HINT.format("writes where it stands now")
_COMPARE_HINT = _REPAIR_HINT.format("shows both places and asks")


def resolve_passage(
    passage: Passage,
    verified: VerifiedPassage | None,
    source_passages: Sequence[SourcePassage],
    document: Document,
    locate: Callable[[str], Position],
) -> tuple[SourcePassage | None, Diagnostic | None]:
    """The source passage of a passage, and what is wrong with how the passage names it.

    `verified` is what the receipt has of it, if it was verified before; `locate` gives the position of a
    field of the passage. Where the text of a passage is found elsewhere, the source passage is returned
    too, so that what it proves can still be checked. Codes: `passage-moved`, `passage-changed`,
    `no-such-passage`, `several-passages`.
    """
    located = locate_passages(source_passages, passage, verified.digest if verified else "")
    same = [one for one in source_passages if verified and one.digest == verified.digest]
    if len(located) == 1 and (verified is None or located[0] in same):
        return located[0], None
    if len(located) > 1:
        return None, _explain_several(passage, located, document, locate)
    if same:
        return same[0], _explain_move(passage, same[0], source_passages, document, locate)
    if located:
        message = f"the text at this place of {document.id} is another one than was verified"
        return None, Diagnostic(locate(_place_key(passage)), Code.PASSAGE_CHANGED, message, _COMPARE_HINT)
    message, hint = _explain_absence(passage, source_passages, document)
    return None, Diagnostic(locate(_place_key(passage)), Code.NO_SUCH_PASSAGE, message, hint)


def _explain_missing_row(
    passage: Passage, source_passages: Sequence[SourcePassage], document: Document
) -> tuple[str, str] | None:
    """What is wrong with the row that a passage names of a table, if the table is there."""
    located = locate_passages(source_passages, passage.model_copy(update={"row": None}))
    if passage.row is None or not located:
        return None
    if not located[0].rows:
        return f"what stands there in {document.id} is no table", "leave “row” out"
    heads = [row[0] for row in located[0].rows if row[0]]
    listed = "; ".join(heads[:_MAX_CHOICES]) + (" …" if len(heads) > _MAX_CHOICES else "")
    return f"this table of {document.id} has no single row “{passage.row}”", f"its rows begin with: {listed}"


def _place_key(passage: Passage) -> str:
    """The key of a passage at which a problem with its place is told: the narrowest."""
    keys = [key for key in passage.place_keys if key != "page"]
    return "section" if passage.section and is_counted_place(passage) else keys[-1] if keys else "section"


def _explain_several(
    passage: Passage,
    located: Sequence[SourcePassage],
    document: Document,
    locate: Callable[[str], Position],
) -> Diagnostic:
    places = "; ".join(dict.fromkeys(one.place for one in located[:_MAX_CANDIDATES]))
    more = f" and {len(located) - _MAX_CANDIDATES} more" if len(located) > _MAX_CANDIDATES else ""
    if passage.footnote is not None:
        message = f"{document.id} has {len(located)} footnotes {passage.footnote}"
        has_pages = passage.page is None and all(one.page_number for one in located)
        pages = ", ".join(str(one.page_number) for one in located)
        hint = f"name its page as well ({pages}): `page: …`" if has_pages else _FEW_WORDS
    elif passage.quote is not None:
        message = f"{len(located)} passages of {document.id} print “{passage.quote}”: {places}{more}"
        hint = "give more of its words, or name the section, so that only one is meant"
    else:
        message = f"{len(located)} passages of {document.id} stand at this place: {places}{more}"
        hint = "name the headings above the one that is meant, or write a few of its words: `quote: …`"
    return Diagnostic(locate(_place_key(passage)), Code.SEVERAL_PASSAGES, message, hint)


def _explain_move(
    passage: Passage,
    source_passage: SourcePassage,
    source_passages: Sequence[SourcePassage],
    document: Document,
    locate: Callable[[str], Position],
) -> Diagnostic:
    message = f"the text of this passage stands elsewhere in {document.id}: {source_passage.place}"
    section = make_readable(passage.section)
    hint = _MOVE_HINT
    if section and any(one.text == section for one in source_passages):
        hint = f"“{passage.section}” is a line of the text: name it as printed in `text.sections`"
    return Diagnostic(locate(_place_key(passage)), Code.PASSAGE_MOVED, message, hint)


def _explain_absence(
    passage: Passage, source_passages: Sequence[SourcePassage], document: Document
) -> tuple[str, str]:
    if explained := _explain_missing_row(passage, source_passages, document):
        return explained
    if passage.footnote is not None:
        notes = ", ".join(str(b.footnote) for b in source_passages if b.footnote is not None) or "none"
        where = f" on page {passage.page}" if passage.page else ""
        return f"{document.id} has no footnote {passage.footnote}{where}", f"it has {notes}"
    below = select_below_headings(source_passages, passage)
    if not below and (passage.heading_steps or passage.section):
        return _explain_missing_heading(passage, source_passages, document)
    if passage.quote is not None:
        where = "this section of " if passage.section else ""
        nearest = rank_passages(source_passages, passage.quote)
        hint = f"the nearest is {nearest[0].place}" if nearest else "write the words as they are printed"
        return f"no passage of {where}{document.id} prints “{passage.quote}”", hint
    if is_counted_place(passage):
        return _explain_missing_paragraph(passage, below, document)
    choices = list(dict.fromkeys(one.place for one in below if _is_like(one, passage)))
    listed = "; ".join(choices[:_MAX_CHOICES]) + (" …" if len(choices) > _MAX_CHOICES else "")
    hint = f"there are {listed}" if listed else "write a few of its words instead: `quote: …`"
    return f"{document.id} has no passage at {write_place(passage.place_keys)}", hint


def _is_like(one: SourcePassage, passage: Passage) -> bool:
    """Whether a source passage is named by the same terms, or stands below headings that a passage names."""
    if passage.section or passage.heading_steps:
        return True
    terms = {term for term, _ in passage.inner_steps}
    return one.locator is not None and {term for term, _ in one.locator} == terms


def _explain_missing_heading(
    passage: Passage, source_passages: Sequence[SourcePassage], document: Document
) -> tuple[str, str]:
    if passage.heading_steps:
        term, number = passage.heading_steps[-1]
        steps = (step for one in source_passages for step in one.path)
        known = list(dict.fromkeys(str(found) for name, found in steps if name == term))
        listed = f"{', '.join(known[:_MAX_CHOICES])}{' …' if len(known) > _MAX_CHOICES else ''}"
        hint = f"there are {listed}" if known else f"no heading of `text.sections` has the number of a {term}"
        return f"{document.id} has no {term} {number}", hint
    sections = list(dict.fromkeys(b.section for b in source_passages if b.footnote is None))
    return f"{document.id} has no section “{passage.section}”", suggest_word(passage.section, sections)


def _explain_missing_paragraph(
    passage: Passage, below: Sequence[SourcePassage], document: Document
) -> tuple[str, str]:
    section = make_readable(passage.section)
    in_section = [one for one in below if one.section == section and one.footnote is None]
    if not in_section and not section:
        return f"{document.id} has no paragraph before its first section", "name the section"
    printed = [number for one in in_section for term, number in (one.inner or ())[:1] if term == "paragraph"]
    count = max((one.paragraph or 0 for one in in_section), default=0)
    hint = f"its paragraphs, list items and tables count from 1 to {count}"
    if printed:
        hint = f"printed are {', '.join(dict.fromkeys(map(str, printed[:_MAX_CHOICES])))}; {hint}"
    return f"this section of {document.id} has no paragraph {passage.paragraph}", hint
