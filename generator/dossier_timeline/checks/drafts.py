"""Drafts: what readers will see must not name what only a draft has, and a draft may be unfinished."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dossier_timeline.config import MarkdownSettings
from dossier_timeline.diagnostics.codes import Code, Trait
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.markup.links import resolve_target
from dossier_timeline.markup.markdown import serialise_settings
from dossier_timeline.markup.prose import parse_prose
from dossier_timeline.model.documents import Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.drafts import find_draft_files, find_draft_ids, remove_drafts
from dossier_timeline.model.located_values import find_named_ids
from dossier_timeline.model.references import find_references
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.wordings import find_wordings


def check_draft_references(
    dossier: Dossier, positions: SourcePositions, markdown: MarkdownSettings, content_path: str
) -> list[Diagnostic]:
    """Each place of published content that names something of a draft (`draft-reference`)."""
    shown = remove_drafts(dossier)
    return (
        []
        if shown is dossier
        else list(_DraftReferences(dossier, shown, positions, markdown, content_path).problems())
    )


def _make_path_test(dossier: Dossier, content_path: str) -> Callable[[str], bool]:
    """The test whether a path, as in positions, is a file of a draft."""
    folders = tuple(f"{content_path}/documents/{name}/" for name in find_draft_ids(dossier))
    files = find_draft_files(dossier)
    return lambda path: path in files or path.startswith(folders)


class _DraftReferences:
    def __init__(
        self,
        all_content: Dossier,
        published: Dossier,
        positions: SourcePositions,
        markdown: MarkdownSettings,
        content_path: str,
    ) -> None:
        self.all_content, self.published, self.positions = all_content, published, positions
        self.markdown = markdown
        self._is_draft_path = _make_path_test(all_content, content_path)

    def problems(self) -> Iterator[Diagnostic]:
        for entry, path, used in find_named_ids(self.published):
            if self._is_drafted(used):
                yield self._problem(self.positions.of(entry, *path), used)
        for wording in find_wordings(self.published):
            for code, text in wording.words.root.items():
                for reference in find_references(text):
                    if self._is_drafted(reference.id):
                        path = (*wording.path, code)
                        yield self._problem(
                            self.positions.in_text(wording.entry, path, reference.start), reference.id
                        )
        for entry, by_language in self.published.texts():
            for code, prose in by_language.items():
                yield from self._prose(entry, code, prose)

    def _prose(self, entry_id: str, code: str, prose: Prose) -> Iterator[Diagnostic]:
        settings = serialise_settings(self.markdown.extension_settings)
        parsed = parse_prose(prose.body, self.markdown.extensions, settings)
        for reference in parsed.references:
            if self._is_drafted(reference.id):
                place = self.positions.in_body(entry_id, code, reference.line, reference.column)
                yield self._problem(place, reference.id)
        for link in parsed.links:
            target = "" if link.external else resolve_target(link.href, prose.path)[0]
            if self._is_draft_path(target):
                place = self.positions.in_body(entry_id, code, link.line, link.column)
                yield self._problem(place, link.href)

    def _is_drafted(self, used: str) -> bool:
        return used in self.all_content.by_id and used not in self.published.by_id

    def _problem(self, position: Position, used: str) -> Diagnostic:
        home = self.all_content.document_of.get(used)
        where = "is a draft" if home is None or home.id == used else f"stands in the draft “{home.id}”"
        return Diagnostic(
            position,
            Code.DRAFT_REFERENCE,
            f"“{used}” {where}, so readers would find nothing here",
            "take the reference out for now, or finish the draft and remove “draft: true” from it",
        )


def remove_unfinished_problems(
    problems: Iterable[Diagnostic], dossier: Dossier, content: str
) -> list[Diagnostic]:
    """The problems but for those that say of a draft that it is unfinished.

    `content` is the content folder as in positions.
    """
    is_draft_path = _make_path_test(dossier, content)
    return [
        problem
        for problem in problems
        if Trait.MAY_BE_UNFINISHED not in problem.code.traits or not is_draft_path(problem.position.path)
    ]
