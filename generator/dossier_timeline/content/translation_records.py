"""The file in which it's recorded which texts said the same when: `translations.json` in the content folder.

`translated` writes it and git keeps it. Each document or page has a line of its own, in order, so that the
work of two people is merged line by line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache

from pydantic import TypeAdapter, ValidationError

from dossier_timeline.content.file_editor import BYTE_ORDER_MARK
from dossier_timeline.model.dossier import Translations

TRANSLATIONS_FILE = "translations.json"
"""Where it stands in the content folder."""

_JSON_PLACE = re.compile(r"line (\d+) column (\d+)")


class TranslationsError(ValueError):
    """The file can't be read; `line` and `column` are where, from 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def parse_translations(content: bytes) -> Translations:
    """What is recorded, from the bytes of the file. Raises `TranslationsError`."""
    try:
        return _reader().validate_json(content.removeprefix(BYTE_ORDER_MARK), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            found = _JSON_PLACE.search(str(first["ctx"]["error"]))
            place = (int(found[1]), int(found[2])) if found else (1, 1)
            raise TranslationsError("it is not JSON", *place) from None
        where = " · ".join(str(step) for step in first["loc"] if step != "[key]")
        raise TranslationsError(f"at {where} stands something else than a digest") from None


def write_translations(translations: Mapping[str, Mapping[str, Mapping[str, str]]]) -> bytes:
    """The bytes of the file: a line for each document or page, in order."""
    lines = (
        f" {json.dumps(name)}: {json.dumps(texts, sort_keys=True)}"
        for name, texts in sorted(translations.items())
        if texts
    )
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


@cache
def _reader() -> TypeAdapter[Translations]:
    return TypeAdapter(Translations)
