"""Words of a catalogue of which their translator isn't sure, for a reader of the language to confirm.

They are used like any other: gettext's own mark for such words, `fuzzy`, would leave them out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from dossier_timeline.file_reading import LARGEST_CATALOGUE, read_plain_file
from dossier_timeline.languages.catalogues import source_words, translated_forms

DOUBT_MARK = "to be confirmed by a reader:"
"""How a translator's comment begins that says what isn't sure; its further lines belong to it."""


@dataclass(frozen=True, slots=True)
class DoubtfulWord:
    """A word of the interface at its line of a catalogue, its translation, and what isn't sure of it."""

    line: int
    words: str
    translation: str
    doubt: str


def list_doubtful_words(path: Path) -> list[DoubtfulWord]:
    """The words of a catalogue that a reader is to confirm, in order; it must be one that can be read."""
    messages = read_po(io.BytesIO(read_plain_file(path, LARGEST_CATALOGUE)), charset="utf-8")
    return [word for message in messages if message.id for word in _find_doubt(message)]


def _find_doubt(message: Message) -> Iterator[DoubtfulWord]:
    lines = list(message.user_comments)
    first = next((index for index, line in enumerate(lines) if line.startswith(DOUBT_MARK)), None)
    if first is not None:
        doubt = " ".join(lines[first:]).removeprefix(DOUBT_MARK).strip()
        forms = " / ".join(dict.fromkeys(translated_forms(message)))
        yield DoubtfulWord(message.lineno or 1, source_words(message)[0], forms, doubt)
