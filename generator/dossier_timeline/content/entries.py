"""One file of content at a time: from its bytes to values of the model and what is wrong with it.

Everything here depends on nothing but the file's path, its kind and its bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from dossier_timeline.content.content_files import FileKind
from dossier_timeline.content.model_messages import validation_problems
from dossier_timeline.content.partial_validation import validate_partially
from dossier_timeline.content.text_decoding import decode_text, split_front_matter
from dossier_timeline.content.yaml_nodes import KeyPath
from dossier_timeline.content.yaml_reading import YamlFile, load_yaml, load_yaml_text
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document, PageHead, Prose, Translation
from dossier_timeline.model.dossier import SCHEMA_VERSION, Settings
from dossier_timeline.model.drafts import FIELDS_A_DRAFT_MAY_LACK
from dossier_timeline.model.facts import Fact, Figure, Unit
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
}
"""What the entries of each register are."""

_NO_HEAD = PageHead.model_construct(title="", slug="", description="")
_WHOLE = re.compile(r"([+-]?)0*(\d+)(?:\.0*)?")
_LONG = 9
"""So many digits of a number are read where any with more is as wrong."""
_ID_LINE = re.compile(r"(?:^|[\s{,-])id:[ \t]*[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one file gives.

    `ids` are all ids and aliases written in it with the path of their entry; `failed` those whose
    entry is not among `values`, or not as it is in the file.
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
    """Read one file: `name` is the register, or the id of the document's or page's folder."""
    if kind in ("summary", "page"):
        return _prose(kind, name, language, path, content)
    source, problems = load_yaml(path, content)
    if problems:
        text = content.decode("utf-8", "replace")
        lost = frozenset(_ID_LINE.findall(text)) | ({name} if kind == "document" else set())
    else:
        lost = frozenset()
    if source is None:
        return ParsedFile(kind, name, path, problems=tuple(problems), failed=lost)
    if kind == "register":
        one = _register(name, path, source, problems)
    elif kind == "document":
        one = _document(name, path, source, problems)
    else:
        one = _settings(path, source, problems)
    return replace(one, failed=one.failed | lost) if lost else one


def _settings(path: str, source: YamlFile, problems: list[Diagnostic]) -> ParsedFile:
    written = source.data.get("schema") if isinstance(source.data, dict) else None
    version = _version(written) if isinstance(written, str) else None
    if version is not None and version != SCHEMA_VERSION:
        newer = version > SCHEMA_VERSION
        other = Diagnostic(
            source.position(("schema",)),
            Code.SCHEMA_VERSION,
            f"this content is written for schema {written}, and this generator reads schema {SCHEMA_VERSION}",
            "use a newer generator" if newer else "the changelog says how to bring content up to date",
        )
        return ParsedFile("settings", "", path, problems=(other,), source=source)
    value, found, _ = validate_partially(Settings, source.data, source)
    values = () if value is None else (value,)
    failed = frozenset({SETTINGS}) if found else frozenset()
    return ParsedFile("settings", "", path, "", values, (*problems, *found), source, (), failed)


def _version(written: str) -> int | None:
    """The number that is written, as far as its size matters; `None` for what is none."""
    found = _WHOLE.fullmatch(written.replace("_", ""))
    return int(f"{found[1]}{found[2][:_LONG]}") if found else None


def _register(name: str, path: str, source: YamlFile, problems: list[Diagnostic]) -> ParsedFile:
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
        value, found, lost = validate_partially(REGISTER_MODELS[name], entry, source, (index,))
        problems += found
        lost_ids |= lost
        if value is not None:
            values.append(value)
        ids += _ids(REGISTER_MODELS[name], entry, (index,))
    return ParsedFile(
        "register", name, path, "", tuple(values), tuple(problems), source, tuple(ids), frozenset(lost_ids)
    )


def _document(name: str, path: str, source: YamlFile, problems: list[Diagnostic]) -> ParsedFile:
    value, found, failed = validate_partially(Document, _named(source.data), source)
    problems += found
    data = source.data if isinstance(source.data, dict) else {}
    ids = _ids(Document, data, ())
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


def _named(data: Any) -> Any:
    """The values of a document; a draft may lack what it is called, and then has no words for it."""
    if not isinstance(data, dict) or str(data.get("draft")).lower() not in ("true", "yes", "on", "1"):
        return data
    return {**data, **{name: {} for name in FIELDS_A_DRAFT_MAY_LACK if data.get(name) is None}}


def _ids(model: type[Entry], entry: Any, path: KeyPath) -> list[tuple[str, KeyPath]]:
    """The ids and aliases of an entry and of the entries within it."""
    if not isinstance(entry, dict):
        return []
    found = [(entry["id"], path)] if isinstance(entry.get("id"), str) else []
    aliases = entry.get("aliases")
    if isinstance(aliases, list):
        found += [(alias, path) for alias in aliases if isinstance(alias, str)]
    for relation in relations_of(model).owned:
        inside = entry.get(relation.key)
        if isinstance(inside, list):
            for index, nested in enumerate(inside):
                found += _ids(relation.type, nested, (*path, relation.key, index))
    return found


def _prose(kind: FileKind, name: str, language: str, path: str, content: bytes) -> ParsedFile:
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
        head, found = _head(model, source)
        problems += found
    if head is None:
        head = _NO_HEAD if kind == "page" else Translation()
    prose = Prose.model_construct(
        language=language, path=path, line=front.body_line, head=head, body=front.body
    )
    bad = failed if problems else frozenset()
    return ParsedFile(kind, name, path, language, (prose,), tuple(problems), source, (), bad)


def _head(model: type[Translation], source: YamlFile) -> tuple[Translation | None, list[Diagnostic]]:
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
