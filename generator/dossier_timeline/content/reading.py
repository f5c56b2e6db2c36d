"""Reading of a content folder: one dossier from all files, all problems, and the position of everything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any, Protocol

from dossier_timeline.content.content_files import (
    REGISTER_NAMES,
    SETTINGS_FILE,
    ContentFile,
    list_content_files,
)
from dossier_timeline.content.entries import ParsedFile, parse_content_file
from dossier_timeline.content.entry_positions import EntryPositions
from dossier_timeline.content.equal_values import share_equal_values
from dossier_timeline.content.reread_files import forget_source
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position, sort_diagnostics
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.file_reading import read_beginning
from dossier_timeline.model.documents import Document, Page, Summary
from dossier_timeline.model.dossier import Dossier, Settings
from dossier_timeline.model.drafts import fill_names_with_id
from dossier_timeline.model.entry_digests import EntryDigests
from dossier_timeline.model.uses import EntryMentions
from dossier_timeline.workers import parallel_map

MIN_FORKED_FILES = 400
"""From so many files on it pays to read them in more than one process."""
_FOLDER_HINT = "docs_dir in mkdocs.yml names the folder of content"
_SETTINGS_HINT = "`dossier-timeline init` begins a dossier with one"


@dataclass(frozen=True, slots=True)
class ContentReading:
    """A content folder as it was read.

    With an error among the problems, `dossier` is what could be read, and only good for checks, which then
    find the other mistakes. It's `None` when there is nothing to check.
    """

    dossier: Dossier | None
    problems: tuple[Diagnostic, ...]
    positions: EntryPositions
    digests: EntryDigests = field(default_factory=EntryDigests)
    mentions: EntryMentions = field(default_factory=EntryMentions)


class ParsedFiles(Protocol):
    """Files that were parsed before, with the digests and mentions of their values."""

    digests: EntryDigests
    mentions: EntryMentions

    def find(self, file: ContentFile) -> ParsedFile | None:
        """The file as it was parsed when it was the same; `None` when it must be parsed."""

    def add(self, file: ContentFile, parsed: ParsedFile) -> None:
        """Take a file that was parsed now."""


def read_content_folder(
    root: Path, *, content: str = "content", parsed_before: ParsedFiles | None = None
) -> ContentReading:
    """Read the folder `content` below `root`; never raises, whatever is in it.

    Files among `parsed_before` aren't parsed again.
    """
    folder = root / content
    if not folder.is_dir():
        problem = Diagnostic(
            Position(content), Code.MISSING_FILE, "there is no folder of this name", _FOLDER_HINT
        )
        return ContentReading(None, (problem,), EntryPositions((), content))
    content_files, problems = list_content_files(folder, content)
    parsed_files = _parse_files(content_files, problems, parsed_before)
    reading = assemble_content(parsed_files, problems, content)
    if parsed_before is None:
        return reading
    return replace(reading, digests=parsed_before.digests, mentions=parsed_before.mentions)


def _parse_files(
    content_files: Sequence[ContentFile], problems: list[Diagnostic], parsed_before: ParsedFiles | None
) -> list[ParsedFile]:
    known = {file.path: parsed_before.find(file) for file in content_files} if parsed_before else {}
    new_files = [file for file in content_files if known.get(file.path) is None]
    shares = parallel_map(_parse_share, new_files, min_items=MIN_FORKED_FILES)
    results = [one for together in zip_longest(*shares) for one in together if one is not None]
    parsed_files = {path: parsed for path, parsed in known.items() if parsed is not None}
    for file, result in zip(new_files, results, strict=True):
        if isinstance(result, Diagnostic):
            problems.append(result)
            continue
        parsed_files[file.path] = result
        if parsed_before is not None:
            parsed_before.add(file, result)
    return [parsed_files[file.path] for file in content_files if file.path in parsed_files]


def _parse_share(content_files: Iterable[ContentFile]) -> list[ParsedFile | Diagnostic]:
    """Each file as it was parsed, or what hinders reading it."""
    results: list[ParsedFile | Diagnostic] = []
    for file in content_files:
        try:
            content = read_beginning(file.file, MAX_CONTENT_BYTES + 1)
        except OSError as error:
            results.append(diagnose_unread_file(error, file.path))
            continue
        parsed = parse_content_file(file.kind, file.name, file.language, file.path, content)
        results.append(replace(forget_source(file, parsed), values=share_equal_values(parsed.values)))
    return results


def assemble_content(
    parsed_files: list[ParsedFile], problems: Iterable[Diagnostic], content: str = "content"
) -> ContentReading:
    """One dossier of all parsed files; a pure function of what they hold."""
    all_problems = [*problems, *(problem for one in parsed_files for problem in one.problems)]
    positions = EntryPositions(tuple(parsed_files), content)
    version_problem = next(
        (p for one in parsed_files for p in one.problems if p.code == Code.SCHEMA_VERSION), None
    )
    if version_problem is not None:
        return ContentReading(None, (version_problem,), positions)
    settings = next((one.values[0] for one in parsed_files if one.kind == "settings" and one.values), None)
    if settings is None:
        if not any(one.kind == "settings" for one in parsed_files):
            path = f"{content}/{SETTINGS_FILE}"
            message = "this file, which says what the whole dossier is, does not exist"
            all_problems.append(Diagnostic(Position(path), Code.MISSING_FILE, message, _SETTINGS_HINT))
        settings = _make_placeholder_settings(parsed_files)
    return ContentReading(_make_dossier(settings, parsed_files), sort_diagnostics(all_problems), positions)


def _make_placeholder_settings(parsed_files: list[ParsedFile]) -> Settings:
    """Settings that are only good for checks: the languages are those in which there are texts."""
    fields: dict[str, Any] = {
        name: None if field.is_required() else field.get_default(call_default_factory=True)
        for name, field in Settings.model_fields.items()
    }
    languages = tuple(sorted({one.language for one in parsed_files if one.language}))
    data = next((one.source.data for one in parsed_files if one.kind == "settings" and one.source), None)
    languages_written = data.get("languages") if isinstance(data, dict) else None
    if isinstance(languages_written, list) and (
        not languages or sorted(map(str, languages_written)) == sorted(languages)
    ):
        languages = tuple(dict.fromkeys(code for code in languages_written if isinstance(code, str)))
    return Settings.model_construct(None, **{**fields, "languages": languages})


def _make_dossier(settings: Settings, parsed_files: list[ParsedFile]) -> Dossier:
    all_documents: list[Document] = [v for one in parsed_files if one.kind == "document" for v in one.values]
    documents = [fill_names_with_id(one, settings.languages) if one.draft else one for one in all_documents]
    registers: dict[str, tuple[Any, ...]] = dict.fromkeys(REGISTER_NAMES, ())
    registers |= {one.name: one.values for one in parsed_files if one.kind == "register"}
    summaries = [
        Summary.model_construct(document=n, texts=t) for n, t in _texts_by_id(parsed_files, "summary").items()
    ]
    pages = [
        Page.model_construct(id=n, texts=t, aliases=()) for n, t in _texts_by_id(parsed_files, "page").items()
    ]
    values: dict[str, Any] = {
        "settings": settings,
        "documents": tuple(sorted(documents, key=lambda document: (document.date.lower, document.id))),
        "summaries": tuple(summaries),
        "pages": tuple(pages),
        "translations": next(
            (one.values[0] for one in parsed_files if one.kind == "translations" and one.values), {}
        ),
        **registers,
    }
    return Dossier.model_construct(None, **values)


def _texts_by_id(parsed_files: list[ParsedFile], kind: str) -> dict[str, dict[str, Any]]:
    """The texts of one kind by id, then by language."""
    texts: dict[str, dict[str, Any]] = {}
    for one in parsed_files:
        if one.kind == kind and one.values:
            texts.setdefault(one.name, {})[one.language] = one.values[0]
    return texts
