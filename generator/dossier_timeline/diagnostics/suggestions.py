"""Did you mean: the known word that is most like one that is not known."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

_MANY = 400
"""Of more words than this, only those that begin and end alike are compared closely."""


def nearest(word: str, known: Collection[str]) -> str:
    """The known word most like this one, or "" when none is like it."""
    bare = _bare(word)
    same = next((other for other in known if _bare(other) == bare), "")
    if same or not word:
        return same
    alike = known if len(known) <= _MANY else [other for other in known if _begin_and_end_alike(word, other)]
    return next(iter(get_close_matches(word, alike, n=1, cutoff=0.6)), "")


def _begin_and_end_alike(one: str, other: str) -> bool:
    """Whether all but a few letters in the middle are the same; quick, for long lists."""
    longest, shortest = max(len(one), len(other)), min(len(one), len(other))
    if longest - shortest > 3:
        return False
    begin = next((i for i in range(shortest) if one[i] != other[i]), shortest)
    end = next((i for i in range(shortest - begin) if one[-1 - i] != other[-1 - i]), shortest - begin)
    return begin + end >= longest - 4


def did_you_mean(word: str, known: Collection[str]) -> str:
    """A hint: the nearest known word, or all of them when they are few."""
    close = nearest(word, known)
    if close:
        return f"did you mean “{close}”?"
    return f"known are: {', '.join(sorted(known))}" if 0 < len(known) <= 12 else ""


def _bare(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")
