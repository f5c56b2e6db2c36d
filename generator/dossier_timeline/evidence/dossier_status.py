"""How a dossier stands: per document and language what is there, what is behind, what is verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.evidence.coverage import Coverage
from dossier_timeline.evidence.receipt import Receipt, list_verified
from dossier_timeline.model.documents import Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.translation_status import TranslationStatus, compare_translations
from dossier_timeline.model.wordings import find_wordings

TextState = Literal["complete", Code.BEHIND, "not-compared", "empty", "draft", "missing"]
"""What a text is: the first that holds of missing, draft, empty, behind, not compared yet."""

HELP_LINE_DAYS = 365
"""After how many days a help line is to be checked again."""


@dataclass(frozen=True, slots=True)
class OutdatedText:
    """A text that another language's has changed since: the digest when they last were in step."""

    other: str
    path: str
    recorded: str
    waived: bool


@dataclass(frozen=True, slots=True)
class TextStatus:
    """A text in one language; `words` counts fields of the same document without words in it."""

    language: str
    state: TextState
    path: str = ""
    behind: tuple[OutdatedText, ...] = ()
    words: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of so many."""

    done: int
    all: int


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """One document; `coverage` is `None` where its source text is not at hand."""

    id: str
    draft: bool
    texts: tuple[TextStatus, ...]
    facts: Progress
    """Facts of which the receipt still holds."""
    verified: Progress
    """The same of everything that a verification verifies: events, cells, quotations too."""
    coverage: Progress | None
    addresses: tuple[str, ...]
    """Those that nobody has opened; "" stands for one that is unknown."""
    all_addresses: int
    """How many it has in all."""


@dataclass(frozen=True, slots=True)
class DossierStatus:
    """A whole dossier, and what of it asks for work."""

    documents: tuple[DocumentStatus, ...]
    pages: tuple[tuple[str, tuple[TextStatus, ...]], ...]
    works: tuple[tuple[str, str], ...]
    """Works with an address that nobody has opened, and that address."""
    help_lines: tuple[tuple[str, str], ...]
    """Help lines not checked for a year, and when they last were ("" for never)."""


def measure_status(
    dossier: Dossier,
    receipt: Receipt | None,
    coverage: Coverage | None,
    today: date,
    *,
    exactly: bool = False,
) -> DossierStatus:
    """How the dossier stands on a day.

    With `exactly` texts of which only the typography has changed count as behind, too.
    """
    texts = {summary.document: summary.texts for summary in dossier.summaries}
    words = _count_missing_words(dossier)
    verified = _verified_by_document(dossier, receipt)
    covered = _coverage_by_document(coverage)
    documents = tuple(
        DocumentStatus(
            document.id,
            document.draft,
            tuple(_text_statuses(dossier, document.id, texts.get(document.id, {}), words, exactly=exactly)),
            *verified[document.id],
            covered.get(document.id),
            tuple(one.url or "" for one in document.addresses if one.status != "confirmed"),
            len(document.addresses),
        )
        for document in dossier.documents
    )
    pages = tuple(
        (page.id, tuple(_text_statuses(dossier, page.id, page.texts, words, exactly=exactly)))
        for page in dossier.pages
    )
    works = tuple(
        (work.id, one.url or "")
        for work in dossier.works
        for one in work.addresses
        if one.status != "confirmed"
    )
    return DossierStatus(documents, pages, works, tuple(_outdated_help_lines(dossier, today)))


def _text_statuses(
    dossier: Dossier,
    entry_id: str,
    texts: Mapping[str, Prose],
    words: Mapping[tuple[str, str], int],
    *,
    exactly: bool,
) -> Iterator[TextStatus]:
    recorded = dossier.translations.get(entry_id, {})
    steps = list(compare_translations(entry_id, texts, recorded, exactly=exactly))
    for code in dossier.languages:
        missing = words.get((entry_id, code), 0)
        prose = texts.get(code)
        if prose is None:
            yield TextStatus(code, "missing", words=missing)
            continue
        comparisons = [one for one in steps if one.language == code]
        behind = tuple(
            OutdatedText(one.other, texts[one.other].path, one.recorded, one.is_waived)
            for one in comparisons
            if one.status is TranslationStatus.BEHIND
        )
        state = _text_state(
            prose, behind, any(one.status is TranslationStatus.NEVER_COMPARED for one in comparisons)
        )
        yield TextStatus(code, state, prose.path, behind, missing)


def _text_state(prose: Prose, behind: Sequence[OutdatedText], never: bool) -> TextState:
    if prose.head.draft:
        return "draft"
    if not prose.body.strip():
        return "empty"
    if behind:
        return Code.BEHIND
    return "not-compared" if never else "complete"


def _count_missing_words(dossier: Dossier) -> Counter[tuple[str, str]]:
    """By document and language: how many of its fields have no words in that language."""
    missing: Counter[tuple[str, str]] = Counter()
    for wording in find_wordings(dossier):
        document = dossier.document_of.get(wording.entry)
        if document is None or wording.path[-1] in ("waived", "translation"):
            continue
        for code in dossier.languages:
            missing[document.id, code] += code not in wording.words.root
    return missing


def _verified_by_document(dossier: Dossier, receipt: Receipt | None) -> dict[str, tuple[Progress, Progress]]:
    """By document: its verified facts, and everything of it that is verified."""
    tally: dict[str, list[int]] = {document.id: [0, 0, 0, 0] for document in dossier.documents}
    for item, holds in list_verified(dossier, receipt):
        entry = str(item.path[0])
        home = dossier.document_of.get(entry)
        if home is None:
            continue
        counts = tally[home.id]
        if isinstance(dossier.by_id.get(entry), Fact):
            counts[0] += holds
            counts[1] += 1
        counts[2] += holds
        counts[3] += 1
    return {name: (Progress(n[0], n[1]), Progress(n[2], n[3])) for name, n in tally.items()}


def _coverage_by_document(coverage: Coverage | None) -> dict[str, Progress]:
    """By document: how much of what its text says is claimed or waived."""
    found = (
        Counter((one.document_id, one.state != "open") for one in coverage.statements)
        if coverage
        else Counter()
    )
    names = {name for name, _ in found}
    return {name: Progress(found[name, True], found[name, True] + found[name, False]) for name in names}


def _outdated_help_lines(dossier: Dossier, today: date) -> Iterator[tuple[str, str]]:
    first = dossier.languages[0]
    for line in dossier.settings.help:
        if line.checked is None or (today - line.checked.upper).days > HELP_LINE_DAYS:
            name = line.name if isinstance(line.name, str) else line.name.get(first) or ""
            yield name, line.checked.text if line.checked else ""
