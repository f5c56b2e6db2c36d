"""Parsing of one content file: from its bytes to values of the model and what is wrong with them.

Everything here depends only on the file's path, its kind and its bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from dossier_timeline.content.content_files import FileKind
from dossier_timeline.content.fact_rows import expand_rows
from dossier_timeline.content.model_messages import validation_problems
from dossier_timeline.content.partial_validation import validate_partially
from dossier_timeline.content.text_decoding import decode_text, split_front_matter
from dossier_timeline.content.translation_records import TranslationsError, parse_translations
from dossier_timeline.content.yaml_nodes import KeyPath
from dossier_timeline.content.yaml_reading import YamlFile, load_yaml, load_yaml_text
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document, PageHead, Prose, Translation
from dossier_timeline.model.dossier import SCHEMA_VERSION, Settings
from dossier_timeline.model.drafts import FIELDS_A_DRAFT_MAY_LACK
from dossier_timeline.model.facts import Fact, Figure, Unit
from dossier_timeline.model.media import Download, Image
from dossier_timeline.model.registers import Actor, Country, KindName, Term, Theme, Work
from dossier_timeline.model.relations import relations_of
from dossier_timeline.model.source_positions import SETTINGS
from dossier_timeline.model.story import Correction, Difference

REGISTER_MODELS: dict[str, type[Entry]] = {
    "actors": Actor,
    "countries": Country,
    "works": Work,
    "terms": Term,
    "themes": Theme,
    "units": Unit,
    "kinds": KindName,
    "differences": Difference,
    "corrections": Correction,
    "figures": Figure,
    "facts": Fact,
    "images": Image,
    "downloads": Download,
}
"""The model of the entries in each register."""

_TRANSLATIONS_HINT = (
    "take it back from git, or remove it and record the texts anew with `dossier-timeline translated`"
)
_EMPTY_PAGE_HEAD = PageHead.model_construct(title="", slug="", description="")
_WHOLE_NUMBER = re.compile(r"([+-]?)0*(\d+)(?:\.0*)?")
_MAX_DIGITS = 9
"""The number of digits of a version that are read: a longer number is wrong in any case."""
_ID_LINE = re.compile(
    r"(?:(?:^|[\s{,-])id:[ \t]*|^[ \t]*-[ \t]+\[[ \t]*)[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """The result of parsing one file.

    `ids` are all ids and aliases in it, each with the path of its entry. `failed` are the ids of entries
    that aren't among `values`, or aren't as they are in the file.
    """

    kind: FileKind
    name: str
    path: str
    language: str = ""
    values: tuple[Any, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    source: YamlFile | None = None
    ids: tuple[tuple[str, KeyPath], ...] = ()
    failed: frozenset[str] = frozenset()


def parse_content_file(kind: FileKind, name: str, language: str, path: str, content: bytes) -> ParsedFile:
    """Parse one file; `name` is the register, or the id of the document's or page's folder."""
    if kind == "translations":
        return _parse_translations(path, content)
    if kind in ("summary", "page"):
        return _parse_prose(kind, name, language, path, content)
    source, problems = load_yaml(path, content)
    if problems:
        text = content.decode("utf-8", "replace")
        unread_ids = frozenset(_ID_LINE.findall(text)) | ({name} if kind == "document" else set())
    else:
        unread_ids = frozenset()
    if source is None:
        return ParsedFile(kind, name, path, problems=tuple(problems), failed=unread_ids)
    if kind == "register":
        parsed = _parse_register(name, path, source, problems)
    elif kind == "document":
        parsed = _parse_document(name, path, source, problems)
    else:
        parsed = _parse_settings(path, source, problems)
    return replace(parsed, failed=parsed.failed | unread_ids) if unread_ids else parsed


def _parse_translations(path: str, content: bytes) -> ParsedFile:
    try:
        values = (parse_translations(content),)
    except TranslationsError as error:
        message = f"what is recorded of translations cannot be read: {error}"
        problem = Diagnostic(
            Position(path, error.line, error.column), Code.BAD_TRANSLATIONS, message, _TRANSLATIONS_HINT
        )
        return ParsedFile("translations", "", path, problems=(problem,))
    return ParsedFile("translations", "", path, "", values)


def _parse_settings(path: str, source: YamlFile, problems: list[Diagnostic]) -> ParsedFile:
    written = source.data.get("schema") if isinstance(source.data, dict) else None
    version = _parse_version(written) if isinstance(written, str) else None
    if version is not None and version != SCHEMA_VERSION:
        is_newer = version > SCHEMA_VERSION
        problem = Diagnostic(
            source.position(("schema",)),
            Code.SCHEMA_VERSION,
            f"this content is written for schema {written}, and this generator reads schema {SCHEMA_VERSION}",
            "use a newer generator"
            if is_newer
            else "run `dossier-timeline upgrade`, which changes only what it must",
        )
        return ParsedFile("settings", "", path, problems=(problem,), source=source)
    value, value_problems, _ = validate_partially(Settings, source.data, source)
    values = () if value is None else (value,)
    failed = frozenset({SETTINGS}) if value_problems else frozenset()
    return ParsedFile("settings", "", path, "", values, (*problems, *value_problems), source, (), failed)


def _parse_version(written: str) -> int | None:
    """The number that is written, as far as its size matters; `None` if it isn't a number."""
    match = _WHOLE_NUMBER.fullmatch(written.replace("_", ""))
    return int(f"{match[1]}{match[2][:_MAX_DIGITS]}") if match else None


def _parse_register(name: str, path: str, source: YamlFile, problems: list[Diagnostic]) -> ParsedFile:
    entries = [] if source.data is None else source.data
    if not isinstance(entries, list):
        message = f"{name}.yml should be a list of entries"
        problem = Diagnostic(source.position(), Code.WRONG_TYPE, message, "each entry begins with “- id: …”")
        failed = frozenset([*_ID_LINE.findall(source.text), *(entries if isinstance(entries, dict) else ())])
        return ParsedFile("register", name, path, problems=(*problems, problem), source=source, failed=failed)
    values: list[Entry] = []
    lost_ids: set[str] = set()
    ids: list[tuple[str, KeyPath]] = []
    for index, entry in enumerate(entries):
        value, entry_problems, entry_ids = validate_partially(REGISTER_MODELS[name], entry, source, (index,))
        problems += entry_problems
        lost_ids |= entry_ids
        if value is not None:
            values.append(value)
        ids += _collect_ids(REGISTER_MODELS[name], entry, (index,))
    return ParsedFile(
        "register", name, path, "", tuple(values), tuple(problems), source, tuple(ids), frozenset(lost_ids)
    )


def _parse_document(name: str, path: str, source: YamlFile, problems: list[Diagnostic]) -> ParsedFile:
    source, row_problems, lost_rows = expand_rows(source)
    value, value_problems, failed = validate_partially(Document, _with_empty_names(source.data), source)
    problems += row_problems + value_problems
    failed |= lost_rows
    data = source.data if isinstance(source.data, dict) else {}
    ids = _collect_ids(Document, data, ())
    written = data.get("id")
    if isinstance(written, str) and written != name:
        message = f"the document's id is “{written}”, but its folder is called “{name}”"
        problems.append(
            Diagnostic(source.position(("id",)), Code.FOLDER_NAME, message, "give both the same name")
        )
        failed = failed | {name, written}
    if value is None:
        failed = failed | {name} | {found_id for found_id, _ in ids}
    values = () if value is None else (value,)
    return ParsedFile(
        "document", name, path, "", values, tuple(problems), source, tuple(ids), frozenset(failed)
    )


def _with_empty_names(data: Any) -> Any:
    """The values of a document; a draft may lack its names, which are then empty."""
    if not isinstance(data, dict) or str(data.get("draft")).lower() not in ("true", "yes", "on", "1"):
        return data
    return {**data, **{name: {} for name in FIELDS_A_DRAFT_MAY_LACK if data.get(name) is None}}


def _collect_ids(model: type[Entry], entry: Any, path: KeyPath) -> list[tuple[str, KeyPath]]:
    """The ids and aliases of an entry and of the entries within it, with their paths."""
    if not isinstance(entry, dict):
        return []
    ids = [(entry["id"], path)] if isinstance(entry.get("id"), str) else []
    aliases = entry.get("aliases")
    if isinstance(aliases, list):
        ids += [(alias, path) for alias in aliases if isinstance(alias, str)]
    for relation in relations_of(model).owned:
        nested_entries = entry.get(relation.key)
        if isinstance(nested_entries, list):
            for index, nested in enumerate(nested_entries):
                ids += _collect_ids(relation.type, nested, (*path, relation.key, index))
    return ids


def _parse_prose(kind: FileKind, name: str, language: str, path: str, content: bytes) -> ParsedFile:
    text, problems = decode_text(path, content)
    failed = frozenset({name})
    if text is None:
        return ParsedFile(kind, name, path, language, problems=tuple(problems), failed=failed)
    front, problems = split_front_matter(path, text)
    source, found = (None, []) if problems else load_yaml_text(path, front.head)
    problems += found
    model = PageHead if kind == "page" else Translation
    head: Translation | None = None
    if source is not None:
        head, found = _parse_front_matter(model, source)
        problems += found
    if head is None:
        head = _EMPTY_PAGE_HEAD if kind == "page" else Translation()
    prose = Prose.model_construct(
        language=language, path=path, line=front.body_line, head=head, body=front.body
    )
    bad = failed if problems else frozenset()
    return ParsedFile(kind, name, path, language, (prose,), tuple(problems), source, (), bad)


def _parse_front_matter(
    model: type[Translation], source: YamlFile
) -> tuple[Translation | None, list[Diagnostic]]:
    data = {} if source.data is None else source.data
    if not isinstance(data, dict):
        message = "the front matter should be keys with values"
        problem = Diagnostic(
            Position(source.path, 2), Code.WRONG_TYPE, message, "each on a line of its own, like key: value"
        )
        return None, [problem]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, validation_problems(model, error, YamlFile(source.path, source.text, data))
