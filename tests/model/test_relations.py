"""What the fields of the model say of ids, words and entries, as it is read from their types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.model.base import Entry, ModelValue
from dossier_timeline.model.documents import Document, PageHead, Summary, Translation
from dossier_timeline.model.dossier import Settings
from dossier_timeline.model.facts import CellFact, Column, Fact, Figure, Row
from dossier_timeline.model.field_types import IdForm, IdOf
from dossier_timeline.model.registers import Actor, Country, KindName, Term, Work
from dossier_timeline.model.relations import find_owned, relations_of
from dossier_timeline.model.sources import Identifiers, Passage, Quotation
from dossier_timeline.model.story import Correction, Event

_OWN_IDS = {"id", "aliases"}
"""Keys under which a value says its own id, and not that of another."""
_INTERNAL_IDS: dict[type[ModelValue], set[str]] = {
    Settings: {"id"},
    Summary: {"document"},
    Row: {"cells", "annotations"},
    Column: {"of"},
}
"""The dossier's own id, what the folder of a summary says, and the ids of a figure's own columns."""


def _types(kind: type[ModelValue] = ModelValue) -> Iterator[type[ModelValue]]:
    for inner in kind.__subclasses__():
        if inner.__module__.startswith("dossier_timeline.model."):
            yield inner
        yield from _types(inner)


def _keys_of_ids(kind: type[ModelValue]) -> set[str]:
    """The keys whose values have the form of an id, by the schema that editors are given."""
    schema: dict[str, Any] = TypeAdapter(kind).json_schema(by_alias=True)
    schema = schema["$defs"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    fields = schema.get("properties", {}).items()
    return {key for key, field in fields if "^[a-z0-9]+(-" in str({**field, "propertyNames": ""})}


@pytest.mark.parametrize("kind", [*_types()], ids=lambda kind: kind.__name__)
def test_every_field_with_the_form_of_an_id_says_what_it_names(kind: type[ModelValue]) -> None:
    said = {relation.key for relation in relations_of(kind).ids}
    assert _keys_of_ids(kind) - _OWN_IDS - _INTERNAL_IDS.get(kind, set()) <= said


@pytest.mark.parametrize(
    ("kind", "field", "form", "types"),
    [
        (Document, "sender", IdForm.ID, (Actor, Country)),
        (Document, "kind", IdForm.ID, (KindName,)),
        (Passage, "document", IdForm.ID, (Document,)),
        (Term, "see", IdForm.ID, (Term, Actor, Country, Work, Document)),
        (Correction, "concerns", IdForm.ID, (Entry,)),
        (CellFact, "fact", IdForm.ID, (Fact,)),
        (Fact, "derived", IdForm.ARITHMETIC, (Fact,)),
        (Identifiers, "", IdForm.KEYS, (KindName,)),
    ],
)
def test_a_type_says_which_entries_a_field_names(
    kind: type[ModelValue], field: str, form: IdForm, types: tuple[type[Entry], ...]
) -> None:
    (relation,) = (one for one in relations_of(kind).ids if one.field == field)
    assert (relation.form, relation.types) == (form, types)


def test_a_kind_must_be_one_of_what_the_field_says() -> None:
    (relation,) = (one for one in relations_of(Event).ids if one.field == "kind")
    kinds = {
        of: KindName.model_validate({"id": of, "of": of, "name": {"xx": "…"}}) for of in ("event", "work")
    }
    assert relation.accepts(kinds["event"])
    assert not relation.accepts(kinds["work"])


def test_words_say_whether_their_numbers_need_facts_and_whether_they_are_names() -> None:
    said = {
        (kind.__name__, one.field): (one.numbers_need_no_fact, one.is_name)
        for kind in (Actor, Document, Quotation, Correction, Row)
        for one in relations_of(kind).words
    }
    assert said["Actor", "name"] == (True, True)
    assert said["Document", "slug"] == (True, False)
    assert said["Quotation", "translation"] == (True, False)
    assert said["Correction", "label"] == said["Document", "title"] == said["Row", "cells"] == (False, False)


def test_owned_entries_come_in_the_order_of_the_fields(good: Path) -> None:
    dossier = read_content_folder(good).dossier
    assert dossier is not None
    owned = [relation.type for relation in relations_of(Document).owned]
    for document in dossier.documents:
        found = [type(entry) for entry in find_owned(document)]
        assert found == sorted(found, key=owned.index)
    assert {entry.id for entry in dossier.entries()} == set(dossier.by_id) - {
        alias for entry in dossier.entries() for alias in entry.aliases
    }


def test_parts_are_values_without_an_id_of_their_own() -> None:
    parts = {
        kind: [one.field for one in relations_of(kind).parts] for kind in (Figure, Row, Settings, Document)
    }
    assert parts[Figure] == ["columns", "rows", "passage"]
    assert parts[Row] == ["cells"]
    assert parts[Settings] == ["licence", "help", "style"]
    assert "facts" not in parts[Document]
    for head in (Translation, PageHead):
        assert not relations_of(head).parts


def test_a_type_that_is_declared_later_must_be_quoted() -> None:
    class Late(ModelValue):
        passage: Undeclared  # type: ignore[name-defined]  # noqa: F821

    with pytest.raises(TypeError, match="quote its name"):
        relations_of(Late)

    class Quoted(ModelValue):
        fact: IdOf[Fact]

    assert relations_of(Quoted).ids[0].types == (Fact,)
