"""Numbers in texts of our own that no fact proves, and what hides or marks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dossier_timeline.checks.unwritten_texts import blank_unwritten_texts
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.model.documents import PageHead, Prose
from dossier_timeline.model.references import LineIndex, NoClaim, scan_references
from dossier_timeline.notation.bare_numbers import BareNumber, find_bare_numbers
from dossier_timeline.notation.exempt_spans import blank_names, has_number
from dossier_timeline.notation.mixed_scripts import find_mixed_script_words
from dossier_timeline.notation.vocabulary import Vocabulary
from dossier_timeline.site.builtin_pages import BUILTIN_PAGES

FREE_NUMBERS_KEY = "free_numbers"
"""The key in front matter that says so."""

_MIXED_SCRIPTS_HINT = "write it in letters of one script; a name that is written so belongs in a register"


def check_numbers(
    text: str,
    code: str,
    vocabulary: Vocabulary,
    describe: Callable[[BareNumber], Diagnostic],
    *,
    markdown: bool = False,
    free: bool = False,
) -> Iterator[Diagnostic]:
    """What is wrong with the numbers of a text in the language `code`, with places within it.

    `told` says what is wrong with a bare number; `free` says that numbers needn't be facts here.
    """
    text = blank_unwritten_texts(text, code, markdown=markdown)
    if not free:
        yield from map(describe, find_bare_numbers(text, vocabulary, markdown=markdown))
    for mark in scan_references(text).no_claims:
        if not has_number(mark.words, vocabulary):
            yield _needless_mark(mark)
    if not text.isascii():
        yield from _check_scripts(text, vocabulary)


def check_front_matter_numbers(
    entry_id: str,
    prose: Prose,
    code: str,
    vocabulary: Vocabulary,
    describe: Callable[[BareNumber], Diagnostic],
) -> Iterator[tuple[str, Diagnostic]]:
    """What is wrong with the numbers in the front matter of a text, with the name of the field."""
    if not isinstance(prose.head, PageHead):
        return
    free = has_free_numbers(entry_id, prose)
    if prose.head.free_numbers and not free:
        message = f"the introduction of “{entry_id}” stands beside facts, so its numbers are facts too"
        hint = "remove this line, and mark a number that claims nothing: [[no-claim: 24]]"
        yield FREE_NUMBERS_KEY, Diagnostic(Position.in_text(1, 1), Code.FREE_NUMBERS, message, hint)
    for name in ("title", "description"):
        found = scan_references(getattr(prose.head, name))
        if found.references or found.no_claims:
            message, hint = f"“{name}” may hold no [[…]]", "say it in the text of the page"
            yield name, Diagnostic(Position.in_text(1, 1), Code.REFERENCE_IN_HEADING, message, hint)
        for problem in check_numbers(getattr(prose.head, name), code, vocabulary, describe, free=free):
            yield name, problem


def has_free_numbers(entry_id: str, prose: Prose) -> bool:
    """Whether a page of the dossier's own says that its numbers needn't be facts."""
    return isinstance(prose.head, PageHead) and prose.head.free_numbers and entry_id not in BUILTIN_PAGES


def _needless_mark(mark: NoClaim) -> Diagnostic:
    message = f"“{mark}” holds no number"
    hint = "write the words alone: the mark is for a number that claims nothing"
    return Diagnostic(Position.in_text(mark.line, mark.column), Code.NEEDLESS_MARK, message, hint)


def _check_scripts(text: str, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    words = list(find_mixed_script_words(blank_names(text, vocabulary)))
    lines = LineIndex(text) if words else None
    for start, end, scripts in words:
        if lines is not None:
            message = f"“{text[start:end]}” has letters of two scripts, {' and '.join(scripts)}"
            yield Diagnostic(
                Position.in_text(*lines(start)), Code.MIXED_SCRIPTS, message, _MIXED_SCRIPTS_HINT
            )
