"""Where things are said: passages, sections, and facts that are computed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.diagnostics.suggestions import find_nearest_word
from dossier_timeline.model.arithmetic import DerivationError, find_operand_ids
from dossier_timeline.model.derivation import compute_value, require_sound_derivation
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.located_values import LocatedValue
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.sources import Passage
from dossier_timeline.notation.line_patterns import LineNames
from dossier_timeline.notation.typesetting import make_readable

_SECTION_NUMBER = re.compile(r"\d+[a-z]{0,2}(?:\.\d+)*|[IVXLCDM]+")
"""What follows the word or sign for a section, where that alone is given."""
_HINT = "write where it stands, as the command `passage` gives it, or how it is derived"


def check_passages(
    dossier: Dossier, positions: SourcePositions, values: Iterable[LocatedValue]
) -> Iterator[Diagnostic]:
    """Passages of no document or in no section of it, and what has none."""
    sections: dict[str, LineNames] = {}
    for part in values:
        if not isinstance(part.value, Passage):
            continue
        passage, document = part.value, part.document
        if passage.document is not None:
            named = dossier.by_id.get(passage.document)
            document = named if isinstance(named, Document) else None
        elif document is None:
            message = "this passage does not say of which document it is"
            yield Diagnostic(
                positions.of(part.entry, *part.path), Code.MISSING_DOCUMENT, message, "add document: …"
            )
        if document is None or document.id in positions.unread_ids or not passage.section:
            continue
        known = sections.get(document.id)
        if known is None:
            known = sections[document.id] = LineNames(document.text.sections)
        is_named = known.find_name(make_readable(passage.section)) is not None
        is_label = _may_be_label(passage.section, document.text.sections)
        if not is_named and not is_label and passage.section not in document.text.sections:
            message = f"“{document.id}” has no section “{passage.section}”"
            close = find_nearest_word(passage.section, [*document.text.sections])
            hint = f"did you mean “{close}”?" if close else "its sections are listed in its document.yml"
            yield Diagnostic(
                positions.of(part.entry, *part.path, "section"), Code.UNKNOWN_SECTION, message, hint
            )
    yield from _check_translated_sections(dossier, positions)
    yield from _check_missing_passages(dossier, positions)


def _may_be_label(section: str, names: Iterable[str]) -> bool:
    """Whether a section may be given by its number, or by the label with which a heading begins."""
    if _SECTION_NUMBER.fullmatch(section):
        return True
    label = make_readable(section).casefold()
    headings = (make_readable(name).casefold() for name in names)
    has_number = any(sign.isdigit() for sign in label)
    return has_number and any(re.match(rf"{re.escape(label)}(?!\w)", heading) for heading in headings)


def _check_translated_sections(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    for document in dossier.documents:
        for heading in document.text.translated_sections:
            names = LineNames(document.text.sections)
            if heading in document.text.sections or names.find_name(make_readable(heading)) is not None:
                continue
            message = f"“{document.id}” has no section “{heading}”"
            close = find_nearest_word(heading, [*document.text.sections])
            hint = f"did you mean “{close}”?" if close else "its sections are listed above"
            position = positions.of(document.id, "text", "translated_sections", heading, key=True)
            yield Diagnostic(position, Code.UNKNOWN_SECTION, message, hint)


def _check_missing_passages(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    facts_of_documents = {fact.id for document in dossier.documents for fact in document.facts}
    facts_of_documents.update(fact.id for fact in dossier.facts)
    for fact in dossier.all_facts():
        if fact.id in facts_of_documents and fact.passage is None and fact.derived is None:
            message = f"the fact “{fact.id}” has no passage"
            yield Diagnostic(positions.of(fact.id), Code.MISSING_PASSAGE, message, _HINT)
        if fact.printed is not None and fact.passage is None:
            message = "without a passage, nothing is printed"
            yield Diagnostic(
                positions.of(fact.id, "printed", key=True), Code.MISSING_PASSAGE, message, "remove it"
            )
    for entry in dossier.entries():
        if isinstance(entry, Figure) and entry.passage is None and not _has_only_facts(entry):
            message = f"the figure “{entry.id}” has no passage, and not all its cells are facts"
            yield Diagnostic(
                positions.of(entry.id), Code.MISSING_PASSAGE, message, "write each value as {fact: …}"
            )


def _has_only_facts(figure: Figure) -> bool:
    """Whether every value of a table that was put together is a fact of its own."""
    results = [c.id for c in figure.columns if c.role != "key" and c.type in ("number", "share")]
    cells = [row.cells.get(column) for row in figure.rows for column in results]
    return not any(isinstance(cell, Decimal) for cell in cells)


def check_derivations(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    """Facts derived from what is no fact, from themselves, or by arithmetic that gives nothing."""
    facts = [name for name, entry in dossier.by_id.items() if isinstance(entry, Fact)]
    known = frozenset(facts)
    for fact in dossier.all_facts():
        if fact.derived is None:
            continue
        unknown = [name for name in find_operand_ids(fact.derived) if name not in known]
        for name in unknown:
            if name in positions.unread_ids:
                continue
            close = find_nearest_word(name, facts)
            hint = f"did you mean “{close}”?" if close else "a minus has a space on both sides"
            position = positions.in_text(fact.id, ("derived",), fact.derived.find(name))
            yield Diagnostic(position, Code.DANGLING_REFERENCE, f"no fact is called “{name}”", hint)
        if not unknown:
            yield from _check_arithmetic(dossier, fact, positions)


def _check_arithmetic(dossier: Dossier, fact: Fact, positions: SourcePositions) -> Iterator[Diagnostic]:
    try:
        compute_value(dossier, fact)
        require_sound_derivation(dossier, fact)
    except DerivationError as error:
        if any(name in str(error) for name in positions.unread_ids):
            return
        hint = "write ids of facts with + - * / and round(…, 1), with a space on both sides of a minus"
        yield Diagnostic(positions.of(fact.id, "derived"), Code.BAD_DERIVATION, str(error), hint)
