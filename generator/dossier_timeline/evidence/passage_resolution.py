"""From a passage as content writes it to the passage of the source text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.suggestions import suggest_word
from dossier_timeline.evidence.passage_search import rank_passages
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.value_matching import find_whole_words
from dossier_timeline.evidence.verified_passages import VerifiedPassage
from dossier_timeline.model.documents import Document
from dossier_timeline.model.sources import Passage
from dossier_timeline.notation.typesetting import make_readable

_MAX_CANDIDATES = 3
"""So many passages are named that have the same words."""
_REPAIR_HINT = "run `dossier-timeline verify --repair`, which {}"
_MOVE_HINT = _REPAIR_HINT.format("writes where it stands now")
_COMPARE_HINT = _REPAIR_HINT.format("shows both places and asks")


def locate_passages(source_passages: Sequence[SourcePassage], passage: Passage) -> tuple[SourcePassage, ...]:
    """The source passages that a passage names: one, none, or several that print its words."""
    if passage.footnote is not None:
        return tuple(one for one in source_passages if one.footnote == passage.footnote)
    section = make_readable(passage.section)
    if passage.quote is None:
        return tuple(
            one
            for one in source_passages
            if one.footnote is None and one.paragraph == passage.paragraph and one.section == section
        )
    return tuple(
        one
        for one in source_passages
        if (not section or one.section == section)
        and any(find_whole_words(passage.quote, text) for text in one.readings)
    )


def find_passage(source_passages: Sequence[SourcePassage], passage: Passage) -> SourcePassage | None:
    """The one source passage that a passage names; `None` for none or several."""
    located = locate_passages(source_passages, passage)
    return located[0] if len(located) == 1 else None


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
    located = locate_passages(source_passages, passage)
    same = [one for one in source_passages if verified and one.digest == verified.digest]
    if len(located) > 1 and passage.footnote is not None:
        located = tuple(one for one in located if one in same) or located
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


def _place_key(passage: Passage) -> str:
    if passage.quote is not None:
        return "quote"
    return "footnote" if passage.footnote is not None else "section"


def _explain_several(
    passage: Passage,
    located: Sequence[SourcePassage],
    document: Document,
    locate: Callable[[str], Position],
) -> Diagnostic:
    places = "; ".join(one.place for one in located[:_MAX_CANDIDATES])
    more = f" and {len(located) - _MAX_CANDIDATES} more" if len(located) > _MAX_CANDIDATES else ""
    if passage.quote is None:
        message = f"{document.id} has {len(located)} footnotes {passage.footnote}"
        hint = "write a few words of the one that is meant: `quote: …`"
    else:
        message = f"{len(located)} passages of {document.id} print “{passage.quote}”: {places}{more}"
        hint = "give more of its words, or name the section, so that only one is meant"
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
    if passage.footnote is not None:
        notes = ", ".join(str(b.footnote) for b in source_passages if b.footnote is not None) or "none"
        return f"{document.id} has no footnote {passage.footnote}", f"it has {notes}"
    sections = list(dict.fromkeys(b.section for b in source_passages if b.footnote is None))
    section = make_readable(passage.section)
    if section not in sections and (section or passage.quote is None):
        name = f"no section “{passage.section}”" if section else "no paragraph before its first section"
        return f"{document.id} has {name}", suggest_word(passage.section, sections)
    if passage.quote is not None:
        where = "this section of " if section else ""
        nearest = rank_passages(source_passages, passage.quote)
        hint = f"the nearest is {nearest[0].place}" if nearest else "write the words as they are printed"
        return f"no passage of {where}{document.id} prints “{passage.quote}”", hint
    count = max(b.paragraph or 0 for b in source_passages if b.section == section)
    return (
        f"this section of {document.id} has no paragraph {passage.paragraph}",
        f"its paragraphs, list items and tables count from 1 to {count}",
    )
