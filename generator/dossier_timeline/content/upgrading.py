"""Content of an older schema, brought to the one that is read now; every other byte stays as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier_timeline.content.change_set import ChangeSet, read_after_changes
from dossier_timeline.content.content_files import SETTINGS_FILE, ContentFile, list_content_files
from dossier_timeline.content.entry_positions import EntryPositions
from dossier_timeline.content.file_editor import FileEditor
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.translation_records import TRANSLATIONS_FILE, write_translations
from dossier_timeline.content.yaml_nodes import KeyPath, YamlNode, find_yaml_node
from dossier_timeline.content.yaml_reading import load_yaml
from dossier_timeline.evidence.receipt import RECEIPT_PATH, Receipt, ReceiptEntry
from dossier_timeline.evidence.verified_passages import (
    VerifiedPassage,
    VerifiedText,
    describe_place,
    digest_segmentation,
)
from dossier_timeline.file_reading import LARGEST_LIST, read_plain_file
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import SCHEMA_VERSION, Dossier
from dossier_timeline.model.located_values import walk_values
from dossier_timeline.model.sources import Passage

OLDEST_SCHEMA = 1
"""The oldest schema that can be brought to the present one."""

_PASSAGE, _DIGEST, _IN_STEP = "passage", "digest", "in_step"

Digests = Mapping[tuple[str, KeyPath], str]
"""The digests that content had, by file and by the path of the passage."""


class UpgradeError(Exception):
    """Content can't be brought to the present schema."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The changes to make, and how many digests they move to the files that commands write."""

    changes: ChangeSet
    digests: int


def plan_upgrade(root: Path, content: str) -> Upgrade | None:
    """What to change in the folder `content` below `root`; `None` when it has the present schema.

    Digests of passages are taken out of the YAML and put into the receipt, whose entries go on holding; those
    of translations are taken out of the front matter of texts.

    Raises:
        UpgradeError: when the schema isn't one that can be upgraded, or the receipt can't be read.
        EditError: when a file is written in a way in which it can't be changed.
    """
    content_files = list_content_files(root / content, content)[0]
    settings = next((one for one in content_files if one.kind == "settings"), None)
    if settings is None:
        raise UpgradeError(f"there is no {content}/{SETTINGS_FILE}")
    schema = _read_schema(settings)
    if schema == str(SCHEMA_VERSION):
        return None
    if schema != str(OLDEST_SCHEMA):
        raise UpgradeError(f"{settings.path} has schema {schema or 'none'}, which nothing is known of")
    writes: dict[str, bytes] = {}
    digests: dict[tuple[str, KeyPath], str] = {}
    translations: dict[str, dict[str, dict[str, str]]] = {}
    for file in content_files:
        editor = FileEditor(file.path, read_plain_file(file.file, MAX_CONTENT_BYTES))
        if file.path.endswith(".yml"):
            digests |= {(file.path, path): digest for path, digest in _take_digests(editor)}
        elif in_step := _take_in_step(editor):
            translations.setdefault(file.name, {})[file.language] = in_step
        if file is settings:
            editor.replace_scalar(("schema",), schema, str(SCHEMA_VERSION))
        if editor.edits:
            writes[file.path] = editor.edited_bytes()
    if translations:
        writes[f"{content}/{TRANSLATIONS_FILE}"] = write_translations(translations)
    receipt = _upgrade_receipt(root, content, ChangeSet(writes), digests)
    if receipt is not None:
        writes[f"{content}/{RECEIPT_PATH}"] = receipt.to_json().encode()
    count = len(digests) + sum(len(one) for texts in translations.values() for one in texts.values())
    return Upgrade(ChangeSet(dict(sorted(writes.items()))), count)


def _read_schema(settings: ContentFile) -> str:
    source, _ = load_yaml(settings.path, read_plain_file(settings.file, MAX_CONTENT_BYTES))
    schema = source.data.get("schema") if source and isinstance(source.data, dict) else None
    return schema if isinstance(schema, str) else ""


def _take_digests(editor: FileEditor) -> Iterator[tuple[KeyPath, str]]:
    """Take the digest out of each passage of a file; the path of the passage, and the digest."""
    root, _ = find_yaml_node(editor.head, ())
    for path, passage in _walk_passages(root, ()) if root else ():
        if _DIGEST in passage.by_key:
            yield path, passage.by_key[_DIGEST][1].text
            editor.remove_key((*path, _DIGEST))


def _take_in_step(editor: FileEditor) -> dict[str, str]:
    """Take out of a text's front matter with which other texts it was last in step, by language."""
    root, _ = find_yaml_node(editor.head, ()) if editor.head.strip() else (None, None)
    if root is None or _IN_STEP not in root.by_key:
        return {}
    value = root.by_key[_IN_STEP][1]
    if len(root.pairs) == 1 and "#" not in editor.head:
        editor.edits[0, editor.body] = ""
    else:
        editor.remove_key((_IN_STEP,))
    return {code: digest.text for code, (_, digest) in value.by_key.items()}


def _walk_passages(node: YamlNode, path: KeyPath) -> Iterator[tuple[KeyPath, YamlNode]]:
    for index, item in enumerate(node.items):
        yield from _walk_passages(item, (*path, index))
    for key, (_, value) in node.by_key.items():
        if key == _PASSAGE and value.pairs:
            yield (*path, key), value
        yield from _walk_passages(value, (*path, key))


def _upgrade_receipt(root: Path, content: str, changes: ChangeSet, digests: Digests) -> Receipt | None:
    """The receipt in its present form, with the passages of the content as it is after the changes."""
    before = _read_old_receipt(root / content / RECEIPT_PATH)
    if before is None and not digests:
        return None
    reading = read_after_changes(root, content, changes)
    if reading.dossier is None:
        raise UpgradeError("\n".join(map(str, reading.problems)))
    texts, entries = before or ({}, {})
    passages = _collect_passages(reading.dossier, reading.positions, digests)
    documents = {
        document.id: VerifiedText(digest_segmentation(document.text), passages.get(document.id, {}))
        for document in reading.dossier.documents
        if document.id in passages or document.text.file in texts
    }
    return Receipt(texts, documents, entries)


def _collect_passages(
    dossier: Dossier, positions: EntryPositions, digests: Digests
) -> dict[str, dict[str, VerifiedPassage]]:
    """The passages by document and place, each with the digest that content had."""
    passages: dict[str, dict[str, VerifiedPassage]] = {}
    for located in walk_values(dossier):
        passage = located.value
        if not isinstance(passage, Passage):
            continue
        source, start = positions.find_entry(located.entry)
        digest = digests.get((source.path, (*start, *located.path))) if source else None
        named = dossier.by_id.get(passage.document) if passage.document else located.document
        if digest and isinstance(named, Document):
            passages.setdefault(named.id, {}).setdefault(describe_place(passage), VerifiedPassage(digest))
    return passages


def _read_old_receipt(file: Path) -> tuple[dict[str, str], dict[str, ReceiptEntry]] | None:
    """The digests of texts and the entries of a receipt of the first form; `None` when there is none."""
    if not file.exists():
        return None
    try:
        data: Any = json.loads(read_plain_file(file, LARGEST_LIST).decode("utf-8-sig"))
        entries = {
            name: ReceiptEntry(one["hash"], one["found"], one["checked"])
            for name, one in data["entries"].items()
        }
        return dict(data["texts"]), entries
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
        raise UpgradeError(
            f"{file.name} is no receipt of a verification; remove it, and verify anew"
        ) from None
