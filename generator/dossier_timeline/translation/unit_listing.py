"""Listing the units of a dossier: of its texts, its words of YAML and its own catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from babel.messages.catalog import Message

from dossier_timeline.content.reading import ContentReading
from dossier_timeline.languages.catalogues import SLUG_CONTEXT, message_key, source_words, translated_forms
from dossier_timeline.languages.plural_forms import list_needed_forms
from dossier_timeline.model.base import Entry, ModelValue
from dossier_timeline.model.documents import Document, Page, PageHead
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.located_values import LocatedValue, walk_values
from dossier_timeline.model.references import find_references
from dossier_timeline.model.relations import find_words
from dossier_timeline.model.source_positions import SETTINGS
from dossier_timeline.model.sources import Quotation
from dossier_timeline.model.text_digests import digest_body, is_same_text
from dossier_timeline.model.translation_status import TranslationStatus, compare_translations
from dossier_timeline.model.wordings import needs_words
from dossier_timeline.translation.inline_codes import WordsForm
from dossier_timeline.translation.translation_units import (
    CataloguePlace,
    FormPlace,
    HeadPlace,
    PairedText,
    TextPlace,
    TranslationUnit,
    UnitList,
    UnitState,
    WordsPlace,
    is_unwritten,
    make_unit_id,
)

_HEAD_FIELDS = ("title", "slug", "description")
_NAMES = ("title", "name", "label", "term", "short")
"""Fields that say what an entry is called, the first that it has."""

WordsKey = tuple[str, tuple[str | int, ...]]
EarlierBodies = Callable[[str, str], "str | None"]
"""By path and recorded digest: the body that a text had."""


@dataclass(frozen=True)
class InterfaceWords:
    """The words that a dossier's own catalogue of a language should have; `file` is where it is, or would be.

    `messages` hold what is translated so far; `source` has the words in the language that is translated from,
    by their key.
    """

    file: str
    messages: tuple[Message, ...] = ()
    source: Mapping[tuple[str, str], tuple[str, ...]] | None = None


@dataclass(frozen=True)
class UnitLister:
    """Lists the units of a dossier that is translated from one of its languages into another.

    `earlier_words` are words of YAML that have changed since they were translated, as they were then.
    """

    reading: ContentReading
    dossier: Dossier
    language: str
    source_language: str
    content: str
    earlier_bodies: EarlierBodies
    earlier_words: Mapping[WordsKey, str]
    interface: InterfaceWords
    exactly: bool = False

    def list_units(self) -> UnitList:
        """Every unit, whatever its state."""
        texts = {one.entry_id: one for one in self._pair_texts()}
        units = [
            *self._list_words(),
            *self._list_forms(),
            *self._list_text_units(texts),
            *self._list_interface(),
        ]
        return UnitList(self.language, self.source_language, tuple(_with_own_ids(units)), texts)

    # Markdown

    def _pair_texts(self) -> Iterator[PairedText]:
        drafts = {document.id for document in self.dossier.documents if document.draft}
        for entry, texts in self.dossier.texts():
            source, target = texts.get(self.source_language), texts.get(self.language)
            if (
                source is None
                or source.head.draft
                or (not source.body.strip() and target is None)
                or entry in drafts
            ):
                continue
            both = {self.source_language: source} | ({self.language: target} if target else {})
            recorded = self.dossier.translations.get(entry, {})
            status = next(
                (
                    one.status
                    for one in compare_translations(entry, both, recorded, exactly=self.exactly)
                    if one.language == self.language
                ),
                TranslationStatus.NEVER_COMPARED,
            )
            digest = recorded.get(self.language, {}).get(self.source_language, "")
            is_behind = status is not TranslationStatus.IN_STEP
            before = self.earlier_bodies(source.path, digest) if target and is_behind and digest else None
            yield PairedText(entry, source, target, is_behind, before, self.exactly)

    def _list_text_units(self, texts: Mapping[str, PairedText]) -> Iterator[TranslationUnit]:
        for entry, text in texts.items():
            folder, _, _ = text.source.path.rpartition("/")
            file = text.target.path if text.target else f"{folder}/{self.language}.md"
            what = self._describe_text(entry)
            yield from self._list_head_units(entry, text, file, what)
            counts: Counter[str] = Counter()
            heading = ""
            for index, block in enumerate(text.source_parts.blocks):
                if block.tail and block.lead.startswith("#"):
                    heading = block.words
                if not block.is_translated:
                    continue
                counts[block.section] += 1
                state, before = text.find_state(index)
                words = block.words
                yield TranslationUnit(
                    make_unit_id(entry, "text", block.section or "top", counts[block.section]),
                    file,
                    block.form,
                    words,
                    "" if state is UnitState.MISSING else text.find_target(index),
                    state,
                    TextPlace(entry, index),
                    before,
                    (
                        f"{what}, {block.kind}"
                        + (f" under “{heading}”" if heading and words != heading else ""),
                        *self._describe_references(words),
                    ),
                )

    def _list_head_units(
        self, entry_id: str, text: PairedText, file: str, what: str
    ) -> Iterator[TranslationUnit]:
        head, other = text.source.head, text.target.head if text.target else None
        if not isinstance(head, PageHead):
            return
        for name in _HEAD_FIELDS:
            words = str(getattr(head, name))
            target = str(getattr(other, name)) if isinstance(other, PageHead) else ""
            # A draft has the slug of the other language until its own is translated.
            is_lent_slug = name == "slug" and other is not None and other.draft and target == words
            if is_unwritten(target, self.language) or is_lent_slug:
                target = ""
            yield TranslationUnit(
                make_unit_id(entry_id, name),
                file,
                WordsForm.PLAIN,
                words,
                target,
                UnitState.IN_STEP if target else UnitState.MISSING,
                HeadPlace(entry_id, name),
                "",
                (f"{what}, {name}: {_describe_field(PageHead, name)}",),
                name == "slug",
            )

    def _describe_text(self, entry_id: str) -> str:
        document = self.dossier.by_id.get(entry_id)
        if isinstance(document, Document):
            return f"Summary of the document “{document.short.get(self.source_language) or entry_id}”"
        page = next((one for one in self.dossier.pages if one.id == entry_id), None)
        head = page.texts[self.source_language].head if isinstance(page, Page) else None
        return f"Page “{head.title if isinstance(head, PageHead) else entry_id}”"

    # Words of YAML

    def _list_words(self) -> Iterator[TranslationUnit]:
        for located in walk_values(self.dossier):
            if located.document is not None and located.document.draft:
                continue
            if isinstance(located.value, Document) and located.value.draft:
                continue
            source, _ = self.reading.positions.find_entry(located.entry)
            if source is None:
                continue
            for relation, below, words in find_words(located.value):
                path = (*located.path, *below)
                original = self._find_original(located, path)
                text = words.get(self.source_language) or original
                if not needs_words(self.dossier, located.entry, path, words, self.language) or not text:
                    continue
                yield self._make_words_unit(
                    located, path, text, words.get(self.language) or "", source.path, relation.is_address
                )

    def _make_words_unit(  # noqa: PLR0917 -- what there is to know of words
        self,
        located: LocatedValue,
        path: tuple[str | int, ...],
        text: str,
        target: str,
        file: str,
        is_slug: bool,
    ) -> TranslationUnit:
        name = make_unit_id(located.entry, *path)
        if is_unwritten(target, self.language):
            target = ""
        before = self.earlier_words.get((located.entry, path), "") if target else ""
        recorded = (
            self.dossier.translations.get(name, {}).get(self.language, {}).get(self.source_language, "")
        )
        if before and recorded and is_same_text(recorded, digest_body(text), exactly=self.exactly):
            before = ""
        state = UnitState.MISSING if not target else UnitState.BEHIND if before else UnitState.IN_STEP
        key = next(str(step) for step in path[len(located.path) :])
        place = f"{self._describe_entry(located)}, {'.'.join(map(str, path))}"
        meaning = _describe_field(type(located.value), key)
        notes = [f"{place}: {meaning}", *self._describe_references(text)]
        form = WordsForm.PLAIN if is_slug else WordsForm.SHORT
        where = WordsPlace(located.entry, path)
        return TranslationUnit(name, file, form, text, target, state, where, before, tuple(notes), is_slug)

    def _find_original(self, located: LocatedValue, path: tuple[str | int, ...]) -> str:
        """What a source says itself, where that is in the language that is translated from."""
        entry = located.value
        document = located.document
        if isinstance(entry, Quotation) and path == ("translation",) and document:
            return entry.text if (entry.language or document.language) == self.source_language else ""
        if path[:2] == ("text", "translated_sections"):
            owner = self.dossier.by_id.get(located.entry)
            if isinstance(owner, Document) and owner.language == self.source_language:
                return str(path[-1])
        return ""

    def _list_forms(self) -> Iterator[TranslationUnit]:
        """The forms of the names of units."""
        for unit in self.dossier.units:
            source, _ = self.reading.positions.find_entry(unit.id)
            given: dict[str, str] = dict(unit.name.get(self.source_language, {}).items())
            own: dict[str, str] = dict(unit.name.get(self.language, {}).items())
            if source is None or not given:
                continue
            for form in list_needed_forms(self.language):
                target = own.get(form, "")
                target = "" if is_unwritten(target, self.language) else target
                text = given.get(form) or given.get("other") or next(iter(given.values()))
                yield TranslationUnit(
                    make_unit_id(unit.id, "name", form),
                    source.path,
                    WordsForm.COUNTED,
                    text,
                    target,
                    UnitState.IN_STEP if target else UnitState.MISSING,
                    FormPlace(unit.id, form),
                    "",
                    (f"Unit “{unit.id}”: the form “{form}” of the language that is translated into",),
                )

    # Words of the interface

    def _list_interface(self) -> Iterator[TranslationUnit]:
        for message in self.interface.messages:
            key = message_key(message)
            forms = translated_forms(message)
            sources = (self.interface.source or {}).get(key) or source_words(message)
            many = len(source_words(message)) > 1
            for number, target in enumerate(forms if many else forms[:1] or ("",)):
                text = sources[min(number, len(sources) - 1)]
                notes = [
                    f"Words of the interface, “{key[1]}”" + (f", in the context “{key[0]}”" if key[0] else "")
                ]
                notes += message.auto_comments
                notes += [f"shown by {name}" for name, _ in message.locations[:3]]
                notes += [f"plural form {number}"] if many else []
                is_open = bool(message.fuzzy and target)
                yield TranslationUnit(
                    make_unit_id("interface", f"{key[0]} {key[1]}", number),
                    self.interface.file,
                    WordsForm.INTERFACE_PLURAL if many else WordsForm.INTERFACE,
                    text,
                    target,
                    UnitState.MISSING if not target else UnitState.BEHIND if is_open else UnitState.IN_STEP,
                    CataloguePlace(key, number),
                    "",
                    tuple(notes),
                    key[0] == SLUG_CONTEXT,
                )

    # What translators are told

    def _describe_entry(self, located: LocatedValue) -> str:
        if located.entry == SETTINGS:
            return "The dossier itself"
        entry = self.dossier.by_id.get(located.entry)
        what = type(entry).__name__ if entry is not None else "entry"
        document = located.document
        where = ""
        if document is not None and document.id != located.entry:
            where = f" of the document “{document.short.get(self.source_language) or document.id}”"
        return f"{what} “{located.entry}”{where}"

    def _describe_references(self, text: str) -> Iterator[str]:
        """What each reference in a text stands for."""
        for name in dict.fromkeys(one.id for one in find_references(text)):
            entry = self.dossier.by_id.get(name)
            if isinstance(entry, Entry):
                yield f"[[{name}]]: {self._name_entry(entry)}"

    def _name_entry(self, entry: Entry) -> str:
        value = f"{entry.value} {entry.unit or ''} ".replace("  ", " ") if isinstance(entry, Fact) else ""
        for name in _NAMES:
            words = getattr(entry, name, None)
            if words:
                shown = words if isinstance(words, str) else words.get(self.source_language)
                if shown:
                    return f"{type(entry).__name__.lower()}, {value}{shown}"
        return f"{type(entry).__name__.lower()} {value}".strip()


def _describe_field(model: type[ModelValue], key: str) -> str:
    """What the documentation says of a field."""
    for name, info in model.model_fields.items():
        if key in (name, info.alias):
            return " ".join((info.description or "").split())
    return ""


def _with_own_ids(units: list[TranslationUnit]) -> Iterator[TranslationUnit]:
    """The units, the first of those with one id only: an id that stands twice is told elsewhere."""
    names: set[str] = set()
    for one in units:
        if one.id not in names:
            names.add(one.id)
            yield one
