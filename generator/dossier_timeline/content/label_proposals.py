"""Proposals for the label and id of a fact, made of the words around its value in a summary."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from dossier_timeline.content.patterns import make_id
from dossier_timeline.evidence.stated_values import StatedValue
from dossier_timeline.model.references import Reference, scan_references
from dossier_timeline.notation.bare_numbers import find_bare_numbers
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.vocabulary import Vocabulary

_REACH = 240
_MOST_WORDS = 7
_LONGEST_ID = 50
_BLOCK_END = re.compile(r"\n[ \t]*\n|\n[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]|\|")
_CLAUSE_END = re.compile(r"[.!?](?=\s|$)|[,;:()“”„\"]")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_MARKS = re.compile(r"[*`\[\]]|\{[:#.\w][^{}\n]*\}")

NameReference = Callable[[Reference], str]
"""What a reference shows, as text."""


def propose_label(
    body: str, stated: StatedValue, name_reference: NameReference, vocabulary: Vocabulary, lexicon: Lexicon
) -> str:
    """The words behind the value up to the end of its clause, or else those before it; "" for none.

    They hold no number, because a label needs none.
    """
    after = _BLOCK_END.split(body[stated.end : stated.end + _REACH])[0]
    before = _BLOCK_END.split(body[max(stated.qualifier_start - _REACH, 0) : stated.qualifier_start])[-1]
    behind = _split_clauses(_plain_words(after, name_reference), vocabulary)
    ahead = _split_clauses(_plain_words(before, name_reference), vocabulary)
    following = [_trim(clause[:_MOST_WORDS], lexicon) for clause in behind]
    preceding = [_trim(clause[-_MOST_WORDS:], lexicon) for clause in reversed(ahead)]
    several = [label for label in (*preceding, *following[1:]) if " " in label]
    return next((label for label in (following[0], *several, *preceding, *following) if label), "")


def _split_clauses(text: str, vocabulary: Vocabulary) -> list[list[str]]:
    """The words of each clause, parted by numbers too."""
    clauses: list[list[str]] = []
    for clause in _CLAUSE_END.split(text):
        position = 0
        for number in find_bare_numbers(clause, vocabulary):
            clauses.append(clause[position : number.start].split())
            position = number.end
        clauses.append(clause[position:].split())
    return clauses


def _plain_words(text: str, name_reference: NameReference) -> str:
    """A part of a Markdown text without its marks, and with what its references show."""
    parts, position = [], 0
    for reference in scan_references(text).references:
        parts += [text[position : reference.start], name_reference(reference)]
        position = reference.end
    return _MARKS.sub("", _LINK.sub(r"\1", "".join([*parts, text[position:]])))


def _trim(words: list[str], lexicon: Lexicon) -> str:
    """The words without small ones and years at either end."""
    while words and _is_small(words[-1], lexicon):
        words = words[:-1]
    while words and _is_small(words[0], lexicon):
        words = words[1:]
    return " ".join(words)


def _is_small(word: str, lexicon: Lexicon) -> bool:
    return fold_phrase(word) in lexicon.small or not any(sign.isalpha() for sign in word)


def propose_id(labels: Mapping[str, str], fallback: str, taken: Collection[str]) -> str:
    """An id that nothing has yet: of the first label that has letters a to z, else of the fallback."""
    base = next((name for label in labels.values() if (name := make_id(label))), fallback)
    if len(base) > _LONGEST_ID:
        base = base[: _LONGEST_ID + 1].rpartition("-")[0] or base[:_LONGEST_ID]
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name
