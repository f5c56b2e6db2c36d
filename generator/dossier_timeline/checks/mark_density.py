"""Summaries in which too many values and links stand to be read in peace."""

from __future__ import annotations

import re

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.languages import Language
from dossier_timeline.languages.scripts import scripts_of
from dossier_timeline.markup.parsed_text import ParsedText
from dossier_timeline.markup.reading_places import RepeatedMarks, place_references
from dossier_timeline.model.arithmetic import DerivationError
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.media import Image
from dossier_timeline.model.references import Reference
from dossier_timeline.site.names import EntryNames

FEWEST_WORDS = 100
"""A shorter text isn't looked at."""
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[\w'’.,-]*\w[\w'’.,-]*")
_SCRIPTS_WITHOUT_SPACES = frozenset({"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR"})
_LETTERS_OF_A_WORD = 2
"""In a script without spaces, about so many signs are read like a word."""


def check_mark_density(
    parsed: ParsedText, document_id: str, dossier: Dossier, language: Language, most_marks: int
) -> list[Diagnostic]:
    """Return the remark that a summary has more than `most_marks` values and links for 100 words, if it has.

    Args:
        parsed: the summary.
        document_id: the document of which it is one, to which its page has no link.
        dossier: what it may name.
        language: its language.
        most_marks: the bound; 0 for none.
    """
    marks = count_marks(parsed, document_id, dossier)
    # Most texts are passed without a look at their words.
    if not most_marks or marks <= most_marks:
        return []
    words = count_shown_words(parsed, EntryNames(dossier, language))
    if words < FEWEST_WORDS or marks * 100 <= most_marks * words:
        return []
    message = f"there are {marks} values and links in {words} words: {marks * 100 / words:.1f} for 100 words"
    hint = (
        f"at most {most_marks} can be read in peace: leave out what the notes say anyway, or name it "
        "without a link; the option “most_marks” in mkdocs.yml sets another bound"
    )
    return [Diagnostic(Position.in_text(1, 1), Code.MANY_MARKS, message, hint)]


def count_marks(parsed: ParsedText, document_id: str, dossier: Dossier) -> int:
    """Return the number of values and links of a summary as it is shown on the page of its document."""
    repeated = RepeatedMarks()
    shown = (
        isinstance(entry, Fact)
        or (
            reference.id != document_id
            and not isinstance(entry, Image)  # shown itself, and no link
            and repeated.is_first_link(place, reference.id)
        )
        for reference, place in zip(_list_references(parsed), place_references(parsed), strict=True)
        for entry in (dossier.by_id.get(reference.id),)
    )
    return sum(shown) + sum(not link.is_image for link in parsed.links)


def count_shown_words(parsed: ParsedText, names: EntryNames) -> int:
    """Return the number of words of a text as it is shown; a value counts as one."""
    pieces = (
        _write_reference(piece, names) if isinstance(piece, Reference) else _TAG.sub(" ", piece)
        for piece in parsed.pieces
        if isinstance(piece, Reference | str)
    )
    text = "".join(pieces)
    if scripts_of(names.language.code) & _SCRIPTS_WITHOUT_SPACES:
        return sum(map(str.isalnum, text)) // _LETTERS_OF_A_WORD
    return len(_WORD.findall(text))


def _list_references(parsed: ParsedText) -> list[Reference]:
    return [piece for piece in parsed.pieces if isinstance(piece, Reference)]


def _write_reference(reference: Reference, names: EntryNames) -> str:
    entry = names.dossier.by_id.get(reference.id)
    if reference.words is not None or entry is None or isinstance(entry, Fact):
        return reference.words or "1"
    try:
        return names.name_in_text(entry, reference.form).text
    except DerivationError:
        return "1"  # told where the derivation stands
