"""Words right behind a number that may be a power of ten cut short, and that no list knows: "duizd."."""

from __future__ import annotations

import re

from dossier_timeline.notation.cursor import Cursor

_VOWELS = frozenset("aeiouy")
_MAX_LETTERS = 6
"""How many letters an abbreviation of any kind has at most."""


def may_be_scale(cursor: Cursor, index: int, *, money: bool) -> bool:
    """Whether a word right behind a number is an unknown abbreviation that may be a power of ten.

    One with the letters of such a word, in their order, and a full stop may be; behind a sum of money so may
    any that is cut short for certain: without vowels, or with a full stop within a sentence.
    """
    atom = cursor.at(index)
    if atom is None:
        return False
    if re.split("['’]", atom.key)[0] in cursor.lexicon.scales.words and not atom.text.isalpha():
        return True
    if (
        atom.kind != "word"
        or not atom.text.isalpha()
        or len(atom.key) < 2
        or _has_other_meaning(cursor, index)
    ):
        return False
    dotted = cursor.is_text(index + 1, ".") and cursor.is_glued(index + 1)
    bare = has_no_vowel(atom.key) and atom.text.islower()
    if _may_shorten_scale(cursor, atom.key) and (dotted or (money and bare)):
        return True
    if not (money and dotted and len(atom.key) <= _MAX_LETTERS):
        return False
    following = cursor.at(index + 2)
    goes_on = following is not None and following.text[0].islower()
    return bare or goes_on


def has_no_vowel(key: str) -> bool:
    """Whether a folded word in Latin letters can only be cut short: "mln"."""
    return key.isascii() and not _VOWELS.intersection(key)


def _may_shorten_scale(cursor: Cursor, key: str) -> bool:
    """Whether a word has the first and some of the other letters of a power of ten, in their order."""
    return any(
        word[0] == key[0] and len(word) > len(key) and _has_letters_in_order(key, word)
        for word in cursor.lexicon.scales.words
    )


def _has_letters_in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _has_other_meaning(cursor: Cursor, index: int) -> bool:
    """Whether the language knows the word as something else than a power of ten."""
    atom, lexicon = cursor.parts[index], cursor.lexicon
    key, words = atom.key, lexicon.words
    if f"{key}." in words.abbreviations or key in words.abbreviations:
        return True
    after = {part.rstrip(".") for phrase, _ in lexicon.qualifiers_after for part in phrase.split()}
    lists = (lexicon.small, lexicon.durations, lexicon.cardinals, lexicon.conjunctions, lexicon.months)
    if key in after or any(key in known for known in (*lists, lexicon.short_months)):
        return True
    return bool(
        cursor.find_currency(index) or cursor.count_percent_atoms(index) or cursor.find_measure(index)
    )
