"""The record of originals: from which file, read by what, each source text was made.

`sources.json` in the content folder is written by `source add` and kept by git. It holds no text of a source.
Its entries go by the name of the source text, one below the other in the order of the alphabet, so that the
additions of two people merge.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from dossier_timeline.config import ProjectPaths
from dossier_timeline.file_reading import LARGEST_LIST, read_plain_file

SOURCE_RECORDS_PATH = "sources.json"
"""Where it stands in the content folder."""
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """From what a source text was made."""

    original: str
    """The name of the file as it came, in the folder of source texts."""
    sha256: str
    """The SHA-256 of that file."""
    media_type: str
    readers: tuple[str, ...]
    """What read it, with versions: who has the original makes the same text with them."""
    text_sha256: str
    """The SHA-256 of the source text, as it was written."""
    address: str = ""
    """Where the original was fetched."""
    retrieved: str = ""
    """The day on which it was."""
    pages: int = 0
    doubts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By kind, the lines of the source text that a person should look at."""


def load_source_records(paths: ProjectPaths) -> dict[str, SourceRecord]:
    """The records by the name of their source text; none where there is no file. Raises `ValueError`."""
    path = paths.content / SOURCE_RECORDS_PATH
    if not os.path.lexists(path):
        return {}
    data = json.loads(read_plain_file(path, LARGEST_LIST, within=paths.content).decode("utf-8-sig"))
    try:
        if data["format"] != _FORMAT:
            raise ValueError(f"its format is not {_FORMAT}")
        return {name: _parse_record(fields) for name, fields in data["sources"].items()}
    except (KeyError, TypeError, AttributeError):
        raise ValueError("it's no record of sources") from None


def _parse_record(fields: Mapping[str, Any]) -> SourceRecord:
    doubts = {
        kind: tuple(line for line in lines if isinstance(line, int))
        for kind, lines in fields.get("doubts", {}).items()
    }
    return SourceRecord(**{**fields, "readers": tuple(fields["readers"]), "doubts": doubts})


def write_source_records(records: Mapping[str, SourceRecord]) -> bytes:
    """The file of the records: sorted, the same for the same records."""
    sources = {
        name: {key: value for key, value in asdict(record).items() if value}
        for name, record in records.items()
    }
    data = {"format": _FORMAT, "sources": sources}
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
