"""Where the references of a text stand as it is read: in which section and in which sentence.

What a text names twice in a section is a link once, and a sentence has one sign that sources differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dossier_timeline.markup.parsed_text import HeadingTag, ParsedText
from dossier_timeline.model.references import Reference

_SENTENCE_END = re.compile(
    r"""[.!?…؟۔।॥።][\"'”’»›)\]]*(?:\s|<|$)|[。！？｡]|</?(?:p|li|dt|dd|th|td|blockquote)\b"""
)
"""What ends a sentence in the pieces of a text: its sign, or the end of a paragraph, item or cell."""


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """The numbers, from 0, of the section and of the sentence in which a reference stands."""

    section: int
    sentence: int


def place_references(parsed: ParsedText) -> Iterator[ReadingPlace]:
    """Yield the place of each reference of a text, in the order in which the text is shown."""
    section = sentence = 0
    for piece in parsed.pieces:
        if isinstance(piece, Reference):
            yield ReadingPlace(section, sentence)
        elif isinstance(piece, HeadingTag):
            section, sentence = section + (not piece.is_end), sentence + 1
        elif isinstance(piece, str) and _SENTENCE_END.search(piece):
            sentence += 1


@dataclass(slots=True)
class RepeatedMarks:
    """What one text has linked in each section and marked in each sentence, while it is being shown."""

    _linked: set[tuple[int, str]] = field(default_factory=set)
    _marked_sentences: set[int] = field(default_factory=set)

    def is_first_link(self, place: ReadingPlace, name: str) -> bool:
        """Whether a section names something for the first time; from then on it has."""
        key = place.section, name
        is_first = key not in self._linked
        self._linked.add(key)
        return is_first

    def is_first_mark(self, place: ReadingPlace) -> bool:
        """Whether a sentence has no sign yet that sources differ; from then on it has."""
        is_first = place.sentence not in self._marked_sentences
        self._marked_sentences.add(place.sentence)
        return is_first
