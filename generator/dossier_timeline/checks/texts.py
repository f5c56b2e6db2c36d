"""What is wrong with the texts of a dossier: its words and its Markdown, in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Protocol

from dossier_timeline.checks.bare_numbers import (
    FREE_NUMBERS_KEY,
    check_front_matter_numbers,
    check_numbers,
    has_free_numbers,
)
from dossier_timeline.checks.language_parity import (
    compare_headings,
    compare_links,
    compare_no_claim_marks,
    compare_references,
    compare_short_texts,
)
from dossier_timeline.checks.mark_density import check_mark_density
from dossier_timeline.checks.mentions import MentionChecker
from dossier_timeline.checks.text_units import FaultlessTexts, TextUnit, list_text_units
from dossier_timeline.checks.translations import check_translation_status, check_translation_waivers
from dossier_timeline.checks.unwritten_texts import has_placeholders
from dossier_timeline.checks.vocabularies import make_vocabulary
from dossier_timeline.config import MarkdownSettings, ProjectPaths, TextSettings
from dossier_timeline.content.lexicon_files import load_number_words
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.languages import Language
from dossier_timeline.markup.links import explain_broken_link
from dossier_timeline.markup.markdown import serialise_settings
from dossier_timeline.markup.parsed_text import ParsedLink, ParsedText
from dossier_timeline.markup.prose import (
    find_lone_references,
    parse_prose,
    parse_short_words,
    remember_parsed_text,
)
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document, Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.translation_status import compare_all_translations
from dossier_timeline.model.wordings import Wording, collect_names
from dossier_timeline.notation.evidence_words import EvidenceWords
from dossier_timeline.notation.number_words import NumberWords
from dossier_timeline.notation.vocabulary import Vocabulary
from dossier_timeline.read_recorder import ReadRecorder
from dossier_timeline.site.builtin_pages import BUILTIN_PAGES
from dossier_timeline.workers import parallel_map

MIN_FORKED_TEXTS = 400
"""From so many words and texts on it pays to look at them in more than one process."""
MOST_OF_A_KIND = 50
"""How many problems of one kind are told of one text."""
PLACEHOLDERS = ("…", "...")
"""What stands in examples for words to be written."""


class TextCheckSteps(FaultlessTexts, Protocol):
    """What is known of texts in which nothing was wrong, and of what their check read."""

    @property
    def dossier(self) -> Dossier:
        """The dossier, reads of which are noted."""

    @property
    def recorder(self) -> ReadRecorder:
        """Notes what a check reads."""

    def holds_together(self) -> bool:
        """Whether the dossier was found to hold together, and only words of texts have changed since."""

    def note_holds_together(self) -> None:
        """Note that the dossier holds together."""

    def note_faultless(self, entry: Entry, texts: Mapping[str, Prose], reads: Set[str]) -> None:
        """Note that nothing is wrong with the words of an entry and its texts."""


def check_texts(
    dossier: Dossier,
    positions: SourcePositions,
    languages: Mapping[str, Language],
    *,
    paths: ProjectPaths,
    markdown: MarkdownSettings,
    text_settings: TextSettings | None = None,
    units: Sequence[TextUnit] | None = None,
    steps: TextCheckSteps | None = None,
) -> list[Diagnostic]:
    """Every problem of the texts of a dossier; `units` are those to look at, where they are known already.

    `steps` note in which nothing is wrong.
    """
    checked_dossier = steps.dossier if steps else dossier
    names = collect_names(dossier)
    checker = _TextChecker(
        checked_dossier, names, positions, languages, paths, markdown, text_settings or TextSettings()
    )
    units = [*list_text_units(dossier, steps)] if units is None else units
    check = partial(checker.check_all, steps.recorder if steps else ReadRecorder())
    is_much = sum(unit.weight for unit in units) >= MIN_FORKED_TEXTS
    problems: list[Diagnostic] = []
    for share in parallel_map(check, units, min_items=0) if is_much else [check(units)]:
        checker.remember_parsed(share.parsed)
        problems += share.problems
        for name, reads in share.faultless.items():
            texts = checker.texts.get(name, {})
            if steps is not None:
                steps.note_faultless(dossier.by_id[name], texts, reads)
    return [
        *checker.words[1],
        *problems,
        *check_translation_status(checker.texts, compare_all_translations(dossier)),
        *check_translation_waivers(checker.texts, positions, checker.vocabularies),
    ]


@dataclass(frozen=True, slots=True)
class _CheckedTexts:
    """What a process found out about its share of the words and Markdown texts."""

    problems: list[Diagnostic] = field(default_factory=list)
    faultless: dict[str, frozenset[str]] = field(default_factory=dict)
    """What was read for those entries in whose words and texts nothing is wrong, by id."""
    parsed: dict[tuple[str, str], ParsedText] = field(default_factory=dict)
    """The Markdown texts by entry and language, for the processes that show them."""


@dataclass(frozen=True)
class _TextChecker:
    dossier: Dossier
    names: frozenset[str]
    positions: SourcePositions
    languages: Mapping[str, Language]
    paths: ProjectPaths
    markdown: MarkdownSettings
    settings: TextSettings

    @cached_property
    def words(self) -> tuple[Mapping[str, tuple[NumberWords, EvidenceWords]], list[Diagnostic]]:
        """The words around numbers in each language, and what is wrong with their files."""
        return load_number_words(self.languages, self.paths.templates, root=self.paths.root)

    @cached_property
    def vocabularies(self) -> dict[str, Vocabulary]:
        every = [numbers for numbers, _ in self.words[0].values()]
        return {
            code: make_vocabulary(language, self.dossier, self.names, self.words[0][code], every)
            for code, language in self.languages.items()
        }

    @cached_property
    def mentions(self) -> MentionChecker:
        return MentionChecker(self.dossier, self.positions.unread_ids, self.vocabularies)

    @cached_property
    def texts(self) -> dict[str, Mapping[str, Prose]]:
        """Every Markdown text by the id of its document or page."""
        return dict(self.dossier.texts())

    @cached_property
    def files(self) -> dict[str, tuple[str, str]]:
        """By file: the id and the language of its text."""
        return {
            prose.path: (entry, code) for entry, texts in self.texts.items() for code, prose in texts.items()
        }

    @cached_property
    def markdown_settings(self) -> str:
        return serialise_settings(self.markdown.extension_settings)

    def parsed(self, prose: Prose) -> ParsedText:
        return parse_prose(prose.body, self.markdown.extensions, self.markdown_settings)

    def remember_parsed(self, parsed: Mapping[tuple[str, str], ParsedText]) -> None:
        """Spare this process, and those that it starts, reading again what another one has read."""
        for (entry_id, code), one in parsed.items():
            body = self.texts[entry_id][code].body
            remember_parsed_text(body, self.markdown.extensions, self.markdown_settings, one)

    def check_all(self, recorder: ReadRecorder, units: Sequence[TextUnit]) -> _CheckedTexts:
        """Check some words and Markdown texts; `recorder` notes what is read of the dossier."""
        checked = _CheckedTexts()
        for unit in units:
            name = unit.name
            with recorder.record() as reads:
                problems = [*self._check_unit(name, unit)]
            checked.problems.extend(problems)
            parsed = {(name, code): self.parsed(prose) for code, prose in unit.texts.items()}
            checked.parsed.update(parsed)
            # A link may break when another text changes.
            if (
                unit.entry
                and not problems
                and not has_placeholders(unit)
                and all(one.external for text in parsed.values() for one in text.links)
            ):
                checked.faultless[name] = frozenset(reads)
        return checked

    def _check_unit(self, name: str, unit: TextUnit) -> Iterator[Diagnostic]:
        for wording in unit.wordings:
            yield from self._check_wording(wording)
        if unit.texts:
            yield from self._check_prose(name, unit.texts)

    # Words

    def _check_wording(self, wording: Wording) -> Iterator[Diagnostic]:
        for code, text in wording.words.root.items():
            yield from self._check_words(wording, code, text)
        yield from self._check_parity_of_words(wording)

    def _check_words(self, wording: Wording, code: str, text: str) -> Iterator[Diagnostic]:
        path = (*wording.path, code)
        if text.strip() in PLACEHOLDERS:
            message = f"“{wording.path[-1]}” has no words yet"
            yield Diagnostic(
                self.positions.in_text(wording.entry, path, 0), Code.NOT_WRITTEN, message, "write them"
            )
        parsed = parse_short_words(text)
        if "[[" in text or parsed.problems:
            starts = [0, *(place + 1 for place, character in enumerate(text) if character == "\n")]
            found = (*parsed.problems, *self.mentions.check_references(parsed.references, code))
            for problem in _limit_each_code(found):
                offset = starts[problem.position.line - 1] + problem.position.column - 1
                yield problem.moved_to(self.positions.in_text(wording.entry, path, offset))
        if not wording.numbers_need_no_fact and code in self.vocabularies:
            starts = [0, *(place + 1 for place, character in enumerate(text) if character == "\n")]
            for problem in _limit_each_code(
                check_numbers(text, code, self.vocabularies[code], self.mentions.describe_bare_number)
            ):
                offset = starts[problem.position.line - 1] + problem.position.column - 1
                yield problem.moved_to(self.positions.in_text(wording.entry, path, offset))

    def _check_parity_of_words(self, wording: Wording) -> Iterator[Diagnostic]:
        if not any("[[" in text for text in wording.words.root.values()):
            return
        sides = {code: parse_short_words(text).references for code, text in wording.words.root.items()}
        first, *others = sides
        for other in others:
            for message in compare_short_texts(sides[first], sides[other], self.mentions.current_id):
                position = self.positions.of(wording.entry, *wording.path, other)
                other_position = self.positions.of(wording.entry, *wording.path, first)
                yield Diagnostic(
                    position, Code.REFERENCE_PARITY, message, f"the other language stands at {other_position}"
                )

    # Markdown

    def _check_prose(self, entry_id: str, texts: Mapping[str, Prose]) -> Iterator[Diagnostic]:
        for code, prose in texts.items():
            yield from self._check_text(entry_id, code, prose)
        yield from self._check_parity(entry_id, texts)

    def _check_text(self, entry_id: str, code: str, prose: Prose) -> Iterator[Diagnostic]:
        parsed = self.parsed(prose)
        if (
            not prose.body.strip()
            and entry_id not in BUILTIN_PAGES
            and entry_id not in self.positions.unread_ids
        ):
            message, hint = "this text is empty", "write it, or make it a draft with “draft: true”"
            yield Diagnostic(Position(prose.path), Code.EMPTY_TEXT, message, hint)
        lone = find_lone_references(parsed)
        found = [*parsed.problems, *self.mentions.check_references(parsed.references, code, lone)]
        if code in self.vocabularies:
            words, describe = (
                self.vocabularies[code],
                partial(self.mentions.describe_bare_number, within=entry_id),
            )
            found += check_numbers(
                prose.body, code, words, describe, markdown=True, free=has_free_numbers(entry_id, prose)
            )
        found += [
            r for link in parsed.links if (r := self._check_link(link, entry_id, code, prose)) is not None
        ]
        if code in self.languages and isinstance(self.dossier.by_id.get(entry_id), Document):
            most_marks = self.settings.most_marks
            found += check_mark_density(parsed, entry_id, self.dossier, self.languages[code], most_marks)
        for problem in _limit_each_code(found):
            line, column = problem.position.line, problem.position.column
            yield problem.moved_to(self.positions.in_body(entry_id, code, line, column))
        if code in self.vocabularies:
            head = check_front_matter_numbers(
                entry_id, prose, code, self.vocabularies[code], self.mentions.describe_bare_number
            )
            for name, problem in head:
                is_key = name == FREE_NUMBERS_KEY
                yield problem.moved_to(self.positions.in_front_matter(entry_id, code, name, key=is_key))

    def _check_link(self, link: ParsedLink, entry_id: str, code: str, prose: Prose) -> Diagnostic | None:
        if link.external or link.is_image:
            return None
        found = explain_broken_link(link.href, prose.path, code, self.files, self._find_anchors)
        return (
            Diagnostic(Position.in_text(link.line, link.column), Code.BROKEN_LINK, *found) if found else None
        )

    def _find_anchors(self, target: str, code: str) -> frozenset[str]:
        headings = {heading.id for heading in self.parsed(self.texts[target][code]).headings}
        inside = {name for name, document in self.dossier.document_of.items() if document.id == target}
        return frozenset(headings | inside)

    def _check_parity(self, entry_id: str, texts: Mapping[str, Prose]) -> Iterator[Diagnostic]:
        order = [code for code in self.dossier.languages if code in texts and not texts[code].head.draft]
        if len(order) < 2:
            return
        first = self.parsed(texts[order[0]])
        locate_in_first = partial(self.positions.in_body, entry_id, order[0], column=1)
        for code in order[1:]:
            other = self.parsed(texts[code])
            differing = list(compare_headings(first.headings, other.headings, locate_in_first))
            if not differing:
                differing += compare_references(first, other, self.mentions.current_id, locate_in_first)
                differing += compare_links(first, other, locate_in_first)
                differing += compare_no_claim_marks(first, other, locate_in_first)
            for problem in differing:
                line, column = problem.position.line, problem.position.column
                yield problem.moved_to(self.positions.in_body(entry_id, code, line, column))


def _limit_each_code(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first of each kind: somebody who pasted something wrong a thousand times reads none of them."""
    counts: Counter[str] = Counter()
    for problem in found:
        counts[problem.code] += 1
        if counts[problem.code] <= MOST_OF_A_KIND:
            yield problem
