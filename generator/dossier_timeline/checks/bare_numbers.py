"""Numbers in texts of our own that no fact proves, and what hides or marks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dossier_timeline.checks.unwritten import without_unwritten
from dossier_timeline.markup.remarks import Remark
from dossier_timeline.model.documents import PageHead, Prose
from dossier_timeline.model.references import Lines, NoClaim, scan
from dossier_timeline.notation.bare_numbers import Bare, find_bare
from dossier_timeline.notation.mixed_scripts import mixed_words
from dossier_timeline.notation.passed_over import holds_number, without_names
from dossier_timeline.notation.vocabulary import Vocabulary
from dossier_timeline.site.builtin_pages import BUILTIN_PAGES

FREE = "free_numbers"
"""The key in front matter that says so."""

_MIXED = "write it in letters of one script; a name that is written so belongs in a register"


def number_remarks(
    text: str,
    code: str,
    vocabulary: Vocabulary,
    told: Callable[[Bare], Remark],
    *,
    markdown: bool = False,
    free: bool = False,
) -> Iterator[Remark]:
    """What is wrong with the numbers of a text in the language `code`, with places within it.

    `told` says what is wrong with a bare number; `free` says that numbers needn't be facts here.
    """
    text = without_unwritten(text, code, markdown=markdown)
    if not free:
        yield from map(told, find_bare(text, vocabulary, markdown=markdown))
    for mark in scan(text).no_claims:
        if not holds_number(mark.words, vocabulary):
            yield _needless(mark)
    if not text.isascii():
        yield from _mixed(text, vocabulary)


def head_remarks(
    entry: str, prose: Prose, code: str, vocabulary: Vocabulary, told: Callable[[Bare], Remark]
) -> Iterator[tuple[str, Remark]]:
    """What is wrong with the numbers in the front matter of a text, with the name of the field."""
    if not isinstance(prose.head, PageHead):
        return
    free = is_free(entry, prose)
    if prose.head.free_numbers and not free:
        message = f"the introduction of “{entry}” stands beside facts, so its numbers are facts too"
        hint = "remove this line, and mark a number that claims nothing: [[no-claim: 24]]"
        yield FREE, Remark(1, 1, "free-numbers", message, hint)
    for name in ("title", "description"):
        found = scan(getattr(prose.head, name))
        if found.references or found.no_claims:
            message, hint = f"“{name}” may hold no [[…]]", "say it in the text of the page"
            yield name, Remark(1, 1, "reference-in-heading", message, hint)
        for remark in number_remarks(getattr(prose.head, name), code, vocabulary, told, free=free):
            yield name, remark


def is_free(entry: str, prose: Prose) -> bool:
    """Whether a page of the dossier's own says that its numbers needn't be facts."""
    return isinstance(prose.head, PageHead) and prose.head.free_numbers and entry not in BUILTIN_PAGES


def _needless(mark: NoClaim) -> Remark:
    message = f"“{mark}” holds no number"
    hint = "write the words alone: the mark is for a number that claims nothing"
    return Remark(mark.line, mark.column, "needless-mark", message, hint)


def _mixed(text: str, vocabulary: Vocabulary) -> Iterator[Remark]:
    words = list(mixed_words(without_names(text, vocabulary)))
    lines = Lines(text) if words else None
    for start, end, scripts in words:
        if lines is not None:
            message = f"“{text[start:end]}” has letters of two scripts, {' and '.join(scripts)}"
            yield Remark(*lines(start), "mixed-scripts", message, _MIXED)
