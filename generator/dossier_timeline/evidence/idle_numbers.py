"""Numbers of a source text that say nothing: those in a list, those that point to a figure, the word one."""

from __future__ import annotations

import re

from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import Lexicon

_LONGEST_POINTER = 60
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_WORD_BEHIND = re.compile(r"\s+([^\W\d_]+)")
_CLAUSE_MARKS = frozenset(".;:!?…")


def is_idle_number(printed_value: PrintedValue, source_passage: SourcePassage, lexicon: Lexicon) -> bool:
    """Whether it is the word one, "half", a number of a list, or points to a figure or a footnote."""
    text = source_passage.text
    before = text[max(0, printed_value.start - _LONGEST_POINTER) : printed_value.start].rstrip()
    if printed_value.kind == "ordinal":
        return printed_value.value == 1 or not before or before[-1] in ".!?"
    if printed_value.kind == "fraction":
        return True
    if printed_value.kind != "number":
        return False
    if (
        printed_value.is_spelled
        and (printed_value.value == 1 or printed_value.may_be_article)
        and not printed_value.scale
    ):
        return True
    if before in ("", "(") and text[printed_value.end :].startswith((". ", ") ")):
        return True
    words = before.split()
    is_pointed_to = bool(words) and words[-1].casefold().strip("(.") in lexicon.words.pointers
    return is_pointed_to or _continues_pointer(before, text[printed_value.end :], lexicon)


def _continues_pointer(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a number goes on with what a pointer began: "articles 13 and 14 of", "Article 16(1)".

    Where a word follows that isn't small, it may be what the number counts.
    """
    following = _WORD_BEHIND.match(after)
    if following and following[1].casefold() not in lexicon.small:
        return False
    tokens = _TOKEN.findall(before)
    while tokens and (len(tokens[-1]) == 1 or tokens[-1].isdigit() or tokens[-1].casefold() in lexicon.small):
        if tokens[-1] in _CLAUSE_MARKS:
            return False
        tokens.pop()
    return bool(tokens) and tokens[-1].casefold() in lexicon.words.pointers
