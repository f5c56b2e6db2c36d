"""Some words of a longer text, on one line for a terminal: whole words, with dots where there are more."""

from __future__ import annotations

_BEFORE, _AFTER = 60, 90
_LONGEST_PART = 300
"""So much of a stretch that is marked, and of a beginning, is shown."""


def quote_around(text: str, start: int, end: int) -> str:
    """A stretch of a text between » and «, with some words around it."""
    before, marked, after = cut_around(text, start, end, _BEFORE, _AFTER)
    return f"{before}»{marked}«{after}"


def cut_around(text: str, start: int, end: int, before: int, after: int) -> tuple[str, str, str]:
    """What stands before a stretch, its own words, and what stands behind: so many signs, and whole words."""
    first, last = max(start - before, 0), min(end + after, len(text))
    while first and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    parts = (text[first:start], text[start:end], text[end:last])
    lead, marked, rest = (_write_on_one_line(part) for part in parts)
    return ("…" if first else "") + lead, marked, rest + ("…" if last < len(text) else "")


def quote_words(text: str, words: str) -> str:
    """A text around some words, in whatever case; its beginning where it hasn't them."""
    at = text.casefold().find(words.casefold()) if words else -1
    return quote_around(text, at, at + len(words)) if at >= 0 else quote_beginning(text)


def quote_beginning(text: str, most: int = _BEFORE + _AFTER) -> str:
    """The beginning of a text, and all of it where that isn't much longer."""
    _, words, more = cut_around(text, 0, 0, 0, min(most, _LONGEST_PART))
    return words + more


def _write_on_one_line(part: str) -> str:
    words = " ".join(part.split())
    return f"{' ' if part[:1].isspace() else ''}{words}{' ' if words and part[-1:].isspace() else ''}"
