"""The words around a value, by how near they stand to it, and which words are forms of the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.evidence_words import NounPhrasePart
from dossier_timeline.notation.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER = re.compile(r"(?!(?:19|20)\d\d(?!\d))\d+(?:[.,\s]\d+)*")
"""A number in figures that is no year."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
"""Runs of scripts that put no spaces between words."""
_SENTENCE_END = re.compile(r"[.!?…](?=\s+[^a-zß-öø-ÿ])|[。！？\t\n]")
_CLAUSE_MARK = re.compile(r"[,;:()]")
_FEWEST_LETTERS = 3
_FEWEST_SHARED = 4
_SHARED_PART = 0.6
_FADING = 4
"""So many words from a value, a word counts for half."""
_BEHIND_NUMBER = 0.1
"""What is left of a word's weight behind another number, to which it may belong."""
_OTHER_FORM, _COMPOUND = 0.9, 0.5
"""How near another form of a word is to it, and a longer word that holds it."""
_OF_COMMON_WORD = 0.3
_OF_HEADING = 0.3
"""What a word of the heading above a value counts for."""

_JOINING: tuple[NounPhrasePart, ...] = ("starts", "links", "partitives")

WordWeights = Mapping[str, float]
"""Words around a value, and how much each counts: from 0 to 1."""


def split_into_words(text: str) -> Iterator[str]:
    """The words of a text, folded; of a script without spaces each two signs that follow each other."""
    for match in _WORD.finditer(text):
        if _UNSPACED.fullmatch(match[0]):
            yield from (match[0][at : at + 2] for at in range(max(len(match[0]) - 1, 1)))
        elif len(match[0]) >= _FEWEST_LETTERS or (len(match[0]) > 1 and match[0].isupper()):
            yield fold_phrase(match[0])


def weigh_words(before: str, after: str, heading: str, lexicon: Lexicon) -> dict[str, float]:
    """The words of the sentence around a value, by how near they stand, and those of the heading above it."""
    weights = dict.fromkeys(split_into_words(heading), _OF_HEADING)
    parts_before = _NUMBER.split(_SENTENCE_END.split(before)[-1])[::-1]
    parts_after = _NUMBER.split(_SENTENCE_END.split(after)[0])
    for parts, step in ((parts_before, -1), (parts_after, 1)):
        distance = 0
        for numbers_between, part in enumerate(_split_clauses(parts, step)):
            for word in [*split_into_words(part)][::step]:
                weight = _FADING / (_FADING + distance) * _BEHIND_NUMBER**numbers_between
                weights[word] = max(weights.get(word, 0.0), weight)
                distance += 1
    rated = {word: weight * _rate_word(word, lexicon) for word, weight in weights.items()}
    return {word: weight for word, weight in rated.items() if weight}


def _split_clauses(parts: Sequence[str], step: int) -> Iterator[str]:
    """The parts of a sentence, from a value on, of which only the clause up to the next number is its own.

    "779 suspects, of whom 250 were arrested" has the suspects in the clause of the other number.
    """
    first, *others = parts
    clauses = _CLAUSE_MARK.split(first) if others else [first]
    if len(clauses) == 1:
        yield from parts
        return
    own, *rest = clauses[::step]
    yield own
    yield " ".join([*rest[::step], *others[:1]] if step > 0 else [*others[:1], *rest[::step]])
    yield from others[1:]


def _rate_word(word: str, lexicon: Lexicon) -> float:
    """What a word says of a thing: a small word nothing, one that often stands between things a little."""
    phrases = lexicon.words.noun_phrases
    is_joining = any(word in phrases.get(part, ()) for part in _JOINING)
    if word in lexicon.small or is_joining or any(word == phrase for phrase, _ in lexicon.qualifiers):
        return 0.0
    return _OF_COMMON_WORD if word in phrases.get("ends", ()) else 1.0


class WordKin:
    """Finds the words of a vocabulary that seem to be forms of a word, compounds with it, or parts of it."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._by_start: dict[str, list[str]] = {}
        for word in self._words:
            self._by_start.setdefault(word[:_FEWEST_SHARED], []).append(word)
        self._found: dict[str, dict[str, float]] = {}

    def find_kin(self, word: str) -> Mapping[str, float]:
        """The words of the vocabulary that are kin to a word, and how near."""
        if word not in self._found:
            maybe = {*self._by_start.get(word[:_FEWEST_SHARED], ()), *self._list_with_ending(word)}
            graded = {one: grade_kinship(word, one) for one in sorted(maybe)}
            self._found[word] = {one: grade for one, grade in graded.items() if grade}
        return self._found[word]

    def _list_with_ending(self, word: str) -> Iterable[str]:
        return (one for one in self._words if one.endswith(word) or word.endswith(one))


def grade_kinship(one: str, other: str) -> float:
    """From 0 to 1, whether two words seem to be the same one, forms of one, or a compound and its part."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) < _FEWEST_SHARED:
        return 0.0
    shared = next((at for at, sign in enumerate(short) if sign != long[at]), len(short))
    if shared >= max(_FEWEST_SHARED, _SHARED_PART * len(long)):
        return _OTHER_FORM
    return _COMPOUND if shared == len(short) or long.endswith(short) else 0.0
