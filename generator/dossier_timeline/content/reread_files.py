"""YAML files whose text isn't kept: they're read again when somebody asks where a value stands."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from dossier_timeline.content.content_files import ContentFile
from dossier_timeline.content.entries import ParsedFile, parse_content_file
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.yaml_reading import UnreadYamlFile, YamlFile
from dossier_timeline.file_reading import read_beginning


def reread_later(file: ContentFile) -> UnreadYamlFile:
    """The file as one that is read when it's asked for: only problems are told with their place in it."""
    return UnreadYamlFile(file.path, partial(_read_source, file))


def forget_source(file: ContentFile, parsed: ParsedFile) -> ParsedFile:
    """What a file holds without its text, which takes more memory than its values.

    A file in which something is wrong keeps it: its positions are asked for soon.
    """
    if parsed.source is None or parsed.problems or parsed.failed:
        return parsed
    return replace(parsed, source=reread_later(file))


def _read_source(file: ContentFile) -> YamlFile | None:
    try:
        content = read_beginning(file.file, MAX_CONTENT_BYTES + 1)
    except OSError:
        return None
    return parse_content_file(file.kind, file.name, file.language, file.path, content).source
