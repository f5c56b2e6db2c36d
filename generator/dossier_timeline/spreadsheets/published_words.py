"""The words of entries as a site publishes them beside its tables: `words.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from dossier_timeline.content.model_locations import accepts_type, fields_by_key
from dossier_timeline.file_reading import MB
from dossier_timeline.model.base import Entry
from dossier_timeline.model.relations import relations_of
from dossier_timeline.spreadsheets.sheets import SheetError

MAX_WORDS_BYTES = 64 * MB
_HEADINGS = ["entry", "part", "language", "text"]

PublishedWords = Mapping[str, Mapping[str, Mapping[str, str]]]
"""By entry, part of it, and language."""


def read_published_words(path: str, content: bytes) -> PublishedWords:
    """The words of a `words.csv`. Raises `SheetError`."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        if next(reader, None) != _HEADINGS:
            raise SheetError(
                f"{path}: this isn't the words.csv of a site, whose columns are {', '.join(_HEADINGS)}"
            )
        for entry, part, language, text in reader:
            plain = text[1:] if text[:2] in ("'=", "'@", "'+", "'-") else text
            found.setdefault(entry, {}).setdefault(part, {})[language] = plain
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise SheetError(
            f"{path}: this file can't be read; take it from the data of the site once more"
        ) from error
    return found


def add_published_words(
    fields: Mapping[str, Any], model: type[Entry], words: PublishedWords, languages: tuple[str, ...]
) -> dict[str, Any]:
    """An entry with those of its words that its row doesn't have."""
    found = dict(fields)
    keys = fields_by_key(model)
    for relation in relations_of(model).words:
        by_language = words.get(str(fields.get("id")), {}).get(relation.key)
        if not by_language or relation.key in fields:
            continue
        is_one_text = accepts_type(keys[relation.key].annotation, str) and (
            not set(languages) <= set(by_language)
        )
        found[relation.key] = (
            next(iter(by_language.values()))
            if is_one_text
            else {code: by_language[code] for code in languages if code in by_language}
        )
    return found
