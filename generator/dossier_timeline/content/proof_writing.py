"""Writing what was proven into content: new facts into the document, references into its summaries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from dossier_timeline.config import ProjectPaths
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.entry_positions import EntryPositions
from dossier_timeline.content.fact_writing import append_facts
from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.in_step_digests import keep_in_step
from dossier_timeline.content.reference_forms import ChosenForm
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.translation_records import TRANSLATIONS_FILE, write_translations
from dossier_timeline.evidence.shared_values import SharedValue
from dossier_timeline.file_reading import LARGEST_LIST, read_plain_file
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.references import Reference
from dossier_timeline.model.story import Event


@dataclass(frozen=True, slots=True)
class ProvenValue:
    """A value of the summaries with what proves it, and the form of its reference in each language."""

    shared: SharedValue
    target: Fact | Event | Document
    is_new: bool
    forms: Mapping[str, ChosenForm]
    open_years: frozenset[int] = frozenset()
    """The years of its passage, where no words say that a new fact belongs to one of them."""


def plan_proofs(
    paths: ProjectPaths,
    positions: EntryPositions,
    dossier: Dossier,
    document: Document,
    proven: Iterable[ProvenValue],
) -> ChangeSet:
    """The changes to document.yml and the summaries. Raises `EditError`.

    Summaries that were in step with each other stay so.
    """
    texts = next((one.texts for one in dossier.summaries if one.document == document.id), {})
    source, _ = positions.find_entry(document.id)
    if source is None:
        raise EditError(f"“{document.id}” has no file of its own")
    editors = {
        path: FileEditor(path, read_plain_file(paths.root / path, MAX_CONTENT_BYTES))
        for path in (source.path, *(prose.path for prose in texts.values()))
    }
    proven = list(proven)
    facts = [one.target for one in proven if one.is_new and isinstance(one.target, Fact)]
    if facts:
        append_facts(editors[source.path], facts)
    for one in proven:
        for code, chosen in one.forms.items():
            reference = Reference(one.target.id, chosen.form)
            editors[texts[code].path].replace_in_body(chosen.start, chosen.end, str(reference))
    writes = {path: editor.edited_bytes() for path, editor in editors.items() if editor.edits}
    translations = keep_in_step(dossier, editors)
    if translations != dossier.translations:
        writes[f"{paths.content_path}/{TRANSLATIONS_FILE}"] = write_translations(translations)
    return ChangeSet(writes)


def show_changes(root: Path, changes: ChangeSet) -> str:
    """The changes as a unified diff."""
    lines: list[str] = []
    for path, content in changes.writes.items():
        file = root / path
        old = read_plain_file(file, LARGEST_LIST) if file.exists() else b""
        before = old.decode("utf-8").splitlines(keepends=True)
        after = content.decode("utf-8").splitlines(keepends=True)
        lines += unified_diff(before, after, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)
