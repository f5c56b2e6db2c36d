"""Every value of a dossier against the source text that it is said to stand in.

`verify` needs the source texts; a build without them checks the receipt of the last verification
instead (see `receipt`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from dossier_timeline.diagnostics.problems import in_order
from dossier_timeline.evidence.date_matching import BARE, VAGUE, date_printed, date_tokens, understood
from dossier_timeline.evidence.misqualified import misdated, misqualified
from dossier_timeline.evidence.misread import misread, unclear_dates
from dossier_timeline.evidence.passages import Block
from dossier_timeline.evidence.table_heads import UNDER_HEAD, names_scale, scale_in_head
from dossier_timeline.evidence.tables import check_figure
from dossier_timeline.evidence.unit_nouns import counting_words, nouns_of
from dossier_timeline.evidence.value_matching import Claim, flaw, whole
from dossier_timeline.evidence.verifier import Result, Status, Texts, Verification, Verifier
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.located_values import walk_values
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.sources import Passage, Quotation
from dossier_timeline.model.story import Commitment, Event
from dossier_timeline.notation.cursor import Token
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_values import scan

_QUALIFIED = {
    "not-printed-qualifier": "qualifier-not-printed",
    "unclaimed-qualifier": "qualifier-left-out",
}


def verify(
    dossier: Dossier,
    texts: Mapping[str, str],
    positions: SourcePositions,
    lexicons: Mapping[str, Lexicon],
    *,
    unread: Collection[str] = (),
) -> Verification:
    """Check every passage, value, date, quotation and table cell against the texts (by file name).

    `lexicons` are by language and hold every document's; `unread` are files that are there, and of which
    it's told elsewhere why they can't be read. What has no passage at all is for `checks`
    to tell. Problems: `no-source-text`, `section-not-in-text`, `furniture-not-in-text`,
    `no-such-passage`, `passage-moved`, `passage-changed`, `value-not-in-passage`,
    `printed-not-in-passage`, `printed-says-otherwise`, `qualifier-not-printed`, `qualifier-left-out`,
    `date-not-in-passage`, `quotation-not-in-passage`, `cell-not-in-table`, `row-not-in-table`,
    `column-not-in-table`.
    """
    verifier = Verifier(dossier, Texts.of(dossier, texts, lexicons), positions)
    for document in dossier.documents:
        if document.text.file not in unread:
            _document(verifier, document)
    for work in dossier.works:
        verifier.results += [Result(fact.id, "fact", "not-held") for fact in work.facts]
    for fact in dossier.facts:
        _fact(verifier, fact, None)
    for figure in dossier.figures:
        _figure(verifier, figure, None)
    _others(verifier)
    return Verification(in_order(verifier.problems), tuple(verifier.results))


def _document(verifier: Verifier, document: Document) -> None:
    cut_up = verifier.texts.cuttings.get(document.id)
    if cut_up is None:
        message = f"the source text {document.text.file} is not in the folder of source texts"
        verifier.tell("no-source-text", message, "put it there, or mend `file`", document.id, "text", "file")
        return
    for section in cut_up.missing_sections:
        path = (document.id, "text", "sections", section.index)
        verifier.tell("section-not-in-text", section.why, section.hint, *path)
    for line in cut_up.missing_furniture:
        message = f"the line “{line}” does not stand in the source text"
        verifier.tell(
            "furniture-not-in-text",
            message,
            "write it as printed, or remove it",
            document.id,
            "text",
            "furniture",
            document.text.furniture.index(line),
            warn=True,
        )
    if document.passage:
        found = verifier.block(document.passage, document, document.id, "passage")
        ok = found is not None and _date(verifier, document.date, found, document.id, "date")
        verifier.results.append(Result(document.id, "document", "printed" if ok else "failed"))
    for fact in document.facts:
        _fact(verifier, fact, document)
    for quotation in document.quotations:
        _quotation(verifier, quotation, document)
    for figure in document.figures:
        _figure(verifier, figure, document)
    for event in document.events:
        _event(verifier, event, document)
    for commitment in document.commitments:
        _commitment(verifier, commitment, document)


# Facts


def _fact(verifier: Verifier, fact: Fact, home: Document | None) -> None:
    status: Status = "derived" if fact.derived else "inferred" if fact.inferred else "printed"
    if fact.passage is None:
        verifier.results.append(Result(fact.id, "fact", status if fact.derived else "failed"))
        return
    found = verifier.block(fact.passage, home, fact.id, "passage")
    ok = found is not None and _value(verifier, fact, *found) and _time(verifier, fact, *found)
    verifier.results.append(Result(fact.id, "fact", status if ok else "failed"))


def _value(verifier: Verifier, fact: Fact, block: Block, document: Document) -> bool:
    if fact.value is None:
        return True
    lexicon = verifier.texts.lexicons[document.id]
    claim = _claim(verifier, fact, document)
    rows = _rows(block, fact)
    text = "\t".join(filter(None, rows[0])) if len(rows) == 1 else block.celled
    if fact.printed and not block.rows:
        text = next((one for one in block.readings if whole(fact.printed, one)), text)
    wrong = flaw(claim, text, lexicon)
    if wrong is None:
        head = scale_in_head(claim, block.rows, rows, lexicon)
        return not head or _names_scale(verifier, fact, head, lexicon)
    has = _listed(scan(text, lexicon))
    tokens = scan(text, lexicon)
    value = fact.value
    reasons = unclear_dates(value, tokens) if isinstance(value, Edtf) else misread(value, tokens)
    if wrong == "value":
        message = f"the value {fact.value} does not stand in its passage, which has {has}"
        hint = reasons or "mend the value or the passage, or say in `printed` how it is printed there"
        verifier.tell("value-not-in-passage", message, hint, fact.id, "value")
    elif wrong == "printed":
        message = f"“{fact.printed}” does not stand in the passage"
        verifier.tell("printed-not-in-passage", message, "write it as printed there", fact.id, "printed")
    elif wrong == "printed-value":
        message = f"the value is {fact.value}, but “{fact.printed}” says something else"
        hint = reasons or "mend one of them"
        verifier.tell("printed-says-otherwise", message, hint, fact.id, "value")
    else:
        said = misqualified(claim, scan(text, lexicon))
        field = "qualifier" if wrong == "not-printed-qualifier" and fact.qualifier else "value"
        verifier.tell(_QUALIFIED[wrong], said.message, said.hint, fact.id, field)
    return False


def _claim(verifier: Verifier, fact: Fact, document: Document) -> Claim:
    """What a fact says that its passage prints; `fact.value` is set."""
    assert fact.value is not None  # noqa: S101
    unit = verifier.dossier.by_id.get(fact.unit or "")
    forms = counting_words(unit, document.language)
    durations = verifier.texts.lexicons[document.id].durations
    return Claim(
        fact.kind,
        fact.value,
        fact.unit,
        fact.qualifier,
        fact.printed,
        fact.inferred,
        document.date,
        timed=not forms or any(form in durations for form in forms),
        nouns=nouns_of(unit, document.language),
    )


def _rows(block: Block, fact: Fact) -> Sequence[Sequence[str]]:
    """The rows of a table in which a fact is looked for: the one of the fact's year, or all."""
    rows = [row for row in block.rows if fact.date and whole(str(fact.date.year), row[0])]
    return rows if len(rows) == 1 else block.rows


def _names_scale(verifier: Verifier, fact: Fact, head: str, lexicon: Lexicon) -> bool:
    """Whether the unit of a fact names the power of ten that the head over its printed value has."""
    unit = verifier.dossier.by_id.get(fact.unit or "")
    if names_scale(counting_words(unit, lexicon.code), lexicon):
        return True
    hint = "mend the value, and say `inferred: value` with the reason in `because`"
    verifier.tell("value-not-in-passage", UNDER_HEAD.format(head, fact.value), hint, fact.id, "value")
    return False


def _listed(tokens: Iterable[Token]) -> str:
    texts = list(dict.fromkeys(token.text for token in tokens if token.kind != "work"))
    return ", ".join(texts[:12]) + (" …" if len(texts) > 12 else "") if texts else "no value at all"


def _time(verifier: Verifier, fact: Fact, block: Block, document: Document) -> bool:
    """The time to which a value belongs: printed in the passage or heading, or the document's own."""
    day = fact.date
    if day is None or fact.inferred or day.text in verifier.document_days:
        return True
    heading = scan(block.section, verifier.texts.lexicons[document.id])
    tokens = understood((*verifier.tokens(block, document), *heading), document.date)
    if date_printed(day, tokens, known=document.date, exactly=False, wording=VAGUE):
        return True
    if _told_of_words(verifier, day, tokens, document.date, fact.id, "date"):
        return False
    message = f"the date {day} of this value does not stand in its passage"
    hint = "mend it; where you concluded it, say `inferred: date` and why in `because`"
    verifier.tell("date-not-in-passage", message, hint, fact.id, "date")
    return False


# Dates, quotations, figures


def _date(verifier: Verifier, day: Edtf, found: tuple[Block, Document], *path: str) -> bool:
    block, document = found
    tokens = verifier.tokens(block, document)
    if date_printed(day, tokens, known=document.date):
        return True
    _date_problem(verifier, day, tokens, document.date, *path)
    return False


def _told_of_words(
    verifier: Verifier, day: Edtf, tokens: Sequence[Token], known: Edtf, *path: str | int
) -> bool:
    """Tell where a date is printed, but with other words around it."""
    printed = date_tokens(day, tokens, known=known, exactly=False, wording=BARE)
    if not printed:
        return False
    said = misdated(day, printed)
    code = "qualifier-not-printed" if day.approximate or day.uncertain else "qualifier-left-out"
    verifier.tell(code, said.message, said.hint, *path)
    return True


def _date_problem(
    verifier: Verifier, day: Edtf, tokens: Sequence[Token], known: Edtf, *path: str | int
) -> None:
    exact = [token for token in tokens if date_printed(day, [token], known=known, wording=BARE)]
    if (exact or day.is_span) and _told_of_words(verifier, day, tokens, known, *path):
        return
    dates = _listed(token for token in tokens if token.kind == "date").replace("value", "date")
    message = f"the date {day} does not stand in its passage, which has {dates}"
    hint = "mend the date or the passage; what you concluded goes into `inferred`, and why into `because`"
    verifier.tell("date-not-in-passage", message, unclear_dates(day, tokens) or hint, *path)


def _event(verifier: Verifier, event: Event, home: Document) -> None:
    if event.passage is None:
        verifier.results.append(Result(event.id, "event", "not-held"))
        return
    found = verifier.block(event.passage, home, event.id, "passage")
    status: Status = "failed"
    if found:
        tokens = verifier.tokens(*found)
        if date_printed(event.date, tokens, event.inferred, found[1].date):
            status = "inferred" if event.inferred else "printed"
        else:
            _date_problem(verifier, event.date, tokens, found[1].date, event.id, "date")
    verifier.results.append(Result(event.id, "event", status))


def _quotation(verifier: Verifier, quotation: Quotation, home: Document) -> None:
    found = verifier.block(quotation.passage, home, quotation.id, "passage")
    ok = found is not None and any(whole(quotation.text, text) for text in found[0].readings)
    if found and not ok:
        message = "these words do not stand in the passage word for word"
        verifier.tell(
            "quotation-not-in-passage", message, "quote exactly what is printed", quotation.id, "text"
        )
    verifier.results.append(Result(quotation.id, "quotation", "printed" if ok else "failed"))


def _figure(verifier: Verifier, figure: Figure, home: Document | None) -> None:
    if figure.passage is None:
        return
    found = verifier.block(figure.passage, home, figure.id, "passage")
    if not found:
        return
    block, document = found
    check = check_figure(
        figure, block, verifier.dossier, verifier.texts.lexicons[document.id], document.language
    )
    for wrong in check.problems:
        verifier.tell(wrong.code, wrong.message, wrong.hint, figure.id, *wrong.path)
    verifier.results += [
        Result(name, "cell", "printed" if ok else "failed") for name, ok in check.cells.items()
    ]


# Commitments, and all other passages


def _commitment(verifier: Verifier, commitment: Commitment, home: Document) -> None:
    found = verifier.block(commitment.passage, home, commitment.id, "passage")
    status: Status = "placed" if found else "failed"
    if found:
        days = {"made": commitment.made, "due": None if commitment.due_inferred else commitment.due}
        here = verifier.tokens(*found)
        anywhere = understood(verifier.all_tokens(found[1]), found[1].date)
        for name, day in days.items():
            if day is None or day.text in verifier.document_days:
                continue
            tokens = anywhere if name == "made" else here
            known = found[1].date
            if not date_printed(day, tokens, known=known, exactly=False, wording=VAGUE):
                _date_problem(verifier, day, here, known, commitment.id, name)
                status = "failed"
    verifier.results.append(Result(commitment.id, "commitment", status))


def _others(verifier: Verifier) -> None:
    """Every passage that nothing but its place can be checked of: of roles, sides, outcomes, waivers."""
    for part in walk_values(verifier.dossier):
        if isinstance(part.value, Passage) and (part.entry, *part.path) not in verifier.seen:
            verifier.block(part.value, part.document, part.entry, *part.path)
