"""Whether a passage prints the words of a quotation."""

from __future__ import annotations

from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.value_matching import find_whole_words


def prints_words(source_passage: SourcePassage, words: str) -> bool:
    """Whether the words stand in a passage as they are, in one cell where it's a table.

    A word that a line end broke is whole; a quotation with its hyphen may have that too. Signs alone are
    no words.
    """
    if not any(character.isalnum() for character in words):
        return False
    if source_passage.rows:
        return any(find_whole_words(words, cell) for row in source_passage.rows for cell in row if cell)
    if find_whole_words(words, source_passage.text):
        return True
    return "-" in words and any(find_whole_words(words, text) for text in source_passage.hyphenated)
