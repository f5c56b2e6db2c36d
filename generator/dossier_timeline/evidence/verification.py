"""Every value of a dossier against the source text that it is said to stand in.

`verify` needs the source texts; a build without them checks the receipt of the last verification
instead (see `receipt`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import sort_diagnostics
from dossier_timeline.evidence.date_matching import (
    DATE_ALONE,
    MARKS_ALONE,
    find_date,
    is_date_printed,
    resolve_years,
)
from dossier_timeline.evidence.fact_cells import choose_cells
from dossier_timeline.evidence.figure_matching import match_figure
from dossier_timeline.evidence.mismatch_reasons import (
    explain_date_marks,
    explain_qualifier,
    explain_unclear_dates,
    explain_unread_values,
)
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.quoted_words import find_quotation_fault
from dossier_timeline.evidence.segmentation_problems import report_segmentation
from dossier_timeline.evidence.table_cells import join_cells
from dossier_timeline.evidence.table_heads import UNDER_SCALED_HEAD, find_scaled_head, has_scale_name
from dossier_timeline.evidence.unit_nouns import unit_name_forms, unit_nouns
from dossier_timeline.evidence.value_matching import Claim, find_mismatch, find_whole_words
from dossier_timeline.evidence.verification_state import (
    FetchedAddress,
    SegmentedTexts,
    Verification,
    VerificationResult,
    VerificationState,
    VerificationStatus,
)
from dossier_timeline.evidence.verified_passages import VerifiedTexts
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.located_values import walk_values
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.sources import Passage, Quotation
from dossier_timeline.model.story import Commitment, Event
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_values import read_values

_QUALIFIED = {
    "not-printed-qualifier": Code.QUALIFIER_NOT_PRINTED,
    "unclaimed-qualifier": Code.QUALIFIER_LEFT_OUT,
}


def verify_dossier(
    dossier: Dossier,
    texts: Mapping[str, str],
    positions: SourcePositions,
    lexicons: Mapping[str, Lexicon],
    *,
    verified_before: VerifiedTexts | None = None,
    unread: Collection[str] = (),
    origins: Mapping[str, FetchedAddress] | None = None,
) -> Verification:
    """Check every passage, value, date, quotation and table cell against the texts (by file name).

    `lexicons` are by language and hold every document's; `verified_before` is what the receipt has of
    passages: the text at a place must be the same as then. `unread` are files that are there, and of which
    it's told elsewhere why they can't be read; `origins` say where each text (by file name) was fetched.
    What has no passage at all is for `checks` to tell. Problems: `no-source-text`, `section-not-in-text`,
    `furniture-not-in-text`, `number-skipped`, `no-such-passage`, `several-passages`,
    `passage-moved`, `passage-changed`, `value-not-in-passage`, `printed-not-in-passage`,
    `printed-says-otherwise`, `qualifier-not-printed`, `qualifier-left-out`, `date-not-in-passage`,
    `quotation-not-in-passage`, `cell-not-in-table`, `row-not-in-table`, `column-not-in-table`.
    """
    verifier = VerificationState(
        dossier,
        SegmentedTexts.segment_all(dossier, texts, lexicons),
        positions,
        verified_before or {},
        origins=origins or {},
    )
    for document in dossier.documents:
        if document.text.file not in unread:
            _verify_document(verifier, document)
    for work in dossier.works:
        verifier.results += [VerificationResult(fact.id, "fact", "not-held") for fact in work.facts]
    for fact in dossier.facts:
        _verify_fact(verifier, fact, None)
    for figure in dossier.figures:
        _verify_figure(verifier, figure, None)
    _verify_other_passages(verifier)
    return Verification(
        sort_diagnostics(verifier.problems),
        tuple(verifier.results),
        verifier.list_verified_texts(),
        {name: one.passages for name, one in verifier.texts.segmentations.items()},
    )


def _verify_document(verifier: VerificationState, document: Document) -> None:
    segmentation = verifier.texts.segmentations.get(document.id)
    if segmentation is None:
        message = f"the source text {document.text.file} is not in the folder of source texts"
        verifier.report(
            Code.NO_SOURCE_TEXT, message, "put it there, or mend `file`", document.id, "text", "file"
        )
        return
    report_segmentation(verifier, document, segmentation)
    if document.passage:
        found = verifier.find_part(document.passage, document, document.id, "passage")
        ok = found is not None and _verify_date(verifier, document.date, found, document.id, "date")
        verifier.results.append(VerificationResult(document.id, "document", "printed" if ok else "failed"))
    for fact in document.facts:
        _verify_fact(verifier, fact, document)
    for quotation in document.quotations:
        _verify_quotation(verifier, quotation, document)
    for figure in document.figures:
        _verify_figure(verifier, figure, document)
    for event in document.events:
        _verify_event(verifier, event, document)
    for commitment in document.commitments:
        _verify_commitment(verifier, commitment, document)


# Facts


def _verify_fact(verifier: VerificationState, fact: Fact, home: Document | None) -> None:
    status: VerificationStatus = "derived" if fact.derived else "inferred" if fact.inferred else "printed"
    if fact.passage is None:
        verifier.results.append(VerificationResult(fact.id, "fact", status if fact.derived else "failed"))
        return
    found = verifier.find_passage(fact.passage, home, fact.id, "passage")
    ok = found is not None and _verify_value(verifier, fact, *found) and _verify_time(verifier, fact, *found)
    verifier.results.append(VerificationResult(fact.id, "fact", status if ok else "failed"))


def _verify_value(
    verifier: VerificationState, fact: Fact, source_passage: SourcePassage, document: Document
) -> bool:
    if fact.value is None:
        return True
    lexicon = verifier.texts.lexicons[document.id]
    claim = _make_claim(verifier, fact, document)
    rows = choose_cells(source_passage.rows, fact)
    text = join_cells(rows) if rows != source_passage.rows else source_passage.text_of_values
    if fact.printed and not source_passage.rows:
        text = next((one for one in source_passage.readings if find_whole_words(fact.printed, one)), text)
    mismatch = find_mismatch(claim, text, lexicon)
    if mismatch is None:
        head = find_scaled_head(claim, source_passage.rows, rows, lexicon)
        return not head or _has_scaled_unit(verifier, fact, head, lexicon)
    has = _list_values(read_values(text, lexicon))
    printed_values = read_values(text, lexicon)
    value = fact.value
    reasons = (
        explain_unclear_dates(value, printed_values)
        if isinstance(value, Edtf)
        else explain_unread_values(value, printed_values)
    )
    if mismatch == "value":
        message = f"the value {fact.value} does not stand in its passage, which has {has}"
        hint = reasons or "mend the value or the passage, or say in `printed` how it is printed there"
        verifier.report(Code.VALUE_NOT_IN_PASSAGE, message, hint, fact.id, "value")
    elif mismatch == "printed":
        message = f"“{fact.printed}” does not stand in the passage"
        verifier.report(Code.PRINTED_NOT_IN_PASSAGE, message, "write it as printed there", fact.id, "printed")
    elif mismatch == "printed-value":
        message = f"the value is {fact.value}, but “{fact.printed}” says something else"
        hint = reasons or "mend one of them"
        verifier.report(Code.PRINTED_SAYS_OTHERWISE, message, hint, fact.id, "value")
    else:
        reason = explain_qualifier(claim, read_values(text, lexicon))
        field = "qualifier" if mismatch == "not-printed-qualifier" and fact.qualifier else "value"
        verifier.report(_QUALIFIED[mismatch], reason.message, reason.hint, fact.id, field)
    return False


def states_fact(
    state: VerificationState, fact: Fact, source_passage: SourcePassage, document: Document
) -> bool:
    """Whether a passage prints the value of a fact, by the rules of a verification; reports nothing."""
    return _verify_value(replace(state, problems=[]), fact, source_passage, document)


def proves_fact(
    state: VerificationState, fact: Fact, source_passage: SourcePassage, document: Document
) -> bool:
    """Whether a passage prints the value of a fact and the time to which it belongs; reports nothing."""
    return states_fact(state, fact, source_passage, document) and _verify_time(
        replace(state, problems=[]), fact, source_passage, document
    )


def _make_claim(verifier: VerificationState, fact: Fact, document: Document) -> Claim:
    """What a fact says that its passage prints; `fact.value` is set."""
    assert fact.value is not None  # noqa: S101
    unit = verifier.dossier.by_id.get(fact.unit or "")
    forms = unit_name_forms(unit, document.language)
    durations = verifier.texts.lexicons[document.id].durations
    return Claim(
        fact.kind,
        fact.value,
        fact.unit,
        fact.qualifier,
        fact.printed,
        fact.inferred,
        document.date,
        is_time_unit=not forms or any(form in durations for form in forms),
        nouns=unit_nouns(unit, document.language),
    )


def _has_scaled_unit(verifier: VerificationState, fact: Fact, head: str, lexicon: Lexicon) -> bool:
    """Whether the unit of a fact names the power of ten that the head over its printed value has."""
    unit = verifier.dossier.by_id.get(fact.unit or "")
    if has_scale_name(unit_name_forms(unit, lexicon.code), lexicon):
        return True
    hint = "mend the value, and say `inferred: value` with the reason in `because`"
    verifier.report(
        Code.VALUE_NOT_IN_PASSAGE, UNDER_SCALED_HEAD.format(head, fact.value), hint, fact.id, "value"
    )
    return False


def _list_values(printed_values: Iterable[PrintedValue]) -> str:
    texts = list(
        dict.fromkeys(printed_value.text for printed_value in printed_values if printed_value.kind != "work")
    )
    return ", ".join(texts[:12]) + (" …" if len(texts) > 12 else "") if texts else "no value at all"


def _verify_time(
    verifier: VerificationState, fact: Fact, source_passage: SourcePassage, document: Document
) -> bool:
    """The time to which a value belongs: printed in the passage or heading, or the document's own."""
    day = fact.date
    if day is None or fact.inferred or day.text in verifier.document_days:
        return True
    heading = read_values(source_passage.section, verifier.texts.lexicons[document.id])
    printed_values = resolve_years(
        (*verifier.read_values_in(source_passage, document), *heading), document.date
    )
    if is_date_printed(day, printed_values, known=document.date, exactly=False, wording=MARKS_ALONE):
        return True
    if _report_date_words(verifier, day, printed_values, document.date, fact.id, "date"):
        return False
    message = f"the date {day} of this value does not stand in its passage"
    hint = "mend it; where you concluded it, say `inferred: date` and why in `because`"
    verifier.report(Code.DATE_NOT_IN_PASSAGE, message, hint, fact.id, "date")
    return False


# Dates, quotations, figures


def _verify_date(
    verifier: VerificationState, day: Edtf, found: tuple[SourcePassage, Document], *path: str
) -> bool:
    source_passage, document = found
    printed_values = verifier.read_values_in(source_passage, document)
    if is_date_printed(day, printed_values, known=document.date):
        return True
    _report_date(verifier, day, printed_values, document.date, *path)
    return False


def _report_date_words(
    verifier: VerificationState,
    day: Edtf,
    printed_values: Sequence[PrintedValue],
    known: Edtf,
    *path: str | int,
) -> bool:
    """Tell where a date is printed, but with other words around it."""
    printed = find_date(day, printed_values, known=known, exactly=False, wording=DATE_ALONE)
    if not printed:
        return False
    reason = explain_date_marks(day, printed)
    code = Code.QUALIFIER_NOT_PRINTED if day.approximate or day.uncertain else Code.QUALIFIER_LEFT_OUT
    verifier.report(code, reason.message, reason.hint, *path)
    return True


def _report_date(
    verifier: VerificationState,
    day: Edtf,
    printed_values: Sequence[PrintedValue],
    known: Edtf,
    *path: str | int,
) -> None:
    exact = [
        printed_value
        for printed_value in printed_values
        if is_date_printed(day, [printed_value], known=known, wording=DATE_ALONE)
    ]
    if (exact or day.is_span) and _report_date_words(verifier, day, printed_values, known, *path):
        return
    dates = _list_values(
        printed_value for printed_value in printed_values if printed_value.kind == "date"
    ).replace("value", "date")
    message = f"the date {day} does not stand in its passage, which has {dates}"
    hint = "mend the date or the passage; what you concluded goes into `inferred`, and why into `because`"
    verifier.report(
        Code.DATE_NOT_IN_PASSAGE, message, explain_unclear_dates(day, printed_values) or hint, *path
    )


def _verify_event(verifier: VerificationState, event: Event, home: Document) -> None:
    if event.passage is None:
        verifier.results.append(VerificationResult(event.id, "event", "not-held"))
        return
    found = verifier.find_part(event.passage, home, event.id, "passage")
    status: VerificationStatus = "failed"
    if found:
        printed_values = verifier.read_values_in(*found)
        if is_date_printed(event.date, printed_values, event.inferred, found[1].date):
            status = "inferred" if event.inferred else "printed"
        else:
            _report_date(verifier, event.date, printed_values, found[1].date, event.id, "date")
    verifier.results.append(VerificationResult(event.id, "event", status))


def _verify_quotation(verifier: VerificationState, quotation: Quotation, home: Document) -> None:
    found = verifier.find_part(quotation.passage, home, quotation.id, "passage")
    fault = None
    if found:
        fault = find_quotation_fault(found[0], quotation.text, verifier.texts.lexicons[found[1].id])
    if fault:
        verifier.report(Code.QUOTATION_NOT_IN_PASSAGE, fault.message, fault.hint, quotation.id, "text")
    ok = found is not None and fault is None
    verifier.results.append(VerificationResult(quotation.id, "quotation", "printed" if ok else "failed"))


def _verify_figure(verifier: VerificationState, figure: Figure, home: Document | None) -> None:
    if figure.passage is None:
        return
    found = verifier.find_passage(figure.passage, home, figure.id, "passage")
    if not found:
        return
    source_passage, document = found
    lexicon, locate = verifier.texts.lexicons[document.id], partial(verifier.positions.of, figure.id)
    check = match_figure(figure, source_passage, verifier.dossier, lexicon, document.language, locate)
    verifier.problems += check.problems
    verifier.results += [
        VerificationResult(name, "cell", "printed" if ok else "failed") for name, ok in check.cells.items()
    ]


# Commitments, and all other passages


def _verify_commitment(verifier: VerificationState, commitment: Commitment, home: Document) -> None:
    found = verifier.find_part(commitment.passage, home, commitment.id, "passage")
    status: VerificationStatus = "placed" if found else "failed"
    if found:
        days = {
            "made": None if commitment.made_inferred else commitment.made,
            "due": None if commitment.due_inferred else commitment.due,
        }
        values_in_passage = verifier.read_values_in(*found)
        anywhere = resolve_years(verifier.read_all_values(found[1]), found[1].date)
        for name, day in days.items():
            if day is None or day.text in verifier.document_days:
                continue
            printed_values = anywhere if name == "made" else values_in_passage
            known = found[1].date
            if not is_date_printed(day, printed_values, known=known, exactly=False, wording=MARKS_ALONE):
                _report_date(verifier, day, values_in_passage, known, commitment.id, name)
                status = "failed"
    verifier.results.append(VerificationResult(commitment.id, "commitment", status))


def _verify_other_passages(verifier: VerificationState) -> None:
    """Every passage that nothing but its place can be checked of: of roles, sides, outcomes, waivers."""
    for part in walk_values(verifier.dossier):
        if isinstance(part.value, Passage) and (part.entry, *part.path) not in verifier.resolved_paths:
            verifier.find_passage(part.value, part.document, part.entry, *part.path)
