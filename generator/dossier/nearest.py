"""Did you mean: the known word that is most like one that is not known."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches


def nearest(word: str, known: Collection[str]) -> str:
    """The known word most like this one, or "" when none is like it."""
    if word.casefold() in known:
        return word.casefold()
    same = next((other for other in known if _bare(other) == _bare(word)), "")
    return same or next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), "")


def did_you_mean(word: str, known: Collection[str]) -> str:
    """A hint: the nearest known word, or all of them when they are few."""
    close = nearest(word, known)
    if close:
        return f"did you mean “{close}”?"
    return f"known are: {', '.join(sorted(known))}" if 0 < len(known) <= 12 else ""


def _bare(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")
