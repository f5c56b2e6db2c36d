"""The passage behind a row of a table: the one that it names, or the only one that prints its value."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from dossier_timeline.cli.document_source import DocumentSource
from dossier_timeline.cli.place_words import describe_source_place
from dossier_timeline.content.fact_writing import describe_fact
from dossier_timeline.evidence.date_matching import is_date_printed
from dossier_timeline.evidence.label_fit import choose_by_label
from dossier_timeline.evidence.passage_location import find_passage
from dossier_timeline.evidence.passage_search import find_passages
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.shared_values import share_value
from dossier_timeline.evidence.stated_values import StatedValue
from dossier_timeline.evidence.value_candidates import find_value_candidates, name_passage, read_passages
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.sources import Passage
from dossier_timeline.spreadsheets.sheets import CellError

_SAY_WHICH = "name the passage in a column “quote” (a few of its words) or “section” and “paragraph”"
_MOST_NAMED = 4


def complete_event(source: DocumentSource, fields: dict[str, Any]) -> dict[str, Any]:
    """An event with its passage. Raises `CellError` where that isn't sure."""
    if "work" in fields or _has_place(source, fields):
        return fields
    day = parse_date(fields["date"])
    printing = [
        one
        for one in _select_passages(source, fields)
        if is_date_printed(day, source.state.read_values_in(one, source.document), None, source.document.date)
    ]
    found = _require_one(fields["date"], printing)
    return {**fields, "passage": _name_place(source, found)}


def complete_fact(source: DocumentSource, fields: dict[str, Any]) -> dict[str, Any]:
    """A fact with its passage, and with what that prints around the value.

    Raises `CellError` where it isn't sure which passage that is.
    """
    if fields.get("date") == source.document.date.text:
        fields = {key: value for key, value in fields.items() if key != "date"}
    if "derived" in fields or _has_place(source, fields):
        return fields
    try:
        draft = Fact.model_validate(
            {"label": {"xx": "-"}, **fields, "id": "imported", "passage": {"paragraph": 1}}
        )
    except ValidationError:
        return fields
    text = str(draft.value)
    stated = StatedValue(
        text, 0, len(text), 0, len(text), "", draft.kind, draft.value, None, draft.unit, draft.qualifier
    )
    selected = _select_passages(source, fields)
    everything = read_passages(source.state, source.document)
    printed = tuple(pair for pair in everything if pair[0] in selected)
    shared = share_value({source.document.language: stated})
    candidates = find_value_candidates(source.state, source.document, shared, printed)
    label = draft.label.root.get(source.document.language, "")
    chosen = choose_by_label(source.state, source.document, shared, label, candidates, everything)
    if chosen is None:
        _require_one(text, [one.source_passage for one in candidates])
        chosen = candidates[0]
        if chosen.counts_other:
            place = describe_source_place(chosen.source_passage)
            raise CellError(f"{text}: {chosen.doubt} ({place})", "mend the value, or its unit")
    found = describe_fact(chosen.fact)
    proposed = {key: found[key] for key in ("unit", "qualifier", "date", "passage") if key in found}
    return {
        **fields,
        **{key: value for key, value in proposed.items() if key == "passage" or key not in fields},
    }


def _has_place(source: DocumentSource, fields: dict[str, Any]) -> bool:
    """Whether a row names one passage by its place. Raises `CellError` where there is none."""
    place = fields.get("passage")
    if place is None:
        return False
    try:
        passage = Passage.model_validate(place)
    except ValidationError as error:
        message = "; ".join(one["msg"].removeprefix("Value error, ") for one in error.errors())
        raise CellError(f"this names no passage: {message}") from error
    if passage.quote is not None:
        return find_passage(_list_source_passages(source), passage) is not None
    if passage.document is None and find_passage(_list_source_passages(source), passage) is None:
        raise CellError(
            f"the source of {source.document.id} has no passage there",
            f'`dossier-timeline passage {source.document.id} "some words"` finds it',
        )
    return True


def _list_source_passages(source: DocumentSource) -> tuple[SourcePassage, ...]:
    return tuple(source.state.texts.segmentations[source.document.id].passages)


def _select_passages(source: DocumentSource, fields: dict[str, Any]) -> tuple[SourcePassage, ...]:
    """The passages that may be meant: those with the words of the row, or all. Raises `CellError`."""
    passages = _list_source_passages(source)
    words = fields.get("passage", {}).get("quote")
    if not words:
        return passages
    found = find_passages(passages, words).found
    if not found:
        raise CellError(
            f"no passage of {source.document.id} has the words “{words}”", "copy them from the source"
        )
    return found


def _require_one(wanted: str, found: list[SourcePassage]) -> SourcePassage:
    different = list({one.line: one for one in found}.values())
    if len(different) == 1:
        return different[0]
    if not different:
        raise CellError(f"no passage prints {wanted}", "an entry is proven by a passage of its source")
    places = "; ".join(describe_source_place(one) for one in different[:_MOST_NAMED])
    raise CellError(f"several passages print {wanted} ({places})", _SAY_WHICH)


def _name_place(source: DocumentSource, source_passage: SourcePassage) -> dict[str, str]:
    passage = name_passage(source.state, source.document, source_passage, 0)
    if passage is None:
        raise CellError("its passage has no place and no words of its own", "write it by hand")
    return passage.place_keys
