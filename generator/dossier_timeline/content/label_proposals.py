"""Proposals for the label and id of a fact, made of the words around its value in a summary."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from itertools import dropwhile

from dossier_timeline.content.patterns import make_id
from dossier_timeline.evidence.stated_values import StatedValue
from dossier_timeline.model.facts import Unit
from dossier_timeline.model.references import Reference, scan_references
from dossier_timeline.notation.bare_numbers import find_bare_numbers
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.vocabulary import Vocabulary

_REACH = 240
_MOST_WORDS = 7
_FEWEST_LETTERS = 3
_LONGEST_ID = 50
_BLOCK_END = re.compile(r"\n[ \t]*\n|\n[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]|\|")
_CLAUSE_END = re.compile(r"[.!?](?=\s|$)|[,;:()“”„\"‘«»]")
_CLAUSE_START = re.compile(r"[.!?](?=\s|$)|[,;()“”„\"‘«»]")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_MARKS = re.compile(r"[*`\[\]]|\{[:#.\w][^{}\n]*\}")

NameReference = Callable[[Reference], str]
"""What a reference shows, as text."""


def propose_label(  # noqa: PLR0917 -- a value in a text, and how that is read
    body: str,
    stated: StatedValue,
    name_reference: NameReference,
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    unit: Unit | None = None,
) -> str:
    """The noun phrase behind a value, its unit's name, or the phrase that leads to it; "" for none.

    It holds no number, because a label needs none. What follows a date or duration doesn't name it.
    """
    phrases = _NounPhrases(lexicon)
    after = _BLOCK_END.split(body[stated.end : stated.end + _REACH])[0]
    before = _BLOCK_END.split(body[max(stated.qualifier_start - _REACH, 0) : stated.qualifier_start])[-1]
    clause = _CLAUSE_END.split(write_plain_words(after, name_reference))[0]
    first, *rest = _split_at_numbers(clause, vocabulary)
    label = ""
    if stated.kind not in ("date", "duration"):
        is_part = stated.kind in ("share", "amount")
        label = phrases.find_behind(first) or (phrases.find_purpose(first) if is_part else "")
        if stated.kind == "share" and rest and all(map(phrases.is_small, first)):
            label = phrases.find_behind(rest[0])
    label = label or _name_unit(unit, lexicon.code)
    if label:
        return label
    clause = _CLAUSE_START.split(write_plain_words(before, name_reference))[-1].replace(":", " ")
    *earlier, last = _split_at_numbers(clause, vocabulary)
    return phrases.find_before(last, begins_clause=not earlier)


def _name_unit(unit: Unit | None, code: str) -> str:
    """What a unit counts, in the plural."""
    forms = unit.name.get(code, {}) if unit else {}
    return " ".join(forms.get("other", "").replace("{n}", " ").split())


def _split_at_numbers(clause: str, vocabulary: Vocabulary) -> list[list[str]]:
    """The words of a clause, parted by its numbers."""
    parts: list[list[str]] = []
    position = 0
    for number in find_bare_numbers(clause, vocabulary):
        parts.append(clause[position : number.start].split())
        position = number.end
    return [*parts, clause[position:].split()]


def write_plain_words(text: str, name_reference: NameReference) -> str:
    """A part of a Markdown text without its marks, and with what its references show."""
    parts, position = [], 0
    for reference in scan_references(text).references:
        parts += [text[position : reference.start], name_reference(reference)]
        position = reference.end
    return _MARKS.sub("", _LINK.sub(r"\1", "".join([*parts, text[position:]])))


class _NounPhrases:
    """Finds noun phrases by the small words of a language; in one without them, only single words."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words.noun_phrases
        self.starts = frozenset(words.get("starts", ()))
        self.partitives = frozenset(words.get("partitives", ()))
        self.links = self.partitives | frozenset(words.get("links", ()))
        self.ends = frozenset(words.get("ends", ()))
        self.most_words = _MOST_WORDS if self.ends else 1

    def is_small(self, word: str) -> bool:
        """Whether a word is none that names anything."""
        key = fold_phrase(word)
        return key in self.starts or key in self.links or self._is_end(word)

    def find_behind(self, words: list[str]) -> str:
        """The phrase with which some words begin, or of which they say a part; "" for anything else.

        The word before an article that nothing joins is a verb, and not in the phrase.
        """
        taken: list[str] = []
        if words and self._is_link(words[0]) and fold_phrase(words[0]) not in self.partitives:
            return ""
        for word in words:
            is_new = fold_phrase(word) in self.starts and not (taken and self._is_link(taken[-1]))
            if is_new and len(taken) > 1:
                taken.pop()
            if is_new or self._is_end(word) or len(taken) == self.most_words:
                break
            taken.append(word)
        return self._finish(taken)

    def find_purpose(self, words: list[str]) -> str:
        """What a part or sum is of or for: the phrase behind a preposition and nothing but small words."""
        rest = list(dropwhile(self.is_small, words))
        has_link = any(map(self._is_link, words[: len(words) - len(rest)]))
        return self.find_behind(rest) if has_link else ""

    def find_before(self, words: list[str], *, begins_clause: bool) -> str:
        """The last phrase of some words that begins with an article or the clause; "" for none.

        Only verbs and other small words may stand behind it, and one more word between two of those: in "a
        breach is reported after", "reported" is the verb.
        """
        words = self._without_end(words)
        if len(words) > 1 and self._is_end(words[-2]):
            words = self._without_end(words[:-1])
        taken: list[str] = []
        for index in range(len(words) - 1, -1, -1):
            word = words[index]
            if fold_phrase(word) in self.starts and not (index and self._is_link(words[index - 1])):
                return self._finish(taken)
            if self._is_end(word) or len(taken) == self.most_words:
                return ""
            taken.insert(0, word)
        return self._finish(taken) if begins_clause and self.ends else ""

    def _without_end(self, words: list[str]) -> list[str]:
        """The words without the small ones at their end."""
        while words and self.is_small(words[-1]):
            words = words[:-1]
        return words

    def _is_link(self, word: str) -> bool:
        return fold_phrase(word) in self.links

    def _is_end(self, word: str) -> bool:
        """Whether a phrase doesn't go on with a word: it has a figure, or no letter, or is a small word."""
        is_word = any(sign.isalpha() for sign in word) and not any(sign.isdigit() for sign in word)
        return not is_word or fold_phrase(word) in self.ends

    def _finish(self, words: list[str]) -> str:
        words = list(dropwhile(self.is_small, self._without_end(words)))
        return " ".join(words) if any(len(word) >= _FEWEST_LETTERS for word in words) else ""


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
