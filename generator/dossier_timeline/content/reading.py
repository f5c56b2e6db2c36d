"""From a content folder to a dossier: all files, all problems, and where everything stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier_timeline.content.content_files import (
    REGISTER_NAMES,
    SETTINGS_FILE,
    ContentFile,
    list_content_files,
)
from dossier_timeline.content.entries import ParsedFile, parse_content_file
from dossier_timeline.content.entry_positions import EntryPositions
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position, sort_diagnostics
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.file_reading import read_beginning
from dossier_timeline.model.documents import Document, Page, Summary
from dossier_timeline.model.dossier import Dossier, Settings
from dossier_timeline.model.drafts import fill_names_with_id

_FOLDER = "docs_dir in mkdocs.yml names the folder of content"
_SETTINGS = "`dossier-timeline init` begins a dossier with one"


@dataclass(frozen=True, slots=True)
class ContentReading:
    """A content folder as read.

    With an error among the problems, `dossier` is what could be read and good for nothing but
    checks, which then find the other mistakes; it is `None` when there is nothing to check.
    """

    dossier: Dossier | None
    problems: tuple[Diagnostic, ...]
    positions: EntryPositions


def read_content_folder(root: Path, *, content: str = "content") -> ContentReading:
    """Read the folder `content` below `root`; never raises for what stands in it."""
    folder = root / content
    if not folder.is_dir():
        problem = Diagnostic(Position(content), Code.MISSING_FILE, "there is no folder of this name", _FOLDER)
        return ContentReading(None, (problem,), EntryPositions((), content))
    found, problems = list_content_files(folder, content)
    return assemble_content(_read_each(found, problems), problems, content)


def _read_each(found: Iterable[ContentFile], problems: list[Diagnostic]) -> list[ParsedFile]:
    reads: list[ParsedFile] = []
    for file in found:
        try:
            data = read_beginning(file.file, MAX_CONTENT_BYTES + 1)
        except OSError as error:
            problems.append(diagnose_unread_file(error, file.path))
            continue
        reads.append(parse_content_file(file.kind, file.name, file.language, file.path, data))
    return reads


def assemble_content(
    reads: list[ParsedFile], problems: Iterable[Diagnostic], content: str = "content"
) -> ContentReading:
    """One dossier of all files; a pure function of what they gave."""
    told = [*problems, *(problem for one in reads for problem in one.problems)]
    positions = EntryPositions(tuple(reads), content)
    other = next((p for one in reads for p in one.problems if p.code == Code.SCHEMA_VERSION), None)
    if other is not None:
        return ContentReading(None, (other,), positions)
    settings = next((one.values[0] for one in reads if one.kind == "settings" and one.values), None)
    if settings is None:
        if not any(one.kind == "settings" for one in reads):
            path = f"{content}/{SETTINGS_FILE}"
            message = "this file, which says what the whole dossier is, does not exist"
            told.append(Diagnostic(Position(path), Code.MISSING_FILE, message, _SETTINGS))
        settings = _stand_in(reads)
    return ContentReading(_dossier(settings, reads), sort_diagnostics(told), positions)


def _stand_in(reads: list[ParsedFile]) -> Settings:
    """Settings good for checks only: the languages are those in which there are texts."""
    empty: dict[str, Any] = {
        name: None if field.is_required() else field.get_default(call_default_factory=True)
        for name, field in Settings.model_fields.items()
    }
    languages = tuple(sorted({one.language for one in reads if one.language}))
    data = next((one.source.data for one in reads if one.kind == "settings" and one.source), None)
    written = data.get("languages") if isinstance(data, dict) else None
    if isinstance(written, list) and (not languages or sorted(map(str, written)) == sorted(languages)):
        languages = tuple(dict.fromkeys(code for code in written if isinstance(code, str)))
    return Settings.model_construct(None, **{**empty, "languages": languages})


def _dossier(settings: Settings, reads: list[ParsedFile]) -> Dossier:
    found: list[Document] = [v for one in reads if one.kind == "document" for v in one.values]
    documents = [fill_names_with_id(one, settings.languages) if one.draft else one for one in found]
    registers: dict[str, tuple[Any, ...]] = dict.fromkeys(REGISTER_NAMES, ())
    registers |= {one.name: one.values for one in reads if one.kind == "register"}
    summaries = [Summary.model_construct(document=n, texts=t) for n, t in _texts(reads, "summary").items()]
    pages = [Page.model_construct(id=n, texts=t, aliases=()) for n, t in _texts(reads, "page").items()]
    values: dict[str, Any] = {
        "settings": settings,
        "documents": tuple(sorted(documents, key=lambda document: (document.date.lower, document.id))),
        "summaries": tuple(summaries),
        "pages": tuple(pages),
        **registers,
    }
    return Dossier.model_construct(None, **values)


def _texts(reads: list[ParsedFile], kind: str) -> dict[str, dict[str, Any]]:
    """The texts of one kind by id, then by language."""
    texts: dict[str, dict[str, Any]] = {}
    for one in reads:
        if one.kind == kind and one.values:
            texts.setdefault(one.name, {})[one.language] = one.values[0]
    return texts
