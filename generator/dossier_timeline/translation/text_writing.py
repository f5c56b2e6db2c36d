"""Writing a Markdown text in another language, from the blocks that were translated and those that stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from dossier_timeline.content.file_editor import FileEditor
from dossier_timeline.content.text_decoding import split_front_matter
from dossier_timeline.content.yaml_writing import dump_scalar
from dossier_timeline.model.documents import PageHead
from dossier_timeline.model.text_digests import digest_body
from dossier_timeline.translation.prose_parts import ProsePart, ProseParts, split_prose, write_block
from dossier_timeline.translation.translation_units import (
    PairedText,
    UnitList,
    UnitState,
    adapt_links,
    list_text_ids,
)
from dossier_timeline.translation.unit_checks import UnitFlaw


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A text as it's to be written: `content` is `None` where nothing changes.

    `is_finished` says that all of it says what the other language says; `digest` is that of its body.
    """

    path: str
    content: bytes | None
    digest: str
    is_finished: bool
    flaws: tuple[UnitFlaw, ...] = ()


def write_translated_text(
    pair: PairedText,
    units: UnitList,
    before: bytes | None,
    blocks: Mapping[int, str],
    head: Mapping[str, str],
) -> TranslatedText:
    """The file of a text with some blocks (by their place) and fields of its front matter translated.

    `before` is the file as it is. In a new one, which is a draft then, blocks without a translation hold
    their place.
    """
    writer = _TextWriter(pair, units, blocks)
    body, open_blocks, flaws = writer.write_body()
    folder = pair.source.path.rpartition("/")[0]
    path = pair.target.path if pair.target else f"{folder}/{units.language}.md"
    is_new = pair.target is None or writer.is_begun
    if before is None or pair.target is None:
        text = _write_front_matter(pair, units.language, head, draft=is_new and open_blocks > 0) + body
        content = text.encode()
    else:
        editor = FileEditor(path, before)
        for name, words in head.items():
            start, end = editor.span_of(editor.find_node((name,)))
            editor.edits[start, end] = dump_scalar(words)
        if writer.is_begun and not writer.has_missing_blocks() and pair.target.head.draft:
            _remove_draft(editor)
        start = editor.body
        new_body = body if blocks else None
        if new_body is not None and editor.newline == "\r\n":
            new_body = new_body.replace("\n", "\r\n")
        if new_body is not None:
            editor.edits[start, len(editor.text)] = new_body
        content = editor.edited_bytes()
    new = split_front_matter(path, content.decode("utf-8-sig"))[0].body
    flaws = (*flaws, *_check_shapes(pair, new, blocks, units))
    missing_head = isinstance(pair.source.head, PageHead) and pair.target is None and len(head) < 3
    is_finished = not open_blocks and not missing_head and bool(blocks)
    return TranslatedText(path, content if content != before else None, digest_body(new), is_finished, flaws)


def _remove_draft(editor: FileEditor) -> None:
    """Take `draft` out of the front matter, and the whole of it where nothing else stands there."""
    if editor.head.strip() in ("draft: true", ""):
        editor.edits[0, editor.body] = ""
    else:
        editor.remove_key(("draft",))


class _TextWriter:
    def __init__(self, pair: PairedText, units: UnitList, blocks: Mapping[int, str]) -> None:
        self.pair, self.units, self.blocks = pair, units, blocks
        self.source, self.target = pair.source_parts, pair.target_parts
        self.width = (self.target if pair.target and self.target.width else self.source).width
        self.is_begun = pair.target is None or any(
            self._state(index) is UnitState.MISSING
            and index in pair.pairs
            and self.target.blocks[pair.pairs[index]].words.startswith(f"[{units.language}] ")
            for index in range(len(self.source.blocks))
            if self.source.blocks[index].is_translated
        )

    def _state(self, index: int) -> UnitState:
        return self.pair.find_state(index)[0]

    def write_body(self) -> tuple[str, int, tuple[UnitFlaw, ...]]:
        """The body, how many of its blocks don't say yet what they should, and what is wrong."""
        parts = [self.target.before if self.pair.target else self.source.before]
        open_blocks = 0
        flaws: list[UnitFlaw] = []
        existing = {
            name: list(group) for name, group in groupby(self.target.blocks, key=lambda one: one.section)
        }
        for name, group in groupby(enumerate(self.source.blocks), key=lambda one: one[1].section):
            section = list(group)
            missing = [index for index, block in section if not self._is_available(index, block)]
            taken = [index for index, _ in section if index in self.blocks]
            open_blocks += sum(
                self._state(index) is not UnitState.IN_STEP
                for index, block in section
                if block.is_translated and index not in self.blocks
            )
            if missing and not self.is_begun:
                parts += [block.raw + (block.gap or "") for block in existing.get(name, [])]
                if taken:
                    flaws.append(self._describe_open_section(name, missing))
                continue
            parts += [self._write_part(index, block) for index, block in section]
        return "".join(parts).rstrip("\n") + "\n", open_blocks, tuple(flaws)

    def has_missing_blocks(self) -> bool:
        """Whether a block has neither a translation nor one that came now."""
        return any(not self._is_available(*one) for one in enumerate(self.source.blocks))

    def _is_available(self, index: int, block: ProsePart) -> bool:
        return not block.is_translated or index in self.blocks or self._state(index) is not UnitState.MISSING

    def _write_part(self, index: int, block: ProsePart) -> str:
        existing = self.target.blocks[self.pair.pairs[index]] if index in self.pair.pairs else None
        gap = block.gap if block.gap or index == len(self.source.blocks) - 1 else ""
        if index in self.blocks:
            words = adapt_links(self.blocks[index], self.units.source_language, self.units.language)
            if existing is not None and existing.words == words:
                return existing.raw + gap
            return write_block(existing or block, words, self.width) + gap
        if existing is not None and (not block.is_translated or self._state(index) is not UnitState.MISSING):
            return existing.raw + gap
        if not block.is_translated:
            return adapt_links(block.raw, self.units.source_language, self.units.language) + gap
        words = f"[{self.units.language}] {block.words}"
        return (
            write_block(
                block, adapt_links(words, self.units.source_language, self.units.language), self.width
            )
            + gap
        )

    def _describe_open_section(self, name: str, missing: list[int]) -> UnitFlaw:
        places = list_text_ids(self.units, self.pair.entry_id)
        ids = [places[index] for index in missing if index in places]
        taken = next(places[index] for index in self.blocks if self.source.blocks[index].section == name)
        message = f"other paragraphs under the same heading have no translation: {', '.join(ids[:5])}"
        return UnitFlaw(taken, message, "translate all under this heading, whose paragraphs have changed")


def _write_front_matter(pair: PairedText, language: str, head: Mapping[str, str], *, draft: bool) -> str:
    """The front matter of a new text."""
    lines = list(_list_head_lines(pair, language, head))
    if draft or (isinstance(pair.source.head, PageHead) and len(head) < 3):
        lines.append("draft: true")
    return "".join(f"{line}\n" for line in ["---", *lines, "---"]) if lines else ""


def _list_head_lines(pair: PairedText, language: str, head: Mapping[str, str]) -> Iterator[str]:
    source = pair.source.head
    if not isinstance(source, PageHead):
        return
    for name in ("title", "slug", "description"):
        unwritten = source.slug if name == "slug" else f"[{language}] {getattr(source, name)}"
        yield f"{name}: {dump_scalar(head.get(name, unwritten))}"
    if source.free_numbers:
        yield "free_numbers: true"


_MARKS = re.compile(r"\s+")


def _check_shapes(
    pair: PairedText, body: str, blocks: Mapping[int, str], units: UnitList
) -> Iterator[UnitFlaw]:
    """Whether each translated block is one block of its kind in the text as it would be written."""
    written: ProseParts = split_prose(body)
    shapes = {(one.kind, _MARKS.sub(" ", one.words)) for one in written.blocks}
    names = list_text_ids(units, pair.entry_id)
    for index, words in blocks.items():
        shown = _MARKS.sub(" ", adapt_links(words, units.source_language, units.language))
        if (pair.source_parts.blocks[index].kind, shown) not in shapes:
            message = "these words would be cut into several parts of the text"
            yield UnitFlaw(
                names[index], message, "write them as one paragraph, with no sign of Markdown that is new"
            )
