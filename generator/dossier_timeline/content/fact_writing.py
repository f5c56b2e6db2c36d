"""Writing new facts into a document.yml; every other byte stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dossier_timeline.content.entry_writing import append_entries
from dossier_timeline.content.file_editor import FileEditor
from dossier_timeline.model.facts import PERCENT, Fact, is_currency_code


def describe_fact(fact: Fact) -> dict[str, Any]:
    """The keys of a fact as content writes them."""
    kind = None if fact.unit == PERCENT or is_currency_code(fact.unit) or fact.kind == "number" else fact.kind
    fields: dict[str, Any] = {
        "id": fact.id,
        "label": dict(fact.label.root),
        "kind": kind,
        "value": _describe_value(fact),
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "date": fact.date.text if fact.date else None,
        "passage": fact.passage.place_keys if fact.passage else None,
    }
    return {key: value for key, value in fields.items() if value is not None}


def _describe_value(fact: Fact) -> str:
    return describe_decimal(fact.value) if isinstance(fact.value, Decimal) else str(fact.value)


def describe_decimal(value: Decimal) -> str:
    """A number as content writes it."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def append_facts(editor: FileEditor, facts: Sequence[Fact]) -> None:
    """Add facts at the end of a document's list of them, or begin that. Raises `EditError`."""
    append_entries(editor, "facts", [describe_fact(fact) for fact in facts])
