"""How words of a text and of a lexicon are compared."""

from __future__ import annotations

import unicodedata


def fold(word: str) -> str:
    """A word without capitals, composed, with hyphens as spaces."""
    return " ".join(unicodedata.normalize("NFC", word).casefold().replace("-", " ").replace("’", "'").split())
