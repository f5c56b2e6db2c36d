"""Finds the known word that is most like one that isn't known, for hints such as “did you mean”."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

_MANY_WORDS = 400
"""Of more words than this, only those that begin and end alike are compared closely."""


def find_nearest_word(word: str, known: Collection[str]) -> str:
    """The known word most like this one, or "" when none is like it."""
    bare = _normalise(word)
    same = next((other for other in known if _normalise(other) == bare), "")
    if same or not word:
        return same
    alike = (
        known
        if len(known) <= _MANY_WORDS
        else [other for other in known if _differ_only_in_middle(word, other)]
    )
    return next(iter(get_close_matches(word, alike, n=1, cutoff=0.6)), "")


def _differ_only_in_middle(one: str, other: str) -> bool:
    """Whether all but a few letters in the middle are the same; quick, for long lists."""
    longest, shortest = max(len(one), len(other)), min(len(one), len(other))
    if longest - shortest > 3:
        return False
    begin = next((i for i in range(shortest) if one[i] != other[i]), shortest)
    end = next((i for i in range(shortest - begin) if one[-1 - i] != other[-1 - i]), shortest - begin)
    return begin + end >= longest - 4


def suggest_word(word: str, known: Collection[str]) -> str:
    """A hint: the nearest known word, or all of them when they are few."""
    close = find_nearest_word(word, known)
    if close:
        return f"did you mean “{close}”?"
    return f"known are: {', '.join(sorted(known))}" if 0 < len(known) <= 12 else ""


def _normalise(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")
