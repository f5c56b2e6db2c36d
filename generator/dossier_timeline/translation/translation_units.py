"""What a translator gets: units of words with their context, and how the translation of each stands."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from dossier_timeline.languages.catalogues import MessageKey
from dossier_timeline.model.documents import Prose
from dossier_timeline.model.relations import Path
from dossier_timeline.translation.inline_codes import InlineCode, WordsForm, code_words, encode_words
from dossier_timeline.translation.prose_parts import ProseParts, pair_blocks, pair_versions, split_prose
from dossier_timeline.translation.word_changes import is_changed


class UnitState(StrEnum):
    """How the translation of a unit stands."""

    MISSING = "missing"
    BEHIND = "behind"
    """The words that it translates have changed since, or nobody has recorded that it says the same."""
    IN_STEP = "in-step"


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A block of a Markdown text, by its place in the text that is translated."""

    entry_id: str
    index: int


@dataclass(frozen=True, slots=True)
class HeadPlace:
    """A field of the front matter of a page."""

    entry_id: str
    field: str


@dataclass(frozen=True, slots=True)
class WordsPlace:
    """Words of YAML: the entry, and the path of the words below it."""

    entry_id: str
    path: Path


@dataclass(frozen=True, slots=True)
class FormPlace:
    """One form of the name of a unit that facts count in."""

    unit: str
    form: str


@dataclass(frozen=True, slots=True)
class CataloguePlace:
    """Words of the interface: their key, and the number of their plural form."""

    key: MessageKey
    form: int


UnitPlace = TextPlace | HeadPlace | WordsPlace | FormPlace | CataloguePlace


@dataclass(frozen=True)
class TranslationUnit:
    """Words to translate.

    `file` is where the translation is written, `before` what the words were when it was made, and `is_slug`
    says that they are part of an address.
    """

    id: str
    file: str
    form: WordsForm
    source: str
    target: str
    state: UnitState
    place: UnitPlace
    before: str = ""
    notes: tuple[str, ...] = ()
    is_slug: bool = False

    @cached_property
    def _coded(self) -> tuple[str, tuple[InlineCode, ...]]:
        return code_words(self.source, self.form)

    @property
    def coded_source(self) -> str:
        """The words with tokens in the place of their marks."""
        return self._coded[0]

    @property
    def codes(self) -> tuple[InlineCode, ...]:
        """The marks of the words."""
        return self._coded[1]

    @cached_property
    def coded_target(self) -> str:
        """The translation as it stands, in the same tokens; "" where it has other marks, or is missing."""
        return encode_words(self.target, self.codes, self.form) or "" if self.target else ""


@dataclass(frozen=True)
class PairedText:
    """A Markdown text beside its translation.

    `target` is `None` where there is none; `is_behind` says that it isn't recorded to say the same, and
    `before` is the body that it translates, where that is known.
    """

    entry_id: str
    source: Prose
    target: Prose | None
    is_behind: bool
    before: str | None = None
    exactly: bool = False

    @cached_property
    def source_parts(self) -> ProseParts:
        """The blocks of the text."""
        return split_prose(self.source.body)

    @cached_property
    def target_parts(self) -> ProseParts:
        """The blocks of the translation."""
        return split_prose(self.target.body if self.target else "")

    @cached_property
    def _earlier(self) -> Mapping[int, tuple[int | None, str]]:
        """By block: the block of the translation, and the words that it translates."""
        parts = split_prose(self.before or "").blocks
        versions = pair_versions(self.source_parts.blocks, parts)
        translated = pair_blocks(parts, self.target_parts.blocks)
        return {now: (translated.get(then), parts[then].words) for now, then in versions.items()}

    @cached_property
    def pairs(self) -> Mapping[int, int]:
        """By block of the text: the block of the translation that says the same, or said the same before."""
        if self.before is not None:
            return {now: other for now, (other, _) in self._earlier.items() if other is not None}
        return pair_blocks(self.source_parts.blocks, self.target_parts.blocks)

    def find_target(self, index: int) -> str:
        """The words of the translation of a block, "" without any."""
        if index not in self.pairs or self.target is None:
            return ""
        words = self.target_parts.blocks[self.pairs[index]].words
        return adapt_links(words, self.target.language, self.source.language)

    def find_state(self, index: int) -> tuple[UnitState, str]:
        """How the translation of a block stands, and what the block was then ("" where unknown)."""
        words = self.find_target(index)
        if not words or is_unwritten(words, self.target.language if self.target else ""):
            return UnitState.MISSING, ""
        if not self.is_behind:
            return UnitState.IN_STEP, ""
        if self.before is None:
            return UnitState.BEHIND, ""
        earlier = self._earlier[index][1]
        if not is_changed(earlier, self.source_parts.blocks[index].words, exactly=self.exactly):
            return UnitState.IN_STEP, ""
        return UnitState.BEHIND, earlier


_SAFE_STEP = re.compile(r"[A-Za-z0-9_-]{1,60}")


def make_unit_id(*steps: str | int) -> str:
    """An id for a unit: its steps with points between them; one with other signs becomes a digest."""
    return ".".join(
        text if _SAFE_STEP.fullmatch(text := str(step)) else hashlib.sha256(text.encode()).hexdigest()[:8]
        for step in steps
    )


def is_unwritten(words: str, language: str) -> bool:
    """Whether words only hold the place of words that somebody still has to write."""
    return not words.strip() or words.startswith(f"[{language}] ") or words.strip() in ("…", "...")


def list_text_ids(units: UnitList, entry_id: str) -> Mapping[int, str]:
    """The ids of the units of a text, by the place of their block."""
    return {
        unit.place.index: unit.id
        for unit in units.units
        if isinstance(unit.place, TextPlace) and unit.place.entry_id == entry_id
    }


def adapt_links(words: str, language: str, other: str) -> str:
    """Words with links to texts of the dossier in one language leading to the same in another."""
    return re.sub(
        rf"(\]\([^()\s]*?)(?<![\w-]){re.escape(language)}\.md(?=[)#\s])", rf"\g<1>{other}.md", words
    )


@dataclass(slots=True)
class UnitCount:
    """How many units are in which state."""

    missing: int = 0
    behind: int = 0
    finished: int = 0

    def describe(self) -> str:
        """The numbers in words."""
        return f"{self.missing} missing, {self.behind} behind, {self.finished} in step"


def count_units(units: Sequence[TranslationUnit]) -> UnitCount:
    """How many of the units are missing, behind and in step."""
    states = [one.state for one in units]
    return UnitCount(*(states.count(state) for state in UnitState))


@dataclass(frozen=True)
class UnitList:
    """All units of a language with the texts among them, in the order of files."""

    language: str
    source_language: str
    units: tuple[TranslationUnit, ...]
    texts: Mapping[str, PairedText] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, TranslationUnit]:
        """Every unit by its id."""
        return {one.id: one for one in self.units}

    def by_file(self, units: Sequence[TranslationUnit]) -> Iterator[tuple[str, list[TranslationUnit]]]:
        """Some units by the file in which their translation is written, in order."""
        groups: dict[str, list[TranslationUnit]] = {}
        for one in units:
            groups.setdefault(one.file, []).append(one)
        yield from groups.items()
